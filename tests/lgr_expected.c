/* SPDX-License-Identifier: MIT */
/* Every label of the expected results: disposition, index label, and each variant, listed and asked for. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "idncheck/tables.h"
#include "util.h"

#define LISTED_MAX 20000 /* labels with more variants are counted by another test */

static const char *shared;
static uint64_t    workspace[1 << 20];
static uint64_t    other_workspace[1 << 17];

/* A table of the folder lgr/, read, compiled and opened; the block belongs to it. */
static idnc_lgr
open_table(struct span name)
{
	char                 path[512];
	idnc_table_findings  findings = { 0 };
	idnc_table          *t;
	struct span          xml;
	unsigned char       *block;
	size_t               size;
	idnc_lgr             lgr;

	snprintf(path, sizeof path, "lgr/%.*s", (int)name.len, name.at);
	xml = util_read(shared, path);
	ck_assert_int_eq(idnc_table_read(NULL, xml.at, xml.len, &findings, &t), IDNC_TABLE_OK);
	ck_assert_int_eq(idnc_table_compile(t, &findings, &block, &size), IDNC_TABLE_OK);
	ck_assert_int_eq(idnc_lgr_open(block, size, &lgr), IDNC_OK);
	idnc_table_free(t);
	util_free(xml);
	return lgr;
}

static size_t
write_hex(const uint32_t *cps, size_t n, char *out)
{
	size_t len = 0;

	for (size_t i = 0; i < n; i++)
		len += (size_t)sprintf(out + len, "%s%04X", i > 0 ? " " : "", (unsigned)cps[i]);
	return len;
}

static int
compare_names(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* "allocatable|blocked": the dispositions of a variant, by name. */
static void
write_dispositions(const idnc_lgr *lgr, const idnc_lgr_variant *v, char out[256])
{
	const char *names[IDNC_LGR_CONFLICTS_MAX];

	for (size_t i = 0; i < v->count; i++)
		names[i] = idnc_lgr_disposition_z(lgr, v->dispositions[i]);
	qsort(names, v->count, sizeof names[0], compare_names);
	*out = '\0';
	for (size_t i = 0; i < v->count; i++)
		sprintf(out + strlen(out), "%s%s", i > 0 ? "|" : "", names[i]);
}

/* How many variants have each set of dispositions. */
struct tallies {
	char   names[16][256];
	size_t counts[16], len;
};

static void
count_one(struct tallies *t, const char *name)
{
	size_t i = 0;

	while (i < t->len && strcmp(t->names[i], name) != 0)
		i++;
	ck_assert_uint_lt(i, 16);
	if (i == t->len)
		strcpy(t->names[t->len++], name);
	t->counts[i]++;
}

static int
compare_tallies(const void *a, const void *b)
{
	return strcmp(a, b);
}

/* "blocked=3,valid=1" */
static void
write_tallies(const struct tallies *t, char *out)
{
	char rows[16][300];

	for (size_t i = 0; i < t->len; i++)
		sprintf(rows[i], "%s=%zu", t->names[i], t->counts[i]);
	qsort(rows, t->len, sizeof rows[0], compare_tallies);
	*out = '\0';
	for (size_t i = 0; i < t->len; i++)
		sprintf(out + strlen(out), "%s%s", i > 0 ? "," : "", rows[i]);
}

/* List the variants: ascending, each once, each found again when asked for.  False when there are too many. */
static bool
list_variants(struct tally *t, const idnc_lgr *lgr, const uint32_t *label, size_t len, char *counts)
{
	struct tallies     tallies = { .len = 0 };
	idnc_lgr_variants *it;
	idnc_lgr_variant   v, again;
	char               last[512] = "", now[512], name[256];
	size_t             n = 0;

	ck_assert_int_eq(idnc_lgr_variants_begin(lgr, label, len, workspace, sizeof workspace, &it), IDNC_OK);
	for (; idnc_lgr_variants_next(it, &v) == IDNC_OK && v.len > 0; n++) {
		size_t k = 0;
		if (n == LISTED_MAX)
			return false;
		for (size_t i = 0; i < v.len; i++)
			k += (size_t)sprintf(now + k, "%06X", (unsigned)v.cp[i]);
		if (strcmp(now, last) <= 0)
			util_wrong(t, "%s is listed behind %s", now, last);
		strcpy(last, now);
		write_dispositions(lgr, &v, name);
		count_one(&tallies, name);
		if (n % 7 == 0 && (idnc_lgr_find_variant(lgr, label, len, v.cp, v.len, other_workspace,
		                                         sizeof other_workspace, &again) != IDNC_OK ||
		                   memcmp(&again.count, &v.count, sizeof v.count) != 0 ||
		                   memcmp(again.dispositions, v.dispositions, v.count * sizeof v.dispositions[0]) != 0))
			util_wrong(t, "%s is listed, but not found", now);
	}
	write_tallies(&tallies, counts);
	return true;
}

static void
check_row(struct tally *t, const idnc_lgr *lgr, const struct span *columns)
{
	uint32_t         label[256], index[IDNC_LGR_LABEL_MAX];
	size_t           len = util_hex(columns[0], label), index_len;
	idnc_lgr_verdict verdict;
	idnc_status      status = idnc_lgr_check(lgr, label, len, &verdict, NULL);
	const char      *disposition = idnc_lgr_disposition_z(lgr, verdict.disposition);
	char             hex[1024], counts[8192];
	struct span      got;

	t->rows++;
	got = (struct span){ disposition, strlen(disposition) };
	/* A label that two derivations judge differently has one verdict all the same. */
	if (!util_equal(got, columns[1]) && !memchr(columns[1].at, '|', columns[1].len))
		util_wrong(t, "%.*s is %s", (int)columns[0].len, columns[0].at, disposition);
	if (status != IDNC_OK)
		return;
	ck_assert_int_eq(idnc_lgr_index(lgr, label, len, index, IDNC_LGR_LABEL_MAX, &index_len), IDNC_OK);
	got = (struct span){ hex, write_hex(index, index_len, hex) };
	if (!util_equal(got, columns[2]))
		util_wrong(t, "%.*s has the index %s", (int)columns[0].len, columns[0].at, hex);
	if (!list_variants(t, lgr, label, len, counts))
		return;
	got = (struct span){ counts, strlen(counts) };
	/* "-": not computed. */
	if (!util_equal(got, columns[3]) && !util_equal(columns[3], SPAN_Z("-")))
		util_wrong(t, "%.*s has the counts %s", (int)columns[0].len, columns[0].at, counts);
}

/* The table is named in the first line: "# table: FOLDER/FILE.xml  sha256 ..." */
static void
check_file(const char *name, size_t rows)
{
	struct tally t = { .suite = name };
	char         path[256];
	struct span  file, rest, line, columns[8];
	idnc_lgr     lgr;

	snprintf(path, sizeof path, "lgr/expected/%s.tsv", name);
	file = rest = util_read(shared, path);
	ck_assert(util_line(&rest, &line) && line.len > 9);
	line.at += 9;
	line.len = strcspn(line.at, " ");
	lgr = open_table(line);
	while (util_line(&rest, &line))
		if (line.len > 0 && line.at[0] != '#' && util_split(line, '\t', columns, 8) == 5)
			check_row(&t, &lgr, columns);
	idnc_table_release(NULL, (void *)(uintptr_t)lgr.block);
	util_free(file);
	util_settle(&t, rows);
}

static const struct {
	const char *name;
	size_t      rows;
} files[] = {
	{ "full-variant-set.und-Arab", 600 }, { "full-variant-set.und-Latn", 600 }, { "root-zone.und-Arab", 700 },
	{ "root-zone.und-Armn", 700 }, { "root-zone.und-Beng", 700 }, { "root-zone.und-Cyrl", 700 },
	{ "root-zone.und-Deva", 600 }, { "root-zone.und-Ethi", 700 }, { "root-zone.und-Grek", 700 },
	{ "root-zone.und-Gujr", 700 }, { "root-zone.und-Hani", 700 }, { "root-zone.und-Hebr", 700 },
	{ "root-zone.und-Jpan", 700 }, { "root-zone.und-Latn", 700 }, { "root-zone.und-Mymr", 600 },
	{ "second-level-reference.ar", 600 }, { "second-level-reference.de", 600 },
	{ "second-level-reference.en", 600 }, { "second-level-reference.es", 600 },
	{ "second-level-reference.fr", 600 }, { "second-level-reference.he", 600 },
	{ "second-level-reference.hi", 600 }, { "second-level-reference.ja", 600 },
	{ "second-level-reference.und-Arab", 600 }, { "second-level-reference.und-Deva", 600 },
	{ "second-level-reference.und-Grek", 600 }, { "second-level-reference.und-Latn", 600 },
	{ "second-level-reference.und-Sinh", 600 },
};

START_TEST(expected)
{
	for (size_t i = 0; i < sizeof files / sizeof files[0]; i++)
		check_file(files[i].name, files[i].rows);
}
END_TEST

/* A row with another disposition, index or count is found out. */
START_TEST(self_test)
{
	static const char *const wrong[] = { "06A8\tblocked\t06A4\tblocked=1,valid=1\t-",
		                             "06A8\tvalid\t06A8\tblocked=1,valid=1\t-",
		                             "06A8\tvalid\t06A4\tblocked=2,valid=1\t-" };
	idnc_lgr lgr = open_table(SPAN_Z("root-zone-5/und-Arab.xml"));

	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		struct tally t = { .suite = "self-test", .quiet = true };
		struct span  columns[8];
		ck_assert_uint_eq(util_split((struct span){ wrong[i], strlen(wrong[i]) }, '\t', columns, 8), 5);
		check_row(&t, &lgr, columns);
		ck_assert_uint_eq(t.wrong, 1);
	}
	idnc_table_release(NULL, (void *)(uintptr_t)lgr.block);
}
END_TEST

int
main(int argc, char *argv[])
{
	const TTest *const tests[] = { expected, self_test, NULL };

	shared = argc > 1 ? argv[1] : NULL;
	util_free(util_read(shared, "lgr/expected/root-zone.und-Arab.tsv"));
	return util_run("lgr_expected", tests);
}
