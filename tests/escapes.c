/* SPDX-License-Identifier: MIT */
/* The quick look of the tools at many bytes: what it passes is written as it is, whatever it is. */
#include <string.h>

#include "common/escape.h"
#include "util.h"

static struct text out;

/* Whether the quick look passes these bytes; it may not, where escape_write would change them. */
static bool
passes(struct tally *t, struct span in)
{
	bool is_passed = escape_is_needless(in.at, in.len, ' ');

	t->rows++;
	out.len = 0;
	escape_write(&out, ESCAPE_TSV, in.at, in.len);
	if (is_passed && !util_equal(in, (struct span){ out.bytes, out.len }))
		util_wrong(t, "%s passes, and becomes %s", util_show(in),
		           util_show((struct span){ out.bytes, out.len }));
	return is_passed;
}

/* At the beginning, in the middle, and at the end, of what is long enough for wide vectors too. */
static size_t
try_places(struct tally *t, const char *bytes, size_t len)
{
	char buffer[100];
	size_t passed = 0;

	for (size_t before = 0; before <= 64; before += before < 3 ? 1 : 61)
		for (size_t after = 0; after <= 20; after += 10) {
			memset(buffer, 'a', sizeof buffer);
			memcpy(buffer + before, bytes, len);
			passed += passes(t, (struct span){ buffer, before + len + after });
		}
	return passed;
}

START_TEST(every_code_point)
{
	struct tally t = { .suite = "every code point" };
	size_t passed = 0;
	char bytes[4];

	for (uint32_t cp = 0; cp <= 0x10FFFF; cp += cp == 0xD7FF ? 0x801 : 1)
		passed += try_places(&t, bytes, util_put(cp, bytes));
	/* Few are slow: those that begin as a command does. */
	ck_assert_uint_gt(passed, t.rows - t.rows / 1000);
	util_settle(&t, (0x110000 - 0x800) * 15);
}
END_TEST

/* Of what ends records only that passes which is no part of a record. */
START_TEST(delimiters)
{
	static const struct {
		const char *text;
		size_t len;
		char delimiter;
		bool is_passed;
	} rows[] = {
		{ "a\nb\n", 4, '\n', true },   { "a\r\nb\r\n", 6, '\n', true }, { "a\rb\n", 4, '\n', false },
		{ "a\r\r\n", 4, '\n', false }, { "a\n\r", 3, '\n', false },     { "a\0b", 3, '\n', false },
		{ "a\0b\0", 4, '\0', true },   { "a\r\0", 3, '\0', false },     { "a\r\nb", 4, '\0', false },
		{ "a\nb", 3, '\0', false },    { "", 0, '\n', true },           { "\r", 1, '\n', false },
		{ "\xE2\x80\x8C", 3, '\n', true }, { "a\n", 2, ' ', false },     { "a\0", 2, ' ', false },
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		ck_assert_msg(escape_is_needless(rows[i].text, rows[i].len, rows[i].delimiter) == rows[i].is_passed,
		              "row %zu", i);
}
END_TEST

int
main(void)
{
	const TTest *const tests[] = { every_code_point, delimiters, NULL };

	return util_run("escapes", tests);
}
