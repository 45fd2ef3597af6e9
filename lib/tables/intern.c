/* SPDX-License-Identifier: MIT */
/* Numbering lists of words by a hash table with open addresses. */
#include "tables/intern.h"

#include <string.h>

interner
intern_begin(arena *memory)
{
	return (interner){ .memory = memory,
	                   .words = { .item = sizeof(uint32_t) },
	                   .spans = { .item = sizeof(intern_span) },
	                   .slots = { .item = sizeof(uint32_t) } };
}

static uint32_t
hash_of(const uint32_t *words, size_t len)
{
	uint64_t hash = UINT64_C(0xCBF29CE484222325);

	for (size_t i = 0; i < len; i++) {
		hash = (hash ^ words[i]) * UINT64_C(0x9E3779B97F4A7C15);
		hash ^= hash >> 29;
	}
	return (uint32_t)(hash ^ hash >> 32);
}

/* Twice as many slots, and every number in its place again. */
static bool
grow(interner *list)
{
	array              old = list->slots;
	size_t             room = old.count > 0 ? old.count * 2 : 64;
	const intern_span *spans = list->spans.items;
	uint32_t          *slots;

	list->slots = (array){ .item = sizeof(uint32_t) };
	slots = array_add(&list->slots, list->memory, room);
	array_free(&old, list->memory);
	for (uint32_t i = 0; slots && i < list->spans.count; i++) {
		size_t at = spans[i].hash & (room - 1);
		while (slots[at] != 0)
			at = (at + 1) & (room - 1);
		slots[at] = i + 1;
	}
	return slots != NULL;
}

static uint32_t
add(interner *list, const uint32_t *words, size_t len, uint32_t hash)
{
	uint32_t     at = (uint32_t)list->words.count;
	uint32_t    *room = array_add(&list->words, list->memory, len);
	intern_span *span = len > 0 && !room ? NULL : array_add(&list->spans, list->memory, 1);

	if (!span)
		return INTERN_NONE;
	if (len > 0)
		memcpy(room, words, len * sizeof *words);
	*span = (intern_span){ at, (uint32_t)len, hash };
	return (uint32_t)list->spans.count - 1;
}

uint32_t
intern(interner *list, const uint32_t *words, size_t len)
{
	uint32_t  hash = hash_of(words, len), number;
	uint32_t *slots;
	size_t    at;

	if (list->spans.count * 2 >= list->slots.count && !grow(list))
		return INTERN_NONE;
	slots = list->slots.items;
	for (at = hash & (list->slots.count - 1); slots[at] != 0; at = (at + 1) & (list->slots.count - 1)) {
		const intern_span *span = (const intern_span *)list->spans.items + slots[at] - 1;
		if (span->hash == hash && span->len == len &&
		    (len == 0 || memcmp((const uint32_t *)list->words.items + span->at, words, len * sizeof *words) == 0))
			return slots[at] - 1;
	}
	number = add(list, words, len, hash);
	if (number != INTERN_NONE)
		slots[at] = number + 1;
	return number;
}

const uint32_t *
intern_words(const interner *list, uint32_t number, size_t *len)
{
	const intern_span *span = (const intern_span *)list->spans.items + number;

	*len = span->len;
	return (const uint32_t *)list->words.items + span->at;
}

void
intern_free(interner *list)
{
	array_free(&list->words, list->memory);
	array_free(&list->spans, list->memory);
	array_free(&list->slots, list->memory);
}
