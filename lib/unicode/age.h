/* SPDX-License-Identifier: MIT */
/* When a code point was assigned. */
#ifndef UNICODE_AGE_H
#define UNICODE_AGE_H

#include <stdbool.h>
#include <stdint.h>

/* Age as IDNC_UNICODE(major, minor); 0 when unassigned or above 10FFFF.  UAX 44, 5.1 */
uint16_t idnc_age_find(uint32_t cp);

/* Whether there is such a version of Unicode, as an IDNC_UNICODE(major, minor) that DerivedAge knows. */
bool idnc_age_is_version(uint16_t version);

#endif
