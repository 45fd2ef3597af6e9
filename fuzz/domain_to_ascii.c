/* SPDX-License-Identifier: MIT */
/* ToASCII is idempotent, and judges as domain_check does. */
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static char once[FUZZ_BYTES], twice[FUZZ_BYTES];
	struct fuzz_name n = fuzz_name(data, size);
	size_t len = 0, again = 0;
	idnc_status status =
		idnc_domain_to_ascii(&n.options, n.text, n.len, once, FUZZ_BYTES, &len, NULL);

	MUST(status == IDNC_E_SPACE ||
		idnc_domain_check(&n.options, n.text, n.len, NULL) == status);
	/* A label can be within the limit and its A-label beyond. */
	if (status != IDNC_OK || len > IDNC_LABEL_LIMIT)
		return 0;
	MUST(idnc_domain_to_ascii(&n.options, once, len, twice, FUZZ_BYTES, &again, NULL) ==
		IDNC_OK);
	MUST(again == len && memcmp(once, twice, len) == 0);
	return 0;
}
