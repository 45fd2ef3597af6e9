/* SPDX-License-Identifier: MIT */
/* Comparing meta data, as texts.  RFC 7940, 4.3 */
#include "tables/comparison.h"

#include <string.h>

/* What is compared of the children of meta, and whether there may be several of them. */
static const struct field {
	element      kind;
	attribute_id attribute; /* ATTRIBUTE_KINDS: the text alone counts */
	bool         is_list;
} fields[] = {
	{ ELEMENT_VERSION, ATTRIBUTE_KINDS, false },
	{ ELEMENT_DATE, ATTRIBUTE_KINDS, false },
	{ ELEMENT_LANGUAGE, ATTRIBUTE_KINDS, true },
	{ ELEMENT_SCOPE, ATTRIBUTE_SCOPE_TYPE, true },
	{ ELEMENT_VALIDITY_START, ATTRIBUTE_KINDS, false },
	{ ELEMENT_VALIDITY_END, ATTRIBUTE_KINDS, false },
	{ ELEMENT_UNICODE_VERSION, ATTRIBUTE_KINDS, false },
	{ ELEMENT_DESCRIPTION, ATTRIBUTE_KINDS, false },
	{ ELEMENT_REFERENCE, ATTRIBUTE_KINDS, true },
};

/* The next node of a field, behind `before`; NULL: the first one. */
static const node *
next_of(const idnc_table *document, const struct field *f, const node *before)
{
	const node *n = before ? before->next : NULL;

	if (!before) {
		const node *parent = f->kind == ELEMENT_REFERENCE ? node_find(document->meta, ELEMENT_REFERENCES) : document->meta;
		n = parent ? parent->first : NULL;
	}
	while (n && n->kind != f->kind)
		n = n->next;
	return n;
}

static bool
is_same(const struct field *f, const node *a, const node *b)
{
	const char *x = f->attribute < ATTRIBUTE_KINDS ? node_value(a, f->attribute) : NULL;
	const char *y = f->attribute < ATTRIBUTE_KINDS ? node_value(b, f->attribute) : NULL;

	return strcmp(a->text, b->text) == 0 && strcmp(x ? x : "", y ? y : "") == 0;
}

static void
report(compare *c, const struct field *f, const node *first, const node *second)
{
	const node     *nodes[] = { first, second };
	idnc_difference d = { .aspect = IDNC_ASPECT_METADATA, .group = c->groups++, .field = grammar_elements[f->kind].name };

	for (size_t side = 0; side < 2; side++)
		if (nodes[side]) {
			d.has[side] = true;
			d.name[side] = arena_copy(&c->out->memory, nodes[side]->text, strlen(nodes[side]->text));
			d.line[side] = nodes[side]->line;
		}
	compare_add(c, d);
}

/* A field that stands there once. */
static void
compare_field(compare *c, const struct field *f)
{
	const node *first = next_of(c->sides[0].table, f, NULL), *second = next_of(c->sides[1].table, f, NULL);

	if ((first || second) && !(first && second && is_same(f, first, second)))
		report(c, f, first, second);
}

/* What one table's list has and the other's has not. */
static void
compare_list(compare *c, const struct field *f)
{
	for (size_t side = 0; side < 2; side++)
		for (const node *n = next_of(c->sides[side].table, f, NULL); n; n = next_of(c->sides[side].table, f, n)) {
			const node *other = next_of(c->sides[!side].table, f, NULL);
			while (other && !is_same(f, n, other) && budget_pay(&c->budget, 1))
				other = next_of(c->sides[!side].table, f, other);
			if (!other)
				report(c, f, side == 0 ? n : NULL, side == 0 ? NULL : n);
		}
}

void
compare_metadata(compare *c)
{
	for (size_t i = 0; i < sizeof fields / sizeof *fields && !c->out->memory.failed; i++) {
		if (fields[i].is_list)
			compare_list(c, &fields[i]);
		else
			compare_field(c, &fields[i]);
	}
}
