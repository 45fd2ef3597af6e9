/* SPDX-License-Identifier: MIT */
/* What kind of character a finding is about, where its code leaves that open. */
#include "kind.h"

#include "common/escape.h"

/* Characters that people type, paste, or take from a URL or a mail address. */
static const struct {
	uint32_t cp;
	const char *words;
} named[] = {
	{ 0x0009, "tab" },
	{ 0x0020, "space" },
	{ 0x0022, "quotation mark" },
	{ 0x0025, "percent sign" },
	{ 0x0026, "ampersand" },
	{ 0x0027, "apostrophe" },
	{ 0x002A, "asterisk" },
	{ 0x002C, "comma" },
	{ 0x002F, "slash" },
	{ 0x003A, "colon" },
	{ 0x0040, "at sign" },
	{ 0x005C, "backslash" },
	{ 0x005F, "underscore" },
	{ 0x00A0, "no-break space" },
	{ 0x0640, "tatweel, which only stretches a word" },
	{ 0x2013, "en dash" },
	{ 0x2014, "em dash" },
	{ 0x2018, "single quotation mark" },
	{ 0x2019, "curly apostrophe" },
	{ 0x201C, "quotation mark" },
	{ 0x201D, "quotation mark" },
	{ 0x3000, "ideographic space" },
};

/* What can be told of the others. */
enum kind {
	NO_KIND,
	CONTROL,
	NONCHARACTER,
	PRIVATE_USE,
	YOUNGER, /* than the version that judges */
	MAPPED,
	INVISIBLE,
	MARK,
	JAMO,
	SIGN,
	JOINER /* which only the table refuses */
};

static const char *
find_words(uint32_t cp)
{
	for (size_t i = 0; i < sizeof named / sizeof *named; i++)
		if (named[i].cp == cp)
			return named[i].words;
	return NULL;
}

/* Say whether text for people shows a code point as an escape. */
static bool
is_escaped(uint32_t cp)
{
	struct text shown = { 0 };
	char bytes[4];
	size_t len = 0;
	bool is_escape;

	idnc_utf8_write(cp, bytes, sizeof bytes, &len);
	escape_write(&shown, ESCAPE_TEXT, bytes, len);
	is_escape = shown.len > 0 && shown.bytes[0] == '\\';
	text_free(&shown);
	return is_escape;
}

/* The kind of a character beyond controls that is DISALLOWED.  RFC 5892, 3 */
static enum kind
find_disallowed(uint32_t cp, const idnc_properties *properties)
{
	if ((cp & 0xFFFE) == 0xFFFE || (cp >= 0xFDD0 && cp <= 0xFDEF))
		return NONCHARACTER;
	if ((cp >= 0xE000 && cp <= 0xF8FF) || cp >= 0xF0000)
		return PRIVATE_USE;
	if (properties->uts46 == IDNC_UTS46_MAPPED)
		return MAPPED;
	if (properties->uts46 == IDNC_UTS46_IGNORED || is_escaped(cp))
		return INVISIBLE;
	if (properties->is_mark)
		return MARK;
	return properties->script == IDNC_SCRIPT('H', 'a', 'n', 'g') ? JAMO : SIGN;
}

static enum kind
find_kind(const idnc_finding *finding)
{
	uint32_t cp = finding->cp;
	idnc_properties properties;

	if (finding->code == IDNC_V_LGR_CODE_POINT)
		return cp == 0x200C || cp == 0x200D ? JOINER : NO_KIND;
	if (finding->code != IDNC_V_DISALLOWED && finding->code != IDNC_V_UNASSIGNED &&
	    finding->code != IDNC_V_NOT_LDH && finding->code != IDNC_V_FORBIDDEN_HOST)
		return NO_KIND;
	if (idnc_properties_find(cp, &properties) != IDNC_OK)
		return NO_KIND;
	if (cp < 0x20 || (cp >= 0x7F && cp < 0xA0))
		return CONTROL;
	if (finding->code == IDNC_V_DISALLOWED)
		return find_disallowed(cp, &properties);
	return finding->code == IDNC_V_UNASSIGNED && properties.age != 0 ? YOUNGER : NO_KIND;
}

uint32_t
kind_class(const idnc_finding *finding)
{
	/* Each character of ASCII, and each that has a name here, is a class of its own. */
	if (finding->code == IDNC_V_NOT_LDH || finding->code == IDNC_V_FORBIDDEN_HOST ||
	    (finding->code == IDNC_V_DISALLOWED && find_words(finding->cp)))
		return finding->cp;
	return 0x110000 + (uint32_t)find_kind(finding);
}

/* What UTS #46 maps a character to, which is what a person takes it for. */
static void
write_mapping(struct text *out, uint32_t cp)
{
	enum { SHOWN = 4 };
	uint32_t mapping[IDNC_MAPPING_MAX];
	size_t len = 0;

	idnc_mapping_find(cp, mapping, IDNC_MAPPING_MAX, &len);
	text_add_z(out, "stands for");
	for (size_t i = 0; i < len && i < SHOWN; i++)
		text_format(out, " U+%04X", (unsigned)mapping[i]);
	text_add_z(out, len > SHOWN ? " ..." : "");
}

static void
write_age(struct text *out, uint32_t cp)
{
	idnc_properties properties;

	idnc_properties_find(cp, &properties);
	text_format(out, "new in Unicode %u.%u", properties.age >> 8, properties.age & 0xFFu);
}

void
kind_write(struct text *out, const idnc_finding *finding)
{
	static const char *const words[] = {
		[CONTROL] = "control character", [NONCHARACTER] = "noncharacter",
		[PRIVATE_USE] = "private use",   [INVISIBLE] = "invisible",
		[MARK] = "combining mark",       [JAMO] = "part of an old Hangul syllable",
		[SIGN] = "symbol, punctuation or the like",
		[JOINER] = "invisible joiner, which can be left out",
	};
	enum kind kind = find_kind(finding);
	const char *name = kind_class(finding) == finding->cp ? find_words(finding->cp) : NULL;

	if (!name && kind == NO_KIND)
		return;
	text_add_z(out, " (");
	if (name)
		text_add_z(out, name);
	else if (kind == MAPPED)
		write_mapping(out, finding->cp);
	else if (kind == YOUNGER)
		write_age(out, finding->cp);
	else
		text_add_z(out, words[kind]);
	text_add_char(out, ')');
}
