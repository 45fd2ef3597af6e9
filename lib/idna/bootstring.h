/* SPDX-License-Identifier: MIT */
/* The parameters of Punycode, RFC 3492, 5, and what all ways to compute it share. */
#ifndef IDNC_IDNA_BOOTSTRING_H
#define IDNC_IDNA_BOOTSTRING_H

#include <stdbool.h>
#include <stdint.h>

enum { BASE = 36, TMIN = 1, TMAX = 26, SKEW = 38, DAMP = 700, INITIAL_BIAS = 72, INITIAL_N = 128, MAX_CP = 0x10FFFF };

/* RFC 3492, 6.2: the threshold of the digit at place k. */
static inline uint32_t
threshold(uint32_t k, uint32_t bias)
{
	return k <= bias + TMIN ? TMIN : k >= bias + TMAX ? TMAX : k - bias;
}

static inline bool
is_surrogate(uint32_t cp)
{
	return cp - 0xD800 < 0x800;
}

#endif
