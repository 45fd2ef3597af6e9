/* SPDX-License-Identifier: MIT */
/* Rules of a table, evaluated on one label with sets of positions: no backtracking, every matcher takes all starts at once. */
#include "lgr/rule.h"

#include "base/memory.h"

/* The positions a counted group can reach from each start, kept so that it is evaluated once a start. */
struct group {
	const block_node *node;
	bool              is_backward;
	uint64_t          known;
	uint64_t          reach[IDNC_LGR_LABEL_MAX + 1];
};

/* One evaluation of a rule.  Forward takes starts to ends, backward ends to starts. */
struct evaluation {
	const view   *v;
	size_t        anchor, anchor_len; /* the element whose context is tested */
	struct group *groups;             /* BLOCK_GROUPS_MAX * 2: forward and backward */
	size_t        groups_len;
	size_t        cost;               /* so far, in nodes */
};

static inline uint64_t step(struct evaluation *e, const block_node *node, uint64_t from, bool is_backward);

/* All positions of a label of so many code points. */
static uint64_t
positions(size_t len)
{
	return ~UINT64_C(0) >> (63 - len);
}

/* Look at a code point; point may be NULL. */
static void
add(view *v, size_t at, const block_point *point)
{
	uint64_t set;

	v->classes[at] = point ? v->t->class_sets + point->class_set : NULL;
	set = point ? *v->classes[at] : 0;
	v->seen |= set;
	v->first = at == 0 ? set : v->first;
	v->low |= UINT64_C(1) << (v->cp[at] & 63);
}

void
view_write(view *v, size_t at, const block_point *point)
{
	uint8_t *known = v->memory->known, still = (uint8_t)at;

	add(v, at, point);
	v->len = at + 1;
	v->all = positions(v->len);
	for (size_t i = 0; i < sizeof v->memory->known; i++)
		known[i] = known[i] < still ? known[i] : still;
}

void
view_make(view *v, const table *t, const uint32_t *cp, size_t len, class_memory *memory, work_meter *meter)
{
	v->t = t;
	v->cp = cp;
	v->memory = memory;
	v->meter = meter;
	v->seen = v->first = v->low = 0;
	v->len = len;
	v->all = positions(len);
	if (memory)
		memset(memory->known, 0, sizeof memory->known);
	for (size_t i = 0; i < len; i++)
		add(v, i, table_point(t, cp[i]));
}

/* The code points of a class, from some place on. */
static uint64_t
find_class(const view *v, uint32_t class, size_t from)
{
	uint64_t set = 0;

	for (size_t i = from; i < v->len; i++)
		if (v->classes[i])
			set |= (v->classes[i][class / 64] >> (class % 64) & 1) << i;
	return set;
}

static uint64_t
find_char(const view *v, uint32_t cp)
{
	uint64_t set = 0;

	for (size_t i = 0; i < v->len; i++)
		set |= (uint64_t)(v->cp[i] == cp) << i;
	return set;
}

/* The code points that a matcher of one code point takes, as the positions before them. */
static uint64_t
taken_by(const view *v, const block_node *node)
{
	class_memory *memory = v->memory;
	size_t        known;

	if (node->op == BLOCK_ANY)
		return v->all >> 1;
	if (node->op == BLOCK_CHAR)
		return find_char(v, node->arg);
	if (!memory || node->arg >= BLOCK_CLASSES_REMEMBERED)
		return find_class(v, node->arg, 0);
	known = memory->known[node->arg];
	if (known < v->len) {
		memory->taken[node->arg] &= positions(known) >> 1;
		memory->taken[node->arg] |= find_class(v, node->arg, known);
		memory->known[node->arg] = (uint8_t)v->len;
	}
	return memory->taken[node->arg];
}

static uint64_t
move(uint64_t from, uint64_t taken, bool is_backward)
{
	return is_backward ? from >> 1 & taken : (from & taken) << 1;
}

/* A matcher of one code point, as often as its count allows. */
static uint64_t
step_one(const view *v, const block_node *node, uint64_t from, bool is_backward)
{
	uint64_t taken = taken_by(v, node), reached = node->least == 0 ? from : 0;

	if (node->least == 1 && node->most == 1)
		return move(from, taken, is_backward);
	for (unsigned n = 1; n <= node->most && n <= BLOCK_COUNT_MAX && from; n++) {
		from = move(from, taken, is_backward);
		if (n >= node->least)
			reached |= from;
	}
	return reached;
}

/* A group, once, its count aside. */
static uint64_t
step_group_once(struct evaluation *e, const block_node *node, uint64_t from, bool is_backward)
{
	const block_node *nodes = e->v->t->nodes;
	const uint32_t   *child = e->v->t->children + node->child, *end = child + node->children;
	uint64_t          reached = 0;

	e->cost += node->children;
	if (node->op == BLOCK_CHOICE) {
		for (; child < end; child++)
			reached |= step(e, nodes + *child, from, is_backward);
		return reached;
	}
	if (is_backward)
		while (end > child && from)
			from = step(e, nodes + *--end, from, true);
	else
		for (; child < end && from; child++)
			from = step(e, nodes + *child, from, false);
	return from;
}

static struct group *
find_group(struct evaluation *e, const block_node *node, bool is_backward)
{
	struct group *group;

	for (size_t i = 0; i < e->groups_len; i++)
		if (e->groups[i].node == node && e->groups[i].is_backward == is_backward)
			return &e->groups[i];
	group = &e->groups[e->groups_len++];
	group->node = node;
	group->is_backward = is_backward;
	group->known = 0;
	return group;
}

/* Where a group, once, leads from every position of a set. */
static uint64_t
step_known(struct evaluation *e, struct group *group, uint64_t from)
{
	uint64_t reached = 0;

	e->cost++;
	for (size_t p = 0; p <= e->v->len; p++) {
		uint64_t bit = UINT64_C(1) << p;
		if (!(from & bit))
			continue;
		if (!(group->known & bit)) {
			group->reach[p] = step_group_once(e, group->node, bit, group->is_backward);
			group->known |= bit;
		}
		reached |= group->reach[p];
	}
	return reached;
}

/*
 * A counted group.  After the least number of times, positions that were reached before lead
 * nowhere new, so that the loop ends after as many times as there are positions.
 */
static uint64_t
step_counted(struct evaluation *e, const block_node *node, uint64_t from, bool is_backward)
{
	struct group *group = find_group(e, node, is_backward);
	uint64_t      reached = node->least == 0 ? from : 0;

	for (unsigned n = 1; n <= node->most && from; n++) {
		from = step_known(e, group, from);
		if (n >= node->least) {
			from &= ~reached;
			reached |= from;
		}
	}
	return reached;
}

/* A matcher that is about places, or has others in it. */
static uint64_t
step_inner(struct evaluation *e, const block_node *node, uint64_t from, bool is_backward)
{
	const view       *v = e->v;
	const block_node *child;
	uint64_t          anchor = UINT64_C(1) << e->anchor, behind_anchor = anchor << e->anchor_len;

	switch ((block_op)node->op) {
	case BLOCK_SEQUENCE:
	case BLOCK_CHOICE:
		if (node->least == 1 && node->most == 1)
			return step_group_once(e, node, from, is_backward);
		return step_counted(e, node, from, is_backward);
	case BLOCK_START:
		return from & 1;
	case BLOCK_END:
		return from & (UINT64_C(1) << v->len);
	case BLOCK_ANCHOR:
		if (is_backward)
			return from & behind_anchor ? anchor : 0;
		return from & anchor ? behind_anchor : 0;
	case BLOCK_BEHIND:
	case BLOCK_AHEAD:
		child = v->t->nodes + v->t->children[node->child];
		return from & step(e, child, v->all, node->op == BLOCK_AHEAD);
	case BLOCK_ANY:
	case BLOCK_CHAR:
	case BLOCK_CLASS:
	case BLOCK_NEVER:
		break;
	}
	return node->least == 0 ? from : 0;
}

/* Where a matcher leads from a set of positions. */
static inline uint64_t
step(struct evaluation *e, const block_node *node, uint64_t from, bool is_backward)
{
	return node->op <= BLOCK_CLASS ? step_one(e->v, node, from, is_backward) : step_inner(e, node, from, is_backward);
}

static bool
matches(const view *v, uint16_t rule, size_t at, size_t len)
{
	const block_rule *r = &v->t->rules[rule];
	struct group      groups[BLOCK_GROUPS_MAX * 2];
	struct evaluation e = { v, at, len, groups, 0, 1 };
	bool              has;

	if ((r->needs.classes & ~v->seen) | (r->needs.low & ~v->low) | (r->needs.first & ~v->first))
		return false;
	has = step(&e, v->t->nodes + r->node, v->all, false) != 0;
	meter_pay(v->meter, e.cost * METER_MATCHER);
	return has;
}

bool
rule_matches(const view *v, uint16_t rule)
{
	return matches(v, rule, 0, 0);
}

bool
rule_condition_holds(const view *v, uint8_t condition, uint16_t rule, size_t at, size_t len)
{
	return condition == BLOCK_ALWAYS || matches(v, rule, at, len) == (condition == BLOCK_WHEN);
}
