/* SPDX-License-Identifier: MIT */
/* Text of any kind as text of HTML, in which it can be nothing but text. */
#include "html.h"

#include <idncheck.h>

#include "common/escape.h"

/* The reference for a character that has a meaning in text or in a quoted attribute; NULL: it has none. */
static const char *
reference_of(char c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	default:
		return NULL;
	}
}

/*
 * A combining mark at the beginning stands behind the end of a tag, with which a program that normalizes
 * could compose it: U+003E U+0338 is U+226F.  As a reference it stands alone.
 */
static size_t
add_first_mark(struct text *out, const char *text, size_t len)
{
	idnc_properties properties;
	size_t at = 0;
	uint32_t cp;

	if (len == 0 || idnc_utf8_next(text, len, &at, &cp) != IDNC_OK ||
	    idnc_properties_find(cp, &properties) != IDNC_OK || !properties.is_mark)
		return 0;
	text_format(out, "&#x%X;", (unsigned)cp);
	return at;
}

void
html_add(struct text *out, const char *text, size_t len)
{
	for (size_t i = add_first_mark(out, text, len); i < len; i++) {
		const char *reference = reference_of(text[i]);

		if (reference)
			text_add_z(out, reference);
		else
			text_add_char(out, text[i]);
	}
}

void
html_add_z(struct text *out, const char *z)
{
	html_add(out, z, strlen(z));
}

void
html_write(struct text *out, const char *in, size_t in_len)
{
	struct text shown = { 0 };

	escape_write(&shown, ESCAPE_TEXT, in, in_len);
	html_add(out, shown.bytes, shown.len);
	text_free(&shown);
}

void
html_write_foreign(struct text *out, const char *in, size_t in_len)
{
	text_add_z(out, HTML_FOREIGN);
	html_write(out, in, in_len);
	text_add_z(out, HTML_FOREIGN_END);
}
