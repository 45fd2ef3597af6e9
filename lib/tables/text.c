/* SPDX-License-Identifier: MIT */
/* Reading a table that is text: lines, what they say together, and the table made of it. */
#include "tables/text.h"

#include <stdio.h>
#include <string.h>

#include "idncheck/unicode.h"

bool
text_next_line(const char *bytes, size_t len, size_t *at, text_line *line)
{
	size_t from = *at, end = from;

	if (from >= len)
		return false;
	while (end < len && bytes[end] != '\n' && bytes[end] != '\r')
		end++;
	*line = (text_line){ bytes + from, end - from, line->number + 1 };
	*at = end + 1;
	if (end + 1 < len && bytes[end] == '\r' && bytes[end + 1] == '\n')
		++*at;
	return true;
}

void
text_report(text_table *t, idnc_table_status code, const text_line *line, const char *from)
{
	size_t before = (size_t)(from - line->at);

	journal_add(&t->r.journal, code, line->number, (uint32_t)before + 1, from, line->len - before);
}

char *
text_copy(text_table *t, const char *at, size_t len)
{
	char *copy = arena_copy(t->memory, at, len);

	if (copy)
		grammar_collapse(copy, len);
	return copy;
}

bool
text_has_prefix(const char *at, size_t len, const char *word)
{
	for (size_t i = 0; word[i]; i++) {
		char c = i < len ? at[i] : '\0';
		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		if (c != word[i])
			return false;
	}
	return true;
}

/* ---- Characters ---- */

/* Extensible Markup Language 1.0, 2.2: what a document cannot hold, even by number. */
static bool
is_character(uint32_t cp)
{
	return cp >= 0x20 ? cp != 0xFFFE && cp != 0xFFFF : cp == '\t' || cp == '\n' || cp == '\r';
}

/* The first byte that is none of a text stops the reading: the rest is not what it seems. */
static bool
is_text(text_table *t, const char *bytes, size_t len)
{
	char      detail[16];
	text_line line = { 0 };
	size_t    next = 0, at;

	while (text_next_line(bytes, len, &next, &line))
		for (at = 0; at < line.len;) {
			size_t      before = at;
			uint32_t    cp = 0;
			idnc_status status = idnc_utf8_next(line.at, line.len, &at, &cp);
			if (status == IDNC_OK && is_character(cp))
				continue;
			if (status == IDNC_OK)
				snprintf(detail, sizeof detail, "U+%04X", (unsigned)cp);
			else
				snprintf(detail, sizeof detail, "byte 0x%02X", (unsigned)(unsigned char)line.at[before]);
			return table_reader_report(&t->r, IDNC_TABLE_V_TEXT_ENCODING,
			                           (xml_place){ line.number, (uint32_t)before + 1 }, detail);
		}
	return true;
}

/* A page of a web site, where a table was to be. */
static bool
is_page(const char *bytes, size_t len)
{
	enum { HEAD = 4096 };

	for (size_t i = 0; i < len && i < HEAD; i++)
		if (text_has_prefix(bytes + i, len - i, "<html") || text_has_prefix(bytes + i, len - i, "<!doctype html"))
			return true;
	return false;
}

/* ---- The table ---- */

/* The first character of a line that is no blank; NUL: there is none. */
static char
first_of(const text_line *line)
{
	for (size_t i = 0; i < line->len; i++)
		if (line->at[i] != ' ' && line->at[i] != '\t')
			return line->at[i];
	return '\0';
}

/* An element without children. */
static bool
add_leaf(text_table *t, uint32_t line, const char *name, const char *const *attributes, const char *text)
{
	static const char *const none[] = { NULL };
	xml_place at = { line, 1 };

	return table_reader_start(&t->r, at, name, attributes ? attributes : none) &&
	       table_reader_text(&t->r, at, text, strlen(text)) && table_reader_end(&t->r);
}

static bool
open_element(text_table *t, const char *name)
{
	static const char *const none[] = { NULL };

	return table_reader_start(&t->r, (xml_place){ 1, 1 }, name, none);
}

static bool
add_references(text_table *t)
{
	const text_reference *list = t->references.items;

	if (t->references.count == 0)
		return true;
	if (!open_element(t, "references"))
		return false;
	for (size_t i = 0; i < t->references.count; i++)
		if (!add_leaf(t, list[i].line, "reference", (const char *const[]){ "id", list[i].id, NULL }, list[i].text))
			return false;
	return table_reader_end(&t->r);
}

/* The elements of meta, in the order of the grammar. */
static bool
add_meta(text_table *t)
{
	static const struct { text_field field; const char *name; } elements[] = {
		{ FIELD_VERSION, "version" }, { FIELD_DATE, "date" }, { FIELD_LANGUAGE, "language" }, { FIELD_SCOPE, "scope" },
		{ FIELD_UNICODE, "unicode-version" },
	};
	const char *const comment[] = { "comment", t->field[FIELD_VERSION_COMMENT], NULL };
	const char *const scope[] = { "type", "domain", NULL };
	const char       *description = arena_copy(t->memory, t->description.items, t->description.count);

	if (!description || !open_element(t, "meta"))
		return false;
	for (size_t i = 0; i < sizeof elements / sizeof *elements; i++) {
		text_field         f = elements[i].field;
		const char *const *attributes = f == FIELD_SCOPE ? scope : NULL;
		if (f == FIELD_VERSION && t->field[FIELD_VERSION_COMMENT])
			attributes = comment;
		if (t->field[f] && !add_leaf(t, t->field_line[f], elements[i].name, attributes, t->field[f]))
			return false;
	}
	if (*description && !add_leaf(t, 1, "description", NULL, description))
		return false;
	return add_references(t) && table_reader_end(&t->r);
}

/* RFC 7940, Appendix B: the actions that do what RFC 3743 wants, with the types of this table's columns. */
static bool
add_rules(text_table *t)
{
	static const char *const blocked[] = { "disp", "blocked", "any-variant", "blocked", NULL };
	static const char *const rest[] = { "disp", "allocatable", "comment", "the label that was applied for", NULL };
	bool has_two = t->preferred[1] != NULL;
	char list[128];

	if (t->form != FORM_3743 || !t->has_variants)
		return true;
	if (!open_element(t, "rules") || !add_leaf(t, 1, "action", blocked, ""))
		return false;
	for (int i = 0; i <= has_two; i++) {
		const char *type = t->preferred[i];
		snprintf(list, sizeof list, has_two ? "%s r-%s both r-both" : "%s r-%s", type, type);
		if (!add_leaf(t, 1, "action", (const char *const[]){ "disp", "allocatable", "only-variants", list, NULL }, ""))
			return false;
	}
	snprintf(list, sizeof list, "%s", t->preferred[0]);
	if (has_two)
		snprintf(list, sizeof list, "%s %s both", t->preferred[0], t->preferred[1]);
	return add_leaf(t, 1, "action", (const char *const[]){ "disp", "blocked", "all-variants", list, NULL }, "") &&
	       add_leaf(t, 1, "action", rest, "") && table_reader_end(&t->r);
}

/* First all that the lines say about the whole: comments, headers, and the separators in use. */
static void
survey(text_table *t, const char *bytes, size_t len)
{
	text_line line = { 0 };
	size_t    at = 0;

	while (text_next_line(bytes, len, &at, &line)) {
		char first = first_of(&line);
		if (first == '#') {
			text_take_comment(t, &line);
			continue;
		}
		text_end_paragraph(t);
		t->has_gap = true;
		if (!first)
			continue;
		if (text_is_header(&line)) {
			if (!text_take_header(t, &line))
				text_report(t, IDNC_TABLE_V_TEXT_LINE, &line, line.at);
			continue;
		}
		t->has_entries = true;
		t->in_contexts = false;
		text_survey(t, &line);
	}
	text_end_paragraph(t);
}

static bool
add_data(text_table *t, const char *bytes, size_t len)
{
	text_line line = { 0 };
	size_t    at = 0;

	if (!open_element(t, "data"))
		return false;
	while (text_next_line(bytes, len, &at, &line))
		if (first_of(&line) && first_of(&line) != '#' && !text_is_header(&line) && !text_take_entry(t, &line))
			return false;
	return table_reader_end(&t->r);
}

/*
 * RFC 7940, Appendix B has the types simp and trad for a table with a column of each.  A table with
 * one preferred column is in simplified or traditional characters only where its language says so.
 */
static void
name_columns(text_table *t)
{
	const char *language = t->field[FIELD_LANGUAGE];

	t->preferred[0] = "preferred";
	if (t->columns > 3) {
		t->preferred[0] = "simp";
		t->preferred[1] = "trad";
	} else if (language && strstr(language, "Hans")) {
		t->preferred[0] = "simp";
	} else if (language && strstr(language, "Hant")) {
		t->preferred[0] = "trad";
	}
}

static bool
read_text(text_table *t, const char *bytes, size_t len)
{
	if (len > XML_SIZE_MAX)
		return table_reader_report(&t->r, IDNC_TABLE_V_LIMIT_SIZE, (xml_place){ 0, 0 }, NULL);
	/* The byte order mark that some editors put before UTF-8. */
	if (len >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) {
		bytes += 3;
		len -= 3;
	}
	if (!is_text(t, bytes, len))
		return false;
	if (is_page(bytes, len))
		return table_reader_report(&t->r, IDNC_TABLE_V_TEXT_PAGE, (xml_place){ 1, 1 }, NULL);
	survey(t, bytes, len);
	name_columns(t);
	return open_element(t, "lgr") && add_meta(t) && add_data(t, bytes, len) && add_rules(t) && table_reader_end(&t->r);
}

idnc_table_status
idnc_table_read_text(const idnc_table_options *options, const char *bytes, size_t len, idnc_table_findings *findings,
                     idnc_table **out)
{
	text_table t = {
		.references = { .item = sizeof(text_reference) }, .description = { .item = 1 }, .paragraph = { .item = 1 },
	};
	bool       is_whole;

	if (!table_reader_begin(&t.r, options, findings))
		return IDNC_TABLE_E_MEMORY;
	t.memory = &t.r.table->memory;
	is_whole = read_text(&t, bytes, len);
	array_free(&t.references, t.memory);
	array_free(&t.description, t.memory);
	array_free(&t.paragraph, t.memory);
	return table_reader_finish(&t.r, is_whole, options && options->lenient, out);
}
