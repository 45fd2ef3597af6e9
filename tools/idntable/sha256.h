/* SPDX-License-Identifier: MIT */
/* SHA-256.  FIPS 180-4, 6.2 */
#ifndef IDNTABLE_SHA256_H
#define IDNTABLE_SHA256_H

#include <stddef.h>
#include <stdint.h>

struct sha256 {
	uint32_t state[8];
	uint64_t total; /* bytes so far */
	unsigned char block[64];
};

void sha256_begin(struct sha256 *sha);
void sha256_add(struct sha256 *sha, const void *bytes, size_t len);
void sha256_end(struct sha256 *sha, unsigned char digest[32]);

#endif
