/* SPDX-License-Identifier: MIT */
/* Answers in the words of registry protocols: EPP result codes, and objects of RDAP. */
#include "protocol.h"

#include <string.h>

#include "common/record.h"
#include "registry.h"

/* ---- EPP ---- */

/* RFC 5730, 3; of several, the first that a finding has is the answer. */
static const struct result {
	const char *code, *text;
} results[] = {
	{ "2005", "Parameter value syntax error" },
	{ "2302", "Object exists" },
	{ "2306", "Parameter value policy error" },
};

/* Which of the results a finding is: what IDNA refuses is no name at all, a table is policy. */
static size_t
result_of(const idnc_finding *finding)
{
	switch ((int)finding->code) {
	case IDNC_V_REGISTERED:
		return 1;
	case IDNC_V_LGR_CODE_POINT:
	case IDNC_V_LGR_SEQUENCE:
	case IDNC_V_LGR_CONTEXT:
	case IDNC_V_LGR_RULE:
	case IDNC_V_VARIANT_BLOCKED:
	case IDNC_V_VARIANT_HELD:
	case IDNC_V_RESERVED:
		return 2;
	default:
		return 0;
	}
}

/* The error that decides; NULL: there is none. */
static const idnc_finding *
find_reason(const struct worker *worker)
{
	const idnc_findings *findings = &worker->judge.findings;
	const idnc_finding *best = NULL;

	for (size_t i = 0; i < findings->count; i++) {
		const idnc_finding *finding = &findings->items[i];

		if (finding->severity == IDNC_SEVERITY_ERROR &&
		    (!best || result_of(finding) < result_of(best)))
			best = finding;
	}
	return best;
}

void
protocol_write_epp(struct worker *worker, bool is_ok)
{
	const idnc_finding *reason = is_ok ? NULL : find_reason(worker);
	struct text *out = &worker->out;

	if (reason)
		text_format(out, "%s\t%s\t", results[result_of(reason)].code,
		            results[result_of(reason)].text);
	else
		text_add_z(out, "1000\tCommand completed successfully\t");
	record_write_input(worker, ESCAPE_TSV);
	text_add_char(out, '\t');
	if (reason)
		record_write_sentence(worker, out, reason);
	text_add_char(out, '\n');
}

/* ---- RDAP ---- */

/*
 * Add "ldhName" of a name, and "unicodeName" where it has a U-label, for the other has none without
 * one (RFC 9083, 3); false: it has no forms.
 */
static bool
write_names(struct worker *worker, const char *name, size_t len)
{
	const idnc_options *options = &worker->settings->options;
	struct text ascii = { 0 }, unicode = { 0 };
	bool is_name = judge_convert(options, name, len, idnc_domain_to_ascii, &ascii) &&
	               judge_convert(options, name, len, idnc_domain_to_unicode, &unicode);

	if (is_name) {
		text_add_z(&worker->out, "\"ldhName\":\"");
		escape_write(&worker->out, ESCAPE_JSON, ascii.bytes, ascii.len);
		text_add_char(&worker->out, '"');
		if (ascii.len != unicode.len || memcmp(ascii.bytes, unicode.bytes, ascii.len) != 0)
			record_write_json_string(&worker->out, "unicodeName", unicode.bytes, unicode.len,
			                         false);
	}
	text_free(&ascii);
	text_free(&unicode);
	return is_name;
}

/* Add a registered name of which the applied-for one is a variant: its label before the same suffix. */
static void
write_variant(struct worker *worker, const struct collision *c, const char *suffix,
              size_t suffix_len)
{
	const char *file = worker->policy.table->file;
	struct text *out = &worker->out, name = { 0 };

	text_add(&name, c->name.label, c->name.label_len);
	text_add(&name, suffix, suffix_len);
	/* An allocatable one is for its registrant only.  RFC 9083, 10.2.5 */
	text_add_z(out, c->what.standing == IDNC_POLICY_ALLOCATABLE
	                        ? "{\"relation\":[\"registered\",\"registration restricted\"]"
	                        : "{\"relation\":[\"registered\"]");
	record_write_json_string(out, "idnTable", file, strlen(file), false);
	text_add_z(out, ",\"variantNames\":[{");
	if (!write_names(worker, name.bytes, name.len)) {
		text_add_z(out, "\"unicodeName\":\"");
		escape_write(out, ESCAPE_JSON, name.bytes, name.len);
		text_add_char(out, '"');
	}
	text_add_z(out, "}]}");
	text_free(&name);
}

static void
write_variants(struct worker *worker)
{
	const struct collisions *all = registry_collisions(worker);
	const char *name = worker->judge.name;
	const char *dot = memchr(name, '.', worker->judge.name_len);
	size_t suffix_len = dot ? worker->judge.name_len - (size_t)(dot - name) : 0;
	const char *separator = "";
	const struct collision *c;

	text_add_z(&worker->out, ",\"variants\":[");
	for (size_t i = 0; all && (c = collide_shown(all, i)) != NULL; i++) {
		if (c->what.standing == IDNC_POLICY_REGISTERED)
			continue; /* the name itself */
		text_add_z(&worker->out, separator);
		write_variant(worker, c, dot, suffix_len);
		separator = ",";
	}
	text_add_char(&worker->out, ']');
}

/* Add a notice for each error. */
static void
write_reasons(struct worker *worker)
{
	const idnc_findings *findings = &worker->judge.findings;
	const char *separator = "";

	text_add_z(&worker->out, "\"description\":[");
	for (size_t i = 0; i < findings->count; i++) {
		struct text sentence = { 0 };

		if (findings->items[i].severity != IDNC_SEVERITY_ERROR)
			continue;
		record_write_sentence(worker, &sentence, &findings->items[i]);
		text_add_z(&worker->out, separator);
		text_add_char(&worker->out, '"');
		escape_write(&worker->out, ESCAPE_JSON, sentence.bytes, sentence.len);
		text_add_char(&worker->out, '"');
		text_free(&sentence);
		separator = ",";
	}
	text_add_char(&worker->out, ']');
}

void
protocol_write_rdap(struct worker *worker, bool is_ok)
{
	struct text *out = &worker->out;
	size_t before;

	text_add_z(out, "{\"rdapConformance\":[\"rdap_level_0\"],");
	before = out->len;
	text_add_z(out, "\"objectClassName\":\"domain\",");
	if (worker->record->total <= RECORD_LIMIT &&
	    write_names(worker, worker->judge.name, worker->judge.name_len)) {
		write_variants(worker);
		if (!is_ok) {
			text_add_z(out, ",\"remarks\":[{\"title\":\"not acceptable\",");
			write_reasons(worker);
			text_add_z(out, "}]");
		}
	} else {
		out->len = before;
		text_add_z(out, "\"errorCode\":400,\"title\":\"not a domain name\",");
		write_reasons(worker);
	}
	text_add_z(out, "}\n");
}
