/* SPDX-License-Identifier: MIT */
/*
 * A rule as a deterministic automaton, made as far as it is asked for.  RFC 7940, 6
 *
 * It reads a label of any letters from the left; one place of it can be marked as the anchor.  A state is a
 * set of terms: what a match that was begun has yet to find.
 */
#ifndef TABLES_MACHINE_H
#define TABLES_MACHINE_H

#include "idncheck/compare.h"
#include "lgr/table.h"
#include "tables/intern.h"

/* What labels are written with: code points that are alike to every rule of both tables are one letter. */
typedef struct letter {
	uint32_t        cp;         /* the first of them */
	const uint64_t *classes[2]; /* as the tables' rules see them */
} letter;

typedef struct machine {
	const table    *t;
	arena          *memory;
	idnc_undecided  trouble;     /* why it is of no use */
	uint64_t       *budget;      /* what may still be done; shared */
	uint32_t        root;        /* node */
	uint32_t        kinds;       /* of letters, to this rule */
	uint32_t       *kind_of;     /* by letter */
	uint32_t       *letter_of;   /* a letter of each kind */
	size_t          side;
	const letter   *letters;
	uint32_t        restart;     /* the state of a match that begins behind the start of the label */
	interner        terms, states;
	array           flags;       /* uint8_t, of each state */
	array           moves;       /* uint32_t *, of each state: where each kind leads */
	/* What a set is made in. */
	array           set, open;   /* uint32_t */
	array           seen;        /* uint32_t: the turn in which a term was seen; two of each */
	uint32_t        turn;
	bool            has_matched;
} machine;

enum { MACHINE_START = 0, MACHINE_MATCHED = 1 };

/* What keeping a word costs; following a term costs 1. */
enum { COST_WORD = 16 };

/* Pay from a budget; false when it is used up. */
static inline bool
budget_pay(uint64_t *budget, uint64_t cost)
{
	*budget = *budget > cost ? *budget - cost : 0;
	return *budget > 0;
}

/* Begin with a rule; its trouble says whether it can be used.  False: memory is short. */
bool machine_begin(machine *m, const table *t, size_t side, uint16_t rule, const array *letters, arena *memory,
                   uint64_t *budget);

/* The state behind a letter. */
uint32_t machine_step(machine *m, uint32_t state, uint32_t letter);

/* The state behind the anchor, which is these letters; NULL: it is none of the letters, and nothing but the anchor takes it. */
uint32_t machine_mark(machine *m, uint32_t state, const uint32_t *letters, size_t len);

/* Whether the rule matches a label that ends here. */
bool machine_accepts(machine *m, uint32_t state);

/* Whether the rule can match a label that goes on from here without an anchor; true, too, where that takes long to know. */
bool machine_can_accept(machine *m, uint32_t state);

void machine_end(machine *m);

#endif
