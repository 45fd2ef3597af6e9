/* SPDX-License-Identifier: MIT */
/* What the parts that compare actions share. */
#ifndef TABLES_COMPARE_ACTIONS_H
#define TABLES_COMPARE_ACTIONS_H

#include "tables/comparison.h"

enum { DEEDS_TYPES_MAX = 2 * BLOCK_TYPES_MAX };

#define NO_NAME UINT32_MAX

/* An action, of the document or by default; types by their number among those of both tables. */
typedef struct deed {
	uint64_t types[DEEDS_TYPES_MAX / 64];
	uint64_t groups;      /* the same as groups of types that its table's actions do not tell apart */
	uint32_t disposition; /* among the names of both tables */
	uint32_t line;        /* in the document; 0: by default */
	uint32_t variable;    /* of its rule; rules of both tables that mean the same have the same */
	uint16_t rule;
	uint8_t  condition;   /* block_condition */
	uint8_t  kind;        /* block_kind */
} deed;

/* What two rules of one name make of labels. */
typedef struct likeness {
	uint16_t        rules[2];
	idnc_undecided  undecided;
	bool            differs;
	bool            matches[2];  /* which has a label of its own */
	const uint32_t *label[2], *variant[2];
	size_t          label_len[2], variant_len[2];
	bool            is_effective[2];
} likeness;

/* Which labels a rule matches. */
typedef enum constancy { VARIES, MATCHES_NONE, MATCHES_ALL } constancy;

typedef struct rule_use {
	uint16_t  rule;
	uint32_t  variable;
	constancy constancy;
} rule_use;

/* Two actions that decide differently about one label, or a variant label of it. */
typedef struct clash {
	uint32_t key[2];   /* one clash of each key is kept: the actions, or what is asked about */
	uint32_t deeds[2];
	uint32_t label[IDNC_LGR_LABEL_MAX], variant[IDNC_LGR_LABEL_MAX];
	size_t   label_len, variant_len;
	bool     is_original; /* nothing of it is replaced */
	bool     is_effective;
} clash;

enum { CLASHES_MAX = 16 };

/*
 * What is to be shown: what two rules of one name make of labels, or a mapping whose types differ, or an element to
 * which one table alone gives a type where it stays as it is.
 */
typedef struct deeds_question {
	bool     is_rule, is_lone;
	uint16_t rules[2];
	uint32_t mapping; /* its number; that of the element in `commons`, where it is lone */
} deeds_question;

typedef struct ruleset {
	array list; /* rule_use */
} ruleset;

typedef struct deeds {
	compare *c;
	array    types, dispositions; /* names, of both tables */
	array    list[2];             /* deed: the document's, then the defaults */
	ruleset  rules[2];
	uint32_t variables;
	array    unlikes;             /* likeness: of rules that have one name and one variable, and differ */
	uint32_t type_of[2][256];     /* by the block's number */
	uint32_t group_of[2][DEEDS_TYPES_MAX];
	bool     is_used[2][DEEDS_TYPES_MAX]; /* by a variant */
	uint32_t becomes[DEEDS_TYPES_MAX];    /* what a type of the first table is called in the second */
	bool     has_too_many; /* types, or actions */
	bool     is_missing;   /* a rule */
	uint32_t asked;        /* mappings */
	idnc_undecided trouble; /* of the walk */
} deeds;

/* The types that a variant label has collected, as groups of each table, and whether all of it is variants. */
typedef struct collected {
	uint64_t groups[2];
	bool     is_only[2];
} collected;

static inline deed *
deed_at(const deeds *w, size_t side, size_t i)
{
	return (deed *)w->list[side].items + i;
}

static inline uint64_t
group_bit(const deeds *w, size_t side, uint32_t type)
{
	return type == NO_NAME ? 0 : UINT64_C(1) << w->group_of[side][type];
}

/* The number of what was collected, and back. */
uint32_t  collected_number(interner *list, const collected *one);
collected collected_at(const interner *list, uint32_t number);

/* Whether the types of a label are those that an action asks for.  RFC 7940, 7.2 */
bool deed_has_types(const deed *d, uint64_t groups, bool is_only);

typedef enum agreement { AGREE, DISAGREE, AGREE_UNDECIDED } agreement;

/*
 * Whether the actions of two tables, or of one, give every set of types the same disposition, whatever rules match.
 *
 *   sides  the tables
 *   pairs  of types: that of the one and what stands in its place in the other
 */
agreement deeds_agree(deeds *w, const size_t sides[2], uint32_t pairs[][2], size_t pairs_len);

/* Why the actions cannot be compared. */
idnc_undecided deeds_trouble(const deeds *w);

/* Look for labels and variant labels of them that get different dispositions, and report them. */
agreement deeds_walk(deeds *w);

/*
 * Look for labels that get different dispositions because of what the question is about.
 *
 *   clashes  receives them; of a rule the key is whether the first table's matches, and whether it is about the label
 *            itself; of a mapping both dispositions
 *   count    receives how many
 *
 * Whether that is all there is.
 */
bool deeds_ask(deeds *w, const deeds_question *question, clash clashes[CLASHES_MAX], size_t *count);

#endif
