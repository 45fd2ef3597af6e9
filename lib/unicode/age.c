/* SPDX-License-Identifier: MIT */
/* When a code point was assigned. */
#include "unicode/age.h"

#include <stddef.h>

#include "unicode/ages.inc"

uint16_t
idnc_age_find(uint32_t cp)
{
	const uint32_t start_mask = (1u << age_shift) - 1;
	size_t low = 0, count = sizeof age_runs / sizeof age_runs[0];

	if (cp > 0x10FFFF)
		return 0;
	/* The run of cp is one of `count` from low on; the first one begins at 0.  No branch depends on cp. */
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
