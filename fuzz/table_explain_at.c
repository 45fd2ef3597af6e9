/* SPDX-License-Identifier: MIT */
/* An explanation in the list is the one that its code finds. */
#include "table.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const idnc_table_explanation *e;

	if (size < 4)
		return 0;
	e = idnc_table_explain_at(fuzz_number(data, 4));
	MUST(!e || idnc_table_explain_find(e->code) == e);
	return 0;
}
