/* SPDX-License-Identifier: MIT */
/* The vector runner: rows of testvectors/, their notation, their operations.  testvectors/README.md */
#ifndef TESTS_VECTORS_H
#define TESTS_VECTORS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "idncheck.h"
#include "idncheck/lgr.h"
#include "util.h"

/* One row, columns trimmed; the spans point into the file, which stays in memory. */
struct row {
	const char *file;
	size_t line;
	struct span op, input, expect;
};

struct rows {
	struct row *items;
	size_t count;
};

/* Text that grows; at is NUL-terminated. */
struct text {
	char *at;
	size_t len, room;
};

void text_add(struct text *t, const char *format, ...) __attribute__((format(printf, 2, 3)));
void text_add_span(struct text *t, struct span s);

/* Bytes that end where a page that cannot be touched begins; one of these for each purpose. */
#define GUARD_ROOM (1u << 20)
struct guard {
	char *end;
};

/* The last n bytes before the page, filled with `bytes` or, where that is NULL, with GUARD_FILL. */
#define GUARD_FILL 0xA5
void *guard_place(struct guard *g, const void *bytes, size_t n);
bool guard_is_untouched(const void *at, size_t n);

/*
 * Take the rows of one file.  NULL, or what is wrong with the file: a row without four columns, no
 * row at all.
 */
char *rows_parse(struct rows *rows, const char *file, struct span text);

/* Undo the notation of an input or of quoted text; false where an escape is malformed. */
bool notation_read(struct span text, struct text *bytes);
/* Code points in hexadecimal, `0061 0062*3`, `-` for none; false where one is malformed. */
bool notation_read_cps(struct span text, struct text *cps);
/* The same written; long runs are folded. */
void notation_quote(struct span bytes, struct text *out);
void notation_write_cps(const uint32_t *cps, size_t n, struct text *out);
/* Whether what was got is what was expected; see "expect" in the README. */
bool notation_matches(struct span expect, struct span got);

/* What a call of an operation has: the options of a domain operation, a capacity, the input. */
struct call {
	idnc_options options;
	bool has_cap, is_name; /* a name is cut into labels */
	size_t cap;
	struct span input; /* undone, at the end of a guard; code points where the operation takes those */
	struct span second; /* the second input of pair and of lgr.variant */
	const struct table *table; /* of an operation on a policy table */
	struct text *got;
};

/* An operation with an output: `in` and `out` count units; findings may be NULL. */
typedef idnc_status convert_fn(const struct call *call, char *out, size_t cap, size_t *len, idnc_findings *findings);
struct conversion {
	const char *name;
	bool takes_cps, makes_cps, has_findings;
	convert_fn *run;
};

/* Say in the answer that a promise of the header is broken, so that the row fails. */
void vectors_broken(struct call *call, const char *promise, size_t cap);
/* The name of a status, such as "BIDI4"; "ok". */
const char *vectors_name_of(idnc_status status);

/* A policy table of testvectors/lgr/, compiled and open; it stays in memory. */
struct table {
	struct span name;
	const unsigned char *block;
	size_t size;
	idnc_lgr lgr;
};

/* The folder of the vectors, where the tables are. */
extern const char *vectors_folder;
/* Take `NAME :` from the front of an input, or NAME alone; false where there is no such table, which is said in the answer. */
bool vectors_take_table(struct span *input, struct call *call);
convert_fn vectors_lgr_index;
void vectors_lgr_open(struct call *call);
void vectors_lgr_name(struct call *call);
void vectors_lgr_check(struct call *call);
void vectors_lgr_action(struct call *call);
void vectors_lgr_list(struct call *call);
void vectors_lgr_find(struct call *call);
void vectors_lgr_count(struct call *call);

/* Run a conversion with room, with too little room of every size, and without findings; write what came. */
void vectors_convert(const struct conversion *conversion, struct call *call);

/* Run one row.  NULL where it holds; else "file:line: ...", to be freed. */
char *vectors_run(const struct row *row);

#endif
