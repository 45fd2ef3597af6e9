/* SPDX-License-Identifier: MIT */
/* Policy tables compared by what they mean, with a label as the proof of each difference.  RFC 7940 */
#ifndef IDNCHECK_COMPARE_H
#define IDNCHECK_COMPARE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "status.h"
#include "tables.h"
#include "version.h"

IDNC_BEGIN

/* Part of libidncheck-tables. */

/*
 * What of two tables is compared: X(NAME, word).
 *
 *   REPERTOIRE  a code point or sequence that one of them lists
 *   CONTEXT     the context of an element that both list: it accepts other labels  (5.2)
 *   VARIANT     a variant of an element that both list                             (5.3)
 *   VARIANT_CONTEXT  the context of a variant that both list                       (5.3.5)
 *   VARIANT_TYPE     a variant that both list leads to other dispositions, by its type  (5.3.2)
 *   RULE        a rule that actions of both name matches other labels, which get other dispositions by it  (6.3, 7.1)
 *   ACTION      actions give other dispositions                                    (7)
 *   METADATA    the meta data say something else, which changes no verdict         (4.3)
 */
#define IDNC_ASPECT_LIST(X) \
	X(REPERTOIRE, "repertoire") \
	X(CONTEXT, "context") \
	X(VARIANT, "variant") \
	X(VARIANT_CONTEXT, "variant-context") \
	X(VARIANT_TYPE, "variant-type") \
	X(RULE, "rule") \
	X(ACTION, "action") \
	X(METADATA, "metadata")

typedef enum idnc_aspect {
#define X(NAME, word) IDNC_ASPECT_##NAME,
	IDNC_ASPECT_LIST(X)
#undef X
	IDNC_ASPECT_COUNT
} idnc_aspect;

/* The word of an aspect, such as "repertoire"; NULL when there is none of that number. */
const char *idnc_aspect_z(idnc_aspect aspect);

/* Why it is not known whether there is a difference: X(NAME, sentence). */
#define IDNC_UNDECIDED_LIST(X) \
	X(NOT, "it is decided") \
	X(STATES, "more states than the limit allows would have to be looked at") \
	X(RULE_MISSING, "a rule is named that the table does not define") \
	X(LOOK_AROUND, "a rule has a look-behind that is not its beginning, or a look-ahead that is not its end") \
	X(TYPES, "there are more kinds of variant types than can be told apart") \
	X(UNREACHED, "no label was found that is acceptable and shows the difference")

typedef enum idnc_undecided {
#define X(NAME, sentence) IDNC_UNDECIDED_##NAME,
	IDNC_UNDECIDED_LIST(X)
#undef X
	IDNC_UNDECIDED_COUNT
} idnc_undecided;

/* The sentence of a reason, without a full stop; NULL when there is none of that number. */
const char *idnc_undecided_z(idnc_undecided reason);

/*
 * A difference.  Everything it points to lives as long as the comparison and both tables.
 *
 * Arrays of two are about the first table and the second one.
 */
typedef struct idnc_difference {
	idnc_aspect    aspect;
	idnc_undecided undecided; /* IDNC_UNDECIDED_NOT: there is a difference; else there may be one */

	/* REPERTOIRE, VARIANT, METADATA: which of them has it.  CONTEXT, VARIANT_CONTEXT: which accepts the label.
	   RULE: which rule matches it, or the variant label where there is one.  Otherwise, and where it is not decided: both. */
	bool           has[2];

	/* Differences that have one cause have one number: contexts by the same two rules, say. */
	uint32_t       group;

	const uint32_t *source; /* the element; NULL for RULE, ACTION, METADATA */
	size_t          source_len;
	const uint32_t *target; /* the variant; NULL where it is not about one.  Its length may be 0: a null variant */
	size_t          target_len;

	/* VARIANT: the table that lacks it lacks a code point of the target, or the element that it is, too: the difference
	   follows from that of the repertoires. */
	bool            follows;

	/* What stands in the tables, NULL or 0 where nothing does: of CONTEXT, VARIANT_CONTEXT and RULE the names of the
	   rules; of VARIANT, VARIANT_TYPE the types; of ACTION the dispositions; of METADATA the texts. */
	const char     *name[2];
	bool            is_negated[2]; /* of CONTEXT, VARIANT_CONTEXT: not-when */
	uint32_t        line[2];

	/* The proof: a label that is judged differently.  A mapping or a rule has one difference for each way in which it
	   makes labels differ.  For a context the element stands at `at`, of code points.  Where the difference is about
	   variants, `variant` is the variant label of it whose disposition differs.  NULL: none. */
	const uint32_t *label;
	size_t          label_len, at;
	const uint32_t *variant;
	size_t          variant_len;

	/* The tables' whole verdicts about the label, or about its variant label, differ, too.  False where other rules
	   refuse that label under both tables, or where both accept it, since it can be read as other elements. */
	bool            is_effective;

	const char     *field; /* of METADATA: the name of the element, such as "language" */
} idnc_difference;

/* Zero-initialise for the defaults.  A second or two, and 100 MB, are what the default allows hostile tables. */
typedef struct idnc_compare_options {
	const idnc_alloc *alloc;  /* copied; NULL: libc's */
	uint32_t states_max;      /* about so many states of automata are looked at in all; 0: IDNC_COMPARE_STATES */
} idnc_compare_options;

#define IDNC_COMPARE_STATES 262144

typedef struct idnc_comparison idnc_comparison;

/*
 * Compare two tables by their meaning.
 *
 *   first, second  tables; also those that were read with the lenient option
 *   options        how; NULL = all zero
 *   findings       receives why a table cannot be compared: why it could not be compiled; may be NULL
 *   out            receives the comparison, to be freed with idnc_comparison_free
 *
 * Names of rules, classes, tags and types mean nothing by themselves, nor do comments and references.
 * Two tables are equal when they list the same elements and mappings, each context accepts the same
 * labels, and every set of variant types that a variant label can have gets the same disposition in
 * both, for the same labels.  Labels are those that consist of elements of both tables, of at most
 * IDNC_LGR_LABEL_MAX code points.  Names of dispositions are compared as they are.
 *
 * Decided by automata, exactly; where they have more than options.states_max states, there is a
 * difference that says that it is not decided.  Two tables without a difference of another aspect than
 * METADATA give every label the same disposition and the same variants, with the same dispositions.  That
 * a context and an action refuse the same labels is not noticed: each is compared with its like.
 *
 * IDNC_TABLE_OK: compared.  IDNC_TABLE_V_...: a table cannot be compiled.  IDNC_TABLE_E_MEMORY.
 */
idnc_table_status idnc_table_compare(const idnc_table *first, const idnc_table *second, const idnc_compare_options *options,
                                     idnc_table_findings *findings, idnc_comparison **out);

/* How many differences there are; by aspect, in each aspect in the order of code points. */
size_t idnc_comparison_count(const idnc_comparison *comparison);

/* The index-th difference; NULL past the last one. */
const idnc_difference *idnc_comparison_at(const idnc_comparison *comparison, size_t index);

/* Free a comparison; NULL is allowed. */
void idnc_comparison_free(idnc_comparison *comparison);

IDNC_END

#endif
