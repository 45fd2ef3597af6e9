/* SPDX-License-Identifier: MIT */
/* Collecting findings about a table in the caller's array. */
#ifndef TABLES_JOURNAL_H
#define TABLES_JOURNAL_H

#include "idncheck/tables.h"

/* Where findings go, and the first error among them. */
typedef struct journal {
	idnc_table_findings *findings;
	idnc_table_status    status;
} journal;

/* A journal that begins; findings may be NULL. */
journal journal_begin(idnc_table_findings *findings);

/* Add a finding.  detail is cut where it is too long, between two characters. */
void journal_add(journal *j, idnc_table_status code, uint32_t line, uint32_t column, const char *detail, size_t len);

/* The same with another severity than that of the code, and with the line of another element. */
void journal_add_as(journal *j, idnc_severity severity, idnc_table_finding finding, const char *detail, size_t len);

/* Code points as U+0061 U+0062; the length, at most IDNC_TABLE_DETAIL_MAX. */
size_t journal_code_points(const uint32_t *cp, size_t n, char out[IDNC_TABLE_DETAIL_MAX + 1]);

#endif
