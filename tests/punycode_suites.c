/* SPDX-License-Identifier: MIT */
/* suites/rfc3492 and suites/punycode: every row encoded and decoded; then long strings. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "reference.h"
#include "util.h"

/* A string of n code points takes at most this many digits each: 2^21 * 2^14 needs seven. */
#define DIGITS_PER_CP 7
#define BUFFER        (DIGITS_PER_CP * IDNC_PUNYCODE_LIMIT + 1)

static const struct suite_file {
	const char *name, *decoded, *encoded;
	size_t rows;
} files[] = {
	{ "suites/rfc3492/rfc3492_7.1_samples.json", "unicode", "punycode", 19 },
	{ "suites/rfc3492/go_punycode_cases.json", "unicode", "punycode", 31 },
	{ "suites/punycode/punycode_tests.json", "decoded", "encoded", 25 },
	{ "suites/punycode/bad_punycode_tests.json", "decoded", NULL, 1 },
};
#define FILE_COUNT (sizeof files / sizeof files[0])

static json_t *loaded[FILE_COUNT];

/* encoded: what the row says, or NULL where it says nothing; then the reference says it. */
static void
judge_row(struct tally *t, const uint32_t *decoded, size_t decoded_len, const struct span *encoded)
{
	static char out[BUFFER], expected[BUFFER];
	static uint32_t back[IDNC_PUNYCODE_LIMIT];
	struct span right = encoded ? *encoded
				    : (struct span){ expected,
					      reference_encode(decoded, decoded_len, expected) };
	size_t len = SIZE_MAX, back_len = SIZE_MAX;
	idnc_status status = idnc_punycode_encode(decoded, decoded_len, out, BUFFER, &len);

	t->rows++;
	if (status != IDNC_OK || !util_equal((struct span){ out, len }, right)) {
		util_wrong(t, "row %zu: encoding gives %d, expected %s", t->rows, status,
			util_show(right));
		return;
	}
	status = idnc_punycode_decode(right.at, right.len, back, IDNC_PUNYCODE_LIMIT, &back_len);
	if (right.len > IDNC_PUNYCODE_LIMIT) {
		if (status != IDNC_V_LABEL_TOO_LONG || back_len != SIZE_MAX)
			util_wrong(t, "row %zu: decoding %zu bytes gives %d", t->rows, right.len,
				status);
	} else if (status != IDNC_OK || back_len != decoded_len ||
	           (back_len && memcmp(back, decoded, back_len * sizeof *back) != 0)) {
		util_wrong(t, "row %zu: decoding %s gives %d", t->rows, util_show(right), status);
	}
}

static void
judge_file(struct tally *t, size_t which)
{
	const struct suite_file *f = &files[which];
	static uint32_t cps[IDNC_PUNYCODE_LIMIT];
	size_t i;
	json_t *row;

	json_array_foreach(loaded[which], i, row)
	{
		const json_t *decoded = json_object_get(row, f->decoded);
		const json_t *encoded = f->encoded ? json_object_get(row, f->encoded) : NULL;
		struct span text = { json_string_value(decoded), json_string_length(decoded) },
			    code;

		ck_assert(json_is_string(decoded) && (!f->encoded || json_is_string(encoded)));
		ck_assert_uint_lt(text.len, IDNC_PUNYCODE_LIMIT);
		if (encoded)
			code = (struct span){ json_string_value(encoded),
				json_string_length(encoded) };
		judge_row(t, cps, util_code_points(text, cps), encoded ? &code : NULL);
	}
}

START_TEST(every_row)
{
	for (size_t i = 0; i < FILE_COUNT; i++) {
		struct tally t = { .suite = files[i].name };

		judge_file(&t, i);
		util_settle(&t, files[i].rows);
	}
}
END_TEST

/* The one row of bad_punycode_tests.json is what made an encoder quadratic; it has this length. */
START_TEST(bad_row_has_its_length)
{
	const char *text =
		json_string_value(json_object_get(json_array_get(loaded[3], 0), "decoded"));
	static uint32_t cps[IDNC_PUNYCODE_LIMIT];

	ck_assert_uint_eq(util_code_points((struct span){ text, strlen(text) }, cps), 8204);
}
END_TEST

enum order { ASCENDING, DESCENDING, SCATTERED, PLANES, ORDERS };

/* n distinct code points beyond ASCII. */
static void
fill(uint32_t *cps, size_t n, enum order order)
{
	for (size_t i = 0; i < n; i++) {
		/* An odd factor permutes the residues of a power of two. */
		uint32_t k = (uint32_t)(order == DESCENDING  ? n - 1 - i
					: order == ASCENDING ? i
							     : i * 5167 % 16384);

		cps[i] = order == PLANES ? 0x10000 + k * 64 : 0x4E00 + k;
	}
}

START_TEST(distinct_code_points)
{
	struct tally t = { .suite = "distinct code points" };
	static uint32_t cps[IDNC_PUNYCODE_LIMIT];

	for (int order = ASCENDING; order < ORDERS; order++) {
		/* The reference is quadratic, so that the longest string is tried in one order. */
		size_t longest = order == SCATTERED ? IDNC_PUNYCODE_LIMIT : IDNC_PUNYCODE_LIMIT / 2;

		for (size_t n = 1024; n <= longest; n *= 2) {
			fill(cps, n, (enum order)order);
			judge_row(&t, cps, n, NULL);
		}
	}
	util_settle(&t, 5 + 4 * (ORDERS - 1));
}
END_TEST

START_TEST(limits)
{
	static uint32_t cps[IDNC_PUNYCODE_LIMIT + 1], back[IDNC_PUNYCODE_LIMIT + 1];
	static char out[BUFFER], in[IDNC_PUNYCODE_LIMIT + 1];
	size_t len = 77;

	for (size_t i = 0; i <= IDNC_PUNYCODE_LIMIT; i++) {
		cps[i] = 'a';
		in[i] = 'a';
	}
	in[IDNC_PUNYCODE_LIMIT - 1] = '-';
	ck_assert_int_eq(idnc_punycode_encode(cps, IDNC_PUNYCODE_LIMIT + 1, out, BUFFER, &len),
		IDNC_V_LABEL_TOO_LONG);
	ck_assert_int_eq(idnc_punycode_decode(
				 in, IDNC_PUNYCODE_LIMIT + 1, back, IDNC_PUNYCODE_LIMIT + 1, &len),
		IDNC_V_LABEL_TOO_LONG);
	ck_assert_uint_eq(len, 77);
	ck_assert_int_eq(
		idnc_punycode_encode(cps, IDNC_PUNYCODE_LIMIT, out, BUFFER, &len), IDNC_OK);
	ck_assert_uint_eq(len, IDNC_PUNYCODE_LIMIT + 1);
	ck_assert_int_eq(
		idnc_punycode_decode(in, IDNC_PUNYCODE_LIMIT, back, IDNC_PUNYCODE_LIMIT, &len),
		IDNC_OK);
	ck_assert_uint_eq(len, IDNC_PUNYCODE_LIMIT - 1);
	/* Scalar values only, and nothing is written for others. */
	cps[5] = 0xDFFF;
	ck_assert_int_eq(idnc_punycode_encode(cps, 6, out, BUFFER, &len), IDNC_E_ARGUMENT);
	cps[5] = 0x110000;
	ck_assert_int_eq(idnc_punycode_encode(cps, 6, out, BUFFER, &len), IDNC_E_ARGUMENT);
	ck_assert_uint_eq(len, IDNC_PUNYCODE_LIMIT - 1);
}
END_TEST

START_TEST(self_test)
{
	struct tally t = { .suite = "self-test", .quiet = true };
	static const uint32_t text[] = { 'b', 0xFC, 'c', 'h', 'e', 'r' };
	struct span right = SPAN_Z("bcher-kva"), wrong = SPAN_Z("bcher-kvb");

	judge_row(&t, text, 6, &right);
	judge_row(&t, text, 6, NULL);
	ck_assert_uint_eq(t.wrong, 0);
	judge_row(&t, text, 6, &wrong);
	judge_row(&t, text, 5, &right);
	ck_assert_uint_eq(t.wrong, 2);
}
END_TEST

int
main(int argc, char *argv[])
{
	const TTest *const tests[] = {
		every_row, bad_row_has_its_length, distinct_code_points, limits, self_test, NULL,
	};

	for (size_t i = 0; i < FILE_COUNT; i++) {
		struct span file = util_read(argc > 1 ? argv[1] : NULL, files[i].name);
		json_error_t error;

		loaded[i] = json_loadb(file.at, file.len, JSON_ALLOW_NUL, &error);
		util_free(file);
		if (!json_is_array(loaded[i])) {
			printf("%s:%d: %s\n", files[i].name, error.line, error.text);
			return 1;
		}
	}
	return util_run("punycode", tests);
}
