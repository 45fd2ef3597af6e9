/* SPDX-License-Identifier: MIT */
/* The rules that decide about labels of given letters, and their parts before and behind the anchor. */
#include "lgr/context.h"

#include "base/memory.h"

/* ---- Letters and the elements they write ---- */

/* Where a code point is in an ascending list, or belongs. */
static size_t
lower_bound(const letter *list, size_t len, uint32_t cp)
{
	size_t low = 0;

	while (len > 0) {
		size_t half = len / 2;
		if (list[low + half].cp < cp) {
			low += half + 1;
			len -= half + 1;
		} else {
			len = half;
		}
	}
	return low;
}

size_t
contexts_find(const contexts *c, uint32_t cp)
{
	size_t at = lower_bound(c->letters, c->letters_len, cp);

	return at < c->letters_len && c->letters[at].cp == cp ? at : c->letters_len;
}

/* Add a code point to the letters; one that no element has makes no label, so it is none. */
static bool
add_letter(const table *t, letter *list, size_t *len, uint32_t cp)
{
	const block_point *point = table_point(t, cp);
	size_t             at = lower_bound(list, *len, cp);

	if (!point || (at < *len && list[at].cp == cp))
		return true;
	if (*len == CONTEXT_LETTERS_MAX)
		return false;
	memmove(&list[at + 1], &list[at], (*len - at) * sizeof *list);
	list[at] = (letter){ .cp = cp, .candidate = point->element, .candidates = point->elements,
	                     .classes = t->class_sets + point->class_set };
	++*len;
	return true;
}

static bool
collect_letters(contexts *c, const source *s, arena *memory)
{
	size_t  used = memory->used, len = 0;
	letter *list = arena_take(memory, CONTEXT_LETTERS_MAX * sizeof *list);

	for (uint32_t i = 0; list && i < s->first[s->v.len]; i++)
		for (size_t k = 0; k < s->options[i].text_len; k++) {
			meter_pay(s->v.meter, 1);
			if (!add_letter(c->t, list, &len, c->t->text[s->options[i].text + k]) || meter_is_empty(s->v.meter))
				return false;
		}
	c->letters = list;
	c->letters_len = len;
	memory->used = used;
	return list && arena_take(memory, len * sizeof *list);
}

static bool
can_occur(const contexts *c, const block_element *element)
{
	bool can = true;

	for (size_t i = 0; can && i < element->len; i++)
		can = contexts_find(c, c->t->text[element->text + i]) < c->letters_len;
	return can;
}

/* Turn the elements of each letter from those of the table into those that can occur. */
static bool
collect_candidates(contexts *c, arena *memory)
{
	size_t used = memory->used, room = 0, count = 0;

	for (size_t i = 0; i < c->letters_len && room <= CONTEXT_CANDIDATES_MAX; i++)
		room += c->letters[i].candidates;
	c->candidates = room <= CONTEXT_CANDIDATES_MAX ? arena_take(memory, room * sizeof *c->candidates) : NULL;
	if (!c->candidates)
		return false;
	for (size_t i = 0; i < c->letters_len; i++) {
		const block_element *element = c->t->elements + c->letters[i].candidate;
		const block_element *end = element + c->letters[i].candidates;
		c->letters[i].candidate = (uint32_t)count;
		for (; element < end; element++) {
			if (can_occur(c, element))
				c->candidates[count++] = element;
			meter_pay(c->past.meter, 1 + element->len / METER_GLANCES);
			if (meter_is_empty(c->past.meter))
				return false;
		}
		c->letters[i].candidates = (uint32_t)count - c->letters[i].candidate;
	}
	memory->used = used;
	return arena_take(memory, count * sizeof *c->candidates);
}

/* ---- Rules with an anchor ---- */

/* The way from the root of a rule to an anchor: sequences, and which child of each it takes. */
struct way {
	struct turn {
		const block_node *node;
		uint32_t          child;
	} turns[BLOCK_DEPTH_MAX];
	size_t len;
};

static bool
has_anchor(const table *t, const block_node *node)
{
	bool has = node->op == BLOCK_ANCHOR;

	for (uint32_t i = 0; !has && i < node->children; i++)
		has = has_anchor(t, t->nodes + t->children[node->child + i]);
	return has;
}

/* A program that is opened with its first matcher. */
struct part {
	automaton *a;
	uint16_t   program;
	bool       is_closed; /* a look-ahead ended it */
};

static void
append(struct part *p, uint32_t node)
{
	if (p->is_closed)
		p->a->is_over = true;
	if (p->program == PROGRAM_NONE)
		p->program = program_open(p->a, false);
	if (!p->a->is_over)
		program_append(p->a, node);
}

/*
 * A matcher before the anchor.  Since a match may begin anywhere, matchers before the anchor are a
 * look-behind themselves, and a look-behind as the first of them is more of the same.
 */
static void
append_before(const table *t, struct part *p, uint32_t node)
{
	bool is_look = t->nodes[node].op == BLOCK_BEHIND;

	if (is_look && p->program != PROGRAM_NONE)
		p->a->is_over = true;
	append(p, is_look ? t->children[t->nodes[node].child] : node);
}

/* A matcher behind the anchor: the same, mirrored. */
static void
append_behind(const table *t, struct part *p, uint32_t node)
{
	bool is_look = t->nodes[node].op == BLOCK_AHEAD;

	append(p, is_look ? t->children[t->nodes[node].child] : node);
	p->is_closed = is_look;
}

static void
add_alternative(contexts *c, context *rule, const struct way *way)
{
	const table *t = c->t;
	struct part  before = { &c->past, PROGRAM_NONE, false }, behind = { &c->future, PROGRAM_NONE, false };

	for (size_t i = 0; i < way->len; i++)
		for (uint32_t k = 0; k < way->turns[i].child; k++)
			append_before(t, &before, t->children[way->turns[i].node->child + k]);
	if (before.program != PROGRAM_NONE)
		program_close(&c->past);
	for (size_t i = way->len; i-- > 0;)
		for (uint32_t k = way->turns[i].child + 1; k < way->turns[i].node->children; k++)
			append_behind(t, &behind, t->children[way->turns[i].node->child + k]);
	if (behind.program != PROGRAM_NONE)
		program_close(&c->future);
	if (rule->count == CONTEXT_ALTERNATIVES_MAX || c->alternatives_len == PROGRAM_COUNT_MAX) {
		c->past.is_over = true;
		return;
	}
	c->alternatives[c->alternatives_len++] = (alternative){ before.program, behind.program };
	rule->count++;
}

/*
 * Find all ways to an anchor.  A choice with a branch that has none is refused: what it means is not
 * defined.  RFC 7940, 6.4.1
 */
static void
find_ways(contexts *c, context *rule, struct way *way, const block_node *node)
{
	const uint32_t *children = c->t->children + node->child;
	uint32_t        with = 0;

	if (c->past.is_over)
		return;
	if (node->op == BLOCK_ANCHOR) {
		add_alternative(c, rule, way);
		return;
	}
	for (uint32_t i = 0; i < node->children; i++)
		with += has_anchor(c->t, c->t->nodes + children[i]);
	if (node->op == BLOCK_CHOICE ? with != node->children : node->op != BLOCK_SEQUENCE || with != 1) {
		c->past.is_over = true;
		return;
	}
	for (uint32_t i = 0; i < node->children; i++) {
		const block_node *child = c->t->nodes + children[i];
		if (node->op == BLOCK_SEQUENCE && !has_anchor(c->t, child))
			continue;
		way->turns[way->len] = (struct turn){ node, i };
		way->len += node->op == BLOCK_SEQUENCE;
		find_ways(c, rule, way, child);
		way->len -= node->op == BLOCK_SEQUENCE;
	}
}

static void
make_rule(contexts *c, uint8_t condition, uint16_t index)
{
	const block_rule *rule = c->t->rules + index;
	struct way        way = { .len = 0 };

	if (condition == BLOCK_ALWAYS || c->rules[index].is_made)
		return;
	c->rules[index] = (context){ .first = (uint32_t)c->alternatives_len, .program = PROGRAM_NONE, .is_made = true };
	if (rule->has_anchor) {
		find_ways(c, &c->rules[index], &way, c->t->nodes + rule->node);
		return;
	}
	c->rules[index].program = program_open(&c->past, true);
	if (!c->past.is_over)
		program_append(&c->past, rule->node);
	program_close(&c->past);
}

bool
contexts_make(contexts *c, const source *s, arena *memory)
{
	const table *t = s->v.t;
	size_t       bytes = TABLE_COUNT(t->header, RULES) * sizeof *c->rules;

	c->t = t;
	c->alternatives_len = 0;
	if (!program_begin(&c->past, &s->v, false, memory) || !program_begin(&c->future, &s->v, true, memory) ||
	    !collect_letters(c, s, memory) || !collect_candidates(c, memory))
		return false;
	c->rules = arena_take(memory, bytes);
	c->alternatives = arena_take(memory, PROGRAM_COUNT_MAX * sizeof *c->alternatives);
	if (!c->rules || !c->alternatives)
		return false;
	memset(c->rules, 0, bytes);
	for (uint32_t i = 0; i < t->actions_count; i++)
		make_rule(c, t->actions[i].condition, t->actions[i].rule);
	for (size_t i = 0; i < c->letters_len; i++)
		for (uint32_t k = 0; k < c->letters[i].candidates; k++) {
			const block_element *element = c->candidates[c->letters[i].candidate + k];
			make_rule(c, element->condition, element->rule);
		}
	return !c->past.is_over && !c->future.is_over && program_finish(&c->past, c->letters, c->letters_len, memory) &&
	       program_finish(&c->future, c->letters, c->letters_len, memory);
}
