/* SPDX-License-Identifier: MIT */
/*
 * Doubts about variants: RFC 7940, 5.3, wants the relation symmetric and transitive, contexts
 * included, but implies nothing: all mappings are written out.
 */
#include "tables/lint.h"

#include <string.h>

/* A char, and its variants by target. */
typedef struct source {
	const node        *node;
	const void *const *variants;
	size_t             count;
} source;

typedef struct sources {
	const void **items; /* of source, by code points */
	size_t       count;
	uint64_t    *ranged; /* code points that stand in a range, as bits */
} sources;

enum { RANGED_WORDS = 0x110000 / 64, REPORTED_MAX = 64 };

static int
compare_sources(const void *a, const void *b)
{
	return node_compare(((const source *)a)->node, ((const source *)b)->node);
}

static const source *
source_of(lint *l, const node *n)
{
	source      *s = arena_get(&l->memory, sizeof *s);
	const void **list = arena_get(&l->memory, n->children * sizeof *list);
	const void **scratch = arena_get(&l->memory, n->children * sizeof *scratch);

	if (l->memory.failed)
		return NULL;
	*s = (source){ n, list, 0 };
	for (const node *v = n->first; v; v = v->next)
		list[s->count++] = v;
	sort_pointers(list, s->count, scratch, node_compare);
	return s;
}

static void
gather(lint *l, sources *all)
{
	const node  *data = l->table->data;
	const void **scratch = arena_get(&l->memory, data->children * sizeof *scratch);

	all->items = arena_get(&l->memory, data->children * sizeof *all->items);
	all->ranged = arena_get(&l->memory, RANGED_WORDS * sizeof *all->ranged);
	for (const node *n = data->first; n && !l->memory.failed; n = n->next) {
		if (n->kind == ELEMENT_CHAR)
			all->items[all->count++] = source_of(l, n);
		else
			for (uint32_t cp = n->cp[0]; cp <= n->cp[1]; cp++)
				all->ranged[cp / 64] |= UINT64_C(1) << cp % 64;
	}
	if (!l->memory.failed)
		sort_pointers(all->items, all->count, scratch, compare_sources);
}

/* The char with the code points of n; NULL when there is none. */
static const source *
find_source(const sources *all, const node *n)
{
	size_t low = 0, high = all->count;

	while (low < high) {
		size_t        middle = low + (high - low) / 2;
		const source *s = all->items[middle];
		int           order = node_compare(s->node, n);
		if (order == 0)
			return s;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

/* The first of the variants of a source with the code points of n, which follow each other. */
static size_t
find_variant(const source *s, const node *n)
{
	size_t low = 0, high = s->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (node_compare(s->variants[middle], n) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool
is_variant(const source *s, size_t i, const node *n)
{
	return i < s->count && node_compare(s->variants[i], n) == 0;
}

/* Whether the table lists what a variant can be made of; nothing can be, of nothing. */
static bool
is_listed(const sources *all, const node *variant)
{
	uint64_t reached = 1; /* places behind listed elements */

	for (uint32_t at = 0; at < variant->cps; at++)
		for (uint32_t len = 1; reached >> at & 1 && len <= variant->cps - at; len++) {
			const uint32_t *cp = variant->cp + at;
			const node      part = { .cp = cp, .cps = len };
			if ((len == 1 && all->ranged[*cp / 64] >> *cp % 64 & 1) || find_source(all, &part))
				reached |= BIT(at + len);
		}
	return reached >> variant->cps & 1;
}

static bool
has_context(const node *n)
{
	return node_has(n, ATTRIBUTE_WHEN) || node_has(n, ATTRIBUTE_NOT_WHEN);
}

static bool
is_same_context(const node *a, const node *b)
{
	return has_context(a) == has_context(b) && a->target == b->target &&
	       node_has(a, ATTRIBUTE_WHEN) == node_has(b, ATTRIBUTE_WHEN);
}

/* RFC 7940, 5.3 and 5.3.5 */
static void
check_reverse(lint *l, const sources *all, const source *s, const node *variant)
{
	const source *back = find_source(all, variant);
	bool          found = false;
	size_t        i;

	if (!back) {
		node_report_cp(&l->journal, is_listed(all, variant) ? IDNC_TABLE_V_ASYMMETRIC : IDNC_TABLE_V_TARGET_UNLISTED,
		               variant, NULL);
		return;
	}
	i = find_variant(back, s->node);
	if (!is_variant(back, i, s->node)) {
		node_report_cp(&l->journal, IDNC_TABLE_V_ASYMMETRIC, variant, back->node);
		return;
	}
	for (; !found && is_variant(back, i, s->node); i++)
		found = is_same_context(back->variants[i], variant);
	if (!found)
		node_report_cp(&l->journal, IDNC_TABLE_V_CONTEXT_DIFFERS, variant, back->node);
}

/*
 * Whether s has the mapping to the target of `second` that two steps with these contexts amount to.
 *
 *   at  the first variant of s that does not come before that target
 */
static bool
has_composed(const source *s, size_t at, const node *first, const node *second)
{
	for (size_t i = at; is_variant(s, i, second); i++)
		if (!has_context(s->variants[i]) || is_same_context(s->variants[i], has_context(first) ? first : second))
			return true;
	/* Two different contexts may exclude each other. */
	return has_context(first) && has_context(second) && !is_same_context(first, second);
}

/* Named is the target that is missing. */
static void
report_composed(lint *l, const source *s, const node *second)
{
	char detail[IDNC_TABLE_DETAIL_MAX + 1];

	journal_add_as(&l->journal, IDNC_SEVERITY_WARNING,
	               (idnc_table_finding){ .code = IDNC_TABLE_V_INTRANSITIVE, .line = s->node->line,
	                                     .column = s->node->column, .other = second->line },
	               detail, journal_code_points(second->cp, second->cps, detail));
}

/* RFC 7940, 5.3: from s to first's target, and from there on.  Each missing mapping is named once. */
static void
check_transitive(lint *l, const sources *all, const source *s)
{
	const node *reported[REPORTED_MAX];
	size_t      count = 0;

	for (size_t i = 0; i < s->count; i++) {
		const node   *first = s->variants[i];
		const source *middle = node_compare(first, s->node) == 0 ? NULL : find_source(all, first);
		size_t        at = 0;
		/* The variants of both ascend. */
		for (size_t k = 0; middle && k < middle->count && count < REPORTED_MAX; k++) {
			const node *second = middle->variants[k];
			bool        known;
			int         order = -1;
			while (at < s->count && (order = node_compare(s->variants[at], second)) < 0)
				at++;
			known = (order == 0 && !has_context(s->variants[at])) || has_composed(s, at, first, second) || node_compare(second, s->node) == 0 ||
			        node_compare(second, middle->node) == 0;
			for (size_t r = 0; !known && r < count; r++)
				known = node_compare(reported[r], second) == 0;
			if (known)
				continue;
			reported[count++] = second;
			report_composed(l, s, second);
		}
	}
}

void
lint_variants(lint *l)
{
	sources all = { 0 };

	gather(l, &all);
	if (l->memory.failed)
		return;
	for (size_t i = 0; i < all.count; i++) {
		const source *s = all.items[i];
		for (size_t k = 0; k < s->count; k++)
			if (node_compare(s->variants[k], s->node) != 0)
				check_reverse(l, &all, s, s->variants[k]);
		check_transitive(l, &all, s);
	}
}
