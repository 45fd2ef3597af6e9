/* SPDX-License-Identifier: MIT */
/* Lists of words, each numbered once: equal lists have equal numbers. */
#ifndef TABLES_INTERN_H
#define TABLES_INTERN_H

#include "tables/memory.h"

/* Zero-initialise; its memory is that of the arena given to intern, but for the arrays, which intern_free frees. */
typedef struct interner {
	arena    *memory;
	array     words;      /* uint32_t */
	array     spans;      /* intern_span, by number */
	array     slots;      /* uint32_t: a number and one, or 0 */
} interner;

typedef struct intern_span {
	uint32_t at, len, hash;
} intern_span;

#define INTERN_NONE UINT32_MAX

interner intern_begin(arena *memory);

/* The number of a list, a new one when it was not there; INTERN_NONE when memory is short. */
uint32_t intern(interner *list, const uint32_t *words, size_t len);

/* The list of a number; it may move when another one is added. */
const uint32_t *intern_words(const interner *list, uint32_t number, size_t *len);

/* How many there are. */
static inline uint32_t
intern_count(const interner *list)
{
	return (uint32_t)list->spans.count;
}

void intern_free(interner *list);

#endif
