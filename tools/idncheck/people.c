/* SPDX-License-Identifier: MIT */
/* Verdicts for people: both forms of a name, or every reason, marks under the faults, a remedy. */
#include "people.h"

#include <string.h>
#include <strings.h>

#include <idncheck/builtin.h>

#include "common/message.h"
#include "common/record.h"
#include "common/tables.h"
#include "common/width.h"
#include "group.h"
#include "hint.h"
#include "picture.h"
#include "registry.h"

void
people_set_colour(struct worker *worker, enum people_colour colour)
{
	static const char *const sequences[] = { "\033[32m", "\033[31m", "\033[1;33m", "\033[0m" };

	if (worker->is_coloured)
		text_add_z(&worker->out, sequences[colour]);
}

static void
write_verdict(struct worker *worker, bool is_ok)
{
	people_set_colour(worker, is_ok ? COLOUR_GOOD : COLOUR_BAD);
	text_add_z(&worker->out, is_ok ? "ok" : "reject");
	people_set_colour(worker, COLOUR_PLAIN);
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

static const idnc_finding *
finding_at(const struct worker *worker, size_t index)
{
	return &worker->judge.findings.items[index];
}

static size_t
end_of(const idnc_finding *finding)
{
	return (size_t)finding->at + (finding->length ? finding->length : 1);
}

/* Add the record with the bytes of a group of findings marked. */
static void
write_place(struct worker *worker, const struct group *group)
{
	struct picture picture = { 0 };
	struct text character = { 0 };
	size_t index = group->first;

	for (size_t at = 0; at < worker->record->len;) {
		size_t start = at, width;
		char mark = 0;

		character.len = 0;
		width = record_write_character(worker, &at, &character);
		while (index < group->end && end_of(finding_at(worker, index)) <= start)
			index = group_next(worker, group, index);
		if (index < group->end && finding_at(worker, index)->at < at)
			mark = finding_at(worker, index)->at >= start ? '^' : '~';
		picture_draw(&picture, character.bytes, character.len, width, mark);
	}
	text_free(&character);
	picture_write(worker, &picture);
}

/* Add the decoded form of the A-label of a group, with the characters at fault marked. */
static void
write_decoded_place(struct worker *worker, const struct group *group)
{
	const idnc_finding *finding = group_first(worker, group);
	const char *label = worker->record->bytes + finding->at;
	uint32_t cps[IDNC_LABEL_LIMIT];
	struct picture picture = { 0 };
	struct text character = { 0 };
	size_t count = 0, index = group->first;

	/* A label that mapping or an escape turned into an A-label is not taken apart here. */
	if (finding->length < 4 || memchr(label, '\\', finding->length) || strncasecmp(label, "xn--", 4) != 0 ||
	    idnc_punycode_decode(label + 4, finding->length - 4, cps, IDNC_LABEL_LIMIT, &count) !=
	            IDNC_OK)
		return;
	for (size_t i = 0; i < count; i++) {
		size_t len = 0, width;
		char bytes[4], mark = 0;

		idnc_utf8_write(cps[i], bytes, sizeof bytes, &len);
		character.len = 0;
		escape_write(&character, ESCAPE_TEXT, bytes, len);
		width = character.bytes[0] == '\\' ? character.len : width_find(cps[i]);
		while (index < group->end && finding_at(worker, index)->position < i)
			index = group_next(worker, group, index);
		if (finding->cp == IDNC_NO_CP)
			mark = i == 0 ? '^' : '~';
		else if (index < group->end && finding_at(worker, index)->position == i)
			mark = '^';
		picture_draw(&picture, character.bytes, character.len, width, mark);
	}
	text_add_z(&worker->out, "    which decodes to\n");
	text_free(&character);
	picture_write(worker, &picture);
}

static void
write_group(struct worker *worker, const struct group *group)
{
	const idnc_finding *finding = group_first(worker, group);
	struct text *out = &worker->out;

	text_format(out, "  %s ", severity_word(finding->severity));
	people_set_colour(worker, COLOUR_MARK);
	text_add_z(out, judge_code_name(worker->settings, finding->code));
	people_set_colour(worker, COLOUR_PLAIN);
	text_add_z(out, ": ");
	if (worker->judge.pair_fault)
		text_add_z(out, worker->judge.pair_fault);
	else
		group_write_sentence(worker, out, group);
	text_add_char(out, '\n');
	if (finding->label == IDNC_NO_LABEL || worker->record->len == 0)
		return;
	write_place(worker, group);
	if (finding->decoded)
		write_decoded_place(worker, group);
}

/* Add every code that there is, and some of the places. */
static void
write_findings(struct worker *worker)
{
	size_t more = group_each(worker, write_group);

	if (more > 0)
		text_format(&worker->out, "  and %zu more with these codes; --json has them all\n",
		            more);
}

/* Add why the table has a rule that is broken, where that is known; each once. */
static void
write_rules(struct worker *worker)
{
	const struct policy *policy = &worker->policy;
	const idnc_builtin *builtin = policy->table ? policy->table->builtin : NULL;
	size_t count = builtin ? policy->findings.count : 0;

	for (size_t i = 0; i < count; i++) {
		const char *name = policy_rule(policy, &policy->items[i]);
		const idnc_builtin_rule *rule =
			name ? idnc_builtin_rule_find(builtin, name, strlen(name)) : NULL;
		size_t k = 0;

		while (k < i && policy_rule(policy, &policy->items[k]) != name)
			k++;
		if (rule && k == i && rule->comment[0])
			text_format(&worker->out, "  rule %s: %s\n", rule->name, rule->comment);
	}
}

/* Add the clause and the remedy of each code, once. */
static void
write_remedies(struct worker *worker)
{
	idnc_status codes[JUDGE_CODES];
	size_t count = judge_codes(&worker->judge, codes);

	for (size_t i = 0; i < count; i++) {
		const idnc_explanation *code = idnc_explain_find(codes[i]);

		if (!worker->judge.pair_fault) /* which says it all */
			text_format(&worker->out, "  %s: %s\n    %s\n",
		            judge_code_name(worker->settings, codes[i]), code->clause,
		            code->remedy);
	}
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

/* Add the table that decided, and what it said. */
static void
write_policy(struct worker *worker)
{
	const struct table *table = worker->policy.table;
	const char *disposition;
	struct text index = { 0 };

	if (registry_lacks_table(worker))
		text_add_z(&worker->out, "  table   none: the name ends in no suffix that has one\n");
	if (!table)
		return;
	text_add_z(&worker->out, "  table   ");
	escape_write(&worker->out, ESCAPE_TEXT, table->file, strlen(table->file));
	text_add_z(&worker->out, ": ");
	disposition = policy_disposition(&worker->policy);
	escape_write(&worker->out, ESCAPE_TEXT, disposition, strlen(disposition));
	registry_write_label(worker, &worker->out);
	text_add_char(&worker->out, '\n');
	if (registry_write_index(worker, &index))
		write_line(worker, "index  ", index.bytes, index.len);
	text_free(&index);
}

void
people_write(struct worker *worker, bool is_ok)
{
	write_verdict(worker, is_ok);
	if (is_ok)
		write_forms(worker);
	write_policy(worker);
	if (registry_collisions(worker))
		collide_write_text(worker, registry_collisions(worker));
	if (registry_collisions(worker))
		collide_write_reserved_text(worker, registry_collisions(worker));
	write_findings(worker);
	write_rules(worker);
	write_remedies(worker);
	if (!is_ok)
		hint_write(worker);
}
