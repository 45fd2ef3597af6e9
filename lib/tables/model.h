/* SPDX-License-Identifier: MIT */
/* A table in memory: the elements of the document as a tree, with what their values mean. */
#ifndef TABLES_MODEL_H
#define TABLES_MODEL_H

#include "tables/grammar.h"
#include "tables/journal.h"
#include "tables/memory.h"

typedef struct attribute {
	const char *value; /* NUL-terminated */
	uint32_t    len;
	uint8_t     id; /* attribute_id */
} attribute;

enum { COUNT_MAX = 64, COUNT_ANY = 0xFF }; /* counts saturate: a label has 63 code points */

typedef struct node node;
struct node {
	uint8_t          kind;        /* element */
	uint8_t          attributes;
	uint8_t          least, most; /* count; most COUNT_ANY: no upper bound; 1, 1 without one */
	bool             is_bad;      /* an error was found in it: what follows from that is not reported */
	bool             has_anchor;  /* of a matcher: it, or what it holds or refers to, is an anchor */
	bool             has_position; /* ..., or start, end, look-behind, look-ahead */
	bool             has_start, has_end; /* it, or what it holds or refers to, outside of look-arounds */
	uint8_t          mark;        /* for one pass */
	uint32_t         line, column;
	uint32_t         order;       /* of its like: rules, classes; else in rules */
	uint32_t         children;
	uint32_t         cps;         /* char, var, literal: length; range: 2; class: twice the number of ranges */
	const attribute *attribute;
	const uint32_t  *cp;
	const char      *text;        /* NUL-terminated, "" where there is none */
	const node      *target;      /* the rule of a context or action, the rule or class that by-ref names */
	uint64_t         seen;        /* kinds of children, as bits */
	node            *parent, *first, *last, *next;
};

/* Nodes by a key, sorted. */
typedef struct entry {
	const char *key;
	node       *node;
} entry;

typedef struct dictionary {
	const void **entries; /* of entry, by key, then in the order of the document */
	size_t        count;
} dictionary;

struct idnc_table {
	arena      memory;
	node       document;
	node      *meta, *data, *rules; /* meta and rules may be NULL */
	dictionary rule_names, class_names, reference_ids;
	uint16_t   unicode;   /* IDNC_UNICODE(major, minor); 0: none is named */
	uint16_t   update;    /* the third number of that version */
	bool       dangling;  /* lenient: a rule is named that does not exist */
	uint32_t   elements;  /* nodes */
};

/* The value of an attribute, or NULL. */
const char *node_value(const node *n, attribute_id id);
bool        node_has(const node *n, attribute_id id);

/* The order of two nodes by their code points, a prefix first; for sorting. */
int node_compare(const void *a, const void *b);

/* The first child of a kind, or NULL. */
const node *node_find(const node *parent, element kind);

/* The first node of that name, or NULL. */
node *dictionary_find(const dictionary *d, const char *key);

/* Collect the children of a parent that are of one of the kinds and have the attribute. */
void dictionary_make(dictionary *d, arena *memory, const node *parent, uint64_t kinds, attribute_id id);

/* show.c: what a caller sees of a char, range or var. */
idnc_table_entry node_entry(const node *n);

/* The journal's entries about a node: without detail, with a text, with the node's code points. */
void node_report(journal *j, idnc_table_status code, const node *n, const char *detail);
void node_report_cp(journal *j, idnc_table_status code, const node *n, const node *other);

/* check.c: every constraint that the grammar cannot say. */
void table_check(idnc_table *table, journal *j, bool lenient);

#endif
