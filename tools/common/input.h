/* SPDX-License-Identifier: MIT */
/* Records: from arguments, files and stdin, in blocks that threads can judge apart. */
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

/*
 * Records in a row, as they were read: each ends with the delimiter, but the last one of a file may
 * not.  And what went wrong behind them.
 */
struct block {
	const char *bytes;
	size_t len;
	char delimiter;       /* LF, then a CR before it is no part of the record; or NUL */
	uint64_t first_total; /* not 0: the bytes of the first record, of which only the first are here */
	const char *file;
	uint64_t line; /* of the first record */
	struct text failure;
	char *memory;
};

/* More bytes may be read behind a block, though they mean nothing. */
#define BLOCK_SLACK 64

void block_begin(struct block *block);
void block_end(struct block *block);

/*
 * Take the record that is in the block from `start` on, of which `len` bytes are here, and which is
 * the one with this index.
 */
struct record block_record(const struct block *block, size_t start, size_t len, uint64_t index);

/* Take the record at *at, with this index, and move *at behind it; false: there are no more. */
bool block_next(const struct block *block, size_t *at, uint64_t index, struct record *record);

/* Where records come from: the arguments, then the files, or stdin where there are neither. */
struct input {
	const struct settings *settings;
	size_t next_name, next_file;
	int fd;           /* of the file in hand, -1: none */
	const char *file; /* its name */
	uint64_t line;    /* records that are in blocks */
	bool failed;      /* some file could not be read, or not to its end */
	size_t read_size; /* of the next read, in bytes */
	/* The record that has begun and not ended: */
	char begun[RECORD_LIMIT + 1]; /* one more: a CR that may stand before the LF */
	size_t begun_len;
	uint64_t passed; /* not 0: it is over-long, has so many bytes, and only the first were kept */
	bool ends_in_cr; /* the over-long one */
};

void input_begin(struct input *input, const struct settings *settings);

/*
 * Fill a block.  Waits only where there is no whole record, so that the records that can be had get
 * their answers.  False: there are no more.
 */
bool input_fill(struct input *input, struct block *block);

#endif
