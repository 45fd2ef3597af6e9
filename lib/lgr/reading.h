/* SPDX-License-Identifier: MIT */
/*
 * What is known of a label while it is read from the left, as far as it matters for what may follow.
 *
 * Two beginnings with equal readings go on alike.  Where an element ends, the greedy parse of the
 * label (RFC 7940, 8.1) is guessed: a reading takes one element, and holds what must come true for
 * it to be the right one.  Of an eligible label exactly one reading comes true, of others none.
 */
#ifndef IDNC_LGR_READING_H
#define IDNC_LGR_READING_H

#include "lgr/context.h"

enum {
	READING_WANTED_MAX = 64,
	READING_PENDINGS_MAX = 256,
	READING_SET_MAX = 8192
};

/* An element whose text is being read. */
typedef struct pending {
	uint64_t alternatives; /* of its context: those whose look-behind held where it began */
	uint32_t element;      /* in ELEMENTS */
	uint8_t  read;         /* code points of it */
	uint8_t  is_chosen;    /* it is the one of the parse; otherwise it was passed over: it must not stand here */
	uint8_t  holds;        /* its context does, whatever follows */
	uint8_t  unused;
} pending;

typedef struct reading {
	derivation *set;      /* the ways in which the label is derived */
	uint64_t   *words;    /* see reader */
	pending    *pendings; /* the chosen one first, if any */
	uint32_t    set_len, wanted_len, pendings_len;
} reading;

/* What a label is read with. */
typedef struct reader {
	source    s;
	contexts  c;
	uint64_t *look_behinds; /* the accepting places of look-behinds */
	bool      is_full;      /* a limit was met */

	/* A reading's words: places of `past`; places of `future` that must not match; programs of rules
	   that must match, and must not; then sets of places of `future` of which one must match. */
	size_t forbidden, required, refused, wanted; /* where each begins */
} reader;

/* Prepare to read; false when the workspace is too small, or a rule is too odd. */
bool reader_begin(reader *r, arena *memory);

/* Room for a reading; false when the workspace is too small. */
bool reading_take(const reader *r, reading *room, arena *memory);

/* The first reading, of nothing; false when the workspace is too small. */
bool reading_start(const reader *r, reading *out);

/* Whether the label read so far is at the end of an element of its parse. */
static inline bool
reading_is_between(const reading *now)
{
	return now->pendings_len == 0 || !now->pendings[0].is_chosen;
}

/*
 * Read a letter: all that does not depend on a choice.
 *
 *   is_start  nothing was read before
 *   to        receives all but its set, and is not tidy yet
 *
 * False when the label cannot go on like this.
 */
bool reading_step(reader *r, const reading *from, size_t letter_index, bool is_start, reading *to);

/*
 * Make derivations equal that come to the same disposition whatever follows, and leave out those that
 * come to none but invalid.
 *
 *   now  what was read, its set in any order
 *
 * Returns whether there are any left.
 */
bool reading_reduce(const reader *r, reading *now);

/* Whether a rule of the table has matched, so that it stays so. */
bool reading_has_matched(const reader *r, const reading *now, uint16_t rule);

/* Take the n-th candidate of the letter that was read: it began before that letter.  False when it cannot be. */
bool reading_choose(reader *r, const reading *from, size_t letter_index, bool is_start, size_t n, reading *to);

/* Bring a reading into the form that equal ones share; false when it cannot come true. */
bool reading_tidy(const reader *r, reading *now);

/* Whether a label that ends here is eligible by its elements and their contexts. */
bool reading_can_end(const reader *r, const reading *now);

/* The action of a label that ends here.  RFC 7940, 8.3 */
const block_action *reading_find_action(const reader *r, const reading *now, const derivation *d);

#endif
