/* SPDX-License-Identifier: MIT */
/* Damaged and hostile compiled tables: each is refused, or safe in every call. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "idncheck/lgr.h"
#include "idncheck/tables.h"
#include "util.h"

/* The header of a block, as far as a forger needs it: where its size and its checksum stand, and what that covers. */
enum { SIZE_AT = 8, CHECK_AT = 12, CHECKED_FROM = 16 };

enum {
	FORGERIES = 60000, /* blocks with several numbers changed */
	LISTED = 40        /* variants looked at in one list */
};

/* Something of everything: sequences, contexts, groups with counts, every set operator, types, null and reflexive variants. */
static const char document[] =
	"<lgr xmlns='urn:ietf:params:xml:ns:lgr-1.0'><meta><language>und-Latn</language></meta><data>"
	"<char cp='0061' tag='v'><var cp='0062' type='blocked'/><var cp='0061' type='r-own'/></char>"
	"<char cp='0062' not-when='ends'><var cp='0061' type='allocatable' when='follows'/><var cp='0064 0064'/></char>"
	"<char cp='0061 0062' when='follows'><var cp='0065' type='allocatable'/><var cp='0061 0062' type='r-own'/></char>"
	"<char cp='0063' tag='v w'/><range first-cp='0064' last-cp='0066' tag='w'/>"
	"<char cp='0067'><var cp='' type='none'/></char><char cp='20000' when='doubled'/>"
	"</data><rules><class name='V' from-tag='v'/>"
	"<symmetric-difference name='X'><class by-ref='V'/><class from-tag='w'/></symmetric-difference>"
	"<rule name='doubled'><choice count='2+'><char cp='0061 0061'/><rule><any/><class by-ref='X' count='0:2'/></rule></choice></rule>"
	"<rule name='follows'><look-behind><choice><start/><rule count='0+'><class by-ref='X'/><rule by-ref='doubled' count='0:1'/></rule>"
	"</choice></look-behind><anchor/></rule>"
	"<rule name='ends'><anchor/><look-ahead><class by-ref='V' count='0+'/><char cp='0064 0065' count='2'/><end/></look-ahead></rule>"
	"<rule name='own'><start/><complement count='1+'><class by-ref='V'/></complement><end/></rule>"
	"<action disp='mine' match='own'/>"
	"<action disp='blocked' any-variant='blocked'/><action disp='own' all-variants='r-own'/>"
	"<action disp='kept' only-variants='allocatable none' not-match='own'/></rules></lgr>";

static unsigned char *sound;
static size_t sound_size;

static const struct {
	uint32_t cp[IDNC_LGR_LABEL_MAX + 1];
	size_t len;
} labels[] = {
	{ { 'a' }, 1 }, { { 'a', 'b' }, 2 }, { { 'b', 'a', 'b', 'g', 'c' }, 5 }, { { 'd', 'e', 'f', 0x20000, 'g', 'g' }, 6 },
	{ { 'z', 0x110000, 0xFFFFFFFF }, 3 }, { { 0 }, 0 }, { { 'c', 'c' }, IDNC_LGR_LABEL_MAX + 1 },
};

/* FNV-1a over words of 64 bits, folded. */
static uint32_t
checksum(const unsigned char *bytes, size_t n)
{
	uint64_t hash = 0xCBF29CE484222325u, word;

	for (size_t i = 0; i + 8 <= n; i += 8) {
		memcpy(&word, bytes + i, sizeof word);
		hash = (hash ^ word) * 0x100000001B3u;
	}
	return (uint32_t)(hash ^ hash >> 32);
}

static void
repair(unsigned char *block, size_t size)
{
	uint32_t size32 = (uint32_t)size, check;

	memcpy(block + SIZE_AT, &size32, sizeof size32);
	check = checksum(block + CHECKED_FROM, size - CHECKED_FROM);
	memcpy(block + CHECK_AT, &check, sizeof check);
}

static void
make_sound(void)
{
	idnc_table_finding items[8];
	idnc_table_findings findings = { items, 8, 0 };
	idnc_table *table;
	idnc_table_status status = idnc_table_read(NULL, document, sizeof document - 1, &findings, &table);

	if (status == IDNC_TABLE_OK) {
		status = idnc_table_compile(table, &findings, &sound, &sound_size);
		idnc_table_free(table);
	}
	if (status != IDNC_TABLE_OK) {
		printf("lgr_block: the table is refused, code %d in column %u (%s)\n", (int)status, items[0].column, items[0].detail);
		exit(1);
	}
}

/* --- every call on every label, and what they promise whatever the table is ------------------- */

static bool
is_status(idnc_status status)
{
	return status == IDNC_OK || status == IDNC_E_SPACE || status == IDNC_E_LIMIT || status == IDNC_V_LABEL_EMPTY ||
	       status == IDNC_V_LABEL_TOO_LONG || (status >= IDNC_V_LGR_CODE_POINT && status <= IDNC_V_LGR_RULE);
}

static idnc_status
use_check(struct tally *t, const idnc_lgr *lgr, const uint32_t *cp, size_t len)
{
	idnc_finding items[8];
	idnc_findings findings = { items, 8, 0 };
	idnc_lgr_verdict v;
	idnc_status status = idnc_lgr_check(lgr, cp, len, &v, &findings);

	if (!is_status(status) || !idnc_lgr_disposition_z(lgr, v.disposition) || !idnc_lgr_name_z(lgr) ||
		(status != IDNC_OK) != (v.disposition == IDNC_LGR_INVALID) || (status != IDNC_OK) != (findings.count > 0))
		util_wrong(t, "status %d, disposition %u, %zu findings", (int)status, v.disposition, findings.count);
	for (size_t i = 0; i < findings.count && i < 8; i++)
		if (items[i].at > len || items[i].length > len - items[i].at)
			util_wrong(t, "a finding outside the label");
	return status;
}

static void
use_index(struct tally *t, const idnc_lgr *lgr, const uint32_t *cp, size_t len, idnc_status checked)
{
	uint32_t out[IDNC_LGR_LABEL_MAX];
	size_t n = 0;
	idnc_status status = idnc_lgr_index(lgr, cp, len, out, IDNC_LGR_LABEL_MAX, &n);

	if (!is_status(status) || status == IDNC_E_SPACE || n > IDNC_LGR_LABEL_MAX || (checked != IDNC_OK && status != checked))
		util_wrong(t, "index: status %d, %zu code points", (int)status, n);
}

static int
compare(const idnc_lgr_variant *a, const idnc_lgr_variant *b)
{
	for (size_t i = 0; i < a->len && i < b->len; i++)
		if (a->cp[i] != b->cp[i])
			return a->cp[i] < b->cp[i] ? -1 : 1;
	return (a->len > b->len) - (a->len < b->len);
}

static void
use_variants(struct tally *t, const idnc_lgr *lgr, const uint32_t *cp, size_t len, idnc_status checked)
{
	static uint64_t workspace[IDNC_LGR_WORKSPACE_MIN / 8], other[IDNC_LGR_WORKSPACE_MIN / 8];
	idnc_lgr_variants *list;
	idnc_lgr_variant v, last = { .len = 0 }, found;
	idnc_status status = idnc_lgr_variants_begin(lgr, cp, len, workspace, sizeof workspace, &list);

	if (!is_status(status) || (checked != IDNC_OK && status != checked))
		util_wrong(t, "variants_begin: status %d after %d", (int)status, (int)checked);
	for (int i = 0; status == IDNC_OK && i < LISTED; i++) {
		status = idnc_lgr_variants_next(list, &v);
		if (status != IDNC_OK || v.len == 0)
			break;
		if (compare(&last, &v) >= 0 || v.count == 0 || v.count > IDNC_LGR_CONFLICTS_MAX || v.len > IDNC_LGR_LABEL_MAX)
			util_wrong(t, "variants: out of order, or without disposition");
		status = idnc_lgr_find_variant(lgr, cp, len, v.cp, v.len, other, sizeof other, &found);
		if (status == IDNC_OK && (found.count != v.count || compare(&found, &v) != 0 ||
			memcmp(found.dispositions, v.dispositions, v.count * sizeof *v.dispositions) != 0))
			util_wrong(t, "a variant is listed, but not found");
		last = v;
	}
	if (status != IDNC_OK && status != IDNC_E_LIMIT && status != checked && status != IDNC_E_SPACE)
		util_wrong(t, "variants: status %d", (int)status);
	status = idnc_lgr_find_variant(lgr, cp, len, labels[4].cp, labels[4].len, other, sizeof other, &found);
	if (!is_status(status))
		util_wrong(t, "find_variant: status %d", (int)status);
}

/* Every element can be read, and is no longer than a label. */
static void
use_elements(struct tally *t, const idnc_lgr *lgr)
{
	const uint32_t *cp;
	size_t len = 0;

	for (uint32_t i = 0; (cp = idnc_lgr_element(lgr, i, &len)) != NULL; i++) {
		for (size_t k = 0; k < len; k++)
			t->rows += cp[k] == UINT32_MAX;
		if (len == 0 || len > IDNC_LGR_LABEL_MAX)
			util_wrong(t, "element %u has %zu code points", (unsigned)i, len);
	}
}

static void
use(struct tally *t, const idnc_lgr *lgr)
{
	for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
		idnc_status status = use_check(t, lgr, labels[i].cp, labels[i].len);
		use_index(t, lgr, labels[i].cp, labels[i].len, status);
		use_variants(t, lgr, labels[i].cp, labels[i].len, status);
	}
	for (uint32_t i = 0; i < 70000; i += 1 + i * 7) {
		const char *rule = idnc_lgr_rule_z(lgr, i), *disposition = idnc_lgr_disposition_z(lgr, i);
		t->rows += (rule && strlen(rule) > 4096) || (disposition && strlen(disposition) > 4096);
	}
	use_elements(t, lgr);
}

/* Whether it was opened; it is used then.  The copy ends where memory ends. */
static bool
try_block(struct tally *t, const unsigned char *bytes, size_t size, bool is_repaired)
{
	unsigned char *block = malloc(size ? size : 1);
	idnc_lgr lgr = { NULL };
	idnc_status status;

	ck_assert_ptr_nonnull(block);
	memcpy(block, bytes, size);
	if (is_repaired && size >= CHECKED_FROM)
		repair(block, size);
	status = idnc_lgr_open(block, size, &lgr);
	if (status == IDNC_OK)
		use(t, &lgr);
	else if (status != IDNC_E_BLOCK || lgr.block)
		util_wrong(t, "open: status %d", (int)status);
	free(block);
	return status == IDNC_OK;
}

START_TEST(sound_block_opens)
{
	struct tally t = { .suite = "sound" };
	idnc_lgr lgr;
	idnc_lgr_verdict v;
	const uint32_t *cp;
	uint32_t last = 0;
	size_t len = 0;

	ck_assert(try_block(&t, sound, sound_size, false));
	ck_assert_msg(try_block(&t, sound, sound_size, true), "the checksum of this test is not that of blocks");
	ck_assert_int_eq(idnc_lgr_open(sound, sound_size, &lgr), IDNC_OK);
	ck_assert_str_eq(idnc_lgr_name_z(&lgr), "und-Latn");
	ck_assert_int_eq(idnc_lgr_check(&lgr, labels[3].cp, labels[3].len, &v, NULL), IDNC_OK);
	ck_assert_str_eq(idnc_lgr_disposition_z(&lgr, v.disposition), "mine");
	ck_assert_ptr_null(idnc_lgr_rule_z(&lgr, 4));
	ck_assert_ptr_null(idnc_lgr_disposition_z(&lgr, 1000));
	for (uint32_t i = 0; (cp = idnc_lgr_element(&lgr, i, &len)) != NULL; last = *cp, i++) {
		ck_assert_uint_le(last, *cp);
		ck_assert_int_ne(idnc_lgr_check(&lgr, cp, 1, &v, NULL), IDNC_V_LGR_CODE_POINT);
	}
	ck_assert_uint_ne(last, 0);
	ck_assert_ptr_null(idnc_lgr_element(&lgr, UINT32_MAX, &len));
	ck_assert_uint_eq(t.wrong, 0);
}
END_TEST

/* Without repair every damage is seen by the checksum, or by what stands before it. */
START_TEST(every_bit_is_flipped)
{
	struct tally t = { .suite = "flipped bits" };
	unsigned char *bytes = malloc(sound_size);
	size_t opened = 0;

	ck_assert_ptr_nonnull(bytes);
	memcpy(bytes, sound, sound_size);
	for (size_t i = 0; i < 8 * sound_size; i++) {
		idnc_lgr lgr;
		bytes[i / 8] ^= (unsigned char)(1u << i % 8);
		if (idnc_lgr_open(bytes, sound_size, &lgr) != IDNC_E_BLOCK)
			util_wrong(&t, "bit %zu of byte %zu is not covered", i % 8, i / 8);
		opened += try_block(&t, bytes, sound_size, true);
		bytes[i / 8] ^= (unsigned char)(1u << i % 8);
	}
	free(bytes);
	printf("flipped bits: %zu of %zu blocks open\n", opened, 8 * sound_size);
	ck_assert_uint_gt(opened, 1000);
	ck_assert_uint_eq(t.wrong, 0);
}
END_TEST

/* Several numbers changed: to small ones, to large ones, to what stands elsewhere in the block. */
START_TEST(numbers_are_changed)
{
	struct tally t = { .suite = "changed numbers" };
	unsigned char *bytes = malloc(sound_size);
	uint64_t seed = 0x9E3779B97F4A7C15u;
	size_t opened = 0;

	ck_assert_ptr_nonnull(bytes);
	for (size_t n = 0; n < FORGERIES; n++) {
		memcpy(bytes, sound, sound_size);
		for (size_t k = 0; k < 1 + n % 4; k++) {
			size_t width, at;
			uint32_t value;
			seed ^= seed << 13;
			seed ^= seed >> 7;
			seed ^= seed << 17;
			width = (size_t)1 << seed % 3;
			/* Most of a block is the two stages of the look-up: look there seldom. */
			at = CHECKED_FROM + (seed >> 8) % ((seed >> 40) % 8 ? sound_size - CHECKED_FROM : 240);
			if ((seed >> 44) % 16 && at > 256)
				at = sound_size - 1 - (at % 2400);
			at &= ~(width - 1);
			value = (seed >> 60) < 10 ? (uint32_t)(seed >> 50) % 16 : (uint32_t)(seed >> 20);
			if ((seed >> 60) == 15)
				memcpy(&value, sound + ((seed >> 24) % (sound_size - 4) & ~(size_t)3), sizeof value);
			memcpy(bytes + at, &value, width);
		}
		opened += try_block(&t, bytes, sound_size, true);
	}
	free(bytes);
	printf("changed numbers: %zu of %d blocks open\n", opened, FORGERIES);
	ck_assert_uint_gt(opened, 1000);
	ck_assert_uint_eq(t.wrong, 0);
}
END_TEST

START_TEST(truncated_blocks_are_refused)
{
	struct tally t = { .suite = "truncated" };

	for (size_t size = 0; size < sound_size; size++)
		if (try_block(&t, sound, size, false))
			util_wrong(&t, "%zu bytes are enough", size);
	/* What was cut off is missing even where size and checksum say that nothing is. */
	for (size_t size = CHECKED_FROM; size < sound_size; size++)
		if (try_block(&t, sound, size, true) && size + 8 <= sound_size)
			util_wrong(&t, "%zu bytes, repaired, are enough", size);
	ck_assert_uint_eq(t.wrong, 0);
}
END_TEST

/* The name of the first disposition is not looked for beyond the block: a sanitizer, or the end of a page, sees it. */
START_TEST(a_name_at_the_very_end_is_refused)
{
	enum { DISPOSITIONS_AT = 32 + 12 * 8, STRINGS_AT = 32 + 13 * 8 }; /* the sections, after the header's eight numbers */
	struct tally t = { .suite = "the very end" };
	unsigned char *bytes = malloc(sound_size);
	uint32_t at, strings, count;

	ck_assert_ptr_nonnull(bytes);
	memcpy(bytes, sound, sound_size);
	memcpy(&at, bytes + DISPOSITIONS_AT, sizeof at);
	memcpy(&strings, bytes + STRINGS_AT, sizeof strings);
	count = (uint32_t)sound_size - strings; /* the padding behind them is as good as an empty string */
	memcpy(bytes + STRINGS_AT + 4, &count, sizeof count);
	memset(bytes + sound_size - 8, 0, 8);
	ck_assert(try_block(&t, bytes, sound_size, true));
	for (uint32_t left = 1; left < 8; left++) {
		uint32_t name = count - left;
		memcpy(bytes + at, &name, sizeof name);
		memcpy(bytes + sound_size - left, "invalid", left - 1);
		bytes[sound_size - 1] = 0;
		ck_assert(!try_block(&t, bytes, sound_size, true));
	}
	free(bytes);
	ck_assert_uint_eq(t.wrong, 0);
}
END_TEST

/* The variants of two elements given to one of them: more than a table has, and a cost for every place of a label. */
START_TEST(more_variants_than_tables_have_are_refused)
{
	enum { ELEMENTS_AT = 32 + 4 * 8, VARIANTS_IN_ELEMENT = 12 }; /* the section, after the header's eight numbers */
	static char text[1 << 14];
	int len = snprintf(text, sizeof text, "<lgr xmlns='urn:ietf:params:xml:ns:lgr-1.0'><data>");
	idnc_table *table;
	unsigned char *block;
	size_t size;

	for (int c = 0; c < 2; c++) {
		len += snprintf(text + len, sizeof text - (size_t)len, "<char cp='%04X'>", 0x61 + c);
		for (int i = 0; i < 40; i++)
			len += snprintf(text + len, sizeof text - (size_t)len, "<var cp='%04X'/>", 0x4E00 + i);
		len += snprintf(text + len, sizeof text - (size_t)len, "</char>");
	}
	len += snprintf(text + len, sizeof text - (size_t)len, "</data></lgr>");
	ck_assert_int_eq(idnc_table_read(NULL, text, (size_t)len, NULL, &table), IDNC_TABLE_OK);
	ck_assert_int_eq(idnc_table_compile(table, NULL, &block, &size), IDNC_TABLE_OK);
	for (uint32_t variants = 64; variants <= 65; variants++) {
		uint32_t at;
		idnc_lgr lgr;
		memcpy(&at, block + ELEMENTS_AT, sizeof at);
		memcpy(block + at + VARIANTS_IN_ELEMENT, &variants, sizeof variants);
		repair(block, size);
		ck_assert_int_eq(idnc_lgr_open(block, size, &lgr), variants == 64 ? IDNC_OK : IDNC_E_BLOCK);
	}
	idnc_table_release(NULL, block);
	idnc_table_free(table);
}
END_TEST

/* A block of a document that is good. */
static unsigned char *
compile(const char *text, size_t len, size_t *size)
{
	idnc_table *table;
	unsigned char *block;

	ck_assert_int_eq(idnc_table_read(NULL, text, len, NULL, &table), IDNC_TABLE_OK);
	ck_assert_int_eq(idnc_table_compile(table, NULL, &block, size), IDNC_TABLE_OK);
	idnc_table_free(table);
	return block;
}

/* A rule of 9,000 matchers once is good, twice is not; and a rule says itself what it costs. */
START_TEST(costly_rules_are_refused)
{
	enum { RULES_AT = 32 + 9 * 8, ACTIONS_AT = 32 + 10 * 8, COST_IN_RULE = 32, RULE_IN_ACTION = 12, ACTION = 16 };
	static char text[1 << 18];
	int len = snprintf(text, sizeof text, "<lgr xmlns='urn:ietf:params:xml:ns:lgr-1.0'><data><char cp='0061'/></data>"
		"<rules><rule name='r'>");
	unsigned char *block;
	size_t size;
	idnc_lgr lgr;
	uint32_t at, cost;

	for (int i = 0; i < 9000; i++)
		len += snprintf(text + len, sizeof text - (size_t)len, "<any/>");
	len += snprintf(text + len, sizeof text - (size_t)len, "</rule><action disp='x' match='r'/><action disp='y'/></rules></lgr>");
	block = compile(text, (size_t)len, &size);
	ck_assert_int_eq(idnc_lgr_open(block, size, &lgr), IDNC_OK);
	memcpy(&at, block + ACTIONS_AT, sizeof at);
	memcpy(block + at + ACTION + RULE_IN_ACTION, block + at + RULE_IN_ACTION, 3); /* the rule, and whether it must match */
	repair(block, size);
	ck_assert_int_eq(idnc_lgr_open(block, size, &lgr), IDNC_E_BLOCK);
	memcpy(&at, block + RULES_AT, sizeof at);
	memcpy(&cost, block + at + COST_IN_RULE, sizeof cost);
	ck_assert_uint_eq(cost, 9001);
	cost = 1;
	memcpy(block + at + COST_IN_RULE, &cost, sizeof cost);
	repair(block, size);
	ck_assert_int_eq(idnc_lgr_open(block, size, &lgr), IDNC_E_BLOCK);
	idnc_table_release(NULL, block);
}
END_TEST

/* Of 65^63 labels that can be made one is a variant: the list ends at its limit, and stays there. */
START_TEST(a_list_with_few_variants_ends)
{
	static uint64_t workspace[IDNC_LGR_WORKSPACE_MIN / 8];
	static char text[1 << 14];
	int len = snprintf(text, sizeof text, "<lgr xmlns='urn:ietf:params:xml:ns:lgr-1.0'><data>");
	uint32_t label[IDNC_LGR_LABEL_MAX];
	idnc_lgr_variants *list;
	idnc_lgr_variant v;
	unsigned char *block;
	size_t size;
	idnc_lgr lgr;

	for (int i = 0; i < 64; i++)
		len += snprintf(text + len, sizeof text - (size_t)len, "<char cp='%04X'/>", 0x4E00 + i);
	len += snprintf(text + len, sizeof text - (size_t)len, "<char cp='0061'>");
	for (int i = 0; i < 64; i++)
		len += snprintf(text + len, sizeof text - (size_t)len, "<var cp='%04X'/>", 0x4E00 + i);
	len += snprintf(text + len, sizeof text - (size_t)len, "</char></data><rules><rule name='own'><start/>"
		"<char cp='0061' count='1+'/><end/></rule><action disp='invalid' not-match='own'/></rules></lgr>");
	block = compile(text, (size_t)len, &size);
	ck_assert_int_eq(idnc_lgr_open(block, size, &lgr), IDNC_OK);
	for (size_t i = 0; i < IDNC_LGR_LABEL_MAX; i++)
		label[i] = 'a';
	for (size_t n = 1; n <= IDNC_LGR_LABEL_MAX; n += IDNC_LGR_LABEL_MAX - 1) {
		ck_assert_int_eq(idnc_lgr_variants_begin(&lgr, label, n, workspace, sizeof workspace, &list), IDNC_OK);
		ck_assert_int_eq(idnc_lgr_variants_next(list, &v), IDNC_OK);
		ck_assert_uint_eq(v.len, n);
		for (int i = 0; i < 3; i++) {
			ck_assert_int_eq(idnc_lgr_variants_next(list, &v), n == 1 ? IDNC_OK : IDNC_E_LIMIT);
			ck_assert_uint_eq(v.len, 0);
			ck_assert_uint_eq(v.count, 0);
		}
		ck_assert_int_eq(idnc_lgr_find_variant(&lgr, label, n, label, n, workspace, sizeof workspace, &v), IDNC_OK);
		ck_assert_uint_eq(v.count, 1);
	}
	idnc_table_release(NULL, block);
}
END_TEST

/*
 * Elements of all lengths, each with variants of all lengths and their own types: so many derivations that
 * sets of them fill any workspace.  There is an answer or a limit, soon.
 */
START_TEST(derivations_without_end_are_a_limit)
{
	static uint64_t workspace[IDNC_LGR_COUNT_WORKSPACE / 8];
	char *text = malloc(4 << 20);
	size_t len, size, counted;
	uint32_t label[IDNC_LGR_LABEL_MAX];
	idnc_lgr_variants *list;
	idnc_lgr_variant v;
	idnc_lgr_count counts[8];
	unsigned char *block;
	idnc_lgr lgr;

	ck_assert_ptr_nonnull(text);
	len = (size_t)sprintf(text, "<lgr xmlns='urn:ietf:params:xml:ns:lgr-1.0'><data>");
	for (int n = 1; n <= IDNC_LGR_LABEL_MAX; n++) {
		for (int m = 0; m <= IDNC_LGR_LABEL_MAX; m++) {
			len += (size_t)sprintf(text + len, m ? "<var type='t%d' cp='" : "<char cp='", m);
			for (int i = 0; i < (m ? m : n); i++)
				len += (size_t)sprintf(text + len, i ? " 0061" : "0061");
			len += (size_t)sprintf(text + len, m ? "'/>" : "'>");
		}
		len += (size_t)sprintf(text + len, "</char>");
	}
	len += (size_t)sprintf(text + len, "</data></lgr>");
	block = compile(text, len, &size);
	free(text);
	ck_assert_int_eq(idnc_lgr_open(block, size, &lgr), IDNC_OK);
	for (size_t i = 0; i < IDNC_LGR_LABEL_MAX; i++)
		label[i] = 'a';
	ck_assert_int_eq(idnc_lgr_variants_begin(&lgr, label, IDNC_LGR_LABEL_MAX, workspace, sizeof workspace, &list), IDNC_OK);
	do
		ck_assert_int_eq(idnc_lgr_variants_next(list, &v) == IDNC_OK && v.len == 0, false);
	while (v.len > 0);
	ck_assert_int_eq(idnc_lgr_find_variant(&lgr, label, IDNC_LGR_LABEL_MAX, label, IDNC_LGR_LABEL_MAX, workspace,
		sizeof workspace, &v), IDNC_E_LIMIT);
	ck_assert_int_eq(idnc_lgr_count_variants(&lgr, label, IDNC_LGR_LABEL_MAX, workspace, sizeof workspace, counts, 8, &counted),
		IDNC_E_LIMIT);
	idnc_table_release(NULL, block);
}
END_TEST

START_TEST(misaligned_blocks_are_refused)
{
	unsigned char *room = malloc(sound_size + 8);
	idnc_lgr lgr;

	ck_assert_ptr_nonnull(room);
	for (size_t i = 0; i < 8; i++) {
		memcpy(room + i, sound, sound_size);
		ck_assert_int_eq(idnc_lgr_open(room + i, sound_size, &lgr), i == 0 ? IDNC_OK : IDNC_E_BLOCK);
	}
	free(room);
}
END_TEST

int
main(void)
{
	const TTest *const tests[] = { sound_block_opens, every_bit_is_flipped, numbers_are_changed,
		truncated_blocks_are_refused, a_name_at_the_very_end_is_refused, more_variants_than_tables_have_are_refused,
		costly_rules_are_refused, a_list_with_few_variants_ends, derivations_without_end_are_a_limit, misaligned_blocks_are_refused, NULL };
	int failed;

	make_sound();
	failed = util_run("lgr_block", tests);
	idnc_table_release(NULL, sound);
	return failed;
}
