/* SPDX-License-Identifier: MIT */
/* Rules that one table takes over from another, with the classes and rules that they refer to. */
#include "tables/combine.h"

#include <string.h>

void
imports_begin(combine *c, draft *d)
{
	const node *rules = c->inputs[d->table].table->rules;

	d->names = arena_get(&c->memory, (c->meanings.count + 1) * sizeof *d->names);
	d->needed = arena_get(&c->memory, c->count * sizeof *d->needed);
	for (size_t i = 0; d->needed && i < c->count; i++) {
		const node *of = c->inputs[i].table->rules;
		d->needed[i] = arena_get(&c->memory, of ? of->children : 0);
	}
	for (uint32_t k = 0; d->names && rules && k < rules->children; k++) {
		const definition *own = &c->inputs[d->table].definitions[k];
		if (own->node && !d->names[own->meaning])
			d->names[own->meaning] = own->name;
	}
}

/* Whether the table that is made has the name; if not, it does from now on. */
static bool
is_taken(combine *c, const draft *d, const char *name)
{
	const idnc_table *own = c->inputs[d->table].table;
	size_t            known = c->meanings.count, from = c->bytes.count, len = strlen(name);
	char             *key = array_add(&c->bytes, &c->memory, 1 + sizeof d->table + len);

	if (!key || dictionary_find(&own->rule_names, name) || dictionary_find(&own->class_names, name)) {
		c->bytes.count = from;
		return key != NULL;
	}
	*key = 'N';
	memcpy(key + 1, &d->table, sizeof d->table);
	memcpy(key + 1 + sizeof d->table, name, len);
	meaning_of(c, key, 1 + sizeof d->table + len);
	c->bytes.count = from;
	return !c->memory.failed && c->meanings.count == known;
}

/* A name that is new there. */
static const char *
new_name(combine *c, const draft *d, uint32_t table, const char *name)
{
	if (!is_taken(c, d, name))
		return name;
	name = names_with_prefix(c, table, "--", name);
	while (is_taken(c, d, name)) {
		size_t len = strlen(name);
		char  *longer = arena_copy(&c->memory, name, len + 1);
		if (!longer)
			break;
		longer[len] = '-';
		name = longer;
	}
	return name;
}

/* The name of a definition of another table. */
static const char *
name_of(combine *c, draft *d, uint32_t table, const node *n)
{
	const input      *own = &c->inputs[d->table];
	const definition *of = &c->inputs[table].definitions[n->order];
	const char       *name = node_value(n, ATTRIBUTE_NAME);
	const node       *same = dictionary_find(n->kind == ELEMENT_RULE ? &own->table->rule_names : &own->table->class_names, name);

	if (same && own->definitions[same->order].meaning == of->meaning)
		return name;
	if (!d->names[of->meaning]) {
		d->names[of->meaning] = new_name(c, d, table, name);
		d->needed[table][n->order] = 1;
	}
	return d->names[of->meaning];
}

const char *
imports_name(combine *c, draft *d, const condition *when)
{
	if (when->meaning == 0 || when->table == d->table || c->memory.failed)
		return when->name;
	if (when->rule)
		return name_of(c, d, when->table, when->rule);
	/* One that is not defined must not become one that is. */
	return dictionary_find(&c->inputs[d->table].table->rule_names, when->name) ? names_with_prefix(c, when->table, "--", when->name)
	                                                                          : when->name;
}

static void
need_references(combine *c, draft *d, uint32_t table, const node *n)
{
	if (n->target)
		name_of(c, d, table, n->target);
	for (const node *child = n->first; child; child = child->next)
		need_references(c, d, table, child);
}

/* Whether a rule, or something in it, has an attribute. */
static bool
has_within(const node *n, attribute_id id)
{
	bool has = node_has(n, id);

	for (const node *child = n->first; !has && child; child = child->next)
		has = has_within(child, id);
	return has;
}

/* References go backwards, so that from the end all that is needed is known before it is met. */
void
imports_finish(combine *c, draft *d)
{
	const idnc_table *own = c->inputs[d->table].table;

	for (uint32_t i = 0; i < c->count; i++) {
		const definition *list = c->inputs[i].definitions;
		const node       *rules = c->inputs[i].table->rules;
		for (uint32_t k = rules ? rules->children : 0; k-- > 0 && !c->memory.failed;)
			if (d->needed[i][k])
				need_references(c, d, i, list[k].node);
		for (uint32_t k = 0; rules && k < rules->children && !c->memory.failed; k++) {
			draft_rule *room = d->needed[i][k] ? array_add(&d->rules, &c->memory, 1) : NULL;
			if (!room)
				continue;
			*room = (draft_rule){ .name = d->names[list[k].meaning], .node = list[k].node, .table = i };
			if (has_within(list[k].node, ATTRIBUTE_REF))
				combine_report(c, IDNC_TABLE_V_SET_REFERENCE, i, list[k].node, d->table, own->document.first, room->name);
			if (has_within(list[k].node, ATTRIBUTE_PROPERTY) && c->inputs[i].table->unicode != own->unicode)
				combine_report(c, IDNC_TABLE_V_SET_UNICODE, i, list[k].node, d->table, own->document.first, room->name);
		}
	}
}
