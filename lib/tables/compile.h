/* SPDX-License-Identifier: MIT */
/* What the parts of the compiler share: the sections that grow, and what has been numbered so far. */
#ifndef TABLES_COMPILE_H
#define TABLES_COMPILE_H

#include "lgr/block.h"
#include "tables/model.h"
#include "tables/xml.h"

/* The argument of BLOCK_NEVER where a rule that is not defined would be: only in what table_build makes. */
#define BLOCK_NEVER_MISSING 1u

/* What a class has become.  A class without members, and one that cannot be resolved, match nothing. */
#define CLASS_EMPTY   0xFFFFFFFEu
#define CLASS_UNKNOWN 0xFFFFFFFFu

typedef struct build {
	const idnc_table *table;
	journal           journal;
	arena             memory;  /* of the compiler alone */
	array             sections[BLOCK_SECTION_COUNT];
	bool              is_traced; /* each action of the document has a disposition of its own */
	uint32_t          points, class_words, longest;
	/* Classes: a bit of each point, `words` words a class, and its hash. */
	array             bitmaps, hashes;
	uint32_t          words, classes;
	bool              has_too_many_classes;
	array             tags, properties; /* pointers to struct named, by name: those that classes are made from */
	uint64_t         *scratch[XML_DEPTH_MAX + 1]; /* one set for each level of nested operators */
	uint32_t         *class_number; /* of the elements of rules, by order */
	/* Rules, by order in rules. */
	struct rule_node {
		uint32_t node, number, depth, groups, nodes; /* the last three with those of the rules it refers to */
		bool     is_unknown; /* it relies on a property that cannot be evaluated */
	} *rules;
} build;

/* One more item of a section; its index, 0 when memory is short. */
uint32_t build_add(build *b, block_section_id section, const void *item);

/* The place of a NUL-terminated text in STRINGS. */
uint32_t build_string(build *b, const char *text);

/* The index of a code point in POINTS, or BLOCK_NO_POINT. */
uint32_t build_point(const build *b, uint32_t cp);

/*
 * Compile a table, also one that names rules which it does not define: those have BLOCK_NO_RULE with a condition,
 * or BLOCK_NEVER_MISSING.  Labels are not judged by such a block: it does not open.
 */
idnc_table_status table_build(const idnc_table *table, idnc_table_findings *findings, unsigned char **block, size_t *size);

/* An empty build, and its end. */
void build_begin(build *b, const idnc_table *table, idnc_table_findings *findings);
void build_end(build *b);

/* STAGE1, STAGE2, POINTS, and the beginning of TEXT. */
void build_points(build *b);

/* compile_classes.c: number the named classes; resolve one that is used in a rule; write CLASS_SETS. */
void     build_classes(build *b);
uint32_t build_class(build *b, const node *n);
void     build_class_sets(build *b);

/* The class that is a union of classes, where it is worth it; CLASS_EMPTY: it is not, or memory is short. */
uint32_t build_union(build *b, const uint32_t *classes, size_t count);

/* compile_rules.c: NODES, CHILDREN and RULES. */
void build_rules(build *b);

#endif
