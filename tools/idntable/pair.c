/* SPDX-License-Identifier: MIT */
/* Two tables, and what differs between them. */
#include "pair.h"

#include <stdlib.h>
#include <string.h>

#include "common/message.h"

/* ---- Reading ---- */

int
side_read(struct side *side, const char *file)
{
	idnc_table_options options = { .lenient = settings.lenient };
	idnc_table_findings findings = { 0 };
	struct text document = { 0 };
	idnc_table_status status = IDNC_TABLE_OK;
	size_t size;
	bool is_document = table_read_document(file, "compared", &document);

	*side = (struct side){ .file = file };
	if (is_document)
		status = table_read(&options, &document, &side->findings, &side->table);
	text_free(&document);
	if (!is_document)
		return 2;
	if (status != IDNC_TABLE_OK)
		return 1;
	side->compiled = table_compile(side->table, &findings, &side->block, &size);
	if (side->compiled != IDNC_TABLE_OK || idnc_lgr_open(side->block, size, &side->lgr) != IDNC_OK) {
		idnc_table_release(NULL, side->block);
		side->block = NULL;
	}
	free(findings.items);
	return 0;
}

void
side_complain(const struct side *side)
{
	table_complain(side->file, &side->findings);
	if (!side->table)
		message("cannot use the table", side->file, "");
}

void
side_free(struct side *side)
{
	idnc_table_release(NULL, side->block);
	idnc_table_free(side->table);
	free(side->findings.items);
	*side = (struct side){ 0 };
}

/* ---- Causes ---- */

static int
order(uintmax_t one, uintmax_t other)
{
	return one < other ? -1 : one > other;
}

int
pair_order(const idnc_difference *one, const idnc_difference *other)
{
	const int orders[] = {
		order(one->aspect, other->aspect),
		one->field && other->field ? strcmp(one->field, other->field) : order(one->group, other->group),
		order(one->undecided, other->undecided),
		order(other->has[0], one->has[0]),
		order(other->has[1], one->has[1]),
	};
	size_t i = 0;

	while (i < sizeof orders / sizeof *orders - 1 && orders[i] == 0)
		i++;
	return orders[i];
}

/* The differences of a comparison are an array: of one cause they stay in their order. */
static int
compare_causes(const void *a, const void *b)
{
	const idnc_difference *one = *(const idnc_difference *const *)a, *other = *(const idnc_difference *const *)b;
	int causes = pair_order(one, other);

	return causes ? causes : order((uintptr_t)one, (uintptr_t)other);
}

void
pair_collect(struct pair *pair)
{
	size_t count = idnc_comparison_count(pair->comparison), at = 0;

	pair->items = memory_resize(NULL, count + 1, sizeof *pair->items);
	pair->causes = memory_resize(NULL, count + 1, sizeof *pair->causes);
	for (size_t i = 0; i < count; i++)
		pair->items[i] = idnc_comparison_at(pair->comparison, i);
	qsort(pair->items, count, sizeof *pair->items, compare_causes);
	for (pair->count = 0; at < count; pair->count++) {
		struct cause *cause = &pair->causes[pair->count];

		*cause = (struct cause){ .items = pair->items + at };
		while (at < count && pair_order(cause->items[0], pair->items[at]) == 0) {
			cause->count++;
			at++;
		}
	}
}

bool
pair_compare(struct pair *pair)
{
	idnc_compare_options options = { .states_max = settings.states };
	idnc_table_findings findings = { 0 };
	idnc_table_status status;

	do {
		idnc_comparison_free(pair->comparison);
		pair->comparison = NULL;
		status = idnc_table_compare(pair->side[0]->table, pair->side[1]->table, &options, &findings, &pair->comparison);
	} while (table_make_room(&findings));
	if (status != IDNC_TABLE_OK) {
		/* It is refused for what refused it before; memory that runs out belongs to none of them. */
		const char *file = pair->side[pair->side[0]->compiled != status]->file;
		struct text after = { 0 };

		text_format(&after, ": %s", idnc_table_explain_find(status)->sentence);
		table_complain(file, &findings);
		message("cannot compare the table", file, text_z(&after));
		text_free(&after);
	}
	free(findings.items);
	return status == IDNC_TABLE_OK;
}

void
pair_free(struct pair *pair)
{
	idnc_comparison_free(pair->comparison);
	free(pair->items);
	free(pair->causes);
	*pair = (struct pair){ 0 };
}

/* ---- Opinions ---- */

enum weight
weight_find(const char *disposition)
{
	static const char *const names[] = {
		[WEIGHT_NONE] = "invalid",           [WEIGHT_BLOCKED] = "blocked", [WEIGHT_ALLOCATABLE] = "allocatable",
		[WEIGHT_ACTIVATED] = "activated", [WEIGHT_VALID] = "valid",
	};

	for (size_t i = WEIGHT_NONE; i < sizeof names / sizeof *names; i++)
		if (strcmp(names[i], disposition) == 0)
			return (enum weight)i;
	return WEIGHT_OWN;
}

struct opinion
opinion_label(const struct side *side, const uint32_t *label, size_t len)
{
	struct opinion opinion = { .disposition = "", .action = IDNC_NO_CP };
	idnc_findings findings = { .items = &opinion.finding, .capacity = 1 };
	idnc_lgr_verdict verdict = { 0 };

	if (!side->block)
		return opinion;
	idnc_lgr_check(&side->lgr, label, len, &verdict, &findings);
	opinion.disposition = idnc_lgr_disposition_z(&side->lgr, verdict.disposition);
	opinion.weight = weight_find(opinion.disposition);
	opinion.action = verdict.action;
	return opinion;
}

struct opinion
opinion_variant(const struct side *side, const uint32_t *label, size_t len, const uint32_t *variant, size_t variant_len)
{
	struct opinion opinion = { .disposition = "", .action = IDNC_NO_CP };
	void *workspace = side->block ? memory_resize(NULL, 1, IDNC_LGR_WORKSPACE_MIN) : NULL;
	idnc_lgr_variant found = { 0 };
	idnc_status status;

	if (!side->block)
		return opinion;
	status = idnc_lgr_find_variant(&side->lgr, label, len, variant, variant_len, workspace, IDNC_LGR_WORKSPACE_MIN,
	                               &found);
	free(workspace);
	if (status < 0)
		return opinion;
	/* Where derivations disagree, the most restrictive one tells what can be relied on. */
	opinion.disposition = found.count ? idnc_lgr_disposition_z(&side->lgr, found.dispositions[0]) : "invalid";
	opinion.weight = weight_find(opinion.disposition);
	for (size_t i = 1; i < found.count; i++) {
		const char *other = idnc_lgr_disposition_z(&side->lgr, found.dispositions[i]);

		if (weight_find(other) < opinion.weight) {
			opinion.weight = weight_find(other);
			opinion.disposition = other;
		}
	}
	return opinion;
}
