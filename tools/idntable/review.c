/* SPDX-License-Identifier: MIT */
/* idntable review: what a registry's table has in other ways than a reference table, item by item. */
#include "review.h"

#include <stdlib.h>
#include <string.h>

#include "common/message.h"
#include "common/output.h"
#include "common/record.h"

/* Of what a remark is about, so many are named for people; the page and JSON have all. */
enum { SUBJECTS_SHOWN = 40 };

/* ---- Making it ---- */

/* A difference with what it means, to be sorted. */
struct sorted {
	const struct row *row;
	const idnc_difference *difference;
	size_t index;
};

/* Lists of elements and mappings are told together, whatever their causes. */
static int
order_remarks(const struct sorted *one, const struct sorted *other)
{
	bool is_list = one->row->aspect == IDNC_ASPECT_REPERTOIRE || one->row->aspect == IDNC_ASPECT_VARIANT;

	if (one->row != other->row)
		return one->row < other->row ? -1 : 1;
	if (is_list && one->difference->undecided == other->difference->undecided)
		return 0;
	return pair_order(one->difference, other->difference);
}

/* By item, the gravest first; by remark; then in the order of the comparison. */
static int
compare_sorted(const void *a, const void *b)
{
	const struct sorted *one = a, *other = b;
	enum item items[2] = { row_item(one->row), row_item(other->row) };
	int remarks = order_remarks(one, other);

	if (items[0] != items[1])
		return items[0] < items[1] ? -1 : 1;
	if (one->row->result != other->row->result)
		return one->row->result > other->row->result ? -1 : 1;
	return remarks ? remarks : one->index < other->index ? -1 : 1;
}

static void
collect_remarks(struct review *review)
{
	size_t count = idnc_comparison_count(review->pair.comparison);
	struct sorted *sorted = memory_resize(NULL, count + 1, sizeof *sorted);

	for (size_t i = 0; i < count; i++) {
		const idnc_difference *difference = idnc_comparison_at(review->pair.comparison, i);

		sorted[i] = (struct sorted){ row_find(&review->pair, difference), difference, i };
	}
	qsort(sorted, count, sizeof *sorted, compare_sorted);
	review->items = memory_resize(NULL, count + 1, sizeof *review->items);
	review->remarks = memory_resize(NULL, count + 1, sizeof *review->remarks);
	for (size_t i = 0; i < count; i++) {
		const struct row *row = sorted[i].row;
		enum item item = row_item(row);

		review->items[i] = sorted[i].difference;
		if (i == 0 || order_remarks(&sorted[i - 1], &sorted[i]) != 0)
			review->remarks[review->count++] =
				(struct remark){ .row = row, .cause = { .items = review->items + i } };
		review->remarks[review->count - 1].cause.count++;
		if (row->result > review->results[item])
			review->results[item] = row->result;
	}
	free(sorted);
}

void
review_make(struct review *review, const struct side *reference, const char *file)
{
	*review = (struct review){ 0 };
	review->status = side_read(&review->table, file);
	review->pair.side[0] = reference;
	review->pair.side[1] = &review->table;
	if (review->status < 2)
		side_complain(&review->table);
	if (review->status == 0 && !pair_compare(&review->pair))
		review->status = 2;
	else if (review->status == 0)
		collect_remarks(review);
}

void
review_free(struct review *review)
{
	pair_free(&review->pair);
	side_free(&review->table);
	free(review->remarks);
	free(review->items);
	*review = (struct review){ 0 };
}

/* ---- For people ---- */

static void
write_remark(struct text *out, const struct review *review, const struct remark *remark)
{
	const struct cause *cause = &remark->cause;
	const idnc_difference *first = cause->items[0];
	struct text subjects = { 0 };

	text_format(out, "  %s: %s", result_z(remark->row->result), idnc_aspect_z(remark->row->aspect));
	if (pair_count_subjects(cause) > 1)
		text_format(out, ", %zu", pair_count_subjects(cause));
	pair_write_subjects(&subjects, cause, SUBJECTS_SHOWN);
	text_add_z(out, subjects.len ? ": " : "");
	text_add(out, subjects.bytes, subjects.len);
	text_free(&subjects);
	text_format(out, "\n    %s (%s)\n", remark->row->sentence, remark->row->clause);
	if (first->undecided)
		text_format(out, "    because %s\n", idnc_undecided_z(first->undecided));
	pair_write_proofs(out, &review->pair, cause, 4);
}

static void
write_text(struct text *out, const struct review *review)
{
	size_t at = 0;

	escape_write(out, ESCAPE_TEXT, review->table.file, strlen(review->table.file));
	text_add_z(out, ", reviewed against ");
	escape_write(out, ESCAPE_TEXT, review->pair.side[0]->file, strlen(review->pair.side[0]->file));
	text_add_char(out, '\n');
	if (review->status) {
		text_add_z(out, "  cannot be reviewed\n\n");
		return;
	}
	for (enum item item = 0; item < ITEM_COUNT; item++)
		text_format(out, "  %-12s%s\n", item_z(item), result_z(review->results[item]));
	for (enum item item = 0; item < ITEM_COUNT; item++) {
		if (review->results[item] != RESULT_MATCH)
			text_format(out, "%s\n", item_z(item));
		for (; at < review->count && row_item(review->remarks[at].row) == item; at++)
			write_remark(out, review, &review->remarks[at]);
	}
	text_add_char(out, '\n');
}

/* ---- For programs ---- */

/* How many differences an item has. */
static size_t
count_differences(const struct review *review, enum item item)
{
	size_t count = 0;

	for (size_t i = 0; i < review->count; i++)
		if (row_item(review->remarks[i].row) == item)
			count += review->remarks[i].cause.count;
	return count;
}

static void
write_tsv(struct text *out, const struct review *review)
{
	for (enum item item = 0; item < ITEM_COUNT && review->status == 0; item++) {
		escape_write(out, ESCAPE_TSV, review->table.file, strlen(review->table.file));
		text_format(out, "\t%s\t%s\t%zu\n", item_z(item), result_z(review->results[item]),
		            count_differences(review, item));
	}
}

static void
write_json_remark(struct text *out, const struct remark *remark)
{
	text_format(out, "{\"result\":\"%s\",\"sentence\":\"%s\",\"clause\":\"%s\",\"differences\":[",
	            result_z(remark->row->result), remark->row->sentence, remark->row->clause);
	for (size_t i = 0; i < remark->cause.count; i++) {
		text_add_z(out, i ? "," : "");
		pair_write_json(out, remark->cause.items[i]);
	}
	text_add_z(out, "]}");
}

/* Whether there is nothing that a person has to look at. */
static bool
is_ok(const struct review *review)
{
	for (enum item item = 0; item < ITEM_COUNT; item++)
		if (review->results[item] > RESULT_NOTE)
			return false;
	return review->status == 0;
}

static void
write_json(struct text *out, const struct review *review)
{
	const char *reference = review->pair.side[0]->file;
	size_t at = 0;

	text_add_z(out, "{\"table\":\"");
	escape_write(out, ESCAPE_JSON, review->table.file, strlen(review->table.file));
	text_add_char(out, '"');
	record_write_json_string(out, "reference", reference, strlen(reference), false);
	text_format(out, ",\"ok\":%s,\"items\":", is_ok(review) ? "true" : "false");
	text_add_z(out, review->status ? "null" : "[");
	for (enum item item = 0; item < ITEM_COUNT && review->status == 0; item++) {
		const char *comma = "";

		text_format(out, "%s{\"item\":\"%s\",\"result\":\"%s\",\"remarks\":[", item ? "," : "", item_z(item),
		            result_z(review->results[item]));
		for (; at < review->count && row_item(review->remarks[at].row) == item; at++, comma = ",") {
			text_add_z(out, comma);
			write_json_remark(out, &review->remarks[at]);
		}
		text_add_z(out, "]}");
	}
	text_add_z(out, review->status ? "" : "]");
	table_write_json_findings(out, &review->table.findings);
	text_add_z(out, "}\n");
}

/* ---- The verb ---- */

static int
write_reviews(const struct side *reference, const struct review *reviews, size_t count)
{
	static void (*const writers[])(struct text *, const struct review *) = {
		[FORMAT_TEXT] = write_text,
		[FORMAT_TSV] = write_tsv,
		[FORMAT_JSON] = write_json,
	};
	struct text out = { 0 };
	int status = 0;

	if (settings.html)
		review_write_html(&out, reference, reviews, count);
	else
		for (size_t i = 0; i < count; i++)
			writers[settings.common.format](&out, &reviews[i]);
	if (settings.output)
		status = output_write(settings.output, out.bytes, out.len);
	else if (!settings.common.quiet)
		stdout_write(out.bytes, out.len);
	text_free(&out);
	return status;
}

/* Review all tables of the command line; the exit status. */
static int
review_all(const struct side *reference)
{
	size_t count = settings.common.name_count;
	struct review *reviews = memory_resize(NULL, count, sizeof *reviews);
	int worst = 0, status;

	for (size_t i = 0; i < count; i++) {
		review_make(&reviews[i], reference, settings.common.names[i]);
		status = reviews[i].status ? 2 : !is_ok(&reviews[i]);
		worst = status > worst ? status : worst;
	}
	status = write_reviews(reference, reviews, count);
	for (size_t i = 0; i < count; i++)
		review_free(&reviews[i]);
	free(reviews);
	return status > worst ? status : worst;
}

/* Whether what is written would take the place of a table that is read. */
static bool
is_read(const char *file)
{
	bool is_one = file_is_same(settings.reference, file);

	for (size_t i = 0; i < settings.common.name_count; i++)
		is_one |= file_is_same(settings.common.names[i], file);
	return is_one;
}

static int
run(void)
{
	struct side reference = { 0 };
	int status;

	if (!settings.reference || settings.common.name_count == 0) {
		message("the form is: review --reference REF TABLE...", NULL, "");
		return 2;
	}
	if (settings.html && settings.common.format != FORMAT_TEXT) {
		message("one form is enough: --html, --tsv or --json", NULL, "");
		return 2;
	}
	if (settings.output && is_read(settings.output)) {
		message("what is written would take the place of the table", settings.output, "");
		return 2;
	}
	status = side_read(&reference, settings.reference);
	if (status < 2)
		side_complain(&reference);
	status = status ? 2 : review_all(&reference);
	side_free(&reference);
	stdout_close();
	return status;
}

static const struct option_group groups[] = {
	{ "The review", options_review },
	{ "How tables are read", options_lint },
	{ "How tables are compared", options_compare },
	{ "What is printed", options_differences },
	{ "About the program", options_about },
	{ 0 },
};

const struct tool verb_review = {
	.name = "idntable",
	.verb = "review",
	.whole = &idntable,
	.synopsis = "[OPTION]... --reference REF TABLE...",
	.exits = "0 nothing but MATCH, SUBSET and NOTE, 1 a MANUAL CHECK or REVIEW, 2 usage, I/O or table error.",
	.details =
		"Reviews policy tables against a reference table: what of the repertoire, variants, contexts, rules, "
		"actions and meta data is the same in meaning, less, stricter, or lets more happen, with a label as the "
		"proof. Results are MATCH, SUBSET, NOTE, MANUAL CHECK and REVIEW.",
	.groups = groups,
	.run = run,
	.no_table = "; review takes files: review --reference REF TABLE...",
	.more_codes = &tables_codes,
};
