/* SPDX-License-Identifier: MIT */
/* Judging the names of a block together, where an accepted name needs no more than its form. */
#ifndef IDNC_TOOLS_BATCH_H
#define IDNC_TOOLS_BATCH_H

#include <idncheck.h>

#include "escape.h"
#include "settings.h"

struct batch;
struct worker;

/* A form of an accepted name, or the name as it was read. */
struct form {
	const char *bytes;
	size_t len;
	bool is_plain; /* known to need no escape in TSV; TEXT_SLACK bytes can be read behind */
};

struct accepted {
	struct form in, out, unicode;
};

/* What an accepted name needs. */
struct batch_forms {
	idnc_batch_form out;
	bool has_unicode; /* the form with U-labels, beside `out` */
};

/* What a tool does where it can judge in batches. */
struct batching {
	/* Whether it can, under these settings. */
	bool (*is_possible)(const struct settings *settings, struct batch_forms *forms);
	/* Add the answer to the output; not called with --quiet. */
	void (*accept)(struct worker *worker, const struct accepted *name);
};

/* NULL: records are to be judged one by one. */
struct batch *batch_new(const struct batching *batching, const struct settings *settings);
void batch_free(struct batch *batch);

/* Judge all records of the worker's block: those that are refused, one by one. */
void batch_judge(struct worker *worker);

/* Add a form as a column of TSV. */
void batch_write_tsv(struct text *out, const struct form *form);

#endif
