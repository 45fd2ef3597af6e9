/* SPDX-License-Identifier: MIT */
/* Collecting findings in the caller's array. */
#include "base/findings.h"

void
idnc_findings_add(idnc_findings *findings, const idnc_finding *finding)
{
	if (!findings)
		return;
	if (findings->count < findings->capacity)
		findings->items[findings->count] = *finding;
	findings->count++;
}
