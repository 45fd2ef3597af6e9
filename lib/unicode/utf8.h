/* SPDX-License-Identifier: MIT */
/* Code points out of UTF-8 and into it. */
#ifndef UNICODE_UTF8_H
#define UNICODE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "idncheck/status.h"

/* 10xxxxxx */
static inline bool
idnc_utf8_is_tail(char byte)
{
	return ((unsigned char)byte & 0xC0) == 0x80;
}

/*
 * Read the code point at the start of n > 0 bytes.            RFC 3629, 4; Unicode, 3.9, table 3-7
 *
 *   cp  receives a Unicode scalar value, or IDNC_NO_CP when the bytes are ill-formed
 *
 * Returns the bytes used, 1 to 4; of ill-formed ones, a maximal subpart.  Unicode, 3.9, D93b
 */
static inline size_t
idnc_utf8_read(const char *in, size_t n, uint32_t *cp)
{
	uint32_t lead = (unsigned char)in[0], value, second;
	size_t length, i;
	/* Narrower for some leads: no overlong form, no surrogate, nothing above 10FFFF. */
	uint32_t low = 0x80, high = 0xBF;

	if (lead < 0x80) {
		*cp = lead;
		return 1;
	}
	*cp = IDNC_NO_CP;
	if (lead < 0xC2 || lead > 0xF4 || n < 2)
		return 1;
	length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
	if (lead == 0xE0)
		low = 0xA0;
	else if (lead == 0xED)
		high = 0x9F;
	else if (lead == 0xF0)
		low = 0x90;
	else if (lead == 0xF4)
		high = 0x8F;
	second = (unsigned char)in[1];
	if (second < low || second > high)
		return 1;
	value = (lead & (0xFFu >> (length + 1))) << 6 | (second & 0x3F);
	for (i = 2; i < length; i++) {
		if (i == n || !idnc_utf8_is_tail(in[i]))
			return i;
		value = value << 6 | ((unsigned char)in[i] & 0x3F);
	}
	*cp = value;
	return length;
}

/* Write a value below 200000 and return the count of bytes, 1 to 4.  RFC 3629, 3 */
static inline size_t
idnc_utf8_put(uint32_t cp, char out[4])
{
	if (cp < 0x80) {
		out[0] = (char)cp;
		return 1;
	}
	if (cp < 0x800) {
		out[0] = (char)(0xC0 | cp >> 6);
		out[1] = (char)(0x80 | (cp & 0x3F));
		return 2;
	}
	if (cp < 0x10000) {
		out[0] = (char)(0xE0 | cp >> 12);
		out[1] = (char)(0x80 | (cp >> 6 & 0x3F));
		out[2] = (char)(0x80 | (cp & 0x3F));
		return 3;
	}
	out[0] = (char)(0xF0 | cp >> 18);
	out[1] = (char)(0x80 | (cp >> 12 & 0x3F));
	out[2] = (char)(0x80 | (cp >> 6 & 0x3F));
	out[3] = (char)(0x80 | (cp & 0x3F));
	return 4;
}

#endif
