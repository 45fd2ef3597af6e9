/* SPDX-License-Identifier: MIT */
/* idntable cover: what of a table a list of labels exercises, and what it does not. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "common/message.h"
#include "common/record.h"
#include "labels.h"
#include "survey.h"
#include "trial.h"
#include "verbs.h"

static struct survey survey;

static struct {
	uint64_t labels, eligible, unreadable, uncounted;
} count;

/* Count what a label exercises. */
static void
take(const struct label *label)
{
	count.labels++;
	survey_label(&survey, label->cp, label->len, true);
	count.eligible += survey.is_eligible;
	count.uncounted += survey.is_uncounted;
	for (size_t i = 0; i < survey.found_count; i++)
		survey.items[survey.found[i]].labels++;
}

/* ---- labels ---- */

static void
judge(struct worker *worker)
{
	struct label *label = worker->own;

	if (!label)
		label = worker->own = memory_resize(NULL, 1, sizeof *label);
	verbs_judge(worker, label);
	session_count(worker, false);
	if (label->len > 0 || worker->record->len == 0) {
		take(label);
		return;
	}
	count.unreadable++;
	if (!worker->settings->quiet)
		record_write_messages(worker);
}

/* Take the labels of a file of test labels; its variants are what they are variants of. */
static bool
take_file(const char *file)
{
	struct trial *trial = trial_new();
	struct test_labels labels;
	bool is_ok = labels_read(file, &labels);

	for (size_t i = 0; is_ok && i < labels.count; i++) {
		const struct test_label *item = &labels.items[i];

		if (item->is_variant)
			continue;
		trial_label(trial, item->text, item->len);
		if (trial->label.len > 0)
			take(&trial->label);
		else
			count.unreadable++;
	}
	if (is_ok)
		labels_free(&labels);
	trial_free(trial);
	return is_ok;
}

/* ---- output ---- */

/* The numbers of a kind: all there are, and those exercised. */
struct sum {
	size_t all, seen;
};

static void
sum_up(struct sum sums[SURVEY_KINDS])
{
	memset(sums, 0, SURVEY_KINDS * sizeof *sums);
	for (size_t i = 0; i < survey.item_count; i++) {
		sums[survey.items[i].kind].all++;
		sums[survey.items[i].kind].seen += survey.items[i].labels > 0;
	}
}

static void
write_tsv(struct text *out)
{
	struct text name = { 0 };

	for (size_t i = 0; i < survey.item_count; i++) {
		const struct survey_item *item = &survey.items[i];

		name.len = 0;
		survey_write_name(item, &name);
		text_format(out, "%s\t", survey_kind_word(item->kind));
		escape_write(out, ESCAPE_TSV, name.bytes, name.len);
		text_format(out, "\t%u\t%" PRIu64 "\n", (unsigned)item->line, item->labels);
	}
	text_free(&name);
}

/* Add the names of those of a kind that were never exercised. */
static void
write_json_never(struct text *out, int kind)
{
	struct text name = { 0 };
	bool is_first = true;

	for (size_t i = 0; i < survey.item_count; i++) {
		if (survey.items[i].kind != kind || survey.items[i].labels > 0)
			continue;
		name.len = 0;
		survey_write_name(&survey.items[i], &name);
		text_add_z(out, is_first ? "\"" : ",\"");
		escape_write(out, ESCAPE_JSON, name.bytes, name.len);
		text_add_char(out, '"');
		is_first = false;
	}
	text_free(&name);
}

static void
write_json(struct text *out)
{
	struct sum sums[SURVEY_KINDS];

	sum_up(sums);
	text_add_z(out, "{\"table\":\"");
	escape_write(out, ESCAPE_JSON, survey.table->file, strlen(survey.table->file));
	text_format(out, "\",\"labels\":%" PRIu64 ",\"eligible\":%" PRIu64 ",\"unreadable\":%" PRIu64,
	            count.labels, count.eligible, count.unreadable);
	for (int kind = 0; kind < SURVEY_KINDS; kind++) {
		text_format(out, ",\"%s\":{\"all\":%zu,\"exercised\":%zu,\"never\":[", survey_kind_word(kind),
		            sums[kind].all, sums[kind].seen);
		write_json_never(out, kind);
		text_add_z(out, "]}");
	}
	text_add_z(out, "}\n");
}

static void
write_text(struct text *out)
{
	struct sum sums[SURVEY_KINDS];

	sum_up(sums);
	text_format(out, "%-10s  %" PRIu64 ", of which %" PRIu64 " consist of elements of the table\n",
	            "labels", count.labels, count.eligible);
	for (int kind = 0; kind < SURVEY_KINDS; kind++)
		text_format(out, "%-10s  %zu of %zu\n", survey_kind_word(kind), sums[kind].seen,
		            sums[kind].all);
	for (size_t i = 0; i < survey.item_count; i++) {
		const struct survey_item *item = &survey.items[i];
		struct text name = { 0 };

		if (item->labels > 0)
			continue;
		survey_write_name(item, &name);
		if (item->kind == SURVEY_VARIANT || item->kind == SURVEY_ACTION)
			text_format(&name, ", %s", item->name);
		text_format(out, "never       %s ", survey_kind_word(item->kind));
		escape_write(out, ESCAPE_TEXT, name.bytes, name.len);
		if (item->line)
			text_format(out, " (line %u)", (unsigned)item->line);
		text_add_char(out, '\n');
		text_free(&name);
	}
}

/* Print all; then say on stderr what is not known. */
static void
finish(void)
{
	static void (*const forms[])(struct text *) = { write_text, write_tsv, write_json };
	struct text out = { 0 }, err = { 0 };

	if (!settings.common.quiet)
		forms[settings.common.format](&out);
	stdout_write(out.bytes, out.len);
	if (count.unreadable > 0)
		text_format(&err, "idntable: warning: %" PRIu64 " labels have no code points\n",
		            count.unreadable);
	if (count.uncounted > 0)
		text_format(&err,
		            "idntable: warning: %" PRIu64 " labels have so many variants that it is not "
		            "known which actions these meet\n",
		            count.uncounted);
	stderr_write(err.bytes, err.len);
	text_free(&out);
	text_free(&err);
}

static int
run(void)
{
	static const struct tool records = { .name = "idntable", .judge = judge, .finish = finish };
	struct settings *common = &settings.common;
	int status = 0;

	if (!survey_begin(&survey, judging))
		return 2;
	for (size_t i = 0; i < settings.label_count && status == 0; i++)
		status = take_file(settings.labels[i]) ? 0 : 2;
	common->jobs = 1; /* what is counted is shared */
	if (status == 0 && (common->name_count > 0 || common->file_count > 0 || settings.label_count == 0))
		status = session_run(&records, common);
	else if (status == 0) {
		finish();
		stdout_close();
	}
	survey_end(&survey);
	return status;
}

static bool
prepare(void)
{
	return (settings.label_count == 0 || outline_is_here()) && verbs_load_table();
}

static const struct option_group groups[] = {
	{ "Which table is covered", options_table },
	{ "What the input is", options_input },
	{ "Files of test labels", options_labels },
	{ "What is printed", options_output },
	{ "About the program", options_about },
	{ 0 },
};

const struct tool verb_cover = {
	.name = "idntable",
	.verb = "cover",
	.whole = &idntable,
	.synopsis = "-t TABLE [OPTION]... [LABEL]...",
	.exits = "0 done, 2 usage, I/O or table error.",
	.details = "Says which code points, sequences, variants, rules and actions of TABLE the LABELs "
		   "exercise: how many of each kind, and which never. Without LABEL, -f and "
		   "--labels, each line of standard input is a label, as eval takes it.",
	.groups = groups,
	.prepare = prepare,
	.run = run,
	.more_codes = &tables_codes,
};
