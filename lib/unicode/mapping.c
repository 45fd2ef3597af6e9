/* SPDX-License-Identifier: MIT */
/* What UTS #46 and RFC 5895 map a code point to. */
#include "unicode/mapping.h"

#include "unicode/mappings.inc"
#include "unicode/pool.h"
#include "unicode/trie.h"
#include "unicode/word.h"

size_t
idnc_mapping_read(uint32_t cp, uint32_t out[IDNC_MAPPING_MAX])
{
	switch (idnc_word_uts46(idnc_word_find(cp))) {
	case IDNC_UTS46_DISALLOWED:
	case IDNC_UTS46_VALID:
		break;
	/* An ignored code point has the place of the empty string. */
	case IDNC_UTS46_IGNORED:
	case IDNC_UTS46_MAPPED:
	case IDNC_UTS46_DEVIATION:
		return pool_read(mapping_pool, TRIE3(mapping, cp), out);
	}
	out[0] = cp;
	return 1;
}

/* The place in rfc5895_cps of the first code point that is not less than cp. */
static size_t
rfc5895_search(uint32_t cp)
{
	size_t low = 0, high = sizeof rfc5895_cps / sizeof rfc5895_cps[0];

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (rfc5895_cps[middle] < cp)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

size_t
idnc_rfc5895_read(uint32_t cp, uint32_t out[IDNC_MAPPING_MAX])
{
	size_t at;

	if (!idnc_word_is_rfc5895(idnc_word_find(cp))) {
		out[0] = cp;
		return 1;
	}
	/* Listed are only the code points that UTS #46 maps otherwise. */
	at = rfc5895_search(cp);
	if (at < sizeof rfc5895_cps / sizeof rfc5895_cps[0] && rfc5895_cps[at] == cp)
		return pool_read(mapping_pool, rfc5895_places[at], out);
	return pool_read(mapping_pool, TRIE3(mapping, cp), out);
}

idnc_status
idnc_mapping_find(uint32_t cp, uint32_t *out, size_t out_cap, size_t *out_len)
{
	uint32_t mapping[IDNC_MAPPING_MAX];
	size_t n;

	if (cp > 0x10FFFF)
		return IDNC_E_ARGUMENT;
	n = idnc_mapping_read(cp, mapping);
	*out_len = n;
	if (n > out_cap)
		return IDNC_E_SPACE;
	for (size_t i = 0; i < n; i++)
		out[i] = mapping[i];
	return IDNC_OK;
}
