/* SPDX-License-Identifier: MIT */
/* Buffers of bytes that grow, for output lines and messages. */
#include "text.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void *
memory_resize(void *old, size_t count, size_t size)
{
	static const char sentence[] = "error: out of memory\n";
	void *resized = size && count <= SIZE_MAX / size ? realloc(old, count * size) : NULL;

	if (!resized) {
		ssize_t ignored = write(STDERR_FILENO, sentence, sizeof sentence - 1);

		(void)ignored;
		_exit(2);
	}
	return resized;
}

void
text_grow(struct text *text, size_t more)
{
	size_t capacity = text->capacity ? text->capacity : 256;

	while (capacity - text->len < more)
		capacity *= 2;
	text->bytes = memory_resize(text->bytes, capacity, 1);
	text->capacity = capacity;
}

void
text_add_times(struct text *text, char c, size_t times)
{
	text_reserve(text, times + 1);
	memset(text->bytes + text->len, c, times);
	text->len += times;
}

void
text_format(struct text *text, const char *format, ...)
{
	va_list args;
	int needed;

	va_start(args, format);
	text_reserve(text, 1);
	needed = vsnprintf(text->bytes + text->len, text->capacity - text->len, format, args);
	va_end(args);
	if (needed <= 0)
		return;
	if ((size_t)needed >= text->capacity - text->len) {
		text_grow(text, (size_t)needed + 1);
		va_start(args, format);
		vsnprintf(text->bytes + text->len, (size_t)needed + 1, format, args);
		va_end(args);
	}
	text->len += (size_t)needed;
}

void
text_add_wrapped(struct text *text, const char *words, size_t column, size_t indent)
{
	while (*words) {
		size_t len = strcspn(words, " ");

		if (column > indent && column + 1 + len > TEXT_WIDTH) {
			text_add_char(text, '\n');
			text_add_times(text, ' ', indent);
			column = indent;
		} else if (column > indent) {
			text_add_char(text, ' ');
			column++;
		}
		text_add(text, words, len);
		column += len;
		words += len + (words[len] == ' ');
	}
	text_add_char(text, '\n');
}

const char *
text_z(struct text *text)
{
	text_reserve(text, 1);
	text->bytes[text->len] = '\0';
	return text->bytes;
}

void
text_free(struct text *text)
{
	free(text->bytes);
	*text = (struct text){ 0 };
}
