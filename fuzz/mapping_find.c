/* SPDX-License-Identifier: MIT */
/* What a code point maps to maps to itself, but for deviations; less room gives the same length. */
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	uint32_t mapped[IDNC_MAPPING_MAX], again[IDNC_MAPPING_MAX];
	size_t len = 0, need = 0;
	idnc_properties p;

	if (size < 4 ||
		idnc_mapping_find(fuzz_number(data, 4), mapped, IDNC_MAPPING_MAX, &len) != IDNC_OK)
		return 0;
	MUST(len == 0 ||
		(idnc_mapping_find(fuzz_number(data, 4), again, len - 1, &need) == IDNC_E_SPACE &&
			need == len));
	for (size_t i = 0; i < len; i++) {
		MUST(idnc_properties_find(mapped[i], &p) == IDNC_OK);
		MUST(idnc_mapping_find(mapped[i], again, IDNC_MAPPING_MAX, &need) == IDNC_OK);
		MUST(p.uts46 == IDNC_UTS46_DEVIATION || (need == 1 && again[0] == mapped[i]));
	}
	return 0;
}
