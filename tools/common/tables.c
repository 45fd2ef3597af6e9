/* SPDX-License-Identifier: MIT */
/* Policy tables: loading XML, a compiled one or one that is built in, and words for what is wrong with it. */
#include "tables.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <idncheck/builtin.h>

#include "escape.h"
#include "message.h"

static bool
fail(const char *what, const char *file, int error)
{
	message_errno(what, file, error);
	return false;
}

/* Read to the end, or one byte beyond the limit; 0, or the errno of the failure. */
static int
read_all(int fd, struct text *out)
{
	enum { STEP = 64 * 1024 };
	struct stat about;

	/* What has a size is read in one piece, or not at all. */
	if (fstat(fd, &about) == 0 && S_ISREG(about.st_mode)) {
		if ((uintmax_t)about.st_size > TABLE_FILE_LIMIT)
			return EFBIG;
		text_reserve(out, (size_t)about.st_size + STEP);
	}
	while (out->len <= TABLE_FILE_LIMIT) {
		ssize_t got;

		text_reserve(out, STEP);
		got = read(fd, out->bytes + out->len, out->capacity - out->len);
		if (got == 0)
			return 0;
		if (got < 0 && errno != EINTR)
			return errno;
		out->len += got > 0 ? (size_t)got : 0;
	}
	return EFBIG;
}

bool
table_read_file(const char *file, struct text *out)
{
	int fd = open(file, O_RDONLY | O_CLOEXEC), error;

	if (fd < 0)
		return fail("cannot open the table", file, errno);
	error = read_all(fd, out);
	close(fd);
	return error ? fail("cannot read the table", file, error) : true;
}

bool
table_make_room(idnc_table_findings *findings)
{
	if (findings->count <= findings->capacity || findings->capacity == TABLE_FINDINGS_MAX)
		return false;
	findings->capacity =
		findings->count < TABLE_FINDINGS_MAX ? findings->count : TABLE_FINDINGS_MAX;
	findings->items =
		memory_resize(findings->items, findings->capacity, sizeof *findings->items);
	return true;
}

idnc_table_status
table_read(const idnc_table_options *options, const struct text *document,
           idnc_table_findings *findings, idnc_table **out)
{
	idnc_table_status status;

	*out = NULL;
	do {
		idnc_table_free(*out);
		*out = NULL;
		status = idnc_table_read(options, document->bytes, document->len, findings, out);
	} while (table_make_room(findings));
	return status;
}

idnc_table_status
table_lint(const idnc_table *table, idnc_table_findings *findings)
{
	idnc_table_status status;

	do
		status = idnc_table_lint(table, findings);
	while (table_make_room(findings));
	return status;
}

idnc_table_status
table_compile(const idnc_table *table, idnc_table_findings *findings, unsigned char **block,
              size_t *size)
{
	idnc_table_status status;

	*block = NULL;
	do {
		idnc_table_release(NULL, *block);
		*block = NULL;
		status = idnc_table_compile(table, findings, block, size);
	} while (table_make_room(findings));
	return status;
}

void
table_write_finding(struct text *out, const char *file, const idnc_table_finding *finding)
{
	const idnc_table_explanation *code = idnc_table_explain_find(finding->code);

	escape_write(out, ESCAPE_TEXT, file, strlen(file));
	/* What is said about the whole document is shown at its beginning. */
	text_format(out, ":%u:%u: %s %s: %s", (unsigned)(finding->line ? finding->line : 1),
	            (unsigned)(finding->column ? finding->column : 1),
	            severity_word(finding->severity), code->name, code->sentence);
	if (finding->detail[0]) {
		text_add_z(out, " (");
		escape_write(out, ESCAPE_TEXT, finding->detail, strlen(finding->detail));
		text_add_char(out, ')');
	}
	if (finding->other)
		text_format(out, "; see line %u", (unsigned)finding->other);
	text_add_char(out, '\n');
}

static void
write_json_finding(struct text *out, const idnc_table_finding *finding)
{
	const idnc_table_explanation *code = idnc_table_explain_find(finding->code);

	text_format(out, "{\"code\":\"%s\",\"severity\":\"%s\",\"line\":%u,\"column\":%u",
	            code->name, severity_word(finding->severity), (unsigned)finding->line,
	            (unsigned)finding->column);
	if (finding->other)
		text_format(out, ",\"other\":%u", (unsigned)finding->other);
	text_add_z(out, ",\"detail\":\"");
	escape_write(out, ESCAPE_JSON, finding->detail, strlen(finding->detail));
	text_format(out, "\",\"rule\":\"%s\",\"text\":\"%s\"}", code->clause, code->sentence);
}

void
table_write_json_findings(struct text *out, const idnc_table_findings *findings)
{
	size_t kept = findings->count < findings->capacity ? findings->count : findings->capacity;

	text_add_z(out, ",\"findings\":[");
	for (size_t i = 0; i < kept; i++) {
		text_add_z(out, i ? "," : "");
		write_json_finding(out, &findings->items[i]);
	}
	text_add_char(out, ']');
}

void
table_complain(const char *file, const idnc_table_findings *findings)
{
	size_t kept = findings->count < findings->capacity ? findings->count : findings->capacity;
	struct text err = { 0 };

	for (size_t i = 0; i < kept; i++)
		if (findings->items[i].severity != IDNC_SEVERITY_NOTE)
			table_write_finding(&err, file, &findings->items[i]);
	stderr_write(err.bytes, err.len);
	text_free(&err);
}

static bool
fail_unusable(const char *file, idnc_table_status status)
{
	struct text after = { 0 };

	text_format(&after, ": %s", idnc_table_explain_find(status)->sentence);
	message("cannot use the table", file, text_z(&after));
	text_free(&after);
	return false;
}

/* Read and compile a document. */
static bool
compile(const char *file, const struct text *document, unsigned char **block, size_t *size)
{
	idnc_table_findings findings = { 0 };
	idnc_table *read;
	idnc_table_status status = table_read(NULL, document, &findings, &read);

	table_complain(file, &findings);
	if (status == IDNC_TABLE_OK) {
		status = table_compile(read, &findings, block, size);
		table_complain(file, &findings);
	}
	idnc_table_free(read);
	free(findings.items);
	return status == IDNC_TABLE_OK ? true : fail_unusable(file, status);
}

/* A compiled table begins so, in one byte order or the other. */
bool
table_is_compiled(const struct text *bytes)
{
	return bytes->len >= 4 &&
	       (memcmp(bytes->bytes, "IDL1", 4) == 0 || memcmp(bytes->bytes, "1LDI", 4) == 0);
}

static bool
exists(const char *file)
{
	struct stat about;

	return stat(file, &about) == 0 || errno != ENOENT;
}

/* A name that has a slash is that of a file. */
static const idnc_builtin *
find_builtin(const char *name)
{
	return strchr(name, '/') ? NULL : idnc_builtin_find(name, strlen(name));
}

/* Whether it is meant to be the name of a table: language tags have neither dots nor slashes. */
static bool
looks_like_tag(const char *name)
{
	return name[0] && strcspn(name, "./") == strlen(name);
}

/* Say that there is neither a file nor a table of the name. */
static void
say_unknown(const char *name)
{
	struct nearest nearest = { .query = name };
	struct text after = { 0 };
	const idnc_builtin *builtin;

	for (size_t i = 0; (builtin = idnc_builtin_at(i)) != NULL; i++)
		nearest_offer(&nearest, builtin->name);
	if (strcmp(name, "auto") == 0)
		text_add_z(&after, "; only idncheck chooses among those that are built in");
	else if (nearest.best)
		text_format(&after, "; did you mean %s?", nearest.best);
	else
		text_add_z(&after, "; idntable list names those that are built in");
	message("there is neither a file nor a table that is named", name, text_z(&after));
	text_free(&after);
}

static bool
fail_document(const char *before, const char *what, const char *after, const char *file)
{
	struct text words = { 0 };

	text_format(&words, "%s%s%s", before, what, after);
	message(text_z(&words), file, "");
	text_free(&words);
	return false;
}

bool
table_read_document(const char *file, const char *what, struct text *out)
{
	if (!exists(file) && find_builtin(file))
		return fail_document("what is built in is compiled, and only documents can be ", what, ": name a file, not",
		                     file);
	if (!table_read_file(file, out))
		return false;
	if (!table_is_compiled(out))
		return true;
	text_free(out);
	return fail_document("only documents can be ", what, ", and this is a compiled table:", file);
}

static bool
load(struct table *table, bool keeps_document)
{
	struct text bytes = { 0 };
	unsigned char *block = NULL;
	bool is_loaded;

	if (looks_like_tag(table->file) && !exists(table->file)) {
		say_unknown(table->file);
		return false;
	}
	is_loaded = table_read_file(table->file, &bytes);
	if (is_loaded && !table_is_compiled(&bytes)) {
		struct text document = bytes;

		is_loaded = compile(table->file, &document, &block, &bytes.len);
		if (keeps_document)
			table->document = document;
		else
			text_free(&document);
		bytes.bytes = (char *)block;
	}
	table->block = table->owned = bytes.bytes;
	table->size = bytes.len;
	if (is_loaded && idnc_lgr_open(table->block, table->size, &table->lgr) != IDNC_OK) {
		struct text after = { 0 };

		text_format(&after, ": %s", idnc_explain_find(IDNC_E_BLOCK)->sentence);
		message("cannot use the table", table->file, text_z(&after));
		text_free(&after);
		is_loaded = false;
	}
	return is_loaded;
}

static void
free_table(struct table *table)
{
	free(table->owned);
	text_free(&table->document);
	free(table->file);
	free(table);
}

/* Load a table, which is not built in if that is NULL, unless it is loaded already. */
static const struct table *
load_once(struct tables *tables, const char *file, const idnc_builtin *builtin)
{
	const char *name = builtin ? builtin->name : file;
	struct table *table;
	bool is_loaded;

	for (size_t i = 0; i < tables->count; i++)
		if (strcmp(tables->items[i]->file, name) == 0 && tables->items[i]->builtin == builtin)
			return tables->items[i];
	table = memory_resize(NULL, 1, sizeof *table);
	*table = (struct table){ .file = memory_resize(NULL, strlen(name) + 1, 1) };
	strcpy(table->file, name);
	if (builtin) {
		table->block = builtin->block;
		table->size = builtin->size;
		table->builtin = builtin;
		is_loaded = idnc_lgr_open(table->block, table->size, &table->lgr) == IDNC_OK;
	} else {
		is_loaded = load(table, tables->keeps_documents);
	}
	if (!is_loaded) {
		free_table(table);
		return NULL;
	}
	tables->items = memory_resize(tables->items, tables->count + 1, sizeof *tables->items);
	tables->items[tables->count++] = table;
	return table;
}

const struct table *
tables_load(struct tables *tables, const char *file)
{
	return load_once(tables, file, exists(file) ? NULL : find_builtin(file));
}

static void
list_add(struct table_list *list, const struct table *table)
{
	list->items = memory_resize(list->items, list->count + 1, sizeof *list->items);
	list->items[list->count++] = table;
}

static bool
add_all(struct tables *tables, struct table_list *list)
{
	const idnc_builtin *builtin;

	for (size_t i = 0; (builtin = idnc_builtin_at(i)) != NULL; i++) {
		const struct table *table = load_once(tables, NULL, builtin);

		if (!table)
			return false;
		list_add(list, table);
	}
	if (!idnc_builtin_at(0))
		message("no table is built in, among which to choose for", "auto", "");
	return idnc_builtin_at(0) != NULL;
}

bool
tables_add(struct tables *tables, const char *file, const char *name, struct table_list *list)
{
	bool is_file = exists(file);
	const struct table *table;

	if (!is_file && strcmp(name, "auto") == 0)
		return add_all(tables, list);
	table = load_once(tables, file, is_file ? NULL : find_builtin(name));
	if (table)
		list_add(list, table);
	return table != NULL;
}

void
tables_free(struct tables *tables)
{
	for (size_t i = 0; i < tables->count; i++)
		free_table(tables->items[i]);
	free(tables->items);
	*tables = (struct tables){ 0 };
}

const char *
tables_code_name(size_t index)
{
	const idnc_table_explanation *code = idnc_table_explain_at(index);

	return code ? code->name : NULL;
}

static void
list_codes(struct text *out)
{
	const idnc_table_explanation *code;

	for (size_t i = 0; (code = idnc_table_explain_at(i)) != NULL; i++)
		text_format(out, "%s\t%d\t\t%s\t%s\n", code->name, (int)code->code, code->clause,
		            code->sentence);
}

bool
tables_explain(const char *query, struct text *out)
{
	const idnc_table_explanation *found = idnc_table_explain_find_name(query, strlen(query));
	const struct {
		const char *word, *text;
	} lines[] = {
		{ found ? severity_word(found->severity) : "", found ? found->sentence : "" },
		{ "clause", found ? found->clause : "" },
		{ "why", found ? found->explanation : "" },
		{ "remedy", found ? found->remedy : "" },
	};

	if (!found)
		return false;
	text_format(out, "%s (%d), of policy tables\n", found->name, (int)found->code);
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		text_format(out, "  %-9s", lines[i].word);
		text_add_wrapped(out, lines[i].text, 11, 11);
	}
	return true;
}

const struct more_codes tables_codes = { tables_code_name, list_codes, tables_explain };
