/* SPDX-License-Identifier: MIT */
/* Looking into a table: numbers, and the entry of a code point. */
#include "tables/model.h"

#include <string.h>

/* ---- Numbers ---- */

static const char *
meta_text(const idnc_table *table, element kind)
{
	const node *n = node_find(table->meta, kind);

	return n ? n->text : "";
}

static void
count_data(const idnc_table *table, idnc_table_summary *out)
{
	for (const node *n = table->data->first; n; n = n->next) {
		if (n->kind == ELEMENT_RANGE)
			out->code_points += n->cp[1] - n->cp[0] + 1;
		else if (n->cps == 1)
			out->code_points++;
		else if (n->cps > 1)
			out->sequences++;
		out->variants += n->children;
	}
}

void
idnc_table_summary_get(const idnc_table *table, idnc_table_summary *out)
{
	const node *references = node_find(table->meta, ELEMENT_REFERENCES);

	*out = (idnc_table_summary){
		.version = meta_text(table, ELEMENT_VERSION),
		.date = meta_text(table, ELEMENT_DATE),
		.language = meta_text(table, ELEMENT_LANGUAGE),
		.scope = meta_text(table, ELEMENT_SCOPE),
		.unicode_version = meta_text(table, ELEMENT_UNICODE_VERSION),
		.description = meta_text(table, ELEMENT_DESCRIPTION),
		.references = references ? references->children : 0,
	};
	count_data(table, out);
	for (const node *n = table->rules ? table->rules->first : NULL; n; n = n->next) {
		out->classes += (BIT(n->kind) & CLASSES) != 0;
		out->rules += n->kind == ELEMENT_RULE;
		out->actions += n->kind == ELEMENT_ACTION;
	}
}

/* ---- Entries ---- */

static const char *
value_or_empty(const node *n, attribute_id id)
{
	const char *text = node_value(n, id);

	return text ? text : "";
}

idnc_table_entry
node_entry(const node *n)
{
	bool is_range = n->kind == ELEMENT_RANGE;

	return (idnc_table_entry){
		.cp = n->cp,
		.len = is_range ? 1 : n->cps,
		.last = is_range ? n->cp[1] : 0,
		.line = n->line,
		.variants = n->children,
		.type = value_or_empty(n, ATTRIBUTE_TYPE),
		.when = value_or_empty(n, ATTRIBUTE_WHEN),
		.not_when = value_or_empty(n, ATTRIBUTE_NOT_WHEN),
		.tags = value_or_empty(n, ATTRIBUTE_TAG),
		.references = value_or_empty(n, ATTRIBUTE_REF),
		.comment = value_or_empty(n, ATTRIBUTE_COMMENT),
		.node = n,
	};
}

static bool
is_entry(const node *n, const uint32_t *cp, size_t len)
{
	if (n->kind == ELEMENT_RANGE)
		return len == 1 && n->cp[0] <= *cp && *cp <= n->cp[1];
	return n->cps == len && (len == 0 || memcmp(n->cp, cp, len * sizeof *cp) == 0);
}

bool
idnc_table_entry_find(const idnc_table *table, const uint32_t *cp, size_t len, idnc_table_entry *out)
{
	const node *n = table->data->first;

	while (n && !is_entry(n, cp, len))
		n = n->next;
	if (n)
		*out = node_entry(n);
	return n != NULL;
}

bool
idnc_table_entry_variant(const idnc_table_entry *of, size_t index, idnc_table_entry *out)
{
	const node *n = ((const node *)of->node)->first;

	while (n && index-- > 0)
		n = n->next;
	if (n)
		*out = node_entry(n);
	return n != NULL;
}
