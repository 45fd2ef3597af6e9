/* SPDX-License-Identifier: MIT */
/* A table that is found has the name that was asked for, whatever the case, and opens. */
#include "fuzz.h"

#include <idncheck/builtin.h>

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const idnc_builtin *table = idnc_builtin_find((const char *)data, size);
	idnc_lgr lgr;

	if (!table)
		return 0;
	MUST(strlen(table->name) == size && idnc_lgr_open(table->block, table->size, &lgr) == IDNC_OK);
	for (size_t i = 0; i < size; i++)
		MUST(data[i] == (uint8_t)table->name[i] || (data[i] ^ 32) == (uint8_t)table->name[i]);
	return 0;
}
