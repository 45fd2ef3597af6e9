/* SPDX-License-Identifier: MIT */
/* Labels and domain names: the verdict and the two forms, under a profile. */
#ifndef IDNCHECK_IDNA_H
#define IDNCHECK_IDNA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "status.h"
#include "unicode.h"
#include "version.h"

IDNC_BEGIN

/* Which rules judge a name. */
typedef enum idnc_profile {
	IDNC_PROFILE_REGISTRATION = 0,   /* RFC 5891, 4: every rule, no mapping */
	IDNC_PROFILE_LOOKUP,             /* RFC 5891, 5 */
	IDNC_PROFILE_UTS46,              /* UTS 46, 4: nontransitional, all flags strict */
	IDNC_PROFILE_UTS46_TRANSITIONAL, /* UTS 46, 4: transitional, all flags strict */
	IDNC_PROFILE_WHATWG,             /* URL Standard, domain parser, beStrict false */
	IDNC_PROFILE_WHATWG_STRICT       /* URL Standard, domain parser, beStrict true */
} idnc_profile;

#define IDNC_PROFILE_COUNT 6

/*
 * How a name is judged.  All zero is the strict answer: registration, Unicode 18.0, nothing given
 * up.  Each further field gives something up.
 */
typedef struct idnc_options {
	idnc_profile profile;
	uint16_t unicode_version; /* IDNC_UNICODE(major, minor): code points younger than this version are
	                             unassigned (DerivedAge); a version from 6.1 to 18.0; 0 = 18.0 */
	bool map;                 /* lookup only: map case and width first.  RFC 5895, 2 */
	bool root_dot;            /* accept one final dot where the profile refuses it, and keep it */
	bool skip_hyphens;        /* CheckHyphens = false.  UTS 46, 4.1 */
	bool skip_bidi;           /* CheckBidi = false */
	bool skip_joiners;        /* CheckJoiners = false */
	bool skip_std3;           /* UseSTD3ASCIIRules = false */
	bool skip_lengths;        /* VerifyDnsLength = false: empty, over-long and root labels pass */
	bool keep_bad_punycode;   /* IgnoreInvalidPunycode = true: a label that does not decode stays as it is */
} idnc_options;

/*
 * The longest label that is looked into, in code points, when it is read and mapped, decoded, and
 * normalized (its A-label can be longer; it is then too long as an input).  A longer one is LABEL_TOO_LONG in every profile and is not
 * converted; nothing else is then reported about that label but ill-formed UTF-8, and its
 * characters still count for the Bidi rule of the other labels.
 */
#define IDNC_LABEL_LIMIT 1024

/*
 * Judge a domain name.                        RFC 5891, 4.2 and 5.4; UTS 46, 4.2; URL Standard, 3.3
 *
 *   options     how; NULL = all zero
 *   in, in_len  UTF-8, at most 2^31 - 1 bytes; NULL with 0 is the empty name
 *   findings    receives every rule that is broken; may be NULL
 *
 * Judges as the conversion to ASCII does, lengths included.  Does not consult a policy table, and
 * says nothing of look-alikes.
 *
 * IDNC_OK: acceptable.  IDNC_V_...: the first error among the findings.  IDNC_E_ARGUMENT: in_len
 * too large, an unknown profile or Unicode version, or map outside the profile lookup.
 */
idnc_status idnc_domain_check(const idnc_options *options, const char *in, size_t in_len,
                              idnc_findings *findings);

/*
 * Convert a domain name to its form with A-labels.            RFC 5891, 4.4 and 5.5; UTS 46, 4.2
 *
 *   options, in, in_len, findings  as idnc_domain_check
 *   out         receives ASCII bytes; may be NULL when out_cap is 0
 *   out_len     receives the count written, or the count needed
 *
 * LDH labels and A-labels come out in lower case.  A final dot that is accepted is kept.
 *
 * As idnc_domain_check, and IDNC_E_SPACE (the name is acceptable, out_cap too small).
 */
idnc_status idnc_domain_to_ascii(const idnc_options *options, const char *in, size_t in_len,
                                 char *out, size_t out_cap, size_t *out_len, idnc_findings *findings);

/*
 * Convert a domain name to its form with U-labels.                     RFC 5891, 5.2 to 5.4; UTS 46, 4.3
 *
 *   options, in, in_len, findings  as idnc_domain_check
 *   out         receives UTF-8; may be NULL when out_cap is 0
 *   out_len     receives the count written, or the count needed
 *
 * Under the profiles of UTS #46 and the URL Standard lengths and empty labels are not judged here
 * (they belong to ToASCII), but for IDNC_LABEL_LIMIT, and for an empty name under whatwg.  Under
 * whatwg an all-ASCII name with a label that is no valid A-label stays as it is.
 *
 * As idnc_domain_to_ascii.
 */
idnc_status idnc_domain_to_unicode(const idnc_options *options, const char *in, size_t in_len,
                                   char *out, size_t out_cap, size_t *out_len, idnc_findings *findings);

/*
 * Judge an application that gives both forms of a name.                          RFC 5891, 4.2.1
 *
 *   options     profile must be registration, skip_lengths false; else IDNC_E_ARGUMENT
 *   u, u_len    the name with U-labels, UTF-8: input 0 of the findings
 *   a, a_len    the name with A-labels: input 1 of the findings
 *   findings    receives the rules that each breaks, then PAIR_MISMATCH where they differ
 *
 * LDH labels, and the A-labels of the second name, are compared without regard to case, U-labels
 * exactly.
 *
 * As idnc_domain_check.
 */
idnc_status idnc_domain_check_pair(const idnc_options *options, const char *u, size_t u_len,
                                   const char *a, size_t a_len, idnc_findings *findings);

/*
 * Judge one label.                                           RFC 5891, 4.2; UTS 46, 4.1
 *
 *   options, in, in_len, findings  as idnc_domain_check
 *
 * A dot does not separate here: it is a fault of the label.  The Bidi rule is applied when the
 * label itself has a right-to-left character; whether another label of the name has one, only
 * idnc_domain_check can know.  Lengths of the name are not judged.
 *
 * As idnc_domain_check.
 */
idnc_status idnc_label_check(const idnc_options *options, const char *in, size_t in_len,
                             idnc_findings *findings);

/* The name of a profile, such as "uts46-transitional"; NUL-terminated, static; NULL when there is no such profile. */
const char *idnc_profile_name_z(idnc_profile profile);

/* What a profile is, in one sentence; NUL-terminated, static; NULL when there is no such profile. */
const char *idnc_profile_sentence_z(idnc_profile profile);

/*
 * Look up a profile by its name, without regard to case.
 *
 *   name, name_len  such as "registration"
 *   out             receives the profile
 *
 * IDNC_OK, IDNC_E_ARGUMENT (no profile has that name; nothing is written).
 */
idnc_status idnc_profile_find(const char *name, size_t name_len, idnc_profile *out);

IDNC_END

#endif
