/* SPDX-License-Identifier: MIT */
/* Judging a label by policy tables: the first one that accepts it, or else the one that says why.
 */
#include "policy.h"

#include <string.h>

#include "tables.h"

static bool
judge_by(struct policy *policy, const struct table *table, const struct label *label)
{
	idnc_status status;

	policy->table = table;
	policy->findings = (idnc_findings){
		.items = policy->items,
		.capacity = sizeof policy->items / sizeof *policy->items,
	};
	status = idnc_lgr_check(&table->lgr, label->cp, label->len, &policy->verdict,
	                        &policy->findings);
	if (status == IDNC_OK && strcmp(policy_disposition(policy), "blocked") == 0) {
		status = IDNC_V_LGR_RULE;
		policy->items[policy->findings.count++] = (idnc_finding){
			.code = status,
			.length = (uint32_t)label->len,
			.cp = IDNC_NO_CP,
			.detail = UINT16_MAX, /* no rule: an action by types */
		};
	}
	return status == IDNC_OK;
}

/* How far a label is from what a table accepts: code points that the table has not weigh most. */
static size_t
distance(const struct policy *policy)
{
	size_t unknown = 0;

	for (size_t i = 0; i < policy->findings.count && i < policy->findings.capacity; i++)
		unknown += policy->items[i].code == IDNC_V_LGR_CODE_POINT;
	return unknown * (IDNC_LGR_LABEL_MAX + 1) + policy->findings.count;
}

bool
policy_judge(struct policy *policy, const struct table *const *tables, size_t count,
             const struct label *label)
{
	size_t best = 0, least = SIZE_MAX;

	for (size_t i = 0; i < count; i++) {
		if (judge_by(policy, tables[i], label))
			return true;
		if (distance(policy) < least) {
			best = i;
			least = distance(policy);
		}
	}
	return judge_by(policy, tables[best], label);
}

const char *
policy_disposition(const struct policy *policy)
{
	return idnc_lgr_disposition_z(&policy->table->lgr, policy->verdict.disposition);
}

const char *
policy_rule(const struct policy *policy, const idnc_finding *finding)
{
	if (!policy->table ||
	    (finding->code != IDNC_V_LGR_CONTEXT && finding->code != IDNC_V_LGR_RULE))
		return NULL;
	return idnc_lgr_rule_z(&policy->table->lgr, finding->detail);
}
