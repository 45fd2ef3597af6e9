/* SPDX-License-Identifier: MIT */
/* Buffers of bytes that grow, for output lines and messages. */
#ifndef IDNC_TOOLS_TEXT_H
#define IDNC_TOOLS_TEXT_H

#include <stddef.h>

/* Bytes, not NUL-terminated.  All zero is an empty one. */
struct text {
	char *bytes;
	size_t len;
	size_t capacity;
};

/* Resize an allocation; ends the program with status 2 when memory runs out. */
void *memory_resize(void *old, size_t count, size_t size);

void text_reserve(struct text *text, size_t more);
void text_add(struct text *text, const char *bytes, size_t len);
void text_add_z(struct text *text, const char *z);
void text_add_char(struct text *text, char c);
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
