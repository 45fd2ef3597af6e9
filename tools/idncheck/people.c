/* SPDX-License-Identifier: MIT */
/* Verdicts for people: both forms of a name, or every reason, a mark under the fault, a remedy. */
#include "people.h"

#include <string.h>
#include <strings.h>

#include "common/record.h"
#include "common/width.h"

enum {
	SHOWN_FINDINGS = 10, /* of a name; the others are counted */
	SHOWN_COLUMNS = 68   /* of the text above a mark */
};

enum colour_of { GOOD, BAD, MARK, PLAIN };

static void
set_colour(struct worker *worker, enum colour_of colour)
{
	static const char *const sequences[] = { "\033[32m", "\033[31m", "\033[1;33m", "\033[0m" };

	if (worker->is_coloured)
		text_add_z(&worker->out, sequences[colour]);
}

static void
write_verdict(struct worker *worker, bool is_ok)
{
	set_colour(worker, is_ok ? GOOD : BAD);
	text_add_z(&worker->out, is_ok ? "ok" : "reject");
	set_colour(worker, PLAIN);
	text_add_z(&worker->out, is_ok ? "      " : "  ");
	record_write_name(worker, &worker->out);
	text_add_char(&worker->out, '\n');
}

static void
write_line(struct worker *worker, const char *word, const char *bytes, size_t len)
{
	text_format(&worker->out, "  %s ", word);
	escape_write(&worker->out, ESCAPE_TEXT, bytes, len);
	text_add_char(&worker->out, '\n');
}

/* The page of a long line that has the fault on it, and where the mark stands. */
struct picture {
	struct text line;
	size_t columns;
	size_t mark, mark_columns; /* 0 columns: the fault has not come yet */
	bool is_cut, has_more;     /* something stands before, behind the page */
};

static void
draw(struct picture *picture, const char *bytes, size_t len, size_t width, bool is_marked)
{
	bool is_full = picture->columns + width > SHOWN_COLUMNS;

	if (is_full && picture->mark_columns == 0) {
		picture->is_cut = true;
		picture->line.len = picture->columns = 0;
	} else if (is_full || picture->has_more) {
		picture->has_more = true;
		return;
	}
	if (is_marked && picture->mark_columns == 0) {
		/* What takes no column stands over the character before it. */
		picture->mark = picture->columns - (width == 0 && picture->columns > 0);
		picture->mark_columns = width == 0;
	}
	if (is_marked)
		picture->mark_columns += width;
	text_add(&picture->line, bytes, len);
	picture->columns += width;
}

static void
write_picture(struct worker *worker, struct picture *picture)
{
	struct text *out = &worker->out;

	if (picture->mark_columns == 0) { /* between the last character and the end */
		picture->mark = picture->columns;
		picture->mark_columns = 1;
	}
	text_add_z(out, picture->is_cut ? "    ..." : "    ");
	text_add(out, picture->line.bytes, picture->line.len);
	text_add_z(out, picture->has_more ? "...\n" : "\n");
	text_add_times(out, ' ', picture->mark + (picture->is_cut ? 7 : 4));
	set_colour(worker, MARK);
	text_add_char(out, '^');
	text_add_times(out, '~', picture->mark_columns - 1);
	set_colour(worker, PLAIN);
	text_add_char(out, '\n');
	text_free(&picture->line);
}

/* Add the record with the bytes of a finding marked. */
static void
write_place(struct worker *worker, const idnc_finding *finding)
{
	size_t first = finding->at, last = first + (finding->length ? finding->length : 1);
	struct picture picture = { 0 };
	struct text character = { 0 };

	for (size_t at = 0; at < worker->record->len;) {
		size_t start = at, width;

		character.len = 0;
		width = record_write_character(worker, &at, &character);
		draw(&picture, character.bytes, character.len, width, start < last && at > first);
	}
	text_free(&character);
	write_picture(worker, &picture);
}

/* Add the decoded form of the A-label of a finding, with the character at fault marked. */
static void
write_decoded_place(struct worker *worker, const idnc_finding *finding)
{
	const char *label = worker->record->bytes + finding->at;
	uint32_t cps[IDNC_LABEL_LIMIT];
	struct picture picture = { 0 };
	struct text character = { 0 };
	size_t count = 0;

	/* A label that only mapping turned into an A-label is not taken apart here. */
	if (finding->length < 4 || strncasecmp(label, "xn--", 4) != 0 ||
	    idnc_punycode_decode(label + 4, finding->length - 4, cps, IDNC_LABEL_LIMIT, &count) !=
	            IDNC_OK)
		return;
	for (size_t i = 0; i < count; i++) {
		size_t len = 0, width;
		char bytes[4];

		idnc_utf8_write(cps[i], bytes, sizeof bytes, &len);
		character.len = 0;
		escape_write(&character, ESCAPE_TEXT, bytes, len);
		width = character.bytes[0] == '\\' ? character.len : width_find(cps[i]);
		draw(&picture, character.bytes, character.len, width,
		     finding->cp == IDNC_NO_CP || i == finding->position);
	}
	text_add_z(&worker->out, "    which decodes to\n");
	text_free(&character);
	write_picture(worker, &picture);
}

static void
write_finding(struct worker *worker, const idnc_finding *finding)
{
	struct text *out = &worker->out;

	text_format(out, "  %s ", record_severity(finding));
	set_colour(worker, MARK);
	text_add_z(out, judge_code_name(worker->settings, finding->code));
	set_colour(worker, PLAIN);
	text_add_z(out, ": ");
	record_write_sentence(out, finding);
	text_add_char(out, '\n');
	if (finding->label == IDNC_NO_LABEL || worker->record->len == 0)
		return;
	write_place(worker, finding);
	if (finding->decoded)
		write_decoded_place(worker, finding);
}

/* Add the clause and the remedy of each code, once. */
static void
write_remedies(struct worker *worker)
{
	idnc_status codes[JUDGE_CODES];
	size_t count = judge_codes(&worker->judge, codes);

	for (size_t i = 0; i < count; i++) {
		const idnc_explanation *code = idnc_explain_find(codes[i]);

		text_format(&worker->out, "  %s: %s\n    %s\n",
		            judge_code_name(worker->settings, codes[i]), code->clause,
		            code->remedy);
	}
}

/*
 * What a person probably means by a name that a registry must refuse is what a browser makes of it.
 */
static void
write_hint(struct worker *worker)
{
	const struct settings *settings = worker->settings;
	const struct judge *judge = &worker->judge;
	idnc_options mapping = settings->options;
	struct text name = { 0 }, ascii = { 0 };

	if (settings->options.profile != IDNC_PROFILE_REGISTRATION || settings->pair ||
	    worker->record->total > RECORD_LIMIT)
		return;
	mapping.profile = IDNC_PROFILE_UTS46;
	if (judge_convert(&mapping, judge->name, judge->name_len, idnc_domain_to_unicode, &name) &&
	    judge_convert(&settings->options, name.bytes, name.len, idnc_domain_to_ascii, &ascii))
		write_line(worker, "did you mean:", name.bytes, name.len);
	text_free(&name);
	text_free(&ascii);
}

/* Add the forms, unless they are what was given. */
static void
write_forms(struct worker *worker)
{
	const struct text *ascii = &worker->ascii, *unicode = &worker->unicode;
	bool is_one =
		ascii->len == unicode->len && memcmp(ascii->bytes, unicode->bytes, ascii->len) == 0;

	if (is_one && ascii->len == worker->record->len &&
	    memcmp(ascii->bytes, worker->record->bytes, ascii->len) == 0)
		return;
	write_line(worker, "ASCII  ", ascii->bytes, ascii->len);
	if (unicode->len > 0)
		write_line(worker, "Unicode", unicode->bytes, unicode->len);
}

void
people_write(struct worker *worker, bool is_ok)
{
	const idnc_findings *findings = &worker->judge.findings;
	size_t shown = findings->count < SHOWN_FINDINGS ? findings->count : SHOWN_FINDINGS;

	write_verdict(worker, is_ok);
	if (is_ok)
		write_forms(worker);
	for (size_t i = 0; i < shown; i++)
		write_finding(worker, &findings->items[i]);
	if (findings->count > shown)
		text_format(&worker->out, "  and %zu more; --json has them all\n",
		            findings->count - shown);
	write_remedies(worker);
	if (!is_ok)
		write_hint(worker);
}
