/* SPDX-License-Identifier: MIT */
/* Prints docs/errors.md, the error reference, from the one list of codes. */
#include <stdio.h>

#include "idncheck.h"

static void
print_code(const idnc_explanation *e)
{
	printf("\n## %s\n\n", e->name);
	printf("%c%s.\n\n", e->sentence[0] >= 'a' && e->sentence[0] <= 'z' ? e->sentence[0] - 32 : e->sentence[0],
	       e->sentence + 1);
	printf("Number %d; clause: %s", e->code, e->clause);
	if (*e->uts46)
		printf("; status of UTS #46: %s", e->uts46);
	printf(".\n\n%s\n", e->explanation);
	if (*e->example)
		printf("\nExample: `%s`\n", e->example);
	if (*e->remedy)
		printf("\nRemedy: %s\n", e->remedy);
}

int
main(void)
{
	const idnc_explanation *e;

	puts("<!-- SPDX-License-Identifier: MIT -->\n<!-- Made by docs/errors.c from lib/include/idncheck/codes.h.  Do not edit. -->\n"
	     "# Codes\n\nEvery code that a function of the library can return or report, in the order of their numbers' groups.\n"
	     "`idncheck --explain CODE` prints the same.");
	for (size_t i = 1; (e = idnc_explain_at(i)); i++)
		print_code(e);
	return ferror(stdout) || fflush(stdout) ? 2 : 0;
}
