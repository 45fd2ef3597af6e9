/* SPDX-License-Identifier: MIT */
/* The policy tables that come with the project, compiled.  The library is libidncheck-builtin. */
#ifndef IDNCHECK_BUILTIN_H
#define IDNCHECK_BUILTIN_H

#include <stddef.h>
#include <stdint.h>

#include "version.h"

IDNC_BEGIN

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

IDNC_END

#endif
