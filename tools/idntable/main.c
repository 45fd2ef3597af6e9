/* SPDX-License-Identifier: MIT */
/* idntable: what policy tables say of labels, and what is to be said of policy tables. */
#include <stdlib.h>
#include <string.h>

#include "common/message.h"
#include "common/prose.h"
#include "common/record.h"
#include "outline.h"
#include "verbs.h"

struct table_settings settings = { .common = { .jobs = 1 } };
const struct table *judging;

static struct tables tables;

#define FIELD(name) offsetof(struct table_settings, name)

static bool
set_max(void *to, const struct option *option, const char *argument)
{
	uint64_t value = 0;
	size_t len = strspn(argument, "0123456789");

	(void)option;
	for (size_t i = 0; i < len; i++)
		value = value * 10 + (uint64_t)(argument[i] - '0');
	((struct table_settings *)to)->max = value;
	return len > 0 && len < 19 && !argument[len] && value > 0;
}

static bool
set_states(void *to, const struct option *option, const char *argument)
{
	uint64_t value = 0;
	size_t len = strspn(argument, "0123456789");

	(void)option;
	for (size_t i = 0; i < len && i < 10; i++)
		value = value * 10 + (uint64_t)(argument[i] - '0');
	((struct table_settings *)to)->states = (uint32_t)value;
	return len > 0 && len < 11 && !argument[len] && value > 0 && value <= UINT32_MAX;
}

static bool
set_string(void *to, const struct option *option, const char *argument)
{
	*(const char **)((char *)to + option->field) = argument;
	return true;
}

static bool
add_labels(void *to, const struct option *option, const char *argument)
{
	struct table_settings *s = to;

	(void)option;
	s->labels = memory_resize(s->labels, s->label_count + 1, sizeof *s->labels);
	s->labels[s->label_count++] = argument;
	return true;
}

/* clang-format off */
const struct option options_conflicts[] = {
	{ 0, "conflicts", "KIND", "report restrictive permissive", option_set_choice, FIELD(conflicts), 0,
	  "where derivations of a variant label disagree: report all dispositions (the default), or take the most restrictive or the most permissive one" },
	{ 0 },
};

const struct option options_digest[] = {
	{ 0, "digest", NULL, NULL, option_set_flag, FIELD(digest), 0,
	  "print a fingerprint of the set of variant labels as the last column" },
	{ 0 },
};

const struct option options_variants[] = {
	{ 0, "max", "N", NULL, set_max, 0, 0,
	  "print at most N variant labels" },
	{ 0, "only", "DISPOSITION", "allocatable blocked activated valid", set_string, FIELD(only), 0,
	  "print variant labels of this disposition only, which may be one of the table's own" },
	{ 0 },
};

const struct option options_compile[] = {
	{ 'o', "output", "FILE", "@files", set_string, FIELD(output), 0,
	  "write the compiled table to FILE" },
	{ 0 },
};

const struct option options_convert[] = {
	{ 0, "format", "FORM", "xml text html", option_set_choice, FIELD(form), 0,
	  "write XML of RFC 7940 (the default), text of RFC 4290, or a page of HTML" },
	{ 'o', "output", "FILE", "@files", set_string, FIELD(output), 0,
	  "write to FILE instead of standard output" },
	{ 0 },
};

const struct option options_lint[] = {
	{ 0, "lenient", NULL, NULL, option_set_flag, FIELD(lenient), 0,
	  "take names of rules that are not defined as warnings" },
	{ 0 },
};

const struct option options_compare[] = {
	{ 0, "states", "N", NULL, set_states, 0, 0,
	  "look at no more than N states of automata for one question (262144 unless it is given); what takes more is not decided" },
	{ 0 },
};

/* Threads, colours and codes of names mean nothing where tables are compared. */
const struct option options_differences[] = {
	{ 0, "tsv", NULL, NULL, option_set_value, FIELD(common.format), FORMAT_TSV,
	  "print columns separated by tabs, which the manual names" },
	{ 0, "json", NULL, NULL, option_set_value, FIELD(common.format), FORMAT_JSON,
	  "print one JSON object on one line; review: one for each table" },
	{ 'q', "quiet", NULL, NULL, option_set_flag, FIELD(common.quiet), 0,
	  "print no difference; the exit status tells" },
	{ 0 },
};

const struct option options_review[] = {
	{ 0, "reference", "REF", "@files", set_string, FIELD(reference), 0,
	  "review the tables against this one" },
	{ 0, "html", NULL, NULL, option_set_flag, FIELD(html), 0,
	  "write a page of HTML for people" },
	{ 'o', "output", "FILE", "@files", set_string, FIELD(output), 0,
	  "write to FILE instead of standard output" },
	{ 0 },
};

const struct option options_show[] = {
	{ 0, "characters", NULL, NULL, option_set_flag, FIELD(characters), 0,
	  "list the characters of the table, then its sequences, one or a range a line: code points, a tab, the characters" },
	{ 0 },
};

const struct option options_labels[] = {
	{ 0, "labels", "FILE", "@files", add_labels, 0, 0,
	  "take the test labels of FILE, which is YAML; - is standard input; repeatable" },
	{ 0 },
};

const struct option options_rst[] = {
	{ 0, "tables", "FOLDER", "@files", set_string, FIELD(folder), 0,
	  "take the table FOLDER/TAG.xml, where TAG is that of the file of labels" },
	{ 0 },
};

const struct option options_rst_make[] = {
	{ 'o', "output", "FILE", "@files", set_string, FIELD(output), 0,
	  "write the test labels to FILE instead of standard output" },
	{ 0 },
};

const struct option options_sets[] = {
	{ 'o', "output", "FILE", "@files", set_string, FIELD(output), 0,
	  "write to FILE instead of standard output; harmonize: to the folder FILE, under the names of the tables" },
	{ 0 },
};

const struct option options_populate[] = {
	{ 0, "type", "TYPE", "blocked allocatable", set_string, FIELD(type), 0,
	  "give variants that are added this type; blocked is the default" },
	{ 0 },
};

static const struct option_group groups[] = {
	{ "Which table judges",              options_table },
	{ "What the input is (eval)",        options_input },
	{ "What is printed",                 options_output },
	{ "Numbers of variants (eval)",      options_digest },
	{ "Disagreement (eval, variants)",   options_conflicts },
	{ "Lists of variants (variants)",    options_variants },
	{ "Compiled tables (compile)",       options_compile },
	{ "Other forms (convert)",           options_convert },
	{ "Indexes (index)",                options_index },
	{ "How tables are read (lint, diff, review)", options_lint },
	{ "How tables are compared (diff, review)", options_compare },
	{ "Differences (diff, review)",      options_differences },
	{ "The review (review)",             options_review },
	{ "What is shown (show)",            options_show },
	{ "Variants that are added (populate)", options_populate },
	{ "Test labels (rst, cover)",        options_labels },
	{ "Tables of test labels (rst)",     options_rst },
	{ "Making test labels (rst-make)",   options_rst_make },
	{ "About the program",               options_about },
	{ 0 },
};

static const struct prose prose[] = {
	{ "DESCRIPTION",
	  "A policy table is a label generation ruleset of RFC 7940: an XML document that says which "
	  "characters a label may have, in which places, and which other labels are its variants. "
	  "Where -t asks for a table, a compiled one will do, and so will the name of one that is "
	  "built in, such as und-Deva, where there is no file of the name: what is known of that is what is "
	  "known of a compiled one, and the words of its rules. Of a compiled file show cannot tell rules in words; "
	  "lint and convert read documents only.\n\n"
	  "idntable eval -t TABLE [LABEL]... prints for each label the columns label, disposition, "
	  "index label, counts and codes. Labels are printed as code points in hexadecimal, separated "
	  "by spaces; a label that cannot be read is printed as it was given. Counts are "
	  "disposition=number, separated by commas: how many variant labels have it, the label itself "
	  "among them and invalid ones not. Two dispositions joined by a vertical bar belong to labels "
	  "that two derivations give different ones, unless --conflicts chooses: from the most "
	  "restrictive, invalid, blocked, one of the table's own, allocatable, activated, valid. A label "
	  "that is not eligible has the disposition invalid. A hyphen, in JSON null, stands for its index "
	  "and its counts, and for what is beyond the limits of an exact answer; an index label "
	  "without code points is empty. A blocked label is rejected, but has an index and counts. Codes are separated by commas, and ok when there are none; without "
	  "--tsv the reasons go to standard error too. --digest adds the first 16 digits of the "
	  "SHA-256 of the lines CODE POINTS SPACE DISPOSITION of all these labels, sorted by the "
	  "code points as strings, joined by line feeds; a hyphen above 20,000 labels. --json prints "
	  "an object for each label, with input, ok, label, disposition, index, counts, digest and findings.\n\n"
	  "idntable variants -t TABLE LABEL prints one variant label a line, in the order of code "
	  "points, then a tab and its disposition; the label itself is one of them. With --tsv the "
	  "label is printed as code points in hexadecimal. Where hardly any label that can be made is a "
	  "variant, or memory is short, it ends with a message and status 2 before the list is complete.\n\n"
	  "idntable compile -t TABLE -o FILE writes the form in which tables are evaluated. It loads at "
	  "once, and is verified when it is loaded; the version of this program must be the same." },
	{ "DESCRIPTION",
	  "idntable lint FILE... prints every fault and doubt as file:line:column: severity CODE: "
	  "sentence (detail). --tsv prints the columns file, line, column, severity, code, detail, "
	  "sentence; --json an object for each file, with file, ok and findings: ok is true when there is nothing but notes.\n\n"
	  "idntable list prints the tables that are built in: name, script, version of Unicode, numbers of code "
	  "points, sequences, variants and rules, and the compiled size in bytes; with --tsv without a heading. "
	  "Their order is that in which idncheck --table auto tries them.\n\n"
	  "idntable show -t TABLE [CODEPOINT|RULE] prints a summary of the table, or what it has about a "
	  "code point (U+0915), with the sequences that have it, or a rule. With --characters it lists the "
	  "characters and sequences of the table." },
	{ "TEST LABELS",
	  "idntable rst --labels FILE [-t TABLE] tests a table with a file of test labels, as registry "
	  "system testing does, without a network. The file is YAML as ICANN publishes it: under testLabels, "
	  "allocatableLabels with their variants, and unallocatableLabels. For each label and each "
	  "variant that the file lists it prints file:line, label, what is expected, what was got and "
	  "the reason, separated by tabs. A label is expected to be accepted or refused, by IDNA "
	  "(profile registration) and by the table; a variant to be allocatable or not-allocatable, "
	  "which is allocatable when the tag of the file is among its variantTLDAllocatability. Got is then its "
	  "disposition, or none when it is no variant of the label, or invalid as one; not-allocatable "
	  "agrees with that and with every disposition but allocatable, activated and valid. Without -t the "
	  "tag of the file names the table; with --tables it is a file of that folder. Repeated keys "
	  "are merged, and unknown ones passed over, with a warning. Aliases are refused, and so is a "
	  "file of more than 16 MiB. Nothing is printed when a file cannot be used. --json prints an object "
	  "with file, line, label, expected, got and reason for each.\n\n"
	  "idntable cover -t TABLE [LABEL]... says what of a table labels exercise: how many code points, "
	  "sequences, variants, rules and actions, and which of them never. --labels takes the labels of a file of "
	  "test labels, not its variants. A code point or sequence "
	  "is exercised by a label that consists of elements of the table and has it as one of them; a variant, where its "
	  "source stands in such a label and its context holds; a rule in two ways, when it was asked and held, and when it "
	  "did not; an action, when it decided about the label or about a variant label of it. Rules that only other "
	  "rules name are asked around each element. --tsv prints the columns kind, name, line of the table, or 0, "
	  "and number of labels for everything there is; kinds are code-point, sequence, variant, rule-holds, "
	  "rule-fails and action. --json prints an object with table, labels, eligible, unreadable, and for each kind "
	  "all, exercised and never. The table must be the document, not a compiled one.\n\n"
	  "idntable rst-make -t TABLE prints a file of test labels for a table of one's own, in the same "
	  "form, which idntable rst finds to agree. Labels are searched for until each element, variant, rule "
	  "and action is exercised, as cover counts; each variant is listed once, under a label of which it is "
	  "one. What no label was found for is told on standard error: it can be out of reach, or longer than what "
	  "is searched. The same table gives the same file." },
	{ "A FILE OF TEST LABELS",
	  "A label is written as it is, in quotes where YAML would take it for something else, or as an A-label. "
	  "The tag is any name, which stands in variantTLDAllocatability of a variant that is allocatable; "
	  "a file without any label is an error.\n\n"
	  " tag: my\n"
	  " testLabels:\n"
	  "   allocatableLabels:\n"
	  "     - label: xn--mgbce3h\n"
	  "       variants:\n"
	  "         - label: xn--mgbce12c\n"
	  "           variantTLDAllocatability: [my]\n"
	  "         - label: \"xn--hgbme3h\"\n"
	  "           variantTLDAllocatability: []\n"
	  "   unallocatableLabels:\n"
	  "     - \"a b\"" },
	{ "CONVERTING TABLES",
	  "idntable convert TABLE reads XML of RFC 7940, text of RFC 4290 or RFC 3743, or a list with one "
	  "code point a line, and writes one of the forms of --format. Text is UTF-8; LF, CR or CRLF end "
	  "its lines. Variants of RFC 4290 get the type blocked, those of RFC 3743 the types and actions "
	  "of RFC 7940, Appendix B. Comments about version, date, language, scope and Unicode become meta "
	  "data; the other ones become the description, or the comment of their code point. What is lost "
	  "is told on standard error as file:line:column: warning CODE: sentence (detail): what RFC 4290 "
	  "has no form for, comments of XML, and rules that a text tells in comments only, known by their "
	  "words. FILE takes the place of an older one at once, and only when all went well." },
	{ "COMPARING TABLES",
	  "idntable diff FIRST SECOND says in what two tables, which are XML (convert reads other forms), differ by what they mean: "
	  "names of rules, classes, tags and types count for nothing, nor do comments. Differences that have one "
	  "cause are told together: how many elements, and the first of them; a label that the tables judge differently, "
	  "and for a variant the variant label; and for each table file:line, what it has there, and what it says of the "
	  "label. What is not decided, such as by --states, is told with its reason. Meta data are told, and "
	  "do not count: the exit status is 0 where nothing else differs. It is 1 for a difference, and also where "
	  "something is not decided, as it is not known that the tables are equal.\n\n"
	  "--tsv prints a line for each difference, with the columns aspect; decided or undecided; 1 or 0 for each of "
	  "the tables that has it, or for a context or a rule that accepts or matches the label; source, or the field of the meta data; "
	  "target; what stands in the first and in the second table; the lines of both; label; the place of the "
	  "element in it, from 0; variant label; 1 where the tables' whole verdicts differ; and the reason. Code points are "
	  "hexadecimal. --json prints one object with first, second, equal, which is null where it is not decided, and "
	  "differences, with group: those of one cause have one number.\n\n"
	  "idntable review --reference REF TABLE... reviews tables as ICANN reviews those of registries against its "
	  "reference tables: repertoire, variants, contexts, rules, actions and meta data. Each of these items gets "
	  "the gravest result of its differences. MATCH: the same meaning. SUBSET: a part of the reference and nothing "
	  "else. NOTE: a difference that is no risk to users, such as a stricter context, or a variant that is blocked. "
	  "MANUAL CHECK: not decided, or for a person to judge, such as another language tag, "
	  "a description, or a disposition of the table's own making. REVIEW: the table lets happen what the reference does not, or lacks a variant, a "
	  "context, a rule or an action of it. --html writes a page, --tsv the columns table, item, result and number of differences, "
	  "--json an object for each table with table, reference, ok, items, which is null where the table cannot be read, and findings. "
	  "With --lenient tables are reviewed that name rules which are not defined; what depends on them is a MANUAL CHECK." },
	{ "TABLES FROM TABLES",
	  "idntable union, intersect, merge, harmonize and populate read XML of RFC 7940 and write it. What is decided, and what RFC "
	  "7940 has no form for, is told on standard error as file:line:column: severity CODE: sentence (detail), with the line of the other "
	  "table: a note where all is expressed, a warning, and the exit status 1, where something is not. What is done then is the stricter "
	  "thing. --explain CODE tells more. FILE takes the place of an older one at once, and only when all went well.\n\n"
	  "idntable union TABLE TABLE... has the elements and variants of any of the tables. An element that is allowed always in one table is "
	  "so in the union; two contexts of when become one rule that is a choice of both. Names that mean different things in the tables get "
	  "the script or language of their table before them. Equal lists of actions stay; of others each keeps its order, and every action that "
	  "decides about labels of another table, too, is told.\n\n"
	  "idntable intersect TABLE TABLE... has the elements and variants that are in all of them, under the contexts of all.\n\n"
	  "idntable merge TABLE... makes the common table of the tables of several scripts, in which a label is looked up for collisions across "
	  "scripts, as that of the root zone: every variant is blocked, reflexive ones and what is out of the repertoire of all tables are left "
	  "out, and the variants are made symmetric, and transitive where contexts are the same.\n\n"
	  "idntable harmonize TABLE TABLE... makes tables of one zone agree about variants: each gets the mappings that the others, or "
	  "transitivity through them, demand for what is in its repertoire. Code points outside of that are added with a reflexive variant of type "
	  "out-of-repertoire-var, which an action makes invalid. With -o FOLDER each table is written there, under the name of its file, "
	  "else one after the other to standard output.\n\n"
	  "idntable populate TABLE completes the variants of one table in the same way: reverse mappings get the context of the forward ones, and "
	  "a mapping through two contexts that differ is told, but not added." },
	{ "INDEXES OF REGISTERED NAMES",
	  "idntable index -t TABLE -o INDEX NAMES writes an index of registered names, in which "
	  "idncheck --registered looks for names that collide. NAMES is a file, or - for standard input, "
	  "with a label a line, as a U-label or an A-label; a tab and more fields may follow, of which "
	  "--field tells the one that names the registrant. The index is for this table and this version "
	  "of the program; it is used where it lies, and verified when it is opened. A line that is no "
	  "label ends the program with the status 2, and nothing is written." },
	{ "OPTIONS", NULL },
	{ "ESCAPES", PROSE_ESCAPES },
	{ "EXIT STATUS",
	  " 0  every label is acceptable; lint: no table has more than notes; convert: nothing is lost; rst: all agree; "
	  "diff: equal in meaning; review: nothing but MATCH, SUBSET and NOTE; union, intersect, merge, harmonize, populate: all is expressed\n"
	  " 1  a label was rejected; lint: a table has errors or warnings; convert: something is lost; rst: one differs; "
	  "diff: different, or not decided; review: a MANUAL CHECK or REVIEW; union and the like: something is not expressed\n"
	  " 2  usage error, input or output failed, or a table cannot be used" },
	{ "EXAMPLES",
	  " idntable eval -t und-Deva.xml 'U+0915 U+094D' xn--11b\n"
	  " idntable variants -t und-Latn.xml --only allocatable strasse\n"
	  " idntable compile -t und-Hani.xml -o und-Hani.lgr\n"
	  " idntable convert -o latin.xml latin.txt\n"
	  " idntable convert --format html -o latin.html latin.xml\n"
	  " idntable eval -t und-Deva 'U+0915 U+094D'\n"
	  " idntable index -t und-Sinh.xml --field 2 -o names.idx names.tsv\n"
	  " idntable lint *.xml\n"
	  " idntable union -o both.xml de.xml fr.xml\n"
	  " idntable merge -o common.xml und-*.xml\n"
	  " idntable harmonize -o agreed und-Latn.xml und-Cyrl.xml\n"
	  " idntable populate -o complete.xml und-Latn.xml\n"
	  " idntable show -t und-Deva.xml U+0915\n"
	  " idntable show -t und-Deva.xml --characters\n"
	  " idntable rst --labels und-Deva.yaml -t und-Deva.xml\n"
	  " idntable cover -t und-Deva.xml --labels und-Deva.yaml\n"
	  " idntable rst-make -t my.xml >my.yaml\n"
	  " idntable diff old.xml new.xml\n"
	  " idntable review --reference und-Deva.xml --html -o review.html my.xml" },
	{ 0 },
};
/* clang-format on */

static const struct tool *const verbs[] = {
	&verb_eval, &verb_variants, &verb_compile, &verb_index, &verb_convert, &verb_lint, &verb_list, &verb_show, &verb_rst,
	&verb_rst_make, &verb_cover, &verb_diff, &verb_review, &verb_union, &verb_intersect, &verb_merge, &verb_harmonize,
	&verb_populate, NULL,
};

/* What is not a verb. */
static bool
refuse(void)
{
	const char *word = settings.common.name_count > 0 ? settings.common.names[0] : NULL;
	struct nearest nearest = { .query = word ? word : "" };
	struct text after = { 0 };

	if (!word) {
		message("a verb is needed: eval, variants, compile, convert, diff, index, lint, list, review, show, rst, rst-make, "
		        "cover, union, intersect, merge, harmonize or populate; "
		        "--help tells more",
		        NULL, "");
		return false;
	}
	for (size_t i = 0; verbs[i]; i++)
		nearest_offer(&nearest, verbs[i]->verb);
	if (nearest.best && strcmp(nearest.best, word) == 0) {
		message("the verb must come first, before all options:", word, "");
		return false;
	}
	if (nearest.best)
		text_format(&after, "; did you mean %s?", nearest.best);
	message("the first word must be a verb, not", word, text_z(&after));
	text_free(&after);
	return false;
}

bool
verbs_load_table(void)
{
	if (settings.common.table_count != 1) {
		message(settings.common.table_count ? "one table is enough: -t was given twice"
		                                    : "a table is needed: -t TABLE",
		        NULL, "");
		return false;
	}
	tables.keeps_documents = true;
	judging = tables_load(&tables, settings.common.tables[0]);
	return judging != NULL;
}

bool
verbs_judge_argument(struct worker *worker, struct record *record, struct label *label)
{
	const struct settings *common = &settings.common;
	bool is_ok;

	*record = (struct record){ .bytes = common->names[0], .file = "argument", .line = 1 };
	record->total = strlen(record->bytes);
	record->len = record->total < RECORD_LIMIT ? (size_t)record->total : RECORD_ECHO;
	*worker = (struct worker){ .settings = common, .record = record };
	judge_begin(&worker->judge, common);
	is_ok = verbs_judge(worker, label);
	if (!is_ok)
		verbs_write_messages(worker);
	stderr_write(worker->err.bytes, worker->err.len);
	text_free(&worker->err);
	return is_ok;
}

const struct tool idntable = {
	.name = "idntable",
	.purpose = "judge labels by policy tables, and policy tables themselves",
	.verbs = verbs,
	.synopsis = "VERB [OPTION]... [ARGUMENT]...",
	.exits = "0 all is acceptable, 1 a label or a table is not, 2 usage, I/O or table error.",
	.details = "Says what policy tables (RFC 7940) say of labels: verbs eval and variants; and "
		   "what is to be said of policy tables: verbs list, lint, show, compile, convert and index; tests them: rst, rst-make and cover; and compares "
		   "them: diff and review. The first "
		   "word is the verb; idntable VERB --help tells about it.",
	.see_also = "idncheck",
	.groups = groups,
	.prose = prose,
	.prepare = refuse,
	.more_codes = &tables_codes,
	.libraries = OUTLINE_LIBRARIES,
};

int
main(int argc, char **argv)
{
	const struct tool *tool = &idntable;
	int status;

	for (size_t i = 0; argc > 1 && verbs[i]; i++)
		if (strcmp(argv[1], verbs[i]->verb) == 0)
			tool = verbs[i];
	status =
		tool_main(tool, &settings.common, argc - (tool != &idntable), argv + (tool != &idntable));
	tables_free(&tables);
	return status;
}
