/* SPDX-License-Identifier: MIT */
/* Verdicts for people. */
#ifndef IDNCHECK_PEOPLE_H
#define IDNCHECK_PEOPLE_H

#include "common/session.h"

/*
 * Add the verdict about the record, and for a refusal every reason, the place at fault and the
 * remedy.
 */
void people_write(struct worker *worker, bool is_ok);

/* Colour what is added next, where colour is wanted. */
enum people_colour { COLOUR_GOOD, COLOUR_BAD, COLOUR_MARK, COLOUR_PLAIN };
void people_set_colour(struct worker *worker, enum people_colour colour);

#endif
