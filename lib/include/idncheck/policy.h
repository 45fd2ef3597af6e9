/* SPDX-License-Identifier: MIT */
/* A registry's decision: does a label collide, as a variant under a policy table, with names already registered? */
#ifndef IDNCHECK_POLICY_H
#define IDNCHECK_POLICY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lgr.h"
#include "status.h"
#include "version.h"

IDNC_BEGIN

/*
 * The keys of labels under a table: equal for every two labels of which one is a variant of the
 * other and not invalid as one.  (Index labels are not: see idnc_lgr_index.)  A plain struct; its
 * fields are private; the table's block and the workspace must outlive it.
 */
typedef struct idnc_policy_keys {
	idnc_lgr        lgr;
	const uint32_t *map;
} idnc_policy_keys;

/* How many bytes of workspace the keys of a table need, at most 256 KiB. */
size_t idnc_policy_keys_size(const idnc_lgr *lgr);

/*
 * Compute how keys are made.  Each code point is mapped to a code point or to nothing, so that for
 * every mapping of the table source and target have one image: then the images of a label and of
 * what is made of it by any mappings are equal.  Contexts and types are not looked at.
 *
 *   workspace, size  aligned to 8 bytes, at least idnc_policy_keys_size
 *   out              receives the keys
 *
 * IDNC_OK, IDNC_E_SPACE (workspace too small).
 */
idnc_status idnc_policy_keys_begin(const idnc_lgr *lgr, void *workspace, size_t size, idnc_policy_keys *out);

/*
 * Compute the key of a label, which need not be eligible.
 *
 *   label, len  code points
 *   out         receives code points; out_cap counts code points, len always suffices
 *   out_len     receives the count written, or the count needed; 0 is the length of a key, too
 *
 * Labels with equal keys need not be variants: see idnc_policy_compare.
 *
 * IDNC_OK, IDNC_E_SPACE.
 */
idnc_status idnc_policy_key(const idnc_policy_keys *keys, const uint32_t *label, size_t len, uint32_t *out,
                            size_t out_cap, size_t *out_len);

/* Compute a number of the key of a label, equal for equal keys; by it an index is sorted. */
uint64_t idnc_policy_hash(const idnc_policy_keys *keys, const uint32_t *label, size_t len);

/* How an applied-for label stands to a registered one, from no harm to most. */
typedef enum idnc_policy_standing {
	IDNC_POLICY_FREE = 0,        /* neither is a variant of the other */
	IDNC_POLICY_ALLOCATABLE = 1, /* a variant that the registrant of the other may have; and nobody else */
	IDNC_POLICY_BLOCKED = 2,     /* a variant that nobody may have */
	IDNC_POLICY_REGISTERED = 3   /* the same label; it is not asked what it is as a variant of itself */
} idnc_policy_standing;

/* What one label is as a variant of another. */
typedef struct idnc_policy_relation {
	uint32_t dispositions[IDNC_LGR_CONFLICTS_MAX]; /* distinct, ascending by number */
	size_t   count;                                /* 0: no variant, or invalid as one */
} idnc_policy_relation;

typedef struct idnc_policy_collision {
	idnc_policy_standing standing;
	idnc_policy_relation forward;  /* the applied-for label, as a variant of the registered one */
	idnc_policy_relation backward; /* the registered label, as a variant of the applied-for one */
} idnc_policy_collision;

/*
 * Say exactly how an applied-for label stands to a registered one.  Both directions are tested.  What
 * counts is the disposition as a variant of the registered label, which came first; where it is none,
 * that of the registered label as a variant of the applied-for one.  Those that let a registrant have
 * a variant are allocatable, activated and valid (RFC 7940, 7.3 and 7.6); any other blocks it, one of
 * the table's own as well; of several, for derivations disagree, the strictest counts.
 *
 *   applied, registered  code points; of one that is not eligible nothing is a variant
 *   workspace, size      as idnc_lgr_find_variant
 *   out                  receives the answer
 *
 * IDNC_OK, IDNC_E_SPACE, IDNC_E_LIMIT.
 */
idnc_status idnc_policy_compare(const idnc_lgr *lgr, const uint32_t *applied, size_t applied_len,
                                const uint32_t *registered, size_t registered_len, void *workspace, size_t size,
                                idnc_policy_collision *out);

/* The longest label of an index in bytes, and the longest registrant. */
#define IDNC_POLICY_LABEL_MAX  252
#define IDNC_POLICY_HOLDER_MAX 1024

/* A registered name: its U-label (or LDH label) in UTF-8, and who holds it, which is any bytes. */
typedef struct idnc_policy_entry {
	const char *label;
	size_t      label_len; /* 1 to IDNC_POLICY_LABEL_MAX */
	const char *holder;
	size_t      holder_len; /* 0: not known */
} idnc_policy_entry;

/* For building: a name by number, and its hash. */
typedef struct idnc_policy_item {
	uint64_t hash;
	uint64_t name;
} idnc_policy_item;

/*
 * Build an index of registered names, which is used where it lies, as in a mapped file.
 *
 *   items, count  sorted by hash, ascending
 *   get           writes the entry of a name, which is used before the next call; it is called once
 *                 for each item to measure, and once more to write; it must answer the same
 *   out, out_cap  receives the index, aligned to 8 bytes; room in bytes
 *   out_len       receives the bytes written, or needed
 *
 * IDNC_OK, IDNC_E_SPACE, IDNC_E_ARGUMENT (items not sorted, an entry too long or not UTF-8).
 */
typedef void (*idnc_policy_get)(void *context, uint64_t name, idnc_policy_entry *out);
idnc_status idnc_policy_index_build(const idnc_policy_keys *keys, const idnc_policy_item *items, size_t count,
                                    idnc_policy_get get, void *context, void *out, size_t out_cap, size_t *out_len);

/* An index, opened: a view of the caller's bytes, which must outlive it.  Its fields are private. */
typedef struct idnc_policy_index {
	const void *bytes;
	size_t      size;
} idnc_policy_index;

/*
 * Open an index.  It is verified completely: one of any bytes is refused, or safe.
 *
 *   keys         of the table that the index was built for
 *   bytes, size  an index, aligned to 8 bytes
 *   out          receives the view
 *
 * IDNC_OK, IDNC_E_BLOCK (no index of this version and byte order, or a damaged one), IDNC_E_ARGUMENT
 * (an index for another table).
 */
idnc_status idnc_policy_index_open(const idnc_policy_keys *keys, const void *bytes, size_t size,
                                   idnc_policy_index *out);

/* How many names an index has. */
uint64_t idnc_policy_index_count(const idnc_policy_index *index);

/* A search in an index; its fields are private. */
typedef struct idnc_policy_search {
	const unsigned char *at, *end;
	uint32_t             tag;
} idnc_policy_search;

/* Begin to list the registered names whose key may be that of the label with this hash. */
void idnc_policy_find_begin(const idnc_policy_index *index, uint64_t hash, idnc_policy_search *out);

/* The next of them; false: there are no more. */
bool idnc_policy_find_next(idnc_policy_search *search, idnc_policy_entry *out);

IDNC_END

#endif
