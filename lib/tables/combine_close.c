/* SPDX-License-Identifier: MIT */
/* Variants made symmetric and transitive, in one table and by way of others.  RFC 7940, 5.3; RFC 8228 */
#include "tables/combine.h"

#include <string.h>

#include "tables/reader.h"

enum { GROUP_MAX = READER_VARIANTS_MAX + 1 }; /* each of the group has all others as variants */

/* ---- Items by their code points ---- */

typedef struct item_index {
	const void **chars, **ranges; /* of item, sorted */
	size_t       char_count, range_count;
} item_index;

static item_index
make_index(combine *c, const draft *d)
{
	item       **items = d->items.items;
	const void **scratch = arena_get(&c->memory, d->items.count * sizeof *scratch);
	item_index   x = { .chars = arena_get(&c->memory, d->items.count * sizeof *x.chars),
		           .ranges = arena_get(&c->memory, d->items.count * sizeof *x.ranges) };

	if (c->memory.failed)
		return (item_index){ 0 };
	for (size_t i = 0; i < d->items.count; i++)
		if (items[i]->is_range)
			x.ranges[x.range_count++] = items[i];
		else
			x.chars[x.char_count++] = items[i];
	sort_pointers(x.chars, x.char_count, scratch, compare_items);
	sort_pointers(x.ranges, x.range_count, scratch, compare_items);
	return x;
}

/* The place of the first item that does not come before the code points. */
static size_t
find_from(const void *const *list, size_t count, const uint32_t *cp, size_t n)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t      middle = low + (high - low) / 2;
		const item *one = list[middle];
		if (compare_cps(one->cp, one->is_range ? 1 : one->cps, cp, n) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static item *
find_char(const item_index *x, const uint32_t *cp, size_t n)
{
	size_t      at = find_from(x->chars, x->char_count, cp, n);
	const item *one = at < x->char_count ? x->chars[at] : NULL;

	return one && compare_cps(one->cp, one->cps, cp, n) == 0 ? (item *)(uintptr_t)one : NULL;
}

static const item *
find_range(const item_index *x, uint32_t cp)
{
	size_t      at = find_from(x->ranges, x->range_count, &(uint32_t){ cp + 1 }, 1);
	const item *one = at > 0 ? x->ranges[at - 1] : NULL;

	return one && one->cp[1] >= cp ? one : NULL;
}

typedef enum listing { UNLISTED, COMPOSED, COMPOSED_IN_CONTEXT, RANGED, LISTED } listing;

/* How the draft has code points: as an element, in a range, or made of several; of these, whether one has a context. */
static listing
find_listing(const item_index *x, const uint32_t *cp, uint32_t n)
{
	uint64_t reached = 1, free = 1; /* places behind elements, and behind such without contexts */

	if (find_char(x, cp, n))
		return LISTED;
	if (n == 1)
		return find_range(x, *cp) ? RANGED : UNLISTED;
	for (uint32_t at = 0; at < n; at++)
		for (uint32_t len = 1; reached >> at & 1 && len <= n - at; len++) {
			const item *one = find_char(x, cp + at, len);
			if (!one && len == 1)
				one = find_range(x, cp[at]);
			if (!one || one->is_out)
				continue;
			reached |= BIT(at + len);
			if (one->when.meaning == 0 && free >> at & 1)
				free |= BIT(at + len);
		}
	return !(reached >> n & 1) ? UNLISTED : free >> n & 1 ? COMPOSED : COMPOSED_IN_CONTEXT;
}

/* ---- Members: code points that are variants ---- */

typedef struct member {
	const uint32_t *cp;
	uint32_t        cps;
	item           *of;      /* NULL: it can have no variants */
	const node     *node;    /* where it was met first */
	uint32_t        table;
	uint32_t        root, place; /* of its group, and in it */
} member;

typedef struct members {
	array list; /* of member *, sorted, each once */
} members;

static int
compare_members(const void *a, const void *b)
{
	const member *x = a, *y = b;

	return compare_cps(x->cp, x->cps, y->cp, y->cps);
}

static void
add_member(combine *c, members *m, const uint32_t *cp, uint32_t cps, const node *n, uint32_t table)
{
	member *one = arena_get(&c->memory, sizeof *one), **room = array_add(&m->list, &c->memory, 1);

	if (!one || !room)
		return;
	*one = (member){ .cp = cp, .cps = cps, .node = n, .table = table };
	*room = one;
}

static void
sort_members(combine *c, members *m)
{
	const void **list = m->list.items, **scratch = arena_get(&c->memory, m->list.count * sizeof *scratch);
	size_t       kept = 0;

	if (c->memory.failed)
		return;
	sort_pointers(list, m->list.count, scratch, compare_members);
	for (size_t i = 0; i < m->list.count; i++)
		if (kept == 0 || compare_members(list[kept - 1], list[i]) != 0)
			list[kept++] = list[i];
	m->list.count = kept;
}

/* The place of the first member that does not come before the code points. */
static size_t
member_from(const members *m, const uint32_t *cp, size_t n)
{
	member *const *list = m->list.items;
	size_t         low = 0, high = m->list.count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (compare_cps(list[middle]->cp, list[middle]->cps, cp, n) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static member *
find_member(const members *m, const uint32_t *cp, size_t n)
{
	member *const *list = m->list.items;
	size_t         at = member_from(m, cp, n);

	return at < m->list.count && compare_cps(list[at]->cp, list[at]->cps, cp, n) == 0 ? list[at] : NULL;
}

/* ---- Items for all members ---- */

static void
copy_part(combine *c, draft *d, const item *range, uint32_t first, uint32_t last)
{
	uint32_t cp[2] = { first, last };
	item    *one;

	if (first > last || !(one = draft_add_item(c, d, cp, first < last ? 2 : 1, first < last)))
		return;
	one->when = range->when;
	one->tags = range->tags;
	one->references = range->references;
	one->comment = range->comment;
	one->node = range->node;
	one->table = range->table;
}

/* Make a char of each member that stands in a range. */
static void
split_ranges(combine *c, draft *d, const members *m)
{
	array          old = d->items;
	member *const *list = m->list.items;

	d->items = (array){ .item = sizeof(item *) };
	for (size_t i = 0; i < old.count; i++) {
		item    *one = ((item **)old.items)[i], **room;
		uint32_t first = one->cp ? one->cp[0] : 0;
		if (!one->is_range) {
			if ((room = array_add(&d->items, &c->memory, 1)) != NULL)
				*room = one;
			continue;
		}
		for (size_t k = member_from(m, one->cp, 1); k < m->list.count && list[k]->cps > 0 && list[k]->cp[0] <= one->cp[1]; k++) {
			if (list[k]->cps > 1)
				continue;
			copy_part(c, d, one, first, list[k]->cp[0] - 1);
			copy_part(c, d, one, list[k]->cp[0], list[k]->cp[0]);
			first = list[k]->cp[0] + 1;
		}
		if (first == one->cp[0]) {
			if ((room = array_add(&d->items, &c->memory, 1)) != NULL)
				*room = one;
		} else {
			copy_part(c, d, one, first, one->cp[1]);
		}
	}
	array_free(&old, &c->memory);
}

/* RFC 8228, out-of-repertoire variants: a reflexive mapping, of a type that an action makes invalid. */
static void
add_outside(combine *c, draft *d, const member *one, closing *how)
{
	item    *made = draft_add_item(c, d, one->cp, one->cps, false);
	mapping *reflexive = made && !how->is_whole ? item_add_mapping(c, made, made->cp, made->cps) : NULL;

	if (!made)
		return;
	made->is_out = true;
	made->table = one->table;
	if (!reflexive)
		return;
	made->comment = "not part of the repertoire";
	reflexive->type = OUT_OF_REPERTOIRE;
	how->added_out = true;
	combine_report_cp(c, IDNC_TABLE_V_SET_OUTSIDE, d->table, one->table == d->table ? one->node : NULL, one->table, one->node, one->cp,
	                  one->cps, NULL, 0, NULL);
}

/* Find or make the items of members. */
static void
provide_items(combine *c, draft *d, members *m, closing *how)
{
	item_index x;
	member   **list = m->list.items;
	size_t     before = d->items.count;
	bool       was_sorted = true;

	for (size_t i = 1; i < before; i++)
		was_sorted = was_sorted && compare_items(((item **)d->items.items)[i - 1], ((item **)d->items.items)[i]) < 0;
	split_ranges(c, d, m);
	x = make_index(c, d);
	for (size_t i = 0; i < m->list.count && !c->memory.failed; i++) {
		listing got = find_listing(&x, list[i]->cp, list[i]->cps);
		item   *made;
		if (got == UNLISTED || (how->is_whole && got != LISTED))
			add_outside(c, d, list[i], how);
		else if (got == COMPOSED && (made = draft_add_item(c, d, list[i]->cp, list[i]->cps, false)) != NULL)
			combine_report_cp(c, IDNC_TABLE_V_SET_SEQUENCE, d->table, list[i]->table == d->table ? list[i]->node : NULL, list[i]->table,
			                  list[i]->node, list[i]->cp, list[i]->cps, NULL, 0, "added");
		else if (got == COMPOSED_IN_CONTEXT)
			combine_report_cp(c, IDNC_TABLE_V_SET_SEQUENCE_LOST, list[i]->table, list[i]->node, 0, NULL, list[i]->cp, list[i]->cps,
			                  NULL, 0, NULL);
	}
	if (was_sorted)
		draft_sort(c, d);
	x = make_index(c, d);
	for (size_t i = 0; i < m->list.count && !c->memory.failed; i++)
		list[i]->of = find_char(&x, list[i]->cp, list[i]->cps);
}

/* ---- Mappings between members, by group and condition ---- */

typedef struct edge {
	member        *from, *to;
	const mapping *by;
} edge;

static uint32_t
root_of(member *const *list, uint32_t at)
{
	while (list[at]->root != at)
		at = list[at]->root = list[list[at]->root]->root;
	return at;
}

static int
compare_numbers(uint32_t a, uint32_t b)
{
	return (a > b) - (a < b);
}

static int
compare_ends(const edge *x, const member *from, const member *to)
{
	return x->from != from ? compare_numbers(x->from->place, from->place) : compare_numbers(x->to->place, to->place);
}

static int
compare_conditions(const condition *a, const condition *b)
{
	return a->meaning != b->meaning ? compare_numbers(a->meaning, b->meaning) : (int)a->is_negated - (int)b->is_negated;
}

static int
compare_edges(const void *a, const void *b)
{
	const edge *x = a, *y = b;
	int         order = compare_numbers(x->from->root, y->from->root);

	if (order == 0)
		order = compare_conditions(&x->by->when, &y->by->when);
	return order ? order : compare_ends(x, y->from, y->to);
}

static int
compare_roots(const void *a, const void *b)
{
	const member *x = a, *y = b;

	return compare_numbers(x->root, y->root);
}

/* A group of variants, and what is known of the pairs in it. */
typedef struct group {
	member **list;
	uint32_t count;
	uint8_t  always[GROUP_MAX][GROUP_MAX], any[GROUP_MAX][GROUP_MAX]; /* mappings there are */
	uint8_t  root[GROUP_MAX]; /* of those that are variants always */
} group;

static void
add_closed(combine *c, draft *d, group *g, uint32_t from, uint32_t to, const condition *when, closing *how)
{
	member  *s = g->list[from], *t = g->list[to];
	mapping *m;

	g->any[from][to] = 1;
	if (!s->of || !t->of || c->journal.status != IDNC_TABLE_OK)
		return;
	if (s->of->mappings == READER_VARIANTS_MAX) {
		combine_report_cp(c, IDNC_TABLE_V_LIMIT_VARIANTS, s->table, s->node, 0, NULL, s->cp, s->cps, NULL, 0, NULL);
		return;
	}
	m = item_add_mapping(c, s->of, t->cp, t->cps);
	if (!m)
		return;
	m->when = *when;
	m->type = how->type;
	m->table = s->table;
	how->added = true;
	if (!how->is_quiet)
		combine_report_cp(c, IDNC_TABLE_V_SET_ADDED, d->table == ALL_TABLES ? s->table : d->table, s->node, t->table, t->node, s->cp,
		                  s->cps, t->cp, t->cps, NULL);
}

static uint8_t
small_root(uint8_t *root, uint32_t at)
{
	while (root[at] != at)
		at = root[at] = root[root[at]];
	return (uint8_t)at;
}

/* Among edges with one condition, sorted, the one between two members. */
static bool
has_edge(edge *const *edges, size_t n, const member *from, const member *to)
{
	size_t low = 0, high = n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (compare_ends(edges[middle], from, to) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < n && edges[low]->from == from && edges[low]->to == to;
}

/* What is a variant always, by any number of steps, is one in one step. */
static void
close_always(combine *c, draft *d, group *g, edge *const *edges, size_t n, closing *how)
{
	const condition always = { 0 };

	for (uint32_t i = 0; i < g->count; i++)
		g->root[i] = (uint8_t)i;
	for (size_t i = 0; i < n; i++) {
		g->always[edges[i]->from->place][edges[i]->to->place] = 1;
		g->root[small_root(g->root, edges[i]->from->place)] = small_root(g->root, edges[i]->to->place);
	}
	for (uint32_t a = 0; a < g->count; a++)
		for (uint32_t b = 0; b < g->count; b++)
			if (a != b && !g->always[a][b] && small_root(g->root, a) == small_root(g->root, b))
				add_closed(c, d, g, a, b, &always, how);
}

/* The same under one condition, which steps that always hold do not change. */
static void
close_when(combine *c, draft *d, group *g, edge *const *edges, size_t n, closing *how)
{
	uint8_t          root[GROUP_MAX];
	const condition *when = &edges[0]->by->when;

	for (uint32_t i = 0; i < g->count; i++)
		root[i] = how->is_strict ? (uint8_t)i : g->root[i];
	for (size_t i = 0; i < n; i++) {
		uint32_t from = edges[i]->from->place, to = edges[i]->to->place;
		bool     is_inside = small_root(g->root, from) == small_root(g->root, to);
		root[small_root(root, from)] = small_root(root, to);
		/* A pair that is one of variants always, too. */
		if (is_inside && !has_edge(edges, n, edges[i]->to, edges[i]->from))
			add_closed(c, d, g, to, from, when, how);
	}
	for (uint32_t a = 0; a < g->count; a++)
		for (uint32_t b = 0; b < g->count; b++)
			if (a != b && small_root(root, a) == small_root(root, b) && small_root(g->root, a) != small_root(g->root, b) &&
			    !has_edge(edges, n, g->list[a], g->list[b]))
				add_closed(c, d, g, a, b, when, how);
}

static void
close_group(combine *c, draft *d, group *g, edge *const *edges, size_t n, closing *how)
{
	size_t end = 0;

	if (g->count > GROUP_MAX) {
		combine_report_cp(c, IDNC_TABLE_V_LIMIT_VARIANTS, g->list[0]->table, g->list[0]->node, 0, NULL, g->list[0]->cp,
		                  g->list[0]->cps, NULL, 0, NULL);
		return;
	}
	memset(g->always, 0, sizeof g->always);
	memset(g->any, 0, sizeof g->any);
	for (size_t i = 0; i < n; i++)
		g->any[edges[i]->from->place][edges[i]->to->place] = 1;
	while (end < n && edges[end]->by->when.meaning == 0)
		end++;
	close_always(c, d, g, edges, end, how);
	for (size_t i = end; i < n; i = end) {
		for (end = i + 1; end < n && condition_is_same(&edges[end]->by->when, &edges[i]->by->when);)
			end++;
		close_when(c, d, g, edges + i, end - i, how);
	}
	for (uint32_t a = 0; a < g->count; a++)
		for (uint32_t b = a + 1; b < g->count; b++)
			if (!g->any[a][b] && !g->any[b][a])
				combine_report_cp(c, IDNC_TABLE_V_SET_UNCLOSED, g->list[a]->table, g->list[a]->node, g->list[b]->table, g->list[b]->node,
				                  g->list[a]->cp, g->list[a]->cps, g->list[b]->cp, g->list[b]->cps, NULL);
}

/* ---- A draft ---- */

static bool
is_reflexive(const item *i, const mapping *m)
{
	return compare_cps(i->cp, i->cps, m->cp, m->cps) == 0;
}

/* Nothing is no member: mappings from and to it are told, and stay as they are. */
static void
collect_members(combine *c, const draft *d, members *m)
{
	for (size_t i = 0; i < d->items.count; i++) {
		const item *one = ((item **)d->items.items)[i];
		for (const mapping *to = one->is_range ? NULL : one->first; to; to = to->next) {
			if (is_reflexive(one, to))
				continue;
			if (one->cps > 0 && to->cps > 0) {
				add_member(c, m, one->cp, one->cps, one->node, one->table);
				add_member(c, m, to->cp, to->cps, to->node, to->table);
			} else {
				combine_report_cp(c, IDNC_TABLE_V_SET_NULL, to->table, to->node, 0, NULL, one->cp, one->cps, to->cp ? to->cp : one->cp,
				                  to->cps, NULL);
			}
		}
	}
	sort_members(c, m);
}

static void
collect_edges(combine *c, const members *m, array *edges)
{
	member *const *list = m->list.items;

	for (uint32_t i = 0; i < m->list.count; i++)
		list[i]->root = list[i]->place = i;
	for (uint32_t i = 0; i < m->list.count; i++)
		for (const mapping *by = list[i]->of ? list[i]->of->first : NULL; by && !c->memory.failed; by = by->next) {
			member *to = is_reflexive(list[i]->of, by) ? NULL : find_member(m, by->cp, by->cps);
			edge   *one = to ? arena_get(&c->memory, sizeof *one) : NULL, **room;
			if (!one || !(room = array_add(edges, &c->memory, 1)))
				continue;
			*one = (edge){ list[i], to, by };
			*room = one;
			list[root_of(list, i)]->root = root_of(list, to->place);
		}
	for (uint32_t i = 0; i < m->list.count; i++)
		list[i]->place = root_of(list, i);
	for (uint32_t i = 0; i < m->list.count; i++)
		list[i]->root = list[i]->place;
}

static void
close_groups(combine *c, draft *d, const members *m, array *edges, closing *how)
{
	const void **sorted = arena_get(&c->memory, m->list.count * sizeof *sorted);
	const void **scratch = arena_get(&c->memory, (m->list.count + edges->count) * sizeof *scratch);
	group       *g = arena_get(&c->memory, sizeof *g);
	edge       **list = edges->items;
	size_t       at = 0;

	if (c->memory.failed || m->list.count == 0)
		return;
	memcpy(sorted, m->list.items, m->list.count * sizeof *sorted);
	sort_pointers(sorted, m->list.count, scratch, compare_roots);
	for (size_t i = 0, first = 0; i < m->list.count; i++) {
		member *one = (member *)(uintptr_t)sorted[i];
		if (one->root != ((const member *)sorted[first])->root)
			first = i;
		one->place = (uint32_t)(i - first);
		if (one->of)
			one->of->group = one->root + 1;
	}
	sort_pointers(edges->items, edges->count, scratch, compare_edges);
	for (size_t i = 0, end; i < m->list.count && c->journal.status == IDNC_TABLE_OK; i = end) {
		size_t   from = at;
		uint32_t root = ((const member *)sorted[i])->root;
		for (end = i + 1; end < m->list.count && ((const member *)sorted[end])->root == root;)
			end++;
		while (at < edges->count && list[at]->from->root == root)
			at++;
		g->list = (member **)(uintptr_t)(sorted + i);
		g->count = (uint32_t)(end - i);
		close_group(c, d, g, list + from, at - from, how);
	}
}

void
draft_close(combine *c, draft *d, closing *how)
{
	members m = { { .item = sizeof(member *) } };
	array   edges = { .item = sizeof(edge *) };

	collect_members(c, d, &m);
	if (!c->memory.failed)
		provide_items(c, d, &m, how);
	if (!c->memory.failed)
		collect_edges(c, &m, &edges);
	if (!c->memory.failed)
		close_groups(c, d, &m, &edges, how);
	array_free(&m.list, &c->memory);
	array_free(&edges, &c->memory);
}

/* ---- From a draft that is closed to that of one table ---- */

/* Which groups have a member that labels of the draft can have. */
static uint8_t *
find_touched(combine *c, const draft *d, const draft *closed)
{
	uint8_t   *touched = arena_get(&c->memory, closed->items.count + 1);
	item_index x = make_index(c, d);

	for (size_t i = 0; touched && !c->memory.failed && i < closed->items.count; i++) {
		const item *one = ((item **)closed->items.items)[i], *own;
		listing     got;
		if (one->group == 0)
			continue;
		own = find_char(&x, one->cp, one->cps);
		got = own ? own->is_out ? UNLISTED : LISTED : find_listing(&x, one->cp, one->cps);
		if (got != UNLISTED)
			touched[one->group] = 1;
	}
	return touched;
}

static void
take_mapping(combine *c, draft *d, item *to, const item *from, const mapping *m, const member *target, closing *how)
{
	const mapping *other = NULL;
	mapping       *made;

	for (const mapping *own = to->first; own; own = own->next)
		if (compare_cps(own->cp, own->cps, m->cp, m->cps) == 0) {
			if (condition_is_same(&own->when, &m->when))
				return;
			other = own;
		}
	if (other && other->node) {
		combine_report_cp(c, IDNC_TABLE_V_SET_CONTEXT_KEPT, d->table, other->node, m->table, m->node, to->cp, to->cps, m->cp, m->cps,
		                  NULL);
		return;
	}
	if (to->mappings == READER_VARIANTS_MAX) {
		combine_report_cp(c, IDNC_TABLE_V_LIMIT_VARIANTS, d->table, to->node, 0, NULL, to->cp, to->cps, NULL, 0, NULL);
		return;
	}
	made = item_add_mapping(c, to, target->cp, target->cps);
	if (!made)
		return;
	made->when = m->when;
	made->when.name = imports_name(c, d, &m->when);
	made->type = how->type;
	made->table = d->table;
	how->added = true;
	combine_report_cp(c, IDNC_TABLE_V_SET_ADDED, d->table, to->node, from->table, m->node ? m->node : from->node, to->cp, to->cps,
	                  m->cp, m->cps, NULL);
}

void
draft_take(combine *c, draft *d, const draft *closed, closing *how)
{
	members  m = { { .item = sizeof(member *) } };
	item   **items = closed->items.items;
	uint8_t *touched = find_touched(c, d, closed);

	for (size_t i = 0; touched && i < closed->items.count; i++)
		if (items[i]->group && touched[items[i]->group])
			add_member(c, &m, items[i]->cp, items[i]->cps, items[i]->node, items[i]->table);
	sort_members(c, &m);
	if (!c->memory.failed)
		provide_items(c, d, &m, how);
	for (size_t i = 0; touched && i < closed->items.count && !c->memory.failed && c->journal.status == IDNC_TABLE_OK; i++) {
		const member *from = items[i]->group && touched[items[i]->group] ? find_member(&m, items[i]->cp, items[i]->cps) : NULL;
		for (const mapping *by = from && from->of ? items[i]->first : NULL; by; by = by->next) {
			const member *to = is_reflexive(items[i], by) ? NULL : find_member(&m, by->cp, by->cps);
			if (to && to->of)
				take_mapping(c, d, from->of, items[i], by, to, how);
		}
	}
	array_free(&m.list, &c->memory);
}
