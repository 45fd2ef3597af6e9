/* SPDX-License-Identifier: MIT */
/* With memory that ends anywhere a table is written whole, or not at all. */
#include "pieces.h"

static size_t left; /* requests that are still granted */
static bool   is_refusing; /* one was not */

static void *
resize(void *context, void *pointer, size_t size)
{
	(void)context;
	if (left == 0 || is_refusing) {
		is_refusing = true;
		return NULL;
	}
	left--;
	return realloc(pointer, size);
}

static void *
allocate(void *context, size_t size)
{
	return resize(context, NULL, size);
}

static void
release(void *context, void *pointer)
{
	(void)context;
	free(pointer);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	idnc_alloc         alloc = { allocate, resize, release, NULL };
	idnc_table_options options = { .alloc = &alloc };
	idnc_table        *table = NULL;
	char              *whole = NULL;
	size_t             whole_len = 0;

	fuzz_pieces(data, size);
	left = SIZE_MAX;
	is_refusing = false;
	if (idnc_table_read(&options, text, len, NULL, &table) != IDNC_TABLE_OK)
		return 0;
	MUST(idnc_table_write(table, &whole, &whole_len) == IDNC_TABLE_OK);
	for (size_t most = 0; most < 8; most++) {
		char             *part = NULL;
		size_t            part_len = 0;
		idnc_table_status status;
		left = most;
		is_refusing = false;
		status = idnc_table_write(table, &part, &part_len);
		MUST(status == (is_refusing ? IDNC_TABLE_E_MEMORY : IDNC_TABLE_OK) && (status == IDNC_TABLE_OK) == (part != NULL));
		MUST(!part || (part_len == whole_len && memcmp(part, whole, whole_len) == 0));
		idnc_table_release(&alloc, part);
	}
	idnc_table_release(&alloc, whole);
	idnc_table_free(table);
	return 0;
}
