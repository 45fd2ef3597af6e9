/* SPDX-License-Identifier: MIT */
/* Escapes: what may reach the output raw and what may not, and \u{HEX} in the input. */
#include "escape.h"

#include <string.h>

struct range {
	uint32_t first, last;
};

/*
 * Beyond ASCII, never written as they are: they command a terminal, end a line, or turn the text
 * around.
 */
static const struct range commands[] = {
	{ 0x0080, 0x009F }, /* C1 controls */
	{ 0x061C, 0x061C }, /* ARABIC LETTER MARK */
	{ 0x200E, 0x200F }, /* LEFT-TO-RIGHT MARK, RIGHT-TO-LEFT MARK */
	{ 0x2028, 0x202E }, /* LINE SEPARATOR to RIGHT-TO-LEFT OVERRIDE */
	{ 0x2066, 0x2069 }, /* LEFT-TO-RIGHT ISOLATE to POP DIRECTIONAL ISOLATE */
};

/*
 * Characters that show nothing: Default_Ignorable_Code_Point, General_Category Zs, Cf without a
 * shape, Co, and the blank of Braille.  Unicode, 18.0
 */
static const struct range invisible[] = {
	{ 0x00A0, 0x00A0 },     { 0x00AD, 0x00AD },     { 0x034F, 0x034F },   { 0x115F, 0x1160 },
	{ 0x1680, 0x1680 },     { 0x17B4, 0x17B5 },     { 0x180B, 0x180F },   { 0x2000, 0x200D },
	{ 0x202F, 0x202F },     { 0x205F, 0x206F },     { 0x2800, 0x2800 },   { 0x3000, 0x3000 },
	{ 0x3164, 0x3164 },     { 0xE000, 0xF8FF },     { 0xFE00, 0xFE0F },   { 0xFEFF, 0xFEFF },
	{ 0xFFA0, 0xFFA0 },     { 0xFFF0, 0xFFFB },     { 0x13430, 0x1343F }, { 0x1BCA0, 0x1BCA3 },
	{ 0x1D173, 0x1D17A },   { 0xE0000, 0xE0FFF },   { 0xF0000, 0x10FFFF },
};

static bool
is_in(const struct range *ranges, size_t count, uint32_t cp)
{
	for (size_t i = 0; i < count && ranges[i].first <= cp; i++)
		if (cp <= ranges[i].last)
			return true;
	return false;
}

static bool
is_plain_ascii(unsigned char c, enum escape_style style)
{
	return c >= ' ' && c < 0x7F && c != '\\' && !(style == ESCAPE_JSON && c == '"');
}

static bool
is_shown(uint32_t cp, enum escape_style style)
{
	idnc_properties properties;

	if (cp < 0x80)
		return is_plain_ascii((unsigned char)cp, style);
	if (is_in(commands, sizeof commands / sizeof *commands, cp))
		return false;
	if (style != ESCAPE_TEXT)
		return true;
	return !is_in(invisible, sizeof invisible / sizeof *invisible, cp) &&
	       idnc_properties_find(cp, &properties) == IDNC_OK && properties.age != 0 &&
	       (cp & 0xFFFE) != 0xFFFE &&
	       !(cp >= 0xFDD0 && cp <= 0xFDEF); /* noncharacters have an age */
}

static void
write_code_point(struct text *out, enum escape_style style, uint32_t cp)
{
	if (style != ESCAPE_JSON)
		text_format(out, "\\u{%X}", (unsigned)cp);
	else if (cp == '"')
		text_add_z(out, "\\\"");
	else
		text_format(out, "\\u%04X", (unsigned)cp); /* none of `commands` is above FFFF */
}

static void
write_ill_formed(struct text *out, enum escape_style style, const char *in, size_t in_len)
{
	for (size_t i = 0; i < in_len; i++)
		if (style == ESCAPE_JSON)
			text_add_z(out, "\\uFFFD");
		else
			text_format(out, "\\x{%02X}", (unsigned char)in[i]);
}

void
escape_write(struct text *out, enum escape_style style, const char *in, size_t in_len)
{
	size_t at = 0;

	while (at < in_len) {
		size_t start = at;
		uint32_t cp;

		while (at < in_len && is_plain_ascii((unsigned char)in[at], style))
			at++;
		text_add(out, in + start, at - start);
		if (at == in_len)
			return;
		start = at;
		if (idnc_utf8_next(in, in_len, &at, &cp) != IDNC_OK)
			write_ill_formed(out, style, in + start, at - start);
		else if (is_shown(cp, style))
			text_add(out, in + start, at - start);
		else
			write_code_point(out, style, cp);
	}
}

/*
 * Whether a byte and the two behind it could belong to something that is not written as it is: a control
 * that ends no record, a backslash, or one of `commands`.  Of what begins as those of U+2000 to U+207F do,
 * only ZWNJ and ZWJ are known to be none; they are in names.
 */
static inline unsigned char
is_suspicious(unsigned char c, unsigned char next, unsigned char third, unsigned char delimiter)
{
	int ends = (c == delimiter) | ((c == '\r') & (next == '\n') & (delimiter == '\n'));

	return (unsigned char)(((c < ' ') & !ends) | (c == 0x7F) | (c == '\\') |
	                       ((c == 0xC2) & (next < 0xA0)) | ((c == 0xD8) & (next == 0x9C)) |
	                       ((c == 0xE2) & (next < 0x82) & ((third & 0xFE) != 0x8C)));
}

bool
escape_is_needless(const char *in, size_t in_len, char delimiter)
{
	const unsigned char *bytes = (const unsigned char *)in;
	unsigned char suspicious = 0, d = (unsigned char)delimiter;
	size_t i = 0;

	/* No branch inside, so that it is done in wide vectors. */
	for (; i + 2 < in_len; i++)
		suspicious |= is_suspicious(bytes[i], bytes[i + 1], bytes[i + 2], d);
	for (; i < in_len; i++)
		suspicious |= is_suspicious(bytes[i], i + 1 < in_len ? bytes[i + 1] : 0, 0, d);
	return !suspicious;
}

static int
hex_value(char c)
{
	static const char digits[] = "0123456789abcdef";
	const char *found = c ? strchr(digits, c >= 'A' && c <= 'F' ? c - 'A' + 'a' : c) : NULL;

	return found ? (int)(found - digits) : -1;
}

/* Read the longest beginning of \u{HEX} at *at, which is a backslash. */
static idnc_status
next_escape(const char *in, size_t in_len, size_t *at, uint32_t *cp)
{
	static const char opening[] = "\\u{";
	size_t i = *at, digits = 0;
	uint32_t value = 0;

	for (const char *c = opening; *c; c++, i++)
		if (i == in_len || in[i] != *c)
			goto malformed;
	for (; i < in_len && hex_value(in[i]) >= 0; i++, digits++)
		value = digits < 6 ? value << 4 | (uint32_t)hex_value(in[i]) : value;
	if (i == in_len || in[i] != '}')
		goto malformed;
	i++;
	if (digits < 1 || digits > 6 || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF))
		goto malformed;
	*at = i;
	*cp = value;
	return IDNC_OK;
malformed:
	*at = i;
	*cp = 0xFFFD;
	return IDNC_V_ESCAPE;
}

idnc_status
escape_next(const char *in, size_t in_len, bool escapes, size_t *at, uint32_t *cp)
{
	if (escapes && in[*at] == '\\')
		return next_escape(in, in_len, at, cp);
	return idnc_utf8_next(in, in_len, at, cp);
}

void
escape_decode(const char *in, size_t in_len, struct text *out, uint32_t *offsets)
{
	out->len = 0;
	text_reserve(out, in_len + 4);
	for (size_t at = 0; at < in_len;) {
		size_t start = at, from = out->len, len = 0;
		uint32_t cp;
		idnc_status status = escape_next(in, in_len, true, &at, &cp);

		if (in[start] != '\\') {
			text_add(out, in + start, at - start);
			for (size_t i = from; i < out->len; i++)
				offsets[i] = (uint32_t)(start + i - from);
			continue;
		}
		if (status == IDNC_OK)
			idnc_utf8_write(cp, out->bytes + from, out->capacity - from, &len);
		else
			out->bytes[from] = ESCAPE_MALFORMED, len = 1;
		out->len += len;
		for (size_t i = from; i < out->len; i++)
			offsets[i] = (uint32_t)start;
	}
	offsets[out->len] = (uint32_t)in_len;
}
