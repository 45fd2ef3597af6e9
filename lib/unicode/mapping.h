/* SPDX-License-Identifier: MIT */
/* What UTS #46 and RFC 5895 map a code point to. */
#ifndef UNICODE_MAPPING_H
#define UNICODE_MAPPING_H

#include <stddef.h>
#include <stdint.h>

#include "idncheck/unicode.h"

/*
 * The UTS #46 mapping of a code point.                                    UTS 46, 5
 *
 *   out  receives the mapping of a mapped or deviation code point, nothing for an ignored one,
 *        else the code point itself, whatever its value
 *
 * Returns the count written.  The result of mapping U+1E9E is U+00DF, which is a deviation itself.
 */
size_t idnc_mapping_read(uint32_t cp, uint32_t out[IDNC_MAPPING_MAX]);

/*
 * Steps 1 and 2 of RFC 5895, section 2: lower case, then full width and half width to ordinary.
 *
 * The lower case is that without conditions: the context of a final sigma is the caller's to look
 * at, and so are normalization (step 3) and the ideographic full stop (step 4).
 *
 * Returns the count written.
 */
size_t idnc_rfc5895_read(uint32_t cp, uint32_t out[IDNC_MAPPING_MAX]);

#endif
