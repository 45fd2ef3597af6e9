/* SPDX-License-Identifier: MIT */
/* A batch answers as the calls for one name do, in any pieces, within exactly the memory it was given. */
#define _DEFAULT_SOURCE /* MAP_ANONYMOUS */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "util.h"

#define FILLED  0xA5
#define ROOM    (4 << 20) /* of a guarded stretch; a multiple of every page size */
#define RECORDS 32768

static struct corpus corpus;

/* --- what is expected: the input split by hand, and a call for each name ------------------- */

struct expected {
	size_t count, out_len, in_len;
	idnc_batch_record records[RECORDS];
	char out[ROOM];
};

static struct expected expected;

/* The length of the first name; *taken: with all that ends it.  False: it has not ended. */
static bool
split(const idnc_batch_options *o, const char *in, size_t in_len, size_t *len, size_t *taken)
{
	char separator = o->nul_separated ? '\0' : '\n';

	for (size_t i = 0; i < in_len; i++)
		if (in[i] == separator) {
			*len = separator == '\n' && i > 0 && in[i - 1] == '\r' ? i - 1 : i;
			*taken = i + 1;
			return true;
		}
	*len = *taken = in_len;
	return o->is_last && in_len > 0;
}

static idnc_status
call_one(const idnc_batch_options *o, const char *in, size_t in_len, char *out, size_t cap, size_t *len)
{
	*len = 0;
	if (o->form == IDNC_BATCH_ASCII)
		return idnc_domain_to_ascii(&o->names, in, in_len, out, cap, len, NULL);
	if (o->form == IDNC_BATCH_UNICODE)
		return idnc_domain_to_unicode(&o->names, in, in_len, out, cap, len, NULL);
	return idnc_domain_check(&o->names, in, in_len, NULL);
}

static void
expect(const idnc_batch_options *o, struct span in)
{
	struct expected *e = &expected;
	size_t len, taken, at = 0;

	e->count = e->out_len = 0;
	for (; split(o, in.at + at, in.len - at, &len, &taken); at += taken, e->count++) {
		idnc_batch_record *r = &e->records[e->count];

		ck_assert_uint_lt(e->count, RECORDS);
		*r = (idnc_batch_record){ (uint32_t)at, (uint32_t)len, e->out_len, 0, IDNC_OK };
		r->status = call_one(o, in.at + at, len, e->out + e->out_len, ROOM - e->out_len, &r->out_len);
		ck_assert_int_ge(r->status, 0);
		if (r->status != IDNC_OK)
			r->out_len = 0;
		e->out_len += r->out_len;
	}
	e->in_len = at;
}

/* --- memory with nothing readable behind --------------------------------------------------- */

static char *
guard_new(void)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	char *all = mmap(NULL, ROOM + 2 * page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (all == MAP_FAILED || mprotect(all + page, ROOM, PROT_READ | PROT_WRITE) != 0)
		exit(99);
	return all + page;
}

static char *in_guard, *out_guard, *record_guard;

/* --- a run in pieces ------------------------------------------------------------------------ */

/* How much room each call has, and how much of the input is there at first. */
struct pieces {
	size_t records, out, cut;
	bool at_begin; /* of the memory that can be read, and not at its end */
};

static bool
is_filled(const char *from, const char *to)
{
	while (from < to && *from == (char)FILLED)
		from++;
	return from == to;
}

/* Whether what one call gave is what is expected from record `index` on. */
static bool
is_same(const idnc_batch_record *got, const char *out, const idnc_batch_progress *p, size_t index,
        size_t in_at)
{
	const struct expected *e = &expected;
	size_t out_at = index < e->count ? e->records[index].out_at : e->out_len;

	for (size_t i = 0; i < p->records; i++) {
		const idnc_batch_record *g = &got[i], *x = &e->records[index + i];

		if (index + i >= e->count || g->in_at + in_at != x->in_at || g->in_len != x->in_len ||
		    g->out_at + out_at != x->out_at || g->out_len != x->out_len || g->status != x->status)
			return false;
	}
	return out_at + p->out_len <= e->out_len && memcmp(out, e->out + out_at, p->out_len) == 0;
}

/*
 * One call, on memory that ends where the input, the output and the records end.  False: it went
 * wrong.
 */
static bool
call(const idnc_batch_options *o, struct span in, const struct pieces *room, size_t index, size_t in_at,
     idnc_batch_progress *p)
{
	char *begin = room->at_begin ? in_guard : in_guard + ROOM - in.len, *out = out_guard + ROOM - room->out;
	size_t size = room->records * sizeof(idnc_batch_record);
	idnc_batch_record *records = (void *)(record_guard + ROOM - size);
	idnc_batch_progress before = { 9, 9, 9 };
	idnc_status status;

	memmove(begin, in.at, in.len);
	memset(out, FILLED, room->out);
	memset(records, FILLED, size);
	*p = before;
	status = idnc_batch_run(o, begin, in.len, out, room->out, records, room->records, p);
	if (status == IDNC_E_SPACE)
		return p->records == 0 && p->in_len == 0 && p->out_len > room->out &&
		       is_filled(out, out + room->out);
	return status == IDNC_OK && p->records <= room->records && p->out_len <= room->out &&
	       is_filled(out + p->out_len, out + room->out) &&
	       is_filled((char *)(records + p->records), (char *)(records + room->records)) &&
	       is_same(records, out, p, index, in_at);
}

/* All calls that it takes, with a first one that sees the input up to the cut only. */
static void
run_pieces(struct tally *t, const idnc_batch_options *o, struct span in, struct pieces room)
{
	size_t index = 0, at = 0, end = room.cut < in.len ? room.cut : in.len;
	idnc_batch_options now = *o;
	idnc_batch_progress p;

	t->rows++;
	for (;;) {
		now.is_last = o->is_last && end == in.len;
		if (!call(&now, (struct span){ in.at + at, end - at }, &room, index, at, &p)) {
			util_wrong(t, "%s: profile %d, form %d, room %zu and %zu, cut %zu, record %zu", util_show(in),
			           (int)o->names.profile, (int)o->form, room.records, room.out, room.cut, index);
			return;
		}
		if (p.records == 0 && p.out_len > 0) { /* the size that is needed */
			room.out = p.out_len;
			continue;
		}
		index += p.records;
		at += p.in_len;
		if (p.records == 0 && end == in.len)
			break;
		if (p.records == 0)
			end = in.len;
	}
	if (index != expected.count || at != expected.in_len)
		util_wrong(t, "%s: %zu records of %zu, %zu bytes of %zu", util_show(in), index, expected.count, at,
		           expected.in_len);
}

static const struct pieces whole = { .records = RECORDS, .out = ROOM, .cut = SIZE_MAX };

/* --- names that are known -------------------------------------------------------------------- */

/* Call `run` for every profile and form. */
static void
for_all_options(struct tally *t, struct span in, bool nul_separated, bool is_last,
                void (*run)(struct tally *t, const idnc_batch_options *o, struct span in))
{
	for (int profile = 0; profile < IDNC_PROFILE_COUNT; profile++)
		for (int form = IDNC_BATCH_CHECK; form <= IDNC_BATCH_UNICODE; form++) {
			idnc_batch_options o = { .names.profile = (idnc_profile)profile,
				                 .form = (idnc_batch_form)form,
				                 .nul_separated = nul_separated,
				                 .is_last = is_last };

			expect(&o, in);
			run(t, &o, in);
		}
}

static void
run_whole(struct tally *t, const idnc_batch_options *o, struct span in)
{
	struct pieces few = { .records = 100, .out = 5000, .cut = in.len / 2 };

	run_pieces(t, o, in, whole);
	run_pieces(t, o, in, few);
}

/* Every name of the corpus, and a separator behind each. */
static struct span
join(struct span separator, char *buffer)
{
	size_t len = 0;

	for (size_t i = 0; i < corpus.count; i++) {
		ck_assert_uint_lt(len + corpus.names[i].len + separator.len, ROOM);
		memcpy(buffer + len, corpus.names[i].at, corpus.names[i].len);
		len += corpus.names[i].len;
		memcpy(buffer + len, separator.at, separator.len);
		len += separator.len;
	}
	return (struct span){ buffer, len };
}

START_TEST(names_of_the_vectors)
{
	static const struct {
		struct span separator;
		bool nul_separated;
	} ways[] = { { { "\n", 1 }, false }, { { "\r\n", 2 }, false }, { { "\0", 1 }, true } };
	struct tally t = { .suite = "names of the vectors" };
	char *buffer = malloc(ROOM);

	ck_assert_uint_gt(corpus.count, 100);
	for (size_t i = 0; buffer && i < 3; i++)
		for_all_options(&t, join(ways[i].separator, buffer), ways[i].nul_separated, i == 1, run_whole);
	free(buffer);
	util_settle(&t, 3 * IDNC_PROFILE_COUNT * 3 * 2);
}
END_TEST

/* --- every piece ----------------------------------------------------------------------------- */

static void
run_every_piece(struct tally *t, const idnc_batch_options *o, struct span in)
{
	size_t out_len = expected.out_len;

	for (size_t records = 1; records <= expected.count + 1; records++)
		for (size_t out = 0; out <= out_len; out++)
			run_pieces(t, o, in, (struct pieces){ .records = records, .out = out, .cut = SIZE_MAX });
	for (size_t cut = 0; cut <= in.len; cut++) {
		run_pieces(t, o, in, (struct pieces){ .records = 9, .out = out_len, .cut = cut });
		run_pieces(t, o, in, (struct pieces){ .records = 9, .out = out_len, .cut = cut, .at_begin = true });
	}
}

START_TEST(every_piece)
{
	const struct span inputs[] = {
		SPAN_Z("a\r\nB\xC3\xBC" "cher.example\n\nxn--bcher-kva\r\n-a-\n\xFF\nc"),
		SPAN_Z("a\0b\r\0\0\xD7\x90.1\0xn--bcher-kva.example\nx\0\r"),
		SPAN_Z("\r\r\n\n\r"),
		SPAN_Z("0123456789.0123456789.0123456789.0123456789.0123456789.abcdefgh\n"
		       "0123456789.0123456789.0123456789.0123456789.0123456789.abcdefg\nz"),
	};
	struct tally t = { .suite = "every piece" };

	for (size_t i = 0; i < sizeof inputs / sizeof inputs[0]; i++)
		for (int bits = 0; bits < 4; bits++)
			for_all_options(&t, inputs[i], bits & 1, bits & 2, run_every_piece);
	ck_assert_uint_gt(t.rows, 10000);
	util_settle(&t, t.rows);
}
END_TEST

/* --- bytes of any kind ------------------------------------------------------------------------ */

static uint64_t chance = 1;

static uint32_t
random_below(uint32_t n)
{
	chance = chance * UINT64_C(6364136223846793005) + 1442695040888963407;
	return (uint32_t)((chance >> 33) % n);
}

/* Bytes with many separators, or few, or none, and between them what names are made of, or anything. */
static size_t
random_input(char *buffer, size_t room)
{
	static const char *const parts[] = { "\n", "\r", "\r\n", "\0", "a", "B", ".", "-", "xn--", "bcher-kva",
		                             "\xC3\xBC", "\xD7\x90", "1", "\xE3\x80\x82", "example" };
	size_t parts_count = sizeof parts / sizeof parts[0], len = 0, count = random_below(150);
	uint32_t odd = random_below(8);

	for (size_t i = 0; i < count && len + 16 < room; i++) {
		const char *part = parts[random_below((uint32_t)parts_count)];
		size_t n = *part ? strlen(part) : 1;

		if (random_below(8) < odd)
			buffer[len++] = (char)random_below(256);
		memcpy(buffer + len, part, n);
		len += n;
	}
	return len;
}

START_TEST(any_bytes)
{
	struct tally t = { .suite = "any bytes" };
	char buffer[4096];

	for (int i = 0; i < 20000; i++) {
		struct span in = { buffer, random_input(buffer, sizeof buffer) };
		idnc_batch_options o = { .names.profile = (idnc_profile)random_below(IDNC_PROFILE_COUNT),
			                 .names.skip_lengths = random_below(2),
			                 .form = (idnc_batch_form)random_below(3),
			                 .nul_separated = random_below(2),
			                 .is_last = random_below(2) };
		struct pieces some = { .records = 1 + random_below(20), .out = random_below(300),
			               .cut = random_below(500), .at_begin = random_below(2) };

		expect(&o, in);
		run_pieces(&t, &o, in, some);
		some.records = 200;
		some.out = 8192;
		run_pieces(&t, &o, in, some);
	}
	util_settle(&t, 40000);
}
END_TEST

/* --- arguments -------------------------------------------------------------------------------- */

START_TEST(arguments)
{
	static const idnc_batch_options bad[] = {
		{ .form = (idnc_batch_form)3 },
		{ .form = (idnc_batch_form)-1 },
		{ .names.profile = (idnc_profile)IDNC_PROFILE_COUNT },
		{ .names.map = true },
		{ .names.unicode_version = 1 },
	};
	static const idnc_batch_options ascii = { .form = IDNC_BATCH_ASCII, .is_last = true };
	idnc_batch_record r = { 7, 7, 7, 7, IDNC_OK };
	idnc_batch_progress p = { 7, 7, 7 };
	char out[4];

	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		ck_assert_int_eq(idnc_batch_run(&bad[i], "a\n", 2, out, 4, &r, 1, &p), IDNC_E_ARGUMENT);
	ck_assert_int_eq(idnc_batch_run(NULL, "a\n", 2, out, 4, &r, 0, &p), IDNC_E_ARGUMENT);
	ck_assert_int_eq(idnc_batch_run(NULL, "", (size_t)INT32_MAX + 1, out, 4, &r, 1, &p), IDNC_E_ARGUMENT);
	ck_assert(p.records == 7 && p.in_len == 7 && p.out_len == 7 && r.in_at == 7);
	ck_assert_int_eq(idnc_batch_run(&ascii, NULL, 0, NULL, 0, &r, 1, &p), IDNC_OK);
	ck_assert(p.records == 0 && p.in_len == 0 && p.out_len == 0 && r.in_at == 7);
	ck_assert_int_eq(idnc_batch_run(&ascii, "abc", 3, NULL, 0, &r, 1, &p), IDNC_E_SPACE);
	ck_assert(p.records == 0 && p.in_len == 0 && p.out_len == 3 && r.in_at == 7);
	/* NULL: lines, and the last one has not ended. */
	ck_assert_int_eq(idnc_batch_run(NULL, "a\nb", 3, NULL, 0, &r, 1, &p), IDNC_OK);
	ck_assert(p.records == 1 && p.in_len == 2 && p.out_len == 0 && r.in_len == 1 && r.status == IDNC_OK);
}
END_TEST

/* One wrong expectation is seen, whichever part of a record it is about. */
START_TEST(self_test)
{
	const struct span in = SPAN_Z("a\nb\xC3\xBC\nc\n");
	static const idnc_batch_options o = { .form = IDNC_BATCH_ASCII };
	struct tally t = { .suite = "self-test", .quiet = true };

	for (int what = 0; what < 8; what++) {
		idnc_batch_record *r = &expected.records[1];

		expect(&o, in);
		r->in_at += what == 0;
		r->in_len += what == 1;
		r->out_at += what == 2;
		r->out_len += what == 3;
		r->status = what == 4 ? IDNC_V_BIDI1 : r->status;
		expected.out[1] ^= what == 5;
		expected.count += what == 6;
		expected.in_len += what == 7;
		run_pieces(&t, &o, in, whole);
	}
	ck_assert_uint_eq(t.wrong, 8);
}
END_TEST

int
main(int argc, char *argv[])
{
	const TTest *const tests[] = { names_of_the_vectors, every_piece, any_bytes, arguments, self_test, NULL };

	corpus = util_corpus(argc > 1 ? argv[1] : NULL);
	in_guard = guard_new();
	out_guard = guard_new();
	record_guard = guard_new();
	return util_run("batch", tests);
}
