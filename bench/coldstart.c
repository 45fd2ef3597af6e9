/* SPDX-License-Identifier: MIT */
/*
 * Cold start: what passes from the start of a program to the answer for its first name, of one implementation; each is
 * a program of its own, so that no other library is loaded.  IMPLEMENTATION is its name and convert's.
 */
#define _GNU_SOURCE 1

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#ifdef HAS_ICU
#include <unicode/uidna.h>
#endif
#ifdef HAS_LIBIDN2
#include <idn2.h>
#endif
#ifdef HAS_IDNCHECK
#include "idncheck.h"
#endif

#define RUNS 201

/* What one run tells: nanoseconds, and page faults that needed no disk. */
struct run {
	uint64_t to_main, first, second;
	uint64_t faults, first_faults;
};

static const struct {
	const char *what;
	size_t      offset;
} columns[] = {
	{ "start-to-main-ns", offsetof(struct run, to_main) },
	{ "first-name-ns", offsetof(struct run, first) },
	{ "second-time-ns", offsetof(struct run, second) },
	{ "page-faults-to-answer", offsetof(struct run, faults) },
	{ "page-faults-of-first-name", offsetof(struct run, first_faults) },
};

/* The length of the ASCII form; 0 for a name that is refused.  What an implementation opens first belongs to its first name. */
#if defined HAS_IDNCHECK
static size_t
convert(const char *name, char *out, size_t cap)
{
	static const idnc_options options = { .profile = IDNC_PROFILE_UTS46 };
	size_t len = 0;

	return idnc_domain_to_ascii(&options, name, strlen(name), out, cap, &len, NULL) == IDNC_OK ? len : 0;
}
#elif defined HAS_ICU
static size_t
convert(const char *name, char *out, size_t cap)
{
	static UIDNA *idna;
	UIDNAInfo     info = UIDNA_INFO_INITIALIZER;
	UErrorCode    code = U_ZERO_ERROR;
	int32_t       len;

	if (!idna)
		idna = uidna_openUTS46(UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ | UIDNA_USE_STD3_RULES |
		                       UIDNA_NONTRANSITIONAL_TO_ASCII, &code);
	len = uidna_nameToASCII_UTF8(idna, name, (int32_t)strlen(name), out, (int32_t)cap, &info, &code);
	return U_SUCCESS(code) && info.errors == 0 ? (size_t)len : 0;
}
#elif defined HAS_LIBIDN2
static size_t
convert(const char *name, char *out, size_t cap)
{
	uint8_t *result = NULL;
	size_t   len = 0;

	if (idn2_lookup_u8((const uint8_t *)name, &result, IDN2_NONTRANSITIONAL | IDN2_USE_STD3_ASCII_RULES) == IDN2_OK)
		len = strlen((char *)result);
	if (len > 0 && len < cap)
		memcpy(out, result, len);
	idn2_free(result);
	return len;
}
#else
/* Nothing: what a program costs that has no library but libc. */
static size_t
convert(const char *name, char *out, size_t cap)
{
	(void)cap;
	out[0] = name[0];
	return 1;
}
#endif

static uint64_t
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * 1000000000 + (uint64_t)t.tv_nsec;
}

static uint64_t
faults(void)
{
	struct rusage usage;

	getrusage(RUSAGE_SELF, &usage);
	return (uint64_t)usage.ru_minflt;
}

/* The program that is measured: tells the other one through standard output. */
static int
run_once(uint64_t start, const char *name)
{
	uint64_t   main_at = now(), faults_at = faults(), first_at, first_end, second_end;
	char       out[256];
	struct run run = { .to_main = main_at - start };
	size_t     len;

	first_at = now();
	len = convert(name, out, sizeof out);
	first_end = now();
	run.faults = faults();
	run.first_faults = run.faults - faults_at;
	run.first = first_end - first_at;
	first_end = now();
	len += convert(name, out, sizeof out);
	second_end = now();
	run.second = second_end - first_end;
	return len > 1 && write(STDOUT_FILENO, &run, sizeof run) == sizeof run ? 0 : 2;
}

static int
start_once(char *program, char *name, struct run *run)
{
	int     ends[2], status = 0;
	pid_t   child;
	ssize_t got;
	char    start[32];

	if (pipe(ends) != 0 || (child = fork()) < 0)
		return 2;
	if (child == 0) {
		dup2(ends[1], STDOUT_FILENO);
		snprintf(start, sizeof start, "%llu", (unsigned long long)now());
		execl("/proc/self/exe", program, "--once", start, name, (char *)NULL);
		_exit(2);
	}
	close(ends[1]);
	got = read(ends[0], run, sizeof *run);
	close(ends[0]);
	waitpid(child, &status, 0);
	return got == sizeof *run && status == 0 ? 0 : 2;
}

static int
compare(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

int
main(int argc, char *argv[])
{
	static char       default_name[] = "b\xC3\xBC" "cher.example";
	static struct run runs[RUNS];
	char             *name = argc > 1 ? argv[1] : default_name;

	if (argc == 4 && strcmp(argv[1], "--once") == 0)
		return run_once(strtoull(argv[2], NULL, 10), argv[3]);
	for (size_t i = 0; i < RUNS; i++) {
		if (start_once(argv[0], name, &runs[i]) != 0) {
			fprintf(stderr, "coldstart: a run failed: is the name acceptable?\n");
			return 2;
		}
	}
	for (size_t c = 0; c < sizeof columns / sizeof *columns; c++) {
		uint64_t values[RUNS];

		for (size_t i = 0; i < RUNS; i++)
			memcpy(&values[i], (const char *)&runs[i] + columns[c].offset, sizeof values[i]);
		qsort(values, RUNS, sizeof *values, compare);
		printf("%s\t%s\t%llu\n", columns[c].what, IMPLEMENTATION, (unsigned long long)values[RUNS / 2]);
	}
	return fflush(stdout) == 0 ? 0 : 2;
}
