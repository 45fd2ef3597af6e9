/* SPDX-License-Identifier: MIT */
/* Registered names: a list of labels, or an index of it, ready to be searched under a table. */
#ifndef IDNC_TOOLS_REGISTERED_H
#define IDNC_TOOLS_REGISTERED_H

#include <idncheck.h>

#include "label.h"
#include "text.h"

/* Registered names, as an index under a table.  All zero is none. */
struct registered {
	idnc_policy_keys keys;
	idnc_policy_index index;
	void *key_memory;
	void *bytes; /* of the index: of malloc, or mapped */
	size_t size;
	bool is_mapped;
};

/* Lines of a list that are no labels, and who takes them. */
struct registered_others {
	bool (*is_one)(const char *label, size_t len);
	/* NULL, or why the line cannot be used; `reason` is its second field. */
	const char *(*add)(void *context, uint64_t line, const char *label, size_t len, const char *reason,
	                   size_t reason_len);
	void *context;
};

/*
 * Read names: an index, or a list of labels, one a line; behind a label a tab and more fields may
 * follow.
 *
 *   field   which of the fields, from 1, names the registrant; 0: none.  For lists only
 *   others  of a list; NULL: each line is a label
 *
 * False: a message was written.
 */
bool registered_load(struct registered *registered, const idnc_lgr *lgr, const char *file,
                     unsigned field, const struct registered_others *others);
void registered_free(struct registered *registered);

/*
 * Read a list of names and write its index to `output`, which takes the place of an older one at
 * once.  False: a message was written.
 */
bool registered_write_index(const idnc_lgr *lgr, const char *file, unsigned field,
                            const char *output);

/* Find a field of a line, from 1; false: there are less. */
bool registered_find_field(const char *line, size_t len, unsigned field, const char **at,
                           size_t *field_len);

/* Why no label has such code points as it is registered; NULL: one can. */
const char *registered_find_fault(const struct label *label);

/* For options: a number of a field, 2 to 99. */
bool registered_read_field(const char *argument, unsigned *field);

#endif
