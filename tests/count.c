/* SPDX-License-Identifier: MIT */
/*
 * count STEP...: do each step once; print how many things each was done to.  A step is four arguments: an operation, how
 * its file is read, the file, and a policy table or "-".  callgrind counts what happens in `counted`, and nothing else.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "idncheck.h"
#include "idncheck/tables.h"

enum {
	ITEMS_MAX = 4096,
	FILE_MAX = 1 << 20,
	LISTED_MAX = 50, /* variants of one label that are listed at most */
	RECORDS = 256
};

/* A name, a label, or the part of one that is Punycode; and its code points. */
static struct item {
	const char *bytes;
	size_t      len;
	uint32_t   *cp;
	size_t      cp_len;
} items[ITEMS_MAX];
static size_t items_len;

static char              text[FILE_MAX];
static size_t            text_len;
static uint32_t          code_points[FILE_MAX];
static idnc_lgr          lgr;
static uint64_t         *workspace;
static volatile uint64_t checksum; /* written, so that no work is left out */

/* --- instead of those of libc, which chooses by the processor and has as many ways as versions */

void *
memcpy(void *restrict out, const void *restrict in, size_t n)
{
	for (size_t at = 0; at < n; at++)
		((unsigned char *)out)[at] = ((const unsigned char *)in)[at];
	return out;
}

void *
memmove(void *out, const void *in, size_t n)
{
	if ((uintptr_t)out - (uintptr_t)in >= n)
		return memcpy(out, in, n);
	for (size_t at = n; at > 0; at--)
		((unsigned char *)out)[at - 1] = ((const unsigned char *)in)[at - 1];
	return out;
}

void *
memset(void *out, int byte, size_t n)
{
	for (size_t at = 0; at < n; at++)
		((unsigned char *)out)[at] = (unsigned char)byte;
	return out;
}

int
memcmp(const void *a, const void *b, size_t n)
{
	for (size_t at = 0; at < n; at++)
		if (((const unsigned char *)a)[at] != ((const unsigned char *)b)[at])
			return ((const unsigned char *)a)[at] < ((const unsigned char *)b)[at] ? -1 : 1;
	return 0;
}

/* --- what is counted: each operation on all items; the number of things that were done */

static size_t
to_ascii(void)
{
	static const idnc_options options = { .profile = IDNC_PROFILE_UTS46 };
	char   out[512];
	size_t len = 0;

	for (size_t i = 0; i < items_len; i++)
		checksum += (uint64_t)idnc_domain_to_ascii(&options, items[i].bytes, items[i].len, out, sizeof out, &len, NULL);
	return items_len;
}

static size_t
to_ascii_findings(void)
{
	static const idnc_options options = { .profile = IDNC_PROFILE_UTS46 };
	idnc_finding  found[8];
	idnc_findings findings = { .items = found, .capacity = sizeof found / sizeof *found };
	char          out[512];
	size_t        len = 0;

	for (size_t i = 0; i < items_len; i++)
		checksum += (uint64_t)idnc_domain_to_ascii(&options, items[i].bytes, items[i].len, out, sizeof out, &len,
		                                           &findings);
	return items_len;
}

static size_t
to_unicode(void)
{
	static const idnc_options options = { .profile = IDNC_PROFILE_UTS46 };
	char   out[512];
	size_t len = 0;

	for (size_t i = 0; i < items_len; i++)
		checksum += (uint64_t)idnc_domain_to_unicode(&options, items[i].bytes, items[i].len, out, sizeof out, &len, NULL);
	return items_len;
}

static size_t
check(void)
{
	for (size_t i = 0; i < items_len; i++)
		checksum += (uint64_t)idnc_domain_check(NULL, items[i].bytes, items[i].len, NULL);
	return items_len;
}

static size_t
batch(void)
{
	static const idnc_batch_options options = {
		.names.profile = IDNC_PROFILE_UTS46, .form = IDNC_BATCH_ASCII, .is_last = true
	};
	static char         out[FILE_MAX];
	idnc_batch_record   records[RECORDS];
	idnc_batch_progress progress = { 0 };
	size_t              done = 0;

	for (size_t at = 0; at < text_len; at += progress.in_len) {
		if (idnc_batch_run(&options, text + at, text_len - at, out, sizeof out, records, RECORDS, &progress) != IDNC_OK)
			abort();
		done += progress.records;
	}
	return done;
}

static size_t
nfc_check(void)
{
	size_t at = 0;

	for (size_t i = 0; i < items_len; i++)
		checksum += (uint64_t)idnc_nfc_check(items[i].cp, items[i].cp_len, &at);
	return items_len;
}

static size_t
nfc_encode(void)
{
	uint32_t out[512];
	size_t   len = 0;

	for (size_t i = 0; i < items_len; i++)
		checksum += (uint64_t)idnc_nfc_encode(items[i].cp, items[i].cp_len, out, sizeof out / sizeof *out, &len);
	return items_len;
}

static size_t
punycode_encode(void)
{
	char   out[256];
	size_t len = 0;

	for (size_t i = 0; i < items_len; i++)
		checksum += (uint64_t)idnc_punycode_encode(items[i].cp, items[i].cp_len, out, sizeof out, &len);
	return items_len;
}

static size_t
punycode_decode(void)
{
	uint32_t out[256];
	size_t   len = 0;

	for (size_t i = 0; i < items_len; i++)
		checksum += (uint64_t)idnc_punycode_decode(items[i].bytes, items[i].len, out, sizeof out / sizeof *out, &len);
	return items_len;
}

static size_t
table_check(void)
{
	idnc_lgr_verdict verdict;

	for (size_t i = 0; i < items_len; i++)
		checksum += (uint64_t)idnc_lgr_check(&lgr, items[i].cp, items[i].cp_len, &verdict, NULL);
	return items_len;
}

static size_t
table_index(void)
{
	uint32_t index[IDNC_LGR_LABEL_MAX];
	size_t   len = 0;

	for (size_t i = 0; i < items_len; i++)
		checksum += (uint64_t)idnc_lgr_index(&lgr, items[i].cp, items[i].cp_len, index, IDNC_LGR_LABEL_MAX, &len);
	return items_len;
}

static size_t
table_variants(void)
{
	size_t done = 0;

	for (size_t i = 0; i < items_len; i++) {
		idnc_lgr_variants *it;
		idnc_lgr_variant   v;

		if (idnc_lgr_variants_begin(&lgr, items[i].cp, items[i].cp_len, workspace, IDNC_LGR_WORKSPACE_MIN, &it) != IDNC_OK)
			abort();
		for (int n = 0; n < LISTED_MAX && idnc_lgr_variants_next(it, &v) == IDNC_OK && v.len > 0; n++)
			done++;
	}
	return done;
}

static const struct operation {
	const char *name;
	size_t (*run)(void);
} operations[] = {
	{ "to-ascii", to_ascii },
	{ "to-ascii-findings", to_ascii_findings },
	{ "to-unicode", to_unicode },
	{ "check", check },
	{ "batch", batch },
	{ "nfc-check", nfc_check },
	{ "nfc-encode", nfc_encode },
	{ "punycode-encode", punycode_encode },
	{ "punycode-decode", punycode_decode },
	{ "table-check", table_check },
	{ "table-index", table_index },
	{ "table-variants", table_variants },
};

/* Named to callgrind: not inlined. */
__attribute__((noinline)) size_t counted(size_t (*run)(void));

size_t
counted(size_t (*run)(void))
{
	return run();
}

/* --- reading */

static void
fail(const char *what)
{
	fprintf(stderr, "count: %s\n", what);
	exit(2);
}

static bool
is_same(const char *a, const char *b)
{
	while (*a && *a == *b)
		a++, b++;
	return *a == *b;
}

static size_t
read_file(const char *path, char *bytes, size_t cap)
{
	FILE  *f = fopen(path, "rb");
	size_t n = f ? fread(bytes, 1, cap, f) : 0;

	if (n == 0 || n == cap)
		fail(path);
	fclose(f);
	return n;
}

/* UTF-8, decoded behind what is there already. */
static void
take_text(struct item *item, uint32_t *cp)
{
	item->cp = cp;
	item->cp_len = 0;
	for (size_t at = 0; at < item->len;)
		if (idnc_utf8_next(item->bytes, item->len, &at, &cp[item->cp_len++]) != IDNC_OK)
			fail("no UTF-8");
}

/* Hexadecimal code points, separated by spaces. */
static void
take_code_points(struct item *item, uint32_t *cp)
{
	const char *end = item->bytes + item->len;
	char       *at = (char *)item->bytes;

	item->cp = cp;
	for (item->cp_len = 0; at < end; at += *at == ' ')
		cp[item->cp_len++] = (uint32_t)strtoul(at, &at, 16);
}

/* The lines of the file; with "labels", what stands between dots too. */
static void
read_items(const char *path, const char *how)
{
	bool      is_code_points = is_same(how, "code-points"), has_labels = is_same(how, "labels");
	uint32_t *cp = code_points;
	size_t    start = 0;

	text_len = read_file(path, text, sizeof text);
	items_len = 0;
	for (size_t at = 0; at < text_len; at++) {
		struct item *item = &items[items_len];

		if (text[at] != '\n' && !(has_labels && text[at] == '.'))
			continue;
		*item = (struct item){ .bytes = text + start, .len = at - start };
		(is_code_points ? take_code_points : take_text)(item, cp);
		cp += item->cp_len;
		start = at + 1;
		if (++items_len == ITEMS_MAX)
			fail("too many lines");
	}
}

static void
read_table(const char *path)
{
	static char           xml[8 << 20];
	static unsigned char *block;
	idnc_table           *table;
	size_t                size, xml_len = read_file(path, xml, sizeof xml);

	idnc_table_release(NULL, block);
	if (idnc_table_read(NULL, xml, xml_len, NULL, &table) != IDNC_TABLE_OK ||
	    idnc_table_compile(table, NULL, &block, &size) != IDNC_TABLE_OK || idnc_lgr_open(block, size, &lgr) != IDNC_OK)
		fail(path);
	idnc_table_free(table);
}

/* Only labels that the table allows. */
static void
keep_eligible(void)
{
	size_t kept = 0;

	for (size_t i = 0; i < items_len; i++) {
		idnc_lgr_verdict verdict;

		if (idnc_lgr_check(&lgr, items[i].cp, items[i].cp_len, &verdict, NULL) == IDNC_OK)
			items[kept++] = items[i];
	}
	items_len = kept;
}

static const struct operation *
find_operation(const char *name)
{
	for (size_t i = 0; i < sizeof operations / sizeof *operations; i++)
		if (is_same(operations[i].name, name))
			return &operations[i];
	fail(name);
	return NULL;
}

int
main(int argc, char *argv[])
{
	const char *table = "-";

	if (argc < 2 || argc % 4 != 1 || !(workspace = malloc(IDNC_LGR_WORKSPACE_MIN)))
		fail("four arguments a step");
	for (char **step = argv + 1; *step; step += 4) {
		if (!is_same(step[3], table) && !is_same(step[3], "-"))
			read_table(table = step[3]);
		read_items(step[2], step[1]);
		if (!is_same(step[3], "-"))
			keep_eligible();
		printf("%zu\n", counted(find_operation(step[0])->run));
	}
	return fflush(stdout) == 0 ? 0 : 2;
}
