/* SPDX-License-Identifier: MIT */
/* Doubts about a table: what it may say, but hardly means. */
#include "tables/model.h"

#include <string.h>

/* RFC 7940, 5.4.1 */
static void
check_refs(const idnc_table *table, journal *j, const node *n)
{
	const char *rest = node_value(n, ATTRIBUTE_REF), *word;
	size_t      len;
	char        id[256];

	while (rest && (word = grammar_next(&rest, &len)) != NULL) {
		len = len < sizeof id ? len : sizeof id - 1;
		memcpy(id, word, len);
		id[len] = '\0';
		if (!dictionary_find(&table->reference_ids, id))
			node_report(j, IDNC_TABLE_V_REF_UNDECLARED, n, id);
	}
	for (const node *child = n->first; child; child = child->next)
		check_refs(table, j, child);
}

idnc_table_status
idnc_table_lint(const idnc_table *table, idnc_table_findings *findings)
{
	journal j = journal_begin(findings);

	check_refs(table, &j, &table->document);
	return IDNC_TABLE_OK;
}
