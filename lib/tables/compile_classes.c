/* SPDX-License-Identifier: MIT */
/*
 * Classes, resolved to sets of the code points that the table lists: no label with others is
 * evaluated, so that the complement, too, is one of these.
 */
#include "tables/compile.h"
#include "tables/lint.h"
#include "tables/props.h"

#include <string.h>

#include "base/bits.h"

/* A set of points. */
typedef struct set {
	uint64_t *bits;
	bool      is_unknown; /* a property that cannot be evaluated is part of it.  RFC 7940, 4.3.7 */
} set;

/* A tag or a property that classes are made from, and its points. */
typedef struct named {
	const char *name;
	uint64_t   *members; /* NULL: none */
} named;

static const block_point *
points_of(const build *b)
{
	return b->sections[BLOCK_POINTS].items;
}

/* The first point that is not below cp. */
static uint32_t
find_from(const build *b, uint32_t cp)
{
	uint32_t low = 0, high = b->points;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (points_of(b)[middle].cp < cp)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void
add_range(const build *b, uint64_t *bits, uint32_t first, uint32_t last)
{
	idnc_fill(bits, find_from(b, first), find_from(b, last + 1));
}

/* ---- Tags and properties: each is looked up once, however many classes are made from it ---- */

static int
compare_named(const void *a, const void *b)
{
	return strcmp(((const named *)a)->name, ((const named *)b)->name);
}

static named *
named_at(const array *list, size_t i)
{
	const void *const *items = list->items;

	return (named *)(uintptr_t)items[i];
}

static named *
find_named(const array *list, const char *name, size_t len)
{
	size_t low = 0, high = list->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		named *one = named_at(list, middle);
		int    order = strncmp(one->name, name, len);
		if (order == 0 && one->name[len] == '\0')
			return one;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

/* Add the names that the classes below n have in an attribute. */
static void
collect(build *b, const node *n, attribute_id id, array *list)
{
	const char  *name = n->kind == ELEMENT_CLASS ? node_value(n, id) : NULL;
	named       *one = name ? arena_get(&b->memory, sizeof *one) : NULL;
	const void **room = one ? array_add(list, &b->memory, 1) : NULL;

	if (room) {
		one->name = name;
		*room = one;
	}
	for (const node *child = n->first; child; child = child->next)
		collect(b, child, id, list);
}

/* Sort the names, and keep one of each; false when that leaves too many. */
static bool
sort_named(build *b, array *list)
{
	const void **items = list->items;
	const void **scratch = arena_get(&b->memory, list->count * sizeof *scratch);
	size_t       kept = 0;

	if (b->memory.failed)
		return false;
	sort_pointers(items, list->count, scratch, compare_named);
	for (size_t i = 0; i < list->count; i++)
		if (kept == 0 || compare_named(items[kept - 1], items[i]) != 0)
			items[kept++] = items[i];
	list->count = kept;
	if (kept > BLOCK_CLASSES_MAX)
		node_report(&b->journal, IDNC_TABLE_V_LIMIT_CLASSES, b->table->rules, NULL);
	return kept <= BLOCK_CLASSES_MAX;
}

static uint64_t *
new_members(build *b)
{
	return arena_get(&b->memory, b->words * sizeof(uint64_t));
}

static void
fill_tags(build *b)
{
	for (const node *n = b->table->data->first; n; n = n->next) {
		const char *rest = node_value(n, ATTRIBUTE_TAG), *word;
		size_t      len;
		while (rest && (word = grammar_next(&rest, &len)) != NULL) {
			named *one = find_named(&b->tags, word, len);
			if (one && !one->members)
				one->members = new_members(b);
			if (one && one->members)
				add_range(b, one->members, n->cp[0], n->kind == ELEMENT_RANGE ? n->cp[1] : n->cp[0]);
		}
	}
}

/* At the table's own version; where that is not known, the members stay unknown.  RFC 7940, 4.3.7 */
static void
fill_properties(build *b)
{
	uint16_t version = b->table->unicode;

	for (size_t i = 0; version != 0 && version <= property_newest() && i < b->properties.count; i++) {
		named       *one = named_at(&b->properties, i);
		property_set p;
		if (!property_read(one->name, &p) || !(one->members = new_members(b)))
			return;
		for (uint32_t at = 0; at < b->points; at++)
			if (property_has(&p, points_of(b)[at].cp, version))
				one->members[at / 64] |= UINT64_C(1) << at % 64;
	}
}

/* ---- Sets ---- */

static void
fill_from_class(build *b, const node *n, set *s)
{
	const char     *tag = node_value(n, ATTRIBUTE_FROM_TAG), *property = node_value(n, ATTRIBUTE_PROPERTY);
	const named    *one = tag        ? find_named(&b->tags, tag, strlen(tag))
	                      : property ? find_named(&b->properties, property, strlen(property))
	                                 : NULL;
	uint32_t        number = n->target ? b->class_number[n->target->order] : CLASS_EMPTY;
	const uint64_t *members = one ? one->members : NULL;

	if (number < b->classes)
		members = (const uint64_t *)b->bitmaps.items + (size_t)number * b->words;
	if (members)
		memcpy(s->bits, members, b->words * sizeof *s->bits);
	s->is_unknown = number == CLASS_UNKNOWN || (property && !members);
	for (size_t i = 0; i < n->cps; i += 2)
		add_range(b, s->bits, n->cp[i], n->cp[i + 1]);
}

/* RFC 7940, 6.2.5 */
static void
combine(const build *b, element operator, set *s, const set *other)
{
	s->is_unknown |= other->is_unknown;
	for (uint32_t i = 0; i < b->words; i++) {
		uint64_t o = other->bits[i];
		switch (operator) {
		case ELEMENT_UNION: s->bits[i] |= o; break;
		case ELEMENT_INTERSECTION: s->bits[i] &= o; break;
		case ELEMENT_DIFFERENCE: s->bits[i] &= ~o; break;
		default: s->bits[i] ^= o; break; /* symmetric difference */
		}
	}
}

static void
complement(const build *b, set *s)
{
	for (uint32_t i = 0; i < b->words; i++)
		s->bits[i] = ~s->bits[i];
	if (b->points % 64)
		s->bits[b->words - 1] &= (UINT64_C(1) << b->points % 64) - 1;
}

/* The set of a class or operator, in the scratch of its level. */
static set
evaluate(build *b, const node *n, unsigned level)
{
	set s = { 0 };

	if (!b->scratch[level])
		b->scratch[level] = arena_get(&b->memory, b->words * sizeof *s.bits);
	s.bits = b->scratch[level];
	if (!s.bits)
		return s;
	memset(s.bits, 0, b->words * sizeof *s.bits);
	if (n->kind == ELEMENT_CLASS)
		fill_from_class(b, n, &s);
	for (const node *child = n->first; child; child = child->next) {
		set operand = evaluate(b, child, level + 1);
		if (b->memory.failed)
			return s;
		if (child == n->first)
			combine(b, ELEMENT_UNION, &s, &operand);
		else
			combine(b, n->kind, &s, &operand);
	}
	if (n->kind == ELEMENT_COMPLEMENT)
		complement(b, &s);
	return s;
}

/* ---- Numbers ---- */

/* FNV-1a, over words: only to find equal classes soon. */
static uint64_t
hash_of(const uint64_t *bits, uint32_t words)
{
	uint64_t hash = UINT64_C(0xCBF29CE484222325);

	for (uint32_t i = 0; i < words; i++)
		hash = (hash ^ bits[i]) * UINT64_C(0x100000001B3);
	return hash;
}

/* The number of the class that has these members, a new one if need be. */
static uint32_t
number_of(build *b, const node *n, const uint64_t *bits)
{
	const uint64_t *hashes = b->hashes.items, *bitmaps = b->bitmaps.items;
	uint64_t        hash = hash_of(bits, b->words), *room;

	for (uint32_t i = 0; i < b->classes; i++)
		if (hashes[i] == hash && memcmp(bitmaps + (size_t)i * b->words, bits, b->words * sizeof *bits) == 0)
			return i;
	if (b->classes == BLOCK_CLASSES_MAX) {
		node_report(&b->journal, IDNC_TABLE_V_LIMIT_CLASSES, n, NULL);
		b->has_too_many_classes = true;
		return CLASS_EMPTY;
	}
	room = array_add(&b->hashes, &b->memory, 1);
	if (room)
		*room = hash;
	room = array_add(&b->bitmaps, &b->memory, b->words);
	if (!room)
		return CLASS_EMPTY;
	memcpy(room, bits, b->words * sizeof *bits);
	return b->classes++;
}

uint32_t
build_class(build *b, const node *n)
{
	set  s;
	bool is_empty = true;

	if (n->target)
		return b->class_number[n->target->order];
	if (b->has_too_many_classes || b->memory.failed)
		return CLASS_EMPTY;
	s = evaluate(b, n, 0);
	if (b->memory.failed)
		return CLASS_EMPTY;
	for (uint32_t i = 0; is_empty && i < b->words; i++)
		is_empty = s.bits[i] == 0;
	return s.is_unknown ? CLASS_UNKNOWN : is_empty ? CLASS_EMPTY : number_of(b, n, s.bits);
}

uint32_t
build_union(build *b, const uint32_t *classes, size_t count)
{
	uint64_t *bits;

	if (b->classes >= BLOCK_CLASSES_REMEMBERED || !(bits = arena_get(&b->memory, b->words * sizeof *bits)))
		return CLASS_EMPTY;
	memset(bits, 0, b->words * sizeof *bits);
	for (size_t i = 0; i < count; i++)
		for (uint32_t k = 0; k < b->words; k++)
			bits[k] |= ((const uint64_t *)b->bitmaps.items)[(size_t)classes[i] * b->words + k];
	return number_of(b, NULL, bits);
}

void
build_classes(build *b)
{
	const node *rules = b->table->rules;

	b->words = (b->points + 63) / 64;
	b->bitmaps.item = b->hashes.item = sizeof(uint64_t);
	b->tags.item = b->properties.item = sizeof(void *);
	if (!rules)
		return;
	b->class_number = arena_get(&b->memory, rules->children * sizeof *b->class_number);
	collect(b, rules, ATTRIBUTE_FROM_TAG, &b->tags);
	collect(b, rules, ATTRIBUTE_PROPERTY, &b->properties);
	if (!sort_named(b, &b->tags) || !sort_named(b, &b->properties))
		return;
	fill_tags(b);
	fill_properties(b);
	for (const node *n = rules->first; n && !b->memory.failed; n = n->next)
		if (BIT(n->kind) & CLASSES)
			b->class_number[n->order] = build_class(b, n);
}

/* ---- The classes of each point ---- */

typedef struct row {
	const uint64_t *bits;
	uint32_t        words, point;
} row;

static int
compare_rows(const void *a, const void *b)
{
	const row *x = a, *y = b;

	return memcmp(x->bits, y->bits, x->words * sizeof *x->bits);
}

static void
fill_rows(build *b, uint64_t *bits)
{
	const uint64_t *bitmaps = b->bitmaps.items;

	for (uint32_t class = 0; class < b->classes; class++)
		for (uint32_t i = 0; i < b->words; i++)
			for (uint64_t word = bitmaps[(size_t)class * b->words + i], at = 0; word; word >>= 1, at++)
				if (word & 1)
					bits[((size_t)i * 64 + at) * b->class_words + class / 64] |= UINT64_C(1) << class % 64;
}

void
build_class_sets(build *b)
{
	uint64_t    *bits;
	row         *rows = arena_get(&b->memory, b->points * sizeof *rows);
	const void **list = arena_get(&b->memory, b->points * sizeof *list);
	const void **scratch = arena_get(&b->memory, b->points * sizeof *scratch);
	block_point *points = b->sections[BLOCK_POINTS].items;

	b->class_words = b->classes > 64 ? (b->classes + 63) / 64 : 1;
	bits = arena_get(&b->memory, (size_t)b->points * b->class_words * sizeof *bits);
	if (b->memory.failed)
		return;
	fill_rows(b, bits);
	for (uint32_t i = 0; i < b->points; i++) {
		rows[i] = (row){ bits + (size_t)i * b->class_words, b->class_words, i };
		list[i] = &rows[i];
	}
	sort_pointers(list, b->points, scratch, compare_rows);
	for (uint32_t i = 0; i < b->points; i++) {
		array     *sets = &b->sections[BLOCK_CLASS_SETS];
		const row *one = list[i];
		uint64_t  *room;
		if (i == 0 || compare_rows(list[i - 1], one) != 0) {
			room = array_add(sets, &b->memory, b->class_words);
			if (!room)
				return;
			memcpy(room, one->bits, b->class_words * sizeof *room);
		}
		points[one->point].class_set = (uint32_t)sets->count - b->class_words;
	}
}

/* Whether a matcher must match a class that is empty; dead says it of the rules before it, by order. */
static bool
is_dead(build *b, const bool *dead, const node *n)
{
	bool is_choice = n->kind == ELEMENT_CHOICE, all = n->first != NULL;

	if (n->least == 0)
		return false;
	if (BIT(n->kind) & CLASSES)
		return build_class(b, n) == CLASS_EMPTY;
	if (n->target)
		return dead[n->target->order];
	for (const node *child = n->first; child; child = child->next) {
		bool one = is_dead(b, dead, child);
		if (one && !is_choice)
			return true;
		all = all && one;
	}
	return is_choice && all;
}

/*
 * Classes that no code point of the table is in, and rules that need one.  What a limit of the
 * compiler cuts off is not looked at.
 */
void
lint_classes(lint *l)
{
	const node *rules = l->table->rules;
	bool       *dead = rules && rules->first ? arena_get(&l->memory, rules->children * sizeof *dead) : NULL;
	build       b;

	if (!dead)
		return;
	build_begin(&b, l->table, NULL);
	if (!b.memory.failed)
		build_points(&b);
	if (!b.memory.failed && b.journal.status == IDNC_TABLE_OK)
		build_classes(&b);
	for (const node *n = rules->first; n && !b.memory.failed && b.journal.status == IDNC_TABLE_OK; n = n->next) {
		bool is_class = BIT(n->kind) & CLASSES;
		dead[n->order] = is_class ? b.class_number[n->order] == CLASS_EMPTY
		                          : n->kind == ELEMENT_RULE && is_dead(&b, dead, n);
		if (dead[n->order] && !b.memory.failed && b.journal.status == IDNC_TABLE_OK)
			node_report(&l->journal, is_class ? IDNC_TABLE_V_CLASS_EMPTY : IDNC_TABLE_V_RULE_UNMATCHED, n,
			            node_value(n, ATTRIBUTE_NAME));
	}
	l->memory.failed |= b.memory.failed;
	build_end(&b);
}
