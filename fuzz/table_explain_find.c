/* SPDX-License-Identifier: MIT */
/* An explanation is of the code that was asked for, and its name finds it again. */
#include "table.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const idnc_table_explanation *e;
	idnc_table_status             code;

	if (size < 2)
		return 0;
	code = (idnc_table_status)(int16_t)fuzz_number(data, 2);
	e = idnc_table_explain_find(code);
	MUST(!e || (e->code == code && idnc_table_explain_find_name(e->name, strlen(e->name)) == e));
	return 0;
}
