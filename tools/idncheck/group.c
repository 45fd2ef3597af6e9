/* SPDX-License-Identifier: MIT */
/* Findings for people: those that share a sentence are said once. */
#include "group.h"

#include <string.h>

#include "common/record.h"
#include "kind.h"

enum {
	SHOWN_GROUPS = 10, /* of a name; of the others only those with another code */
	GROUPS_MAX = 128   /* of a label, that are formed at a time */
};

static const idnc_finding *
finding_at(const struct worker *worker, size_t index)
{
	return &worker->judge.findings.items[index];
}

static bool
is_in_group(const idnc_finding *finding, uint32_t class, const idnc_finding *first,
            uint32_t first_class)
{
	return finding->code == first->code && finding->severity == first->severity &&
	       finding->decoded == first->decoded && finding->detail == first->detail &&
	       class == first_class;
}

const idnc_finding *
group_first(const struct worker *worker, const struct group *group)
{
	return finding_at(worker, group->first);
}

size_t
group_next(const struct worker *worker, const struct group *group, size_t index)
{
	const idnc_finding *first = finding_at(worker, group->first);

	for (index++; index < group->end; index++)
		if (is_in_group(finding_at(worker, index), kind_class(finding_at(worker, index)),
		                first, group->class))
			break;
	return index;
}

/* Form the groups of the label that the finding at `at` is about; where its findings end. */
static size_t
gather(const struct worker *worker, size_t at, struct group groups[GROUPS_MAX], size_t *count)
{
	const idnc_finding *start = finding_at(worker, at), *finding;
	size_t end = at;

	for (*count = 0; end < worker->judge.findings.count && *count < GROUPS_MAX; end++) {
		uint32_t class;
		size_t i = 0;

		finding = finding_at(worker, end);
		if (finding->label != start->label || finding->input != start->input)
			break;
		class = kind_class(finding);
		while (i < *count && !is_in_group(finding, class,
		                                  finding_at(worker, groups[i].first),
		                                  groups[i].class))
			i++;
		if (i == *count || finding->label == IDNC_NO_LABEL)
			groups[i = (*count)++] = (struct group){ .first = end, .class = class };
		groups[i].count++;
	}
	for (size_t i = 0; i < *count; i++)
		groups[i].end = end;
	return end;
}

/*
 * Say whether another group says more about the same character: under whatwg what cannot stand in
 * the host of a URL is no letter, digit or hyphen either, of which is only warned.
 */
static bool
is_covered(const struct worker *worker, const struct group *groups, size_t count, size_t i)
{
	const idnc_finding *finding = finding_at(worker, groups[i].first);

	if (finding->code != IDNC_V_NOT_LDH || finding->severity != IDNC_SEVERITY_WARNING)
		return false;
	for (size_t j = 0; j < count; j++)
		if (finding_at(worker, groups[j].first)->code == IDNC_V_FORBIDDEN_HOST &&
		    groups[j].class == groups[i].class)
			return true;
	return false;
}

void
group_write_sentence(const struct worker *worker, struct text *out, const struct group *group)
{
	const idnc_finding *finding = finding_at(worker, group->first);
	struct text sentence = { 0 };
	const char *words;
	size_t cp_len, place_len;

	record_write_sentence(worker, &sentence, finding);
	words = text_z(&sentence);
	/* "U+0042, character 1 of label 1: ..." */
	cp_len = finding->cp == IDNC_NO_CP ? 0 : strcspn(words, ",");
	place_len = strcspn(words, ":");
	text_add(out, words, cp_len);
	if (cp_len > 0)
		kind_write(out, finding);
	text_add(out, words + cp_len, place_len - cp_len);
	if (group->count > 1)
		text_format(out, cp_len > 0 ? ", and %zu more like it" : ", %zu times",
		            group->count - (cp_len > 0));
	text_add_z(out, words + place_len);
	text_free(&sentence);
}

size_t
group_each(struct worker *worker, void (*write)(struct worker *worker, const struct group *group))
{
	bool is_said[JUDGE_CODES] = { false };
	size_t shown = 0, more = 0;

	for (size_t at = 0; at < worker->judge.findings.count;) {
		struct group groups[GROUPS_MAX];
		size_t count;

		at = gather(worker, at, groups, &count);
		for (size_t i = 0; i < count; i++) {
			idnc_status code = finding_at(worker, groups[i].first)->code;

			if (is_covered(worker, groups, count, i))
				continue;
			if (shown >= SHOWN_GROUPS && is_said[code]) {
				more += groups[i].count;
				continue;
			}
			is_said[code] = true;
			shown++;
			write(worker, &groups[i]);
		}
	}
	return more;
}
