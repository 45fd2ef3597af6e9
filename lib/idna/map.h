/* SPDX-License-Identifier: MIT */
/* What a profile maps a code point to. */
#ifndef IDNC_IDNA_MAP_H
#define IDNC_IDNA_MAP_H

#include "idna/label.h"

/* Whether a code point with this word surely stays as it is.  UTS 46 maps no PVALID one but, in transitional processing, a deviation. */
static inline bool
idnc_map_is_needless(const idnc_run *run, uint32_t word)
{
	return run->map == IDNC_MAP_NONE || (run->map == IDNC_MAP_UTS46 && !idnc_word_is_not_pvalid(word));
}

/*
 * Map one code point, whose word is given, as the run's profile does; normalization is not part of it.
 *
 * Returns how many code points it becomes: 0 when it is ignored, 1 and itself when it is not mapped.
 */
size_t idnc_map_code_point(const idnc_run *run, uint32_t cp, uint32_t word, uint32_t mapped[IDNC_MAPPING_MAX]);

/*
 * Give each GREEK CAPITAL LETTER SIGMA of the input that ends a word, now a small one, its final
 * form.  RFC 5895, 2, step 1; Unicode, 3.13, table 3-17
 *
 *   text, len  the label, mapped
 *   at, width  the bytes of the input each code point came from
 */
void idnc_map_final_sigma(const idnc_run *run, uint32_t *text, const uint32_t *at, const uint8_t *width, size_t len);

#endif
