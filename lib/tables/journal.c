/* SPDX-License-Identifier: MIT */
/* Collecting findings about a table in the caller's array, and the words for them. */
#include "tables/journal.h"

#include <stdio.h>
#include <string.h>

#include "base/ascii.h"

#define NAME_E(name) "E_" #name
#define NAME_V(name) #name

static const idnc_table_explanation explanations[] = {
#define X(kind, name, number, severity, clause, sentence, explanation, remedy) \
	{ IDNC_TABLE_##kind##_##name, IDNC_SEVERITY_##severity, \
	  NAME_##kind(name), clause, sentence, explanation, remedy },
	IDNC_TABLE_CODE_LIST(X)
#undef X
};

enum { EXPLANATIONS = sizeof explanations / sizeof *explanations };

const idnc_table_explanation *
idnc_table_explain_at(size_t index)
{
	return index < EXPLANATIONS ? &explanations[index] : NULL;
}

const idnc_table_explanation *
idnc_table_explain_find(idnc_table_status code)
{
	for (size_t i = 0; i < EXPLANATIONS; i++)
		if (explanations[i].code == code)
			return &explanations[i];
	return NULL;
}

const idnc_table_explanation *
idnc_table_explain_find_name(const char *name, size_t name_len)
{
	for (size_t i = 0; i < EXPLANATIONS; i++)
		if (idnc_ascii_is_name(name, name_len, explanations[i].name))
			return &explanations[i];
	return NULL;
}

journal
journal_begin(idnc_table_findings *findings)
{
	if (findings)
		findings->count = 0;
	return (journal){ findings, IDNC_TABLE_OK };
}

void
journal_add_as(journal *j, idnc_severity severity, idnc_table_finding finding, const char *detail, size_t len)
{
	finding.severity = severity;
	if (severity == IDNC_SEVERITY_ERROR && j->status == IDNC_TABLE_OK)
		j->status = finding.code;
	if (!j->findings)
		return;
	if (len > IDNC_TABLE_DETAIL_MAX)
		for (len = IDNC_TABLE_DETAIL_MAX; len > 0 && ((unsigned char)detail[len] & 0xC0) == 0x80;)
			len--;
	if (len > 0)
		memcpy(finding.detail, detail, len);
	finding.detail[len] = '\0';
	if (j->findings->count < j->findings->capacity)
		j->findings->items[j->findings->count] = finding;
	j->findings->count++;
}

void
journal_add(journal *j, idnc_table_status code, uint32_t line, uint32_t column, const char *detail, size_t len)
{
	journal_add_as(j, idnc_table_explain_find(code)->severity,
	               (idnc_table_finding){ .code = code, .line = line, .column = column }, detail, len);
}

size_t
journal_code_points(const uint32_t *cp, size_t n, char out[IDNC_TABLE_DETAIL_MAX + 1])
{
	size_t len = 0;

	out[0] = '\0';
	for (size_t i = 0; i < n && len + sizeof " U+10FFFF" <= IDNC_TABLE_DETAIL_MAX; i++)
		len += (size_t)snprintf(out + len, IDNC_TABLE_DETAIL_MAX + 1 - len, "%sU+%04X", i ? " " : "", (unsigned)cp[i]);
	return len;
}
