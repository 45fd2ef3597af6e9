/* SPDX-License-Identifier: MIT */
/* The edges of every function: buffers of each size, page boundaries, NULL, findings, options. */
#define _DEFAULT_SOURCE /* MAP_ANONYMOUS */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "util.h"

#define FILLED 0xA5
#define ROOM   (1 << 16)

/* Of longer outputs, the sizes around nothing, enough, and 1,024 (a label's limit) are tried. */
#define EVERY_SIZE 600

static struct corpus corpus;

/* --- memory with nothing readable on either side ------------------------------------------ */

struct guard {
	char *begin, *end;
};

static struct guard
guard_new(void)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	char *all = mmap(NULL, ROOM + 2 * page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (all == MAP_FAILED || mprotect(all + page, ROOM, PROT_READ | PROT_WRITE) != 0)
		exit(99);
	return (struct guard){ all + page, all + page + ROOM };
}

static void *
guard_copy_to_end(const struct guard *g, const void *data, size_t len)
{
	return len ? memcpy(g->end - len, data, len) : g->end;
}

static void *
guard_copy_to_begin(const struct guard *g, const void *data, size_t len)
{
	return len ? memcpy(g->begin, data, len) : g->begin;
}

/* --- every output, every size ------------------------------------------------------------- */

/* One call with an output; `call` knows which of the inputs it takes. */
struct output {
	const char *what;
	idnc_status (*call)(const struct output *o, void *out, size_t cap, size_t *len);
	size_t width; /* bytes of an element of the output */
	idnc_options options;
	struct span text;
	const uint32_t *cps;
	size_t count;
	uint32_t cp;
	idnc_finding finding;
};

static idnc_status
call_ascii(const struct output *o, void *out, size_t cap, size_t *len)
{
	return idnc_domain_to_ascii(&o->options, o->text.at, o->text.len, out, cap, len, NULL);
}

static idnc_status
call_unicode(const struct output *o, void *out, size_t cap, size_t *len)
{
	return idnc_domain_to_unicode(&o->options, o->text.at, o->text.len, out, cap, len, NULL);
}

static idnc_status
call_decode(const struct output *o, void *out, size_t cap, size_t *len)
{
	return idnc_punycode_decode(o->text.at, o->text.len, out, cap, len);
}

static idnc_status
call_encode(const struct output *o, void *out, size_t cap, size_t *len)
{
	return idnc_punycode_encode(o->cps, o->count, out, cap, len);
}

static idnc_status
call_nfc(const struct output *o, void *out, size_t cap, size_t *len)
{
	return idnc_nfc_encode(o->cps, o->count, out, cap, len);
}

static idnc_status
call_nfd(const struct output *o, void *out, size_t cap, size_t *len)
{
	return idnc_nfd_encode(o->cps, o->count, out, cap, len);
}

static idnc_status
call_mapping(const struct output *o, void *out, size_t cap, size_t *len)
{
	return idnc_mapping_find(o->cp, out, cap, len);
}

static idnc_status
call_utf8(const struct output *o, void *out, size_t cap, size_t *len)
{
	return idnc_utf8_write(o->cp, out, cap, len);
}

static idnc_status
call_sentence(const struct output *o, void *out, size_t cap, size_t *len)
{
	return idnc_explain_write_sentence(&o->finding, out, cap, len);
}

static idnc_status
call_json(const struct output *o, void *out, size_t cap, size_t *len)
{
	return idnc_explain_write_json(&o->finding, out, cap, len);
}

static bool
is_filled(const char *from, const char *to)
{
	while (from < to && (unsigned char)*from == FILLED)
		from++;
	return from == to;
}

/* What the call must answer for any size: status, length and output of a call with room. */
struct whole {
	idnc_status status;
	size_t len;
	const char *bytes;
};

/* A call with `cap` elements of room that end where memory ends. */
static void
try_size(struct tally *t, const struct output *o, const struct guard *g, const struct whole *whole,
	size_t cap)
{
	char *out = g->end - cap * o->width;
	size_t len = SIZE_MAX;
	bool fits = whole->status == IDNC_OK && cap >= whole->len;
	idnc_status right = whole->status == IDNC_OK && !fits ? IDNC_E_SPACE : whole->status,
		    status;

	t->rows++;
	memset(g->begin, FILLED, ROOM);
	status = o->call(o, cap ? out : NULL, cap, &len);
	if (status != right || len != (whole->status == IDNC_OK ? whole->len : SIZE_MAX))
		util_wrong(t, "%s %s: room %zu: status %d, length %zu; expected %d, %zu", o->what,
			util_show(o->text), cap, status, len, right, whole->len);
	else if (fits && whole->len && memcmp(out, whole->bytes, whole->len * o->width) != 0)
		util_wrong(t, "%s %s: room %zu: another output", o->what, util_show(o->text), cap);
	if (!is_filled(g->begin, out) ||
		!is_filled(fits ? out + whole->len * o->width : out, g->end))
		util_wrong(t, "%s %s: room %zu: wrote where it must not", o->what,
			util_show(o->text), cap);
}

static void
try_sizes(struct tally *t, const struct output *o)
{
	static struct guard g;
	static char room[ROOM];
	struct whole whole = { IDNC_OK, SIZE_MAX, room };
	size_t last;

	if (!g.begin)
		g = guard_new();
	whole.status = o->call(o, room, ROOM / o->width, &whole.len);
	if (whole.status != IDNC_OK && whole.len != SIZE_MAX)
		util_wrong(t, "%s %s: a length without success", o->what, util_show(o->text));
	if (whole.status == IDNC_OK && whole.len > ROOM / o->width)
		exit(99);
	last = whole.status == IDNC_OK ? whole.len + 2 : 2;
	for (size_t cap = 0; cap <= last; cap++)
		if (last <= EVERY_SIZE || cap < 3 || cap + 5 > last || (cap > 1020 && cap < 1030))
			try_size(t, o, &g, &whole, cap);
	try_size(t, o, &g, &whole, ROOM / o->width);
}

START_TEST(domain_outputs)
{
	struct tally t = { .suite = "domain outputs" };

	for (size_t i = 0; i < corpus.count; i++) {
		for (int profile = 0; profile < IDNC_PROFILE_COUNT; profile++) {
			struct output o = { .what = "to_ascii",
				.call = call_ascii,
				.width = 1,
				.text = corpus.names[i],
				.options = { .profile = (idnc_profile)profile } };

			try_sizes(&t, &o);
			o.call = call_unicode;
			o.what = "to_unicode";
			try_sizes(&t, &o);
			o.options.root_dot = o.options.skip_lengths = o.options.keep_bad_punycode =
				true;
			try_sizes(&t, &o);
		}
	}
	ck_assert_uint_gt(t.rows, 1000);
	util_settle(&t, t.rows);
}
END_TEST

/* Combining marks, Hangul, compatibility ideographs, exclusions, values that are no scalars. */
static const uint32_t sequences[][12] = {
	{ 0 }, /* none at all */
	{ 'a' },
	{ 'a', 'b', 'c' },
	{ 0xE9, 'a' },
	{ 'e', 0x301, 'e', 0x302 },
	{ 'a', 0x315, 0x300, 0x5AE, 0x300 },
	{ 0x1112, 0x1161, 0x11AB, 0xAC00, 0x11A7, 0xAC00, 0x11A8 },
	{ 0xD55C, 0xAE00 },
	{ 0x958, 0x344, 0x1D160, 0x2F800, 0x212B },
	{ 0x1F82, 0x390, 0x1D15F, 0xFB2C },
	{ 0xD800 },
	{ 'a', 0xDFFF, 0x301 },
	{ 'a', 0x110000 },
	{ 0xFFFFFFFF, 'a' },
	{ 0x10FFFF, 0x10FFFE, 0xFFFF, 0x378 },
};
#define SEQUENCES (sizeof sequences / sizeof sequences[0])

static size_t
sequence_len(const uint32_t *cps)
{
	size_t n = 0;

	while (n < 12 && cps[n])
		n++;
	return n;
}

START_TEST(code_point_outputs)
{
	static const struct output calls[] = {
		{ .what = "nfc", .call = call_nfc, .width = 4 },
		{ .what = "nfd", .call = call_nfd, .width = 4 },
		{ .what = "punycode_encode", .call = call_encode, .width = 1 },
	};
	struct tally t = { .suite = "code point outputs" };

	for (size_t i = 0; i < SEQUENCES; i++) {
		for (size_t k = 0; k < sizeof calls / sizeof calls[0]; k++) {
			struct output o = calls[k];

			o.cps = sequences[i];
			o.count = sequence_len(sequences[i]);
			try_sizes(&t, &o);
		}
	}
	ck_assert_uint_gt(t.rows, 100);
	util_settle(&t, t.rows);
}
END_TEST

START_TEST(other_outputs)
{
	/* clang-format off */
	static const char *const payloads[] = {
		"", "-", "--", "a", "a-", "tda", "bcher-kva", "0000h", "99999999",
		"ihqwcrb4cv8a8dqg056pqjye", "\xC3\xA9", "-w8tui", "ib9b", "zy0c", "dn32g",
		"A-B-TDA",
	};
	/* clang-format on */
	/* clang-format off */
	static const uint32_t cps[] = {
		0, 'a', 'A', 0x7F, 0x80, 0xAD, 0xDF, 0x7FF, 0x800, 0x200C, 0xD7FF, 0xD800,
		0xDFFF, 0xE000, 0xFDFA, 0xFFFD, 0xFFFF, 0x10000, 0x1E9E, 0x2488, 0x10FFFF,
		0x110000, 0xFFFFFFFF,
	};
	/* clang-format on */
	struct tally t = { .suite = "other outputs" };

	for (size_t i = 0; i < sizeof payloads / sizeof payloads[0]; i++) {
		struct output o = { .what = "punycode_decode", .call = call_decode, .width = 4,
			            .text = { payloads[i], strlen(payloads[i]) } };

		try_sizes(&t, &o);
	}
	for (size_t i = 0; i < sizeof cps / sizeof cps[0]; i++) {
		struct output o = {
			.what = "mapping_find", .call = call_mapping, .width = 4, .cp = cps[i]
		};

		try_sizes(&t, &o);
		o = (struct output){
			.what = "utf8_write", .call = call_utf8, .width = 1, .cp = cps[i]
		};
		try_sizes(&t, &o);
	}
	ck_assert_uint_gt(t.rows, 100);
	util_settle(&t, t.rows);
}
END_TEST

START_TEST(words)
{
	static const idnc_finding shapes[] = {
		{ .label = IDNC_NO_LABEL, .cp = IDNC_NO_CP },
		{ .label = 0, .at = 3, .length = 2, .cp = 0x661, .position = 2 },
		{ .label = 4294967294u,
			.at = 4294967295u,
			.length = 4294967295u,
			.cp = 0x10FFFF,
			.position = 4294967295u,
			.decoded = 1,
			.input = 1,
			.severity = IDNC_SEVERITY_WARNING },
		{ .label = 1, .cp = 0x22, .severity = IDNC_SEVERITY_NOTE },
		{ .label = 1, .cp = 0x202E },
		{ .label = 1, .cp = 0x1B },
	};
	struct tally t = { .suite = "words" };
	const idnc_explanation *e;

	for (size_t i = 0; (e = idnc_explain_at(i)) != NULL; i++) {
		for (size_t k = 0; k < sizeof shapes / sizeof shapes[0]; k++) {
			struct output o = { .what = e->name,
				.call = call_sentence,
				.width = 1,
				.finding = shapes[k] };
			char out[IDNC_FINDING_JSON_MAX];
			size_t len = 0;

			o.finding.code = e->code;
			try_sizes(&t, &o);
			o.call = call_json;
			try_sizes(&t, &o);
			ck_assert_int_eq(call_sentence(&o, out, IDNC_SENTENCE_MAX, &len), IDNC_OK);
			ck_assert_int_eq(call_json(&o, out, sizeof out, &len), IDNC_OK);
			/* No control, nothing outside ASCII: a finding may be printed as it is. */
			for (size_t c = 0; c < len; c++)
				ck_assert(out[c] >= 0x20 && out[c] < 0x7F);
		}
	}
	for (int code = -5; code <= 100; code++) {
		struct output o = { .what = "no such code", .call = call_sentence, .width = 1,
			            .finding = { .code = (idnc_status)code } };

		if (!idnc_explain_find((idnc_status)code)) {
			try_sizes(&t, &o);
			ck_assert_int_eq(
				call_sentence(&o, NULL, 0, &(size_t){ 0 }), IDNC_E_ARGUMENT);
			o.call = call_json;
			try_sizes(&t, &o);
		}
	}
	ck_assert_uint_gt(t.rows, 1000);
	util_settle(&t, t.rows);
}
END_TEST

/* --- every input, at the edge of memory --------------------------------------------------- */

static bool
same_answer(const struct answer *a, const struct answer *b, bool has_output)
{
	size_t n = a->findings.count < ANSWER_FINDINGS ? a->findings.count : ANSWER_FINDINGS;

	if (a->status != b->status || a->findings.count != b->findings.count)
		return false;
	if (has_output &&
		(a->len != b->len || (a->status == IDNC_OK && memcmp(a->out, b->out, a->len) != 0)))
		return false;
	for (size_t i = 0; i < n; i++)
		if (!util_same_finding(&a->items[i], &b->items[i]))
			return false;
	return true;
}

static const struct {
	const char *name;
	judge_fn *judge;
	bool has_output;
} judges[] = {
	{ "to_ascii", judge_ascii, true },
	{ "to_unicode", judge_unicode, true },
	{ "domain_check", judge_check, false },
	{ "label_check", judge_label, false },
};
#define JUDGES 4

/* The same answers wherever the name lies. */
static void
move_name(struct tally *t, const struct guard *g, struct span name, const idnc_options *options)
{
	static struct answer a, b;

	for (size_t k = 0; k < JUDGES; k++) {
		t->rows++;
		judges[k].judge(options, name, &a);
		judges[k].judge(options,
			(struct span){ guard_copy_to_end(g, name.at, name.len), name.len }, &b);
		if (!same_answer(&a, &b, judges[k].has_output))
			util_wrong(t, "%s %s: another answer at the end of a page", judges[k].name,
				util_show(name));
		judges[k].judge(options,
			(struct span){ guard_copy_to_begin(g, name.at, name.len), name.len }, &b);
		if (!same_answer(&a, &b, judges[k].has_output))
			util_wrong(t, "%s %s: another answer at the start of a page",
				judges[k].name, util_show(name));
	}
}

START_TEST(names_at_page_edges)
{
	struct tally t = { .suite = "names at page edges" };
	struct guard g = guard_new();

	for (size_t i = 0; i < corpus.count; i++) {
		for (int profile = 0; profile < IDNC_PROFILE_COUNT; profile++) {
			idnc_options options = { .profile = (idnc_profile)profile };
			struct span name = corpus.names[i];

			for (size_t n = name.len > 40 ? name.len : 0; n <= name.len; n++)
				move_name(&t, &g, (struct span){ name.at, n }, &options);
		}
	}
	ck_assert_uint_gt(t.rows, 1000);
	util_settle(&t, t.rows);
}
END_TEST

START_TEST(pairs_at_page_edges)
{
	struct guard u = guard_new(), a = guard_new();
	static const char text[] = "b\xC3\xBC" "cher.example", ascii[] = "xn--bcher-kva.example";
	idnc_finding items[8];
	idnc_findings f = { items, 8, 99 };

	ck_assert_int_eq(idnc_domain_check_pair(NULL, guard_copy_to_end(&u, text, sizeof text - 1),
				 sizeof text - 1, guard_copy_to_end(&a, ascii, sizeof ascii - 1),
				 sizeof ascii - 1, &f),
		IDNC_OK);
	ck_assert_uint_eq(f.count, 0);
	/* Each shorter second form is another name, or none at all. */
	for (size_t n = 0; n < sizeof ascii - 1; n++)
		ck_assert_int_gt(
			idnc_domain_check_pair(NULL, guard_copy_to_end(&u, text, sizeof text - 1),
				sizeof text - 1, guard_copy_to_end(&a, ascii, n), n, &f),
			0);
	for (size_t n = 0; n < sizeof text - 1; n++)
		ck_assert_int_gt(idnc_domain_check_pair(NULL, guard_copy_to_end(&u, text, n), n,
					 guard_copy_to_end(&a, ascii, sizeof ascii - 1),
					 sizeof ascii - 1, NULL),
			0);
}
END_TEST

START_TEST(code_points_at_page_edges)
{
	struct guard g = guard_new();

	for (size_t i = 0; i < SEQUENCES; i++) {
		for (size_t n = 0; n <= sequence_len(sequences[i]); n++) {
			const uint32_t *moved = guard_copy_to_end(&g, sequences[i], n * 4);
			uint32_t x[64], y[64];
			char p[64], q[64];
			size_t at = 77, moved_at = 77, len = 77, moved_len = 77;

			ck_assert_int_eq(idnc_nfc_check(sequences[i], n, &at),
				idnc_nfc_check(moved, n, &moved_at));
			ck_assert_uint_eq(at, moved_at);
			ck_assert_int_eq(
				idnc_nfc_check(moved, n, NULL), idnc_nfc_check(moved, n, &at));
			ck_assert_int_eq(idnc_nfc_encode(sequences[i], n, x, 64, &len),
				idnc_nfc_encode(moved, n, y, 64, &moved_len));
			ck_assert_uint_eq(len, moved_len);
			ck_assert(len == 77 || memcmp(x, y, len * 4) == 0);
			ck_assert_int_eq(idnc_nfd_encode(sequences[i], n, x, 64, &len),
				idnc_nfd_encode(moved, n, y, 64, &moved_len));
			ck_assert(len == moved_len && (len == 77 || memcmp(x, y, len * 4) == 0));
			ck_assert_int_eq(idnc_punycode_encode(sequences[i], n, p, 64, &len),
				idnc_punycode_encode(moved, n, q, 64, &moved_len));
			ck_assert(len == moved_len &&
				  (len == 77 || memcmp(p, q, len < 64 ? len : 0) == 0));
		}
	}
}
END_TEST

START_TEST(texts_at_page_edges)
{
	struct guard g = guard_new();

	for (size_t i = 0; i < corpus.count; i++) {
		size_t len = corpus.names[i].len;
		const char *name = corpus.names[i].at, *moved = guard_copy_to_end(&g, name, len);
		uint32_t x[LONGEST_NAME], y[LONGEST_NAME], cp = 0, moved_cp = 0;
		size_t n = 77, moved_n = 77, at = 0, moved_at = 0;
		idnc_profile profile = IDNC_PROFILE_LOOKUP, moved_profile = IDNC_PROFILE_LOOKUP;

		ck_assert_int_eq(idnc_punycode_decode(name, len, x, LONGEST_NAME, &n),
			idnc_punycode_decode(moved, len, y, LONGEST_NAME, &moved_n));
		ck_assert(n == moved_n && (n == 77 || memcmp(x, y, n * 4) == 0));
		ck_assert_ptr_eq(
			idnc_explain_find_name(name, len), idnc_explain_find_name(moved, len));
		ck_assert_int_eq(idnc_profile_find(name, len, &profile),
			idnc_profile_find(moved, len, &moved_profile));
		ck_assert_int_eq(profile, moved_profile);
		while (at < len) {
			ck_assert_int_eq(idnc_utf8_next(name, len, &at, &cp),
				idnc_utf8_next(moved, len, &moved_at, &moved_cp));
			ck_assert(at == moved_at && cp == moved_cp);
		}
	}
}
END_TEST

/* --- NULL and nothing --------------------------------------------------------------------- */

START_TEST(null_with_length_0)
{
	static struct answer null, empty;
	size_t at = 0, len = 77;
	uint32_t cp = 77;
	idnc_profile profile = IDNC_PROFILE_UTS46;

	for (int p = 0; p < IDNC_PROFILE_COUNT; p++) {
		for (size_t k = 0; k < JUDGES; k++) {
			idnc_options options = { .profile = (idnc_profile)p };

			judges[k].judge(&options, (struct span){ NULL, 0 }, &null);
			judges[k].judge(&options, (struct span){ "", 0 }, &empty);
			ck_assert(same_answer(&null, &empty, judges[k].has_output));
			ck_assert_int_ge(null.status, 0);
		}
	}
	ck_assert_int_gt(idnc_domain_check_pair(NULL, NULL, 0, NULL, 0, NULL), 0);
	ck_assert_int_eq(idnc_nfc_encode(NULL, 0, NULL, 0, &len), IDNC_OK);
	ck_assert_uint_eq(len, 0);
	ck_assert_int_eq(idnc_nfd_encode(NULL, 0, NULL, 0, &len), IDNC_OK);
	ck_assert_int_eq(idnc_nfc_check(NULL, 0, NULL), IDNC_OK);
	ck_assert_int_eq(idnc_punycode_encode(NULL, 0, NULL, 0, &len), IDNC_OK);
	ck_assert_int_eq(idnc_punycode_decode(NULL, 0, NULL, 0, &len), IDNC_OK);
	ck_assert_uint_eq(len, 0);
	ck_assert_int_eq(idnc_utf8_next(NULL, 0, &at, &cp), IDNC_E_ARGUMENT);
	ck_assert(at == 0 && cp == 77);
	ck_assert_ptr_null(idnc_explain_find_name(NULL, 0));
	ck_assert_int_eq(idnc_profile_find(NULL, 0, &profile), IDNC_E_ARGUMENT);
	ck_assert_int_eq(profile, IDNC_PROFILE_UTS46);
}
END_TEST

/* Options and findings may be absent, which changes no verdict. */
START_TEST(null_options_and_findings)
{
	static struct answer a;

	for (size_t i = 0; i < corpus.count; i++) {
		struct span in = corpus.names[i];
		idnc_options zero = { 0 };

		judge_check(&zero, in, &a);
		ck_assert_int_eq(a.status, idnc_domain_check(NULL, in.at, in.len, NULL));
		judge_label(&zero, in, &a);
		ck_assert_int_eq(a.status, idnc_label_check(NULL, in.at, in.len, NULL));
	}
}
END_TEST

/* --- findings ----------------------------------------------------------------------------- */

#define MOST_FINDINGS 20

/* Room for any number of findings: the same status and count, the first of them, nothing beyond. */
static void
try_capacities(struct tally *t, const idnc_options *options, struct span in)
{
	static struct answer all;

	for (size_t k = 0; k < JUDGES; k++) {
		judges[k].judge(options, in, &all);
		for (size_t capacity = 0;
			capacity <= all.findings.count + 1 && capacity <= MOST_FINDINGS;
			capacity++) {
			idnc_finding items[MOST_FINDINGS + 1];
			idnc_findings f = { capacity ? items : NULL, capacity, SIZE_MAX };
			size_t stored = capacity < all.findings.count ? capacity
								      : all.findings.count,
			       len = SIZE_MAX;
			idnc_status status;
			char out[ANSWER_OUT];

			t->rows++;
			memset(items, FILLED, sizeof items);
			status = judges[k].judge == judge_ascii
					 ? idnc_domain_to_ascii(options, in.at, in.len, out,
						   sizeof out, &len, &f)
				 : judges[k].judge == judge_unicode
					 ? idnc_domain_to_unicode(options, in.at, in.len, out,
						   sizeof out, &len, &f)
				 : judges[k].judge == judge_check
					 ? idnc_domain_check(options, in.at, in.len, &f)
					 : idnc_label_check(options, in.at, in.len, &f);
			if (status != all.status || f.count != all.findings.count ||
				f.capacity != capacity)
				util_wrong(t,
					"%s %s: room for %zu findings: status %d, %zu findings",
					judges[k].name, util_show(in), capacity, status, f.count);
			for (size_t i = 0; i < stored; i++)
				if (items[i].code != all.items[i].code ||
					items[i].at != all.items[i].at ||
					items[i].length != all.items[i].length ||
					items[i].label != all.items[i].label)
					util_wrong(t,
						"%s %s: room for %zu findings: item %zu differs",
						judges[k].name, util_show(in), capacity, i);
			if (!is_filled((char *)&items[stored], (char *)&items[MOST_FINDINGS + 1]))
				util_wrong(t, "%s %s: wrote past %zu findings", judges[k].name,
					util_show(in), capacity);
		}
	}
}

START_TEST(finding_capacities)
{
	struct tally t = { .suite = "finding capacities" };

	for (size_t i = 0; i < corpus.count; i++) {
		for (int profile = 0; profile < IDNC_PROFILE_COUNT; profile++) {
			idnc_options options = { .profile = (idnc_profile)profile };

			try_capacities(&t, &options, corpus.names[i]);
		}
	}
	ck_assert_uint_gt(t.rows, 1000);
	util_settle(&t, t.rows);
}
END_TEST

/* --- arguments out of range --------------------------------------------------------------- */

static void
refuse(const idnc_options *options, size_t in_len)
{
	char out[8];
	size_t len = 77;
	idnc_finding item;
	idnc_findings f = { &item, 1, 77 };

	memset(out, FILLED, sizeof out);
	ck_assert_int_eq(idnc_domain_check(options, "a", in_len, &f), IDNC_E_ARGUMENT);
	ck_assert_uint_eq(f.count, 0);
	f.count = 77;
	ck_assert_int_eq(idnc_label_check(options, "a", in_len, &f), IDNC_E_ARGUMENT);
	ck_assert_uint_eq(f.count, 0);
	f.count = 77;
	ck_assert_int_eq(
		idnc_domain_to_ascii(options, "a", in_len, out, 8, &len, &f), IDNC_E_ARGUMENT);
	ck_assert_uint_eq(f.count, 0);
	f.count = 77;
	ck_assert_int_eq(
		idnc_domain_to_unicode(options, "a", in_len, out, 8, &len, &f), IDNC_E_ARGUMENT);
	ck_assert_uint_eq(f.count, 0);
	f.count = 77;
	ck_assert_int_eq(idnc_domain_check_pair(options, "a", in_len, "a", 1, &f), IDNC_E_ARGUMENT);
	ck_assert_uint_eq(f.count, 0);
	ck_assert_uint_eq(len, 77);
	ck_assert(is_filled(out, out + 8));
}

START_TEST(options_out_of_range)
{
	static const uint16_t versions[] = {
		1,
		IDNC_UNICODE(5, 2),
		IDNC_UNICODE(6, 0),
		IDNC_UNICODE(18, 1),
		IDNC_UNICODE(19, 0),
		0xFFFF,
	};
	static const int profiles[] = { IDNC_PROFILE_COUNT, 99, -1 };

	for (size_t i = 0; i < sizeof profiles / sizeof profiles[0]; i++) {
		idnc_options options = { .profile = (idnc_profile)profiles[i] };

		refuse(&options, 1);
		ck_assert_ptr_null(idnc_profile_name_z(options.profile));
		ck_assert_ptr_null(idnc_profile_sentence_z(options.profile));
	}
	for (size_t i = 0; i < sizeof versions / sizeof versions[0]; i++)
		refuse(&(idnc_options){ .unicode_version = versions[i] }, 1);
	for (int profile = 0; profile < IDNC_PROFILE_COUNT; profile++) {
		idnc_options options = { .profile = (idnc_profile)profile, .map = true };

		if (options.profile != IDNC_PROFILE_LOOKUP)
			refuse(&options, 1);
		options.map = false;
		if (options.profile != IDNC_PROFILE_REGISTRATION)
			ck_assert_int_eq(idnc_domain_check_pair(&options, "a", 1, "a", 1, NULL),
				IDNC_E_ARGUMENT);
	}
	/* Only the length is looked at: there is no such memory. */
	refuse(NULL, (size_t)1 << 31);
	refuse(NULL, SIZE_MAX);
	ck_assert_int_eq(
		idnc_domain_check_pair(NULL, "a", 1, "a", SIZE_MAX, NULL), IDNC_E_ARGUMENT);
}
END_TEST

/* --- look-ups ----------------------------------------------------------------------------- */

START_TEST(code_points_out_of_range)
{
	idnc_properties p = { .age = 77 };
	size_t at = 3;
	uint32_t cp = 77;

	ck_assert_int_eq(idnc_properties_find(0x10FFFF, &p), IDNC_OK);
	p.age = 77;
	ck_assert_int_eq(idnc_properties_find(0x110000, &p), IDNC_E_ARGUMENT);
	ck_assert_int_eq(idnc_properties_find(0xFFFFFFFF, &p), IDNC_E_ARGUMENT);
	ck_assert_uint_eq(p.age, 77);
	ck_assert_int_eq(idnc_utf8_next("abc", 3, &at, &cp), IDNC_E_ARGUMENT);
	at = SIZE_MAX;
	ck_assert_int_eq(idnc_utf8_next("abc", 3, &at, &cp), IDNC_E_ARGUMENT);
	ck_assert(at == SIZE_MAX && cp == 77);
}
END_TEST

START_TEST(explanations)
{
	const idnc_explanation *e;
	char name[80];
	size_t count = 0;

	for (; (e = idnc_explain_at(count)) != NULL; count++) {
		ck_assert_ptr_eq(idnc_explain_find(e->code), e);
		ck_assert_ptr_eq(idnc_explain_find_name(e->name, strlen(e->name)), e);
		sprintf(name, "%s%s", e->code > 0 ? "IDNC_V_" : "IDNC_", e->name);
		ck_assert_ptr_eq(idnc_explain_find_name(name, strlen(name)), e);
		for (char *c = name; *c; c++)
			*c = (char)(*c >= 'A' && *c <= 'Z' ? *c | 32 : *c);
		/* Turkish has an i of its own; names have not. */
		ck_assert_ptr_eq(idnc_explain_find_name(name, strlen(name)), e);
		ck_assert_ptr_null(idnc_explain_find_name(name, strlen(name) - 1));
		if (e->uts46[0]) {
			const idnc_explanation *first =
				idnc_explain_find_name(e->uts46, strlen(e->uts46));

			ck_assert_ptr_nonnull(first);
			ck_assert_str_eq(first->uts46, e->uts46);
			ck_assert_int_le(first->code, e->code);
		}
	}
	ck_assert_uint_gt(count, 30);
	ck_assert_ptr_null(idnc_explain_at(count + 1));
	ck_assert_ptr_null(idnc_explain_at(SIZE_MAX));
	ck_assert_ptr_null(idnc_explain_find((idnc_status)9999));
	ck_assert_ptr_null(idnc_explain_find_name("B7", 2));
}
END_TEST

START_TEST(profiles_and_versions)
{
	for (int p = 0; p < IDNC_PROFILE_COUNT; p++) {
		const char *name = idnc_profile_name_z((idnc_profile)p);
		idnc_profile found = (idnc_profile)(IDNC_PROFILE_COUNT - 1 - p);

		ck_assert_ptr_nonnull(name);
		ck_assert_ptr_nonnull(idnc_profile_sentence_z((idnc_profile)p));
		ck_assert_int_eq(idnc_profile_find(name, strlen(name), &found), IDNC_OK);
		ck_assert_int_eq(found, p);
		ck_assert_int_eq(
			idnc_profile_find(name, strlen(name) - 1, &found), IDNC_E_ARGUMENT);
		ck_assert_int_eq(found, p);
	}
	ck_assert_str_eq(idnc_version_z(), IDNC_VERSION);
	ck_assert_str_eq(idnc_unicode_version_z(), IDNC_UNICODE_VERSION);
}
END_TEST

/* A call that tells a wrong size, one that writes too early, one that writes too far. */
static idnc_status
call_careless(const struct output *o, void *out, size_t cap, size_t *len)
{
	static const char text[] = "abcd";

	*len = o->count == 1 && cap < 4 ? 3 : 4;
	if (o->count == 2 && cap > 0)
		memcpy(out, text, 1);
	if (cap < 4)
		return IDNC_E_SPACE;
	memcpy(out, text, 4);
	if (o->count == 3 && cap == 6)
		memcpy((char *)out + 4, text, 1);
	return IDNC_OK;
}

START_TEST(self_test)
{
	static const size_t wrong[] = { 0, 4, 3, 1 };

	for (size_t i = 0; i < 4; i++) {
		struct tally t = { .suite = "self-test", .quiet = true };
		struct output o = {
			.what = "careless", .call = call_careless, .width = 1, .count = i
		};

		try_sizes(&t, &o);
		ck_assert_uint_eq(t.wrong, wrong[i]);
	}
}
END_TEST

int
main(int argc, char *argv[])
{
	const char *locale = argc > 1 ? argv[1] : "C";
	const TTest *const tests[] = {
		domain_outputs,
		code_point_outputs,
		other_outputs,
		words,
		names_at_page_edges,
		pairs_at_page_edges,
		code_points_at_page_edges,
		texts_at_page_edges,
		null_with_length_0,
		null_options_and_findings,
		finding_capacities,
		options_out_of_range,
		code_points_out_of_range,
		explanations,
		profiles_and_versions,
		self_test,
		NULL,
	};

	corpus = util_names_corpus();
	if (!setlocale(LC_ALL, locale)) {
		printf("SKIP: the locale %s is not installed\n", locale);
		return 77;
	}
	printf("locale %s\n", setlocale(LC_ALL, NULL));
	return util_run("api_edges", tests);
}
