/* SPDX-License-Identifier: MIT */
/* A code point is unassigned exactly where no version of Unicode has it. */
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	idnc_properties p;
	uint32_t cp;

	if (size < 4)
		return 0;
	cp = fuzz_number(data, 4);
	if (idnc_properties_find(cp, &p) == IDNC_OK)
		MUST((p.derived == IDNC_DERIVED_UNASSIGNED) == (p.age == 0));
	else
		MUST(cp > 0x10FFFF);
	return 0;
}
