/* SPDX-License-Identifier: MIT */
/* The form of an index of registered names: a header, records sorted by hash, and where each bucket begins. */
#ifndef IDNC_POLICY_INDEX_H
#define IDNC_POLICY_INDEX_H

#include <stdint.h>

enum {
	INDEX_MAGIC = 0x31524449, /* "IDR1" */
	INDEX_VERSION = 1,
	INDEX_BITS_MAX = 32,      /* 4,294,967,296 buckets */
	INDEX_LANES = 4           /* of the checksum: it waits for memory, not for multiplications */
};

/* Numbers have the byte order of the machine; an index of the other order has a wrong magic number. */
typedef struct index_header {
	uint32_t magic, version;
	uint64_t size;   /* of the whole index, in bytes, a multiple of 8 */
	uint64_t check;  /* of all bytes after this field, as index_checksum */
	uint32_t table;  /* the check of the compiled table whose keys these are */
	uint32_t bits;   /* a bucket is that many first bits of the hash */
	uint64_t count;  /* of names */
	uint64_t starts; /* where uint64_t starts[(1 << bits) + 1] lie: where the records of each bucket begin */
} index_header;

/* Before the bytes of a label and of its holder.  Records are not aligned. */
typedef struct index_record {
	uint32_t tag; /* the last 32 bits of the hash */
	uint16_t holder_len;
	uint8_t  label_len;
	uint8_t  unused; /* 0 */
} index_record;

static inline uint64_t
index_bucket(uint64_t hash, uint32_t bits)
{
	return bits > 0 ? hash >> (64 - bits) : 0;
}

/* FNV-1a over 64-bit words, in lanes; n is a multiple of 8. */
static inline uint64_t
index_checksum(const void *bytes, uint64_t n)
{
	const uint64_t *words = bytes;
	uint64_t        lanes[INDEX_LANES] = { 1, 2, 3, 4 }, hash = UINT64_C(0xCBF29CE484222325), i = 0;

	for (; i + INDEX_LANES <= n / 8; i += INDEX_LANES)
		for (unsigned k = 0; k < INDEX_LANES; k++)
			lanes[k] = (lanes[k] ^ words[i + k]) * UINT64_C(0x100000001B3);
	for (; i < n / 8; i++)
		lanes[0] = (lanes[0] ^ words[i]) * UINT64_C(0x100000001B3);
	for (unsigned k = 0; k < INDEX_LANES; k++)
		hash = (hash ^ lanes[k] ^ lanes[k] >> 29) * UINT64_C(0x100000001B3);
	return hash;
}

#endif
