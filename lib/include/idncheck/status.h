/* SPDX-License-Identifier: MIT */
/* Statuses and findings: what every function answers, and where a name breaks a rule. */
#ifndef IDNCHECK_STATUS_H
#define IDNCHECK_STATUS_H

#include <stddef.h>
#include <stdint.h>

#include "codes.h"
#include "version.h"

IDNC_BEGIN

/*
 * The status of a call.  0: good.  Negative (IDNC_E_...): the call failed and says nothing about
 * the name.  Positive (IDNC_V_...): the name breaks a rule; every one is listed in codes.h.
 */
typedef enum idnc_status {
	IDNC_OK = 0,
#define X(kind, name, number, ...) IDNC_##kind##_##name = number,
	IDNC_CODE_LIST(X)
#undef X
} idnc_status;

/* How much a finding weighs.  Only an error rejects a name. */
typedef enum idnc_severity {
	IDNC_SEVERITY_ERROR = 0,
	IDNC_SEVERITY_WARNING = 1,
	IDNC_SEVERITY_NOTE = 2
} idnc_severity;

#define IDNC_NO_CP    0xFFFFFFFFu /* the finding is about no single code point */
#define IDNC_NO_LABEL 0xFFFFFFFFu /* the finding is about the whole name */

/* One finding.  Plain data: copy it, store it, compare its fields. */
typedef struct idnc_finding {
	idnc_status   code;     /* IDNC_V_... */
	idnc_severity severity; /* IDNC_SEVERITY_ERROR unless the profile only warns */
	uint32_t      label;    /* which label, 0 = leftmost; IDNC_NO_LABEL */
	uint32_t      at;       /* byte offset in the caller's input */
	uint32_t      length;   /* bytes it covers; 0 = between two characters */
	uint32_t      cp;       /* the code point at fault as the rule saw it (mapped, decoded), or IDNC_NO_CP */
	uint32_t      position; /* of that code point in the label as the rule saw it, counted in code points from 0 */
	uint8_t       decoded;  /* 1: the rule was broken by the decoded form of an A-label, which is what at covers */
	uint8_t       input;    /* which input, where a function takes two: 0 the first, 1 the second */
	uint16_t      detail;   /* 0; of a finding about a policy table, which of its rules is meant */
} idnc_finding;

/*
 * Where findings go: the caller's array, and a count.  Give a pointer to one of these, or NULL
 * when only the verdict matters.
 *
 *   items     receives the first `capacity` findings; may be NULL when capacity is 0
 *   capacity  how many items there is room for
 *   count     set by every call to the number of findings there are, which may exceed capacity
 *
 * Findings come in the order of the labels; in a label, in the order of the standard's steps; of
 * one rule, in the order of the input.  Findings about the whole name come last.
 */
typedef struct idnc_findings {
	idnc_finding *items;
	size_t        capacity;
	size_t        count;
} idnc_findings;

IDNC_END

#endif
