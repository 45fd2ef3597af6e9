/* SPDX-License-Identifier: MIT */
/* Policy tables for names: which table judges which label of a name. */
#ifndef IDNCHECK_REGISTRY_H
#define IDNCHECK_REGISTRY_H

#include "collide.h"
#include "common/session.h"
#include "common/tables.h"

/* Load the tables of -t, and those that the file of --tlds names.  False: a message was written. */
bool registry_load(const struct settings *settings, const char *tlds);

void registry_free(void);

/*
 * Judge the record's name by the tables that are for it; findings follow those that there are, and
 * the worker's `unicode` is used up.
 *
 * True: a table accepts it, or no table is for it, and then the worker's policy has none.
 */
bool registry_judge(struct worker *worker);

/* Load the registered names; there must be one table.  False: a message was written. */
bool registry_load_names(const struct collide_settings *settings);

/*
 * Compare the label that was judged with the registered names; findings follow those that there are.
 *
 *   holder  who applies; NULL: not known
 *
 * True: nothing keeps it out.
 */
bool registry_collide(struct worker *worker, const char *holder, size_t holder_len);

/* What the comparison found; NULL: nothing was compared. */
const struct collisions *registry_collisions(const struct worker *worker);

/* Say whether the tables would accept another name in the record's place. */
bool registry_accepts(struct worker *worker, const char *name, size_t name_len);

/* Say whether no table is for the record's name, where tables were given: it ends in no suffix. */
bool registry_lacks_table(const struct worker *worker);

/* Add " (label 1: www)", the label that was judged, where the name has others; else nothing. */
void registry_write_label(const struct worker *worker, struct text *out);

/* The label that the tables judged; NULL: none did. */
const struct label *registry_label(const struct worker *worker);

/* Add the index label of the label that was judged; false: it has none. */
bool registry_write_index(const struct worker *worker, struct text *out);

#endif
