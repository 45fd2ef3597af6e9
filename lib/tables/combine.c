/* SPDX-License-Identifier: MIT */
/* Set operations on tables: what each of them does, in the order of its steps. */
#include "tables/combine.h"

#include <string.h>

/* ---- A call ---- */

static bool
combine_begin(combine *c, operation what, const idnc_table *const *tables, size_t count, idnc_table_findings *findings)
{
	*c = (combine){ .operation = what, .journal = journal_begin(findings), .count = count,
		        .meanings = { .item = sizeof(meaning *) }, .bytes = { .item = 1 }, .tags = { .item = sizeof(tag *) } };
	if (count == 0 || count > IDNC_TABLE_SETS_MAX)
		return false;
	c->memory.alloc = tables[0]->memory.alloc;
	c->inputs = arena_get(&c->memory, count * sizeof *c->inputs);
	for (uint32_t i = 0; c->inputs && i < count; i++) {
		c->inputs[i].table = tables[i];
		c->inputs[i].prefix = names_prefix(c, i);
	}
	return true;
}

static draft
draft_begin(void)
{
	return (draft){ .items = { .item = sizeof(item *) }, .rules = { .item = sizeof(draft_rule) } };
}

static void
draft_end(const combine *c, draft *d)
{
	array_free(&d->items, &c->memory);
	array_free(&d->rules, &c->memory);
}

/* The status of the call, for what its steps came to. */
static idnc_table_status
combine_end(combine *c, idnc_table_status status)
{
	bool failed = c->memory.failed;

	array_free(&c->meanings, &c->memory);
	array_free(&c->bytes, &c->memory);
	array_free(&c->tags, &c->memory);
	arena_free(&c->memory);
	return failed ? IDNC_TABLE_E_MEMORY : status;
}

static idnc_table_status
finish(combine *c, const draft *d, idnc_table **out)
{
	return c->memory.failed                      ? IDNC_TABLE_E_MEMORY
	       : c->journal.status != IDNC_TABLE_OK  ? c->journal.status
	                                             : draft_finish(c, d, out);
}

/* ---- One table of several ---- */

/* RFC 8228: what no table has in its repertoire is not in that of all. */
static void
drop_outside(combine *c, draft *d)
{
	item **items = d->items.items;
	size_t kept = 0;

	for (size_t i = 0; i < d->items.count; i++) {
		if (!items[i]->is_out)
			items[kept++] = items[i];
		else
			combine_report_cp(c, IDNC_TABLE_V_SET_DROPPED, items[i]->table, items[i]->node, 0, NULL, items[i]->cp, items[i]->cps,
			                  NULL, 0, NULL);
	}
	d->items.count = kept;
}

static idnc_table_status
combine_all(operation what, const idnc_table *const *tables, size_t count, idnc_table_findings *findings, idnc_table **out)
{
	combine           c;
	draft             d = draft_begin();
	closing           how = { .type = "blocked", .is_strict = true, .is_whole = true };
	idnc_table_status status;

	if (!combine_begin(&c, what, tables, count, findings))
		return IDNC_TABLE_E_ARGUMENT;
	if (!c.memory.failed)
		data_find_universe(&c);
	if (!c.memory.failed)
		meaning_find_all(&c);
	if (!c.memory.failed)
		names_choose(&c);
	if (!c.memory.failed)
		data_combine(&c, &d);
	if (!c.memory.failed)
		actions_combine(&c, &d);
	if (!c.memory.failed && what == SET_MERGE) {
		draft_close(&c, &d, &how);
		drop_outside(&c, &d);
		actions_complete(&c, &d, false, true);
	}
	if (!c.memory.failed && d.items.count == 0)
		combine_report(&c, IDNC_TABLE_V_SET_EMPTY, 0, NULL, 0, NULL, NULL);
	status = finish(&c, &d, out);
	draft_end(&c, &d);
	return combine_end(&c, status);
}

idnc_table_status
idnc_table_union(const idnc_table *const *tables, size_t count, idnc_table_findings *findings, idnc_table **out)
{
	return combine_all(SET_UNION, tables, count, findings, out);
}

idnc_table_status
idnc_table_intersect(const idnc_table *const *tables, size_t count, idnc_table_findings *findings, idnc_table **out)
{
	return combine_all(SET_INTERSECT, tables, count, findings, out);
}

idnc_table_status
idnc_table_merge(const idnc_table *const *tables, size_t count, idnc_table_findings *findings, idnc_table **out)
{
	return combine_all(SET_MERGE, tables, count, findings, out);
}

/* ---- Populate ---- */

/* Rules are told apart by their names, as lint does. */
static void
find_definitions(combine *c)
{
	const node *rules = c->inputs[0].table->rules;
	definition *list = arena_get(&c->memory, (rules ? rules->children : 0) * sizeof *list);

	c->inputs[0].definitions = list;
	for (const node *n = list && rules ? rules->first : NULL; n; n = n->next)
		if (n->kind != ELEMENT_ACTION)
			list[n->order] = (definition){ .node = n, .meaning = n->order + (UINT32_C(1) << 24), .name = node_value(n, ATTRIBUTE_NAME) };
}

idnc_table_status
idnc_table_populate(const idnc_table *table, const char *type, idnc_table_findings *findings, idnc_table **out)
{
	combine           c;
	draft             d = draft_begin();
	closing           how = { .type = type ? type : "blocked" };
	idnc_table_status status;

	if (type && grammar_judge(VALUE_TYPE, type) != IDNC_TABLE_OK)
		return IDNC_TABLE_E_ARGUMENT;
	if (!combine_begin(&c, SET_POPULATE, &table, 1, findings))
		return IDNC_TABLE_E_ARGUMENT;
	if (!c.memory.failed)
		find_definitions(&c);
	if (!c.memory.failed)
		names_keep(&c);
	if (!c.memory.failed)
		draft_load(&c, &d, 0);
	if (!c.memory.failed)
		actions_load(&c, &d, 0);
	if (!c.memory.failed)
		draft_close(&c, &d, &how);
	if (!c.memory.failed)
		actions_complete(&c, &d, how.added_out, how.added && strcmp(how.type, "blocked") == 0);
	status = finish(&c, &d, out);
	draft_end(&c, &d);
	return combine_end(&c, status);
}

/* ---- Harmonize ---- */

static idnc_table_status
harmonize_one(combine *c, const draft *common, uint32_t table, idnc_table **out)
{
	draft             d = draft_begin();
	closing           how = { .type = "blocked" };
	idnc_table_status status;

	draft_load(c, &d, table);
	if (!c->memory.failed)
		actions_load(c, &d, table);
	if (!c->memory.failed)
		imports_begin(c, &d);
	if (!c->memory.failed)
		draft_take(c, &d, common, &how);
	if (!c->memory.failed)
		imports_finish(c, &d);
	if (!c->memory.failed)
		actions_complete(c, &d, how.added_out, how.added);
	status = finish(c, &d, out);
	draft_end(c, &d);
	return status;
}

idnc_table_status
idnc_table_harmonize(const idnc_table *const *tables, size_t count, idnc_table_findings *findings, idnc_table **out)
{
	combine           c;
	draft             common = draft_begin();
	closing           how = { .is_whole = true, .is_quiet = true };
	idnc_table_status status = IDNC_TABLE_OK;
	idnc_table      **made;
	size_t            done = 0;

	if (!combine_begin(&c, SET_HARMONIZE, tables, count, findings))
		return IDNC_TABLE_E_ARGUMENT;
	made = arena_get(&c.memory, count * sizeof *made);
	if (!c.memory.failed)
		data_find_universe(&c);
	if (!c.memory.failed)
		meaning_find_all(&c);
	if (!c.memory.failed)
		names_keep(&c);
	if (!c.memory.failed)
		data_collect(&c, &common);
	if (!c.memory.failed)
		draft_close(&c, &common, &how);
	while (done < count && status == IDNC_TABLE_OK) {
		status = c.memory.failed ? IDNC_TABLE_E_MEMORY : harmonize_one(&c, &common, (uint32_t)done, &made[done]);
		done += status == IDNC_TABLE_OK;
	}
	for (size_t i = 0; i < done; i++)
		if (status == IDNC_TABLE_OK)
			out[i] = made[i];
		else
			idnc_table_free(made[i]);
	draft_end(&c, &common);
	return combine_end(&c, status);
}
