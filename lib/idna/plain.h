/* SPDX-License-Identifier: MIT */
/* Plain names: LDH labels that no rule of any profile refuses.  Most names are. */
#ifndef IDNC_IDNA_PLAIN_H
#define IDNC_IDNA_PLAIN_H

#include <stdbool.h>
#include <stddef.h>

enum {
	IDNC_PLAIN_LABEL = 63, /* octets.  RFC 1035, 2.3.4 */
	IDNC_PLAIN_NAME = 253  /* octets.  RFC 1035, 2.3.4: 255 with the lengths, as text 253 */
};

/*
 * Whether a name is plain: not empty, within the lengths, of labels of letters, digits and hyphens that
 * are not empty, neither begin nor end with a hyphen and have not two of them in the third and fourth
 * place; without a final dot.  RFC 5890, 2.3.1; RFC 1035, 2.3.4
 *
 *   out  receives the name in lower case, its len bytes, when it is plain, and else nothing; may be in; NULL: nothing
 */
#ifdef __GNUC__
__attribute__((visibility("hidden"))) /* a call across libraries would go through one more table */
#endif
bool idnc_plain_lower(const char *in, size_t len, char *out);

#ifdef IDNC_TEST_PATHS
/* Only in the library that the tests are linked with: the ways to compute it, by name, and which is taken. */
typedef struct idnc_plain_path {
	const char *name;
	bool (*is_possible)(void); /* on this processor */
	bool (*lower)(const char *in, size_t len, char *out);
} idnc_plain_path;

extern const idnc_plain_path idnc_plain_paths[];
extern const size_t          idnc_plain_path_count;
extern size_t                idnc_plain_forced;
#endif

#endif
