/* SPDX-License-Identifier: MIT */
/*
 * embed OUT [SCRIPT TABLE]...: compile policy tables and write them as C for lib/builtin/builtin.c.
 *
 * A tool of the build, and of the machine that builds: blocks are written in its byte order.  Prints what each
 * table costs; a table that is refused, and more than BUDGET bytes in all, end the build.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "idncheck.h"
#include "idncheck/tables.h"

#define BUDGET 3000000u /* bytes of all tables */

enum { FINDINGS = 16, DOCUMENT_MAX = 16 * 1024 * 1024 };

static idnc_table_finding items[FINDINGS];

static _Noreturn void
fail(const char *file, const char *what)
{
	fprintf(stderr, "%s: %s\n", file, what);
	exit(1);
}

static char *
read_file(const char *name, size_t *len)
{
	FILE *file = fopen(name, "rb");
	char *bytes = malloc(DOCUMENT_MAX);

	if (!file || !bytes)
		fail(name, "cannot be read");
	*len = fread(bytes, 1, DOCUMENT_MAX, file);
	fclose(file);
	return bytes;
}

/* Say the errors; doubts are for idntable lint. */
static _Noreturn void
refuse(const char *file, const idnc_table_findings *findings)
{
	size_t kept = findings->count < FINDINGS ? findings->count : FINDINGS;

	for (size_t i = 0; i < kept; i++)
		if (items[i].severity == IDNC_SEVERITY_ERROR)
			fprintf(stderr, "%s:%u:%u: %s (%s)\n", file, (unsigned)items[i].line, (unsigned)items[i].column,
			        idnc_table_explain_find(items[i].code)->sentence, items[i].detail);
	fail(file, "the table is refused");
}

/* Words of the machine, so that the block has the alignment that it needs. */
static void
write_block(FILE *out, unsigned number, const unsigned char *block, size_t size)
{
	fprintf(out, "static const uint64_t block_%u[] = {", number);
	for (size_t at = 0; at < size; at += sizeof(uint64_t)) {
		uint64_t word = 0;

		memcpy(&word, block + at, size - at < sizeof word ? size - at : sizeof word);
		fprintf(out, "%s0x%" PRIx64 ",", at % 64 == 0 ? "\n\t" : " ", word);
	}
	fputs("\n};\n", out);
}

/* A string of ASCII without quotes and backslashes, which no tag, date, version or script has. */
static const char *
plain(const char *file, const char *text)
{
	for (const char *at = text; *at; at++)
		if (*at < ' ' || *at > '~' || *at == '"' || *at == '\\')
			fail(file, "a name, date or version is not plain");
	return text;
}

/* A string of UTF-8 as C. */
static void
write_string(FILE *out, const char *text, size_t len)
{
	putc('"', out);
	for (size_t i = 0; i < len; i++)
		if (text[i] >= ' ' && text[i] <= '~' && text[i] != '"' && text[i] != '\\' && text[i] != '?')
			putc(text[i], out);
		else
			fprintf(out, "\\%03o", (unsigned)(unsigned char)text[i]);
	putc('"', out);
}

/* Write what there is to say of the rules. */
static void
write_texts(FILE *out, unsigned number, const idnc_table *table, const unsigned char *block, size_t size)
{
	idnc_lgr lgr;
	const char *name;

	if (idnc_lgr_open(block, size, &lgr) != IDNC_OK)
		fail("a compiled table", "does not open");
	fprintf(out, "static const idnc_builtin_rule texts_%u[] = {\n", number);
	for (uint32_t i = 0; (name = idnc_lgr_rule_z(&lgr, i)) != NULL; i++) {
		const char *comment = idnc_table_comment_z(table, name);
		char *words;
		size_t len;

		if (!comment || idnc_table_describe(table, name, &words, &len) != IDNC_TABLE_OK)
			fail(name, "is a rule without words");
		fputs("\t{ ", out);
		write_string(out, name, strlen(name));
		fputs(", ", out);
		write_string(out, words, len);
		fputs(", ", out);
		write_string(out, comment, strlen(comment));
		fputs(" },\n", out);
		idnc_table_release(NULL, words);
	}
	fputs("\t{ 0 },\n};\n", out);
}

/* Write the block of a table; its row is added to the rows.  The size of the block. */
static size_t
embed(FILE *out, FILE *rows, unsigned number, const char *script, const char *file)
{
	idnc_table_findings findings = { .items = items, .capacity = FINDINGS };
	idnc_table_summary s;
	idnc_table *table;
	unsigned char *block;
	size_t len, size;
	char *bytes = read_file(file, &len);

	if (idnc_table_read(NULL, bytes, len, &findings, &table) != IDNC_TABLE_OK ||
	    idnc_table_compile(table, &findings, &block, &size) != IDNC_TABLE_OK)
		refuse(file, &findings);
	free(bytes);
	idnc_table_summary_get(table, &s);
	write_block(out, number, block, size);
	write_texts(out, number, table, block, size);
	fprintf(rows, "\t{ \"%s\", \"%s\", \"%s\", \"%s\", \"%s\", %u, %u, %u, %u, block_%u, %zu, texts_%u },\n",
	        plain(file, s.language), plain(file, script), plain(file, s.version), plain(file, s.date),
	        plain(file, s.unicode_version), (unsigned)s.code_points, (unsigned)s.sequences, (unsigned)s.variants,
	        (unsigned)s.rules, number, size, number);
	printf("%-10s %8zu bytes\n", s.language, size);
	idnc_table_release(NULL, block);
	idnc_table_free(table);
	return size;
}

static void
append(FILE *out, FILE *rows)
{
	char buffer[4096];
	size_t got;

	rewind(rows);
	while ((got = fread(buffer, 1, sizeof buffer, rows)) > 0)
		fwrite(buffer, 1, got, out);
}

int
main(int argc, char **argv)
{
	FILE *out, *rows = tmpfile();
	size_t total = 0;

	if (argc < 2 || argc % 2 != 0 || !rows || !(out = fopen(argv[1], "wb")))
		fail(argv[0], "the form is OUT [SCRIPT TABLE]..., and OUT must be writable");
	fputs("/* Made by tables/embed.c from the tables in tables/. */\n", out);
	for (int i = 2; i < argc; i += 2)
		total += embed(out, rows, (unsigned)i / 2 - 1, argv[i], argv[i + 1]);
	fputs("static const idnc_builtin tables[] = {\n", out);
	append(out, rows);
	fputs("\t{ 0 },\n};\n", out);
	fclose(rows);
	if (fclose(out) != 0)
		fail(argv[1], "cannot be written");
	printf("%-10s %8zu bytes of %u\n", "tables", total, BUDGET);
	if (total > BUDGET) {
		remove(argv[1]);
		fail(argv[0], "the tables are over their budget");
	}
	return 0;
}
