/* SPDX-License-Identifier: MIT */
/* Tables compared: the edges of the calls, memory that runs out, and rules that are too hard, which are said to be so. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "counted.h"
#include "idncheck/compare.h"
#include "idncheck/lgr.h"
#include "util.h"

#define OPEN  "<lgr xmlns='urn:ietf:params:xml:ns:lgr-1.0'>"
#define CLOSE "</lgr>"

static char   text[2][4 << 20];
static size_t len[2];

static void
put(size_t at, const char *piece)
{
	size_t n = strlen(piece);

	ck_assert_uint_lt(len[at] + n, sizeof text[at]);
	memcpy(text[at] + len[at], piece, n + 1);
	len[at] += n;
}

static void
begin(void)
{
	for (size_t at = 0; at < 2; at++) {
		len[at] = 0;
		put(at, OPEN);
	}
}

/* Compare both texts; the tables live until they are freed by finish. */
static idnc_table *tables[2];

static idnc_table_status
compare(uint32_t states, idnc_comparison **out)
{
	idnc_table_options   how = { .alloc = &counted };
	idnc_compare_options options = { .alloc = &counted, .states_max = states };
	idnc_table_status    status = IDNC_TABLE_OK;

	tables[0] = tables[1] = NULL;
	for (size_t at = 0; at < 2 && status == IDNC_TABLE_OK; at++)
		status = idnc_table_read(&how, text[at], len[at], NULL, &tables[at]);
	if (status == IDNC_TABLE_OK)
		status = idnc_table_compare(tables[0], tables[1], &options, NULL, out);
	return status;
}

static void
finish(idnc_comparison *comparison)
{
	idnc_comparison_free(comparison);
	idnc_table_free(tables[0]);
	idnc_table_free(tables[1]);
	ck_assert_uint_eq(counter.used, 0);
}

static size_t
count_of(const idnc_comparison *c, idnc_aspect aspect, idnc_undecided undecided)
{
	const idnc_difference *d;
	size_t                 n = 0;

	for (size_t i = 0; (d = idnc_comparison_at(c, i)) != NULL; i++)
		n += d->aspect == aspect && d->undecided == undecided;
	return n;
}

START_TEST(test_words)
{
	for (unsigned i = 0; i < IDNC_ASPECT_COUNT; i++)
		ck_assert_ptr_nonnull(idnc_aspect_z((idnc_aspect)i));
	for (unsigned i = 0; i < IDNC_UNDECIDED_COUNT; i++)
		ck_assert_ptr_nonnull(idnc_undecided_z((idnc_undecided)i));
	ck_assert_ptr_null(idnc_aspect_z(IDNC_ASPECT_COUNT));
	ck_assert_ptr_null(idnc_undecided_z(IDNC_UNDECIDED_COUNT));
	idnc_comparison_free(NULL);
}
END_TEST

/* Differences of every aspect. */
static void
put_all(void)
{
	static const char *const pieces[][2] = {
		{ "<meta><version>1</version><language>und</language><unicode-version>11.0.0</unicode-version></meta><data>",
		  "<meta><version>2</version><language>de</language><unicode-version>11.0.0</unicode-version></meta><data>" },
		{ "<char cp='0061' tag='t' when='r'><var cp='0062' type='blocked'/></char>",
		  "<char cp='0061' tag='t'><var cp='0062' type='blocked'/></char>" },
		{ "<char cp='0062'><var cp='0061' type='blocked' when='r'/><var cp='0064' type='x'/></char>",
		  "<char cp='0062'><var cp='0061' type='blocked'/><var cp='0064' type='blocked'/><var cp='0065'/></char>" },
		{ "<char cp='0072'><var cp='0063' type='x'/></char><char cp='0073'><var cp='0063' type='x'/></char>",
		  "<char cp='0072'><var cp='0063' type='x'/></char><char cp='0073'><var cp='0063' type='x'/></char>" },
		{ "<range first-cp='0063' last-cp='0070'/><char cp='0062 0061'/></data><rules>",
		  "<range first-cp='0063' last-cp='0071'/></data><rules>" },
		{ "<rule name='r'><look-behind><start/><class from-tag='t' count='0+'/></look-behind><anchor/></rule>",
		  "<rule name='r'><anchor/></rule>" },
		{ "<rule name='s'><choice count='2'><char cp='0063 0064'/><char cp='0065'/></choice></rule>",
		  "<rule name='s'><char cp='0065'/><end/></rule>" },
		{ "<action disp='blocked' match='s'/><action disp='allocatable' any-variant='x'/></rules>",
		  "<action disp='blocked' match='s'/><action disp='allocatable' any-variant='x'/><action disp='q'/></rules>" },
	};

	begin();
	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++)
		for (size_t at = 0; at < 2; at++)
			put(at, pieces[i][at]);
	put(0, CLOSE);
	put(1, CLOSE);
}

/* The n-th allocation fails, for every n until there are no more; then every aspect is there. */
START_TEST(test_memory)
{
	idnc_table_status status = IDNC_TABLE_E_MEMORY;
	idnc_comparison  *c;
	size_t            n;

	put_all();
	for (n = 1; status == IDNC_TABLE_E_MEMORY; n++) {
		counter = (struct counter){ .fail_at = n };
		c = NULL;
		status = compare(0, &c);
		ck_assert(status == IDNC_TABLE_OK || c == NULL);
		for (unsigned i = 0; c && i < IDNC_ASPECT_COUNT; i++)
			ck_assert_msg(count_of(c, (idnc_aspect)i, IDNC_UNDECIDED_NOT) > 0, "%s", idnc_aspect_z((idnc_aspect)i));
		finish(c);
	}
	ck_assert_int_eq(status, IDNC_TABLE_OK);
	ck_assert_uint_gt(n, 40);
	printf("%zu allocations, each failed once\n", n - 2);
}
END_TEST

/* The rule that the n-th code point from the end is an a: 2^n states. */
static void
put_hard(size_t at, unsigned n)
{
	char piece[256];

	put(at, "<data><char cp='0061' when='r'/><char cp='0062' when='r'/></data><rules>");
	snprintf(piece, sizeof piece,
	         "<rule name='r'><start/><any count='0+'/><char cp='0061'/><any count='%u'/><end/></rule></rules>" CLOSE, n);
	put(at, piece);
}

/* What is too hard is said to be so; what is written alike is never hard; what is easy is decided. */
START_TEST(test_hard)
{
	static const struct {
		unsigned first, second, states;
		idnc_undecided undecided;
		size_t contexts, actions; /* nothing is left to ask about actions with */
	} rows[] = {
		{ 40, 41, 0, IDNC_UNDECIDED_STATES, 2, 0 },
		{ 40, 40, 1, IDNC_UNDECIDED_NOT, 0, 0 },
		{ 3, 4, 0, IDNC_UNDECIDED_NOT, 4, 0 },
		{ 3, 4, 1, IDNC_UNDECIDED_STATES, 2, 1 },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		idnc_comparison *c;
		counter = (struct counter){ 0 };
		begin();
		put_hard(0, rows[i].first);
		put_hard(1, rows[i].second);
		ck_assert_int_eq(compare(rows[i].states, &c), IDNC_TABLE_OK);
		ck_assert_msg(count_of(c, IDNC_ASPECT_CONTEXT, rows[i].undecided) == rows[i].contexts &&
		              idnc_comparison_count(c) == rows[i].contexts + rows[i].actions, "row %zu: %zu differences", i, idnc_comparison_count(c));
		finish(c);
		ck_assert_uint_lt(counter.peak, MEMORY_MAX);
	}
}
END_TEST

enum { ELEMENTS = 300, VARIANTS = 60, RULES = 60 };

/* Many elements, variants, types and rules, all a little different in the second table. */
static void
put_many(size_t at)
{
	char piece[256];

	put(at, "<data>");
	for (unsigned i = 0; i < ELEMENTS; i++) {
		snprintf(piece, sizeof piece, "<char cp='%04X' when='c%u'>", 0x4E00 + i, i % RULES);
		put(at, piece);
		for (unsigned k = 0; k < VARIANTS; k++) {
			snprintf(piece, sizeof piece, "<var cp='%04X' type='t%u' when='c%u'/>", 0x4E00 + (i + k * 3 + 1) % ELEMENTS,
			         (i * 7 + k + (unsigned)at * (i % 5)) % 60, (i + k) % RULES);
			put(at, piece);
		}
		put(at, "</char>");
	}
	put(at, "</data><rules>");
	for (unsigned i = 0; i < RULES; i++) {
		snprintf(piece, sizeof piece,
		         "<rule name='c%u'><look-behind><char cp='%04X'/><any count='%u:%u'/></look-behind><anchor/></rule>", i,
		         0x4E00 + i, i % 3, i % 3 + 3 + (unsigned)at);
		put(at, piece);
		snprintf(piece, sizeof piece, "<rule name='w%u'><char cp='%04X'/><any count='%u'/><char cp='%04X'/></rule>", i,
		         0x4E00 + i, i % 9 + 1, 0x4E01 + i + (unsigned)at);
		put(at, piece);
	}
	for (unsigned i = 0; i < RULES; i++) {
		snprintf(piece, sizeof piece, "<action disp='d%u' any-variant='t%u t%u' match='w%u'/>", i % 5, i,
		         (i * 3 + (unsigned)at) % 60, i);
		put(at, piece);
	}
	put(at, "</rules>" CLOSE);
}

START_TEST(test_many)
{
	idnc_comparison *c;

	counter = (struct counter){ 0 };
	begin();
	put_many(0);
	put_many(1);
	ck_assert_int_eq(compare(1 << 15, &c), IDNC_TABLE_OK);
	ck_assert_uint_gt(count_of(c, IDNC_ASPECT_VARIANT_CONTEXT, IDNC_UNDECIDED_NOT), 0);
	finish(c);
	ck_assert_uint_lt(counter.peak, MEMORY_MAX);
}
END_TEST

enum { TYPED = 1280, TYPED_EACH = 60 };

/* Each of many variants has another type: none of them takes much memory. */
START_TEST(test_many_types)
{
	static const char *const types[] = { "blocked", "allocatable" };
	idnc_comparison *c;
	char piece[256];

	counter = (struct counter){ 0 };
	begin();
	for (size_t at = 0; at < 2; at++) {
		put(at, "<data>");
		for (unsigned i = 0; i < TYPED; i++) {
			snprintf(piece, sizeof piece, "<char cp='%04X'>", 0x4E00 + i);
			put(at, piece);
			for (unsigned k = 1; k <= TYPED_EACH; k++) {
				snprintf(piece, sizeof piece, "<var cp='%04X' type='%s'/>", 0x4E00 + (i + k) % TYPED, types[at]);
				put(at, piece);
			}
			put(at, "</char>");
		}
		put(at, "</data>" CLOSE);
	}
	ck_assert_int_eq(compare(0, &c), IDNC_TABLE_OK);
	ck_assert_uint_eq(count_of(c, IDNC_ASPECT_VARIANT_TYPE, IDNC_UNDECIDED_NOT), TYPED * TYPED_EACH);
	finish(c);
	ck_assert_uint_lt(counter.peak, MEMORY_MAX);
}
END_TEST

/* A table that cannot be compiled cannot be compared, and it is said why. */
START_TEST(test_refused)
{
	static const char null_source[] = OPEN "<data><char cp=''><var cp='0061' type='x'/></char></data>" CLOSE;
	idnc_table_finding  item = { 0 };
	idnc_table_findings findings = { &item, 1, 0 };
	idnc_table         *table;
	idnc_comparison    *c = NULL;

	ck_assert_int_eq(idnc_table_read(NULL, null_source, sizeof null_source - 1, NULL, &table), IDNC_TABLE_OK);
	ck_assert_int_eq(idnc_table_compare(table, table, NULL, &findings, &c), IDNC_TABLE_V_NULL_SOURCE_USED);
	ck_assert_ptr_null(c);
	ck_assert_uint_eq(findings.count, 1);
	ck_assert_int_eq(item.code, IDNC_TABLE_V_NULL_SOURCE_USED);
	idnc_table_free(table);
}
END_TEST

int
main(void)
{
	Suite   *suite = suite_create("tables_compare");
	TCase   *cases = tcase_create("cases");
	SRunner *runner = srunner_create(suite);
	int      failed;

	tcase_set_timeout(cases, 0);
	suite_add_tcase(suite, cases);
	tcase_add_test(cases, test_words);
	tcase_add_test(cases, test_memory);
	tcase_add_test(cases, test_hard);
	tcase_add_test(cases, test_many);
	tcase_add_test(cases, test_many_types);
	tcase_add_test(cases, test_refused);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
