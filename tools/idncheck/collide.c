/* SPDX-License-Identifier: MIT */
/* Applied-for names beside registered ones: which they collide with, and whether that keeps them out. */
#include "collide.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "common/record.h"

static struct registered registered, reserved_names;
static struct patterns patterns;
static const char *reserved_file; /* NULL: there is none */
static const idnc_lgr *lgr;

static const char *
add_pattern(void *letters, uint64_t line, const char *label, size_t len, const char *reason, size_t reason_len)
{
	return patterns_add(&patterns, line, label, len, reason, reason_len, letters);
}

static bool
load_reserved(void)
{
	struct label *letters = memory_resize(NULL, 1, sizeof *letters);
	struct registered_others others = { pattern_is, add_pattern, letters };
	bool is_ok = registered_load(&reserved_names, lgr, reserved_file, 2, &others);

	free(letters);
	if (is_ok)
		patterns_finish(&patterns, &reserved_names.keys);
	return is_ok;
}

bool
collide_load(const struct collide_settings *settings, const struct table *table)
{
	lgr = &table->lgr;
	reserved_file = settings->reserved;
	return (!settings->file ||
	        registered_load(&registered, lgr, settings->file, settings->field, NULL)) &&
	       (!reserved_file || load_reserved());
}

void
collide_free(void)
{
	registered_free(&registered);
	registered_free(&reserved_names);
	patterns_free(&patterns);
}

/* ---- judging ---- */

/* The code of what a collision forbids; IDNC_OK: nothing. */
static idnc_status
code_of(const struct collision *c)
{
	if (c->what.standing == IDNC_POLICY_REGISTERED)
		return IDNC_V_REGISTERED;
	if (c->is_undecided || c->what.standing == IDNC_POLICY_BLOCKED)
		return IDNC_V_VARIANT_BLOCKED;
	return c->is_known && c->is_same ? IDNC_OK : IDNC_V_VARIANT_HELD;
}

/* How much it weighs: one that forbids nothing least. */
static int
weigh(const struct collision *c)
{
	switch ((int)code_of(c)) {
	case IDNC_V_REGISTERED:
		return 3;
	case IDNC_V_VARIANT_BLOCKED:
		return 2;
	case IDNC_V_VARIANT_HELD:
		return 1;
	default:
		return 0;
	}
}

/* Keep it, where there is room or it is the worst. */
static void
keep(struct collisions *all, const struct collision *c)
{
	size_t at = all->count < COLLISIONS_KEPT ? all->count : COLLISIONS_KEPT;
	bool is_worst = all->count == 0 || weigh(c) > weigh(&all->items[all->worst]);

	if (at < COLLISIONS_KEPT || is_worst)
		all->items[at] = *c;
	if (is_worst)
		all->worst = at;
	all->count++;
}

/* Whether a registered name collides with the label. */
static bool
compare(struct collisions *all, const struct label *label, struct collision *c)
{
	idnc_status status;

	/* Where there is no answer, that to another name must not stand for it. */
	c->what = (idnc_policy_collision){ .standing = IDNC_POLICY_FREE };
	label_read(&all->label, c->name.label, c->name.label_len, NULL, 0);
	status = idnc_policy_compare(lgr, label->cp, label->len, all->label.cp, all->label.len,
	                             all->workspace, sizeof all->workspace, &c->what);
	c->is_undecided = status != IDNC_OK;
	return c->is_undecided || c->what.standing != IDNC_POLICY_FREE;
}

/* Add a finding for each code, once. */
static bool
report(struct worker *worker, const struct collisions *all, const idnc_finding *place)
{
	size_t kept = all->count < COLLISIONS_KEPT ? all->count : COLLISIONS_KEPT + 1;
	bool is_ok = true;

	for (int weight = 3; weight > 0; weight--)
		for (size_t i = 0; i < kept; i++) {
			idnc_finding finding = *place;

			if ((i == COLLISIONS_KEPT && all->worst != i) || weigh(&all->items[i]) != weight)
				continue;
			is_ok = false;
			finding.code = code_of(&all->items[i]);
			judge_add(&worker->judge, &finding);
			break;
		}
	return is_ok;
}

/* A name is reserved together with its variants, whatever their dispositions. */
static bool
judge_reserved(struct worker *worker, struct collisions *all, const struct label *label,
               const idnc_finding *place)
{
	struct collision *c = &all->reserved;
	idnc_finding finding = *place;
	idnc_policy_search search;

	*c = (struct collision){ .is_known = false };
	idnc_policy_find_begin(&reserved_names.index,
	                       idnc_policy_hash(&reserved_names.keys, label->cp, label->len), &search);
	while (!all->is_reserved && idnc_policy_find_next(&search, &c->name))
		all->is_reserved = compare(all, label, c);
	all->hit.pattern = NULL;
	if (!all->is_reserved) {
		patterns_find(&patterns, label, all->workspace, sizeof all->workspace, &all->hit);
		all->is_reserved = all->hit.pattern != NULL;
	}
	finding.code = IDNC_V_RESERVED;
	if (all->is_reserved)
		judge_add(&worker->judge, &finding);
	return !all->is_reserved;
}

static bool
judge_registered(struct worker *worker, struct collisions *all, const struct label *label,
                 const idnc_finding *place, const char *holder, size_t holder_len)
{
	idnc_policy_search search;
	struct collision c = { .is_known = false };

	idnc_policy_find_begin(&registered.index,
	                       idnc_policy_hash(&registered.keys, label->cp, label->len), &search);
	while (idnc_policy_find_next(&search, &c.name)) {
		if (!compare(all, label, &c))
			continue;
		c.is_known = holder && holder_len > 0 && c.name.holder_len > 0;
		c.is_same = c.is_known && c.name.holder_len == holder_len &&
		            memcmp(c.name.holder, holder, holder_len) == 0;
		keep(all, &c);
	}
	return report(worker, all, place);
}

bool
collide_judge(struct worker *worker, struct collisions *all, const struct label *label,
              const idnc_finding *place, const char *holder, size_t holder_len)
{
	bool is_ok = true;

	all->count = all->worst = 0;
	all->is_reserved = false;
	if (registered.bytes)
		is_ok = judge_registered(worker, all, label, place, holder, holder_len);
	if (reserved_file)
		is_ok &= judge_reserved(worker, all, label, place);
	return is_ok;
}

/* ---- writing ---- */

static const char *
standing_word(const struct collision *c)
{
	static const char *const words[] = {
		[IDNC_POLICY_FREE] = "free",
		[IDNC_POLICY_ALLOCATABLE] = "allocatable",
		[IDNC_POLICY_BLOCKED] = "blocked",
		[IDNC_POLICY_REGISTERED] = "registered",
	};

	return c->is_undecided ? "undecided" : words[c->what.standing];
}

static const char *
holder_word(const struct collision *c)
{
	return !c->is_known ? "unknown" : c->is_same ? "same" : "other";
}

/* Add the dispositions, separated by vertical bars; none for no variant. */
static void
write_relation(struct text *out, enum escape_style style, const idnc_policy_relation *relation)
{
	for (size_t i = 0; i < relation->count; i++) {
		const char *name = idnc_lgr_disposition_z(lgr, relation->dispositions[i]);

		if (i > 0)
			text_add_char(out, '|');
		escape_write(out, style, name, strlen(name));
	}
}

static void
write_name(struct text *out, const struct collision *c)
{
	escape_write(out, ESCAPE_TEXT, c->name.label, c->name.label_len);
}

static void
write_direction(struct text *out, const char *what, const idnc_policy_relation *relation)
{
	text_add_z(out, what);
	if (relation->count > 0)
		write_relation(out, ESCAPE_TEXT, relation);
	else
		text_add_z(out, "no variant");
}

/* Add how a name stands to a registered one, in two parts. */
static void
write_standing(struct text *out, const struct collision *c, const char *between)
{
	text_format(out, " (%s registrant): %s", holder_word(c), standing_word(c));
	if (c->what.standing == IDNC_POLICY_REGISTERED)
		return;
	text_add_z(out, between);
	write_direction(out, "as its variant: ", &c->what.forward);
	write_direction(out, "; the other way: ", &c->what.backward);
}

static void
write_one(struct text *out, const struct collision *c)
{
	text_add_z(out, "  collides with ");
	write_name(out, c);
	if (c->name.holder_len > 0) {
		text_add_z(out, " of ");
		escape_write(out, ESCAPE_TEXT, c->name.holder, c->name.holder_len);
	}
	write_standing(out, c, "\n    ");
	text_add_char(out, '\n');
}

const struct collision *
collide_shown(const struct collisions *all, size_t i)
{
	bool has_worst = all->count > COLLISIONS_KEPT && all->worst == COLLISIONS_KEPT;
	size_t kept = all->count < COLLISIONS_KEPT ? all->count : COLLISIONS_KEPT;

	return i < kept + (size_t)has_worst ? &all->items[i] : NULL;
}

void
collide_write_standing(struct text *out, const struct collision *c)
{
	write_standing(out, c, "; ");
}

void
collide_write_text(struct worker *worker, const struct collisions *all)
{
	const struct collision *c;

	for (size_t i = 0; (c = collide_shown(all, i)) != NULL; i++)
		write_one(&worker->out, c);
	if (all->count > COLLISIONS_KEPT)
		text_format(&worker->out, "  collides with %zu names in all\n", all->count);
}

void
collide_write_tsv(struct worker *worker, const struct collisions *all)
{
	const struct collision *c = &all->items[all->worst];
	struct text *out = &worker->out;

	if (all->count == 0) {
		text_add_z(out, "\tfree\t\t\t\t");
		return;
	}
	text_format(out, "\t%s\t", standing_word(c));
	escape_write(out, ESCAPE_TSV, c->name.label, c->name.label_len);
	text_add_char(out, '\t');
	write_relation(out, ESCAPE_TSV, &c->what.forward);
	text_add_char(out, '\t');
	write_relation(out, ESCAPE_TSV, &c->what.backward);
	text_format(out, "\t%s", holder_word(c));
}

static void
write_json_relation(struct text *out, const char *key, const idnc_policy_relation *relation)
{
	text_format(out, ",\"%s\":[", key);
	for (size_t i = 0; i < relation->count; i++) {
		const char *name = idnc_lgr_disposition_z(lgr, relation->dispositions[i]);

		text_add_z(out, i > 0 ? ",\"" : "\"");
		escape_write(out, ESCAPE_JSON, name, strlen(name));
		text_add_char(out, '"');
	}
	text_add_char(out, ']');
}

static void
write_json_one(struct text *out, const struct collision *c)
{
	const char *standing = standing_word(c), *holder = holder_word(c);

	text_add_z(out, "{\"name\":\"");
	escape_write(out, ESCAPE_JSON, c->name.label, c->name.label_len);
	text_add_char(out, '"');
	record_write_json_string(out, "standing", standing, strlen(standing), false);
	write_json_relation(out, "forward", &c->what.forward);
	write_json_relation(out, "backward", &c->what.backward);
	record_write_json_string(out, "holder", c->name.holder, c->name.holder_len,
	                         c->name.holder_len == 0);
	record_write_json_string(out, "registrant", holder, strlen(holder), false);
	text_add_char(out, '}');
}

void
collide_write_json(struct worker *worker, const struct collisions *all)
{
	struct text *out = &worker->out;
	const struct collision *c;

	text_add_z(out, ",\"collisions\":[");
	for (size_t i = 0; (c = collide_shown(all, i)) != NULL; i++) {
		if (i > 0)
			text_add_char(out, ',');
		write_json_one(out, c);
	}
	text_format(out, "],\"collision_count\":%zu", all->count);
}

bool
collide_find_reserved(const struct collisions *all, struct collide_reserved *out)
{
	const struct pattern *pattern;

	if (!all || !all->is_reserved)
		return false;
	pattern = all->hit.pattern;
	if (pattern)
		*out = (struct collide_reserved){ patterns.texts.bytes + pattern->text, patterns.texts.bytes + pattern->reason,
			                          pattern->text_len, pattern->reason_len, &all->hit };
	else
		*out = (struct collide_reserved){ all->reserved.name.label, all->reserved.name.holder,
			                          all->reserved.name.label_len, all->reserved.name.holder_len, NULL };
	return true;
}

void
collide_write_entry(struct text *out, const struct collide_reserved *reserved, struct text *label)
{
	const struct pattern_hit *hit = reserved->hit;

	if (!hit)
		return;
	text_format(out, ", line %" PRIu64 " of ", hit->pattern->line);
	escape_write(out, ESCAPE_TEXT, reserved_file, strlen(reserved_file));
	if (hit->is_undecided) {
		text_add_z(out, ", which may match a variant: to know is beyond the limits");
	} else if (hit->match.how != IDNC_LGR_MATCH_LABEL) {
		label_write_utf8(label, hit->match.cp, hit->match.len);
		text_add_z(out, hit->match.how == IDNC_LGR_MATCH_VARIANT ? ", which matches its variant "
		                                                         : ", which matches what it is a variant of, ");
	}
}

void
collide_write_reserved_text(struct worker *worker, const struct collisions *all)
{
	struct text *out = &worker->out, label = { 0 };
	struct collide_reserved reserved;

	if (!collide_find_reserved(all, &reserved))
		return;
	text_add_z(out, "  reserved: ");
	escape_write(out, ESCAPE_TEXT, reserved.entry, reserved.entry_len);
	collide_write_entry(out, &reserved, &label);
	escape_write(out, ESCAPE_TEXT, label.bytes, label.len);
	text_free(&label);
	if (reserved.reason_len > 0) {
		text_add_z(out, " (");
		escape_write(out, ESCAPE_TEXT, reserved.reason, reserved.reason_len);
		text_add_char(out, ')');
	}
	text_add_char(out, '\n');
}

void
collide_write_reserved_tsv(struct worker *worker, const struct collisions *all)
{
	struct collide_reserved reserved;

	text_add_char(&worker->out, '\t');
	if (collide_find_reserved(all, &reserved))
		escape_write(&worker->out, ESCAPE_TSV, reserved.entry, reserved.entry_len);
}

/* Add what a pattern is, and what it matches: as "name" and "is_variant". */
static void
write_json_pattern(struct text *out, const struct collide_reserved *reserved)
{
	const struct pattern_hit *hit = reserved->hit;
	struct text label = { 0 };

	if (!hit->is_undecided)
		label_write_utf8(&label, hit->match.cp, hit->match.len);
	text_format(out, "\"line\":%" PRIu64, hit->pattern->line);
	record_write_json_string(out, "pattern", reserved->entry, reserved->entry_len, false);
	record_write_json_string(out, "name", label.bytes, label.len, hit->is_undecided);
	text_add_z(out, hit->is_undecided                           ? ",\"is_variant\":null"
	                : hit->match.how == IDNC_LGR_MATCH_LABEL ? ",\"is_variant\":false"
	                                                         : ",\"is_variant\":true");
	text_free(&label);
}

void
collide_write_reserved_json(struct worker *worker, const struct collisions *all)
{
	struct text *out = &worker->out;
	struct collide_reserved reserved;

	if (!collide_find_reserved(all, &reserved)) {
		text_add_z(out, ",\"reserved\":null");
		return;
	}
	text_add_z(out, ",\"reserved\":{");
	if (reserved.hit) {
		write_json_pattern(out, &reserved);
	} else {
		text_add_z(out, "\"name\":\"");
		escape_write(out, ESCAPE_JSON, reserved.entry, reserved.entry_len);
		text_add_z(out, all->reserved.what.standing == IDNC_POLICY_REGISTERED ? "\",\"is_variant\":false"
		                                                                      : "\",\"is_variant\":true");
	}
	record_write_json_string(out, "reason", reserved.reason, reserved.reason_len, reserved.reason_len == 0);
	text_add_char(out, '}');
}
