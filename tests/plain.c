/* SPDX-License-Identifier: MIT */
/* Plain names: every way to look at them says what their definition says, and writes only what it may. */
#define _DEFAULT_SOURCE

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "idna/plain_paths.h"
#include "util.h"

enum { LONGEST = 300, SHORT = 5, ROUNDS = 100000 };

/* Two pages, the second without access: bytes that end at its edge. */
static char *page, *edge;

static bool
is_ldh(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
}

/* The definition of idnc_plain_is, a label after the other. */
static bool
is_plain(const char *in, size_t len)
{
	size_t at = 0;

	if (len == 0 || len > 253)
		return false;
	for (;;) {
		size_t n = 0;
		while (at + n < len && in[at + n] != '.')
			if (!is_ldh(in[at + n++]))
				return false;
		if (n == 0 || n > 63 || in[at] == '-' || in[at + n - 1] == '-')
			return false;
		if (n >= 4 && in[at + 2] == '-' && in[at + 3] == '-')
			return false;
		at += n;
		if (at == len)
			return true;
		at++;
	}
}

static void
check_path(const idnc_plain_path *path, const char *name, size_t len, bool is_expected)
{
	char out[LONGEST + 2], here[LONGEST];
	bool is_same = true;

	memset(out, '#', sizeof out);
	if (path->is(name, len) != is_expected)
		ck_abort_msg("%s: %.*s: expected %d", path->name, (int)len, name, is_expected);
	if (!is_expected)
		return;
	path->write(name, len, out + 1);
	for (size_t i = 0; i < len; i++)
		is_same &= out[i + 1] == (name[i] >= 'A' && name[i] <= 'Z' ? name[i] + 32 : name[i]);
	if (!is_same || out[0] != '#' || out[len + 1] != '#')
		ck_abort_msg("%s: %.*s: wrote %.*s", path->name, (int)len, name, (int)len + 2, out);
	memcpy(here, name, len);
	path->write(here, len, here);
	ck_assert(memcmp(here, out + 1, len) == 0);
}

/* Every path, on a name that ends where reading further is a fault. */
static void
check_name(const char *name, size_t len)
{
	char *copy = memcpy(edge - len, name, len);
	bool  is_expected = is_plain(copy, len);

	for (size_t i = 0; i < idnc_plain_path_count; i++)
		if (idnc_plain_paths[i].is_possible())
			check_path(&idnc_plain_paths[i], copy, len, is_expected);
}

START_TEST(short_names)
{
	static const char alphabet[] = "aZ0-._\x80";
	char              name[SHORT];

	for (size_t len = 0, count = 1; len <= SHORT; len++, count *= sizeof alphabet - 1) {
		for (size_t n = 0; n < count; n++) {
			for (size_t i = 0, rest = n; i < len; i++, rest /= sizeof alphabet - 1)
				name[i] = alphabet[rest % (sizeof alphabet - 1)];
			check_name(name, len);
		}
	}
}
END_TEST

START_TEST(every_byte_at_every_place)
{
	char name[LONGEST];

	/* Lengths around those of vectors, of blocks and of the loads that overlap. */
	static const size_t lengths[] = { 1, 2, 3, 4, 5, 7, 8, 9, 12, 15, 16, 17, 24, 31, 32, 33, 34, 47, 48, 49, 63, 64, 65, 80, 127,
		128, 129 };

	for (size_t n = 0; n < sizeof lengths / sizeof *lengths; n++) {
		size_t len = lengths[n];
		for (size_t i = 0; i < len; i++)
			name[i] = i % 50 == 49 ? '.' : 'q';
		for (size_t at = 0; at < len; at++) {
			char kept = name[at];
			for (unsigned byte = 0; byte < 256; byte++) {
				name[at] = (char)byte;
				check_name(name, len);
			}
			name[at] = kept;
		}
	}
}
END_TEST

/* A dot, or two hyphens, at every place of names of every length: what one block must know of the one before. */
START_TEST(edges_of_blocks)
{
	char name[LONGEST];

	for (size_t len = 1; len <= LONGEST - 4; len++)
		for (size_t at = 0; at < len; at++)
			for (unsigned way = 0; way < 4; way++) {
				for (size_t i = 0; i < len; i++)
					name[i] = (i + at) % 60 == 59 ? '.' : 'x';
				memcpy(name + at, way == 0 ? "." : way == 1 ? ".a--b" : way == 2 ? "-." : "A--", way == 1 ? 5 : way == 0 ? 1 : way == 2 ? 2 : 3);
				check_name(name, len);
			}
}
END_TEST

START_TEST(lengths_of_labels)
{
	char name[LONGEST];

	for (size_t first = 0; first <= 70; first++)
		for (size_t second = 0; second <= 70; second++) {
			memset(name, 'L', sizeof name);
			name[first] = name[first + 1 + second] = '.';
			check_name(name, first + 1 + second);
			check_name(name, first + second + 20);
			check_name(name, first + second + 2 + 64);
		}
}
END_TEST

START_TEST(random_names)
{
	static const char common[] = "abcdefghijklmnopqrstuvwxyzABCXYZ0189abcdefghijklmnop.-";
	uint64_t          seed = 1;
	char              name[LONGEST];

	for (int round = 0; round < ROUNDS; round++) {
		size_t len = (size_t)(round % 270);
		for (size_t i = 0; i < len; i++) {
			seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
			name[i] = common[(seed >> 33) % (sizeof common - 1)];
		}
		check_name(name, len);
	}
}
END_TEST

int
main(void)
{
	Suite   *suite = suite_create("plain");
	TCase   *names = tcase_create("names");
	SRunner *runner = srunner_create(suite);
	size_t   size = (size_t)sysconf(_SC_PAGESIZE);
	int      failed;

	page = mmap(NULL, 2 * size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (page == MAP_FAILED || mprotect(page + size, size, PROT_NONE) != 0)
		return 99;
	edge = page + size;
	for (size_t i = 0; i < idnc_plain_path_count; i++)
		printf("plain: path %s%s\n", idnc_plain_paths[i].name,
		       idnc_plain_paths[i].is_possible() ? "" : ": not on this processor");
	tcase_set_timeout(names, 0);
	tcase_add_test(names, short_names);
	tcase_add_test(names, every_byte_at_every_place);
	tcase_add_test(names, edges_of_blocks);
	tcase_add_test(names, lengths_of_labels);
	tcase_add_test(names, random_names);
	suite_add_tcase(suite, names);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed > 0;
}
