/* SPDX-License-Identifier: MIT */
/* Judging a label by policy tables: the first one that accepts it, or else the one that says why.
 */
#ifndef IDNC_TOOLS_POLICY_H
#define IDNC_TOOLS_POLICY_H

#include <idncheck.h>

#include "label.h"

struct table;

/* What a table said about a label. */
struct policy {
	const struct table *table; /* NULL: none was asked */
	idnc_lgr_verdict verdict;
	idnc_finding items[IDNC_LGR_LABEL_MAX + 1];
	idnc_findings findings; /* at and length count code points */
};

/*
 * Judge a label.  The first table that accepts it decides; where none does, the one that has most of its
 * code points, and of those the one with the fewest reasons, which is most likely the one that was meant.
 *
 * True: it is acceptable.  A label whose own disposition is blocked is not: RFC 7940, 7.3 has it
 * kept from registration.
 */
bool policy_judge(struct policy *policy, const struct table *const *tables, size_t count,
                  const struct label *label);

/* The name of the disposition. */
const char *policy_disposition(const struct policy *policy);

/* The name of the rule of the table that a finding is about; NULL: none. */
const char *policy_rule(const struct policy *policy, const idnc_finding *finding);

#endif
