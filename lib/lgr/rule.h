/* SPDX-License-Identifier: MIT */
/* Rules of a table, evaluated on one label with sets of positions.  RFC 7940, 6 */
#ifndef IDNC_LGR_RULE_H
#define IDNC_LGR_RULE_H

#include "lgr/meter.h"
#include "lgr/table.h"

/* The code points in each of the first classes, as positions, as far as they were asked for. */
typedef struct class_memory {
	uint64_t taken[BLOCK_CLASSES_REMEMBERED];
	uint8_t  known[BLOCK_CLASSES_REMEMBERED]; /* so many of the label's first code points were looked at */
} class_memory;

/*
 * A label as rules see it.  A position p stands before code point p, position len behind the last;
 * a set of positions is a uint64_t.
 */
typedef struct view {
	const table    *t;
	const uint32_t *cp;
	size_t          len;
	uint64_t        all; /* every position */
	const uint64_t *classes[IDNC_LGR_LABEL_MAX]; /* the class set of each code point; NULL: in no element */
	uint64_t        seen;  /* the first word of the class sets, of all code points ORed */
	uint64_t        first; /* the same of the first code point alone */
	uint64_t        low;   /* the last six bits of each code point, as bits: what is not set is not in the label */
	class_memory   *memory; /* the caller's; NULL: nothing is remembered */
	work_meter     *meter;  /* the caller's: where what is done with the label is paid */
} view;

/* Look at a label of at most IDNC_LGR_LABEL_MAX code points; memory may be NULL. */
void view_make(view *v, const table *t, const uint32_t *cp, size_t len, class_memory *memory, work_meter *meter);

/*
 * Look at a label that is written one code point after the other: cp[at] was written behind `at`
 * ones that are known, and whatever was known behind them is forgotten.
 *
 *   seen, low  of the view: of the first `at` code points
 */
void view_write(view *v, size_t at, const block_point *point);

/* Whether a rule without anchor matches somewhere in the label.  RFC 7940, 6.3 */
bool rule_matches(const view *v, uint16_t rule);

/* Whether a condition holds for the `len` code points at `at`; without anchor, for the label.  RFC 7940, 5.2 */
bool rule_condition_holds(const view *v, uint8_t condition, uint16_t rule, size_t at, size_t len);

#endif
