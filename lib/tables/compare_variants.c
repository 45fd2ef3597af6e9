/* SPDX-License-Identifier: MIT */
/* Comparing variants: which of them both tables have, and where.  RFC 7940, 5.3 */
#include "tables/comparison.h"

#include <string.h>

/* The variants of an element with one target, in both tables. */
typedef struct bundle {
	const common        *of;
	const block_variant *first[2];
	size_t               count[2];
	uint64_t             taken[2]; /* those that have a partner */
} bundle;

static condition
condition_of(const block_variant *v)
{
	return (condition){ v->condition, v->rule };
}

/* The k-th var of an element's node that has this target, in the order of the document. */
static const node *
find_var(const compare *c, size_t side, const bundle *b, size_t k)
{
	const block_element *e = b->of->element[side];
	const node          *n = compare_node(c, side, compare_text(c, side, e->text), e->len);
	node                 key = { .cp = compare_text(c, side, b->first[side]->text), .cps = b->first[side]->len };

	for (n = n ? n->first : NULL; n; n = n->next)
		if (node_compare(n, &key) == 0 && k-- == 0)
			return n;
	return NULL;
}

/* What a difference says of one of a bundle's variants, whichever table has it. */
static void
describe(compare *c, const bundle *b, size_t side, size_t k, idnc_difference *d)
{
	const block_variant *v = b->first[side] + k;
	const node          *n = find_var(c, side, b, k);
	const char          *rule = NULL;

	if (!d->source) {
		d->source_len = b->of->element[side]->len;
		d->source = compare_keep(c, compare_text(c, side, b->of->element[side]->text), d->source_len);
		d->target_len = v->len;
		d->target = compare_keep(c, compare_text(c, side, v->text), v->len);
	}
	d->line[side] = n ? n->line : 0;
	if (d->aspect != IDNC_ASPECT_VARIANT_CONTEXT) {
		d->name[side] = v->type == BLOCK_NO_TYPE ? NULL
		                                         : compare_string(c, side, ((const uint32_t *)TABLE_AT(
										   c->sides[side].block, TYPES))[v->type]);
		return;
	}
	if (v->condition != BLOCK_ALWAYS && v->rule != BLOCK_NO_RULE)
		rule = compare_string(c, side, c->sides[side].t.rules[v->rule].name);
	else if (n && v->condition != BLOCK_ALWAYS)
		rule = node_value(n, v->condition == BLOCK_WHEN ? ATTRIBUTE_WHEN : ATTRIBUTE_NOT_WHEN);
	d->name[side] = rule;
	d->is_negated[side] = v->condition == BLOCK_NOT_WHEN;
}

/* ---- Variants that one table lacks ---- */

/* Whether a table has all code points of a variant, and the element that the other table has there. */
static bool
has_target(const compare *c, size_t side, const block_variant *v)
{
	const uint32_t *cp = compare_text(c, !side, v->text);

	for (size_t i = 0; i < v->len; i++)
		if (!table_point(&c->sides[side].t, cp[i]))
			return false;
	return v->len == 0 || compare_node(c, side, cp, v->len) || !compare_node(c, !side, cp, v->len);
}

static void
add_lone(compare *c, const bundle *b, size_t side, size_t k, uint32_t group)
{
	idnc_difference d = { .aspect = IDNC_ASPECT_VARIANT, .group = group };

	d.has[side] = true;
	d.follows = !has_target(c, !side, b->first[side] + k);
	describe(c, b, side, k, &d);
	if (!c->out->memory.failed) {
		const demand demands[] = { { 0, element_condition(b->of, 0) }, { 1, element_condition(b->of, 1) },
			                   { side, condition_of(b->first[side] + k) } };
		compare_show(c, &d, demands, 3);
		compare_add(c, d);
	}
}

/* ---- Variants that both have ---- */

static const answer *
ask(compare *c, const bundle *b, size_t i, size_t k)
{
	condition conditions[2] = { condition_of(b->first[0] + i), condition_of(b->first[1] + k) };

	return compare_ask(c, conditions, b->of);
}

static bool
is_same(compare *c, const bundle *b, size_t i, size_t k)
{
	const answer *a = b->first[0][i].condition == BLOCK_ALWAYS && b->first[1][k].condition == BLOCK_ALWAYS
	                          ? NULL
	                          : ask(c, b, i, k);

	return !a || answer_is_same(a);
}

static void
add_mapping(compare *c, bundle *b, size_t i, size_t k)
{
	mapping *room = array_add(&c->mappings, &c->memory, 1);

	b->taken[0] |= UINT64_C(1) << i;
	b->taken[1] |= UINT64_C(1) << k;
	if (room)
		*room = (mapping){ b->of->text.number, { b->first[0] + i, b->first[1] + k } };
}

/* Two variants to one target whose contexts differ. */
static void
add_unlike(compare *c, bundle *b, size_t i, size_t k)
{
	idnc_difference d = { .aspect = IDNC_ASPECT_VARIANT_CONTEXT };
	const answer   *a = ask(c, b, i, k);
	condition       conditions[2] = { condition_of(b->first[0] + i), condition_of(b->first[1] + k) };

	describe(c, b, 0, i, &d);
	describe(c, b, 1, k, &d);
	if (a && !c->out->memory.failed)
		compare_report(c, a, conditions, d);
	add_mapping(c, b, i, k);
}

static bool
is_taken(const bundle *b, size_t side, size_t k)
{
	return b->taken[side] >> k & 1;
}

/* Those with equal contexts are partners; then the others, in order; what is left, one table lacks. */
static void
compare_bundle(compare *c, bundle *b, const uint32_t groups[2])
{
	for (size_t i = 0; i < b->count[0]; i++)
		for (size_t k = 0; k < b->count[1] && !is_taken(b, 0, i); k++)
			if (!is_taken(b, 1, k) && is_same(c, b, i, k))
				add_mapping(c, b, i, k);
	for (size_t i = 0; i < b->count[0]; i++)
		for (size_t k = 0; k < b->count[1] && !is_taken(b, 0, i); k++)
			if (!is_taken(b, 1, k))
				add_unlike(c, b, i, k);
	for (size_t side = 0; side < 2; side++)
		for (size_t k = 0; k < b->count[side]; k++)
			if (!is_taken(b, side, k))
				add_lone(c, b, side, k, groups[side]);
}

static int
compare_targets(const compare *c, const block_variant *first, const block_variant *second)
{
	node a = { .cp = compare_text(c, 0, first->text), .cps = first->len };
	node b = { .cp = compare_text(c, 1, second->text), .cps = second->len };

	return node_compare(&a, &b);
}

/* How many variants from one on have its target. */
static size_t
count_alike(const compare *c, size_t side, const block_variant *v, const block_variant *end)
{
	size_t n = 1;

	while (v + n < end && v[n].len == v->len &&
	       (v->len == 0 || memcmp(compare_text(c, side, v->text), compare_text(c, side, v[n].text),
	                              v->len * sizeof(uint32_t)) == 0))
		n++;
	return n;
}

static void
compare_element(compare *c, const common *one, const uint32_t groups[2])
{
	const block_variant *at[2], *end[2];

	for (size_t side = 0; side < 2; side++) {
		at[side] = c->sides[side].t.variants + one->element[side]->variant;
		end[side] = at[side] + one->element[side]->variants;
	}
	while ((at[0] < end[0] || at[1] < end[1]) && !c->memory.failed && !c->out->memory.failed) {
		bundle b = { .of = one, .first = { at[0], at[1] } };
		int    order = at[0] == end[0] ? 1 : at[1] == end[1] ? -1 : compare_targets(c, at[0], at[1]);
		if (order <= 0)
			b.count[0] = count_alike(c, 0, at[0], end[0]);
		if (order >= 0)
			b.count[1] = count_alike(c, 1, at[1], end[1]);
		compare_bundle(c, &b, groups);
		at[0] += b.count[0];
		at[1] += b.count[1];
	}
}

void
compare_variants(compare *c)
{
	uint32_t groups[2] = { c->groups, c->groups + 1 };

	c->groups += 2;
	for (size_t i = 0; i < c->commons.count && !c->memory.failed && !c->out->memory.failed; i++)
		compare_element(c, (common *)c->commons.items + i, groups);
}
