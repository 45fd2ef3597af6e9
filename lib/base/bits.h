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

#endif
