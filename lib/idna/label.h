/* SPDX-License-Identifier: MIT */
/* A label as the rules see it, and the run that judges a name. */
#ifndef IDNC_IDNA_LABEL_H
#define IDNC_IDNA_LABEL_H

#include "idna/profile.h"
#include "unicode/age.h"
#include "unicode/normalize.h"
#include "unicode/word.h"

/* A label: its code points after mapping, normalization or decoding, and where they came from. */
typedef struct idnc_label {
	uint32_t        index;      /* 0 = leftmost */
	uint32_t        start, end; /* the bytes it was read from */
	uint32_t        stop;       /* the byte offset behind the separator, or end */
	size_t          len;
	const uint32_t *cp;
	const uint32_t *word;       /* property words of cp */
	uint32_t        seen;       /* all words ORed */
	uint32_t        classes;    /* all IDNC_BIDI_BIT of the words ORed */
	const idnc_span *span;      /* which code points read each cp was made of; NULL: the one at its index */
	const uint32_t *at;         /* byte offset and width of each code point read */
	const uint8_t  *width;
	bool            decoded;    /* cp was decoded from an A-label */
	bool            has_stop;   /* a separator follows */
	bool            too_long;   /* beyond IDNC_LABEL_LIMIT: cp is not to be used */
	bool            failed;     /* its encoding is broken: no criterion applies.  UTS 46, 4, step 4 */
} idnc_label;

/* What is known while one name is judged. */
typedef struct idnc_run {
	const char    *in;
	uint32_t       in_len;
	uint32_t       active, errors; /* rules: those tested, and of them those that refuse */
	uint32_t       grave;          /* rules whose breach leaves a name without a readable form */
	idnc_map       map;
	uint16_t       unicode_version;
	bool           has_ace_stop;
	bool           is_one_label;   /* dots do not separate */
	uint8_t        input;          /* of the findings */
	idnc_findings *findings;
	idnc_status    status;         /* the first error */
	size_t         graves;         /* how often grave rules were broken */
} idnc_run;

/* The property word of a code point, as of the run's Unicode version. */
static inline uint32_t
idnc_run_word(const idnc_run *run, uint32_t cp)
{
	uint32_t word = idnc_word_find(cp);

	if (run->unicode_version && idnc_age_find(cp) > run->unicode_version)
		return idnc_word_unassigned(word);
	return word;
}

/* Record the breach of a rule at bytes of the input. */
void idnc_run_report(idnc_run *run, uint32_t rule, idnc_status code, uint32_t label, uint32_t at, uint32_t length);

/* Record the breach of a rule by `count` code points of a label, from `position` on. */
void idnc_label_report(idnc_run *run, uint32_t rule, idnc_status code, const idnc_label *label, size_t position, size_t count);

/* Whether a label begins with the ACE prefix "xn--", in either case.  RFC 5890, 2.3.2.1 */
bool idnc_label_is_ace(const uint32_t *cp, size_t len);

/* Test a label against every criterion of its own.  UTS 46, 4.1, but the Bidi rule; RFC 5891, 4.2 */
void idnc_label_check_criteria(idnc_run *run, const idnc_label *label);

/* Test the host rule.  URL Standard, 3.3, step 8 */
void idnc_label_check_host(idnc_run *run, const idnc_label *label);

#endif
