/* SPDX-License-Identifier: MIT */
/* Labels of letters that stay as they are: most labels outside ASCII. */
#ifndef IDNC_IDNA_LETTERS_H
#define IDNC_IDNA_LETTERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Code points; a label of more is no label of the DNS. */
#define IDNC_LETTERS_MAX 63

typedef struct idnc_letters {
	uint32_t cp[IDNC_LETTERS_MAX];
	uint32_t word[IDNC_LETTERS_MAX]; /* the property word of each */
	size_t   len;
	size_t   octets;                 /* of the input, to the full stop or the end */
	uint32_t classes;                /* all IDNC_BIDI_BIT of the words ORed */
} idnc_letters;

/*
 * Read a label, to a full stop or the end: well-formed UTF-8, every code point PVALID, in NFC, no mark in
 * front, no hyphen where a rule speaks of hyphens, not all of it ASCII.  No criterion that a label must meet
 * by itself refuses such a one, in any profile; UTS #46 maps none of it, but for the deviations.
 *
 * False, and nothing of use in out, when the label is of any other kind: it must be read with care.
 */
bool idnc_letters_read(const char *in, size_t in_len, idnc_letters *out);

#endif
