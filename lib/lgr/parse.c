/* SPDX-License-Identifier: MIT */
/* Eligibility and disposition: RFC 7940, 8.1 and 8.3. */
#include "lgr/parse.h"

enum { LEAP_COST = 16 }; /* of leaping over elements, in the unit of a meter: some comparisons of texts */

/* How the text of an element compares with the label from a position on, as far as both go; they begin alike. */
static int
compare_at(const view *v, const block_element *element, size_t at)
{
	const uint32_t *text = v->t->text + element->text;

	for (size_t i = 1; i < element->len && at + i < v->len; i++)
		if (text[i] != v->cp[at + i])
			return text[i] < v->cp[at + i] ? -1 : 1;
	return 0;
}

/*
 * The first element from `element` on whose text begins at a position, as far as the label goes;
 * `end` when there is none.  Elements are sorted: what cannot match is leapt over by halves.
 */
static const block_element *
next_begun(const view *v, const block_element *element, const block_element *end, size_t at)
{
	while (element < end) {
		const block_element *failed = element++, *high = end;
		int                  order = compare_at(v, failed, at);
		if (order == 0)
			return failed;
		meter_pay(v->meter, LEAP_COST);
		while (element < high) {
			const block_element *middle = element + (high - element) / 2;
			if (middle->len == failed->len && (order > 0 || compare_at(v, middle, at) < 0))
				element = middle + 1;
			else
				high = middle;
		}
	}
	return end;
}

/* The first element from `element` on that is not longer than what is left of the label. */
static const block_element *
skip_longer(const view *v, const block_element *element, const block_element *end, size_t at)
{
	while (element < end && element->len > v->len - at) {
		const block_element *middle = element + (end - element) / 2;
		if (middle->len > v->len - at)
			element = middle + 1;
		else
			end = middle;
	}
	return element;
}

const block_element *
parse_next(const view *v, const block_element *element, const block_element *end, size_t at)
{
	element = skip_longer(v, element, end, at);
	while ((element = next_begun(v, element, end, at)) < end &&
	       element->condition != BLOCK_ALWAYS &&
	       !rule_condition_holds(v, element->condition, element->rule, at, element->len))
		element++;
	return element;
}

/* The types of the reflexive variants of an element at a position; is_only is taken back when it has none. */
static void
add_reflexive(const view *v, const block_element *element, size_t at, derived_types *derived)
{
	const block_variant *variants = v->t->variants + element->variant;
	bool                 has_one = false;

	for (uint32_t i = 0; i < element->variants; i++) {
		if (!variants[i].reflexive ||
		    !rule_condition_holds(v, variants[i].condition, variants[i].rule, at, element->len))
			continue;
		has_one = true;
		if (variants[i].type != BLOCK_NO_TYPE)
			derived->types |= UINT64_C(1) << variants[i].type;
	}
	derived->is_only &= has_one;
}

/* The longest element at a position; NULL when there is none.  `refused` receives the longest whose context fails. */
static const block_element *
find_element(const view *v, size_t at, const block_element **refused)
{
	const block_point   *point = table_point(v->t, v->cp[at]);
	const block_element *element = v->t->elements + (point ? point->element : 0);
	const block_element *end = element + (point ? point->elements : 0);

	*refused = NULL;
	element = skip_longer(v, element, end, at);
	for (; (element = next_begun(v, element, end, at)) < end; element++) {
		if (rule_condition_holds(v, element->condition, element->rule, at, element->len))
			return element;
		if (!*refused)
			*refused = element;
	}
	return NULL;
}

bool
parse_label(const view *v, derived_types *derived, parse_fault fault, void *context)
{
	bool is_parsed = true;

	*derived = (derived_types){ 0, true };
	for (size_t at = 0; at < v->len;) {
		const block_element *refused, *element = find_element(v, at, &refused);
		if (element) {
			add_reflexive(v, element, at, derived);
			at += element->len;
			continue;
		}
		is_parsed = false;
		if (refused)
			fault(context, IDNC_V_LGR_CONTEXT, at, refused->len, refused->rule);
		else
			fault(context, v->classes[at] ? IDNC_V_LGR_SEQUENCE : IDNC_V_LGR_CODE_POINT, at, 1, 0);
		at++;
	}
	return is_parsed;
}

bool
parse_rest(const view *v, size_t at)
{
	const block_element *element, *refused;

	while (at < v->len && (element = find_element(v, at, &refused))) {
		meter_pay(v->meter, 1);
		at += element->len;
	}
	return at == v->len;
}

bool
parse_on(const view *v, size_t *at)
{
	while (*at < v->len) {
		const block_point   *point = table_point(v->t, v->cp[*at]);
		const block_element *element = v->t->elements + (point ? point->element : 0);
		const block_element *end = element + (point ? point->elements : 0);
		meter_pay(v->meter, 1);
		for (; (element = next_begun(v, element, end, *at)) < end; element++) {
			size_t to = *at + element->len;
			if (element->condition != BLOCK_ALWAYS)
				to += v->t->rules[element->rule].reach;
			if (to > v->len)
				return true;
			if (rule_condition_holds(v, element->condition, element->rule, *at, element->len))
				break;
		}
		if (element == end)
			return false;
		*at += element->len;
	}
	return true;
}

static bool
has_kind(const block_action *action, derived_types derived)
{
	bool is_all = derived.types != 0 && (derived.types & ~action->types) == 0;

	switch ((block_kind)action->kind) {
	case BLOCK_NO_VARIANT:
		return true;
	case BLOCK_ANY_VARIANT:
		return (derived.types & action->types) != 0;
	case BLOCK_ALL_VARIANTS:
		return is_all;
	case BLOCK_ONLY_VARIANTS:
		return is_all && derived.is_only;
	}
	return false;
}

const block_action *
parse_find_action(const view *v, derived_types derived)
{
	const block_action *action = v->t->actions, *last = action + v->t->actions_count - 1;

	/* The last action is the catch-all of RFC 7940, 7.4. */
	while (action < last && !(has_kind(action, derived) &&
	                          rule_condition_holds(v, action->condition, action->rule, 0, 0)))
		action++;
	meter_pay(v->meter, (size_t)(action - v->t->actions) / METER_GLANCES);
	return action;
}
