/* SPDX-License-Identifier: MIT */
/* Reviews as a page for people: a table of items, then what each of them is about. */
#include <string.h>

#include "common/escape.h"
#include "common/label.h"
#include "review.h"

/* The look is that of idntable convert --format html; nothing is loaded, nothing runs. */
static const char page_head[] =
	"<!DOCTYPE html>\n"
	"<html lang=\"en\">\n"
	"<head>\n"
	"<meta charset=\"utf-8\">\n"
	"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
	"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
	"<title>Review of policy tables</title>\n"
	"<style>\n"
	"body { font: 1em/1.5 sans-serif; margin: 2em auto; max-width: 75em; padding: 0 1em; color: #111; background: #fff }\n"
	"table { border-collapse: collapse; margin: 1em 0 }\n"
	"th, td { border: 1px solid #bbb; padding: .2em .6em; text-align: left; vertical-align: top }\n"
	"thead th { background: #eee; position: sticky; top: 0 }\n"
	"code { white-space: nowrap }\n"
	"pre { white-space: pre-wrap; overflow-wrap: anywhere; background: #f6f6f6; padding: 1em }\n"
	".glyph { font-size: 1.4em }\n"
	".result { font-weight: bold; white-space: nowrap }\n"
	".match, .subset { color: #060 }\n"
	".note { color: #034 }\n"
	".check { color: #640 }\n"
	".review { color: #900 }\n"
	"h3 { border-top: 1px solid #bbb; padding-top: .5em }\n"
	"@media print { thead th { position: static } h3, tr { break-inside: avoid; break-after: avoid } }\n"
	"</style>\n"
	"</head>\n"
	"<body>\n"
	"<h1>Review of policy tables</h1>\n";

/* Text from outside, with what is invisible by its number; then what means something in HTML. */
static void
put(struct text *out, const char *bytes, size_t len)
{
	static const struct {
		char character;
		const char *escape;
	} escapes[] = {
		{ '&', "&amp;" }, { '<', "&lt;" }, { '>', "&gt;" }, { '"', "&quot;" }, { '\'', "&#39;" },
	};
	struct text shown = { 0 };

	escape_write(&shown, ESCAPE_TEXT, bytes, len);
	for (size_t i = 0; i < shown.len; i++) {
		const char *escape = NULL;

		for (size_t k = 0; k < sizeof escapes / sizeof *escapes; k++)
			if (shown.bytes[i] == escapes[k].character)
				escape = escapes[k].escape;
		if (escape)
			text_add_z(out, escape);
		else
			text_add_char(out, shown.bytes[i]);
	}
	text_free(&shown);
}

static void
put_text(struct text *out, const struct text *text)
{
	put(out, text->len ? text->bytes : "", text->len);
}

static void
put_z(struct text *out, const char *z)
{
	put(out, z, strlen(z));
}

/* Add a cell with characters, in a direction of their own, and their code points. */
static void
put_points(struct text *out, const uint32_t *cp, size_t len)
{
	struct text utf8 = { 0 };

	label_write_utf8(&utf8, cp, len);
	text_add_z(out, "<bdi class=\"glyph\">");
	put_text(out, &utf8);
	text_add_z(out, "</bdi> <code>");
	pair_write_points(out, cp, len);
	text_add_z(out, "</code>");
	text_free(&utf8);
}

static void
put_result(struct text *out, enum result result)
{
	static const char *const classes[] = {
#define X(name, words, class) class,
		RESULT_LIST(X)
#undef X
	};

	text_format(out, "<span class=\"result %s\">%s</span>", classes[result], result_z(result));
}

/* ---- Differences ---- */

/* Add cells: what the difference is about; the label that shows it; what each table has, and says of the label. */
static void
put_difference(struct text *out, const struct review *review, const idnc_difference *d)
{
	text_add_z(out, "<tr><td>");
	if (d->source)
		put_points(out, d->source, d->source_len);
	if (d->target) {
		text_add_z(out, " to ");
		put_points(out, d->target, d->target_len);
	}
	text_add_z(out, d->field ? d->field : "");
	text_add_z(out, "</td><td>");
	if (d->label)
		put_points(out, d->label, d->label_len);
	if (d->label && d->aspect == IDNC_ASPECT_CONTEXT)
		text_format(out, "<br>at character %zu", d->at + 1);
	if (d->variant) {
		text_add_z(out, "<br>variant ");
		put_points(out, d->variant, d->variant_len);
	}
	text_add_z(out, "</td>");
	for (int i = 0; i < 2; i++) {
		struct text words = { 0 }, opinion = { 0 };

		if (d->line[i])
			text_format(&words, "line %u: ", (unsigned)d->line[i]);
		text_add_z(out, "<td>");
		pair_write_name(&words, d, i);
		pair_write_opinion(&opinion, review->pair.side[i], d);
		put_text(out, &words);
		text_add_z(out, opinion.len ? "<br>" : "");
		put_text(out, &opinion);
		text_add_z(out, "</td>");
		text_free(&words);
		text_free(&opinion);
	}
	text_add_z(out, "</tr>\n");
}

static void
put_remark(struct text *out, const struct review *review, const struct remark *remark)
{
	const struct cause *cause = &remark->cause;

	text_add_z(out, "<p>");
	put_result(out, remark->row->result);
	text_format(out, " %s", idnc_aspect_z(remark->row->aspect));
	if (pair_count_subjects(cause) > 1)
		text_format(out, ", %zu", pair_count_subjects(cause));
	text_add_z(out, ": ");
	put_z(out, remark->row->sentence);
	text_add_z(out, " (");
	put_z(out, remark->row->clause);
	text_add_z(out, ")");
	if (cause->items[0]->undecided)
		text_format(out, ", because %s", idnc_undecided_z(cause->items[0]->undecided));
	text_add_z(out, ".</p>\n<table>\n<thead><tr><th>About</th><th>Label</th><th>Reference</th><th>Table</th></tr></thead>\n"
	                "<tbody>\n");
	for (size_t i = 0; i < cause->count; i++)
		put_difference(out, review, cause->items[i]);
	text_add_z(out, "</tbody>\n</table>\n");
}

/* ---- The page ---- */

static void
put_summary(struct text *out, const struct review *reviews, size_t count)
{
	text_add_z(out, "<table>\n<thead><tr><th>Table</th>");
	for (enum item item = 0; item < ITEM_COUNT; item++)
		text_format(out, "<th>%s</th>", item_z(item));
	text_add_z(out, "</tr></thead>\n<tbody>\n");
	for (size_t i = 0; i < count; i++) {
		text_format(out, "<tr><th scope=\"row\"><a href=\"#table-%zu\">", i + 1);
		put_z(out, reviews[i].table.file);
		text_add_z(out, "</a></th>");
		for (enum item item = 0; item < ITEM_COUNT && reviews[i].status == 0; item++) {
			text_add_z(out, "<td>");
			put_result(out, reviews[i].results[item]);
			text_add_z(out, "</td>");
		}
		if (reviews[i].status)
			text_format(out, "<td colspan=\"%d\">cannot be reviewed</td>", ITEM_COUNT);
		text_add_z(out, "</tr>\n");
	}
	text_add_z(out, "</tbody>\n</table>\n");
}

/* Why a table cannot be read, or what is doubtful about it. */
static void
put_findings(struct text *out, const struct side *side)
{
	const idnc_table_findings *findings = &side->findings;
	size_t kept = findings->count < findings->capacity ? findings->count : findings->capacity;
	struct text words = { 0 };

	for (size_t i = 0; i < kept; i++)
		if (findings->items[i].severity != IDNC_SEVERITY_NOTE)
			table_write_finding(&words, side->file, &findings->items[i]);
	text_add_z(out, words.len ? "<ul>\n" : "");
	for (size_t at = 0; at < words.len;) {
		size_t len = (size_t)((char *)memchr(words.bytes + at, '\n', words.len - at) - (words.bytes + at));

		text_add_z(out, "<li>");
		put(out, words.bytes + at, len);
		text_add_z(out, "</li>\n");
		at += len + 1;
	}
	text_add_z(out, words.len ? "</ul>\n" : "");
	text_free(&words);
}

static void
put_review(struct text *out, const struct review *review, size_t number)
{
	size_t at = 0;

	text_format(out, "<h2 id=\"table-%zu\">", number);
	put_z(out, review->table.file);
	text_add_z(out, "</h2>\n");
	put_findings(out, &review->table);
	if (review->status)
		text_add_z(out, "<p>The table cannot be reviewed.</p>\n");
	for (enum item item = 0; item < ITEM_COUNT && review->status == 0; item++) {
		text_format(out, "<h3>%s: ", item_z(item));
		put_result(out, review->results[item]);
		text_add_z(out, "</h3>\n");
		for (; at < review->count && row_item(review->remarks[at].row) == item; at++)
			put_remark(out, review, &review->remarks[at]);
	}
}

void
review_write_html(struct text *out, const struct side *reference, const struct review *reviews, size_t count)
{
	text_add_z(out, page_head);
	text_add_z(out, "<p>Reviewed against ");
	put_z(out, reference->file);
	text_add_z(out, ", by what the tables mean: names of rules, classes, tags and types count for nothing. MATCH: the same. "
	                "SUBSET: a part of the reference. NOTE: no risk to users. MANUAL CHECK: a person must look. REVIEW: the "
	                "table lets happen what the reference does not, or lacks a variant, a context, a rule or an action "
	                "of it.</p>\n");
	put_findings(out, reference);
	put_summary(out, reviews, count);
	for (size_t i = 0; i < count; i++)
		put_review(out, &reviews[i], i + 1);
	text_add_z(out, "</body>\n</html>\n");
}
