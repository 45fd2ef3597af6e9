/* SPDX-License-Identifier: MIT */
/* The tables that are built in: found by name, in the order of tables/order.txt, each opens, within the budget. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "idncheck/builtin.h"
#include "util.h"

#define BUDGET 3000000u

static const char *tables_dir;

START_TEST(each_opens)
{
	const idnc_builtin *table;
	size_t total = 0, i;

	for (i = 0; (table = idnc_builtin_at(i)) != NULL; i++) {
		static const uint32_t letters[] = { '-', '-' };
		idnc_lgr lgr;
		idnc_lgr_verdict verdict;

		ck_assert_uint_eq((uintptr_t)table->block % 8, 0);
		ck_assert_int_eq(idnc_lgr_open(table->block, table->size, &lgr), IDNC_OK);
		ck_assert_str_eq(idnc_lgr_name_z(&lgr), table->name);
		ck_assert_int_eq(idnc_lgr_check(&lgr, letters, 2, &verdict, NULL), IDNC_V_LGR_CONTEXT);
		ck_assert(table->code_points > 0 && table->rules > 0);
		ck_assert_uint_eq(strlen(table->date), strlen("2026-11-25"));
		total += table->size;
	}
	printf("%zu tables, %zu bytes of %u\n", i, total, BUDGET);
	ck_assert_uint_le(total, BUDGET);
	ck_assert_ptr_null(idnc_builtin_at(SIZE_MAX));
}
END_TEST

START_TEST(each_is_found)
{
	const idnc_builtin *table;

	for (size_t i = 0; (table = idnc_builtin_at(i)) != NULL; i++) {
		char name[64];
		size_t len = strlen(table->name);

		ck_assert_uint_lt(len, sizeof name);
		memcpy(name, table->name, len + 1);
		ck_assert_ptr_eq(idnc_builtin_find(name, len), table);
		for (size_t k = 0; k < len; k++) /* a tag has letters and hyphens only */
			name[k] = (char)(name[k] == '-' ? '-' : name[k] ^ ('a' ^ 'A'));
		ck_assert_ptr_eq(idnc_builtin_find(name, len), table);
		ck_assert_ptr_null(idnc_builtin_find(name, len - 1));
		ck_assert_ptr_null(idnc_builtin_find(name, len + 1)); /* with its NUL */
		name[len - 1] ^= 1;
		ck_assert_ptr_ne(idnc_builtin_find(name, len), table);
	}
	ck_assert_ptr_null(idnc_builtin_find("", 0));
	ck_assert_ptr_null(idnc_builtin_find("und-Zyyy", 8));
}
END_TEST

/* Every rule that a finding can name has words, and says why. */
START_TEST(rules_have_words)
{
	const idnc_builtin *table;

	for (size_t i = 0; (table = idnc_builtin_at(i)) != NULL; i++) {
		idnc_lgr lgr;
		const char *name;
		uint32_t rules = 0;

		ck_assert_int_eq(idnc_lgr_open(table->block, table->size, &lgr), IDNC_OK);
		for (; (name = idnc_lgr_rule_z(&lgr, rules)) != NULL; rules++) {
			const idnc_builtin_rule *rule = idnc_builtin_rule_find(table, name, strlen(name));

			ck_assert_ptr_nonnull(rule);
			ck_assert_str_eq(rule->name, name);
			ck_assert(rule->words[0] && (rule->comment[0] || strstr(name, "hyphen-")));
			ck_assert_ptr_ne(idnc_builtin_rule_find(table, name, strlen(name) - 1), rule);
			ck_assert_ptr_null(idnc_builtin_rule_find(table, name, strlen(name) + 1));
		}
		ck_assert_uint_gt(rules, 0);
		ck_assert_ptr_null(idnc_builtin_rule_find(table, "", 0));
	}
}
END_TEST

/* Those that are built in are a part of the list, in its order. */
START_TEST(order)
{
	struct span file = util_read(tables_dir, "order.txt"), rest = file, line, columns[2];
	size_t at = 0, rows = 0;

	while (util_line(&rest, &line)) {
		const idnc_builtin *table = idnc_builtin_at(at);

		if (line.len == 0 || line.at[0] == '#')
			continue;
		ck_assert_uint_eq(util_split(line, '\t', columns, 2), 2);
		rows++;
		if (!table || strlen(table->name) != columns[0].len ||
		    memcmp(table->name, columns[0].at, columns[0].len) != 0)
			continue;
		ck_assert_uint_eq(strlen(table->script), columns[1].len);
		ck_assert_mem_eq(table->script, columns[1].at, columns[1].len);
		at++;
	}
	ck_assert_ptr_null(idnc_builtin_at(at));
	ck_assert_uint_eq(rows, 27);
	util_free(file);
}
END_TEST

int
main(int argc, char **argv)
{
	Suite *suite = suite_create("builtin");
	TCase *cases = tcase_create("builtin");
	SRunner *runner;
	int failed;

	if (argc != 2)
		return 2;
	tables_dir = argv[1];
	tcase_add_test(cases, each_opens);
	tcase_add_test(cases, each_is_found);
	tcase_add_test(cases, rules_have_words);
	tcase_add_test(cases, order);
	suite_add_tcase(suite, cases);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed > 0;
}
