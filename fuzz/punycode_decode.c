/* SPDX-License-Identifier: MIT */
/* What decodes are scalar values, and they encode to what they were, but for the case of digits. */
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static uint32_t out[IDNC_PUNYCODE_LIMIT];
	static char back[IDNC_PUNYCODE_LIMIT + 1];
	const char *text = (const char *)data;
	size_t n = 0, len = 0;

	if (idnc_punycode_decode(text, size, out, IDNC_PUNYCODE_LIMIT, &n) != IDNC_OK)
		return 0;
	MUST(idnc_punycode_encode(out, n, back, sizeof back, &len) == IDNC_OK && len == size);
	for (size_t i = 0; i < len; i++)
		MUST(back[i] == text[i] ||
			(text[i] >= 'A' && text[i] <= 'Z' && back[i] == (text[i] | 32)));
	return 0;
}
