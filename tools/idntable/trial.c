/* SPDX-License-Identifier: MIT */
/* Judging test labels and their variants as a registry does: by IDNA, and by the table. */
#include "trial.h"

#include <stdlib.h>
#include <string.h>

struct trial *
trial_new(void)
{
	struct trial *trial = memory_resize(NULL, 1, sizeof *trial);

	memset(trial, 0, sizeof *trial);
	trial->worker.settings = &settings.common;
	trial->worker.record = &trial->record;
	judge_begin(&trial->worker.judge, &settings.common);
	return trial;
}

void
trial_free(struct trial *trial)
{
	judge_end(&trial->worker.judge);
	text_free(&trial->worker.unicode);
	text_free(&trial->worker.out);
	free(trial);
}

/* Read a label by IDNA, and the table's code points of it.  False: it is not a label of IDNA. */
static bool
read_label(struct trial *trial, const char *text, size_t len, struct label *label)
{
	struct worker *worker = &trial->worker;
	bool is_ok;

	trial->record = (struct record){
		.bytes = text,
		.len = len < RECORD_LIMIT ? len : RECORD_LIMIT,
		.total = len,
	};
	label->len = 0;
	worker->policy.table = NULL;
	is_ok = judge_record(&worker->judge, &trial->record, idnc_domain_to_unicode, &worker->unicode);
	if (is_ok)
		is_ok = label_read(label, worker->unicode.bytes, worker->unicode.len, NULL, 0);
	else if (len > RECORD_LIMIT || !label_read(label, text, len, NULL, 0))
		label->len = 0;
	return is_ok;
}

bool
trial_label(struct trial *trial, const char *text, size_t len)
{
	struct judge *judge = &trial->worker.judge;
	struct policy *policy = &trial->worker.policy;
	bool is_ok = read_label(trial, text, len, &trial->label);

	trial->is_eligible = false;
	if (trial->label.len == 0)
		return false;
	is_ok &= policy_judge(policy, &judging, 1, &trial->label);
	trial->is_eligible = policy->verdict.disposition != IDNC_LGR_INVALID;
	for (size_t i = 0; i < policy->findings.count; i++)
		judge_add(judge, &policy->items[i]);
	return is_ok;
}

bool
trial_variant(struct trial *trial, const char *text, size_t len, struct text *disposition)
{
	static const char *const good[] = { "allocatable", "activated", "valid" };
	idnc_lgr_variant found = { .count = 0 };
	bool is_ok = read_label(trial, text, len, &trial->variant);

	if (!trial->is_eligible || trial->variant.len == 0 ||
	    idnc_lgr_find_variant(&judging->lgr, trial->label.cp, trial->label.len,
	                          trial->variant.cp, trial->variant.len, trial->workspace,
	                          sizeof trial->workspace, &found) != IDNC_OK)
		found.count = 0;
	verbs_settle(found.dispositions, &found.count);
	for (size_t i = 0; i < found.count; i++) {
		const char *name = idnc_lgr_disposition_z(&judging->lgr, found.dispositions[i]);
		size_t j = 0;

		while (j < 3 && strcmp(name, good[j]) != 0)
			j++;
		is_ok &= j < 3;
	}
	verbs_write_dispositions(disposition, found.dispositions, found.count);
	return is_ok && found.count > 0;
}
