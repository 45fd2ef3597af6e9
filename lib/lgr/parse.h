/* SPDX-License-Identifier: MIT */
/* A label as elements of a table: the greedy parse of eligibility, and what an element can become. */
#ifndef IDNC_LGR_PARSE_H
#define IDNC_LGR_PARSE_H

#include "lgr/rule.h"

/* What the variants of a derivation were, as far as actions ask.  RFC 7940, 7.2 */
typedef struct derived_types {
	uint64_t types;   /* of its mappings, as bits of TYPES */
	bool     is_only; /* no element was left as it is without a reflexive mapping */
} derived_types;

/* Called for each reason why a label has no parse. */
typedef void (*parse_fault)(void *context, idnc_status code, size_t at, size_t len, uint16_t rule);

/*
 * Parse a label into elements, the longest first, without going back.      RFC 7940, 8.1
 *
 *   derived  receives the types of the reflexive variants of the elements chosen.  8.1.1
 *   fault    called for each place that has no element
 *
 * Returns whether the label has a parse.
 */
bool parse_label(const view *v, derived_types *derived, parse_fault fault, void *context);

/*
 * Go on with the parse of a label that is being written, as far as it is the same whatever follows.
 *
 *   at  the end of what is parsed; moved on
 *
 * False when no label that begins so has a parse.
 */
bool parse_on(const view *v, size_t *at);

/* Whether a label has a parse, from the end of one of its elements on. */
bool parse_rest(const view *v, size_t at);

/* The next element, of those of a point, that stands at a position: its text, and its context; `end` when none does. */
const block_element *parse_next(const view *v, const block_element *element, const block_element *end, size_t at);

/*
 * The first action whose conditions a label meets.                          RFC 7940, 7 and 8.3
 *
 *   v  the label that is judged: of a variant, the variant label
 */
const block_action *parse_find_action(const view *v, derived_types derived);

#endif
