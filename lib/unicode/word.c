/* SPDX-License-Identifier: MIT */
/* The tables behind the property word. */
#include "unicode/word.h"

/* layout.def numbers the values as the public enumerations do: a field is read by a cast. */
#define VALUE(FIELD, NAME, number) \
	_Static_assert(IDNC_##FIELD##_##NAME == (number), "layout.def and idncheck/unicode.h");
#include "unicode/layout.def"

#include "unicode/words.inc"
