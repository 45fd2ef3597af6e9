/* SPDX-License-Identifier: MIT */
/* Policy tables: loading XML, a compiled one or one that is built in, and words for what is wrong with it. */
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
	char *file; /* as it was named; of one that is built in, its name */
	idnc_lgr lgr;
	const void *block;
	size_t size;
	void *owned; /* the block, of malloc; NULL: it is built in */
	const struct idnc_builtin *builtin; /* NULL: it is a file's */
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
 * The same of a document, which a compiled table is not, nor one that is built in.
 *
 *   what  for the message: what can only be done with documents, such as "compared"
 */
bool table_read_document(const char *file, const char *what, struct text *out);

/* Whether bytes begin as a compiled table does. */
bool table_is_compiled(const struct text *bytes);

/*
 * Load a table: the file, or, where there is none and no slash in the name, the one that is built in
 * by that name.  Errors and warnings about it go to stderr.  NULL: it is unusable, a message was
 * written.
 */
const struct table *tables_load(struct tables *tables, const char *file);

/* A list of tables, in the order in which they are tried. */
struct table_list {
	const struct table **items;
	size_t count;
};

/*
 * Load a table and add it to the list; for "auto", all that are built in, unless there is such a file.
 *
 *   file  as the name is looked for: the name, or that behind the folder of another file
 *
 * False: a message was written.
 */
bool tables_add(struct tables *tables, const char *file, const char *name, struct table_list *list);

void tables_free(struct tables *tables);

/* Make room for findings that were counted only, up to a bound; false: there was room for all, or is no more. */
bool table_make_room(idnc_table_findings *findings);

/* Calls of libidncheck-tables whose findings all fit; items is to be freed. */
idnc_table_status table_read(const idnc_table_options *options, const struct text *document,
                             idnc_table_findings *findings, idnc_table **out);
idnc_table_status table_lint(const idnc_table *table, idnc_table_findings *findings);
idnc_table_status table_compile(const idnc_table *table, idnc_table_findings *findings,
                                unsigned char **block, size_t *size);

/* Add file:line:column: severity CODE: sentence (detail). */
void table_write_finding(struct text *out, const char *file, const idnc_table_finding *finding);

/* Write the errors and warnings among findings to stderr. */
void table_complain(const char *file, const idnc_table_findings *findings);

/* Add ,"findings":[...]: those that were kept. */
void table_write_json_findings(struct text *out, const idnc_table_findings *findings);

/* For tools whose --list-codes and --explain know the codes of tables, all of that or a part. */
const char *tables_code_name(size_t index);
bool tables_explain(const char *query, struct text *out);
extern const struct more_codes tables_codes;

#endif
