/* SPDX-License-Identifier: MIT */
/* UTF-8, the properties of code points, and normalization. */
#ifndef IDNCHECK_UNICODE_H
#define IDNCHECK_UNICODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "status.h"
#include "version.h"

IDNC_BEGIN

/*
 * Read the code point that starts at byte *at, and move *at behind it.   RFC 3629, 4
 *
 *   in, in_len  UTF-8
 *   at          byte offset, less than in_len; receives the offset of the next code point
 *   cp          receives the code point, a Unicode scalar value; U+FFFD where the bytes are ill-formed
 *
 * Ill-formed bytes are passed over by maximal subparts (Unicode, 3.9): *at always moves by 1 to 4.
 *
 * IDNC_OK, IDNC_V_UTF8, IDNC_E_ARGUMENT (*at is not less than in_len; nothing is written).
 */
idnc_status idnc_utf8_next(const char *in, size_t in_len, size_t *at, uint32_t *cp);

/*
 * Write a code point as UTF-8.                                            RFC 3629, 3
 *
 *   cp       a Unicode scalar value
 *   out      receives 1 to 4 bytes; out_len receives their number, or the number needed
 *
 * IDNC_OK, IDNC_E_SPACE, IDNC_E_ARGUMENT (a surrogate, or above 10FFFF).
 */
idnc_status idnc_utf8_write(uint32_t cp, char *out, size_t out_cap, size_t *out_len);

/* The IDNA2008 derived property.  RFC 5892, 3 */
typedef enum idnc_derived {
	IDNC_DERIVED_UNASSIGNED = 0,
	IDNC_DERIVED_DISALLOWED,
	IDNC_DERIVED_PVALID,
	IDNC_DERIVED_CONTEXTJ,
	IDNC_DERIVED_CONTEXTO
} idnc_derived;

/* The status of a code point in the UTS #46 mapping table.  UTS 46, 5 */
typedef enum idnc_uts46 {
	IDNC_UTS46_DISALLOWED = 0,
	IDNC_UTS46_VALID,
	IDNC_UTS46_MAPPED,
	IDNC_UTS46_IGNORED,
	IDNC_UTS46_DEVIATION
} idnc_uts46;

/* NFC_Quick_Check.  UAX 15, 9 */
typedef enum idnc_quick_check {
	IDNC_QUICK_CHECK_YES = 0,
	IDNC_QUICK_CHECK_NO,
	IDNC_QUICK_CHECK_MAYBE
} idnc_quick_check;

/* Joining_Type.  Unicode, 9.2 */
typedef enum idnc_joining {
	IDNC_JOINING_U = 0, /* non-joining */
	IDNC_JOINING_C,     /* join causing */
	IDNC_JOINING_D,     /* dual joining */
	IDNC_JOINING_L,     /* left joining */
	IDNC_JOINING_R,     /* right joining */
	IDNC_JOINING_T      /* transparent */
} idnc_joining;

/* Bidi_Class.  UAX 9, 3.2 */
typedef enum idnc_bidi {
	IDNC_BIDI_L = 0,
	IDNC_BIDI_R,
	IDNC_BIDI_AL,
	IDNC_BIDI_AN,
	IDNC_BIDI_EN,
	IDNC_BIDI_ES,
	IDNC_BIDI_CS,
	IDNC_BIDI_ET,
	IDNC_BIDI_ON,
	IDNC_BIDI_BN,
	IDNC_BIDI_NSM,
	IDNC_BIDI_B,
	IDNC_BIDI_S,
	IDNC_BIDI_WS,
	IDNC_BIDI_LRE,
	IDNC_BIDI_LRO,
	IDNC_BIDI_RLE,
	IDNC_BIDI_RLO,
	IDNC_BIDI_PDF,
	IDNC_BIDI_LRI,
	IDNC_BIDI_RLI,
	IDNC_BIDI_FSI,
	IDNC_BIDI_PDI
} idnc_bidi;

/* A script: the four letters of its ISO 15924 code, first letter in the highest byte. */
typedef uint32_t idnc_script;
#define IDNC_SCRIPT(a, b, c, d) \
	((uint32_t)(a) << 24 | (uint32_t)(b) << 16 | (uint32_t)(c) << 8 | (uint32_t)(d))

/* A Unicode version as one number that compares as versions do: IDNC_UNICODE(15, 1) > IDNC_UNICODE(15, 0). */
#define IDNC_UNICODE(major, minor) ((uint16_t)((major) << 8 | (minor)))

/* What the library knows about a code point. */
typedef struct idnc_properties {
	idnc_derived     derived;   /* IDNA2008 derived property */
	idnc_uts46       uts46;     /* UTS #46 status */
	idnc_quick_check nfc_quick; /* NFC_Quick_Check */
	idnc_joining     joining;   /* Joining_Type */
	idnc_bidi        bidi;      /* Bidi_Class, with the defaults of unassigned code points */
	uint8_t          ccc;       /* Canonical_Combining_Class, 0 to 254 */
	bool             is_mark;   /* General_Category M */
	uint16_t         age;       /* Age as IDNC_UNICODE(major, minor), 0 when unassigned */
	idnc_script      script;    /* Script, such as IDNC_SCRIPT('G','r','e','k'); Zzzz when unknown */
} idnc_properties;

/*
 * Look up the properties of a code point in the built-in Unicode data.    UAX 44; RFC 5892, 3; UTS 46, 5
 *
 *   cp   0 to 10FFFF
 *   out  receives the properties
 *
 * IDNC_OK, IDNC_E_ARGUMENT (above 10FFFF).
 */
idnc_status idnc_properties_find(uint32_t cp, idnc_properties *out);

/* The longest UTS #46 mapping of one code point, in code points (U+FDFA). */
#define IDNC_MAPPING_MAX 18

/*
 * Look up what UTS #46 maps a code point to.                              UTS 46, 5
 *
 *   cp       0 to 10FFFF
 *   out      receives code points: the mapping of a mapped or (for transitional processing) a
 *            deviation code point; none for an ignored one; else the code point itself
 *   out_cap  room in code points; IDNC_MAPPING_MAX always suffices
 *   out_len  receives the count written, or the count needed
 *
 * Does not normalise, and maps a disallowed code point to itself.
 *
 * IDNC_OK, IDNC_E_SPACE, IDNC_E_ARGUMENT (above 10FFFF).
 */
idnc_status idnc_mapping_find(uint32_t cp, uint32_t *out, size_t out_cap, size_t *out_len);

/*
 * Convert to Normalization Form C (D).                                    UAX 15, 1.2; Unicode, 3.11
 *
 *   in, in_len  code points, 0 to 10FFFF; surrogates and unassigned ones stay as they are
 *   out         receives code points; out_cap counts code points; must not overlap in
 *   out_len     receives the count written, or the count needed
 *
 * Time is linear in in_len, whatever the combining marks.
 *
 * IDNC_OK, IDNC_E_SPACE, IDNC_E_ARGUMENT (a value above 10FFFF).
 */
idnc_status idnc_nfc_encode(const uint32_t *in, size_t in_len, uint32_t *out, size_t out_cap, size_t *out_len);
idnc_status idnc_nfd_encode(const uint32_t *in, size_t in_len, uint32_t *out, size_t out_cap, size_t *out_len);

/*
 * Say whether code points are in Normalization Form C.                    UAX 15, 9
 *
 *   in, in_len  code points, 0 to 10FFFF
 *   at          receives the index of the first code point that NFC would change; may be NULL;
 *               written with IDNC_V_NOT_NFC only
 *
 * IDNC_OK, IDNC_V_NOT_NFC, IDNC_E_ARGUMENT (a value above 10FFFF).
 */
idnc_status idnc_nfc_check(const uint32_t *in, size_t in_len, size_t *at);

IDNC_END

#endif
