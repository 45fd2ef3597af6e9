/* SPDX-License-Identifier: MIT */
/* The grammar of RFC 7940, Appendix D, as tables. */
#include "tables/grammar.h"

#include <string.h>

#define A(NAME)   (UINT32_C(1) << ATTRIBUTE_##NAME)
#define NOTES     (A(REF) | A(COMMENT))
#define CONTEXT   (A(WHEN) | A(NOT_WHEN))
#define SET       (A(NAME) | A(COUNT) | NOTES)
#define OPERANDS  (IN(RULES) | SET_OPERATORS | MATCHING)
#define MATCHING  (IN(RULE) | IN(CHOICE) | LOOKS)

const element_type grammar_elements[ELEMENT_COUNT] = {
	/*                   name       parents       allowed                     required         text  children once */
	[ELEMENT_LGR] =    { "lgr",     IN(DOCUMENT), 0,                          0,               VALUE_NONE, 0, 0, true },
	[ELEMENT_META] =   { "meta",    IN(LGR),      0,                          0,               VALUE_NONE, 0, 0, true },
	[ELEMENT_DATA] =   { "data",    IN(LGR),      0,                          0,               VALUE_NONE, 1, 0, true },
	[ELEMENT_RULES] =  { "rules",   IN(LGR),      0,                          0,               VALUE_NONE, 0, 0, true },
	[ELEMENT_VERSION] = { "version", IN(META),    A(COMMENT),                 0,               VALUE_TEXT, 0, 0, true },
	[ELEMENT_DATE] =   { "date",    IN(META),     0,                          0,               VALUE_DATE, 0, 0, true },
	[ELEMENT_LANGUAGE] = { "language", IN(META),  0,                          0,               VALUE_LANGUAGE, 0, 0, false },
	[ELEMENT_SCOPE] =  { "scope",   IN(META),     A(SCOPE_TYPE),              A(SCOPE_TYPE),   VALUE_SCOPE, 0, 0, false },
	[ELEMENT_VALIDITY_START] = { "validity-start", IN(META), 0,               0,               VALUE_DATE, 0, 0, true },
	[ELEMENT_VALIDITY_END] = { "validity-end", IN(META), 0,                   0,               VALUE_DATE, 0, 0, true },
	[ELEMENT_UNICODE_VERSION] = { "unicode-version", IN(META), 0,             0,               VALUE_UNICODE, 0, 0, true },
	[ELEMENT_DESCRIPTION] = { "description", IN(META), A(MEDIA_TYPE),         0,               VALUE_TEXT, 0, 0, true },
	[ELEMENT_REFERENCES] = { "references", IN(META), 0,                       0,               VALUE_NONE, 0, 0, true },
	[ELEMENT_REFERENCE] = { "reference", IN(REFERENCES), A(ID) | A(COMMENT),  A(ID),           VALUE_TEXT, 0, 0, false },
	[ELEMENT_CHAR] =   { "char",    IN(DATA),     A(CP) | A(TAG) | CONTEXT | NOTES, A(CP),     VALUE_NONE, 0, 0, false },
	[ELEMENT_RANGE] =  { "range",   IN(DATA),     A(FIRST_CP) | A(LAST_CP) | A(TAG) | CONTEXT | NOTES,
	                     A(FIRST_CP) | A(LAST_CP), VALUE_NONE, 0, 0, false },
	[ELEMENT_VAR] =    { "var",     IN(CHAR),     A(CP) | A(TYPE) | CONTEXT | NOTES, A(CP),    VALUE_NONE, 0, 0, false },
	[ELEMENT_CLASS] =  { "class",   OPERANDS,     SET | A(BY_REF) | A(FROM_TAG) | A(PROPERTY), 0, VALUE_SET, 0, 0, false },
	[ELEMENT_UNION] =  { "union",   OPERANDS,     SET,                        0,               VALUE_NONE, 2, 0, false },
	[ELEMENT_INTERSECTION] = { "intersection", OPERANDS, SET,                 0,               VALUE_NONE, 2, 2, false },
	[ELEMENT_DIFFERENCE] = { "difference", OPERANDS, SET,                     0,               VALUE_NONE, 2, 2, false },
	[ELEMENT_SYMMETRIC] = { "symmetric-difference", OPERANDS, SET,            0,               VALUE_NONE, 2, 2, false },
	[ELEMENT_COMPLEMENT] = { "complement", OPERANDS, SET,                     0,               VALUE_NONE, 1, 1, false },
	/* A rule that refers to another one is empty: check.c knows. */
	[ELEMENT_RULE] =   { "rule",    IN(RULES) | MATCHING, SET | A(BY_REF),    0,               VALUE_NONE, 0, 0, false },
	[ELEMENT_ACTION] = { "action",  IN(RULES),    A(DISP) | A(MATCH) | A(NOT_MATCH) | A(ANY_VARIANT) | A(ALL_VARIANTS) |
	                     A(ONLY_VARIANTS) | NOTES, A(DISP),                                    VALUE_NONE, 0, 0, false },
	[ELEMENT_START] =  { "start",   MATCHING,     A(COMMENT),                 0,               VALUE_NONE, 0, 0, false },
	[ELEMENT_ANY] =    { "any",     MATCHING,     A(COUNT) | A(COMMENT),      0,               VALUE_NONE, 0, 0, false },
	[ELEMENT_CHOICE] = { "choice",  MATCHING,     A(COUNT) | A(COMMENT),      0,               VALUE_NONE, 2, 0, false },
	[ELEMENT_LITERAL] = { "char",   MATCHING,     A(LITERAL_CP) | A(COUNT) | NOTES, A(LITERAL_CP), VALUE_NONE, 0, 0, false },
	[ELEMENT_BEHIND] = { "look-behind", IN(RULE), A(COMMENT),                 0,               VALUE_NONE, 1, 0, true },
	[ELEMENT_ANCHOR] = { "anchor",  IN(RULE),     A(COMMENT),                 0,               VALUE_NONE, 0, 0, true },
	[ELEMENT_AHEAD] =  { "look-ahead", IN(RULE),  A(COMMENT),                 0,               VALUE_NONE, 1, 0, true },
	[ELEMENT_END] =    { "end",     MATCHING,     A(COMMENT),                 0,               VALUE_NONE, 0, 0, false },
};

const attribute_type grammar_attributes[ATTRIBUTE_KINDS] = {
#define X(NAME, name, value) { name, VALUE_##value },
	ATTRIBUTES(X)
#undef X
};

element
grammar_find(element parent, const char *name)
{
	for (element e = ELEMENT_LGR; e < ELEMENT_COUNT; e++)
		if (grammar_elements[e].parents & BIT(parent) && strcmp(grammar_elements[e].name, name) == 0)
			return e;
	return ELEMENT_DOCUMENT;
}

size_t
grammar_collapse(char *text, size_t len)
{
	size_t to = 0;

	for (size_t i = 0; i < len; i++) {
		bool is_space = text[i] == ' ' || text[i] == '\t' || text[i] == '\n' || text[i] == '\r';
		if (!is_space)
			text[to++] = text[i];
		else if (to > 0 && text[to - 1] != ' ')
			text[to++] = ' ';
	}
	if (to > 0 && text[to - 1] == ' ')
		to--;
	text[to] = '\0';
	return to;
}

const char *
grammar_next(const char **rest, size_t *len)
{
	const char *word = *rest;

	if (!*word)
		return NULL;
	*len = strcspn(word, " ");
	*rest = word + *len + (word[*len] == ' ');
	return word;
}

/* Kinds of bytes that values are made of. */
enum { DIGIT = 1, HEX = 2, CAPITAL = 4, SMALL = 8, DOT = 16, UNDERSCORE = 32, COLON = 64, OTHER = 128 };
#define LETTER (CAPITAL | SMALL)
#define WORD   (DIGIT | LETTER | DOT | UNDERSCORE | OTHER)

static unsigned
kind_of(char byte)
{
	if (byte >= '0' && byte <= '9')
		return DIGIT;
	if (byte >= 'A' && byte <= 'Z')
		return CAPITAL | (byte <= 'F' ? HEX : 0);
	if (byte >= 'a' && byte <= 'z')
		return SMALL;
	switch (byte) {
	case '.': case '-': return DOT;
	case '_': return UNDERSCORE;
	case ':': return COLON;
	}
	return (unsigned char)byte >= 0x80 ? OTHER : 0;
}

static bool
is_made_of(const char *text, size_t len, unsigned kinds)
{
	for (size_t i = 0; i < len; i++)
		if (!(kind_of(text[i]) & kinds))
			return false;
	return len > 0;
}

/* XML name characters outside ASCII are not told apart: what is read is compared as bytes only. */
static bool
is_token(const char *text, size_t len)
{
	return is_made_of(text, len, WORD | COLON);
}

static bool
is_name(const char *text, size_t len)
{
	return is_made_of(text, len, WORD) && !(kind_of(*text) & (DIGIT | DOT));
}

static bool
is_type(const char *text, size_t len)
{
	return is_token(text, len) && *text != '_';
}

static bool
is_id(const char *text, size_t len)
{
	return is_made_of(text, len, DIGIT | CAPITAL | DOT | UNDERSCORE | COLON);
}

static bool
is_code_point(const char *text, size_t len)
{
	return len >= 4 && len <= 6 && is_made_of(text, len, DIGIT | HEX) &&
	       (len < 6 || memcmp(text, "10", 2) == 0 || *text == '0');
}

static bool
is_code_points(const char *text, size_t len)
{
	size_t half = strcspn(text, " -");

	return half >= len ? is_code_point(text, len)
	                   : text[half] == '-' && is_code_point(text, half) && is_code_point(text + half + 1, len - half - 1);
}

static bool
is_digits(const char *text, size_t len)
{
	return is_made_of(text, len, DIGIT);
}

/* Whether a > b, for two digit strings of any length. */
static bool
is_larger(const char *a, size_t a_len, const char *b, size_t b_len)
{
	for (; a_len > 0 && *a == '0'; a_len--)
		a++;
	for (; b_len > 0 && *b == '0'; b_len--)
		b++;
	return a_len != b_len ? a_len > b_len : memcmp(a, b, a_len) > 0;
}

/* RFC 7940, 6.3.3: n, at least 1; n+; n:m with m > n, or m = n > 0 */
static bool
is_count(const char *text, size_t len)
{
	size_t      n = strspn(text, "0123456789");
	const char *m = text + n + 1;

	if (n == 0)
		return false;
	if (n == len)
		return is_larger(text, n, "0", 1);
	if (text[n] == '+')
		return n + 1 == len;
	return text[n] == ':' && is_digits(m, len - n - 1) && is_larger(m, len - n - 1, "0", 1) &&
	       !is_larger(text, n, m, len - n - 1);
}

static bool
is_date(const char *text, size_t len)
{
	static const char days[] = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	int year, month, day;

	if (len != 10 || text[4] != '-' || text[7] != '-' || !is_digits(text, 4) || !is_digits(text + 5, 2) ||
	    !is_digits(text + 8, 2))
		return false;
	year = (text[0] - '0') * 1000 + (text[1] - '0') * 100 + (text[2] - '0') * 10 + (text[3] - '0');
	month = (text[5] - '0') * 10 + (text[6] - '0');
	day = (text[8] - '0') * 10 + (text[9] - '0');
	if (month < 1 || month > 12 || day < 1 || day > days[month - 1])
		return false;
	return month != 2 || day != 29 || (year % 4 == 0 && (year % 100 != 0 || year % 400 == 0));
}

/* major.minor.update, each of at most three digits */
static bool
is_unicode(const char *text, size_t len)
{
	for (int part = 0; part < 3; part++) {
		size_t n = strspn(text, "0123456789");
		if (n < 1 || n > 3 || n > len)
			return false;
		text += n;
		len -= n;
		if (part < 2 && (len == 0 || *text != '.'))
			return false;
		text += part < 2;
		len -= part < 2;
	}
	return len == 0;
}

/* The parts of a language tag, in the order in which they may come.  RFC 5646, 2.1 */
enum { AT_LANGUAGE, AT_EXTENDED, AT_SCRIPT, AT_REGION, AT_VARIANT, AT_EXTENSION, AT_PRIVATE };

/* Which part a subtag is, not before `part`; -1 when it fits nowhere. */
static int
find_part(int part, const char *sub, size_t n)
{
	bool letters = is_made_of(sub, n, LETTER);

	if (n == 1)
		return *sub == 'x' || *sub == 'X' ? AT_PRIVATE : AT_EXTENSION;
	if (part >= AT_EXTENSION)
		return part;
	if (part <= AT_EXTENDED && letters && n == 3)
		return AT_EXTENDED;
	if (part < AT_SCRIPT && letters && n == 4)
		return AT_SCRIPT;
	if (part < AT_REGION && ((letters && n == 2) || (n == 3 && is_digits(sub, n))))
		return AT_REGION;
	return n >= 5 || (n == 4 && kind_of(*sub) == DIGIT) ? AT_VARIANT : -1;
}

/*
 * Well-formed as RFC 5646, 2.1 has it; whether the subtags are registered is not asked.  The
 * irregular tags of old (i-klingon) are refused, no table has one.
 */
static bool
is_language(const char *text, size_t len)
{
	int    part = AT_LANGUAGE;
	size_t n = strcspn(text, "-");
	bool   pending = (n == 1 && (*text == 'x' || *text == 'X')); /* a singleton wants a subtag behind it */
	size_t extended = n <= 3 ? 3 : 0; /* subtags that may extend the language */

	if (len > 255 || (!pending && (n < 2 || n > 8 || !is_made_of(text, n, LETTER))))
		return false;
	if (pending)
		part = AT_PRIVATE;
	for (size_t at = n; at < len; at += 1 + n) {
		n = strcspn(text + at + 1, "-");
		if (n < 1 || n > 8 || !is_made_of(text + at + 1, n, DIGIT | LETTER))
			return false;
		if (part == AT_PRIVATE) {
			pending = false;
			continue;
		}
		if (n == 1 && pending)
			return false;
		part = find_part(part, text + at + 1, n);
		if (part < 0 || (part == AT_EXTENDED && extended-- == 0))
			return false;
		pending = n == 1;
	}
	return !pending;
}

static bool
is_anything(const char *text, size_t len)
{
	(void)text;
	return len > 0;
}

static const struct kind {
	bool (*is)(const char *text, size_t len); /* NULL: nothing to judge */
	bool              list;       /* of words separated by spaces; else one word */
	bool              may_be_empty;
	idnc_table_status status;     /* of what is wrong */
	idnc_table_status repeated;   /* of an item that comes twice */
} kinds[] = {
	[VALUE_NAME] =       { is_name, false, false, IDNC_TABLE_V_NAME, 0 },
	[VALUE_TOKEN] =      { is_token, false, false, IDNC_TABLE_V_TAG, 0 },
	[VALUE_TAGS] =       { is_token, true, false, IDNC_TABLE_V_TAG, IDNC_TABLE_V_TAG_REPEATED },
	[VALUE_TYPE] =       { is_type, false, false, IDNC_TABLE_V_TYPE, 0 },
	[VALUE_TYPES] =      { is_type, true, false, IDNC_TABLE_V_TYPE, 0 },
	[VALUE_ID] =         { is_id, false, false, IDNC_TABLE_V_REFERENCE_ID, 0 },
	[VALUE_REFS] =       { is_id, true, false, IDNC_TABLE_V_REFERENCE_ID, IDNC_TABLE_V_REF_REPEATED },
	[VALUE_COUNT] =      { is_count, false, false, IDNC_TABLE_V_COUNT, 0 },
	[VALUE_CODE_POINT] = { is_code_point, false, false, IDNC_TABLE_V_CODE_POINT, 0 },
	[VALUE_SEQUENCE] =   { is_code_point, true, false, IDNC_TABLE_V_CODE_POINT, 0 },
	[VALUE_LITERAL] =    { is_code_point, true, true, IDNC_TABLE_V_CODE_POINT, 0 },
	[VALUE_SET] =        { is_code_points, true, true, IDNC_TABLE_V_CODE_POINT, 0 },
	[VALUE_DATE] =       { is_date, false, false, IDNC_TABLE_V_DATE, 0 },
	[VALUE_LANGUAGE] =   { is_language, false, false, IDNC_TABLE_V_LANGUAGE, 0 },
	[VALUE_SCOPE] =      { is_anything, false, false, IDNC_TABLE_V_SCOPE, 0 },
	[VALUE_UNICODE] =    { is_unicode, false, false, IDNC_TABLE_V_UNICODE_VERSION, 0 },
};

static idnc_table_status
judge_list(const struct kind *kind, const char *text)
{
	struct { const char *at; size_t len; } seen[LIST_MAX];
	size_t      n = 0, len;
	const char *rest = text, *word;
	/* Text, and the code points of a literal, have bounds of their own. */
	bool has_bound = kind->is != is_code_points && kind->is != is_code_point;

	while ((word = grammar_next(&rest, &len)) != NULL) {
		if (!kind->is(word, len))
			return kind->status;
		if (!has_bound)
			continue;
		if (n == LIST_MAX)
			return IDNC_TABLE_V_LIMIT_LIST;
		for (size_t i = 0; kind->repeated && i < n; i++)
			if (seen[i].len == len && memcmp(seen[i].at, word, len) == 0)
				return kind->repeated;
		seen[n].at = word;
		seen[n++].len = len;
	}
	return IDNC_TABLE_OK;
}

idnc_table_status
grammar_judge(value_kind value, const char *text)
{
	const struct kind *kind = &kinds[value];

	if (value <= VALUE_TEXT || (!*text && kind->may_be_empty))
		return IDNC_TABLE_OK;
	if (!*text)
		return kind->status;
	if (kind->list)
		return judge_list(kind, text);
	return kind->is(text, strlen(text)) ? IDNC_TABLE_OK : kind->status;
}
