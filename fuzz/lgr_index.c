/* SPDX-License-Identifier: MIT */
/* Exactly the eligible labels have an index label, but for limits; less room gives the same length, and just enough the same label. */
#include "lgr.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct fuzz_lgr f;
	uint32_t index[IDNC_LGR_LABEL_MAX], other[IDNC_LGR_LABEL_MAX];
	size_t len = 0, need = 0;
	idnc_lgr_verdict v;
	idnc_status status, checked;

	if (!fuzz_lgr(data, size, &f))
		return 0;
	checked = idnc_lgr_check(&f.lgr, f.label, f.len, &v, NULL);
	status = idnc_lgr_index(&f.lgr, f.label, f.len, index, IDNC_LGR_LABEL_MAX, &len);
	MUST(status == checked || (checked == IDNC_OK && status == IDNC_E_LIMIT));
	if (status == IDNC_OK) {
		MUST(idnc_lgr_index(&f.lgr, f.label, f.len, other, len, &need) == IDNC_OK && need == len);
		MUST(memcmp(index, other, len * sizeof *index) == 0);
		MUST(len == 0 || (idnc_lgr_index(&f.lgr, f.label, f.len, other, len - 1, &need) == IDNC_E_SPACE && need == len));
	}
	fuzz_lgr_free(&f);
	return 0;
}
