/* SPDX-License-Identifier: MIT */
/* One label as code points, and where each of them stands in the text it was read from. */
#ifndef IDNC_TOOLS_LABEL_H
#define IDNC_TOOLS_LABEL_H

#include <idncheck.h>

#include "input.h"

struct judge;

struct label {
	uint32_t cp[RECORD_LIMIT];
	size_t len;
	uint32_t at[RECORD_LIMIT + 1]; /* byte offset of each code point, and of the end */
	bool is_whole;   /* its code points stand nowhere in the text, only all of them do */
	bool is_decoded; /* because the text is an A-label */
};

/*
 * Read a label: text, or an A-label, which is decoded.
 *
 *   judge  receives a finding for all that cannot be read; NULL: nobody wants to know
 *   base   is added to the offsets of the findings
 *
 * False: there are no code points.
 */
bool label_read(struct label *label, const char *text, size_t len, struct judge *judge,
                size_t base);

/* Read U+0915 U+094D.  False: it is not of that form. */
bool label_read_notation(struct label *label, const char *text, size_t len);

/*
 * Say whether text is meant as code points, but is not of that form: it begins as U+0915, u+0915 or 0x0915,
 * or it is numbers of 4 to 6 hexadecimal digits, separated by spaces, as labels are printed.
 */
bool label_resembles_notation(const char *text, size_t len);

/* Turn the place of a finding from code points of the label into bytes of the text. */
void label_locate(const struct label *label, idnc_finding *finding, size_t base);

/* Add code points in hexadecimal, separated by spaces. */
void label_write_hex(struct text *out, const uint32_t *cp, size_t len);

/* Add code points as UTF-8. */
void label_write_utf8(struct text *out, const uint32_t *cp, size_t len);

#endif
