/* SPDX-License-Identifier: MIT */
/* Records: from arguments, files and stdin, in batches that threads can judge apart. */
#ifndef IDNC_TOOLS_INPUT_H
#define IDNC_TOOLS_INPUT_H

#include <stdbool.h>
#include <stdint.h>

#include "settings.h"
#include "text.h"

/* The longest record that is judged, in bytes; a name can have far less. */
#define RECORD_LIMIT 4096

/* Of a longer one so many bytes are kept, so that it can be recognised. */
#define RECORD_ECHO 64

/* One record: a name, or a pair of names. */
struct record {
	const char *bytes;
	size_t len;
	uint64_t total;   /* more than len: the record is over-long, and bytes are its beginning */
	const char *file; /* where it is from, for messages */
	uint64_t line;    /* from 1 */
};

/* Some records in a row, their bytes, and what went wrong behind them. */
struct batch {
	struct record *records;
	size_t count;
	char *bytes;
	size_t used;
	struct text failure;
};

void batch_begin(struct batch *batch);
void batch_end(struct batch *batch);

/* Where records come from: the arguments, then the files, or stdin where there are neither. */
struct input {
	const struct settings *settings;
	size_t next_name, next_file;
	int fd;           /* of the file in hand, -1: none */
	const char *file; /* its name */
	uint64_t line;
	bool ended;  /* it has no more bytes than those in the buffer */
	bool failed; /* some file could not be read, or not to its end */
	char *buffer;
	size_t at, end;
	uint64_t passed; /* bytes of an over-long record that have left the buffer */
	char head[RECORD_ECHO];
};

void input_begin(struct input *input, const struct settings *settings);
void input_end(struct input *input);

/*
 * Fill a batch.  Ends it early where the next record cannot be had without waiting, so that the
 * records before it get their answers.  False: there are no more.
 */
bool input_fill(struct input *input, struct batch *batch);

#endif
