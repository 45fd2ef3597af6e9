/* SPDX-License-Identifier: MIT */
/* Where a byte occurs in a buffer: 64 bytes are looked at together, in words, by no means of a processor. */
#ifndef IDNC_BASE_SEEK_H
#define IDNC_BASE_SEEK_H

#include <stddef.h>
#include <stdint.h>

/* Set in, len and byte, all else zero; then ask for one place after the other. */
typedef struct idnc_seek {
	const unsigned char *in;
	size_t               len;
	unsigned char        byte;
	size_t               next;   /* bytes that were looked at */
	uint64_t             places; /* where it occurs in the last 64 of them, but for what was told */
} idnc_seek;

#define IDNC_EACH_BYTE UINT64_C(0x0101010101010101)

/* Bit i tells whether byte i of the eight is `each`, which has one byte eight times. */
static inline uint64_t
idnc_seek_word(const unsigned char *p, uint64_t each)
{
	uint64_t low = 0x7F * IDNC_EACH_BYTE;
	/* One load, where the processor has its bytes in this order. */
	uint64_t x = ((uint64_t)p[0] | (uint64_t)p[1] << 8 | (uint64_t)p[2] << 16 | (uint64_t)p[3] << 24 |
	              (uint64_t)p[4] << 32 | (uint64_t)p[5] << 40 | (uint64_t)p[6] << 48 | (uint64_t)p[7] << 56) ^ each;
	uint64_t zeros = ~(((x & low) + low) | x | low) >> 7;

	/* Bit 8i is moved to 56 + i; no two of the products meet. */
	return zeros * UINT64_C(0x0102040810204080) >> 56;
}

/* Look at up to 64 bytes more. */
static inline void
idnc_seek_more(idnc_seek *s)
{
	const unsigned char *p = s->in + s->next;
	size_t               n = s->len - s->next < 64 ? s->len - s->next : 64, i = 0;
	uint64_t             places = 0;

	for (; i + 8 <= n; i += 8)
		places |= idnc_seek_word(p + i, s->byte * IDNC_EACH_BYTE) << i;
	for (; i < n; i++)
		places |= (uint64_t)(p[i] == s->byte) << i;
	s->next += n;
	/* The last of fewer than 64 are where they are when they are taken from the end. */
	s->places = n > 0 ? places << (64 - n) : 0;
}

static inline unsigned
idnc_seek_lowest(uint64_t places)
{
#ifdef __GNUC__
	return (unsigned)__builtin_ctzll(places);
#else
	unsigned n = 0;

	for (; !(places & 1); places >>= 1)
		n++;
	return n;
#endif
}

/* The offset of the next place; len when there is none. */
static inline size_t
idnc_seek_next(idnc_seek *s)
{
	unsigned lowest;

	while (!s->places) {
		if (s->next == s->len)
			return s->len;
		idnc_seek_more(s);
	}
	lowest = idnc_seek_lowest(s->places);
	s->places &= s->places - 1;
	/* The bits end where the bytes do: with fewer than 64 of them too. */
	return s->next + lowest - 64;
}

#endif
