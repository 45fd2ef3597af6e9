/* SPDX-License-Identifier: MIT */
/* Derivations that come to the same disposition, whatever follows, made equal.  RFC 7940, 7 */
#include "lgr/reading.h"

/* What is known of a condition of an action, or of an action, before the label is complete. */
typedef enum outlook { NEVER, PERHAPS, SURELY } outlook;

static outlook
foresee_match(const reader *r, const reading *now, const block_action *action)
{
	if (action->condition == BLOCK_ALWAYS)
		return SURELY;
	if (!reading_has_matched(r, now, action->rule))
		return PERHAPS;
	return action->condition == BLOCK_WHEN ? SURELY : NEVER;
}

/*
 * Whether the types of a derivation meet an action.
 *
 *   allowed  loses the types that would change the answer, now or later, if the derivation had them
 */
static outlook
foresee_types(const block_action *action, const derivation *d, uint64_t *allowed)
{
	switch ((block_kind)action->kind) {
	case BLOCK_NO_VARIANT:
		return SURELY;
	case BLOCK_ANY_VARIANT:
		if (d->types & action->types)
			return SURELY;
		*allowed &= ~action->types;
		return PERHAPS;
	case BLOCK_ONLY_VARIANTS:
		if (!d->is_only)
			return NEVER;
		break;
	case BLOCK_ALL_VARIANTS:
		break;
	}
	if (d->types & ~action->types)
		return NEVER;
	/* That there is no type yet matters too: it takes one. */
	*allowed &= d->types ? action->types : 0;
	return PERHAPS;
}

/*
 * Give a derivation the most types, and the least is_only, with which every action has the same
 * outlook: it depends on nothing else which of them decides.  Adding types keeps this.
 *
 * False when only invalid can come of it.
 */
static bool
reduce(const reader *r, const reading *now, derivation *d)
{
	const block_action *action = r->c.t->actions, *last = action + r->c.t->actions_count - 1;
	uint64_t            allowed = ~UINT64_C(0);
	bool                is_valid = false;
	uint8_t             is_only = 0;

	for (;; action++) {
		uint64_t kept = allowed;
		outlook  match = foresee_match(r, now, action);
		outlook  types = match == NEVER ? NEVER : foresee_types(action, d, &kept);
		if (types == NEVER && action < last)
			continue;
		allowed = kept;
		is_valid |= action->disposition != IDNC_LGR_INVALID;
		/* The last action is the catch-all of RFC 7940, 7.4. */
		if (action == last || (match == SURELY && types == SURELY))
			break;
		is_only |= action->kind == BLOCK_ONLY_VARIANTS;
	}
	meter_pay(r->s.v.meter, 1 + (size_t)(action - r->c.t->actions) / METER_GLANCES);
	d->types = allowed;
	d->is_only = is_only;
	return is_valid;
}

static int
compare(const derivation *a, const derivation *b)
{
	uint64_t x = (uint64_t)a->pending << 32 | (uint64_t)a->at << 16 | (uint64_t)a->written << 8 | a->is_only;
	uint64_t y = (uint64_t)b->pending << 32 | (uint64_t)b->at << 16 | (uint64_t)b->written << 8 | b->is_only;

	if (x != y)
		return x < y ? -1 : 1;
	return a->types < b->types ? -1 : a->types > b->types;
}

/* Shell's sort: the sets are small. */
static void
sort(derivation *d, size_t n)
{
	size_t gap = 1;

	while (gap < n / 3)
		gap = 3 * gap + 1;
	for (; gap > 0; gap /= 3)
		for (size_t i = gap; i < n; i++) {
			derivation one = d[i];
			size_t     at = i;
			for (; at >= gap && compare(&d[at - gap], &one) > 0; at -= gap)
				d[at] = d[at - gap];
			d[at] = one;
		}
}

bool
reading_reduce(const reader *r, reading *now)
{
	uint32_t kept = 0, len = 0;

	for (uint32_t i = 0; i < now->set_len && !meter_is_empty(r->s.v.meter); i++) {
		derivation d = now->set[i];
		if (reduce(r, now, &d))
			now->set[len++] = d;
	}
	sort(now->set, len);
	for (uint32_t i = 0; i < len; i++)
		if (kept == 0 || compare(&now->set[kept - 1], &now->set[i]) != 0)
			now->set[kept++] = now->set[i];
	now->set_len = kept;
	return kept > 0;
}
