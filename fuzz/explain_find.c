/* SPDX-License-Identifier: MIT */
/* An explanation is of the code that was asked for, and its name finds it again. */
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const idnc_explanation *e;

	if (size < 2)
		return 0;
	e = idnc_explain_find((idnc_status)(int16_t)fuzz_number(data, 2));
	MUST(!e || e->code == (idnc_status)(int16_t)fuzz_number(data, 2));
	MUST(!e || idnc_explain_find_name(e->name, strlen(e->name)) == e);
	return 0;
}
