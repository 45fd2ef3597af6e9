/* SPDX-License-Identifier: MIT */
/* Judging a record: escapes, growing buffers, findings whose offsets count the record as read. */
#include "judge.h"

#include <stdlib.h>
#include <string.h>

#include "escape.h"
#include "message.h"

void
judge_begin(struct judge *judge, const struct settings *settings)
{
	*judge = (struct judge){
		.settings = settings,
		.offsets = memory_resize(NULL, RECORD_LIMIT + 1, sizeof *judge->offsets),
	};
}

void
judge_end(struct judge *judge)
{
	free(judge->findings.items);
	free(judge->offsets);
	text_free(&judge->decoded);
}

/* Make room for all findings; false: there was room. */
static bool
grow_findings(idnc_findings *findings)
{
	if (findings->count <= findings->capacity)
		return false;
	findings->capacity = findings->count + findings->count / 2;
	findings->items =
		memory_resize(findings->items, findings->capacity, sizeof *findings->items);
	return true;
}

void
judge_fail(idnc_status status)
{
	message("the library refused a call:", idnc_explain_find(status)->name, "");
	exit(2);
}

/*
 * Say whether a call must be made again with more room.  A call that failed otherwise is a fault of
 * ours.
 */
static bool
is_short_of_room(idnc_status status, struct text *form, idnc_findings *findings)
{
	if (status == IDNC_E_SPACE) {
		size_t needed = form->len;

		form->len = 0;
		text_reserve(form, needed);
		return true;
	}
	if (status < 0)
		judge_fail(status);
	return findings && grow_findings(findings);
}

static bool
convert_name(const idnc_options *options, const char *name, size_t name_len,
             judge_conversion *convert, struct text *form, idnc_findings *findings)
{
	idnc_status status;

	do {
		form->len = 0;
		status = convert(options, name, name_len, form->bytes, form->capacity, &form->len,
		                 findings);
	} while (is_short_of_room(status, form, findings));
	if (status != IDNC_OK)
		form->len = 0;
	return status == IDNC_OK;
}

bool
judge_convert(const idnc_options *options, const char *name, size_t name_len,
              judge_conversion *convert, struct text *form)
{
	return convert_name(options, name, name_len, convert, form, NULL);
}

/* The one finding of an over-long record. */
static void
find_over_long(struct judge *judge, const struct record *record)
{
	judge_add(judge, &(idnc_finding){
				 .code = IDNC_V_NAME_TOO_LONG,
				 .label = IDNC_NO_LABEL,
				 .length = record->total < UINT32_MAX ? (uint32_t)record->total
	                                                              : UINT32_MAX,
				 .cp = IDNC_NO_CP,
			 });
}

void
judge_add(struct judge *judge, const idnc_finding *finding)
{
	judge->findings.count++;
	grow_findings(&judge->findings);
	judge->findings.items[judge->findings.count - 1] = *finding;
}

bool
judge_wants_findings(const struct settings *settings)
{
	return !settings->quiet || settings->summary || settings->has_report;
}

bool
judge_open(struct judge *judge, const struct record *record)
{
	judge->findings.count = 0;
	judge->name = record->bytes;
	judge->name_len = record->len;
	if (record->total > RECORD_LIMIT) {
		find_over_long(judge, record);
		return false;
	}
	if (judge->settings->escapes) {
		escape_decode(record->bytes, record->len, &judge->decoded, judge->offsets);
		judge->name = judge->decoded.bytes;
		judge->name_len = judge->decoded.len;
	}
	return true;
}

/*
 * Turn offsets of the decoded name into offsets of the record, from the `first` finding on; second
 * is where the second name of a pair begins.
 */
static void
restore_offsets(struct judge *judge, const struct record *record, size_t first, size_t second)
{
	for (size_t i = first; i < judge->findings.count; i++) {
		idnc_finding *finding = &judge->findings.items[i];
		size_t at = finding->at + (finding->input ? second : 0);
		size_t end = at + finding->length;

		if (judge->settings->escapes) {
			at = judge->offsets[at];
			end = judge->offsets[end];
			if (finding->code == IDNC_V_UTF8 && record->bytes[at] == '\\')
				finding->code = IDNC_V_ESCAPE;
		}
		finding->at = (uint32_t)at;
		finding->length = (uint32_t)(end - at);
	}
}

void
judge_restore(struct judge *judge, const struct record *record, size_t first)
{
	restore_offsets(judge, record, first, 0);
}

bool
judge_record(struct judge *judge, const struct record *record, judge_conversion *convert,
             struct text *form)
{
	const struct settings *settings = judge->settings;
	bool wants_findings = judge_wants_findings(settings);
	bool is_ok = judge_open(judge, record) &&
	             convert_name(&settings->options, judge->name, judge->name_len, convert, form,
	                          wants_findings ? &judge->findings : NULL);

	if (record->total <= RECORD_LIMIT && wants_findings)
		restore_offsets(judge, record, 0, 0);
	return is_ok;
}

/* Find a TAB of the record from `i` on, not one made by an escape; name_len when there is none. */
static size_t
find_tab(const struct judge *judge, const struct record *record, size_t i)
{
	for (; i < judge->name_len; i++)
		if (judge->name[i] == '\t' &&
		    (!judge->settings->escapes || record->bytes[judge->offsets[i]] == '\t'))
			return i;
	return judge->name_len;
}

/* Say where the one TAB of the record is; false: there are fewer or more, which is a finding. */
static bool
split_pair(struct judge *judge, const struct record *record, size_t *tab)
{
	*tab = find_tab(judge, record, 0);
	if (*tab == judge->name_len)
		judge->pair_fault = "this line has no TAB: --pair takes U-label TAB A-label";
	else if (find_tab(judge, record, *tab + 1) < judge->name_len)
		judge->pair_fault =
			"this line has more than one TAB: --pair takes U-label TAB A-label";
	else
		return true;
	judge->findings.count = 1;
	grow_findings(&judge->findings);
	judge->findings.items[0] = (idnc_finding){
		.code = IDNC_V_PAIR_MISMATCH,
		.label = IDNC_NO_LABEL,
		.length = (uint32_t)record->len,
		.cp = IDNC_NO_CP,
	};
	return false;
}

bool
judge_pair(struct judge *judge, const struct record *record)
{
	struct text none = { 0 };
	idnc_status status;
	size_t tab, second;

	judge->pair_fault = NULL;
	if (!judge_open(judge, record))
		return false;
	if (!split_pair(judge, record, &tab))
		return false;
	second = tab + 1;
	do
		status = idnc_domain_check_pair(&judge->settings->options, judge->name, tab,
		                                judge->name + second, judge->name_len - second,
		                                &judge->findings);
	while (is_short_of_room(status, &none, &judge->findings));
	judge->name_len = tab;
	restore_offsets(judge, record, 0, second);
	return status == IDNC_OK;
}

size_t
judge_codes(const struct judge *judge, idnc_status codes[JUDGE_CODES])
{
	bool is_seen[JUDGE_CODES] = { false };
	size_t count = 0;

	for (size_t i = 0; i < judge->findings.count; i++) {
		const idnc_finding *finding = &judge->findings.items[i];

		if (finding->severity == IDNC_SEVERITY_ERROR && !is_seen[finding->code]) {
			is_seen[finding->code] = true;
			codes[count++] = finding->code;
		}
	}
	return count;
}

const char *
judge_code_name(const struct settings *settings, idnc_status code)
{
	const idnc_explanation *explanation = idnc_explain_find(code);

	if (settings->codes == CODES_UTS46 && explanation->uts46[0])
		return explanation->uts46;
	return explanation->name;
}
