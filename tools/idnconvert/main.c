/* SPDX-License-Identifier: MIT */
/* idnconvert: convert names to their A-label or U-label form. */
#include "common/batch.h"
#include "common/prose.h"
#include "common/record.h"

enum direction { TO_ASCII, TO_UNICODE };
enum on_error { NULL_ON_ERROR, KEEP_ON_ERROR, SKIP_ON_ERROR };

static struct convert_settings {
	struct settings common;
	int direction;
	int on_error;
} settings = { .common = { .jobs = 1, .options = { .profile = IDNC_PROFILE_UTS46 } } };

#define FIELD(name) offsetof(struct convert_settings, name)

/* clang-format off */
static const struct option options_own[] = {
	{ 'a', "to-ascii", NULL, NULL, option_set_value, FIELD(direction), TO_ASCII,
	  "convert to the form with A-labels (xn--...); the default" },
	{ 'u', "to-unicode", NULL, NULL, option_set_value, FIELD(direction), TO_UNICODE,
	  "convert to the form with U-labels" },
	{ 0, "null-on-error", NULL, NULL, option_set_value, FIELD(on_error), NULL_ON_ERROR,
	  "print an empty output for a name that is rejected; the default" },
	{ 0, "keep-on-error", NULL, NULL, option_set_value, FIELD(on_error), KEEP_ON_ERROR,
	  "print the input for a name that is rejected" },
	{ 0, "skip-on-error", NULL, NULL, option_set_value, FIELD(on_error), SKIP_ON_ERROR,
	  "print nothing for a name that is rejected" },
	{ 0 },
};

static const struct option_group groups[] = {
	{ "How names are converted", options_own },
	{ "How names are judged",    options_judging },
	{ "What the input is",       options_input },
	{ "What is printed",         options_output },
	{ "About the program",       options_about },
	{ 0 },
};

static const struct prose prose[] = {
	{ "DESCRIPTION",
	  "For people, the converted name is printed, one line for each name, and the reasons "
	  "why a name was rejected go to standard error, as file:line:column: error CODE: "
	  "sentence. The column counts bytes from 1; the file is - for standard input and "
	  "argument for arguments, whose line is their number.\n\n"
	  "--tsv prints three columns: input, output, codes. Codes are separated by commas, "
	  "and ok when there are none.\n\n"
	  "--json prints one object for each name, with the members input, ok, output (null "
	  "for a rejected name, unless --keep-on-error), profile, and findings, which are "
	  "those of idncheck(1), JSON." },
	{ "OPTIONS", NULL },
	{ "ESCAPES", PROSE_ESCAPES },
	{ "EXIT STATUS", PROSE_EXIT },
	{ "EXAMPLES",
	  " idnconvert -u xn--bcher-kva.example\n"
	  " idnconvert --tsv -f names.txt > converted.tsv\n"
	  " idnconvert --keep-on-error < hosts > hosts.ascii\n"
	  " idnconvert -p uts46-transitional --escapes 'stra\\u{DF}e.example'" },
	{ 0 },
};
/* clang-format on */

static struct text *
form_of(struct worker *worker)
{
	return settings.direction == TO_ASCII ? &worker->ascii : &worker->unicode;
}

/* Add the output: the form, or for a rejected name what the option says. */
static void
write_output(struct worker *worker, bool is_ok, enum escape_style style)
{
	if (is_ok)
		escape_write(&worker->out, style, form_of(worker)->bytes, form_of(worker)->len);
	else if (settings.on_error == KEEP_ON_ERROR && style == ESCAPE_TEXT)
		record_write_name(worker, &worker->out);
	else if (settings.on_error == KEEP_ON_ERROR)
		record_write_input(worker, style);
}

static void
write_text(struct worker *worker, bool is_ok)
{
	write_output(worker, is_ok, ESCAPE_TEXT);
	text_add_char(&worker->out, '\n');
}

static void
write_tsv(struct worker *worker, bool is_ok)
{
	record_write_input(worker, ESCAPE_TSV);
	text_add_char(&worker->out, '\t');
	write_output(worker, is_ok, ESCAPE_TSV);
	text_add_char(&worker->out, '\t');
	record_write_codes(worker);
	text_add_char(&worker->out, '\n');
}

static void
write_json(struct worker *worker, bool is_ok)
{
	struct text *out = &worker->out;
	bool is_null = !is_ok && settings.on_error != KEEP_ON_ERROR;

	text_add_char(out, '{');
	record_write_json_input(worker);
	text_add_z(out, is_ok ? ",\"ok\":true,\"output\":" : ",\"ok\":false,\"output\":");
	text_add_z(out, is_null ? "null" : "\"");
	write_output(worker, is_ok, ESCAPE_JSON);
	text_add_z(out, is_null ? ",\"profile\":\"" : "\",\"profile\":\"");
	text_add_z(out, idnc_profile_name_z(worker->settings->options.profile));
	text_add_char(out, '"');
	record_write_json_findings(worker);
	text_add_z(out, "}\n");
}

static void
convert(struct worker *worker)
{
	static void (*const writers[])(struct worker *, bool) = {
		[FORMAT_TEXT] = write_text,
		[FORMAT_TSV] = write_tsv,
		[FORMAT_JSON] = write_json,
	};
	bool is_ok = judge_record(&worker->judge, worker->record,
	                          settings.direction == TO_ASCII ? idnc_domain_to_ascii
	                                                         : idnc_domain_to_unicode,
	                          form_of(worker));

	session_count(worker, !is_ok);
	if (worker->settings->quiet)
		return;
	if (worker->settings->format == FORMAT_TEXT)
		record_write_messages(worker);
	if (is_ok || settings.on_error != SKIP_ON_ERROR)
		writers[worker->settings->format](worker, is_ok);
}

/*
 * For people, findings are printed for accepted names too, where they are warnings; there are such
 * under the profile whatwg only.
 */
static bool
is_batch_possible(const struct settings *s, struct batch_forms *forms)
{
	forms->out = settings.direction == TO_ASCII ? IDNC_BATCH_ASCII : IDNC_BATCH_UNICODE;
	if (s->escapes || s->format == FORMAT_JSON)
		return false;
	return s->quiet || s->format == FORMAT_TSV || s->options.profile != IDNC_PROFILE_WHATWG;
}

static void
accept(struct worker *worker, const struct accepted *name)
{
	struct text *out = &worker->out;

	if (worker->settings->format == FORMAT_TSV) {
		batch_write_tsv(out, &name->in);
		text_add_char(out, '\t');
		batch_write_tsv(out, &name->out);
		text_add(out, "\tok\n", 4);
		return;
	}
	/* What is plain in TSV can be invisible, unless it is ASCII. */
	if (settings.direction == TO_ASCII)
		batch_write_tsv(out, &name->out);
	else
		escape_write(out, ESCAPE_TEXT, name->out.bytes, name->out.len);
	text_add_char(out, '\n');
}

static const struct batching batching = { .is_possible = is_batch_possible, .accept = accept };

static const struct tool tool = {
	.name = "idnconvert",
	.purpose = "convert internationalised domain names to ASCII or to Unicode",
	.details = "Converts each domain NAME to its form with A-labels (xn--...), or with -u to "
	           "its form with U-labels. Without NAME and without -f, each line of standard "
	           "input is a name. Names are mapped and judged by UTS #46, under the profile "
	           "uts46, unless --profile says otherwise.",
	.see_also = "idncheck",
	.groups = groups,
	.no_table = "; only idncheck and idntable judge by policy tables",
	.prose = prose,
	.judge = convert,
	.batching = &batching,
};

int
main(int argc, char **argv)
{
	return tool_main(&tool, &settings.common, argc, argv);
}
