/* SPDX-License-Identifier: MIT */
/* An explanation that is found ends its name, or its UTS #46 status, as the question ends. */
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const idnc_explanation *e = idnc_explain_find_name((const char *)data, size);

	if (!e)
		return 0;
	MUST(size > 0 && idnc_explain_find(e->code) == e);
	MUST((data[size - 1] & ~32) == (e->name[strlen(e->name) - 1] & ~32) ||
	     data[size - 1] == (uint8_t)e->uts46[strlen(e->uts46) - 1]);
	return 0;
}
