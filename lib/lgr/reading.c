/* SPDX-License-Identifier: MIT */
/* Reading a label of unknown end: rules, contexts and the greedy parse, one code point a step. */
#include "lgr/reading.h"

#include "base/memory.h"

/* The two places of `future` that end every look-ahead. */
enum { MATCHED = 0, MATCHED_AT_END = 1 };

static uint64_t *
wanted_of(const reader *r, const reading *now, size_t i)
{
	return now->words + r->wanted + i * r->c.future.words;
}

bool
reader_begin(reader *r, arena *memory)
{
	const automaton *past = &r->c.past;
	size_t           rules;

	if (!contexts_make(&r->c, &r->s, memory))
		return false;
	r->look_behinds = arena_take(memory, past->words * sizeof *r->look_behinds);
	if (!r->look_behinds)
		return false;
	memset(r->look_behinds, 0, past->words * sizeof *r->look_behinds);
	for (uint32_t i = 0; i < past->programs_len; i++)
		if (!past->programs[i].is_rule)
			program_add(r->look_behinds, past->programs[i].accept);
	rules = past->programs_len / 64 + 1;
	r->is_full = false;
	r->forbidden = past->words;
	r->required = r->forbidden + r->c.future.words;
	r->refused = r->required + rules;
	r->wanted = r->refused + rules;
	return true;
}

bool
reading_take(const reader *r, reading *room, arena *memory)
{
	size_t words = r->wanted + READING_WANTED_MAX * (size_t)r->c.future.words;

	*room = (reading){ .set = arena_take(memory, READING_SET_MAX * sizeof *room->set),
	                   .words = arena_take(memory, words * sizeof *room->words),
	                   .pendings = arena_take(memory, READING_PENDINGS_MAX * sizeof *room->pendings) };
	return room->set && room->words && room->pendings;
}

bool
reading_start(const reader *r, reading *out)
{
	memset(out->words, 0, r->wanted * sizeof *out->words);
	out->wanted_len = out->pendings_len = 0;
	out->set_len = (uint32_t)derive_start(&r->s, out->set, READING_SET_MAX);
	return out->set_len > 0;
}

/* ---- What must come true ---- */

/* A look-ahead begins here: one of its alternatives must match, or none. */
static void
demand_ahead(reader *r, reading *now, const context *rule, uint64_t alternatives, bool must)
{
	const automaton *future = &r->c.future;
	uint64_t        *set = now->words + r->forbidden;

	if (must && now->wanted_len == READING_WANTED_MAX) {
		r->is_full = true;
		return;
	}
	if (must) {
		set = wanted_of(r, now, now->wanted_len++);
		memset(set, 0, future->words * sizeof *set);
	}
	meter_pay(r->s.v.meter, 1 + rule->count * (size_t)future->words / METER_WORDS);
	for (uint32_t i = 0; i < rule->count; i++)
		for (size_t k = 0; alternatives >> i & 1 && k < future->words; k++)
			set[k] |= future->first[(size_t)r->c.alternatives[rule->first + i].ahead * future->words + k];
}

static void
demand_rule(const reader *r, reading *now, uint16_t number, bool must)
{
	program_add(now->words + (must ? r->required : r->refused), number);
}

/* An element stands where it began: if chosen, its context must hold; if passed over, it must not. */
static bool
complete(reader *r, reading *now, const pending *p)
{
	const block_element *element = r->c.t->elements + p->element;
	const context       *rule;
	bool                 must = (element->condition == BLOCK_WHEN) == (p->is_chosen != 0);

	if (p->holds)
		return p->is_chosen;
	rule = &r->c.rules[element->rule];
	if (rule->program != PROGRAM_NONE)
		demand_rule(r, now, rule->program, must);
	else
		demand_ahead(r, now, rule, p->alternatives, must);
	return true;
}

/* Read a code point of the elements from `first` on; false when that contradicts one. */
static bool
read_pendings(reader *r, reading *now, uint32_t first, uint32_t cp)
{
	uint32_t kept = first;

	for (uint32_t i = first; i < now->pendings_len; i++) {
		pending              p = now->pendings[i];
		const block_element *element = r->c.t->elements + p.element;
		bool                 is_next = r->c.t->text[element->text + p.read++] == cp;
		if (!is_next && p.is_chosen)
			return false;
		if (is_next && p.read < element->len)
			now->pendings[kept++] = p;
		else if (is_next && !complete(r, now, &p))
			return false;
	}
	now->pendings_len = kept;
	return true;
}

bool
reading_step(reader *r, const reading *from, size_t letter_index, bool is_start, reading *to)
{
	const automaton *past = &r->c.past, *future = &r->c.future;

	program_step(past, from->words, is_start ? past->start_first : past->any_first, letter_index, to->words);
	program_step(future, from->words + r->forbidden, NULL, letter_index, to->words + r->forbidden);
	memcpy(to->words + r->required, from->words + r->required, (r->wanted - r->required) * sizeof *to->words);
	for (size_t i = 0; i < from->wanted_len; i++)
		program_step(future, wanted_of(r, from, i), NULL, letter_index, wanted_of(r, to, i));
	memcpy(to->pendings, from->pendings, from->pendings_len * sizeof *to->pendings);
	meter_pay(r->s.v.meter, 1 + from->pendings_len / METER_GLANCES);
	to->wanted_len = from->wanted_len;
	to->pendings_len = from->pendings_len;
	return read_pendings(r, to, 0, r->c.letters[letter_index].cp);
}

/* ---- The choice of an element ---- */

typedef enum outlook { FAILS, HOLDS, DEPENDS } outlook;

/* Whether a program of `past` has matched before the letter that is being read. */
static bool
has_matched(const reader *r, const reading *from, bool is_start, uint16_t number)
{
	const automaton *past = &r->c.past;
	uint16_t         accept = past->programs[number].accept;

	return program_has(from->words, accept) || program_has(is_start ? past->start_first : past->any_first, accept);
}

/* What is known of an element's context where it begins; `alternatives` receives on which look-aheads it depends. */
static outlook
foresee(const reader *r, const reading *from, bool is_start, const block_element *element, uint64_t *alternatives)
{
	const context *rule = &r->c.rules[element->rule];
	outlook        matches = FAILS;

	*alternatives = 0;
	if (element->condition == BLOCK_ALWAYS)
		return HOLDS;
	if (rule->program != PROGRAM_NONE)
		matches = has_matched(r, from, is_start, rule->program) ? HOLDS : DEPENDS;
	for (uint32_t i = 0; i < rule->count && matches != HOLDS; i++) {
		const alternative *way = &r->c.alternatives[rule->first + i];
		if (way->behind != PROGRAM_NONE && !has_matched(r, from, is_start, way->behind))
			continue;
		matches = way->ahead == PROGRAM_NONE ? HOLDS : DEPENDS;
		*alternatives |= UINT64_C(1) << i;
	}
	if (matches == DEPENDS)
		return DEPENDS;
	*alternatives = 0;
	return (matches == HOLDS) == (element->condition == BLOCK_WHEN) ? HOLDS : FAILS;
}

/* Add an element that begins before the letter; false when it is chosen and cannot stand. */
static bool
add_pending(reader *r, const reading *from, bool is_start, const block_element *element, bool is_chosen, reading *to)
{
	uint64_t alternatives;
	outlook  now = foresee(r, from, is_start, element, &alternatives);
	pending  p = { .alternatives = alternatives, .element = (uint32_t)(element - r->c.t->elements),
	               .is_chosen = is_chosen, .holds = now == HOLDS };

	if (now == FAILS)
		return !is_chosen;
	if (to->pendings_len == READING_PENDINGS_MAX) {
		r->is_full = true;
		return false;
	}
	/* A chosen element stands where it stands: what it asks of the whole label is asked at once. */
	if (now == DEPENDS && is_chosen && alternatives == 0) {
		demand_rule(r, to, r->c.rules[element->rule].program, element->condition == BLOCK_WHEN);
		p.holds = true;
	}
	to->pendings[to->pendings_len++] = p;
	return true;
}

bool
reading_choose(reader *r, const reading *from, size_t letter_index, bool is_start, size_t n, reading *to)
{
	const letter               *l = &r->c.letters[letter_index];
	const block_element *const *candidates = (const block_element *const *)r->c.candidates + l->candidate;
	uint32_t                    first = to->pendings_len;

	for (size_t i = 0; i <= n; i++) {
		meter_pay(r->s.v.meter, 1);
		if (meter_is_empty(r->s.v.meter) || !add_pending(r, from, is_start, candidates[i], i == n, to))
			return false;
	}
	return read_pendings(r, to, first, l->cp);
}

/* ---- One form for equal readings ---- */

static bool
tidy_rules(const reader *r, reading *now)
{
	uint64_t *required = now->words + r->required, *refused = now->words + r->refused;

	for (size_t k = 0; k < r->refused - r->required; k++) {
		if (required[k] & refused[k])
			return false;
		for (unsigned bit = 0; (required[k] | refused[k]) >> bit != 0 && bit < 64; bit++) {
			uint64_t mask = UINT64_C(1) << bit;
			if (!((required[k] | refused[k]) & mask) || !has_matched(r, now, false, (uint16_t)(64 * k + bit)))
				continue;
			if (refused[k] & mask)
				return false;
			required[k] &= ~mask;
		}
	}
	return true;
}

static bool
is_subset(const uint64_t *of, const uint64_t *set, size_t words)
{
	bool is = true;

	for (size_t k = 0; is && k < words; k++)
		is = (set[k] & ~of[k]) == 0;
	return is;
}

/* Insert a wanted set among those kept; one that follows from another is left out. */
static void
keep_wanted(const reader *r, reading *now, const uint64_t *set)
{
	size_t words = r->c.future.words, bytes = words * sizeof *set, kept = 0, at;

	for (size_t i = 0; i < now->wanted_len; i++)
		if (is_subset(set, wanted_of(r, now, i), words))
			return;
	for (size_t i = 0; i < now->wanted_len; i++)
		if (!is_subset(wanted_of(r, now, i), set, words))
			memmove(wanted_of(r, now, kept++), wanted_of(r, now, i), bytes);
	for (at = kept; at > 0 && memcmp(wanted_of(r, now, at - 1), set, bytes) > 0; at--)
		memmove(wanted_of(r, now, at), wanted_of(r, now, at - 1), bytes);
	memmove(wanted_of(r, now, at), set, bytes);
	now->wanted_len = (uint32_t)kept + 1;
}

static bool
tidy_wanted(const reader *r, reading *now)
{
	const uint64_t *forbidden = now->words + r->forbidden;
	size_t          words = r->c.future.words, len = now->wanted_len;
	uint64_t        set[PROGRAM_PLACES_MAX / 64 + 1];

	if (program_has(forbidden, MATCHED))
		return false;
	now->wanted_len = 0;
	for (size_t i = 0; i < len; i++) {
		uint64_t any = 0;
		memcpy(set, wanted_of(r, now, i), words * sizeof *set);
		if (program_has(set, MATCHED))
			continue;
		/* What must not match is no way to match. */
		for (size_t k = 0; k < words; k++)
			any |= set[k] &= ~forbidden[k];
		if (!any)
			return false;
		keep_wanted(r, now, set);
	}
	return true;
}

static int
compare(const pending *a, const pending *b)
{
	uint64_t x = (uint64_t)!a->is_chosen << 48 | (uint64_t)a->element << 16 | (uint64_t)a->read << 8 | a->holds;
	uint64_t y = (uint64_t)!b->is_chosen << 48 | (uint64_t)b->element << 16 | (uint64_t)b->read << 8 | b->holds;

	if (x != y)
		return x < y ? -1 : 1;
	return a->alternatives < b->alternatives ? -1 : a->alternatives > b->alternatives;
}

static void
tidy_pendings(reading *now)
{
	uint32_t kept = 0;

	for (uint32_t i = 0; i < now->pendings_len; i++) {
		pending  p = now->pendings[i];
		uint32_t at = kept;
		while (at > 0 && compare(&now->pendings[at - 1], &p) > 0)
			at--;
		if (at > 0 && compare(&now->pendings[at - 1], &p) == 0)
			continue;
		memmove(&now->pendings[at + 1], &now->pendings[at], (kept++ - at) * sizeof p);
		now->pendings[at] = p;
	}
	now->pendings_len = kept;
}

bool
reading_tidy(const reader *r, reading *now)
{
	size_t wanted = now->wanted_len, pendings = now->pendings_len;

	meter_pay(r->s.v.meter, 1 + (r->refused - r->required + wanted * wanted * r->c.future.words) / METER_WORDS +
	                            pendings * pendings / METER_GLANCES);
	if (!tidy_rules(r, now) || !tidy_wanted(r, now))
		return false;
	tidy_pendings(now);
	/* Inside an element nobody looks behind. */
	for (size_t k = 0; !reading_is_between(now) && k < r->c.past.words; k++)
		now->words[k] &= ~r->look_behinds[k];
	return true;
}

/* ---- The end ---- */

bool
reading_has_matched(const reader *r, const reading *now, uint16_t rule)
{
	return has_matched(r, now, false, r->c.rules[rule].program);
}

/* Whether a rule matches the label that ends here. */
static bool
matches_at_end(const reader *r, const reading *now, uint16_t number)
{
	const automaton *past = &r->c.past;
	uint16_t         at_end = (uint16_t)(past->programs[number].accept + 1);

	return has_matched(r, now, false, number) || program_has(now->words, at_end) ||
	       program_has(past->any_first, at_end);
}

bool
reading_can_end(const reader *r, const reading *now)
{
	bool can = reading_is_between(now) && !program_has(now->words + r->forbidden, MATCHED_AT_END);

	meter_pay(r->s.v.meter, 1 + (now->wanted_len + r->c.past.programs_len) / METER_GLANCES);
	for (size_t i = 0; can && i < now->wanted_len; i++)
		can = program_has(wanted_of(r, now, i), MATCHED_AT_END);
	for (uint32_t i = 0; can && i < r->c.past.programs_len; i++) {
		if (program_has(now->words + r->required, i))
			can = matches_at_end(r, now, (uint16_t)i);
		else if (program_has(now->words + r->refused, i))
			can = !matches_at_end(r, now, (uint16_t)i);
	}
	return can;
}

static bool
has_kind(const block_action *action, const derivation *d)
{
	bool is_all = d->types != 0 && (d->types & ~action->types) == 0;

	switch ((block_kind)action->kind) {
	case BLOCK_NO_VARIANT:
		return true;
	case BLOCK_ANY_VARIANT:
		return (d->types & action->types) != 0;
	case BLOCK_ALL_VARIANTS:
		return is_all;
	case BLOCK_ONLY_VARIANTS:
		return is_all && d->is_only;
	}
	return false;
}

static bool
is_met(const reader *r, const reading *now, const block_action *action)
{
	return action->condition == BLOCK_ALWAYS ||
	       matches_at_end(r, now, r->c.rules[action->rule].program) == (action->condition == BLOCK_WHEN);
}

const block_action *
reading_find_action(const reader *r, const reading *now, const derivation *d)
{
	const block_action *action = r->c.t->actions, *last = action + r->c.t->actions_count - 1;

	/* The last action is the catch-all of RFC 7940, 7.4. */
	while (action < last && !(has_kind(action, d) && is_met(r, now, action)))
		action++;
	meter_pay(r->s.v.meter, 1 + (size_t)(action - r->c.t->actions) / METER_GLANCES);
	return action;
}
