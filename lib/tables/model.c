/* SPDX-License-Identifier: MIT */
/* A table in memory: looking things up. */
#include "tables/model.h"

#include <string.h>

const char *
node_value(const node *n, attribute_id id)
{
	for (size_t i = 0; i < n->attributes; i++)
		if (n->attribute[i].id == id)
			return n->attribute[i].value;
	return NULL;
}

bool
node_has(const node *n, attribute_id id)
{
	return node_value(n, id) != NULL;
}

int
node_compare(const void *a, const void *b)
{
	const node *x = a, *y = b;

	for (size_t i = 0; i < x->cps && i < y->cps; i++)
		if (x->cp[i] != y->cp[i])
			return x->cp[i] < y->cp[i] ? -1 : 1;
	return (x->cps > y->cps) - (x->cps < y->cps);
}

const node *
node_find(const node *parent, element kind)
{
	for (const node *n = parent ? parent->first : NULL; n; n = n->next)
		if (n->kind == kind)
			return n;
	return NULL;
}

static int
compare_entries(const void *a, const void *b)
{
	return strcmp(((const entry *)a)->key, ((const entry *)b)->key);
}

void
dictionary_make(dictionary *d, arena *memory, const node *parent, uint64_t kinds, attribute_id id)
{
	const void **entries, **scratch;
	size_t       n = 0;

	for (node *child = parent ? parent->first : NULL; child; child = child->next)
		n += (kinds & BIT(child->kind)) != 0;
	entries = arena_get(memory, n * sizeof *entries);
	scratch = arena_get(memory, n * sizeof *scratch);
	if (!entries || !scratch)
		return;
	n = 0;
	for (node *child = parent ? parent->first : NULL; child; child = child->next) {
		const char *key = kinds & BIT(child->kind) ? node_value(child, id) : NULL;
		entry      *one = key ? arena_get(memory, sizeof *one) : NULL;
		if (!one)
			continue;
		*one = (entry){ key, child };
		entries[n++] = one;
	}
	sort_pointers(entries, n, scratch, compare_entries);
	*d = (dictionary){ entries, n };
}

static const entry *
entry_at(const dictionary *d, size_t i)
{
	return d->entries[i];
}

node *
dictionary_find(const dictionary *d, const char *key)
{
	size_t low = 0, high = d->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (strcmp(entry_at(d, middle)->key, key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < d->count && strcmp(entry_at(d, low)->key, key) == 0 ? entry_at(d, low)->node : NULL;
}

void
node_report(journal *j, idnc_table_status code, const node *n, const char *detail)
{
	journal_add(j, code, n->line, n->column, detail, detail ? strlen(detail) : 0);
}

void
node_report_cp(journal *j, idnc_table_status code, const node *n, const node *other)
{
	char detail[IDNC_TABLE_DETAIL_MAX + 1];

	journal_add_as(j, idnc_table_explain_find(code)->severity,
	               (idnc_table_finding){ .code = code, .line = n->line, .column = n->column,
	                                     .other = other ? other->line : 0 },
	               detail, journal_code_points(n->cp, n->cps, detail));
}
