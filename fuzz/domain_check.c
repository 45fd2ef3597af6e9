/* SPDX-License-Identifier: MIT */
/* Every finding lies inside the input, and the status is the first error. */
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct fuzz_name n = fuzz_name(data, size);
	idnc_finding items[64];
	idnc_findings all = { items, 64, 0 };
	idnc_status status = idnc_domain_check(&n.options, n.text, n.len, &all), first = IDNC_OK;

	for (size_t i = 0; i < all.count && i < 64; i++) {
		MUST(items[i].at <= n.len && items[i].length <= n.len - items[i].at);
		MUST(items[i].cp <= 0x10FFFF || items[i].cp == IDNC_NO_CP);
		MUST(i == 0 || items[i].label >= items[i - 1].label);
		if (first == IDNC_OK && items[i].severity == IDNC_SEVERITY_ERROR)
			first = items[i].code;
	}
	MUST(status == first || (first == IDNC_OK && all.count > 64));
	MUST(idnc_domain_check(&n.options, n.text, n.len, NULL) == status);
	return 0;
}
