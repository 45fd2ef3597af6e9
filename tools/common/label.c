/* SPDX-License-Identifier: MIT */
/* One label as code points, and where each of them stands in the text it was read from. */
#include "label.h"

#include <string.h>
#include <strings.h>

#include "judge.h"

static void
report(struct judge *judge, idnc_status code, size_t at, size_t length)
{
	if (judge)
		judge_add(judge, &(idnc_finding){
					 .code = code,
					 .at = (uint32_t)at,
					 .length = (uint32_t)length,
					 .cp = IDNC_NO_CP,
				 });
}

static bool
is_ace(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if ((unsigned char)text[i] >= 0x80)
			return false;
	return len >= 4 && strncasecmp(text, "xn--", 4) == 0;
}

/* Case of an A-label means nothing, so it comes out in lower case.  RFC 5890, 2.3.2.1 */
static bool
decode(struct label *label, const char *text, size_t len, struct judge *judge, size_t base)
{
	idnc_status status =
		idnc_punycode_decode(text + 4, len - 4, label->cp, RECORD_LIMIT, &label->len);
	bool is_ascii = true;

	for (size_t i = 0; status == IDNC_OK && i < label->len; i++) {
		is_ascii &= label->cp[i] < 0x80;
		if (label->cp[i] >= 'A' && label->cp[i] <= 'Z')
			label->cp[i] += 'a' - 'A';
	}
	if (status == IDNC_OK && is_ascii)
		status = IDNC_V_ACE_ASCII;
	if (status != IDNC_OK)
		report(judge, status, base, len);
	label->at[0] = 0;
	label->at[1] = (uint32_t)len;
	label->is_whole = label->is_decoded = true;
	return status == IDNC_OK;
}

bool
label_read(struct label *label, const char *text, size_t len, struct judge *judge, size_t base)
{
	bool is_text = true;

	label->len = 0;
	label->is_whole = label->is_decoded = false;
	if (is_ace(text, len))
		return decode(label, text, len, judge, base);
	for (size_t at = 0; at < len; label->len++) {
		size_t start = at;

		label->at[label->len] = (uint32_t)start;
		if (idnc_utf8_next(text, len, &at, &label->cp[label->len]) == IDNC_OK)
			continue;
		is_text = false;
		report(judge, IDNC_V_UTF8, base + start, at - start);
	}
	label->at[label->len] = (uint32_t)len;
	return is_text;
}

static int
hex_value(char c)
{
	return c >= '0' && c <= '9'   ? c - '0'
	       : c >= 'A' && c <= 'F' ? c - 'A' + 10
	       : c >= 'a' && c <= 'f' ? c - 'a' + 10
	                              : -1;
}

bool
label_read_notation(struct label *label, const char *text, size_t len)
{
	label->len = 0;
	label->is_whole = label->is_decoded = false;
	for (size_t at = 0; at < len || label->len == 0; label->len++) {
		uint32_t value = 0;
		size_t digits = 0;

		label->at[label->len] = (uint32_t)at;
		if (len - at < 6 || text[at] != 'U' || text[at + 1] != '+')
			return false;
		for (at += 2; at < len && hex_value(text[at]) >= 0; at++, digits++)
			value = digits < 6 ? value << 4 | (uint32_t)hex_value(text[at]) : value;
		if (digits < 4 || digits > 6 || value > 0x10FFFF || (value & ~0x7FFu) == 0xD800 ||
		    (at < len && (text[at] != ' ' || at + 1 == len)))
			return false;
		label->cp[label->len] = value;
		at += at < len;
	}
	label->at[label->len] = (uint32_t)len;
	return true;
}

bool
label_resembles_notation(const char *text, size_t len)
{
	size_t words = 0, digits = 0;

	if (len >= 2 && (strncasecmp(text, "U+", 2) == 0 || strncasecmp(text, "0x", 2) == 0))
		return true;
	for (size_t at = 0; at < len; words++) {
		for (digits = 0; at < len && hex_value(text[at]) >= 0; at++)
			digits++;
		if (digits < 4 || digits > 6 || (at < len && text[at++] != ' '))
			return false;
	}
	return words > 1;
}

void
label_locate(const struct label *label, idnc_finding *finding, size_t base)
{
	size_t first = finding->at, last = first + finding->length;

	finding->decoded = label->is_decoded;
	if (label->is_whole) {
		first = 0;
		last = 1;
	}
	finding->at = (uint32_t)(base + label->at[first]);
	finding->length = label->at[last] - label->at[first];
}

void
label_write_hex(struct text *out, const uint32_t *cp, size_t len)
{
	for (size_t i = 0; i < len; i++)
		text_format(out, "%s%04X", i ? " " : "", (unsigned)cp[i]);
}

void
label_write_utf8(struct text *out, const uint32_t *cp, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		size_t more = 0;

		text_reserve(out, 4);
		idnc_utf8_write(cp[i], out->bytes + out->len, out->capacity - out->len, &more);
		out->len += more;
	}
}
