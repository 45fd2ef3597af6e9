/* SPDX-License-Identifier: MIT */
/* The check says where NFC(x) first differs from x, and nothing exactly where they are equal. */
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static uint32_t in[FUZZ_CPS], out[4 * FUZZ_CPS];
	size_t n = fuzz_code_points(data, size, in), len = 0, at = SIZE_MAX, same = 0;
	idnc_status status = idnc_nfc_check(in, n, &at);

	if (status == IDNC_E_ARGUMENT)
		return 0;
	MUST(idnc_nfc_encode(in, n, out, 4 * FUZZ_CPS, &len) == IDNC_OK);
	while (same < n && same < len && in[same] == out[same])
		same++;
	MUST((status == IDNC_OK) == (same == n && len == n));
	MUST(status == IDNC_OK ? at == SIZE_MAX : status == IDNC_V_NOT_NFC && at == same);
	return 0;
}
