/* SPDX-License-Identifier: MIT */
/* What the fuzz targets of tables share: the laws between reading, writing, compiling and linting. */
#ifndef FUZZ_TABLE_H
#define FUZZ_TABLE_H

#include "fuzz.h"
#include "idncheck/lgr.h"
#include "idncheck/tables.h"

/* The status is that of the first error among the findings. */
static inline void
fuzz_table_status(idnc_table_status status, const idnc_table_findings *f)
{
	idnc_table_status first = IDNC_TABLE_OK;

	for (size_t i = 0; i < f->count && i < f->capacity; i++) {
		const idnc_table_finding *one = &f->items[i];
		MUST(idnc_table_explain_find(one->code) != NULL);
		MUST(memchr(one->detail, '\0', sizeof one->detail) != NULL);
		if (first == IDNC_TABLE_OK && one->severity == IDNC_SEVERITY_ERROR)
			first = one->code;
	}
	MUST(status == first || f->count > f->capacity);
}

/* What is compiled opens, and compiles to the same bytes again. */
static inline void
fuzz_table_compile(const idnc_table *table, const idnc_table *same)
{
	idnc_table_finding  items[64];
	idnc_table_findings findings = { items, 64, 0 };
	unsigned char      *block = NULL, *other = NULL;
	size_t              size = 0, other_size = 0;
	idnc_lgr            lgr;
	idnc_table_status   status = idnc_table_compile(table, &findings, &block, &size);

	fuzz_table_status(status, &findings);
	MUST((block != NULL) == (status == IDNC_TABLE_OK));
	MUST(idnc_table_compile(same, NULL, &other, &other_size) == status);
	if (status == IDNC_TABLE_OK) {
		MUST(idnc_lgr_open(block, size, &lgr) == IDNC_OK);
		MUST(size == other_size && memcmp(block, other, size) == 0);
	}
	idnc_table_release(NULL, block);
	idnc_table_release(NULL, other);
}

/* What can be read can be written; that can be read, and written is the same bytes. */
static inline void
fuzz_table(const char *text, size_t len)
{
	idnc_table_finding  items[64];
	idnc_table_findings findings = { items, 64, 0 };
	idnc_table         *table = NULL, *same = NULL;
	char               *written = NULL, *again = NULL;
	size_t              written_len = 0, again_len = 0;
	idnc_table_status   status = idnc_table_read(NULL, text, len, &findings, &table);

	fuzz_table_status(status, &findings);
	MUST((table != NULL) == (status == IDNC_TABLE_OK));
	if (status != IDNC_TABLE_OK)
		return;
	MUST(idnc_table_write(table, &written, &written_len) == IDNC_TABLE_OK);
	MUST(idnc_table_read(NULL, written, written_len, NULL, &same) == IDNC_TABLE_OK);
	MUST(idnc_table_write(same, &again, &again_len) == IDNC_TABLE_OK);
	MUST(written_len == again_len && memcmp(written, again, again_len) == 0);
	MUST(idnc_table_lint(table, &findings) == IDNC_TABLE_OK);
	fuzz_table_status(IDNC_TABLE_OK, &findings);
	fuzz_table_compile(table, same);
	idnc_table_release(NULL, written);
	idnc_table_release(NULL, again);
	idnc_table_free(table);
	idnc_table_free(same);
}

#endif
