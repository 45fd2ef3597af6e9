/* SPDX-License-Identifier: MIT */
/* Judging test labels and their variants as a registry does: by IDNA, and by the table. */
#ifndef IDNTABLE_TRIAL_H
#define IDNTABLE_TRIAL_H

#include "verbs.h"

/* What judges, and what it judged last. */
struct trial {
	struct worker worker; /* its findings are the reasons; its outputs are the caller's */
	struct record record;
	struct label label, variant;
	bool is_eligible; /* the label, by the table */
	_Alignas(8) unsigned char workspace[IDNC_LGR_WORKSPACE_MIN];
};

/* One that is to be freed with trial_free. */
struct trial *trial_new(void);
void trial_free(struct trial *trial);

/* Judge a label, by the profile registration and by the table; whether it is accepted. */
bool trial_label(struct trial *trial, const char *text, size_t len);

/*
 * Say whether a label is an allocatable variant of the one judged last: every derivation of it must say
 * so, and IDNA allow it as a label.
 *
 *   disposition  receives that of the variant; "" when it is none, or invalid as one, which the
 *                standard does not tell apart
 */
bool trial_variant(struct trial *trial, const char *text, size_t len, struct text *disposition);

#endif
