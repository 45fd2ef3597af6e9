/* SPDX-License-Identifier: MIT */
/* Reading an open block: its sections by name, code points by look-up. */
#ifndef IDNC_LGR_TABLE_H
#define IDNC_LGR_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "idncheck/lgr.h"
#include "lgr/block.h"

/* The start of a section of a verified block, and how many elements it has. */
#define TABLE_AT(block, NAME)    ((const void *)((const char *)(block) + table_header(block)->sections[BLOCK_##NAME].at))
#define TABLE_COUNT(block, NAME) (table_header(block)->sections[BLOCK_##NAME].count)

static inline const block_header *
table_header(const void *block)
{
	return block;
}

/* A table ready for evaluation: pointers to what every step needs. */
typedef struct table {
	const block_header  *header;
	const uint16_t      *stage1, *stage2;
	const block_point   *points;
	const uint64_t      *class_sets;
	const block_element *elements;
	const block_variant *variants;
	const uint32_t      *text;
	const block_node    *nodes;
	const uint32_t      *children;
	const block_rule    *rules;
	const block_action  *actions;
	uint32_t             actions_count;
} table;

static inline table
table_of(const idnc_lgr *lgr)
{
	const void *b = lgr->block;

	return (table){
		.header = b,
		.stage1 = TABLE_AT(b, STAGE1),
		.stage2 = TABLE_AT(b, STAGE2),
		.points = TABLE_AT(b, POINTS),
		.class_sets = TABLE_AT(b, CLASS_SETS),
		.elements = TABLE_AT(b, ELEMENTS),
		.variants = TABLE_AT(b, VARIANTS),
		.text = TABLE_AT(b, TEXT),
		.nodes = TABLE_AT(b, NODES),
		.children = TABLE_AT(b, CHILDREN),
		.rules = TABLE_AT(b, RULES),
		.actions = TABLE_AT(b, ACTIONS),
		.actions_count = TABLE_COUNT(b, ACTIONS),
	};
}

/* The point of a code point; NULL when no element has it. */
static inline const block_point *
table_point(const table *t, uint32_t cp)
{
	uint16_t point;

	if (cp > 0x10FFFF)
		return NULL;
	point = t->stage2[(size_t)t->stage1[cp >> 8] << 8 | (cp & 0xFF)];
	return point == BLOCK_NO_POINT ? NULL : &t->points[point];
}

#endif
