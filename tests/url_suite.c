/* SPDX-License-Identifier: MIT */
/* suites/url/IdnaTestV2.json: the domain parser of the URL Standard, beStrict false, row by row. */
#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "util.h"

#define ROWS       2671
#define SKIPPED    3 /* the empty input, and two rows with a character that Unicode 18.0 assigns */
#define SURROGATES 2 /* rows with a lone surrogate, read as U+FFFD: USVString, Web IDL, 3.2.12 */

/* U+3E8AC: unassigned in Unicode 17.0, from which the rows are made. */
static const char assigned_since[] = "\xF0\xBE\xA2\xAC";

static json_t *rows;
static size_t surrogates;

static bool
is_skipped(struct span in)
{
	for (size_t i = 0; i + 4 <= in.len; i++)
		if (memcmp(in.at + i, assigned_since, 4) == 0)
			return true;
	return in.len == 0;
}

static bool
is_surrogate_escape(const char *at, const char *end, char from, char to)
{
	return end - at >= 6 && at[0] == '\\' && at[1] == 'u' && (at[2] | 32) == 'd' &&
	       (at[3] | 32) >= from && (at[3] | 32) <= to;
}

/* jansson refuses lone surrogates, so they become U+FFFD before it reads. */
static size_t
mend_surrogates(char *text, size_t len)
{
	char *end = text + len;
	size_t mended = 0;

	for (char *at = text; at + 6 <= end; at++) {
		/* '8' and '9' have bit 5 set: one comparison serves digits and letters. */
		bool high = is_surrogate_escape(at, end, '8', '9') ||
			    is_surrogate_escape(at, end, 'a', 'b');
		bool low = is_surrogate_escape(at, end, 'c', 'f');

		if (high && (is_surrogate_escape(at + 6, end, 'c', 'f'))) {
			at += 11;
		} else if (high || low) {
			memcpy(at + 2, "fffd", 4);
			mended++;
		}
	}
	return mended;
}

/* output: the expected ASCII form, or NULL for failure. */
static void
judge_row(struct tally *t, struct span in, const struct span *output)
{
	static struct answer a;
	idnc_options options = { .profile = IDNC_PROFILE_WHATWG };

	t->rows++;
	judge_ascii(&options, in, &a);
	util_sound(t, in, 1, &a);
	if (a.status < 0 || (a.status == IDNC_OK) != (output != NULL))
		util_wrong(t, "%s: status %d, expected %s", util_show(in), a.status,
			output ? util_show(*output) : "failure");
	else if (output && !util_equal((struct span){ a.out, a.len }, *output))
		util_wrong(t, "%s: %s, expected %s", util_show(in),
			util_show((struct span){ a.out, a.len }), util_show(*output));
}

static struct span
text_of(const json_t *string)
{
	return (struct span){ json_string_value(string), json_string_length(string) };
}

START_TEST(every_row)
{
	struct tally t = { .suite = "url" };
	size_t skipped = 0, i;
	json_t *row;

	json_array_foreach(rows, i, row)
	{
		const json_t *input = json_object_get(row, "input"),
			     *output = json_object_get(row, "output");
		struct span expected;

		if (json_is_string(row)) /* a comment */
			continue;
		ck_assert(
			json_is_string(input) && (json_is_string(output) || json_is_null(output)));
		if (is_skipped(text_of(input))) {
			skipped++;
			continue;
		}
		if (json_is_string(output))
			expected = text_of(output);
		judge_row(&t, text_of(input), json_is_string(output) ? &expected : NULL);
	}
	ck_assert_uint_eq(skipped, SKIPPED);
	ck_assert_uint_eq(surrogates, SURROGATES);
	util_settle(&t, ROWS - SKIPPED);
}
END_TEST

START_TEST(self_test)
{
	struct tally t = { .suite = "self-test", .quiet = true };
	struct span right = SPAN_Z("a.example"), wrong = SPAN_Z("b.example");
	char escapes[] = "\\ud83d\\ude00 \\uD900 \\udc00";

	judge_row(&t, SPAN_Z("A.example"), &right);
	ck_assert_uint_eq(t.wrong, 0);
	judge_row(&t, SPAN_Z("A.example"), &wrong);
	judge_row(&t, SPAN_Z("A.example"), NULL);
	judge_row(&t, SPAN_Z("a%b.example"), &wrong);
	ck_assert_uint_eq(t.wrong, 3);
	ck_assert_uint_eq(mend_surrogates(escapes, sizeof escapes - 1), 2);
	ck_assert_str_eq(escapes, "\\ud83d\\ude00 \\ufffd \\ufffd");
}
END_TEST

int
main(int argc, char *argv[])
{
	const TTest *const tests[] = { every_row, self_test, NULL };
	struct span file = util_read(argc > 1 ? argv[1] : NULL, "suites/url/IdnaTestV2.json");
	json_error_t error;

	surrogates = mend_surrogates((char *)(uintptr_t)file.at, file.len);
	rows = json_loadb(file.at, file.len, JSON_ALLOW_NUL, &error);
	util_free(file);
	if (!json_is_array(rows)) {
		printf("IdnaTestV2.json:%d: %s\n", error.line, error.text);
		return 1;
	}
	return util_run("url", tests);
}
