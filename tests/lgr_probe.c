/* SPDX-License-Identifier: MIT */
/* Asking a table piece by piece: one rule, how rules see a code point, the actions, the entries. */
#include <check.h>
#include <idncheck.h>
#include <idncheck/tables.h>
#include <stdlib.h>
#include <string.h>

static const char document[] =
	"<lgr xmlns=\"urn:ietf:params:xml:ns:lgr-1.0\"><data>\n"
	"<range first-cp=\"0061\" last-cp=\"0063\"/>\n"
	"<char cp=\"0064\" when=\"last\"><var cp=\"0061\" type=\"t\"/><var cp=\"0062\" type=\"u\"/></char>\n"
	"<char cp=\"0065 0065\"/>\n"
	"</data><rules>\n"
	"<class name=\"ab\">0061 0062</class>\n"
	"<rule name=\"last\"><anchor/><look-ahead><end/></look-ahead></rule>\n"
	"<rule name=\"abc\"><class by-ref=\"ab\"/><char cp=\"0063\"/></rule>\n"
	"<action disp=\"invalid\" match=\"abc\"/>\n"
	"<action disp=\"invalid\" any-variant=\"t\"/>\n"
	"</rules></lgr>";

static idnc_table *table;
static unsigned char *block;
static idnc_lgr lgr;

static void
open_table(bool is_traced)
{
	size_t size;

	ck_assert_int_eq(idnc_table_read(NULL, document, strlen(document), NULL, &table), IDNC_TABLE_OK);
	ck_assert_int_eq((is_traced ? idnc_table_compile_traced : idnc_table_compile)(table, NULL, &block, &size),
	                 IDNC_TABLE_OK);
	ck_assert_int_eq(idnc_lgr_open(block, size, &lgr), IDNC_OK);
}

static void
close_table(void)
{
	idnc_table_release(NULL, block);
	idnc_table_free(table);
}

START_TEST(a_rule_is_asked)
{
	static const struct {
		uint32_t rule;
		const char *label;
		size_t at, span;
		bool holds;
	} rows[] = {
		{ 0, "abd", 2, 1, true },  { 0, "abd", 1, 1, false }, { 0, "abd", 1, 2, true },  { 1, "aac", 0, 3, true },
		{ 1, "aac", 2, 1, true },  { 1, "acb", 0, 0, true },  { 1, "cab", 0, 3, false }, { 1, "zac", 0, 0, true },
		{ 0, "abd", 3, 0, true },  { 0, "abd", 3, 1, false }, { 0, "abd", 4, 0, false }, { 2, "aac", 0, 3, false },
		{ 0, "", 0, 0, false },    { 0xFFFF, "a", 0, 1, false },
	};

	open_table(false);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		uint32_t label[IDNC_LGR_LABEL_MAX];
		size_t len = strlen(rows[i].label);

		for (size_t j = 0; j < len; j++)
			label[j] = (unsigned char)rows[i].label[j];
		ck_assert_msg(idnc_lgr_rule_holds(&lgr, rows[i].rule, label, len, rows[i].at, rows[i].span) ==
		                      rows[i].holds, "row %zu", i);
	}
	ck_assert(!idnc_lgr_rule_holds(&lgr, 0, (uint32_t[64]){ 'a' }, 64, 63, 1));
	close_table();
}
END_TEST

START_TEST(rules_tell_code_points_apart)
{
	open_table(false);
	ck_assert_uint_eq(idnc_lgr_point_kind(&lgr, 'a'), idnc_lgr_point_kind(&lgr, 'b'));
	ck_assert_uint_eq(idnc_lgr_point_kind(&lgr, 'd'), idnc_lgr_point_kind(&lgr, 'e'));
	ck_assert_uint_ne(idnc_lgr_point_kind(&lgr, 'a'), idnc_lgr_point_kind(&lgr, 'd'));
	ck_assert_uint_ne(idnc_lgr_point_kind(&lgr, 'c'), idnc_lgr_point_kind(&lgr, 'd'));
	ck_assert_uint_eq(idnc_lgr_point_kind(&lgr, 'z'), IDNC_NO_CP);
	ck_assert_uint_eq(idnc_lgr_point_kind(&lgr, 0xFFFFFFFF), IDNC_NO_CP);
	close_table();
}
END_TEST

static const char *
disposition_of(const char *text)
{
	idnc_lgr_verdict verdict;
	uint32_t label[8];
	size_t len = strlen(text);

	for (size_t i = 0; i < len; i++)
		label[i] = (unsigned char)text[i];
	idnc_lgr_check(&lgr, label, len, &verdict, NULL);
	return idnc_lgr_disposition_z(&lgr, verdict.disposition);
}

START_TEST(actions_are_traced)
{
	static unsigned char workspace[IDNC_LGR_COUNT_WORKSPACE];
	idnc_lgr_count counts[8];
	size_t count = 0;

	open_table(true);
	ck_assert_str_eq(disposition_of("ac"), "0");
	ck_assert_str_eq(disposition_of("ad"), "valid");
	ck_assert_str_eq(disposition_of("da"), "invalid"); /* by its context, not by an action */
	/* The variants a, by action 1, and b, by none, beside d itself. */
	ck_assert_int_eq(idnc_lgr_count_variants(&lgr, (uint32_t[]){ 'd' }, 1, workspace, sizeof workspace, counts, 8,
	                                         &count), IDNC_OK);
	ck_assert_uint_eq(count, 2);
	ck_assert_str_eq(idnc_lgr_disposition_z(&lgr, counts[0].dispositions[0]), "1");
	ck_assert_uint_eq(counts[0].number.word[0], 1);
	ck_assert_str_eq(idnc_lgr_disposition_z(&lgr, counts[1].dispositions[0]), "valid");
	ck_assert_uint_eq(counts[1].number.word[0], 2);
	close_table();
	open_table(false);
	ck_assert_str_eq(disposition_of("ac"), "invalid");
	close_table();
}
END_TEST

START_TEST(entries_and_actions_are_listed)
{
	idnc_table_entry entry = { 0 };
	idnc_table_action action = { 0 };

	open_table(false);
	ck_assert(idnc_table_entry_next(table, &entry));
	ck_assert(entry.cp[0] == 'a' && entry.last == 'c' && entry.line == 2);
	ck_assert(idnc_table_entry_next(table, &entry));
	ck_assert(entry.len == 1 && entry.cp[0] == 'd' && entry.variants == 2);
	ck_assert_str_eq(entry.when, "last");
	ck_assert(idnc_table_entry_next(table, &entry));
	ck_assert(entry.len == 2 && entry.cp[1] == 'e' && entry.line == 4);
	ck_assert(!idnc_table_entry_next(table, &entry) && entry.line == 4);
	ck_assert(idnc_table_action_next(table, &action));
	ck_assert_str_eq(action.match, "abc");
	ck_assert_str_eq(action.disposition, "invalid");
	ck_assert_str_eq(action.not_match, "");
	ck_assert(idnc_table_action_next(table, &action));
	ck_assert_str_eq(action.any_variant, "t");
	ck_assert(!idnc_table_action_next(table, &action) && action.line == 10);
	close_table();
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("lgr_probe");
	TCase *all = tcase_create("all");
	SRunner *runner;
	int failed;

	tcase_add_test(all, a_rule_is_asked);
	tcase_add_test(all, rules_tell_code_points_apart);
	tcase_add_test(all, actions_are_traced);
	tcase_add_test(all, entries_and_actions_are_listed);
	suite_add_tcase(suite, all);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
