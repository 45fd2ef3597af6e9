/* SPDX-License-Identifier: MIT */
/* Patterns of reserved labels: reading them, and finding the one that reserves a label under a table. */
#ifndef IDNCHECK_PATTERN_H
#define IDNCHECK_PATTERN_H

#include <idncheck.h>

#include "common/label.h"
#include "common/text.h"

/* A line of the list.  Its texts lie behind one another, by offsets, for they move while more are read. */
struct pattern {
	uint64_t line;
	size_t text, text_len;     /* as it is written */
	size_t reason, reason_len;
	size_t place, places;      /* what it matches */
	size_t key, keys;          /* what keys of labels it can match have */
	size_t next;               /* of those with the same letters, or PATTERN_NONE */
};

#define PATTERN_NONE SIZE_MAX

/* Patterns, ready to be searched.  All zero is none. */
struct patterns {
	const idnc_policy_keys *by;
	struct pattern *items;
	size_t count, capacity;
	struct text texts, places, keys;
	struct gram *grams; /* some letters in a row of each pattern's key, by their hash */
	size_t grams_max;
	unsigned lengths; /* of them, as bits */
	size_t without;   /* the first pattern that has no letter */
};

/* What reserves a label. */
struct pattern_hit {
	const struct pattern *pattern; /* NULL: none does */
	bool is_undecided;             /* beyond the limits of the test */
	idnc_lgr_match match;
};

/* Say whether the label of a line is a pattern. */
bool pattern_is(const char *label, size_t len);

/*
 * Add a line: its label and the reason.  NULL, or why it cannot be used.
 *
 *   label  memory for the code points
 */
const char *patterns_add(struct patterns *patterns, uint64_t line, const char *text, size_t len,
                         const char *reason, size_t reason_len, struct label *label);

/* Make them ready to be searched: all were added. */
void patterns_finish(struct patterns *patterns, const idnc_policy_keys *keys);
void patterns_free(struct patterns *patterns);

/*
 * Find the first pattern, in the order of the list, that matches a label, a variant of it, or what it is a
 * variant of.
 *
 *   workspace, size  as idnc_lgr_find_match
 */
void patterns_find(const struct patterns *patterns, const struct label *label, void *workspace, size_t size,
                   struct pattern_hit *hit);

#endif
