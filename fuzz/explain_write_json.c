/* SPDX-License-Identifier: MIT */
/* What is written is printable ASCII, and one byte less of room gives the same length. */
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char out[IDNC_FINDING_JSON_MAX];
	size_t len = 0, need = 0;
	idnc_finding f;

	if (size < FUZZ_FINDING_BYTES)
		return 0;
	f = fuzz_finding(data);
	if (idnc_explain_write_json(&f, out, sizeof out, &len) != IDNC_OK) {
		MUST(!idnc_explain_find(f.code));
		return 0;
	}
	for (size_t i = 0; i < len; i++)
		MUST(out[i] >= 0x20 && out[i] < 0x7F);
	MUST(len > 0 && idnc_explain_write_json(&f, out, len - 1, &need) == IDNC_E_SPACE &&
		need == len);
	return 0;
}
