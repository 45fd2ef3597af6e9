/* SPDX-License-Identifier: MIT */
/*
 * Contexts of several tables as one.  RFC 7940 has a choice of rules, and not-when, but neither "both" nor "not" for rules.  Those can be
 * written where the rules look at one code point on either side of the anchor, and where each looks at another side.
 */
#include "tables/combine.h"

#include <stdio.h>
#include <string.h>

enum {
	STEPS_MAX = 256, /* into rules, to find out what they look at */
	NESTED_MAX = 8   /* choices in choices, of which a set is made */
};

/* ---- Clauses ---- */

int
clauses_compare(const void *a, const void *b)
{
	const clause *x = a, *y = b;

	if (x->when.meaning != y->when.meaning)
		return x->when.meaning < y->when.meaning ? -1 : 1;
	if (x->when.is_negated != y->when.is_negated)
		return x->when.is_negated ? 1 : -1;
	return (x->table > y->table) - (x->table < y->table);
}

clause **
clauses_sort(combine *c, clause *clauses, size_t n)
{
	clause     **list = arena_get(&c->memory, n * sizeof *list);
	const void **scratch = arena_get(&c->memory, n * sizeof *scratch);

	if (c->memory.failed)
		return NULL;
	for (size_t i = 0; i < n; i++)
		list[i] = &clauses[i];
	sort_pointers((const void **)list, n, scratch, clauses_compare);
	return list;
}

const clause *
clauses_other(clause *const *list, size_t n)
{
	for (size_t i = 1; i < n; i++)
		if (!condition_is_same(&list[i]->when, &list[0]->when))
			return list[i];
	return NULL;
}

/* ---- Rules that are made ---- */

static bool
is_name_taken(const combine *c, const char *name)
{
	for (size_t i = 0; i < c->count; i++)
		if (dictionary_find(&c->inputs[i].table->rule_names, name) || dictionary_find(&c->inputs[i].table->class_names, name))
			return true;
	return false;
}

/* The names with a word between them; is_negated(i) puts a word before one. */
static const char *
name_rule(combine *c, const draft *d, clause *const *list, size_t n, bool is_choice, bool negates)
{
	char   text[160];
	size_t len = 0;

	for (size_t i = 0; i < n && len < sizeof text; i++)
		len += (size_t)snprintf(text + len, sizeof text - len, "%s%s%s", !i ? "" : is_choice ? "--or--" : "--and--",
		                        !is_choice && list[i]->when.is_negated != negates ? "not--" : "", list[i]->when.name);
	if (len >= sizeof text - 8)
		len = (size_t)snprintf(text, sizeof text, "%s-%u", is_choice ? "either" : "both", (unsigned)d->rules.count + 1);
	while (is_name_taken(c, text) && len + 2 < sizeof text) {
		text[len++] = '-';
		text[len] = '\0';
	}
	return arena_copy(&c->memory, text, len);
}

/* The entry of a rule that is made of clauses: its note is its place among the rules, from 1, or INEXPRESSIBLE_NOTE. */
#define INEXPRESSIBLE_NOTE UINT32_MAX

static meaning *
entry_of(combine *c, char kind, clause *const *list, size_t n, bool negates)
{
	size_t   from = c->bytes.count;
	meaning *m;
	char    *key = array_add(&c->bytes, &c->memory, 1 + n * (sizeof(uint32_t) + 1));

	if (!key)
		return NULL;
	*key++ = kind;
	for (size_t i = 0; i < n; i++, key += sizeof(uint32_t) + 1) {
		memcpy(key, &list[i]->when.meaning, sizeof(uint32_t));
		key[sizeof(uint32_t)] = (char)(list[i]->when.is_negated != negates);
	}
	m = meaning_of(c, (char *)c->bytes.items + from, c->bytes.count - from);
	c->bytes.count = from;
	return m;
}

static void
refer(const draft *d, const meaning *m, bool is_negated, condition *out)
{
	const draft_rule *rules = d->rules.items;

	*out = (condition){ .meaning = m->number, .is_negated = is_negated, .name = rules[m->note - 1].name };
}

/* The rule that is a choice of the rules of clauses. */
static outcome
make_choice(combine *c, draft *d, clause *const *list, size_t n, condition *out)
{
	meaning     *m;
	draft_rule  *rule;
	const char **members;

	/* RFC 7940, 6.4: where a branch has no anchor, what the anchor is in the others is not defined. */
	for (size_t i = 0; i < n; i++)
		if (!list[i]->when.rule || list[i]->when.rule->has_anchor != list[0]->when.rule->has_anchor)
			return INEXPRESSIBLE;
	m = entry_of(c, 'C', list, n, list[0]->when.is_negated);
	if (m && m->note == 0) {
		members = arena_get(&c->memory, n * sizeof *members);
		rule = array_add(&d->rules, &c->memory, 1);
		if (!members || !rule)
			return EXACT;
		for (size_t i = 0; i < n; i++)
			members[i] = list[i]->when.name;
		*rule = (draft_rule){ .name = name_rule(c, d, list, n, true, false), .members = members, .count = n };
		m->note = (uint32_t)d->rules.count;
	}
	if (m)
		refer(d, m, list[0]->when.is_negated, out);
	return EXACT;
}

/* ---- Both ---- */

/* What a rule with an anchor looks at: NULL, NULL for one that is none such. */
static bool
find_looks(const node *rule, const node *looks[2])
{
	for (int step = 0; step < STEPS_MAX && rule->children == 1 && rule->first->kind == ELEMENT_RULE; step++) {
		if (rule->first->least != 1 || rule->first->most != 1)
			return false;
		rule = rule->first->target ? rule->first->target : rule->first;
	}
	if (!(rule->seen & IN(ANCHOR)))
		return false;
	looks[0] = node_find(rule, ELEMENT_BEHIND);
	looks[1] = node_find(rule, ELEMENT_AHEAD);
	return true;
}

/* Whether a matcher matches one code point of a set. */
static bool
is_single(const node *n, int depth, int *steps)
{
	if (depth > NESTED_MAX || n->least != 1 || n->most != 1 || ++*steps > STEPS_MAX)
		return false;
	if (BIT(n->kind) & CLASSES || (n->kind == ELEMENT_LITERAL && n->cps == 1))
		return true;
	if (n->kind == ELEMENT_RULE) {
		const node *content = n->target ? n->target : n;
		return content->children == 1 && is_single(content->first, depth + 1, steps);
	}
	if (n->kind != ELEMENT_CHOICE)
		return false;
	for (const node *child = n->first; child; child = child->next)
		if (!is_single(child, depth + 1, steps))
			return false;
	return true;
}

static bool
is_single_look(const node *look)
{
	int steps = 0;

	return look->children == 1 && is_single(look->first, 0, &steps);
}

/* Add what one rule, or its negation, asks for; false: that cannot be said beside an anchor. */
static bool
add_sides(draft_rule *rule, const clause *one, bool is_negated)
{
	const node *looks[2] = { NULL, NULL };

	if (!one->when.rule || !find_looks(one->when.rule, looks))
		return false;
	/* Not both is no matter of one side. */
	if (is_negated && (!looks[0] == !looks[1] || !is_single_look(looks[looks[0] ? 0 : 1])))
		return false;
	for (int side = 0; side < 2; side++) {
		if (!looks[side])
			continue;
		if (rule->counts[side] == SIDE_MAX)
			return false;
		rule->sides[side][rule->counts[side]++] = (side_term){ looks[side], one->when.table, is_negated };
	}
	return true;
}

/* The rule that holds when all clauses do, or, with negates, when none does. */
static outcome
make_both(combine *c, draft *d, clause *const *list, size_t n, bool negates, condition *out)
{
	meaning    *m = entry_of(c, 'K', list, n, negates);
	draft_rule  rule = { .count = n };
	draft_rule *room;
	bool        is_right = true;

	if (m && m->note > 0 && m->note != INEXPRESSIBLE_NOTE)
		refer(d, m, negates, out);
	if (!m || m->note > 0)
		return m && m->note == INEXPRESSIBLE_NOTE ? INEXPRESSIBLE : EXACT;
	for (int side = 0; side < 2; side++)
		if (!(rule.sides[side] = arena_get(&c->memory, SIDE_MAX * sizeof *rule.sides[side])))
			return EXACT;
	for (size_t i = 0; is_right && i < n; i++)
		is_right = add_sides(&rule, list[i], list[i]->when.is_negated != negates);
	for (int side = 0; side < 2; side++)
		for (size_t i = 0; is_right && rule.counts[side] > 1 && i < rule.counts[side]; i++)
			is_right = is_single_look(rule.sides[side][i].look);
	if (!is_right) {
		m->note = INEXPRESSIBLE_NOTE;
		return INEXPRESSIBLE;
	}
	rule.name = name_rule(c, d, list, n, false, negates);
	if (!(room = array_add(&d->rules, &c->memory, 1)))
		return EXACT;
	*room = rule;
	m->note = (uint32_t)d->rules.count;
	refer(d, m, negates, out);
	return EXACT;
}

/* ---- Any, or all ---- */

outcome
clauses_fold(combine *c, draft *d, clause **list, size_t n, bool is_any, condition *out)
{
	size_t kept = 0;
	bool   is_exclusive = false, is_uniform = true;

	for (size_t i = 0; i < n; i++) {
		if (kept > 0 && list[kept - 1]->when.meaning == list[i]->when.meaning) {
			if (list[kept - 1]->when.is_negated == list[i]->when.is_negated)
				continue;
			is_exclusive = true;
		}
		list[kept++] = list[i];
	}
	/* Always stands first. */
	if (kept > 0 && list[0]->when.meaning == 0) {
		*out = list[0]->when;
		if (is_any || kept == 1)
			return EXACT;
		list++;
		kept--;
	}
	*out = kept > 0 ? list[0]->when : (condition){ 0 };
	if (is_exclusive) {
		*out = (condition){ 0 };
		return is_any ? EXACT : NEVER;
	}
	for (size_t i = 1; i < kept; i++)
		is_uniform = is_uniform && list[i]->when.is_negated == list[0]->when.is_negated;
	if (kept <= 1)
		return EXACT;
	if (is_uniform && list[0]->when.is_negated != is_any)
		return make_choice(c, d, list, kept, out);
	/* Any of them: not none of them. */
	return make_both(c, d, list, kept, is_any, out);
}
