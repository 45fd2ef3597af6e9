/* SPDX-License-Identifier: MIT */
/* What the parts of set operations on tables share: the tables, the meanings of their rules, and drafts of tables. */
#ifndef TABLES_COMBINE_H
#define TABLES_COMBINE_H

#include "idncheck/table_sets.h"
#include "tables/model.h"

#define OUT_OF_REPERTOIRE "out-of-repertoire-var"

/* ---- Meanings ---- */

/* What a rule or a class says, whatever its name; equal ones have the same number, from 1. */
typedef struct meaning meaning;
struct meaning {
	const unsigned char *bytes;
	size_t               len;
	uint32_t             number;
	uint32_t             level;        /* of the balanced tree */
	uint32_t             note;         /* of whoever looks it up */
	meaning             *left, *right;
};

/* The code points that labels can have: classes differ where they differ in these. */
typedef struct universe {
	uint64_t *bits;
	uint32_t *before; /* how many stand before each word */
	uint32_t  count;
} universe;

/* ---- The tables ---- */

/* A rule or class of a table that has a name. */
typedef struct definition {
	const node *node;    /* NULL: an action */
	uint32_t    meaning;
	const char *name;    /* in the table that is made */
	bool        is_written;
} definition;

/* The code points of a tag in one table. */
typedef struct tag_range {
	uint32_t          first, last;
	struct tag_range *next;
} tag_range;

typedef struct tag_part {
	tag_range *ranges;
	uint32_t   set;       /* meaning of the class that it makes; 0: not known */
	bool       is_used;   /* a class of the table is made from it */
	bool       is_renamed;
} tag_part;

/* A tag that a class of one of the tables is made from. */
typedef struct tag {
	const char *name;
	tag_part   *parts;   /* by table; NULL: no element has it, and no class is made from it there */
} tag;

/* A reference in the table that is made. */
typedef struct reference_name {
	const char *id;
	bool        is_written; /* else another one says the same */
} reference_name;

typedef struct input {
	const idnc_table *table;
	const char       *prefix;      /* of names that would mean two things */
	definition       *definitions; /* by order in rules */
	uint64_t         *points;      /* of its elements, as a set; NULL: not known yet */
	reference_name   *references;  /* by order */
} input;

typedef enum operation { SET_UNION, SET_INTERSECT, SET_MERGE, SET_HARMONIZE, SET_POPULATE } operation;

typedef struct combine {
	operation operation;
	journal   journal;
	arena     memory;
	input    *inputs;
	size_t    count;
	universe  universe;
	uint32_t  words;      /* of a set of the universe */
	uint64_t *set[2];     /* room for two */
	uint64_t  work;       /* words that were looked at */
	size_t    kept;       /* bytes of sets */
	meaning  *root;
	array     meanings;   /* of meaning *, by number - 1 */
	array     bytes;      /* of unsigned char: a meaning in the making */
	array     tags;       /* of tag *, by name */
} combine;

/* ---- Drafts ---- */

/* When something holds. */
typedef struct condition {
	uint32_t    meaning;    /* of a rule; 0: always */
	bool        is_negated;
	const char *name;       /* in the table that is made; NULL: always */
	const node *rule;       /* NULL: always, or a rule that is not defined, or a choice */
	uint32_t    table;      /* that has the rule */
} condition;

typedef struct mapping mapping;
struct mapping {
	const uint32_t *cp;
	uint32_t        cps;
	condition       when;
	const char     *type, *references, *comment; /* NULL: none */
	const node     *node;
	uint32_t        table;
	mapping        *next;
};

typedef struct item {
	const uint32_t *cp;
	uint32_t        cps;      /* of a range: 2 */
	bool            is_range;
	bool            is_out;   /* of the repertoire */
	condition       when;
	const char     *tags, *references, *comment;
	const node     *node;     /* NULL: it was added */
	uint32_t        table;
	mapping        *first, *last;
	uint32_t        mappings;
	uint32_t        group;    /* of variants, once they are closed; 0: none */
} item;

/* An action of a table, or one that was added, which has a disposition and a type. */
typedef struct draft_action draft_action;
struct draft_action {
	const node   *node;
	uint32_t      table;
	const char   *disposition, *any_variant;
	uint32_t      position; /* in the list, from 1; 0: it came later */
	draft_action *next;
};

/* What must, or must not, stand on one side of an anchor. */
typedef struct side_term {
	const node *look;      /* look-behind or look-ahead */
	uint32_t    table;
	bool        is_negated; /* then it is of one code point, and the end of the label will do as well */
} side_term;

enum { SIDE_MAX = 8 };

/* A rule that is a choice of others, or all of several at once, or a definition that is taken over from another table. */
typedef struct draft_rule {
	const char  *name;
	const char **members;  /* names, of a choice; else NULL */
	size_t       count;
	side_term   *sides[2]; /* behind and ahead of the anchor, of all at once; else NULL */
	size_t       counts[2];
	const node  *node;     /* of a definition; else NULL */
	uint32_t     table;
} draft_rule;

typedef struct draft {
	uint32_t      table;    /* whose meta data and rules it has; ALL_TABLES: of all */
	array         items;    /* of item * */
	array         rules;    /* of draft_rule */
	draft_action *actions;
	/* Of a single table, where rules are taken over from others: */
	const char  **names;    /* of rules and classes that it has or takes over, by meaning */
	uint8_t     **needed;   /* what is taken over, by table and order */
} draft;

#define ALL_TABLES UINT32_MAX

/* ---- combine_meaning.c ---- */

/* Add code points to the universe; then make it ready. */
void universe_add(combine *c, uint32_t first, uint32_t last);
void universe_add_node(combine *c, const node *n);
void universe_finish(combine *c);

/* The meaning of bytes; NULL where memory is short. */
meaning *meaning_of(combine *c, const void *bytes, size_t len);

/* Add bytes to the meaning in the making. */
void combine_put(combine *c, const void *bytes, size_t len);

/* Find the meanings of all definitions, and of tags. */
void meaning_find_all(combine *c);

/* The set of code points that a tag has in one table, as a meaning. */
uint32_t meaning_of_tag(combine *c, tag_part *part);
/* The same of all tables together. */
uint32_t meaning_of_tag_parts(combine *c, const tag *t);

tag *combine_find_tag(const combine *c, const char *name, size_t len);

/* Whether the rule can match a label of elements of the table with that number. */
bool meaning_can_match(combine *c, uint32_t of, const node *rule, uint32_t table);

/* ---- combine_names.c ---- */

/* Choose the names of rules and classes, tags and references in a table that is made of all. */
void names_choose(combine *c);

/* Keep those of each table. */
void names_keep(combine *c);

/* What stands before names of a table that would mean two things; those of the tables before are known. */
const char *names_prefix(combine *c, uint32_t table);

/* A name with that of its table before it. */
const char *names_with_prefix(combine *c, uint32_t table, const char *separator, const char *name);

/* The name of a rule that a table does not define: where another one does, it must not become that. */
const char *names_undefined(combine *c, uint32_t table, const char *name);

/* The condition of a char, range or var of a table. */
condition condition_of(combine *c, uint32_t table, const node *n);
bool      condition_is_same(const condition *a, const condition *b);

/* What a tag of a table is called. */
const char *names_of_tag(combine *c, uint32_t table, const char *word);

/* The words of lists, by table, each once, as they are called in the table that is made; NULL where there are none. */
const char *names_join(combine *c, attribute_id id, const node *const *nodes);

/* Comments, by table, each once, with a bar between them. */
const char *names_join_comments(combine *c, const node *const *nodes);

/* ---- combine_draft.c ---- */

/* Add a finding about a node of a table, and one of another; other may be NULL, and so may the detail. */
void combine_report(combine *c, idnc_table_status code, uint32_t table, const node *n, uint32_t other_table,
                    const node *other, const char *detail);

/* The same, in which code points are named, what they are mapped to where to is not NULL, and more in words. */
void combine_report_cp(combine *c, idnc_table_status code, uint32_t table, const node *n, uint32_t other_table,
                       const node *other, const uint32_t *cp, size_t len, const uint32_t *to, size_t to_len,
                       const char *more);

/* The order of code points, a prefix first. */
int compare_cps(const uint32_t *a, size_t a_len, const uint32_t *b, size_t b_len);

/* The order of items by their code points, a range by its first; for sorting. */
int compare_items(const void *a, const void *b);

/* Whether it has the reflexive variant that marks what is out of the repertoire. */
bool node_is_out(const node *n);

item    *draft_add_item(combine *c, draft *d, const uint32_t *cp, uint32_t cps, bool is_range);
mapping *item_add_mapping(combine *c, item *i, const uint32_t *cp, uint32_t cps);

/* Sort the items by their code points. */
void draft_sort(combine *c, draft *d);

/* The elements and mappings of one table as they are. */
void draft_load(combine *c, draft *d, uint32_t table);

/* ---- combine_context.c ---- */

/* What stands for a condition in one table. */
typedef struct clause {
	condition   when;
	const node *node;
	uint32_t    table;
} clause;

typedef enum outcome { EXACT, NEVER, INEXPRESSIBLE } outcome;

/* The order of clauses by their conditions, always first, then by their tables; for sorting. */
int clauses_compare(const void *a, const void *b);

/* Sort clauses; NULL where memory is short. */
clause **clauses_sort(combine *c, clause *clauses, size_t n);

/* The first clause with another condition than the first has; NULL where there is none. */
const clause *clauses_other(clause *const *list, size_t n);

/*
 * What holds when any, or all, of the clauses do, which are sorted.  Each condition is kept once.
 *
 * Always: the meaning 0.  INEXPRESSIBLE: *out is that of the first clause with a rule.
 */
outcome clauses_fold(combine *c, draft *d, clause **list, size_t n, bool is_any, condition *out);

/* ---- combine_data.c ---- */

/* The code points that labels of the table can have that is made. */
void data_find_universe(combine *c);

/* The elements and mappings of all tables, as the operation wants them. */
void data_combine(combine *c, draft *d);

/* The mappings of all tables, each once, but for reflexive ones. */
void data_collect(combine *c, draft *d);

/* ---- combine_actions.c ---- */

void actions_combine(combine *c, draft *d);
void actions_load(combine *c, draft *d, uint32_t table);

/* Make sure that the types have an effect. */
void actions_complete(combine *c, draft *d, bool has_out, bool has_blocked);

/* ---- combine_close.c ---- */

typedef struct closing {
	const char *type;         /* of what is added */
	bool        is_strict;    /* two steps compose only where their contexts are the same */
	bool        is_whole;     /* targets that are not there are not marked as out of the repertoire */
	bool        is_quiet;     /* what is added is not told; what cannot be is */
	bool        added, added_out; /* results */
} closing;

/* Make the mappings of a draft symmetric and transitive. */
void draft_close(combine *c, draft *d, closing *how);

/* Add what a draft that is closed has to one of a single table. */
void draft_take(combine *c, draft *d, const draft *closed, closing *how);

/* ---- combine_import.c ---- */

/* The name, in a draft of a single table, of the rule of a condition, which is taken over where the table has none like it. */
const char *imports_name(combine *c, draft *d, const condition *when);

/* Begin, with the table's own rules; end, with what the rules that were taken over refer to. */
void imports_begin(combine *c, draft *d);
void imports_finish(combine *c, draft *d);

/* ---- combine_write.c ---- */

/* Make the table. */
idnc_table_status draft_finish(combine *c, const draft *d, idnc_table **out);

#endif
