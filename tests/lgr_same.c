/* SPDX-License-Identifier: MIT */
/*
 * lgr_same TABLE REFERENCE LABELS COUNTS < ELEMENTS: two tables say the same of labels.
 *
 * ELEMENTS has a line "E CODE POINTS" for each element to make labels of, and "L CODE POINTS" for each
 * label to ask for besides the LABELS that are made.  For the first COUNTS eligible ones the numbers of
 * variants are compared, too.
 *
 * Prints on one line, with tabs between them: labels asked for, eligible ones, counted ones, and the
 * rules of TABLE that findings named.  Differences go to standard error, and the status is 1.  TABLE must be in the canonical form, but for a comment on its second line.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "idncheck.h"
#include "idncheck/tables.h"

enum { TABLES = 2, FINDINGS = 80, COUNT_SETS = 64, RULES = 256, DIFFERENCES_SHOWN = 5 };

/* Enough for most labels; the others are beyond the limit for both tables, which is compared. */
static uint64_t workspace[(4 * 1024 * 1024) / 8];

struct label {
	uint32_t cp[IDNC_LGR_LABEL_MAX];
	size_t len;
};

struct elements {
	struct label *items;
	size_t count;
};

/* What a table says of a label. */
struct answer {
	idnc_status status, index_status, count_status;
	const char *disposition;
	idnc_finding findings[FINDINGS];
	size_t finding_count;
	struct label index;
	idnc_lgr_count counts[COUNT_SETS];
	size_t count;
};

static idnc_lgr tables[TABLES];
static struct answer answers[TABLES];
static struct {
	size_t labels, eligible, counted, differences;
} seen;
static bool is_met[RULES];

static _Noreturn void
die(const char *what, const char *file)
{
	fprintf(stderr, "%s: %s\n", file, what);
	exit(2);
}

/* ---- tables ---- */

static char *
read_file(const char *name, size_t *len)
{
	FILE *file = fopen(name, "rb");
	char *bytes = malloc(1 << 24);

	if (!file || !bytes)
		die("cannot be read", name);
	*len = fread(bytes, 1, 1 << 24, file);
	fclose(file);
	return bytes;
}

/* Whether the document is as it would be written, but for its second line. */
static bool
is_canonical(const idnc_table *table, const char *bytes, size_t len)
{
	const char *second = memchr(bytes, '\n', len), *third;
	size_t head, written_len;
	char *written;
	bool is_same;

	if (!second || !(third = memchr(second + 1, '\n', len - (size_t)(second + 1 - bytes))))
		return false;
	head = (size_t)(second + 1 - bytes);
	if (idnc_table_write(table, &written, &written_len) != IDNC_TABLE_OK)
		return false;
	is_same = written_len == len - (size_t)(third - second) && memcmp(written, bytes, head) == 0 &&
	          memcmp(written + head, third + 1, written_len - head) == 0;
	idnc_table_release(NULL, written);
	return is_same;
}

/* The blocks live as long as the program. */
static void
open_table(size_t number, const char *name)
{
	size_t len, size;
	char *bytes = read_file(name, &len);
	unsigned char *block;
	idnc_table *table;

	if (idnc_table_read(NULL, bytes, len, NULL, &table) != IDNC_TABLE_OK)
		die("is refused", name);
	if (number == 0 && !is_canonical(table, bytes, len))
		die("is not in the canonical form", name);
	if (idnc_table_compile(table, NULL, &block, &size) != IDNC_TABLE_OK ||
	    idnc_lgr_open(block, size, &tables[number]) != IDNC_OK)
		die("cannot be compiled", name);
	idnc_table_free(table);
	free(bytes);
}

/* ---- answers ---- */

static void
ask(const idnc_lgr *table, const struct label *label, bool is_counted, struct answer *out)
{
	idnc_findings findings = { .items = out->findings, .capacity = FINDINGS };
	idnc_lgr_verdict verdict;

	out->status = idnc_lgr_check(table, label->cp, label->len, &verdict, &findings);
	out->finding_count = findings.count < FINDINGS ? findings.count : FINDINGS;
	out->disposition = idnc_lgr_disposition_z(table, verdict.disposition);
	out->count = 0;
	out->index.len = 0;
	out->index_status = idnc_lgr_index(table, label->cp, label->len, out->index.cp, IDNC_LGR_LABEL_MAX,
	                                   &out->index.len);
	out->count_status = IDNC_OK;
	if (is_counted)
		out->count_status = idnc_lgr_count_variants(table, label->cp, label->len, workspace,
		                                            sizeof workspace, out->counts, COUNT_SETS,
		                                            &out->count);
}

/* By name: the numbers of dispositions are those of a table. */
static bool
has_count(const struct answer *answer, const idnc_lgr_count *count)
{
	for (size_t i = 0; i < answer->count; i++) {
		const idnc_lgr_count *other = &answer->counts[i];
		size_t found = 0;

		for (size_t k = 0; k < count->count; k++)
			for (size_t j = 0; j < other->count; j++)
				found += strcmp(idnc_lgr_disposition_z(&tables[0], count->dispositions[k]),
				                idnc_lgr_disposition_z(&tables[1], other->dispositions[j])) == 0;
		if (found == count->count && found == other->count)
			return memcmp(&count->number, &other->number, sizeof count->number) == 0;
	}
	return false;
}

static const char *
difference(const struct answer *a, const struct answer *b)
{
	if (a->status != b->status || strcmp(a->disposition, b->disposition) != 0)
		return "disposition";
	if (a->finding_count != b->finding_count)
		return "number of findings";
	for (size_t i = 0; i < a->finding_count; i++)
		if (a->findings[i].code != b->findings[i].code || a->findings[i].at != b->findings[i].at ||
		    a->findings[i].length != b->findings[i].length)
			return "finding";
	if (a->index_status != b->index_status || a->index.len != b->index.len ||
	    memcmp(a->index.cp, b->index.cp, a->index.len * sizeof *a->index.cp) != 0)
		return "index label";
	if (a->count_status != b->count_status || a->count != b->count)
		return "counts";
	for (size_t i = 0; i < a->count; i++)
		if (!has_count(b, &a->counts[i]))
			return "count";
	return NULL;
}

static void
compare(const struct label *label, size_t counts)
{
	struct answer *ours = &answers[0];
	bool is_counted = seen.counted < counts;
	const char *what;

	for (size_t i = 0; i < TABLES; i++)
		ask(&tables[i], label, is_counted, &answers[i]);
	seen.labels++;
	if (ours->index_status == IDNC_OK) {
		seen.eligible++;
		seen.counted += is_counted && ours->count_status == IDNC_OK;
	}
	for (size_t i = 0; i < ours->finding_count; i++)
		if ((ours->findings[i].code == IDNC_V_LGR_CONTEXT || ours->findings[i].code == IDNC_V_LGR_RULE) &&
		    ours->findings[i].detail < RULES)
			is_met[ours->findings[i].detail] = true;
	if (!(what = difference(ours, &answers[1])) || seen.differences++ >= DIFFERENCES_SHOWN)
		return;
	fprintf(stderr, "%s:", what);
	for (size_t i = 0; i < label->len; i++)
		fprintf(stderr, " %04X", (unsigned)label->cp[i]);
	fprintf(stderr, ": %s, not %s\n", ours->disposition, answers[1].disposition);
}

/* ---- labels ---- */

/* SplitMix64, Steele and others, 2014. */
static uint64_t random_state;

static size_t
random_below(size_t bound)
{
	uint64_t z = (random_state += UINT64_C(0x9E3779B97F4A7C15));

	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return (size_t)((z ^ (z >> 31)) % bound);
}

static void
append(struct label *label, const struct label *element)
{
	if (label->len + element->len > IDNC_LGR_LABEL_MAX)
		return;
	memcpy(label->cp + label->len, element->cp, element->len * sizeof *label->cp);
	label->len += element->len;
}

/*
 * Make a label.  Code points at random hardly ever satisfy the rules of a script, so of one to
 * six elements the first is taken that leaves the label eligible; else the last one, which breaks a
 * rule, or leads to where one is kept.
 */
static void
make(const struct elements *elements, struct label *label)
{
	size_t wanted = 1 + random_below(8), tries = 1 + random_below(6);

	label->len = 0;
	for (size_t i = 0; i < wanted; i++) {
		size_t before = label->len;
		idnc_lgr_verdict verdict;

		for (size_t try = 0; try < tries; try++) {
			label->len = before;
			append(label, &elements->items[random_below(elements->count)]);
			if (idnc_lgr_check(&tables[1], label->cp, label->len, &verdict, NULL) == IDNC_OK)
				break;
		}
	}
	/* Now and then a code point that the table may not know. */
	if (label->len > 0 && random_below(32) == 0)
		label->cp[random_below(label->len)] += 1 + (uint32_t)random_below(3);
}

/* Read a line "E CODE POINTS" or "L CODE POINTS"; its first letter, or 0 at the end. */
static char
read_line(struct label *out)
{
	char line[1024], *at, *end;

	if (!fgets(line, sizeof line, stdin))
		return 0;
	out->len = 0;
	for (at = line + 1; *at && *at != '\n' && out->len < IDNC_LGR_LABEL_MAX; at = end) {
		out->cp[out->len] = (uint32_t)strtoul(at, &end, 16);
		if (end == at)
			break;
		out->len++;
	}
	return line[0];
}

int
main(int argc, char **argv)
{
	struct elements elements = { 0 };
	struct label label;
	size_t labels, counts;
	char kind;

	if (argc != 5)
		die("the form is TABLE REFERENCE LABELS COUNTS", argv[0]);
	for (size_t i = 0; i < TABLES; i++)
		open_table(i, argv[1 + i]);
	labels = strtoul(argv[3], NULL, 10);
	counts = strtoul(argv[4], NULL, 10);
	while ((kind = read_line(&label)) != 0) {
		if (kind == 'L') {
			compare(&label, SIZE_MAX);
			continue;
		}
		elements.items = realloc(elements.items, (elements.count + 1) * sizeof label);
		if (!elements.items)
			die("no memory", argv[0]);
		elements.items[elements.count++] = label;
	}
	if (elements.count == 0)
		die("no elements", argv[0]);
	seen.counted = 0;
	for (size_t i = 0; i < labels; i++) {
		make(&elements, &label);
		compare(&label, counts);
	}
	printf("%zu\t%zu\t%zu\t", seen.labels, seen.eligible, seen.counted);
	for (uint32_t i = 0; i < RULES && idnc_lgr_rule_z(&tables[0], i); i++)
		if (is_met[i])
			printf(" %s", idnc_lgr_rule_z(&tables[0], i));
	printf("\n");
	free(elements.items);
	return seen.differences > 0;
}
