/* SPDX-License-Identifier: MIT */
/* What a person probably meant by a name that is refused. */
#ifndef IDNCHECK_HINT_H
#define IDNCHECK_HINT_H

#include "common/session.h"

/* Add the line "did you mean", where there is something acceptable to offer. */
void hint_write(struct worker *worker);

#endif
