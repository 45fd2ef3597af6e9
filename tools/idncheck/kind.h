/* SPDX-License-Identifier: MIT */
/* What kind of character a finding is about, where its code leaves that open. */
#ifndef IDNCHECK_KIND_H
#define IDNCHECK_KIND_H

#include <idncheck.h>

#include "common/text.h"

/* A number that is the same for findings of one code whose characters can be spoken of together. */
uint32_t kind_class(const idnc_finding *finding);

/* Add such as " (space)" or " (stands for U+0062)", or nothing. */
void kind_write(struct text *out, const idnc_finding *finding);

#endif
