/* SPDX-License-Identifier: MIT */
/* Time per name of idncheck, ICU and libidn2, side by side in one run. */
#define _POSIX_C_SOURCE 200809L

#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "contenders.h"
#include "corpus.h"

enum {
	EXIT_DISAGREE = 1,
	EXIT_USAGE = 2,

	CORPORA_MAX = 64,
	OPERATIONS_MAX = 16,
	REPETITIONS = 11,
	REPETITIONS_MAX = 999,
	SAMPLE_NS = 20 * 1000 * 1000 /* the clock's steps and an interrupt vanish in it */
};

struct settings {
	const char *corpora[CORPORA_MAX];
	size_t corpora_count;
	bool has_operation[OPERATIONS_MAX];
	bool has_any_operation;
	int repetitions;
	bool is_quick, is_strict;
	bool has_help, has_version;
};

/* An option; apply is told its argument, NULL when it has none, and answers whether it will do. */
struct option {
	const char *name;
	const char *argument;
	bool (*apply)(struct settings *settings, const char *argument);
	const char *help;
};

static bool
add_corpus(struct settings *s, const char *argument)
{
	if (s->corpora_count == CORPORA_MAX)
		return false;
	s->corpora[s->corpora_count++] = argument;
	return true;
}

static bool
add_operation(struct settings *s, const char *argument)
{
	bool is_all = strcmp(argument, "all") == 0, is_known = is_all;

	for (size_t i = 0; i < operation_count; i++)
		if (is_all || strcmp(argument, operations[i].name) == 0)
			s->has_operation[i] = s->has_any_operation = is_known = true;
	return is_known;
}

static bool
set_repetitions(struct settings *s, const char *argument)
{
	char *end;
	long n = strtol(argument, &end, 10);

	s->repetitions = (int)n;
	return *argument && !*end && n >= 1 && n <= REPETITIONS_MAX;
}

static bool
set_quick(struct settings *s, const char *argument)
{
	(void)argument;
	return s->is_quick = true;
}

static bool
set_strict(struct settings *s, const char *argument)
{
	(void)argument;
	return s->is_strict = true;
}

static bool
set_help(struct settings *s, const char *argument)
{
	(void)argument;
	return s->has_help = true;
}

static bool
set_version(struct settings *s, const char *argument)
{
	(void)argument;
	return s->has_version = true;
}

static const struct option options[] = {
	{ "--corpus", "FILE", add_corpus, "names, a line each; or a built-in corpus (all these)" },
	{ "--operation", "OPERATION", add_operation, "to-ascii, to-ascii-findings, to-unicode or all" },
	{ "--repetitions", "N", set_repetitions, "samples of which the median counts (11)" },
	{ "--quick", NULL, set_quick, "one pass a sample: a trial, not a measurement" },
	{ "--strict", NULL, set_strict, "stop when they disagree about a name of a FILE" },
	{ "--help", NULL, set_help, "this text" },
	{ "--version", NULL, set_version, "the versions of the implementations" },
};

static void
print_help(void)
{
	puts("Usage: idnbench [OPTION]...\n"
	     "Time the conversion of names by idncheck, ICU and libidn2; print a line for each:\n"
	     "corpus TAB operation TAB implementation TAB ns_per_name\n");
	for (size_t i = 0; i < sizeof options / sizeof options[0]; i++) {
		const char *argument = options[i].argument ? options[i].argument : "";

		printf("  %s %-*s  %s\n", options[i].name, 22 - (int)strlen(options[i].name),
		       argument, options[i].help);
	}
	printf("\n--corpus and --operation can be given several times.  Built-in corpora:");
	for (size_t i = 0; corpus_built_in_z(i); i++)
		printf(" %s", corpus_built_in_z(i));
	puts(".\nExit status: 0; 1 when the implementations disagree; 2 for wrong usage, or a\n"
	     "file that cannot be read.");
}

/* Apply the option at argv[*at]; *at moves on when its argument is the next word. */
static bool
apply_option(struct settings *s, char **argv, int *at)
{
	const char *word = argv[*at];

	for (size_t i = 0; i < sizeof options / sizeof options[0]; i++) {
		const struct option *o = &options[i];
		size_t len = strlen(o->name);
		const char *argument = NULL;

		if (strncmp(word, o->name, len) != 0 || (word[len] != 0 && word[len] != '='))
			continue;
		if (o->argument)
			argument = word[len] ? word + len + 1 : argv[++*at];
		if (!o->argument != !argument || (!o->argument && word[len])) {
			fprintf(stderr, "idnbench: %s %s an argument\n", o->name,
			        o->argument ? "needs" : "has not");
			return false;
		}
		if (!o->apply(s, argument)) {
			fprintf(stderr, "idnbench: %s: not possible: %s\n", o->name, argument);
			return false;
		}
		return true;
	}
	fprintf(stderr, "idnbench: no such option: %s\n", word);
	return false;
}

static bool
parse(struct settings *s, int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		if (!apply_option(s, argv, &i)) {
			fputs("Try 'idnbench --help'.\n", stderr);
			return false;
		}
	}
	if (!s->has_any_operation)
		add_operation(s, "all");
	if (s->corpora_count == 0)
		for (size_t i = 0; corpus_built_in_z(i); i++)
			add_corpus(s, corpus_built_in_z(i));
	return true;
}

/* One name; the buffer grows until the result fits, so that the timing needs no larger one. */
static bool
convert_fitting(convert_fn *convert, const struct name *name, struct answer *a)
{
	for (;;) {
		size_t cap = a->cap;
		char *bytes;

		convert(name, a);
		if (a->len <= cap)
			return true;
		bytes = realloc(a->bytes, a->len);
		if (!bytes) {
			fputs("idnbench: out of memory\n", stderr);
			return false;
		}
		a->bytes = bytes;
		a->cap = a->len;
	}
}

/* What the answers of a pass add up to. */
static uint64_t
add(uint64_t sum, const struct answer *a)
{
	return sum * 3 + (unsigned char)a->first + a->is_accepted;
}

/* What is known of one operation on one corpus, by contender. */
struct trial {
	const struct corpus *corpus;
	const struct operation *operation;
	struct answer answers[CONTENDER_COUNT];
	uint64_t sums[CONTENDER_COUNT]; /* of a pass */
	uint64_t passes[CONTENDER_COUNT];
	size_t disagreements, first_line;
};

/* Whether the answers to one name are the same; of a built-in corpus it must also be accepted. */
static bool
is_agreed(const struct trial *t)
{
	const struct answer *ours = &t->answers[0];

	if (t->corpus->is_built_in && !ours->is_accepted)
		return false;
	for (size_t c = 1; c < CONTENDER_COUNT; c++) {
		const struct answer *other = &t->answers[c];

		if (other->is_accepted != ours->is_accepted)
			return false;
		if (ours->is_accepted && c < t->operation->equal &&
		    (other->len != ours->len || memcmp(other->bytes, ours->bytes, ours->len) != 0))
			return false;
	}
	return true;
}

/* Convert every name once: make room, and compare. */
static bool
compare(struct trial *t)
{
	for (size_t i = 0; i < t->corpus->count; i++) {
		for (size_t c = 0; c < CONTENDER_COUNT; c++) {
			convert_fn *convert = t->operation->convert[c];

			if (!convert_fitting(convert, &t->corpus->names[i], &t->answers[c]))
				return false;
			t->sums[c] = add(t->sums[c], &t->answers[c]);
		}
		if (!is_agreed(t) && t->disagreements++ == 0)
			t->first_line = i + 1;
	}
	return true;
}

static uint64_t
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (uint64_t)t.tv_sec * 1000000000 + (uint64_t)t.tv_nsec;
}

/* Nanoseconds of so many passes.  A pass that answers otherwise than `compare` saw is the end. */
static uint64_t
sample(struct trial *t, size_t c, uint64_t passes)
{
	convert_fn *convert = t->operation->convert[c];
	struct answer *a = &t->answers[c];
	uint64_t start = now(), end;
	bool is_same = true;

	for (uint64_t pass = 0; pass < passes; pass++) {
		uint64_t sum = 0;

		for (size_t i = 0; i < t->corpus->count; i++) {
			convert(&t->corpus->names[i], a);
			sum = add(sum, a);
		}
		is_same &= sum == t->sums[c];
	}
	end = now();
	if (!is_same) {
		fprintf(stderr, "idnbench: %s: %s: %s does not always answer the same\n",
		        t->corpus->title, t->operation->name, contender_names[c]);
		exit(EXIT_DISAGREE);
	}
	return end - start;
}

static int
compare_numbers(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* The title as a column: no TAB or LF, nor what a terminal would obey. */
static void
print_title(const char *title)
{
	for (; *title; title++) {
		unsigned char c = (unsigned char)*title;

		if (c < 0x20 || c == 0x7F || c == '\\')
			printf("\\u{%X}", c);
		else
			putchar(c);
	}
}

/* Print the medians of samples taken in turns: what disturbs the machine disturbs all alike. */
static void
measure(struct trial *t, const struct settings *s)
{
	double ns[CONTENDER_COUNT][REPETITIONS_MAX];

	for (size_t c = 0; c < CONTENDER_COUNT; c++) {
		t->answers[c].is_wanted = false;
		t->passes[c] = 1;
		while (!s->is_quick && sample(t, c, t->passes[c]) < SAMPLE_NS)
			t->passes[c] *= 2;
	}
	for (int i = 0; i < s->repetitions; i++)
		for (size_t c = 0; c < CONTENDER_COUNT; c++)
			ns[c][i] = (double)sample(t, c, t->passes[c]);
	for (size_t c = 0; c < CONTENDER_COUNT; c++) {
		double names = (double)t->passes[c] * (double)t->corpus->count;

		qsort(ns[c], (size_t)s->repetitions, sizeof ns[c][0], compare_numbers);
		print_title(t->corpus->title);
		printf("\t%s\t%s\t%.1f\n", t->operation->name, contender_names[c],
		       ns[c][s->repetitions / 2] / names);
	}
	fflush(stdout);
}

/* One operation on one corpus; an exit status. */
static int
run_trial(const struct corpus *corpus, const struct operation *operation, const struct settings *s)
{
	struct trial t = { .corpus = corpus, .operation = operation };
	bool is_good, is_refused;

	for (size_t c = 0; c < CONTENDER_COUNT; c++)
		t.answers[c].is_wanted = true;
	is_good = compare(&t);
	if (t.disagreements > 0)
		fprintf(stderr,
		        "idnbench: %s: %s: the implementations disagree about %zu of %zu names, "
		        "first in line %zu\n",
		        corpus->title, operation->name, t.disagreements, corpus->count,
		        t.first_line);
	is_refused = t.disagreements > 0 && (corpus->is_built_in || s->is_strict);
	if (is_good && !is_refused)
		measure(&t, s);
	for (size_t c = 0; c < CONTENDER_COUNT; c++)
		free(t.answers[c].bytes);
	if (!is_good)
		return EXIT_USAGE;
	return is_refused ? EXIT_DISAGREE : 0;
}

static int
run(const struct settings *s)
{
	int status = 0;

	for (size_t i = 0; i < s->corpora_count && status == 0; i++) {
		struct corpus corpus;

		if (!corpus_load(s->corpora[i], &corpus))
			return EXIT_USAGE;
		for (size_t o = 0; o < operation_count && status == 0; o++)
			if (s->has_operation[o])
				status = run_trial(&corpus, &operations[o], s);
		corpus_free(&corpus);
	}
	return status;
}

int
main(int argc, char **argv)
{
	struct settings settings = { .repetitions = REPETITIONS };
	int status = 0;

	if (!parse(&settings, argc, argv))
		return EXIT_USAGE;
	if (settings.has_help) {
		print_help();
	} else if (settings.has_version) {
		contenders_print_versions();
	} else {
		if (!contenders_open())
			return EXIT_USAGE;
		status = run(&settings);
		contenders_close();
	}
	if (fflush(stdout) != 0 || ferror(stdout)) {
		fputs("idnbench: the output cannot be written\n", stderr);
		return EXIT_USAGE;
	}
	return status;
}
