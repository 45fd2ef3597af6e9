/* SPDX-License-Identifier: MIT */
/* Comparing tables: what both have, what labels are written with, and what only one of them lists. */
#include "tables/comparison.h"

#include <string.h>

#include "tables/compile.h"

const char *
idnc_aspect_z(idnc_aspect aspect)
{
	static const char *const words[] = {
#define X(NAME, word) word,
		IDNC_ASPECT_LIST(X)
#undef X
	};

	return (unsigned)aspect < IDNC_ASPECT_COUNT ? words[aspect] : NULL;
}

const char *
idnc_undecided_z(idnc_undecided reason)
{
	static const char *const sentences[] = {
#define X(NAME, sentence) sentence,
		IDNC_UNDECIDED_LIST(X)
#undef X
	};

	return (unsigned)reason < IDNC_UNDECIDED_COUNT ? sentences[reason] : NULL;
}

/* ---- What is said ---- */

idnc_difference *
compare_add(compare *c, idnc_difference d)
{
	idnc_difference *room = array_add(&c->out->differences, &c->out->memory, 1);

	if (room)
		*room = d;
	return room;
}

const uint32_t *
compare_text(const compare *c, size_t side, uint32_t text)
{
	return c->sides[side].t.text + text;
}

const uint32_t *
compare_keep(compare *c, const uint32_t *cp, size_t len)
{
	uint32_t *copy = arena_get(&c->out->memory, len * sizeof *copy);

	if (copy && len > 0)
		memcpy(copy, cp, len * sizeof *copy);
	return copy;
}

const char *
compare_string(compare *c, size_t side, uint32_t at)
{
	const char *text = (const char *)TABLE_AT(c->sides[side].block, STRINGS) + at;

	return *text ? arena_copy(&c->out->memory, text, strlen(text)) : NULL;
}

/* ---- Nodes of the documents ---- */

/* The chars, or ranges, of a table by their code points. */
static void
sort_nodes(compare *c, const idnc_table *document, element kind, const void ***out, size_t *count)
{
	const void **list = arena_get(&c->memory, document->data->children * sizeof *list);
	const void **scratch = arena_get(&c->memory, document->data->children * sizeof *scratch);
	size_t       n = 0;

	if (c->memory.failed)
		return;
	for (const node *one = document->data->first; one; one = one->next)
		if (one->kind == kind && one->cps > 0)
			list[n++] = one;
	sort_pointers(list, n, scratch, node_compare);
	*out = list;
	*count = n;
}

const node *
compare_node(const compare *c, size_t side, const uint32_t *cp, size_t len)
{
	const compared *s = &c->sides[side];
	node               key = { .cp = cp, .cps = (uint32_t)len };

	for (int is_range = 0; is_range < 2; is_range++) {
		const void **list = is_range ? s->ranges : s->chars;
		size_t       low = 0, high = is_range ? s->ranges_len : s->chars_len;
		uint32_t     pair[2] = { cp[0], UINT32_MAX };
		if (is_range)
			key = (node){ .cp = pair, .cps = 2 };
		while (low < high) {
			size_t middle = low + (high - low) / 2;
			if (node_compare(list[middle], &key) <= 0)
				low = middle + 1;
			else
				high = middle;
		}
		if (low == 0)
			continue;
		if (is_range ? len == 1 && cp[0] <= ((const node *)list[low - 1])->cp[1] : node_compare(list[low - 1], &key) == 0)
			return list[low - 1];
	}
	return NULL;
}

/* ---- Letters ---- */

/* The code points that rules name, as bits. */
static uint64_t *
find_named(compare *c)
{
	uint64_t *named = arena_get(&c->memory, 0x110000 / 8);

	for (size_t s = 0; s < 2 && named; s++) {
		const table *t = &c->sides[s].t;
		for (uint32_t i = 0; i < TABLE_COUNT(t->header, NODES); i++)
			if (t->nodes[i].op == BLOCK_CHAR && t->nodes[i].arg < 0x110000)
				named[t->nodes[i].arg / 64] |= UINT64_C(1) << t->nodes[i].arg % 64;
	}
	return named;
}

/* Number the code points that both tables have: those that no rule tells apart are one letter. */
static void
find_letters(compare *c)
{
	const table *t = &c->sides[0].t;
	uint32_t     count = TABLE_COUNT(t->header, POINTS);
	interner     kinds = intern_begin(&c->memory);
	uint64_t    *named = find_named(c);

	c->letter_of = arena_get(&c->memory, count * sizeof *c->letter_of);
	for (uint32_t i = 0; i < count && !c->memory.failed; i++) {
		const block_point *first = &t->points[i], *second = table_point(&c->sides[1].t, first->cp);
		uint32_t           words[3], number;
		letter            *room;
		c->letter_of[i] = INTERN_NONE;
		if (!second)
			continue;
		words[0] = first->class_set;
		words[1] = second->class_set;
		words[2] = named[first->cp / 64] >> first->cp % 64 & 1 ? first->cp : IDNC_NO_CP;
		number = intern(&kinds, words, 3);
		if (number == c->letters.count && (room = array_add(&c->letters, &c->memory, 1)) != NULL)
			*room = (letter){ first->cp, { t->class_sets + first->class_set,
			                               c->sides[1].t.class_sets + second->class_set } };
		c->letter_of[i] = number;
	}
	intern_free(&kinds);
}

bool
compare_letters(const compare *c, const uint32_t *cp, size_t len, uint32_t *out)
{
	const table *t = &c->sides[0].t;

	for (size_t i = 0; i < len; i++) {
		const block_point *point = table_point(t, cp[i]);
		out[i] = point ? c->letter_of[point - t->points] : INTERN_NONE;
		if (out[i] == INTERN_NONE)
			return false;
	}
	return true;
}

machine *
compare_machine(compare *c, size_t side, uint16_t rule)
{
	compared *s = &c->sides[side];
	machine    **one = &s->machines[rule];

	if (!*one && (*one = arena_get(&c->memory, sizeof **one)) != NULL)
		machine_begin(*one, &s->t, side, rule, &c->letters, &c->memory, &c->budget);
	return c->memory.failed ? NULL : *one;
}

enum { BUDGET_PART = 4 };

uint64_t
compare_open_budget(compare *c)
{
	uint64_t aside = c->budget - c->budget / BUDGET_PART;

	c->budget -= aside;
	return aside;
}

void
compare_close_budget(compare *c, uint64_t aside)
{
	c->budget += aside;
}

static bool
same_class(const compare *c, uint32_t first, uint32_t second)
{
	for (size_t i = 0; i < c->letters.count; i++) {
		const letter *one = (const letter *)c->letters.items + i;
		if ((one->classes[0][first / 64] >> first % 64 & 1) != (one->classes[1][second / 64] >> second % 64 & 1))
			return false;
	}
	return true;
}

static bool
same_matchers(compare *c, uint32_t first, uint32_t second)
{
	const table      *a = &c->sides[0].t, *b = &c->sides[1].t;
	const block_node *x = a->nodes + first, *y = b->nodes + second;

	if (x->op != y->op || x->least != y->least || x->most != y->most || x->children != y->children ||
	    !budget_pay(&c->budget, x->op == BLOCK_CLASS ? c->letters.count + 1 : 1))
		return false;
	if (x->op == BLOCK_CLASS ? !same_class(c, x->arg, y->arg) : x->arg != y->arg)
		return false;
	if (x->op == BLOCK_NEVER && x->arg == BLOCK_NEVER_MISSING)
		return false;
	for (uint32_t i = 0; i < x->children; i++)
		if (!same_matchers(c, a->children[x->child + i], b->children[y->child + i]))
			return false;
	return true;
}

bool
compare_same_rules(compare *c, uint16_t first, uint16_t second)
{
	return same_matchers(c, c->sides[0].t.rules[first].node, c->sides[1].t.rules[second].node);
}

/* ---- Spelling labels ---- */

static const common *
common_at(const compare *c, size_t i)
{
	return (const common *)c->commons.items + i;
}

/* What a text is to machines, as words; how many. */
static size_t
write_kinds(machine **machines, size_t machines_len, const stride *text, uint32_t *out)
{
	size_t n = 0;

	for (size_t i = 0; i < machines_len; i++)
		for (size_t k = 0; k < text->len; k++)
			out[n++] = machines[i]->kind_of ? machines[i]->kind_of[text->letters[k]] : 0;
	return n;
}

/* Keep of elements those that are not alike to the machines; without machines, those of other letters. */
static array
keep_different(compare *c, machine **machines, size_t machines_len, const uint32_t *numbers, size_t count)
{
	interner  kinds = intern_begin(&c->memory);
	array     kept = { .item = sizeof(uint32_t) };
	uint32_t *words = arena_get(&c->memory, (machines_len + 1) * BLOCK_TEXT_MAX * sizeof *words);

	for (size_t i = 0; i < count && !c->memory.failed; i++) {
		uint32_t      number = numbers ? numbers[i] : (uint32_t)i, before = intern_count(&kinds), *room;
		const stride *text = &common_at(c, number)->text;
		size_t        n = write_kinds(machines, machines_len, text, words);
		if (machines_len == 0) {
			memcpy(words, text->letters, text->len * sizeof *words);
			n = text->len;
		}
		words[n++] = (uint32_t)text->len;
		budget_pay(&c->budget, 8 * n);
		if (intern(&kinds, words, n) == before && (room = array_add(&kept, &c->memory, 1)) != NULL)
			*room = number;
	}
	intern_free(&kinds);
	return kept;
}

array
compare_spellings(compare *c, machine **machines, size_t machines_len)
{
	if (machines_len == 0)
		return (array){ .item = sizeof(uint32_t) };
	return keep_different(c, machines, machines_len, c->spellings.items, c->spellings.count);
}

/* The elements that labels are spelt with: those without a context come first, so that they are kept. */
static void
find_spellings(compare *c)
{
	uint32_t *order = arena_get(&c->memory, c->commons.count * sizeof *order);
	size_t    n = 0;

	for (int is_free = 1; order && is_free >= 0; is_free--)
		for (uint32_t i = 0; i < c->commons.count; i++)
			if (common_at(c, i)->is_free == is_free)
				order[n++] = i;
	if (order)
		c->spellings = keep_different(c, NULL, 0, order, n);
}

size_t
compare_spell(const compare *c, const uint32_t *numbers, size_t count, uint32_t out[IDNC_LGR_LABEL_MAX])
{
	size_t len = 0;

	for (size_t i = 0; i < count; i++) {
		const block_element *e = common_at(c, numbers[i])->element[0];
		if (len + e->len > IDNC_LGR_LABEL_MAX)
			return 0;
		memcpy(out + len, compare_text(c, 0, e->text), e->len * sizeof *out);
		len += e->len;
	}
	return len;
}

/* ---- Proofs ---- */

/* The dispositions of a label, or of a variant label, as one string a disposition. */
static size_t
find_dispositions(compare *c, size_t side, const uint32_t *label, size_t len, const uint32_t *variant, size_t variant_len,
                  const char *out[IDNC_LGR_CONFLICTS_MAX])
{
	const idnc_lgr  *lgr = &c->sides[side].lgr;
	idnc_lgr_verdict verdict;
	idnc_lgr_variant found = { .count = 0 };

	if (!variant) {
		out[0] = idnc_lgr_check(lgr, label, len, &verdict, NULL) == IDNC_OK
		                 ? idnc_lgr_disposition_z(lgr, verdict.disposition)
		                 : "invalid";
		return 1;
	}
	if (idnc_lgr_find_variant(lgr, label, len, variant, variant_len, c->workspace, IDNC_LGR_WORKSPACE_MIN, &found) !=
	    IDNC_OK)
		return 0;
	for (size_t i = 0; i < found.count; i++)
		out[i] = idnc_lgr_disposition_z(lgr, found.dispositions[i]);
	return found.count;
}

bool
compare_is_effective(compare *c, const uint32_t *label, size_t len, const uint32_t *variant, size_t variant_len)
{
	const char *names[2][IDNC_LGR_CONFLICTS_MAX];
	size_t      counts[2];

	if (!c->sides[0].is_open || !c->sides[1].is_open || !budget_pay(&c->budget, 1024))
		return false;
	for (size_t s = 0; s < 2; s++)
		counts[s] = find_dispositions(c, s, label, len, variant, variant_len, names[s]);
	if (counts[0] != counts[1])
		return true;
	for (size_t i = 0; i < counts[0]; i++) {
		bool is_there = false;
		for (size_t k = 0; k < counts[1]; k++)
			is_there |= strcmp(names[0][i], names[1][k]) == 0;
		if (!is_there)
			return true;
	}
	return false;
}

bool
compare_gives(compare *c, size_t side, const uint32_t *label, size_t len, const uint32_t *variant, size_t variant_len,
              const char *disposition)
{
	const char *names[IDNC_LGR_CONFLICTS_MAX];
	size_t      count;

	if (!c->sides[side].is_open || !budget_pay(&c->budget, 512))
		return false;
	count = find_dispositions(c, side, label, len, variant, variant_len, names);
	for (size_t i = 0; i < count; i++)
		if (strcmp(names[i], disposition) == 0)
			return true;
	/* What is invalid is no variant. */
	return count == 0 && strcmp(disposition, "invalid") == 0;
}

/* Where the element of a proof stands: alone, and among elements without a context. */
enum { SHOWN_AMONG = 6 };

/* For more differences than this nothing but the shortest place is tried. */
enum { SEARCHED_MAX = 4096 };

/* The n-th attempt: elements before and behind, as numbers of `spellings` and one; 0: none.  False: there are no more. */
static bool
attempt_find(const compare *c, size_t n, uint32_t *before, uint32_t *behind)
{
	size_t free = 0;

	while (free < c->spellings.count && free < SHOWN_AMONG && common_at(c, ((uint32_t *)c->spellings.items)[free])->is_free)
		free++;
	if (n > 3 * free)
		return false;
	*before = n > 0 && (n - 1) % 3 != 1 ? (uint32_t)((n - 1) / 3 + 1) : 0;
	*behind = n > 0 && (n - 1) % 3 != 0 ? (uint32_t)((n - 1) / 3 + 1) : 0;
	return true;
}

/* The elements before and behind of the n-th attempt. */
static bool
attempt_write(const compare *c, size_t n, uint32_t sides[2][BLOCK_TEXT_MAX], witness *out)
{
	const uint32_t *numbers = c->spellings.items;
	uint32_t        before, behind, label[IDNC_LGR_LABEL_MAX];

	if (!attempt_find(c, n, &before, &behind))
		return false;
	*out = (witness){ true, sides[0], sides[1], 0, 0 };
	if (before && (out->before_len = compare_spell(c, &numbers[before - 1], 1, label)) > 0)
		memcpy(sides[0], label, out->before_len * sizeof *label);
	if (behind && (out->behind_len = compare_spell(c, &numbers[behind - 1], 1, label)) > 0)
		memcpy(sides[1], label, out->behind_len * sizeof *label);
	return true;
}

static bool
is_shown_by(compare *c, const attempt *a, void *context)
{
	(void)context;
	return compare_is_effective(c, a->label, a->len, a->variant_len > 0 ? a->variant : NULL, a->variant_len);
}

/* Both labels of a difference with a witness around them; whether there is room for them. */
static bool
write_attempt(const idnc_difference *d, const witness *w, attempt *out)
{
	*out = (attempt){ .at = w->before_len, .span = d->source_len, .target_span = d->target_len };
	out->len = witness_write(w, d->source, d->source_len, out->label);
	out->variant_len = d->target ? witness_write(w, d->target, d->target_len, out->variant) : 0;
	return out->len > 0 && (!d->target || out->variant_len > 0);
}

void
compare_show(compare *c, idnc_difference *d, const demand *demands, size_t count)
{
	uint32_t sides[2][BLOCK_TEXT_MAX], letters[BLOCK_TEXT_MAX];
	bool     is_common = compare_letters(c, d->source, d->source_len, letters);
	stride   text = { .letters = is_common ? letters : NULL, .len = d->source_len };
	witness  place = compare_place(c, demands, count, &text), w = place;
	repair   how = { !d->has[0], NULL, is_shown_by, NULL };
	attempt  a;

	d->is_effective = write_attempt(d, &w, &a) && is_shown_by(c, &a, NULL);
	for (size_t n = 0; !d->is_effective && c->searched < SEARCHED_MAX && attempt_write(c, n, sides, &w); n++)
		d->is_effective = write_attempt(d, &w, &a) && is_shown_by(c, &a, NULL);
	c->searched++;
	if (!d->is_effective)
		d->is_effective = write_attempt(d, &place, &a) && compare_repair(c, &how, &a);
	d->label = compare_keep(c, a.label, a.len);
	d->label_len = a.len;
	d->at = a.at;
	d->variant = a.variant_len > 0 ? compare_keep(c, a.variant, a.variant_len) : NULL;
	d->variant_len = a.variant_len;
}

/* ---- Repertoires ---- */

/* The order of elements in a block: by first code point, longest first, then ascending. */
static int
compare_elements(const compare *c, const block_element *first, const block_element *second)
{
	const uint32_t *a = compare_text(c, 0, first->text), *b = compare_text(c, 1, second->text);

	if (a[0] != b[0])
		return a[0] < b[0] ? -1 : 1;
	if (first->len != second->len)
		return first->len > second->len ? -1 : 1;
	for (size_t i = 1; i < first->len; i++)
		if (a[i] != b[i])
			return a[i] < b[i] ? -1 : 1;
	return 0;
}

static void
add_common(compare *c, const block_element *first, const block_element *second)
{
	uint32_t *letters = arena_get(&c->memory, first->len * sizeof *letters);
	common   *room = array_add(&c->commons, &c->memory, 1);

	if (!letters || !room)
		return;
	compare_letters(c, compare_text(c, 0, first->text), first->len, letters);
	*room = (common){ { first, second }, { .letters = letters, .len = first->len, .number = (uint32_t)c->commons.count - 1 },
	                  first->condition == BLOCK_ALWAYS && second->condition == BLOCK_ALWAYS };
}

static void
add_lone(compare *c, size_t side, const block_element *e, uint32_t group)
{
	const uint32_t *cp = compare_text(c, side, e->text);
	idnc_difference d = { .aspect = IDNC_ASPECT_REPERTOIRE, .group = group, .source_len = e->len };
	const node     *n = compare_node(c, side, cp, e->len);
	demand         *room;

	d.has[side] = true;
	d.source = compare_keep(c, cp, e->len);
	d.line[side] = n ? n->line : 0;
	if (compare_add(c, d) && (room = array_add(&c->lones, &c->memory, 1)) != NULL)
		*room = (demand){ side, { e->condition, e->rule } };
}

void
compare_repertoires(compare *c)
{
	const table *a = &c->sides[0].t, *b = &c->sides[1].t;
	uint32_t     i = 0, k = 0, i_end = TABLE_COUNT(a->header, ELEMENTS), k_end = TABLE_COUNT(b->header, ELEMENTS);
	uint32_t     groups[2] = { c->groups, c->groups + 1 };

	c->groups += 2;
	while ((i < i_end || k < k_end) && !c->memory.failed && !c->out->memory.failed) {
		int order = i == i_end ? 1 : k == k_end ? -1 : compare_elements(c, &a->elements[i], &b->elements[k]);
		if (order == 0)
			add_common(c, &a->elements[i], &b->elements[k]);
		else
			add_lone(c, order > 0, order < 0 ? &a->elements[i] : &b->elements[k], groups[order > 0]);
		i += order <= 0;
		k += order >= 0;
	}
	find_spellings(c);
	for (size_t n = 0; n < c->lones.count && !c->memory.failed && !c->out->memory.failed; n++)
		compare_show(c, (idnc_difference *)c->out->differences.items + n, (demand *)c->lones.items + n, 1);
}

/* ---- The whole ---- */

static idnc_table_status
begin_side(compare *c, size_t at, const idnc_table *document, idnc_table_findings *findings)
{
	compared         *s = &c->sides[at];
	size_t            size;
	idnc_table_status status = table_build(document, findings, &s->block, &size);

	if (status != IDNC_TABLE_OK)
		return status;
	s->table = document;
	s->is_open = !document->dangling && idnc_lgr_open(s->block, size, &s->lgr) == IDNC_OK;
	s->lgr.block = s->block;
	s->t = table_of(&s->lgr);
	s->machines = arena_get(&c->memory, TABLE_COUNT(s->block, RULES) * sizeof(machine *));
	sort_nodes(c, document, ELEMENT_CHAR, &s->chars, &s->chars_len);
	sort_nodes(c, document, ELEMENT_RANGE, &s->ranges, &s->ranges_len);
	return c->memory.failed ? IDNC_TABLE_E_MEMORY : IDNC_TABLE_OK;
}

static void
end_sides(compare *c)
{
	for (size_t at = 0; at < 2; at++) {
		compared *s = &c->sides[at];
		for (uint32_t i = 0; s->machines && i < TABLE_COUNT(s->block, RULES); i++)
			if (s->machines[i])
				machine_end(s->machines[i]);
		if (s->block)
			idnc_table_release(&s->table->memory.alloc, s->block);
	}
}

/* Put the differences in the order of their aspects, each in the order in which it was found. */
static void
sort_differences(idnc_comparison *out)
{
	idnc_difference *items = out->differences.items, *copy = arena_get(&out->memory, out->differences.count * sizeof *copy);
	size_t           n = 0;

	for (unsigned aspect = 0; copy && aspect < IDNC_ASPECT_COUNT; aspect++)
		for (size_t i = 0; i < out->differences.count; i++)
			if (items[i].aspect == (idnc_aspect)aspect)
				copy[n++] = items[i];
	if (copy && n > 0)
		memcpy(items, copy, n * sizeof *copy);
}

static void (*const passes[])(compare *c) = {
	find_letters, compare_repertoires, compare_contexts, compare_variants, compare_actions, compare_metadata,
};

static void
run_passes(compare *c)
{
	c->letters.item = sizeof(letter);
	c->commons.item = sizeof(common);
	c->lones.item = sizeof(demand);
	c->mappings.item = sizeof(mapping);
	c->answers.item = sizeof(answer);
	c->sames.item = sizeof(bool);
	c->pairs = intern_begin(&c->memory);
	c->questions = intern_begin(&c->memory);
	c->workspace = arena_get(&c->memory, IDNC_LGR_WORKSPACE_MIN);
	for (size_t i = 0; i < sizeof passes / sizeof *passes && !c->memory.failed && !c->out->memory.failed; i++)
		passes[i](c);
	array_free(&c->letters, &c->memory);
	array_free(&c->commons, &c->memory);
	array_free(&c->lones, &c->memory);
	array_free(&c->mappings, &c->memory);
	array_free(&c->spellings, &c->memory);
	array_free(&c->answers, &c->memory);
	array_free(&c->sames, &c->memory);
	intern_free(&c->pairs);
	intern_free(&c->questions);
	if (!c->out->memory.failed)
		sort_differences(c->out);
}

idnc_table_status
idnc_table_compare(const idnc_table *first, const idnc_table *second, const idnc_compare_options *options,
                   idnc_table_findings *findings, idnc_comparison **out)
{
	idnc_alloc        alloc = alloc_or_libc(options ? options->alloc : NULL);
	uint64_t          states = options && options->states_max > 0 ? options->states_max : IDNC_COMPARE_STATES;
	compare           c = { .memory = { .alloc = alloc }, .budget = states << 10 };
	const idnc_table *tables[] = { first, second };
	idnc_table_status status = IDNC_TABLE_OK;

	c.out = alloc.allocate(alloc.context, sizeof *c.out);
	if (!c.out)
		return IDNC_TABLE_E_MEMORY;
	*c.out = (idnc_comparison){ .memory = { .alloc = alloc }, .differences = { .item = sizeof(idnc_difference) } };
	for (size_t i = 0; i < 2 && status == IDNC_TABLE_OK; i++)
		status = begin_side(&c, i, tables[i], findings);
	if (status == IDNC_TABLE_OK)
		run_passes(&c);
	if (status == IDNC_TABLE_OK && (c.memory.failed || c.out->memory.failed))
		status = IDNC_TABLE_E_MEMORY;
	end_sides(&c);
	arena_free(&c.memory);
	if (status == IDNC_TABLE_OK)
		*out = c.out;
	else
		idnc_comparison_free(c.out);
	return status;
}

size_t
idnc_comparison_count(const idnc_comparison *comparison)
{
	return comparison->differences.count;
}

const idnc_difference *
idnc_comparison_at(const idnc_comparison *comparison, size_t index)
{
	return index < comparison->differences.count ? (const idnc_difference *)comparison->differences.items + index : NULL;
}

void
idnc_comparison_free(idnc_comparison *comparison)
{
	idnc_alloc alloc;

	if (!comparison)
		return;
	alloc = comparison->memory.alloc;
	array_free(&comparison->differences, &comparison->memory);
	arena_free(&comparison->memory);
	alloc.release(alloc.context, comparison);
}
