/* SPDX-License-Identifier: MIT */
/* Collecting findings in the caller's array. */
#ifndef IDNC_BASE_FINDINGS_H
#define IDNC_BASE_FINDINGS_H

#include "idncheck/status.h"

/* Forget all findings; findings may be NULL. */
static inline void
idnc_findings_clear(idnc_findings *findings)
{
	if (findings)
		findings->count = 0;
}

/* Add one finding: kept while there is room, counted always; findings may be NULL. */
void idnc_findings_add(idnc_findings *findings, const idnc_finding *finding);

#endif
