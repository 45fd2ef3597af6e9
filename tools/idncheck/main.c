/* SPDX-License-Identifier: MIT */
/* idncheck: say whether each name is acceptable, and every reason why not. */
#include <string.h>

#include "common/batch.h"
#include "common/message.h"
#include "common/prose.h"
#include "common/record.h"
#include "page.h"
#include "people.h"
#include "protocol.h"
#include "registry.h"

static struct check_settings {
	struct settings common;
	const char *tlds;
	int protocol; /* enum protocol */
	struct collide_settings names;
	struct page_settings page;
} settings = { .common = { .jobs = 1 } };

static bool
set_tlds(void *to, const struct option *option, const char *argument)
{
	(void)option;
	((struct check_settings *)to)->tlds = argument;
	return true;
}

static bool
set_field(void *to, const struct option *option, const char *argument)
{
	(void)option;
	return registered_read_field(argument, &((struct check_settings *)to)->names.field);
}

static bool
set_string(void *to, const struct option *option, const char *argument)
{
	*(const char **)((char *)to + option->field) = argument;
	return true;
}

/* clang-format off */
static const struct option options_own[] = {
	{ 0, "pair", NULL, NULL, option_set_flag, offsetof(struct check_settings, common.pair), 0,
	  "a line gives both forms, U-label form TAB A-label form, which must belong together "
	  "(RFC 5891, 4.2.1)" },
	{ 0 },
};

static const struct option options_tlds[] = {
	{ 0, "tlds", "FILE", "@files", set_tlds, 0, 0,
	  "judge the label before a suffix by a table; lines of FILE: suffix TAB table" },
	{ 0 },
};

static const struct option options_names[] = {
	{ 0, "registered", "FILE", "@files", set_string, offsetof(struct check_settings, names.file), 0,
	  "say which of the names in FILE the label collides with under the table: an index of "
	  "idntable index, or a label a line" },
	{ 0, "reserved", "FILE", "@files", set_string, offsetof(struct check_settings, names.reserved), 0,
	  "refuse the names in FILE and their variants under the table: a label or a pattern such as bank* a line, "
	  "and behind a tab the reason; or an index" },
	{ 0, "field", "N", NULL, set_field, 0, 0,
	  "the field N of a line, from 2 on, separated by tabs, names the registrant, in FILE and in "
	  "the input" },
	{ 0, "registrant", "WHO", NULL, set_string, offsetof(struct check_settings, names.registrant), 0,
	  "who applies, where a line of the input does not say" },
	{ 0 },
};

static bool
set_report(void *to, const struct option *option, const char *argument)
{
	((struct settings *)to)->has_report = true;
	return set_string(to, option, argument);
}

static const struct option options_report[] = {
	{ 0, "report", "FILE", "@files", set_report, offsetof(struct check_settings, page.file), 0,
	  "write a page for people who review names to FILE as well: HTML, with a row for each name" },
	{ 0 },
};

static const struct option options_protocol[] = {
	{ 0, "format", "FORM", "record epp rdap", option_set_choice, offsetof(struct check_settings, protocol), 0,
	  "answer with an EPP result code (epp), or an object of RDAP (rdap), instead of our record" },
	{ 0 },
};

static const struct option_group groups[] = {
	{ "How names are judged", options_judging },
	{ "What is judged",       options_own },
	{ "Which tables judge",   options_table },
	{ "Tables for suffixes",  options_tlds },
	{ "What is registered",   options_names },
	{ "What the input is",    options_input },
	{ "What is printed",      options_output },
	{ "A page for reviewers", options_report },
	{ "Protocols of registries", options_protocol },
	{ "About the program",    options_about },
	{ 0 },
};

static const struct prose prose[] = {
	{ "DESCRIPTION",
	  "For people, a line ok or reject is printed for each name, with its two forms; for a "
	  "rejected name, every rule that it breaks, the clause of the standard, marks under "
	  "the characters at fault, and what to do.\n\n"
	  "--tsv prints five columns: verdict (ok or reject), input, A-label form, U-label "
	  "form, codes. A form is empty where there is none; codes are separated by commas, "
	  "and ok when there are none.\n\n"
	  "With --pair a line has exactly one TAB; a line that has none or more is rejected with "
	  "PAIR_MISMATCH." },
	{ "POLICY TABLES",
	  "A policy table is a label generation ruleset of RFC 7940, as XML or compiled by idntable(1): "
	  "the rules of a script, language or registry beyond those for all names. With --table a name "
	  "must satisfy the profile and the table, and findings of both are reported. A table judges "
	  "one label: the leftmost one. --table may be given several times; the first table that "
	  "accepts the label decides. Where none does, the findings are those of the table that lacks "
	  "the fewest of the label's code points, then of the one with the fewest findings, which is most "
	  "likely the one that was meant, and of equals the first.\n\n"
	  "Tables for 27 scripts are built in; idntable list names them. What --table names is a file; "
	  "where there is none of the name, which then has no slash, the table that is built in by the name, such "
	  "as und-Deva, in any case of letters. ./und-Deva is always a file. --table auto stands for all that are "
	  "built in, in the order in which idntable list has them, Latin first; with it the output names "
	  "the one that decided. Of a rule of these tables that is broken, text for people says why it is there. A label of Han characters that several of them have is judged by the "
	  "first, the Chinese one; who expects Japanese names says --table und-Jpan --table auto.\n\n"
	  "--tlds FILE tells which tables are for which suffix: each line is a suffix, a tab, and a file "
	  "with a table, looked for beside FILE, or the name of one that is built in, or auto; empty lines and lines that begin with # mean nothing. "
	  "The label directly before the longest suffix that the name ends in is judged, by the tables "
	  "of that suffix, in their order. A name that ends in no suffix is judged by the tables of "
	  "--table, if there are any, else by no table.\n\n"
	  "The disposition is the one that the table gives the label itself. A label is refused when it "
	  "is invalid, that is not eligible, or blocked (RFC 7940, 7.3); it is acceptable with any other "
	  "disposition. In JSON, table is the one that decided, by its file or name, disposition that of the label, index "
	  "its index label, by which registries find names that collide; the three are null where no "
	  "table judged, or there is no index label. A finding has the member table_rule where a rule "
	  "of the table has a name. Errors and warnings about a table go to standard error; a table "
	  "that cannot be used ends the program with the status 2." },
	{ "REGISTERED NAMES",
	  "--registered FILE, with one --table, compares the label that the table judges with names that "
	  "are registered. FILE is an index made by idntable index, or a list in UTF-8: a label a line, as a "
	  "U-label or an A-label, behind which a tab and more fields may follow. A line that is neither, "
	  "with a space, say, or a capital letter outside ASCII, would collide with nothing, so it ends the "
	  "program with the status 2; whether IDNA or the table would have the label today is not asked. A label collides when it "
	  "is a variant of a registered one, or the registered one is a variant of it, which the table "
	  "decides exactly. The disposition as a variant of the registered name counts, for that came first; "
	  "where it is no variant of it, the disposition the other way. Allocatable, activated and valid "
	  "let the registrant of the registered name have it, any other disposition blocks it.\n\n"
	  "A name is rejected with REGISTERED when it is registered itself, with VARIANT_BLOCKED when it "
	  "is blocked, and with VARIANT_HELD when it is allocatable, but its registrant is another, or not "
	  "known. --field N says which field of a line of the list is the registrant; a line of the input "
	  "is then a name, a tab and more fields as well, and its field N is who applies. --registrant "
	  "says so for lines without it. An index has its registrants from idntable index --field.\n\n"
	  "--tsv prints five columns more, behind the codes, about the collision that weighs most: "
	  "standing (free, allocatable, blocked, registered, or undecided where the exact test is beyond "
	  "its limits), the registered name, the disposition of the applied-for name as a variant of it, "
	  "that of the registered name as a variant of the applied-for one (empty where it is none), and "
	  "whether the registrant is the same, other or unknown. In JSON the member collisions, behind "
	  "index, is a list of at most 17 objects with the members name, standing, forward, backward (lists "
	  "of dispositions), holder and registrant; collision_count tells how many there are. Both members "
	  "are absent without --registered; collisions is null where nothing could be compared." },
	{ "REPORT",
	  "--report FILE writes a page besides, which is HTML for a browser or for paper, for people who review "
	  "names that were applied for: how many were accepted and rejected, with which codes, and a table with a "
	  "row for each name, in the order of the input. Its columns are the line, the verdict, the name as it was read "
	  "with what is at fault marked, the reasons with their codes, places and clauses, the scripts (ISO 15924), the "
	  "two forms, which a name that only a table or a list refuses has as well, and its code points; with --table or --tlds the "
	  "table, the disposition, the index label, and how many variants there are of each disposition, itself "
	  "included, with up to 16 of those that its registrant can have; with --registered the collisions; with "
	  "--reserved the reserved name.\n\n"
	  "The page is one file that loads nothing. It is sorted by its headings and filtered by words and "
	  "verdict in the browser; where scripts are not run it is a plain table. Names cannot be anything but text in it: its "
	  "Content-Security-Policy lets nothing run but its own script. Memory does not grow with "
	  "the names, but a browser takes seconds to show and sort 10,000 of them, and cannot show a million; the page says so. Variants "
	  "are counted for each name, which can take a second for long names under tables with many variants.\n\n"
	  "FILE is replaced when the page is complete. Where names cannot be read, or the page cannot be written, "
	  "an older FILE stays, and the exit status is 2. --report goes together with every other output, and "
	  "with --quiet." },
	{ "PROTOCOLS",
	  "--format=epp prints four columns: an EPP result code, its text (RFC 5730, 3), the input, and the "
	  "finding that decides, in a sentence. The codes are 1000 for an acceptable name, 2005 for one "
	  "that breaks a rule for all domain names, 2302 for one that is registered, and 2306 for one that "
	  "a policy table, or a registered variant, keeps out; of several the first in this order.\n\n"
	  "--format=rdap prints an object of RDAP a line: a domain with ldhName, unicodeName where it "
	  "has a U-label, and variants (RFC 9083, 3 and 5.3), which are the registered names that --registered finds, at most 17, with the "
	  "relation registered, and registration restricted where the name is allocatable to their "
	  "registrant; for a rejected name remarks tell why. A name that has no forms gives an error (RFC "
	  "9083, 6) with the code 400. Neither goes together with --tsv or --json." },
	{ "RESERVED NAMES",
	  "--reserved FILE, with one --table, refuses with RESERVED what is in FILE, and what is a variant "
	  "of it in either direction, whatever the disposition. FILE is a list of labels, each on a line, "
	  "behind which a tab and the reason may follow, or an index of such a list, made with --field 2.\n\n"
	  "A line of the list whose label has one of the characters * ? [ is a pattern. These characters are never part of "
	  "a label, so that there is no way to write them otherwise:\n\n"
	  " *      any number of code points, none as well\n"
	  " ?      one code point\n"
	  " [a-z]  one code point from the first to the last\n\n"
	  "Any other character stands for itself, ASCII letters in either case. A pattern is one of U-labels: xn--... is none. It must match "
	  "the whole label: bank* reserves what begins with bank, ?? what has two code points. Together with the labels that a pattern "
	  "matches, their variants under the table and those of which they are variants are reserved, as those of a reserved name are. Names are looked for first, then "
	  "patterns; the first one in the list is told, with its line and the variant that it matches. Where to know is beyond the limits "
	  "of the test, the label counts as reserved, and the output says so. Patterns are found by up to eight "
	  "characters in a row that few of them have: 100,000 cost little, but each pattern "
	  "without any such character, such as ??, is tried for every name. An index cannot have patterns.\n\n"
	  "--tsv prints one column more, the last one: the reserved name, or the pattern. In JSON the member reserved, "
	  "behind collision_count, is an object with name, is_variant and reason, or null. Of a pattern, line and "
	  "pattern stand before these, and name is what it matches: the label, or its variant; name and is_variant are null where that is not known." },
	{ "OPTIONS", NULL },
	{ "JSON",
	  "--json prints one object for each name, on one line, with these members, in this "
	  "order. One that does not apply is null.\n\n"
	  " input        the name as it was read\n"
	  " input_hex    its bytes in hexadecimal; only where they are not UTF-8\n"
	  " ok           true: no finding has the severity error\n"
	  " ascii        the form with A-labels; null for a rejected name\n"
	  " unicode      the form with U-labels; null for a rejected name\n"
	  " profile      the profile that judged\n"
	  " table        the policy table that judged\n"
	  " disposition  what the table says of the name\n"
	  " index        the index label that the table gives\n"
	  " findings     a list of objects, empty when no rule is broken\n\n"
	  "A finding has these members.\n\n"
	  " code      the code of the rule, whatever --codes says; --explain CODE tells more\n"
	  " severity  error: rejects the name; warning: what another profile would refuse, as\n"
	  "           under whatwg; note: what is good to know\n"
	  " label     which label, counted from 0 from the left (text counts from 1);\n"
	  "           null: the name as a whole\n"
	  " byte      where it begins: an offset in bytes from 0, in the line as it was read\n"
	  " length    how many bytes it covers; 0: between two characters\n"
	  " cp        the code point at fault, such as \"U+0042\", after mapping and decoding;\n"
	  "           null: no single one\n"
	  " rule      the clauses of the standards\n"
	  " decoded   true where the decoded form of an A-label breaks the rule, which is what\n"
	  "           byte and length cover; else absent\n"
	  " input     1 where, with --pair, the second name of the line breaks the rule; else\n"
	  "           absent\n"
	  " text      what is wrong, in a sentence\n"
	  " table_rule  the rule of the table that is meant, where it has a name; else absent" },
	{ "ESCAPES", PROSE_ESCAPES },
	{ "EXIT STATUS", PROSE_EXIT },
	{ "EXAMPLES",
	  " idncheck xn--bcher-kva.example\n"
	  " idncheck --tsv -f names.txt > verdicts.tsv\n"
	  " idncheck --escapes 'a\\u{200D}b'\n"
	  " idncheck -t auto -f names.txt\n"
	  " idncheck -p uts46 --unicode-version=15.1 -q -f names.txt || echo refused\n"
	  " printf 'b\\303\\274cher\\txn--bcher-kva\\n' | idncheck --pair\n"
	  " idncheck -t und-Sinh.xml --registered names.idx --registrant R17 -f applied.txt\n"
	  " idncheck -q -t und-Deva -f applied.txt --report applied.html\n"
	  " idncheck --explain BIDI4" },
	{ 0 },
};
/* clang-format on */

static bool
has_names(void)
{
	return settings.names.file || settings.names.reserved;
}

static void
write_tsv_collisions(struct worker *worker)
{
	const struct collisions *all = registry_collisions(worker);

	if (all)
		collide_write_tsv(worker, all);
	else
		text_add_z(&worker->out, "\t\t\t\t\t");
}

static void
write_tsv(struct worker *worker, bool is_ok)
{
	struct text *out = &worker->out;

	text_add_z(out, is_ok ? "ok\t" : "reject\t");
	record_write_input(worker, ESCAPE_TSV);
	text_add_char(out, '\t');
	escape_write(out, ESCAPE_TSV, worker->ascii.bytes, worker->ascii.len);
	text_add_char(out, '\t');
	escape_write(out, ESCAPE_TSV, worker->unicode.bytes, worker->unicode.len);
	text_add_char(out, '\t');
	record_write_codes(worker);
	if (settings.names.file)
		write_tsv_collisions(worker);
	if (settings.names.reserved)
		collide_write_reserved_tsv(worker, registry_collisions(worker));
	text_add_char(out, '\n');
}

/* Add what a table said of the name. */
static void
write_json_policy(struct worker *worker)
{
	const struct table *table = worker->policy.table;
	const char *disposition = table ? policy_disposition(&worker->policy) : NULL;
	struct text *out = &worker->out, index = { 0 };
	bool is_index = registry_write_index(worker, &index);

	record_write_json_string(out, "table", table ? table->file : NULL,
	                         table ? strlen(table->file) : 0, !table);
	record_write_json_string(out, "disposition", disposition,
	                         disposition ? strlen(disposition) : 0, !disposition);
	record_write_json_string(out, "index", index.bytes, index.len, !is_index);
	text_free(&index);
	if (settings.names.file && registry_collisions(worker))
		collide_write_json(worker, registry_collisions(worker));
	else if (settings.names.file)
		text_add_z(out, ",\"collisions\":null,\"collision_count\":0");
	if (settings.names.reserved)
		collide_write_reserved_json(worker, registry_collisions(worker));
}

static void
write_json(struct worker *worker, bool is_ok)
{
	struct text *out = &worker->out;

	text_add_char(out, '{');
	record_write_json_input(worker);
	text_add_z(out, is_ok ? ",\"ok\":true" : ",\"ok\":false");
	record_write_json_string(out, "ascii", worker->ascii.bytes, worker->ascii.len, !is_ok);
	record_write_json_string(out, "unicode", worker->unicode.bytes, worker->unicode.len,
	                         worker->unicode.len == 0);
	text_add_z(out, ",\"profile\":\"");
	text_add_z(out, idnc_profile_name_z(worker->settings->options.profile));
	text_add_char(out, '"');
	write_json_policy(worker);
	record_write_json_findings(worker);
	text_add_z(out, "}\n");
}

static bool
has_tables(void)
{
	return settings.common.table_count > 0 || settings.tlds;
}

static bool
prepare(void)
{
	const struct collide_settings *names = &settings.names;

	if ((names->field || names->registrant) && !names->file) {
		message("--field and --registrant are for --registered", NULL, "");
		return false;
	}
	if (settings.protocol && settings.common.format != FORMAT_TEXT) {
		message("--format cannot go together with --tsv or --json", NULL, "");
		return false;
	}
	if (names->field && settings.common.pair) {
		message("--field and --pair cannot go together", NULL, "");
		return false;
	}
	settings.page.tlds = settings.tlds;
	settings.page.registered = names->file;
	settings.page.reserved = names->reserved;
	return (!(has_tables() || has_names()) || registry_load(&settings.common, settings.tlds)) &&
	       (!has_names() || registry_load_names(names)) &&
	       (!settings.common.has_report || page_begin(&settings.common, &settings.page));
}

/* Compare the name with the registered ones; the line it is from may say who applies. */
static bool
compare(struct worker *worker, const struct record *line)
{
	const struct collide_settings *names = &settings.names;
	const char *holder = names->registrant;
	size_t len = holder ? strlen(holder) : 0;

	if (names->field)
		registered_find_field(line->bytes, line->len, names->field, &holder, &len);
	return registry_collide(worker, holder, len);
}

/* Judge the record; its forms are those of an acceptable name, else empty. */
static bool
judge(struct worker *worker, const struct record *line)
{
	const struct settings *s = worker->settings;
	struct judge *j = &worker->judge;
	bool is_ok =
		s->pair ? judge_pair(j, worker->record)
			: judge_record(j, worker->record, idnc_domain_to_ascii, &worker->ascii);

	if (has_tables())
		is_ok &= registry_judge(worker);
	if (has_names())
		is_ok &= compare(worker, line);
	worker->unicode.len = 0;
	if (!is_ok)
		worker->ascii.len = 0;
	if (is_ok && s->pair)
		judge_convert(&s->options, j->name, j->name_len, idnc_domain_to_ascii,
		              &worker->ascii);
	if (is_ok && (!s->quiet || s->has_report))
		judge_convert(&s->options, j->name, j->name_len, idnc_domain_to_unicode,
		              &worker->unicode);
	return is_ok;
}

static void
check(struct worker *worker)
{
	static void (*const writers[])(struct worker *, bool) = {
		[FORMAT_TEXT] = people_write,
		[FORMAT_TSV] = write_tsv,
		[FORMAT_JSON] = write_json,
	};
	static void (*const protocols[])(struct worker *, bool) = {
		[PROTOCOL_EPP] = protocol_write_epp,
		[PROTOCOL_RDAP] = protocol_write_rdap,
	};
	const struct record *line = worker->record;
	struct record name = *line;
	bool is_ok;

	/* The name is the first field; of an over-long line it is not known where that ends. */
	if (settings.names.field && line->total <= RECORD_LIMIT) {
		registered_find_field(line->bytes, line->len, 1, &name.bytes, &name.len);
		name.total = name.len;
		worker->record = &name;
	}
	is_ok = judge(worker, line);
	session_count(worker, !is_ok);
	if (worker->settings->has_report) /* first, for hints try other names */
		page_add(worker, is_ok);
	if (!worker->settings->quiet)
		(settings.protocol ? protocols[settings.protocol]
		                   : writers[worker->settings->format])(worker, is_ok);
	worker->record = line;
}

static bool
is_batch_possible(const struct settings *s, struct batch_forms *forms)
{
	forms->out = s->quiet ? IDNC_BATCH_CHECK : IDNC_BATCH_ASCII;
	forms->has_unicode = !s->quiet;
	return !s->escapes && !s->pair && !s->has_report && !has_tables() && !settings.protocol && (s->quiet || s->format == FORMAT_TSV);
}

static void
accept(struct worker *worker, const struct accepted *name)
{
	struct text *out = &worker->out;

	text_add(out, "ok\t", 3);
	batch_write_tsv(out, &name->in);
	text_add_char(out, '\t');
	batch_write_tsv(out, &name->out);
	text_add_char(out, '\t');
	batch_write_tsv(out, &name->unicode);
	text_add(out, "\tok\n", 4);
}

static const struct batching batching = { .is_possible = is_batch_possible, .accept = accept };

/* Explain a code that a table of -t is said to have, unless a code of names has its name. */
static bool
explain_table(const char *query, struct text *out)
{
	return !idnc_explain_find_name(query, strlen(query)) && tables_explain(query, out);
}

static const struct more_codes more_codes = { .name = tables_code_name, .explain = explain_table };

static int
end(const struct tally *tally, int status)
{
	return settings.common.has_report ? page_end(tally, status) : status;
}

static const struct tool tool = {
	.name = "idncheck",
	.purpose = "say whether internationalised domain names are acceptable, and every reason "
		   "why not",
	.details = "Says of each domain NAME whether it is acceptable, and every reason why not. "
		   "Without NAME and without -f, each line of standard input is a name. Names are "
		   "judged as a registry must judge them, under the profile registration, unless "
		   "--profile says otherwise.",
	.see_also = "idnconvert idntable",
	.prepare = prepare,
	.more_codes = &more_codes,
	.groups = groups,
	.prose = prose,
	.judge = check,
	.batching = &batching,
	.spool = page_keep,
	.end = end,
};

int
main(int argc, char **argv)
{
	int status = tool_main(&tool, &settings.common, argc, argv);

	registry_free();
	return status;
}
