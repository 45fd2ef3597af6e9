/* SPDX-License-Identifier: MIT */
/* A label that is acceptable is an acceptable name, but for the length of names. */
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct fuzz_name n = fuzz_name(data, size);
	idnc_status status;

	/* What is kept although it does not decode is not looked into, and may hold a dot. */
	n.options.keep_bad_punycode = false;
	if (idnc_label_check(&n.options, n.text, n.len, NULL) != IDNC_OK)
		return 0;
	status = idnc_domain_check(&n.options, n.text, n.len, NULL);
	MUST(status == IDNC_OK || status == IDNC_V_NAME_EMPTY || status == IDNC_V_NAME_TOO_LONG);
	return 0;
}
