/* SPDX-License-Identifier: MIT */
/* The policy tables that come with the project, compiled.  The library is libidncheck-builtin. */
#ifndef IDNCHECK_BUILTIN_H
#define IDNCHECK_BUILTIN_H

#include <stddef.h>
#include <stdint.h>

#include "version.h"

IDNC_BEGIN

/* A rule, for people.  Strings are NUL-terminated UTF-8, never NULL. */
typedef struct idnc_builtin_rule {
	const char *name;    /* as idnc_lgr_rule_z has it */
	const char *words;   /* what it asks of a label, in English, made from the rule */
	const char *comment; /* why, as the document has it; "" where it has nothing */
} idnc_builtin_rule;

/*
 * A table.  Every string is NUL-terminated, static ASCII, never NULL.  Counts are those of the document: a range
 * counts each of its code points.
 */
typedef struct idnc_builtin {
	const char *name;   /* its language tag, such as "und-Deva" */
	const char *script; /* in English, such as "Devanagari" */
	const char *version, *date;   /* of the table */
	const char *unicode_version;  /* of the properties that its rules ask for */
	uint32_t    code_points, sequences, variants, rules;
	const void *block; /* a compiled table for idnc_lgr_open, aligned to 8 bytes */
	size_t      size;  /* of the block, in bytes */
	const idnc_builtin_rule *texts; /* of all rules, behind which is one whose name is NULL */
} idnc_builtin;

/*
 * The index-th table; NULL past the last one.  The order is fixed (tables/order.txt), and the one in which
 * `idncheck -t auto` tries the tables.  Which tables there are was decided when the library was built
 * (-Dbuiltin_tables), so that there may be none.
 */
const idnc_builtin *idnc_builtin_at(size_t index);

/*
 * Find a table by its language tag, in any case of letters.                RFC 5646, 2.1.1
 *
 *   name, len  such as "und-Deva"
 *
 * Does not match parts of tags: "und-Deva-IN" and "hi" are not found.  NULL when there is no such table.
 */
const idnc_builtin *idnc_builtin_find(const char *name, size_t len);

/* Find a rule of a table by its name; NULL when the table has none. */
const idnc_builtin_rule *idnc_builtin_rule_find(const idnc_builtin *table, const char *name, size_t len);

IDNC_END

#endif
