/* SPDX-License-Identifier: MIT */
/* Terms of a rule, and what is behind them when a letter is read. */
#include "tables/machine.h"

#include <stdlib.h>
#include <string.h>

#include "tables/compile.h"

/* A matcher that is still to be found so many times, and what comes behind it.  In this order, a list of words. */
typedef struct term {
	uint32_t node, least, most, next;
} term;

#define TERM_MATCHED 0u /* nothing is left to be found */

enum { FLAG_KNOWN = 1, FLAG_ACCEPTS = 2, FLAG_SOUGHT = 4, FLAG_DEAD = 8 };

/* So many states are looked at for one that accepts. */
enum { SOUGHT_MAX = 256 };

/* How terms are followed without reading. */
typedef struct place {
	bool is_start; /* nothing was read */
	bool is_end;   /* nothing will be */
} place;

static const block_node *
node_of(const machine *m, uint32_t index)
{
	return m->t->nodes + index;
}

static uint32_t
child_of(const machine *m, const block_node *n, uint32_t i)
{
	return m->t->children[n->child + i];
}

/* Pay for work; a machine that cannot is of no use. */
static void
pay(machine *m, uint64_t cost)
{
	if (!budget_pay(m->budget, cost))
		m->trouble = IDNC_UNDECIDED_STATES;
}

static bool
is_over(const machine *m)
{
	return m->memory->failed || m->trouble != IDNC_UNDECIDED_NOT;
}

static uint32_t
term_make(machine *m, uint32_t matcher, uint32_t least, uint32_t most, uint32_t next)
{
	uint32_t words[] = { matcher, least, most, next };

	return intern(&m->terms, words, 4);
}

/* The term of a matcher that begins. */
static uint32_t
term_enter(machine *m, uint32_t matcher, uint32_t next)
{
	return term_make(m, matcher, node_of(m, matcher)->least, node_of(m, matcher)->most, next);
}

static term
term_at(const machine *m, uint32_t number)
{
	size_t          len;
	const uint32_t *words = intern_words(&m->terms, number, &len);

	return (term){ words[0], words[1], words[2], words[3] };
}

static bool
is_leaf(const block_node *n)
{
	return n->op == BLOCK_ANY || n->op == BLOCK_CHAR || n->op == BLOCK_CLASS;
}

/* One of them was found: what is left to be found. */
static uint32_t
term_found(machine *m, const term *t)
{
	if (t->most == 1)
		return t->next;
	return term_make(m, t->node, t->least > 0 ? t->least - 1 : 0, t->most == BLOCK_NO_BOUND ? t->most : t->most - 1,
	                 t->next);
}

/* Add a number to a list of them. */
static void
push(machine *m, array *list, uint32_t number)
{
	uint32_t *room = array_add(list, m->memory, 1);

	if (room)
		*room = number;
}

/* Go on at a term, once a turn.  is_first: nothing of the rule was passed on the way to it. */
static void
visit(machine *m, uint32_t number, bool is_first)
{
	uint32_t at = number << 1 | is_first;

	pay(m, 1);
	if (is_over(m))
		return;
	if (at >= m->seen.count) {
		pay(m, 64 * COST_WORD);
		array_add(&m->seen, m->memory, at + 64 - m->seen.count);
	}
	if (m->memory->failed || ((uint32_t *)m->seen.items)[at] == m->turn)
		return;
	((uint32_t *)m->seen.items)[at] = m->turn;
	push(m, &m->open, at);
}

/* A choice or sequence, once, and `next` behind it. */
static void
visit_group(machine *m, const block_node *n, uint32_t next, bool is_first)
{
	if (n->op == BLOCK_CHOICE) {
		for (uint32_t i = 0; i < n->children; i++)
			visit(m, term_enter(m, child_of(m, n, i), next), is_first);
		return;
	}
	for (uint32_t i = n->children; i-- > 0;)
		next = term_enter(m, child_of(m, n, i), next);
	visit(m, next, is_first);
}

/*
 * A look-around.  As a match may begin anywhere, a look-behind that is the first thing of a rule is like any
 * matcher there; so is a look-ahead that is the last.  RFC 7940, 6.4.2 has no others.
 */
static void
visit_look(machine *m, const block_node *n, uint32_t next, bool is_first)
{
	if (n->op == BLOCK_BEHIND ? is_first : next == TERM_MATCHED)
		visit(m, term_enter(m, child_of(m, n, 0), next), is_first);
	else
		m->trouble = IDNC_UNDECIDED_LOOK_AROUND;
}

/* Follow a term as far as nothing need be read; what waits for a letter, the anchor or the end is put into the set. */
static void
follow(machine *m, uint32_t number, bool is_first, place p)
{
	term              t = term_at(m, number);
	const block_node *n = node_of(m, t.node);

	switch ((block_op)n->op) {
	case BLOCK_ANY:
	case BLOCK_CHAR:
	case BLOCK_CLASS:
		if (t.most > 0)
			push(m, &m->set, number);
		/* fall through */
	case BLOCK_NEVER:
		if (n->op == BLOCK_NEVER && n->arg == BLOCK_NEVER_MISSING)
			m->trouble = IDNC_UNDECIDED_RULE_MISSING;
		if (t.least == 0)
			visit(m, t.next, false);
		break;
	case BLOCK_SEQUENCE:
	case BLOCK_CHOICE:
		if (t.least == 0)
			visit(m, t.next, false);
		if (t.most > 0)
			visit_group(m, n, term_found(m, &t), is_first);
		break;
	case BLOCK_START:
		if (p.is_start && !p.is_end)
			visit(m, t.next, false);
		break;
	case BLOCK_END:
		if (p.is_end)
			visit(m, t.next, false);
		else
			push(m, &m->set, number);
		break;
	case BLOCK_ANCHOR:
		push(m, &m->set, number);
		break;
	case BLOCK_BEHIND:
	case BLOCK_AHEAD:
		visit_look(m, n, t.next, is_first);
		break;
	}
}

/* Follow the terms that are open, and all behind them. */
static void
settle(machine *m, place p)
{
	while (m->open.count > 0 && !is_over(m)) {
		uint32_t at = ((uint32_t *)m->open.items)[--m->open.count];
		if (at >> 1 == TERM_MATCHED)
			m->has_matched = true;
		else
			follow(m, at >> 1, at & 1, p);
	}
}

static void
set_begin(machine *m)
{
	m->turn++;
	m->set.count = m->open.count = 0;
	m->has_matched = false;
}

static int
compare_words(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

/* Sort numbers, and keep the first of each; how many are left. */
static size_t
sort_words(uint32_t *words, size_t count)
{
	size_t kept = 0;

	if (count > 1)
		qsort(words, count, sizeof *words, compare_words);
	for (size_t i = 0; i < count; i++)
		if (kept == 0 || words[kept - 1] != words[i])
			words[kept++] = words[i];
	return kept;
}

/* The state of the set; room for what is known of it. */
static uint32_t
set_end(machine *m)
{
	uint32_t state;
	size_t   kept;

	if (is_over(m) || m->has_matched)
		return MACHINE_MATCHED;
	kept = sort_words(m->set.items, m->set.count);
	state = intern(&m->states, m->set.items, kept);
	if (state == INTERN_NONE)
		return MACHINE_MATCHED;
	pay(m, kept);
	if (state >= m->flags.count) {
		pay(m, (kept + 4) * COST_WORD);
		array_add(&m->flags, m->memory, 1);
		array_add(&m->moves, m->memory, 1);
	}
	return state;
}

/* The set of a state into the set that is being made. */
static void
set_add(machine *m, uint32_t state)
{
	size_t          len;
	const uint32_t *words = intern_words(&m->states, state, &len);
	uint32_t       *room = array_add(&m->set, m->memory, len);

	if (room && len > 0)
		memcpy(room, words, len * sizeof *words);
	m->has_matched |= state == MACHINE_MATCHED;
}

/* ---- Letters, as far as the rule tells them apart ---- */

/* The matchers of one code point below a node; one that is referred to more than once is there as often. */
static void
find_leaves(machine *m, uint32_t index, array *leaves)
{
	const block_node *n = node_of(m, index);

	pay(m, COST_WORD);
	if (is_over(m))
		return;
	if (is_leaf(n) && n->op != BLOCK_ANY)
		push(m, leaves, index);
	for (uint32_t i = 0; i < n->children; i++)
		find_leaves(m, child_of(m, n, i), leaves);
}

static bool
takes(const machine *m, const block_node *n, uint32_t letter_index)
{
	const letter *one = &m->letters[letter_index];

	if (n->op == BLOCK_CLASS)
		return one->classes[m->side][n->arg / 64] >> (n->arg % 64) & 1;
	return n->op == BLOCK_ANY || one->cp == n->arg;
}

/* Number the letters by which leaves take them. */
static void
find_kinds(machine *m, size_t count, const array *leaves)
{
	size_t    words = leaves->count / 32 + 1;
	interner  kinds = intern_begin(m->memory);
	uint32_t *bits = arena_get(m->memory, words * sizeof *bits);

	pay(m, count * (leaves->count + COST_WORD));
	if (is_over(m))
		return;
	m->kind_of = arena_get(m->memory, count * sizeof *m->kind_of);
	m->letter_of = arena_get(m->memory, count * sizeof *m->letter_of);
	for (uint32_t i = 0; i < count && !m->memory->failed; i++) {
		memset(bits, 0, words * sizeof *bits);
		for (size_t k = 0; k < leaves->count; k++)
			if (takes(m, node_of(m, ((uint32_t *)leaves->items)[k]), i))
				bits[k / 32] |= UINT32_C(1) << k % 32;
		m->kind_of[i] = intern(&kinds, bits, words);
		if (m->kind_of[i] == m->kinds)
			m->letter_of[m->kinds++] = i;
	}
	intern_free(&kinds);
}

bool
machine_begin(machine *m, const table *t, size_t side, uint16_t rule, const array *letters, arena *memory,
              uint64_t *budget)
{
	static const uint32_t none[] = { UINT32_MAX };
	array leaves = { .item = sizeof(uint32_t) };

	*m = (machine){ .t = t, .memory = memory, .budget = budget, .root = t->rules[rule].node, .side = side, .letters = letters->items,
	                .terms = intern_begin(memory), .states = intern_begin(memory), .flags = { .item = 1 },
	                .moves = { .item = sizeof(uint32_t *) }, .set = { .item = sizeof(uint32_t) },
	                .open = { .item = sizeof(uint32_t) }, .seen = { .item = sizeof(uint32_t) } };
	find_leaves(m, m->root, &leaves);
	leaves.count = sort_words(leaves.items, leaves.count);
	find_kinds(m, letters->count, &leaves);
	array_free(&leaves, memory);
	intern(&m->terms, none, 1); /* TERM_MATCHED */
	set_begin(m);
	visit(m, term_enter(m, m->root, TERM_MATCHED), true);
	settle(m, (place){ .is_start = true });
	/* A rule that matches nothing at all matches everywhere: its start is no state of its own. */
	if (m->has_matched) {
		m->has_matched = false;
		m->set.count = 0;
		push(m, &m->set, TERM_MATCHED);
	}
	set_end(m);
	intern(&m->states, none, 1); /* MACHINE_MATCHED */
	array_add(&m->flags, memory, 1);
	array_add(&m->moves, memory, 1);
	set_begin(m);
	visit(m, term_enter(m, m->root, TERM_MATCHED), true);
	settle(m, (place){ 0 });
	m->restart = set_end(m);
	return !memory->failed;
}

/* ---- Reading ---- */

/* Put the terms behind those of the state that wait for a letter, or for the anchor, into the set. */
static void
advance(machine *m, uint32_t state, block_op wanted, uint32_t letter_index)
{
	size_t len;

	intern_words(&m->states, state, &len);
	for (size_t i = 0; i < len && !is_over(m); i++) {
		uint32_t          number = intern_words(&m->states, state, &len)[i];
		term              t;
		const block_node *n;
		if (number == TERM_MATCHED) {
			m->has_matched = true;
			continue;
		}
		t = term_at(m, number);
		n = node_of(m, t.node);
		if (wanted == BLOCK_ANCHOR ? n->op == BLOCK_ANCHOR : is_leaf(n) && takes(m, n, letter_index))
			visit(m, term_found(m, &t), false);
	}
	settle(m, (place){ 0 });
}

static uint32_t *
moves_of(machine *m, uint32_t state)
{
	uint32_t **moves = (uint32_t **)m->moves.items + state;

	if (*moves)
		return *moves;
	pay(m, m->kinds * COST_WORD);
	*moves = is_over(m) ? NULL : arena_get(m->memory, m->kinds * sizeof **moves);
	if (*moves)
		memset(*moves, 0xFF, m->kinds * sizeof **moves);
	return *moves;
}

uint32_t
machine_step(machine *m, uint32_t state, uint32_t letter_index)
{
	uint32_t  kind, to;
	uint32_t *moves;

	if (state == MACHINE_MATCHED || is_over(m))
		return MACHINE_MATCHED;
	kind = m->kind_of[letter_index];
	moves = moves_of(m, state);
	if (!moves || moves[kind] != UINT32_MAX)
		return moves ? moves[kind] : MACHINE_MATCHED;
	set_begin(m);
	advance(m, state, BLOCK_ANY, m->letter_of[kind]);
	if (!is_over(m))
		set_add(m, m->restart);
	to = set_end(m);
	if (!is_over(m))
		moves[kind] = to;
	return to;
}

uint32_t
machine_mark(machine *m, uint32_t state, const uint32_t *letters, size_t len)
{
	uint32_t apart = state;

	if (state == MACHINE_MATCHED)
		return state;
	if (!letters)
		apart = m->restart;
	for (size_t i = 0; letters && i < len; i++)
		apart = machine_step(m, apart, letters[i]);
	set_begin(m);
	advance(m, state, BLOCK_ANCHOR, 0);
	if (!is_over(m))
		set_add(m, apart);
	return set_end(m);
}

bool
machine_accepts(machine *m, uint32_t state)
{
	uint8_t *flags;
	size_t   len;

	if (state == MACHINE_MATCHED || is_over(m))
		return true;
	flags = (uint8_t *)m->flags.items + state;
	if (*flags & FLAG_KNOWN)
		return *flags & FLAG_ACCEPTS;
	set_begin(m);
	intern_words(&m->states, state, &len);
	for (size_t i = 0; i < len && !is_over(m); i++) {
		uint32_t number = intern_words(&m->states, state, &len)[i];
		if (number != TERM_MATCHED && node_of(m, term_at(m, number).node)->op == BLOCK_END)
			visit(m, term_at(m, number).next, false);
		m->has_matched |= number == TERM_MATCHED;
	}
	settle(m, (place){ .is_end = true });
	*flags |= (uint8_t)(FLAG_KNOWN | (m->has_matched ? FLAG_ACCEPTS : 0));
	return m->has_matched;
}

/* Add a state to those that are sought through, once. */
static size_t
seek(uint32_t *list, size_t count, uint32_t state)
{
	size_t i = 0;

	while (i < count && list[i] != state)
		i++;
	if (i == count && count < SOUGHT_MAX)
		list[count++] = state;
	return count;
}

bool
machine_can_accept(machine *m, uint32_t state)
{
	uint32_t list[SOUGHT_MAX];
	size_t   count = seek(list, 0, state);

	if (state == MACHINE_MATCHED || is_over(m))
		return true;
	if (((uint8_t *)m->flags.items)[state] & FLAG_SOUGHT)
		return !(((uint8_t *)m->flags.items)[state] & FLAG_DEAD);
	for (size_t i = 0; i < count; i++) {
		if (machine_accepts(m, list[i]) || count == SOUGHT_MAX)
			count = SOUGHT_MAX;
		for (uint32_t kind = 0; kind < m->kinds && count < SOUGHT_MAX && !is_over(m); kind++)
			count = seek(list, count, machine_step(m, list[i], m->letter_of[kind]));
		if (count == SOUGHT_MAX || is_over(m))
			break;
	}
	if (is_over(m))
		return true;
	((uint8_t *)m->flags.items)[state] |= (uint8_t)(FLAG_SOUGHT | (count < SOUGHT_MAX ? FLAG_DEAD : 0));
	return count == SOUGHT_MAX;
}

void
machine_end(machine *m)
{
	array *lists[] = { &m->flags, &m->moves, &m->set, &m->open, &m->seen };

	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
		array_free(lists[i], m->memory);
	intern_free(&m->terms);
	intern_free(&m->states);
}
