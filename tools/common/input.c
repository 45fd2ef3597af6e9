/* SPDX-License-Identifier: MIT */
/* Records: from arguments, files and stdin, in blocks that threads can judge apart. */
#include "input.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "message.h"

enum {
	/* The first read is small, so that the first answer comes soon; each one is twice the one before. */
	FIRST_READ = 4 * 1024,
	READ_SIZE = 128 * 1024,
	/* Before what is read: room for the record that began in the block before. */
	BEGUN_SIZE = RECORD_LIMIT + 1
};

void
block_begin(struct block *block)
{
	*block = (struct block){
		.memory = memory_resize(NULL, BEGUN_SIZE + READ_SIZE + BLOCK_SLACK, 1),
	};
}

void
block_end(struct block *block)
{
	free(block->memory);
	text_free(&block->failure);
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

struct record
block_record(const struct block *block, size_t start, size_t len, uint64_t index)
{
	const char *bytes = block->bytes + start;
	uint64_t total = index == 0 && block->first_total > 0 ? block->first_total : len;

	return (struct record){
		.bytes = bytes,
		.len = total > RECORD_LIMIT ? whole_characters(bytes, RECORD_ECHO) : len,
		.total = total,
		.file = block->file,
		.line = block->line + index,
	};
}

bool
block_next(const struct block *block, size_t *at, uint64_t index, struct record *record)
{
	size_t start = *at, len = block->len - start;
	const char *bytes, *stop;

	if (len == 0) /* then there may be no bytes at all */
		return false;
	bytes = block->bytes + start;
	stop = memchr(bytes, block->delimiter, len);
	if (stop)
		len = (size_t)(stop - bytes);
	*at += len + (stop != NULL);
	if (stop && block->delimiter == '\n' && len > 0 && bytes[len - 1] == '\r')
		len--;
	*record = block_record(block, start, len, index);
	return true;
}

void
input_begin(struct input *input, const struct settings *settings)
{
	*input = (struct input){ .settings = settings, .fd = -1, .read_size = FIRST_READ };
}

/* Fill a block with arguments, each ended by a NUL; an over-long one is the first in its block. */
static void
take_arguments(struct input *input, struct block *block)
{
	const struct settings *settings = input->settings;

	block->bytes = block->memory;
	block->delimiter = '\0';
	block->file = "argument";
	block->line = input->next_name + 1;
	while (input->next_name < settings->name_count) {
		const char *name = settings->names[input->next_name];
		size_t total = strlen(name), len = total > RECORD_LIMIT ? RECORD_ECHO : total;

		if (block->len > 0 && (total > len || len >= READ_SIZE - block->len))
			return;
		if (total > len)
			block->first_total = total;
		memcpy(block->memory + block->len, name, len);
		block->memory[block->len + len] = '\0';
		block->len += len + 1;
		input->next_name++;
	}
}

static size_t
count_bytes(const char *bytes, size_t len, char wanted)
{
	size_t count = 0;

	/* Few enough at a time that their number is a byte: so it is counted in wide vectors. */
	for (size_t at = 0; at < len;) {
		size_t end = len - at < UINT8_MAX ? len : at + UINT8_MAX;
		uint8_t some = 0;

		for (; at < end; at++)
			some = (uint8_t)(some + (bytes[at] == wanted));
		count += some;
	}
	return count;
}

/* Let a block have the bytes from `start` on; nothing of a record is left behind. */
static void
give(struct input *input, struct block *block, const char *start, size_t len)
{
	block->bytes = start;
	block->len = len;
	block->file = input->file;
	block->line = input->line + 1;
	input->line += count_bytes(start, len, block->delimiter);
	input->line += start[len - 1] != block->delimiter;
	input->begun_len = 0;
	input->passed = 0;
}

/* Put the record that had begun before the bytes that were read; where the two begin. */
static char *
join(struct input *input, struct block *block, char *read)
{
	char *start = read - input->begun_len;

	if (input->passed > 0) {
		/* Of an over-long one no more than its beginning, and its end. */
		char *stop = memchr(read, block->delimiter, READ_SIZE);
		bool has_cr = stop > read ? stop[-1] == '\r' : input->ends_in_cr;

		block->first_total = input->passed + (size_t)(stop - read);
		block->first_total -= has_cr && block->delimiter == '\n';
		start = stop - input->begun_len;
	}
	memcpy(start, input->begun, input->begun_len);
	return start;
}

/* Keep the bytes behind the last delimiter. */
static void
keep(struct input *input, const char *bytes, size_t len)
{
	if (len == 0)
		return;
	if (input->passed == 0 && len <= sizeof input->begun - input->begun_len) {
		memcpy(input->begun + input->begun_len, bytes, len);
		input->begun_len += len;
		return;
	}
	if (input->passed == 0) {
		input->passed = input->begun_len;
		if (input->begun_len < RECORD_ECHO)
			memcpy(input->begun + input->begun_len, bytes,
			       RECORD_ECHO - input->begun_len);
		input->begun_len = RECORD_ECHO;
	}
	input->passed += len;
	input->ends_in_cr = bytes[len - 1] == '\r';
}

/* The last delimiter; NULL: there is none. */
static const char *
find_last(const char *bytes, size_t len, char delimiter)
{
	while (len > 0)
		if (bytes[--len] == delimiter)
			return bytes + len;
	return NULL;
}

static void
close_file(struct input *input)
{
	if (input->fd > STDIN_FILENO)
		close(input->fd);
	input->fd = -1;
}

static void
fail(struct input *input, struct block *block, const char *what)
{
	message_add_errno(&block->failure, what, input->file, errno);
	input->failed = true;
	close_file(input);
}

/* The file has ended: a record that has begun ends with it. */
static void
end_file(struct input *input, struct block *block)
{
	if (input->begun_len > 0) {
		memcpy(block->memory, input->begun, input->begun_len);
		block->first_total = input->passed;
		give(input, block, block->memory, input->begun_len);
	}
	close_file(input);
}

/* Read once, waiting if need be. */
static void
read_more(struct input *input, struct block *block)
{
	char *bytes = block->memory + BEGUN_SIZE;
	ssize_t got = read(input->fd, bytes, input->read_size);

	if (got > 0) {
		const char *last = find_last(bytes, (size_t)got, block->delimiter);
		const char *rest = last ? last + 1 : bytes;

		if (last) {
			char *start = join(input, block, bytes);

			give(input, block, start, (size_t)(rest - start));
		}
		keep(input, rest, (size_t)(bytes + got - rest));
		if (input->read_size < READ_SIZE)
			input->read_size *= 2;
	} else if (got == 0) {
		end_file(input, block);
	} else if (errno == EAGAIN) {
		poll(&(struct pollfd){ .fd = input->fd, .events = POLLIN }, 1, -1);
	} else if (errno != EINTR) {
		fail(input, block, "cannot read");
	}
}

/* Open the next file, or stdin when no name and no file is given; false: there is none. */
static bool
open_next(struct input *input, struct block *block)
{
	const struct settings *settings = input->settings;
	bool is_stdin_only = settings->name_count + settings->file_count == 0;

	if (input->next_file == settings->file_count + is_stdin_only)
		return false;
	input->file = is_stdin_only ? "-" : settings->files[input->next_file];
	input->next_file++;
	input->line = input->passed = 0;
	input->begun_len = 0;
	input->fd = strcmp(input->file, "-") == 0 ? STDIN_FILENO
	                                          : open(input->file, O_RDONLY | O_CLOEXEC);
	if (input->fd < 0)
		fail(input, block, "cannot open");
	return true;
}

bool
input_fill(struct input *input, struct block *block)
{
	block->len = block->failure.len = 0;
	block->first_total = 0;
	if (input->next_name < input->settings->name_count) {
		take_arguments(input, block);
		return true;
	}
	block->delimiter = input->settings->nul_separated ? '\0' : '\n';
	while (block->len == 0 && block->failure.len == 0)
		if (input->fd >= 0)
			read_more(input, block);
		else if (!open_next(input, block))
			return false;
	return true;
}
