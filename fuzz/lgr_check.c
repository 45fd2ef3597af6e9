/* SPDX-License-Identifier: MIT */
/* A label is invalid exactly when there are findings, the first of which is the status; all lie in the label. */
#include "lgr.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct fuzz_lgr f;
	idnc_finding items[FUZZ_LABEL_LETTERS];
	idnc_findings findings = { items, FUZZ_LABEL_LETTERS, 0 };
	idnc_lgr_verdict v;
	idnc_status status;

	if (!fuzz_lgr(data, size, &f))
		return 0;
	status = idnc_lgr_check(&f.lgr, f.label, f.len, &v, &findings);
	MUST(findings.count <= FUZZ_LABEL_LETTERS);
	MUST(status == (findings.count ? items[0].code : IDNC_OK));
	MUST((status == IDNC_OK) == (v.disposition != IDNC_LGR_INVALID));
	for (size_t i = 0; i < findings.count; i++) {
		MUST(items[i].at + items[i].length <= f.len && items[i].position == items[i].at);
		MUST(items[i].code != IDNC_V_LGR_CONTEXT || idnc_lgr_rule_z(&f.lgr, items[i].detail) != NULL);
	}
	fuzz_lgr_free(&f);
	return 0;
}
