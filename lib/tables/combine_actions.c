/* SPDX-License-Identifier: MIT */
/* The actions of several tables as one list, in which each table's own come in their order.  RFC 7940, 7 */
#include "tables/combine.h"

#include <string.h>

#define BLOCKED "blocked"

/* ---- Lists ---- */

static draft_action *
new_action(combine *c, const node *n, uint32_t table)
{
	draft_action *one = arena_get(&c->memory, sizeof *one);

	if (one) {
		one->node = n;
		one->table = table;
	}
	return one;
}

/* Put an action behind another one, or first. */
static void
put_behind(draft *d, draft_action *before, draft_action *one)
{
	draft_action **link = before ? &before->next : &d->actions;

	one->next = *link;
	*link = one;
}

static const node *
first_action(const input *in)
{
	const node *n = in->table->rules ? in->table->rules->first : NULL;

	while (n && n->kind != ELEMENT_ACTION)
		n = n->next;
	return n;
}

static const node *
next_action(const node *n)
{
	do
		n = n->next;
	while (n && n->kind != ELEMENT_ACTION);
	return n;
}

void
actions_load(combine *c, draft *d, uint32_t table)
{
	draft_action *last = NULL, *one;

	for (const node *n = first_action(&c->inputs[table]); n && (one = new_action(c, n, table)) != NULL; n = next_action(n)) {
		put_behind(d, last, one);
		last = one;
	}
}

/* ---- What an action says ---- */

static attribute_id
trigger_of(const node *n)
{
	attribute_id id = ATTRIBUTE_ANY_VARIANT;

	while (id <= ATTRIBUTE_ONLY_VARIANTS && !node_has(n, id))
		id++;
	return id;
}

static int
compare_words(const void *a, const void *b)
{
	return strcmp(a, b);
}

/* Types are a set. */
static void
put_types(combine *c, const char *rest)
{
	const void *words[LIST_MAX], *scratch[LIST_MAX];
	const char *at;
	size_t      n = 0, len;

	while (n < LIST_MAX && (at = grammar_next(&rest, &len)) != NULL)
		if ((words[n] = arena_copy(&c->memory, at, len)) != NULL)
			n++;
	sort_pointers(words, n, scratch, compare_words);
	for (size_t i = 0; i < n; i++)
		if (i == 0 || strcmp(words[i], words[i - 1]) != 0)
			combine_put(c, words[i], strlen(words[i]) + 1);
}

/* Actions that say the same have the same meaning. */
static meaning *
key_of(combine *c, const node *n, uint32_t table)
{
	attribute_id trigger = trigger_of(n);
	const char  *disposition = node_value(n, ATTRIBUTE_DISP);
	const char  *name = node_has(n, ATTRIBUTE_MATCH) ? node_value(n, ATTRIBUTE_MATCH) : node_value(n, ATTRIBUTE_NOT_MATCH);
	uint32_t     numbers[2] = { (uint32_t)trigger, n->target ? c->inputs[table].definitions[n->target->order].meaning : 0 };
	char         head[2] = { 'A', (char)(node_has(n, ATTRIBUTE_MATCH) + 2 * node_has(n, ATTRIBUTE_NOT_MATCH)) };
	meaning     *m;

	c->bytes.count = 0;
	combine_put(c, head, sizeof head);
	combine_put(c, numbers, sizeof numbers);
	combine_put(c, disposition, strlen(disposition) + 1);
	if (name && !n->target)
		combine_put(c, name, strlen(name));
	combine_put(c, "", 1);
	if (trigger <= ATTRIBUTE_ONLY_VARIANTS)
		put_types(c, node_value(n, trigger));
	m = c->memory.failed ? NULL : meaning_of(c, c->bytes.items, c->bytes.count);
	c->bytes.count = 0;
	return m;
}

static bool
is_disposition(const node *n, const char *disposition)
{
	return strcmp(node_value(n, ATTRIBUTE_DISP), disposition) == 0;
}

static bool
has_rule(const node *n)
{
	return node_has(n, ATTRIBUTE_MATCH) || node_has(n, ATTRIBUTE_NOT_MATCH);
}

static bool
has_word(const char *list, const char *word)
{
	const char *at;
	size_t      len;

	while (list && (at = grammar_next(&list, &len)) != NULL)
		if (strlen(word) == len && memcmp(word, at, len) == 0)
			return true;
	return false;
}

/* Whether labels get the disposition without it: RFC 7940, 7.6. */
static bool
is_default(const node *n)
{
	attribute_id trigger = trigger_of(n);
	const char  *types = trigger == ATTRIBUTE_ANY_VARIANT ? node_value(n, trigger) : "";

	if (has_rule(n))
		return false;
	return trigger > ATTRIBUTE_ONLY_VARIANTS ? is_disposition(n, "valid") : strcmp(types, node_value(n, ATTRIBUTE_DISP)) == 0 &&
	       (is_disposition(n, "invalid") || is_disposition(n, BLOCKED) || is_disposition(n, "allocatable"));
}

/* ---- Whom an action concerns ---- */

/* The types of variants of each table, as entries in the tree: "t", the table, and the type. */
static meaning *
type_entry(combine *c, uint32_t table, const char *type, size_t len)
{
	meaning *m;

	c->bytes.count = 0;
	combine_put(c, "T", 1);
	combine_put(c, &table, sizeof table);
	combine_put(c, type, len);
	m = c->memory.failed ? NULL : meaning_of(c, c->bytes.items, c->bytes.count);
	c->bytes.count = 0;
	return m;
}

static void
note_types(combine *c, uint32_t table)
{
	for (const node *n = c->inputs[table].table->data->first; n; n = n->next)
		for (const node *v = n->first; v; v = v->next) {
			const char *type = node_value(v, ATTRIBUTE_TYPE);
			meaning    *m = type ? type_entry(c, table, type, strlen(type)) : NULL;
			if (m)
				m->note = 1;
		}
}

/* Whether an action of one table can decide about a label of another one. */
static bool
concerns(combine *c, const node *n, uint32_t of, uint32_t table)
{
	attribute_id trigger = trigger_of(n);
	const char  *rest = trigger <= ATTRIBUTE_ONLY_VARIANTS ? node_value(n, trigger) : NULL, *at;
	bool         has = trigger > ATTRIBUTE_ONLY_VARIANTS;
	size_t       len;

	while (!has && rest && (at = grammar_next(&rest, &len)) != NULL) {
		const meaning *m = type_entry(c, table, at, len);
		has = m && m->note > 0;
	}
	if (!has)
		return false;
	return !node_has(n, ATTRIBUTE_MATCH) || !n->target || meaning_can_match(c, of, n->target, table);
}

/* ---- The lists of all ---- */

/* A list that grows: of an action that it has, the meaning leads to its place. */
typedef struct merged {
	draft_action **at;     /* by place */
	size_t         count;
	uint8_t       *tables; /* by place and table: it is one of the table's */
	size_t         room;
} merged;

/* A run of actions that only this table has goes behind what came before, as far as they refuse; else before what follows. */
static void
put_run(draft *d, draft_action *behind, draft_action *before, draft_action *run)
{
	draft_action *at = behind, *next;

	for (; run && run->node && is_disposition(run->node, "invalid"); run = next) {
		next = run->next;
		put_behind(d, at, run);
		at = run;
	}
	for (draft_action *one = at ? at->next : d->actions; run && one != before; one = one->next)
			at = one;
	for (; run; run = next) {
		next = run->next;
		put_behind(d, at, run);
		at = run;
	}
}

/* Take the actions of a table into the list. */
static void
merge_list(combine *c, draft *d, merged *m, uint32_t table)
{
	draft_action *behind = NULL, *run = NULL, *last = NULL;
	uint32_t      position = 0, number;

	/* Where each stands now. */
	for (draft_action *one = d->actions; one; one = one->next)
		one->position = ++position;
	for (const node *n = first_action(&c->inputs[table]); n && !c->memory.failed; n = next_action(n)) {
		meaning      *key = key_of(c, n, table);
		draft_action *one, *known = key && key->note ? m->at[key->note - 1] : NULL;
		if (!key)
			return;
		number = key->note ? key->note - 1 : (uint32_t)m->count;
		m->tables[number * c->count + table] = 1;
		if (known && known->position > (behind ? behind->position : 0)) {
			put_run(d, behind, known, run);
			run = last = NULL;
			behind = known;
		} else if (known && known->position > 0 && known != behind) {
			combine_report(c, IDNC_TABLE_V_SET_ACTION_ORDER, table, n, known->table, known->node, node_value(n, ATTRIBUTE_DISP));
		}
		if (known || !(one = new_action(c, n, table)))
			continue;
		if (last)
			last->next = one;
		else
			run = one;
		last = one;
		m->at[m->count++] = one;
		key->note = (uint32_t)m->count;
	}
	put_run(d, behind, NULL, run);
}

/* What only some tables have may decide about the labels of the others. */
static void
report_actions(combine *c, const merged *m)
{
	for (size_t i = 0; i < m->count; i++) {
		const draft_action *one = m->at[i];
		bool is_strict = c->operation == SET_INTERSECT && is_disposition(one->node, "invalid");
		for (uint32_t k = 0; !is_strict && !is_default(one->node) && k < c->count; k++)
			if (!m->tables[i * c->count + k] && concerns(c, one->node, one->table, k)) {
				combine_report(c, IDNC_TABLE_V_SET_ACTION, one->table, one->node, k, c->inputs[k].table->document.first,
				               node_value(one->node, ATTRIBUTE_DISP));
				break;
			}
	}
}

void
actions_combine(combine *c, draft *d)
{
	merged m = { 0 };

	for (uint32_t i = 0; i < c->count; i++) {
		note_types(c, i);
		for (const node *n = first_action(&c->inputs[i]); n; n = next_action(n))
			m.room++;
	}
	m.at = arena_get(&c->memory, m.room * sizeof(draft_action *));
	m.tables = arena_get(&c->memory, m.room * c->count);
	for (uint32_t i = 0; i < c->count && !c->memory.failed; i++)
		merge_list(c, d, &m, i);
	if (!c->memory.failed)
		report_actions(c, &m);
}

/* ---- Actions that are needed ---- */

/* Whether an action without a rule gives labels with any variant of the type the disposition. */
static bool
has_action(const draft *d, const char *disposition, const char *type)
{
	for (const draft_action *one = d->actions; one; one = one->next)
		if (one->node && !has_rule(one->node) && is_disposition(one->node, disposition) &&
		    has_word(node_value(one->node, ATTRIBUTE_ANY_VARIANT), type))
			return true;
	return false;
}

static void
add_action(combine *c, draft *d, draft_action *behind, const char *disposition, const char *type)
{
	draft_action *one = new_action(c, NULL, 0);
	uint32_t      table = d->table == ALL_TABLES ? 0 : d->table;

	if (!one)
		return;
	one->disposition = disposition;
	one->any_variant = type;
	put_behind(d, behind, one);
	combine_report(c, IDNC_TABLE_V_SET_ACTION_ADDED, table, NULL, 0, NULL, type);
}

/* Whether the table has actions of its own. */
static bool
has_own(const draft *d)
{
	for (const draft_action *one = d->actions; one; one = one->next)
		if (one->node)
			return true;
	return false;
}

void
actions_complete(combine *c, draft *d, bool has_out, bool has_blocked)
{
	draft_action *behind = NULL;

	if (has_out && !has_action(d, "invalid", OUT_OF_REPERTOIRE))
		add_action(c, d, NULL, "invalid", OUT_OF_REPERTOIRE);
	/* Without actions the default ones do it. */
	if (!has_blocked || !has_own(d) || has_action(d, BLOCKED, BLOCKED))
		return;
	for (draft_action *one = d->actions; one && (!one->node || is_disposition(one->node, "invalid")); one = one->next)
		behind = one;
	add_action(c, d, behind, BLOCKED, BLOCKED);
}
