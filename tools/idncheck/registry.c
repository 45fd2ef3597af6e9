/* SPDX-License-Identifier: MIT */
/* Policy tables for names: which table judges which label of a name. */
#include "registry.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "common/escape.h"
#include "common/message.h"

/* A suffix in its form with A-labels, and tables for the label before it. */
struct suffix {
	struct text name;
	struct table_list tables;
};

static struct tables tables; /* each file once */
static struct table_list anywhere;
static struct suffix *suffixes;
static size_t suffix_count;
static bool has_names; /* that are registered */

/* A label of the name: its number and its bytes. */
struct place {
	uint32_t number;
	size_t at, len;
	size_t next; /* where the label behind it begins */
};

/* What one thread works with. */
struct own {
	struct label raw, label; /* as it was given, and as its form with U-labels */
	struct place place;            /* of the label that was judged */
	bool is_compared;              /* with the registered names */
	bool lacks_table;              /* no table is for the name */
	struct collisions *collisions; /* NULL: there are no names to compare it with */
	const struct table **chosen;
};

/* ---- loading ---- */

static bool
fail_line(const char *file, uint64_t line, const char *sentence)
{
	struct text place = { 0 }, after = { 0 };

	text_format(&place, "%s:%" PRIu64, file, line);
	text_format(&after, ": %s", sentence);
	message("cannot use the line", text_z(&place), text_z(&after));
	text_free(&place);
	text_free(&after);
	return false;
}

/* Load a table, or all for auto; its file is looked for beside the one that names it. */
static bool
load_beside(const char *from, const char *file, size_t len, struct table_list *list)
{
	const char *slash = file[0] == '/' ? NULL : strrchr(from, '/');
	struct text path = { 0 }, name = { 0 };
	bool is_loaded;

	if (slash)
		text_add(&path, from, (size_t)(slash - from) + 1);
	text_add(&path, file, len);
	text_add(&name, file, len);
	is_loaded = tables_add(&tables, text_z(&path), text_z(&name), list);
	text_free(&path);
	text_free(&name);
	return is_loaded;
}

/* Read the line SUFFIX TAB FILE. */
static bool
add_suffix(const char *tlds, uint64_t number, const char *line, size_t len)
{
	const char *tab = memchr(line, '\t', len);
	struct suffix *suffix;
	size_t from = len > 0 && line[0] == '.'; /* .example is example */

	if (len == 0 || line[0] == '#')
		return true;
	if (!tab || tab == line || tab + 1 == line + len)
		return fail_line(tlds, number,
		                 "it must be a suffix, a tab, and a file with a table");
	suffixes = memory_resize(suffixes, suffix_count + 1, sizeof *suffixes);
	suffix = &suffixes[suffix_count++];
	*suffix = (struct suffix){ 0 };
	if (!judge_convert(&(idnc_options){ .profile = IDNC_PROFILE_UTS46 }, line + from,
	                   (size_t)(tab - line) - from, idnc_domain_to_ascii, &suffix->name))
		return fail_line(tlds, number, "the suffix is not a domain name");
	return load_beside(tlds, tab + 1, (size_t)(line + len - tab - 1), &suffix->tables) ||
	       fail_line(tlds, number, "its table cannot be used");
}

static bool
load_tlds(const char *tlds)
{
	struct text bytes = { 0 };
	bool is_ok = table_read_file(tlds, &bytes);
	uint64_t number = 1;

	for (size_t at = 0; is_ok && at < bytes.len; number++) {
		const char *line = bytes.bytes + at;
		const char *end = memchr(line, '\n', bytes.len - at);
		size_t len = end ? (size_t)(end - line) : bytes.len - at;

		at += len + 1;
		len -= len > 0 && line[len - 1] == '\r';
		is_ok = add_suffix(tlds, number, line, len);
	}
	text_free(&bytes);
	return is_ok;
}

bool
registry_load(const struct settings *settings, const char *tlds)
{
	for (size_t i = 0; i < settings->table_count; i++)
		if (!tables_add(&tables, settings->tables[i], settings->tables[i], &anywhere))
			return false;
	return !tlds || load_tlds(tlds);
}

bool
registry_load_names(const struct collide_settings *wanted)
{
	if (anywhere.count != 1 || suffix_count > 0) {
		message(anywhere.count > 0 || suffix_count > 0
		                ? "--registered and --reserved compare names under one table: give it with -t TABLE, without "
		                  "others, auto or --tlds"
		                : "--registered and --reserved need one table: -t TABLE",
		        NULL, "");
		return false;
	}
	has_names = true;
	return collide_load(wanted, anywhere.items[0]);
}

void
registry_free(void)
{
	for (size_t i = 0; i < suffix_count; i++) {
		text_free(&suffixes[i].name);
		free(suffixes[i].tables.items);
	}
	collide_free();
	free(suffixes);
	free(anywhere.items);
	tables_free(&tables);
}

/* ---- which label ---- */

/* Dots that UTS #46 maps to the full stop are separators where names are mapped. */
static size_t
separator_at(const struct worker *worker, const char *name, size_t len)
{
	static const char *const dots[] = { ".", "\343\200\202", "\357\274\216", "\357\275\241" };
	const idnc_options *options = &worker->settings->options;
	bool is_mapped = options->profile != IDNC_PROFILE_REGISTRATION &&
	                 (options->profile != IDNC_PROFILE_LOOKUP || options->map);

	for (size_t i = 0; i < (is_mapped ? sizeof dots / sizeof *dots : 1); i++) {
		size_t dot_len = strlen(dots[i]);

		if (dot_len <= len && memcmp(name, dots[i], dot_len) == 0)
			return dot_len;
	}
	return 0;
}

/* Move on to the label behind the separator; false: there is none. */
static bool
next_label(const struct worker *worker, struct place *place)
{
	const char *name = worker->judge.name;
	size_t len = worker->judge.name_len, dot = 0, end;

	if (place->next > len)
		return false;
	for (end = place->next; end < len; end++)
		if ((dot = separator_at(worker, name + end, len - end)) > 0)
			break;
	place->at = place->next;
	place->len = end - place->at;
	place->next = end < len ? end + dot : len + 1;
	return true;
}

/* Collect the tables of the suffix that the rest of the name is; a root dot does not count. */
static size_t
choose_suffix(struct worker *worker, struct own *own, size_t from)
{
	const struct judge *judge = &worker->judge;
	struct text *rest = &worker->unicode;
	size_t len = judge->name_len - from, count = 0;

	if (len > 1 && judge->name[judge->name_len - 1] == '.')
		len--;
	if (!judge_convert(&worker->settings->options, judge->name + from, len,
	                   idnc_domain_to_ascii, rest))
		return 0;
	for (size_t i = 0; i < suffix_count; i++)
		if (rest->len == suffixes[i].name.len &&
		    memcmp(rest->bytes, suffixes[i].name.bytes, rest->len) == 0)
			for (size_t k = 0; k < suffixes[i].tables.count; k++)
				own->chosen[count++] = suffixes[i].tables.items[k];
	return count;
}

/*
 * Find the label before the longest suffix, and the tables for it; else the leftmost label, for the
 * tables of -t.  The number of tables.
 */
static size_t
choose(struct worker *worker, struct own *own, struct place *place)
{
	size_t count = 0;

	*place = (struct place){ 0 };
	next_label(worker, place);
	for (struct place at = *place; suffix_count > 0 && at.next <= worker->judge.name_len;) {
		count = choose_suffix(worker, own, at.next);
		if (count > 0) {
			*place = at;
			return count;
		}
		next_label(worker, &at);
		at.number++;
	}
	if (anywhere.count > 0)
		memcpy(own->chosen, anywhere.items, anywhere.count * sizeof *anywhere.items);
	return anywhere.count;
}

/* ---- judging ---- */

/*
 * Whether each code point of the form stands where it stood: mapping can change case, but then
 * nothing else.
 */
static bool
is_aligned(const struct label *raw, const struct label *label)
{
	bool is_same = !raw->is_whole && raw->len == label->len;

	for (size_t i = 0; is_same && i < raw->len; i++)
		is_same = raw->cp[i] == label->cp[i] || (raw->cp[i] < 0x80 && label->cp[i] < 0x80);
	return is_same;
}

/*
 * Read the label: its form with U-labels, or, where it has none, what was given, so that a name
 * hears of the table's rules together with those of IDNA.
 */
static bool
read_label(struct worker *worker, struct own *own, const struct place *place)
{
	const char *text = worker->judge.name + place->at;
	bool is_raw = label_read(&own->raw, text, place->len, NULL, 0);

	if (!judge_convert(&worker->settings->options, text, place->len, idnc_domain_to_unicode,
	                   &worker->unicode) ||
	    !label_read(&own->label, worker->unicode.bytes, worker->unicode.len, NULL, 0)) {
		own->label = own->raw;
		return is_raw;
	}
	/* Findings point at the bytes that were given: at the whole label if need be. */
	if (is_raw && is_aligned(&own->raw, &own->label)) {
		memcpy(own->label.at, own->raw.at, sizeof own->raw.at);
	} else {
		own->label.is_whole = true;
		own->label.is_decoded = own->raw.is_decoded;
		own->label.at[0] = 0;
		own->label.at[1] = (uint32_t)place->len;
	}
	return true;
}

static struct own *
own_of(struct worker *worker)
{
	struct own *own = worker->own;

	if (!own) {
		size_t most = anywhere.count + 1;
		size_t size = sizeof *own + (has_names ? sizeof *own->collisions : 0);

		for (size_t i = 0; i < suffix_count; i++)
			most += suffixes[i].tables.count;
		own = worker->own = memory_resize(NULL, 1, size + most * sizeof *own->chosen);
		own->is_compared = own->lacks_table = false;
		own->collisions = has_names ? (struct collisions *)(own + 1) : NULL;
		own->chosen = (const struct table **)(void *)((char *)own + size);
	}
	return own;
}

/* Whether the profile said the same of the label: that it is empty, or too long. */
static bool
is_known(const struct judge *judge, const idnc_finding *finding)
{
	for (size_t i = 0; i < judge->findings.count; i++)
		if (judge->findings.items[i].code == finding->code &&
		    judge->findings.items[i].label == finding->label &&
		    (finding->code == IDNC_V_LABEL_EMPTY || finding->code == IDNC_V_LABEL_TOO_LONG))
			return true;
	return false;
}

bool
registry_judge(struct worker *worker)
{
	struct judge *judge = &worker->judge;
	struct policy *policy = &worker->policy;
	struct own *own = own_of(worker);
	size_t before = judge->findings.count, count;
	struct place place;
	bool is_ok;

	policy->table = NULL;
	own->is_compared = own->lacks_table = false;
	/* There is no name, or not all of it. */
	if (worker->record->total > RECORD_LIMIT || judge->pair_fault)
		return false;
	count = choose(worker, own, &place);
	own->lacks_table = count == 0;
	if (count == 0)
		return true;
	if (!read_label(worker, own, &place))
		return false;
	own->place = place;
	is_ok = policy_judge(policy, own->chosen, count, &own->label);
	if (!judge_wants_findings(worker->settings))
		return is_ok;
	for (size_t i = 0; i < policy->findings.count; i++) {
		idnc_finding finding = policy->findings.items[i];

		finding.label = place.number;
		label_locate(&own->label, &finding, place.at);
		if (!is_known(judge, &finding))
			judge_add(judge, &finding);
	}
	judge_restore(judge, worker->record, before);
	return is_ok;
}

bool
registry_collide(struct worker *worker, const char *holder, size_t holder_len)
{
	struct own *own = own_of(worker);
	size_t before = worker->judge.findings.count;
	idnc_finding place = { .label = own->place.number, .cp = IDNC_NO_CP };
	bool is_ok;

	if (!worker->policy.table || own->label.len == 0 || own->label.len > IDNC_LGR_LABEL_MAX)
		return true;
	place.at = (uint32_t)own->place.at;
	place.length = (uint32_t)own->place.len;
	place.decoded = own->label.is_decoded;
	own->is_compared = true;
	is_ok = collide_judge(worker, own->collisions, &own->label, &place, holder, holder_len);
	judge_restore(&worker->judge, worker->record, before);
	return is_ok;
}

const struct collisions *
registry_collisions(const struct worker *worker)
{
	const struct own *own = worker->own;

	return own && own->is_compared ? own->collisions : NULL;
}

bool
registry_accepts(struct worker *worker, const char *name, size_t name_len)
{
	struct judge *judge = &worker->judge;
	struct own *own = own_of(worker);
	const char *record_name = judge->name;
	size_t record_len = judge->name_len, count;
	struct policy policy;
	struct place place;
	bool is_ok;

	judge->name = name;
	judge->name_len = name_len;
	count = choose(worker, own, &place);
	is_ok = count == 0 || (read_label(worker, own, &place) &&
	                       policy_judge(&policy, own->chosen, count, &own->label));
	judge->name = record_name;
	judge->name_len = record_len;
	return is_ok;
}

bool
registry_lacks_table(const struct worker *worker)
{
	const struct own *own = worker->own;

	return own && own->lacks_table;
}

void
registry_write_label(const struct worker *worker, struct text *out)
{
	const struct own *own = worker->own;
	struct text label = { 0 };

	/* What is behind the label is more than a root dot. */
	if (own->place.number == 0 && own->place.next >= worker->judge.name_len)
		return;
	text_format(out, " (label %u: ", (unsigned)own->place.number + 1);
	label_write_utf8(&label, own->label.cp, own->label.len);
	escape_write(out, ESCAPE_TEXT, label.bytes, label.len);
	text_add_char(out, ')');
	text_free(&label);
}

const struct label *
registry_label(const struct worker *worker)
{
	const struct own *own = worker->own;

	return worker->policy.table ? &own->label : NULL;
}

bool
registry_write_index(const struct worker *worker, struct text *out)
{
	const struct own *own = worker->own;
	uint32_t index[IDNC_LGR_LABEL_MAX];
	size_t len = 0;

	if (!worker->policy.table || worker->policy.verdict.disposition == IDNC_LGR_INVALID ||
	    idnc_lgr_index(&worker->policy.table->lgr, own->label.cp, own->label.len, index,
	                   IDNC_LGR_LABEL_MAX, &len) != IDNC_OK)
		return false;
	label_write_utf8(out, index, len);
	return true;
}
