/* SPDX-License-Identifier: MIT */
/* What answering a question about a label may still cost: a bound on time that needs no clock. */
#ifndef IDNC_LGR_METER_H
#define IDNC_LGR_METER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * The unit is some nanoseconds, 25 at most on a processor of today.  Whatever loops over what a table can
 * have many of pays for it.
 */
enum {
	METER_LISTING = 1 << 25, /* from one variant label to the next, and for one that is asked for */
	METER_COUNTING = 1 << 26,
	METER_MATCHER = 4,       /* of a matcher of a rule, on a label of 63 code points */
	METER_GLANCES = 8,       /* for one unit: derivations, options or actions that are only passed over */
	METER_WORDS = 32         /* for one unit: words of sets of places */
};

typedef struct work_meter {
	int64_t left; /* below 0: more was paid than there was */
} work_meter;

static inline void
meter_pay(work_meter *m, size_t cost)
{
	m->left -= (int64_t)cost;
}

static inline bool
meter_is_empty(const work_meter *m)
{
	return m->left <= 0;
}

#endif
