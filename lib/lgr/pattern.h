/* SPDX-License-Identifier: MIT */
/* Patterns of labels, read one code point a step: a set has, as bits, how many places can have been passed. */
#ifndef IDNC_LGR_PATTERN_H
#define IDNC_LGR_PATTERN_H

#include "idncheck/lgr.h"

typedef struct pattern {
	const idnc_lgr_place *places;
	size_t                len; /* at most IDNC_LGR_PATTERN_MAX */
} pattern;

/* Before anything is read. */
uint64_t pattern_begin(const pattern *p);

/* Behind one more code point. */
uint64_t pattern_step(const pattern *p, uint64_t set, uint32_t cp);

/* Where the whole pattern is passed, and from where it is without a code point more. */
uint64_t pattern_end(const pattern *p);

/* From where one reads a code point and then is in a set, which is one of pattern_end or of this. */
uint64_t pattern_step_back(const pattern *p, uint64_t set, uint32_t cp);

/* Whether a text is matched. */
bool pattern_matches(const pattern *p, const uint32_t *cp, size_t len);

#endif
