/* SPDX-License-Identifier: MIT */
/* Memory of the table library: an arena for what lives as long as its owner, arrays that grow, sorting. */
#ifndef TABLES_MEMORY_H
#define TABLES_MEMORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "idncheck/tables.h"

/* A copy of the caller's allocator; libc's where there is none. */
idnc_alloc alloc_or_libc(const idnc_alloc *alloc);

/* Everything got from an arena is freed at once.  The first failure is remembered: the rest may go on and ask at the end. */
typedef struct arena {
	idnc_alloc          alloc;
	struct arena_block *blocks;
	char               *at, *end;
	bool                failed;
} arena;

/* Zeroed memory, aligned for any type of the library; NULL when there is none left. */
void *arena_get(arena *a, size_t size);

/* A copy with a NUL behind it. */
char *arena_copy(arena *a, const char *text, size_t len);

void arena_free(arena *a);

/* Items of one size, one behind the other. */
typedef struct array {
	void  *items;
	size_t count, capacity, item;
} array;

/* Room for n more items at the end, zeroed; NULL when there is none left, which the arena remembers, or when n is 0. */
void *array_add(array *list, arena *owner, size_t n);
void array_free(array *list, const arena *owner);

/* Sort pointers, equal ones staying in order; scratch has room for n. */
void sort_pointers(const void **items, size_t n, const void **scratch, int (*compare)(const void *, const void *));

#endif
