/* SPDX-License-Identifier: MIT */
/* What labels exercise of a table: code points, sequences, variants, rules and actions. */
#include "survey.h"

#include <stdlib.h>
#include <string.h>

#include "common/label.h"
#include "common/message.h"

const char *
survey_kind_word(int kind)
{
	static const char *const kinds[SURVEY_KINDS] = {
		"code-point", "sequence", "variant", "rule-holds", "rule-fails", "action",
	};

	return kinds[kind];
}

void
survey_write_name(const struct survey_item *item, struct text *out)
{
	label_write_hex(out, item->cp, item->len);
	if (item->kind == SURVEY_VARIANT) {
		text_add_z(out, " > ");
		label_write_hex(out, item->target, item->target_len);
	}
	if (item->kind == SURVEY_RULE_HOLDS || item->kind == SURVEY_RULE_FAILS)
		text_add_z(out, item->name);
	if (item->kind == SURVEY_ACTION)
		text_format(out, "%u", (unsigned)item->number + 1);
}

/* ---- taking up a table ---- */

struct rule_name {
	const char *name;
	uint32_t rule;
};

static int
compare_names(const void *a, const void *b)
{
	return strcmp(((const struct rule_name *)a)->name, ((const struct rule_name *)b)->name);
}

/* The rules of a table by name. */
struct rules {
	struct rule_name *names;
	size_t count;
};

static void
collect_rules(const idnc_lgr *lgr, struct rules *rules)
{
	size_t capacity = 0;
	const char *name;

	for (; (name = idnc_lgr_rule_z(lgr, (uint32_t)rules->count)) != NULL; rules->count++) {
		if (rules->count == capacity) {
			capacity = capacity ? capacity * 2 : 64;
			rules->names = memory_resize(rules->names, capacity, sizeof *rules->names);
		}
		rules->names[rules->count] = (struct rule_name){ name, (uint32_t)rules->count };
	}
	if (rules->count > 0)
		qsort(rules->names, rules->count, sizeof *rules->names, compare_names);
}

static struct survey_context
find_context(struct survey *survey, const struct rules *rules, const char *when, const char *not_when)
{
	struct rule_name key = { when[0] ? when : not_when, 0 };
	const struct rule_name *found =
		key.name[0] && rules->count > 0
			? bsearch(&key, rules->names, rules->count, sizeof key, compare_names)
			: NULL;

	if (!found)
		return (struct survey_context){ SURVEY_NO_RULE, true };
	survey->is_lone[found->rule] = false;
	return (struct survey_context){ found->rule, when[0] != '\0' };
}

/* Room for what is to be counted. */
static void
make_room(struct survey *survey)
{
	idnc_table_entry entry = { 0 };
	idnc_table_summary summary;
	size_t elements = 1, items;

	idnc_table_summary_get(survey->document, &summary);
	items = 1 + 2 * survey->rule_count + summary.actions;
	while (idnc_table_entry_next(survey->document, &entry)) {
		size_t count = entry.last ? entry.last - entry.cp[0] + 1 : 1;

		elements += count;
		items += count * (1 + (size_t)entry.variants);
	}
	survey->elements = memory_resize(NULL, elements, sizeof *survey->elements);
	survey->items = memory_resize(NULL, items, sizeof *survey->items);
	survey->contexts = memory_resize(NULL, items, sizeof *survey->contexts);
	survey->found = memory_resize(NULL, items, sizeof *survey->found);
	survey->is_found = memory_resize(NULL, items, sizeof *survey->is_found);
	memset(survey->is_found, 0, items * sizeof *survey->is_found);
	survey->points = memory_resize(NULL, elements, sizeof *survey->points);
	survey->actions = memory_resize(NULL, summary.actions + 1, sizeof *survey->actions);
	survey->is_lone = memory_resize(NULL, survey->rule_count + 1, sizeof *survey->is_lone);
	memset(survey->is_lone, true, survey->rule_count + 1);
}

static size_t
add_item(struct survey *survey, struct survey_item item)
{
	survey->items[survey->item_count] = item;
	return survey->item_count++;
}

static void
add_element(struct survey *survey, const struct rules *rules, const idnc_table_entry *entry,
            const uint32_t *cp, size_t len)
{
	struct survey_element *element = &survey->elements[survey->element_count++];
	idnc_table_entry variant;

	*element = (struct survey_element){
		.cp = cp,
		.len = len,
		.context = find_context(survey, rules, entry->when, entry->not_when),
	};
	element->item = add_item(survey, (struct survey_item){
						 .kind = len > 1 ? SURVEY_SEQUENCE : SURVEY_CODE_POINT,
						 .cp = cp,
						 .len = len,
						 .line = entry->line,
					 });
	element->variant = survey->item_count;
	for (; idnc_table_entry_variant(entry, element->variants, &variant); element->variants++)
		survey->contexts[add_item(survey, (struct survey_item){
							  .kind = SURVEY_VARIANT,
							  .cp = cp,
							  .len = len,
							  .target = variant.cp,
							  .target_len = variant.len,
							  .name = variant.type,
							  .line = variant.line,
						  })] =
			find_context(survey, rules, variant.when, variant.not_when);
}

static int
compare_elements(const void *a, const void *b)
{
	const struct survey_element *x = a, *y = b;

	if (x->cp[0] != y->cp[0])
		return x->cp[0] < y->cp[0] ? -1 : 1;
	if (x->len != y->len)
		return x->len > y->len ? -1 : 1;
	return x->item < y->item ? -1 : x->item > y->item;
}

static void
add_elements(struct survey *survey, const struct rules *rules)
{
	idnc_table_entry entry = { 0 };

	while (idnc_table_entry_next(survey->document, &entry)) {
		uint32_t last = entry.last ? entry.last : entry.len ? entry.cp[0] : 0;

		if (entry.len == 0)
			continue;
		for (uint32_t cp = entry.cp[0]; cp <= last; cp++) {
			uint32_t *point = &survey->points[survey->element_count];

			*point = cp;
			add_element(survey, rules, &entry, entry.len > 1 ? entry.cp : point, entry.len);
		}
	}
	qsort(survey->elements, survey->element_count, sizeof *survey->elements, compare_elements);
}

static void
add_rules_and_actions(struct survey *survey, const struct rules *rules)
{
	idnc_table_action action = { 0 };

	survey->rule_item = survey->item_count;
	for (uint32_t r = 0; r < survey->rule_count; r++)
		for (int kind = SURVEY_RULE_HOLDS; kind <= SURVEY_RULE_FAILS; kind++)
			add_item(survey, (struct survey_item){
						 .kind = (uint8_t)kind,
						 .name = idnc_lgr_rule_z(&survey->table->lgr, r),
						 .number = r,
					 });
	while (idnc_table_action_next(survey->document, &action)) {
		uint32_t number = (uint32_t)survey->action_count++;

		survey->actions[number].context =
			find_context(survey, rules, action.match, action.not_match);
		survey->actions[number].item = add_item(survey, (struct survey_item){
									.kind = SURVEY_ACTION,
									.name = action.disposition,
									.line = action.line,
									.number = number,
								});
	}
}

static bool
compile(struct survey *survey)
{
	unsigned char *block = NULL;
	size_t size;

	if (idnc_table_compile_traced(survey->document, NULL, &block, &size) != IDNC_TABLE_OK ||
	    idnc_lgr_open(block, size, &survey->traced) != IDNC_OK) {
		message("cannot tell the actions of the table apart:", survey->table->file, "");
		idnc_table_release(NULL, block);
		return false;
	}
	survey->traced_block = block;
	return true;
}

bool
survey_begin(struct survey *survey, const struct table *table)
{
	idnc_table_findings findings = { 0 };
	struct rules rules = { 0 };

	*survey = (struct survey){ .table = table };
	if (table->document.len == 0) {
		message("the table is compiled, and has no document to go through:", table->file,
		        "; give the XML file that it was made from");
		return false;
	}
	table_read(NULL, &table->document, &findings, &survey->document);
	free(findings.items);
	if (!survey->document || !compile(survey)) {
		idnc_table_free(survey->document);
		return false;
	}
	collect_rules(&table->lgr, &rules);
	survey->rule_count = rules.count;
	make_room(survey);
	add_elements(survey, &rules);
	add_rules_and_actions(survey, &rules);
	free(rules.names);
	return true;
}

void
survey_end(struct survey *survey)
{
	idnc_table_release(NULL, survey->traced_block);
	idnc_table_free(survey->document);
	free(survey->items);
	free(survey->contexts);
	free(survey->elements);
	free(survey->actions);
	free(survey->is_lone);
	free(survey->points);
	free(survey->found);
	free(survey->is_found);
	free(survey->workspace);
}

/* ---- a label ---- */

static void
find(struct survey *survey, size_t item)
{
	if (!survey->is_found[item])
		survey->found[survey->found_count++] = item;
	survey->is_found[item] = true;
}

/* Ask a rule, which exercises it. */
static bool
ask(struct survey *survey, uint32_t rule, const uint32_t *cp, size_t len, size_t at, size_t span)
{
	bool holds = idnc_lgr_rule_holds(&survey->table->lgr, rule, cp, len, at, span);

	find(survey, survey->rule_item + 2 * rule + !holds);
	return holds;
}

static bool
context_holds(struct survey *survey, const struct survey_context *context, const uint32_t *cp,
              size_t len, size_t at, size_t span)
{
	return context->rule == SURVEY_NO_RULE ||
	       ask(survey, context->rule, cp, len, at, span) == context->is_wanted;
}

bool
survey_element_is_at(struct survey *survey, const struct survey_element *element,
                     const uint32_t *cp, size_t len, size_t at)
{
	return element->len <= len - at &&
	       memcmp(element->cp, cp + at, element->len * sizeof *cp) == 0 &&
	       context_holds(survey, &element->context, cp, len, at, element->len);
}

/* The first element that begins with a code point; element_count when there is none. */
static size_t
find_first(const struct survey *survey, uint32_t cp)
{
	size_t low = 0, high = survey->element_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (survey->elements[middle].cp[0] < cp)
			low = middle + 1;
		else
			high = middle;
	}
	return low < survey->element_count && survey->elements[low].cp[0] == cp
	               ? low
	               : survey->element_count;
}

static bool
begins_with(const struct survey *survey, size_t element, uint32_t cp)
{
	return element < survey->element_count && survey->elements[element].cp[0] == cp;
}

/*
 * Parse the label: at each place the longest element that stands there; what has none is passed over.
 * RFC 7940, 8.1
 */
static bool
parse(struct survey *survey, const uint32_t *cp, size_t len, size_t chosen[IDNC_LGR_LABEL_MAX],
      size_t *count)
{
	bool is_eligible = true;

	*count = 0;
	for (size_t at = 0; at < len;) {
		size_t i = find_first(survey, cp[at]);

		while (begins_with(survey, i, cp[at]) &&
		       !survey_element_is_at(survey, &survey->elements[i], cp, len, at))
			i++;
		if (begins_with(survey, i, cp[at])) {
			at += survey->elements[i].len;
			chosen[(*count)++] = i;
		} else {
			at++;
			is_eligible = false;
		}
	}
	return is_eligible;
}

/* The elements that stand somewhere in the label, as far as they are needed once more. */
struct standing {
	size_t element, at;
};

enum { STANDING_MAX = 4096 };

/* Find the variants of the elements of each partition of the label.  RFC 7940, 8.2.  Whether there are any. */
static bool
find_variants(struct survey *survey, const uint32_t *cp, size_t len)
{
	struct standing standing[STANDING_MAX];
	bool is_begun[IDNC_LGR_LABEL_MAX + 1] = { true }, is_ended[IDNC_LGR_LABEL_MAX + 1] = { false };
	size_t count = 0;
	bool has_any = false;

	for (size_t at = 0; at < len; at++)
		for (size_t i = find_first(survey, cp[at]); begins_with(survey, i, cp[at]); i++)
			if (is_begun[at] && count < STANDING_MAX &&
			    survey_element_is_at(survey, &survey->elements[i], cp, len, at)) {
				is_begun[at + survey->elements[i].len] = true;
				standing[count++] = (struct standing){ i, at };
			}
	is_ended[len] = true;
	while (count-- > 0) {
		const struct survey_element *element = &survey->elements[standing[count].element];
		size_t at = standing[count].at;

		if (!is_ended[at + element->len])
			continue;
		is_ended[at] = true;
		for (size_t v = element->variant; v < element->variant + element->variants; v++)
			if (context_holds(survey, &survey->contexts[v], cp, len, at, element->len)) {
				find(survey, v);
				has_any = true;
			}
	}
	return has_any;
}

/* An action that was met by a label that is not known: its rule held, or did not, as it asks. */
static void
find_action(struct survey *survey, size_t number)
{
	const struct survey_action *action = &survey->actions[number];

	find(survey, action->item);
	if (action->context.rule != SURVEY_NO_RULE)
		find(survey, survey->rule_item + 2 * action->context.rule + !action->context.is_wanted);
}

void
survey_variants(struct survey *survey, const uint32_t *cp, size_t len)
{
	size_t capacity = 16, count = 0;
	idnc_lgr_count *counts = NULL;
	idnc_status status;

	if (!survey->workspace)
		survey->workspace = memory_resize(NULL, 1, IDNC_LGR_COUNT_WORKSPACE);
	do {
		counts = memory_resize(counts, capacity, sizeof *counts);
		status = idnc_lgr_count_variants(&survey->traced, cp, len, survey->workspace,
		                                 IDNC_LGR_COUNT_WORKSPACE, counts, capacity, &count);
	} while (status == IDNC_E_SPACE && count > capacity && (capacity = count) > 0);
	survey->is_uncounted = status == IDNC_E_LIMIT || status == IDNC_E_SPACE;
	for (size_t i = 0; i < count && status == IDNC_OK; i++)
		for (size_t j = 0; j < counts[i].count; j++) {
			const char *name =
				idnc_lgr_disposition_z(&survey->traced, counts[i].dispositions[j]);

			/* Default actions are called by words. */
			if (name[0] >= '0' && name[0] <= '9' &&
			    strtoul(name, NULL, 10) < survey->action_count)
				find_action(survey, strtoul(name, NULL, 10));
		}
	free(counts);
}

/* Find the actions that are asked, in their order, until one decides about the label. */
static void
find_actions(struct survey *survey, const uint32_t *cp, size_t len)
{
	for (size_t i = 0; i < survey->action_count && i <= survey->verdict.action; i++)
		if (survey->actions[i].context.rule != SURVEY_NO_RULE)
			ask(survey, survey->actions[i].context.rule, cp, len, 0, len);
	if (survey->verdict.action < survey->action_count)
		find(survey, survey->actions[survey->verdict.action].item);
}

/* Ask the rules that only other rules name: of the label, or around each of its elements. */
static void
find_lone_rules(struct survey *survey, const uint32_t *cp, size_t len, const size_t *chosen,
                size_t count)
{
	for (uint32_t r = 0; r < survey->rule_count; r++)
		for (size_t i = 0, at = 0; i < count && survey->is_lone[r]; i++) {
			ask(survey, r, cp, len, at, survey->elements[chosen[i]].len);
			at += survey->elements[chosen[i]].len;
		}
}

void
survey_label(struct survey *survey, const uint32_t *cp, size_t len, bool wants_variants)
{
	size_t chosen[IDNC_LGR_LABEL_MAX], count;

	while (survey->found_count > 0)
		survey->is_found[survey->found[--survey->found_count]] = false;
	survey->is_uncounted = survey->is_eligible = survey->has_variants = false;
	survey->verdict = (idnc_lgr_verdict){ IDNC_LGR_INVALID, IDNC_NO_CP };
	if (len == 0 || len > IDNC_LGR_LABEL_MAX)
		return;
	survey->is_eligible = parse(survey, cp, len, chosen, &count);
	if (!survey->is_eligible)
		return;
	for (size_t i = 0; i < count; i++)
		find(survey, survey->elements[chosen[i]].item);
	idnc_lgr_check(&survey->table->lgr, cp, len, &survey->verdict, NULL);
	find_actions(survey, cp, len);
	find_lone_rules(survey, cp, len, chosen, count);
	survey->has_variants = find_variants(survey, cp, len);
	if (survey->has_variants && wants_variants)
		survey_variants(survey, cp, len);
}
