/* SPDX-License-Identifier: MIT */
/* What a profile maps a code point to: UTS 46, 5; RFC 5895, 2. */
#include "idna/map.h"

#include "unicode/mapping.h"
#include "unicode/word.h"

#define IDEOGRAPHIC_FULL_STOP 0x3002
#define SIGMA                 0x03C3 /* GREEK SMALL LETTER SIGMA */
#define FINAL_SIGMA           0x03C2 /* GREEK SMALL LETTER FINAL SIGMA */
#define CAPITAL_SIGMA_TAIL    0xA3   /* GREEK CAPITAL LETTER SIGMA is CE A3, the small one CF 83 */

/* RFC 5895, 2, steps 1, 2 and 4, for one code point. */
static size_t
map_rfc5895(uint32_t cp, uint32_t word, uint32_t *mapped)
{
	size_t n = 1;

	mapped[0] = cp;
	if (idnc_word_is_rfc5895(word))
		n = idnc_rfc5895_read(cp, mapped);
	if (mapped[0] == IDEOGRAPHIC_FULL_STOP)
		mapped[0] = '.';
	return n;
}

/* UTS 46, 4, step 1, for one code point.  U+1E9E maps to a deviation, which transitional processing maps again. */
static size_t
map_uts46(const idnc_run *run, uint32_t cp, uint32_t word, uint32_t *mapped)
{
	size_t n = 1;

	mapped[0] = cp;
	if (idnc_word_uts46(word) == IDNC_UTS46_MAPPED || idnc_word_uts46(word) == IDNC_UTS46_IGNORED)
		n = idnc_mapping_read(cp, mapped);
	if (run->map == IDNC_MAP_TRANSITIONAL && n == 1 &&
	    idnc_word_uts46(idnc_run_word(run, mapped[0])) == IDNC_UTS46_DEVIATION)
		n = idnc_mapping_read(mapped[0], mapped);
	return n;
}

size_t
idnc_map_code_point(const idnc_run *run, uint32_t cp, uint32_t word, uint32_t mapped[IDNC_MAPPING_MAX])
{
	switch (run->map) {
	case IDNC_MAP_NONE:
		break;
	case IDNC_MAP_RFC5895:
		if (idnc_word_derived(word) != IDNC_DERIVED_UNASSIGNED)
			return map_rfc5895(cp, word, mapped);
		break;
	case IDNC_MAP_UTS46:
	case IDNC_MAP_TRANSITIONAL:
		return map_uts46(run, cp, word, mapped);
	}
	mapped[0] = cp;
	return 1;
}

/* Whether the letter at i has a cased letter on one side, across case-ignorable ones; a letter can be both. */
static bool
has_cased_beside(const uint32_t *text, size_t len, size_t i, size_t step)
{
	for (i += step; i < len; i += step) { /* step -1 from 0 wraps beyond len */
		uint32_t word = idnc_word_find(text[i]);
		if (idnc_word_is_cased(word))
			return true;
		if (!idnc_word_is_case_ignorable(word))
			return false;
	}
	return false;
}

void
idnc_map_final_sigma(const idnc_run *run, uint32_t *text, const uint32_t *at, const uint8_t *width, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (text[i] == SIGMA && width[i] == 2 && (unsigned char)run->in[at[i] + 1] == CAPITAL_SIGMA_TAIL &&
		    has_cased_beside(text, len, i, (size_t)-1) && !has_cased_beside(text, len, i, 1))
			text[i] = FINAL_SIGMA;
}
