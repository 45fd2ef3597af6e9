/* SPDX-License-Identifier: MIT */
/* Judging a label by a table.  RFC 7940, 8.1 to 8.3 */
#include "lgr/check.h"

#include "base/findings.h"

/* What is known while one label is judged. */
struct judgement {
	const view    *v;
	idnc_findings *findings;
	idnc_status    status; /* the first reason */
};

static void
report(struct judgement *j, idnc_status code, size_t at, size_t len, uint16_t rule)
{
	idnc_finding f = { .code = code, .at = (uint32_t)at, .length = (uint32_t)len, .position = (uint32_t)at,
	                   .cp = IDNC_NO_CP, .detail = rule };

	if (code != IDNC_V_LGR_RULE && at < j->v->len)
		f.cp = j->v->cp[at];
	if (j->status == IDNC_OK)
		j->status = code;
	idnc_findings_add(j->findings, &f);
}

static void
report_fault(void *context, idnc_status code, size_t at, size_t len, uint16_t rule)
{
	report(context, code, at, len, rule);
}

idnc_status
check_eligible(const view *v, idnc_lgr_verdict *out, idnc_findings *findings)
{
	struct judgement    j = { v, findings, IDNC_OK };
	derived_types       derived;
	const block_action *action;

	*out = (idnc_lgr_verdict){ IDNC_LGR_INVALID, IDNC_NO_CP };
	if (!parse_label(v, &derived, report_fault, &j))
		return j.status;
	action = parse_find_action(v, derived);
	*out = (idnc_lgr_verdict){ action->disposition, (uint32_t)(action - v->t->actions) };
	if (action->disposition == IDNC_LGR_INVALID)
		report(&j, IDNC_V_LGR_RULE, 0, v->len, action->rule);
	return j.status;
}

idnc_status
check_source(view *v, const table *t, const uint32_t *label, size_t len, class_memory *memory, work_meter *meter,
             idnc_lgr_verdict *out, idnc_findings *findings)
{
	*out = (idnc_lgr_verdict){ IDNC_LGR_INVALID, IDNC_NO_CP };
	idnc_findings_clear(findings);
	v->t = t;
	v->cp = label;
	v->len = 0;
	if (len == 0 || len > IDNC_LGR_LABEL_MAX) {
		struct judgement j = { v, findings, IDNC_OK };
		report(&j, len == 0 ? IDNC_V_LABEL_EMPTY : IDNC_V_LABEL_TOO_LONG, 0, len, 0);
		return j.status;
	}
	view_make(v, t, label, len, memory, meter);
	return check_eligible(v, out, findings);
}

idnc_status
idnc_lgr_check(const idnc_lgr *lgr, const uint32_t *label, size_t len, idnc_lgr_verdict *out, idnc_findings *findings)
{
	table        t = table_of(lgr);
	class_memory memory;
	work_meter   meter = { 0 }; /* the table's own bounds are enough: BLOCK_COST_MAX at each place */
	view         v;

	return check_source(&v, &t, label, len, &memory, &meter, out, findings);
}
