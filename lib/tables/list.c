/* SPDX-License-Identifier: MIT */
/* Going through a table: its entries and its actions, in the order of the document. */
#include "tables/model.h"

/* The next node of a kind, from one on. */
static const node *
find_kind(const node *n, uint64_t kinds)
{
	while (n && !(BIT(n->kind) & kinds))
		n = n->next;
	return n;
}

bool
idnc_table_entry_next(const idnc_table *table, idnc_table_entry *one)
{
	const node *n = one->node ? ((const node *)one->node)->next : table->data->first;

	n = find_kind(n, BIT(ELEMENT_CHAR) | BIT(ELEMENT_RANGE));
	if (n)
		*one = node_entry(n);
	return n != NULL;
}

static const char *
value_or_empty(const node *n, attribute_id id)
{
	const char *text = node_value(n, id);

	return text ? text : "";
}

bool
idnc_table_action_next(const idnc_table *table, idnc_table_action *action)
{
	const node *n = action->node ? ((const node *)action->node)->next : table->rules ? table->rules->first : NULL;

	n = find_kind(n, BIT(ELEMENT_ACTION));
	if (!n)
		return false;
	*action = (idnc_table_action){
		.disposition = value_or_empty(n, ATTRIBUTE_DISP),
		.match = value_or_empty(n, ATTRIBUTE_MATCH),
		.not_match = value_or_empty(n, ATTRIBUTE_NOT_MATCH),
		.any_variant = value_or_empty(n, ATTRIBUTE_ANY_VARIANT),
		.all_variants = value_or_empty(n, ATTRIBUTE_ALL_VARIANTS),
		.only_variants = value_or_empty(n, ATTRIBUTE_ONLY_VARIANTS),
		.line = n->line,
		.node = n,
	};
	return true;
}
