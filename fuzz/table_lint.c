/* SPDX-License-Identifier: MIT */
/* Doubts are no errors, lie in the table, and are the same, but for the place, when it is written and read again. */
#include "pieces.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	idnc_table_finding  items[64], others[64];
	idnc_table_findings findings = { items, 64, 0 }, again = { others, 64, 0 }, none = { NULL, 0, 0 };
	idnc_table         *table = fuzz_pieces_read(data, size), *same;

	if (!table)
		return 0;
	same = fuzz_pieces_again(table);
	MUST(idnc_table_lint(table, &findings) == IDNC_TABLE_OK && idnc_table_lint(same, &again) == IDNC_TABLE_OK);
	MUST(idnc_table_lint(table, &none) == IDNC_TABLE_OK && none.count == findings.count && again.count == findings.count);
	for (size_t i = 0; i < findings.count && i < 64; i++) {
		MUST(items[i].severity != IDNC_SEVERITY_ERROR && items[i].line > 0 && items[i].column <= len);
		MUST(items[i].code == others[i].code && strcmp(items[i].detail, others[i].detail) == 0);
	}
	idnc_table_free(table);
	idnc_table_free(same);
	return 0;
}
