/* SPDX-License-Identifier: MIT */
/* NFC(NFD(x)) = NFC(x), and NFD(NFC(x)) = NFD(x). */
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static uint32_t in[FUZZ_CPS], c[4 * FUZZ_CPS], d[4 * FUZZ_CPS], other[4 * FUZZ_CPS];
	size_t n = fuzz_code_points(data, size, in), c_len = 0, d_len = 0, len = 0;

	if (idnc_nfd_encode(in, n, d, 4 * FUZZ_CPS, &d_len) != IDNC_OK)
		return 0;
	MUST(idnc_nfc_encode(in, n, c, 4 * FUZZ_CPS, &c_len) == IDNC_OK);
	MUST(idnc_nfc_encode(d, d_len, other, 4 * FUZZ_CPS, &len) == IDNC_OK);
	MUST(len == c_len && memcmp(c, other, len * sizeof *c) == 0);
	MUST(idnc_nfd_encode(c, c_len, other, 4 * FUZZ_CPS, &len) == IDNC_OK);
	MUST(len == d_len && memcmp(d, other, len * sizeof *d) == 0);
	return 0;
}
