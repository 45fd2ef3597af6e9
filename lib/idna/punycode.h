/* SPDX-License-Identifier: MIT */
/* Punycode for callers that own their buffers: one pass, the buffer may be written in part. */
#ifndef IDNC_IDNA_PUNYCODE_H
#define IDNC_IDNA_PUNYCODE_H

#include "idncheck/punycode.h"

/*
 * As idnc_punycode_encode and idnc_punycode_decode, but what out holds after any other status than
 * IDNC_OK is unspecified (inside out_cap).
 */
idnc_status idnc_punycode_encode_once(const uint32_t *in, size_t in_len, char *out, size_t out_cap, size_t *out_len);
idnc_status idnc_punycode_decode_once(const char *in, size_t in_len, uint32_t *out, size_t out_cap, size_t *out_len);

enum {
	IDNC_PUNYCODE_SHORT_CPS = 64,   /* positions are bits of a word; a label of the DNS has no more */
	IDNC_PUNYCODE_SHORT_OCTETS = 59, /* of an A-label behind its prefix.  RFC 1035, 2.3.4 */
	IDNC_PUNYCODE_SHORT_ROOM = 64,   /* what is decoded moves in whole vectors */
	IDNC_PUNYCODE_ENCODED_MAX = IDNC_PUNYCODE_SHORT_CPS * 9 + 1 /* a delta below 2^27 has at most 9 digits: each but the
	                                    last divides by 10 at least */
};

/* The same for at most so many code points, and octets.  What is decoded has no more code points than octets; behind it, out is written to. */
idnc_status idnc_punycode_encode_short(const uint32_t *in, size_t in_len, char *out, size_t out_cap, size_t *out_len);
idnc_status idnc_punycode_decode_short(const char *in, size_t in_len, uint32_t out[IDNC_PUNYCODE_SHORT_ROOM],
                                       size_t *out_len);

#endif
