/* SPDX-License-Identifier: MIT */
/* Two lists of actions over all sets of types that can come together.  RFC 7940, 7.2, 7.6, 8.3 */
#include <string.h>

#include "tables/compare_actions.h"

enum { COLLECTED_WORDS = 5, VARIABLES_TRIED = 12 };

#define DEED_END UINT32_C(0xFFFFFFFE)

idnc_undecided
deeds_trouble(const deeds *w)
{
	if (w->has_too_many)
		return IDNC_UNDECIDED_TYPES;
	if (w->is_missing)
		return IDNC_UNDECIDED_RULE_MISSING;
	return w->trouble != IDNC_UNDECIDED_NOT ? w->trouble : IDNC_UNDECIDED_STATES;
}

/* ---- Sets of types ---- */

uint32_t
collected_number(interner *list, const collected *one)
{
	uint32_t words[COLLECTED_WORDS] = { (uint32_t)one->groups[0], (uint32_t)(one->groups[0] >> 32),
	                                    (uint32_t)one->groups[1], (uint32_t)(one->groups[1] >> 32),
	                                    one->is_only[0] | (uint32_t)one->is_only[1] << 1 };

	return intern(list, words, COLLECTED_WORDS);
}

collected
collected_at(const interner *list, uint32_t number)
{
	size_t          len;
	const uint32_t *words = intern_words(list, number, &len);

	return (collected){ { words[0] | (uint64_t)words[1] << 32, words[2] | (uint64_t)words[3] << 32 },
	                    { (words[4] & 1) != 0, (words[4] & 2) != 0 } };
}

bool
deed_has_types(const deed *d, uint64_t groups, bool is_only)
{
	bool is_all = groups != 0 && (groups & ~d->groups) == 0;

	switch ((block_kind)d->kind) {
	case BLOCK_NO_VARIANT: return true;
	case BLOCK_ANY_VARIANT: return (groups & d->groups) != 0;
	case BLOCK_ALL_VARIANTS: return is_all;
	case BLOCK_ONLY_VARIANTS: return is_all && is_only;
	}
	return false;
}

/* ---- What is left of a list of actions for a set of types: rules, and dispositions ---- */

/* Pairs of words: the variable, twice, and whether it must not match; the disposition.  The last pair has DEED_END. */
static size_t
write_rest(const deeds *w, size_t side, uint64_t groups, bool is_only, uint32_t *out)
{
	size_t n = 0;

	for (size_t i = 0; i < w->list[side].count; i++) {
		const deed *d = deed_at(w, side, i);
		if (!deed_has_types(d, groups, is_only))
			continue;
		out[n++] = d->condition == BLOCK_ALWAYS ? DEED_END : d->variable << 1 | (d->condition == BLOCK_NOT_WHEN);
		out[n++] = d->disposition;
		if (d->condition == BLOCK_ALWAYS)
			break;
	}
	return n;
}

/* The disposition when these variables are those of the rules that match. */
static uint32_t
decide(const uint32_t *rest, const uint32_t *variables, size_t variables_len, uint32_t matching)
{
	for (;; rest += 2) {
		size_t k = 0;
		if (rest[0] == DEED_END)
			return rest[1];
		while (k < variables_len && variables[k] != rest[0] >> 1)
			k++;
		if ((matching >> k & 1) != (rest[0] & 1))
			return rest[1];
	}
}

/* The distinct variables of a rest, added to those that are there. */
static size_t
add_variables(const uint32_t *rest, uint32_t *variables, size_t n)
{
	for (; rest[0] != DEED_END; rest += 2) {
		size_t k = 0;
		while (k < n && variables[k] != rest[0] >> 1)
			k++;
		if (k < n)
			continue;
		if (n == VARIABLES_TRIED)
			return VARIABLES_TRIED + 1;
		variables[n++] = rest[0] >> 1;
	}
	return n;
}

static bool
rests_agree(const uint32_t *a, size_t a_len, const uint32_t *b, size_t b_len)
{
	uint32_t variables[VARIABLES_TRIED];
	size_t   n;

	if (a_len == b_len && memcmp(a, b, a_len * sizeof *a) == 0)
		return true;
	n = add_variables(a, variables, 0);
	if (n <= VARIABLES_TRIED)
		n = add_variables(b, variables, n);
	if (n > VARIABLES_TRIED)
		return false;
	for (uint32_t matching = 0; matching < UINT32_C(1) << n; matching++)
		if (decide(a, variables, n, matching) != decide(b, variables, n, matching))
			return false;
	return true;
}

/* Answers about pairs of rests are remembered: many sets of types leave the same. */
typedef struct memory_of_rests {
	interner  pairs;
	array     agree; /* uint8_t */
	uint32_t *words[2];
} memory_of_rests;

static bool
agree_at(deeds *w, const size_t sides[2], const collected *t, memory_of_rests *memory)
{
	compare *c = w->c;
	size_t   len[2], first_len;
	uint32_t number, *key;
	uint8_t *room;

	for (size_t i = 0; i < 2; i++)
		len[i] = write_rest(w, sides[i], t->groups[i], t->is_only[i], memory->words[i]);
	first_len = len[0];
	key = memory->words[0];
	budget_pay(&c->budget, w->list[0].count + w->list[1].count);
	/* The key is both, one behind the other: the first one's end is marked. */
	memcpy(key + first_len, memory->words[1], len[1] * sizeof *key);
	number = intern(&memory->pairs, key, first_len + len[1]);
	if (number < memory->agree.count)
		return ((uint8_t *)memory->agree.items)[number];
	room = array_add(&memory->agree, &c->memory, 1);
	budget_pay(&c->budget, 1 << 10);
	if (!room)
		return true;
	*room = rests_agree(key, first_len, memory->words[1], len[1]);
	return *room != 0;
}

/* Whether every set of types that can be collected gets the same from both lists. */
static agreement
agree_everywhere(deeds *w, const size_t sides[2], uint32_t pairs[][2], size_t pairs_len, interner *sets,
                 memory_of_rests *memory)
{
	collected start = { { 0, 0 }, { true, true } };

	collected_number(sets, &start);
	for (uint32_t at = 0; at < intern_count(sets); at++) {
		collected here, next;
		if (w->c->memory.failed)
			return AGREE_UNDECIDED;
		here = next = collected_at(sets, at);
		if (!budget_pay(&w->c->budget, COLLECTED_WORDS * COST_WORD + pairs_len))
			return AGREE_UNDECIDED;
		if (!agree_at(w, sides, &here, memory))
			return DISAGREE;
		next.is_only[0] = next.is_only[1] = false;
		collected_number(sets, &next);
		for (size_t i = 0; i < pairs_len; i++) {
			next = here;
			for (size_t k = 0; k < 2; k++)
				next.groups[k] |= group_bit(w, sides[k], pairs[i][k]);
			collected_number(sets, &next);
		}
	}
	return AGREE;
}

/* Whether both lists are the same, action by action, when types stand in one another's place: then no set need be tried. */
static bool
are_same(const deeds *w, const size_t sides[2], uint32_t pairs[][2], size_t pairs_len)
{
	if (w->list[sides[0]].count != w->list[sides[1]].count)
		return false;
	for (size_t i = 0; i < w->list[sides[0]].count; i++) {
		const deed *a = deed_at(w, sides[0], i), *b = deed_at(w, sides[1], i);
		if (a->kind != b->kind || a->condition != b->condition || a->variable != b->variable ||
		    a->disposition != b->disposition)
			return false;
		for (size_t k = 0; k < pairs_len; k++)
			if (((group_bit(w, sides[0], pairs[k][0]) & a->groups) != 0) !=
			    ((group_bit(w, sides[1], pairs[k][1]) & b->groups) != 0))
				return false;
	}
	return true;
}

agreement
deeds_agree(deeds *w, const size_t sides[2], uint32_t pairs[][2], size_t pairs_len)
{
	compare        *c = w->c;
	interner        sets = intern_begin(&c->memory);
	size_t          room = 4 * (w->list[0].count + w->list[1].count);
	memory_of_rests memory = { .pairs = intern_begin(&c->memory), .agree = { .item = 1 } };
	agreement       how = AGREE_UNDECIDED;
	uint64_t        aside;

	if (!w->is_missing && are_same(w, sides, pairs, pairs_len))
		return AGREE;
	aside = compare_open_budget(c);
	for (size_t i = 0; i < 2; i++)
		memory.words[i] = arena_get(&c->memory, room * sizeof(uint32_t));
	if (!c->memory.failed && !w->is_missing)
		how = agree_everywhere(w, sides, pairs, pairs_len, &sets, &memory);
	intern_free(&sets);
	intern_free(&memory.pairs);
	array_free(&memory.agree, &c->memory);
	compare_close_budget(c, aside);
	return how;
}
