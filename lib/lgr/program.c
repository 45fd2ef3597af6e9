/* SPDX-License-Identifier: MIT */
/* Rules as automata: from the matchers of a table to instructions, from these to sets of places. */
#include "lgr/program.h"

#include "base/memory.h"

typedef enum instruction_op {
	OP_TAKE,  /* wait for a code point that the node `arg` matches */
	OP_SPLIT, /* go on, and at `arg` */
	OP_JUMP,  /* go on at `arg` */
	OP_START, /* only at the start of the label */
	OP_END,   /* only at its end */
	OP_FAIL,
	OP_MATCH  /* the end of the program; place: its accepting one */
} instruction_op;

struct instruction {
	uint8_t  op;
	uint16_t place;
	uint32_t arg;
};

#define NO_CODE UINT32_MAX

bool
program_begin(automaton *a, const view *label, bool shares_ends, arena *memory)
{
	*a = (automaton){ .t = label->t, .meter = label->meter, .shares_ends = shares_ends, .places = shares_ends ? 2 : 0 };
	a->code = arena_take(memory, PROGRAM_CODE_MAX * sizeof *a->code);
	a->programs = arena_take(memory, PROGRAM_COUNT_MAX * sizeof *a->programs);
	return a->code && a->programs;
}

static void
emit(automaton *a, instruction_op op, uint32_t arg)
{
	instruction *i = &a->code[a->code_len];

	a->is_over |= a->code_len == PROGRAM_CODE_MAX || a->places == PROGRAM_PLACES_MAX;
	if (a->is_over)
		return;
	a->code_len++;
	*i = (instruction){ .op = (uint8_t)op, .arg = arg };
	if (op == OP_TAKE)
		i->place = (uint16_t)a->places++;
}

/* Let every instruction of a chain, each of which names the one before, go on behind the last one. */
static void
patch(automaton *a, uint32_t chain)
{
	while (chain != NO_CODE && !a->is_over) {
		uint32_t before = a->code[chain].arg;
		a->code[chain].arg = a->code_len;
		chain = before;
	}
}

static void
emit_choice(automaton *a, const block_node *node)
{
	const uint32_t *children = a->t->children + node->child;
	uint32_t        ends = NO_CODE;

	for (uint32_t i = 0; i < node->children && !a->is_over; i++) {
		uint32_t split = a->code_len;
		if (i + 1 < node->children)
			emit(a, OP_SPLIT, NO_CODE);
		program_append(a, children[i]);
		if (i + 1 == node->children)
			break;
		emit(a, OP_JUMP, ends);
		ends = a->code_len - 1;
		patch(a, split);
	}
	patch(a, ends);
}

/* A node, its count aside. */
static void
emit_once(automaton *a, uint32_t index)
{
	const block_node *node = a->t->nodes + index;

	switch ((block_op)node->op) {
	case BLOCK_ANY:
	case BLOCK_CHAR:
	case BLOCK_CLASS:
		emit(a, OP_TAKE, index);
		break;
	case BLOCK_SEQUENCE:
		for (uint32_t i = 0; i < node->children && !a->is_over; i++)
			program_append(a, a->t->children[node->child + i]);
		break;
	case BLOCK_CHOICE:
		emit_choice(a, node);
		break;
	case BLOCK_START:
		emit(a, OP_START, 0);
		break;
	case BLOCK_END:
		emit(a, OP_END, 0);
		break;
	case BLOCK_NEVER:
		emit(a, OP_FAIL, 0);
		break;
	case BLOCK_ANCHOR:
	case BLOCK_BEHIND:
	case BLOCK_AHEAD:
		/* A place in a place: no table that was read has one.  RFC 7940, 6.4.2 */
		a->is_over = true;
		break;
	}
}

void
program_append(automaton *a, uint32_t index)
{
	const block_node *node = a->t->nodes + index;
	bool              is_counted = node->op < BLOCK_START || node->op == BLOCK_NEVER;
	unsigned          least = is_counted ? node->least : 1, most = is_counted ? node->most : 1;
	uint32_t          chain = NO_CODE;

	if (node->op <= BLOCK_CLASS && least > IDNC_LGR_LABEL_MAX) {
		emit(a, OP_FAIL, 0);
		return;
	}
	for (unsigned n = 0; n < least && !a->is_over; n++)
		emit_once(a, index);
	if (most == BLOCK_NO_BOUND) {
		uint32_t loop = a->code_len;
		emit(a, OP_SPLIT, NO_CODE);
		emit_once(a, index);
		emit(a, OP_JUMP, loop);
		patch(a, loop);
		return;
	}
	for (unsigned n = least; n < most && !a->is_over; n++) {
		emit(a, OP_SPLIT, chain);
		chain = a->code_len - 1;
		emit_once(a, index);
	}
	patch(a, chain);
}

uint16_t
program_open(automaton *a, bool is_rule)
{
	program *p = &a->programs[a->programs_len];

	a->is_over |= a->programs_len == PROGRAM_COUNT_MAX || a->places + 2 > PROGRAM_PLACES_MAX;
	if (a->is_over)
		return PROGRAM_NONE;
	*p = (program){ .entry = a->code_len, .begin = (uint16_t)a->places, .is_rule = is_rule };
	if (!a->shares_ends) {
		p->accept = p->begin;
		a->places += 2;
	}
	return (uint16_t)a->programs_len++;
}

void
program_close(automaton *a)
{
	if (a->is_over)
		return;
	emit(a, OP_MATCH, 0);
	if (a->is_over)
		return;
	a->code[a->code_len - 1].place = a->programs[a->programs_len - 1].accept;
	a->programs[a->programs_len - 1].end = (uint16_t)a->places;
}

/* What following instructions without reading needs: where to go on, and where it was. */
struct walk {
	uint32_t *open, *seen; /* two of each instruction: before and behind an OP_END */
	uint32_t  open_len, turn;
};

static void
visit(struct walk *w, uint32_t pc, bool is_ended)
{
	uint32_t at = pc << 1 | is_ended;

	if (w->seen[at] == w->turn)
		return;
	w->seen[at] = w->turn;
	w->open[w->open_len++] = at;
}

/* Add the places that an instruction leads to without reading. */
static void
follow(const automaton *a, struct walk *w, uint32_t pc, bool is_start, uint64_t *set)
{
	w->turn++;
	for (visit(w, pc, false); w->open_len > 0 && !meter_is_empty(a->meter);) {
		uint32_t           at = w->open[--w->open_len] >> 1;
		bool               is_ended = w->open[w->open_len] & 1;
		const instruction *i = &a->code[at];
		meter_pay(a->meter, 1);
		switch ((instruction_op)i->op) {
		case OP_TAKE:
			if (!is_ended)
				program_add(set, i->place);
			break;
		case OP_SPLIT:
			visit(w, at + 1, is_ended);
			visit(w, i->arg, is_ended);
			break;
		case OP_JUMP:
			visit(w, i->arg, is_ended);
			break;
		case OP_START:
			/* The start is not the end: no label is empty. */
			if (is_start && !is_ended)
				visit(w, at + 1, false);
			break;
		case OP_END:
			visit(w, at + 1, true);
			break;
		case OP_FAIL:
			break;
		case OP_MATCH:
			program_add(set, i->place + (size_t)is_ended);
			break;
		}
	}
}

static uint64_t *
take_sets(const automaton *a, size_t count, arena *memory)
{
	size_t    bytes = count * a->words * sizeof(uint64_t);
	uint64_t *sets = arena_take(memory, bytes);

	if (sets)
		memset(sets, 0, bytes);
	return sets;
}

static bool
is_taken(const block_node *node, const letter *l)
{
	if (node->op == BLOCK_CLASS)
		return program_has(l->classes, node->arg);
	return node->op == BLOCK_ANY || l->cp == node->arg;
}

static void
make_sets(automaton *a, const letter *letters, size_t letters_len, struct walk *w)
{
	for (uint32_t pc = 0; pc < a->code_len; pc++) {
		const instruction *i = &a->code[pc];
		if (i->op != OP_TAKE)
			continue;
		follow(a, w, pc + 1, false, a->next + (size_t)i->place * a->words);
		for (size_t k = 0; k < letters_len; k++)
			if (is_taken(a->t->nodes + i->arg, &letters[k]))
				program_add(a->taken + k * a->words, i->place);
	}
	for (uint32_t n = 0; n < a->programs_len; n++) {
		const program *p = &a->programs[n];
		uint64_t      *first = a->first + (size_t)n * a->words;
		follow(a, w, p->entry, false, first);
		follow(a, w, p->entry, true, a->start_first);
		if (p->is_rule)
			program_add(a->absorbing, p->accept);
		for (uint32_t k = 0; k < a->words; k++)
			a->any_first[k] |= first[k];
	}
}

bool
program_finish(automaton *a, const letter *letters, size_t letters_len, arena *memory)
{
	struct walk w = { .turn = 0 };
	size_t      used, bytes = (size_t)a->code_len * 2 * sizeof *w.seen;

	a->words = a->places / 64 + 1;
	a->taken = take_sets(a, letters_len, memory);
	a->next = take_sets(a, a->places, memory);
	a->first = take_sets(a, a->programs_len, memory);
	a->any_first = take_sets(a, 1, memory);
	a->start_first = take_sets(a, 1, memory);
	a->absorbing = take_sets(a, 1, memory);
	used = memory->used;
	w.open = arena_take(memory, bytes);
	w.seen = arena_take(memory, bytes);
	if (!a->taken || !a->next || !a->first || !a->any_first || !a->start_first || !a->absorbing || !w.open || !w.seen)
		return false;
	memset(w.seen, 0, bytes);
	make_sets(a, letters, letters_len, &w);
	memory->used = used;
	return !meter_is_empty(a->meter);
}

/* A rule that has matched has nothing else to wait for. */
static void
absorb(const automaton *a, uint64_t *set)
{
	for (uint32_t n = 0; n < a->programs_len; n++) {
		const program *p = &a->programs[n];
		if (!p->is_rule || !program_has(set, p->accept))
			continue;
		for (size_t place = p->begin; place < p->end; place++)
			set[place / 64] &= ~(UINT64_C(1) << (place % 64));
		program_add(set, p->accept);
	}
}

void
program_step(const automaton *a, const uint64_t *from, const uint64_t *first, size_t letter_index, uint64_t *to)
{
	const uint64_t *taken = a->taken + letter_index * a->words;

	size_t          read = 1; /* sets */

	memset(to, 0, a->words * sizeof *to);
	for (size_t k = 0; k < a->words; k++) {
		uint64_t live = from[k] | (first ? first[k] : 0), taking = live & taken[k];
		to[k] |= live & a->absorbing[k];
		for (size_t place = 64 * k; taking; taking >>= 1, place++) {
			read += taking & 1;
			for (size_t n = 0; taking & 1 && n < a->words; n++)
				to[n] |= a->next[place * a->words + n];
		}
	}
	meter_pay(a->meter, 1 + (read * a->words + a->programs_len) / METER_WORDS);
	if (!first)
		return;
	absorb(a, to);
	for (size_t k = 0; k < a->words; k++)
		to[k] &= ~a->any_first[k];
}
