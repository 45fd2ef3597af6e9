/* SPDX-License-Identifier: MIT */
/* When a code point was assigned. */
#include "unicode/age.h"

#include <stddef.h>

#include "unicode/ages.inc"

uint16_t
idnc_age_find(uint32_t cp)
{
	const uint32_t start_mask = (1u << age_shift) - 1;
	size_t         page = cp >> age_page_shift, low, end = sizeof age_runs / sizeof age_runs[0], count;

	if (cp > 0x10FFFF)
		return 0;
	/* The run of cp is in low .. end - 1: from that of the page's first code point to that of the next page's. */
	if (page < age_pages_count)
		end = age_pages[page + 1] + 1u;
	low = age_pages[page < age_pages_count ? page : age_pages_count];
	count = end - low;
	/* Which half it is in is computed, not guessed. */
	while (count > 1) {
		size_t half = count / 2;

		low += half & (0 - (size_t)((age_runs[low + half] & start_mask) <= cp));
		count -= half;
	}
	return age_versions[age_runs[low] >> age_shift];
}

bool
idnc_age_is_version(uint16_t version)
{
	for (size_t i = 0; i < sizeof age_versions / sizeof age_versions[0]; i++)
		if (age_versions[i] == version)
			return version != 0;
	return false;
}
