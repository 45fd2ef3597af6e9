/* SPDX-License-Identifier: MIT */
/* Eight threads over one corpus give the answers that one thread gives. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "util.h"

#define THREADS 8

static struct corpus corpus;
static uint64_t *expected;

static uint64_t
mix(uint64_t hash, const void *data, size_t len)
{
	const unsigned char *bytes = data;

	for (size_t i = 0; i < len; i++)
		hash = (hash ^ bytes[i]) * UINT64_C(0x100000001B3);
	return hash;
}

static uint64_t
mix_answer(uint64_t hash, const struct answer *a, bool has_output)
{
	hash = mix(hash, &a->status, sizeof a->status);
	if (has_output && a->status == IDNC_OK)
		hash = mix(hash, a->out, a->len);
	for (size_t i = 0; i < a->findings.count && i < ANSWER_FINDINGS; i++) {
		char sentence[IDNC_SENTENCE_MAX];
		size_t len = 0;

		hash = mix(hash, &a->items[i].at, sizeof a->items[i].at);
		idnc_explain_write_sentence(&a->items[i], sentence, sizeof sentence, &len);
		hash = mix(hash, sentence, len);
	}
	return hash;
}

/* The name as lines, judged together. */
static uint64_t
mix_batch(uint64_t hash, idnc_profile profile, struct span name)
{
	idnc_batch_options options = {
		.names.profile = profile, .form = IDNC_BATCH_UNICODE, .is_last = true
	};
	idnc_batch_record records[4] = { 0 };
	idnc_batch_progress p = { 0 };
	char out[ANSWER_OUT];

	if (idnc_batch_run(&options, name.at, name.len, out, sizeof out, records, 4, &p) != IDNC_OK)
		return hash;
	for (size_t i = 0; i < p.records; i++)
		hash = mix(hash, &records[i].status, sizeof records[i].status);
	return mix(hash, out, p.out_len);
}

/* All answers about one name, as one number. */
static uint64_t
digest(struct span name, struct answer *a)
{
	uint64_t hash = UINT64_C(0xCBF29CE484222325);

	for (int profile = 0; profile < IDNC_PROFILE_COUNT; profile++) {
		idnc_options options = { .profile = (idnc_profile)profile };

		judge_ascii(&options, name, a);
		hash = mix_answer(hash, a, true);
		judge_unicode(&options, name, a);
		hash = mix_answer(hash, a, true);
		judge_label(&options, name, a);
		hash = mix_answer(hash, a, false);
		hash = mix_batch(hash, options.profile, name);
	}
	return hash;
}

struct worker {
	pthread_t thread;
	size_t from, seen, wrong;
};

/* Each begins elsewhere, so that different names are judged at one time. */
static void *
work(void *argument)
{
	struct worker *w = argument;
	struct answer *a = malloc(sizeof *a);

	for (size_t i = 0; a && i < corpus.count; i++) {
		size_t k = (w->from + i) % corpus.count;

		w->seen++;
		w->wrong += digest(corpus.names[k], a) != expected[k];
	}
	free(a);
	return NULL;
}

static size_t
run_threads(size_t *seen)
{
	struct worker workers[THREADS] = { 0 };
	size_t wrong = 0;

	for (size_t i = 0; i < THREADS; i++) {
		workers[i].from = i * corpus.count / THREADS;
		ck_assert_int_eq(pthread_create(&workers[i].thread, NULL, work, &workers[i]), 0);
	}
	*seen = 0;
	for (size_t i = 0; i < THREADS; i++) {
		ck_assert_int_eq(pthread_join(workers[i].thread, NULL), 0);
		*seen += workers[i].seen;
		wrong += workers[i].wrong;
	}
	return wrong;
}

START_TEST(same_answers)
{
	struct tally t = { .suite = "threads" };

	t.wrong = run_threads(&t.rows);
	ck_assert_uint_gt(corpus.count, 100);
	util_settle(&t, THREADS * corpus.count);
}
END_TEST

/* One changed expectation is seen by every thread. */
START_TEST(self_test)
{
	size_t seen;

	expected[corpus.count / 2] ^= 1;
	ck_assert_uint_eq(run_threads(&seen), THREADS);
}
END_TEST

int
main(int argc, char *argv[])
{
	const TTest *const tests[] = { same_answers, self_test, NULL };
	static struct answer a;

	corpus = util_corpus(argc > 1 ? argv[1] : NULL);
	expected = malloc(corpus.count * sizeof *expected);
	if (!expected)
		return 99;
	for (size_t i = 0; i < corpus.count; i++)
		expected[i] = digest(corpus.names[i], &a);
	return util_run("threads", tests);
}
