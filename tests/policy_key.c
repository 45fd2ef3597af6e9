/* SPDX-License-Identifier: MIT */
/* Keys and collisions beside enumeration: every variant of a label has its key, and collides; nothing else does. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "idncheck/policy.h"
#include "idncheck/tables.h"
#include "util.h"

enum {
	LISTED_MAX = 20000, /* variants of a label whose keys are compared */
	CROSSED_MAX = 200   /* of one that is registered, or applied for, and compared with enumeration */
};

static const char *shared, *only; /* the folder of the data; the beginning of the names of the files that are wanted */
static uint64_t    workspace[1 << 20], other_workspace[1 << 17], key_workspace[1 << 15];

struct opened {
	idnc_lgr         lgr;
	idnc_policy_keys keys;
	unsigned char   *block;
};

/* A label, and its variants where they are few. */
struct registered {
	uint32_t          cp[IDNC_LGR_LABEL_MAX];
	size_t            len;
	idnc_lgr_variant *variants;
	size_t            count;
};

static struct registered registered[1000];
static size_t            registered_count;

static struct opened
open_table(struct span name)
{
	char                path[512];
	idnc_table_findings findings = { 0 };
	idnc_table         *t;
	struct span         xml;
	size_t              size;
	struct opened       o;

	snprintf(path, sizeof path, "lgr/%.*s", (int)name.len, name.at);
	xml = util_read(shared, path);
	ck_assert_int_eq(idnc_table_read(NULL, xml.at, xml.len, &findings, &t), IDNC_TABLE_OK);
	ck_assert_int_eq(idnc_table_compile(t, &findings, &o.block, &size), IDNC_TABLE_OK);
	ck_assert_int_eq(idnc_lgr_open(o.block, size, &o.lgr), IDNC_OK);
	ck_assert_int_eq(idnc_policy_keys_begin(&o.lgr, key_workspace, sizeof key_workspace, &o.keys), IDNC_OK);
	idnc_table_free(t);
	util_free(xml);
	return o;
}

static bool
is_same(const uint32_t *a, size_t a_len, const uint32_t *b, size_t b_len)
{
	return a_len == b_len && memcmp(a, b, a_len * sizeof *a) == 0;
}

/* All variants of a label, itself among them; NULL when there are more than `most`, or it is not eligible. */
static idnc_lgr_variant *
list_variants(const idnc_lgr *lgr, const uint32_t *label, size_t len, size_t most, size_t *count)
{
	idnc_lgr_variants      *it;
	static idnc_lgr_variant found[LISTED_MAX];
	idnc_lgr_variant       *list, v;

	*count = 0;
	if (idnc_lgr_variants_begin(lgr, label, len, workspace, sizeof workspace, &it) != IDNC_OK)
		return NULL;
	while (idnc_lgr_variants_next(it, &v) == IDNC_OK && v.len > 0) {
		if (*count == most)
			return NULL;
		found[(*count)++] = v;
	}
	list = malloc(*count * sizeof *list);
	ck_assert_ptr_nonnull(list);
	memcpy(list, found, *count * sizeof *list);
	return list;
}

/* The key of each variant is that of the label, and so is its number. */
static void
check_keys(struct tally *t, const struct opened *o, const struct registered *r)
{
	uint32_t key[IDNC_LGR_LABEL_MAX], other[IDNC_LGR_LABEL_MAX];
	size_t   key_len, other_len;

	ck_assert_int_eq(idnc_policy_key(&o->keys, r->cp, r->len, key, IDNC_LGR_LABEL_MAX, &key_len), IDNC_OK);
	for (size_t i = 0; i < r->count; i++) {
		const idnc_lgr_variant *v = &r->variants[i];
		t->rows++;
		ck_assert_int_eq(idnc_policy_key(&o->keys, v->cp, v->len, other, IDNC_LGR_LABEL_MAX, &other_len), IDNC_OK);
		if (!is_same(key, key_len, other, other_len) ||
		    idnc_policy_hash(&o->keys, r->cp, r->len) != idnc_policy_hash(&o->keys, v->cp, v->len))
			util_wrong(t, "a variant of U+%04X... has another key", (unsigned)r->cp[0]);
	}
}

/* The entry of a registered label. */
static void
get_entry(void *context, uint64_t name, idnc_policy_entry *out)
{
	static char text[IDNC_POLICY_LABEL_MAX];
	const struct registered *r = &registered[name];

	(void)context;
	*out = (idnc_policy_entry){ .label = text };
	for (size_t i = 0; i < r->len; i++) {
		size_t more;
		ck_assert_int_eq(idnc_utf8_write(r->cp[i], text + out->label_len, 4, &more), IDNC_OK);
		out->label_len += more;
	}
}

static int
compare_items(const void *a, const void *b)
{
	const idnc_policy_item *x = a, *y = b;

	return (x->hash > y->hash) - (x->hash < y->hash);
}

static idnc_policy_index
build_index(const struct opened *o)
{
	static idnc_policy_item items[1000];
	idnc_policy_index       index;
	size_t                  size = 0;
	void                   *bytes;

	for (size_t i = 0; i < registered_count; i++)
		items[i] = (idnc_policy_item){ idnc_policy_hash(&o->keys, registered[i].cp, registered[i].len), i };
	qsort(items, registered_count, sizeof *items, compare_items);
	ck_assert_int_eq(idnc_policy_index_build(&o->keys, items, registered_count, get_entry, NULL, NULL, 0, &size),
	                 IDNC_E_SPACE);
	bytes = malloc(size);
	ck_assert_ptr_nonnull(bytes);
	ck_assert_int_eq(idnc_policy_index_build(&o->keys, items, registered_count, get_entry, NULL, bytes, size, &size),
	                 IDNC_OK);
	ck_assert_int_eq(idnc_policy_index_open(&o->keys, bytes, size, &index), IDNC_OK);
	ck_assert_uint_eq(idnc_policy_index_count(&index), registered_count);
	return index;
}

static const idnc_lgr_variant *
find_in(const idnc_lgr_variant *list, size_t count, const uint32_t *cp, size_t len)
{
	for (size_t i = 0; i < count; i++)
		if (is_same(list[i].cp, list[i].len, cp, len))
			return &list[i];
	return NULL;
}

static bool
is_relation(const idnc_policy_relation *relation, const idnc_lgr_variant *v)
{
	return relation->count == (v ? v->count : 0) &&
	       (!v || memcmp(relation->dispositions, v->dispositions, v->count * sizeof *v->dispositions) == 0);
}

/* What the index and the exact test find for an applied-for label is what the lists say of every registered one. */
static void
check_applied(struct tally *t, const struct opened *o, const idnc_policy_index *index, const idnc_lgr_variant *applied)
{
	size_t             count, expected = 0, seen = 0;
	idnc_lgr_variant  *own = list_variants(&o->lgr, applied->cp, applied->len, CROSSED_MAX, &count);
	idnc_policy_search search;
	idnc_policy_entry  entry;

	if (!own)
		return;
	for (size_t i = 0; i < registered_count; i++)
		expected += find_in(registered[i].variants, registered[i].count, applied->cp, applied->len) ||
		            find_in(own, count, registered[i].cp, registered[i].len);
	idnc_policy_find_begin(index, idnc_policy_hash(&o->keys, applied->cp, applied->len), &search);
	while (idnc_policy_find_next(&search, &entry)) {
		const struct registered *r = registered;
		uint32_t                 cp[IDNC_LGR_LABEL_MAX];
		size_t                   len = 0;
		idnc_policy_collision    c;
		for (size_t at = 0; at < entry.label_len; len++)
			ck_assert_int_eq(idnc_utf8_next(entry.label, entry.label_len, &at, &cp[len]), IDNC_OK);
		while (!is_same(r->cp, r->len, cp, len))
			r++;
		ck_assert_int_eq(idnc_policy_compare(&o->lgr, applied->cp, applied->len, cp, len, other_workspace,
		                                     sizeof other_workspace, &c), IDNC_OK);
		seen += c.standing != IDNC_POLICY_FREE;
		if (c.standing == IDNC_POLICY_REGISTERED && is_same(applied->cp, applied->len, cp, len))
			continue;
		if (c.standing == IDNC_POLICY_REGISTERED ||
		    !is_relation(&c.forward, find_in(r->variants, r->count, applied->cp, applied->len)) ||
		    !is_relation(&c.backward, find_in(own, count, cp, len)))
			util_wrong(t, "U+%04X...: another relation than enumeration has", (unsigned)applied->cp[0]);
	}
	if (seen != expected)
		util_wrong(t, "U+%04X...: %zu collisions, not %zu", (unsigned)applied->cp[0], seen, expected);
	t->rows += seen;
	free(own);
}

/* Every label of the file that is eligible and has few variants. */
static void
read_labels(const struct opened *o, struct span rest, size_t most)
{
	struct span line, columns[8];

	registered_count = 0;
	while (util_line(&rest, &line)) {
		struct registered *r = &registered[registered_count];
		uint32_t           cp[256];
		bool               is_new = true;
		if (line.len == 0 || line.at[0] == '#' || util_split(line, '\t', columns, 8) != 5)
			continue;
		r->len = util_hex(columns[0], cp);
		if (r->len > IDNC_LGR_LABEL_MAX)
			continue;
		memcpy(r->cp, cp, sizeof r->cp);
		for (size_t i = 0; i < registered_count; i++)
			is_new &= !is_same(registered[i].cp, registered[i].len, r->cp, r->len);
		r->variants = is_new ? list_variants(&o->lgr, r->cp, r->len, most, &r->count) : NULL;
		registered_count += r->variants != NULL;
	}
}

static void
free_labels(void)
{
	for (size_t i = 0; i < registered_count; i++)
		free(registered[i].variants);
}

/* The table is named in the first line: "# table: FOLDER/FILE.xml  sha256 ..." */
static struct opened
open_file(const char *name, struct span *file)
{
	char        path[256];
	struct span rest, line;

	snprintf(path, sizeof path, "lgr/expected/%s.tsv", name);
	rest = *file = util_read(shared, path);
	ck_assert(util_line(&rest, &line) && line.len > 9);
	line.at += 9;
	line.len = strcspn(line.at, " ");
	return open_table(line);
}

static const struct {
	const char *name;
	size_t      pairs, collisions; /* of a label and a variant, itself among them; of an applied-for and a registered one */
} files[] = {
	{ "full-variant-set.und-Arab", 130206, 5928 }, { "full-variant-set.und-Latn", 121859, 1544 },
	{ "root-zone.und-Arab", 190354, 12978 }, { "root-zone.und-Armn", 100800, 539 },
	{ "root-zone.und-Beng", 1981, 1151 }, { "root-zone.und-Cyrl", 26806, 579 },
	{ "root-zone.und-Deva", 38560, 1933 }, { "root-zone.und-Ethi", 13894, 4259 },
	{ "root-zone.und-Grek", 724226, 1089 }, { "root-zone.und-Gujr", 513, 513 },
	{ "root-zone.und-Hani", 12381, 7952 }, { "root-zone.und-Hebr", 11461, 4499 },
	{ "root-zone.und-Jpan", 9059, 5623 }, { "root-zone.und-Latn", 104421, 2098 },
	{ "root-zone.und-Mymr", 1151, 727 }, { "second-level-reference.ar", 7216, 2915 },
	{ "second-level-reference.de", 2645, 11268 }, { "second-level-reference.en", 445, 445 },
	{ "second-level-reference.es", 469, 469 }, { "second-level-reference.fr", 67291, 12547 },
	{ "second-level-reference.he", 4922, 3466 }, { "second-level-reference.hi", 870, 914 },
	{ "second-level-reference.ja", 1383, 1143 }, { "second-level-reference.und-Arab", 90559, 10269 },
	{ "second-level-reference.und-Deva", 4425, 3513 }, { "second-level-reference.und-Grek", 40947, 10195 },
	{ "second-level-reference.und-Latn", 10751, 5345 }, { "second-level-reference.und-Sinh", 37027, 14079 },
};

START_TEST(keys)
{
	size_t seen = 0;

	for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
		if (strncmp(files[i].name, only, strlen(only)) != 0)
			continue;
		seen++;
		struct tally  t = { .suite = files[i].name };
		struct span   file;
		struct opened o = open_file(files[i].name, &file);
		read_labels(&o, file, LISTED_MAX);
		for (size_t k = 0; k < registered_count; k++)
			check_keys(&t, &o, &registered[k]);
		free_labels();
		idnc_table_release(NULL, o.block);
		util_free(file);
		util_settle(&t, files[i].pairs);
	}
	ck_assert_uint_gt(seen, 0);
}
END_TEST

START_TEST(collisions)
{
	size_t seen = 0;

	for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
		if (strncmp(files[i].name, only, strlen(only)) != 0)
			continue;
		seen++;
		struct tally      t = { .suite = files[i].name };
		struct span       file;
		struct opened     o = open_file(files[i].name, &file);
		idnc_policy_index index;
		read_labels(&o, file, CROSSED_MAX);
		index = build_index(&o);
		for (size_t k = 0; k < registered_count; k++)
			for (size_t v = 0; v < registered[k].count; v++)
				check_applied(&t, &o, &index, &registered[k].variants[v]);
		free_labels();
		free((void *)(uintptr_t)index.bytes);
		idnc_table_release(NULL, o.block);
		util_free(file);
		util_settle(&t, files[i].collisions);
	}
	ck_assert_uint_gt(seen, 0);
}
END_TEST

int
main(int argc, char *argv[])
{
	const TTest *const tests[] = { keys, collisions, NULL };

	shared = argc > 1 ? argv[1] : NULL;
	only = argc > 2 ? argv[2] : "";
	util_free(util_read(shared, "lgr/expected/root-zone.und-Arab.tsv"));
	return util_run("policy_key", tests);
}
