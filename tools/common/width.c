/* SPDX-License-Identifier: MIT */
/* How many columns a character takes on a screen.  (wcwidth depends on the locale.) */
#include "width.h"

#include <idncheck.h>

/* East_Asian_Width W and F, neighbouring runs joined.  UAX 11 */
static const struct {
	uint32_t first, last;
} wide[] = {
	{ 0x1100, 0x115F },   { 0x231A, 0x231B },   { 0x23E9, 0x23F3 },   { 0x2614, 0x2615 },
	{ 0x2648, 0x2653 },   { 0x26AA, 0x26AB },   { 0x2753, 0x2757 },   { 0x2795, 0x2797 },
	{ 0x2E80, 0x303E },   { 0x3041, 0xA4C6 },   { 0xA960, 0xA97C },   { 0xAC00, 0xD7A3 },
	{ 0xF900, 0xFAFF },   { 0xFE10, 0xFE19 },   { 0xFE30, 0xFE6B },   { 0xFF01, 0xFF60 },
	{ 0xFFE0, 0xFFE6 },   { 0x16FE0, 0x1B2FB }, { 0x1D300, 0x1D376 }, { 0x1F18E, 0x1F19A },
	{ 0x1F200, 0x1F265 }, { 0x1F300, 0x1F64F }, { 0x1F680, 0x1F6FC }, { 0x1F7DA, 0x1F7F0 },
	{ 0x1F90C, 0x1F9FF }, { 0x1FA70, 0x1FAFA }, { 0x20000, 0x3FFFD },
};

size_t
width_find(uint32_t cp)
{
	idnc_properties properties;

	if (cp < 0x300)
		return 1;
	/* A mark with a direction of its own (General_Category Mc) takes a column. */
	if (idnc_properties_find(cp, &properties) == IDNC_OK && properties.is_mark &&
	    properties.bidi == IDNC_BIDI_NSM)
		return 0;
	for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
		if (cp >= wide[i].first && cp <= wide[i].last)
			return 2;
	return 1;
}
