/* SPDX-License-Identifier: MIT */
/* What is written is read back as it was, and one byte less of room gives the same length. */
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char out[4];
	size_t len = 0, need = 0, at = 0;
	uint32_t cp, back = 0;

	if (size < 4)
		return 0;
	cp = fuzz_number(data, 4);
	if (idnc_utf8_write(cp, out, 4, &len) != IDNC_OK)
		return 0;
	MUST(idnc_utf8_next(out, len, &at, &back) == IDNC_OK && at == len && back == cp);
	MUST(idnc_utf8_write(cp, out, len - 1, &need) == IDNC_E_SPACE && need == len);
	return 0;
}
