/* SPDX-License-Identifier: MIT */
/* Two tables, what differs between them, and what each of them says of a label. */
#ifndef IDNTABLE_PAIR_H
#define IDNTABLE_PAIR_H

#include <idncheck/compare.h>

#include "verbs.h"

/* A table that was read, and, where that is possible, compiled. */
struct side {
	const char *file;
	idnc_table *table; /* NULL: it was refused */
	idnc_table_findings findings;
	idnc_table_status compiled;
	unsigned char *block; /* NULL: it cannot be compiled, as it names rules that are not defined, or is too large */
	idnc_lgr lgr;
};

/*
 * Read a table; --lenient lets names of rules that are not defined pass.  0: it was read.  1: it is refused, which
 * the findings tell.  2: there is nothing to read, a message was written.
 */
int side_read(struct side *side, const char *file);

/* Write the findings to stderr, but for notes; and that it cannot be used, where it is refused. */
void side_complain(const struct side *side);

void side_free(struct side *side);

/* Differences of one cause, in the order of their code points. */
struct cause {
	const idnc_difference *const *items;
	size_t count;
};

/* Two tables, compared. */
struct pair {
	const struct side *side[2];
	idnc_comparison *comparison;
	/* Made by pair_collect. */
	const idnc_difference **items;
	struct cause *causes; /* in the order of the comparison */
	size_t count;
};

/* Compare two tables that were read.  False: that is not possible, and was told. */
bool pair_compare(struct pair *pair);

/* The order of the causes of two differences; 0: they have one.  Of meta data, those of one field are told together. */
int pair_order(const idnc_difference *one, const idnc_difference *other);

/* Put differences of one cause together. */
void pair_collect(struct pair *pair);

void pair_free(struct pair *pair);

/* How much a disposition lets happen, for people who want the label. */
enum weight {
	WEIGHT_UNKNOWN, /* the table cannot be compiled */
	WEIGHT_NONE,    /* not eligible; of a variant, there is none */
	WEIGHT_BLOCKED,
	WEIGHT_ALLOCATABLE,
	WEIGHT_ACTIVATED,
	WEIGHT_VALID,
	WEIGHT_OWN, /* of the table's own making */
	WEIGHT_COUNT
};

/* The weight of a disposition by its name.  RFC 7940, 7.3 */
enum weight weight_find(const char *disposition);

/* What a table says of a label, or of a variant of it. */
struct opinion {
	enum weight weight;
	const char *disposition; /* of a variant that derivations disagree about, the most restrictive; "" where it is not known */
	idnc_finding finding;    /* the first reason why a label is not eligible */
	uint32_t action;         /* of a label: as in idnc_lgr_verdict */
};

struct opinion opinion_label(const struct side *side, const uint32_t *label, size_t len);
struct opinion opinion_variant(const struct side *side, const uint32_t *label, size_t len, const uint32_t *variant,
                               size_t variant_len);

/* ---- Words ---- */

/* Add "file:line", or the file alone where there is no line; escaped. */
void pair_write_place(struct text *out, const char *file, uint32_t line);

/* Add code points as U+0061 U+0062; "nothing" where there are none. */
void pair_write_points(struct text *out, const uint32_t *cp, size_t len);

/* Add a label: its characters, escaped, and its code points in brackets. */
void pair_write_label(struct text *out, const uint32_t *cp, size_t len);

/* Add what the differences of a cause are about: elements, mappings, at most `most` of them, and how many more. */
void pair_write_subjects(struct text *out, const struct cause *cause, size_t most);

/* How many of them there are; rules, actions and meta data count one by one. */
size_t pair_count_subjects(const struct cause *cause);

/* Add what a table has where the difference is: "not-when rule follows-letter", "type blocked". */
void pair_write_name(struct text *out, const idnc_difference *difference, int which);

/* Add lines about a cause: the label that shows it, and what each of the tables has and says. */
void pair_write_proofs(struct text *out, const struct pair *pair, const struct cause *cause, size_t indent);

/*
 * Add what a table says of the label of a difference, or of its variant: "accepts it (valid)", "refuses it: U+0063 is not
 * in its repertoire".  Nothing where that is not known.
 */
void pair_write_opinion(struct text *out, const struct side *side, const idnc_difference *difference);

/* Add a difference as a JSON object. */
void pair_write_json(struct text *out, const idnc_difference *difference);

#endif
