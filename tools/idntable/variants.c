/* SPDX-License-Identifier: MIT */
/* idntable variants: the variant labels of a label, one a line. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "common/message.h"
#include "common/record.h"
#include "verbs.h"

enum { WORKSPACE = 8 * 1024 * 1024, WRITE_SIZE = 64 * 1024 };

static void
write_variant(struct text *out, const idnc_lgr_variant *variant)
{
	struct text label = { 0 }, dispositions = { 0 };

	label_write_utf8(&label, variant->cp, variant->len);
	verbs_write_dispositions(&dispositions, variant->dispositions, variant->count);
	switch ((enum format)settings.common.format) {
	case FORMAT_TEXT:
		escape_write(out, ESCAPE_TEXT, label.bytes, label.len);
		text_add_char(out, '\t');
		escape_write(out, ESCAPE_TEXT, dispositions.bytes, dispositions.len);
		break;
	case FORMAT_TSV:
		label_write_hex(out, variant->cp, variant->len);
		text_add_char(out, '\t');
		escape_write(out, ESCAPE_TSV, dispositions.bytes, dispositions.len);
		break;
	case FORMAT_JSON:
		text_add_z(out, "{\"label\":\"");
		label_write_hex(out, variant->cp, variant->len);
		text_add_char(out, '"');
		record_write_json_string(out, "unicode", label.bytes, label.len, false);
		record_write_json_string(out, "disposition", dispositions.bytes, dispositions.len,
		                         false);
		text_add_char(out, '}');
		break;
	}
	text_add_char(out, '\n');
	text_free(&label);
	text_free(&dispositions);
}

/* Whether --only lets it pass: one of its dispositions is the one asked for. */
static bool
is_wanted(const idnc_lgr_variant *variant)
{
	if (!settings.only)
		return true;
	for (size_t i = 0; i < variant->count; i++)
		if (strcmp(idnc_lgr_disposition_z(&judging->lgr, variant->dispositions[i]),
		           settings.only) == 0)
			return true;
	return false;
}

/* Dispositions that RFC 7940, 7.3 proposes: a table that uses none of them just lists no label. */
static const char *const proposed[] = { "valid", "allocatable", "activated", "blocked", "invalid" };

/* Whether a label can have the disposition of --only; false: a message was written. */
static bool
is_disposition(const char *only)
{
	struct nearest nearest = { .query = only };
	struct text after = { 0 };
	const char *name;

	for (size_t i = 0; i < sizeof proposed / sizeof *proposed; i++) {
		if (strcmp(only, proposed[i]) == 0)
			return true;
		nearest_offer(&nearest, proposed[i]);
	}
	for (uint32_t i = 0; (name = idnc_lgr_disposition_z(&judging->lgr, i)) != NULL; i++) {
		if (strcmp(only, name) == 0)
			return true;
		nearest_offer(&nearest, name);
	}
	if (nearest.best)
		text_format(&after, "; did you mean %s?", nearest.best);
	else
		text_add_z(&after, "; idntable show -t TABLE tells those that it has");
	message("the table has no disposition", only, text_z(&after));
	text_free(&after);
	return false;
}

static void
say_cut(void)
{
	struct text line = { 0 };

	text_format(&line,
	            "idntable: note: there are more; the first %" PRIu64
	            " are shown, as --max says\n",
	            settings.max);
	stderr_write(line.bytes, line.len);
	text_free(&line);
}

static void
say_unlisted(const char *what, idnc_status status)
{
	struct text after = { 0 };

	text_format(&after, " %s", idnc_explain_find(status)->sentence);
	message(what, NULL, text_z(&after));
	text_free(&after);
}

/* Print all variant labels; the exit status. */
static int
list(idnc_lgr_variants *variants)
{
	struct text out = { 0 };
	idnc_lgr_variant variant;
	idnc_status status;
	uint64_t shown = 0;

	while ((status = idnc_lgr_variants_next(variants, &variant)) == IDNC_OK &&
	       variant.len > 0) {
		verbs_settle(variant.dispositions, &variant.count);
		if (!is_wanted(&variant))
			continue;
		if (settings.max > 0 && shown++ == settings.max) {
			say_cut();
			break;
		}
		write_variant(&out, &variant);
		if (out.len > WRITE_SIZE) {
			stdout_write(out.bytes, out.len);
			out.len = 0;
		}
	}
	stdout_write(out.bytes, out.len);
	text_free(&out);
	if (status != IDNC_OK)
		say_unlisted("not all variant labels can be listed:", status);
	stdout_close();
	return status == IDNC_OK ? 0 : 2;
}

static int
run(void)
{
	static struct label label;
	static struct worker worker;
	struct record record;
	idnc_lgr_variants *variants;
	void *workspace;
	idnc_status begun;
	int status = 1;
	bool is_ok;

	if (settings.common.name_count != 1) {
		message("one label is needed", NULL, "");
		return 2;
	}
	if (settings.only && !is_disposition(settings.only))
		return 2;
	workspace = memory_resize(NULL, 1, WORKSPACE);
	is_ok = verbs_judge_argument(&worker, &record, &label);
	if (is_ok ||
	    (worker.policy.table && worker.policy.verdict.disposition != IDNC_LGR_INVALID)) {
		status = 2;
		begun = idnc_lgr_variants_begin(&judging->lgr, label.cp, label.len, workspace,
		                                WORKSPACE, &variants);
		if (begun == IDNC_OK)
			status = list(variants);
		else
			say_unlisted("the variant labels cannot be listed:", begun);
		if (status == 0 && !is_ok)
			status = 1;
	}
	judge_end(&worker.judge);
	free(workspace);
	return status;
}

static const struct option_group groups[] = {
	{ "Which table judges", options_table },
	{ "Which variant labels are printed", options_variants },
	{ "Where derivations disagree", options_conflicts },
	{ "What is printed", options_output },
	{ "About the program", options_about },
	{ 0 },
};

const struct tool verb_variants = {
	.name = "idntable",
	.verb = "variants",
	.whole = &idntable,
	.synopsis = "-t TABLE [OPTION]... LABEL",
	.exits = "0 the label is acceptable, 1 it is not, 2 usage, I/O or table error.",
	.details = "Prints the variant labels of LABEL, itself among them, in the order of code "
		   "points, one a line, each with a tab and its disposition. LABEL is text, an "
		   "A-label (xn--...), or code points such as U+0915 U+094D.",
	.groups = groups,
	.prepare = verbs_load_table,
	.run = run,
	.more_codes = &tables_codes,
};
