/* SPDX-License-Identifier: MIT */
/* Whether a pattern matches a label, a variant of it, or what it is a variant of.  RFC 7940, 8.2 and 8.3 */
#include "base/memory.h"
#include "lgr/derive.h"
#include "lgr/variants.h"

enum { TRIED_MAX = 256 /* labels that a pattern matches, and of which the label could be a variant, that are tried */ };

#define NO_WAY 0xFFFFFFFFu

/* What can have become some code points of the label, at one place of it: an element, left as it is or mapped. */
typedef struct way {
	uint32_t text; /* in TEXT: the element's */
	uint32_t next; /* of the same place, or NO_WAY */
	uint8_t  text_len, consumed; /* code points of the element, and of the label */
} way;

/* An original as far as it is written: which way comes next, and what is behind the ways that were taken. */
typedef struct stage {
	uint32_t next;
	size_t   at, len;
	uint64_t set; /* of the pattern */
} stage;

/* A search for labels of which a label is a variant, as far as contexts and types are not looked at. */
typedef struct search {
	table           t;
	pattern         p;
	const uint32_t *label;
	size_t          len;
	work_meter      meter;
	way            *ways;
	size_t          ways_len, ways_max;
	uint32_t        first[IDNC_LGR_LABEL_MAX + 1];
	uint64_t        ends[IDNC_LGR_LABEL_MAX + 1]; /* of a place: from which sets the rest can be matched */
	stage           stages[IDNC_LGR_LABEL_MAX + 1];
	uint32_t        cp[IDNC_LGR_LABEL_MAX];
} search;

/* ---- Ways ---- */

static bool
stands_at(const search *s, size_t at, const uint32_t *text, size_t len)
{
	return len <= s->len - at && (len == 0 || memcmp(s->label + at, text, len * sizeof *text) == 0);
}

/* False when there is no room. */
static bool
add_way(search *s, size_t at, const block_element *element, size_t consumed)
{
	if (s->ways_len == s->ways_max)
		return false;
	s->ways[s->ways_len] = (way){ .text = element->text, .next = s->first[at], .text_len = element->len,
	                              .consumed = (uint8_t)consumed };
	s->first[at] = (uint32_t)s->ways_len++;
	return true;
}

/* Find where the targets of the mappings of an element stand in the label: of null variants, or of the others. */
static bool
add_mapped(search *s, const block_element *element, uint64_t low, bool is_null)
{
	const block_variant *v = s->t.variants + element->variant, *end = v + element->variants;

	for (; v < end; v++) {
		const uint32_t *text = s->t.text + v->text;
		if (v->reflexive || is_null != (v->len == 0) || (!is_null && !(low >> (text[0] & 63) & 1)))
			continue;
		meter_pay(&s->meter, s->len);
		for (size_t at = 0; at <= s->len; at++)
			if (stands_at(s, at, text, v->len) && !add_way(s, at, element, v->len))
				return false;
	}
	return true;
}

/* Find the elements that stand in the label themselves. */
static bool
add_same(search *s, size_t at)
{
	const block_point   *point = table_point(&s->t, s->label[at]);
	const block_element *element = s->t.elements + (point ? point->element : 0);

	for (uint32_t i = 0; point && i < point->elements; i++)
		if (stands_at(s, at, s->t.text + element[i].text, element[i].len) &&
		    !add_way(s, at, &element[i], element[i].len))
			return false;
	return true;
}

static bool
add_all_mapped(search *s, uint32_t elements, uint64_t low, bool is_null)
{
	bool is_good = true;

	for (uint32_t i = 0; i < elements && is_good && !meter_is_empty(&s->meter); i++) {
		meter_pay(&s->meter, 1 + s->t.elements[i].variants / METER_GLANCES);
		is_good = add_mapped(s, &s->t.elements[i], low, is_null);
	}
	return is_good;
}

/*
 * Find all ways; false when there is no room, or the meter is empty.  The last ones come first: those that
 * change nothing; and those of null variants, which anything can have had anywhere, at the end.
 */
static bool
find_ways(search *s, uint32_t elements)
{
	uint64_t low = 0;
	bool     is_good;

	for (size_t at = 0; at < s->len; at++)
		low |= UINT64_C(1) << (s->label[at] & 63);
	for (size_t at = 0; at <= s->len; at++)
		s->first[at] = NO_WAY;
	is_good = add_all_mapped(s, elements, low, true) && add_all_mapped(s, elements, low, false);
	for (size_t at = 0; at < s->len && is_good; at++)
		is_good = add_same(s, at);
	return is_good && !meter_is_empty(&s->meter);
}

/* From which sets the pattern is passed by the label behind each place; false when the meter is empty. */
static bool
find_ends(search *s)
{
	for (size_t at = s->len + 1; at-- > 0;) {
		uint64_t before;
		s->ends[at] = at == s->len ? pattern_end(&s->p) : 0;
		do { /* again, where null variants add to what they go on from */
			before = s->ends[at];
			for (uint32_t i = s->first[at]; i != NO_WAY; i = s->ways[i].next) {
				const way *w = &s->ways[i];
				uint64_t   set = s->ends[at + w->consumed];
				meter_pay(&s->meter, 1 + w->text_len * s->p.len / METER_GLANCES);
				for (size_t k = w->text_len; k-- > 0 && set;)
					set = pattern_step_back(&s->p, set, s->t.text[w->text + k]);
				s->ends[at] |= set;
			}
		} while (s->ends[at] != before && !meter_is_empty(&s->meter));
	}
	return !meter_is_empty(&s->meter);
}

/* ---- Originals ---- */

/* Take the next way from a stage by which the pattern can be passed; false when there is none. */
static bool
take_way(search *s, stage *from)
{
	while (from->next != NO_WAY) {
		const way *w = &s->ways[from->next];
		uint64_t   set = from->set;
		from->next = w->next;
		meter_pay(&s->meter, 1 + w->text_len * s->p.len / METER_GLANCES);
		if (from->len + w->text_len > IDNC_LGR_LABEL_MAX)
			continue;
		for (size_t k = 0; k < w->text_len; k++) {
			s->cp[from->len + k] = s->t.text[w->text + k];
			set = pattern_step(&s->p, set, s->cp[from->len + k]);
		}
		if (!(set & s->ends[from->at + w->consumed]))
			continue;
		from[1] = (stage){ .next = s->first[from->at + w->consumed], .at = from->at + w->consumed,
		                   .len = from->len + w->text_len, .set = set };
		return true;
	}
	return false;
}

/* Try each original; the first one of which the label is a variant is found. */
static idnc_status
try_originals(search *s, const idnc_lgr *lgr, void *workspace, size_t size, idnc_lgr_match *out)
{
	size_t depth = 0, tried = 0;

	s->stages[0] = (stage){ .next = s->first[0], .set = pattern_begin(&s->p) };
	if (!(s->stages[0].set & s->ends[0]))
		return IDNC_OK;
	for (;;) {
		const stage     *now = &s->stages[depth];
		idnc_lgr_variant found;
		idnc_status      status;

		if (meter_is_empty(&s->meter))
			return IDNC_E_LIMIT;
		if (!take_way(s, &s->stages[depth])) {
			if (depth-- == 0)
				return IDNC_OK;
			continue;
		}
		now = &s->stages[++depth];
		if (now->at < s->len || !(now->set >> s->p.len & 1))
			continue;
		if (tried++ == TRIED_MAX)
			return IDNC_E_LIMIT;
		status = idnc_lgr_find_variant(lgr, s->cp, now->len, s->label, s->len, workspace, size, &found);
		if (status < 0)
			return status;
		if (status == IDNC_OK && found.count > 0) {
			out->how = IDNC_LGR_MATCH_ORIGINAL;
			out->len = now->len;
			memcpy(out->cp, s->cp, now->len * sizeof *out->cp);
			return IDNC_OK;
		}
	}
}

static idnc_status
find_original(const idnc_lgr *lgr, const pattern *p, const uint32_t *label, size_t len, void *workspace, size_t size,
              idnc_lgr_match *out)
{
	arena   a = { workspace, size / 2 & ~(size_t)7, 0 };
	search *s = arena_take(&a, sizeof *s);

	*s = (search){ .t = table_of(lgr), .p = *p, .label = label, .len = len, .meter = { METER_LISTING } };
	s->ways = (way *)(void *)(a.bytes + a.used);
	s->ways_max = (a.size - a.used) / sizeof *s->ways;
	if (!find_ways(s, TABLE_COUNT(lgr->block, ELEMENTS)) || !find_ends(s))
		return IDNC_E_LIMIT;
	return try_originals(s, lgr, a.bytes + a.size, size - a.size, out);
}

/* ---- All of it ---- */

static idnc_status
find_variant(const idnc_lgr *lgr, const pattern *p, const uint32_t *label, size_t len, void *workspace, size_t size,
             idnc_lgr_match *out)
{
	idnc_lgr_variants *it;
	idnc_lgr_variant   variant;
	idnc_status        status = variants_begin(lgr, label, len, p, workspace, size, &it);

	/* Of one that is not eligible nothing is a variant. */
	if (status == IDNC_OK)
		status = idnc_lgr_variants_next(it, &variant);
	if (status != IDNC_OK)
		return status < 0 ? status : IDNC_OK;
	if (variant.len > 0) {
		out->how = IDNC_LGR_MATCH_VARIANT;
		out->len = variant.len;
		memcpy(out->cp, variant.cp, variant.len * sizeof *out->cp);
	}
	return IDNC_OK;
}

idnc_status
idnc_lgr_find_match(const idnc_lgr *lgr, const idnc_lgr_place *places, size_t places_len, const uint32_t *label,
                    size_t len, void *workspace, size_t size, idnc_lgr_match *out)
{
	pattern        p = { places, places_len };
	idnc_lgr_match found = { .how = IDNC_LGR_MATCH_NONE };
	idnc_status    status = IDNC_OK;

	if (places_len > IDNC_LGR_PATTERN_MAX)
		return IDNC_E_ARGUMENT;
	if (size < IDNC_LGR_MATCH_WORKSPACE_MIN)
		return IDNC_E_SPACE;
	if (places_len > 0 && len > 0 && len <= IDNC_LGR_LABEL_MAX) {
		if (pattern_matches(&p, label, len)) {
			found.how = IDNC_LGR_MATCH_LABEL;
			found.len = len;
			memcpy(found.cp, label, len * sizeof *label);
		} else {
			status = find_variant(lgr, &p, label, len, workspace, size, &found);
			if (status == IDNC_OK && found.how == IDNC_LGR_MATCH_NONE)
				status = find_original(lgr, &p, label, len, workspace, size, &found);
		}
	}
	if (status == IDNC_OK)
		*out = found;
	return status;
}
