/* SPDX-License-Identifier: MIT */
/* Prints docs/errors.md, the error reference, from the two lists of codes: of names, and of policy tables. */
#include <stdio.h>

#include "idncheck.h"
#include "idncheck/tables.h"

/* The heading of a code, and its sentence as one. */
static void
print_heading(const char *name, const char *sentence)
{
	char first = sentence[0];

	printf("\n## %s\n\n", name);
	printf("%c%s.\n\n", first >= 'a' && first <= 'z' ? first - 32 : first, sentence + 1);
}

static void
print_code(const idnc_explanation *e)
{
	print_heading(e->name, e->sentence);
	printf("Number %d; clause: %s", e->code, e->clause);
	if (*e->uts46)
		printf("; status of UTS #46: %s", e->uts46);
	printf(".\n\n%s\n", e->explanation);
	if (*e->example)
		printf("\nExample: `%s`\n", e->example);
	if (*e->remedy)
		printf("\nRemedy: %s\n", e->remedy);
}

static void
print_table_code(const idnc_table_explanation *e)
{
	static const char *const severities[] = { "error", "warning", "note" };

	print_heading(e->name, e->sentence);
	printf("Number %d; %s; clause: %s.\n\n%s\n\nRemedy: %s\n", e->code, severities[e->severity], e->clause,
	       e->explanation, e->remedy);
}

int
main(void)
{
	const idnc_explanation       *e;
	const idnc_table_explanation *of_table;

	puts("<!-- SPDX-License-Identifier: MIT -->\n<!-- Made by docs/errors.c from codes.h and table_codes.h of lib/include/idncheck.  Do not edit. -->\n"
	     "# Codes\n\nEvery code that a function of libidncheck can return or report, in the order of their numbers' groups.\n"
	     "`idncheck --explain CODE` prints the same.\n"
	     "A code that the second part has as well is told by it for names; `idntable --explain CODE` tells both.");
	for (size_t i = 1; (e = idnc_explain_at(i)); i++)
		print_code(e);
	puts("\n# Codes of policy tables\n\nEvery code that a function of libidncheck-tables can return or report, in the order of their numbers' groups.\n"
	     "An error refuses the table. `idntable --explain CODE` prints the same.");
	for (size_t i = 0; (of_table = idnc_table_explain_at(i)); i++)
		print_table_code(of_table);
	return ferror(stdout) || fflush(stdout) ? 2 : 0;
}
