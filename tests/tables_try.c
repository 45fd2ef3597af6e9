/* SPDX-License-Identifier: MIT */
/*
 * tables_try IN OUT...: read the table IN, say what is found, and write it to OUT; for check_tables.py.
 *
 *   table STATUS IN         STATUS a code's name, or OK
 *   read|lint|compile LINE COLUMN SEVERITY CODE DETAIL
 *   block BYTES             of a table that could be compiled; the evaluation opens it
 *   same yes|no             whether OUT, read and written, is the same bytes; compiled, the same block
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "idncheck/lgr.h"
#include "idncheck/tables.h"

enum { FINDINGS = 4096 };

static idnc_table_finding items[FINDINGS];

static void
print(const char *phase, const idnc_table_findings *f)
{
	for (size_t i = 0; i < f->count && i < f->capacity; i++)
		printf("%s %u %u %c %s %s\n", phase, (unsigned)f->items[i].line, (unsigned)f->items[i].column,
		       "EWN"[f->items[i].severity], idnc_table_explain_find(f->items[i].code)->name, f->items[i].detail);
}

static const char *
name_of(idnc_table_status status)
{
	return status == IDNC_TABLE_OK ? "OK" : idnc_table_explain_find(status)->name;
}

static char *
slurp(const char *path, size_t *len)
{
	FILE *file = fopen(path, "rb");
	char *bytes;
	long  size;

	if (!file || fseek(file, 0, SEEK_END) != 0 || (size = ftell(file)) < 0)
		exit(2);
	rewind(file);
	bytes = malloc((size_t)size + 1);
	if (!bytes || fread(bytes, 1, (size_t)size, file) != (size_t)size)
		exit(2);
	fclose(file);
	*len = (size_t)size;
	return bytes;
}

/* Whether the written form gives itself, and the same block. */
static bool
is_same(const char *text, size_t len, const unsigned char *block, size_t size)
{
	idnc_table    *table = NULL;
	char          *again = NULL;
	unsigned char *other = NULL;
	size_t         again_len = 0, other_size = 0;
	bool           same = idnc_table_read(NULL, text, len, NULL, &table) == IDNC_TABLE_OK &&
	            idnc_table_write(table, &again, &again_len) == IDNC_TABLE_OK && again_len == len &&
	            memcmp(again, text, len) == 0;

	if (same && block)
		same = idnc_table_compile(table, NULL, &other, &other_size) == IDNC_TABLE_OK && other_size == size &&
		       memcmp(other, block, size) == 0;
	idnc_table_release(NULL, again);
	idnc_table_release(NULL, other);
	idnc_table_free(table);
	return same;
}

static void
use(const idnc_table *table, const char *out)
{
	idnc_table_findings findings = { items, FINDINGS, 0 };
	unsigned char      *block = NULL;
	char               *text = NULL;
	size_t              size = 0, len = 0;
	idnc_lgr            lgr;
	FILE               *file = fopen(out, "wb");

	if (idnc_table_lint(table, &findings) != IDNC_TABLE_OK)
		exit(2);
	print("lint", &findings);
	idnc_table_compile(table, &findings, &block, &size);
	print("compile", &findings);
	if (block && idnc_lgr_open(block, size, &lgr) == IDNC_OK)
		printf("block %zu\n", size);
	if (!file || idnc_table_write(table, &text, &len) != IDNC_TABLE_OK || fwrite(text, 1, len, file) != len ||
	    fclose(file) != 0)
		exit(2);
	printf("same %s\n", is_same(text, len, block, size) ? "yes" : "no");
	idnc_table_release(NULL, text);
	idnc_table_release(NULL, block);
}

int
main(int argc, char *argv[])
{
	for (int i = 1; i + 1 < argc; i += 2) {
		idnc_table_findings findings = { items, FINDINGS, 0 };
		idnc_table         *table = NULL;
		size_t              len;
		char               *bytes = slurp(argv[i], &len);
		idnc_table_status   status = idnc_table_read(NULL, bytes, len, &findings, &table);

		printf("table %s %s\n", name_of(status), argv[i]);
		print("read", &findings);
		if (table)
			use(table, argv[i + 1]);
		idnc_table_free(table);
		free(bytes);
	}
	return 0;
}
