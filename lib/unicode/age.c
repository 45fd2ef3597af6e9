/* SPDX-License-Identifier: MIT */
/* When a code point was assigned. */
#include "unicode/age.h"

#include <stddef.h>

#include "unicode/ages.inc"
#include "unicode/trie.h"

uint16_t
idnc_age_find(uint32_t cp)
{
	return cp > 0x10FFFF ? 0 : age_versions[TRIE3(age, cp)];
}
