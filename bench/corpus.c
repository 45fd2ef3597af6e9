/* SPDX-License-Identifier: MIT */
/* Reading corpora. */
#include "corpus.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct builtin {
	const char *title;
	const char *const *names;
	size_t count;
};

#include "corpora.inc"

#define BUILTIN_COUNT (sizeof builtins / sizeof builtins[0])

/* ICU counts bytes in 32 bits with a sign; so large a file is no corpus. */
#define FILE_LIMIT ((size_t)1 << 30)

const char *
corpus_built_in_z(size_t index)
{
	return index < BUILTIN_COUNT ? builtins[index].title : NULL;
}

static bool
fail(const char *title, const char *why)
{
	fprintf(stderr, "idnbench: %s: %s\n", title, why);
	return false;
}

static bool
take_builtin(const struct builtin *builtin, struct corpus *out)
{
	out->is_built_in = true;
	out->count = builtin->count;
	out->names = calloc(builtin->count, sizeof *out->names);
	if (!out->names)
		return fail(builtin->title, "out of memory");
	for (size_t i = 0; i < builtin->count; i++)
		out->names[i] = (struct name){ builtin->names[i], strlen(builtin->names[i]) };
	return true;
}

/* The whole file, and room for one byte behind it. */
static bool
read_file(FILE *file, struct corpus *out, size_t *len)
{
	size_t cap = 0;

	*len = 0;
	do {
		char *more = cap < FILE_LIMIT ? realloc(out->text, cap ? 2 * cap : 65536) : NULL;

		if (!more)
			return fail(out->title, cap < FILE_LIMIT ? "out of memory" : "too large");
		out->text = more;
		cap = cap ? 2 * cap : 65536;
		*len += fread(out->text + *len, 1, cap - 1 - *len, file);
	} while (*len == cap - 1);
	if (ferror(file))
		return fail(out->title, strerror(errno));
	return true;
}

/* Cut the text into lines, and end each with NUL. */
static bool
cut(struct corpus *out, size_t len)
{
	char *at = out->text, *end = at + len;

	if (len == 0)
		return fail(out->title, "the file is empty");
	if (memchr(at, 0, len))
		return fail(out->title, "a line has a NUL byte, which libidn2 cannot be given");
	for (const char *p = at; p < end; p++)
		out->count += *p == '\n';
	out->count += end[-1] != '\n';
	out->names = calloc(out->count, sizeof *out->names);
	if (!out->names)
		return fail(out->title, "out of memory");
	for (size_t i = 0; i < out->count; i++) {
		char *stop = memchr(at, '\n', (size_t)(end - at)), *next = stop ? stop + 1 : end;

		stop = stop ? stop : end;
		if (stop < end && stop > at && stop[-1] == '\r')
			stop--;
		*stop = 0;
		out->names[i] = (struct name){ at, (size_t)(stop - at) };
		at = next;
	}
	return true;
}

bool
corpus_load(const char *title, struct corpus *out)
{
	FILE *file;
	size_t len;
	bool is_good;

	*out = (struct corpus){ .title = title };
	for (size_t i = 0; i < BUILTIN_COUNT; i++)
		if (strcmp(title, builtins[i].title) == 0)
			return take_builtin(&builtins[i], out);
	file = fopen(title, "rb");
	if (!file)
		return fail(title, strerror(errno));
	is_good = read_file(file, out, &len) && cut(out, len);
	fclose(file);
	if (!is_good)
		corpus_free(out);
	return is_good;
}

void
corpus_free(struct corpus *corpus)
{
	free(corpus->names);
	free(corpus->text);
	*corpus = (struct corpus){ 0 };
}
