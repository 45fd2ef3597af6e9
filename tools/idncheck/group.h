/* SPDX-License-Identifier: MIT */
/* Findings for people: those that share a sentence are said once. */
#ifndef IDNCHECK_GROUP_H
#define IDNCHECK_GROUP_H

#include "common/session.h"

/* Findings of one label that share a sentence: of one code, about one kind of character. */
struct group {
	size_t first, end; /* indices of findings; not all between belong to it */
	size_t count;
	uint32_t class;
};

/* The first finding of a group. */
const idnc_finding *group_first(const struct worker *worker, const struct group *group);

/* The next finding of a group behind index; its end when there is none. */
size_t group_next(const struct worker *worker, const struct group *group, size_t index);

/* Add the sentence of a group: that of its first finding, with what kind of character it is. */
void group_write_sentence(const struct worker *worker, struct text *out, const struct group *group);

/*
 * Take every code that there is, and some of the places: call `write` for each group that is to be
 * shown.  The number of findings that are not.
 */
size_t group_each(struct worker *worker, void (*write)(struct worker *worker, const struct group *group));

#endif
