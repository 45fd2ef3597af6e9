/* SPDX-License-Identifier: MIT */
/* Labels that show a difference, but are refused for other reasons: more elements are put among theirs until nothing else refuses them. */
#include "tables/comparison.h"

#include <string.h>

/*
 * An automaton finds the shortest label, which knows nothing of the contexts and rules that are not asked about. Mostly
 * one element is missing, such as a consonant before a mark.
 */
enum { LEVELS = 3, BEAM = 4, CHECKS_MAX = 1 << 13 };

/* In all.  What a label costs is bounded, but a hostile table can come near to the bound. */
#define CHECKS_IN_ALL (UINT32_C(1) << 16)

/* How many reasons a table has to refuse a label. */
static size_t
count_reasons(compare *c, size_t side, const attempt *a)
{
	idnc_findings    findings = { .count = 0 };
	idnc_lgr_verdict verdict;

	idnc_lgr_check(&c->sides[side].lgr, a->label, a->len, &verdict, &findings);
	return findings.count;
}

static size_t
put(uint32_t *to, size_t len, size_t at, const uint32_t *cp, size_t cp_len)
{
	memmove(to + at + cp_len, to + at, (len - at) * sizeof *to);
	memcpy(to + at, cp, cp_len * sizeof *to);
	return len + cp_len;
}

/* Take a code point out of a label, and out of its variant label. */
static void
take(attempt *a, size_t from)
{
	bool   is_before = from < a->at;
	size_t other = is_before ? from : from - a->span + a->target_span;

	if (a->variant_len > 0)
		memmove(a->variant + other, a->variant + other + 1, (--a->variant_len - other) * sizeof *a->variant);
	memmove(a->label + from, a->label + from + 1, (--a->len - from) * sizeof *a->label);
	a->at -= is_before;
}

/* Put an element into a label, and into its variant label where that has the same on this side. */
static bool
insert(const compare *c, attempt *a, size_t gap, uint32_t number)
{
	const block_element *e = ((const common *)c->commons.items)[number].element[0];
	const uint32_t      *cp = compare_text(c, 0, e->text);
	bool                 is_before = gap <= a->at;

	if (a->len + e->len > IDNC_LGR_LABEL_MAX || a->variant_len + e->len > IDNC_LGR_LABEL_MAX)
		return false;
	if (a->variant_len > 0)
		a->variant_len = put(a->variant, a->variant_len, is_before ? gap : gap - a->span + a->target_span, cp, e->len);
	a->len = put(a->label, a->len, gap, cp, e->len);
	a->at += is_before ? e->len : 0;
	return true;
}

/* Keep an attempt among the best, unless it is there; those that came first are better than others with as many reasons. */
static void
keep(attempt *best, size_t *count, const attempt *one)
{
	size_t at = *count;

	for (size_t i = 0; i < *count; i++)
		if (best[i].len == one->len && memcmp(best[i].label, one->label, one->len * sizeof *one->label) == 0)
			return;
	while (at > 0 && best[at - 1].reasons > one->reasons)
		at--;
	if (at == BEAM)
		return;
	*count += *count < BEAM;
	memmove(best + at + 1, best + at, (*count - at - 1) * sizeof *best);
	best[at] = *one;
}

/* Try all labels with one element more, or with one instead of a code point; whether one will do. */
static bool
try_all(compare *c, const repair *how, bool instead, const attempt *from, attempt *best, size_t *count, size_t *checks,
        attempt *out)
{
	const uint32_t *numbers = c->spellings.items;

	for (size_t gap = 0; gap + instead <= from->len; gap++) {
		if (gap + instead > from->at && gap < from->at + from->span)
			continue;
		for (size_t i = 0; i < c->spellings.count; i++) {
			*out = *from;
			if (++*checks > CHECKS_MAX || ++c->repair_checks > CHECKS_IN_ALL)
				return false;
			if (instead)
				take(out, gap);
			if (!insert(c, out, gap, numbers[i]) || (how->keeps && !how->keeps(c, out, how->context)))
				continue;
			out->reasons = count_reasons(c, how->side, out);
			if (out->reasons == 0 && how->shows(c, out, how->context))
				return true;
			keep(best, count, out);
		}
	}
	return false;
}

static bool
search(compare *c, const repair *how, bool instead, attempt *one)
{
	attempt best[2][BEAM], out;
	size_t  counts[2] = { 1, 0 }, checks = 0;
	bool    is_shown = false;

	best[0][0] = *one;
	for (size_t level = 0; level < LEVELS && !is_shown; level++) {
		attempt *from = best[level % 2], *to = best[(level + 1) % 2];
		counts[(level + 1) % 2] = 0;
		for (size_t i = 0; i < counts[level % 2] && !is_shown; i++)
			is_shown = try_all(c, how, instead, &from[i], to, &counts[(level + 1) % 2], &checks, &out);
	}
	if (is_shown)
		*one = out;
	return is_shown;
}

bool
compare_repair(compare *c, const repair *how, attempt *one)
{
	if (!c->sides[0].is_open || !c->sides[1].is_open || one->len == 0 || c->repair_checks > CHECKS_IN_ALL)
		return false;
	/* Where a place is counted from the beginning, as that of hyphens is, nothing can be put before it. */
	return search(c, how, false, one) || search(c, how, true, one);
}
