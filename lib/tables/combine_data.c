/* SPDX-License-Identifier: MIT */
/* The elements and mappings of several tables as those of one, with the contexts and types that they have together. */
#include "tables/combine.h"

#include <stdio.h>
#include <string.h>

#define BLOCKED "blocked"

/* ---- Pieces: code points, runs of them, and sequences, for which the tables have one element each, or none ---- */

typedef struct piece {
	const uint32_t    *cp;
	uint32_t           cps;
	bool               is_range;
	const node *const *nodes; /* by table; NULL: it has none */
} piece;

typedef void take_piece(combine *c, draft *d, const piece *p);

/* The elements of a table, sorted; of them the first that is not behind. */
typedef struct cursor {
	const void **list;
	size_t       count, at;
} cursor;

static uint32_t
last_of(const node *n)
{
	return n->kind == ELEMENT_RANGE ? n->cp[1] : n->cp[0];
}

static int
compare_first(const void *a, const void *b)
{
	const node *x = a, *y = b;

	return (x->cp[0] > y->cp[0]) - (x->cp[0] < y->cp[0]);
}

/* Single code points and ranges, or the other elements. */
static cursor *
make_cursors(combine *c, bool are_single)
{
	cursor *cursors = arena_get(&c->memory, c->count * sizeof *cursors);

	for (size_t i = 0; cursors && i < c->count; i++) {
		const node  *data = c->inputs[i].table->data;
		const void **scratch = arena_get(&c->memory, data->children * sizeof *scratch);
		cursors[i].list = arena_get(&c->memory, data->children * sizeof *cursors[i].list);
		if (c->memory.failed)
			return NULL;
		for (const node *n = data->first; n; n = n->next)
			if ((n->kind == ELEMENT_RANGE || n->cps == 1) == are_single)
				cursors[i].list[cursors[i].count++] = n;
		sort_pointers(cursors[i].list, cursors[i].count, scratch, are_single ? compare_first : node_compare);
	}
	return cursors;
}

static const node *
node_at(const cursor *k)
{
	return k->at < k->count ? k->list[k->at] : NULL;
}

static void
walk_single(combine *c, draft *d, take_piece *take)
{
	cursor      *cursors = make_cursors(c, true);
	const node **nodes = arena_get(&c->memory, c->count * sizeof *nodes);

	for (uint32_t at = 0; cursors && nodes && !c->memory.failed;) {
		uint32_t ends[2] = { UINT32_MAX, UINT32_MAX };
		for (size_t i = 0; i < c->count; i++) {
			const node *n = node_at(&cursors[i]);
			uint32_t    first = n && n->cp[0] > at ? n->cp[0] : at;
			if (n && first < ends[0])
				ends[0] = first;
		}
		if (ends[0] == UINT32_MAX)
			return;
		for (size_t i = 0; i < c->count; i++) {
			const node *n = node_at(&cursors[i]);
			uint32_t    end = !n ? UINT32_MAX : n->cp[0] > ends[0] ? n->cp[0] - 1 : last_of(n);
			nodes[i] = n && n->cp[0] <= ends[0] ? n : NULL;
			ends[1] = end < ends[1] ? end : ends[1];
		}
		at = ends[1] + 1;
		for (size_t i = 0; i < c->count; i++)
			if (nodes[i] && last_of(nodes[i]) < at)
				cursors[i].at++;
		take(c, d, &(piece){ ends, ends[1] > ends[0] ? 2 : 1, ends[1] > ends[0], nodes });
	}
}

static void
walk_sequences(combine *c, draft *d, take_piece *take)
{
	cursor      *cursors = make_cursors(c, false);
	const node **nodes = arena_get(&c->memory, c->count * sizeof *nodes);

	while (cursors && nodes && !c->memory.failed) {
		const node *least = NULL;
		for (size_t i = 0; i < c->count; i++) {
			const node *n = node_at(&cursors[i]);
			if (n && (!least || node_compare(n, least) < 0))
				least = n;
		}
		if (!least)
			return;
		for (size_t i = 0; i < c->count; i++) {
			const node *n = node_at(&cursors[i]);
			nodes[i] = n && node_compare(n, least) == 0 ? n : NULL;
			cursors[i].at += nodes[i] != NULL;
		}
		take(c, d, &(piece){ least->cp, least->cps, false, nodes });
	}
}

static size_t
count_nodes(const combine *c, const node *const *nodes)
{
	size_t n = 0;

	for (size_t i = 0; i < c->count; i++)
		n += nodes[i] != NULL;
	return n;
}

/* ---- Elements ---- */

/* The condition of an element; false: it is left out. */
static bool
combine_contexts(combine *c, draft *d, const piece *p, const node *const *nodes, condition *out)
{
	size_t        n = 0;
	clause       *clauses = arena_get(&c->memory, c->count * sizeof *clauses), **list;
	bool          is_any = c->operation != SET_INTERSECT;
	outcome       got;
	const clause *other;
	char          text[IDNC_TABLE_DETAIL_MAX];

	for (uint32_t i = 0; clauses && i < c->count; i++)
		if (nodes[i])
			clauses[n++] = (clause){ condition_of(c, i, nodes[i]), nodes[i], i };
	list = clauses_sort(c, clauses, n);
	if (!list)
		return false;
	other = clauses_other(list, n);
	got = clauses_fold(c, d, list, n, is_any, out);
	if (got == EXACT && is_any && other && out->meaning == 0)
		combine_report_cp(c, IDNC_TABLE_V_SET_CONTEXT_DROPPED, other->table, other->node, list[0]->table, list[0]->node, p->cp,
		                  p->cps, NULL, 0, NULL);
	if (got == EXACT)
		return true;
	if (is_any)
		snprintf(text, sizeof text, "the rule %.60s is kept", out->name);
	else
		snprintf(text, sizeof text, "left out");
	combine_report_cp(c, IDNC_TABLE_V_SET_CONTEXT, list[0]->table, list[0]->node, other->table, other->node, p->cp, p->cps,
	                  NULL, 0, text);
	return is_any;
}

/* ---- Mappings ---- */

/* A var of one of the tables. */
static int
compare_vars(const void *a, const void *b)
{
	const clause *x = a, *y = b;
	int           order = node_compare(x->node, y->node);

	return order ? order : clauses_compare(a, b);
}

static const char *
type_of(const clause *v)
{
	return node_value(v->node, ATTRIBUTE_TYPE);
}

static bool
is_same_text(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

/* Where types differ, a mapping is blocked; a reflexive one, which would block its source, has the first by name. */
static const char *
combine_types(combine *c, const piece *p, clause *const *list, size_t n, bool is_reflexive)
{
	const char   *type = type_of(list[0]);
	const clause *other = NULL;

	if (c->operation == SET_MERGE)
		return BLOCKED;
	for (size_t i = 1; i < n; i++) {
		const char *one = type_of(list[i]);
		if (!other && !is_same_text(one, type_of(list[0])))
			other = list[i];
		if (one && (!type || strcmp(one, type) < 0))
			type = one;
	}
	if (!other)
		return type;
	if (!is_reflexive)
		type = BLOCKED;
	combine_report_cp(c, IDNC_TABLE_V_SET_TYPE, list[0]->table, list[0]->node, other->table, other->node, p->cp, p->cps,
	                  list[0]->node->cp ? list[0]->node->cp : p->cp, list[0]->node->cps, type);
	return type;
}

static void
add_mapping(combine *c, item *to, clause *const *list, size_t n, const condition *when, const char *type)
{
	const node **nodes = arena_get(&c->memory, c->count * sizeof *nodes);
	mapping     *m = nodes ? item_add_mapping(c, to, list[0]->node->cp, list[0]->node->cps) : NULL;

	if (!m)
		return;
	for (size_t i = n; i-- > 0;)
		nodes[list[i]->table] = list[i]->node;
	m->when = *when;
	m->type = type;
	m->node = list[0]->node;
	m->table = list[0]->table;
	m->references = names_join(c, ATTRIBUTE_REF, nodes);
	m->comment = names_join_comments(c, nodes);
}

/* How many tables the vars are of; each table that has several of the condition counts once. */
static size_t
count_tables(combine *c, clause *const *list, size_t n)
{
	size_t   count = 0;
	uint8_t *seen = arena_get(&c->memory, c->count);

	for (size_t i = 0; seen && i < n; i++) {
		count += !seen[list[i]->table];
		seen[list[i]->table] = 1;
	}
	return count;
}

/* Mappings to one target whose conditions differ between the tables, as one. */
static void
add_folded(combine *c, draft *d, item *to, const piece *p, clause **list, size_t n, bool is_reflexive)
{
	bool          is_any = c->operation != SET_INTERSECT;
	const clause *first = list[0], *other = clauses_other(list, n);
	const char   *type = combine_types(c, p, list, n, is_reflexive);
	clause      **copy = arena_get(&c->memory, n * sizeof *copy);
	condition     when;
	outcome       got;
	/* Where one table has several of its own, any of them and all of the tables' is beyond one rule. */
	bool          is_crossed = !is_any && count_tables(c, list, n) < n;

	if (!copy)
		return;
	memcpy(copy, list, n * sizeof *copy);
	got = is_crossed ? INEXPRESSIBLE : clauses_fold(c, d, copy, n, is_any, &when);
	if (got == NEVER)
		return;
	if (got == INEXPRESSIBLE) {
		when = (condition){ 0 };
		type = is_reflexive ? type : BLOCKED;
		combine_report_cp(c, IDNC_TABLE_V_SET_CONTEXT, first->table, first->node, other->table, other->node, p->cp, p->cps,
		                  first->node->cp ? first->node->cp : p->cp, first->node->cps, is_reflexive ? "always" : "always, blocked");
	} else if (is_any && when.meaning == 0) {
		combine_report_cp(c, IDNC_TABLE_V_SET_CONTEXT_DROPPED, other->table, other->node, first->table, first->node, p->cp,
		                  p->cps, first->node->cp ? first->node->cp : p->cp, first->node->cps, NULL);
	}
	add_mapping(c, to, list, n, &when, type);
}

/* In an intersection it is enough that one table says that the element is out of its repertoire. */
static bool
keep_outside(combine *c, item *to, clause *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (is_same_text(type_of(list[i]), OUT_OF_REPERTOIRE)) {
			add_mapping(c, to, list + i, 1, &list[i]->when, OUT_OF_REPERTOIRE);
			return true;
		}
	return false;
}

/* The mappings of an element to one target. */
static void
combine_target(combine *c, draft *d, item *to, const piece *p, clause **list, size_t n)
{
	bool   is_reflexive = compare_cps(p->cp, p->cps, list[0]->node->cp, list[0]->node->cps) == 0;
	size_t tables = count_tables(c, list, n), end;
	bool   is_same = true;

	if (c->operation == SET_INTERSECT && is_reflexive && to->is_out && keep_outside(c, to, list, n))
		return;
	if (c->operation == SET_INTERSECT && tables < c->count)
		return;
	for (size_t i = 0; i < n; i = end) {
		for (end = i + 1; end < n && condition_is_same(&list[end]->when, &list[i]->when);)
			end++;
		is_same = is_same && count_tables(c, list + i, end - i) == tables;
	}
	if (!is_same) {
		add_folded(c, d, to, p, list, n, is_reflexive);
		return;
	}
	for (size_t i = 0; i < n; i = end) {
		for (end = i + 1; end < n && condition_is_same(&list[end]->when, &list[i]->when);)
			end++;
		add_mapping(c, to, list + i, end - i, &list[i]->when, combine_types(c, p, list + i, end - i, is_reflexive));
	}
}

/* Whether a reflexive variant goes: it says that the element is out of a repertoire in which another table has it. */
static bool
is_dropped(const combine *c, const node *n, const node *var, bool is_out)
{
	const char *type = node_value(var, ATTRIBUTE_TYPE);

	if (c->operation == SET_INTERSECT || node_compare(n, var) != 0)
		return false;
	return c->operation == SET_MERGE || (!is_out && is_same_text(type, OUT_OF_REPERTOIRE));
}

static void
combine_mappings(combine *c, draft *d, item *to, const piece *p)
{
	size_t       n = 0;
	clause      *clauses, **list;
	const void **scratch;

	for (size_t i = 0; i < c->count; i++)
		n += p->nodes[i] ? p->nodes[i]->children : 0;
	clauses = arena_get(&c->memory, n * sizeof *clauses);
	list = arena_get(&c->memory, n * sizeof *list);
	scratch = arena_get(&c->memory, n * sizeof *scratch);
	if (c->memory.failed || p->is_range)
		return;
	n = 0;
	for (uint32_t i = 0; i < c->count; i++)
		for (const node *v = p->nodes[i] ? p->nodes[i]->first : NULL; v; v = v->next)
			if (!is_dropped(c, p->nodes[i], v, to->is_out)) {
				clauses[n] = (clause){ condition_of(c, i, v), v, i };
				list[n] = &clauses[n];
				n++;
			}
	sort_pointers((const void **)list, n, scratch, compare_vars);
	for (size_t i = 0, end; i < n; i = end) {
		for (end = i + 1; end < n && node_compare(list[i]->node, list[end]->node) == 0;)
			end++;
		combine_target(c, d, to, p, list + i, end - i);
	}
}

static void
combine_piece(combine *c, draft *d, const piece *p)
{
	const node **of = arena_get(&c->memory, c->count * sizeof *of); /* those whose word counts */
	size_t       have = count_nodes(c, p->nodes), out = 0;
	condition    when;
	item        *one;
	uint32_t     lead = 0;
	bool         is_out;

	if (!of || (c->operation == SET_INTERSECT && have < c->count))
		return;
	for (size_t i = 0; i < c->count; i++)
		out += p->nodes[i] && node_is_out(p->nodes[i]);
	is_out = c->operation == SET_INTERSECT ? out > 0 : out == have;
	for (size_t i = 0; i < c->count; i++)
		of[i] = p->nodes[i] && (is_out || c->operation == SET_INTERSECT || !node_is_out(p->nodes[i])) ? p->nodes[i] : NULL;
	while (!of[lead])
		lead++;
	if (!combine_contexts(c, d, p, of, &when) || !(one = draft_add_item(c, d, p->cp, p->cps, p->is_range)))
		return;
	one->when = when;
	one->is_out = is_out;
	one->node = of[lead];
	one->table = lead;
	one->tags = names_join(c, ATTRIBUTE_TAG, p->nodes);
	one->references = names_join(c, ATTRIBUTE_REF, of);
	one->comment = names_join_comments(c, of);
	combine_mappings(c, d, one, p);
}

void
data_combine(combine *c, draft *d)
{
	d->table = ALL_TABLES;
	walk_single(c, d, combine_piece);
	walk_sequences(c, d, combine_piece);
	draft_sort(c, d);
}

/* ---- The mappings of all, by themselves ---- */

static void
collect_piece(combine *c, draft *d, const piece *p)
{
	item *one = NULL;

	for (uint32_t i = 0; !p->is_range && i < c->count; i++)
		for (const node *v = p->nodes[i] ? p->nodes[i]->first : NULL; v && !c->memory.failed; v = v->next) {
			condition when = condition_of(c, i, v);
			mapping  *m;
			bool      is_known = compare_cps(p->cp, p->cps, v->cp, v->cps) == 0;
			for (m = one ? one->first : NULL; m && !is_known; m = m->next)
				is_known = compare_cps(m->cp, m->cps, v->cp, v->cps) == 0 && condition_is_same(&m->when, &when);
			if (is_known || (!one && !(one = draft_add_item(c, d, p->cp, p->cps, false))) ||
			    !(m = item_add_mapping(c, one, v->cp, v->cps)))
				continue;
			m->when = when;
			m->node = v;
			m->table = i;
			one->node = one->node ? one->node : p->nodes[i];
			one->table = one->node == p->nodes[i] ? i : one->table;
		}
}

void
data_collect(combine *c, draft *d)
{
	d->table = ALL_TABLES;
	walk_single(c, d, collect_piece);
	walk_sequences(c, d, collect_piece);
}

/* ---- The universe ---- */

static void
add_common(combine *c, draft *d, const piece *p)
{
	(void)d;
	if (count_nodes(c, p->nodes) < c->count)
		return;
	if (p->is_range)
		universe_add(c, p->cp[0], p->cp[1]);
	for (uint32_t i = 0; !p->is_range && i < p->cps; i++)
		universe_add(c, p->cp[i], p->cp[i]);
}

void
data_find_universe(combine *c)
{
	if (c->operation == SET_INTERSECT) {
		walk_single(c, NULL, add_common);
		walk_sequences(c, NULL, add_common);
	}
	for (size_t i = 0; c->operation != SET_INTERSECT && i < c->count; i++)
		for (const node *n = c->inputs[i].table->data->first; n; n = n->next)
			universe_add_node(c, n);
	universe_finish(c);
}
