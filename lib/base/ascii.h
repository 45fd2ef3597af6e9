/* SPDX-License-Identifier: MIT */
/* The ASCII facts that every part needs, without a locale. */
#ifndef IDNC_BASE_ASCII_H
#define IDNC_BASE_ASCII_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

static inline bool
idnc_ascii_is_upper(uint32_t c)
{
	return c - 'A' < 26;
}

static inline uint32_t
idnc_ascii_lower(uint32_t c)
{
	return idnc_ascii_is_upper(c) ? c + ('a' - 'A') : c;
}

/* A letter of either case, a digit or a hyphen.  RFC 5890, 2.3.1 */
static inline bool
idnc_ascii_is_ldh(uint32_t c)
{
	return idnc_ascii_lower(c) - 'a' < 26 || c - '0' < 10 || c == '-';
}

/* Whether two strings are equal without regard to case of ASCII letters. */
static inline bool
idnc_ascii_equal(const char *a, size_t a_len, const char *b, size_t b_len)
{
	if (a_len != b_len)
		return false;
	for (size_t i = 0; i < a_len; i++)
		if (idnc_ascii_lower((unsigned char)a[i]) != idnc_ascii_lower((unsigned char)b[i]))
			return false;
	return true;
}

/* The bytes of a string before its NUL. */
static inline size_t
idnc_ascii_length(const char *text_z)
{
	size_t n = 0;

	while (text_z[n])
		n++;
	return n;
}

/* Whether a string is this name of ours, without regard to case of ASCII letters. */
static inline bool
idnc_ascii_is_name(const char *text, size_t len, const char *name_z)
{
	return idnc_ascii_equal(text, len, name_z, idnc_ascii_length(name_z));
}

#endif
