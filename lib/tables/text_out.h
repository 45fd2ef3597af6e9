/* SPDX-License-Identifier: MIT */
/* Text that grows, for the forms in which tables are shown. */
#ifndef TABLES_TEXT_OUT_H
#define TABLES_TEXT_OUT_H

#include "tables/memory.h"

typedef struct text_out {
	arena memory; /* for its allocator, and to remember a failure */
	array bytes;
} text_out;

text_out text_out_begin(const idnc_alloc *alloc);

void text_put_bytes(text_out *o, const char *text, size_t len);

/* Strings, up to NULL. */
void text_put(text_out *o, ...);

/* Code points as U+0061, with a separator between them. */
void text_put_code_points(text_out *o, const uint32_t *cp, size_t n, const char *separator);

/* Give the text away, or free it where memory was gone. */
idnc_table_status text_out_finish(text_out *o, char **text, size_t *len);

#endif
