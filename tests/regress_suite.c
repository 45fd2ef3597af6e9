/* SPDX-License-Identifier: MIT */
/* suites/regress/vectors.tsv: known faults of IDNA software, under registration and under uts46. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "util.h"

#define ROWS 98

static struct span file;

static const struct {
	const char *name;
	idnc_profile profile;
	size_t column;
} profiles[] = {
	{ "registration", IDNC_PROFILE_REGISTRATION, 3 },
	{ "uts46", IDNC_PROFILE_UTS46, 4 },
};

/* \xHH is one raw byte; nothing else is escaped. */
static struct span
undo_escapes(struct span text, char *out)
{
	size_t n = 0;

	for (size_t i = 0; i < text.len; i++) {
		char digits[3] = "";

		if (i + 4 > text.len || text.at[i] != '\\' || text.at[i + 1] != 'x') {
			out[n++] = text.at[i];
			continue;
		}
		memcpy(digits, text.at + i + 2, 2);
		out[n++] = (char)strtoul(digits, NULL, 16);
		i += 3;
	}
	return (struct span){ out, n };
}

/* Of an expectation OK or ERR binds, and after OK the ASCII form; the rest is a hint. */
static void
judge_row(
	struct tally *t, struct span id, struct span in, idnc_profile profile, struct span expected)
{
	static struct answer a;
	idnc_options options = { .profile = profile };
	struct span words[2];
	size_t n = util_split(expected, ' ', words, 2);
	bool is_ok = util_equal(words[0], SPAN_Z("OK"));

	t->rows++;
	judge_ascii(&options, in, &a);
	util_sound(t, in, 1, &a);
	if (!is_ok && !util_equal(words[0], SPAN_Z("ERR")))
		util_wrong(t, "%.*s: neither OK nor ERR", (int)id.len, id.at);
	if (a.status < 0 || (a.status == IDNC_OK) != is_ok)
		util_wrong(t, "%.*s under %s: status %d, expected %.*s", (int)id.len, id.at,
			idnc_profile_name_z(profile), a.status, (int)expected.len, expected.at);
	else if (is_ok && (n != 2 || !util_equal((struct span){ a.out, a.len }, words[1])))
		util_wrong(t, "%.*s under %s: %s, expected %.*s", (int)id.len, id.at,
			idnc_profile_name_z(profile), util_show((struct span){ a.out, a.len }),
			(int)expected.len, expected.at);
}

START_TEST(every_row)
{
	struct tally t = { .suite = "regress" };
	struct span rest = file, line, columns[5];
	char in[1024];

	ck_assert(util_line(&rest, &line)); /* the names of the columns */
	while (util_line(&rest, &line)) {
		ck_assert_uint_eq(util_split(line, '\t', columns, 5), 5);
		ck_assert_uint_lt(columns[2].len, sizeof in);
		for (size_t i = 0; i < 2; i++)
			judge_row(&t, columns[0], undo_escapes(columns[2], in), profiles[i].profile,
				util_trim(columns[profiles[i].column]));
	}
	util_settle(&t, 2 * ROWS);
}
END_TEST

START_TEST(self_test)
{
	struct tally t = { .suite = "self-test", .quiet = true };
	struct span id = SPAN_Z("SELF");
	char in[64];

	judge_row(&t, id, undo_escapes(SPAN_Z("\\xc3\\xa9"), in), IDNC_PROFILE_UTS46,
		SPAN_Z("OK xn--9ca"));
	ck_assert_uint_eq(t.wrong, 0);
	judge_row(&t, id, undo_escapes(SPAN_Z("\\xc3\\xa9"), in), IDNC_PROFILE_UTS46,
		SPAN_Z("OK xn--9cb"));
	judge_row(
		&t, id, undo_escapes(SPAN_Z("\\xc3\\xa9"), in), IDNC_PROFILE_UTS46, SPAN_Z("ERR"));
	judge_row(&t, id, SPAN_Z("-a"), IDNC_PROFILE_UTS46, SPAN_Z("OK -a"));
	judge_row(&t, id, SPAN_Z("-a"), IDNC_PROFILE_UTS46, SPAN_Z("BAD"));
	ck_assert_uint_eq(t.wrong, 4);
}
END_TEST

int
main(int argc, char *argv[])
{
	const TTest *const tests[] = { every_row, self_test, NULL };

	file = util_read(argc > 1 ? argv[1] : NULL, "suites/regress/vectors.tsv");
	return util_run("regress", tests);
}
