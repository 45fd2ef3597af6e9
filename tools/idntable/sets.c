/* SPDX-License-Identifier: MIT */
/* idntable union, intersect, merge, harmonize, populate: tables made from tables. */
#include <stdlib.h>
#include <string.h>

#include <idncheck/table_sets.h>

#include "common/escape.h"
#include "common/message.h"
#include "common/output.h"
#include "common/replace.h"
#include "verbs.h"

enum { FINDINGS_FIRST = 4096 }; /* room for them; with more of them all is done twice */

/* The tables of the arguments, and what is made of them. */
struct sets {
	char **files;
	size_t count;
	idnc_table *tables[IDNC_TABLE_SETS_MAX];
	idnc_table *made[IDNC_TABLE_SETS_MAX];
	size_t made_count;
	bool is_each; /* as many are made, each from one with the others */
	struct text report;
	bool is_lossy;
};

typedef idnc_table_status operation(const idnc_table *const *tables, size_t count, idnc_table_findings *findings,
                                    idnc_table **out);

static idnc_table_status
populate(const idnc_table *const *tables, size_t count, idnc_table_findings *findings, idnc_table **out)
{
	(void)count;
	return idnc_table_populate(*tables, settings.type, findings, out);
}

/* ---- Reading ---- */

/* Errors and warnings about what is read are told; notes are for lint. */
static void
report_reading(struct sets *s, const char *file, const idnc_table_findings *findings)
{
	for (size_t i = 0; i < findings->count && i < findings->capacity; i++)
		if (findings->items[i].severity != IDNC_SEVERITY_NOTE)
			table_write_finding(&s->report, file, &findings->items[i]);
}

static bool
load(struct sets *s, size_t at)
{
	idnc_table_options options = { .lenient = settings.lenient };
	idnc_table_findings findings = { 0 };
	struct text document = { 0 };
	const char *file = s->files[at];
	bool is_read = table_read_document(file, "combined", &document);

	if (is_read && table_read(&options, &document, &findings, &s->tables[at]) != IDNC_TABLE_OK) {
		s->tables[at] = NULL;
		is_read = false;
	}
	report_reading(s, file, &findings);
	if (!is_read && findings.count > 0) {
		stderr_write(s->report.bytes, s->report.len);
		message("cannot use the table", file, "");
		s->report.len = 0;
	}
	free(findings.items);
	text_free(&document);
	return is_read;
}

/* ---- Findings ---- */

static void
report_finding(struct sets *s, const idnc_table_finding *finding)
{
	idnc_table_finding own = *finding;

	own.other = 0;
	table_write_finding(&s->report, s->files[finding->table], &own);
	if (finding->other > 0 || finding->other_table != finding->table) {
		s->report.len--;
		text_add_z(&s->report, "; see ");
		escape_write(&s->report, ESCAPE_TEXT, s->files[finding->other_table], strlen(s->files[finding->other_table]));
		text_format(&s->report, ":%u\n", (unsigned)finding->other);
	}
	s->is_lossy = s->is_lossy || finding->severity != IDNC_SEVERITY_NOTE;
}

static void
report_findings(struct sets *s, const idnc_table_findings *findings)
{
	size_t kept = findings->count < findings->capacity ? findings->count : findings->capacity;

	for (size_t i = 0; i < kept; i++)
		report_finding(s, &findings->items[i]);
	if (findings->count > kept) {
		text_format(&s->report, "idntable: %zu findings more are not shown\n", findings->count - kept);
		s->is_lossy = true;
	}
}

/* ---- Writing ---- */

static const char *
base_name(const char *file)
{
	const char *slash = strrchr(file, '/');

	return slash ? slash + 1 : file;
}

/* Write a table to a file, or where there is none to stdout; the exit status. */
static int
write_table(const idnc_table *table, const char *file)
{
	char *bytes;
	size_t len;
	int status = 0;

	if (idnc_table_write(table, &bytes, &len) != IDNC_TABLE_OK) {
		message("there is not enough memory to write the table", NULL, "");
		return 2;
	}
	if (file)
		status = output_write(file, bytes, len);
	else
		stdout_write(bytes, len);
	idnc_table_release(NULL, bytes);
	return status;
}

/* Several go to a folder, each under the name of the file that it was made from. */
static int
write_all(const struct sets *s)
{
	int status = 0;

	if (!s->is_each)
		return write_table(s->made[0], settings.output);
	for (size_t i = 0; i < s->made_count && status == 0; i++) {
		struct text path = { 0 };

		if (settings.output)
			text_format(&path, "%s/%s", settings.output, base_name(s->files[i]));
		status = write_table(s->made[i], settings.output ? text_z(&path) : NULL);
		text_free(&path);
	}
	return status;
}

/* Two files of one name in one folder would be one. */
static bool
have_own_names(const struct sets *s)
{
	for (size_t i = 0; i < s->count; i++)
		for (size_t k = 0; k < i; k++)
			if (strcmp(base_name(s->files[i]), base_name(s->files[k])) == 0) {
				message("two tables have the same file name:", s->files[i], "");
				return false;
			}
	return true;
}

/* Nothing takes the place of what it is made of: the tables are the source of all. */
static bool
is_own_source(const struct sets *s)
{
	for (size_t i = 0; settings.output && i < s->count; i++) {
		struct text path = { 0 };
		bool is_same;

		if (s->is_each)
			text_format(&path, "%s/%s", settings.output, base_name(s->files[i]));
		is_same = file_is_same(s->files[i], s->is_each ? text_z(&path) : settings.output);
		text_free(&path);
		if (!is_same)
			continue;
		message("what is written would take the place of the table", s->files[i], "");
		return true;
	}
	return false;
}

/* ---- Running ---- */

/* Make the tables; the exit status. */
static int
make(struct sets *s, operation *what)
{
	idnc_table_findings findings = { memory_resize(NULL, FINDINGS_FIRST, sizeof *findings.items), FINDINGS_FIRST, 0 };
	idnc_table_status status;
	struct text after = { 0 };

	do {
		for (size_t i = 0; i < s->made_count; i++) {
			idnc_table_free(s->made[i]);
			s->made[i] = NULL;
		}
		status = what((const idnc_table *const *)s->tables, s->count, &findings, s->made);
	} while (table_make_room(&findings));
	report_findings(s, &findings);
	free(findings.items);
	stderr_write(s->report.bytes, s->report.len);
	if (status == IDNC_TABLE_OK)
		return 0;
	text_format(&after, ": %s", status == IDNC_TABLE_E_ARGUMENT ? "the type is no name of a type" : idnc_table_explain_find(status)->sentence);
	message("cannot make the table", NULL, text_z(&after));
	text_free(&after);
	return 2;
}

/* least and most: how many tables the verb takes; is_each: it makes as many. */
static int
run(operation *what, const char *form, size_t least, size_t most, bool is_each)
{
	struct sets *s = memory_resize(NULL, 1, sizeof *s);
	int status = 2;

	*s = (struct sets){ .files = settings.common.names, .count = settings.common.name_count,
	                    .is_each = is_each };
	s->made_count = is_each ? s->count : 1;
	if (s->count < least || s->count > most) {
		message("the form is:", form, s->count > most && most > 1 ? "; at most 256 tables" : "");
	} else if ((!is_each || !settings.output || have_own_names(s)) && !is_own_source(s)) {
		size_t loaded = 0;

		while (loaded < s->count && load(s, loaded))
			loaded++;
		status = loaded == s->count ? make(s, what) : 2;
	}
	if (status == 0)
		status = write_all(s);
	if (status == 0)
		status = s->is_lossy;
	for (size_t i = 0; s->count <= IDNC_TABLE_SETS_MAX && i < s->count; i++) {
		idnc_table_free(s->tables[i]);
		idnc_table_free(s->made[i]);
	}
	text_free(&s->report);
	free(s);
	stdout_close();
	return status;
}

static int
run_union(void)
{
	return run(idnc_table_union, "union [-o FILE] TABLE TABLE...", 2, IDNC_TABLE_SETS_MAX, false);
}

static int
run_intersect(void)
{
	return run(idnc_table_intersect, "intersect [-o FILE] TABLE TABLE...", 2, IDNC_TABLE_SETS_MAX, false);
}

static int
run_merge(void)
{
	return run(idnc_table_merge, "merge [-o FILE] TABLE...", 1, IDNC_TABLE_SETS_MAX, false);
}

static int
run_harmonize(void)
{
	return run(idnc_table_harmonize, "harmonize [-o FOLDER] TABLE TABLE...", 2, IDNC_TABLE_SETS_MAX, true);
}

static int
run_populate(void)
{
	return run(populate, "populate [--type TYPE] [-o FILE] TABLE", 1, 1, false);
}

static const struct option_group groups[] = {
	{ "How tables are read", options_lint },
	{ "What is written", options_sets },
	{ "About the program", options_about },
	{ 0 },
};

static const struct option_group groups_populate[] = {
	{ "How tables are read", options_lint },
	{ "What is added", options_populate },
	{ "What is written", options_sets },
	{ "About the program", options_about },
	{ 0 },
};

#define SETS(word, form, text, own_groups) \
	const struct tool verb_##word = { \
		.name = "idntable", .verb = #word, .whole = &idntable, .synopsis = form, \
		.exits = "0 everything is expressed, 1 a warning tells what is not, 2 usage, I/O or table error.", \
		.details = text, .groups = own_groups, .run = run_##word, \
		.no_table = "; " #word " takes files as its arguments", .more_codes = &tables_codes, \
	}

SETS(union, "[OPTION]... TABLE TABLE...",
     "Writes the table with the elements and variants of any of the TABLEs, which are XML of RFC 7940. What was decided, "
     "and what RFC 7940 has no form for, is told on standard error, with the lines.",
     groups);
SETS(intersect, "[OPTION]... TABLE TABLE...",
     "Writes the table with the elements and variants that all of the TABLEs have, which are XML of RFC 7940. What was "
     "decided, and what RFC 7940 has no form for, is told on standard error, with the lines.",
     groups);
SETS(merge, "[OPTION]... TABLE...",
     "Writes the common table of the TABLEs of several scripts, by which labels are looked at for collisions across "
     "scripts: all elements, and all variants as blocked ones, made symmetric and transitive.",
     groups);
SETS(harmonize, "[OPTION]... TABLE TABLE...",
     "Makes the variants of the TABLEs of one zone consistent: what is a variant under one is one under each, unless "
     "its actions make that label invalid. With -o the tables are written to a folder, under the names of their files; "
     "else one after the other to standard output.",
     groups);
SETS(populate, "[OPTION]... TABLE",
     "Writes TABLE with the variants that symmetry and transitivity demand. Each that is added is told on standard error.",
     groups_populate);
