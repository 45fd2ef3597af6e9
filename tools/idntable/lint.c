/* SPDX-License-Identifier: MIT */
/* idntable lint: every fault and doubt of tables. */
#include <stdlib.h>
#include <string.h>

#include "common/message.h"
#include "common/record.h"
#include "verbs.h"

/* All that was found in one file. */
struct report {
	const char *file;
	idnc_table_finding *items;
	size_t count;
	size_t lost; /* not kept */
	bool is_refused;
};

/* Take over findings. */
static void
add(struct report *report, idnc_table_findings *findings)
{
	size_t kept = findings->count < findings->capacity ? findings->count : findings->capacity;

	report->lost += findings->count - kept;
	report->items =
		memory_resize(report->items, report->count + kept + 1, sizeof *report->items);
	if (kept > 0)
		memcpy(report->items + report->count, findings->items,
		       kept * sizeof *report->items);
	report->count += kept;
	free(findings->items);
	*findings = (idnc_table_findings){ 0 };
}

/* What --lenient lets pass; such a table cannot be compiled. */
static bool
has_undefined_rule(const struct report *report)
{
	for (size_t i = 0; i < report->count; i++)
		if (report->items[i].code == IDNC_TABLE_V_RULE_UNDEFINED)
			return true;
	return false;
}

/* Find all there is to find; false: the file could not be read, a message was written. */
static bool
inspect(struct report *report)
{
	idnc_table_options options = { .lenient = settings.lenient };
	idnc_table_findings findings = { 0 };
	struct text document = { 0 };
	idnc_table *table = NULL;
	unsigned char *block;
	size_t size;

	if (!table_read_document(report->file, "checked", &document)) {
		text_free(&document);
		return false;
	}
	report->is_refused = table_read(&options, &document, &findings, &table) != IDNC_TABLE_OK;
	add(report, &findings);
	if (!report->is_refused) {
		table_lint(table, &findings);
		add(report, &findings);
	}
	if (!report->is_refused && !has_undefined_rule(report)) {
		report->is_refused =
			table_compile(table, &findings, &block, &size) != IDNC_TABLE_OK;
		add(report, &findings);
		idnc_table_release(NULL, block);
	}
	idnc_table_free(table);
	text_free(&document);
	return true;
}

static void
write_tsv(struct text *out, const char *file, const idnc_table_finding *finding)
{
	const idnc_table_explanation *code = idnc_table_explain_find(finding->code);

	escape_write(out, ESCAPE_TSV, file, strlen(file));
	text_format(out, "\t%u\t%u\t%s\t%s\t", (unsigned)finding->line, (unsigned)finding->column,
	            severity_word(finding->severity), code->name);
	escape_write(out, ESCAPE_TSV, finding->detail, strlen(finding->detail));
	text_format(out, "\t%s\n", code->sentence);
}

/* Whether there is nothing but notes. */
static bool
is_ok(const struct report *report)
{
	for (size_t i = 0; i < report->count; i++)
		if (report->items[i].severity != IDNC_SEVERITY_NOTE)
			return false;
	return !report->is_refused;
}

static void
write_json(struct text *out, const struct report *report)
{
	const idnc_table_findings findings = { .items = report->items, .capacity = report->count, .count = report->count };

	text_add_z(out, "{\"file\":\"");
	escape_write(out, ESCAPE_JSON, report->file, strlen(report->file));
	text_format(out, "\",\"ok\":%s", is_ok(report) ? "true" : "false");
	table_write_json_findings(out, &findings);
	text_add_z(out, "}\n");
}

static void
write_report(struct text *out, const struct report *report)
{
	if (settings.common.format == FORMAT_JSON)
		write_json(out, report);
	for (size_t i = 0; i < report->count && settings.common.format != FORMAT_JSON; i++)
		if (settings.common.format == FORMAT_TSV)
			write_tsv(out, report->file, &report->items[i]);
		else
			table_write_finding(out, report->file, &report->items[i]);
}

/* Say that there is more to find. */
static void
say_lost(const struct report *report)
{
	struct text after = { 0 };

	text_format(&after, ": %zu findings are not shown", report->lost);
	message("there is more in", report->file, text_z(&after));
	text_free(&after);
}

/* Inspect a file; the exit status. */
static int
lint(const char *file)
{
	struct report report = { .file = file };
	struct text out = { 0 };
	int status = inspect(&report) ? !is_ok(&report) : 2;

	if (status < 2 && !settings.common.quiet)
		write_report(&out, &report);
	stdout_write(out.bytes, out.len);
	if (report.lost > 0)
		say_lost(&report);
	text_free(&out);
	free(report.items);
	return status;
}

static int
run(void)
{
	int worst = 0;

	if (settings.common.name_count == 0) {
		message("a file is needed: lint FILE...", NULL, "");
		return 2;
	}
	for (size_t i = 0; i < settings.common.name_count; i++) {
		int status = lint(settings.common.names[i]);

		worst = status > worst ? status : worst;
	}
	stdout_close();
	return worst;
}

static const struct option_group groups[] = {
	{ "How tables are read", options_lint },
	{ "What is printed", options_output },
	{ "About the program", options_about },
	{ 0 },
};

const struct tool verb_lint = {
	.name = "idntable",
	.verb = "lint",
	.whole = &idntable,
	.synopsis = "[OPTION]... FILE...",
	.exits = "0 nothing but notes, 1 errors or warnings, 2 usage or I/O error.",
	.details = "Prints every fault and doubt of the policy tables in the FILEs, as "
		   "file:line:column: severity CODE: sentence (detail).",
	.groups = groups,
	.run = run,
	.no_table = "; lint takes files as its arguments: lint FILE...",
	.more_codes = &tables_codes,
};
