/* SPDX-License-Identifier: MIT */
/* suites/contexto/contexto.tsv under registration: the classes of errors must match as sets. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "util.h"

#define ROWS 10

/* The file's words for our codes.  Any other code belongs to no class, and its row is wrong. */
static const struct class {
	const char *name;
	idnc_status first, last;
} classes[] = {
	{ "BIDI", IDNC_V_BIDI1, IDNC_V_BIDI6 },
	{ "CONTEXTO_PUNCTUATION", IDNC_V_CONTEXTO_MIDDLE_DOT, IDNC_V_CONTEXTO_KATAKANA },
	{ "CONTEXTO_DIGITS", IDNC_V_CONTEXTO_ARABIC_INDIC, IDNC_V_CONTEXTO_EXTENDED_ARABIC_INDIC },
};
#define CLASS_COUNT (sizeof classes / sizeof classes[0])
#define UNKNOWN     (1u << CLASS_COUNT)

static struct span file;

static uint32_t
class_of_name(struct span name)
{
	for (size_t i = 0; i < CLASS_COUNT; i++)
		if (util_equal(name, (struct span){ classes[i].name, strlen(classes[i].name) }))
			return 1u << i;
	return UNKNOWN;
}

static uint32_t
class_of_code(idnc_status code)
{
	for (size_t i = 0; i < CLASS_COUNT; i++)
		if (code >= classes[i].first && code <= classes[i].last)
			return 1u << i;
	return UNKNOWN;
}

static uint32_t
class_set(struct span names)
{
	struct span name[CLASS_COUNT + 1];
	size_t n = util_split(names, ' ', name, CLASS_COUNT + 1);
	uint32_t set = 0;

	for (size_t i = 0; i < n && names.len; i++)
		set |= class_of_name(name[i]);
	return set;
}

static void
judge_row(struct tally *t, struct span code_points, struct span expected)
{
	static struct answer a;
	struct span hex[64];
	size_t n = util_split(code_points, ' ', hex, 64), len = 0;
	uint32_t set = 0;
	char in[256];

	t->rows++;
	for (size_t i = 0; i < n; i++)
		len += util_put((uint32_t)strtoul(hex[i].at, NULL, 16), in + len);
	judge_check(NULL, (struct span){ in, len }, &a);
	util_sound(t, (struct span){ in, len }, 1, &a);
	for (size_t i = 0; i < a.findings.count; i++)
		set |= class_of_code(a.items[i].code);
	if (set != class_set(expected) || (a.status == IDNC_OK) != (set == 0))
		util_wrong(t, "%.*s: status %d, classes %X, expected %X", (int)code_points.len,
			code_points.at, a.status, set, class_set(expected));
}

START_TEST(every_row)
{
	struct tally t = { .suite = "contexto" };
	struct span rest = file, line, columns[2];

	while (util_line(&rest, &line)) {
		if (line.len == 0 || line.at[0] == '#')
			continue;
		ck_assert_uint_eq(util_split(line, '\t', columns, 2), 2);
		judge_row(&t, columns[0], util_trim(columns[1]));
	}
	util_settle(&t, ROWS);
}
END_TEST

START_TEST(self_test)
{
	struct tally t = { .suite = "self-test", .quiet = true };

	judge_row(&t, SPAN_Z("006C 00B7 006C"), SPAN_Z(""));
	ck_assert_uint_eq(t.wrong, 0);
	judge_row(&t, SPAN_Z("006C 00B7 006C"), SPAN_Z("CONTEXTO_PUNCTUATION"));
	judge_row(&t, SPAN_Z("006C 00B7"), SPAN_Z("CONTEXTO_DIGITS"));
	judge_row(&t, SPAN_Z("006C 00B7"), SPAN_Z(""));
	judge_row(&t, SPAN_Z("006C 2665"), SPAN_Z("BIDI"));
	ck_assert_uint_eq(t.wrong, 4);
	ck_assert_uint_eq(class_set(SPAN_Z("BIDI NONE")), 1 | UNKNOWN);
}
END_TEST

int
main(int argc, char *argv[])
{
	const TTest *const tests[] = { every_row, self_test, NULL };

	file = util_read(argc > 1 ? argv[1] : NULL, "suites/contexto/contexto.tsv");
	return util_run("contexto", tests);
}
