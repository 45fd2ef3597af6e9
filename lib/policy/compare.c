/* SPDX-License-Identifier: MIT */
/* How an applied-for label stands to a registered one: the exact test, in both directions. */
#include "base/memory.h"
#include "idncheck/policy.h"

static bool
is_equal_z(const char *a, const char *b)
{
	while (*a && *a == *b) {
		a++;
		b++;
	}
	return *a == *b;
}

/* Whether a disposition lets the registrant of the original have the variant.  RFC 7940, 7.3 and 7.6 */
static bool
is_allocatable(const idnc_lgr *lgr, uint32_t disposition)
{
	static const char *const names[] = { "allocatable", "activated", "valid" };
	const char              *name = idnc_lgr_disposition_z(lgr, disposition);

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (is_equal_z(name, names[i]))
			return true;
	return false;
}

/* Find what a candidate is as a variant; nothing, where the label is not eligible. */
static idnc_status
find_relation(const idnc_lgr *lgr, const uint32_t *label, size_t len, const uint32_t *candidate, size_t candidate_len,
              void *workspace, size_t size, idnc_policy_relation *out)
{
	idnc_lgr_variant variant;
	idnc_status      status = candidate_len > IDNC_LGR_LABEL_MAX
	                                  ? IDNC_V_LABEL_TOO_LONG
	                                  : idnc_lgr_find_variant(lgr, label, len, candidate, candidate_len, workspace, size,
	                                                          &variant);

	if (status < 0)
		return status;
	out->count = status == IDNC_OK ? variant.count : 0;
	if (out->count > 0)
		memcpy(out->dispositions, variant.dispositions, out->count * sizeof *out->dispositions);
	return IDNC_OK;
}

static idnc_policy_standing
find_standing(const idnc_lgr *lgr, const idnc_policy_relation *relation)
{
	for (size_t i = 0; i < relation->count; i++)
		if (!is_allocatable(lgr, relation->dispositions[i]))
			return IDNC_POLICY_BLOCKED;
	return relation->count > 0 ? IDNC_POLICY_ALLOCATABLE : IDNC_POLICY_FREE;
}

idnc_status
idnc_policy_compare(const idnc_lgr *lgr, const uint32_t *applied, size_t applied_len, const uint32_t *registered,
                    size_t registered_len, void *workspace, size_t size, idnc_policy_collision *out)
{
	idnc_policy_collision found = { .standing = IDNC_POLICY_REGISTERED };
	idnc_status           status;

	/* The same label is registered, whether or not the table would have it today. */
	if (applied_len == registered_len &&
	    (applied_len == 0 || memcmp(applied, registered, applied_len * sizeof *applied) == 0)) {
		*out = found;
		return IDNC_OK;
	}
	status = find_relation(lgr, registered, registered_len, applied, applied_len, workspace, size, &found.forward);
	if (status == IDNC_OK)
		status = find_relation(lgr, applied, applied_len, registered, registered_len, workspace, size,
		                       &found.backward);
	if (status != IDNC_OK)
		return status;
	/* The registered label came first: what is allocated is a variant of it. */
	found.standing = find_standing(lgr, found.forward.count > 0 ? &found.forward : &found.backward);
	*out = found;
	return IDNC_OK;
}
