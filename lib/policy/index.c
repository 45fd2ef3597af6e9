/* SPDX-License-Identifier: MIT */
/* An index of registered names: built once, verified when it is opened, searched where it lies. */
#include "policy/index.h"

#include "base/memory.h"
#include "idncheck/policy.h"
#include "lgr/table.h"
#include "unicode/utf8.h"

static uint64_t
align8(uint64_t n)
{
	return (n + 7) / 8 * 8;
}

/* About as many buckets as names. */
static uint32_t
choose_bits(uint64_t count)
{
	uint32_t bits = 0;

	while (bits < INDEX_BITS_MAX && count >> bits > 1)
		bits++;
	return bits;
}

static bool
is_label_sound(const char *label, size_t len)
{
	for (size_t at = 0; at < len;) {
		uint32_t cp;
		at += idnc_utf8_read(label + at, len - at, &cp);
		if (cp == IDNC_NO_CP)
			return false;
	}
	return len >= 1 && len <= IDNC_POLICY_LABEL_MAX;
}

/* ---- building ---- */

/* Add up the sizes of all records; false: something cannot be in an index. */
static bool
measure(const idnc_policy_item *items, size_t count, idnc_policy_get get, void *context, uint64_t *sum)
{
	idnc_policy_entry entry;

	*sum = 0;
	for (size_t i = 0; i < count; i++) {
		get(context, items[i].name, &entry);
		if ((i > 0 && items[i - 1].hash > items[i].hash) || !is_label_sound(entry.label, entry.label_len) ||
		    entry.holder_len > IDNC_POLICY_HOLDER_MAX)
			return false;
		*sum += sizeof(index_record) + entry.label_len + entry.holder_len;
	}
	return true;
}

static unsigned char *
write_record(unsigned char *to, uint64_t hash, const idnc_policy_entry *entry)
{
	index_record record = { (uint32_t)hash, (uint16_t)entry->holder_len, (uint8_t)entry->label_len, 0 };

	memcpy(to, &record, sizeof record);
	to += sizeof record;
	memcpy(to, entry->label, entry->label_len);
	to += entry->label_len;
	if (entry->holder_len > 0)
		memcpy(to, entry->holder, entry->holder_len);
	return to + entry->holder_len;
}

idnc_status
idnc_policy_index_build(const idnc_policy_keys *keys, const idnc_policy_item *items, size_t count,
                        idnc_policy_get get, void *context, void *out, size_t out_cap, size_t *out_len)
{
	index_header      h = { .magic = INDEX_MAGIC, .version = INDEX_VERSION, .count = count };
	unsigned char    *at;
	uint64_t         *starts, bucket = 0, records;
	idnc_policy_entry entry;

	if (!measure(items, count, get, context, &records))
		return IDNC_E_ARGUMENT;
	h.table = table_header(keys->lgr.block)->check;
	h.bits = choose_bits(count);
	h.starts = sizeof h + align8(records);
	h.size = h.starts + ((UINT64_C(1) << h.bits) + 1) * sizeof *starts;
	*out_len = (size_t)h.size;
	if (h.size > out_cap)
		return IDNC_E_SPACE;
	at = (unsigned char *)out + sizeof h;
	starts = (void *)((unsigned char *)out + h.starts);
	for (size_t i = 0; i < count; i++) {
		for (; bucket <= index_bucket(items[i].hash, h.bits); bucket++)
			starts[bucket] = (uint64_t)(at - (unsigned char *)out);
		get(context, items[i].name, &entry);
		at = write_record(at, items[i].hash, &entry);
	}
	for (; bucket <= UINT64_C(1) << h.bits; bucket++)
		starts[bucket] = (uint64_t)(at - (unsigned char *)out);
	memset(at, 0, (size_t)((unsigned char *)starts - at));
	memcpy(out, &h, sizeof h);
	h.check = index_checksum((const char *)out + offsetof(index_header, table), h.size - offsetof(index_header, table));
	memcpy(out, &h, sizeof h);
	return IDNC_OK;
}

/* ---- opening ---- */

static bool
is_header_sound(const index_header *h, size_t size)
{
	return size >= sizeof *h && h->magic == INDEX_MAGIC && h->version == INDEX_VERSION && h->size == size &&
	       size % 8 == 0 && h->bits <= INDEX_BITS_MAX && h->starts % 8 == 0 && h->starts >= sizeof *h &&
	       h->starts <= size && (size - h->starts) / 8 == (UINT64_C(1) << h->bits) + 1 &&
	       index_checksum((const char *)h + offsetof(index_header, table), size - offsetof(index_header, table)) ==
	               h->check;
}

/* Take the record at `at`; false: it is not whole before `end`. */
static bool
take_record(const unsigned char **at, const unsigned char *end, uint32_t *tag, idnc_policy_entry *out)
{
	index_record record;

	if ((size_t)(end - *at) < sizeof record)
		return false;
	memcpy(&record, *at, sizeof record);
	if ((size_t)(end - *at) - sizeof record < (size_t)record.label_len + record.holder_len)
		return false;
	*tag = record.tag;
	out->label = (const char *)*at + sizeof record;
	out->label_len = record.label_len;
	out->holder = out->label + record.label_len;
	out->holder_len = record.holder_len;
	*at += sizeof record + record.label_len + record.holder_len;
	return true;
}

/* Every bucket ends where the next one begins, and is made of whole records. */
static bool
are_records_sound(const index_header *h)
{
	const unsigned char *bytes = (const void *)h, *at = bytes + sizeof *h;
	const uint64_t      *starts = (const void *)(bytes + h->starts);
	uint64_t             count = 0, buckets = UINT64_C(1) << h->bits;
	idnc_policy_entry    entry;
	uint32_t             tag;

	if (starts[0] != sizeof *h || starts[buckets] > h->starts || h->starts - starts[buckets] >= 8)
		return false;
	for (uint64_t i = 0; i < buckets; i++) {
		if (starts[i + 1] < starts[i] || starts[i + 1] > h->starts)
			return false;
		for (const unsigned char *end = bytes + starts[i + 1]; at < end; count++)
			if (!take_record(&at, end, &tag, &entry) || !is_label_sound(entry.label, entry.label_len) ||
			    entry.holder_len > IDNC_POLICY_HOLDER_MAX)
				return false;
	}
	return count == h->count;
}

idnc_status
idnc_policy_index_open(const idnc_policy_keys *keys, const void *bytes, size_t size, idnc_policy_index *out)
{
	const index_header *h = bytes;

	if (size < sizeof *h || (uintptr_t)bytes % 8 != 0 || !is_header_sound(h, size) || !are_records_sound(h))
		return IDNC_E_BLOCK;
	if (h->table != table_header(keys->lgr.block)->check)
		return IDNC_E_ARGUMENT;
	out->bytes = bytes;
	out->size = size;
	return IDNC_OK;
}

uint64_t
idnc_policy_index_count(const idnc_policy_index *index)
{
	return ((const index_header *)index->bytes)->count;
}

/* ---- searching ---- */

void
idnc_policy_find_begin(const idnc_policy_index *index, uint64_t hash, idnc_policy_search *out)
{
	const index_header *h = index->bytes;
	const uint64_t     *starts = (const void *)((const char *)index->bytes + h->starts);
	uint64_t            bucket = index_bucket(hash, h->bits);

	out->at = (const unsigned char *)index->bytes + starts[bucket];
	out->end = (const unsigned char *)index->bytes + starts[bucket + 1];
	out->tag = (uint32_t)hash;
}

bool
idnc_policy_find_next(idnc_policy_search *search, idnc_policy_entry *out)
{
	uint32_t tag;

	while (take_record(&search->at, search->end, &tag, out))
		if (tag == search->tag)
			return true;
	return false;
}
