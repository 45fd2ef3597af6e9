/* SPDX-License-Identifier: MIT */
/* The rules that decide about labels written with given letters, as programs. */
#ifndef IDNC_LGR_CONTEXT_H
#define IDNC_LGR_CONTEXT_H

#include "lgr/program.h"

enum {
	CONTEXT_LETTERS_MAX = 8192,
	CONTEXT_CANDIDATES_MAX = 1 << 20,
	CONTEXT_ALTERNATIVES_MAX = 64 /* of a rule: bits of a uint64_t */
};

/* A way of a context rule past its anchor.  PROGRAM_NONE: nothing is asked there. */
typedef struct alternative {
	uint16_t behind; /* of `past`: must have matched where the element begins */
	uint16_t ahead;  /* of `future`: must match where the element ends */
} alternative;

/* A rule of the table, once it is asked for. */
typedef struct context {
	uint32_t first, count; /* its alternatives, when it has an anchor */
	uint16_t program;      /* of `past`, when it has none */
	bool     is_made;
} context;

/* All that the letters of a label's variants can meet in a table. */
typedef struct contexts {
	const table          *t;
	letter               *letters;    /* ascending */
	size_t                letters_len;
	const block_element **candidates; /* the elements these letters can write, by the first, in the table's order */
	context              *rules;      /* one for each rule of the table */
	alternative          *alternatives;
	size_t                alternatives_len;
	automaton             past;       /* whole-label rules and look-behinds: searched for in what was read */
	automaton             future;     /* look-aheads: what comes begins with it */
} contexts;

/*
 * Collect the letters of all options of a source, and the rules they meet.  False: the workspace is
 * too small, a limit is met, the meter is empty, or a rule has look-arounds apart from its anchor.
 */
bool contexts_make(contexts *c, const source *s, arena *memory);

/* The index of a letter; letters_len when there is none. */
size_t contexts_find(const contexts *c, uint32_t cp);

#endif
