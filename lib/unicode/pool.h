/* SPDX-License-Identifier: MIT */
/* Reading a string from a pool that tables/unicode/mappings.py wrote. */
#ifndef UNICODE_POOL_H
#define UNICODE_POOL_H

#include <stddef.h>
#include <stdint.h>

/* Copy the string at a place: its length in units, then UTF-16.  The count of code points. */
static inline size_t
pool_read(const uint16_t *pool, uint32_t place, uint32_t *out)
{
	const uint16_t *unit = pool + place + 1, *end = unit + pool[place];
	size_t n = 0;

	while (unit < end) {
		uint32_t cp = *unit++;

		/* The generator wrote only whole pairs. */
		if (cp >> 10 == 0xD800 >> 10)
			cp = 0x10000 + ((cp & 0x3FF) << 10 | (*unit++ & 0x3FF));
		out[n++] = cp;
	}
	return n;
}

#endif
