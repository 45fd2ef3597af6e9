/* SPDX-License-Identifier: MIT */
/* Comments of text tables: what they say about the table, what is a description, and which rules they only tell. */
#include "tables/text.h"

#include <string.h>

/* ---- Words ---- */

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Words of rules, in small letters. */
static const char *const rule_words[] = {
	"must", "not allowed", "may not", "may only", "shall", "cannot", "can not", "not permitted", "prohibit", "forbidden",
	"disallow", "restriction", "blocking", "blocked", "only after", "only before", "only if", "only when", "not in initial",
	"not at the", "enforced",
};

/* Whether one of the words begins somewhere. */
static bool
has_rule_word(const char *text, size_t len, bool folds)
{
	for (size_t i = 0; i < len; i++) {
		if ((i > 0 && is_letter(text[i - 1])) || !is_letter(text[i]))
			continue;
		for (size_t k = 0; k < sizeof rule_words / sizeof *rule_words; k++) {
			size_t n = strlen(rule_words[k]);
			if (folds ? text_has_prefix(text + i, len - i, rule_words[k])
			          : n <= len - i && memcmp(text + i, rule_words[k], n) == 0)
				return true;
		}
	}
	return false;
}

/* Names of characters are in capitals, and no rules. */
bool
text_tells_rule(const char *comment)
{
	return has_rule_word(comment, strlen(comment), false);
}

/* Whether text begins with U+0061 or 00E1; "Face" is a word. */
static bool
begins_with_code_point(const char *text, size_t len)
{
	size_t from = text_has_prefix(text, len, "u+") ? 2 : 0, n = from;

	while (n < len && ((text[n] >= '0' && text[n] <= '9') || (text[n] >= 'A' && text[n] <= 'F') ||
	                   (from > 0 && text[n] >= 'a' && text[n] <= 'f')))
		n++;
	return n >= from + 4 && n <= from + 6 && (n == len || !is_letter(text[n]));
}

static bool
contains(const char *text, size_t len, const char *words)
{
	for (size_t i = 0; i < len; i++)
		if (text_has_prefix(text + i, len - i, words))
			return true;
	return false;
}

void
text_end_paragraph(text_table *t)
{
	const char *text = t->paragraph.items;
	size_t      len = t->paragraph.count;

	if (len > 0 && (has_rule_word(text, len, true) || (t->in_contexts && begins_with_code_point(text, len))))
		journal_add(&t->r.journal, IDNC_TABLE_V_TEXT_RULE, t->paragraph_line, 1, text, len);
	t->paragraph.count = 0;
}

static void
add_bytes(text_table *t, array *to, const char *text, size_t len)
{
	char *room = array_add(to, t->memory, len);

	if (room)
		memcpy(room, text, len);
}

/* Bytes of a comment, with runs of white space made one space. */
static void
add_to_paragraph(text_table *t, const text_line *line, const char *body, size_t len)
{
	if (t->paragraph.count == 0)
		t->paragraph_line = line->number;
	else
		add_bytes(t, &t->paragraph, " ", 1);
	for (size_t i = 0; i < len; i++) {
		bool is_space = body[i] == ' ' || body[i] == '\t';
		if (!is_space || (i > 0 && body[i - 1] != ' ' && body[i - 1] != '\t'))
			add_bytes(t, &t->paragraph, is_space ? " " : body + i, 1);
	}
}

static void
add_to_description(text_table *t, const char *body, size_t len)
{
	if (t->description.count > 0)
		add_bytes(t, &t->description, "\n\n", 1u + t->has_gap);
	t->has_gap = false;
	add_bytes(t, &t->description, body, len);
}

/* ---- What the head says ---- */

/* Scripts by name, as in PropertyValueAliases.txt of Unicode; Japanese and Korean as in ISO 15924. */
static const struct { const char *name, *code; } scripts[] = {
	{ "arabic", "Arab" }, { "armenian", "Armn" }, { "balinese", "Bali" }, { "bengali", "Beng" }, { "cyrillic", "Cyrl" },
	{ "devanagari", "Deva" }, { "ethiopic", "Ethi" }, { "georgian", "Geor" }, { "greek", "Grek" }, { "gujarati", "Gujr" },
	{ "gurmukhi", "Guru" }, { "han", "Hani" }, { "hangul", "Hang" }, { "hebrew", "Hebr" }, { "hiragana", "Hira" },
	{ "japanese", "Jpan" }, { "kannada", "Knda" }, { "katakana", "Kana" }, { "khmer", "Khmr" }, { "korean", "Kore" },
	{ "lao", "Laoo" }, { "latin", "Latn" }, { "malayalam", "Mlym" }, { "myanmar", "Mymr" }, { "oriya", "Orya" },
	{ "sinhala", "Sinh" }, { "tamil", "Taml" }, { "telugu", "Telu" }, { "thaana", "Thaa" }, { "thai", "Thai" },
	{ "tibetan", "Tibt" },
};

/* A tag whose language has a code: a word such as Arabic would be well-formed, too. */
static bool
is_tag(const char *text)
{
	return strcspn(text, "-") <= 3 && grammar_judge(VALUE_LANGUAGE, text) == IDNC_TABLE_OK;
}

/* "ar", or "Arabic (ar)" */
static const char *
find_language(text_table *t, const char *value)
{
	const char *open = strrchr(value, '(');
	size_t      len = open ? strcspn(open + 1, ")") : 0;
	char       *inner = open ? text_copy(t, open + 1, len) : NULL;

	if (is_tag(value))
		return value;
	return inner && is_tag(inner) ? inner : NULL;
}

/* "Arab", "Arabic", or a tag */
static const char *
find_script(text_table *t, const char *value)
{
	size_t len = strlen(value), letters = 0;
	char   tag[] = "und-Xxxx";

	while (is_letter(value[letters]))
		letters++;
	for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++)
		if (strlen(scripts[i].name) == len && text_has_prefix(value, len, scripts[i].name)) {
			memcpy(tag + 4, scripts[i].code, 4);
			return arena_copy(t->memory, tag, sizeof tag - 1);
		}
	if (len == 4 && letters == 4) {
		for (size_t i = 0; i < 4; i++)
			tag[4 + i] = (char)(i == 0 ? value[i] & ~0x20 : value[i] | 0x20);
		return arena_copy(t->memory, tag, sizeof tag - 1);
	}
	return is_tag(value) ? value : NULL;
}

/* 18.0.0, or 18.0 */
static const char *
find_unicode(text_table *t, const char *value)
{
	size_t len = strlen(value);
	char  *longer = arena_get(t->memory, len + sizeof ".0");

	if (!longer || grammar_judge(VALUE_UNICODE, value) == IDNC_TABLE_OK)
		return value;
	memcpy(longer, value, len);
	memcpy(longer + len, ".0", 3);
	return grammar_judge(VALUE_UNICODE, longer) == IDNC_TABLE_OK ? longer : NULL;
}

static const char *
find_date(text_table *t, const char *value)
{
	(void)t;
	return grammar_judge(VALUE_DATE, value) == IDNC_TABLE_OK ? value : NULL;
}

/* A name in the case in which names are compared; ".example" is written of a top-level domain. */
static const char *
find_scope(text_table *t, const char *value)
{
	char *name;

	value += value[0] == '.' && value[1];
	name = arena_copy(t->memory, value, strlen(value));
	for (char *c = name; c && *c; c++)
		if (*c >= 'A' && *c <= 'Z')
			*c = (char)(*c - 'A' + 'a');
	return strchr(value, ' ') ? NULL : name;
}

static const char *
find_version(text_table *t, const char *value)
{
	(void)t;
	return value;
}

/* What stands before the colon. */
static const struct key {
	const char *name;
	text_field  field;
	const char *(*find)(text_table *t, const char *value); /* the value of the element, or NULL */
} keys[] = {
	{ "version", FIELD_VERSION, find_version },
	{ "version number", FIELD_VERSION, find_version },
	{ "date", FIELD_DATE, find_date },
	{ "effective date", FIELD_DATE, find_date },
	{ "script/language identifier", FIELD_LANGUAGE, find_language },
	{ "language", FIELD_LANGUAGE, find_language },
	{ "script", FIELD_LANGUAGE, find_script },
	{ "unicode version", FIELD_UNICODE, find_unicode },
	{ "tld", FIELD_SCOPE, find_scope },
};

/* What another line said before stays in the description. */
static void
set_field(text_table *t, text_field field, const char *value, uint32_t line)
{
	static const char *const names[FIELD_COUNT] = { [FIELD_VERSION] = "Version: ", [FIELD_DATE] = "Date: " };

	if (t->field[field] && names[field]) {
		add_to_description(t, names[field], strlen(names[field]));
		add_bytes(t, &t->description, t->field[field], strlen(t->field[field]));
	}
	t->field[field] = value;
	t->field_line[field] = line;
}

/* Whether the line says nothing that the element would not: it is not kept a second time. */
static bool
take_key(text_table *t, const text_line *line, const char *body, size_t len)
{
	const char *colon = memchr(body, ':', len), *value, *found;
	size_t      name_len = colon ? (size_t)(colon - body) : 0;

	for (size_t i = 0; colon && i < sizeof keys / sizeof *keys; i++) {
		const struct key *key = &keys[i];
		if (strlen(key->name) != name_len || !text_has_prefix(body, name_len, key->name))
			continue;
		value = text_copy(t, colon + 1, len - name_len - 1);
		if (!value || !*value || t->field[key->field] || t->has_entries)
			return false;
		found = key->find(t, value);
		if (!found) {
			journal_add(&t->r.journal, IDNC_TABLE_V_TEXT_META, line->number, 1, value, strlen(value));
			return false;
		}
		set_field(t, key->field, found, line->number);
		return strcmp(found, value) == 0;
	}
	return false;
}

/* "Reference 0 Unicode 3.2"                                                  RFC 3743, 5.2 */
static bool
take_reference(text_table *t, const text_line *line, const char *body, size_t len)
{
	size_t          from = sizeof "reference " - 1, end;
	text_reference *reference;

	if (!text_has_prefix(body, len, "reference "))
		return false;
	while (from < len && body[from] == ' ')
		from++;
	for (end = from; end < len && body[end] >= '0' && body[end] <= '9';)
		end++;
	if (end == from || end + 1 >= len || body[end] != ' ')
		return false;
	reference = array_add(&t->references, t->memory, 1);
	if (reference)
		*reference = (text_reference){
			text_copy(t, body + from, end - from), text_copy(t, body + end, len - end), line->number,
		};
	/* Where memory is gone the reading ends later; here nothing may point to nothing. */
	if (reference && (!reference->id || !reference->text))
		t->references.count--;
	return true;
}

/* "Version 1 20020701 # July 2002"                                           RFC 3743, 5.2 */
static bool
take_version(text_table *t, const text_line *line)
{
	const char *comment = memchr(line->at, '#', line->len), *date;
	size_t      len = comment ? (size_t)(comment - line->at) : line->len, n;
	size_t      from = sizeof "version " - 1;
	char       *words = text_copy(t, line->at + from, len - from), iso[] = "0000-00-00";

	if (!words || !*words)
		return words == NULL;
	n = strcspn(words, " ");
	date = words + n + (words[n] == ' ');
	if (*date && (strlen(date) != 8 || strspn(date, "0123456789") != 8))
		return false;
	if (*date) {
		memcpy(iso, date, 4);
		memcpy(iso + 5, date + 4, 2);
		memcpy(iso + 8, date + 6, 2);
		set_field(t, FIELD_DATE, arena_copy(t->memory, iso, sizeof iso - 1), line->number);
	}
	set_field(t, FIELD_VERSION, arena_copy(t->memory, words, n), line->number);
	if (comment)
		set_field(t, FIELD_VERSION_COMMENT, text_copy(t, comment + 1, line->len - len - 1), line->number);
	return true;
}

bool
text_is_header(const text_line *line)
{
	return text_has_prefix(line->at, line->len, "version ") || text_has_prefix(line->at, line->len, "reference ");
}

bool
text_take_header(text_table *t, const text_line *line)
{
	if (text_has_prefix(line->at, line->len, "version "))
		return take_version(t, line);
	return take_reference(t, line, line->at, line->len);
}

/* "Notes: This table", but not "https://". */
static bool
begins_anew(const char *body, size_t len)
{
	const char *colon = memchr(body, ':', len);

	return (len > 1 && body[0] == '-' && body[1] == ' ') ||
	       (colon && *body >= 'A' && *body <= 'Z' && (size_t)(colon - body) + 1 < len && colon[1] == ' ');
}

void
text_take_comment(text_table *t, const text_line *line)
{
	const char *body = memchr(line->at, '#', line->len);
	size_t      len = line->len - (size_t)(body - line->at), indent = 0;
	bool        is_heading = len > 1 && body[1] == '#';

	while (len > 0 && (body[len - 1] == ' ' || body[len - 1] == '\t'))
		len--;
	for (; len > 0 && *body == '#'; len--)
		body++;
	if (len == 0) {
		text_end_paragraph(t);
		t->has_gap = true;
		return;
	}
	while (body[indent] == ' ' || body[indent] == '\t')
		indent++;
	if (begins_anew(body + indent, len - indent) || is_heading)
		text_end_paragraph(t);
	if (contains(body, len, "requiring context"))
		t->in_contexts = true;
	else if (is_heading)
		t->in_contexts = false;
	if (take_key(t, line, body + indent, len - indent) || take_reference(t, line, body + indent, len - indent))
		return;
	/* One space behind the sign belongs to it; more of them show what hangs together. */
	if (*body == ' ')
		add_to_description(t, body + 1, len - 1);
	else
		add_to_description(t, body, len);
	add_to_paragraph(t, line, body + indent, len - indent);
}
