/* SPDX-License-Identifier: MIT */
/* Reading goes on to the very end, and what is well-formed is written as it was read. */
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *)data;
	size_t at = 0;

	while (at < size) {
		size_t from = at, len = 0;
		uint32_t cp = 0;
		char out[4];
		idnc_status status = idnc_utf8_next(text, size, &at, &cp);

		MUST(at > from && at - from <= 4 && at <= size);
		if (status == IDNC_OK) {
			MUST(idnc_utf8_write(cp, out, 4, &len) == IDNC_OK);
			MUST(len == at - from && memcmp(out, text + from, len) == 0);
		} else {
			MUST(status == IDNC_V_UTF8 && cp == 0xFFFD);
		}
	}
	return 0;
}
