/* SPDX-License-Identifier: MIT */
/* An explanation that is found has the name that was asked for, whatever the case. */
#include "table.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const idnc_table_explanation *e = idnc_table_explain_find_name((const char *)data, size);

	if (!e)
		return 0;
	MUST(strlen(e->name) == size && idnc_table_explain_find(e->code) == e);
	for (size_t i = 0; i < size; i++)
		MUST(data[i] == (uint8_t)e->name[i] || (data[i] ^ 32) == (uint8_t)e->name[i]);
	return 0;
}
