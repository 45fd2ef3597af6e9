/* SPDX-License-Identifier: MIT */
/* The Bidi rule.  RFC 5893, 2 */
#ifndef IDNC_IDNA_BIDI_H
#define IDNC_IDNA_BIDI_H

#include <stddef.h>
#include <stdint.h>

#include "idncheck/status.h"
#include "idncheck/unicode.h"

/* One breach of the Bidi rule: the code, and the index of the character at fault in the label. */
typedef struct idnc_bidi_breach {
	idnc_status code;
	size_t      position;
} idnc_bidi_breach;

#define IDNC_BIDI_BREACHES 3

/* A Bidi_Class as a bit, so that those of a label can be ORed. */
#define IDNC_BIDI_BIT(class) (UINT32_C(1) << (class))

/* The classes of which one makes a domain name a Bidi domain name.  RFC 5893, 1.4 */
#define IDNC_BIDI_RTL (IDNC_BIDI_BIT(IDNC_BIDI_R) | IDNC_BIDI_BIT(IDNC_BIDI_AL) | IDNC_BIDI_BIT(IDNC_BIDI_AN))

/*
 * Test a label that is not empty against the six rules.
 *
 *   words, n  the property words of its characters
 *   classes   their classes, as bits ORed
 *   out       receives the breaches, in the order of the rules; each rule at most once
 *
 * Returns how many there are.
 */
size_t idnc_bidi_find(const uint32_t *words, size_t n, uint32_t classes, idnc_bidi_breach out[IDNC_BIDI_BREACHES]);

#endif
