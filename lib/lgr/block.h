/* SPDX-License-Identifier: MIT */
/*
 * The compiled form of a table: one flat block, position-independent, used where it lies.  Read by
 * the evaluation (lib/lgr/), written by the compiler (lib/tables/compile.c).
 *
 * Numbers have the byte order of the machine; a block of the other order has a wrong magic number.
 * Every offset, index and count is verified once, by idnc_lgr_open; nothing after it checks again.
 */
#ifndef IDNC_LGR_BLOCK_H
#define IDNC_LGR_BLOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	BLOCK_MAGIC = 0x314C4449, /* "IDL1" */
	BLOCK_VERSION = 3,

	/* Limits, each with its reason. */
	BLOCK_SIZE_MAX = 64 << 20,  /* the largest real table takes below 2 MB */
	BLOCK_TEXT_MAX = 63,        /* code points of an element or a variant: a label has no more */
	BLOCK_TYPES_MAX = 64,       /* variant types are bits of a uint64_t; real tables have 13 */
	BLOCK_CLASSES_MAX = 4096,   /* real tables have 352 */
	BLOCK_CLASSES_REMEMBERED = 64, /* the first ones: a label's code points in them are sought once */
	BLOCK_DEPTH_MAX = 32,       /* nesting of matchers: bounds the recursion of the evaluation */
	BLOCK_GROUPS_MAX = 8,       /* counted groups of more than one matcher in a rule, referred ones included */
	BLOCK_NODES_MAX = 1 << 20,  /* nodes of all rules, so counted, together: bounds the time of verifying */
	BLOCK_RULE_NODES_MAX = 1 << 17, /* nodes of one rule, those of rules it refers to counted each time */
	BLOCK_GROUP_RULE_NODES_MAX = 1 << 12, /* the same where it has a counted group, evaluated for 64 starts */
	BLOCK_COST_MAX = 1 << 14,   /* of the rules asked at one place of a label, and of those of all actions; real tables: below 512 */
	BLOCK_ELEMENTS_MAX = 1 << 19, /* 200,000 sequences and 65,534 code points */
	BLOCK_VARIANTS_MAX = 64,    /* of an element: no table that was read has more, and each is looked at for each place of a label */
	BLOCK_COUNT_MAX = 64,       /* counts saturate here: a label has 63 code points */

	BLOCK_NO_RULE = 0xFFFF,
	BLOCK_NO_TYPE = 0xFF,
	BLOCK_NO_BOUND = 0xFF,      /* of a count */
	BLOCK_NO_POINT = 0xFFFF     /* in stage 2: the code point is in no element */
};

/* X(NAME, type): the sections, in this order, each aligned to 8 bytes. */
#define BLOCK_SECTIONS(X) \
	X(STAGE1, uint16_t)       /* 0x1100 of them: block of 256 code points -> block of STAGE2 */ \
	X(STAGE2, uint16_t)       /* 256 a block -> POINTS, or BLOCK_NO_POINT */ \
	X(POINTS, block_point)    /* every code point of an element, ascending */ \
	X(CLASS_SETS, uint64_t)   /* class_words words a set: the classes a code point is in, as bits */ \
	X(ELEMENTS, block_element) /* by first code point, longest first, then ascending */ \
	X(VARIANTS, block_variant) /* of each element, by target ascending */ \
	X(TEXT, uint32_t)         /* code points that elements and variants refer to */ \
	X(NODES, block_node)      /* matchers; a child comes before its parent */ \
	X(CHILDREN, uint32_t)     /* node indexes */ \
	X(RULES, block_rule) \
	X(ACTIONS, block_action)  /* those of the file, then the default ones.  RFC 7940, 7.4 */ \
	X(TYPES, uint32_t)        /* names of variant types, as offsets in STRINGS; at most BLOCK_TYPES_MAX */ \
	X(DISPOSITIONS, uint32_t) /* names of dispositions; 0 is "invalid" */ \
	X(STRINGS, char)          /* NUL-terminated, UTF-8; the first is the empty one */

typedef struct block_section {
	uint32_t at, count; /* bytes from the start of the block; elements */
} block_section;

typedef enum block_section_id {
#define X(NAME, type) BLOCK_##NAME,
	BLOCK_SECTIONS(X)
#undef X
	BLOCK_SECTION_COUNT
} block_section_id;

typedef struct block_header {
	uint32_t      magic, version;
	uint32_t      size;            /* of the whole block, in bytes, a multiple of 8 */
	uint32_t      check;           /* block_checksum of all bytes after this field */
	uint32_t      unicode_version; /* IDNC_UNICODE(major, minor) of the table; 0: it names none */
	uint32_t      class_words;     /* words of a class set: (classes + 63) / 64, at least 1 */
	uint32_t      name;            /* STRINGS: the language tag, or "" */
	uint32_t      longest;         /* code points of the longest element */
	block_section sections[BLOCK_SECTION_COUNT];
} block_header;

/* FNV-1a over 64-bit words, folded: finds damage, at the speed of memory.  n is a multiple of 8. */
static inline uint32_t
block_checksum(const void *bytes, size_t n)
{
	const uint64_t *words = bytes;
	uint64_t        hash = UINT64_C(0xCBF29CE484222325);

	for (size_t i = 0; i < n / 8; i++)
		hash = (hash ^ words[i]) * UINT64_C(0x100000001B3);
	return (uint32_t)(hash ^ hash >> 32);
}

typedef struct block_point {
	uint32_t cp;
	uint32_t class_set;        /* index of its first word in CLASS_SETS */
	uint32_t element, elements; /* the elements that begin with it */
} block_point;

/* Whether a context rule must match, must not, or there is none.  RFC 7940, 5.2, 5.3.5 (when, not-when), 7.1 (match, not-match) */
typedef enum block_condition { BLOCK_ALWAYS, BLOCK_WHEN, BLOCK_NOT_WHEN } block_condition;

typedef struct block_element {
	uint32_t text;      /* index in TEXT */
	uint8_t  len;       /* code points, at least 1 */
	uint8_t  condition; /* block_condition */
	uint16_t rule;
	uint32_t variant;   /* first of its variants */
	uint32_t variants;
} block_element;

typedef struct block_variant {
	uint32_t text;
	uint8_t  len;       /* 0: the null variant */
	uint8_t  condition;
	uint16_t rule;
	uint8_t  type;      /* index in TYPES, or BLOCK_NO_TYPE */
	uint8_t  reflexive; /* 1: the target is the element itself */
	uint16_t unused;
} block_variant;

typedef enum block_op {
	BLOCK_ANY,     /* any code point */
	BLOCK_CHAR,    /* arg: the code point */
	BLOCK_CLASS,   /* arg: the class, a bit of CLASS_SETS */
	BLOCK_SEQUENCE,/* children one after the other */
	BLOCK_CHOICE,  /* one of the children */
	BLOCK_START,   /* the beginning of the label */
	BLOCK_END,     /* the end of the label */
	BLOCK_ANCHOR,  /* the element or variant whose context is tested */
	BLOCK_BEHIND,  /* child 0 ends here */
	BLOCK_AHEAD,   /* child 0 begins here */
	BLOCK_NEVER    /* matches nothing: an empty class, a property that cannot be evaluated */
} block_op;

typedef struct block_node {
	uint8_t  op;
	uint8_t  least, most; /* count; most BLOCK_NO_BOUND: no upper bound; both at most BLOCK_COUNT_MAX otherwise.  1, 1: no count */
	uint8_t  has_anchor;  /* it, or a node below it, is an anchor */
	uint32_t arg;
	uint32_t child, children; /* indexes in CHILDREN */
} block_node;

/* What a label must have before a rule can match: most rules are about few characters. */
typedef struct block_needs {
	uint64_t classes; /* of the first 64 classes, those of which it must have a member */
	uint64_t low;     /* of the code points it must have, the last six bits, as bits */
	uint64_t first;   /* of the first 64 classes, those that the first code point must be in */
} block_needs;

typedef struct block_rule {
	block_needs needs;
	uint32_t    node;       /* its root */
	uint32_t    name;       /* STRINGS */
	uint32_t    cost;       /* block_find_cost */
	uint8_t     has_anchor; /* else it is a condition on the whole label */
	uint8_t     reach;      /* code points behind its anchor that it looks at, at most; or BLOCK_NO_BOUND */
	uint16_t    unused;
} block_rule;

/* A matcher that is repeated as a whole: it is evaluated for each place of a label where it can begin. */
static inline bool
block_is_group(const block_node *n)
{
	return (n->op == BLOCK_SEQUENCE || n->op == BLOCK_CHOICE) && (n->least != 1 || n->most != 1);
}

/*
 * Compute what evaluating a matcher once costs at most, in nodes; nodes are sound, nest at most
 * BLOCK_DEPTH_MAX deep, and a walk over them is bounded.
 *
 *   starts  so many times: 1, in a counted group 64
 */
static inline uint32_t
block_find_cost(const block_node *nodes, const uint32_t *children, uint32_t index, uint32_t starts)
{
	const block_node *n = nodes + index;
	/* A group is gone over up to 64 times, whatever is in it. */
	uint32_t cost = block_is_group(n) ? starts * BLOCK_COUNT_MAX : starts;

	for (uint32_t i = 0; i < n->children; i++)
		cost += block_find_cost(nodes, children, children[n->child + i], block_is_group(n) ? BLOCK_COUNT_MAX : starts);
	return cost;
}

/* Compute what a matcher needs; nodes are sound, and nest at most BLOCK_DEPTH_MAX deep. */
static inline block_needs
block_find_needs(const block_node *nodes, const uint32_t *children, uint32_t index)
{
	const block_node *n = nodes + index;
	bool              is_choice = n->op == BLOCK_CHOICE;
	block_needs       needs = { 0, 0, 0 };

	if (n->least == 0)
		return needs;
	if (n->op == BLOCK_CLASS && n->arg < 64)
		needs.classes = UINT64_C(1) << n->arg;
	if (n->op == BLOCK_CHAR)
		needs.low = UINT64_C(1) << (n->arg & 63);
	for (uint32_t i = 0; i < n->children; i++) {
		block_needs child = block_find_needs(nodes, children, children[n->child + i]);
		needs.classes = is_choice && i > 0 ? needs.classes & child.classes : needs.classes | child.classes;
		needs.low = is_choice && i > 0 ? needs.low & child.low : needs.low | child.low;
		needs.first = is_choice && i > 0 ? needs.first & child.first : needs.first | child.first;
		if (n->op == BLOCK_SEQUENCE && i == 1 && nodes[children[n->child]].op == BLOCK_START &&
		    nodes[children[n->child + 1]].op == BLOCK_CLASS)
			needs.first |= child.classes;
	}
	return needs;
}

/* How far to the right a matcher goes, and looks, from where it begins; from its anchor, where it has one. */
typedef struct block_extent {
	uint8_t length, reach;    /* code points, at most; BLOCK_NO_BOUND: any number */
	bool    has_anchor;
	bool    is_right_looking; /* what it asks of the label is not all in what it takes, or left of that */
} block_extent;

static const block_extent block_anywhere = { BLOCK_NO_BOUND, BLOCK_NO_BOUND, false, true };

static inline uint8_t
block_add(unsigned a, unsigned b)
{
	return a == BLOCK_NO_BOUND || a + b > BLOCK_COUNT_MAX ? BLOCK_NO_BOUND : (uint8_t)(a + b);
}

static inline uint8_t
block_larger(uint8_t a, uint8_t b)
{
	return a > b ? a : b;
}

/* Two matchers, one behind the other. */
static inline block_extent
block_extend(block_extent a, block_extent b)
{
	block_extent both = { block_add(a.length, b.length), block_larger(a.reach, block_add(a.length, b.reach)),
	                      a.has_anchor || b.has_anchor, a.is_right_looking || b.is_right_looking };

	if (!b.has_anchor)
		return both;
	/* What stands left of the anchor is not behind it. */
	return a.has_anchor || a.is_right_looking ? block_anywhere : b;
}

/* One of two matchers. */
static inline block_extent
block_either(block_extent a, block_extent b)
{
	if (a.has_anchor != b.has_anchor)
		return block_anywhere;
	return (block_extent){ block_larger(a.length, b.length), block_larger(a.reach, b.reach), a.has_anchor,
	                       a.is_right_looking || b.is_right_looking };
}

/* Compute the extent of a matcher; nodes are sound, and nest at most BLOCK_DEPTH_MAX deep. */
static inline block_extent
block_find_extent(const block_node *nodes, const uint32_t *children, uint32_t index)
{
	const block_node *n = nodes + index;
	block_extent      sum = { 0, 0, false, false };

	for (uint32_t i = 0; i < n->children; i++) {
		block_extent child = block_find_extent(nodes, children, children[n->child + i]);
		sum = i == 0 ? child : n->op == BLOCK_CHOICE ? block_either(sum, child) : block_extend(sum, child);
	}
	switch ((block_op)n->op) {
	case BLOCK_ANY:
	case BLOCK_CHAR:
	case BLOCK_CLASS:
		return (block_extent){ n->most, n->most, false, false };
	case BLOCK_SEQUENCE:
	case BLOCK_CHOICE:
		return n->most == 1 || sum.reach == 0 ? sum : block_anywhere;
	case BLOCK_START:
	case BLOCK_NEVER:
		return sum;
	case BLOCK_END: /* it looks whether a code point follows */
		return (block_extent){ 0, 1, false, true };
	case BLOCK_ANCHOR:
		return (block_extent){ 0, 0, true, true };
	case BLOCK_BEHIND:
		return sum.is_right_looking ? block_anywhere : (block_extent){ 0, 0, false, false };
	case BLOCK_AHEAD:
		return sum.has_anchor ? block_anywhere : (block_extent){ 0, sum.reach, false, true };
	}
	return block_anywhere;
}

/* Compute how many code points behind its anchor a rule looks at, or BLOCK_NO_BOUND. */
static inline uint8_t
block_find_reach(const block_node *nodes, const uint32_t *children, uint32_t root)
{
	block_extent extent = block_find_extent(nodes, children, root);

	return extent.has_anchor ? extent.reach : BLOCK_NO_BOUND;
}

typedef enum block_kind { BLOCK_NO_VARIANT, BLOCK_ANY_VARIANT, BLOCK_ALL_VARIANTS, BLOCK_ONLY_VARIANTS } block_kind;

typedef struct block_action {
	uint64_t types;       /* bits of TYPES */
	uint32_t disposition; /* index in DISPOSITIONS */
	uint16_t rule;        /* BLOCK_NO_RULE: no match, no not-match */
	uint8_t  condition;   /* of the rule */
	uint8_t  kind;        /* block_kind */
} block_action;

/* What the contexts of an element and of its variants cost at one place of a label. */
static inline uint64_t
block_element_cost(const block_rule *rules, const block_element *element, const block_variant *variants)
{
	uint64_t cost = element->condition == BLOCK_ALWAYS ? 0 : rules[element->rule].cost;

	for (uint32_t i = 0; i < element->variants; i++)
		if (variants[element->variant + i].condition != BLOCK_ALWAYS)
			cost += rules[variants[element->variant + i].rule].cost;
	return cost;
}

/*
 * What the contexts of all elements of a point cost at most at one place of a label: of the elements of
 * one length, which stand together, one at most stands there.
 */
static inline uint64_t
block_point_cost(const block_rule *rules, const block_element *elements, const block_variant *variants,
                 const block_point *point)
{
	uint64_t sum = 0, most = 0;

	for (uint32_t i = point->element; i < point->element + point->elements; i++) {
		uint64_t cost = block_element_cost(rules, &elements[i], variants);
		if (i > point->element && elements[i].len != elements[i - 1].len) {
			sum += most;
			most = 0;
		}
		most = cost > most ? cost : most;
	}
	return sum + most;
}

#endif
