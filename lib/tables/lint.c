/* SPDX-License-Identifier: MIT */
/* Doubts about a table: what it may say, but hardly means.  Its variants are looked at in lint_variants.c. */
#include "tables/lint.h"

#include <string.h>

#include "idncheck/unicode.h"

/* ---- Words: tags, types, and who uses them ---- */

static int
compare_words(const void *a, const void *b)
{
	return strcmp(((const lint_word *)a)->text, ((const lint_word *)b)->text);
}

/* Add the words of an attribute of the nodes below n that are of these kinds. */
static void
collect(lint *l, lint_words *list, const node *n, uint64_t kinds, attribute_id id)
{
	const char *rest = kinds & BIT(n->kind) ? node_value(n, id) : NULL, *at;
	size_t      len;

	while (rest && (at = grammar_next(&rest, &len)) != NULL) {
		lint_word   *one = arena_get(&l->memory, sizeof *one);
		const void **room = one ? array_add(&list->list, &l->memory, 1) : NULL;
		if (!room)
			return;
		*one = (lint_word){ arena_copy(&l->memory, at, len), n };
		*room = one;
	}
	for (const node *child = n->first; child; child = child->next)
		collect(l, list, child, kinds, id);
}

static const lint_word *
word_at(const lint_words *list, size_t i)
{
	return ((const void *const *)list->list.items)[i];
}

/* Sort the words and keep the first of each. */
static void
settle(lint *l, lint_words *list)
{
	const void **items = list->list.items;
	const void **scratch = arena_get(&l->memory, list->list.count * sizeof *scratch);
	size_t       kept = 0;

	if (l->memory.failed)
		return;
	sort_pointers(items, list->list.count, scratch, compare_words);
	for (size_t i = 0; i < list->list.count; i++)
		if (kept == 0 || compare_words(items[kept - 1], items[i]) != 0)
			items[kept++] = items[i];
	list->list.count = kept;
}

static bool
has_word(const lint_words *list, const char *text)
{
	size_t low = 0, high = list->list.count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int    order = strcmp(word_at(list, middle)->text, text);
		if (order == 0)
			return true;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return false;
}

/* A finding for each word of one list that the other lacks. */
static void
report_missing(lint *l, const lint_words *list, const lint_words *other, idnc_table_status status)
{
	for (size_t i = 0; i < list->list.count; i++)
		if (!has_word(other, word_at(list, i)->text))
			node_report(&l->journal, status, word_at(list, i)->node, word_at(list, i)->text);
}

/* RFC 7940, 5.5 and 6.2.2 */
static void
check_tags(lint *l)
{
	collect(l, &l->given_tags, l->table->data, IN(CHAR) | IN(RANGE), ATTRIBUTE_TAG);
	if (l->table->rules)
		collect(l, &l->asked_tags, l->table->rules, IN(CLASS), ATTRIBUTE_FROM_TAG);
	settle(l, &l->given_tags);
	settle(l, &l->asked_tags);
	report_missing(l, &l->asked_tags, &l->given_tags, IDNC_TABLE_V_TAG_UNKNOWN);
	report_missing(l, &l->given_tags, &l->asked_tags, IDNC_TABLE_V_TAG_UNUSED);
}

/* RFC 7940, 7.2 and 7.6: the default actions, too, speak of types. */
static void
check_types(lint *l)
{
	static const char *const defaults[] = { "invalid", "blocked", "allocatable", "activated" };
	static const attribute_id triggers[] = { ATTRIBUTE_ANY_VARIANT, ATTRIBUTE_ALL_VARIANTS, ATTRIBUTE_ONLY_VARIANTS };

	collect(l, &l->given_types, l->table->data, IN(VAR), ATTRIBUTE_TYPE);
	for (size_t i = 0; l->table->rules && i < sizeof triggers / sizeof *triggers; i++)
		collect(l, &l->asked_types, l->table->rules, IN(ACTION), triggers[i]);
	settle(l, &l->given_types);
	settle(l, &l->asked_types);
	report_missing(l, &l->asked_types, &l->given_types, IDNC_TABLE_V_TYPE_UNKNOWN);
	for (size_t i = 0; i < l->given_types.list.count; i++) {
		const lint_word *one = word_at(&l->given_types, i);
		bool        is_default = false;
		for (size_t k = 0; k < sizeof defaults / sizeof *defaults; k++)
			is_default |= strcmp(one->text, defaults[k]) == 0;
		if (!is_default && !has_word(&l->asked_types, one->text))
			node_report(&l->journal, IDNC_TABLE_V_TYPE_UNHANDLED, one->node, one->text);
	}
}

/* ---- References, rules and classes ---- */

/* RFC 7940, 5.4.1 */
static void
check_refs(lint *l, const node *n)
{
	const char *rest = node_value(n, ATTRIBUTE_REF), *at;
	size_t      len;

	while (rest && (at = grammar_next(&rest, &len)) != NULL) {
		char id[XML_VALUE_MAX + 1];
		memcpy(id, at, len);
		id[len] = '\0';
		if (!dictionary_find(&l->table->reference_ids, id))
			node_report(&l->journal, IDNC_TABLE_V_REF_UNDECLARED, n, id);
	}
	for (const node *child = n->first; child; child = child->next)
		check_refs(l, child);
}

static void
mark_used(lint *l, const node *n)
{
	if (n->target)
		l->used[n->target->order] = true;
	for (const node *child = n->first; child; child = child->next)
		mark_used(l, child);
}

/*
 * RFC 7940, 6.2 and 6.3: what only unused rules and classes refer to is unused as well.  References
 * go backwards, so that from the end every element is decided before those that it refers to.
 */
static void
check_used(lint *l)
{
	const node  *rules = l->table->rules;
	const node **list = rules && rules->first ? arena_get(&l->memory, rules->children * sizeof *list) : NULL;
	size_t       count = 0;

	if (!list || !(l->used = arena_get(&l->memory, rules->children)))
		return;
	mark_used(l, l->table->data);
	for (const node *n = rules->first; n; n = n->next)
		list[count++] = n;
	for (size_t i = count; i-- > 0;)
		if (list[i]->kind == ELEMENT_ACTION || l->used[list[i]->order])
			mark_used(l, list[i]);
	for (const node *n = rules->first; n; n = n->next)
		if (n->kind != ELEMENT_ACTION && !l->used[n->order])
			node_report(&l->journal, n->kind == ELEMENT_RULE ? IDNC_TABLE_V_RULE_UNUSED : IDNC_TABLE_V_CLASS_UNUSED, n,
			            node_value(n, ATTRIBUTE_NAME));
}

/* ---- Actions ---- */

static attribute_id
trigger_of(const node *action)
{
	for (attribute_id id = ATTRIBUTE_ANY_VARIANT; id <= ATTRIBUTE_ONLY_VARIANTS; id++)
		if (node_has(action, id))
			return id;
	return ATTRIBUTE_KINDS;
}

/* Every word of one list is in the other. */
static bool
is_subset(const char *list, const char *other)
{
	const char *at;
	size_t      len;

	while ((at = grammar_next(&list, &len)) != NULL) {
		const char *rest = other, *one;
		size_t      other_len;
		bool        found = false;
		while (!found && (one = grammar_next(&rest, &other_len)) != NULL)
			found = other_len == len && memcmp(one, at, len) == 0;
		if (!found)
			return false;
	}
	return true;
}

static bool
has_rule(const node *action)
{
	return node_has(action, ATTRIBUTE_MATCH) || node_has(action, ATTRIBUTE_NOT_MATCH);
}

/* Whether every label that triggers the later action triggers the earlier one.  RFC 7940, 7.4 */
static bool
is_covered(const node *later, const node *earlier)
{
	attribute_id mine = trigger_of(later), other = trigger_of(earlier);

	/* A rule that is not defined, which the lenient option allows, covers nothing. */
	if (has_rule(earlier) && (!earlier->target || earlier->target != later->target ||
	                          node_has(earlier, ATTRIBUTE_MATCH) != node_has(later, ATTRIBUTE_MATCH)))
		return false;
	if (other == ATTRIBUTE_KINDS)
		return true;
	if (mine == ATTRIBUTE_KINDS || !is_subset(node_value(later, mine), node_value(earlier, other)))
		return false;
	/* All of a non-empty set of types are in the list: then any is.  Only: then all are. */
	return mine >= other;
}

/* Whether no label is left behind the action: it has no condition, or that which an earlier one negates. */
static bool
is_last(const node *action, const node *const *earlier, size_t count)
{
	if (trigger_of(action) != ATTRIBUTE_KINDS)
		return false;
	for (size_t i = 0; action->target && i < count; i++)
		if (earlier[i]->target == action->target && trigger_of(earlier[i]) == ATTRIBUTE_KINDS &&
		    node_has(earlier[i], ATTRIBUTE_MATCH) != node_has(action, ATTRIBUTE_MATCH))
			return true;
	return !has_rule(action);
}

/* None of its types is one of a variant. */
static bool
is_idle(const lint *l, const node *action)
{
	attribute_id id = trigger_of(action);
	const char  *rest = id < ATTRIBUTE_KINDS ? node_value(action, id) : "", *at;
	size_t       len;

	while ((at = grammar_next(&rest, &len)) != NULL) {
		char text[XML_VALUE_MAX + 1];
		memcpy(text, at, len);
		text[len] = '\0';
		if (has_word(&l->given_types, text))
			return false;
	}
	return id < ATTRIBUTE_KINDS;
}

/* Less than a doubt: many tables share one list of actions, and not all have all types. */
static void
report_idle(lint *l, const node *action)
{
	const char *name = node_value(action, ATTRIBUTE_DISP);

	journal_add_as(&l->journal, IDNC_SEVERITY_NOTE,
	               (idnc_table_finding){ .code = IDNC_TABLE_V_ACTION_UNREACHED, .line = action->line,
	                                     .column = action->column }, name, strlen(name));
}

enum { ACTIONS_MAX = 1000 }; /* compared pair by pair; tables in use have 12 */

static void
check_actions(lint *l)
{
	const node *actions[ACTIONS_MAX], *n = l->table->rules ? l->table->rules->first : NULL;
	size_t      count = 0;
	bool        is_over = false; /* no label is left */

	for (; n && count < ACTIONS_MAX; n = n->next) {
		bool is_reached = !is_over;
		if (n->kind != ELEMENT_ACTION)
			continue;
		for (size_t i = 0; is_reached && i < count; i++)
			is_reached = !is_covered(n, actions[i]);
		if (!is_reached)
			node_report(&l->journal, IDNC_TABLE_V_ACTION_UNREACHED, n, node_value(n, ATTRIBUTE_DISP));
		else if (is_idle(l, n))
			report_idle(l, n);
		is_over = is_over || is_last(n, actions, count);
		actions[count++] = n;
	}
	/* A table without actions means the default ones. */
	if (!n && count > 0 && !is_over)
		node_report(&l->journal, IDNC_TABLE_V_ACTION_LAST, actions[count - 1], NULL);
}

/* ---- Code points ---- */

/* RFC 5892, 2 and 3.  In a range, the first one is named. */
static bool
is_allowed(uint32_t cp)
{
	idnc_properties p;

	return idnc_properties_find(cp, &p) == IDNC_OK && p.derived > IDNC_DERIVED_DISALLOWED;
}

static void
check_code_points(lint *l, const node *n)
{
	uint32_t first = n->cps > 0 ? n->cp[0] : 0;

	if (n->kind == ELEMENT_RANGE) {
		for (uint32_t cp = first; cp <= n->cp[1]; cp++)
			if (!is_allowed(cp)) {
				node_report_cp(&l->journal, IDNC_TABLE_V_DISALLOWED, n, NULL);
				break;
			}
		return;
	}
	for (size_t i = 0; i < n->cps; i++)
		if (!is_allowed(n->cp[i])) {
			node_report_cp(&l->journal, IDNC_TABLE_V_DISALLOWED, n, NULL);
			break;
		}
	if (idnc_nfc_check(n->cp, n->cps, NULL) == IDNC_V_NOT_NFC)
		node_report_cp(&l->journal, IDNC_TABLE_V_NOT_NFC, n, NULL);
}

static void
check_data(lint *l)
{
	for (const node *n = l->table->data->first; n; n = n->next) {
		check_code_points(l, n);
		for (const node *v = n->first; v; v = v->next)
			if (v->cps == 0 || n->cps == 0)
				node_report_cp(&l->journal, IDNC_TABLE_V_NULL_VARIANT, v, NULL);
	}
}

static void
check_references(lint *l)
{
	check_refs(l, &l->table->document);
}

static void (*const checks[])(lint *l) = {
	check_data, lint_variants, check_references, check_tags, check_types, check_used, lint_classes, check_actions,
};

idnc_table_status
idnc_table_lint(const idnc_table *table, idnc_table_findings *findings)
{
	lint        l = { .table = table, .journal = journal_begin(findings), .memory = { .alloc = table->memory.alloc } };
	lint_words *lists[] = { &l.given_tags, &l.asked_tags, &l.given_types, &l.asked_types };

	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
		lists[i]->list.item = sizeof(void *);
	for (size_t i = 0; i < sizeof checks / sizeof *checks && !l.memory.failed; i++)
		checks[i](&l);
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
		array_free(&lists[i]->list, &l.memory);
	arena_free(&l.memory);
	return l.memory.failed ? IDNC_TABLE_E_MEMORY : IDNC_TABLE_OK;
}
