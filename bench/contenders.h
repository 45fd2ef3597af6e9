/* SPDX-License-Identifier: MIT */
/* The implementations that are measured, and the operations they have in common. */
#ifndef BENCH_CONTENDERS_H
#define BENCH_CONTENDERS_H

#include <stdbool.h>
#include <stddef.h>

#include "corpus.h"

#define CONTENDER_COUNT 3

/* What one conversion gives. */
struct answer {
	char *bytes;      /* the caller's buffer, of cap bytes */
	size_t cap;
	size_t len;       /* bytes written or, beyond cap, needed; of libidn2 when is_wanted only */
	char first;       /* the first byte of the result: read, so that no work is left out */
	bool is_accepted;
	bool is_wanted;   /* the caller looks at bytes: libidn2 copies its result there */
};

typedef void convert_fn(const struct name *name, struct answer *answer);

/* An operation, as each contender has it, in the order of contender_names. */
struct operation {
	const char *name;
	convert_fn *convert[CONTENDER_COUNT];
	size_t equal; /* of how many contenders, from the first, the results are the same */
};

extern const char *const contender_names[CONTENDER_COUNT];
extern const struct operation operations[];
extern const size_t operation_count;

/* Open what has to be opened outside the timing.  False: a message was written. */
bool contenders_open(void);
void contenders_close(void);

/* Print the versions of all and of their data. */
void contenders_print_versions(void);

#endif
