/* SPDX-License-Identifier: MIT */
/* An allocator that counts, and that fails when it is told to. */
#ifndef TESTS_COUNTED_H
#define TESTS_COUNTED_H

#include <stdlib.h>
#include <string.h>

#include "idncheck/tables.h"

enum { MEMORY_MAX = 256 << 20, HEADER = 16 };

static struct counter {
	size_t used, peak, calls;
	size_t fail_at; /* the call that fails, from 1; 0: none does */
} counter;

static void *
counted_resize(void *context, void *pointer, size_t size)
{
	struct counter *c = context;
	char           *old = pointer ? (char *)pointer - HEADER : NULL, *new;
	size_t          had = 0;

	if (old)
		memcpy(&had, old, sizeof had);
	if (++c->calls == c->fail_at || c->used - had + size > MEMORY_MAX)
		return NULL;
	new = realloc(old, size + HEADER);
	if (!new)
		return NULL;
	memcpy(new, &size, sizeof size);
	c->used += size - had;
	c->peak = c->used > c->peak ? c->used : c->peak;
	return new + HEADER;
}

static void *
counted_allocate(void *context, size_t size)
{
	return counted_resize(context, NULL, size);
}

static void
counted_release(void *context, void *pointer)
{
	struct counter *c = context;
	size_t          size;

	if (!pointer)
		return;
	memcpy(&size, (char *)pointer - HEADER, sizeof size);
	c->used -= size;
	free((char *)pointer - HEADER);
}

static const idnc_alloc counted = { counted_allocate, counted_resize, counted_release, &counter };

#endif
