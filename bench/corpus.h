/* SPDX-License-Identifier: MIT */
/* Names to measure with: built in, or the lines of a file. */
#ifndef BENCH_CORPUS_H
#define BENCH_CORPUS_H

#include <stdbool.h>
#include <stddef.h>

/* A name; a NUL follows its bytes, for libidn2. */
struct name {
	const char *bytes;
	size_t len;
};

struct corpus {
	const char *title; /* the name of a built-in corpus, or the file as it was given */
	bool is_built_in;
	struct name *names;
	size_t count; /* at least 1 */
	char *text;   /* what the names of a file lie in */
};

/* The name of the built-in corpus at an index; NULL behind the last. */
const char *corpus_built_in_z(size_t index);

/*
 * Read a corpus: the built-in one of that name, else a file, a line a name.
 *
 * Every line is a name, an empty one and a last one without LF too; one CR before LF is not part of
 * it.  False: a message was written (unreadable, empty, a NUL byte, which libidn2 would end at).
 */
bool corpus_load(const char *title, struct corpus *out);
void corpus_free(struct corpus *corpus);

#endif
