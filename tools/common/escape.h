/* SPDX-License-Identifier: MIT */
/* Escapes: what may reach the output raw and what may not, and \u{HEX} in the input. */
#ifndef IDNC_TOOLS_ESCAPE_H
#define IDNC_TOOLS_ESCAPE_H

#include <idncheck.h>

#include "text.h"

/* Three audiences, three ways to write a byte or a character that must not appear as it is. */
enum escape_style {
	ESCAPE_TSV,  /* what commands a terminal as \u{HEX}, what is not UTF-8 as \x{HH} */
	ESCAPE_TEXT, /* the same, and every other invisible character */
	ESCAPE_JSON  /* inside a JSON string: \uXXXX; not UTF-8 as \uFFFD */
};

/* Add bytes of any kind to a line of output. */
void escape_write(struct text *out, enum escape_style style, const char *in, size_t in_len);

/*
 * Whether bytes that are UTF-8 are written as they are in TSV.  A quick look at many of them: false can
 * also mean that this is not known.
 *
 *   delimiter  LF or NUL: what ends a record, and with LF a CR before it, does not count; a space: all
 *              bytes count
 */
bool escape_is_needless(const char *in, size_t in_len, char delimiter);

/*
 * Read one character of a record that starts at *at, and move *at behind it.  With `escapes` a
 * backslash always begins an escape.
 *
 * IDNC_OK, IDNC_V_UTF8, IDNC_V_ESCAPE (cp is then U+FFFD).
 */
idnc_status escape_next(const char *in, size_t in_len, bool escapes, size_t *at, uint32_t *cp);

/* The byte, never part of UTF-8, that stands for a malformed escape in a decoded record. */
#define ESCAPE_MALFORMED '\xFF'

/*
 * Decode the escapes of a record.
 *
 *   out      receives the bytes, at most in_len
 *   offsets  receives for each byte of out, and for its end, the offset in `in`; in_len + 1 items
 */
void escape_decode(const char *in, size_t in_len, struct text *out, uint32_t *offsets);

#endif
