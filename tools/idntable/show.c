/* SPDX-License-Identifier: MIT */
/* idntable show: a summary of a table, or what it has about a code point or a rule. */
#include <stdlib.h>
#include <string.h>

#include <idncheck/builtin.h>

#include "common/message.h"
#include "common/record.h"
#include "verbs.h"

#define CODE_POINTS 0x110000

/* Columns of words: of what is said of a code point, and of a table. */
enum { ENTRY_WIDTH = 10, SUMMARY_WIDTH = 12 };

/* Variant labels of one query; a code point has no more variants in any table that was read. */
enum { LABELS_SHOWN = 256 };

/* The document of the table; NULL for a compiled one, which has none. */
static idnc_table *
read_document(void)
{
	idnc_table_findings findings = { 0 };
	idnc_table *table = NULL;

	if (judging->document.len > 0)
		table_read(NULL, &judging->document, &findings, &table);
	free(findings.items);
	return table;
}

/* Add "  WORD      VALUE", unless there is no value. */
static void
write_word(struct text *out, int width, const char *word, const char *value)
{
	if (!value[0])
		return;
	text_format(out, "  %-*s ", width, word);
	escape_write(out, ESCAPE_TEXT, value, strlen(value));
	text_add_char(out, '\n');
}

/* Add what the document says of a char, a range or a variant. */
static void
write_entry(struct text *out, const idnc_table_entry *entry)
{
	if (entry->last)
		text_format(out, "  %-*s U+%04X to U+%04X\n", ENTRY_WIDTH, "range", (unsigned)entry->cp[0],
		            (unsigned)entry->last);
	text_format(out, "  %-*s %u\n", ENTRY_WIDTH, "line", (unsigned)entry->line);
	write_word(out, ENTRY_WIDTH, "when", entry->when);
	write_word(out, ENTRY_WIDTH, "not when", entry->not_when);
	write_word(out, ENTRY_WIDTH, "tags", entry->tags);
	write_word(out, ENTRY_WIDTH, "references", entry->references);
	write_word(out, ENTRY_WIDTH, "comment", entry->comment);
}

static void
write_variant(struct text *out, const idnc_table_entry *variant)
{
	text_add_z(out, "  variant    ");
	label_write_hex(out, variant->cp, variant->len);
	text_format(out, "%s, type ", variant->len ? "" : "nothing");
	escape_write(out, ESCAPE_TEXT, variant->type, strlen(variant->type));
	if (variant->when[0] || variant->not_when[0]) {
		const char *rule = variant->when[0] ? variant->when : variant->not_when;

		text_add_z(out, variant->when[0] ? ", when " : ", when not ");
		escape_write(out, ESCAPE_TEXT, rule, strlen(rule));
	}
	if (variant->comment[0]) {
		text_add_z(out, ": ");
		escape_write(out, ESCAPE_TEXT, variant->comment, strlen(variant->comment));
	}
	text_add_char(out, '\n');
}

/* Add what the table says of a label of these code points alone. */
static void
write_verdict(struct text *out, const struct label *label)
{
	struct text utf8 = { 0 };
	struct policy policy;
	const char *disposition;

	label_write_hex(out, label->cp, label->len);
	label_write_utf8(&utf8, label->cp, label->len);
	text_add_char(out, ' ');
	escape_write(out, ESCAPE_TEXT, utf8.bytes, utf8.len);
	text_free(&utf8);
	policy_judge(&policy, &judging, 1, label);
	disposition = policy_disposition(&policy);
	text_format(out, "\n  %-*s ", ENTRY_WIDTH, "alone");
	escape_write(out, ESCAPE_TEXT, disposition, strlen(disposition));
	for (size_t i = 0; i < policy.findings.count; i++) {
		const char *rule = policy_rule(&policy, &policy.items[i]);

		text_format(out, "; %s", idnc_explain_find(policy.items[i].code)->sentence);
		if (rule) {
			text_add_z(out, " (rule ");
			escape_write(out, ESCAPE_TEXT, rule, strlen(rule));
			text_add_char(out, ')');
		}
	}
	text_add_char(out, '\n');
}

static void
write_variant_label(struct text *out, const idnc_lgr_variant *variant)
{
	struct text dispositions = { 0 };

	verbs_write_dispositions(&dispositions, variant->dispositions, variant->count);
	text_add_z(out, "  variant    ");
	label_write_hex(out, variant->cp, variant->len);
	text_add_z(out, ", disposition ");
	escape_write(out, ESCAPE_TEXT, dispositions.bytes, dispositions.len);
	text_add_char(out, '\n');
	text_free(&dispositions);
}

static bool
is_label(const struct label *label, const uint32_t *cp, size_t len)
{
	return len == label->len && memcmp(cp, label->cp, len * sizeof *cp) == 0;
}

/*
 * Add the variant labels of a label but itself, where there is no document to tell the mappings.
 * Whether the table maps it to itself is not known.
 */
static void
write_variant_labels(struct text *out, const struct label *label)
{
	void *workspace = memory_resize(NULL, 1, IDNC_LGR_WORKSPACE_MIN);
	idnc_lgr_variants *variants;
	idnc_lgr_variant variant;
	size_t shown = 0;
	bool has_more = idnc_lgr_variants_begin(&judging->lgr, label->cp, label->len, workspace,
	                                        IDNC_LGR_WORKSPACE_MIN, &variants) == IDNC_OK;

	while (has_more && shown < LABELS_SHOWN) {
		has_more = idnc_lgr_variants_next(variants, &variant) == IDNC_OK && variant.len > 0;
		if (!has_more || is_label(label, variant.cp, variant.len))
			continue;
		write_variant_label(out, &variant);
		shown++;
	}
	if (has_more)
		text_format(out, "  variant    %d are shown; idntable variants lists all\n",
		            LABELS_SHOWN);
	free(workspace);
}

/* Whether the code points have the label among them, and others. */
static bool
has_label(const uint32_t *cp, size_t len, const struct label *label)
{
	for (size_t i = 0; len > label->len && i + label->len <= len; i++)
		if (is_label(label, cp + i, label->len))
			return true;
	return false;
}

/* Add the sequences of the table that have the label in them. */
static void
write_sequences(struct text *out, const struct label *label)
{
	const uint32_t *cp;
	size_t len = 0;

	for (uint32_t i = 0; (cp = idnc_lgr_element(&judging->lgr, i, &len)) != NULL; i++)
		if (has_label(cp, len, label)) {
			text_format(out, "  %-*s ", ENTRY_WIDTH, "sequence");
			label_write_hex(out, cp, len);
			text_add_char(out, '\n');
		}
}

static void
write_code_points(struct text *out, const idnc_table *document, const struct label *label)
{
	idnc_table_entry entry, variant;

	write_verdict(out, label);
	if (!document) {
		write_variant_labels(out, label);
	} else if (idnc_table_entry_find(document, label->cp, label->len, &entry)) {
		write_entry(out, &entry);
		for (size_t i = 0; idnc_table_entry_variant(&entry, i, &variant); i++)
			write_variant(out, &variant);
	}
	write_sequences(out, label);
}

/* Add "U+0915 U+094D TAB characters". */
static void
write_listed(struct text *out, const uint32_t *cp, size_t len, const char *between)
{
	struct text utf8 = { 0 };

	for (size_t i = 0; i < len; i++) {
		text_format(out, "%sU+%04X", i ? between : "", (unsigned)cp[i]);
		label_write_utf8(&utf8, &cp[i], 1);
		if (i + 1 < len)
			text_add_z(&utf8, between[1] ? between : "");
	}
	text_add_char(out, '\t');
	escape_write(out, ESCAPE_TEXT, utf8.bytes, utf8.len);
	text_add_char(out, '\n');
	text_free(&utf8);
}

/* List the code points that are elements, as ranges where they follow each other, then the sequences. */
static void
write_characters(struct text *out)
{
	uint32_t range[2] = { 0 };
	const uint32_t *cp;
	size_t len = 0, in_range = 0;

	for (uint32_t i = 0; (cp = idnc_lgr_element(&judging->lgr, i, &len)) != NULL; i++) {
		if (len > 1)
			continue;
		if (in_range > 0 && *cp == range[1] + 1) {
			in_range = 2;
		} else {
			if (in_range > 0)
				write_listed(out, range, in_range, " to ");
			range[0] = *cp;
			in_range = 1;
		}
		range[1] = *cp;
	}
	if (in_range > 0)
		write_listed(out, range, in_range, " to ");
	for (uint32_t i = 0; (cp = idnc_lgr_element(&judging->lgr, i, &len)) != NULL; i++)
		if (len > 1)
			write_listed(out, cp, len, " ");
}

/* Count the code points by what the table says of each as a label. */
static void
write_repertoire(struct text *out)
{
	size_t alone = 0, context = 0, sequence = 0;

	for (uint32_t cp = 0; cp < CODE_POINTS; cp++) {
		idnc_lgr_verdict verdict;
		idnc_status status = idnc_lgr_check(&judging->lgr, &cp, 1, &verdict, NULL);

		alone += status == IDNC_OK || status == IDNC_V_LGR_RULE;
		context += status == IDNC_V_LGR_CONTEXT;
		sequence += status == IDNC_V_LGR_SEQUENCE;
	}
	text_format(
		out,
		"  %-*s %zu: %zu can stand alone, %zu need neighbours, %zu in sequences only\n", SUMMARY_WIDTH,
		"code points", alone + context + sequence, alone, context, sequence);
}

static void
write_facts(struct text *out, const idnc_table *document)
{
	idnc_table_summary summary;

	idnc_table_summary_get(document, &summary);
	write_word(out, SUMMARY_WIDTH, "version", summary.version);
	write_word(out, SUMMARY_WIDTH, "date", summary.date);
	write_word(out, SUMMARY_WIDTH, "scope", summary.scope);
	write_word(out, SUMMARY_WIDTH, "Unicode", summary.unicode_version);
	text_format(out, "  %-*s %u sequences, %u variants, %u references\n", SUMMARY_WIDTH, "data",
	            (unsigned)summary.sequences, (unsigned)summary.variants,
	            (unsigned)summary.references);
	text_format(out, "  %-*s %u rules, %u classes, %u actions\n", SUMMARY_WIDTH, "conditions",
	            (unsigned)summary.rules, (unsigned)summary.classes, (unsigned)summary.actions);
}

/* Add the names that one of the functions gives, on one line. */
static void
write_names(struct text *out, const char *word,
            const char *(*name_of)(const idnc_lgr *lgr, uint32_t number))
{
	const char *name;

	text_format(out, "  %-*s", SUMMARY_WIDTH, word);
	for (uint32_t i = 0; (name = name_of(&judging->lgr, i)) != NULL; i++) {
		text_add_char(out, ' ');
		escape_write(out, ESCAPE_TEXT, name, strlen(name));
	}
	text_add_char(out, '\n');
}

static void
write_summary(struct text *out, const idnc_table *document)
{
	const char *name = idnc_lgr_name_z(&judging->lgr);

	escape_write(out, ESCAPE_TEXT, judging->file, strlen(judging->file));
	text_add_char(out, '\n');
	write_word(out, SUMMARY_WIDTH, "language", name);
	if (document)
		write_facts(out, document);
	write_repertoire(out);
	write_names(out, "dispositions", idnc_lgr_disposition_z);
	write_names(out, "rules", idnc_lgr_rule_z);
	text_format(out, "  %-*s %zu bytes\n", SUMMARY_WIDTH, "compiled", judging->size);
}

/* Add why a rule or class is there, if the table says so. */
static void
write_comment(struct text *out, const char *comment)
{
	if (!comment[0])
		return;
	text_add_z(out, "  ");
	escape_write(out, ESCAPE_TEXT, comment, strlen(comment));
	text_add_char(out, '\n');
}

/* Add a rule of a table that is built in; false: there is none of the name. */
static bool
write_builtin_rule(struct text *out, const char *name)
{
	const idnc_builtin_rule *rule = idnc_builtin_rule_find(judging->builtin, name, strlen(name));

	if (!rule) {
		message("the table has no rule of the name", name, "; its document has the classes");
		return false;
	}
	text_format(out, "%s: ", rule->name);
	escape_write(out, ESCAPE_TEXT, rule->words, strlen(rule->words));
	text_add_char(out, '\n');
	write_comment(out, rule->comment);
	return true;
}

/* Add a rule or class in words; false: there is none of the name. */
static bool
write_rule(struct text *out, const idnc_table *document, const char *name)
{
	size_t len = 0;
	char *words = NULL;

	if (judging->builtin)
		return write_builtin_rule(out, name);
	if (!document || idnc_table_describe(document, name, &words, &len) != IDNC_TABLE_OK) {
		message(document ? "the table has no rule or class of the name"
		                 : "a compiled table has no text of rules to show, such as",
		        name, "");
		return false;
	}
	escape_write(out, ESCAPE_TEXT, name, strlen(name));
	text_add_z(out, ": ");
	for (size_t at = 0; at < len;) { /* its lines stay lines */
		const char *end = memchr(words + at, '\n', len - at);
		size_t line = end ? (size_t)(end - words) - at : len - at;

		escape_write(out, ESCAPE_TEXT, words + at, line);
		text_add_char(out, '\n');
		at += line + 1;
	}
	write_comment(out, idnc_table_comment_z(document, name));
	idnc_table_release(NULL, words);
	return true;
}

/* Whether the query is code points: in notation, or a single character. */
static bool
read_code_points(struct label *label, const char *query)
{
	return label_read_notation(label, query, strlen(query)) ||
	       (label_read(label, query, strlen(query), NULL, 0) && label->len == 1);
}

static int
run(void)
{
	struct label *label = memory_resize(NULL, 1, sizeof *label);
	idnc_table *document = read_document();
	const char *query = settings.common.name_count > 0 ? settings.common.names[0] : NULL;
	struct text out = { 0 };
	int status = 0;

	if (settings.common.name_count > 1) {
		message("one code point or rule is enough", NULL, "");
		status = 2;
	} else if (query && settings.characters) {
		message("--characters lists the whole table; leave out", query, "");
		status = 2;
	} else if (settings.characters) {
		write_characters(&out);
	} else if (!query) {
		write_summary(&out, document);
	} else if (read_code_points(label, query)) {
		write_code_points(&out, document, label);
	} else if (label_resembles_notation(query, strlen(query))) {
		message("this looks like a code point, which is written U+0915:", query, "");
		status = 2;
	} else if (!write_rule(&out, document, query)) {
		status = 2;
	}
	stdout_write(out.bytes, out.len);
	stdout_close();
	text_free(&out);
	idnc_table_free(document);
	free(label);
	return status;
}

static const struct option_group groups[] = {
	{ "Which table is shown", options_table },
	{ "What is shown", options_show },
	{ "About the program", options_about },
	{ 0 },
};

const struct tool verb_show = {
	.name = "idntable",
	.verb = "show",
	.whole = &idntable,
	.synopsis = "-t TABLE [--characters|CODEPOINT|RULE]",
	.exits = "0 it is shown, 2 there is no such thing, usage, I/O or table error.",
	.details =
		"Prints a summary of TABLE; or of a code point (U+0915, or the character) what the "
		"table says of it alone, its variants, and the sequences that have it; or a rule "
		"or class, in words.",
	.groups = groups,
	.prepare = verbs_load_table,
	.run = run,
	.more_codes = &tables_codes,
};
