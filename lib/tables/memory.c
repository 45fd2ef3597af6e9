/* SPDX-License-Identifier: MIT */
/* Memory of the table library: an arena for what lives as long as its owner, arrays that grow, sorting. */
#include "tables/memory.h"

#include <stdlib.h>
#include <string.h>

enum { ALIGNMENT = 16, BLOCK_LEAST = 64 << 10 };

struct arena_block {
	struct arena_block *next;
	size_t              size; /* keeps what follows aligned */
};

static void *
libc_allocate(void *context, size_t size)
{
	(void)context;
	return malloc(size);
}

static void *
libc_resize(void *context, void *pointer, size_t size)
{
	(void)context;
	return realloc(pointer, size);
}

static void
libc_release(void *context, void *pointer)
{
	(void)context;
	free(pointer);
}

idnc_alloc
alloc_or_libc(const idnc_alloc *alloc)
{
	return alloc && alloc->allocate ? *alloc : (idnc_alloc){ libc_allocate, libc_resize, libc_release, NULL };
}

void *
arena_get(arena *a, size_t size)
{
	void *got;

	size = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
	if (!a->at || size > (size_t)(a->end - a->at)) {
		size_t              room = size > BLOCK_LEAST ? size : BLOCK_LEAST;
		struct arena_block *block = a->alloc.allocate(a->alloc.context, sizeof *block + room);
		if (!block) {
			a->failed = true;
			return NULL;
		}
		*block = (struct arena_block){ a->blocks, room };
		a->blocks = block;
		a->at = (char *)(block + 1);
		a->end = a->at + room;
	}
	got = a->at;
	a->at += size;
	return memset(got, 0, size);
}

char *
arena_copy(arena *a, const char *text, size_t len)
{
	char *copy = arena_get(a, len + 1);

	if (copy && len > 0)
		memcpy(copy, text, len);
	return copy;
}

void
arena_free(arena *a)
{
	while (a->blocks) {
		struct arena_block *next = a->blocks->next;
		a->alloc.release(a->alloc.context, a->blocks);
		a->blocks = next;
	}
	a->at = a->end = NULL;
}

void *
array_add(array *list, arena *owner, size_t n)
{
	char *first;

	if (n == 0)
		return list->items;
	if (list->count + n > list->capacity) {
		size_t capacity = list->count + n > 2 * list->capacity ? list->count + n : 2 * list->capacity;
		void  *items = owner->alloc.resize(owner->alloc.context, list->items, capacity * list->item);
		if (!items) {
			owner->failed = true;
			return NULL;
		}
		list->items = items;
		list->capacity = capacity;
	}
	first = (char *)list->items + list->count * list->item;
	list->count += n;
	return memset(first, 0, n * list->item);
}

void
array_free(array *list, const arena *owner)
{
	owner->alloc.release(owner->alloc.context, list->items);
	*list = (array){ .item = list->item };
}

/* Merge the sorted halves of items, the first of which has been moved to scratch. */
static void
merge(const void **items, size_t half, size_t n, const void **scratch, int (*compare)(const void *, const void *))
{
	size_t left = 0, right = half, to = 0;

	while (left < half)
		items[to++] = right < n && compare(items[right], scratch[left]) < 0 ? items[right++] : scratch[left++];
}

void
sort_pointers(const void **items, size_t n, const void **scratch, int (*compare)(const void *, const void *))
{
	size_t half = n / 2;

	if (n < 2)
		return;
	sort_pointers(items, half, scratch, compare);
	sort_pointers(items + half, n - half, scratch, compare);
	if (compare(items[half], items[half - 1]) >= 0)
		return;
	memcpy(scratch, items, half * sizeof *items);
	merge(items, half, n, scratch, compare);
}
