/* SPDX-License-Identifier: MIT */
/* The verbs of idntable, and what they share. */
#ifndef IDNTABLE_VERBS_H
#define IDNTABLE_VERBS_H

#include "common/session.h"
#include "common/tables.h"

/* What becomes of a variant label whose derivations have different dispositions. */
enum conflicts { CONFLICTS_REPORT, CONFLICTS_RESTRICTIVE, CONFLICTS_PERMISSIVE };

/* What the command line decides. */
struct table_settings {
	struct settings common;
	bool digest;
	bool lenient;
	bool characters; /* show lists the repertoire */
	uint64_t max;       /* variant labels; 0: all */
	const char *only;   /* a disposition; NULL: all */
	const char *output; /* of compile, convert, and of what makes tables from tables */
	const char *type;   /* of variants that populate adds; NULL: blocked */
	int form;           /* of convert: xml, text, html */
	int conflicts;      /* enum conflicts */
	uint32_t states;    /* of diff, review: 0: as many as the library takes */
	const char *reference; /* of review: a table */
	bool html;          /* review writes a page */
	const char *folder; /* of tables, by their tags; NULL: none */
	const char **labels; /* files of test labels */
	size_t label_count;
};

extern struct table_settings settings;
extern const struct table *judging; /* the table of -t */

/* Load the one table of -t; false: a message was written. */
bool verbs_load_table(void);

/*
 * Read the label of the worker's record, and judge it by the table.  Its findings are those of the
 * record; nothing is known about it when there are no code points.
 *
 * True: it is acceptable.
 */
bool verbs_judge(struct worker *worker, struct label *label);

/* Add what is wrong with the label, and that it looks like code points where it does, to the messages. */
void verbs_write_messages(struct worker *worker);

/* Add the dispositions of a variant label, by name, separated by vertical bars. */
void verbs_write_dispositions(struct text *out, const uint32_t *dispositions, size_t count);

/* Choose among the dispositions of a variant label, as --conflicts says; and so for counts. */
void verbs_settle(uint32_t *dispositions, size_t *count);
void verbs_settle_counts(idnc_lgr_count *counts, size_t *count);

/* Judge the one label of the arguments.  False: it is not acceptable, or there is not one. */
bool verbs_judge_argument(struct worker *worker, struct record *record, struct label *label);

extern const struct option options_digest[], options_conflicts[], options_variants[], options_compile[], options_convert[],
	options_lint[];
extern const struct option options_labels[], options_rst[], options_rst_make[], options_show[];
extern const struct option options_index[];
extern const struct option options_compare[], options_differences[], options_review[];
extern const struct option options_sets[], options_populate[];

extern const struct tool idntable, verb_eval, verb_variants, verb_compile, verb_index, verb_convert, verb_lint, verb_show;
extern const struct tool verb_rst, verb_rst_make, verb_cover;

extern const struct tool verb_list;
extern const struct tool verb_diff, verb_review;
extern const struct tool verb_union, verb_intersect, verb_merge, verb_harmonize, verb_populate;

#endif
