/* SPDX-License-Identifier: MIT */
/* Only in the library that the tests are linked with (IDNC_TEST_PATHS): the ways to look at plain names. */
#ifndef IDNC_IDNA_PLAIN_PATHS_H
#define IDNC_IDNA_PLAIN_PATHS_H

#include <stdbool.h>
#include <stddef.h>

/* What idnc_plain_is and idnc_plain_write do, by the name of what they are made for. */
typedef struct idnc_plain_path {
	const char *name;
	bool (*is_possible)(void); /* on this processor */
	bool (*is)(const char *in, size_t len);
	void (*write)(const char *in, size_t len, char *out);
} idnc_plain_path;

extern const idnc_plain_path idnc_plain_paths[];
extern const size_t          idnc_plain_path_count;
extern size_t                idnc_plain_forced; /* the one that is taken */

#endif
