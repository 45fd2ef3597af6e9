/* SPDX-License-Identifier: MIT */
/* Listing variant labels in order, each once; and asking for one.  RFC 7940, 8.2 and 8.3 */
#include "lgr/check.h"
#include "lgr/derive.h"
#include "lgr/variants.h"

/* Derivations of nothing at all: one, but where null variants let the label begin to vanish. */
#define START_MAX 1024

enum { ADVANCE_COST = 4 }; /* of trying a code point, in the unit of a meter, derivations and rules apart */

/* The derivations after so many code points, and which code points were tried from there. */
struct frame {
	const derivation *set;
	size_t            len, used; /* used: of the arena before the next frame */
	uint64_t          seen, low; /* of what is written, for the view */
	uint32_t          least;     /* the code points before it were tried from here */
	bool              is_fresh;  /* nothing was tried yet; the label itself was not looked at */
	size_t            parsed;    /* code points of what is written, surely parsed so */
	uint64_t          matched;   /* of the pattern, where there is one */
};

struct idnc_lgr_variants {
	table        t;
	source       s;
	arena        a;
	view         written;
	class_memory memory, source_memory;
	work_meter   meter;
	idnc_status  status; /* IDNC_E_LIMIT: that was the end */
	uint32_t     cp[IDNC_LGR_LABEL_MAX + 1];
	size_t       depth;
	pattern      p; /* without places: all are listed */
	uint64_t     ends[IDNC_LGR_LABEL_MAX + 1]; /* of a place of the label: from which sets the rest can be matched */
	struct frame frames[IDNC_LGR_LABEL_MAX + 1];
};

/* From which sets the pattern is passed by what the label behind each place can become. */
static void
find_ends(idnc_lgr_variants *it)
{
	const source *s = &it->s;

	it->ends[s->v.len] = pattern_end(&it->p);
	for (size_t at = s->v.len; at-- > 0;) {
		it->ends[at] = 0;
		for (uint32_t i = s->first[at]; i < s->first[at + 1]; i++) {
			const option *o = &s->options[i];
			uint64_t      set = it->ends[at + o->consumed];
			meter_pay(&it->meter, 1 + o->text_len * it->p.len / METER_GLANCES);
			for (size_t k = o->text_len; k-- > 0 && set;)
				set = pattern_step_back(&it->p, set, it->t.text[o->text + k]);
			it->ends[at] |= set;
		}
	}
}

/* Keep the derivations by which the pattern can be passed; returns how many. */
static size_t
keep_matching(idnc_lgr_variants *it, derivation *set, size_t n, uint64_t matched)
{
	size_t kept = 0;

	for (size_t i = 0; i < n; i++) {
		const option *o = set[i].pending == DERIVE_READY ? NULL : &it->s.options[set[i].pending];
		uint64_t      rest = matched;
		for (size_t k = set[i].written; o && k < o->text_len; k++)
			rest = pattern_step(&it->p, rest, it->t.text[o->text + k]);
		meter_pay(&it->meter, 1 + (o ? o->text_len * it->p.len / METER_GLANCES : 0));
		if (rest & it->ends[set[i].at])
			set[kept++] = set[i];
	}
	return kept;
}

idnc_status
variants_begin(const idnc_lgr *lgr, const uint32_t *label, size_t len, const pattern *p, void *workspace, size_t size,
               idnc_lgr_variants **out)
{
	arena              a = { workspace, size, 0 };
	idnc_lgr_variants *it;
	idnc_lgr_verdict   verdict;
	idnc_status        status;
	derivation        *start;

	if (size < IDNC_LGR_WORKSPACE_MIN || !(it = arena_take(&a, sizeof *it)))
		return IDNC_E_SPACE;
	it->t = table_of(lgr);
	it->meter.left = 0;
	status = check_source(&it->written, &it->t, label, len, &it->source_memory, &it->meter, &verdict, NULL);
	if (status != IDNC_OK)
		return status;
	if (!derive_begin(&it->s, &it->written, &a) || !(start = arena_take(&a, START_MAX * sizeof *start)))
		return IDNC_E_SPACE;
	it->meter.left = METER_LISTING;
	it->depth = 0;
	it->frames[0] = (struct frame){ .set = start, .len = derive_start(&it->s, start, START_MAX), .used = a.used,
	                                .is_fresh = true };
	view_make(&it->written, &it->t, it->cp, 0, &it->memory, &it->meter);
	it->a = a;
	it->status = it->frames[0].len > 0 ? IDNC_OK : IDNC_E_LIMIT;
	it->p = p ? *p : (pattern){ NULL, 0 };
	if (p) {
		find_ends(it);
		it->frames[0].matched = pattern_begin(p);
		it->frames[0].len = keep_matching(it, start, it->frames[0].len, it->frames[0].matched);
	}
	*out = it;
	return it->status;
}

idnc_status
idnc_lgr_variants_begin(const idnc_lgr *lgr, const uint32_t *label, size_t len, void *workspace, size_t size,
                        idnc_lgr_variants **out)
{
	return variants_begin(lgr, label, len, NULL, workspace, size, out);
}

/*
 * Whether what was written is a variant: complete, eligible by itself, not only invalid.  RFC 7940, 8.3
 *
 *   set, len  its derivations
 *   parsed    so many of its code points have a parse
 */
static idnc_status
judge(const source *s, const derivation *set, size_t len, const view *written, size_t parsed, idnc_lgr_variant *out)
{
	bool is_complete = false;

	out->count = out->len = 0;
	for (size_t i = 0; i < len && !is_complete; i++)
		is_complete = derive_is_complete(s, &set[i]);
	if (!is_complete || written->len == 0)
		return IDNC_OK;
	if (!parse_rest(written, parsed))
		return IDNC_OK;
	if (!derive_dispositions(s, set, len, written, out))
		return IDNC_E_LIMIT;
	for (size_t i = 0; i < written->len; i++)
		out->cp[i] = written->cp[i];
	out->len = written->len;
	return IDNC_OK;
}

/* One code point further, or back; false at the end, or when the workspace is full or the meter empty. */
static bool
advance(idnc_lgr_variants *it, idnc_status *status)
{
	struct frame *f = &it->frames[it->depth];
	derivation   *next = (derivation *)(it->a.bytes + f->used);
	size_t        room = (it->a.size - f->used) / sizeof *next;
	uint32_t      cp = it->depth < IDNC_LGR_LABEL_MAX ? derive_next_cp(&it->s, f->set, f->len, f->least)
	                                                  : IDNC_NO_CP;
	bool          is_full = false;
	const block_point *point;

	meter_pay(&it->meter, ADVANCE_COST);
	if (!derive_pay(&it->s, f->len)) {
		*status = IDNC_E_LIMIT;
		return false;
	}
	f->is_fresh = false;
	if (cp == IDNC_NO_CP)
		return it->depth-- > 0;
	f->least = cp + 1;
	/* A label with a code point that no element has is invalid, however it goes on. */
	point = table_point(&it->t, cp);
	if (!point)
		return true;
	it->written.seen = f->seen;
	it->written.low = f->low;
	it->cp[it->depth] = cp;
	view_write(&it->written, it->depth, point);
	f[1].parsed = f->parsed;
	if (!parse_on(&it->written, &f[1].parsed))
		return true;
	f[1].len = derive_step(&it->s, f->set, f->len, cp, next, room, &is_full);
	if (is_full) {
		*status = IDNC_E_LIMIT;
		return false;
	}
	f[1].len = derive_keep_short(&it->s, next, f[1].len, IDNC_LGR_LABEL_MAX - it->depth - 1);
	if (it->p.places) {
		f[1].matched = pattern_step(&it->p, f->matched, cp);
		f[1].len = keep_matching(it, next, f[1].len, f[1].matched);
	}
	f[1].set = next;
	f[1].used = f->used + f[1].len * sizeof *next;
	f[1].seen = it->written.seen;
	f[1].low = it->written.low;
	f[1].is_fresh = true;
	f[1].least = 0;
	it->depth++;
	return true;
}

idnc_status
idnc_lgr_variants_next(idnc_lgr_variants *it, idnc_lgr_variant *out)
{
	out->len = out->count = 0;
	it->meter.left = METER_LISTING;
	/* The depth wraps below 0 at the end. */
	while (it->depth <= IDNC_LGR_LABEL_MAX && out->count == 0 && it->status == IDNC_OK && advance(it, &it->status)) {
		const struct frame *f = &it->frames[it->depth];
		if (f->is_fresh)
			it->status = judge(&it->s, f->set, f->len, &it->written, f->parsed, out);
	}
	if (it->status != IDNC_OK || out->count == 0)
		out->len = out->count = 0;
	return it->status;
}

idnc_status
idnc_lgr_find_variant(const idnc_lgr *lgr, const uint32_t *label, size_t len, const uint32_t *candidate,
                      size_t candidate_len, void *workspace, size_t size, idnc_lgr_variant *out)
{
	arena            a = { workspace, size, 0 };
	table            t = table_of(lgr);
	source          *s = arena_take(&a, sizeof *s);
	class_memory     memory, source_memory;
	work_meter       meter = { 0 };
	view             v;
	idnc_lgr_verdict verdict;
	idnc_status      status = check_source(&v, &t, label, len, &source_memory, &meter, &verdict, NULL);
	derivation      *set, *next;
	size_t           room, n;
	bool             is_full = false;

	if (status != IDNC_OK)
		return status;
	if (size < IDNC_LGR_WORKSPACE_MIN || !s || !derive_begin(s, &v, &a))
		return IDNC_E_SPACE;
	room = (a.size - a.used) / sizeof *set / 2;
	set = arena_take(&a, room * sizeof *set);
	next = arena_take(&a, room * sizeof *next);
	meter.left = METER_LISTING;
	n = derive_start(s, set, room);
	is_full = n == 0;
	for (size_t i = 0; i < candidate_len && n > 0 && !is_full && candidate_len <= IDNC_LGR_LABEL_MAX; i++) {
		derivation *done = set;
		is_full = !derive_pay(s, n);
		n = derive_step(s, set, n, candidate[i], next, room, &is_full);
		set = next;
		next = done;
	}
	if (is_full)
		return IDNC_E_LIMIT;
	view_make(&v, &t, candidate, candidate_len <= IDNC_LGR_LABEL_MAX ? candidate_len : 0, &memory, &meter);
	return judge(s, set, n, &v, 0, out);
}
