/* SPDX-License-Identifier: MIT */
/* Two names that are a pair have one form in ASCII; a line feed ends the first name. */
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static char u[FUZZ_BYTES], a[FUZZ_BYTES];
	const char *text = (const char *)data, *end = size ? memchr(text, '\n', size) : NULL;
	size_t u_len = 0, a_len = 0, n = end ? (size_t)(end - text) : size,
	       rest = end ? size - n - 1 : 0;
	idnc_status status =
		idnc_domain_check_pair(NULL, text, n, text + (size - rest), rest, NULL);

	if (status != IDNC_OK)
		return 0;
	MUST(idnc_domain_to_ascii(NULL, text, n, u, FUZZ_BYTES, &u_len, NULL) == IDNC_OK);
	MUST(idnc_domain_to_ascii(NULL, text + (size - rest), rest, a, FUZZ_BYTES, &a_len, NULL) ==
		IDNC_OK);
	MUST(u_len == a_len && memcmp(u, a, u_len) == 0);
	return 0;
}
