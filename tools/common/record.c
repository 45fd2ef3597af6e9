/* SPDX-License-Identifier: MIT */
/* The pieces that output records are made of. */
#include "record.h"

#include <inttypes.h>
#include <string.h>

#include "message.h"
#include "width.h"

static bool
is_over_long(const struct record *record)
{
	return record->total > record->len;
}

void
record_write_input(struct worker *worker, enum escape_style style)
{
	const struct record *record = worker->record;

	escape_write(&worker->out, style, record->bytes, record->len);
	if (is_over_long(record))
		text_add_z(&worker->out, style == ESCAPE_JSON ? "\\u2026" : "\\u{2026}");
}

size_t
record_write_character(const struct worker *worker, size_t *at, struct text *out)
{
	const struct record *record = worker->record;
	size_t start = *at, from = out->len, len = 0;
	char bytes[4];
	uint32_t cp;

	if (escape_next(record->bytes, record->len, worker->settings->escapes, at, &cp) ==
	    IDNC_OK) {
		idnc_utf8_write(cp, bytes, sizeof bytes, &len);
		escape_write(out, ESCAPE_TEXT, bytes, len);
	} else {
		escape_write(out, ESCAPE_TEXT, record->bytes + start, *at - start);
	}
	return out->bytes[from] == '\\' ? out->len - from : width_find(cp);
}

void
record_write_name(const struct worker *worker, struct text *out)
{
	if (!worker->settings->escapes)
		escape_write(out, ESCAPE_TEXT, worker->record->bytes, worker->record->len);
	else
		for (size_t at = 0; at < worker->record->len;)
			record_write_character(worker, &at, out);
	if (is_over_long(worker->record))
		text_add_z(out, "\\u{2026}");
}

void
record_write_codes(struct worker *worker)
{
	idnc_status codes[JUDGE_CODES];
	size_t count = judge_codes(&worker->judge, codes);

	if (count == 0)
		text_add_z(&worker->out, "ok");
	for (size_t i = 0; i < count; i++) {
		const char *name = judge_code_name(worker->settings, codes[i]);
		size_t same = 0;

		/* Two codes can have one status of UTS #46. */
		while (strcmp(name, judge_code_name(worker->settings, codes[same])) != 0)
			same++;
		if (same < i)
			continue;
		if (i > 0)
			text_add_char(&worker->out, ',');
		text_add_z(&worker->out, name);
	}
}

void
record_write_json_string(struct text *out, const char *key, const char *value, size_t value_len,
                         bool is_null)
{
	text_add_z(out, ",\"");
	text_add_z(out, key);
	text_add_z(out, "\":");
	if (is_null) {
		text_add_z(out, "null");
		return;
	}
	text_add_char(out, '"');
	escape_write(out, ESCAPE_JSON, value, value_len);
	text_add_char(out, '"');
}

static bool
is_utf8(const char *bytes, size_t len)
{
	uint32_t cp;

	for (size_t at = 0; at < len;)
		if (idnc_utf8_next(bytes, len, &at, &cp) != IDNC_OK)
			return false;
	return true;
}

void
record_write_json_input(struct worker *worker)
{
	const struct record *record = worker->record;

	text_add_z(&worker->out, "\"input\":\"");
	record_write_input(worker, ESCAPE_JSON);
	text_add_char(&worker->out, '"');
	if (is_utf8(record->bytes, record->len))
		return;
	text_add_z(&worker->out, ",\"input_hex\":\"");
	for (size_t i = 0; i < record->len; i++)
		text_format(&worker->out, "%02x", (unsigned char)record->bytes[i]);
	text_add_char(&worker->out, '"');
}

void
record_write_json_findings(struct worker *worker)
{
	const idnc_findings *findings = &worker->judge.findings;
	struct text *out = &worker->out;

	text_add_z(out, ",\"findings\":[");
	for (size_t i = 0; i < findings->count; i++) {
		const char *rule = policy_rule(&worker->policy, &findings->items[i]);
		size_t len = 0;

		if (i > 0)
			text_add_char(out, ',');
		text_reserve(out, IDNC_FINDING_JSON_MAX);
		idnc_explain_write_json(&findings->items[i], out->bytes + out->len,
		                        IDNC_FINDING_JSON_MAX, &len);
		out->len += len;
		if (rule) { /* a member more, before the closing brace */
			out->len--;
			record_write_json_string(out, "table_rule", rule, strlen(rule), false);
			text_add_char(out, '}');
		}
	}
	text_add_char(out, ']');
}

void
record_write_sentence(const struct worker *worker, struct text *out, const idnc_finding *finding)
{
	const char *rule = policy_rule(&worker->policy, finding);
	size_t len = 0;

	text_reserve(out, IDNC_SENTENCE_MAX);
	idnc_explain_write_sentence(finding, out->bytes + out->len, IDNC_SENTENCE_MAX, &len);
	out->len += len;
	if (rule) {
		text_add_z(out, " (rule ");
		escape_write(out, ESCAPE_TEXT, rule, strlen(rule));
		text_add_char(out, ')');
	}
}

void
record_write_messages(struct worker *worker)
{
	const struct record *record = worker->record;
	struct text *err = &worker->err;

	for (size_t i = 0; i < worker->judge.findings.count; i++) {
		const idnc_finding *finding = &worker->judge.findings.items[i];

		escape_write(err, ESCAPE_TEXT, record->file, strlen(record->file));
		text_format(err, ":%" PRIu64 ":%" PRIu64 ": %s %s: ", record->line,
		            (uint64_t)finding->at + 1, severity_word(finding->severity),
		            judge_code_name(worker->settings, finding->code));
		record_write_sentence(worker, err, finding);
		text_add_char(err, '\n');
	}
}
