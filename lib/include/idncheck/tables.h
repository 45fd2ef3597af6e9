/* SPDX-License-Identifier: MIT */
/* Policy tables: label generation rulesets of RFC 7940, read, checked, written and compiled. */
#ifndef IDNCHECK_TABLES_H
#define IDNCHECK_TABLES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "status.h"
#include "table_codes.h"
#include "version.h"

IDNC_BEGIN

/* The library is libidncheck-tables.  The conventions of idncheck.h hold, but that memory is allocated. */

/*
 * The status of a call.  0: good.  Negative (IDNC_TABLE_E_...): the call failed and says nothing
 * about the table.  Positive (IDNC_TABLE_V_...): the table is refused; the first error.
 */
typedef enum idnc_table_status {
	IDNC_TABLE_OK = 0,
#define X(kind, name, number, ...) IDNC_TABLE_##kind##_##name = number,
	IDNC_TABLE_CODE_LIST(X)
#undef X
} idnc_table_status;

/* Where memory comes from.  All three functions are given `context`; NULL in their place: libc's. */
typedef struct idnc_alloc {
	void *(*allocate)(void *context, size_t size);            /* aligned for any type; NULL: none left */
	void *(*resize)(void *context, void *pointer, size_t size); /* as realloc; pointer may be NULL */
	void (*release)(void *context, void *pointer);            /* as free; pointer may be NULL */
	void *context;
} idnc_alloc;

#define IDNC_TABLE_DETAIL_MAX 95

/* One finding.  Plain data: copy it, store it, compare its fields. */
typedef struct idnc_table_finding {
	idnc_table_status code;     /* IDNC_TABLE_V_... */
	idnc_severity     severity; /* only an error refuses the table */
	uint32_t          line;     /* of the element at fault, from 1; 0: the whole document */
	uint32_t          column;   /* of its first character, from 1; 0: the whole document */
	uint32_t          other;    /* the line of the element that it contradicts, or 0 */
	uint16_t          table, other_table; /* of calls that take several tables: which of them has `line`, and `other`, from 0 */
	char detail[IDNC_TABLE_DETAIL_MAX + 1]; /* NUL-terminated UTF-8 from the document (a name, a value), or code
	                                           points as U+0061; cut at a character; "" where there is none */
} idnc_table_finding;

/*
 * Where findings go: the caller's array, and a count.
 *
 *   items     receives the first `capacity` findings; may be NULL when capacity is 0
 *   capacity  how many items there is room for
 *   count     set by every call to the number of findings there are, which may exceed capacity
 *
 * Findings of the grammar come first, in the order of the document; then those of each constraint.
 */
typedef struct idnc_table_findings {
	idnc_table_finding *items;
	size_t              capacity;
	size_t              count;
} idnc_table_findings;

/* All that is said about a code.  Every string is NUL-terminated, static ASCII, never NULL. */
typedef struct idnc_table_explanation {
	idnc_table_status code;
	idnc_severity     severity;
	const char       *name; /* such as "RULE_UNDEFINED" */
	const char       *clause, *sentence, *explanation, *remedy;
} idnc_table_explanation;

/* The explanation of a status; NULL when the number is none of this library. */
const idnc_table_explanation *idnc_table_explain_find(idnc_table_status code);

/* The explanation of the index-th code, in the order of table_codes.h; NULL past the last one. */
const idnc_table_explanation *idnc_table_explain_at(size_t index);

/* The explanation of the code with this name, such as "RULE_UNDEFINED", without regard to case; NULL when there is none. */
const idnc_table_explanation *idnc_table_explain_find_name(const char *name, size_t name_len);

/* Zero-initialise for libc's allocator and a table that can be compiled. */
typedef struct idnc_table_options {
	const idnc_alloc *alloc; /* copied; NULL: libc's */
	bool lenient; /* names of rules that are not defined are warnings; such a table is never compiled */
} idnc_table_options;

/* A table as it was read; never changed afterwards, so that threads may share it. */
typedef struct idnc_table idnc_table;

/*
 * Read a table.                                                          RFC 7940, 4 to 7
 *
 *   options     how; NULL = all zero
 *   bytes, len  the XML document, not needed afterwards; more than 16 MiB are refused
 *   findings    receives every fault and doubt, errors or not; may be NULL
 *   out         receives the table, to be freed with idnc_table_free; written with IDNC_TABLE_OK only
 *
 * Never opens a file or a connection: a document type is refused.  XML comments and processing
 * instructions are not kept.  Does not look for the doubts of idnc_table_lint.
 *
 * IDNC_TABLE_OK: can be used.  IDNC_TABLE_V_...: refused; the first error among the findings.
 * IDNC_TABLE_E_MEMORY.
 */
idnc_table_status idnc_table_read(const idnc_table_options *options, const char *bytes, size_t len,
                                  idnc_table_findings *findings, idnc_table **out);

/*
 * Read a table that is text: one code point a line; RFC 4290, 5; RFC 3743, 5.2.
 *
 *   options, findings, out  as for idnc_table_read; findings have lines and columns of the text
 *   bytes, len              UTF-8, with or without a byte order mark; LF, CR or CRLF end a line
 *
 * U+0061 or 0061; sequences joined by a hyphen or blanks; ranges as U+0061..U+007A.  Variants of
 * RFC 4290 get the type blocked, those of RFC 3743 the types and actions of RFC 7940, Appendix B:
 * simp, trad and both where there are two preferred columns; with one of them simp or trad, if the
 * language has the script Hans or Hant, else preferred.  What the comments say about version, date,
 * language, scope and Unicode becomes meta data, the rest of them the description; a comment behind a
 * code point is its comment.  A rule that a comment tells is a finding, IDNC_TABLE_V_TEXT_RULE, by
 * the words that rules have: some will be reported that are none.  Does not add what symmetry wants.
 *
 * IDNC_TABLE_OK: can be used.  IDNC_TABLE_V_...: refused; the first error among the findings.
 * IDNC_TABLE_E_MEMORY.
 */
idnc_table_status idnc_table_read_text(const idnc_table_options *options, const char *bytes, size_t len,
                                       idnc_table_findings *findings, idnc_table **out);

/* Free a table; NULL is allowed. */
void idnc_table_free(idnc_table *table);

/*
 * Compile a table to the form that libidncheck evaluates.
 *
 *   table     read without the lenient option, or without need of it
 *   findings  receives why the table cannot be compiled, such as the limits that it exceeds; doubts
 *             about properties are findings of idnc_table_read only; may be NULL
 *   block     receives the compiled table, aligned for any type; free it with idnc_table_release
 *   size      receives its size in bytes
 *
 * Properties are resolved at the table's own version of Unicode.  The same table always gives the
 * same bytes.
 *
 * IDNC_TABLE_OK, IDNC_TABLE_V_..., IDNC_TABLE_E_MEMORY.
 */
idnc_table_status idnc_table_compile(const idnc_table *table, idnc_table_findings *findings,
                                     unsigned char **block, size_t *size);

/*
 * Compile a table so that its actions can be told apart: the n-th of the document, from 0, gives the
 * disposition called by that number in decimal, whatever it gave.  Those of RFC 7940, 7.6, keep theirs.
 *
 * Arguments, memory and status as for idnc_table_compile.  The block says which actions the variants of
 * a label meet; nothing in it is removed as invalid by an action of the document.
 */
idnc_table_status idnc_table_compile_traced(const idnc_table *table, idnc_table_findings *findings,
                                            unsigned char **block, size_t *size);

/*
 * Write a table as XML.                                                   RFC 7940, Appendix D
 *
 *   text  receives UTF-8, not NUL-terminated; free it with idnc_table_release
 *   len   receives its length in bytes
 *
 * The form is canonical: what is written, read and written again is the same bytes.  Attributes
 * come in a fixed order, white space that means nothing is gone.
 *
 * IDNC_TABLE_OK, IDNC_TABLE_E_MEMORY.
 */
idnc_table_status idnc_table_write(const idnc_table *table, char **text, size_t *len);

/*
 * Write a table as text.                                                  RFC 4290, 5
 *
 *   findings   receives a warning, IDNC_TABLE_V_TEXT_LOST, for everything that the form cannot say
 *   text, len  as for idnc_table_write
 *
 * A range is written as its code points.  The type blocked is what idnc_table_read_text gives
 * variants, so it is not lost.
 *
 * IDNC_TABLE_OK, IDNC_TABLE_E_MEMORY.
 */
idnc_table_status idnc_table_write_text(const idnc_table *table, idnc_table_findings *findings, char **text, size_t *len);

/*
 * Write a table as a page of HTML for people: meta data, code points with variants, rules in words.
 *
 *   text, len  as for idnc_table_write
 *
 * The page stands alone: it has no script, and loads nothing.  Everything of the table is escaped,
 * also a description that is HTML itself, which is shown as it is written.
 *
 * IDNC_TABLE_OK, IDNC_TABLE_E_MEMORY.
 */
idnc_table_status idnc_table_write_html(const idnc_table *table, char **text, size_t *len);

/* Free what idnc_table_compile, idnc_table_describe or idnc_table_write, _text, _html gave; alloc as in the options of the table. */
void idnc_table_release(const idnc_alloc *alloc, void *memory);

/*
 * Look for doubts: what a table may say, but hardly means.
 *
 *   findings  receives warnings and notes; no errors
 *
 * Symmetry and transitivity of variants with their contexts; actions that no label reaches; rules,
 * classes, tags and references that are unused or missing; code points that IDNA2008 refuses or
 * that are not NFC.
 *
 * IDNC_TABLE_OK, IDNC_TABLE_E_MEMORY.
 */
idnc_table_status idnc_table_lint(const idnc_table *table, idnc_table_findings *findings);

/* What a table is, in numbers and names.  Strings are NUL-terminated UTF-8 of the table, "" where it has none. */
typedef struct idnc_table_summary {
	const char *version, *date, *unicode_version, *description;
	const char *language, *scope; /* the first of them */
	uint32_t    code_points, sequences, variants; /* of the data; a range counts each of its code points */
	uint32_t    classes, rules, actions;          /* as the document has them, without the default actions */
	uint32_t    references;
} idnc_table_summary;

/* Summarise a table.  What is pointed to lives as long as the table. */
void idnc_table_summary_get(const idnc_table *table, idnc_table_summary *out);

/* A char or range of a table, or a variant of one.  Strings as in the summary. */
typedef struct idnc_table_entry {
	const uint32_t *cp;
	size_t          len;      /* 0: a null variant, or its source */
	uint32_t        last;     /* of a range, whose first code point is *cp; else 0 */
	uint32_t        line;
	uint32_t        variants;
	const char     *type;     /* of a variant */
	const char     *when, *not_when; /* names of rules */
	const char     *tags, *references, *comment;
	const void     *node;     /* private */
} idnc_table_entry;

/* Look up a code point or sequence; false when the table does not list it, and nothing is written. */
bool idnc_table_entry_find(const idnc_table *table, const uint32_t *cp, size_t len, idnc_table_entry *out);

/* The index-th variant of an entry, in the order of the document; false past the last one. */
bool idnc_table_entry_variant(const idnc_table_entry *of, size_t index, idnc_table_entry *out);

/*
 * Go to the next char or range of a table, in the order of the document.
 *
 *   entry  where it is; all zero: before the first one
 *
 * False, and nothing is written, when there are no more.
 */
bool idnc_table_entry_next(const idnc_table *table, idnc_table_entry *entry);

/* An action of a table; strings are attributes as the document has them, "" where it has none. */
typedef struct idnc_table_action {
	const char *disposition, *match, *not_match, *any_variant, *all_variants, *only_variants;
	uint32_t    line;
	const void *node; /* private */
} idnc_table_action;

/* Go to the next action, as idnc_table_entry_next does. */
bool idnc_table_action_next(const idnc_table *table, idnc_table_action *action);

/*
 * Describe a rule, or a class, in English words.
 *
 *   name  as the document has it; NUL-terminated
 *   text  receives ASCII but for names of the document; free it with idnc_table_release
 *
 * IDNC_TABLE_OK, IDNC_TABLE_E_ARGUMENT (no such rule or class), IDNC_TABLE_E_MEMORY.
 */
idnc_table_status idnc_table_describe(const idnc_table *table, const char *name, char **text, size_t *len);

/*
 * The comment of a rule, or a class: why it is there.  "" when it has none; NULL when the table has no rule and no
 * class of the name.  Lives as long as the table.
 */
const char *idnc_table_comment_z(const idnc_table *table, const char *name);

IDNC_END

#endif
