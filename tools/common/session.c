/* SPDX-License-Identifier: MIT */
/* A run over all records: threads that take blocks, and write their answers in order. */
#include "session.h"

#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "about.h"
#include "batch.h"
#include "message.h"

enum {
	/* Output that waits for its turn; more than this is written as soon as the turn comes. */
	WRITE_SIZE = 256 * 1024,
	STACK_SIZE = 512 * 1024, /* of a thread: the library takes less than 40 KiB, the tools less than that */
	PROGRESS_SECONDS = 1
};

/*
 * There is no thread that reads and none that writes.  Each worker locks the input, takes the next
 * block and its ticket, and judges the block unlocked; then it waits until all earlier tickets are
 * done, and writes.  Memory is one block and one output for each worker, whatever the input.
 */
struct session {
	const struct tool *tool;
	const struct settings *settings;
	bool is_coloured;
	pthread_mutex_t input_lock;
	struct input input;
	uint64_t next_ticket;
	pthread_mutex_t turn_lock;
	pthread_cond_t turn_changed;
	uint64_t turn;
	/* Of the worker that has the turn: */
	bool has_progress; /* is wanted */
	bool is_shown;     /* a line of it stands on the terminal */
	time_t shown;      /* when it was last shown; at first, when the run began */
	uint64_t done;
};

static bool
take_block(struct worker *worker)
{
	struct session *session = worker->session;
	bool is_filled;

	pthread_mutex_lock(&session->input_lock);
	is_filled = input_fill(&session->input, &worker->block);
	if (is_filled)
		worker->ticket = session->next_ticket++;
	pthread_mutex_unlock(&session->input_lock);
	return is_filled;
}

static void
wait_for_turn(struct worker *worker)
{
	struct session *session = worker->session;

	if (worker->has_turn)
		return;
	pthread_mutex_lock(&session->turn_lock);
	while (session->turn != worker->ticket)
		pthread_cond_wait(&session->turn_changed, &session->turn_lock);
	pthread_mutex_unlock(&session->turn_lock);
	worker->has_turn = true;
}

static void
pass_turn(struct worker *worker)
{
	struct session *session = worker->session;

	pthread_mutex_lock(&session->turn_lock);
	session->turn++;
	pthread_cond_broadcast(&session->turn_changed);
	pthread_mutex_unlock(&session->turn_lock);
	worker->has_turn = false;
}

#define ERASE_LINE "\r\033[K"

/* Write what has been judged so far, in turn. */
static void
write_output(struct worker *worker)
{
	wait_for_turn(worker);
	stdout_write(worker->out.bytes, worker->out.len);
	if (worker->err.len > 0 && worker->session->is_shown) {
		/* The progress gives way to a message. */
		stderr_write(ERASE_LINE, sizeof ERASE_LINE - 1);
		worker->session->is_shown = false;
	}
	stderr_write(worker->err.bytes, worker->err.len);
	if (worker->beside.len > 0)
		worker->session->tool->spool(&worker->beside);
	worker->out.len = worker->err.len = worker->beside.len = 0;
}

static time_t
seconds(void)
{
	struct timespec now = { 0 };

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec;
}

static void
show_progress(struct session *session, uint64_t more)
{
	char line[64];

	session->done += more;
	if (!session->has_progress || seconds() - session->shown <= PROGRESS_SECONDS)
		return;
	session->shown = seconds();
	session->is_shown = true;
	stderr_write(line,
	             (size_t)snprintf(line, sizeof line, "\r%" PRIu64 " names", session->done));
}

void
session_judge(struct worker *worker, const struct record *record)
{
	worker->record = record;
	worker->session->tool->judge(worker);
	if (worker->out.len + worker->err.len + worker->beside.len > WRITE_SIZE)
		write_output(worker);
}

static void
judge_block(struct worker *worker)
{
	uint64_t before = worker->tally.names, index = 0;
	struct record record;
	size_t at = 0;

	if (worker->batch)
		batch_judge(worker);
	else
		while (block_next(&worker->block, &at, index++, &record))
			session_judge(worker, &record);
	text_add(&worker->err, worker->block.failure.bytes, worker->block.failure.len);
	write_output(worker);
	show_progress(worker->session, worker->tally.names - before);
}

static void *
work(void *argument)
{
	struct worker *worker = argument;

	while (take_block(worker)) {
		judge_block(worker);
		pass_turn(worker);
	}
	return NULL;
}

static void
worker_begin(struct worker *worker, struct session *session)
{
	*worker = (struct worker){
		.session = session,
		.settings = session->settings,
		.is_coloured = session->is_coloured,
	};
	judge_begin(&worker->judge, session->settings);
	block_begin(&worker->block);
	worker->batch = batch_new(session->tool->batching, session->settings);
}

static void
worker_end(struct worker *worker, struct tally *sum)
{
	sum->names += worker->tally.names;
	sum->rejected += worker->tally.rejected;
	for (size_t i = 0; i < JUDGE_CODES; i++)
		sum->codes[i] += worker->tally.codes[i];
	judge_end(&worker->judge);
	block_end(&worker->block);
	batch_free(worker->batch);
	text_free(&worker->ascii);
	text_free(&worker->unicode);
	text_free(&worker->out);
	text_free(&worker->err);
	text_free(&worker->beside);
	free(worker->own);
	free(worker->beside_own);
}

/* More threads than these only take memory. */
static size_t
useful_threads(void)
{
	long processors = sysconf(_SC_NPROCESSORS_ONLN);

	return processors > 2 ? 4 * (size_t)processors : 8;
}

/* Run the workers: the first one in this thread.  Fewer threads than asked for do the same work. */
static void
run_workers(struct session *session, struct tally *sum)
{
	size_t jobs = (size_t)session->settings->jobs, begun = 1;
	pthread_attr_t attributes;
	struct worker *workers = memory_resize(NULL, jobs, sizeof *workers);
	pthread_t *threads = memory_resize(NULL, jobs, sizeof *threads);

	if (jobs > useful_threads())
		jobs = useful_threads();
	pthread_attr_init(&attributes);
	pthread_attr_setstacksize(&attributes, STACK_SIZE);
	worker_begin(&workers[0], session);
	for (; begun < jobs; begun++) {
		worker_begin(&workers[begun], session);
		if (pthread_create(&threads[begun], &attributes, work, &workers[begun]) != 0) {
			worker_end(&workers[begun], sum);
			break;
		}
	}
	pthread_attr_destroy(&attributes);
	work(&workers[0]);
	for (size_t i = 1; i < begun; i++)
		pthread_join(threads[i], NULL);
	for (size_t i = 0; i < begun; i++)
		worker_end(&workers[i], sum);
	free(workers);
	free(threads);
}

/* The first of the codes that are printed alike: several can have one status of UTS #46. */
static idnc_status
printed_as(const struct settings *settings, idnc_status code)
{
	const char *uts46 = idnc_explain_find(code)->uts46;

	if (settings->codes != CODES_UTS46 || !uts46[0])
		return code;
	return idnc_explain_find_name(uts46, strlen(uts46))->code;
}

void
session_count(struct worker *worker, bool is_rejected)
{
	bool is_counted[JUDGE_CODES] = { false };
	idnc_status codes[JUDGE_CODES];
	size_t count;

	worker->tally.names++;
	worker->tally.rejected += is_rejected;
	if (!(worker->settings->summary || worker->settings->has_report) || !is_rejected)
		return;
	count = judge_codes(&worker->judge, codes);
	for (size_t i = 0; i < count; i++) {
		idnc_status code = printed_as(worker->settings, codes[i]);

		worker->tally.codes[code] += !is_counted[code];
		is_counted[code] = true;
	}
}

static void
write_summary(const struct session *session, const struct tally *sum)
{
	struct text out = { 0 };

	text_format(&out, "%s: %" PRIu64 " names, %" PRIu64 " accepted, %" PRIu64 " rejected\n",
	            session->tool->name, sum->names, sum->names - sum->rejected, sum->rejected);
	for (size_t i = 0; i < JUDGE_CODES; i++)
		if (sum->codes[i] > 0)
			text_format(&out, "%s: %" PRIu64 " %s\n", session->tool->name,
			            sum->codes[i], judge_code_name(session->settings, (idnc_status)i));
	stderr_write(out.bytes, out.len);
	text_free(&out);
}

static bool
wants_colour(const struct settings *settings)
{
	const char *refusal = getenv("NO_COLOR");

	if (settings->format != FORMAT_TEXT || settings->colour != COLOUR_AUTO)
		return settings->format == FORMAT_TEXT && settings->colour == COLOUR_ALWAYS;
	return !(refusal && refusal[0]) && isatty(STDOUT_FILENO);
}

int
session_run(const struct tool *tool, const struct settings *settings)
{
	struct session session = {
		.tool = tool,
		.settings = settings,
		.is_coloured = wants_colour(settings),
		.input_lock = PTHREAD_MUTEX_INITIALIZER,
		.turn_lock = PTHREAD_MUTEX_INITIALIZER,
		.turn_changed = PTHREAD_COND_INITIALIZER,
		.has_progress = isatty(STDERR_FILENO) && !isatty(STDOUT_FILENO),
		.shown = seconds(),
	};
	struct tally sum = { 0 };
	int status;

	input_begin(&session.input, settings);
	run_workers(&session, &sum);
	if (session.is_shown)
		stderr_write("\n", 1);
	if (tool->finish)
		tool->finish();
	stdout_close();
	if (settings->summary)
		write_summary(&session, &sum);
	status = session.input.failed ? 2 : sum.rejected > 0;
	return tool->end ? tool->end(&sum, status) : status;
}
