/* SPDX-License-Identifier: MIT */
/* IdnaTestV2.txt: three operations on every line; verdict, string, exact set of status codes. */
#include <stdio.h>
#include <string.h>

#include "util.h"

#define DATA_LINES      6396
#define SURROGATE_LINES 2 /* ill-formed strings, which UTF-8 cannot carry */

static struct span file;

/* The codes of UTS #46 and its test file.  X4_2 is dropped: the standard has no such error. */
static const char *const statuses[] = {
	"P4", "V1", "V2", "V3", "V4", "V5", "V6",   "V7",   "U1",   "C1", "C2",
	"B1", "B2", "B3", "B4", "B5", "B6", "A3",   "A4_1", "A4_2", "X4_2",
};
#define STATUS_COUNT (sizeof statuses / sizeof statuses[0])
#define DROPPED      (1u << (STATUS_COUNT - 1))
#define UNKNOWN      (1u << 31)

static const struct operation {
	const char *name;
	judge_fn *judge;
	idnc_profile profile;
	size_t column; /* of the string; that of the status follows */
} operations[] = {
	{ "toUnicode", judge_unicode, IDNC_PROFILE_UTS46, 1 },
	{ "toAsciiN", judge_ascii, IDNC_PROFILE_UTS46, 3 },
	{ "toAsciiT", judge_ascii, IDNC_PROFILE_UTS46_TRANSITIONAL, 5 },
};

static uint32_t
status_bit(const char *name, size_t len)
{
	for (size_t i = 0; i < STATUS_COUNT; i++)
		if (strlen(statuses[i]) == len && memcmp(statuses[i], name, len) == 0)
			return 1u << i;
	return UNKNOWN;
}

/* "[B1, V7]" as a set. */
static uint32_t
status_set(struct span column)
{
	uint32_t set = 0;
	struct span codes[STATUS_COUNT];
	size_t n;

	if (column.len == 0 || util_equal(column, SPAN_Z("[]")))
		return 0;
	if (column.len < 2 || column.at[0] != '[' || column.at[column.len - 1] != ']')
		return UNKNOWN;
	n = util_split((struct span){ column.at + 1, column.len - 2 }, ',', codes, STATUS_COUNT);
	for (size_t i = 0; i < n && i < STATUS_COUNT; i++) {
		struct span code = util_trim(codes[i]);

		set |= status_bit(code.at, code.len);
	}
	return set & ~DROPPED;
}

static uint32_t
finding_set(const struct answer *a)
{
	uint32_t set = 0;

	for (size_t i = 0; i < a->findings.count && i < ANSWER_FINDINGS; i++) {
		const idnc_explanation *e = idnc_explain_find(a->items[i].code);

		if (a->items[i].severity == IDNC_SEVERITY_ERROR)
			set |= e ? status_bit(e->uts46, strlen(e->uts46)) : UNKNOWN;
	}
	return set;
}

static const char *
set_show(uint32_t set)
{
	static char shown[4][256];
	static unsigned turn;
	char *out = shown[turn++ % 4];

	strcpy(out, "[");
	for (size_t i = 0; i < STATUS_COUNT; i++)
		if (set >> i & 1)
			strcat(strcat(out, out[1] ? " " : ""), statuses[i]);
	return strcat(out, set & UNKNOWN ? " ?]" : "]");
}

static void
judge_row(struct tally *t, const struct operation *op, struct span in, struct span string,
	uint32_t expected)
{
	static struct answer a;
	idnc_options options = { .profile = op->profile };
	uint32_t got;

	t->rows++;
	op->judge(&options, in, &a);
	got = finding_set(&a);
	util_sound(t, in, 1, &a);
	if (got != expected)
		util_wrong(t, "%s %s: %s, expected %s", op->name, util_show(in), set_show(got),
			set_show(expected));
	if ((a.status == IDNC_OK) != (expected == 0) || a.status < 0)
		util_wrong(t, "%s %s: status %d, expected %s", op->name, util_show(in), a.status,
			set_show(expected));
	else if (a.status == IDNC_OK && !util_equal((struct span){ a.out, a.len }, string))
		util_wrong(t, "%s %s: %s, expected %s", op->name, util_show(in),
			util_show((struct span){ a.out, a.len }), util_show(string));
}

/* A blank column says the same as an earlier one; the file's head says which. */
static void
fill_blanks(struct span *columns)
{
	static const size_t same_as[7] = { 0, 0, 2, 1, 2, 3, 4 };

	for (size_t i = 0; i < 7; i++) {
		columns[i] = util_trim(columns[i]);
		if (columns[i].len == 0)
			columns[i] = columns[same_as[i]];
	}
}

/* Returns false for a line with a lone surrogate. */
static bool
judge_line(struct tally *t, struct span *columns)
{
	char in[4096], string[4096];
	size_t in_len, len;

	if (util_idnatest_unescape(columns[0], in, &in_len) != 0)
		return false;
	for (size_t i = 0; i < 3; i++) {
		const struct operation *op = &operations[i];

		ck_assert_int_eq(util_idnatest_unescape(columns[op->column], string, &len), 0);
		judge_row(t, op, (struct span){ in, in_len }, (struct span){ string, len },
			status_set(columns[op->column + 1]));
	}
	return true;
}

START_TEST(every_line)
{
	struct tally t = { .suite = "idnatest_v2" };
	struct span rest = file, line, columns[7];
	size_t lines = 0, surrogates = 0;

	while (util_line(&rest, &line)) {
		const char *comment = memchr(line.at, '#', line.len);

		if (comment)
			line.len = (size_t)(comment - line.at);
		if (util_trim(line).len == 0)
			continue;
		ck_assert_uint_eq(util_split(line, ';', columns, 7), 7);
		lines++;
		fill_blanks(columns);
		if (!judge_line(&t, columns))
			surrogates++;
	}
	printf("idnatest_v2: %zu data lines, %zu with lone surrogates\n", lines, surrogates);
	ck_assert_uint_eq(lines, DATA_LINES);
	ck_assert_uint_eq(surrogates, SURROGATE_LINES);
	util_settle(&t, 3 * (DATA_LINES - SURROGATE_LINES));
}
END_TEST

/* A wrong string, a wrong set, a wrong verdict: each must be seen. */
START_TEST(self_test)
{
	struct tally t = { .suite = "self-test", .quiet = true };

	judge_row(&t, &operations[1], SPAN_Z("fass.de"), SPAN_Z("fass.de"), 0);
	ck_assert_uint_eq(t.wrong, 0);
	judge_row(&t, &operations[1], SPAN_Z("fass.de"), SPAN_Z("fast.de"), 0);
	ck_assert_uint_eq(t.wrong, 1);
	judge_row(&t, &operations[1], SPAN_Z("fass.de"), SPAN_Z("fass.de"),
		status_set(SPAN_Z("[V3]")));
	ck_assert_uint_eq(t.wrong, 3);
	judge_row(&t, &operations[1], SPAN_Z("-a"), SPAN_Z("-a"), status_set(SPAN_Z("[V2, V3]")));
	ck_assert_uint_eq(t.wrong, 4);
	judge_row(&t, &operations[1], SPAN_Z("-a"), SPAN_Z("-a"), status_set(SPAN_Z("[V3, X4_2]")));
	ck_assert_uint_eq(t.wrong, 4);
	ck_assert_uint_eq(status_set(SPAN_Z("[Q1]")), UNKNOWN);
}
END_TEST

int
main(int argc, char *argv[])
{
	const TTest *const tests[] = { every_line, self_test, NULL };

	file = util_read(argc > 1 ? argv[1] : NULL, "unicode/18.0.0/idna/IdnaTestV2.txt");
	return util_run("idnatest_v2", tests);
}
