/* SPDX-License-Identifier: MIT */
/* The review of a table against a reference table: its items, their results, and what they are about. */
#ifndef IDNTABLE_REVIEW_H
#define IDNTABLE_REVIEW_H

#include "pair.h"

/* What a review says of an item, the mildest first: X(NAME, words, class of HTML). */
#define RESULT_LIST(X) \
	X(MATCH, "MATCH", "match") \
	X(SUBSET, "SUBSET", "subset") \
	X(NOTE, "NOTE", "note") \
	X(CHECK, "MANUAL CHECK", "check") \
	X(REVIEW, "REVIEW", "review")

enum result {
#define X(name, words, class) RESULT_##name,
	RESULT_LIST(X)
#undef X
};

const char *result_z(enum result result);

/* What is looked at, in this order: X(NAME, word). */
#define ITEM_LIST(X) \
	X(REPERTOIRE, "repertoire") \
	X(VARIANTS, "variants") \
	X(CONTEXTS, "contexts") \
	X(RULES, "rules") \
	X(ACTIONS, "actions") \
	X(METADATA, "metadata")

enum item {
#define X(name, word) ITEM_##name,
	ITEM_LIST(X)
#undef X
	ITEM_COUNT
};

const char *item_z(enum item item);

/* What is true of a difference; the reference is the first table. */
enum trait {
	TRAIT_UNDECIDED = 1 << 0,
	TRAIT_REFERENCE_ONLY = 1 << 1, /* only the reference has it, or accepts it */
	TRAIT_TABLE_ONLY = 1 << 2,
	TRAIT_FOLLOWS = 1 << 3, /* from a difference of the repertoires */
	TRAIT_SPELLED = 1 << 4, /* a sequence that the table lacks, but can write, while it does not know its rules */
	TRAIT_IDLE = 1 << 5,    /* the label is treated alike, for other reasons */
	/* What becomes of the label, or the variant label, under the table. */
	TRAIT_LOOSER = 1 << 6,
	TRAIT_STRICTER = 1 << 7,
	TRAIT_LACKS = 1 << 8, /* it is no variant */
	TRAIT_OWN = 1 << 9,   /* a disposition of the tables' own making decides */
	TRAIT_REFLEXIVE = 1 << 10 /* a variant that is its source */
};

/* What a difference means: a row of the table of rows. */
struct row {
	idnc_aspect aspect;
	const char *field; /* of meta data; NULL: any */
	unsigned traits;   /* all of them must be true */
	enum result result;
	const char *clause, *sentence;
};

/* The item that an aspect belongs to. */
enum item row_item(const struct row *row);

/* The row of a difference: the first one that fits.  There is always one. */
const struct row *row_find(const struct pair *pair, const idnc_difference *difference);

/* Differences of one row and one cause. */
struct remark {
	const struct row *row;
	struct cause cause;
};

struct review {
	struct side table;
	int status; /* of reading it, as of side_read; 2 also where it cannot be compared */
	struct pair pair; /* the reference, and the table */
	struct remark *remarks; /* by item; in an item the gravest first */
	const idnc_difference **items; /* what the remarks point into */
	size_t count;
	enum result results[ITEM_COUNT];
};

/* Review a table.  What cannot be read is told on stderr. */
void review_make(struct review *review, const struct side *reference, const char *file);

void review_free(struct review *review);

/* Write a page about reviews. */
void review_write_html(struct text *out, const struct side *reference, const struct review *reviews, size_t count);

#endif
