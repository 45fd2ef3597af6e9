/* SPDX-License-Identifier: MIT */
/* What is encoded decodes to what it was. */
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static uint32_t in[FUZZ_CPS], back[FUZZ_CPS];
	static char out[IDNC_PUNYCODE_LIMIT];
	size_t n = fuzz_code_points(data, size, in), len = 0, back_len = 0;

	if (idnc_punycode_encode(in, n, out, sizeof out, &len) != IDNC_OK)
		return 0;
	MUST(idnc_punycode_decode(out, len, back, FUZZ_CPS, &back_len) == IDNC_OK);
	MUST(back_len == n && memcmp(in, back, n * sizeof *in) == 0);
	return 0;
}
