/* SPDX-License-Identifier: MIT */
/* A pattern matches what it says, and where it matches nothing, no short label that stands to the label so is matched by it. */
#include "lgr.h"

enum { PLACES_MAX = 6, ASKED = 4 + 16 + 64 };

static uint64_t workspace[IDNC_LGR_MATCH_WORKSPACE_MIN / 8], other[IDNC_LGR_WORKSPACE_MIN / 8];

/* The plain definition, which goes back. */
static bool
matches(const idnc_lgr_place *places, size_t places_len, const uint32_t *cp, size_t len)
{
	bool takes = places_len > 0 && len > 0 && places->first <= *cp && *cp <= places->last;

	if (places_len == 0)
		return len == 0;
	if (!places->is_run)
		return takes && matches(places + 1, places_len - 1, cp + 1, len - 1);
	return matches(places + 1, places_len - 1, cp, len) || (takes && matches(places, places_len, cp + 1, len - 1));
}

/* Whether `variant` is a variant of `label` that is not invalid. */
static bool
is_variant(const struct fuzz_lgr *f, const uint32_t *label, size_t len, const uint32_t *variant, size_t variant_len)
{
	idnc_lgr_variant v = { .count = 0 };

	return idnc_lgr_find_variant(&f->lgr, label, len, variant, variant_len, other, sizeof other, &v) == IDNC_OK && v.count > 0;
}

/* The n-th string of up to three letters. */
static size_t
string_at(size_t n, uint32_t cp[3])
{
	size_t len = n < 4 ? 1 : n < 20 ? 2 : 3, number = n < 4 ? n : n < 20 ? n - 4 : n - 20;

	cp[0] = (uint32_t)('a' + number % 4);
	cp[1] = (uint32_t)('a' + number / 4 % 4);
	cp[2] = (uint32_t)('a' + number / 16);
	return len;
}

/* What a pattern is made from: letters, a variant of the label, or a string of which it is one; at most PLACES_MAX. */
static size_t
take_example(struct fuzz_bytes *b, const struct fuzz_lgr *f, uint32_t *cp)
{
	size_t len = fuzz_take(b, PLACES_MAX) + 1;
	unsigned kind = fuzz_take(b, 3), which = fuzz_take(b, 250);
	idnc_lgr_variants *list;
	idnc_lgr_variant v;

	for (size_t i = 0; i < len; i++)
		cp[i] = 'a' + fuzz_take(b, FUZZ_LETTERS);
	if (kind == 1 && idnc_lgr_variants_begin(&f->lgr, f->label, f->len, other, sizeof other, &list) == IDNC_OK)
		for (unsigned n = 0; n <= which && idnc_lgr_variants_next(list, &v) == IDNC_OK && v.len > 0; n++)
			if (v.len <= PLACES_MAX)
				memcpy(cp, v.cp, (len = v.len) * sizeof *cp);
	for (size_t i = 0; kind == 2 && i < ASKED; i++) {
		uint32_t original[3];
		size_t original_len = string_at((i + which) % ASKED, original);
		if (!is_variant(f, original, original_len, f->label, f->len))
			continue;
		memcpy(cp, original, (len = original_len) * sizeof *cp);
		break;
	}
	return len;
}

/* Take an example apart: letters stay, or become ranges, any letter, or runs. */
static size_t
take_pattern(struct fuzz_bytes *b, const struct fuzz_lgr *f, idnc_lgr_place *places)
{
	uint32_t cp[PLACES_MAX];
	size_t len = take_example(b, f, cp);

	for (size_t i = 0; i < len; i++) {
		unsigned kind = fuzz_take(b, 12);
		places[i] = (idnc_lgr_place){ .first = cp[i], .last = cp[i] + (kind > 9), .is_run = kind == 8 || kind == 9 };
		if (kind == 6 || kind == 7)
			places[i] = (idnc_lgr_place){ 0, 0x10FFFF, kind == 7 };
	}
	return len;
}

static void
check_found(const struct fuzz_lgr *f, const idnc_lgr_place *places, size_t places_len, const idnc_lgr_match *m)
{
	MUST(matches(places, places_len, m->cp, m->len));
	switch (m->how) {
	case IDNC_LGR_MATCH_NONE:
		break;
	case IDNC_LGR_MATCH_LABEL:
		MUST(fuzz_compare(m->cp, m->len, f->label, f->len) == 0);
		break;
	case IDNC_LGR_MATCH_VARIANT:
		MUST(is_variant(f, f->label, f->len, m->cp, m->len));
		break;
	case IDNC_LGR_MATCH_ORIGINAL:
		MUST(is_variant(f, m->cp, m->len, f->label, f->len));
		break;
	}
}

/* Nothing stands to the label so: of its variants, all; of what it could be a variant of, up to three letters. */
static void
check_none(const struct fuzz_lgr *f, const idnc_lgr_place *places, size_t places_len)
{
	static uint64_t listing[IDNC_LGR_WORKSPACE_MIN / 8];
	idnc_lgr_variants *list;
	idnc_lgr_variant v;

	MUST(f->len == 0 || !matches(places, places_len, f->label, f->len));
	if (idnc_lgr_variants_begin(&f->lgr, f->label, f->len, listing, sizeof listing, &list) == IDNC_OK)
		for (int n = 0; n < FUZZ_LISTED_MAX && idnc_lgr_variants_next(list, &v) == IDNC_OK && v.len > 0; n++)
			MUST(!matches(places, places_len, v.cp, v.len));
	for (size_t i = 0; i < ASKED; i++) {
		uint32_t cp[3];
		size_t len = string_at(i, cp);
		MUST(f->len == 0 || !matches(places, places_len, cp, len) || !is_variant(f, cp, len, f->label, f->len));
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct fuzz_bytes b = { data + size / 2, size - size / 2 };
	idnc_lgr_place places[PLACES_MAX];
	size_t len;
	idnc_lgr_match m = { .how = IDNC_LGR_MATCH_NONE };
	struct fuzz_lgr f;
	idnc_status status;

	if (!fuzz_lgr(data, size, &f))
		return 0;
	len = take_pattern(&b, &f, places);
	status = idnc_lgr_find_match(&f.lgr, places, len, f.label, f.len, workspace, sizeof workspace, &m);
	MUST(status == IDNC_OK || status == IDNC_E_LIMIT);
	if (status == IDNC_OK && m.how != IDNC_LGR_MATCH_NONE)
		check_found(&f, places, len, &m);
	else if (status == IDNC_OK)
		check_none(&f, places, len);
	fuzz_lgr_free(&f);
	return 0;
}
