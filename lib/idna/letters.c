/* SPDX-License-Identifier: MIT */
/* Labels of letters that stay as they are, read and judged in one pass. */
#include "idna/letters.h"

#include "unicode/word.h"

/* A word with one of these makes a label that must be read with care. */
#define CARE (IDNC_WORD_IS_NOT_PVALID_MASK | IDNC_WORD_NFC_QUICK_MASK)

/* What a tail byte adds to a code point; above 3F when it is none. */
static inline uint32_t
tail_of(char byte)
{
	return (unsigned char)byte ^ 0x80u;
}

/*
 * Read a code point beyond ASCII.  RFC 3629, 4.  Surrogates, and what is above 10FFFF, are read as well:
 * they are not PVALID.
 *
 * Returns the bytes used, 0 when they are ill-formed.
 */
static inline size_t
read_one(const char *in, size_t n, uint32_t *cp)
{
	uint32_t lead = (unsigned char)in[0], a, b, c;

	if (lead < 0xE0) {
		if (n < 2 || (a = tail_of(in[1])) > 0x3F)
			return 0;
		*cp = (lead & 0x1F) << 6 | a;
		return lead >= 0xC2 ? 2 : 0;
	}
	if (lead < 0xF0) {
		if (n < 3 || ((a = tail_of(in[1])) | (b = tail_of(in[2]))) > 0x3F)
			return 0;
		*cp = (lead & 0x0F) << 12 | a << 6 | b;
		return *cp >= 0x800 ? 3 : 0;
	}
	if (n < 4 || ((a = tail_of(in[1])) | (b = tail_of(in[2])) | (c = tail_of(in[3]))) > 0x3F)
		return 0;
	*cp = (lead & 0x0F) << 18 | a << 12 | b << 6 | c;
	return *cp >= 0x10000 && lead < 0xF8 ? 4 : 0;
}

/* RFC 5891, 4.2.3.1: hyphens at the ends, or in the third and fourth place. */
static inline bool
has_hyphen_to_judge(const uint32_t *cp, size_t n)
{
	return cp[0] == '-' || cp[n - 1] == '-' || (n >= 4 && cp[2] == '-' && cp[3] == '-');
}

bool
idnc_letters_read(const char *in, size_t in_len, idnc_letters *out)
{
	uint32_t classes = 0, all = 0, before = 0; /* before: the combining class before, for the order of marks */
	size_t   at = 0, n = 0;

	while (at < in_len && in[at] != '.') {
		uint32_t cp = (unsigned char)in[at], word, ccc;
		size_t   width = cp < 0x80 ? 1 : read_one(in + at, in_len - at, &cp);
		if (width == 0 || n == IDNC_LETTERS_MAX)
			return false;
		word = idnc_word_find(cp);
		ccc = word & IDNC_WORD_CCC_MASK;
		if (word & CARE || (ccc && ccc < before))
			return false;
		out->cp[n] = cp;
		out->word[n++] = word;
		classes |= UINT32_C(1) << idnc_word_bidi(word);
		before = ccc;
		all |= cp;
		at += width;
	}
	out->len = n;
	out->octets = at;
	out->classes = classes;
	return all >= 0x80 && !idnc_word_is_mark(out->word[0]) && !has_hyphen_to_judge(out->cp, n);
}
