/* SPDX-License-Identifier: MIT */
/* What labels exercise of a table: code points, sequences, variants, rules and actions. */
#ifndef IDNTABLE_SURVEY_H
#define IDNTABLE_SURVEY_H

#include <idncheck.h>
#include <idncheck/tables.h>
#include <stdbool.h>

#include "common/tables.h"

enum survey_kind {
	SURVEY_CODE_POINT,
	SURVEY_SEQUENCE,
	SURVEY_VARIANT,    /* a mapping: its source stands in the label, and its context holds */
	SURVEY_RULE_HOLDS, /* a rule that was asked, and matched */
	SURVEY_RULE_FAILS, /* ... and did not */
	SURVEY_ACTION,     /* it decided about the label, or about a variant label of it */
	SURVEY_KINDS
};

/* Something that a label can exercise. */
struct survey_item {
	const uint32_t *cp;
	size_t len;
	const uint32_t *target; /* of a variant */
	size_t target_len;
	const char *name; /* of a rule; the type of a variant, the disposition of an action */
	uint32_t line;    /* of the document, 0: not known */
	uint32_t number;  /* of a rule or an action, from 0 */
	uint8_t kind;     /* enum survey_kind */
	uint64_t labels;  /* that exercised it */
};

/* A context: a rule, and whether it must match.  SURVEY_NO_RULE: there is none. */
#define SURVEY_NO_RULE UINT32_MAX
struct survey_context {
	uint32_t rule;
	bool is_wanted;
};

/* A variant of an element is the item behind that of the variant before it. */
struct survey_element {
	const uint32_t *cp;
	size_t len;
	size_t item;             /* index in items */
	size_t variant, variants; /* likewise: first, and how many */
	struct survey_context context;
};

struct survey_action {
	struct survey_context context;
	size_t item;
};

struct survey {
	const struct table *table;
	idnc_table *document;
	idnc_lgr traced;
	void *traced_block;
	struct survey_item *items;
	size_t item_count;
	struct survey_context *contexts; /* of items that are variants, by index of item */
	struct survey_element *elements; /* by first code point, longest first */
	size_t element_count;
	struct survey_action *actions;
	size_t action_count;
	size_t rule_count, rule_item; /* the items of rule r: rule_item + 2 * r, and the one behind it */
	bool *is_lone;                /* of rules: no element, variant or action names it */
	uint32_t *points;             /* of ranges */
	/* Of the latest label: */
	size_t *found; /* items, each once, in no order */
	size_t found_count;
	bool *is_found;
	bool is_eligible;  /* it consists of elements */
	bool has_variants;
	bool is_uncounted; /* there are too many variants to know all actions */
	idnc_lgr_verdict verdict;
	void *workspace; /* for counting; allocated when it is needed */
};

/* Take up a table that has its document; false: a message was written. */
bool survey_begin(struct survey *survey, const struct table *table);
void survey_end(struct survey *survey);

/* Find what a label exercises; its variant labels too, where that is asked for. */
void survey_label(struct survey *survey, const uint32_t *cp, size_t len, bool wants_variants);

/* For a label that was surveyed without its variants: find the actions that decide about these. */
void survey_variants(struct survey *survey, const uint32_t *cp, size_t len);

/* Whether an element stands at a place of a label; its context is asked, and counts as exercised. */
bool survey_element_is_at(struct survey *survey, const struct survey_element *element,
                          const uint32_t *cp, size_t len, size_t at);

/* Add the name of an item: "0915", "0061 > 0062", a rule, the number of an action from 1. */
void survey_write_name(const struct survey_item *item, struct text *out);

/* "code-point", "rule-fails" and so on. */
const char *survey_kind_word(int kind);

#endif
