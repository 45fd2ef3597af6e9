/* SPDX-License-Identifier: MIT */
/*
 * Text of any bytes is refused, or a table by the laws of table.h: its XML is read as the same table,
 * its text as one with the same code points and variants, and its page is closed.
 */
#include "table.h"

/* What is written as text can be read, and holds all that was not told to be lost. */
static void
check_text(const idnc_table *table)
{
	idnc_table_finding  items[64];
	idnc_table_findings lost = { items, 64, 0 };
	idnc_table_summary  before, after;
	idnc_table         *same = NULL;
	char               *text = NULL;
	size_t              len = 0, reflexive = 0;

	MUST(idnc_table_write_text(table, &lost, &text, &len) == IDNC_TABLE_OK);
	fuzz_table_status(IDNC_TABLE_OK, &lost);
	MUST(idnc_table_read_text(NULL, text, len, NULL, &same) == IDNC_TABLE_OK);
	idnc_table_summary_get(table, &before);
	idnc_table_summary_get(same, &after);
	for (size_t i = 0; i < lost.count && i < 64; i++)
		reflexive += strncmp(items[i].detail, "reflexive", 9) == 0;
	MUST(before.code_points == after.code_points && before.sequences == after.sequences);
	MUST(before.variants - reflexive == after.variants || lost.count > 64);
	MUST(before.references == after.references);
	idnc_table_free(same);
	idnc_table_release(NULL, text);
}

/* No byte of a table opens a tag: each less-than sign is one of the page's own. */
static void
check_page(const idnc_table *table)
{
	static const char *const own[] = {
		"!DOCTYPE html>", "html", "/html>", "head>", "/head>", "meta ", "title>", "/title>", "style>", "/style>", "body>",
		"/body>", "h1>", "/h1>", "h2>", "/h2>", "p>", "/p>", "table>", "/table>", "thead>", "/thead>", "tbody>", "/tbody>",
		"tr>", "tr id=\"", "/tr>", "th>", "th scope=\"row\">", "/th>", "td>", "/td>", "pre>", "/pre>", "code>", "/code>",
		"bdi class=\"glyph\">", "/bdi>", "a href=\"#rule-", "/a>", "br>",
	};
	char  *page = NULL;
	size_t len = 0;

	MUST(idnc_table_write_html(table, &page, &len) == IDNC_TABLE_OK);
	for (size_t at = 0; at < len; at++) {
		size_t i = 0, n = 0;
		for (; page[at] == '<' && i < sizeof own / sizeof *own; i++) {
			n = strlen(own[i]);
			if (n < len - at && memcmp(page + at + 1, own[i], n) == 0)
				break;
		}
		MUST(page[at] != '<' || i < sizeof own / sizeof *own);
	}
	idnc_table_release(NULL, page);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	idnc_table_finding  items[64];
	idnc_table_findings findings = { items, 64, 0 };
	idnc_table         *table = NULL;
	char               *written = NULL;
	size_t              written_len = 0;
	idnc_table_status   status = idnc_table_read_text(NULL, (const char *)data, size, &findings, &table);

	fuzz_table_status(status, &findings);
	MUST((table != NULL) == (status == IDNC_TABLE_OK));
	for (size_t i = 0; i < findings.count && i < 64; i++)
		MUST(items[i].column <= size + 1 && items[i].line <= size + 1);
	if (!table)
		return 0;
	MUST(idnc_table_write(table, &written, &written_len) == IDNC_TABLE_OK);
	fuzz_table(written, written_len);
	check_text(table);
	check_page(table);
	idnc_table_release(NULL, written);
	idnc_table_free(table);
	return 0;
}
