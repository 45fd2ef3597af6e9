/* SPDX-License-Identifier: MIT */
/* What the parts of lint share. */
#ifndef TABLES_LINT_H
#define TABLES_LINT_H

#include "tables/model.h"
#include "tables/xml.h"

/* A tag or type, and a node that has it. */
typedef struct lint_word {
	const char *text;
	const node *node;
} lint_word;

typedef struct lint_words {
	array list; /* pointers to words, sorted, none twice */
} lint_words;

typedef struct lint {
	const idnc_table *table;
	journal           journal;
	arena             memory; /* of the call alone */
	lint_words        given_tags, asked_tags, given_types, asked_types;
	bool             *used;   /* elements of rules, by order: something refers to them */
} lint;

/* lint_variants.c: symmetry and transitivity of variants. */
void lint_variants(lint *l);

/* compile_classes.c, which knows what a class holds: empty classes. */
void lint_classes(lint *l);

#endif
