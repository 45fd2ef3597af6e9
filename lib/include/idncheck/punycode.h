/* SPDX-License-Identifier: MIT */
/* Punycode.  RFC 3492 */
#ifndef IDNCHECK_PUNYCODE_H
#define IDNCHECK_PUNYCODE_H

#include <stddef.h>
#include <stdint.h>

#include "status.h"
#include "version.h"

IDNC_BEGIN

/*
 * The longest string Punycode converts here, in code points and in ASCII bytes.  RFC 3492 sets no
 * limit, a DNS label needs 63; the limit bounds the time of hostile input.
 */
#define IDNC_PUNYCODE_LIMIT 16384

/*
 * Encode code points with Punycode; the prefix "xn--" is not written.     RFC 3492, 6.3
 *
 *   in, in_len  Unicode scalar values
 *   out         receives ASCII bytes; digits are written in lower case
 *   out_len     receives the count written, or the count needed
 *
 * Case of basic code points is kept.  Does not check that the code points make a valid label (see
 * idnc_label_check).  Time: one pass over the input for each 512 code points beyond ASCII.
 *
 * IDNC_OK, IDNC_E_SPACE, IDNC_E_ARGUMENT (a surrogate, or above 10FFFF), IDNC_V_LABEL_TOO_LONG
 * (in_len above IDNC_PUNYCODE_LIMIT).
 */
idnc_status idnc_punycode_encode(const uint32_t *in, size_t in_len, char *out, size_t out_cap, size_t *out_len);

/*
 * Decode the part of an A-label that follows "xn--".                      RFC 3492, 6.2
 *
 *   in, in_len  ASCII bytes; the prefix already removed; digits in either case
 *   out         receives Unicode scalar values; out_cap counts code points
 *   out_len     receives the count written, or the count needed
 *
 * Case of basic code points is kept.  Does not check that the result is a valid U-label (see
 * idnc_label_check); nor that it has a code point beyond ASCII.  Time: each code point moves those
 * behind it, so that the worst case is quadratic below IDNC_PUNYCODE_LIMIT.
 *
 * IDNC_OK, IDNC_E_SPACE, IDNC_V_PUNYCODE (not Punycode, overflow, a delimiter with nothing before
 * it, or a value that is no scalar value), IDNC_V_LABEL_TOO_LONG (in_len above IDNC_PUNYCODE_LIMIT).
 */
idnc_status idnc_punycode_decode(const char *in, size_t in_len, uint32_t *out, size_t out_cap, size_t *out_len);

IDNC_END

#endif
