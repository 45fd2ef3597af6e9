/* SPDX-License-Identifier: MIT */
/* The columns of the page that --report writes: one cell about one name each. */
#include "cells.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "collide.h"
#include "common/message.h"
#include "common/record.h"
#include "common/tables.h"
#include "group.h"
#include "html.h"
#include "registry.h"

/* ---- the name ---- */

static void
write_line(struct worker *worker, struct text *out, bool is_ok)
{
	const struct record *record = worker->record;

	(void)is_ok;
	text_add_z(out, "<td>");
	html_write(out, record->file, strlen(record->file));
	text_format(out, ":%" PRIu64 "</td>", record->line);
}

static void
write_verdict(struct worker *worker, struct text *out, bool is_ok)
{
	(void)worker;
	text_format(out, "<td class=\"verdict\">%s</td>", is_ok ? "ok" : "reject");
}

/* Of each byte of the record, how many findings more, or less, are about it than about the one before. */
static void
find_marks(const struct worker *worker, int steps[RECORD_LIMIT + 1])
{
	const idnc_findings *findings = &worker->judge.findings;

	for (size_t i = 0; i < findings->count; i++) {
		const idnc_finding *f = &findings->items[i];

		if (f->severity != IDNC_SEVERITY_ERROR || f->label == IDNC_NO_LABEL ||
		    (uint64_t)f->at + f->length > worker->record->len)
			continue;
		steps[f->at]++;
		steps[f->at + f->length]--;
	}
}

/* The name as it was read, with what is at fault marked. */
static void
write_name(struct worker *worker, struct text *out, bool is_ok)
{
	const struct record *record = worker->record;
	int steps[RECORD_LIMIT + 1] = { 0 }, depth = 0;
	struct text shown = { 0 };
	bool is_marked = false;

	(void)is_ok;
	text_add_z(out, "<th scope=\"row\">" HTML_FOREIGN);
	if (record->len <= RECORD_LIMIT && !worker->judge.pair_fault)
		find_marks(worker, steps);
	for (size_t at = 0; at < record->len;) {
		size_t start = at;

		depth += steps[at];
		if ((depth > 0) != is_marked) {
			html_add(out, shown.bytes, shown.len);
			shown.len = 0;
			is_marked = depth > 0;
			text_add_z(out, is_marked ? "<mark>" : "</mark>");
		}
		record_write_character(worker, &at, &shown);
		for (start++; start < at; start++)
			depth += steps[start];
	}
	if (record->total > record->len)
		text_add_z(&shown, "\\u{2026}");
	html_add(out, shown.bytes, shown.len);
	text_add_z(out, is_marked ? "</mark>" HTML_FOREIGN_END "</th>" : HTML_FOREIGN_END "</th>");
	text_free(&shown);
}

/* ---- reasons ---- */

static void
write_reason(struct worker *worker, const struct group *group)
{
	const idnc_finding *finding = group_first(worker, group);
	struct text *out = &worker->beside, sentence = { 0 };

	if (worker->judge.pair_fault)
		text_add_z(&sentence, worker->judge.pair_fault);
	else
		group_write_sentence(worker, &sentence, group);
	text_format(out, "<li>%s <span class=\"code\">%s</span>: ", severity_word(finding->severity),
	            judge_code_name(worker->settings, finding->code));
	html_add(out, sentence.bytes, sentence.len);
	text_format(out, " <span class=\"place\">(byte %" PRIu32 ", length %" PRIu32 "; ", finding->at,
	            finding->length);
	html_add_z(out, idnc_explain_find(finding->code)->clause);
	text_add_z(out, ")</span></li>");
	text_free(&sentence);
}

static void
write_reasons(struct worker *worker, struct text *out, bool is_ok)
{
	idnc_status codes[JUDGE_CODES];
	size_t count = judge_codes(&worker->judge, codes), more;

	(void)is_ok;
	text_add_z(out, "<td class=\"reasons\" data-key=\"");
	for (size_t i = 0; i < count; i++)
		text_format(out, "%s%s", i ? "," : "", judge_code_name(worker->settings, codes[i]));
	text_add_z(out, "\">");
	if (worker->judge.findings.count > 0) {
		text_add_z(out, "<ul>");
		more = group_each(worker, write_reason);
		text_add_z(out, "</ul>");
		if (more > 0)
			text_format(out, "and %zu more with these codes; --json has them all", more);
	}
	text_add_z(out, "</td>");
}

/* ---- forms ---- */

/* The form of a name that the tables or the registered names refuse, and that is a name all the same. */
static void
write_form(struct worker *worker, struct text *out, const struct text *form, judge_conversion *convert)
{
	const struct judge *judge = &worker->judge;
	struct text converted = { 0 };

	text_add_z(out, "<td>");
	if (form->len == 0 && worker->record->total <= RECORD_LIMIT && !judge->pair_fault &&
	    judge_convert(&worker->settings->options, judge->name, judge->name_len, convert, &converted))
		form = &converted;
	if (form->len > 0)
		html_write_foreign(out, form->bytes, form->len);
	text_add_z(out, "</td>");
	text_free(&converted);
}

static void
write_unicode(struct worker *worker, struct text *out, bool is_ok)
{
	(void)is_ok;
	write_form(worker, out, &worker->unicode, idnc_domain_to_unicode);
}

static void
write_ascii(struct worker *worker, struct text *out, bool is_ok)
{
	(void)is_ok;
	write_form(worker, out, &worker->ascii, idnc_domain_to_ascii);
}

/* ---- code points and scripts ---- */

/* Call `take` with each code point of text. */
static void
each_point_of(const char *text, size_t len, void (*take)(void *context, uint32_t cp), void *context)
{
	uint32_t cp;

	for (size_t at = 0; at < len;) {
		idnc_utf8_next(text, len, &at, &cp);
		take(context, cp);
	}
}

/* The same of the form with U-labels; else of the name, its A-labels decoded where that can be done. */
static void
each_point(struct worker *worker, void (*take)(void *context, uint32_t cp), void *context)
{
	const struct judge *judge = &worker->judge;
	struct label *label;
	size_t end;

	if (worker->unicode.len > 0) {
		each_point_of(worker->unicode.bytes, worker->unicode.len, take, context);
		return;
	}
	label = memory_resize(NULL, 1, sizeof *label);
	for (size_t at = 0; worker->record->total <= RECORD_LIMIT && at < judge->name_len; at = end + 1) {
		const char *dot = memchr(judge->name + at, '.', judge->name_len - at);

		end = dot ? (size_t)(dot - judge->name) : judge->name_len;
		if (label_read(label, judge->name + at, end - at, NULL, 0))
			for (size_t i = 0; i < label->len; i++)
				take(context, label->cp[i]);
		else
			each_point_of(judge->name + at, end - at, take, context);
		if (dot)
			take(context, '.');
	}
	free(label);
}

struct points {
	struct text *out;
	size_t count;
};

static void
add_point(void *context, uint32_t cp)
{
	struct points *points = context;

	if (points->count++ < CELL_POINTS_SHOWN)
		text_format(points->out, "%sU+%04X", points->count > 1 ? " " : "", (unsigned)cp);
}

static void
write_points(struct worker *worker, struct text *out, bool is_ok)
{
	struct points points = { .out = out };

	(void)is_ok;
	text_add_z(out, "<td class=\"points\">");
	each_point(worker, add_point, &points);
	if (points.count > CELL_POINTS_SHOWN)
		text_format(out, " and %zu more", points.count - CELL_POINTS_SHOWN);
	text_add_z(out, "</td>");
}

/* Scripts by their codes, in the order of the alphabet. */
struct scripts {
	idnc_script items[RECORD_LIMIT];
	size_t count;
	bool has_common;
};

static void
add_script(void *context, uint32_t cp)
{
	struct scripts *scripts = context;
	idnc_properties properties;
	size_t at = 0;

	if (idnc_properties_find(cp, &properties) != IDNC_OK)
		return;
	/* Digits, hyphens and most marks are of any script. */
	if (properties.script == IDNC_SCRIPT('Z', 'y', 'y', 'y') || properties.script == IDNC_SCRIPT('Z', 'i', 'n', 'h')) {
		scripts->has_common = true;
		return;
	}
	while (at < scripts->count && scripts->items[at] < properties.script)
		at++;
	if (at < scripts->count && scripts->items[at] == properties.script)
		return;
	memmove(scripts->items + at + 1, scripts->items + at, (scripts->count - at) * sizeof *scripts->items);
	scripts->items[at] = properties.script;
	scripts->count++;
}

static void
write_scripts(struct worker *worker, struct text *out, bool is_ok)
{
	struct scripts scripts = { .count = 0 };

	(void)is_ok;
	text_add_z(out, "<td>");
	each_point(worker, add_script, &scripts);
	for (size_t i = 0; i < scripts.count; i++) {
		idnc_script script = scripts.items[i];

		text_format(out, "%s%c%c%c%c", i ? " " : "", (int)(script >> 24), (int)(script >> 16 & 0xFF),
		            (int)(script >> 8 & 0xFF), (int)(script & 0xFF));
	}
	if (scripts.count == 0 && scripts.has_common)
		text_add_z(out, "Zyyy");
	text_add_z(out, "</td>");
}

/* ---- the table ---- */

static void
write_table(struct worker *worker, struct text *out, bool is_ok)
{
	const struct table *table = worker->policy.table;

	(void)is_ok;
	text_add_z(out, "<td>");
	if (table)
		html_write(out, table->file, strlen(table->file));
	else if (registry_lacks_table(worker))
		text_add_z(out, "none: the name ends in no suffix that has one");
	text_add_z(out, "</td>");
}

static void
write_disposition(struct worker *worker, struct text *out, bool is_ok)
{
	const char *disposition = worker->policy.table ? policy_disposition(&worker->policy) : "";

	(void)is_ok;
	text_add_z(out, "<td>");
	html_write(out, disposition, strlen(disposition));
	text_add_z(out, "</td>");
}

static void
write_index(struct worker *worker, struct text *out, bool is_ok)
{
	struct text index = { 0 };

	(void)is_ok;
	text_add_z(out, "<td>");
	if (registry_write_index(worker, &index))
		html_write_foreign(out, index.bytes, index.len);
	text_add_z(out, "</td>");
	text_free(&index);
}

/* ---- variants ---- */

/* What a thread counts and lists variants with. */
struct counting {
	const idnc_lgr *lgr;
	const struct label *label;
	uint32_t disposition; /* of the label itself */
	idnc_lgr_count *counts;
	size_t capacity, count;
	_Alignas(8) unsigned char workspace[IDNC_LGR_COUNT_WORKSPACE];
};

static struct counting *
counting_of(struct worker *worker)
{
	struct counting *c = worker->beside_own;
	enum { FIRST = 64 }; /* combinations of dispositions: tables have a handful */

	if (!c) {
		c = worker->beside_own = memory_resize(NULL, 1, sizeof *c + FIRST * sizeof *c->counts);
		c->counts = (idnc_lgr_count *)(void *)(c + 1);
		c->capacity = FIRST;
	}
	c->lgr = &worker->policy.table->lgr;
	c->label = registry_label(worker);
	c->disposition = worker->policy.verdict.disposition;
	c->count = 0;
	return c;
}

/* Add the names of dispositions, separated by vertical bars. */
static void
write_dispositions(struct text *out, const struct counting *c, const idnc_lgr_count *count)
{
	for (size_t i = 0; i < count->count; i++) {
		const char *name = idnc_lgr_disposition_z(c->lgr, count->dispositions[i]);

		text_add_z(out, i ? "|" : "");
		html_write(out, name, strlen(name));
	}
}

static void
add_number(idnc_lgr_number *sum, const idnc_lgr_number *more)
{
	uint64_t carry = 0;

	for (size_t i = 0; i < sizeof sum->word / sizeof *sum->word; i++) {
		uint64_t with_carry = sum->word[i] + carry;

		carry = with_carry < carry;
		sum->word[i] = with_carry + more->word[i];
		carry += sum->word[i] < with_carry;
	}
}

static void
write_number(struct text *out, const idnc_lgr_number *number)
{
	char digits[IDNC_LGR_NUMBER_MAX];

	text_add(out, digits, idnc_lgr_number_write(number, digits));
}

/* Whether the registrant of the original can have it: every derivation says so.  RFC 7940, 7.3 */
static bool
can_be_had(const struct counting *c, const uint32_t *dispositions, size_t count)
{
	static const char *const names[] = { "allocatable", "activated", "valid" };

	for (size_t i = 0; i < count; i++) {
		const char *name = idnc_lgr_disposition_z(c->lgr, dispositions[i]);
		size_t k = 0;

		while (k < sizeof names / sizeof *names && strcmp(name, names[k]) != 0)
			k++;
		if (k == sizeof names / sizeof *names)
			return false;
	}
	return true;
}

/* How many there are to list, but the label itself; UINT64_MAX: more than that. */
static uint64_t
count_listed(const struct counting *c)
{
	idnc_lgr_number sum = { { 0 } };

	for (size_t i = 0; i < c->count; i++)
		if (can_be_had(c, c->counts[i].dispositions, c->counts[i].count))
			add_number(&sum, &c->counts[i].number);
	for (size_t i = 1; i < sizeof sum.word / sizeof *sum.word; i++)
		if (sum.word[i])
			return UINT64_MAX;
	return sum.word[0] - (sum.word[0] > 0 && can_be_had(c, &c->disposition, 1));
}

static void
write_variant(struct text *out, const struct counting *c, const idnc_lgr_variant *variant)
{
	struct text label = { 0 };
	const char *name = idnc_lgr_disposition_z(c->lgr, variant->dispositions[0]);

	label_write_utf8(&label, variant->cp, variant->len);
	text_add_z(out, "<li>");
	html_write_foreign(out, label.bytes, label.len);
	text_add_char(out, ' ');
	html_write(out, name, strlen(name));
	text_add_z(out, "</li>");
	text_free(&label);
}

static bool
is_itself(const struct counting *c, const idnc_lgr_variant *variant)
{
	return variant->len == c->label->len &&
	       memcmp(variant->cp, c->label->cp, variant->len * sizeof *variant->cp) == 0;
}

/* List the variants that can be had, but the label itself: all, or the first ones and how many more. */
static void
list_variants(struct counting *c, struct text *out)
{
	uint64_t total = count_listed(c), shown = 0;
	idnc_lgr_variants *variants;
	idnc_lgr_variant variant;
	size_t tried = 0;

	if (total == 0 || idnc_lgr_variants_begin(c->lgr, c->label->cp, c->label->len, c->workspace,
	                                          sizeof c->workspace, &variants) != IDNC_OK)
		return;
	while (shown < total && shown < CELL_VARIANTS_SHOWN && tried++ < CELL_VARIANTS_TRIED &&
	       idnc_lgr_variants_next(variants, &variant) == IDNC_OK && variant.len > 0) {
		if (is_itself(c, &variant) || !can_be_had(c, variant.dispositions, variant.count))
			continue;
		text_add_z(out, shown++ == 0 ? "<ul>" : "");
		write_variant(out, c, &variant);
	}
	text_add_z(out, shown > 0 ? "</ul>" : "");
	if (total == UINT64_MAX)
		text_add_z(out, "and more that can be had");
	else if (shown < total)
		text_format(out, "%" PRIu64 " more that can be had", total - shown);
}

static void
write_counts(struct counting *c, struct text *out)
{
	idnc_lgr_number sum = { { 0 } };

	for (size_t i = 0; i < c->count; i++)
		add_number(&sum, &c->counts[i].number);
	text_add_z(out, "<td class=\"variants\" data-key=\"");
	write_number(out, &sum);
	text_add_z(out, "\">");
	for (size_t i = 0; i < c->count; i++) {
		text_add_z(out, i ? ", " : "");
		write_number(out, &c->counts[i].number);
		text_add_char(out, ' ');
		write_dispositions(out, c, &c->counts[i]);
	}
}

static void
write_variants(struct worker *worker, struct text *out, bool is_ok)
{
	struct counting *c;

	(void)is_ok;
	if (!worker->policy.table || worker->policy.verdict.disposition == IDNC_LGR_INVALID) {
		text_add_z(out, "<td class=\"variants\"></td>");
		return;
	}
	c = counting_of(worker);
	if (idnc_lgr_count_variants(c->lgr, c->label->cp, c->label->len, c->workspace, sizeof c->workspace,
	                            c->counts, c->capacity, &c->count) != IDNC_OK) {
		text_add_z(out, "<td class=\"variants\">not counted: this is beyond the limits</td>");
		return;
	}
	write_counts(c, out);
	list_variants(c, out);
	text_add_z(out, "</td>");
}

/* ---- registered and reserved names ---- */

static void
write_collision(struct text *out, const struct collision *c)
{
	struct text standing = { 0 };

	text_add_z(out, "<li>");
	html_write_foreign(out, c->name.label, c->name.label_len);
	if (c->name.holder_len > 0) {
		text_add_z(out, " of ");
		html_write_foreign(out, c->name.holder, c->name.holder_len);
	}
	collide_write_standing(&standing, c);
	html_add(out, standing.bytes, standing.len);
	text_add_z(out, "</li>");
	text_free(&standing);
}

static void
write_collisions(struct worker *worker, struct text *out, bool is_ok)
{
	const struct collisions *all = registry_collisions(worker);
	const struct collision *c;

	(void)is_ok;
	text_format(out, "<td class=\"collisions\" data-key=\"%zu\">", all ? all->count : 0);
	if (all && all->count > 0) {
		text_add_z(out, "<ul>");
		for (size_t i = 0; (c = collide_shown(all, i)) != NULL; i++)
			write_collision(out, c);
		text_add_z(out, "</ul>");
		if (all->count > COLLISIONS_KEPT)
			text_format(out, "%zu names in all", all->count);
	}
	text_add_z(out, "</td>");
}

static void
write_reserved(struct worker *worker, struct text *out, bool is_ok)
{
	struct collide_reserved reserved;

	(void)is_ok;
	text_add_z(out, "<td class=\"reserved\">");
	if (collide_find_reserved(registry_collisions(worker), &reserved)) {
		struct text entry = { 0 }, label = { 0 };

		html_write_foreign(out, reserved.entry, reserved.entry_len);
		collide_write_entry(&entry, &reserved, &label);
		html_add(out, entry.bytes, entry.len);
		if (label.len > 0)
			html_write_foreign(out, label.bytes, label.len);
		if (reserved.reason_len > 0) {
			text_add_z(out, ": ");
			html_write_foreign(out, reserved.reason, reserved.reason_len);
		}
		text_free(&entry);
		text_free(&label);
	}
	text_add_z(out, "</td>");
}

const struct column columns[] = {
	{ ABOUT_NAMES, "line", "Line", write_line },
	{ ABOUT_NAMES, "verdict", "Verdict", write_verdict },
	{ ABOUT_NAMES, "name", "Name", write_name },
	{ ABOUT_NAMES, "reasons", "Reasons", write_reasons },
	{ ABOUT_NAMES, "scripts", "Scripts", write_scripts },
	{ ABOUT_NAMES, "unicode", "U-label form", write_unicode },
	{ ABOUT_NAMES, "ascii", "A-label form", write_ascii },
	{ ABOUT_NAMES, "points", "Code points", write_points },
	{ ABOUT_TABLES, "table", "Table", write_table },
	{ ABOUT_TABLES, "disposition", "Disposition", write_disposition },
	{ ABOUT_TABLES, "index", "Index label", write_index },
	{ ABOUT_TABLES, "variants", "Variants", write_variants },
	{ ABOUT_REGISTERED, "collisions", "Collisions", write_collisions },
	{ ABOUT_RESERVED, "reserved", "Reserved", write_reserved },
};

const size_t column_count = sizeof columns / sizeof *columns;
