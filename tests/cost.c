/* SPDX-License-Identifier: MIT */
/* cost OPERATION N: one call on an input of size N that is meant to be costly. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "idncheck.h"

#define MAX 16384

static uint32_t cps[2 * MAX], result[8 * MAX];
static char text[16 * MAX], out[16 * MAX];

static size_t
repeat(const char *piece, size_t n)
{
	size_t len = strlen(piece);

	for (size_t i = 0; i < n; i++)
		memcpy(text + i * len, piece, len);
	return n * len;
}

static void
convert(size_t len)
{
	static const idnc_options options = { .profile = IDNC_PROFILE_UTS46, .skip_lengths = true };
	size_t out_len = 0;

	idnc_domain_to_ascii(&options, text, len, out, sizeof out, &out_len, NULL);
	idnc_domain_to_unicode(&options, text, len, out, sizeof out, &out_len, NULL);
}

/* Few different code points beyond ASCII, many times, among much ASCII: suites/punycode,
 * bad_punycode_tests. */
static void
fill_few(size_t n)
{
	for (size_t i = 0; i < n; i++)
		cps[i] = i % 89 == 7 ? 0xE0037 - 0x1000 * (uint32_t)(i % 5) : ' ';
}

static void
punycode_encode(size_t n)
{
	size_t len = 0;

	fill_few(n);
	idnc_punycode_encode(cps, n, out, sizeof out, &len);
}

static void
punycode_decode(size_t n)
{
	size_t len = 0;

	fill_few(n);
	if (n && idnc_punycode_encode(cps, n, out, sizeof out, &len) == IDNC_OK)
		for (int i = 0; i < 10; i++)
			idnc_punycode_decode(out, len, result, MAX, &n);
}

/* Each code point goes before all that are there already. */
static void
punycode_decode_backwards(size_t n)
{
	size_t len = 0;

	for (size_t i = 0; i < n / 2; i++)
		cps[i] = 0x4E00 + (uint32_t)(n / 2 - i);
	if (n && idnc_punycode_encode(cps, n / 2, out, sizeof out, &len) == IDNC_OK)
		for (int i = 0; i < 10; i++)
			if (idnc_punycode_decode(out, len, result, MAX, &n) != IDNC_OK)
				abort();
}

/* All different, in an order that makes every delta large. */
static void
punycode_distinct(size_t n)
{
	size_t len = 0;

	for (size_t i = 0; i < n; i++)
		cps[i] = 0x4E00 + (uint32_t)(i * 5167 % MAX);
	idnc_punycode_encode(cps, n, out, sizeof out, &len);
}

/* Marks in the wrong order: a sort that moves each by one place is quadratic here. */
static void
normalize(size_t n)
{
	size_t len = 0, at = 0;

	cps[0] = 'a';
	for (size_t i = 0; i < n; i++) {
		cps[1 + 2 * i] = 0x0315; /* COMBINING COMMA ABOVE RIGHT */
		cps[2 + 2 * i] = 0x0300; /* COMBINING GRAVE ACCENT */
	}
	idnc_nfc_encode(cps, n ? 1 + 2 * n : 0, result, 8 * MAX, &len);
	idnc_nfd_encode(cps, n ? 1 + 2 * n : 0, result, 8 * MAX, &len);
	idnc_nfc_check(cps, n ? 1 + 2 * n : 0, &at);
}

static void
marks_in_a_label(size_t n)
{
	convert(repeat("\xCC\x95\xCC\x80", n));
}

static void
labels(size_t n)
{
	convert(repeat("b\xC3\xBC" "cher.", n));
}

static void
a_labels(size_t n)
{
	convert(repeat("xn--bcher-kva.", n));
}

static void
one_label(size_t n)
{
	convert(repeat("\xC3\xA9", n));
}

static void
one_a_label(size_t n)
{
	size_t len = repeat("a", 4 * n);

	memcpy(text, "xn--", n ? 4 : 0);
	convert(len);
}

/* Only the last label tells that the Bidi rule applies to all. */
static void
bidi_at_the_end(size_t n)
{
	size_t len = repeat("1a-.", n);

	memcpy(text + len, "\xD7\x90", 2);
	convert(len + 2);
}

static void
ill_formed(size_t n)
{
	convert(repeat("\xE2\x82\x80\xFF", n));
}

static void
dots(size_t n)
{
	convert(repeat(".", n));
}

/* Many names, of which a call has room for few. */
static void
batches(size_t n)
{
	static const idnc_batch_options options = { .form = IDNC_BATCH_ASCII, .is_last = true };
	size_t len = repeat("b\xC3\xBC.xn--a\n", n), at = 0;
	idnc_batch_record records[16];
	idnc_batch_progress p = { 0 };

	do {
		if (idnc_batch_run(&options, text + at, len - at, out, 100, records, 16, &p) != IDNC_OK)
			abort();
		at += p.in_len;
	} while (p.records > 0);
}

/* A line that does not end, and then does. */
static void
long_line(size_t n)
{
	static const idnc_batch_options options = { .is_last = false };
	size_t len = repeat("b\xC3\xBC.", 2 * n);
	idnc_batch_record record;
	idnc_batch_progress p;

	idnc_batch_run(&options, text, len, out, sizeof out, &record, 1, &p);
	text[len] = '\n';
	idnc_batch_run(&options, text, len + 1, out, sizeof out, &record, 1, &p);
}

/* One label within the limit, of which every code point has a rule that may look at all of it. */
static void
rules_in_a_label(const char *piece, size_t code_points, size_t n)
{
	idnc_domain_check(
		NULL, text, repeat(piece, n * IDNC_LABEL_LIMIT / MAX / code_points), NULL);
}

static void
katakana_dots(size_t n)
{
	rules_in_a_label("\xE3\x83\xBB", 1, n); /* RFC 5892, A.7 */
}

static void
digits(size_t n)
{
	rules_in_a_label("\xD9\xA1\xDB\xB1", 2, n); /* RFC 5892, A.8 and A.9 */
}

static void
joiners(size_t n)
{
	rules_in_a_label("\xD9\x8E\xE2\x80\x8C", 2, n); /* RFC 5892, A.1, across ARABIC FATHA */
}

static const struct {
	const char *name;
	void (*run)(size_t n);
} operations[] = {
	{ "punycode_encode", punycode_encode },
	{ "punycode_decode", punycode_decode },
	{ "punycode_decode_backwards", punycode_decode_backwards },
	{ "punycode_distinct", punycode_distinct },
	{ "normalize", normalize },
	{ "marks_in_a_label", marks_in_a_label },
	{ "labels", labels },
	{ "a_labels", a_labels },
	{ "one_label", one_label },
	{ "one_a_label", one_a_label },
	{ "bidi_at_the_end", bidi_at_the_end },
	{ "ill_formed", ill_formed },
	{ "dots", dots },
	{ "batches", batches },
	{ "long_line", long_line },
	{ "katakana_dots", katakana_dots },
	{ "digits", digits },
	{ "joiners", joiners },
};

int
main(int argc, char *argv[])
{
	size_t n = argc > 2 ? strtoul(argv[2], NULL, 10) : 0;

	if (n > MAX)
		return 2;
	for (size_t i = 0; i < sizeof operations / sizeof operations[0]; i++) {
		if (argc < 2)
			puts(operations[i].name);
		else if (strcmp(argv[1], operations[i].name) == 0)
			return operations[i].run(n), 0;
	}
	return argc < 2 ? 0 : 2;
}
