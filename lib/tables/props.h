/* SPDX-License-Identifier: MIT */
/* Unicode properties by name, at older versions of Unicode.  RFC 7940, 6.2.3 */
#ifndef TABLES_PROPS_H
#define TABLES_PROPS_H

#include <stdbool.h>
#include <stdint.h>

/* A set of values of one property. */
typedef struct property_set {
	uint8_t  which;   /* row of the list in props.c */
	uint64_t values;  /* bits, where values are few */
	uint32_t value;   /* else one value */
	uint16_t since;   /* IDNC_UNICODE: the oldest version at which its values are known exactly */
} property_set;

/* Read "gc:Mn"; false when the property or the value is not known. */
bool property_read(const char *text, property_set *out);

/* Whether the code point has one of the values in that version of Unicode. */
bool property_has(const property_set *p, uint32_t cp, uint16_t version);

/* The newest version whose values are known. */
uint16_t property_newest(void);

/* Whether there is such a version of Unicode. */
bool property_is_version(uint16_t version, unsigned update);

#endif
