/* SPDX-License-Identifier: MIT */
/* Tables made from tables: union, intersection, a common table of many, variants made consistent and complete. */
#ifndef IDNCHECK_TABLE_SETS_H
#define IDNCHECK_TABLE_SETS_H

#include "tables.h"

IDNC_BEGIN

/* The most tables that one call takes. */
#define IDNC_TABLE_SETS_MAX 256

/*
 * In all functions of this header:
 *
 *   tables, count  1 to IDNC_TABLE_SETS_MAX tables, which may have been read with the lenient option;
 *                  the allocator of the first is that of what is made
 *   findings       receives what was decided, as notes, and what RFC 7940 has no form for, as warnings, with
 *                  the lines of the tables; `table` and `other_table` of a finding say whose they are; may be NULL
 *   out            receives the table, to be freed with idnc_table_free; written with IDNC_TABLE_OK only
 *
 * What is made obeys every rule that idnc_table_read applies.  It names rules that are not defined only where one of the
 * tables does.  The same tables give the same result.  Time and memory are linear in the size of
 * the tables, but for a logarithm, and for the mappings that are added.
 *
 * IDNC_TABLE_OK; IDNC_TABLE_V_...: what would be made exceeds a bound of tables, which the last finding
 * tells as an error; IDNC_TABLE_E_ARGUMENT (no table, or too many); IDNC_TABLE_E_MEMORY.
 */

/*
 * The elements and mappings of any of the tables.                         RFC 7940, 5 to 7
 *
 * An element that has a context in one table and none in another has none.  Two rules of when become one that
 * is a choice of both.  Of contexts that no rule can express an element keeps one, and a mapping becomes unconditional
 * with the type blocked.  A mapping with two types becomes blocked.  An element is out of the repertoire where it is so in all
 * tables that have it.
 */
idnc_table_status idnc_table_union(const idnc_table *const *tables, size_t count, idnc_table_findings *findings,
                                   idnc_table **out);

/*
 * The elements and mappings of all of the tables.
 *
 * Contexts of all hold together.  Where no rule can express that, the element is left out, and a mapping
 * becomes unconditional with the type blocked.  An element is out of the repertoire where it is so in any table.
 */
idnc_table_status idnc_table_intersect(const idnc_table *const *tables, size_t count, idnc_table_findings *findings,
                                       idnc_table **out);

/*
 * The common table of the tables of several scripts, for collisions across them.      RFC 8228
 *
 * As the union, but that every mapping has the type blocked; reflexive ones, and elements that no
 * table has in its repertoire, are left out; and the mappings are made symmetric, and transitive where the
 * contexts of both steps are the same.
 */
idnc_table_status idnc_table_merge(const idnc_table *const *tables, size_t count, idnc_table_findings *findings,
                                   idnc_table **out);

/*
 * Make the variants of tables under one zone consistent: what is a variant under one is one under each.
 *
 *   out  receives as many tables as there are; written with IDNC_TABLE_OK only
 *
 * A table gets, with the type blocked, the mappings that the others, or transitivity through them, demand for
 * what it has in its repertoire.  What these lead to, and is not in its repertoire, is added with a reflexive variant of
 * type out-of-repertoire-var, which an action makes invalid.  Rules are taken over with the mappings that need them.  Nothing is
 * removed or changed: a mapping that tables have under different contexts stays as it is, with a warning.
 */
idnc_table_status idnc_table_harmonize(const idnc_table *const *tables, size_t count, idnc_table_findings *findings,
                                       idnc_table **out);

/*
 * Complete the variants of a table: symmetric and transitive.             RFC 7940, 5.3; RFC 8228
 *
 *   type  of the mappings that are added, NUL-terminated; NULL: blocked
 *
 * A reverse mapping takes the context of the forward one; one through two steps that of both where it is the same, or that of
 * the one that has any.  Through different contexts nothing is added, and a warning tells it.  Targets that are
 * not in the table are added as by idnc_table_harmonize.
 *
 * IDNC_TABLE_E_ARGUMENT also for a type that is no NMTOKEN.
 */
idnc_table_status idnc_table_populate(const idnc_table *table, const char *type, idnc_table_findings *findings,
                                      idnc_table **out);

IDNC_END

#endif
