/* SPDX-License-Identifier: MIT */
/* The constraints on a table that its grammar cannot say, as rows. */
#include "tables/model.h"
#include "tables/props.h"

#include <string.h>

typedef struct check {
	idnc_table *table;
	journal    *journal;
	bool        lenient;
	bool        has_property; /* a class is made of one */
} check;

/* The element directly in rules that n is, or is part of. */
static const node *
top_of(const node *n)
{
	while (n->parent->kind != ELEMENT_RULES)
		n = n->parent;
	return n;
}

static bool
is_top(const node *n)
{
	return n->parent->kind == ELEMENT_RULES;
}

/* ---- References to rules and classes ---- */

/* The rule that an attribute names; NULL, and a report, where there is none. */
static const node *
find_rule(check *c, const node *n, const char *name)
{
	const node *rule = dictionary_find(&c->table->rule_names, name);

	if (rule)
		return rule;
	if (c->lenient)
		c->table->dangling = true;
	journal_add_as(c->journal, c->lenient ? IDNC_SEVERITY_WARNING : IDNC_SEVERITY_ERROR,
	               (idnc_table_finding){ .code = IDNC_TABLE_V_RULE_UNDEFINED, .line = n->line, .column = n->column },
	               name, strlen(name));
	return NULL;
}

/* RFC 7940, 6.3.4: what is referred to stands before, which also rules out recursion. */
static bool
is_defined_before(check *c, const node *n, const node *target, const char *name)
{
	const node       *own = top_of(n);
	idnc_table_status status = target->kind == ELEMENT_RULE ? IDNC_TABLE_V_RULE_LATE : IDNC_TABLE_V_CLASS_LATE;

	if (target->order < own->order)
		return true;
	if (target == own)
		status = IDNC_TABLE_V_RECURSION;
	journal_add_as(c->journal, IDNC_SEVERITY_ERROR,
	               (idnc_table_finding){ .code = status, .line = n->line, .column = n->column, .other = target->line },
	               name, strlen(name));
	return false;
}

/* The value of the one attribute of the two that is there; with both, a report. */
static const char *
either(check *c, const node *n, attribute_id a, attribute_id b)
{
	const char *first = node_value(n, a), *second = node_value(n, b);

	if (first && second)
		node_report(c->journal, IDNC_TABLE_V_ATTRIBUTE_BOTH, n, grammar_attributes[b].name);
	return first ? first : second;
}

/* RFC 7940, 5.2 */
static void
check_context(check *c, node *n)
{
	const char *name = either(c, n, ATTRIBUTE_WHEN, ATTRIBUTE_NOT_WHEN);

	if (name)
		n->target = find_rule(c, n, name);
}

/* RFC 7940, 7.1, 7.2 and 6.4 */
static void
check_action(check *c, node *n)
{
	const char *name = either(c, n, ATTRIBUTE_MATCH, ATTRIBUTE_NOT_MATCH);
	int         triggers = node_has(n, ATTRIBUTE_ANY_VARIANT) + node_has(n, ATTRIBUTE_ALL_VARIANTS) +
	               node_has(n, ATTRIBUTE_ONLY_VARIANTS);

	if (triggers > 1)
		node_report(c->journal, IDNC_TABLE_V_ATTRIBUTE_BOTH, n,
		            grammar_attributes[node_has(n, ATTRIBUTE_ONLY_VARIANTS) ? ATTRIBUTE_ONLY_VARIANTS
		                                                                   : ATTRIBUTE_ALL_VARIANTS].name);
	if (!name || !(n->target = find_rule(c, n, name)) || !is_defined_before(c, n, n->target, name))
		return;
	if (n->target->has_anchor)
		node_report(c->journal, IDNC_TABLE_V_ANCHOR_MISPLACED, n, name);
}

/* ---- Data ---- */

/* RFC 7940, 5.3.3 and 5.5 */
static void
check_char(check *c, node *n)
{
	if (n->is_bad)
		return;
	if (n->cps == 0 && n->children == 0)
		node_report(c->journal, IDNC_TABLE_V_NULL_SOURCE, n, NULL);
	/* The null sequence is no member of a class either. */
	if (n->cps != 1 && node_has(n, ATTRIBUTE_TAG))
		node_report_cp(c->journal, IDNC_TABLE_V_SEQUENCE_TAG, n, NULL);
}

static bool
is_same_value(const node *a, const node *b, attribute_id id)
{
	const char *x = node_value(a, id), *y = node_value(b, id);

	return x && y ? strcmp(x, y) == 0 : x == y;
}

/* RFC 7940, 5.3: (cp, when, not-when) is unique in a char. */
static void
check_variants(check *c, node *n)
{
	for (const node *later = n->first; later; later = later->next)
		for (const node *v = n->first; v != later; v = v->next)
			if (!v->is_bad && !later->is_bad && v->cps == later->cps &&
			    (v->cps == 0 || memcmp(v->cp, later->cp, v->cps * sizeof *v->cp) == 0) &&
			    is_same_value(v, later, ATTRIBUTE_WHEN) && is_same_value(v, later, ATTRIBUTE_NOT_WHEN)) {
				node_report_cp(c->journal, IDNC_TABLE_V_VAR_REPEATED, later, v);
				break;
			}
}

/* A code point that no label has: it is not a scalar value.  RFC 3629, 3 */
static void
check_surrogates(check *c, node *n)
{
	bool has = n->kind == ELEMENT_RANGE && n->cps == 2 && n->cp[0] < 0xD800 && n->cp[1] > 0xDFFF;

	for (size_t i = 0; !n->is_bad && !has && i < n->cps; i++)
		has = n->cp[i] >= 0xD800 && n->cp[i] <= 0xDFFF;
	if (n->is_bad || !has)
		return;
	node_report_cp(c->journal, IDNC_TABLE_V_SURROGATE, n, NULL);
	n->is_bad = true;
}

static void
check_range(check *c, node *n)
{
	if (!n->is_bad && n->cps == 2 && n->cp[0] > n->cp[1]) {
		node_report_cp(c->journal, IDNC_TABLE_V_RANGE, n, NULL);
		n->is_bad = true;
	}
}

/* The last single code point of a char or range. */
static uint32_t
last_of(const node *n)
{
	return n->kind == ELEMENT_RANGE ? n->cp[1] : n->cp[0];
}

static size_t
length_of(const node *n)
{
	return n->kind == ELEMENT_RANGE ? 1 : n->cps;
}

/* Single code points and ranges by their first one, then sequences. */
static int
compare_data(const void *a, const void *b)
{
	const node *x = a, *y = b;

	if ((length_of(x) > 1) != (length_of(y) > 1))
		return length_of(x) > 1 ? 1 : -1;
	for (size_t i = 0; i < length_of(x) && i < length_of(y); i++)
		if (x->cp[i] != y->cp[i])
			return x->cp[i] < y->cp[i] ? -1 : 1;
	return (length_of(x) > length_of(y)) - (length_of(x) < length_of(y));
}

/* RFC 7940, 5: every code point and sequence once, whether in a char or in a range. */
static void
check_data(check *c)
{
	arena       *memory = &c->table->memory;
	size_t       room = c->table->data->children, n = 0;
	const void **list = arena_get(memory, room * sizeof *list), **scratch = arena_get(memory, room * sizeof *list);
	const node  *reach = NULL; /* of what has been seen, the one that ends last */

	if (!list || !scratch)
		return;
	for (const node *child = c->table->data->first; child; child = child->next)
		if (!child->is_bad && child->cp)
			list[n++] = child;
	sort_pointers(list, n, scratch, compare_data);
	for (size_t i = 0; i < n; i++) {
		const node *one = list[i], *before = i > 0 ? list[i - 1] : NULL;
		if (length_of(one) != 1) {
			if (before && compare_data(before, one) == 0)
				node_report_cp(c->journal, IDNC_TABLE_V_DUPLICATE, one, before);
			continue;
		}
		if (reach && last_of(reach) >= one->cp[0]) {
			const node *late = reach->line > one->line ? reach : one;
			bool        both = reach->kind == ELEMENT_CHAR && one->kind == ELEMENT_CHAR;
			node_report_cp(c->journal, both ? IDNC_TABLE_V_DUPLICATE : IDNC_TABLE_V_OVERLAP, late,
			               late == one ? reach : one);
		}
		if (!reach || last_of(one) > last_of(reach))
			reach = one;
	}
}

/* ---- Classes and rules ---- */

/* RFC 7940, 6.2.1, 6.3.3 and 6.3.4: names at the top only, counts in rules only. */
static void
check_place(check *c, node *n)
{
	if (is_top(n) && !node_has(n, ATTRIBUTE_NAME))
		node_report(c->journal, IDNC_TABLE_V_ATTRIBUTE_MISSING, n, "name");
	if (!is_top(n) && node_has(n, ATTRIBUTE_NAME))
		node_report(c->journal, IDNC_TABLE_V_NAME_MISPLACED, n, node_value(n, ATTRIBUTE_NAME));
	if (node_has(n, ATTRIBUTE_COUNT) && (is_top(n) || BIT(n->parent->kind) & SET_OPERATORS))
		node_report(c->journal, IDNC_TABLE_V_COUNT_MISPLACED, n, node_value(n, ATTRIBUTE_COUNT));
}

/* RFC 7940, 6.2.3 and 4.3.7 */
static void
check_property(check *c, const node *n, const char *text)
{
	property_set p;

	c->has_property = true;
	if (!property_read(text, &p))
		node_report(c->journal, IDNC_TABLE_V_PROPERTY, n, text);
	else if (c->table->unicode == 0)
		node_report(c->journal, IDNC_TABLE_V_PROPERTY_UNDATED, n, text);
	else if (c->table->unicode > property_newest())
		node_report(c->journal, IDNC_TABLE_V_PROPERTY_NEWER, n, text);
	else if (c->table->unicode < p.since)
		node_report(c->journal, IDNC_TABLE_V_PROPERTY_OLDER, n, text);
}

/* RFC 7940, 6.2 */
static void
check_class(check *c, node *n)
{
	const char *by_ref = node_value(n, ATTRIBUTE_BY_REF), *text = node_value(n, ATTRIBUTE_PROPERTY);
	int         definitions = (by_ref != NULL) + (text != NULL) + node_has(n, ATTRIBUTE_FROM_TAG) + (n->cps > 0);

	if (n->is_bad)
		return;
	if (definitions != 1)
		node_report(c->journal, IDNC_TABLE_V_CLASS_DEFINITION, n, node_value(n, ATTRIBUTE_NAME));
	if (by_ref && (is_top(n) || node_has(n, ATTRIBUTE_REF)))
		node_report(c->journal, IDNC_TABLE_V_ATTRIBUTE_BOTH, n, "by-ref");
	for (size_t i = 0; i < n->cps; i += 2)
		if (n->cp[i] > n->cp[i + 1])
			node_report(c->journal, IDNC_TABLE_V_CLASS_RANGE, n, n->text);
	if (text)
		check_property(c, n, text);
	if (!by_ref)
		return;
	n->target = dictionary_find(&c->table->class_names, by_ref);
	if (!n->target)
		node_report(c->journal, IDNC_TABLE_V_CLASS_UNDEFINED, n, by_ref);
	else
		is_defined_before(c, n, n->target, by_ref);
}

/*
 * The matchers of a rule or look-around: start first, end last, also where another rule or a choice
 * holds them (RFC 7940, 6.3.8); or behind, anchor, ahead and nothing else (D).
 */
static void
check_order(check *c, node *n)
{
	for (const node *child = n->first; child; child = child->next)
		if ((child->has_start && child != n->first) || (child->has_end && child->next))
			node_report(c->journal, IDNC_TABLE_V_ELEMENT_ORDER, child, grammar_elements[child->kind].name);
	if (n->seen & LOOKS && !(n->seen & IN(ANCHOR)))
		node_report(c->journal, IDNC_TABLE_V_LOOK_MISPLACED, n, node_value(n, ATTRIBUTE_NAME));
	if (!(n->seen & (LOOKS | IN(ANCHOR))))
		return;
	for (const node *child = n->first; child; child = child->next) {
		if (!(BIT(child->kind) & (LOOKS | IN(ANCHOR))))
			node_report(c->journal, IDNC_TABLE_V_ELEMENT, child, grammar_elements[child->kind].name);
		else if (child->next && child->kind > child->next->kind && BIT(child->next->kind) & (LOOKS | IN(ANCHOR)))
			node_report(c->journal, IDNC_TABLE_V_ELEMENT_ORDER, child->next, grammar_elements[child->next->kind].name);
	}
}

static void
inherit(node *n, const node *from)
{
	n->has_anchor |= from->has_anchor;
	n->has_position |= from->has_position;
	n->has_start |= from->has_start;
	n->has_end |= from->has_end;
}

/* RFC 7940, 6.3.4 */
static void
check_rule(check *c, node *n)
{
	const char *by_ref = node_value(n, ATTRIBUTE_BY_REF);

	check_order(c, n);
	if (!by_ref) {
		if (n->children == 0 && !n->is_bad)
			node_report(c->journal, IDNC_TABLE_V_ELEMENT_MISSING, n, "rule");
		return;
	}
	/* RFC 7940, 5.4.1 for ref, which the schema allows here. */
	if (n->children > 0 || is_top(n) || node_has(n, ATTRIBUTE_REF))
		node_report(c->journal, IDNC_TABLE_V_ATTRIBUTE_BOTH, n, "by-ref");
	n->target = find_rule(c, n, by_ref);
	if (!n->target)
		return;
	if (is_defined_before(c, n, n->target, by_ref))
		inherit(n, n->target);
	else
		n->target = NULL;
}

/* RFC 7940, 6.3.3: nothing with a position is counted.  RFC 7940, 6.4.2: look-arounds hold no anchor. */
static void
check_position(check *c, node *n)
{
	for (const node *child = n->first; child; child = child->next)
		inherit(n, child);
	if (BIT(n->kind) & LOOKS && n->has_anchor)
		node_report(c->journal, IDNC_TABLE_V_ANCHOR_MISPLACED, n, grammar_elements[n->kind].name);
	n->has_anchor |= n->kind == ELEMENT_ANCHOR;
	if (BIT(n->kind) & (IN(RULE) | IN(CHOICE)) && n->has_position && node_has(n, ATTRIBUTE_COUNT))
		node_report(c->journal, IDNC_TABLE_V_COUNT_POSITION, n, node_value(n, ATTRIBUTE_COUNT));
	n->has_position |= (BIT(n->kind) & POSITIONS) != 0;
	/* A look-around has a beginning and an end of its own. */
	n->has_start = n->kind == ELEMENT_START || (n->has_start && !(BIT(n->kind) & LOOKS));
	n->has_end = n->kind == ELEMENT_END || (n->has_end && !(BIT(n->kind) & LOOKS));
}

/* ---- Meta ---- */

static void
check_validity(check *c, node *n)
{
	const node *start = node_find(n, ELEMENT_VALIDITY_START), *end = node_find(n, ELEMENT_VALIDITY_END);

	if (start && end && !start->is_bad && !end->is_bad && strcmp(start->text, end->text) > 0)
		node_report(c->journal, IDNC_TABLE_V_VALIDITY, end, end->text);
}

/* RFC 5890, 2.3: an LDH label or, where it is not ASCII, of the length that a U-label can have. */
static bool
is_label(const char *text, size_t len, size_t *characters)
{
	*characters = 0;
	for (size_t i = 0; i < len; i++) {
		unsigned char byte = (unsigned char)text[i], small = byte | 0x20;
		if (byte < 0x80 && byte != '-' && !(byte >= '0' && byte <= '9') && !(small >= 'a' && small <= 'z'))
			return false;
		*characters += (byte & 0xC0) != 0x80;
	}
	return len > 0 && text[0] != '-' && text[len - 1] != '-' && *characters <= 63;
}

/* RFC 7940, 4.3.4: relative to the root, in presentation format, without a dot at its end; or the root. */
static bool
is_domain(const char *text)
{
	size_t sum = 0, characters, len;

	if (strcmp(text, ".") == 0)
		return true;
	for (;; text += len + 1) {
		len = strcspn(text, ".");
		if (!is_label(text, len, &characters))
			return false;
		sum += characters + 1;
		if (!text[len])
			return sum <= 254; /* RFC 1035, 2.3.4: each with its length octet, and one for the root */
	}
}

static void
check_scope(check *c, node *n)
{
	const char *type = node_value(n, ATTRIBUTE_SCOPE_TYPE);

	if (!n->is_bad && type && strcmp(type, "domain") == 0 && !is_domain(n->text))
		node_report(c->journal, IDNC_TABLE_V_SCOPE_DOMAIN, n, n->text);
}

/* RFC 7940, 4.3.7.  Of a version that is newer than all that are known, check_property speaks. */
static void
check_version(check *c)
{
	const node *n = node_find(c->table->meta, ELEMENT_UNICODE_VERSION);

	if (c->has_property && n && !n->is_bad && c->table->unicode <= property_newest() &&
	    !property_is_version(c->table->unicode, c->table->update))
		node_report(c->journal, IDNC_TABLE_V_VERSION_UNPUBLISHED, n, n->text);
}

/* ---- The walk ---- */

static const struct constraint {
	uint64_t elements;
	void (*check)(check *c, node *n);
} constraints[] = {
	{ IN(META), check_validity },
	{ IN(SCOPE), check_scope },
	{ IN(CHAR) | IN(RANGE) | IN(VAR), check_context },
	{ IN(CHAR), check_char },
	{ IN(CHAR), check_variants },
	{ IN(RANGE), check_range },
	{ IN(CHAR) | IN(RANGE) | IN(VAR), check_surrogates },
	{ CLASSES | IN(RULE), check_place },
	{ IN(CLASS), check_class },
	{ LOOKS, check_order },
	{ IN(RULE), check_rule },
	{ IN(RULE) | IN(CHOICE) | POSITIONS, check_position },
	{ IN(ACTION), check_action },
};

static void
check_one(check *c, node *n)
{
	for (size_t i = 0; i < sizeof constraints / sizeof *constraints; i++)
		if (constraints[i].elements & BIT(n->kind))
			constraints[i].check(c, n);
}

/*
 * In the order of the document, but that a rule needs to know of its children first; depth is bounded
 * by XML_DEPTH_MAX.
 */
static void
walk(check *c, node *n)
{
	bool is_first = n->kind == ELEMENT_CHAR;

	if (is_first)
		check_one(c, n);
	for (node *child = n->first; child; child = child->next)
		walk(c, child);
	if (!is_first)
		check_one(c, n);
}

/* Every key once. */
static void
check_unique(check *c, const dictionary *d, idnc_table_status status)
{
	for (size_t i = 1; i < d->count; i++) {
		const entry *one = d->entries[i - 1], *two = d->entries[i];
		if (strcmp(one->key, two->key) == 0)
			journal_add_as(c->journal, IDNC_SEVERITY_ERROR,
			               (idnc_table_finding){ .code = status, .line = two->node->line,
			                                     .column = two->node->column, .other = one->node->line },
			               two->key, strlen(two->key));
	}
}

void
table_check(idnc_table *table, journal *j, bool lenient)
{
	check       c = { .table = table, .journal = j, .lenient = lenient };
	arena      *memory = &table->memory;
	const node *references = node_find(table->meta, ELEMENT_REFERENCES);
	dictionary  names = { 0 }; /* of both: they are of type ID in the schema, so that all of them differ */

	dictionary_make(&table->rule_names, memory, table->rules, IN(RULE), ATTRIBUTE_NAME);
	dictionary_make(&table->class_names, memory, table->rules, CLASSES, ATTRIBUTE_NAME);
	dictionary_make(&table->reference_ids, memory, references, IN(REFERENCE), ATTRIBUTE_ID);
	dictionary_make(&names, memory, table->rules, CLASSES | IN(RULE), ATTRIBUTE_NAME);
	if (memory->failed)
		return;
	check_unique(&c, &table->reference_ids, IDNC_TABLE_V_REFERENCE_REPEATED);
	check_data(&c);
	check_unique(&c, &names, IDNC_TABLE_V_NAME_REPEATED);
	walk(&c, table->document.first);
	check_version(&c);
}
