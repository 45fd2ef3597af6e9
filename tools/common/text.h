/* SPDX-License-Identifier: MIT */
/* Buffers of bytes that grow, for output lines and messages. */
#ifndef IDNC_TOOLS_TEXT_H
#define IDNC_TOOLS_TEXT_H

#include <stddef.h>
#include <string.h>

/* Bytes, not NUL-terminated.  All zero is an empty one. */
struct text {
	char *bytes;
	size_t len;
	size_t capacity;
};

/* Resize an allocation; ends the program with status 2 when memory runs out. */
void *memory_resize(void *old, size_t count, size_t size);

/* Make room for so many bytes more; there is less. */
void text_grow(struct text *text, size_t more);

static inline void
text_reserve(struct text *text, size_t more)
{
	if (more > text->capacity - text->len)
		text_grow(text, more);
}

static inline void
text_add(struct text *text, const char *bytes, size_t len)
{
	if (!len)
		return;
	text_reserve(text, len);
	memcpy(text->bytes + text->len, bytes, len);
	text->len += len;
}

/* Add bytes behind which TEXT_SLACK more can be read.  For short ones this is quicker. */
#define TEXT_SLACK 32
static inline void
text_add_slack(struct text *text, const char *bytes, size_t len)
{
	char *to;

	text_reserve(text, len + TEXT_SLACK);
	to = text->bytes + text->len;
	for (size_t i = 0; i < len; i += TEXT_SLACK)
		memcpy(to + i, bytes + i, TEXT_SLACK);
	text->len += len;
}

static inline void
text_add_z(struct text *text, const char *z)
{
	text_add(text, z, strlen(z));
}

static inline void
text_add_char(struct text *text, char c)
{
	text_reserve(text, 1);
	text->bytes[text->len++] = c;
}

void text_add_times(struct text *text, char c, size_t times);
void text_format(struct text *text, const char *format, ...)
	__attribute__((format(printf, 2, 3), nonnull(2)));

/*
 * Add words and a line feed, with lines broken between `indent` and TEXT_WIDTH; the first begins at
 * `column`.
 */
#define TEXT_WIDTH 79
void text_add_wrapped(struct text *text, const char *words, size_t column, size_t indent);

/* The text as a string: a NUL is put behind it, which is no part of it. */
const char *text_z(struct text *text);

void text_free(struct text *text);

#endif
