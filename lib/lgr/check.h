/* SPDX-License-Identifier: MIT */
/* Judging a label by a table, for the parts that go on from there. */
#ifndef IDNC_LGR_CHECK_H
#define IDNC_LGR_CHECK_H

#include "lgr/parse.h"

/* Judge a label that was looked at.  As idnc_lgr_check, but for the length. */
idnc_status check_eligible(const view *v, idnc_lgr_verdict *out, idnc_findings *findings);

/* Look at a label and judge it: idnc_lgr_check, with the view, and its memory, for what follows. */
idnc_status check_source(view *v, const table *t, const uint32_t *label, size_t len, class_memory *memory,
                         work_meter *meter, idnc_lgr_verdict *out, idnc_findings *findings);

#endif
