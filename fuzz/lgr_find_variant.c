/* SPDX-License-Identifier: MIT */
/* What is listed is found with the same dispositions, and what is found is listed: every string of up to three letters is asked for. */
#include "lgr.h"

enum { ASKED = 4 + 16 + 64 };

static uint64_t workspace[IDNC_LGR_WORKSPACE_MIN / 8], other[IDNC_LGR_WORKSPACE_MIN / 8];

/* How many strings of up to three letters are variants. */
static size_t
count_short(const struct fuzz_lgr *f)
{
	size_t count = 0;

	for (size_t i = 0; i < ASKED; i++) {
		size_t len = i < 4 ? 1 : i < 20 ? 2 : 3, number = i < 4 ? i : i < 20 ? i - 4 : i - 20;
		uint32_t cp[3] = { 'a' + number % 4, 'a' + number / 4 % 4, 'a' + number / 16 };
		idnc_lgr_variant v = { .count = 0 };
		idnc_status status = idnc_lgr_find_variant(&f->lgr, f->label, f->len, cp, len, other, sizeof other, &v);
		if (status != IDNC_OK)
			return SIZE_MAX;
		count += v.count > 0;
	}
	return count;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct fuzz_lgr f;
	idnc_lgr_variants *list;
	idnc_lgr_variant v, found;
	idnc_status status;
	size_t listed = 0, asked;
	int n = 0;

	if (!fuzz_lgr(data, size, &f))
		return 0;
	status = idnc_lgr_variants_begin(&f.lgr, f.label, f.len, workspace, sizeof workspace, &list);
	asked = status == IDNC_OK ? count_short(&f) : 0;
	for (; status == IDNC_OK && n < FUZZ_LISTED_MAX; n++) {
		status = idnc_lgr_variants_next(list, &v);
		if (status != IDNC_OK || v.len == 0)
			break;
		MUST(idnc_lgr_find_variant(&f.lgr, f.label, f.len, v.cp, v.len, other, sizeof other, &found) == IDNC_OK);
		MUST(found.count == v.count && fuzz_compare(found.cp, found.len, v.cp, v.len) == 0);
		MUST(memcmp(found.dispositions, v.dispositions, v.count * sizeof *v.dispositions) == 0);
		listed += v.len <= 3;
	}
	MUST(status != IDNC_OK || n == FUZZ_LISTED_MAX || asked == listed || asked == SIZE_MAX);
	fuzz_lgr_free(&f);
	return 0;
}
