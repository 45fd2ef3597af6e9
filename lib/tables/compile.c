/* SPDX-License-Identifier: MIT */
/* From the tree to the compiled block of lib/lgr/block.h. */
#include "tables/compile.h"

#include <string.h>

#include "idncheck/unicode.h"

static const size_t item_sizes[BLOCK_SECTION_COUNT] = {
#define X(NAME, type) sizeof(type),
	BLOCK_SECTIONS(X)
#undef X
};

uint32_t
build_add(build *b, block_section_id section, const void *item)
{
	array *list = &b->sections[section];
	void  *room = array_add(list, &b->memory, 1);

	if (!room)
		return 0;
	memcpy(room, item, list->item);
	return (uint32_t)list->count - 1;
}

uint32_t
build_string(build *b, const char *text)
{
	size_t len = text ? strlen(text) + 1 : 0;
	char  *room = len > 1 ? array_add(&b->sections[BLOCK_STRINGS], &b->memory, len) : NULL;

	if (!room)
		return 0; /* the empty one */
	memcpy(room, text, len);
	return (uint32_t)(b->sections[BLOCK_STRINGS].count - len);
}

uint32_t
build_point(const build *b, uint32_t cp)
{
	const uint16_t *stage1 = b->sections[BLOCK_STAGE1].items, *stage2 = b->sections[BLOCK_STAGE2].items;

	return stage2[(size_t)stage1[cp >> 8] << 8 | (cp & 0xFF)];
}

/* ---- Code points ---- */

/* Mark every code point of an element; how many there are. */
static uint32_t
mark_points(const build *b, uint64_t *marks)
{
	uint32_t count = 0;

	for (const node *n = b->table->data->first; n; n = n->next) {
		bool   is_range = n->kind == ELEMENT_RANGE;
		size_t spans = is_range ? 1 : n->cps;
		for (size_t i = 0; i < spans; i++)
			for (uint32_t cp = n->cp[i], last = is_range ? n->cp[1] : cp; cp <= last; cp++) {
				uint64_t bit = UINT64_C(1) << cp % 64;
				count += !(marks[cp / 64] & bit);
				marks[cp / 64] |= bit;
			}
	}
	return count;
}

static void
add_point(build *b, uint32_t cp)
{
	uint16_t   *stage1 = b->sections[BLOCK_STAGE1].items;
	array      *stage2 = &b->sections[BLOCK_STAGE2];
	block_point point = { .cp = cp };

	if (stage1[cp >> 8] == 0) {
		uint16_t *block = array_add(stage2, &b->memory, 256);
		if (!block)
			return;
		memset(block, 0xFF, 256 * sizeof *block);
		stage1[cp >> 8] = (uint16_t)(stage2->count / 256 - 1);
	}
	((uint16_t *)stage2->items)[(size_t)stage1[cp >> 8] << 8 | (cp & 0xFF)] =
		(uint16_t)build_add(b, BLOCK_POINTS, &point);
	build_add(b, BLOCK_TEXT, &cp); /* TEXT begins with them: a text of one code point is found there */
}

void
build_points(build *b)
{
	enum { MARKS = 0x110000 / 64 };
	uint64_t *marks = arena_get(&b->memory, MARKS * sizeof *marks);
	uint16_t *block;

	array_add(&b->sections[BLOCK_STAGE1], &b->memory, 0x1100);
	block = array_add(&b->sections[BLOCK_STAGE2], &b->memory, 256);
	if (b->memory.failed)
		return;
	memset(block, 0xFF, 256 * sizeof *block);
	b->points = mark_points(b, marks);
	if (b->points >= BLOCK_NO_POINT) {
		node_report(&b->journal, IDNC_TABLE_V_LIMIT_POINTS, b->table->data, NULL);
		return;
	}
	for (uint32_t i = 0; i < MARKS && !b->memory.failed; i++)
		for (uint64_t word = marks[i], at = 0; word; word >>= 1, at++)
			if (word & 1)
				add_point(b, i * 64 + (uint32_t)at);
}

/* The index of a text in TEXT: that of a listed code point, or of a new entry. */
static uint32_t
add_text(build *b, const uint32_t *cp, size_t n)
{
	array    *text = &b->sections[BLOCK_TEXT];
	uint32_t *room;

	if (n == 1 && build_point(b, cp[0]) != BLOCK_NO_POINT)
		return build_point(b, cp[0]);
	room = array_add(text, &b->memory, n);
	if (!room || n == 0)
		return 0;
	memcpy(room, cp, n * sizeof *cp);
	return (uint32_t)(text->count - n);
}

/* ---- Types and dispositions ---- */

/* The index of a name among the strings of a section, a new one if need be; `most` when there is no room. */
static uint32_t
find_or_add_name(build *b, block_section_id section, const char *name, size_t len, uint32_t most)
{
	const uint32_t *list = b->sections[section].items;
	const char     *strings = b->sections[BLOCK_STRINGS].items;
	char           *copy;
	uint32_t        at;

	for (uint32_t i = 0; i < b->sections[section].count; i++)
		if (strncmp(strings + list[i], name, len) == 0 && strings[list[i] + len] == '\0')
			return i;
	if (b->sections[section].count == most)
		return most;
	copy = arena_copy(&b->memory, name, len);
	if (!copy)
		return most;
	at = build_string(b, copy);
	return build_add(b, section, &at);
}

static uint32_t
type_of(build *b, const node *n, const char *name, size_t len)
{
	uint32_t type = find_or_add_name(b, BLOCK_TYPES, name, len, BLOCK_TYPES_MAX);

	if (type == BLOCK_TYPES_MAX && b->journal.status != IDNC_TABLE_V_LIMIT_TYPES && !b->memory.failed)
		node_report(&b->journal, IDNC_TABLE_V_LIMIT_TYPES, n, name);
	return type;
}

/* ---- Elements ---- */

typedef struct context {
	uint8_t  condition;
	uint16_t rule;
} context;

static context
context_of(const build *b, const node *n, attribute_id when)
{
	bool     has = node_has(n, when) || node_has(n, when == ATTRIBUTE_WHEN ? ATTRIBUTE_NOT_WHEN : ATTRIBUTE_NOT_MATCH);
	uint16_t rule = n->target ? (uint16_t)b->rules[n->target->order].number : BLOCK_NO_RULE;

	return (context){ !has ? BLOCK_ALWAYS : node_has(n, when) ? BLOCK_WHEN : BLOCK_NOT_WHEN, rule };
}

static void
add_variant(build *b, const node *n)
{
	const node   *source = n->parent;
	const char   *type = node_value(n, ATTRIBUTE_TYPE);
	context       c = context_of(b, n, ATTRIBUTE_WHEN);
	block_variant v = { .text = add_text(b, n->cp, n->cps), .len = (uint8_t)n->cps, .condition = c.condition,
	                    .rule = c.rule, .type = BLOCK_NO_TYPE };

	if (type)
		v.type = (uint8_t)type_of(b, n, type, strlen(type));
	v.reflexive = node_compare(n, source) == 0;
	build_add(b, BLOCK_VARIANTS, &v);
}

/* The variants of a char, sorted; how many. */
static uint32_t
add_variants(build *b, const node *n)
{
	const void *list[BLOCK_VARIANTS_MAX], *scratch[BLOCK_VARIANTS_MAX]; /* the reader allows no more */
	size_t      count = 0;

	for (const node *v = n->first; v; v = v->next)
		list[count++] = v;
	/* By target, then in the order of the document. */
	sort_pointers(list, count, scratch, node_compare);
	for (size_t i = 0; i < count; i++)
		add_variant(b, list[i]);
	return (uint32_t)count;
}

/* An element before it is written: a char, or one code point of a range. */
typedef struct candidate {
	const node     *node;
	const uint32_t *cp;
	size_t          len;
} candidate;

/* By first code point, longest first, then ascending. */
static int
compare_candidates(const void *a, const void *b)
{
	const candidate *x = a, *y = b;

	if (x->cp[0] != y->cp[0])
		return x->cp[0] < y->cp[0] ? -1 : 1;
	if (x->len != y->len)
		return x->len > y->len ? -1 : 1;
	for (size_t i = 1; i < x->len; i++)
		if (x->cp[i] != y->cp[i])
			return x->cp[i] < y->cp[i] ? -1 : 1;
	return 0;
}

static void
add_element(build *b, const candidate *one)
{
	context       c = context_of(b, one->node, ATTRIBUTE_WHEN);
	block_element e = { .text = add_text(b, one->cp, one->len), .len = (uint8_t)one->len, .condition = c.condition,
	                    .rule = c.rule, .variant = (uint32_t)b->sections[BLOCK_VARIANTS].count };
	block_point  *point = (block_point *)b->sections[BLOCK_POINTS].items + build_point(b, one->cp[0]);

	if (point->elements++ == 0)
		point->element = (uint32_t)b->sections[BLOCK_ELEMENTS].count;
	if (one->len > b->longest)
		b->longest = (uint32_t)one->len;
	e.variants = add_variants(b, one->node);
	build_add(b, BLOCK_ELEMENTS, &e);
}

/* A null source is not evaluated; it does no harm where all that it inserts is invalid.  RFC 7940, 5.3.3 */
static void
check_null_source(build *b, const node *n)
{
	for (const node *v = n->first; v; v = v->next) {
		const char *type = node_value(v, ATTRIBUTE_TYPE);
		if (!type || strcmp(type, "invalid") != 0)
			node_report_cp(&b->journal, IDNC_TABLE_V_NULL_SOURCE_USED, v, NULL);
	}
}

static size_t
count_candidates(const build *b)
{
	size_t n = 0;

	for (const node *one = b->table->data->first; one; one = one->next)
		n += one->kind == ELEMENT_RANGE ? one->cp[1] - one->cp[0] + 1 : 1;
	return n;
}

/* Refuse contexts of elements with the same first code point that together cost too much: at the first of them, a range once. */
static void
check_points(build *b, const void *const *list, size_t n)
{
	const block_point *points = b->sections[BLOCK_POINTS].items;
	const node        *refused = NULL;

	/* What names rules that are not defined judges nothing. */
	for (size_t i = 0; i < n && !b->memory.failed && !b->table->dangling; i += points[build_point(b, ((const candidate *)list[i])->cp[0])].elements) {
		const candidate *first = list[i];
		if (first->node == refused ||
		    block_point_cost(b->sections[BLOCK_RULES].items, b->sections[BLOCK_ELEMENTS].items,
		                     b->sections[BLOCK_VARIANTS].items, &points[build_point(b, first->cp[0])]) <= BLOCK_COST_MAX)
			continue;
		refused = first->node;
		node_report_cp(&b->journal, IDNC_TABLE_V_LIMIT_WORK, refused, NULL);
	}
}

/* POINTS' elements, ELEMENTS, VARIANTS, TEXT, TYPES. */
static void
build_elements(build *b)
{
	size_t       room = count_candidates(b), n = 0;
	candidate   *all = arena_get(&b->memory, room * sizeof *all);
	const void **list = arena_get(&b->memory, room * sizeof *list);
	const void **scratch = arena_get(&b->memory, room * sizeof *scratch);
	const uint32_t *points;

	if (b->memory.failed)
		return;
	/* The code points of ranges: TEXT begins with all of POINTS and may move, so they are copied. */
	points = (const uint32_t *)arena_copy(&b->memory, b->sections[BLOCK_TEXT].items, b->points * sizeof *points);
	if (!points)
		return;
	for (const node *one = b->table->data->first; one; one = one->next) {
		if (one->kind == ELEMENT_CHAR && one->cps == 0)
			check_null_source(b, one);
		else if (one->kind == ELEMENT_CHAR)
			all[n++] = (candidate){ one, one->cp, one->cps };
		else
			for (uint32_t cp = one->cp[0]; cp <= one->cp[1]; cp++)
				all[n++] = (candidate){ one, points + build_point(b, cp), 1 };
	}
	for (size_t i = 0; i < n; i++)
		list[i] = &all[i];
	sort_pointers(list, n, scratch, compare_candidates);
	for (size_t i = 0; i < n && !b->memory.failed; i++)
		add_element(b, list[i]);
	check_points(b, list, n);
}

/* ---- Actions ---- */

static uint64_t
types_of(build *b, const node *n, const char *list)
{
	uint64_t    types = 0;
	size_t      len;
	const char *word;

	while ((word = grammar_next(&list, &len)) != NULL) {
		uint32_t type = type_of(b, n, word, len);
		if (type < BLOCK_TYPES_MAX)
			types |= UINT64_C(1) << type;
	}
	return types;
}

/* An action of the document: of all with its disposition the first has the number of that. */
typedef struct decision {
	const node      *node;
	const char      *name;
	struct decision *first;
	uint32_t         number;
} decision;

static int
compare_decisions(const void *a, const void *b)
{
	const decision *x = a, *y = b;

	return strcmp(x->name, y->name);
}

static void
add_action(build *b, const node *n, uint32_t disposition)
{
	static const struct { attribute_id id; block_kind kind; } triggers[] = {
		{ ATTRIBUTE_ANY_VARIANT, BLOCK_ANY_VARIANT },
		{ ATTRIBUTE_ALL_VARIANTS, BLOCK_ALL_VARIANTS },
		{ ATTRIBUTE_ONLY_VARIANTS, BLOCK_ONLY_VARIANTS },
	};
	context      c = context_of(b, n, ATTRIBUTE_MATCH);
	block_action a = { .disposition = disposition, .rule = c.rule, .condition = c.condition, .kind = BLOCK_NO_VARIANT };

	for (size_t i = 0; i < sizeof triggers / sizeof *triggers; i++)
		if (node_has(n, triggers[i].id)) {
			a.kind = (uint8_t)triggers[i].kind;
			a.types = types_of(b, n, node_value(n, triggers[i].id));
		}
	build_add(b, BLOCK_ACTIONS, &a);
}

/*
 * RFC 7940, 7.6, in the order given there.  Types outside the recommended set are ignored (8.3, step
 * 3): behind the first three, all-variants="activated" then asks for activated without valid, which
 * is what "valid if any is valid, else activated if any is activated" says.
 */
static void
add_default_actions(build *b)
{
	static const char *const names[] = { "invalid", "blocked", "allocatable", "valid", "activated" };
	block_action catch_all = { .rule = BLOCK_NO_RULE, .condition = BLOCK_ALWAYS, .kind = BLOCK_NO_VARIANT };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		size_t       len = strlen(names[i]);
		uint32_t     known = (uint32_t)b->sections[BLOCK_TYPES].count;
		uint32_t     type = find_or_add_name(b, BLOCK_TYPES, names[i], len, known);
		block_action a = { .rule = BLOCK_NO_RULE, .condition = BLOCK_ALWAYS, .kind = BLOCK_ANY_VARIANT };
		if (type == known)
			continue; /* a type that the table does not have triggers nothing */
		a.types = UINT64_C(1) << type;
		a.disposition = find_or_add_name(b, BLOCK_DISPOSITIONS, names[i], len, UINT32_MAX);
		build_add(b, BLOCK_ACTIONS, &a);
	}
	catch_all.disposition = find_or_add_name(b, BLOCK_DISPOSITIONS, "valid", 5, UINT32_MAX);
	build_add(b, BLOCK_ACTIONS, &catch_all);
}

/* The actions of the document, each with the first of its disposition: there may be as many as actions. */
static size_t
find_decisions(build *b, const node *rules, decision **out)
{
	size_t       room = rules->children, n = 0;
	decision    *all = arena_get(&b->memory, room * sizeof *all);
	const void **list = arena_get(&b->memory, room * sizeof *list);
	const void **scratch = arena_get(&b->memory, room * sizeof *scratch);

	if (b->memory.failed)
		return 0;
	for (const node *one = rules->first; one; one = one->next)
		if (one->kind == ELEMENT_ACTION) {
			all[n] = (decision){ one, node_value(one, ATTRIBUTE_DISP), &all[n], 0 };
			list[n] = &all[n];
			n++;
		}
	sort_pointers(list, n, scratch, compare_decisions);
	for (size_t i = 1; i < n; i++) {
		decision *before = all + ((const decision *)list[i - 1] - all), *one = all + ((const decision *)list[i] - all);
		if (compare_decisions(before, one) == 0)
			one->first = before->first;
	}
	*out = all;
	return n;
}

/* Refuse actions whose rules together cost too much, at the one where they begin to. */
static void
check_action(build *b, const node *n, uint64_t *cost)
{
	const block_rule *rules = b->sections[BLOCK_RULES].items;
	uint64_t          before = *cost;

	if (n->target)
		*cost += rules[b->rules[n->target->order].number].cost;
	if (before <= BLOCK_COST_MAX && *cost > BLOCK_COST_MAX)
		node_report(&b->journal, IDNC_TABLE_V_LIMIT_WORK, n, NULL);
}

/* Give an action the disposition that is called by its number. */
static void
trace(build *b, decision *one, uint32_t index)
{
	char     digits[11];
	size_t   at = sizeof digits - 1;
	uint32_t name;

	digits[at] = '\0';
	do
		digits[--at] = (char)('0' + index % 10);
	while ((index /= 10) > 0);
	name = build_string(b, digits + at);
	one->first = one;
	one->number = build_add(b, BLOCK_DISPOSITIONS, &name);
}

static void
build_actions(build *b)
{
	uint64_t  cost = 0;
	decision *all = NULL;
	size_t    n = b->table->rules ? find_decisions(b, b->table->rules, &all) : 0;

	find_or_add_name(b, BLOCK_DISPOSITIONS, "invalid", 7, UINT32_MAX);
	for (size_t i = 0; i < n && !b->memory.failed; i++) {
		decision *one = &all[i];
		if (b->is_traced)
			trace(b, one, (uint32_t)i);
		else if (one->first == one && strcmp(one->name, "invalid") != 0) {
			uint32_t at = build_string(b, one->name);
			one->number = build_add(b, BLOCK_DISPOSITIONS, &at);
		}
		add_action(b, one->node, one->first->number);
		check_action(b, one->node, &cost);
	}
	if (!b->memory.failed)
		add_default_actions(b);
}

/* ---- The block ---- */

static const char *
name_of(const idnc_table *table)
{
	const node *language = node_find(table->meta, ELEMENT_LANGUAGE);

	return language ? language->text : "";
}

/* Where each section goes; the size of the whole. */
static size_t
lay_out(const build *b, block_header *header)
{
	size_t at = (sizeof *header + 7) / 8 * 8;

	for (size_t i = 0; i < BLOCK_SECTION_COUNT; i++) {
		header->sections[i] = (block_section){ (uint32_t)at, (uint32_t)b->sections[i].count };
		at += (b->sections[i].count * b->sections[i].item + 7) / 8 * 8;
		if (at > BLOCK_SIZE_MAX)
			return at;
	}
	return at;
}

static void
assemble(build *b, unsigned char **block, size_t *size)
{
	block_header   header = { .magic = BLOCK_MAGIC, .version = BLOCK_VERSION, .unicode_version = b->table->unicode,
	                          .class_words = b->class_words, .longest = b->longest };
	const size_t   checked = offsetof(block_header, check) + sizeof header.check;
	unsigned char *out;
	size_t         total;

	header.name = build_string(b, name_of(b->table));
	total = lay_out(b, &header);
	if (total > BLOCK_SIZE_MAX) {
		node_report(&b->journal, IDNC_TABLE_V_LIMIT_BLOCK, b->table->data, NULL);
		return;
	}
	header.size = (uint32_t)total;
	out = b->memory.failed ? NULL : b->memory.alloc.allocate(b->memory.alloc.context, total);
	if (!out) {
		b->memory.failed = true;
		return;
	}
	memset(out, 0, total);
	for (size_t i = 0; i < BLOCK_SECTION_COUNT; i++)
		if (b->sections[i].count > 0)
			memcpy(out + header.sections[i].at, b->sections[i].items, b->sections[i].count * b->sections[i].item);
	memcpy(out, &header, sizeof header);
	header.check = block_checksum(out + checked, total - checked);
	memcpy(out, &header, sizeof header);
	*block = out;
	*size = total;
}

/* Each step needs the ones before it. */
static void (*const steps[])(build *b) = {
	build_points, build_classes, build_rules, build_class_sets, build_elements, build_actions,
};

void
build_begin(build *b, const idnc_table *table, idnc_table_findings *findings)
{
	*b = (build){ .table = table, .journal = journal_begin(findings), .memory = { .alloc = table->memory.alloc } };
	for (size_t i = 0; i < BLOCK_SECTION_COUNT; i++)
		b->sections[i].item = item_sizes[i];
	array_add(&b->sections[BLOCK_STRINGS], &b->memory, 1);
}

void
build_end(build *b)
{
	array *lists[] = { &b->bitmaps, &b->hashes, &b->tags, &b->properties };

	for (size_t i = 0; i < BLOCK_SECTION_COUNT; i++)
		array_free(&b->sections[i], &b->memory);
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
		array_free(lists[i], &b->memory);
	arena_free(&b->memory);
}

typedef enum compile_mode { COMPILE_STRICT, COMPILE_TRACED, COMPILE_LENIENT } compile_mode;

static idnc_table_status
compile(const idnc_table *table, idnc_table_findings *findings, compile_mode mode, unsigned char **block, size_t *size)
{
	build b;

	build_begin(&b, table, findings);
	b.is_traced = mode == COMPILE_TRACED;
	if (table->dangling && mode != COMPILE_LENIENT)
		node_report(&b.journal, IDNC_TABLE_V_RULE_UNDEFINED, table->rules ? table->rules : table->data, NULL);
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
		if (b.journal.status == IDNC_TABLE_OK && !b.memory.failed)
			steps[i](&b);
	if (b.journal.status == IDNC_TABLE_OK && !b.memory.failed)
		assemble(&b, block, size);
	build_end(&b);
	return b.memory.failed ? IDNC_TABLE_E_MEMORY : b.journal.status;
}

idnc_table_status
idnc_table_compile(const idnc_table *table, idnc_table_findings *findings, unsigned char **block, size_t *size)
{
	return compile(table, findings, COMPILE_STRICT, block, size);
}

idnc_table_status
idnc_table_compile_traced(const idnc_table *table, idnc_table_findings *findings, unsigned char **block, size_t *size)
{
	return compile(table, findings, COMPILE_TRACED, block, size);
}

idnc_table_status
table_build(const idnc_table *table, idnc_table_findings *findings, unsigned char **block, size_t *size)
{
	return compile(table, findings, COMPILE_LENIENT, block, size);
}
