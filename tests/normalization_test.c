/* SPDX-License-Identifier: MIT */
/* NormalizationTest.txt, and strings that it has not, compared with the text of the standard. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "util.h"

#define CODE_POINTS 0x110000
#define LINE_MAX    64
#define DATA_LINES  20171
#define PART1_LINES 17154
#define LONG_RUN    200000

static struct span test_file, data_file, exclusions_file;

/* Decompositions, classes and composites by the test's own reading of UnicodeData.txt. */
static struct {
	uint32_t parts[2]; /* 0, 0: none */
	uint8_t ccc;
	bool is_excluded;
} ref[CODE_POINTS];
static struct {
	uint32_t first, second, cp;
} pairs[2048];
static size_t pairs_len;

static size_t
code_points(struct span text, uint32_t *out)
{
	struct span parts[LINE_MAX];
	size_t n = util_split(util_trim(text), ' ', parts, LINE_MAX);

	if (n > LINE_MAX)
		exit(99);
	for (size_t i = 0; i < n; i++)
		out[i] = (uint32_t)strtoul(parts[i].at, NULL, 16);
	return n;
}

/* The columns of a line without its comment; 0 when there are none. */
static size_t
columns_of(struct span line, struct span *columns, size_t max)
{
	const char *comment = line.len ? memchr(line.at, '#', line.len) : NULL;

	if (comment)
		line.len = (size_t)(comment - line.at);
	line = util_trim(line);
	return line.len ? util_split(line, ';', columns, max) : 0;
}

static void
read_reference(void)
{
	struct span rest = exclusions_file, line, columns[16];
	uint32_t cp;

	while (util_line(&rest, &line)) {
		if (columns_of(line, columns, 16) == 0)
			continue;
		code_points(columns[0], &cp);
		ref[cp].is_excluded = true;
	}
	rest = data_file;
	while (util_line(&rest, &line)) {
		if (util_split(line, ';', columns, 16) != 15)
			exit(99);
		code_points(columns[0], &cp);
		ref[cp].ccc = (uint8_t)atoi(columns[3].at);
		if (columns[5].len && columns[5].at[0] != '<')
			code_points(columns[5], ref[cp].parts);
	}
	/* Unicode, 3.11, D113: excluded are also singletons and what does not begin with a starter. */
	for (cp = 0; cp < CODE_POINTS; cp++) {
		if (!ref[cp].parts[1] || ref[cp].is_excluded || ref[cp].ccc ||
		    ref[ref[cp].parts[0]].ccc)
			continue;
		if (pairs_len == sizeof pairs / sizeof pairs[0])
			exit(99);
		pairs[pairs_len].first = ref[cp].parts[0];
		pairs[pairs_len].second = ref[cp].parts[1];
		pairs[pairs_len++].cp = cp;
	}
}

/* Unicode, 3.7, D68 and 3.12, one step after another. */
static size_t
reference_decompose(uint32_t cp, uint32_t *out)
{
	size_t n;

	if (cp >= 0xAC00 && cp <= 0xD7A3) {
		uint32_t s = cp - 0xAC00;

		out[0] = 0x1100 + s / 588;
		out[1] = 0x1161 + s % 588 / 28;
		out[2] = 0x11A7 + s % 28;
		return s % 28 ? 3 : 2;
	}
	if (cp >= CODE_POINTS || !ref[cp].parts[0]) {
		out[0] = cp;
		return 1;
	}
	n = reference_decompose(ref[cp].parts[0], out);
	return ref[cp].parts[1] ? n + reference_decompose(ref[cp].parts[1], out + n) : n;
}

static uint32_t
reference_pair(uint32_t a, uint32_t b)
{
	if (a >= 0x1100 && a <= 0x1112 && b >= 0x1161 && b <= 0x1175)
		return 0xAC00 + (a - 0x1100) * 588 + (b - 0x1161) * 28;
	if (a >= 0xAC00 && a <= 0xD7A3 && (a - 0xAC00) % 28 == 0 && b >= 0x11A8 && b <= 0x11C2)
		return a + (b - 0x11A7);
	for (size_t i = 0; i < pairs_len; i++)
		if (pairs[i].first == a && pairs[i].second == b)
			return pairs[i].cp;
	return 0;
}

/* Unicode, 3.11, D109 and D117 as they are written; quadratic. */
static size_t
reference_normalize(bool compose, const uint32_t *in, size_t in_len, uint32_t *out)
{
	size_t n = 0;

	for (size_t i = 0; i < in_len; i++)
		n += reference_decompose(in[i], out + n);
	for (size_t end = n; end > 1; end--) {
		for (size_t i = 1; i < end; i++) {
			uint8_t a = ref[out[i - 1]].ccc, b = ref[out[i]].ccc;

			if (a > b && b > 0) {
				uint32_t swap = out[i];

				out[i] = out[i - 1];
				out[i - 1] = swap;
			}
		}
	}
	for (size_t c = 1; compose && c < n; c++) {
		size_t l = c;
		bool is_blocked = false;
		uint32_t cp;

		/* The last starter before c, and whether anything between blocks c from it: D115. */
		while (l > 0 && (l == c || ref[out[l]].ccc != 0))
			l--;
		if (ref[out[l]].ccc != 0)
			continue;
		for (size_t b = l + 1; b < c; b++)
			is_blocked |= ref[out[b]].ccc == 0 || ref[out[b]].ccc >= ref[out[c]].ccc;
		cp = is_blocked ? 0 : reference_pair(out[l], out[c]);
		if (!cp)
			continue;
		out[l] = cp;
		memmove(out + c, out + c + 1, (n - c - 1) * sizeof *out);
		n--;
		c--;
	}
	return n;
}

typedef idnc_status encode_fn(const uint32_t *, size_t, uint32_t *, size_t, size_t *);

/* Whether a call gives exactly this; with each smaller buffer the size, and the buffer left alone. */
static bool
encodes_to(encode_fn *encode, const uint32_t *in, size_t in_len, const uint32_t *wanted, size_t n)
{
	uint32_t out[8 * LINE_MAX];
	size_t len = SIZE_MAX;

	ck_assert_uint_lt(n, sizeof out / sizeof out[0]);
	for (size_t cap = 0; cap <= n; cap++) {
		memset(out, 0xA5, sizeof out);
		if (encode(in, in_len, out, cap, &len) != (cap < n ? IDNC_E_SPACE : IDNC_OK) ||
		    len != n)
			return false;
		for (size_t i = cap < n ? 0 : n; i < sizeof out / sizeof out[0]; i++)
			if (out[i] != 0xA5A5A5A5)
				return false;
	}
	return n == 0 || memcmp(out, wanted, n * sizeof *out) == 0;
}

/* Whether idnc_nfc_check agrees with an NFC that is known. */
static bool
is_checked(const uint32_t *in, size_t in_len, const uint32_t *nfc, size_t n)
{
	size_t at = SIZE_MAX, wanted = 0;
	idnc_status status = idnc_nfc_check(in, in_len, &at);

	while (wanted < in_len && wanted < n && in[wanted] == nfc[wanted])
		wanted++;
	if (wanted == in_len && n == in_len)
		return status == IDNC_OK && at == SIZE_MAX &&
		       idnc_nfc_check(in, in_len, NULL) == IDNC_OK;
	return status == IDNC_V_NOT_NFC && at == wanted &&
	       idnc_nfc_check(in, in_len, NULL) == status;
}

/* The conformance clauses at the head of NormalizationTest.txt, those of NFC and NFD. */
static bool
judge_columns(uint32_t c[5][LINE_MAX], const size_t *n)
{
	for (size_t i = 0; i < 5; i++) {
		size_t nfc = i < 3 ? 1 : 3, nfd = i < 3 ? 2 : 4;

		if (!encodes_to(idnc_nfc_encode, c[i], n[i], c[nfc], n[nfc]) ||
		    !encodes_to(idnc_nfd_encode, c[i], n[i], c[nfd], n[nfd]) ||
		    !is_checked(c[i], n[i], c[nfc], n[nfc]))
			return false;
	}
	return true;
}

/* Read the columns of a data line; false for any other line. */
static bool
read_columns(struct span line, uint32_t c[5][LINE_MAX], size_t *n)
{
	struct span columns[7];
	size_t count;

	if (line.len && line.at[0] == '@')
		return false;
	count = columns_of(line, columns, 7);
	if (count == 0)
		return false;
	ck_assert_uint_eq(count, 6); /* the last one is empty */
	for (size_t i = 0; i < 5; i++)
		n[i] = code_points(columns[i], c[i]);
	return true;
}

START_TEST(every_line)
{
	struct tally t = { .suite = "NormalizationTest.txt" };
	struct span rest = test_file, line;
	uint32_t c[5][LINE_MAX];
	size_t n[5];

	while (util_line(&rest, &line)) {
		if (!read_columns(line, c, n))
			continue;
		t.rows++;
		if (!judge_columns(c, n))
			util_wrong(&t, "%.*s", (int)line.len, line.at);
	}
	util_settle(&t, DATA_LINES);
}
END_TEST

/* What part 1 does not list is its own NFC and NFD. */
START_TEST(complement_of_part_1)
{
	static bool is_listed[CODE_POINTS];
	struct tally t = { .suite = "complement of part 1" };
	struct span rest = test_file, line;
	uint32_t c[5][LINE_MAX];
	size_t n[5], listed = 0;
	bool is_part_1 = false;

	while (util_line(&rest, &line)) {
		if (line.len && line.at[0] == '@')
			is_part_1 = line.len > 5 && memcmp(line.at, "@Part1", 6) == 0;
		if (!is_part_1 || !read_columns(line, c, n))
			continue;
		ck_assert_uint_eq(n[0], 1);
		is_listed[c[0][0]] = true;
		listed++;
	}
	ck_assert_uint_eq(listed, PART1_LINES);
	for (uint32_t cp = 0; cp < CODE_POINTS; cp++) {
		if (is_listed[cp])
			continue;
		t.rows++;
		if (!encodes_to(idnc_nfc_encode, &cp, 1, &cp, 1) ||
		    !encodes_to(idnc_nfd_encode, &cp, 1, &cp, 1) || !is_checked(&cp, 1, &cp, 1))
			util_wrong(&t, "%04X is changed", (unsigned)cp);
	}
	util_settle(&t, CODE_POINTS - PART1_LINES);
}
END_TEST

/* Strings of code points that act on each other, in all lengths about the limit of a short run. */
#define RANDOM_STRINGS 20000
START_TEST(like_the_reference)
{
	static const uint32_t others[] = {
		'a',     'E',     'o',     0xC5,    0x1EA4,  0x212B,  0x0344,  0x0F73,  0x0F75,
		0x0F81,  0x1100,  0x1112,  0x1161,  0x1175,  0x11A7,  0x11A8,  0x11C2,  0xAC00,
		0xAC01,  0xD788,  0x09C7,  0x09BE,  0x09D7,  0x0CC6,  0x0CC2,  0x0CD5,  0x113C2,
		0x113B8, 0x113C9, 0x113C5, 0x16121, 0x1611F, 0x1109A, 0x11099, 0x110BA, 0x1D15E,
		0x1D165, 0x105D2, 0x16D63, 0x16D67, 0x2F868, 0xFB2A,  0x0958,  0xD800,  0x10FFFF,
		0x378,   0x1D160, 0x3B1,   0x1F80,
	};
	static uint32_t marks[2048];
	struct tally t = { .suite = "strings of interacting code points" };
	size_t marks_len = 0;
	uint32_t seed = 1;

	for (uint32_t cp = 0; cp < CODE_POINTS; cp++)
		if (ref[cp].ccc && marks_len < sizeof marks / sizeof marks[0])
			marks[marks_len++] = cp;
	for (; t.rows < RANDOM_STRINGS; t.rows++) {
		uint32_t in[LINE_MAX], nfc[4 * LINE_MAX], nfd[4 * LINE_MAX];
		size_t len = t.rows % 3 ? t.rows % 8 : t.rows % LINE_MAX, nfc_len, nfd_len;
		/* How many of sixteen are marks: a few, or nearly all. */
		unsigned share = t.rows % 2 ? 15 : 6;

		for (size_t i = 0; i < len; i++) {
			size_t pick;

			seed = seed * 1664525 + 1013904223;
			pick = seed >> 8 & 0xFFFFF;
			if ((seed >> 28) < share) /* often of the common ones, which compose */
				in[i] = marks[pick % (pick & 0x10000 ? 50 : marks_len)];
			else
				in[i] = others[pick % (sizeof others / sizeof others[0])];
		}
		nfc_len = reference_normalize(true, in, len, nfc);
		nfd_len = reference_normalize(false, in, len, nfd);
		if (!encodes_to(idnc_nfc_encode, in, len, nfc, nfc_len) ||
		    !encodes_to(idnc_nfd_encode, in, len, nfd, nfd_len) ||
		    !is_checked(in, len, nfc, nfc_len))
			util_wrong(&t, "string %zu", t.rows);
	}
	ck_assert_uint_gt(marks_len, 900);
	util_settle(&t, RANDOM_STRINGS);
}
END_TEST

/* Marks of two classes in turn: sorting them in place would take 10^10 steps. */
START_TEST(long_run)
{
	static uint32_t in[LONG_RUN + 1], nfc[LONG_RUN + 1], nfd[LONG_RUN + 1], out[LONG_RUN + 1];
	size_t len, at = SIZE_MAX, half = LONG_RUN / 2;

	in[0] = nfd[0] = 'a';
	for (size_t i = 0; i < LONG_RUN; i++)
		in[1 + i] = i % 2 ? 0x0323 : 0x0300; /* DOT BELOW, 220; GRAVE ACCENT, 230 */
	for (size_t i = 0; i < half; i++) {
		nfd[1 + i] = 0x0323;
		nfd[1 + half + i] = 0x0300;
	}
	/* LATIN SMALL LETTER A WITH DOT BELOW, which does not compose with a grave accent. */
	nfc[0] = 0x1EA1;
	memcpy(nfc + 1, nfd + 2, (LONG_RUN - 1) * sizeof *nfc);

	ck_assert_int_eq(idnc_nfd_encode(in, LONG_RUN + 1, out, LONG_RUN + 1, &len), IDNC_OK);
	ck_assert_uint_eq(len, LONG_RUN + 1);
	ck_assert(memcmp(out, nfd, sizeof nfd) == 0);
	ck_assert_int_eq(idnc_nfc_encode(in, LONG_RUN + 1, out, LONG_RUN + 1, &len), IDNC_OK);
	ck_assert_uint_eq(len, LONG_RUN);
	ck_assert(memcmp(out, nfc, LONG_RUN * sizeof *nfc) == 0);
	ck_assert_int_eq(idnc_nfc_encode(in, LONG_RUN + 1, out, LONG_RUN - 1, &len), IDNC_E_SPACE);
	ck_assert_uint_eq(len, LONG_RUN);
	ck_assert_int_eq(idnc_nfc_check(in, LONG_RUN + 1, &at), IDNC_V_NOT_NFC);
	ck_assert_uint_eq(at, 0);
	ck_assert_int_eq(idnc_nfc_check(nfc, LONG_RUN, &at), IDNC_OK);
}
END_TEST

/* One run of every class there is, the highest first, again and again. */
START_TEST(long_run_of_all_classes)
{
	static uint32_t in[LONG_RUN], out[LONG_RUN];
	uint32_t of_class[256] = { 0 };
	size_t classes = 0, n = 0, len;

	for (uint32_t cp = 0; cp < CODE_POINTS; cp++) {
		if (ref[cp].ccc && !of_class[ref[cp].ccc] && !ref[cp].parts[0]) {
			of_class[ref[cp].ccc] = cp;
			classes++;
		}
	}
	ck_assert_uint_gt(classes, 50);
	while (n + classes <= LONG_RUN)
		for (unsigned ccc = 255; ccc > 0; ccc--)
			if (of_class[ccc])
				in[n++] = of_class[ccc];
	ck_assert_int_eq(idnc_nfc_encode(in, n, out, LONG_RUN, &len), IDNC_OK);
	ck_assert_uint_eq(len, n);
	for (size_t i = 0; i < n; i++) {
		ck_assert_uint_eq(ref[out[i]].ccc, ref[out[i / (n / classes) * (n / classes)]].ccc);
		ck_assert(i == 0 || ref[out[i - 1]].ccc <= ref[out[i]].ccc);
	}
}
END_TEST

START_TEST(edges)
{
	uint32_t in[] = { 'a', 0x110000, 0xFFFFFFFF }, out[4];
	size_t len = 77, at = 77;

	ck_assert_int_eq(idnc_nfc_encode(in, 2, out, 4, &len), IDNC_E_ARGUMENT);
	ck_assert_int_eq(idnc_nfd_encode(in + 2, 1, out, 4, &len), IDNC_E_ARGUMENT);
	ck_assert_int_eq(idnc_nfc_check(in, 3, &at), IDNC_E_ARGUMENT);
	ck_assert_uint_eq(len, 77);
	ck_assert_uint_eq(at, 77);
	ck_assert_int_eq(idnc_nfc_encode(NULL, 0, NULL, 0, &len), IDNC_OK);
	ck_assert_uint_eq(len, 0);
	ck_assert_int_eq(idnc_nfd_encode(NULL, 0, NULL, 0, &len), IDNC_OK);
	ck_assert_int_eq(idnc_nfc_check(NULL, 0, &at), IDNC_OK);
}
END_TEST

START_TEST(self_test)
{
	static const uint32_t in[] = { 'e', 0x301 }, right[] = { 0xE9 }, wrong[] = { 0xE8 };

	ck_assert(encodes_to(idnc_nfc_encode, in, 2, right, 1));
	ck_assert(!encodes_to(idnc_nfc_encode, in, 2, wrong, 1));
	ck_assert(!encodes_to(idnc_nfc_encode, in, 2, in, 2));
	ck_assert(is_checked(in, 2, right, 1));
	ck_assert(!is_checked(in, 2, in, 2));
	ck_assert(!is_checked(right, 1, wrong, 1));
}
END_TEST

int
main(int argc, char *argv[])
{
	const char *shared = argc > 1 ? argv[1] : NULL;
	const TTest *const tests[] = {
		every_line,
		complement_of_part_1,
		like_the_reference,
		long_run,
		long_run_of_all_classes,
		edges,
		self_test,
		NULL,
	};

	test_file = util_read(shared, "unicode/18.0.0/ucd/NormalizationTest.txt");
	data_file = util_read(shared, "unicode/18.0.0/ucd/UnicodeData.txt");
	exclusions_file = util_read(shared, "unicode/18.0.0/ucd/CompositionExclusions.txt");
	read_reference();
	return util_run("normalization", tests);
}
