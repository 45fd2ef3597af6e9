/* SPDX-License-Identifier: MIT */
/* Registered names: a list of labels, or an index of it, ready to be searched under a table. */
#ifndef IDNC_TOOLS_REGISTERED_H
#define IDNC_TOOLS_REGISTERED_H

#include <idncheck.h>

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

/*
 * Read names: an index, or a list of labels, one a line; behind a label a tab and more fields may
 * follow.
 *
 *   field  which of the fields, from 1, names the registrant; 0: none.  For lists only
 *
 * False: a message was written.
 */
bool registered_load(struct registered *registered, const idnc_lgr *lgr, const char *file,
                     unsigned field);
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

/* For options: a number of a field, 2 to 99. */
bool registered_read_field(const char *argument, unsigned *field);

#endif
