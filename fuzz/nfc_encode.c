/* SPDX-License-Identifier: MIT */
/* NFC(NFC(x)) = NFC(x), and one less of room gives the same length. */
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static uint32_t in[FUZZ_CPS], once[4 * FUZZ_CPS], twice[4 * FUZZ_CPS];
	size_t n = fuzz_code_points(data, size, in), len = 0, again = 0;

	if (idnc_nfc_encode(in, n, once, 4 * FUZZ_CPS, &len) != IDNC_OK)
		return 0;
	MUST(idnc_nfc_encode(once, len, twice, 4 * FUZZ_CPS, &again) == IDNC_OK);
	MUST(again == len && memcmp(once, twice, len * sizeof *once) == 0);
	MUST(len == 0 ||
		(idnc_nfc_encode(in, n, twice, len - 1, &again) == IDNC_E_SPACE && again == len));
	return 0;
}
