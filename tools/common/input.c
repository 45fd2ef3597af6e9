/* SPDX-License-Identifier: MIT */
/* Records: from arguments, files and stdin, in batches that threads can judge apart. */
#include "input.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "message.h"

enum {
	BUFFER_SIZE = 128 * 1024,
	BATCH_SIZE = 64 * 1024, /* bytes */
	BATCH_RECORDS = 4096
};

void
batch_begin(struct batch *batch)
{
	*batch = (struct batch){
		.records = memory_resize(NULL, BATCH_RECORDS, sizeof *batch->records),
		.bytes = memory_resize(NULL, BATCH_SIZE, 1),
	};
}

void
batch_end(struct batch *batch)
{
	free(batch->records);
	free(batch->bytes);
	text_free(&batch->failure);
}

void
input_begin(struct input *input, const struct settings *settings)
{
	*input = (struct input){
		.settings = settings,
		.fd = -1,
		.buffer = memory_resize(NULL, BUFFER_SIZE, 1),
	};
}

void
input_end(struct input *input)
{
	free(input->buffer);
}

static bool
has_room(const struct batch *batch)
{
	return batch->count < BATCH_RECORDS && BATCH_SIZE - batch->used >= RECORD_LIMIT;
}

/* The length of the beginning that does not end inside a character; len is at least 4. */
static size_t
whole_characters(const char *bytes, size_t len)
{
	size_t last = len - 1, needs;
	unsigned char lead;

	while (last > len - 4 && ((unsigned char)bytes[last] & 0xC0) == 0x80)
		last--;
	lead = (unsigned char)bytes[last];
	needs = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
	return last + needs > len ? last : len;
}

/* Add a record; of an over-long one, `bytes` need to be its beginning only. */
static void
add_record(struct input *input, struct batch *batch, const char *bytes, uint64_t total)
{
	size_t len = total > RECORD_LIMIT ? whole_characters(bytes, RECORD_ECHO) : (size_t)total;
	char *copy = batch->bytes + batch->used;

	if (len > 0)
		memcpy(copy, bytes, len);
	batch->used += len;
	batch->records[batch->count++] = (struct record){
		.bytes = copy,
		.len = len,
		.total = total,
		.file = input->file,
		.line = ++input->line,
	};
}

static bool
take_argument(struct input *input, struct batch *batch)
{
	const struct settings *settings = input->settings;
	const char *name;

	if (input->next_name == settings->name_count)
		return false;
	name = settings->names[input->next_name++];
	input->file = "argument";
	add_record(input, batch, name, strlen(name));
	return true;
}

/* Take the record that is complete in the buffer; false: there is none. */
static bool
take_record(struct input *input, struct batch *batch)
{
	char delimiter = input->settings->nul_separated ? '\0' : '\n';
	const char *start = input->buffer + input->at;
	size_t len = input->end - input->at;
	const char *stop = len > 0 ? memchr(start, delimiter, len) : NULL;
	const char *bytes = input->passed > 0 ? input->head : start;
	uint64_t total;

	if (!stop && (!input->ended || len == 0))
		return false;
	if (stop)
		len = (size_t)(stop - start);
	total = input->passed + len;
	if (stop && delimiter == '\n' && len > 0 && start[len - 1] == '\r')
		total--;
	add_record(input, batch, bytes, total);
	input->at += len + (stop != NULL);
	input->passed = 0;
	return true;
}

/* Let the bytes of an over-long record go, but for the last one, which may be a CR before LF. */
static void
pass_over(struct input *input)
{
	size_t len = input->end - input->at;

	if (len <= RECORD_LIMIT + 1 && input->passed == 0)
		return;
	if (input->passed == 0)
		memcpy(input->head, input->buffer + input->at, RECORD_ECHO);
	input->passed += len - 1;
	input->at = input->end - 1;
}

static void
close_file(struct input *input)
{
	if (input->fd > STDIN_FILENO)
		close(input->fd);
	input->fd = -1;
}

static void
fail(struct input *input, struct batch *batch, const char *what)
{
	message_add_errno(&batch->failure, what, input->file, errno);
	input->failed = true;
	close_file(input);
}

/* Open the next file, or stdin when no name and no file is given; false: there is none. */
static bool
open_next(struct input *input, struct batch *batch)
{
	const struct settings *settings = input->settings;
	bool is_stdin_only = settings->name_count + settings->file_count == 0;

	if (input->next_file == settings->file_count + is_stdin_only)
		return false;
	input->file = is_stdin_only ? "-" : settings->files[input->next_file];
	input->next_file++;
	input->line = input->passed = 0;
	input->at = input->end = 0;
	input->ended = false;
	input->fd = strcmp(input->file, "-") == 0 ? STDIN_FILENO
	                                          : open(input->file, O_RDONLY | O_CLOEXEC);
	if (input->fd < 0)
		fail(input, batch, "cannot open");
	return true;
}

/* Read more into the buffer, waiting for it if need be. */
static void
read_more(struct input *input, struct batch *batch)
{
	ssize_t got;

	if (input->at < input->end)
		pass_over(input);
	memmove(input->buffer, input->buffer + input->at, input->end - input->at);
	input->end -= input->at;
	input->at = 0;
	got = read(input->fd, input->buffer + input->end, BUFFER_SIZE - input->end);
	if (got > 0)
		input->end += (size_t)got;
	else if (got == 0)
		input->ended = true;
	else if (errno == EAGAIN)
		poll(&(struct pollfd){ .fd = input->fd, .events = POLLIN }, 1, -1);
	else if (errno != EINTR)
		fail(input, batch, "cannot read");
}

static bool
is_ready(int fd)
{
	return poll(&(struct pollfd){ .fd = fd, .events = POLLIN }, 1, 0) != 0;
}

bool
input_fill(struct input *input, struct batch *batch)
{
	batch->count = batch->used = batch->failure.len = 0;
	while (has_room(batch) && batch->failure.len == 0) {
		if (take_argument(input, batch) || (input->fd >= 0 && take_record(input, batch)))
			continue;
		if (input->fd >= 0 && input->ended)
			close_file(input);
		/*
		 * To read may mean to wait, and so may to open: not while records wait for their
		 * answers.
		 */
		if (batch->count > 0 && (input->fd < 0 || !is_ready(input->fd)))
			break;
		if (input->fd >= 0)
			read_more(input, batch);
		else if (!open_next(input, batch))
			return false;
	}
	return true;
}
