/* SPDX-License-Identifier: MIT */
/* idntable eval: what the table says of each label, and of its variants in numbers. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "common/message.h"
#include "common/record.h"
#include "sha256.h"
#include "verbs.h"

/* More variant labels than this have no digest. */
#define DIGEST_LABELS 20000

/* Of a thread.  What is counted and what is listed follow each other in the workspace. */
struct own {
	struct label label;
	_Alignas(8) unsigned char workspace[IDNC_LGR_COUNT_WORKSPACE];
};

/* The variant labels, each as two strings, code points and dispositions, and where they start. */
struct listing {
	struct text lines;
	size_t starts[DIGEST_LABELS];
};

/* What is known of a label.  A count of 0: it is not known. */
struct answer {
	bool is_ok;
	bool is_eligible;
	uint32_t index[IDNC_LGR_LABEL_MAX];
	size_t index_len;
	bool has_index;
	idnc_lgr_count *counts;
	size_t count;
};

static int
compare_lines(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void
verbs_write_dispositions(struct text *out, const uint32_t *dispositions, size_t count)
{
	const char *names[IDNC_LGR_CONFLICTS_MAX];

	for (size_t i = 0; i < count; i++)
		names[i] = idnc_lgr_disposition_z(&judging->lgr, dispositions[i]);
	qsort(names, count, sizeof *names, compare_lines);
	for (size_t i = 0; i < count; i++)
		text_format(out, "%s%s", i ? "|" : "", names[i]);
}

/*
 * Report a dot: a whole name was given where one label is asked for.  False: there is none, or the
 * table has dots.
 */
static bool
has_dot(struct judge *judge)
{
	static const uint32_t dot = '.';
	const char *found = judge->name_len > 0 ? memchr(judge->name, '.', judge->name_len) : NULL;
	idnc_lgr_verdict verdict;
	uint32_t position = 0;

	if (!found || idnc_lgr_check(&judging->lgr, &dot, 1, &verdict, NULL) != IDNC_V_LGR_CODE_POINT)
		return false;
	for (const char *at = judge->name; at < found; at++)
		position += ((unsigned char)*at & 0xC0) != 0x80;
	judge_add(judge, &(idnc_finding){
				 .code = IDNC_V_DOT,
				 .at = (uint32_t)(found - judge->name),
				 .length = 1,
				 .cp = dot,
				 .position = position,
			 });
	return true;
}

void
verbs_write_messages(struct worker *worker)
{
	const struct judge *judge = &worker->judge;
	const struct record *record = worker->record;
	struct label *label;
	bool is_notation;

	record_write_messages(worker);
	if (judge->findings.count == 0 || record->total > RECORD_LIMIT ||
	    !label_resembles_notation(judge->name, judge->name_len))
		return;
	label = memory_resize(NULL, 1, sizeof *label);
	is_notation = label_read_notation(label, judge->name, judge->name_len);
	free(label);
	if (is_notation)
		return;
	escape_write(&worker->err, ESCAPE_TEXT, record->file, strlen(record->file));
	text_format(&worker->err, ":%" PRIu64 ":1: note: this looks like code points, which are written U+0915 U+094D\n",
	            record->line);
}

bool
verbs_judge(struct worker *worker, struct label *label)
{
	struct judge *judge = &worker->judge;
	struct policy *policy = &worker->policy;
	bool is_ok;

	label->len = 0;
	policy->table = NULL;
	policy->verdict = (idnc_lgr_verdict){ IDNC_LGR_INVALID, IDNC_NO_CP };
	if (!judge_open(judge, worker->record))
		return false;
	is_ok = label_read_notation(label, judge->name, judge->name_len) ||
	        (!has_dot(judge) && label_read(label, judge->name, judge->name_len, judge, 0));
	if (is_ok) {
		is_ok = policy_judge(policy, &judging, 1, label);
		for (size_t i = 0; i < policy->findings.count; i++) {
			idnc_finding finding = policy->findings.items[i];

			label_locate(label, &finding, 0);
			judge_add(judge, &finding);
		}
	} else {
		label->len = 0;
	}
	judge_restore(judge, worker->record, 0);
	return is_ok;
}

/* Count exactly; no counts where that is beyond the limit. */
static void
count_variants(struct own *own, const struct label *label, struct answer *answer)
{
	size_t capacity = 16;
	idnc_status status;

	do {
		answer->counts = memory_resize(answer->counts, capacity, sizeof *answer->counts);
		status = idnc_lgr_count_variants(&judging->lgr, label->cp, label->len,
		                                 own->workspace, sizeof own->workspace,
		                                 answer->counts, capacity, &answer->count);
	} while (status == IDNC_E_SPACE && answer->count > capacity &&
	         (capacity = answer->count) > 0);
	if (status != IDNC_OK)
		answer->count = 0;
	verbs_settle_counts(answer->counts, &answer->count);
}

/* List all variant labels; their number, or 0 when there are too many. */
static size_t
list_variants(struct own *own, struct listing *listing)
{
	const struct label *label = &own->label;
	idnc_lgr_variants *variants;
	idnc_lgr_variant variant;
	size_t count = 0;

	if (idnc_lgr_variants_begin(&judging->lgr, label->cp, label->len, own->workspace,
	                            sizeof own->workspace, &variants) != IDNC_OK)
		return 0;
	while (idnc_lgr_variants_next(variants, &variant) == IDNC_OK) {
		if (variant.len == 0)
			return count;
		if (count == DIGEST_LABELS)
			return 0;
		verbs_settle(variant.dispositions, &variant.count);
		listing->starts[count++] = listing->lines.len;
		label_write_hex(&listing->lines, variant.cp, variant.len);
		text_add_char(&listing->lines, '\0');
		verbs_write_dispositions(&listing->lines, variant.dispositions, variant.count);
		text_add_char(&listing->lines, '\0');
	}
	return 0;
}

/*
 * Add the fingerprint of the set of variant labels: of the lines, joined by line feeds, the first
 * 16 digits of SHA-256.  They are sorted by the code points as strings: so "0906 valid" comes
 * before "0906 093C blocked".
 */
static void
write_digest(struct own *own, struct text *out)
{
	struct listing *listing = memory_resize(NULL, 1, sizeof *listing);
	unsigned char digest[32];
	const char **lines;
	struct sha256 sha;
	size_t count;

	listing->lines = (struct text){ 0 };
	count = list_variants(own, listing);
	lines = memory_resize(NULL, count + 1, sizeof *lines);
	for (size_t i = 0; i < count; i++)
		lines[i] = listing->lines.bytes + listing->starts[i];
	qsort(lines, count, sizeof *lines, compare_lines);
	sha256_begin(&sha);
	for (size_t i = 0; i < count; i++) {
		const char *dispositions = lines[i] + strlen(lines[i]) + 1;

		sha256_add(&sha, "\n", i > 0);
		sha256_add(&sha, lines[i], strlen(lines[i]));
		sha256_add(&sha, " ", 1);
		sha256_add(&sha, dispositions, strlen(dispositions));
	}
	sha256_end(&sha, digest);
	for (size_t i = 0; i < 8 && count > 0; i++)
		text_format(out, "%02x", digest[i]);
	if (count == 0)
		text_add_char(out, '-');
	free(lines);
	text_free(&listing->lines);
	free(listing);
}

/* Add disposition=number for each, in the order of the names. */
static void
write_counts(struct answer *answer, struct text *out, bool is_json)
{
	struct text words = { 0 }, dispositions = { 0 };
	const char **names = memory_resize(NULL, answer->count + 1, sizeof *names);
	size_t *starts = memory_resize(NULL, answer->count + 1, sizeof *starts);

	for (size_t i = 0; i < answer->count; i++) {
		char digits[IDNC_LGR_NUMBER_MAX];
		size_t len = idnc_lgr_number_write(&answer->counts[i].number, digits);

		starts[i] = words.len;
		dispositions.len = 0;
		verbs_write_dispositions(&dispositions, answer->counts[i].dispositions,
		                         answer->counts[i].count);
		text_add_z(&words, is_json ? "\"" : "");
		escape_write(&words, is_json ? ESCAPE_JSON : ESCAPE_TSV, dispositions.bytes,
		             dispositions.len);
		text_add_z(&words, is_json ? "\":" : "=");
		text_add(&words, digits, len);
		text_add_char(&words, '\0');
	}
	for (size_t i = 0; i < answer->count; i++)
		names[i] = words.bytes + starts[i];
	qsort(names, answer->count, sizeof *names, compare_lines);
	for (size_t i = 0; i < answer->count; i++)
		text_format(out, "%s%s", i ? "," : "", names[i]);
	free(names);
	free(starts);
	text_free(&words);
	text_free(&dispositions);
}

/* Whether the numbers are known, and small enough to list the labels. */
static bool
can_list(const struct answer *answer)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < answer->count; i++) {
		const uint64_t *word = answer->counts[i].number.word;

		for (size_t j = 1; j < 8; j++)
			if (word[j] > 0)
				return false;
		if (word[0] > DIGEST_LABELS || (sum += word[0]) > DIGEST_LABELS)
			return false;
	}
	return answer->is_eligible;
}

static void
write_tsv(struct worker *worker, struct own *own, struct answer *answer)
{
	struct text *out = &worker->out;
	const char *disposition =
		answer->is_eligible ? policy_disposition(&worker->policy) : "invalid";

	if (own->label.len > 0)
		label_write_hex(out, own->label.cp, own->label.len);
	else
		record_write_input(worker, ESCAPE_TSV);
	text_add_char(out, '\t');
	escape_write(out, ESCAPE_TSV, disposition, strlen(disposition));
	text_add_char(out, '\t');
	if (answer->has_index)
		label_write_hex(out, answer->index, answer->index_len);
	text_add_z(out, answer->has_index ? "\t" : "-\t");
	write_counts(answer, out, false);
	text_add_z(out, answer->count > 0 ? "\t" : "-\t");
	record_write_codes(worker);
	if (settings.digest) {
		text_add_char(out, '\t');
		if (can_list(answer))
			write_digest(own, out);
		else
			text_add_char(out, '-');
	}
	text_add_char(out, '\n');
}

static void
write_json_hex(struct text *out, const char *key, const uint32_t *cp, size_t len, bool is_known)
{
	text_format(out, ",\"%s\":%s", key, is_known ? "\"" : "null");
	if (is_known)
		label_write_hex(out, cp, len);
	text_add_z(out, is_known ? "\"" : "");
}

static void
write_json(struct worker *worker, struct own *own, struct answer *answer)
{
	struct text *out = &worker->out;
	const char *disposition =
		answer->is_eligible ? policy_disposition(&worker->policy) : "invalid";

	text_add_char(out, '{');
	record_write_json_input(worker);
	text_format(out, ",\"ok\":%s", answer->is_ok ? "true" : "false");
	write_json_hex(out, "label", own->label.cp, own->label.len, own->label.len > 0);
	record_write_json_string(out, "disposition", disposition, strlen(disposition), false);
	write_json_hex(out, "index", answer->index, answer->index_len, answer->has_index);
	text_add_z(out, answer->count > 0 ? ",\"counts\":{" : ",\"counts\":null");
	write_counts(answer, out, true);
	text_add_z(out, answer->count > 0 ? "}" : "");
	if (settings.digest && can_list(answer)) {
		text_add_z(out, ",\"digest\":\"");
		write_digest(own, out);
		text_add_char(out, '"');
	} else if (settings.digest) {
		text_add_z(out, ",\"digest\":null");
	}
	record_write_json_findings(worker);
	text_add_z(out, "}\n");
}

static struct own *
own_of(struct worker *worker)
{
	struct own *own = worker->own;

	if (!own)
		own = worker->own = memory_resize(NULL, 1, sizeof *own);
	return own;
}

static void
eval(struct worker *worker)
{
	struct own *own = own_of(worker);
	struct answer answer = { .is_ok = verbs_judge(worker, &own->label) };

	answer.is_eligible =
		worker->policy.table && worker->policy.verdict.disposition != IDNC_LGR_INVALID;
	session_count(worker, !answer.is_ok);
	if (worker->settings->quiet)
		return;
	if (answer.is_eligible) {
		answer.has_index = idnc_lgr_index(&judging->lgr, own->label.cp, own->label.len,
		                                  answer.index, IDNC_LGR_LABEL_MAX,
		                                  &answer.index_len) == IDNC_OK;
		count_variants(own, &own->label, &answer);
	}
	if (worker->settings->format == FORMAT_TEXT)
		verbs_write_messages(worker);
	(worker->settings->format == FORMAT_JSON ? write_json : write_tsv)(worker, own, &answer);
	free(answer.counts);
}

static const struct option_group groups[] = {
	{ "How labels are judged", options_table },
	{ "What the input is", options_input },
	{ "What is printed", options_output },
	{ "About the label's variants", options_digest },
	{ "Where derivations disagree", options_conflicts },
	{ "About the program", options_about },
	{ 0 },
};

const struct tool verb_eval = {
	.name = "idntable",
	.verb = "eval",
	.whole = &idntable,
	.synopsis = "-t TABLE [OPTION]... [LABEL]...",
	.exits =
		"0 every label is acceptable, 1 a label was rejected, 2 usage, I/O or table error.",
	.details = "Prints for each LABEL five columns: code points, disposition, index label, "
		   "exact number of variant labels for each disposition, codes. Without LABEL and "
		   "without -f, each line of standard input is a label. A label is text, an "
		   "A-label (xn--...), or code points such as U+0915 U+094D.",
	.groups = groups,
	.judge = eval,
	.prepare = verbs_load_table,
	.more_codes = &tables_codes,
};
