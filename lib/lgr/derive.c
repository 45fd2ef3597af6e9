/* SPDX-License-Identifier: MIT */
/* Deriving variant labels, one code point a step, all derivations at once. */
#include "lgr/derive.h"

enum {
	SORTED_MAX = 64,
	SET_COST = 4 /* of sorting a derivation into a set, in the unit of a meter */
};

void *
arena_take(arena *a, size_t bytes)
{
	void *taken = a->bytes + a->used;

	bytes = (bytes + 7) & ~(size_t)7;
	if (bytes > a->size - a->used)
		return NULL;
	a->used += bytes;
	return taken;
}

/* What an element becomes by a variant; by NULL: itself. */
static option
option_of(const table *t, const block_element *element, const block_variant *variant)
{
	option o = { .text = element->text, .text_len = element->len, .consumed = element->len, .type = BLOCK_NO_TYPE };

	if (variant) {
		o.text = variant->text;
		o.text_len = variant->len;
		o.is_only = 1;
		o.type = variant->type;
	}
	o.cp = o.text_len > 0 ? t->text[o.text] : IDNC_NO_CP;
	return o;
}

/* Whether one text comes before another, a shorter one before its continuations. */
static bool
is_smaller(const table *t, const option *a, const option *b)
{
	const uint32_t *x = t->text + a->text, *y = t->text + b->text;

	for (size_t i = 0; i < a->text_len && i < b->text_len; i++)
		if (x[i] != y[i])
			return x[i] < y[i];
	return a->text_len < b->text_len;
}

/* Append an option, or keep the smaller one of it and the last; false when the workspace is full. */
static bool
add_option(const source *s, bool is_replacing, option o, arena *a)
{
	option *last = (option *)(a->bytes + a->used) - 1, *next;

	if (is_replacing) {
		if (is_smaller(s->v.t, &o, last))
			*last = o;
		return true;
	}
	next = arena_take(a, sizeof *next);
	if (next)
		*next = o;
	return next;
}

/* What one element can become: its variants whose context holds, or itself.  RFC 7940, 8.2 */
static bool
add_element(const source *s, const block_element *element, size_t at, arena *a)
{
	const table         *t = s->v.t;
	const block_variant *variants = t->variants + element->variant;
	bool                 is_reflexive = false;
	size_t               used = a->used;

	for (uint32_t i = 0; i < element->variants; i++) {
		if (!rule_condition_holds(&s->v, variants[i].condition, variants[i].rule, at, element->len))
			continue;
		is_reflexive |= variants[i].reflexive;
		if (!add_option(s, s->is_smallest && a->used > used, option_of(t, element, &variants[i]), a))
			return false;
	}
	return is_reflexive || add_option(s, s->is_smallest && a->used > used, option_of(t, element, NULL), a);
}

/* Sort the options of one place by their first code point, where they are as few as real tables have. */
static bool
sort_options(option *options, size_t n)
{
	for (size_t i = 1; i < n && n <= SORTED_MAX; i++) {
		option o = options[i];
		size_t k = i;
		for (; k > 0 && options[k - 1].cp > o.cp; k--)
			options[k] = options[k - 1];
		options[k] = o;
	}
	return n <= SORTED_MAX;
}

/* From which places the end of the label can be reached, and with how many code points at least and at most. */
static void
find_ways_out(source *s, size_t len)
{
	uint32_t longest[IDNC_LGR_LABEL_MAX + 1] = { 0 };

	s->can_finish = UINT64_C(1) << len;
	s->shortest[len] = 0;
	for (size_t at = len; at-- > 0;) {
		unsigned shortest = 0xFF;
		for (uint32_t i = s->first[at]; i < s->first[at + 1]; i++) {
			const option *o = &s->options[i];
			size_t        to = at + o->consumed;
			if (!(s->can_finish >> to & 1))
				continue;
			s->can_finish |= UINT64_C(1) << at;
			s->has_null |= o->text_len == 0;
			if (longest[to] + o->text_len > longest[at])
				longest[at] = longest[to] + o->text_len;
			if (s->shortest[to] + o->text_len < shortest)
				shortest = s->shortest[to] + o->text_len;
		}
		s->shortest[at] = (uint8_t)shortest;
	}
	s->can_be_too_long = longest[0] > IDNC_LGR_LABEL_MAX;
}

/* Leave out the options from which the end of the label cannot be reached. */
static void
keep_ways_out(source *s, size_t len)
{
	uint32_t kept = 0, next = 0;

	for (size_t at = 0; at < len; at++) {
		uint32_t i = next;
		next = s->first[at + 1];
		s->first[at] = kept;
		for (; i < next; i++)
			if (s->can_finish >> (at + s->options[i].consumed) & 1)
				s->options[kept++] = s->options[i];
	}
	s->first[len] = kept;
}

/* Find all options of a label, or the smallest of each element. */
static bool
begin(source *s, const view *label, bool is_smallest, arena *a)
{
	const table *t = label->t;
	size_t       len = label->len;
	uint32_t     count = 0;

	s->v = *label;
	s->is_smallest = is_smallest;
	s->sorted = 0;
	s->has_null = false;
	s->passing = 1;
	s->options = (option *)(a->bytes + a->used);
	for (size_t at = 0; at < len; at++) {
		const block_point   *point = table_point(t, label->cp[at]);
		const block_element *element = t->elements + (point ? point->element : 0);
		const block_element *end = element + (point ? point->elements : 0);
		s->first[at] = count;
		for (; element < end && (element = parse_next(&s->v, element, end, at)) < end; element++) {
			size_t used = a->used;
			if (!add_element(s, element, at, a))
				return false;
			count += (uint32_t)((a->used - used) / sizeof(option));
		}
		if ((count - s->first[at]) / METER_GLANCES >= s->passing)
			s->passing = 1 + (count - s->first[at]) / METER_GLANCES;
		s->sorted |= (uint64_t)sort_options(s->options + s->first[at], count - s->first[at]) << at;
	}
	s->first[len] = count;
	find_ways_out(s, len);
	keep_ways_out(s, len);
	return true;
}

bool
derive_begin(source *s, const view *label, arena *a)
{
	return begin(s, label, false, a);
}

bool
derive_begin_smallest(source *s, const view *label, arena *a)
{
	return begin(s, label, true, a);
}

static int
compare(const derivation *a, const derivation *b)
{
	uint64_t x = (uint64_t)a->at << 48 | (uint64_t)a->written << 40 | (uint64_t)a->is_only << 32 | a->pending;
	uint64_t y = (uint64_t)b->at << 48 | (uint64_t)b->written << 40 | (uint64_t)b->is_only << 32 | b->pending;

	if (x != y)
		return x < y ? -1 : 1;
	return a->types < b->types ? -1 : a->types > b->types;
}

static void
swap(derivation *a, derivation *b)
{
	derivation c = *a;

	*a = *b;
	*b = c;
}

static void
sift_down(derivation *heap, size_t n, size_t i)
{
	for (size_t child; (child = 2 * i + 1) < n; i = child) {
		if (child + 1 < n && compare(&heap[child + 1], &heap[child]) > 0)
			child++;
		if (compare(&heap[child], &heap[i]) <= 0)
			return;
		swap(&heap[i], &heap[child]);
	}
}

/* Sort and keep one of each; returns how many are left. */
static size_t
make_set(const source *s, derivation *d, size_t n)
{
	size_t kept = 0;

	if (n < 2)
		return n;
	meter_pay(s->v.meter, n * SET_COST);
	for (size_t i = n / 2; i-- > 0;)
		sift_down(d, n, i);
	for (size_t end = n; end-- > 1;) {
		swap(&d[0], &d[end]);
		sift_down(d, end, 0);
	}
	for (size_t i = 0; i < n; i++)
		if (kept == 0 || compare(&d[kept - 1], &d[i]) != 0)
			d[kept++] = d[i];
	return kept;
}

/* Growing sets of derivations. */
struct sink {
	derivation *out;
	size_t      room, len;
	bool        is_full; /* or the meter is empty */
};

static inline void
add(const source *s, struct sink *sink, derivation d)
{
	if (sink->len == sink->room && !sink->is_full) {
		sink->len = make_set(s, sink->out, sink->len);
		sink->is_full |= meter_is_empty(s->v.meter);
	}
	if (sink->len == sink->room)
		sink->is_full = true;
	else
		sink->out[sink->len++] = d;
}

/* The derivation with an option taken on: behind its element, nothing of its text written. */
static inline derivation
take(const derivation *d, const source *s, uint32_t choice)
{
	const option *o = &s->options[choice];
	derivation    next = { .types = d->types, .pending = choice, .at = (uint8_t)(d->at + o->consumed),
	                       .is_only = d->is_only };

	if (!s->is_smallest) {
		next.types |= o->type == BLOCK_NO_TYPE ? 0 : UINT64_C(1) << o->type;
		next.is_only &= o->is_only;
	}
	return next;
}

static bool
has(const struct sink *sink, const derivation *d)
{
	for (size_t i = 0; i < sink->len; i++)
		if (compare(&sink->out[i], d) == 0)
			return true;
	return false;
}

/* Add what null variants make of the derivations from `done` on, each once: they are many ways to the same. */
static void
add_vanishing(const source *s, struct sink *sink, size_t done)
{
	for (; done < sink->len && !sink->is_full; done++) {
		derivation from = sink->out[done];
		if (from.pending != DERIVE_READY || from.at == s->v.len)
			continue;
		for (uint32_t i = s->first[from.at]; i < s->first[from.at + 1] && !sink->is_full; i++) {
			derivation next = take(&from, s, i);
			next.pending = DERIVE_READY;
			if (s->options[i].text_len > 0)
				continue;
			meter_pay(s->v.meter, 1 + sink->len / METER_GLANCES);
			if (has(sink, &next))
				continue;
			sink->is_full |= sink->len == sink->room || meter_is_empty(s->v.meter);
			if (!sink->is_full)
				add(s, sink, next);
		}
	}
}

/* Add a derivation; where it is ready, null variants can go on from it. */
static inline void
add_all(const source *s, struct sink *sink, derivation d)
{
	size_t done = sink->len;

	add(s, sink, d);
	if (s->has_null && d.pending == DERIVE_READY)
		add_vanishing(s, sink, done);
}

size_t
derive_start(const source *s, derivation *out, size_t room)
{
	struct sink sink = { out, room, 0, false };

	add_all(s, &sink, (derivation){ .pending = DERIVE_READY, .is_only = 1 });
	return sink.is_full || meter_is_empty(s->v.meter) ? 0 : make_set(s, out, sink.len);
}

/* The derivation after a code point of its pending text was written. */
static inline derivation
write_one(const source *s, derivation d)
{
	bool is_written = ++d.written == s->options[d.pending].text_len;

	d.pending = is_written ? DERIVE_READY : d.pending;
	d.written = is_written ? 0 : d.written;
	return d;
}

/* The code point that goes on with the pending text. */
static uint32_t
next_of(const source *s, const derivation *d)
{
	return s->v.t->text[s->options[d->pending].text + d->written];
}

size_t
derive_step(const source *s, const derivation *from, size_t from_len, uint32_t cp, derivation *out, size_t room,
            bool *is_full)
{
	struct sink sink = { out, room, 0, false };

	for (size_t k = 0; k < from_len && !sink.is_full; k++) {
		const derivation *d = &from[k];
		if (d->pending != DERIVE_READY) {
			if (next_of(s, d) == cp)
				add_all(s, &sink, write_one(s, *d));
			continue;
		}
		if (d->at == s->v.len)
			continue;
		for (uint32_t i = s->first[d->at]; i < s->first[d->at + 1]; i++)
			if (s->options[i].cp == cp)
				add_all(s, &sink, write_one(s, take(d, s, i)));
	}
	*is_full |= sink.is_full;
	return make_set(s, out, sink.len);
}

size_t
derive_keep_short(const source *s, derivation *set, size_t n, size_t room)
{
	size_t kept = 0;

	if (!s->can_be_too_long)
		return n;
	for (size_t i = 0; i < n; i++) {
		size_t rest = set[i].pending == DERIVE_READY ? 0 : s->options[set[i].pending].text_len - set[i].written;
		if (rest + s->shortest[set[i].at] <= room)
			set[kept++] = set[i];
	}
	return kept;
}

/* The smallest code point, from `least` on, that begins an option at a place. */
static uint32_t
next_option(const source *s, size_t at, uint32_t least)
{
	const option *o = s->options + s->first[at], *end = s->options + (at == s->v.len ? s->first[at] : s->first[at + 1]);
	uint32_t      best = IDNC_NO_CP;

	if (s->sorted >> at & 1) {
		while (o < end && o->cp < least)
			o++;
		return o < end ? o->cp : IDNC_NO_CP;
	}
	for (; o < end; o++)
		best = o->cp >= least && o->cp < best ? o->cp : best;
	return best;
}

uint32_t
derive_next_cp(const source *s, const derivation *from, size_t from_len, uint32_t least)
{
	uint32_t best = IDNC_NO_CP;

	for (size_t k = 0; k < from_len; k++) {
		const derivation *d = &from[k];
		uint32_t          cp = d->pending == DERIVE_READY ? next_option(s, d->at, least) : next_of(s, d);
		best = cp >= least && cp < best ? cp : best;
	}
	return best;
}

/* Insert a disposition into the ascending list of those of a variant. */
static bool
add_disposition(idnc_lgr_variant *out, uint32_t disposition)
{
	size_t i = 0;

	while (i < out->count && out->dispositions[i] < disposition)
		i++;
	if (i < out->count && out->dispositions[i] == disposition)
		return true;
	if (out->count == IDNC_LGR_CONFLICTS_MAX)
		return false;
	for (size_t k = out->count++; k > i; k--)
		out->dispositions[k] = out->dispositions[k - 1];
	out->dispositions[i] = disposition;
	return true;
}

bool
derive_dispositions(const source *s, const derivation *from, size_t from_len, const view *written,
                    idnc_lgr_variant *out)
{
	out->count = 0;
	for (size_t k = 0; k < from_len; k++) {
		const block_action *action;
		if (!derive_is_complete(s, &from[k]))
			continue;
		action = parse_find_action(written, (derived_types){ from[k].types, from[k].is_only != 0 });
		if (meter_is_empty(written->meter))
			return false;
		if (action->disposition != IDNC_LGR_INVALID && !add_disposition(out, action->disposition))
			return false;
	}
	return true;
}
