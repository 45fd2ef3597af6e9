/* SPDX-License-Identifier: MIT */
/* The operations of testvectors/lgr.txt: labels under the policy tables of testvectors/lgr/. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "idncheck/tables.h"
#include "vectors.h"

/* Longer lists than this belong into a test of their own. */
#define LISTED_MAX 200
/* Counts are compared with lists of up to so many. */
#define COMPARED_MAX 20000
#define COUNTS_MAX   16

static struct guard work_guard, find_guard;

/* --- tables ---------------------------------------------------------------------------------- */

static bool
compile(struct table *table, struct span text, struct text *fault)
{
	idnc_table_finding items[4];
	idnc_table_findings findings = { items, 4, 0 };
	idnc_table *read;
	unsigned char *block;
	idnc_table_status status = idnc_table_read(NULL, text.at, text.len, &findings, &read);

	if (status == IDNC_TABLE_OK) {
		status = idnc_table_compile(read, &findings, &block, &table->size);
		idnc_table_free(read);
	}
	if (status != IDNC_TABLE_OK) {
		text_add(fault, "lgr/%.*s:%u:%u: code %d %s", (int)table->name.len, table->name.at, items[0].line,
		         items[0].column, (int)status, items[0].detail);
		return false;
	}
	table->block = block;
	return true;
}

static const struct table *
load(struct span name, struct text *fault)
{
	static struct table tables[64];
	static size_t count;
	char path[128];
	struct span text;

	for (size_t i = 0; i < count; i++)
		if (util_equal(tables[i].name, name))
			return &tables[i];
	snprintf(path, sizeof path, "lgr/%.*s", (int)name.len, name.at);
	text = util_read_if_any(vectors_folder, path);
	if (!text.at)
		text_add(fault, "there is no table %s", path);
	if (!text.at || count == sizeof tables / sizeof *tables)
		return NULL;
	tables[count].name = name;
	if (compile(&tables[count], text, fault) &&
	    idnc_lgr_open(tables[count].block, tables[count].size, &tables[count].lgr) == IDNC_OK)
		count++;
	else
		text_add(fault, "%s", fault->len ? "" : "the compiled table does not open");
	util_free(text);
	return fault->len ? NULL : &tables[count - 1];
}

bool
vectors_take_table(struct span *input, struct call *call)
{
	const char *colon = memchr(input->at, ':', input->len);
	size_t len = colon ? (size_t)(colon - input->at) : input->len;

	call->table = load(util_trim((struct span){ input->at, len }), call->got);
	*input = colon ? util_trim((struct span){ colon + 1, input->len - len - 1 }) : SPAN_Z("-");
	return call->table != NULL;
}

/* --- answers --------------------------------------------------------------------------------- */

static const uint32_t *
label_of(const struct call *call, size_t *len)
{
	*len = call->input.len / sizeof(uint32_t);
	return (const uint32_t *)(const void *)call->input.at;
}

static void
write_dispositions(const struct call *call, const uint32_t *dispositions, size_t count)
{
	for (size_t i = 0; i < count; i++)
		text_add(call->got, "%s%s", i ? "/" : "", idnc_lgr_disposition_z(&call->table->lgr, dispositions[i]));
}

/* With a capacity, a block of so many bytes. */
void
vectors_lgr_open(struct call *call)
{
	size_t size = call->has_cap ? call->cap : call->table->size;
	idnc_lgr lgr = { NULL };
	idnc_status status;

	if (size > call->table->size)
		size = call->table->size;
	/* Memory ends behind the block, at a place that is not always aligned as a block is. */
	status = idnc_lgr_open(guard_place(&work_guard, call->table->block, size), size, &lgr);
	text_add(call->got, "%s", vectors_name_of(status));
	if (status != IDNC_OK && lgr.block)
		vectors_broken(call, "output was written though the call did not succeed", size);
}

void
vectors_lgr_name(struct call *call)
{
	text_add(call->got, "\"%s\"", idnc_lgr_name_z(&call->table->lgr));
}

static void
write_reason(struct call *call, const idnc_finding *f)
{
	const char *rule = f->code == IDNC_V_LGR_CONTEXT || f->code == IDNC_V_LGR_RULE
	                   ? idnc_lgr_rule_z(&call->table->lgr, f->detail) : NULL;

	text_add(call->got, "%s%s @%u+%u", call->got->len ? ", " : "", vectors_name_of(f->code), f->at, f->length);
	if (rule)
		text_add(call->got, " %s", rule);
	if (f->cp != IDNC_NO_CP)
		text_add(call->got, " U+%04X", (unsigned)f->cp);
}

/* The disposition, or every reason why the label is not eligible. */
void
vectors_lgr_check(struct call *call)
{
	idnc_finding items[IDNC_LGR_LABEL_MAX + 1];
	idnc_findings findings = { items, IDNC_LGR_LABEL_MAX + 1, SIZE_MAX }, none = { NULL, 0, SIZE_MAX };
	idnc_lgr_verdict v = { 99, 99 }, w = { 98, 98 };
	size_t len;
	const uint32_t *label = label_of(call, &len);
	idnc_status status = idnc_lgr_check(&call->table->lgr, label, len, &v, &findings);

	if (status == IDNC_OK)
		write_dispositions(call, &v.disposition, 1);
	for (size_t i = 0; i < findings.count && i < findings.capacity; i++) {
		write_reason(call, &items[i]);
		if (items[i].at > len || items[i].length > len - items[i].at)
			vectors_broken(call, "a finding is outside the label", i);
		if (items[i].cp != IDNC_NO_CP && items[i].cp != label[items[i].at])
			vectors_broken(call, "a finding shows another code point than the label has", i);
	}
	if (status != (findings.count ? items[0].code : IDNC_OK))
		vectors_broken(call, "the status is not the first finding", 0);
	if ((v.disposition == IDNC_LGR_INVALID) != (status != IDNC_OK))
		vectors_broken(call, "the disposition does not go with the status", v.disposition);
	if (idnc_lgr_check(&call->table->lgr, label, len, &w, &none) != status || none.count != findings.count ||
	    w.action != v.action || w.disposition != v.disposition)
		vectors_broken(call, "another answer without room for findings", 0);
}

/* The number of the action that decided; `none` where none was asked. */
void
vectors_lgr_action(struct call *call)
{
	idnc_lgr_verdict v = { 99, 99 };
	size_t len;
	const uint32_t *label = label_of(call, &len);

	idnc_lgr_check(&call->table->lgr, label, len, &v, NULL);
	if (v.action == IDNC_NO_CP)
		text_add(call->got, "none");
	else
		text_add(call->got, "%u", v.action);
}

idnc_status
vectors_lgr_index(const struct call *call, char *out, size_t cap, size_t *out_len, idnc_findings *findings)
{
	size_t len;
	const uint32_t *label = label_of(call, &len);

	(void)findings;
	return idnc_lgr_index(&call->table->lgr, label, len, (uint32_t *)(void *)out, cap, out_len);
}

/* Memory for a list or a question, which ends where it cannot be touched. */
static void *
workspace(const struct call *call, struct guard *guard, size_t *size)
{
	*size = call->has_cap ? call->cap & ~(size_t)7 : IDNC_LGR_WORKSPACE_MIN;
	return guard_place(guard, NULL, *size);
}

static int
compare(const idnc_lgr_variant *a, const idnc_lgr_variant *b)
{
	for (size_t i = 0; i < a->len && i < b->len; i++)
		if (a->cp[i] != b->cp[i])
			return a->cp[i] < b->cp[i] ? -1 : 1;
	return (a->len > b->len) - (a->len < b->len);
}

/* What is listed is found, with the same dispositions. */
static void
check_found(struct call *call, const idnc_lgr_variant *v)
{
	idnc_lgr_variant found = { .count = 99 };
	size_t size, len;
	const uint32_t *label = label_of(call, &len);
	void *memory = workspace(call, &find_guard, &size);

	if (idnc_lgr_find_variant(&call->table->lgr, label, len, v->cp, v->len, memory, size, &found) != IDNC_OK ||
	    found.count != v->count || compare(&found, v) != 0 ||
	    memcmp(found.dispositions, v->dispositions, v->count * sizeof *v->dispositions) != 0)
		vectors_broken(call, "a variant is listed that is not found so", v->len);
}

void
vectors_lgr_list(struct call *call)
{
	idnc_lgr_variants *list = NULL;
	idnc_lgr_variant v, last = { .len = 0 };
	size_t size, len;
	const uint32_t *label = label_of(call, &len);
	void *memory = workspace(call, &work_guard, &size);
	idnc_status status = idnc_lgr_variants_begin(&call->table->lgr, label, len, memory, size, &list);

	for (size_t n = 0; status == IDNC_OK; n++) {
		status = idnc_lgr_variants_next(list, &v);
		if (status != IDNC_OK || v.len == 0)
			break;
		if (compare(&last, &v) >= 0 || n == LISTED_MAX) {
			vectors_broken(call, "the list is not ascending, or does not end", n);
			break;
		}
		text_add(call->got, "%s", n ? ", " : "");
		notation_write_cps(v.cp, v.len, call->got);
		text_add(call->got, " ");
		write_dispositions(call, v.dispositions, v.count);
		check_found(call, &v);
		last = v;
	}
	if (status != IDNC_OK)
		text_add(call->got, "%s%s", call->got->len ? ", " : "", vectors_name_of(status));
	else if (call->got->len == 0)
		text_add(call->got, "none");
}

/* What is counted, and what is counted of a list; a list that is too long is not compared. */
static void
check_counted(struct call *call, const idnc_lgr_count *counts, size_t n)
{
	idnc_lgr_variants *list;
	idnc_lgr_variant v;
	uint64_t left[COUNTS_MAX];
	size_t size, len, i;
	const uint32_t *label = label_of(call, &len);
	void *memory = workspace(call, &find_guard, &size);

	for (i = 0; i < n; i++)
		left[i] = counts[i].number.word[0];
	if (idnc_lgr_variants_begin(&call->table->lgr, label, len, memory, size, &list) != IDNC_OK)
		return;
	for (size_t k = 0; k < COMPARED_MAX && idnc_lgr_variants_next(list, &v) == IDNC_OK && v.len > 0; k++) {
		for (i = 0; i < n && (counts[i].count != v.count ||
			memcmp(counts[i].dispositions, v.dispositions, v.count * sizeof *v.dispositions) != 0); i++)
			;
		if (i == n || left[i]-- == 0) {
			vectors_broken(call, "the list has more of these dispositions", k);
			return;
		}
		if (k + 1 == COMPARED_MAX)
			return;
	}
	for (i = 0; i < n; i++)
		if (left[i] != 0)
			vectors_broken(call, "the list has fewer of these dispositions", i);
}

void
vectors_lgr_count(struct call *call)
{
	static uint64_t memory[IDNC_LGR_COUNT_WORKSPACE / 8];
	idnc_lgr_count counts[COUNTS_MAX];
	char digits[IDNC_LGR_NUMBER_MAX];
	size_t n = SIZE_MAX, need = SIZE_MAX, len;
	const uint32_t *label = label_of(call, &len);
	size_t room = call->has_cap ? call->cap : sizeof memory;
	idnc_status status =
		idnc_lgr_count_variants(&call->table->lgr, label, len, memory, room, counts, COUNTS_MAX, &n);

	if (status != IDNC_OK)
		text_add(call->got, "%s", vectors_name_of(status));
	for (size_t i = 0; status == IDNC_OK && i < n; i++) {
		size_t width = idnc_lgr_number_write(&counts[i].number, digits);
		text_add(call->got, "%s", i ? ", " : "");
		write_dispositions(call, counts[i].dispositions, counts[i].count);
		text_add(call->got, "=%.*s", (int)width, digits);
	}
	if (status != IDNC_OK)
		return;
	if (n == 0)
		text_add(call->got, "none");
	else if (idnc_lgr_count_variants(&call->table->lgr, label, len, memory, room, counts, n - 1, &need) != IDNC_E_SPACE ||
	         need != n)
		vectors_broken(call, "not E_SPACE with the size needed", n - 1);
	check_counted(call, counts, n);
}

void
vectors_lgr_find(struct call *call)
{
	idnc_lgr_variant found = { .count = 99 };
	size_t size, len, other_len = call->second.len / sizeof(uint32_t);
	const uint32_t *label = label_of(call, &len), *other = (const uint32_t *)(const void *)call->second.at;
	void *memory = workspace(call, &work_guard, &size);
	idnc_status status = idnc_lgr_find_variant(&call->table->lgr, label, len, other, other_len, memory, size, &found);

	if (status != IDNC_OK)
		text_add(call->got, "%s", vectors_name_of(status));
	else if (found.count == 0)
		text_add(call->got, "no");
	else
		write_dispositions(call, found.dispositions, found.count);
	if (status == IDNC_OK && found.count > 0 &&
	    (found.len != other_len || memcmp(found.cp, other, call->second.len) != 0))
		vectors_broken(call, "not the candidate is given back", found.len);
}
