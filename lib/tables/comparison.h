/* SPDX-License-Identifier: MIT */
/* What the parts of a comparison of tables share. */
#ifndef TABLES_COMPARISON_H
#define TABLES_COMPARISON_H

#include "tables/product.h"

#include "tables/model.h"

/* A context: of an element, of a variant, of an action. */
typedef struct condition {
	uint8_t  condition; /* block_condition */
	uint16_t rule;      /* BLOCK_NO_RULE with a condition: it is not defined */
} condition;

/* One of the two tables. */
typedef struct compared {
	const idnc_table *table;
	unsigned char    *block;
	idnc_lgr          lgr;
	bool              is_open; /* labels can be judged by it: every rule is defined */
	table             t;
	const void      **chars, **ranges; /* nodes, by code points */
	size_t            chars_len, ranges_len;
	machine         **machines; /* by rule; NULL: not asked for yet */
} compared;

/* An element that both tables list. */
typedef struct common {
	const block_element *element[2];
	stride               text; /* its number is that of the element in `commons` */
	bool                 is_free; /* it has no context */
} common;

static inline condition
element_condition(const common *one, size_t at)
{
	return (condition){ one->element[at]->condition, one->element[at]->rule };
}

/* A variant that both tables list. */
typedef struct mapping {
	uint32_t             of; /* in `commons` */
	const block_variant *variant[2];
} mapping;

struct idnc_comparison {
	arena memory;
	array differences; /* idnc_difference */
};

/* A comparison that goes on. */
typedef struct compare {
	idnc_comparison *out;
	arena            memory;
	uint64_t         budget;       /* what may still be done */
	compared         sides[2];
	array            letters;      /* letter */
	uint32_t        *letter_of;    /* by index of the first table's POINTS; INTERN_NONE: the second one lacks it */
	array            commons;      /* common */
	array            spellings;    /* uint32_t: the elements that differ in letters, those without a context first */
	array            lones;        /* demand: of the elements that one table lists, in the order of their differences */
	array            mappings;     /* mapping */
	interner         pairs;        /* of contexts: both conditions */
	array            sames;        /* bool, by pair: they are the same, matcher by matcher */
	interner         questions;    /* both conditions, and what the element is to their rules */
	array            answers;      /* struct answer, by question */
	uint32_t         groups;
	uint32_t         searched;     /* differences that labels were sought for */
	uint32_t         repair_checks; /* labels that were looked at to find better proofs */
	void            *workspace;    /* for variants */
} compare;

/* Add a difference; NULL when memory is short.  What it points to must live as long as the comparison. */
idnc_difference *compare_add(compare *c, idnc_difference d);

/* The code points of an element or variant, which live as long as the tables are compared. */
const uint32_t *compare_text(const compare *c, size_t side, uint32_t text);

/* A copy of code points that lives as long as the comparison. */
const uint32_t *compare_keep(compare *c, const uint32_t *cp, size_t len);

/* A string of a block, kept likewise; NULL for the empty one. */
const char *compare_string(compare *c, size_t side, uint32_t at);

/* The node of an element; NULL where there is none. */
const node *compare_node(const compare *c, size_t side, const uint32_t *cp, size_t len);

/* The letters of code points in the room; false when one is not in both tables. */
bool compare_letters(const compare *c, const uint32_t *cp, size_t len, uint32_t *out);

/* The machine of a rule; NULL when memory is short. */
machine *compare_machine(compare *c, size_t side, uint16_t rule);

/*
 * A question may use a part of what is left for all, so that one that is too hard leaves something to the
 * others.  Opening returns what is put aside meanwhile; closing takes it back.
 */
uint64_t compare_open_budget(compare *c);
void     compare_close_budget(compare *c, uint64_t aside);

/* Whether two rules are the same, matcher by matcher: then no automaton need be asked. */
bool compare_same_rules(compare *c, uint16_t first, uint16_t second);

/*
 * The elements that labels are written with, as far as the machines tell them apart: those without a
 * context before others that are alike.  Numbers of `commons`, in an array that the caller frees.
 */
array compare_spellings(compare *c, machine **machines, size_t machines_len);

/* The code points of elements one behind the other; their number, 0 when it exceeds that of a label. */
size_t compare_spell(const compare *c, const uint32_t *numbers, size_t count, uint32_t out[IDNC_LGR_LABEL_MAX]);

/* Whether the tables give a label, or a variant label of it, different dispositions. */
bool compare_is_effective(compare *c, const uint32_t *label, size_t len, const uint32_t *variant, size_t variant_len);

/* Whether a table as a whole gives a label, or a variant label of it, this disposition. */
bool compare_gives(compare *c, size_t side, const uint32_t *label, size_t len, const uint32_t *variant, size_t variant_len,
                   const char *disposition);

/* A label that shows a difference, and its variant label where it is about one. */
typedef struct attempt {
	uint32_t label[IDNC_LGR_LABEL_MAX], variant[IDNC_LGR_LABEL_MAX];
	size_t   len, variant_len;      /* variant_len 0: there is none */
	size_t   at, span, target_span; /* what stays as it is: its place, its length, and that of the variant's */
	size_t   reasons;               /* for which it is refused */
} attempt;

/* How a label is to become one that nothing else refuses. */
typedef struct repair {
	size_t side; /* whose refusals count */
	bool (*keeps)(compare *c, const attempt *a, void *context); /* whether it has the difference; NULL: always */
	bool (*shows)(compare *c, const attempt *a, void *context); /* whether it proves it */
	void *context;
} repair;

/* Put more elements into a label until it proves a difference; false: that was in vain. */
bool compare_repair(compare *c, const repair *how, attempt *one);

/* The passes. */
void compare_repertoires(compare *c);
void compare_contexts(compare *c);
void compare_variants(compare *c);
void compare_actions(compare *c);
void compare_metadata(compare *c);

/* A label that one of two contexts accepts and the other does not: what stands before the element, then behind it. */
typedef struct witness {
	bool            is_there;
	const uint32_t *before, *behind;
	size_t          before_len, behind_len;
} witness;

typedef struct answer {
	idnc_undecided undecided;
	witness        only[2]; /* accepted by that one only */
	uint32_t       group;
} answer;

/* Whether both contexts are written alike: a pair of them is looked at once. */
bool compare_alike(compare *c, const condition conditions[2]);

/* A context that a label must satisfy where an element stands, by one of the tables. */
typedef struct demand {
	size_t    at; /* side */
	condition is;
} demand;

enum { DEMANDS_MAX = 4 };

/* Find the shortest surroundings of an element in which all demands are met; of a text that is no common one, letters are NULL. */
witness compare_place(compare *c, const demand *demands, size_t count, const stride *text);

/*
 * Set the label, and for a target the variant label, of a difference: the source, among others where that
 * shows the difference.
 */
void compare_show(compare *c, idnc_difference *d, const demand *demands, size_t count);

/* A witness around a text; its length, 0 when it is too long. */
size_t witness_write(const witness *w, const uint32_t *cp, size_t len, uint32_t out[IDNC_LGR_LABEL_MAX]);

/* Ask where the contexts of an element in both tables differ.  The answer stays until the next question. */
const answer *compare_ask(compare *c, const condition conditions[2], const common *one);

/* Whether two contexts are the same. */
static inline bool
answer_is_same(const answer *a)
{
	return a->undecided == IDNC_UNDECIDED_NOT && !a->only[0].is_there && !a->only[1].is_there;
}

/* Report the differences that an answer tells, with the fields of d that the caller has set. */
void compare_report(compare *c, const answer *a, const condition conditions[2], idnc_difference d);

#endif
