/* SPDX-License-Identifier: MIT */
/* Judging the names of a block together, where an accepted name needs no more than its form. */
#include "batch.h"

#include <stdlib.h>

#include "session.h"

enum {
	/* Names, their records and forms stay in the cache that is next to the processor. */
	BATCH_RECORDS = 512,
	FORMS_SIZE = 32 * 1024
};

struct batch {
	const struct batching *batching;
	idnc_batch_options options;
	idnc_batch_record records[BATCH_RECORDS];
	struct text out;
	bool has_unicode;
	struct text unicode; /* the forms with U-labels, one behind the other */
	size_t unicode_ends[BATCH_RECORDS];
};

struct batch *
batch_new(const struct batching *batching, const struct settings *settings)
{
	struct batch_forms forms = { .out = IDNC_BATCH_CHECK };
	struct batch *batch;

	if (!batching || !batching->is_possible(settings, &forms))
		return NULL;
	batch = memory_resize(NULL, 1, sizeof *batch);
	*batch = (struct batch){
		.batching = batching,
		.options = { .names = settings->options, .form = forms.out, .is_last = true },
		.has_unicode = forms.has_unicode,
	};
	text_reserve(&batch->out, FORMS_SIZE);
	text_reserve(&batch->unicode, FORMS_SIZE);
	return batch;
}

void
batch_free(struct batch *batch)
{
	if (!batch)
		return;
	text_free(&batch->out);
	text_free(&batch->unicode);
	free(batch);
}

void
batch_write_tsv(struct text *out, const struct form *form)
{
	if (form->is_plain)
		text_add_slack(out, form->bytes, form->len);
	else
		escape_write(out, ESCAPE_TSV, form->bytes, form->len);
}

static void
add_unicode(struct text *to, const idnc_options *options, const char *name, size_t len)
{
	idnc_status status;
	size_t more = 0;

	do {
		text_reserve(to, more);
		more = 0;
		status = idnc_domain_to_unicode(options, name, len, to->bytes + to->len,
		                                to->capacity - to->len, &more, NULL);
	} while (status == IDNC_E_SPACE);
	to->len += more;
}

/* Make the forms with U-labels of the accepted names. */
static void
add_all_unicode(struct batch *batch, const char *in, size_t count)
{
	struct text *to = &batch->unicode;

	to->len = 0;
	for (size_t i = 0; i < count && batch->has_unicode; i++) {
		const idnc_batch_record *r = &batch->records[i];

		if (r->status == IDNC_OK && r->in_len <= RECORD_LIMIT)
			add_unicode(to, &batch->options.names, in + r->in_at, r->in_len);
		batch->unicode_ends[i] = to->len;
	}
	text_reserve(to, TEXT_SLACK);
}

/* Answer the names of one batch, which begins at this byte of the block, with this record. */
static void
answer(struct worker *worker, size_t start, uint64_t index, const idnc_batch_progress *done)
{
	const struct block *block = &worker->block;
	const struct batch *batch = worker->batch;
	const struct settings *settings = worker->settings;
	bool is_quiet = settings->quiet, is_silent = is_quiet && !settings->summary;
	struct accepted name = { 0 };
	size_t unicode_at = 0;

	if (!is_quiet) {
		name.in.is_plain = escape_is_needless(block->bytes + start, done->in_len, block->delimiter);
		name.out.is_plain = escape_is_needless(batch->out.bytes, done->out_len, ' ');
		name.unicode.is_plain = escape_is_needless(batch->unicode.bytes, batch->unicode.len, ' ');
	}
	for (size_t i = 0; i < done->records; i++) {
		const idnc_batch_record *r = &batch->records[i];
		struct record record = block_record(block, start + r->in_at, r->in_len, index + i);
		bool is_ok = r->status == IDNC_OK && record.total <= RECORD_LIMIT;

		name.unicode.bytes = batch->unicode.bytes + unicode_at;
		name.unicode.len = batch->unicode_ends[i] - unicode_at;
		unicode_at = batch->unicode_ends[i];
		if (!is_ok && !is_silent) {
			session_judge(worker, &record);
			continue;
		}
		worker->tally.names++;
		worker->tally.rejected += !is_ok;
		if (is_quiet)
			continue;
		name.in.bytes = record.bytes;
		name.in.len = record.len;
		name.out.bytes = batch->out.bytes + r->out_at;
		name.out.len = r->out_len;
		batch->batching->accept(worker, &name);
	}
}

void
batch_judge(struct worker *worker)
{
	const struct block *block = &worker->block;
	struct batch *batch = worker->batch;
	uint64_t index = 0;

	batch->options.nul_separated = block->delimiter == '\0';
	for (size_t at = 0; at < block->len;) {
		idnc_batch_progress done;
		idnc_status status = idnc_batch_run(&batch->options, block->bytes + at, block->len - at,
		                                    batch->out.bytes, batch->out.capacity - TEXT_SLACK,
		                                    batch->records, BATCH_RECORDS, &done);

		if (status == IDNC_E_SPACE) {
			text_reserve(&batch->out, done.out_len + TEXT_SLACK);
			continue;
		}
		if (status != IDNC_OK)
			judge_fail(status);
		add_all_unicode(batch, block->bytes + at, done.records);
		answer(worker, at, index, &done);
		at += done.in_len;
		index += done.records;
	}
}
