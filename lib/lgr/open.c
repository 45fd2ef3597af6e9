/* SPDX-License-Identifier: MIT */
/* Verifying a compiled table: after this, nothing that evaluates it needs to look twice. */
#include "base/memory.h"
#include "lgr/table.h"

/* Whether a range of elements lies in a section. */
static bool
is_in(const void *block, block_section_id section, uint32_t first, uint32_t count)
{
	uint32_t have = table_header(block)->sections[section].count;

	return first <= have && count <= have - first;
}

static bool
are_sections_sound(const block_header *h)
{
	static const uint32_t sizes[] = {
#define X(NAME, type) sizeof(type),
		BLOCK_SECTIONS(X)
#undef X
	};

	for (size_t i = 0; i < BLOCK_SECTION_COUNT; i++) {
		const block_section *s = &h->sections[i];
		if (s->at % 8 != 0 || s->at < sizeof *h || s->at > h->size || s->count > (h->size - s->at) / sizes[i])
			return false;
	}
	return true;
}

static bool
is_header_sound(const block_header *h, size_t size)
{
	return size >= sizeof *h && h->magic == BLOCK_MAGIC && h->version == BLOCK_VERSION && h->size == size &&
	       size <= BLOCK_SIZE_MAX && size % 8 == 0 && h->class_words >= 1 &&
	       h->class_words <= BLOCK_CLASSES_MAX / 64 && h->longest <= BLOCK_TEXT_MAX &&
	       block_checksum(&h->unicode_version, size - offsetof(block_header, unicode_version)) == h->check;
}

/* Every string ends, and what refers to strings refers to one. */
static bool
are_strings_sound(const void *b)
{
	const block_header *h = b;
	const char         *strings = TABLE_AT(b, STRINGS);
	const uint32_t     *types = TABLE_AT(b, TYPES), *dispositions = TABLE_AT(b, DISPOSITIONS);
	uint32_t            n = TABLE_COUNT(b, STRINGS);
	bool                good = n > 0 && strings[0] == '\0' && strings[n - 1] == '\0' && h->name < n;

	for (uint32_t i = 0; good && i < TABLE_COUNT(b, TYPES); i++)
		good = types[i] < n;
	for (uint32_t i = 0; good && i < TABLE_COUNT(b, DISPOSITIONS); i++)
		good = dispositions[i] < n;
	return good && TABLE_COUNT(b, TYPES) <= BLOCK_TYPES_MAX && TABLE_COUNT(b, DISPOSITIONS) > 0 &&
	       n - dispositions[0] >= sizeof "invalid" && memcmp(strings + dispositions[0], "invalid", sizeof "invalid") == 0;
}

/* Every code point leads to its own point, or to none. */
static bool
are_stages_sound(const void *b)
{
	const uint16_t    *stage1 = TABLE_AT(b, STAGE1), *stage2 = TABLE_AT(b, STAGE2);
	const block_point *points = TABLE_AT(b, POINTS);
	uint32_t           empty = UINT32_MAX, count = TABLE_COUNT(b, POINTS);
	bool               good = TABLE_COUNT(b, STAGE1) == 0x1100;

	for (uint32_t i = 0; good && i < 0x1100; i++) {
		bool is_empty = true;
		good = stage1[i] < TABLE_COUNT(b, STAGE2) / 256;
		for (uint32_t k = 0; good && k < 256 && stage1[i] != empty; k++) {
			uint16_t point = stage2[(size_t)stage1[i] << 8 | k];
			is_empty &= point == BLOCK_NO_POINT;
			good = point == BLOCK_NO_POINT || (point < count && points[point].cp == (i << 8 | k));
		}
		if (good && is_empty)
			empty = stage1[i];
	}
	return good;
}

static bool
are_points_sound(const void *b)
{
	const block_point *points = TABLE_AT(b, POINTS);
	bool               good = TABLE_COUNT(b, POINTS) < BLOCK_NO_POINT;

	for (uint32_t i = 0; good && i < TABLE_COUNT(b, POINTS); i++)
		good = points[i].cp <= 0x10FFFF && (i == 0 || points[i - 1].cp < points[i].cp) &&
		       is_in(b, BLOCK_CLASS_SETS, points[i].class_set, table_header(b)->class_words) &&
		       is_in(b, BLOCK_ELEMENTS, points[i].element, points[i].elements);
	return good && are_stages_sound(b);
}

/* A context or a match: none, or a rule there is; `with_anchor` where it may have one. */
static bool
is_condition_sound(const void *b, uint8_t condition, uint16_t rule, bool with_anchor)
{
	const block_rule *rules = TABLE_AT(b, RULES);

	if (condition == BLOCK_ALWAYS)
		return rule == BLOCK_NO_RULE;
	return condition <= BLOCK_NOT_WHEN && rule < TABLE_COUNT(b, RULES) && (with_anchor || !rules[rule].has_anchor);
}

/* Whether an element belongs before another: the longer, then the smaller. */
static bool
is_before(const uint32_t *text, const block_element *a, const block_element *b)
{
	const uint32_t *x = text + a->text, *y = text + b->text;

	if (a->len != b->len)
		return a->len > b->len;
	for (size_t i = 0; i < a->len; i++)
		if (x[i] != y[i])
			return x[i] < y[i];
	return false;
}

/* The elements of a point begin with it, and are sorted. */
static bool
are_elements_sorted(const void *b)
{
	const block_element *e = TABLE_AT(b, ELEMENTS);
	const block_point   *points = TABLE_AT(b, POINTS);
	const uint32_t      *text = TABLE_AT(b, TEXT);
	uint32_t             left = TABLE_COUNT(b, ELEMENTS);
	bool                 good = true;

	for (uint32_t i = 0; good && i < TABLE_COUNT(b, POINTS); i++) {
		good = points[i].elements <= left;
		left -= points[i].elements;
		for (uint32_t k = points[i].element; good && k < points[i].element + points[i].elements; k++)
			good = text[e[k].text] == points[i].cp && (k == points[i].element || is_before(text, &e[k - 1], &e[k]));
	}
	return good;
}

static bool
are_elements_sound(const void *b)
{
	const block_element *e = TABLE_AT(b, ELEMENTS);
	const block_variant *v = TABLE_AT(b, VARIANTS);
	const uint32_t      *text = TABLE_AT(b, TEXT);
	bool                 good = TABLE_COUNT(b, ELEMENTS) <= BLOCK_ELEMENTS_MAX;

	for (uint32_t i = 0; good && i < TABLE_COUNT(b, ELEMENTS); i++)
		good = e[i].len >= 1 && e[i].len <= table_header(b)->longest && is_in(b, BLOCK_TEXT, e[i].text, e[i].len) &&
		       is_in(b, BLOCK_VARIANTS, e[i].variant, e[i].variants) && e[i].variants <= BLOCK_VARIANTS_MAX &&
		       is_condition_sound(b, e[i].condition, e[i].rule, true);
	for (uint32_t i = 0; good && i < TABLE_COUNT(b, VARIANTS); i++)
		good = v[i].len <= BLOCK_TEXT_MAX && is_in(b, BLOCK_TEXT, v[i].text, v[i].len) && v[i].reflexive <= 1 &&
		       (v[i].type == BLOCK_NO_TYPE || v[i].type < TABLE_COUNT(b, TYPES)) &&
		       is_condition_sound(b, v[i].condition, v[i].rule, true);
	for (uint32_t i = 0; good && i < TABLE_COUNT(b, TEXT); i++)
		good = text[i] <= 0x10FFFF;
	return good && are_elements_sorted(b);
}

/* How deep a node nests and how many counted groups it has, when its children are known to be sound. */
struct measure {
	uint8_t depth, groups;
	bool    has_anchor, is_positional;
};

static bool
is_op_sound(const void *b, const block_node *n)
{
	switch ((block_op)n->op) {
	case BLOCK_ANY:
	case BLOCK_START:
	case BLOCK_END:
	case BLOCK_ANCHOR:
	case BLOCK_NEVER:
		return n->children == 0;
	case BLOCK_CHAR:
		return n->children == 0 && n->arg <= 0x10FFFF;
	case BLOCK_CLASS:
		return n->children == 0 && n->arg < table_header(b)->class_words * 64;
	case BLOCK_SEQUENCE:
	case BLOCK_CHOICE:
		return n->children >= 1;
	case BLOCK_BEHIND:
	case BLOCK_AHEAD:
		return n->children == 1;
	}
	return false;
}

/*
 * Children come before their parents, so nodes make no circle.  Depth and groups are computed along
 * the deepest way without memory: a node is measured by walking down, which `left` bounds.
 */
static bool
measure(const void *b, uint32_t index, unsigned depth, uint32_t *left, struct measure *sum)
{
	const block_node *n = (const block_node *)TABLE_AT(b, NODES) + index;
	const uint32_t   *children = TABLE_AT(b, CHILDREN);

	if (depth > BLOCK_DEPTH_MAX || (*left)-- == 0)
		return false;
	sum->groups += block_is_group(n);
	sum->has_anchor |= n->op == BLOCK_ANCHOR;
	sum->is_positional |= n->op >= BLOCK_START && n->op <= BLOCK_AHEAD;
	for (uint32_t i = 0; i < n->children; i++) {
		struct measure below = { 0 };
		if (!measure(b, children[n->child + i], depth + 1, left, &below))
			return false;
		/* RFC 7940, 6.3.3: no count on what has a place. */
		if (block_is_group(n) && below.is_positional)
			return false;
		if (below.groups > BLOCK_GROUPS_MAX - sum->groups)
			return false;
		sum->groups = (uint8_t)(sum->groups + below.groups);
		sum->has_anchor |= below.has_anchor;
		sum->is_positional |= below.is_positional;
	}
	return true;
}

static bool
are_nodes_sound(const void *b)
{
	const block_node *n = TABLE_AT(b, NODES);
	const uint32_t   *children = TABLE_AT(b, CHILDREN);
	bool              good = TABLE_COUNT(b, NODES) <= BLOCK_NODES_MAX;

	for (uint32_t i = 0; good && i < TABLE_COUNT(b, NODES); i++) {
		good = is_op_sound(b, &n[i]) && is_in(b, BLOCK_CHILDREN, n[i].child, n[i].children) &&
		       n[i].least <= BLOCK_COUNT_MAX && (n[i].most <= BLOCK_COUNT_MAX || n[i].most == BLOCK_NO_BOUND) &&
		       n[i].least <= n[i].most && n[i].most > 0;
		for (uint32_t c = 0; good && c < n[i].children; c++)
			good = children[n[i].child + c] < i;
	}
	return good;
}

static bool
are_rules_sound(const void *b)
{
	const block_rule   *r = TABLE_AT(b, RULES);
	const block_node   *nodes = TABLE_AT(b, NODES);
	const uint32_t     *children = TABLE_AT(b, CHILDREN);
	const block_action *a = TABLE_AT(b, ACTIONS);
	uint32_t            types = TABLE_COUNT(b, TYPES);
	uint64_t            known = types == 64 ? ~UINT64_C(0) : (UINT64_C(1) << types) - 1;
	uint32_t            all_left = BLOCK_NODES_MAX;
	bool                good = TABLE_COUNT(b, RULES) < BLOCK_NO_RULE && TABLE_COUNT(b, ACTIONS) > 0;

	for (uint32_t i = 0; good && i < TABLE_COUNT(b, RULES); i++) {
		struct measure m = { 0 };
		uint32_t       most = all_left < BLOCK_RULE_NODES_MAX ? all_left : BLOCK_RULE_NODES_MAX, left = most;
		good = r[i].node < TABLE_COUNT(b, NODES) && r[i].name < TABLE_COUNT(b, STRINGS) && r[i].has_anchor <= 1 &&
		       measure(b, r[i].node, 1, &left, &m) && m.has_anchor == (r[i].has_anchor != 0) &&
		       (m.groups == 0 || most - left <= BLOCK_GROUP_RULE_NODES_MAX);
		all_left -= most - left;
		if (good) {
			block_needs needs = block_find_needs(nodes, children, r[i].node);
			good = needs.classes == r[i].needs.classes && needs.low == r[i].needs.low &&
			       needs.first == r[i].needs.first &&
			       r[i].reach == block_find_reach(nodes, children, r[i].node) &&
			       r[i].cost == block_find_cost(nodes, children, r[i].node, 1);
		}
	}
	for (uint32_t i = 0; good && i < TABLE_COUNT(b, ACTIONS); i++)
		good = (a[i].types & ~known) == 0 && a[i].disposition < TABLE_COUNT(b, DISPOSITIONS) &&
		       a[i].kind <= BLOCK_ONLY_VARIANTS && is_condition_sound(b, a[i].condition, a[i].rule, false);
	return good;
}

/* A bounded rule that is asked again and again: what all rules cost at a place of a label, and in all actions. */
static bool
is_cost_bounded(const void *b)
{
	const block_rule    *rules = TABLE_AT(b, RULES);
	const block_point   *points = TABLE_AT(b, POINTS);
	const block_element *elements = TABLE_AT(b, ELEMENTS);
	const block_variant *variants = TABLE_AT(b, VARIANTS);
	const block_action  *actions = TABLE_AT(b, ACTIONS);
	uint64_t             cost = 0;
	bool                 good = true;

	for (uint32_t i = 0; good && i < TABLE_COUNT(b, POINTS); i++)
		good = block_point_cost(rules, elements, variants, &points[i]) <= BLOCK_COST_MAX;
	for (uint32_t i = 0; good && i < TABLE_COUNT(b, ACTIONS); i++) {
		cost += actions[i].condition == BLOCK_ALWAYS ? 0 : rules[actions[i].rule].cost;
		good = cost <= BLOCK_COST_MAX;
	}
	return good;
}

idnc_status
idnc_lgr_open(const void *block, size_t size, idnc_lgr *out)
{
	if (size < sizeof(block_header) || (uintptr_t)block % 8 != 0)
		return IDNC_E_BLOCK;
	if (!is_header_sound(block, size) || !are_sections_sound(block) || !are_strings_sound(block) ||
	    !are_points_sound(block) || !are_nodes_sound(block) || !are_rules_sound(block) || !are_elements_sound(block) ||
	    !is_cost_bounded(block))
		return IDNC_E_BLOCK;
	out->block = block;
	return IDNC_OK;
}

const char *
idnc_lgr_name_z(const idnc_lgr *lgr)
{
	return (const char *)TABLE_AT(lgr->block, STRINGS) + table_header(lgr->block)->name;
}

const char *
idnc_lgr_disposition_z(const idnc_lgr *lgr, uint32_t disposition)
{
	const uint32_t *names = TABLE_AT(lgr->block, DISPOSITIONS);

	if (disposition >= TABLE_COUNT(lgr->block, DISPOSITIONS))
		return NULL;
	return (const char *)TABLE_AT(lgr->block, STRINGS) + names[disposition];
}

const char *
idnc_lgr_rule_z(const idnc_lgr *lgr, uint32_t rule)
{
	const block_rule *rules = TABLE_AT(lgr->block, RULES);

	if (rule >= TABLE_COUNT(lgr->block, RULES))
		return NULL;
	return (const char *)TABLE_AT(lgr->block, STRINGS) + rules[rule].name;
}

const uint32_t *
idnc_lgr_element(const idnc_lgr *lgr, uint32_t element, size_t *len)
{
	const block_element *elements = TABLE_AT(lgr->block, ELEMENTS);

	if (element >= TABLE_COUNT(lgr->block, ELEMENTS))
		return NULL;
	*len = elements[element].len;
	return (const uint32_t *)TABLE_AT(lgr->block, TEXT) + elements[element].text;
}
