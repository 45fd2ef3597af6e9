/* SPDX-License-Identifier: MIT */
/* The joint states of machines, in the order of the lengths of the labels that lead there. */
#include "tables/product.h"

#include <string.h>

static reached *
reached_at(const product *p, uint32_t state)
{
	return (reached *)p->reached.items + state;
}

/* Note that a state is reached, unless a shorter label does. */
static void
arrive(product *p, const uint32_t *words, reached how)
{
	bool      is_new;
	uint32_t  count = intern_count(&p->states), state = intern(&p->states, words, p->machines_len + 2);
	uint32_t *room;

	if (state == INTERN_NONE)
		return;
	is_new = state == count;
	if (is_new) {
		budget_pay(p->budget, (p->machines_len + 8) * COST_WORD);
		array_add(&p->reached, p->memory, 1);
	}
	if (p->memory->failed || (!is_new && reached_at(p, state)->length <= how.length))
		return;
	*reached_at(p, state) = how;
	room = array_add(&p->waiting[how.length], p->memory, 1);
	if (room)
		*room = state;
}

bool
product_begin(product *p, machine **machines, size_t machines_len, uint32_t word, arena *memory, uint64_t *budget)
{
	*p = (product){ .memory = memory, .budget = budget, .machines = machines, .machines_len = machines_len, .readers = machines_len,
	                .states = intern_begin(memory), .reached = { .item = sizeof(reached) } };
	for (size_t i = 0; i <= IDNC_LGR_LABEL_MAX; i++)
		p->waiting[i].item = sizeof(uint32_t);
	p->now = arena_get(memory, (machines_len + 2) * sizeof *p->now);
	p->next = arena_get(memory, (machines_len + 2) * sizeof *p->next);
	if (memory->failed)
		return false;
	for (size_t i = 0; i < machines_len; i++)
		p->next[i] = MACHINE_START;
	p->next[machines_len] = word;
	p->next[machines_len + 1] = true;
	arrive(p, p->next, (reached){ PRODUCT_NONE, PRODUCT_NONE, 0, false });
	return !memory->failed;
}

bool
product_next(product *p)
{
	size_t len;

	while (p->length <= IDNC_LGR_LABEL_MAX && !p->memory->failed && product_trouble(p) == IDNC_UNDECIDED_NOT) {
		array   *waiting = &p->waiting[p->length];
		reached *how;
		if (waiting->count == 0) {
			p->length++;
			continue;
		}
		p->at = ((uint32_t *)waiting->items)[--waiting->count];
		how = reached_at(p, p->at);
		if (how->is_done || how->length != p->length)
			continue;
		how->is_done = true;
		memcpy(p->now, intern_words(&p->states, p->at, &len), (p->machines_len + 2) * sizeof *p->now);
		return true;
	}
	return false;
}

void
product_go(product *p, const stride *s, bool is_marked, uint32_t word)
{
	size_t length = p->length + s->len;

	if (length > IDNC_LGR_LABEL_MAX || p->memory->failed)
		return;
	budget_pay(p->budget, 8 * (p->machines_len + 1));
	for (size_t i = 0; i < p->machines_len; i++) {
		uint32_t        state = p->now[i];
		const uint32_t *letters = i < p->readers ? s->letters : s->source;
		size_t          len = i < p->readers ? s->len : s->source_len;
		if (is_marked)
			state = machine_mark(p->machines[i], state, letters, len);
		for (size_t k = 0; k < len && !is_marked; k++)
			state = machine_step(p->machines[i], state, letters[k]);
		p->next[i] = state;
	}
	p->next[p->machines_len] = word;
	p->next[p->machines_len + 1] = false;
	arrive(p, p->next, (reached){ p->at, s->number, (uint8_t)length, false });
}

idnc_undecided
product_trouble(const product *p)
{
	for (size_t i = 0; i < p->machines_len; i++)
		if (p->machines[i]->trouble != IDNC_UNDECIDED_NOT)
			return p->machines[i]->trouble;
	return *p->budget == 0 ? IDNC_UNDECIDED_STATES : IDNC_UNDECIDED_NOT;
}

size_t
product_way(const product *p, uint32_t state, uint32_t out[IDNC_LGR_LABEL_MAX])
{
	size_t   count = 0;
	uint32_t at = state;

	for (; reached_at(p, at)->from != PRODUCT_NONE && count < IDNC_LGR_LABEL_MAX; at = reached_at(p, at)->from)
		count++;
	at = state;
	for (size_t i = count; i-- > 0; at = reached_at(p, at)->from)
		out[i] = reached_at(p, at)->number;
	return count;
}

void
product_end(product *p)
{
	for (size_t i = 0; i <= IDNC_LGR_LABEL_MAX; i++)
		array_free(&p->waiting[i], p->memory);
	array_free(&p->reached, p->memory);
	intern_free(&p->states);
}
