/* SPDX-License-Identifier: MIT */
/*
 * What is made of two tables is a table, the same each time; a table united with itself, or intersected, has the elements
 * that it had; one that was completed, or harmonized with itself, needs nothing more.
 */
#include "pieces.h"

#include "idncheck/table_sets.h"

typedef idnc_table_status operation(const idnc_table *const *tables, size_t count, idnc_table_findings *findings,
                                    idnc_table **out);

static idnc_table_status
populate(const idnc_table *const *tables, size_t count, idnc_table_findings *findings, idnc_table **out)
{
	(void)count;
	return idnc_table_populate(tables[0], NULL, findings, out);
}

static size_t
count_code(const idnc_table_findings *f, idnc_table_status code)
{
	size_t n = 0;

	for (size_t i = 0; i < f->count && i < f->capacity; i++)
		n += f->items[i].code == code;
	return n;
}

static void
must_be_same(const idnc_table *a, const idnc_table *b)
{
	char  *texts[2] = { NULL, NULL };
	size_t lens[2] = { 0, 0 };

	MUST(idnc_table_write(a, &texts[0], &lens[0]) == IDNC_TABLE_OK && idnc_table_write(b, &texts[1], &lens[1]) == IDNC_TABLE_OK);
	MUST(lens[0] == lens[1] && memcmp(texts[0], texts[1], lens[0]) == 0);
	idnc_table_release(NULL, texts[0]);
	idnc_table_release(NULL, texts[1]);
}

/* Elements lie in the lines in which they are written. */
static void
must_have_same_lines(const idnc_table *a, const idnc_table *b)
{
	idnc_table_entry one = { .node = NULL }, other = { .node = NULL };

	while (idnc_table_entry_next(a, &one)) {
		MUST(idnc_table_entry_next(b, &other));
		MUST(one.line == other.line);
	}
}

/* Make `made` tables of two, twice. */
static idnc_table_status
try(operation *what, const idnc_table *const tables[2], size_t made, idnc_table_findings *findings, idnc_table *out[2])
{
	idnc_table       *again[2] = { NULL, NULL }, *same;
	idnc_table_status status = what(tables, 2, findings, out);

	fuzz_table_status(status, findings);
	for (size_t i = 0; i < findings->count && i < findings->capacity; i++)
		MUST(findings->items[i].table < 2 && findings->items[i].other_table < 2);
	MUST(what(tables, 2, NULL, again) == status);
	for (size_t i = 0; i < made; i++) {
		MUST((out[i] != NULL) == (status == IDNC_TABLE_OK) && (again[i] != NULL) == (status == IDNC_TABLE_OK));
		if (!out[i])
			continue;
		must_be_same(out[i], again[i]);
		same = fuzz_pieces_again(out[i]);
		must_be_same(out[i], same);
		must_have_same_lines(out[i], same);
		idnc_table_free(again[i]);
		idnc_table_free(same);
	}
	return status;
}

static bool
has_same_elements(const idnc_table *a, const idnc_table *b)
{
	idnc_table_summary x, y;

	idnc_table_summary_get(a, &x);
	idnc_table_summary_get(b, &y);
	return x.code_points == y.code_points && x.sequences == y.sequences && x.rules <= y.rules;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static operation *const all[] = { idnc_table_union, idnc_table_intersect, idnc_table_merge, idnc_table_harmonize, populate };
	enum { UNION, INTERSECT, MERGE, HARMONIZE, POPULATE, COUNT };
	idnc_table_finding  items[256];
	idnc_table_findings findings = { items, 256, 0 };
	idnc_table         *a = fuzz_pieces_read(data, size / 2), *b = fuzz_pieces_read(data + size / 2, size - size / 2);

	for (size_t i = 0; a && i < COUNT; i++) {
		const idnc_table *two[2] = { a, b ? b : a };
		idnc_table       *made[2] = { NULL, NULL }, *more[2] = { NULL, NULL };
		idnc_table_status status = try(all[i], two, i == HARMONIZE ? 2 : 1, &findings, made);
		if (status == IDNC_TABLE_OK && i == POPULATE) {
			MUST(idnc_table_populate(made[0], NULL, &findings, more) == IDNC_TABLE_OK);
			MUST(count_code(&findings, IDNC_TABLE_V_SET_ADDED) == 0);
			must_be_same(made[0], more[0]);
		}
		if (status == IDNC_TABLE_OK && i == HARMONIZE && !b)
			must_be_same(made[0], made[1]);
		if (status == IDNC_TABLE_OK && !b && (i == UNION || i == INTERSECT))
			MUST(has_same_elements(a, made[0]) && count_code(&findings, IDNC_TABLE_V_SET_CONTEXT) == 0);
		for (size_t k = 0; k < 2; k++) {
			idnc_table_free(made[k]);
			idnc_table_free(more[k]);
		}
	}
	idnc_table_free(a);
	idnc_table_free(b);
	return 0;
}
