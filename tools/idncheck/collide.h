/* SPDX-License-Identifier: MIT */
/* Applied-for names beside registered ones: which they collide with, and whether that keeps them out. */
#ifndef IDNCHECK_COLLIDE_H
#define IDNCHECK_COLLIDE_H

#include "common/label.h"
#include "common/registered.h"
#include "common/session.h"
#include "common/tables.h"
#include "pattern.h"

/* What the command line decides. */
struct collide_settings {
	const char *file;       /* of --registered; NULL: nothing is compared */
	const char *reserved;   /* of --reserved; NULL: no name is reserved */
	const char *registrant; /* who applies, where a record does not say; NULL: not known */
	unsigned field;         /* of lines, that names the registrant; 0: none */
};

/* One registered name that the applied-for one collides with. */
struct collision {
	idnc_policy_entry name;
	idnc_policy_collision what;
	bool is_undecided; /* beyond the limits of the exact test */
	bool is_known;     /* who holds it, and who applies */
	bool is_same;      /* is one and the same registrant */
};

#define COLLISIONS_KEPT 16

/* What a thread knows of its record. */
struct collisions {
	size_t count; /* the first COLLISIONS_KEPT of them are kept, and the worst one */
	size_t worst; /* its place */
	struct collision items[COLLISIONS_KEPT + 1];
	bool is_reserved;
	struct collision reserved; /* the first; its holder is why */
	struct pattern_hit hit;    /* where that is a pattern: it, and what it matches; else its pattern is NULL */
	struct label label; /* of a registered name */
	uint64_t workspace[(size_t)4 << 17];
};

/* What reserves a label. */
struct collide_reserved {
	const char *entry, *reason; /* a label or a pattern, as it is written */
	size_t entry_len, reason_len;
	const struct pattern_hit *hit; /* NULL: it is a label */
};

/* Load the registered and the reserved names for a table.  False: a message was written. */
bool collide_load(const struct collide_settings *settings, const struct table *table);
void collide_free(void);

/*
 * Compare a label with the registered names, and add a finding for each way in which it collides.
 *
 *   number, at, len  of the label in the name, for the findings
 *   holder           who applies; NULL: not known
 *
 * True: nothing keeps it out.
 */
bool collide_judge(struct worker *worker, struct collisions *collisions, const struct label *label,
                   const idnc_finding *place, const char *holder, size_t holder_len);

/* Add what was found: lines for people, columns, or a member of an object. */
void collide_write_text(struct worker *worker, const struct collisions *collisions);
void collide_write_tsv(struct worker *worker, const struct collisions *collisions);
void collide_write_json(struct worker *worker, const struct collisions *collisions);

/* The i-th of those that are shown: the first ones, and the worst one; NULL: there are no more. */
const struct collision *collide_shown(const struct collisions *collisions, size_t i);

/* Add what is to be said of one behind its name and its registrant, on one line. */
void collide_write_standing(struct text *out, const struct collision *collision);

/* The same of the reserved name. */
void collide_write_reserved_text(struct worker *worker, const struct collisions *collisions);
void collide_write_reserved_tsv(struct worker *worker, const struct collisions *collisions);
void collide_write_reserved_json(struct worker *worker, const struct collisions *collisions);

/* The entry of the list, and why it is there; false: the name is not reserved. */
bool collide_find_reserved(const struct collisions *collisions, struct collide_reserved *out);

/*
 * Add what is to be said of the entry behind it, such as ", line 7 of FILE, ...", but the reason.
 *
 *   label  receives a label that belongs behind that, unescaped; nothing where there is none
 */
void collide_write_entry(struct text *out, const struct collide_reserved *reserved, struct text *label);

#endif
