/* SPDX-License-Identifier: MIT */
/* Label generation rulesets: eligibility, disposition, variants and index label under a policy table.  RFC 7940 */
#ifndef IDNCHECK_LGR_H
#define IDNCHECK_LGR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "status.h"
#include "version.h"

IDNC_BEGIN

/* The longest label a table judges, in code points: an A-label has no more octets.  RFC 1035, 2.3.4 */
#define IDNC_LGR_LABEL_MAX 63

/* The disposition of what is not eligible, in every table. */
#define IDNC_LGR_INVALID 0

/*
 * A compiled table, opened: a view of the caller's block, which must outlive it.  A plain struct:
 * copy it, forget it.  Its field is private.
 */
typedef struct idnc_lgr {
	const void *block;
} idnc_lgr;

/*
 * Open a compiled table.  The block is verified completely: one of any bytes is refused, or safe.
 *
 *   block, size  a compiled table, aligned to 8 bytes
 *   out          receives the view
 *
 * Judging a label by an open table takes bounded time: see BLOCK_COST_MAX in lib/lgr/block.h.
 *
 * IDNC_OK, IDNC_E_BLOCK (no compiled table of this version and byte order, or a damaged one).
 */
idnc_status idnc_lgr_open(const void *block, size_t size, idnc_lgr *out);

/* The table's language tag ("" when it has none); NUL-terminated, lives as long as the block. */
const char *idnc_lgr_name_z(const idnc_lgr *lgr);

/* The name of a disposition, such as "blocked"; NULL when the table has none of that number. */
const char *idnc_lgr_disposition_z(const idnc_lgr *lgr, uint32_t disposition);

/* The name of a rule, as the detail of a finding has it; NULL when there is none of that number. */
const char *idnc_lgr_rule_z(const idnc_lgr *lgr, uint32_t rule);

/*
 * The code points of an element: a code point or a sequence that the table lists; NULL when there is none of
 * that number.  The order is by first code point, then the longest first.  Variants that the table does
 * not list are no elements.
 *
 *   len  receives the count of code points
 */
const uint32_t *idnc_lgr_element(const idnc_lgr *lgr, uint32_t element, size_t *len);

/*
 * Say whether a rule matches: somewhere in a label, or, where it has an anchor, around the `span` code
 * points at `at`.                                                            RFC 7940, 5.2 and 6.3
 *
 *   rule        its number, as idnc_lgr_rule_z takes it
 *   label, len  code points, of any label
 *
 * False for a rule, a length or a place that there is not.
 */
bool idnc_lgr_rule_holds(const idnc_lgr *lgr, uint32_t rule, const uint32_t *label, size_t len, size_t at, size_t span);

/*
 * A number for how the rules of a table see a code point: those that have the same one are alike to each
 * rule, but for rules of tables with more than 65,536 matchers, which may name one of them.
 */
uint32_t idnc_lgr_point_kind(const idnc_lgr *lgr, uint32_t cp);

/* What a table says of a label. */
typedef struct idnc_lgr_verdict {
	uint32_t disposition; /* IDNC_LGR_INVALID when the label is not eligible */
	uint32_t action;      /* the action that decided: one of the document, from 0 in its order; a number at or
	                         above the count of those is a default action (RFC 7940, 7.6; which one is
	                         not told); IDNC_NO_CP when no action was asked */
} idnc_lgr_verdict;

/*
 * Judge a label: is it eligible, and what is its disposition?             RFC 7940, 8.1 and 8.3
 *
 *   label, len  code points
 *   out         receives the verdict, also with a positive status
 *   findings    receives every reason why the label is not eligible; at and length count code
 *               points of the label; detail is the rule that decided
 *
 * Judges by the table alone: whether the label obeys IDNA2008 is not asked (see idnc_domain_check).
 *
 * IDNC_OK, IDNC_V_LABEL_EMPTY, IDNC_V_LABEL_TOO_LONG (len above IDNC_LGR_LABEL_MAX),
 * IDNC_V_LGR_CODE_POINT, IDNC_V_LGR_SEQUENCE, IDNC_V_LGR_CONTEXT, IDNC_V_LGR_RULE.
 */
idnc_status idnc_lgr_check(const idnc_lgr *lgr, const uint32_t *label, size_t len, idnc_lgr_verdict *out,
                           idnc_findings *findings);

/*
 * Compute the index label: each element replaced by the smallest of itself and its variants whose
 * context holds, and of all partitions of the label into elements the smallest result.  RFC 7940, 8.5
 *
 *   label, len  code points of an eligible label
 *   out         receives code points; out_cap counts code points, IDNC_LGR_LABEL_MAX always suffices
 *   out_len     receives the count written, or the count needed
 *
 * Two variants of one another need not have the same index label.
 *
 * IDNC_OK, IDNC_E_SPACE, IDNC_E_LIMIT (a label with hundreds of overlapping elements, or
 * an index label of more than IDNC_LGR_LABEL_MAX code points), or as idnc_lgr_check when the label is
 * not eligible.
 */
idnc_status idnc_lgr_index(const idnc_lgr *lgr, const uint32_t *label, size_t len, uint32_t *out, size_t out_cap,
                           size_t *out_len);

/*
 * A variant label, found by the iterator or asked for.
 *
 * One label can be derived in several ways (RFC 7940, 8.4, calls that an error of the table);
 * dispositions are then merged when they are equal, and listed when they are not.
 */
#define IDNC_LGR_CONFLICTS_MAX 8
typedef struct idnc_lgr_variant {
	uint32_t cp[IDNC_LGR_LABEL_MAX];
	size_t   len;
	uint32_t dispositions[IDNC_LGR_CONFLICTS_MAX]; /* distinct, ascending by number */
	size_t   count;                                /* of dispositions; more than 1: derivations disagree */
} idnc_lgr_variant;

/* The memory an iterator or a test of membership works in: the caller's, aligned to 8 bytes. */
#define IDNC_LGR_WORKSPACE_MIN (256 * 1024)

/* An iterator over the variant labels of a label.  Its fields are private; it lives in the workspace. */
typedef struct idnc_lgr_variants idnc_lgr_variants;

/*
 * Begin to list the variant labels of a label, itself among them.          RFC 7940, 8.2 and 8.3
 *
 *   label, len       code points of an eligible label
 *   workspace, size  aligned to 8 bytes, at least IDNC_LGR_WORKSPACE_MIN; must outlive the iterator
 *   out              receives the iterator
 *
 * IDNC_OK, IDNC_E_SPACE (workspace too small), IDNC_E_LIMIT (null variants without end), or as
 * idnc_lgr_check when the label is not eligible.
 */
idnc_status idnc_lgr_variants_begin(const idnc_lgr *lgr, const uint32_t *label, size_t len, void *workspace,
                                    size_t size, idnc_lgr_variants **out);

/*
 * The next variant label: in the order of their code points, each once, none whose only
 * disposition is invalid.
 *
 *   out  receives the variant; its len is 0 when there are no more
 *
 * Between two variants only so many code points are tried as take a fraction of a second: where hardly
 * any label that can be made is a variant, the list is not completed.
 *
 * IDNC_OK, IDNC_E_LIMIT (the workspace is used up, or too many code points were tried in vain; every
 * later call gives the same answer, with a len of 0).
 */
idnc_status idnc_lgr_variants_next(idnc_lgr_variants *variants, idnc_lgr_variant *out);

/*
 * Say whether one label is a variant of another, and with what disposition.  The direction counts.
 *
 *   label, len            code points of an eligible label
 *   candidate, candidate_len  code points
 *   workspace, size       as idnc_lgr_variants_begin
 *   out                   receives the candidate and its dispositions: count is 0 when it is no
 *                         variant, or invalid as one
 *
 * IDNC_OK, IDNC_E_SPACE, IDNC_E_LIMIT (the workspace is used up, or the work is beyond its bound), or as
 * idnc_lgr_check when the label is not eligible.
 */
idnc_status idnc_lgr_find_variant(const idnc_lgr *lgr, const uint32_t *label, size_t len, const uint32_t *candidate,
                                  size_t candidate_len, void *workspace, size_t size, idnc_lgr_variant *out);

/* One place of a pattern: a code point from `first` to `last`; or a run, any number of such, none as well. */
typedef struct idnc_lgr_place {
	uint32_t first, last;
	bool     is_run;
} idnc_lgr_place;

/* The longest pattern, in places. */
#define IDNC_LGR_PATTERN_MAX 63

/* What it is that a pattern matches. */
typedef enum idnc_lgr_matching {
	IDNC_LGR_MATCH_NONE = 0,
	IDNC_LGR_MATCH_LABEL = 1,   /* the label itself */
	IDNC_LGR_MATCH_VARIANT = 2, /* a variant of the label */
	IDNC_LGR_MATCH_ORIGINAL = 3 /* a label of which the label is a variant */
} idnc_lgr_matching;

typedef struct idnc_lgr_match {
	idnc_lgr_matching how;
	uint32_t          cp[IDNC_LGR_LABEL_MAX]; /* what is matched */
	size_t            len;
} idnc_lgr_match;

/* The least workspace of idnc_lgr_find_match. */
#define IDNC_LGR_MATCH_WORKSPACE_MIN ((size_t)2 * IDNC_LGR_WORKSPACE_MIN)

/*
 * Say whether a pattern matches a label as a whole, or else a variant of it, or else a label of which it
 * is a variant: one that is not invalid, whatever else its disposition.  The variants are not listed: only
 * what the pattern can match is looked at.
 *
 *   places, places_len  the pattern, at most IDNC_LGR_PATTERN_MAX places; one of none matches nothing
 *   label, len          code points; one that is not eligible can be matched itself
 *   workspace, size     aligned to 8 bytes, at least IDNC_LGR_MATCH_WORKSPACE_MIN
 *   out                 receives the answer
 *
 * Of the labels of which this one could be a variant, had they no contexts and no types, at most 256 are
 * tried that the pattern matches.
 *
 * IDNC_OK, IDNC_E_SPACE, IDNC_E_ARGUMENT (too long a pattern), IDNC_E_LIMIT (the workspace is used up, or the
 * work is beyond its bound: there is no answer, never a wrong one).
 */
idnc_status idnc_lgr_find_match(const idnc_lgr *lgr, const idnc_lgr_place *places, size_t places_len,
                                const uint32_t *label, size_t len, void *workspace, size_t size, idnc_lgr_match *out);

/* An exact number, 512 bits, the least significant word first. */
typedef struct idnc_lgr_number {
	uint64_t word[8];
} idnc_lgr_number;

/* How many variant labels have a set of dispositions: one, unless derivations disagree. */
typedef struct idnc_lgr_count {
	uint32_t        dispositions[IDNC_LGR_CONFLICTS_MAX]; /* distinct, ascending by number */
	size_t          count;                                /* of dispositions */
	idnc_lgr_number number;
} idnc_lgr_count;

/* Workspace for counting with room for 4,096 states alive and 65,536 in all, of real tables. */
#define IDNC_LGR_COUNT_WORKSPACE (64 * 1024 * 1024)

/*
 * Count the variant labels of a label, itself among them, per disposition, without listing them.
 *                                                                          RFC 7940, 8.2 and 8.3
 *
 *   label, len       code points of an eligible label
 *   workspace, size  the caller's, aligned to 8 bytes
 *   out              receives the counts, in the order of their dispositions; invalid ones are not counted
 *   out_cap          room in counts; out_len receives the count written, or the count needed
 *
 * The work is bounded too, to about a second: 250 times of what the labels of tables in use take, and
 * eight times of what 65,536 states of theirs take.
 *
 * IDNC_OK, IDNC_E_SPACE, IDNC_E_LIMIT (the workspace is used up, the work is beyond its bound, or a number
 * beyond 512 bits: there is no answer, never a wrong one), or as idnc_lgr_check when the label is not eligible.
 */
idnc_status idnc_lgr_count_variants(const idnc_lgr *lgr, const uint32_t *label, size_t len, void *workspace,
                                    size_t size, idnc_lgr_count *out, size_t out_cap, size_t *out_len);

/* Write a number in decimal; out has room for IDNC_LGR_NUMBER_MAX characters; no NUL.  Returns their number. */
#define IDNC_LGR_NUMBER_MAX 155
size_t idnc_lgr_number_write(const idnc_lgr_number *number, char out[IDNC_LGR_NUMBER_MAX]);

IDNC_END

#endif
