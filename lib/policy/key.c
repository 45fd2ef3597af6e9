/* SPDX-License-Identifier: MIT */
/* Keys of labels: a homomorphism under which every variant has the image of its original. */
#include "base/memory.h"
#include "idncheck/policy.h"
#include "lgr/table.h"

/*
 * Of each point of the table: a point of the same image that is not behind it, or ERASED where the
 * image is empty.  The smallest point of an image stands for it.
 */
#define ERASED UINT32_MAX

/* What is being settled. */
struct settling {
	table     t;
	uint32_t *map;
};

/* Images of a text, as points that stand for them. */
struct image {
	uint32_t point[BLOCK_TEXT_MAX];
	size_t   len;
};

static uint32_t
find_root(uint32_t *map, uint32_t point)
{
	while (map[point] != ERASED && map[point] != point) {
		uint32_t next = map[point];
		if (map[next] == ERASED)
			return ERASED;
		map[point] = map[next];
		point = map[point];
	}
	return map[point];
}

/* Neither is erased: of one mapping, what is united comes before what is erased. */
static void
unite(struct settling *s, uint32_t a, uint32_t b)
{
	a = find_root(s->map, a);
	b = find_root(s->map, b);
	s->map[a < b ? b : a] = a < b ? a : b;
}

/* False: a code point is in no element, so that a label that has it is invalid.  RFC 7940, 8.3 */
static bool
find_image(struct settling *s, uint32_t text, size_t len, struct image *out)
{
	out->len = 0;
	for (size_t i = 0; i < len; i++) {
		const block_point *point = table_point(&s->t, s->t.text[text + i]);
		uint32_t           root;
		if (!point)
			return false;
		root = find_root(s->map, (uint32_t)(point - s->t.points));
		if (root != ERASED)
			out->point[out->len++] = root;
	}
	return true;
}

/* Erase what the longer one has more, where the shorter one is all in it, in order; else false. */
static bool
erase_insertions(struct settling *s, const uint32_t *longer, size_t n, const uint32_t *shorter, size_t m)
{
	size_t found = 0;

	for (size_t i = 0; i < n && found < m; i++)
		found += longer[i] == shorter[found];
	if (found < m)
		return false;
	found = 0;
	for (size_t i = 0; i < n; i++) {
		if (found < m && longer[i] == shorter[found])
			found++;
		else
			s->map[longer[i]] = ERASED;
	}
	return true;
}

/*
 * Make two images equal, so as to keep much of the difference between labels: what both begin and
 * end with is left alone, what is inserted is erased, else they are united place by place and the
 * rest of the longer one is erased.
 */
static void
settle(struct settling *s, const struct image *a, const struct image *b)
{
	const uint32_t *longer = a->len >= b->len ? a->point : b->point, *shorter = longer == a->point ? b->point : a->point;
	size_t          n = a->len >= b->len ? a->len : b->len, m = a->len >= b->len ? b->len : a->len;

	for (; m > 0 && *longer == *shorter; n--, m--) {
		longer++;
		shorter++;
	}
	for (; m > 0 && longer[n - 1] == shorter[m - 1]; n--)
		m--;
	if (n > m && erase_insertions(s, longer, n, shorter, m))
		return;
	for (size_t i = 0; i < n; i++) {
		if (i < m)
			unite(s, longer[i], shorter[i]);
		else if (find_root(s->map, longer[i]) != ERASED)
			s->map[find_root(s->map, longer[i])] = ERASED;
	}
}

/*
 * Once over all mappings is enough.  What is done for a mapping makes its two images equal, and all
 * that is done later takes equal images to equal ones.
 */
static void
settle_all(struct settling *s, uint32_t elements)
{
	struct image source, target;

	for (uint32_t i = 0; i < elements; i++) {
		const block_element *e = &s->t.elements[i];
		for (uint32_t k = e->variant; k < e->variant + e->variants; k++) {
			const block_variant *v = &s->t.variants[k];
			if (!v->reflexive && find_image(s, e->text, e->len, &source) && find_image(s, v->text, v->len, &target))
				settle(s, &source, &target);
		}
	}
}

size_t
idnc_policy_keys_size(const idnc_lgr *lgr)
{
	/* Never 0, so that there always is something to give. */
	return ((size_t)TABLE_COUNT(lgr->block, POINTS) + 2) / 2 * 8;
}

idnc_status
idnc_policy_keys_begin(const idnc_lgr *lgr, void *workspace, size_t size, idnc_policy_keys *out)
{
	struct settling s = { table_of(lgr), workspace };
	uint32_t        points = TABLE_COUNT(lgr->block, POINTS);

	if (size < idnc_policy_keys_size(lgr))
		return IDNC_E_SPACE;
	for (uint32_t i = 0; i < points; i++)
		s.map[i] = i;
	settle_all(&s, TABLE_COUNT(lgr->block, ELEMENTS));
	for (uint32_t i = 0; i < points; i++)
		s.map[i] = find_root(s.map, i);
	out->lgr = *lgr;
	out->map = s.map;
	return IDNC_OK;
}

/* The image of a code point; IDNC_NO_CP where it is empty.  One that the table has not is its own image. */
static inline uint32_t
find_cp(const idnc_policy_keys *keys, const table *t, uint32_t cp)
{
	const block_point *point = table_point(t, cp);
	uint32_t           root;

	if (!point)
		return cp;
	root = keys->map[point - t->points];
	return root == ERASED ? IDNC_NO_CP : t->points[root].cp;
}

idnc_status
idnc_policy_key(const idnc_policy_keys *keys, const uint32_t *label, size_t len, uint32_t *out, size_t out_cap,
                size_t *out_len)
{
	table  t = table_of(&keys->lgr);
	size_t n = 0;

	for (size_t i = 0; i < len; i++)
		n += find_cp(keys, &t, label[i]) != IDNC_NO_CP;
	*out_len = n;
	if (n > out_cap)
		return IDNC_E_SPACE;
	n = 0;
	for (size_t i = 0; i < len; i++) {
		uint32_t cp = find_cp(keys, &t, label[i]);
		if (cp != IDNC_NO_CP)
			out[n++] = cp;
	}
	return IDNC_OK;
}

uint64_t
idnc_policy_hash(const idnc_policy_keys *keys, const uint32_t *label, size_t len)
{
	table    t = table_of(&keys->lgr);
	uint64_t hash = UINT64_C(0x9E3779B97F4A7C15);

	for (size_t i = 0; i < len; i++) {
		uint32_t cp = find_cp(keys, &t, label[i]);
		if (cp == IDNC_NO_CP)
			continue;
		hash = (hash ^ cp) * UINT64_C(0xD6E8FEB86659FD93);
		hash ^= hash >> 32;
	}
	/* The high bits choose the bucket: they must depend on every code point. */
	hash *= UINT64_C(0xD6E8FEB86659FD93);
	return hash ^ hash >> 32;
}
