/* SPDX-License-Identifier: MIT */
/*
 * Rules as automata over a label that is not known yet: read one code point a step, all matches at once.
 *
 * A place is a matcher of one code point that is waiting for it, or one of the two ends of a program.
 * All programs of an automaton share its numbering of places; a set of places is an array of words.
 */
#ifndef IDNC_LGR_PROGRAM_H
#define IDNC_LGR_PROGRAM_H

#include "lgr/derive.h"

enum {
	PROGRAM_CODE_MAX = 16384, /* instructions of an automaton; the largest real table takes below 1,000 */
	PROGRAM_PLACES_MAX = 4096,
	PROGRAM_COUNT_MAX = 2048,
	PROGRAM_NONE = 0xFFFF
};

/* A code point that the label may have. */
typedef struct letter {
	uint32_t        cp;
	uint32_t        candidate, candidates; /* the elements that begin with it */
	const uint64_t *classes;
} letter;

typedef struct instruction instruction;

typedef struct program {
	uint32_t entry;      /* its first instruction */
	uint16_t begin, end; /* its places are begin .. end - 1 */
	uint16_t accept;     /* the place that says that it has matched; the next one: it has if the label ends here */
	bool     is_rule;    /* asked for once a label: when it has matched, it stays so */
} program;

typedef struct automaton {
	const table *t;
	work_meter  *meter;
	instruction *code;
	program     *programs;
	uint32_t     code_len, programs_len, places, words;
	bool         shares_ends;   /* all programs have the ends 0 and 1: it is not asked which one matched */
	bool         is_over;       /* a limit was met, or a matcher that has no program: it is of no use */

	/* Sets of places, `words` each; made by program_finish. */
	uint64_t *taken;            /* a letter: the places that it takes */
	uint64_t *next;             /* a place: the places behind it */
	uint64_t *first;            /* a program: where it begins, behind the start of the label */
	uint64_t *any_first;        /* of all programs: behind the start */
	uint64_t *start_first;      /* of all programs: at the start */
	uint64_t *absorbing;        /* the accepting places of rules */
} automaton;

static inline bool
program_has(const uint64_t *set, size_t bit)
{
	return set[bit / 64] >> (bit % 64) & 1;
}

static inline void
program_add(uint64_t *set, size_t bit)
{
	set[bit / 64] |= UINT64_C(1) << (bit % 64);
}

/* An automaton without programs; false when the workspace is too small. */
bool program_begin(automaton *a, const view *label, bool shares_ends, arena *memory);

/* Open a program; append matchers to it one after the other; close it.  Returns its number. */
uint16_t program_open(automaton *a, bool is_rule);
void     program_append(automaton *a, uint32_t node);
void     program_close(automaton *a);

/* Make the sets; false when the workspace is too small, or the meter is empty. */
bool program_finish(automaton *a, const letter *letters, size_t letters_len, arena *memory);

/*
 * Read a code point.
 *
 *   from   the places that wait
 *   first  those that always wait; NULL: none
 *   to     receives the places that wait next, without those that always do
 */
void program_step(const automaton *a, const uint64_t *from, const uint64_t *first, size_t letter_index, uint64_t *to);

#endif
