/* SPDX-License-Identifier: MIT */
/* idntable diff: in what two tables differ, by what they mean, with a label as the proof. */
#include <string.h>

#include "common/message.h"
#include "common/record.h"
#include "pair.h"

/* Of the elements that a difference is about, so many are named for people. */
enum { SUBJECTS_SHOWN = 8 };

/* ---- For people ---- */

static void
write_cause(struct text *out, const struct pair *pair, const struct cause *cause)
{
	const idnc_difference *first = cause->items[0];
	struct text subjects = { 0 };

	text_add_z(out, idnc_aspect_z(first->aspect));
	pair_write_subjects(&subjects, cause, SUBJECTS_SHOWN);
	if (pair_count_subjects(cause) > 1)
		text_format(out, ", %zu", pair_count_subjects(cause));
	text_add_z(out, subjects.len ? ": " : "");
	text_add(out, subjects.bytes, subjects.len);
	text_add_char(out, '\n');
	if (first->undecided)
		text_format(out, "  undecided: %s\n", idnc_undecided_z(first->undecided));
	pair_write_proofs(out, pair, cause, 2);
	text_add_char(out, '\n');
	text_free(&subjects);
}

/* How many causes there are: of meaning, and of meta data only. */
static void
count_causes(const struct pair *pair, size_t *differing, size_t *undecided, size_t *metadata)
{
	*differing = *undecided = *metadata = 0;
	for (size_t i = 0; i < pair->count; i++) {
		const idnc_difference *first = pair->causes[i].items[0];

		if (first->undecided)
			++*undecided;
		else if (first->aspect == IDNC_ASPECT_METADATA)
			++*metadata;
		else
			++*differing;
	}
}

static void
write_text(struct text *out, const struct pair *pair)
{
	size_t differing, undecided, metadata;

	count_causes(pair, &differing, &undecided, &metadata);
	for (size_t i = 0; i < pair->count; i++)
		write_cause(out, pair, &pair->causes[i]);
	if (differing + undecided == 0)
		text_add_z(out, "equal in meaning");
	else
		text_format(out, "differences: %zu; undecided: %zu", differing, undecided);
	text_format(out, "; of meta data, which change no verdict: %zu\n", metadata);
}

/* ---- For programs ---- */

static void
write_tsv_name(struct text *out, const idnc_difference *difference, int which)
{
	const char *name = difference->name[which];

	text_add_char(out, '\t');
	if (name && difference->is_negated[which])
		text_add_z(out, "not ");
	if (name)
		escape_write(out, ESCAPE_TSV, name, strlen(name));
}

static void
write_tsv_points(struct text *out, const uint32_t *cp, size_t len)
{
	text_add_char(out, '\t');
	if (cp)
		label_write_hex(out, cp, len);
}

static void
write_tsv(struct text *out, const struct pair *pair)
{
	const idnc_difference *d;

	for (size_t i = 0; (d = idnc_comparison_at(pair->comparison, i)) != NULL; i++) {
		text_format(out, "%s\t%s\t%d\t%d", idnc_aspect_z(d->aspect), d->undecided ? "undecided" : "decided", d->has[0],
		            d->has[1]);
		if (d->field)
			text_format(out, "\t%s", d->field);
		else
			write_tsv_points(out, d->source, d->source_len);
		write_tsv_points(out, d->target, d->target_len);
		write_tsv_name(out, d, 0);
		write_tsv_name(out, d, 1);
		text_format(out, "\t%u\t%u", (unsigned)d->line[0], (unsigned)d->line[1]);
		write_tsv_points(out, d->label, d->label_len);
		text_format(out, d->label ? "\t%zu" : "\t", d->at);
		write_tsv_points(out, d->variant, d->variant_len);
		text_format(out, "\t%d\t%s\n", d->is_effective, d->undecided ? idnc_undecided_z(d->undecided) : "");
	}
}

static void
write_json(struct text *out, const struct pair *pair)
{
	const idnc_difference *d;
	size_t differing, undecided, metadata;

	count_causes(pair, &differing, &undecided, &metadata);
	text_add_z(out, "{\"first\":\"");
	escape_write(out, ESCAPE_JSON, pair->side[0]->file, strlen(pair->side[0]->file));
	text_add_char(out, '"');
	record_write_json_string(out, "second", pair->side[1]->file, strlen(pair->side[1]->file), false);
	text_format(out, ",\"equal\":%s,\"differences\":[",
	            differing ? "false" : undecided ? "null" : "true");
	for (size_t i = 0; (d = idnc_comparison_at(pair->comparison, i)) != NULL; i++) {
		text_add_z(out, i ? "," : "");
		pair_write_json(out, d);
	}
	text_add_z(out, "]}\n");
}

/* ---- The verb ---- */

/* Compare two tables that were read; the exit status. */
static int
compare(struct pair *pair)
{
	static void (*const writers[])(struct text *, const struct pair *) = {
		[FORMAT_TEXT] = write_text,
		[FORMAT_TSV] = write_tsv,
		[FORMAT_JSON] = write_json,
	};
	size_t differing, undecided, metadata;
	struct text out = { 0 };

	if (!pair_compare(pair))
		return 2;
	pair_collect(pair);
	if (!settings.common.quiet)
		writers[settings.common.format](&out, pair);
	stdout_write(out.bytes, out.len);
	text_free(&out);
	count_causes(pair, &differing, &undecided, &metadata);
	return differing + undecided > 0;
}

static int
run(void)
{
	struct side sides[2] = { 0 };
	struct pair pair = { .side = { &sides[0], &sides[1] } };
	int status = 0;

	if (settings.common.name_count != 2) {
		message("the form is: diff [OPTION]... FIRST SECOND", NULL, "");
		return 2;
	}
	for (int i = 0; i < 2; i++) {
		int got = side_read(&sides[i], settings.common.names[i]);

		if (got < 2)
			side_complain(&sides[i]);
		status = got ? 2 : status;
	}
	if (status == 0)
		status = compare(&pair);
	pair_free(&pair);
	for (int i = 0; i < 2; i++)
		side_free(&sides[i]);
	stdout_close();
	return status;
}

static const struct option_group groups[] = {
	{ "How tables are read", options_lint },
	{ "How tables are compared", options_compare },
	{ "What is printed", options_differences },
	{ "About the program", options_about },
	{ 0 },
};

const struct tool verb_diff = {
	.name = "idntable",
	.verb = "diff",
	.whole = &idntable,
	.synopsis = "[OPTION]... FIRST SECOND",
	.exits = "0 equal in meaning, 1 different, or not decided, 2 usage, I/O or table error.",
	.details =
		"Says in what two policy tables differ, by what they mean: names of rules, classes, tags and types count "
		"for nothing. Each difference comes with a label that the tables judge differently.",
	.groups = groups,
	.run = run,
	.no_table = "; diff takes two files as its arguments: diff FIRST SECOND",
	.more_codes = &tables_codes,
};
