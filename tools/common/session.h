/* SPDX-License-Identifier: MIT */
/* A run over all records: threads that take blocks, and write their answers in order. */
#ifndef IDNC_TOOLS_SESSION_H
#define IDNC_TOOLS_SESSION_H

#include "input.h"
#include "judge.h"
#include "options.h"
#include "policy.h"
#include "settings.h"
#include "text.h"

struct batch;
struct session;

/* Counts for --summary. */
struct tally {
	uint64_t names, rejected;
	uint64_t codes[JUDGE_CODES]; /* names that have this error */
};

/* One thread.  A tool's `judge` reads `record`, and adds to `out` and `err`. */
struct worker {
	struct session *session;
	const struct settings *settings;
	const struct record *record;
	struct judge judge;
	struct text ascii, unicode; /* forms of the record */
	struct policy policy;       /* what a table said about it */
	void *own;                  /* memory of the tool's, of malloc; NULL at first */
	struct text out, err;
	struct text beside; /* for a file that is written beside stdout */
	void *beside_own;   /* memory of the tool's for that, of malloc; NULL at first */
	bool is_coloured;
	struct block block;
	struct batch *batch; /* NULL: records are judged one by one */
	struct tally tally;
	uint64_t ticket; /* the place of the block in the order of the input */
	bool has_turn;   /* all blocks before are written */
};

/* Judge the record of the worker, one by one. */
void session_judge(struct worker *worker, const struct record *record);

/* Count the record of the worker. */
void session_count(struct worker *worker, bool is_rejected);

/* Judge all records; the exit status. */
int session_run(const struct tool *tool, const struct settings *settings);

/*
 * Do what the command line of a tool says; the exit status.  `settings` holds the tool's defaults.
 */
int tool_main(const struct tool *tool, struct settings *settings, int argc, char **argv);

#endif
