/* SPDX-License-Identifier: MIT */
/* A block of any bytes, or a sound one with some numbers changed, is refused, or safe to use; size and checksum are put right. */
#include "lgr.h"

/* Where the size and the checksum stand in the header, and what that covers. */
enum { SIZE_AT = 8, CHECK_AT = 12, CHECKED_FROM = 16 };

static const char document[] =
	"<lgr xmlns='urn:ietf:params:xml:ns:lgr-1.0'><data>"
	"<char cp='0061' tag='v' when='r0'><var cp='0062' type='blocked'/><var cp='0061' type='own'/></char>"
	"<char cp='0062' not-when='r2'><var cp='0061' type='allocatable' when='r1'/><var cp='' type='none'/></char>"
	"<char cp='0061 0062'><var cp='0063 0064' not-when='r3'/></char><range first-cp='0063' last-cp='0066' tag='w'/>";

static uint64_t workspace[IDNC_LGR_WORKSPACE_MIN / 8];

static void
repair(unsigned char *block, size_t size)
{
	uint64_t hash = 0xCBF29CE484222325u, word;
	uint32_t number = (uint32_t)size;

	memcpy(block + SIZE_AT, &number, sizeof number);
	for (size_t i = CHECKED_FROM; i + 8 <= size; i += 8) {
		memcpy(&word, block + i, sizeof word);
		hash = (hash ^ word) * 0x100000001B3u;
	}
	number = (uint32_t)(hash ^ hash >> 32);
	memcpy(block + CHECK_AT, &number, sizeof number);
}

static void
use(const idnc_lgr *lgr)
{
	static const uint32_t labels[][5] = { { 'a' }, { 'a', 'b', 'c', 'a', 'b' }, { 'd', 0x20000, 'c', 'b', 0xFFFFFFFF } };
	uint32_t out[IDNC_LGR_LABEL_MAX];
	idnc_lgr_variants *list;
	idnc_lgr_variant v;
	idnc_lgr_verdict verdict;
	size_t len;

	for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
		idnc_lgr_check(lgr, labels[i], i ? 5 : 1, &verdict, NULL);
		MUST(idnc_lgr_disposition_z(lgr, verdict.disposition) != NULL);
		idnc_lgr_index(lgr, labels[i], i ? 5 : 1, out, IDNC_LGR_LABEL_MAX, &len);
		idnc_lgr_find_variant(lgr, labels[i], i ? 5 : 1, labels[1], 5, workspace, sizeof workspace, &v);
		if (idnc_lgr_variants_begin(lgr, labels[i], i ? 5 : 1, workspace, sizeof workspace, &list) == IDNC_OK)
			for (int n = 0; n < 20 && idnc_lgr_variants_next(list, &v) == IDNC_OK && v.len > 0; n++)
				;
	}
}

/* The table and its block; from the first call on. */
static const unsigned char *
sound_block(size_t *size)
{
	static unsigned char *block;
	static size_t block_size;
	static char text[8192];
	idnc_table *table;

	if (!block) {
		int len = snprintf(text, sizeof text, "%s%s", document, fuzz_lgr_rules);
		MUST(idnc_table_read(NULL, text, (size_t)len, NULL, &table) == IDNC_TABLE_OK);
		MUST(idnc_table_compile(table, NULL, &block, &block_size) == IDNC_TABLE_OK);
		idnc_table_free(table);
	}
	*size = block_size;
	return block;
}

/* The first byte 0: the others are the block.  Else seven bytes a change: a place, from the end; a number. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	size_t block_size = size;
	const unsigned char *bytes = size && data[0] ? sound_block(&block_size) : data + 1;
	unsigned char *block;
	idnc_lgr lgr;

	block_size -= size && !data[0];
	if (size == 0 || block_size < CHECKED_FROM)
		return 0;
	block = malloc(block_size);
	MUST(block != NULL);
	memcpy(block, bytes, block_size);
	for (size_t i = 1; data[0] && i + 7 <= size; i += 7) {
		size_t width = (size_t)1 << data[0] % 3, at = block_size - 1 - fuzz_number(data + i, 3) % block_size;
		memcpy(block + (at & ~(width - 1)), data + i + 3, width);
	}
	repair(block, block_size);
	if (idnc_lgr_open(block, block_size, &lgr) == IDNC_OK)
		use(&lgr);
	free(block);
	return 0;
}
