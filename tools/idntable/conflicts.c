/* SPDX-License-Identifier: MIT */
/* Variant labels whose derivations disagree: reported, or settled as --conflicts says.  RFC 7940, 8.4 */
#include <string.h>

#include "verbs.h"

/* From the most restrictive on.  RFC 7940, 7.3; a disposition of the table's own stands behind blocked. */
static const char *const strengths[] = { "invalid", "blocked", NULL, "allocatable", "activated", "valid" };

enum { STRENGTHS = sizeof strengths / sizeof strengths[0], OWN_DISPOSITION = 2 };

static int
strength_of(uint32_t disposition)
{
	const char *name = idnc_lgr_disposition_z(&judging->lgr, disposition);

	for (int i = 0; i < STRENGTHS; i++)
		if (strengths[i] && strcmp(strengths[i], name) == 0)
			return i;
	return OWN_DISPOSITION;
}

void
verbs_settle(uint32_t *dispositions, size_t *count)
{
	size_t chosen = 0;

	if (settings.conflicts == CONFLICTS_REPORT || *count < 2)
		return;
	for (size_t i = 1; i < *count; i++) {
		int difference = strength_of(dispositions[i]) - strength_of(dispositions[chosen]);

		if (settings.conflicts == CONFLICTS_RESTRICTIVE ? difference < 0 : difference > 0)
			chosen = i;
	}
	dispositions[0] = dispositions[chosen];
	*count = 1;
}

static void
add_number(idnc_lgr_number *sum, const idnc_lgr_number *more)
{
	uint64_t carry = 0;

	for (size_t i = 0; i < sizeof sum->word / sizeof sum->word[0]; i++) {
		uint64_t word = sum->word[i] + carry;

		carry = word < carry;
		sum->word[i] = word + more->word[i];
		carry += sum->word[i] < word;
	}
}

void
verbs_settle_counts(idnc_lgr_count *counts, size_t *count)
{
	size_t kept = 0;

	if (settings.conflicts == CONFLICTS_REPORT)
		return;
	for (size_t i = 0; i < *count; i++) {
		size_t k = 0;

		verbs_settle(counts[i].dispositions, &counts[i].count);
		while (k < kept && counts[k].dispositions[0] != counts[i].dispositions[0])
			k++;
		if (k < kept)
			add_number(&counts[k].number, &counts[i].number);
		else
			counts[kept++] = counts[i];
	}
	*count = kept;
}
