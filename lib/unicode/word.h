/* SPDX-License-Identifier: MIT */
/* The property word: everything the common path asks about a code point, in one look-up. */
#ifndef UNICODE_WORD_H
#define UNICODE_WORD_H

#include <stdbool.h>
#include <stdint.h>

#include "idncheck/unicode.h"

/* IDNC_WORD_<FIELD>_SHIFT and _MASK; words can be ORed together and tested at once. */
enum {
#define FIELD(NAME, name, type, shift, width) \
	IDNC_WORD_##NAME##_SHIFT = (shift), \
	IDNC_WORD_##NAME##_MASK = ((1 << (width)) - 1) << (shift),
#include "unicode/layout.def"
};

/* The block of 256 code points, the number of the word, the word.  Made by tables/unicode/words.py. */
#ifdef __GNUC__
#pragma GCC visibility push(hidden)
#endif
extern const uint8_t idnc_word_stage1[];
extern const uint8_t idnc_word_stage2[];
extern const uint32_t idnc_word_values[];
#ifdef __GNUC__
#pragma GCC visibility pop
#endif

/* The word of a code point; of any value above 10FFFF, unassigned, and disallowed by UTS #46. */
static inline uint32_t
idnc_word_find(uint32_t cp)
{
	uint32_t block;

	if (cp > 0x10FFFF)
		return IDNC_WORD_IS_NOT_PVALID_MASK;
	block = idnc_word_stage1[cp >> 8];
	return idnc_word_values[idnc_word_stage2[block << 8 | (cp & 0xFF)]];
}

/* idnc_word_derived(w), idnc_word_uts46(w), ...: one reader for each field of layout.def. */
#define FIELD(NAME, name, type, shift, width) \
	static inline type idnc_word_##name(uint32_t w) \
	{ \
		return (type)((w & IDNC_WORD_##NAME##_MASK) >> (shift)); \
	}
#include "unicode/layout.def"

/* The word of a code point that an older version of Unicode has not assigned yet. */
static inline uint32_t
idnc_word_unassigned(uint32_t w)
{
	_Static_assert(!IDNC_DERIVED_UNASSIGNED && !IDNC_UTS46_DISALLOWED, "both are cleared");
	return (w & ~(uint32_t)(IDNC_WORD_DERIVED_MASK | IDNC_WORD_UTS46_MASK)) | IDNC_WORD_IS_NOT_PVALID_MASK;
}

#endif
