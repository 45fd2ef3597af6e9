/* SPDX-License-Identifier: MIT */
/* Exact numbers of 512 bits: counts of variant labels. */
#ifndef IDNC_LGR_NUMBER_H
#define IDNC_LGR_NUMBER_H

#include <stdbool.h>

#include "idncheck/lgr.h"

/* Add to a number; false, and the sum is of no use, when it is beyond 512 bits. */
bool number_add(idnc_lgr_number *sum, const idnc_lgr_number *more);

#endif
