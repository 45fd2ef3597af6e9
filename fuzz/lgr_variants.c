/* SPDX-License-Identifier: MIT */
/* Variants are listed in ascending order, each in the repertoire and in context. */
#include "lgr.h"

static uint64_t workspace[IDNC_LGR_WORKSPACE_MIN / 8];

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct fuzz_lgr f;
	idnc_lgr_variants *list;
	idnc_lgr_variant v, last = { .len = 0 };
	idnc_lgr_verdict verdict;
	idnc_status status;

	if (!fuzz_lgr(data, size, &f))
		return 0;
	status = idnc_lgr_variants_begin(&f.lgr, f.label, f.len, workspace, sizeof workspace, &list);
	MUST(status == idnc_lgr_check(&f.lgr, f.label, f.len, &verdict, NULL));
	for (int n = 0; status == IDNC_OK && n < FUZZ_LISTED_MAX; n++) {
		status = idnc_lgr_variants_next(list, &v);
		if (status != IDNC_OK || v.len == 0)
			break;
		MUST(v.count > 0 && fuzz_compare(last.cp, last.len, v.cp, v.len) < 0);
		for (size_t i = 0; i < v.count; i++)
			MUST(v.dispositions[i] != IDNC_LGR_INVALID && (i == 0 || v.dispositions[i - 1] < v.dispositions[i]));
		/* By its own repertoire and contexts; the types of its own reflexive variants are another matter. */
		MUST(idnc_lgr_check(&f.lgr, v.cp, v.len, &verdict, NULL) == IDNC_OK || verdict.action != IDNC_NO_CP);
		last = v;
	}
	fuzz_lgr_free(&f);
	return 0;
}
