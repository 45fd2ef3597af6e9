/* SPDX-License-Identifier: MIT */
/* Words for what differs between two tables, and for what each of them says of a label. */
#include <string.h>

#include "common/escape.h"
#include "common/label.h"
#include "pair.h"

static void
write_escaped(struct text *out, const char *z)
{
	escape_write(out, ESCAPE_TEXT, z, strlen(z));
}

void
pair_write_place(struct text *out, const char *file, uint32_t line)
{
	write_escaped(out, file);
	if (line)
		text_format(out, ":%u", (unsigned)line);
}

void
pair_write_points(struct text *out, const uint32_t *cp, size_t len)
{
	if (len == 0)
		text_add_z(out, "nothing");
	for (size_t i = 0; i < len; i++)
		text_format(out, "%sU+%04X", i ? " " : "", (unsigned)cp[i]);
}

static void
write_characters(struct text *out, const uint32_t *cp, size_t len)
{
	struct text utf8 = { 0 };

	label_write_utf8(&utf8, cp, len);
	escape_write(out, ESCAPE_TEXT, utf8.bytes, utf8.len);
	text_free(&utf8);
}

void
pair_write_label(struct text *out, const uint32_t *cp, size_t len)
{
	write_characters(out, cp, len);
	text_add_z(out, len ? " (" : "(");
	pair_write_points(out, cp, len);
	text_add_char(out, ')');
}

/* ---- What differences are about ---- */

static bool
is_one_subject(const idnc_difference *a, const idnc_difference *b)
{
	return a->source && b->source && a->source_len == b->source_len && !a->target == !b->target &&
	       a->target_len == b->target_len && memcmp(a->source, b->source, a->source_len * sizeof *a->source) == 0 &&
	       (a->target_len == 0 || memcmp(a->target, b->target, a->target_len * sizeof *a->target) == 0);
}

/* A mapping can have several differences, one behind the other: how many, from one on. */
static size_t
count_alike(const struct cause *cause, size_t at)
{
	size_t count = 1;

	while (at + count < cause->count && is_one_subject(cause->items[at], cause->items[at + count]))
		count++;
	return count;
}

size_t
pair_count_subjects(const struct cause *cause)
{
	size_t count = 0;

	for (size_t at = 0; at < cause->count; at += count_alike(cause, at))
		count++;
	return count;
}

/* How many differences from one on are about code points that follow one another. */
static size_t
run_length(const struct cause *cause, size_t at)
{
	const idnc_difference *first = cause->items[at];
	size_t run = 1;

	if (first->source_len != 1 || first->target)
		return 1;
	while (at + run < cause->count && cause->items[at + run]->source_len == 1 &&
	       cause->items[at + run]->source[0] == first->source[0] + run)
		run++;
	/* Two are no shorter as a range. */
	return run > 2 ? run : 1;
}

static void
write_subject(struct text *out, const idnc_difference *first, const idnc_difference *last)
{
	pair_write_label(out, first->source, first->source_len);
	if (first != last) {
		text_add_z(out, " to ");
		pair_write_label(out, last->source, last->source_len);
	}
	if (first->target) {
		text_add_z(out, " to ");
		pair_write_label(out, first->target, first->target_len);
	}
}

void
pair_write_subjects(struct text *out, const struct cause *cause, size_t most)
{
	const idnc_difference *first = cause->items[0];
	size_t at = 0, subjects = pair_count_subjects(cause);

	if (first->field)
		text_add_z(out, first->field);
	if (first->aspect == IDNC_ASPECT_RULE && first->name[0])
		write_escaped(out, first->name[0]);
	if (!first->source)
		return;
	for (size_t shown = 0; at < cause->count && shown < most; shown++) {
		size_t run = run_length(cause, at);

		text_add_z(out, at ? ", " : "");
		write_subject(out, cause->items[at], cause->items[at + run - 1]);
		at += run > 1 ? run : count_alike(cause, at);
		subjects -= run;
	}
	if (at < cause->count)
		text_format(out, ", and %zu more", subjects);
}

/* ---- What a table has there ---- */

/* Of a text that may be pages long, its beginning on one line. */
static void
write_beginning(struct text *out, const char *z)
{
	enum { SHOWN = 120 };
	struct text line = { 0 };
	size_t at = 0, end = 0;
	uint32_t cp;

	for (; *z && line.len < SHOWN + 4; z++)
		if (!strchr(" \t\r\n", *z))
			text_add_char(&line, *z);
		else if (line.len > 0 && line.bytes[line.len - 1] != ' ')
			text_add_char(&line, ' ');
	/* It is cut between two characters. */
	while (at < line.len && at < SHOWN && idnc_utf8_next(line.bytes, line.len, &at, &cp) == IDNC_OK)
		end = at;
	escape_write(out, ESCAPE_TEXT, line.len ? line.bytes : "", end);
	text_add_z(out, end < line.len ? " ..." : "");
	text_free(&line);
}

void
pair_write_name(struct text *out, const idnc_difference *difference, int which)
{
	/* Before the name where there is one, for when and for not-when; where there is none. */
	static const struct {
		const char *before[2], *none;
	} words[IDNC_ASPECT_COUNT] = {
		[IDNC_ASPECT_REPERTOIRE] = { { "lists it", "" }, "does not list it" },
		[IDNC_ASPECT_CONTEXT] = { { "when rule ", "not when rule " }, "without a rule" },
		[IDNC_ASPECT_VARIANT] = { { "type ", "" }, "does not list the variant" },
		[IDNC_ASPECT_VARIANT_CONTEXT] = { { "when rule ", "not when rule " }, "without a rule" },
		[IDNC_ASPECT_VARIANT_TYPE] = { { "type ", "" }, "without a type" },
		[IDNC_ASPECT_RULE] = { { "rule ", "" }, "without a rule" },
		[IDNC_ASPECT_ACTION] = { { "disposition ", "" }, "without an action" },
		[IDNC_ASPECT_METADATA] = { { "", "" }, "does not say so" },
	};
	const char *name = difference->name[which];
	bool is_listed = difference->aspect == IDNC_ASPECT_REPERTOIRE || difference->aspect == IDNC_ASPECT_VARIANT;

	if (is_listed ? !difference->has[which] : !name) {
		text_add_z(out, words[difference->aspect].none);
		return;
	}
	text_add_z(out, words[difference->aspect].before[difference->is_negated[which]]);
	if (difference->aspect == IDNC_ASPECT_METADATA)
		write_beginning(out, name);
	else if (difference->aspect == IDNC_ASPECT_VARIANT && !name)
		text_add_z(out, "none");
	else if (name)
		write_escaped(out, name);
}

/* ---- What a table says ---- */

/* The line of the n-th action, and its rule; false: it is a default action. */
static bool
find_action(const struct side *side, uint32_t number, idnc_table_action *out)
{
	*out = (idnc_table_action){ 0 };
	for (uint32_t i = 0; idnc_table_action_next(side->table, out); i++)
		if (i == number)
			return true;
	return false;
}

/* Add " (action in line 30, rule mixed)". */
static void
write_action(struct text *out, const struct side *side, const struct opinion *opinion)
{
	idnc_table_action action;
	const char *rule;

	if (opinion->action == IDNC_NO_CP || !find_action(side, opinion->action, &action))
		return;
	text_format(out, " (action in line %u", (unsigned)action.line);
	rule = action.match[0] ? action.match : action.not_match;
	if (rule[0]) {
		text_add_z(out, action.match[0] ? ", rule " : ", not rule ");
		write_escaped(out, rule);
	}
	text_add_char(out, ')');
}

/* Add the reason why a label is not eligible. */
static void
write_reason(struct text *out, const struct side *side, const idnc_difference *difference, const struct opinion *opinion)
{
	const idnc_finding *finding = &opinion->finding;
	const uint32_t *at = difference->label + finding->at;
	const char *rule = idnc_lgr_rule_z(&side->lgr, finding->detail);
	idnc_table_entry entry;

	if (finding->code == IDNC_V_LGR_RULE) {
		write_action(out, side, opinion);
		return;
	}
	text_add_z(out, ": ");
	pair_write_points(out, at, finding->length);
	if (finding->code == IDNC_V_LGR_CODE_POINT)
		text_add_z(out, " is not in its repertoire");
	else if (finding->code == IDNC_V_LGR_SEQUENCE)
		text_add_z(out, " is in its repertoire as a part of sequences only");
	else
		text_format(out, ", character %u, does not stand where its context allows it", (unsigned)finding->at + 1);
	if (finding->code != IDNC_V_LGR_CONTEXT)
		return;
	if (idnc_table_entry_find(side->table, at, finding->length, &entry)) {
		text_format(out, " (line %u", (unsigned)entry.line);
		text_add_z(out, rule ? ", rule " : "");
		write_escaped(out, rule ? rule : "");
		text_add_char(out, ')');
	}
}

static void
write_variant_opinion(struct text *out, const struct side *side, const idnc_difference *difference)
{
	struct opinion opinion = opinion_variant(side, difference->label, difference->label_len, difference->variant,
	                                         difference->variant_len);

	if (opinion.weight == WEIGHT_UNKNOWN)
		return;
	if (opinion.weight == WEIGHT_NONE) {
		text_add_z(out, "has no such variant of the label");
		return;
	}
	text_add_z(out, "the variant is ");
	write_escaped(out, opinion.disposition);
}

void
pair_write_opinion(struct text *out, const struct side *side, const idnc_difference *difference)
{
	struct opinion opinion;

	if (!difference->label)
		return;
	if (difference->variant) {
		write_variant_opinion(out, side, difference);
		return;
	}
	opinion = opinion_label(side, difference->label, difference->label_len);
	if (opinion.weight == WEIGHT_UNKNOWN)
		return;
	if (opinion.weight == WEIGHT_NONE) {
		text_add_z(out, "refuses it");
		write_reason(out, side, difference, &opinion);
		return;
	}
	text_add_z(out, opinion.weight == WEIGHT_BLOCKED ? "refuses it as " : "accepts it as ");
	write_escaped(out, opinion.disposition);
	write_action(out, side, &opinion);
}

/* Add a line "FILE:LINE: what it has there; what it says of the label". */
static void
write_side(struct text *out, const struct pair *pair, const idnc_difference *difference, int which)
{
	struct text opinion = { 0 };

	pair_write_place(out, pair->side[which]->file, difference->line[which]);
	text_add_z(out, ": ");
	pair_write_name(out, difference, which);
	pair_write_opinion(&opinion, pair->side[which], difference);
	if (opinion.len > 0)
		text_add_z(out, "; ");
	text_add(out, opinion.bytes, opinion.len);
	text_add_char(out, '\n');
	text_free(&opinion);
}

static void
write_label(struct text *out, const idnc_difference *difference, size_t indent)
{
	text_add_times(out, ' ', indent);
	text_add_z(out, "label ");
	pair_write_label(out, difference->label, difference->label_len);
	if (difference->aspect == IDNC_ASPECT_CONTEXT)
		text_format(out, ", at character %zu", difference->at + 1);
	if (difference->variant) {
		text_add_z(out, ", variant ");
		pair_write_label(out, difference->variant, difference->variant_len);
	}
	text_add_char(out, '\n');
}

/* Add lines about one difference: its label, and what each of the tables has and says. */
static void
write_proof(struct text *out, const struct pair *pair, const idnc_difference *difference, size_t indent)
{
	if (difference->label)
		write_label(out, difference, indent);
	for (int which = 0; which < 2; which++) {
		if (difference->field && !difference->has[which])
			continue;
		text_add_times(out, ' ', indent);
		write_side(out, pair, difference, which);
	}
	if (difference->label && !difference->is_effective && !difference->undecided && pair->side[0]->block && pair->side[1]->block) {
		text_add_times(out, ' ', indent);
		text_add_z(out, "as a whole, both give it the same disposition\n");
	}
}

/* Of meta data each difference is one of its own; of others one is enough to show the cause. */
void
pair_write_proofs(struct text *out, const struct pair *pair, const struct cause *cause, size_t indent)
{
	enum { FIELDS_SHOWN = 4 };
	size_t most = cause->items[0]->field ? FIELDS_SHOWN : 1;

	for (size_t i = 0; i < cause->count && i < most; i++)
		write_proof(out, pair, cause->items[i], indent);
	if (cause->items[0]->field && cause->count > most) {
		text_add_times(out, ' ', indent);
		text_format(out, "and %zu more\n", cause->count - most);
	}
}

/* ---- For programs ---- */

/* Add ,"key":"0061 0062", or null. */
static void
write_json_points(struct text *out, const char *key, const uint32_t *cp, size_t len)
{
	text_format(out, ",\"%s\":", key);
	if (!cp) {
		text_add_z(out, "null");
		return;
	}
	text_add_char(out, '"');
	label_write_hex(out, cp, len);
	text_add_char(out, '"');
}

static void
write_json_names(struct text *out, const idnc_difference *difference)
{
	text_add_z(out, ",\"name\":[");
	for (int i = 0; i < 2; i++) {
		const char *name = difference->name[i];

		text_add_z(out, i ? "," : "");
		text_add_z(out, name ? "\"" : "null");
		if (!name)
			continue;
		escape_write(out, ESCAPE_JSON, name, strlen(name));
		text_add_char(out, '"');
	}
	text_add_char(out, ']');
}

static const char *
json_bool(bool value)
{
	return value ? "true" : "false";
}

void
pair_write_json(struct text *out, const idnc_difference *d)
{
	text_format(out, "{\"aspect\":\"%s\",\"decided\":%s,\"has\":[%s,%s],\"group\":%u", idnc_aspect_z(d->aspect),
	            json_bool(!d->undecided), json_bool(d->has[0]), json_bool(d->has[1]), (unsigned)d->group);
	write_json_points(out, "source", d->source, d->source_len);
	write_json_points(out, "target", d->target, d->target_len);
	text_format(out, ",\"field\":%s%s%s", d->field ? "\"" : "", d->field ? d->field : "null", d->field ? "\"" : "");
	write_json_names(out, d);
	text_format(out, ",\"negated\":[%s,%s],\"line\":[%u,%u]", json_bool(d->is_negated[0]), json_bool(d->is_negated[1]),
	            (unsigned)d->line[0], (unsigned)d->line[1]);
	write_json_points(out, "label", d->label, d->label_len);
	if (d->label)
		text_format(out, ",\"at\":%zu", d->at);
	else
		text_add_z(out, ",\"at\":null");
	write_json_points(out, "variant", d->variant, d->variant_len);
	text_format(out, ",\"effective\":%s,\"reason\":%s%s%s}", json_bool(d->is_effective), d->undecided ? "\"" : "",
	            d->undecided ? idnc_undecided_z(d->undecided) : "null", d->undecided ? "\"" : "");
}
