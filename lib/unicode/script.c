/* SPDX-License-Identifier: MIT */
/* The script of a code point. */
#include "unicode/script.h"

#include "unicode/scripts.inc"
#include "unicode/trie.h"

idnc_script
idnc_script_find(uint32_t cp)
{
	return script_codes[cp > 0x10FFFF ? script_unknown : TRIE3(script, cp)];
}
