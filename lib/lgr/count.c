/* SPDX-License-Identifier: MIT */
/*
 * Counting variant labels without listing them.
 *
 * All variant labels are read at once, one code point a step: a level holds every reading of so many
 * code points, each with the number of beginnings that have it.  RFC 7940, 8.2 and 8.3
 */
#include "base/memory.h"
#include "lgr/check.h"
#include "lgr/number.h"
#include "lgr/reading.h"

enum {
	RESULTS_MAX = 64,  /* sets of dispositions; real tables have at most 4 of a label */
	SLOTS_FIRST = 1024,
	SLOT_BYTES = 64    /* of a level, for each slot there can be: no record is smaller */
};

/* A reading at rest.  Its set, words and pendings follow. */
typedef struct record {
	idnc_lgr_number number;
	uint64_t        hash;
	uint32_t        size; /* bytes that follow */
	uint32_t        set_len, wanted_len, pendings_len;
} record;

/* The readings of one length, found by their hash. */
typedef struct level {
	unsigned char *bytes;
	size_t         size, used;
	work_meter    *meter;
	uint32_t      *slots; /* 0: free; else the place of a record in `bytes`, in words, plus 1 */
	size_t         slots_max, slots_len, records;
} level;

typedef struct counter {
	view            v;
	work_meter      meter;
	table           t;
	reader          r;
	reading         step, choice; /* after a letter; after the choice of an element */
	level           levels[2];
	idnc_lgr_count  results[RESULTS_MAX];
	size_t          results_len;
} counter;

/* ---- Levels ---- */

static bool
take_level(level *l, size_t bytes, work_meter *meter, arena *memory)
{
	size_t slots_max = SLOTS_FIRST;

	while (slots_max * 2 * SLOT_BYTES <= bytes)
		slots_max *= 2;
	*l = (level){ .meter = meter, .slots_max = slots_max, .slots = arena_take(memory, slots_max * sizeof *l->slots) };
	if (!l->slots || bytes < slots_max * sizeof *l->slots + 16)
		return false;
	l->size = (bytes - slots_max * sizeof *l->slots - 16) & ~(size_t)7;
	l->bytes = arena_take(memory, l->size);
	return l->bytes != NULL;
}

static void
clear_slots(level *l, size_t len)
{
	l->slots_len = len;
	memset(l->slots, 0, len * sizeof *l->slots);
}

static void
clear_level(level *l)
{
	l->used = l->records = 0;
	clear_slots(l, SLOTS_FIRST);
}

static record *
record_at(const level *l, size_t at)
{
	return (record *)(void *)(l->bytes + at);
}

static size_t
next_record(const level *l, size_t at)
{
	return at + sizeof(record) + record_at(l, at)->size;
}

/* The slot of a record: that of its equal, or a free one. */
static uint32_t *
find_slot(const level *l, const record *wanted)
{
	for (size_t i = (size_t)wanted->hash;; i++) {
		uint32_t     *slot = &l->slots[i & (l->slots_len - 1)];
		const record *other = *slot ? record_at(l, (size_t)(*slot - 1) * 8) : NULL;
		meter_pay(l->meter, 1);
		if (!other || (other->hash == wanted->hash && other->size == wanted->size &&
		               other->set_len == wanted->set_len && other->wanted_len == wanted->wanted_len &&
		               memcmp(other + 1, wanted + 1, wanted->size) == 0))
			return slot;
	}
}

/* Keep at least half of the slots free; false when there can be no more. */
static bool
grow_slots(level *l)
{
	if (l->records * 2 < l->slots_len)
		return true;
	if (l->slots_len == l->slots_max)
		return l->records + 1 < l->slots_len;
	clear_slots(l, l->slots_len * 2);
	for (size_t at = 0; at < l->used; at = next_record(l, at))
		*find_slot(l, record_at(l, at)) = (uint32_t)(at / 8 + 1);
	return true;
}

static uint64_t
hash_of(const record *r)
{
	const uint64_t *words = (const uint64_t *)(r + 1);
	uint64_t        hash = r->set_len + UINT64_C(0x9E3779B97F4A7C15);

	for (size_t i = 0; i < r->size / 8; i++) {
		hash = (hash ^ words[i]) * UINT64_C(0xFF51AFD7ED558CCD);
		hash ^= hash >> 32;
	}
	return hash;
}

/* Append so many bytes to a record. */
static void
append(record *r, const void *bytes, size_t size)
{
	memcpy((unsigned char *)(r + 1) + r->size, bytes, size);
	r->size += (uint32_t)size;
}

/* Count beginnings with a reading; false when a limit was met. */
static bool
add_reading(const counter *c, level *l, const reading *now, const idnc_lgr_number *number)
{
	size_t    words = c->r.wanted + now->wanted_len * (size_t)c->r.c.future.words;
	size_t    size = now->set_len * sizeof *now->set + words * sizeof *now->words +
	                 now->pendings_len * sizeof *now->pendings;
	record   *r;
	uint32_t *slot;

	meter_pay(l->meter, 1 + size / sizeof(uint64_t) / METER_WORDS);
	if (!grow_slots(l) || sizeof *r + size > l->size - l->used || l->used / 8 >= UINT32_MAX)
		return false;
	r = record_at(l, l->used);
	*r = (record){ .number = *number, .set_len = now->set_len, .wanted_len = now->wanted_len,
	               .pendings_len = now->pendings_len };
	append(r, now->set, now->set_len * sizeof *now->set);
	append(r, now->words, words * sizeof *now->words);
	append(r, now->pendings, now->pendings_len * sizeof *now->pendings);
	r->hash = hash_of(r);
	slot = find_slot(l, r);
	if (*slot)
		return number_add(&record_at(l, (size_t)(*slot - 1) * 8)->number, number);
	*slot = (uint32_t)(l->used / 8 + 1);
	l->used += sizeof *r + size;
	l->records++;
	return true;
}

/* The reading of a record, where it lies. */
static reading
reading_of(const counter *c, record *r)
{
	reading now = { .set_len = r->set_len, .wanted_len = r->wanted_len, .pendings_len = r->pendings_len };

	now.set = (derivation *)(void *)(r + 1);
	now.words = (uint64_t *)(void *)(now.set + now.set_len);
	now.pendings = (pending *)(void *)(now.words + c->r.wanted + now.wanted_len * (size_t)c->r.c.future.words);
	return now;
}

/* ---- Results ---- */

/* Insert a disposition into the ascending list of a result; false when there is no room. */
static bool
add_disposition(idnc_lgr_count *result, uint32_t disposition)
{
	size_t i = 0;

	while (i < result->count && result->dispositions[i] < disposition)
		i++;
	if (i < result->count && result->dispositions[i] == disposition)
		return true;
	if (result->count == IDNC_LGR_CONFLICTS_MAX)
		return false;
	for (size_t k = result->count++; k > i; k--)
		result->dispositions[k] = result->dispositions[k - 1];
	result->dispositions[i] = disposition;
	return true;
}

static int
compare(const idnc_lgr_count *a, const idnc_lgr_count *b)
{
	for (size_t i = 0; i < a->count && i < b->count; i++)
		if (a->dispositions[i] != b->dispositions[i])
			return a->dispositions[i] < b->dispositions[i] ? -1 : 1;
	return (a->count > b->count) - (a->count < b->count);
}

static bool
add_result(counter *c, const idnc_lgr_count *result)
{
	size_t at = 0;

	while (at < c->results_len && compare(&c->results[at], result) < 0)
		at++;
	if (at < c->results_len && compare(&c->results[at], result) == 0)
		return number_add(&c->results[at].number, &result->number);
	if (c->results_len == RESULTS_MAX)
		return false;
	memmove(&c->results[at + 1], &c->results[at], (c->results_len++ - at) * sizeof *result);
	c->results[at] = *result;
	return true;
}

/* Count the labels that end with this reading; false when a limit was met. */
static bool
finish(counter *c, const reading *now, const idnc_lgr_number *number)
{
	idnc_lgr_count result = { .number = *number };

	if (!reading_can_end(&c->r, now))
		return true;
	for (uint32_t i = 0; i < now->set_len; i++) {
		uint32_t disposition;
		if (!derive_is_complete(&c->r.s, &now->set[i]))
			continue;
		if (meter_is_empty(&c->meter))
			return false;
		disposition = reading_find_action(&c->r, now, &now->set[i])->disposition;
		if (disposition != IDNC_LGR_INVALID && !add_disposition(&result, disposition))
			return false;
	}
	return result.count == 0 || add_result(c, &result);
}

/* ---- Steps ---- */

/* Copy all of a reading but its set, which is shared. */
static void
copy_reading(const counter *c, reading *to, const reading *from)
{
	size_t words = c->r.wanted + from->wanted_len * (size_t)c->r.c.future.words;

	meter_pay(c->levels[0].meter, words / METER_WORDS);
	memcpy(to->words, from->words, words * sizeof *to->words);
	memcpy(to->pendings, from->pendings, from->pendings_len * sizeof *to->pendings);
	to->set = from->set;
	to->set_len = from->set_len;
	to->wanted_len = from->wanted_len;
	to->pendings_len = from->pendings_len;
}

static bool
is_over(const counter *c)
{
	return c->r.is_full || meter_is_empty(&c->meter);
}

/* Count what a letter makes of a reading; false when a limit was met. */
static bool
add_steps(counter *c, const reading *from, size_t letter_index, bool is_start, const idnc_lgr_number *number,
          level *to)
{
	uint32_t choices = c->r.c.letters[letter_index].candidates;

	if (!reading_step(&c->r, from, letter_index, is_start, &c->step) || !reading_reduce(&c->r, &c->step))
		return !is_over(c);
	if (!reading_is_between(from))
		return !is_over(c) && (!reading_tidy(&c->r, &c->step) || add_reading(c, to, &c->step, number));
	for (uint32_t n = 0; n < choices; n++) {
		copy_reading(c, &c->choice, &c->step);
		if (reading_choose(&c->r, from, letter_index, is_start, n, &c->choice) && reading_tidy(&c->r, &c->choice) &&
		    !add_reading(c, to, &c->choice, number))
			return false;
		if (is_over(c))
			return false;
	}
	return true;
}

/* Count every way in which a reading goes on; false when a limit was met. */
static bool
spread(counter *c, const reading *from, bool is_start, const idnc_lgr_number *number, level *to)
{
	const source *s = &c->r.s;
	uint32_t      cp = derive_next_cp(s, from->set, from->set_len, 0);
	bool          is_full = false, is_good = true;

	for (; is_good && !is_over(c) && derive_pay(s, from->set_len) && cp != IDNC_NO_CP; cp = derive_next_cp(s, from->set, from->set_len, cp + 1)) {
		size_t letter_index = contexts_find(&c->r.c, cp);
		/* A label with a code point that no element has is invalid, however it goes on. */
		if (letter_index == c->r.c.letters_len)
			continue;
		c->step.set_len =
			(uint32_t)derive_step(s, from->set, from->set_len, cp, c->step.set, READING_SET_MAX, &is_full);
		if (c->step.set_len > 0)
			is_good = add_steps(c, from, letter_index, is_start, number, to);
		is_good = is_good && !is_full;
	}
	return is_good && !is_over(c);
}

/* Read all labels to their ends; false when a limit was met. */
static bool
read_all(counter *c)
{
	static const idnc_lgr_number one = { { 1 } };
	bool                         is_good;

	clear_level(&c->levels[0]);
	is_good = reading_start(&c->r, &c->step) && add_reading(c, &c->levels[0], &c->step, &one);
	for (size_t n = 0; is_good && n <= IDNC_LGR_LABEL_MAX; n++) {
		const level *from = &c->levels[n % 2];
		level       *to = &c->levels[(n + 1) % 2];
		clear_level(to);
		for (size_t at = 0; is_good && at < from->used; at = next_record(from, at)) {
			record *r = record_at(from, at);
			reading now = reading_of(c, r);
			is_good = (n == 0 || finish(c, &now, &r->number)) &&
			          (n == IDNC_LGR_LABEL_MAX || spread(c, &now, n == 0, &r->number, to));
		}
	}
	return is_good;
}

/* Prepare all that lies in the workspace; false when it is too small, or the table is too odd. */
static bool
prepare(counter *c, arena *memory)
{
	size_t half;

	c->results_len = 0;
	if (!derive_begin(&c->r.s, &c->v, memory))
		return false;
	c->meter.left = METER_COUNTING;
	if (!reader_begin(&c->r, memory) ||
	    !reading_take(&c->r, &c->step, memory) || !reading_take(&c->r, &c->choice, memory))
		return false;
	half = (memory->size - memory->used) / 2;
	return take_level(&c->levels[0], half, &c->meter, memory) && take_level(&c->levels[1], half, &c->meter, memory);
}

idnc_status
idnc_lgr_count_variants(const idnc_lgr *lgr, const uint32_t *label, size_t len, void *workspace, size_t size,
                        idnc_lgr_count *out, size_t out_cap, size_t *out_len)
{
	arena            memory = { workspace, size, 0 };
	counter         *c = arena_take(&memory, sizeof *c);
	idnc_lgr_verdict verdict;
	idnc_status      status;

	if (!c)
		return IDNC_E_LIMIT;
	c->t = table_of(lgr);
	c->meter.left = 0;
	status = check_source(&c->v, &c->t, label, len, NULL, &c->meter, &verdict, NULL);
	if (status != IDNC_OK)
		return status;
	if (!prepare(c, &memory) || !read_all(c) || is_over(c))
		return IDNC_E_LIMIT;
	*out_len = c->results_len;
	if (c->results_len > out_cap)
		return IDNC_E_SPACE;
	memcpy(out, c->results, c->results_len * sizeof *out);
	return IDNC_OK;
}
