/* SPDX-License-Identifier: MIT */
/* The script of a code point. */
#ifndef UNICODE_SCRIPT_H
#define UNICODE_SCRIPT_H

#include "idncheck/unicode.h"

/* The Script property as an ISO 15924 code; Zzzz when unknown or above 10FFFF.  UAX 24 */
idnc_script idnc_script_find(uint32_t cp);

#endif
