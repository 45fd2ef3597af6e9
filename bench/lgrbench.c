/* SPDX-License-Identifier: MIT */
/* Times policy tables: reading, opening, and what is asked of labels; a line of TSV for each. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "idncheck.h"
#include "idncheck/tables.h"

enum {
	LABELS_MAX = 4096,
	SAMPLE_NS = 20 * 1000 * 1000, /* the clock's steps and an interrupt vanish in it */
	LISTED_MAX = 10000,           /* variants of one label that are listed at most */
	REPETITIONS = 9
};

static struct label {
	uint32_t cp[IDNC_LGR_LABEL_MAX];
	size_t   len;
} labels[LABELS_MAX];
static size_t labels_len;

static char                *xml;
static size_t               xml_len;
static unsigned char       *block;
static size_t               block_size;
static idnc_lgr             lgr;
static uint64_t            *workspace;
static uint64_t             checksum; /* read, so that no work is left out */

static char *
read_file(const char *path, size_t *len)
{
	FILE *f = fopen(path, "rb");
	char *bytes = NULL;
	long  size = -1;

	if (f && fseek(f, 0, SEEK_END) == 0 && (size = ftell(f)) >= 0 && (bytes = malloc((size_t)size + 1))) {
		rewind(f);
		*len = fread(bytes, 1, (size_t)size, f);
		bytes[*len] = '\0';
	}
	if (f)
		fclose(f);
	if (!bytes) {
		fprintf(stderr, "lgrbench: cannot read %s\n", path);
		exit(2);
	}
	return bytes;
}

/* Keep the labels of a file of expected results that are eligible: hexadecimal code points before a TAB. */
static void
read_labels(char *text)
{
	for (char *line = strtok(text, "\n"); line && labels_len < LABELS_MAX; line = strtok(NULL, "\n")) {
		struct label    *label = &labels[labels_len];
		idnc_lgr_verdict verdict;
		char            *at = line;
		label->len = 0;
		while (*line != '#' && *at && *at != '\t' && label->len < IDNC_LGR_LABEL_MAX) {
			label->cp[label->len++] = (uint32_t)strtoul(at, &at, 16);
			at += *at == ' ';
		}
		labels_len += idnc_lgr_check(&lgr, label->cp, label->len, &verdict, NULL) == IDNC_OK;
	}
}

/* Each operation, once over all that it is about; returns how many were done. */
static size_t
pass_read(void)
{
	idnc_table    *table;
	unsigned char *bytes;
	size_t         size;

	if (idnc_table_read(NULL, xml, xml_len, NULL, &table) != IDNC_TABLE_OK ||
	    idnc_table_compile(table, NULL, &bytes, &size) != IDNC_TABLE_OK)
		exit(2);
	checksum += size;
	idnc_table_release(NULL, bytes);
	idnc_table_free(table);
	return 1;
}

static size_t
pass_open(void)
{
	idnc_lgr opened;

	checksum += (uint64_t)idnc_lgr_open(block, block_size, &opened);
	return 1;
}

static size_t
pass_check(void)
{
	idnc_lgr_verdict verdict;

	for (size_t i = 0; i < labels_len; i++) {
		idnc_lgr_check(&lgr, labels[i].cp, labels[i].len, &verdict, NULL);
		checksum += verdict.disposition;
	}
	return labels_len;
}

static size_t
pass_index(void)
{
	uint32_t index[IDNC_LGR_LABEL_MAX];
	size_t   len;

	for (size_t i = 0; i < labels_len; i++)
		if (idnc_lgr_index(&lgr, labels[i].cp, labels[i].len, index, IDNC_LGR_LABEL_MAX, &len) == IDNC_OK)
			checksum += index[0] + len;
	return labels_len;
}

static size_t
pass_variants(void)
{
	size_t count = 0;

	for (size_t i = 0; i < labels_len; i++) {
		idnc_lgr_variants *it;
		idnc_lgr_variant   v;
		if (idnc_lgr_variants_begin(&lgr, labels[i].cp, labels[i].len, workspace, IDNC_LGR_COUNT_WORKSPACE,
		                            &it) != IDNC_OK)
			continue;
		for (size_t n = 0; n < LISTED_MAX && idnc_lgr_variants_next(it, &v) == IDNC_OK && v.len > 0; n++) {
			checksum += v.cp[0] + v.count;
			count++;
		}
	}
	return count;
}

static size_t
pass_counts(void)
{
	idnc_lgr_count counts[64];
	size_t         len = 0;

	for (size_t i = 0; i < labels_len; i++)
		if (idnc_lgr_count_variants(&lgr, labels[i].cp, labels[i].len, workspace, IDNC_LGR_COUNT_WORKSPACE,
		                            counts, 64, &len) == IDNC_OK)
			checksum += len + counts[0].number.word[0];
	return labels_len;
}

static const struct operation {
	const char *name;
	size_t (*pass)(void);
} operations[] = {
	{ "table-read", pass_read },         /* an XML document, read and compiled */
	{ "table-open", pass_open },         /* a compiled table, verified */
	{ "table-check", pass_check },       /* a label: eligibility and disposition */
	{ "table-index", pass_index },       /* a label: the index label */
	{ "table-variants", pass_variants }, /* a variant label, listed; the labels' own cost is spread over them */
	{ "table-counts", pass_counts },     /* a label: the exact counts of its variants */
};

static uint64_t
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (uint64_t)t.tv_sec * 1000000000 + (uint64_t)t.tv_nsec;
}

static int
compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double
median(const struct operation *o, unsigned repetitions, uint64_t least)
{
	double samples[REPETITIONS];

	for (unsigned i = 0; i < repetitions; i++) {
		uint64_t start = now(), end;
		size_t   done = 0;
		do
			done += o->pass();
		while ((end = now()) - start < least);
		samples[i] = (double)(end - start) / (double)(done > 0 ? done : 1);
	}
	qsort(samples, repetitions, sizeof *samples, compare);
	return samples[repetitions / 2];
}

int
main(int argc, char *argv[])
{
	bool        is_quick = argc > 1 && strcmp(argv[1], "--quick") == 0;
	idnc_table *table;
	size_t      len, code_points = 0;
	const char *name;

	argv += is_quick;
	if (argc - is_quick != 3) {
		fprintf(stderr, "Usage: lgrbench [--quick] TABLE.xml LABELS.tsv\n");
		return 2;
	}
	xml = read_file(argv[1], &xml_len);
	if (idnc_table_read(NULL, xml, xml_len, NULL, &table) != IDNC_TABLE_OK ||
	    idnc_table_compile(table, NULL, &block, &block_size) != IDNC_TABLE_OK ||
	    idnc_lgr_open(block, block_size, &lgr) != IDNC_OK || !(workspace = malloc(IDNC_LGR_COUNT_WORKSPACE))) {
		fprintf(stderr, "lgrbench: %s is no table\n", argv[1]);
		return 2;
	}
	read_labels(read_file(argv[2], &len));
	name = strrchr(argv[1], '/') ? strrchr(argv[1], '/') + 1 : argv[1];
	for (size_t i = 0; i < labels_len; i++)
		code_points += labels[i].len;
	fprintf(stderr, "%s: %zu bytes compiled, %zu eligible labels of %.1f code points\n", name, block_size, labels_len,
	        (double)code_points / (double)(labels_len > 0 ? labels_len : 1));
	for (size_t i = 0; i < sizeof operations / sizeof *operations && labels_len > 0; i++)
		printf("%s\t%s\tidncheck\t%.1f\n", name, operations[i].name,
		       median(&operations[i], is_quick ? 1 : REPETITIONS, is_quick ? 0 : SAMPLE_NS));
	fprintf(stderr, "checksum %llu\n", (unsigned long long)checksum);
	return labels_len > 0 && fflush(stdout) == 0 ? 0 : 2;
}
