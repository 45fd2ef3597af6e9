/* SPDX-License-Identifier: MIT */
/* Plain names: LDH labels that no rule of any profile refuses.  Most names are. */
#ifndef IDNC_IDNA_PLAIN_H
#define IDNC_IDNA_PLAIN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/compiler.h"
#include "idna/places.h"

enum {
	IDNC_PLAIN_LABEL = 63, /* octets.  RFC 1035, 2.3.4 */
	IDNC_PLAIN_NAME = 253  /* octets.  RFC 1035, 2.3.4: 255 with the lengths, as text 253 */
};

/*
 * Whether a name is plain: not empty, within the lengths, of labels of letters, digits and hyphens that
 * are not empty, neither begin nor end with a hyphen and have not two of them in the third and fourth
 * place; without a final dot.  By the widest vectors that the processor has.  RFC 5890, 2.3.1; RFC 1035, 2.3.4
 */
IDNC_HIDDEN bool idnc_plain_is(const char *in, size_t len);

#ifndef IDNC_TEST_PATHS
/* The same for a name of at most 32 bytes; false for a longer one.  Two vectors of the baseline save the way to wide ones. */
static inline bool
idnc_plain_is_short(const char *in, size_t len)
{
	return len - 1 < 32 && places_are_name(PLACES_BASELINE(look)(in, len), len);
}

/* Write a plain name in lower case; out may be in. */
static inline void
idnc_plain_write(const char *in, size_t len, char *out)
{
	PLACES_BASELINE(lower)(in, len, out);
}

#else
#include "idna/plain_paths.h"

static inline bool
idnc_plain_is_short(const char *in, size_t len)
{
	return idnc_plain_paths[idnc_plain_forced].is(in, len);
}

static inline void
idnc_plain_write(const char *in, size_t len, char *out)
{
	idnc_plain_paths[idnc_plain_forced].write(in, len, out);
}
#endif

#endif
