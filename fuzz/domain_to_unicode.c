/* SPDX-License-Identifier: MIT */
/* Any room gives one answer: the same length and, where it suffices, the same bytes. */
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static char large[FUZZ_BYTES], small[FUZZ_BYTES];
	struct fuzz_name n = fuzz_name(data, size);
	size_t len = 0, need = 0;

	if (idnc_domain_to_unicode(&n.options, n.text, n.len, large, FUZZ_BYTES, &len, NULL) !=
		IDNC_OK)
		return 0;
	MUST(idnc_domain_to_unicode(&n.options, n.text, n.len, small, len, &need, NULL) == IDNC_OK);
	MUST(need == len && memcmp(large, small, len) == 0);
	MUST(len == 0 || (idnc_domain_to_unicode(&n.options, n.text, n.len, small, len - 1, &need,
				  NULL) == IDNC_E_SPACE &&
				 need == len));
	return 0;
}
