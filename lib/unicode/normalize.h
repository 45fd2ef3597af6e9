/* SPDX-License-Identifier: MIT */
/* Normalization forms C and D. */
#ifndef UNICODE_NORMALIZE_H
#define UNICODE_NORMALIZE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "idncheck/unicode.h"

/* The indexes of the first and the last input code point that went into an output code point. */
typedef struct idnc_span {
	uint16_t first, last;
} idnc_span;

/*
 * Convert to NFC (compose) or NFD.                              UAX 15, 1.2; Unicode, 3.11
 *
 *   in, in_len    any values; those above 10FFFF stay as they are
 *   out, out_cap  receives code points; not written beyond out_cap, but up to there even when the
 *                 result does not fit; must not overlap in; may be NULL when out_cap is 0
 *   from          receives the span of each code point of out (in_len at most 65535); or NULL
 *   out_len       receives the count of the result, written or not
 *
 * Linear in in_len, whatever the combining marks; no memory but a bounded stack.
 *
 * IDNC_OK, IDNC_E_SPACE.
 */
idnc_status idnc_normalize(bool compose, const uint32_t *in, size_t in_len, uint32_t *out,
                           idnc_span *from, size_t out_cap, size_t *out_len);

/* The quick check for NFC: what can be told without normalizing.  UAX 15, 9 */
idnc_quick_check idnc_nfc_quick(const uint32_t *in, size_t in_len);

#endif
