/* SPDX-License-Identifier: MIT */
/* What a profile asks of a name: which mapping, which rules, and which of them only warn. */
#ifndef IDNC_IDNA_PROFILE_H
#define IDNC_IDNA_PROFILE_H

#include "idncheck/idna.h"

/* The rules that a profile or an option can switch, as bits. */
enum {
	IDNC_RULE_UTF8 = 1 << 0,        /* RFC 3629, 3 */
	IDNC_RULE_ACE = 1 << 1,         /* UTS 46, 4, step 4.1 to 4.3; RFC 5890, 2.3.2.1 */
	IDNC_RULE_PUNYCODE = 1 << 2,    /* UTS 46, 4, step 4.2: unless IgnoreInvalidPunycode */
	IDNC_RULE_NFC = 1 << 3,         /* UTS 46, 4.1, 1; RFC 5891, 4.1 and 5.4 */
	IDNC_RULE_HYPHEN34 = 1 << 4,    /* UTS 46, 4.1, 2; RFC 5891, 4.2.3.1 and 5.4 */
	IDNC_RULE_HYPHEN_EDGE = 1 << 5, /* UTS 46, 4.1, 3; RFC 5891, 4.2.3.1 */
	IDNC_RULE_NESTED = 1 << 6,      /* UTS 46, 4.1, 4 */
	IDNC_RULE_DOT = 1 << 7,         /* UTS 46, 4.1, 5 */
	IDNC_RULE_MARK = 1 << 8,        /* UTS 46, 4.1, 6; RFC 5891, 4.2.3.2 and 5.4 */
	IDNC_RULE_DERIVED = 1 << 9,     /* RFC 5892, 3: PVALID, CONTEXTJ or CONTEXTO */
	IDNC_RULE_UTS46 = 1 << 10,      /* UTS 46, 4.1, 7: valid or deviation */
	IDNC_RULE_STD3 = 1 << 11,       /* UTS 46, 4.1, 7: ASCII is LDH */
	IDNC_RULE_CONTEXTJ = 1 << 12,   /* RFC 5892, A.1 and A.2 */
	IDNC_RULE_CONTEXTO = 1 << 13,   /* RFC 5892, A.3 to A.9 */
	IDNC_RULE_BIDI = 1 << 14,       /* RFC 5893, 2 */
	IDNC_RULE_LENGTHS = 1 << 15,    /* RFC 1035, 2.3.4; UTS 46, 4.2, step 4 */
	IDNC_RULE_ROOT = 1 << 16,       /* a final dot is refused */
	IDNC_RULE_LIMIT = 1 << 17,      /* IDNC_LABEL_LIMIT */
	IDNC_RULE_HOST = 1 << 18        /* URL Standard, 3.3: not empty, no forbidden domain code point */
};

typedef enum idnc_map {
	IDNC_MAP_NONE, /* labels all in ASCII are put in lower case, nothing else */
	IDNC_MAP_RFC5895,
	IDNC_MAP_UTS46,
	IDNC_MAP_TRANSITIONAL
} idnc_map;

typedef struct idnc_profile_row {
	const char *name, *sentence;
	idnc_map    map;
	uint32_t    errors;       /* rules whose breach refuses a name */
	uint32_t    ascii_errors; /* the same for an input all in ASCII */
	uint32_t    warnings;     /* rules whose breach is told, where it does not refuse */
	uint32_t    to_ascii_only; /* rules of ToASCII that ToUnicode does not have */
	bool        has_ace_stop; /* a label with xn-- and non-ASCII is not looked into.  UTS 46, 4, step 4.1 */
} idnc_profile_row;

/* The row of a profile; NULL when there is no such profile. */
const idnc_profile_row *idnc_profile_row_of(idnc_profile profile);

#endif
