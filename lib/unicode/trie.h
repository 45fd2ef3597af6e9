/* SPDX-License-Identifier: MIT */
/* Reading a three-stage table that tables/unicode/emit.py wrote. */
#ifndef UNICODE_TRIE_H
#define UNICODE_TRIE_H

/* The value of cp, 0 to 10FFFF, in the table of that name; cp is evaluated several times. */
#define TRIE3(name, cp) \
	name##_stage3[TRIE3_BLOCK(name, cp) << name##_shift2 | ((cp) & ((1u << name##_shift2) - 1))]
#define TRIE3_BLOCK(name, cp) \
	(size_t) name##_stage2 \
		[(size_t)name##_stage1[(cp) >> (name##_shift1 + name##_shift2)] << name##_shift1 | \
		 ((cp) >> name##_shift2 & ((1u << name##_shift1) - 1))]

#endif
