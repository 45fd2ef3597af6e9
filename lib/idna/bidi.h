/* SPDX-License-Identifier: MIT */
/* The Bidi rule.  RFC 5893, 2 */
#ifndef IDNC_IDNA_BIDI_H
#define IDNC_IDNA_BIDI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "idncheck/status.h"

/* One breach of the Bidi rule: the code, and the index of the character at fault in the label. */
typedef struct idnc_bidi_breach {
	idnc_status code;
	size_t      position;
} idnc_bidi_breach;

#define IDNC_BIDI_BREACHES 3

/* Whether a character makes a domain name a Bidi domain name: R, AL or AN.  RFC 5893, 1.4 */
bool idnc_bidi_is_rtl(uint32_t word);

/*
 * Test a label that is not empty against the six rules.
 *
 *   words, n  the property words of its characters
 *   out       receives the breaches, in the order of the rules; each rule at most once
 *
 * Returns how many there are.
 */
size_t idnc_bidi_find(const uint32_t *words, size_t n, idnc_bidi_breach out[IDNC_BIDI_BREACHES]);

#endif
