/* SPDX-License-Identifier: MIT */
/* idntable convert: a table in another form, and what that costs. */
#include <stdlib.h>
#include <string.h>

#include "common/message.h"
#include "common/output.h"
#include "common/record.h"
#include "verbs.h"

/* What is written; in the order of the option's choices. */
enum form { FORM_XML, FORM_TEXT, FORM_HTML };

/* All that was found, in the order in which it was found. */
struct report {
	struct text lines;
	bool is_lossy;
};

/* ---- Findings ---- */

static void
add(struct report *report, const char *file, const idnc_table_finding *finding)
{
	table_write_finding(&report->lines, file, finding);
	if (finding->code == IDNC_TABLE_V_TEXT_RULE || finding->code == IDNC_TABLE_V_TEXT_LOST ||
	    finding->code == IDNC_TABLE_V_TEXT_XML_COMMENT)
		report->is_lossy = true;
}

static void
take(struct report *report, const char *file, idnc_table_findings *findings)
{
	size_t kept = findings->count < findings->capacity ? findings->count : findings->capacity;

	for (size_t i = 0; i < kept; i++)
		add(report, file, &findings->items[i]);
	if (findings->count > kept) {
		escape_write(&report->lines, ESCAPE_TEXT, file, strlen(file));
		text_format(&report->lines, ": %zu findings more are not shown\n", findings->count - kept);
	}
	free(findings->items);
	*findings = (idnc_table_findings){ 0 };
}

/* ---- What XML has, and a table has not ---- */

static bool
begins_with(const struct text *document, size_t at, const char *word)
{
	size_t len = strlen(word);

	return document->len - at >= len && memcmp(document->bytes + at, word, len) == 0;
}

/* Where a construct ends, behind its last bytes; the end of the document, if it does not. */
static size_t
find_end(const struct text *document, size_t at, const char *last)
{
	while (at < document->len && !begins_with(document, at, last))
		at++;
	return at < document->len ? at + strlen(last) : at;
}

static void
report_comment(struct report *report, const char *file, const struct text *document, size_t at,
               size_t end, uint32_t line, uint32_t column)
{
	idnc_table_finding finding = { .code = IDNC_TABLE_V_TEXT_XML_COMMENT,
		                       .severity = IDNC_SEVERITY_WARNING,
		                       .line = line,
		                       .column = column };
	size_t len = 0;

	/* White space is made one space, so that the beginning of the text is seen. */
	for (; at < end && len < IDNC_TABLE_DETAIL_MAX; at++) {
		char byte = document->bytes[at];
		bool is_space = byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';

		if (!is_space)
			finding.detail[len++] = byte;
		else if (len > 0 && finding.detail[len - 1] != ' ')
			finding.detail[len++] = ' ';
	}
	/* A character that was cut is left out. */
	while (at < end && len > 0 && ((unsigned char)document->bytes[at] & 0xC0) == 0x80) {
		at--;
		len--;
	}
	finding.detail[len] = '\0';
	add(report, file, &finding);
}

/* Comments and processing instructions are outside of what a table says; sections of text are not. */
static void
report_comments(struct report *report, const char *file, const struct text *document)
{
	uint32_t line = 1, column = 1;
	size_t at = 0, end;

	while (at < document->len) {
		end = at + 1;
		if (begins_with(document, at, "<![CDATA["))
			end = find_end(document, at, "]]>");
		else if (begins_with(document, at, "<!--"))
			end = find_end(document, at, "-->");
		else if (begins_with(document, at, "<?") && !begins_with(document, at, "<?xml "))
			end = find_end(document, at, "?>");
		if (end > at + 1 && document->bytes[at + 2] != '[')
			report_comment(report, file, document, at, end, line, column);
		for (; at < end; at++) {
			column = document->bytes[at] == '\n' ? 1 : column + 1;
			line += document->bytes[at] == '\n';
		}
	}
}

/* ---- Reading and writing ---- */

/* XML begins with a tag, in UTF-8 or UTF-16; a page of HTML does, too, and is none. */
static bool
is_xml(const struct text *document)
{
	static const char *const marks[] = { "\xEF\xBB\xBF", "\xFE\xFF", "\xFF\xFE" };
	size_t at = 0;

	for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
		if (begins_with(document, 0, marks[i]))
			at = strlen(marks[i]);
	while (at < document->len && memchr(" \t\r\n", document->bytes[at], 4))
		at++;
	if (at < document->len && document->bytes[at] == '\0' && !begins_with(document, 0, "\xFF\xFE"))
		at++;
	if (at == document->len || document->bytes[at] != '<')
		return false;
	return !begins_with(document, at, "<!DOCTYPE html") && !begins_with(document, at, "<!doctype html") &&
	       !begins_with(document, at, "<html") && !begins_with(document, at, "<HTML");
}

static idnc_table_status
read_table(struct report *report, const char *file, const struct text *document, idnc_table **table)
{
	bool reads_xml = is_xml(document);
	idnc_table_findings findings = { 0 };
	idnc_table_status status;

	*table = NULL;
	do {
		idnc_table_free(*table);
		*table = NULL;
		status = (reads_xml ? idnc_table_read : idnc_table_read_text)(
			NULL, document->bytes, document->len, &findings, table);
	} while (table_make_room(&findings));
	take(report, file, &findings);
	if (reads_xml && status == IDNC_TABLE_OK)
		report_comments(report, file, document);
	return status;
}

static idnc_table_status
write_table(struct report *report, const char *file, const idnc_table *table, char **bytes,
            size_t *len)
{
	idnc_table_findings findings = { 0 };
	idnc_table_status status;

	if (settings.form == FORM_XML)
		return idnc_table_write(table, bytes, len);
	if (settings.form == FORM_HTML)
		return idnc_table_write_html(table, bytes, len);
	*bytes = NULL;
	do {
		idnc_table_release(NULL, *bytes);
		*bytes = NULL;
		status = idnc_table_write_text(table, &findings, bytes, len);
	} while (table_make_room(&findings));
	take(report, file, &findings);
	return status;
}

static int
fail(const char *file, idnc_table_status status)
{
	struct text after = { 0 };

	text_format(&after, ": %s", idnc_table_explain_find(status)->sentence);
	message("cannot convert the table", file, text_z(&after));
	text_free(&after);
	return 2;
}

/* Convert what was read; the exit status. */
static int
convert(struct report *report, const char *file, const struct text *document)
{
	idnc_table *table;
	char *bytes = NULL;
	size_t len = 0;
	int status = 0;
	idnc_table_status got = read_table(report, file, document, &table);

	if (got == IDNC_TABLE_OK)
		got = write_table(report, file, table, &bytes, &len);
	stderr_write(report->lines.bytes, report->lines.len);
	if (got != IDNC_TABLE_OK)
		status = fail(file, got);
	else if (settings.output)
		status = output_write(settings.output, bytes, len);
	else
		stdout_write(bytes, len);
	idnc_table_release(NULL, bytes);
	idnc_table_free(table);
	return status;
}

static int
run(void)
{
	struct report report = { 0 };
	struct text document = { 0 };
	const char *file = settings.common.name_count == 1 ? settings.common.names[0] : NULL;
	int status = 2;

	if (!file) {
		message("the form is: convert [--format xml|text|html] [-o FILE] TABLE", NULL, "");
		return 2;
	}
	if (settings.output && file_is_same(file, settings.output)) {
		message("what is written would take the place of the table", file, "");
		return 2;
	}
	if (table_read_document(file, "converted", &document))
		status = convert(&report, file, &document);
	text_free(&document);
	text_free(&report.lines);
	stdout_close();
	return status ? status : report.is_lossy;
}

static const struct option_group groups[] = {
	{ "What is written", options_convert },
	{ "About the program", options_about },
	{ 0 },
};

const struct tool verb_convert = {
	.name = "idntable",
	.verb = "convert",
	.whole = &idntable,
	.synopsis = "[OPTION]... TABLE",
	.exits = "0 nothing is lost, 1 something is lost, 2 usage, I/O or table error.",
	.details =
		"Converts TABLE, which is XML of RFC 7940, text of RFC 4290 or RFC 3743, or a list with one code "
		"point a line, and writes it as XML, as text of RFC 4290, or as a page of HTML. What the new "
		"form cannot say is told on standard error, with its line, and so are rules that are told in "
		"comments only.",
	.groups = groups,
	.run = run,
	.no_table = "; convert takes a file as its argument: convert TABLE",
	.more_codes = &tables_codes,
};
