/* SPDX-License-Identifier: MIT */
/* Brute-force readings of RFC text, written apart from the library, to compare with. */
#ifndef TESTS_REFERENCE_H
#define TESTS_REFERENCE_H

#include <stddef.h>
#include <stdint.h>

#define REFERENCE_FAILS SIZE_MAX

/* The steps of RFC 3492, 6.2 and 6.3, one after another; quadratic.  The length, or
 * REFERENCE_FAILS. */
size_t reference_decode(const char *in, size_t in_len, uint32_t *out);
size_t reference_encode(const uint32_t *in, size_t in_len, char *out);

#endif
