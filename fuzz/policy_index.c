/* SPDX-License-Identifier: MIT */
/* Every name of an index is found by its hash; one that was changed is refused, or what is found in it lies in it. */
#include <stdlib.h>

#include "lgr.h"
#include "idncheck/policy.h"

enum { NAMES_MAX = 40, CHECKED = 24 };

static idnc_policy_entry entries[NAMES_MAX];
static uint64_t index_bytes[1 << 10];

static void
get_entry(void *context, uint64_t name, idnc_policy_entry *out)
{
	(void)context;
	*out = entries[name];
}

static int
compare_items(const void *a, const void *b)
{
	const idnc_policy_item *x = a, *y = b;

	return (x->hash > y->hash) - (x->hash < y->hash);
}

/* The checksum of an index, so that what was changed is looked at. */
static uint64_t
checksum(const uint64_t *words, size_t n)
{
	const uint64_t prime = UINT64_C(0x100000001B3);
	uint64_t lanes[4] = { 1, 2, 3, 4 }, hash = UINT64_C(0xCBF29CE484222325);

	for (size_t i = 0; i < n; i++)
		lanes[i < n / 4 * 4 ? i % 4 : 0] = (lanes[i < n / 4 * 4 ? i % 4 : 0] ^ words[i]) * prime;
	for (unsigned k = 0; k < 4; k++)
		hash = (hash ^ lanes[k] ^ lanes[k] >> 29) * prime;
	return hash;
}

/* All that a search finds is read, and lies in the index. */
static size_t
search(const idnc_policy_index *index, uint64_t hash, const idnc_policy_entry *wanted)
{
	const char *bytes = (const char *)index_bytes;
	idnc_policy_search s;
	idnc_policy_entry e;
	size_t found = 0;

	idnc_policy_find_begin(index, hash, &s);
	while (idnc_policy_find_next(&s, &e)) {
		MUST(e.label >= bytes && e.holder >= e.label + e.label_len && e.label_len > 0);
		MUST(e.holder + e.holder_len <= bytes + index->size);
		found += e.label_len == wanted->label_len && memcmp(e.label, wanted->label, e.label_len) == 0 &&
		         e.holder_len == wanted->holder_len && memcmp(e.holder, wanted->holder, e.holder_len) == 0;
	}
	return found;
}

/* Names from bytes: a length, the label, a length, the holder. */
static size_t
take_names(struct fuzz_bytes *b, const idnc_policy_keys *keys, idnc_policy_item *items)
{
	size_t count = fuzz_take(b, NAMES_MAX + 1);

	for (size_t i = 0; i < count; i++) {
		static char text[NAMES_MAX][8];
		uint32_t cp[8];
		size_t len = fuzz_take(b, 7) + 1, holder = fuzz_take(b, 3);
		for (size_t k = 0; k < len; k++)
			cp[k] = (unsigned char)(text[i][k] = (char)('a' + fuzz_take(b, 5)));
		entries[i] = (idnc_policy_entry){ text[i], len, text[i], holder < len ? holder : len };
		items[i] = (idnc_policy_item){ idnc_policy_hash(keys, cp, len), i };
	}
	qsort(items, count, sizeof *items, compare_items);
	return count;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static uint64_t memory[1 << 15];
	struct fuzz_bytes b = { data, size };
	struct fuzz_lgr f;
	idnc_policy_keys keys;
	idnc_policy_item items[NAMES_MAX];
	idnc_policy_index index;
	idnc_status status;
	size_t count, len = 0;

	if (!fuzz_lgr(data, size / 2, &f))
		return 0;
	if (idnc_policy_keys_begin(&f.lgr, memory, sizeof memory, &keys) == IDNC_OK) {
		count = take_names(&b, &keys, items);
		status = idnc_policy_index_build(&keys, items, count, get_entry, NULL, NULL, 0, &len);
		MUST(status == IDNC_E_SPACE && len <= sizeof index_bytes);
		MUST(idnc_policy_index_build(&keys, items, count, get_entry, NULL, index_bytes, len, &len) == IDNC_OK);
		MUST(idnc_policy_index_open(&keys, index_bytes, len, &index) == IDNC_OK);
		MUST(idnc_policy_index_count(&index) == count);
		for (size_t i = 0; i < count; i++)
			MUST(search(&index, items[i].hash, &entries[items[i].name]) > 0);
		for (unsigned changes = fuzz_take(&b, 4); changes > 0; changes--) {
			unsigned at = fuzz_take(&b, 256) << 4;
			((unsigned char *)index_bytes)[(at + fuzz_take(&b, 16)) % len] ^= (unsigned char)(1 << fuzz_take(&b, 8));
		}
		index_bytes[2] = checksum(index_bytes + CHECKED / 8, (len - CHECKED) / 8);
		status = idnc_policy_index_open(&keys, index_bytes, len, &index);
		for (size_t i = 0; status == IDNC_OK && i < count; i++)
			search(&index, items[i].hash ^ (uint64_t)i << 60, &entries[items[i].name]);
	}
	fuzz_lgr_free(&f);
	return 0;
}
