/* SPDX-License-Identifier: MIT */
/* Deriving variant labels, one code point a step, all derivations at once. */
#include "lgr/derive.h"

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

/* Append an option; false when the workspace is full. */
static bool
add_option(arena *a, const block_element *element, const block_variant *variant)
{
	option *o = arena_take(a, sizeof *o);

	if (!o)
		return false;
	*o = (option){ .text = element->text, .text_len = element->len, .consumed = element->len, .type = BLOCK_NO_TYPE };
	if (variant) {
		o->text = variant->text;
		o->text_len = variant->len;
		o->is_only = 1;
		o->type = variant->type;
	}
	return true;
}

/* What one element can become: its variants whose context holds, or itself.  RFC 7940, 8.2 */
static bool
add_element(const view *v, const block_element *element, size_t at, arena *a)
{
	const block_variant *variants = v->t->variants + element->variant;
	bool                 is_reflexive = false;

	for (uint32_t i = 0; i < element->variants; i++) {
		if (!rule_condition_holds(v, variants[i].condition, variants[i].rule, at, element->len))
			continue;
		is_reflexive |= variants[i].reflexive;
		if (!add_option(a, element, &variants[i]))
			return false;
	}
	return is_reflexive || add_option(a, element, NULL);
}

/* From which places the end can be reached, and with how many code points at least. */
static void
find_ways_out(source *s, size_t len)
{
	s->can_finish = UINT64_C(1) << len;
	s->shortest[len] = 0;
	for (size_t at = len; at-- > 0;) {
		unsigned shortest = 0xFF;
		for (uint32_t i = s->first[at]; i < s->first[at + 1]; i++) {
			const option *o = &s->options[i];
			unsigned      next = s->shortest[at + o->consumed];
			s->can_finish |= (s->can_finish >> (at + o->consumed) & 1) << at;
			if (next != 0xFF && next + o->text_len < shortest)
				shortest = next + o->text_len;
		}
		s->shortest[at] = (uint8_t)shortest;
	}
}

bool
derive_begin(source *s, const view *label, arena *a)
{
	const table *t = label->t;
	size_t       len = label->len;
	uint32_t     count = 0;

	s->v = *label;
	s->is_typeless = false;
	s->options = (option *)(a->bytes + a->used);
	for (size_t at = 0; at < len; at++) {
		const block_point *point = table_point(t, label->cp[at]);
		s->first[at] = count;
		for (uint32_t i = 0; point && i < point->elements; i++) {
			const block_element *element = t->elements + point->element + i;
			size_t               used = a->used;
			if (!parse_element_is_at(&s->v, element, at))
				continue;
			if (!add_element(&s->v, element, at, a))
				return false;
			count += (uint32_t)((a->used - used) / sizeof(option));
		}
	}
	s->first[len] = count;
	find_ways_out(s, len);
	return true;
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
make_set(derivation *d, size_t n)
{
	size_t kept = 0;

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
	bool        is_full;
};

static void
add(const source *s, struct sink *sink, derivation d)
{
	if (!(s->can_finish >> d.at & 1))
		return;
	if (sink->len == sink->room)
		sink->len = make_set(sink->out, sink->len);
	if (sink->len == sink->room)
		sink->is_full = true;
	else
		sink->out[sink->len++] = d;
}

/* The derivation with an option taken on: behind its element, nothing of its text written. */
static derivation
take(const derivation *d, const source *s, uint32_t choice)
{
	const option *o = &s->options[choice];
	derivation    next = { .types = d->types, .pending = choice, .at = (uint8_t)(d->at + o->consumed),
	                       .is_only = d->is_only };

	if (!s->is_typeless) {
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

/* Add a derivation that is ready, and what null variants make of it, each once: they are many ways to the same. */
static void
add_ready(const source *s, struct sink *sink, derivation d)
{
	size_t done = sink->len;

	d.pending = DERIVE_READY;
	d.written = 0;
	add(s, sink, d);
	for (; done < sink->len && !sink->is_full; done++) {
		derivation from = sink->out[done];
		if (from.pending != DERIVE_READY || from.at == s->v.len)
			continue;
		for (uint32_t i = s->first[from.at]; i < s->first[from.at + 1]; i++) {
			derivation next = take(&from, s, i);
			next.pending = DERIVE_READY;
			if (s->options[i].text_len > 0 || has(sink, &next))
				continue;
			sink->is_full |= sink->len == sink->room;
			if (!sink->is_full)
				add(s, sink, next);
		}
	}
}

size_t
derive_start(const source *s, derivation *out, size_t room)
{
	struct sink sink = { out, room, 0, false };

	add_ready(s, &sink, (derivation){ .is_only = 1 });
	return sink.is_full ? 0 : make_set(out, sink.len);
}

/* Add a derivation after a code point of its pending text was written. */
static void
add_written(const source *s, struct sink *sink, derivation d)
{
	if (++d.written == s->options[d.pending].text_len)
		add_ready(s, sink, d);
	else
		add(s, sink, d);
}

static uint32_t
next_of(const source *s, const derivation *d, uint32_t choice)
{
	return s->v.t->text[s->options[choice].text + d->written];
}

size_t
derive_step(const source *s, const derivation *from, size_t from_len, uint32_t cp, derivation *out, size_t room,
            bool *is_full)
{
	struct sink sink = { out, room, 0, false };

	for (size_t k = 0; k < from_len && !sink.is_full; k++) {
		const derivation *d = &from[k];
		if (d->pending != DERIVE_READY) {
			if (next_of(s, d, d->pending) == cp)
				add_written(s, &sink, *d);
			continue;
		}
		if (d->at == s->v.len)
			continue;
		for (uint32_t i = s->first[d->at]; i < s->first[d->at + 1]; i++)
			if (s->options[i].text_len > 0 && next_of(s, d, i) == cp)
				add_written(s, &sink, take(d, s, i));
	}
	*is_full |= sink.is_full;
	return make_set(out, sink.len);
}

size_t
derive_keep_short(const source *s, derivation *set, size_t n, size_t room)
{
	size_t kept = 0;

	for (size_t i = 0; i < n; i++) {
		size_t rest = set[i].pending == DERIVE_READY ? 0 : s->options[set[i].pending].text_len - set[i].written;
		if (rest + s->shortest[set[i].at] <= room)
			set[kept++] = set[i];
	}
	return kept;
}

uint32_t
derive_next_cp(const source *s, const derivation *from, size_t from_len, bool is_first, uint32_t above)
{
	uint32_t best = IDNC_NO_CP;

	for (size_t k = 0; k < from_len; k++) {
		const derivation *d = &from[k];
		uint32_t first = d->pending, end = d->pending + 1;
		if (d->pending == DERIVE_READY) {
			first = s->first[d->at];
			end = d->at == s->v.len ? first : s->first[d->at + 1];
		}
		for (uint32_t i = first; i < end; i++) {
			const option *o = &s->options[i];
			uint32_t      cp = o->text_len > 0 ? next_of(s, d, i) : IDNC_NO_CP;
			if (d->pending == DERIVE_READY && !(s->can_finish >> (d->at + o->consumed) & 1))
				continue;
			if (cp < best && (is_first || cp > above))
				best = cp;
		}
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
		if (action->disposition != IDNC_LGR_INVALID && !add_disposition(out, action->disposition))
			return false;
	}
	return true;
}
