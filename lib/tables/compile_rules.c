/* SPDX-License-Identifier: MIT */
/* Rules, as nodes of which a child comes before its parent; a rule that is referred to is there once. */
#include "tables/compile.h"

#include <string.h>

/* A matcher as it has been written: its node, and what bounds the cost of evaluating it. */
typedef struct rule_node matcher;

static block_node *
node_at(const build *b, uint32_t index)
{
	return (block_node *)b->sections[BLOCK_NODES].items + index;
}

static matcher
add_leaf(build *b, block_op op, uint32_t arg)
{
	block_node n = { .op = (uint8_t)op, .least = 1, .most = 1, .has_anchor = op == BLOCK_ANCHOR, .arg = arg };

	return (matcher){ .node = build_add(b, BLOCK_NODES, &n), .depth = 1, .nodes = 1 };
}

/* The sum, or one more than `most`: a rule may refer to another one many times. */
static uint32_t
add_up_to(uint32_t a, uint32_t b, uint32_t most)
{
	return a + b > most ? most + 1 : a + b;
}

/* A node over the children, which are contiguous nodes written or referred to. */
static matcher
add_parent(build *b, block_op op, const matcher *children, size_t count)
{
	block_node n = { .op = (uint8_t)op, .least = 1, .most = 1, .children = (uint32_t)count,
	                 .child = (uint32_t)b->sections[BLOCK_CHILDREN].count };
	matcher    m = { 0 };

	for (size_t i = 0; i < count && !b->memory.failed; i++) {
		build_add(b, BLOCK_CHILDREN, &children[i].node);
		n.has_anchor |= node_at(b, children[i].node)->has_anchor;
		m.depth = children[i].depth > m.depth ? children[i].depth : m.depth;
		m.groups = add_up_to(m.groups, children[i].groups, BLOCK_GROUPS_MAX);
		m.nodes = add_up_to(m.nodes, children[i].nodes, BLOCK_RULE_NODES_MAX);
		m.is_unknown |= children[i].is_unknown;
	}
	m.depth++;
	m.nodes++;
	m.node = build_add(b, BLOCK_NODES, &n);
	return m;
}

static bool
is_counted(const block_node *n)
{
	return n->least != 1 || n->most != 1;
}

static bool
is_single(const block_node *n)
{
	return n->op == BLOCK_ANY || n->op == BLOCK_CHAR || n->op == BLOCK_CLASS || n->op == BLOCK_NEVER;
}

/* The matcher with the count of the element.  Nodes from `own` on are its own; others belong to a rule that it refers to. */
static matcher
count(build *b, const node *n, matcher m, size_t own)
{
	block_node copy;

	if ((n->least == 1 && n->most == 1) || b->memory.failed)
		return m;
	if (is_counted(node_at(b, m.node)))
		m = add_parent(b, BLOCK_SEQUENCE, &m, 1);
	if (b->memory.failed)
		return m;
	copy = *node_at(b, m.node);
	copy.least = n->least;
	copy.most = n->most;
	if (m.node >= own)
		*node_at(b, m.node) = copy;
	else
		m.node = build_add(b, BLOCK_NODES, &copy);
	m.groups += !is_single(&copy) && m.groups <= BLOCK_GROUPS_MAX;
	return m;
}

static matcher
add_literal(build *b, const node *n)
{
	matcher letters[BLOCK_TEXT_MAX] = { 0 };

	for (size_t i = 0; i < n->cps; i++)
		letters[i] = add_leaf(b, BLOCK_CHAR, n->cp[i]);
	return n->cps == 1 ? letters[0] : add_parent(b, BLOCK_SEQUENCE, letters, n->cps);
}

static matcher
add_class(build *b, const node *n)
{
	uint32_t number = build_class(b, n);
	matcher  m = number < b->classes ? add_leaf(b, BLOCK_CLASS, number) : add_leaf(b, BLOCK_NEVER, 0);

	m.is_unknown = number == CLASS_UNKNOWN;
	return m;
}

/*
 * In place of a whole rule, also where a property is only one of its alternatives: what relies on
 * values that are not known is not evaluated, nor is what refers to it.  RFC 7940, 4.3.7
 */
static matcher
add_unknown(build *b)
{
	matcher m = add_leaf(b, BLOCK_NEVER, 0);

	m.is_unknown = true;
	return m;
}

/* Of the alternatives of a choice, make those that are bare classes one; returns how many are left. */
static size_t
join_classes(build *b, matcher *children, size_t count)
{
	uint32_t *classes = arena_get(&b->memory, count * sizeof *classes), joined = CLASS_EMPTY;
	size_t    n = 0, kept = 0;

	for (size_t i = 0; classes && i < count; i++) {
		const block_node *child = node_at(b, children[i].node);
		if (child->op == BLOCK_CLASS && !is_counted(child))
			classes[n++] = child->arg;
	}
	if (n >= 2)
		joined = build_union(b, classes, n);
	if (joined == CLASS_EMPTY)
		return count;
	for (size_t i = 0; i < count; i++) {
		const block_node *child = node_at(b, children[i].node);
		if (child->op != BLOCK_CLASS || is_counted(child))
			children[kept++] = children[i];
	}
	children[kept++] = add_leaf(b, BLOCK_CLASS, joined);
	return kept;
}

static matcher add_matcher(build *b, const node *n);

/* The children of a rule, choice or look-around. */
static matcher
add_children(build *b, const node *n, block_op op)
{
	matcher *children = arena_get(&b->memory, n->children * sizeof *children), m = { 0 };
	size_t   at = 0;

	if (!children)
		return m;
	for (const node *child = n->first; child && !b->memory.failed; child = child->next)
		children[at++] = add_matcher(b, child);
	if (op == BLOCK_CHOICE && !b->memory.failed)
		at = join_classes(b, children, at);
	if (b->memory.failed)
		return m;
	return at == 1 ? children[0] : add_parent(b, op, children, at);
}

static matcher
add_look(build *b, const node *n, block_op op)
{
	matcher inner = add_children(b, n, BLOCK_SEQUENCE);

	return b->memory.failed ? inner : add_parent(b, op, &inner, 1);
}

static matcher
add_rule(build *b, const node *n)
{
	if (n->target)
		return b->rules[n->target->order];
	return node_has(n, ATTRIBUTE_BY_REF) ? add_leaf(b, BLOCK_NEVER, BLOCK_NEVER_MISSING) : add_children(b, n, BLOCK_SEQUENCE);
}

static matcher
add_bare(build *b, const node *n)
{
	switch ((element)n->kind) {
	case ELEMENT_ANY: return add_leaf(b, BLOCK_ANY, 0);
	case ELEMENT_START: return add_leaf(b, BLOCK_START, 0);
	case ELEMENT_END: return add_leaf(b, BLOCK_END, 0);
	case ELEMENT_ANCHOR: return add_leaf(b, BLOCK_ANCHOR, 0);
	case ELEMENT_LITERAL: return add_literal(b, n);
	case ELEMENT_CHOICE: return add_children(b, n, BLOCK_CHOICE);
	case ELEMENT_BEHIND: return add_look(b, n, BLOCK_BEHIND);
	case ELEMENT_AHEAD: return add_look(b, n, BLOCK_AHEAD);
	case ELEMENT_RULE: return add_rule(b, n);
	default: return add_class(b, n);
	}
}

static matcher
add_matcher(build *b, const node *n)
{
	size_t  own = b->sections[BLOCK_NODES].count;
	matcher m;

	if (own > BLOCK_NODES_MAX)
		return (matcher){ 0 };
	m = add_bare(b, n);
	return count(b, n, m, own);
}

static void
check_bounds(build *b, const node *n, const matcher *m)
{
	if (m->depth > BLOCK_DEPTH_MAX)
		node_report(&b->journal, IDNC_TABLE_V_LIMIT_NESTING, n, node_value(n, ATTRIBUTE_NAME));
	if (m->nodes > (m->groups > 0 ? BLOCK_GROUP_RULE_NODES_MAX : BLOCK_RULE_NODES_MAX))
		node_report(&b->journal, IDNC_TABLE_V_LIMIT_RULE, n, node_value(n, ATTRIBUTE_NAME));
	if (m->groups > BLOCK_GROUPS_MAX)
		node_report(&b->journal, IDNC_TABLE_V_LIMIT_GROUPS, n, node_value(n, ATTRIBUTE_NAME));
}

void
build_rules(build *b)
{
	const node *rules = b->table->rules;
	uint32_t    number = 0;
	uint64_t    nodes = 0; /* of all rules, those they refer to counted each time */

	if (!rules)
		return;
	b->rules = arena_get(&b->memory, rules->children * sizeof *b->rules);
	for (const node *n = rules->first; n && !b->memory.failed; n = n->next) {
		block_rule rule;
		matcher    m;
		if (n->kind != ELEMENT_RULE)
			continue;
		m = add_matcher(b, n);
		if (b->memory.failed)
			return;
		check_bounds(b, n, &m);
		if (m.is_unknown)
			m = add_unknown(b);
		m.number = number++;
		b->rules[n->order] = m;
		rule = (block_rule){ .node = m.node, .name = build_string(b, node_value(n, ATTRIBUTE_NAME)),
		                     .has_anchor = node_at(b, m.node)->has_anchor };
		/* A rule beyond the bounds is refused, and too deep to look through. */
		if (m.depth <= BLOCK_DEPTH_MAX && m.nodes <= BLOCK_RULE_NODES_MAX) {
			const uint32_t *children = b->sections[BLOCK_CHILDREN].items;
			rule.needs = block_find_needs(node_at(b, 0), children, m.node);
			rule.reach = block_find_reach(node_at(b, 0), children, m.node);
			rule.cost = block_find_cost(node_at(b, 0), children, m.node, 1);
		}
		build_add(b, BLOCK_RULES, &rule);
		nodes += m.nodes;
		if (b->sections[BLOCK_NODES].count > BLOCK_NODES_MAX || nodes > BLOCK_NODES_MAX || number >= BLOCK_NO_RULE) {
			node_report(&b->journal, number >= BLOCK_NO_RULE ? IDNC_TABLE_V_LIMIT_RULES : IDNC_TABLE_V_LIMIT_MATCHERS, n,
			            node_value(n, ATTRIBUTE_NAME));
			return;
		}
	}
}
