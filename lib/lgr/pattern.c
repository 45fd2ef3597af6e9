/* SPDX-License-Identifier: MIT */
/* Patterns of labels, read one code point a step. */
#include "lgr/pattern.h"

static bool
takes(const idnc_lgr_place *place, uint32_t cp)
{
	return place->first <= cp && cp <= place->last;
}

/* A run can be passed without a code point. */
static uint64_t
pass_runs(const pattern *p, uint64_t set)
{
	for (size_t i = 0; i < p->len; i++)
		if (p->places[i].is_run && set >> i & 1)
			set |= UINT64_C(2) << i;
	return set;
}

static uint64_t
pass_runs_back(const pattern *p, uint64_t set)
{
	for (size_t i = p->len; i-- > 0;)
		if (p->places[i].is_run && set >> i & 2)
			set |= UINT64_C(1) << i;
	return set;
}

uint64_t
pattern_begin(const pattern *p)
{
	return pass_runs(p, 1);
}

uint64_t
pattern_end(const pattern *p)
{
	return pass_runs_back(p, UINT64_C(1) << p->len);
}

uint64_t
pattern_step(const pattern *p, uint64_t set, uint32_t cp)
{
	uint64_t to = 0;

	for (size_t i = 0; i < p->len; i++)
		if (set >> i & 1 && takes(&p->places[i], cp))
			to |= UINT64_C(1) << (p->places[i].is_run ? i : i + 1);
	return pass_runs(p, to);
}

uint64_t
pattern_step_back(const pattern *p, uint64_t set, uint32_t cp)
{
	uint64_t from = 0;

	for (size_t i = 0; i < p->len; i++)
		if (set >> (p->places[i].is_run ? i : i + 1) & 1 && takes(&p->places[i], cp))
			from |= UINT64_C(1) << i;
	return pass_runs_back(p, from);
}

bool
pattern_matches(const pattern *p, const uint32_t *cp, size_t len)
{
	uint64_t set = pattern_begin(p);

	for (size_t i = 0; i < len && set; i++)
		set = pattern_step(p, set, cp[i]);
	return set >> p->len & 1;
}
