/* SPDX-License-Identifier: MIT */
/* Listing variant labels, for the parts that ask for some of them only. */
#ifndef IDNC_LGR_VARIANTS_H
#define IDNC_LGR_VARIANTS_H

#include "lgr/pattern.h"

/* As idnc_lgr_variants_begin, of those that a pattern matches, which must outlive the iterator; NULL: of all. */
idnc_status variants_begin(const idnc_lgr *lgr, const uint32_t *label, size_t len, const pattern *p, void *workspace,
                           size_t size, idnc_lgr_variants **out);

#endif
