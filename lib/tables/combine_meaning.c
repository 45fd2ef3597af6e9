/* SPDX-License-Identifier: MIT */
/*
 * What rules and classes of several tables say, as numbers: those with the same number match the same labels.
 * A rule is taken as its tree, with what it refers to in the place of the references; a class as its members.
 */
#include "tables/combine.h"
#include "tables/props.h"

#include <string.h>

#include "base/bits.h"

enum {
	CODE_POINTS = 0x110000,
	SETS_MAX = 64 << 20,  /* bytes of sets that are kept; all root-zone tables together need 40 kB */
	PROPERTY_WORK = 64,   /* words that looking up a property of a code point costs */
	STEPS_MAX = 4000,     /* into a rule, by way of those that it refers to */
	WORK_MAX = 1 << 28    /* words of sets; beyond either a class is what it is written as */
};

/* ---- The universe ---- */

static uint32_t
count_bits(uint64_t word)
{
	uint32_t n = 0;

	for (; word; word &= word - 1)
		n++;
	return n;
}

void
universe_add(combine *c, uint32_t first, uint32_t last)
{
	universe *u = &c->universe;

	if (!u->bits)
		u->bits = arena_get(&c->memory, CODE_POINTS / 64 * sizeof *u->bits);
	for (uint32_t cp = first; u->bits && cp <= last; cp++)
		u->bits[cp / 64] |= UINT64_C(1) << cp % 64;
}

void
universe_add_node(combine *c, const node *n)
{
	if (n->kind == ELEMENT_RANGE)
		universe_add(c, n->cp[0], n->cp[1]);
	for (uint32_t i = 0; n->kind != ELEMENT_RANGE && i < n->cps; i++)
		universe_add(c, n->cp[i], n->cp[i]);
}

void
universe_finish(combine *c)
{
	universe *u = &c->universe;

	universe_add(c, 1, 0);
	u->before = arena_get(&c->memory, (CODE_POINTS / 64 + 1) * sizeof *u->before);
	if (c->memory.failed)
		return;
	for (uint32_t i = 0; i < CODE_POINTS / 64; i++)
		u->before[i + 1] = u->before[i] + count_bits(u->bits[i]);
	u->count = u->before[CODE_POINTS / 64];
	c->words = (u->count + 63) / 64;
	for (int i = 0; i < 2; i++)
		c->set[i] = arena_get(&c->memory, c->words * sizeof *c->set[i]);
}

/* How many code points of the universe are below this one. */
static uint32_t
rank(const universe *u, uint32_t cp)
{
	uint64_t below = cp < CODE_POINTS ? u->bits[cp / 64] & ((UINT64_C(1) << cp % 64) - 1) : 0;

	return u->before[cp / 64] + count_bits(below);
}

/* Set the bits from one on and below another. */
static void
fill_range(const combine *c, uint64_t *bits, uint32_t first, uint32_t last)
{
	idnc_fill(bits, rank(&c->universe, first), rank(&c->universe, last + 1));
}

/* ---- Numbers, by a balanced tree (of Arne Andersson), so that no choice of names or rules makes it slow ---- */

static meaning *
skew(meaning *t)
{
	meaning *left = t->left;

	if (!left || left->level != t->level)
		return t;
	t->left = left->right;
	left->right = t;
	return left;
}

static meaning *
split(meaning *t)
{
	meaning *right = t->right;

	if (!right || !right->right || right->right->level != t->level)
		return t;
	t->right = right->left;
	right->left = t;
	right->level++;
	return right;
}

static int
compare_bytes(const void *a, size_t a_len, const meaning *b)
{
	if (a_len != b->len)
		return a_len < b->len ? -1 : 1;
	return a_len ? memcmp(a, b->bytes, a_len) : 0;
}

static meaning *
insert(meaning *t, meaning *one)
{
	if (!t)
		return one;
	if (compare_bytes(one->bytes, one->len, t) < 0)
		t->left = insert(t->left, one);
	else
		t->right = insert(t->right, one);
	return split(skew(t));
}

meaning *
meaning_of(combine *c, const void *bytes, size_t len)
{
	meaning  *t = c->root, **room;
	int       order;

	for (; t; t = order < 0 ? t->left : t->right) {
		order = compare_bytes(bytes, len, t);
		if (order == 0)
			return t;
	}
	t = arena_get(&c->memory, sizeof *t);
	room = array_add(&c->meanings, &c->memory, 1);
	if (!t || !room)
		return NULL;
	*t = (meaning){ (const unsigned char *)arena_copy(&c->memory, bytes, len), len, (uint32_t)c->meanings.count, 1, 0, NULL, NULL };
	*room = t;
	if (t->bytes)
		c->root = insert(c->root, t);
	return t;
}

static meaning *
meaning_at(const combine *c, uint32_t number)
{
	return number ? ((meaning **)c->meanings.items)[number - 1] : NULL;
}

/* ---- A meaning in the making: bytes on a stack ---- */

void
combine_put(combine *c, const void *bytes, size_t len)
{
	void *room = array_add(&c->bytes, &c->memory, len);

	if (room && len > 0)
		memcpy(room, bytes, len);
}

static void
put_number(combine *c, uint32_t number)
{
	combine_put(c, &number, sizeof number);
}

static void
put_z(combine *c, const char *text)
{
	combine_put(c, text, strlen(text) + 1);
}

/* The number of the bytes from a place on, which are taken off. */
static uint32_t
take(combine *c, size_t from)
{
	meaning *m = c->memory.failed ? NULL : meaning_of(c, (char *)c->bytes.items + from, c->bytes.count - from);

	c->bytes.count = from;
	return m ? m->number : 0;
}

/* ---- Classes ---- */

/* A set is 'S' and its runs; a class that is none, 'X' and how it is written. */
static bool
is_set(const combine *c, uint32_t number)
{
	const meaning *m = meaning_at(c, number);

	return m && *m->bytes == 'S';
}

static bool
may_work(combine *c)
{
	c->work += c->words + 1;
	return c->work < WORK_MAX && c->kept < SETS_MAX && !c->memory.failed;
}

static void
clear(combine *c, int which)
{
	memset(c->set[which], 0, c->words * sizeof *c->set[which]);
}

/* Write the runs of a meaning into a set. */
static void
expand(const combine *c, uint32_t number, uint64_t *bits)
{
	const meaning *m = meaning_at(c, number);
	uint32_t       run[2];

	for (size_t at = 1; m && at + sizeof run <= m->len; at += sizeof run) {
		memcpy(run, m->bytes + at, sizeof run);
		idnc_fill(bits, run[0], run[1]);
	}
}

/* The first place from one on whose bit is, or is not, set. */
static uint32_t
next_bit(const combine *c, uint32_t at, bool is_on)
{
	while (at < c->universe.count) {
		uint64_t word = c->set[0][at / 64];
		word = (is_on ? word : ~word) >> at % 64;
		if (word & 1)
			return at;
		at = word ? at + 1 : (at / 64 + 1) * 64;
	}
	return c->universe.count;
}

/* The meaning of the first set. */
static uint32_t
take_set(combine *c)
{
	size_t   from = c->bytes.count;
	uint32_t number, known = (uint32_t)c->meanings.count;

	combine_put(c, "S", 1);
	for (uint32_t at = next_bit(c, 0, true), end; at < c->universe.count; at = next_bit(c, end, true)) {
		end = next_bit(c, at, false);
		put_number(c, at);
		put_number(c, end);
	}
	number = take(c, from);
	if (number > known)
		c->kept += meaning_at(c, number)->len;
	return number;
}

static uint32_t
of_ranges(combine *c, const uint32_t *cp, size_t n)
{
	clear(c, 0);
	for (size_t i = 0; i < n; i += 2)
		fill_range(c, c->set[0], cp[i], cp[i + 1]);
	return take_set(c);
}

uint32_t
meaning_of_tag(combine *c, tag_part *part)
{
	if (part->set || !may_work(c))
		return part->set;
	clear(c, 0);
	for (const tag_range *r = part->ranges; r; r = r->next)
		fill_range(c, c->set[0], r->first, r->last);
	return part->set = take_set(c);
}

uint32_t
meaning_of_tag_parts(combine *c, const tag *t)
{
	if (!may_work(c))
		return 0;
	clear(c, 0);
	for (size_t i = 0; i < c->count; i++)
		for (const tag_range *r = t->parts[i].ranges; r; r = r->next)
			fill_range(c, c->set[0], r->first, r->last);
	return take_set(c);
}

/* At the version of its table.  RFC 7940, 4.3.7 */
static uint32_t
of_property(combine *c, const idnc_table *table, const char *text)
{
	property_set p;
	size_t       from = c->bytes.count;
	meaning     *known;
	uint16_t     version = table->unicode > property_newest() ? 0 : table->unicode;
	uint32_t     at = 0;

	combine_put(c, "P", 1);
	put_number(c, version);
	put_z(c, text);
	known = meaning_at(c, take(c, from));
	if (!known || known->note || !version || !property_read(text, &p) || !may_work(c))
		return known ? known->note ? known->note : known->number : 0;
	clear(c, 0);
	for (uint32_t word = 0; word < CODE_POINTS / 64; word++)
		for (uint64_t bits = c->universe.bits[word]; bits; bits &= bits - 1, at++) {
			uint32_t cp = word * 64 + count_bits((bits & (~bits + 1)) - 1);
			if (property_has(&p, cp, version))
				c->set[0][at / 64] |= UINT64_C(1) << at % 64;
		}
	c->work += (uint64_t)c->universe.count * PROPERTY_WORK;
	return known->note = take_set(c);
}

/* RFC 7940, 6.2.5: the members of an operator, whose children are sets. */
static uint32_t
of_operator(combine *c, element kind, const uint32_t *children, size_t n)
{
	clear(c, 0);
	expand(c, children[0], c->set[0]);
	for (size_t i = 1; i < n; i++) {
		clear(c, 1);
		expand(c, children[i], c->set[1]);
		for (uint32_t w = 0; w < c->words; w++) {
			uint64_t *to = &c->set[0][w], other = c->set[1][w];
			*to = kind == ELEMENT_UNION          ? *to | other
			      : kind == ELEMENT_INTERSECTION ? *to & other
			      : kind == ELEMENT_DIFFERENCE   ? *to & ~other
			                                     : *to ^ other;
		}
		c->work += c->words;
	}
	for (uint32_t w = 0; kind == ELEMENT_COMPLEMENT && w < c->words; w++)
		c->set[0][w] = ~c->set[0][w];
	if (kind == ELEMENT_COMPLEMENT && c->universe.count % 64)
		c->set[0][c->words - 1] &= (UINT64_C(1) << c->universe.count % 64) - 1;
	return take_set(c);
}

/* How a class is written, with the numbers of what it is made of; its note is what that came to before. */
static meaning *
spelling_of(combine *c, uint32_t table, const node *n, const uint32_t *children, size_t count)
{
	size_t   from = c->bytes.count;
	meaning *m;

	combine_put(c, "X", 1);
	put_number(c, n->kind == ELEMENT_LITERAL ? ELEMENT_CLASS : n->kind);
	for (size_t i = 0; i < count; i++)
		put_number(c, children[i]);
	if (n->kind == ELEMENT_CLASS && node_has(n, ATTRIBUTE_FROM_TAG)) {
		put_number(c, table);
		put_z(c, node_value(n, ATTRIBUTE_FROM_TAG));
	}
	combine_put(c, n->cp, n->cps * sizeof *n->cp);
	if (n->kind == ELEMENT_LITERAL)
		combine_put(c, n->cp, n->cps * sizeof *n->cp);
	m = c->memory.failed ? NULL : meaning_of(c, (char *)c->bytes.items + from, c->bytes.count - from);
	c->bytes.count = from;
	return m;
}

/* The number of a class: that of its members, unless they would cost too much. */
static uint32_t
of_spelling(combine *c, uint32_t table, const node *n, const uint32_t *children, size_t count, bool is_known)
{
	const char *tag_name = n->kind == ELEMENT_CLASS ? node_value(n, ATTRIBUTE_FROM_TAG) : NULL;
	tag        *t = tag_name ? combine_find_tag(c, tag_name, strlen(tag_name)) : NULL;
	meaning    *m = spelling_of(c, table, n, children, count);
	uint32_t    pair[2] = { n->cps ? n->cp[0] : 0, n->cps ? n->cp[0] : 0 }, number = 0;

	if (!m || m->note)
		return m ? m->note : 0;
	if (t)
		number = meaning_of_tag(c, &t->parts[table]);
	else if (is_known && may_work(c))
		number = count > 0                    ? of_operator(c, n->kind, children, count)
		         : n->kind == ELEMENT_LITERAL ? of_ranges(c, pair, 2)
		                                      : of_ranges(c, n->cp, n->cps);
	return m->note = number ? number : m->number;
}

static uint32_t
of_class(combine *c, uint32_t table, const node *n)
{
	const char *property = node_value(n, ATTRIBUTE_PROPERTY);
	uint32_t   *children;
	size_t      count = 0;
	bool        are_sets = true;

	if (n->target)
		return c->inputs[table].definitions[n->target->order].meaning;
	if (property)
		return of_property(c, c->inputs[table].table, property);
	children = arena_get(&c->memory, n->children * sizeof *children);
	for (const node *child = n->first; children && child; child = child->next) {
		children[count] = of_class(c, table, child);
		are_sets = are_sets && is_set(c, children[count++]);
	}
	return c->memory.failed ? 0 : of_spelling(c, table, n, children, count, are_sets);
}

/* ---- Rules ---- */

static uint32_t of_rule(combine *c, uint32_t table, const node *n);

/* A literal of one code point is the class of it. */
static void
put_matcher(combine *c, uint32_t table, const node *n)
{
	bool          is_class = BIT(n->kind) & CLASSES || (n->kind == ELEMENT_LITERAL && n->cps == 1);
	unsigned char head[3] = { is_class ? ELEMENT_CLASS : n->kind, n->least, n->most };
	uint32_t      number = n->kind == ELEMENT_RULE ? of_rule(c, table, n) : is_class ? of_class(c, table, n) : 0;

	combine_put(c, head, sizeof head);
	if (n->kind == ELEMENT_RULE || is_class) {
		put_number(c, number);
		return;
	}
	put_number(c, n->kind == ELEMENT_LITERAL ? n->cps : n->children);
	if (n->kind == ELEMENT_LITERAL)
		combine_put(c, n->cp, n->cps * sizeof *n->cp);
	for (const node *child = n->first; child; child = child->next)
		put_matcher(c, table, child);
}

/* What a rule matches once; its count is the matter of what it stands in. */
static uint32_t
of_rule(combine *c, uint32_t table, const node *n)
{
	size_t      from = c->bytes.count;
	const char *undefined = node_value(n, ATTRIBUTE_BY_REF);
	const node *only = n->children == 1 ? n->first : NULL;

	if (n->target)
		return c->inputs[table].definitions[n->target->order].meaning;
	if (only && only->kind == ELEMENT_RULE && only->least == 1 && only->most == 1)
		return of_rule(c, table, only);
	combine_put(c, undefined ? "U" : "R", 1);
	if (undefined)
		put_z(c, undefined);
	for (const node *child = n->first; child; child = child->next)
		put_matcher(c, table, child);
	return take(c, from);
}

/* ---- Tags ---- */

static int
compare_tags(const void *a, const void *b)
{
	return strcmp(((const tag *)a)->name, ((const tag *)b)->name);
}

tag *
combine_find_tag(const combine *c, const char *name, size_t len)
{
	tag  **tags = c->tags.items;
	size_t low = 0, high = c->tags.count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int    order = strncmp(tags[middle]->name, name, len);
		if (order == 0 && tags[middle]->name[len] == '\0')
			return tags[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

static void
collect_tags(combine *c, const node *n)
{
	const char *name = n->kind == ELEMENT_CLASS ? node_value(n, ATTRIBUTE_FROM_TAG) : NULL;
	tag        *t = name ? arena_get(&c->memory, sizeof *t) : NULL, **room;

	if (t && (room = array_add(&c->tags, &c->memory, 1)) != NULL) {
		t->name = name;
		*room = t;
	}
	for (const node *child = n->first; child; child = child->next)
		collect_tags(c, child);
}

static void
mark_tags(combine *c, uint32_t table, const node *n)
{
	const char *name = n->kind == ELEMENT_CLASS ? node_value(n, ATTRIBUTE_FROM_TAG) : NULL;
	tag        *t = name ? combine_find_tag(c, name, strlen(name)) : NULL;

	if (t)
		t->parts[table].is_used = true;
	for (const node *child = n->first; child; child = child->next)
		mark_tags(c, table, child);
}

static void
fill_tags(combine *c, uint32_t table)
{
	for (const node *n = c->inputs[table].table->data->first; n; n = n->next) {
		const char *rest = node_value(n, ATTRIBUTE_TAG), *word;
		size_t      len;
		while (rest && (word = grammar_next(&rest, &len)) != NULL) {
			tag       *t = combine_find_tag(c, word, len);
			tag_range *r = t ? arena_get(&c->memory, sizeof *r) : NULL;
			if (!r)
				continue;
			*r = (tag_range){ n->cp[0], n->kind == ELEMENT_RANGE ? n->cp[1] : n->cp[0], t->parts[table].ranges };
			t->parts[table].ranges = r;
		}
	}
}

static void
find_tags(combine *c)
{
	const void **scratch;
	tag        **tags;
	size_t       kept = 0;

	for (size_t i = 0; i < c->count; i++)
		if (c->inputs[i].table->rules)
			collect_tags(c, c->inputs[i].table->rules);
	scratch = arena_get(&c->memory, c->tags.count * sizeof *scratch);
	if (c->memory.failed)
		return;
	tags = c->tags.items;
	sort_pointers(c->tags.items, c->tags.count, scratch, compare_tags);
	for (size_t i = 0; i < c->tags.count; i++)
		if (kept == 0 || compare_tags(tags[kept - 1], tags[i]) != 0)
			tags[kept++] = tags[i];
	c->tags.count = kept;
	for (size_t i = 0; i < kept; i++)
		if (!(tags[i]->parts = arena_get(&c->memory, c->count * sizeof *tags[i]->parts)))
			return;
	for (uint32_t i = 0; i < c->count; i++) {
		if (c->inputs[i].table->rules)
			mark_tags(c, i, c->inputs[i].table->rules);
		fill_tags(c, i);
	}
}

/* ---- All ---- */

void
meaning_find_all(combine *c)
{
	find_tags(c);
	for (uint32_t i = 0; i < c->count; i++) {
		const node *rules = c->inputs[i].table->rules;
		definition *list = arena_get(&c->memory, (rules ? rules->children : 0) * sizeof *list);
		c->inputs[i].definitions = list;
		for (const node *n = rules ? rules->first : NULL; n && !c->memory.failed; n = n->next) {
			if (n->kind == ELEMENT_ACTION)
				continue;
			list[n->order].node = n;
			list[n->order].name = node_value(n, ATTRIBUTE_NAME);
			list[n->order].meaning = n->kind == ELEMENT_RULE ? of_rule(c, i, n) : of_class(c, i, n);
		}
	}
}

/* ---- What a rule can match ---- */

/* Whether a class or literal has what the labels of a table can have; where that is not known, it has. */
static bool
has_member(combine *c, uint32_t of, const node *n, const uint64_t *points)
{
	uint32_t number;

	for (uint32_t i = 0; n->kind == ELEMENT_LITERAL && i < n->cps; i++) {
		uint32_t at = rank(&c->universe, n->cp[i]);
		if (rank(&c->universe, n->cp[i] + 1) == at || !(points[at / 64] >> at % 64 & 1))
			return false;
	}
	if (n->kind == ELEMENT_LITERAL)
		return true;
	number = of_class(c, of, n);
	if (!is_set(c, number) || !may_work(c))
		return true;
	clear(c, 0);
	expand(c, number, c->set[0]);
	for (uint32_t w = 0; w < c->words; w++)
		if (c->set[0][w] & points[w])
			return true;
	return false;
}

static bool
can_match(combine *c, uint32_t of, const node *n, const uint64_t *points, size_t *steps)
{
	bool any = n->kind != ELEMENT_CHOICE;

	if (n->least == 0 || ++*steps > STEPS_MAX)
		return true;
	if (BIT(n->kind) & CLASSES || n->kind == ELEMENT_LITERAL)
		return has_member(c, of, n, points);
	if (n->kind == ELEMENT_RULE && n->target)
		return can_match(c, of, n->target, points, steps);
	for (const node *child = n->first; child; child = child->next) {
		bool can = can_match(c, of, child, points, steps);
		if (can != any)
			return can;
	}
	return any;
}

/* The code points of the elements of a table, as a set. */
static const uint64_t *
points_of(combine *c, uint32_t table)
{
	input *in = &c->inputs[table];

	if (in->points)
		return in->points;
	in->points = arena_get(&c->memory, c->words * sizeof *in->points);
	for (const node *n = in->table->data->first; in->points && n; n = n->next) {
		if (n->kind == ELEMENT_RANGE)
			fill_range(c, in->points, n->cp[0], n->cp[1]);
		for (uint32_t i = 0; n->kind == ELEMENT_CHAR && i < n->cps; i++)
			fill_range(c, in->points, n->cp[i], n->cp[i]);
	}
	return in->points;
}

bool
meaning_can_match(combine *c, uint32_t of, const node *rule, uint32_t table)
{
	const uint64_t *points = points_of(c, table);
	size_t          steps = 0;
	bool            can = !points || !may_work(c) || can_match(c, of, rule, points, &steps);

	c->work += steps * 8;
	return can;
}
