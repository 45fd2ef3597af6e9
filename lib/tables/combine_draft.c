/* SPDX-License-Identifier: MIT */
/* Drafts of tables: elements and mappings in lists that grow, and findings about where they come from. */
#include "tables/combine.h"

#include <stdio.h>
#include <string.h>

void
combine_report(combine *c, idnc_table_status code, uint32_t table, const node *n, uint32_t other_table,
               const node *other, const char *detail)
{
	idnc_table_finding finding = { .code = code, .line = n ? n->line : 0, .column = n ? n->column : 0,
		                       .other = other ? other->line : 0, .table = (uint16_t)table,
		                       .other_table = (uint16_t)(other ? other_table : table) };

	journal_add_as(&c->journal, idnc_table_explain_find(code)->severity, finding, detail, detail ? strlen(detail) : 0);
}

void
combine_report_cp(combine *c, idnc_table_status code, uint32_t table, const node *n, uint32_t other_table,
                  const node *other, const uint32_t *cp, size_t len, const uint32_t *to, size_t to_len,
                  const char *more)
{
	char   part[IDNC_TABLE_DETAIL_MAX + 1], detail[4 * IDNC_TABLE_DETAIL_MAX];
	size_t at;

	journal_code_points(cp, len, part);
	at = (size_t)snprintf(detail, sizeof detail, "%s", len ? part : "nothing");
	if (to) {
		journal_code_points(to, to_len, part);
		at += (size_t)snprintf(detail + at, sizeof detail - at, " to %s", to_len ? part : "nothing");
	}
	if (more)
		snprintf(detail + at, sizeof detail - at, ": %.*s", IDNC_TABLE_DETAIL_MAX, more);
	combine_report(c, code, table, n, other_table, other, detail);
}

int
compare_cps(const uint32_t *a, size_t a_len, const uint32_t *b, size_t b_len)
{
	for (size_t i = 0; i < a_len && i < b_len; i++)
		if (a[i] != b[i])
			return a[i] < b[i] ? -1 : 1;
	return (a_len > b_len) - (a_len < b_len);
}

int
compare_items(const void *a, const void *b)
{
	const item *x = a, *y = b;

	return compare_cps(x->cp, x->is_range ? 1 : x->cps, y->cp, y->is_range ? 1 : y->cps);
}

bool
node_is_out(const node *n)
{
	for (const node *v = n->first; v; v = v->next) {
		const char *type = node_value(v, ATTRIBUTE_TYPE);
		if (type && strcmp(type, OUT_OF_REPERTOIRE) == 0 && node_compare(n, v) == 0)
			return true;
	}
	return false;
}

item *
draft_add_item(combine *c, draft *d, const uint32_t *cp, uint32_t cps, bool is_range)
{
	uint32_t *copy = arena_get(&c->memory, (cps + 1) * sizeof *copy);
	item     *one = arena_get(&c->memory, sizeof *one), **room = array_add(&d->items, &c->memory, 1);

	if (!copy || !one || !room)
		return NULL;
	if (cps > 0)
		memcpy(copy, cp, cps * sizeof *cp);
	one->cp = copy;
	one->cps = cps;
	one->is_range = is_range;
	*room = one;
	return one;
}

mapping *
item_add_mapping(combine *c, item *i, const uint32_t *cp, uint32_t cps)
{
	mapping *one = arena_get(&c->memory, sizeof *one);

	if (!one)
		return NULL;
	one->cp = cp;
	one->cps = cps;
	if (i->last)
		i->last->next = one;
	else
		i->first = one;
	i->last = one;
	i->mappings++;
	return one;
}

void
draft_sort(combine *c, draft *d)
{
	const void **scratch = arena_get(&c->memory, d->items.count * sizeof *scratch);

	if (!c->memory.failed)
		sort_pointers(d->items.items, d->items.count, scratch, compare_items);
}

static void
load_mappings(combine *c, item *to, uint32_t table, const node *n)
{
	for (const node *v = n->first; v; v = v->next) {
		mapping *m = item_add_mapping(c, to, v->cp, v->cps);
		if (!m)
			return;
		m->when = condition_of(c, table, v);
		m->type = node_value(v, ATTRIBUTE_TYPE);
		m->references = node_value(v, ATTRIBUTE_REF);
		m->comment = node_value(v, ATTRIBUTE_COMMENT);
		m->node = v;
		m->table = table;
	}
}

void
draft_load(combine *c, draft *d, uint32_t table)
{
	d->table = table;
	for (const node *n = c->inputs[table].table->data->first; n && !c->memory.failed; n = n->next) {
		item *one = draft_add_item(c, d, n->cp, n->cps, n->kind == ELEMENT_RANGE);
		if (!one)
			return;
		one->when = condition_of(c, table, n);
		one->tags = node_value(n, ATTRIBUTE_TAG);
		one->references = node_value(n, ATTRIBUTE_REF);
		one->comment = node_value(n, ATTRIBUTE_COMMENT);
		one->node = n;
		one->table = table;
		one->is_out = node_is_out(n);
		load_mappings(c, one, table, n);
	}
}
