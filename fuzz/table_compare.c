/* SPDX-License-Identifier: MIT */
/* A table equals itself; what is said of two is seen by the evaluation, on all short labels; it is the same from the other side. */
#include "pieces.h"

#include "idncheck/compare.h"

enum { ELEMENTS = 7, LETTERS = 4, SHORT = ELEMENTS * (ELEMENTS + 1) }; /* SHORT: labels of two elements */

/* Hard questions need not be asked to the end. */
static const idnc_compare_options options = { .states_max = 1 << 13 };

typedef struct side {
	idnc_table    *table;
	unsigned char *block;
	idnc_lgr       lgr;
} side;

static const struct {
	uint32_t cp[3];
	size_t   len;
} elements[ELEMENTS] = {
	{ { 0x61 }, 1 }, { { 0x62 }, 1 }, { { 0x61, 0x301 }, 2 }, { { 0x4E00 }, 1 }, { { 0x63, 0x62, 0x61 }, 3 }, { { 0x100 }, 1 },
	{ { 0x205 }, 1 },
};

static bool
is_begun(side *s)
{
	size_t size = 0;

	return s->table && idnc_table_compile(s->table, NULL, &s->block, &size) == IDNC_TABLE_OK &&
	       idnc_lgr_open(s->block, size, &s->lgr) == IDNC_OK;
}

static void
end(side *s)
{
	idnc_table_release(NULL, s->block);
	idnc_table_free(s->table);
}

/* Whether a context, by the names that the table has, accepts an element in a label. */
static bool
accepts(const side *s, const char *when, const char *not_when, const uint32_t *label, size_t label_len, size_t at, size_t span)
{
	const char *name = *when ? when : not_when;
	uint32_t    rule = 0;

	if (!*name)
		return true;
	while (idnc_lgr_rule_z(&s->lgr, rule) && strcmp(idnc_lgr_rule_z(&s->lgr, rule), name) != 0)
		rule++;
	MUST(idnc_lgr_rule_z(&s->lgr, rule) != NULL);
	return idnc_lgr_rule_holds(&s->lgr, rule, label, label_len, at, span) == (*when != '\0');
}

/* A label that is made of elements. */
typedef struct spelt {
	uint32_t cp[IDNC_LGR_LABEL_MAX];
	size_t   len;
	size_t   element[LETTERS], count; /* which, from the left */
} spelt;

/* The n-th label of up to LETTERS elements that both tables have; its length is 0 when one is missing. */
static spelt
find_label(const side sides[2], size_t n)
{
	spelt            out = { .len = 0 };
	idnc_table_entry e;

	for (; n > 0; n = (n - 1) / ELEMENTS) {
		size_t k = (n - 1) % ELEMENTS;
		for (size_t s = 0; s < 2; s++)
			if (!idnc_table_entry_find(sides[s].table, elements[k].cp, elements[k].len, &e))
				return (spelt){ .len = 0 };
		memcpy(out.cp + out.len, elements[k].cp, elements[k].len * sizeof *out.cp);
		out.len += elements[k].len;
		out.element[out.count++] = k;
	}
	return out;
}

static bool
has_aspect(const idnc_comparison *c, idnc_aspect aspect, const uint32_t *cp, size_t cp_len)
{
	const idnc_difference *d;

	for (size_t i = 0; (d = idnc_comparison_at(c, i)) != NULL; i++)
		if (d->aspect == aspect && (!cp || (d->source_len == cp_len && memcmp(d->source, cp, cp_len * sizeof *cp) == 0)))
			return true;
	return false;
}

/* Every label in which the contexts of an element differ is foretold. */
static void
check_contexts(const side sides[2], const idnc_comparison *c, const spelt *label)
{
	for (size_t i = 0, at = 0; i < label->count; at += elements[label->element[i++]].len) {
		size_t           k = label->element[i];
		idnc_table_entry e;
		bool             has[2];
		for (size_t s = 0; s < 2; s++) {
			MUST(idnc_table_entry_find(sides[s].table, elements[k].cp, elements[k].len, &e));
			has[s] = accepts(&sides[s], e.when, e.not_when, label->cp, label->len, at, elements[k].len);
		}
		MUST(has[0] == has[1] || has_aspect(c, IDNC_ASPECT_CONTEXT, elements[k].cp, elements[k].len));
	}
}

/* Tables that are said to be equal give a label the same disposition. */
static void
check_verdict(const side sides[2], const uint32_t *label, size_t label_len)
{
	const char *names[2];

	for (size_t s = 0; s < 2; s++) {
		idnc_lgr_verdict v;
		idnc_lgr_check(&sides[s].lgr, label, label_len, &v, NULL);
		names[s] = idnc_lgr_disposition_z(&sides[s].lgr, v.disposition);
	}
	MUST(strcmp(names[0], names[1]) == 0);
}

/* ... and the same variants, with the same dispositions. */
static void
check_variants(const side sides[2], const uint32_t *label, size_t label_len)
{
	static _Alignas(8) unsigned char workspace[2][IDNC_LGR_WORKSPACE_MIN];
	idnc_lgr_variants *lists[2];
	idnc_lgr_variant   v[2];

	for (size_t s = 0; s < 2; s++)
		if (idnc_lgr_variants_begin(&sides[s].lgr, label, label_len, workspace[s], sizeof workspace[s], &lists[s]) !=
		    IDNC_OK)
			return;
	do {
		for (size_t s = 0; s < 2; s++)
			if (idnc_lgr_variants_next(lists[s], &v[s]) != IDNC_OK)
				return;
		MUST(v[0].len == v[1].len && memcmp(v[0].cp, v[1].cp, v[0].len * sizeof *v[0].cp) == 0);
		MUST(v[0].count == v[1].count);
		/* Where there is one.  Numbers are those of each table. */
		for (size_t i = 0; v[0].len > 0 && i < v[0].count && v[0].count == 1; i++)
			MUST(strcmp(idnc_lgr_disposition_z(&sides[0].lgr, v[0].dispositions[i]),
			            idnc_lgr_disposition_z(&sides[1].lgr, v[1].dispositions[i])) == 0);
	} while (v[0].len > 0);
}

/* The proof of a difference proves it. */
static void
check_proof(const side sides[2], const idnc_difference *d)
{
	MUST(d->label_len <= IDNC_LGR_LABEL_MAX && d->variant_len <= IDNC_LGR_LABEL_MAX);
	MUST(idnc_aspect_z(d->aspect) && idnc_undecided_z(d->undecided));
	MUST(d->has[0] || d->has[1]);
	if (d->undecided != IDNC_UNDECIDED_NOT || d->label_len == 0)
		return;
	if (d->aspect == IDNC_ASPECT_CONTEXT || d->aspect == IDNC_ASPECT_VARIANT_CONTEXT)
		for (size_t s = 0; s < 2; s++) {
			const char *name = d->name[s] ? d->name[s] : "";
			MUST(memcmp(d->label + d->at, d->source, d->source_len * sizeof *d->label) == 0);
			MUST(accepts(&sides[s], d->is_negated[s] ? "" : name, d->is_negated[s] ? name : "", d->label, d->label_len,
			             d->at, d->source_len) == d->has[s]);
		}
	if (d->aspect == IDNC_ASPECT_RULE)
		for (size_t s = 0; s < 2; s++)
			MUST(accepts(&sides[s], d->name[s], "", d->variant ? d->variant : d->label,
			             d->variant ? d->variant_len : d->label_len, 0, 0) == d->has[s]);
}

/* The same tables, the other way round: the same differences, by their number; those of one kind at least. */
static void
check_mirror(const side sides[2], const idnc_comparison *c)
{
	idnc_comparison *other;
	size_t           counts[2][IDNC_ASPECT_COUNT] = { { 0 } };

	/* How far a search goes depends on its order. */
	for (size_t i = 0; i < idnc_comparison_count(c); i++)
		if (idnc_comparison_at(c, i)->undecided != IDNC_UNDECIDED_NOT)
			return;

	MUST(idnc_table_compare(sides[1].table, sides[0].table, &options, NULL, &other) == IDNC_TABLE_OK);
	for (size_t i = 0; i < idnc_comparison_count(c); i++)
		counts[0][idnc_comparison_at(c, i)->aspect]++;
	for (size_t i = 0; i < idnc_comparison_count(other); i++)
		counts[1][idnc_comparison_at(other, i)->aspect]++;
	for (size_t a = 0; a < IDNC_ASPECT_COUNT; a++)
		MUST(a == IDNC_ASPECT_ACTION || a == IDNC_ASPECT_VARIANT_TYPE || counts[0][a] == counts[1][a]);
	idnc_comparison_free(other);
}

static void
compare_sides(const side sides[2], bool is_same)
{
	idnc_comparison *c;
	bool             is_equal = true;
	size_t           count = 1;

	MUST(idnc_table_compare(sides[0].table, sides[1].table, &options, NULL, &c) == IDNC_TABLE_OK);
	for (size_t i = 0; i < idnc_comparison_count(c); i++) {
		const idnc_difference *d = idnc_comparison_at(c, i);
		MUST(!is_same || d->undecided == IDNC_UNDECIDED_LOOK_AROUND);
		is_equal &= d->aspect == IDNC_ASPECT_METADATA;
		check_proof(sides, d);
	}
	MUST(idnc_comparison_at(c, idnc_comparison_count(c)) == NULL);
	for (size_t i = 0; i < LETTERS; i++)
		count = count * ELEMENTS + 1;
	for (size_t n = 1; n < count; n++) {
		spelt label = find_label(sides, n);
		if (label.len == 0)
			continue;
		check_contexts(sides, c, &label);
		if (!is_equal)
			continue;
		check_verdict(sides, label.cp, label.len);
		if (n <= SHORT)
			check_variants(sides, label.cp, label.len);
	}
	check_mirror(sides, c);
	idnc_comparison_free(c);
}

/* Compare a table with the one that has another piece in one place; 254: it lacks that piece. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	side    sides[2];
	uint8_t other[512];
	size_t  n = 0;

	if (size < 3 || size > sizeof other)
		return 0;
	sides[0] = (side){ fuzz_pieces_read(data + 2, size - 2), NULL, { NULL } };
	if (is_begun(&sides[0])) {
		sides[1] = (side){ fuzz_pieces_again(sides[0].table), NULL, { NULL } };
		MUST(is_begun(&sides[1]));
		compare_sides(sides, true);
		end(&sides[1]);
		for (size_t i = 2; i < size; i++)
			if (i - 2 != data[0] % (size - 2) || data[1] != 254)
				other[n++] = i - 2 == data[0] % (size - 2) ? data[1] : data[i];
		sides[1] = (side){ fuzz_pieces_read(other, n), NULL, { NULL } };
		if (is_begun(&sides[1]))
			compare_sides(sides, false);
		end(&sides[1]);
	}
	end(&sides[0]);
	return 0;
}
