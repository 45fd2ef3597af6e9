/* SPDX-License-Identifier: MIT */
/* Contextual rules.  RFC 5892, appendix A */
#ifndef IDNC_IDNA_CONTEXT_H
#define IDNC_IDNA_CONTEXT_H

#include "idna/label.h"

/* Test every CONTEXTJ (A.1, A.2) character of a label. */
void idnc_context_check_j(idnc_run *run, const idnc_label *label);

/* Test every CONTEXTO (A.3 to A.9) character of a label. */
void idnc_context_check_o(idnc_run *run, const idnc_label *label);

#endif
