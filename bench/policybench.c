/* SPDX-License-Identifier: MIT */
/*
 * policybench: ten million registered names, and how long the whole question takes: key, bucket, exact test.
 *
 *   policybench --names N                  print N names, one a line
 *   policybench TABLE.xml INDEX N LOOKUPS  search an index that was made of them by idntable index
 */
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "idncheck.h"
#include "idncheck/tables.h"

#define LETTERS 12

/* Letters as they are in names, some of which have variants. */
static const uint32_t alphabet[] = {
	'e', 'n', 'i', 's', 'r', 'a', 't', 'd', 'h', 'u', 'l', 'c', 'g', 'm', 'o', 'b', 'w', 'f', 'k', 'z', 'p', 'v',
	'e', 'n', 'i', 's', 'r', 'a', 0xFC, 0xE9, 0xF6, 0xDF
};

static uint64_t workspace[IDNC_LGR_WORKSPACE_MIN / 8], *key_memory;

static _Noreturn void
fail(const char *what)
{
	fprintf(stderr, "policybench: %s\n", what);
	exit(2);
}

/* The name of a number: 6 to 12 letters, the same each time. */
static size_t
make_name(uint64_t number, uint32_t out[LETTERS])
{
	uint64_t x = (number + 1) * UINT64_C(0x9E3779B97F4A7C15);
	size_t   len = 6 + (size_t)(number % (LETTERS - 5));

	x ^= x >> 29;
	x *= UINT64_C(0xBF58476D1CE4E5B9);
	x ^= x >> 32;
	for (size_t i = 0; i < len; i++, x >>= 5)
		out[i] = alphabet[x & 31];
	return len;
}

static void
print_names(uint64_t count)
{
	for (uint64_t i = 0; i < count; i++) {
		uint32_t cp[LETTERS];
		size_t   len = make_name(i, cp), bytes = 0;
		char     text[4 * LETTERS + 32];
		for (size_t k = 0; k < len; k++) {
			size_t more;
			idnc_utf8_write(cp[k], text + bytes, sizeof text - bytes, &more);
			bytes += more;
		}
		bytes += (size_t)snprintf(text + bytes, sizeof text - bytes, "\tR%" PRIu64 "\n", i % 1000003);
		fwrite(text, 1, bytes, stdout);
	}
}

static double
seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static const void *
map(const char *file, size_t *size)
{
	struct stat about;
	int         fd = open(file, O_RDONLY);
	const void *bytes;

	if (fd < 0 || fstat(fd, &about) != 0)
		fail("a file cannot be opened");
	*size = (size_t)about.st_size;
	bytes = mmap(NULL, *size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (bytes == MAP_FAILED)
		fail("a file cannot be mapped");
	close(fd);
	return bytes;
}

static idnc_policy_keys
open_table(const char *file)
{
	idnc_table      *table;
	unsigned char   *block;
	size_t           size;
	const char      *xml = map(file, &size);
	idnc_lgr         lgr;
	idnc_policy_keys keys;

	if (idnc_table_read(NULL, xml, size, NULL, &table) != IDNC_TABLE_OK ||
	    idnc_table_compile(table, NULL, &block, &size) != IDNC_TABLE_OK || idnc_lgr_open(block, size, &lgr) != IDNC_OK)
		fail("the table cannot be used");
	idnc_table_free(table);
	key_memory = malloc(idnc_policy_keys_size(&lgr));
	if (!key_memory || idnc_policy_keys_begin(&lgr, key_memory, idnc_policy_keys_size(&lgr), &keys) != IDNC_OK)
		fail("there are no keys");
	return keys;
}

/* The whole question about one label: how many names collide, and how many were compared. */
static size_t
ask(const idnc_policy_keys *keys, const idnc_policy_index *index, const uint32_t *label, size_t len, size_t *compared)
{
	idnc_policy_search search;
	idnc_policy_entry  entry;
	size_t             found = 0;

	idnc_policy_find_begin(index, idnc_policy_hash(keys, label, len), &search);
	while (idnc_policy_find_next(&search, &entry)) {
		idnc_policy_collision c;
		uint32_t              cp[IDNC_LGR_LABEL_MAX];
		size_t                n = 0;
		for (size_t at = 0; at < entry.label_len && n < IDNC_LGR_LABEL_MAX; n++)
			idnc_utf8_next(entry.label, entry.label_len, &at, &cp[n]);
		(*compared)++;
		if (idnc_policy_compare(&keys->lgr, label, len, cp, n, workspace, sizeof workspace, &c) == IDNC_OK)
			found += c.standing != IDNC_POLICY_FREE;
	}
	return found;
}

/* Ask about the names from `first` on, in steps that jump about in the index. */
static void
measure(const char *what, const idnc_policy_keys *keys, const idnc_policy_index *index, uint64_t first, uint64_t among,
        uint64_t lookups)
{
	size_t found = 0, compared = 0, with = 0;
	double begun = seconds(), took;

	for (uint64_t i = 0; i < lookups; i++) {
		uint32_t label[LETTERS];
		size_t   len = make_name(first + i * 7919 % among, label), one = ask(keys, index, label, len, &compared);
		found += one;
		with += one > 0;
	}
	took = seconds() - begun;
	printf("%s\t%.3f us a lookup\t%" PRIu64 " lookups\t%zu collide\twith %zu names\t%zu compared\n", what,
	       took / (double)lookups * 1e6, lookups, with, found, compared);
}

int
main(int argc, char *argv[])
{
	idnc_policy_keys  keys;
	idnc_policy_index index;
	uint64_t          count, lookups;
	const void       *bytes;
	size_t            size;
	double            begun;

	if (argc == 3 && strcmp(argv[1], "--names") == 0) {
		print_names(strtoull(argv[2], NULL, 10));
		return fflush(stdout) == 0 ? 0 : 2;
	}
	if (argc != 5)
		fail("the form is: --names N, or TABLE.xml INDEX N LOOKUPS");
	count = strtoull(argv[3], NULL, 10);
	lookups = strtoull(argv[4], NULL, 10);
	keys = open_table(argv[1]);
	bytes = map(argv[2], &size);
	begun = seconds();
	if (count == 0 || lookups == 0 || idnc_policy_index_open(&keys, bytes, size, &index) != IDNC_OK)
		fail("this is no index for the table");
	printf("opened and verified\t%.2f s\t%zu bytes\t%" PRIu64 " names\n", seconds() - begun, size,
	       idnc_policy_index_count(&index));
	measure("names that are not registered", &keys, &index, count * 16, count, lookups);
	measure("names that are registered", &keys, &index, 0, count, lookups);
	return 0;
}
