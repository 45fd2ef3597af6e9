/* SPDX-License-Identifier: MIT */
/* Rules of a table, asked one by one: for those who test tables. */
#include "lgr/rule.h"

/* More matchers than this are not searched for a code point. */
enum { NODES_SEARCHED = 65536 };

bool
idnc_lgr_rule_holds(const idnc_lgr *lgr, uint32_t rule, const uint32_t *label, size_t len, size_t at, size_t span)
{
	table        t = table_of(lgr);
	class_memory memory;
	work_meter   meter = { 0 }; /* the bounds of the table are enough */
	view         v;

	if (rule >= TABLE_COUNT(lgr->block, RULES) || len == 0 || len > IDNC_LGR_LABEL_MAX || at > len || span > len - at)
		return false;
	view_make(&v, &t, label, len, &memory, &meter);
	return rule_condition_holds(&v, BLOCK_WHEN, (uint16_t)rule, at, span);
}

uint32_t
idnc_lgr_point_kind(const idnc_lgr *lgr, uint32_t cp)
{
	table              t = table_of(lgr);
	const block_point *point = table_point(&t, cp);
	uint32_t           nodes = TABLE_COUNT(lgr->block, NODES);

	for (uint32_t i = 0; i < nodes && i < NODES_SEARCHED; i++)
		if (t.nodes[i].op == BLOCK_CHAR && t.nodes[i].arg == cp)
			return cp | UINT32_C(0x80000000);
	return point ? point->class_set : IDNC_NO_CP;
}
