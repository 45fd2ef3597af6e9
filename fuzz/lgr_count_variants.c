/* SPDX-License-Identifier: MIT */
/* The counts are those of the list, set of dispositions by set, where the list comes to its end. */
#include "lgr.h"

enum { COUNTS_MAX = 64 };

static uint64_t workspace[IDNC_LGR_WORKSPACE_MIN / 8], count_workspace[(8 << 20) / 8];

/* Take one from the count with these dispositions. */
static void
take(idnc_lgr_count *counts, size_t n, const idnc_lgr_variant *v)
{
	size_t i = 0;

	while (i < n && (counts[i].count != v->count ||
		memcmp(counts[i].dispositions, v->dispositions, v->count * sizeof *v->dispositions) != 0))
		i++;
	MUST(i < n && counts[i].number.word[0] > 0);
	counts[i].number.word[0]--;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct fuzz_lgr f;
	idnc_lgr_count counts[COUNTS_MAX];
	idnc_lgr_variants *list;
	idnc_lgr_variant v;
	idnc_status status, listed;
	size_t n = 0;

	if (!fuzz_lgr(data, size, &f))
		return 0;
	status = idnc_lgr_count_variants(&f.lgr, f.label, f.len, count_workspace, sizeof count_workspace, counts, COUNTS_MAX, &n);
	listed = idnc_lgr_variants_begin(&f.lgr, f.label, f.len, workspace, sizeof workspace, &list);
	MUST(status == listed || status == IDNC_E_LIMIT);
	v.len = 1;
	for (int i = 0; status == IDNC_OK && listed == IDNC_OK && v.len > 0 && i < FUZZ_LISTED_MAX; i++) {
		listed = idnc_lgr_variants_next(list, &v);
		if (listed == IDNC_OK && v.len > 0)
			take(counts, n, &v);
	}
	for (size_t i = 0; status == IDNC_OK && listed == IDNC_OK && v.len == 0 && i < n; i++)
		for (size_t k = 0; k < 8; k++)
			MUST(counts[i].number.word[k] == 0);
	fuzz_lgr_free(&f);
	return 0;
}
