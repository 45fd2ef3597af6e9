/* SPDX-License-Identifier: MIT */
/* Sets in words. */
#ifndef IDNC_BASE_BITS_H
#define IDNC_BASE_BITS_H

#include <stdint.h>

/* How many bits of x are set. */
static inline unsigned
idnc_ones(uint64_t x)
{
	x -= (x >> 1) & UINT64_C(0x5555555555555555);
	x = (x & UINT64_C(0x3333333333333333)) + ((x >> 2) & UINT64_C(0x3333333333333333));
	return (unsigned)((((x + (x >> 4)) & UINT64_C(0x0F0F0F0F0F0F0F0F)) * UINT64_C(0x0101010101010101)) >> 56);
}

/* Set the bits from `at` to `end`, which is not one of them. */
static inline void
idnc_fill(uint64_t *bits, uint32_t at, uint32_t end)
{
	for (; at < end && at % 64 != 0; at++)
		bits[at / 64] |= UINT64_C(1) << at % 64;
	for (; at + 64 <= end; at += 64)
		bits[at / 64] = ~UINT64_C(0);
	for (; at < end; at++)
		bits[at / 64] |= UINT64_C(1) << at % 64;
}

#endif
