/* SPDX-License-Identifier: MIT */
/* Several machines reading the same labels, the shortest labels first, each joint state once. */
#ifndef TABLES_PRODUCT_H
#define TABLES_PRODUCT_H

#include "idncheck/lgr.h"
#include "tables/machine.h"

/* What a label grows by: letters, and whatever the caller's number of it stands for. */
typedef struct stride {
	const uint32_t *letters;
	size_t          len;
	uint32_t        number;
	const uint32_t *source;  /* what the machines behind the readers read */
	size_t          source_len;
} stride;

/* How a joint state was reached, by the shortest label. */
typedef struct reached {
	uint32_t from, number; /* the state before, and of the stride; PRODUCT_NONE: none */
	uint8_t  length;       /* code points read */
	bool     is_done;      /* it was looked at */
} reached;

#define PRODUCT_NONE UINT32_MAX

typedef struct product {
	arena        *memory;
	uint64_t     *budget;
	machine     **machines;
	size_t        machines_len;
	size_t        readers;   /* of them, those that read the letters; all, unless the caller says less */
	interner      states;    /* a state of each machine, the caller's word, and whether nothing was read: no label is empty */
	array         reached;   /* of each state */
	array         waiting[IDNC_LGR_LABEL_MAX + 1]; /* states, by length */
	size_t        length;    /* that is being looked at */
	uint32_t     *now;       /* words of the state that is looked at */
	uint32_t     *next;
	uint32_t      at;        /* its number */
} product;

/* Begin at the start of a label, with the caller's word; false: memory is short. */
bool product_begin(product *p, machine **machines, size_t machines_len, uint32_t word, arena *memory, uint64_t *budget);

/* Look at the next joint state; false when there are no more, or no more can be looked at. */
bool product_next(product *p);

/* Go on from it by a stride, to the caller's word there.  is_marked: the letters are the anchor. */
void product_go(product *p, const stride *s, bool is_marked, uint32_t word);

/* The caller's word where the product stands. */
static inline uint32_t
product_word(const product *p)
{
	return p->now[p->machines_len];
}

/* Why the product cannot be gone through; IDNC_UNDECIDED_NOT: it can. */
idnc_undecided product_trouble(const product *p);

/* The numbers of the strides that lead to a state, the first one first; how many, at most IDNC_LGR_LABEL_MAX. */
size_t product_way(const product *p, uint32_t state, uint32_t out[IDNC_LGR_LABEL_MAX]);

void product_end(product *p);

#endif
