/* SPDX-License-Identifier: MIT */
/* Deriving variant labels, one code point a step, all derivations at once.  RFC 7940, 8.2 */
#ifndef IDNC_LGR_DERIVE_H
#define IDNC_LGR_DERIVE_H

#include "lgr/parse.h"

/* What one element at one place of the label can become. */
typedef struct option {
	uint32_t text;     /* in TEXT */
	uint8_t  text_len; /* 0: the null variant */
	uint8_t  consumed; /* code points of the label: the element's */
	uint8_t  is_only;  /* it is a mapping: the element is not simply left as it is */
	uint8_t  type;     /* in TYPES, or BLOCK_NO_TYPE */
	uint32_t cp;       /* the first code point of its text; IDNC_NO_CP: it has none */
	uint32_t unused;
} option;

/* A way to derive what was written so far. */
typedef struct derivation {
	uint64_t types;
	uint32_t pending; /* the option whose text is being written; DERIVE_READY: none is */
	uint8_t  at;      /* the place in the label behind what is written, or behind the pending element */
	uint8_t  written; /* code points of the pending text */
	uint8_t  is_only;
	uint8_t  unused;
} derivation;

#define DERIVE_READY 0xFFFFFFFF

/* The label and all its options; memory is the caller's workspace. */
typedef struct source {
	view          v;
	option       *options; /* of the places of `sorted`, by their first code point, those without one last */
	uint32_t      first[IDNC_LGR_LABEL_MAX + 2]; /* the options of a place are first[at] .. first[at + 1] - 1 */
	size_t        passing;         /* what passing over the options of a place costs at most, for a meter */
	bool          has_null;        /* there are null variants */
	bool          can_be_too_long; /* some labels that are derived have more than IDNC_LGR_LABEL_MAX code points */
	uint64_t      can_finish;                    /* places from which the end of the label can be reached */
	uint8_t       shortest[IDNC_LGR_LABEL_MAX + 1]; /* code points that the label behind a place becomes at least; 0xFF: can not finish */
	uint64_t      sorted;
	bool          is_smallest; /* of each element only the smallest option is there, and types are not asked for */
} source;

/* A workspace, given out from the front. */
typedef struct arena {
	unsigned char *bytes;
	size_t         size, used;
} arena;

/* So many bytes, aligned to 8; NULL when they are not left. */
void *arena_take(arena *a, size_t bytes);

/* Find the options of a label that was looked at; false when the workspace is too small. */
bool derive_begin(source *s, const view *label, arena *a);

/* Of the options of each element find the smallest only: what the index label is made of.  RFC 7940, 8.5 */
bool derive_begin_smallest(source *s, const view *label, arena *a);

/* Whether a derivation has written all that the label becomes. */
static inline bool
derive_is_complete(const source *s, const derivation *d)
{
	return d->pending == DERIVE_READY && d->at == s->v.len;
}

/* The derivations of the empty string; returns their number, or 0 when more than `room`, or the meter is empty. */
size_t derive_start(const source *s, derivation *out, size_t room);

/* Pay for a step of so many derivations, or for looking for the next code point; false when the meter is empty. */
static inline bool
derive_pay(const source *s, size_t from_len)
{
	meter_pay(s->v.meter, from_len * s->passing);
	return !meter_is_empty(s->v.meter);
}

/*
 * The derivations after one more code point.  The caller pays before.
 *
 *   from, from_len  the derivations so far
 *   out, room       receives the next ones, sorted, each once
 *   is_full         set when there are more than room, or the meter is empty
 *
 * Returns how many there are.
 */
size_t derive_step(const source *s, const derivation *from, size_t from_len, uint32_t cp, derivation *out, size_t room,
                   bool *is_full);

/* Keep the derivations that can be completed with at most `room` more code points; returns how many. */
size_t derive_keep_short(const source *s, derivation *set, size_t n, size_t room);

/* The smallest code point, from `least` on, that continues a derivation; IDNC_NO_CP when none.  The caller pays. */
uint32_t derive_next_cp(const source *s, const derivation *from, size_t from_len, uint32_t least);

/*
 * The dispositions of a written label by its complete derivations.         RFC 7940, 8.3
 *
 *   written  the label that was written
 *   out      its dispositions are filled in; invalid ones are left out
 *
 * False when there are more than IDNC_LGR_CONFLICTS_MAX, or the meter is empty.
 */
bool derive_dispositions(const source *s, const derivation *from, size_t from_len, const view *written,
                         idnc_lgr_variant *out);

#endif
