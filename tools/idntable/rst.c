/* SPDX-License-Identifier: MIT */
/* idntable rst: registry system testing, offline: does a table say of test labels what their file says? */
#include <stdlib.h>
#include <string.h>

#include "common/message.h"
#include "common/record.h"
#include "labels.h"
#include "trial.h"

/* What is said of labels and variants, in the file and by the table. */
static const char *const words[2][2] = { { "refused", "accepted" }, { "not-allocatable", "allocatable" } };

static struct tables tables;

/* What the files of one run come to. */
struct count {
	size_t files, accepted, refused, variants, merged, differing;
};

/* One file being tested. */
struct test {
	const char *file;
	struct trial *trial; /* its outputs are those of the run */
	struct count count;
};

/* ---- tables ---- */

static bool
is_tag(const struct text *tag)
{
	for (size_t i = 0; i < tag->len; i++)
		if (!strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-",
		            tag->bytes[i]) || !tag->bytes[i])
			return false;
	return tag->len > 0;
}

/* Find the table of a file: that of -t, else that of its tag. */
static const struct table *
find_table(struct test_labels *labels)
{
	const struct settings *common = &settings.common;
	const struct table *table;
	struct text name = { 0 };

	if (common->table_count > 0)
		return tables_load(&tables, common->tables[0]);
	if (!is_tag(&labels->tag)) {
		outline_report(labels->outline.file, 1, 1, IDNC_SEVERITY_ERROR,
		            "there is no tag that names a table, and no -t TABLE", NULL, 0);
		return NULL;
	}
	if (settings.folder)
		text_format(&name, "%s/", settings.folder);
	text_add(&name, labels->tag.bytes, labels->tag.len);
	text_add_z(&name, settings.folder ? ".xml" : "");
	table = tables_load(&tables, text_z(&name));
	if (!table)
		outline_report(labels->outline.file, 1, 1, IDNC_SEVERITY_NOTE,
		               "the table was looked for by the tag of this file; -t TABLE names another", NULL, 0);
	text_free(&name);
	return table;
}

/* ---- output ---- */

/* Add why: the codes of IDNA and of the table, each once, with the rules of the table that they name. */
static void
write_reason(struct worker *worker, struct text *out, const char *otherwise)
{
	const idnc_findings *findings = &worker->judge.findings;
	struct text reasons = { 0 }, one = { 0 };

	for (size_t i = 0; i < findings->count; i++) {
		const idnc_finding *finding = &findings->items[i];
		const char *rule = policy_rule(&worker->policy, finding);

		if (finding->severity != IDNC_SEVERITY_ERROR)
			continue;
		one.len = 0;
		text_format(&one, ",%s%s%s%s", judge_code_name(worker->settings, finding->code),
		            rule ? "(" : "", rule ? rule : "", rule ? ")" : "");
		if (!strstr(text_z(&reasons), text_z(&one)))
			text_add(&reasons, one.bytes, one.len);
	}
	if (reasons.len > 0)
		escape_write(out, settings.common.format == FORMAT_JSON ? ESCAPE_JSON : ESCAPE_TSV,
		             reasons.bytes + 1, reasons.len - 1);
	else
		text_add_z(out, otherwise);
	text_free(&reasons);
	text_free(&one);
}

static void
write_row(struct test *test, const struct test_label *item, const char *got, const char *otherwise)
{
	bool is_json = settings.common.format == FORMAT_JSON;
	enum escape_style style = is_json ? ESCAPE_JSON : ESCAPE_TSV;
	struct text *out = &test->trial->worker.out;
	static const char *const between[][2] = {
		{ "", "{\"file\":\"" },       { ":", "\",\"line\":" },      { "\t", ",\"label\":\"" },
		{ "\t", "\",\"expected\":\"" }, { "\t", "\",\"got\":\"" }, { "\t", "\",\"reason\":\"" },
		{ "\n", "\"}\n" },
	};

	text_add_z(out, between[0][is_json]);
	escape_write(out, style, test->file, strlen(test->file));
	text_format(out, "%s%u", between[1][is_json], (unsigned)item->line);
	text_add_z(out, between[2][is_json]);
	if (item->len > RECORD_LIMIT) {
		escape_write(out, style, item->text, RECORD_ECHO);
		text_add_z(out, is_json ? "\\u2026" : "\\u{2026}");
	} else {
		escape_write(out, style, item->text, item->len);
	}
	text_format(out, "%s%s%s", between[3][is_json], words[item->is_variant][item->is_wanted],
	            between[4][is_json]);
	escape_write(out, style, got, strlen(got));
	text_add_z(out, between[5][is_json]);
	write_reason(&test->trial->worker, out, otherwise);
	text_add_z(out, between[6][is_json]);
}

static void
test_label(struct test *test, const struct test_label *item)
{
	bool is_ok = trial_label(test->trial, item->text, item->len);

	*(item->is_wanted ? &test->count.accepted : &test->count.refused) += 1;
	test->count.differing += is_ok != item->is_wanted;
	if (!settings.common.quiet)
		write_row(test, item, words[0][is_ok], "ok");
}

static void
test_variant(struct test *test, const struct test_label *item)
{
	struct text disposition = { 0 };
	bool is_ok = trial_variant(test->trial, item->text, item->len, &disposition);
	bool is_variant = disposition.len > 0;

	test->count.variants++;
	test->count.differing += is_ok != item->is_wanted;
	if (!settings.common.quiet)
		write_row(test, item, is_variant ? text_z(&disposition) : "none",
		          is_variant ? "ok" : "no-variant");
	text_free(&disposition);
}

static void
test_file(struct test *test, const struct test_labels *labels)
{
	test->file = labels->outline.file;
	test->count.files++;
	test->count.merged += labels->merged;
	for (size_t i = 0; i < labels->count; i++)
		(labels->items[i].is_variant ? test_variant : test_label)(test, &labels->items[i]);
}

static void
write_summary(const struct count *count)
{
	struct text out = { 0 };

	text_format(&out,
	            "idntable: %zu files, %zu labels to be accepted, %zu to be refused, %zu variants; "
	            "%zu keys merged; %zu differ\n",
	            count->files, count->accepted, count->refused, count->variants, count->merged,
	            count->differing);
	stderr_write(out.bytes, out.len);
	text_free(&out);
}

/* Test all files, which are read, each by its table: nothing is printed when one of these cannot be used. */
static int
test_all(struct test_labels *files)
{
	struct test test = { .trial = trial_new() };
	const struct text *out = &test.trial->worker.out;
	int status = 0;

	for (size_t i = 0; i < settings.label_count && status == 0; i++) {
		judging = find_table(&files[i]);
		if (judging)
			test_file(&test, &files[i]);
		else
			status = 2;
	}
	if (status == 0) {
		stdout_write(out->bytes, out->len);
		stdout_close();
		if (settings.common.summary)
			write_summary(&test.count);
		status = test.count.differing > 0;
	}
	trial_free(test.trial);
	return status;
}

static int
run(void)
{
	size_t count = settings.label_count, begun = 0;
	struct test_labels *files = memory_resize(NULL, count + 1, sizeof *files);
	int status = 0;

	for (; begun < count; begun++)
		if (!labels_read(settings.labels[begun], &files[begun]))
			status = 2;
	if (status == 0)
		status = test_all(files);
	for (size_t i = 0; i < begun; i++)
		labels_free(&files[i]);
	free(files);
	tables_free(&tables);
	return status;
}

static bool
prepare(void)
{
	const char *fault = settings.label_count == 0      ? "a file is needed: rst --labels FILE"
	                    : settings.common.name_count   ? "labels stand in a file: rst --labels FILE"
	                    : settings.common.table_count > 1 ? "one table is enough: -t was given twice"
	                    : settings.common.table_count && settings.folder
	                            ? "-t TABLE and --tables FOLDER exclude each other"
	                            : NULL;

	if (fault)
		message(fault, NULL, "");
	return !fault && outline_is_here();
}

static const struct option_group groups[] = {
	{ "What is tested", options_labels },
	{ "Which table judges", options_table },
	{ "Which table, by the tag", options_rst },
	{ "What is printed", options_output },
	{ "Where derivations disagree", options_conflicts },
	{ "About the program", options_about },
	{ 0 },
};

const struct tool verb_rst = {
	.name = "idntable",
	.verb = "rst",
	.whole = &idntable,
	.synopsis = "--labels FILE [OPTION]...",
	.exits = "0 all agree, 1 a label or variant differs, 2 usage, I/O or table error.",
	.details = "Tests a table with a file of test labels (YAML), as registry system testing does: for "
		   "each label and each variant listed prints file:line, label, what is expected, what the "
		   "table and IDNA say, and the reason, separated by tabs. Without -t TABLE it is the table "
		   "that the tag of the file names.",
	.groups = groups,
	.prepare = prepare,
	.run = run,
	.more_codes = &tables_codes,
};
