/* SPDX-License-Identifier: MIT */
/* The property word: everything the common path asks about a code point, in one look-up. */
#ifndef UNICODE_WORD_H
#define UNICODE_WORD_H

#include <stdbool.h>
#include <stdint.h>

#include "idncheck/unicode.h"

/* IDNC_WORD_<FIELD>_SHIFT and IDNC_WORD_<FIELD>_MASK; words can be ORed together and tested at once. */
enum {
#define FIELD(NAME, name, type, shift, width) \
	IDNC_WORD_##NAME##_SHIFT = (shift), IDNC_WORD_##NAME##_MASK = ((1 << (width)) - 1) << (shift),
#include "unicode/layout.def"
};

/* uint8_t block of 256 code points, uint8_t number of the word, word.  Made by tables/unicode/words.py. */
#ifdef __GNUC__
#pragma GCC visibility push(hidden)
#endif
extern const uint8_t idnc_word_stage1[];
extern const uint8_t idnc_word_stage2[];
extern const uint32_t idnc_word_values[];
#ifdef __GNUC__
#pragma GCC visibility pop
#endif

/* The word of a code point; of any value above 10FFFF, 0: unassigned, and disallowed by UTS #46. */
static inline uint32_t
idnc_word_find(uint32_t cp)
{
	if (cp > 0x10FFFF)
		return 0;
	return idnc_word_values[idnc_word_stage2[(uint32_t)idnc_word_stage1[cp >> 8] << 8 | (cp & 0xFF)]];
}

/* idnc_word_derived(w), idnc_word_uts46(w), ...: one reader for each field of layout.def. */
#define FIELD(NAME, name, type, shift, width) \
	static inline type idnc_word_##name(uint32_t w) \
	{ \
		return (type)((w & IDNC_WORD_##NAME##_MASK) >> (shift)); \
	}
#include "unicode/layout.def"

/* The word with the code point's assignment taken back, for versions of Unicode that had it not yet. */
static inline uint32_t
idnc_word_unassigned(uint32_t w)
{
	_Static_assert(IDNC_DERIVED_UNASSIGNED == 0 && IDNC_UTS46_DISALLOWED == 0, "both fields are cleared");
	return w & ~(uint32_t)(IDNC_WORD_DERIVED_MASK | IDNC_WORD_UTS46_MASK);
}

#endif
