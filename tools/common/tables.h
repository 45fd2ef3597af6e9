/* SPDX-License-Identifier: MIT */
/* Policy tables as files: loading XML or a compiled one, and words for what is wrong with it. */
#ifndef IDNC_TOOLS_TABLES_H
#define IDNC_TOOLS_TABLES_H

#include <idncheck.h>
#include <idncheck/tables.h>

#include "options.h"
#include "text.h"

/* More than this is not read: neither a document nor a compiled table may be larger. */
#define TABLE_FILE_LIMIT ((size_t)64 << 20)

/* Of one file so many findings are kept. */
#define TABLE_FINDINGS_MAX 65536

/* A table ready to judge labels. */
struct table {
	char *file; /* as it was named */
	idnc_lgr lgr;
	void *block; /* of malloc */
	size_t size;
	struct text document; /* XML, where it is kept */
};

/* Tables, each file once.  All zero is none. */
struct tables {
	bool keeps_documents;
	struct table **items;
	size_t count;
};

/* Read a whole file.  False: a message was written. */
bool table_read_file(const char *file, struct text *out);

/*
 * Load a table; errors and warnings about it go to stderr.  NULL: it is unusable, a message was
 * written.
 */
const struct table *tables_load(struct tables *tables, const char *file);

void tables_free(struct tables *tables);

/* Calls of libidncheck-tables whose findings all fit; items is to be freed. */
idnc_table_status table_read(const idnc_table_options *options, const struct text *document,
                             idnc_table_findings *findings, idnc_table **out);
idnc_table_status table_lint(const idnc_table *table, idnc_table_findings *findings);
idnc_table_status table_compile(const idnc_table *table, idnc_table_findings *findings,
                                unsigned char **block, size_t *size);

/* Add file:line:column: severity CODE: sentence (detail). */
void table_write_finding(struct text *out, const char *file, const idnc_table_finding *finding);

/* For tools whose --list-codes and --explain know the codes of tables, all of that or a part. */
const char *tables_code_name(size_t index);
bool tables_explain(const char *query, struct text *out);
extern const struct more_codes tables_codes;

#endif
