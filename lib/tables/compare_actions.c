/* SPDX-License-Identifier: MIT */
/* Comparing what variant types and rules lead to: the actions of two tables, and the types of variants that both have.  RFC 7940, 7 and 8.3 */
#include "tables/compare_actions.h"

#include <string.h>

/* ---- Names of types and dispositions, of both tables ---- */

/* The number of a name among those of a list, a new one if need be. */
static uint32_t
number_of(compare *c, array *names, const char *name)
{
	const char **room;

	for (uint32_t i = 0; i < names->count; i++)
		if (strcmp(((const char **)names->items)[i], name) == 0)
			return i;
	room = array_add(names, &c->memory, 1);
	if (!room)
		return 0;
	*room = name;
	return (uint32_t)names->count - 1;
}

static const char *
string_at(const compare *c, size_t side, const uint32_t *list, uint32_t i)
{
	return (const char *)TABLE_AT(c->sides[side].block, STRINGS) + list[i];
}

/* The types of both tables; those that the default actions speak of are told by name. */
static void
find_types(deeds *w)
{
	for (size_t side = 0; side < 2; side++) {
		const uint32_t *list = TABLE_AT(w->c->sides[side].block, TYPES);
		for (uint32_t i = 0; i < TABLE_COUNT(w->c->sides[side].block, TYPES); i++)
			w->type_of[side][i] = number_of(w->c, &w->types, string_at(w->c, side, list, i));
		w->type_of[side][BLOCK_NO_TYPE] = NO_NAME;
	}
}

/* Add an action of the document. */
static void
add_deed(deeds *w, size_t side, uint32_t index, uint32_t line)
{
	const block_action *a = &w->c->sides[side].t.actions[index];
	const uint32_t     *names = TABLE_AT(w->c->sides[side].block, DISPOSITIONS);
	deed               *room = array_add(&w->list[side], &w->c->memory, 1);

	if (!room)
		return;
	*room = (deed){ .line = line, .kind = a->kind, .condition = a->condition, .rule = a->rule, .variable = NO_NAME,
	                .disposition = number_of(w->c, &w->dispositions, string_at(w->c, side, names, a->disposition)) };
	for (uint32_t i = 0; i < BLOCK_TYPES_MAX; i++)
		if (a->types >> i & 1)
			room->types[w->type_of[side][i] / 64] |= UINT64_C(1) << w->type_of[side][i] % 64;
}

static void
add_document(deeds *w, size_t side)
{
	const node *rules = w->c->sides[side].table->rules;
	uint32_t    n = 0;

	for (const node *one = rules ? rules->first : NULL; one; one = one->next)
		if (one->kind == ELEMENT_ACTION)
			add_deed(w, side, n++, one->line);
}

/* The default actions, in the order in which they are asked.  RFC 7940, 7.6 */
static void
add_defaults(deeds *w, size_t side)
{
	static const char *const names[] = { "invalid", "blocked", "allocatable", "valid", "activated", NULL };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		uint32_t type = NO_NAME;
		deed    *room;
		for (uint32_t k = 0; names[i] && k < w->types.count; k++)
			if (strcmp(((const char **)w->types.items)[k], names[i]) == 0)
				type = k;
		if (names[i] && type == NO_NAME)
			continue;
		room = array_add(&w->list[side], &w->c->memory, 1);
		if (!room)
			return;
		*room = (deed){ .kind = names[i] ? BLOCK_ANY_VARIANT : BLOCK_NO_VARIANT, .condition = BLOCK_ALWAYS,
		                .rule = BLOCK_NO_RULE, .variable = NO_NAME,
		                .disposition = number_of(w->c, &w->dispositions, names[i] ? names[i] : "valid") };
		if (names[i])
			room->types[type / 64] |= UINT64_C(1) << type % 64;
	}
}

static bool
lists_type(const deed *d, uint32_t type)
{
	return type != NO_NAME && (d->types[type / 64] >> type % 64 & 1);
}

/* Number the types that the actions of a table tell apart. */
static void
find_groups(deeds *w, size_t side)
{
	size_t    words = w->list[side].count / 32 + 1;
	interner  groups = intern_begin(&w->c->memory);
	uint32_t *bits = arena_get(&w->c->memory, words * sizeof *bits);

	for (uint32_t type = 0; bits && type < w->types.count; type++) {
		memset(bits, 0, words * sizeof *bits);
		for (size_t i = 0; i < w->list[side].count; i++)
			bits[i / 32] |= (uint32_t)lists_type(deed_at(w, side, i), type) << i % 32;
		w->group_of[side][type] = intern(&groups, bits, words);
		if (w->group_of[side][type] >= 64)
			w->has_too_many = true;
	}
	for (size_t i = 0; i < w->list[side].count && !w->has_too_many; i++)
		for (uint32_t type = 0; type < w->types.count; type++)
			if (lists_type(deed_at(w, side, i), type))
				deed_at(w, side, i)->groups |= UINT64_C(1) << w->group_of[side][type];
	intern_free(&groups);
}

/* ---- Rules that actions name, as variables ---- */

static void
note_unlike(compare *c, const product *p, size_t side, likeness *out)
{
	uint32_t way[IDNC_LGR_LABEL_MAX], label[IDNC_LGR_LABEL_MAX];
	size_t   len = compare_spell(c, way, product_way(p, p->at, way), label);
	bool     is_effective;

	if (len == 0 || out->is_effective[side])
		return;
	is_effective = compare_is_effective(c, label, len, NULL, 0);
	out->differs = true;
	if (out->matches[side] && !is_effective)
		return;
	out->matches[side] = true;
	out->label[side] = compare_keep(c, label, len);
	out->label_len[side] = len;
	out->is_effective[side] = is_effective;
}

/* Compare two rules on every label; is_brief: whether they differ is enough. */
static likeness
compare_rules(compare *c, uint16_t first, uint16_t second, bool is_brief)
{
	machine *machines[2] = { NULL, NULL };
	array    spellings;
	likeness out = { .rules = { first, second }, .undecided = IDNC_UNDECIDED_NOT };
	uint64_t aside;
	product  p;

	if (!compare_same_rules(c, first, second)) {
		machines[0] = compare_machine(c, 0, first);
		machines[1] = compare_machine(c, 1, second);
	}
	if (!machines[0] || !machines[1])
		return out;
	aside = compare_open_budget(c);
	spellings = compare_spellings(c, machines, 2);
	if (product_begin(&p, machines, 2, 0, &c->memory, &c->budget))
		while (!(out.differs && is_brief) && !(out.is_effective[0] && out.is_effective[1]) && product_next(&p)) {
			bool matches = machine_accepts(machines[0], p.now[0]);
			if (p.length > 0 && matches != machine_accepts(machines[1], p.now[1]))
				note_unlike(c, &p, !matches, &out);
			for (size_t i = 0; i < spellings.count; i++)
				product_go(&p, &((common *)c->commons.items)[((uint32_t *)spellings.items)[i]].text, false, 0);
		}
	if (!out.differs)
		out.undecided = product_trouble(&p);
	product_end(&p);
	array_free(&spellings, &c->memory);
	compare_close_budget(c, aside);
	return out;
}

static const char *
rule_name(const compare *c, size_t side, uint16_t rule)
{
	return (const char *)TABLE_AT(c->sides[side].block, STRINGS) + c->sides[side].t.rules[rule].name;
}

/* The line of the rule of that name. */
static uint32_t
rule_line(const compare *c, size_t side, const char *name)
{
	const node *n = dictionary_find(&c->sides[side].table->rule_names, name);

	return n ? n->line : 0;
}

static void
report_rule(compare *c, const likeness *l)
{
	idnc_difference d = { .aspect = IDNC_ASPECT_RULE, .undecided = l->undecided, .group = c->groups++ };

	for (size_t side = 0; side < 2; side++) {
		d.name[side] = compare_string(c, side, c->sides[side].t.rules[l->rules[side]].name);
		d.line[side] = d.name[side] ? rule_line(c, side, d.name[side]) : 0;
	}
	if (!l->differs) {
		d.has[0] = d.has[1] = true;
		compare_add(c, d);
		return;
	}
	for (size_t side = 0; side < 2; side++)
		if (l->matches[side]) {
			d.has[side] = true;
			d.has[!side] = false;
			d.label = l->label[side];
			d.label_len = l->label_len[side];
			d.variant = l->variant[side];
			d.variant_len = l->variant_len[side];
			d.is_effective = l->is_effective[side];
			compare_add(c, d);
		}
}

/*
 * Rules are there for the dispositions that actions give by them: find labels that get other ones.  Where there are
 * none, rules that match other labels are the same for the table.
 */
static void
weigh_unlike(deeds *w, likeness *l)
{
	compare       *c = w->c;
	deeds_question question = { .is_rule = true, .rules = { l->rules[0], l->rules[1] }, .mapping = NO_NAME };
	clash         *clashes = arena_get(&c->memory, CLASHES_MAX * sizeof *clashes);
	size_t         count = 0;
	bool           is_whole = clashes && l->differs && deeds_ask(w, &question, clashes, &count);

	for (size_t side = 0; side < 2 && is_whole; side++)
		l->matches[side] = false;
	for (size_t i = 0; i < count; i++) {
		const clash *found = &clashes[i];
		size_t       side = !found->key[0];
		/* A label shows more than a variant label of it. */
		if (l->matches[side] && l->is_effective[side] && (!found->is_effective || !found->is_original))
			continue;
		l->matches[side] = true;
		l->is_effective[side] = found->is_effective;
		l->label[side] = compare_keep(c, found->label, found->label_len);
		l->label_len[side] = found->label_len;
		l->variant[side] = found->is_original ? NULL : compare_keep(c, found->variant, found->variant_len);
		l->variant_len[side] = found->is_original ? 0 : found->variant_len;
	}
}

static void
report_unlikes(deeds *w)
{
	for (size_t i = 0; i < w->unlikes.count && !w->c->memory.failed && !w->c->out->memory.failed; i++) {
		likeness *l = (likeness *)w->unlikes.items + i;
		weigh_unlike(w, l);
		report_rule(w->c, l);
	}
}

/* The distinct rules of a table's actions; an action that names one that is not defined has no variable. */
static void
find_rules(deeds *w, size_t side)
{
	for (size_t i = 0; i < w->list[side].count; i++) {
		deed     *d = deed_at(w, side, i);
		ruleset  *set = &w->rules[side];
		uint32_t  k = 0;
		if (d->condition == BLOCK_ALWAYS)
			continue;
		if (d->rule == BLOCK_NO_RULE) {
			w->is_missing = true;
			continue;
		}
		while (k < set->list.count && ((rule_use *)set->list.items)[k].rule != d->rule)
			k++;
		if (k == set->list.count) {
			rule_use *room = array_add(&set->list, &w->c->memory, 1);
			if (!room)
				return;
			*room = (rule_use){ .rule = d->rule, .variable = NO_NAME };
		}
	}
}

static rule_use *
use_at(const deeds *w, size_t side, size_t i)
{
	return (rule_use *)w->rules[side].list.items + i;
}

/* Give the same variable to rules of both tables that mean the same; whether they must have the same name as well. */
static void
pair_rules(deeds *w, bool by_name)
{
	compare *c = w->c;

	for (size_t i = 0; i < w->rules[0].list.count; i++)
		for (size_t k = 0; k < w->rules[1].list.count && !c->memory.failed; k++) {
			rule_use *a = use_at(w, 0, i), *b = use_at(w, 1, k);
			likeness  l;
			if (a->variable != NO_NAME || b->variable != NO_NAME ||
			    by_name != (strcmp(rule_name(c, 0, a->rule), rule_name(c, 1, b->rule)) == 0))
				continue;
			l = compare_rules(c, a->rule, b->rule, true);
			if (!l.differs && l.undecided == IDNC_UNDECIDED_NOT)
				a->variable = b->variable = w->variables++;
		}
}

/* Rules of one name that differ are one variable all the same: it is the rule that differs, not the action. */
static void
pair_unlike(deeds *w)
{
	compare *c = w->c;

	for (size_t i = 0; i < w->rules[0].list.count; i++)
		for (size_t k = 0; k < w->rules[1].list.count && !c->memory.failed; k++) {
			rule_use *a = use_at(w, 0, i), *b = use_at(w, 1, k);
			likeness *room;
			if (a->variable != NO_NAME || b->variable != NO_NAME ||
			    strcmp(rule_name(c, 0, a->rule), rule_name(c, 1, b->rule)) != 0)
				continue;
			room = array_add(&w->unlikes, &c->memory, 1);
			if (room)
				*room = compare_rules(c, a->rule, b->rule, false);
			a->variable = b->variable = w->variables++;
		}
}

/* Whether a rule matches all labels, or none, of elements that both tables have. */
static constancy
find_constancy(compare *c, size_t side, uint16_t rule)
{
	machine *m = compare_machine(c, side, rule);
	uint64_t aside = compare_open_budget(c);
	bool     can[2] = { false, false };
	array    spellings;
	product  p;

	if (!m)
		return VARIES;
	spellings = compare_spellings(c, &m, 1);
	if (product_begin(&p, &m, 1, 0, &c->memory, &c->budget))
		while (!(can[0] && can[1]) && product_next(&p)) {
			if (p.length > 0)
				can[machine_accepts(m, p.now[0])] = true;
			for (size_t i = 0; i < spellings.count; i++)
				product_go(&p, &((common *)c->commons.items)[((uint32_t *)spellings.items)[i]].text, false, 0);
		}
	if (product_trouble(&p) != IDNC_UNDECIDED_NOT)
		can[0] = can[1] = true;
	product_end(&p);
	array_free(&spellings, &c->memory);
	compare_close_budget(c, aside);
	return can[0] && can[1] ? VARIES : can[1] ? MATCHES_ALL : MATCHES_NONE;
}

/* Of a rule that only one table has, find whether it makes a difference; else give it a variable. */
static void
settle_lone(deeds *w, size_t side)
{
	for (size_t i = 0; i < w->rules[side].list.count; i++) {
		rule_use *use = use_at(w, side, i);
		if (use->variable != NO_NAME)
			continue;
		use->constancy = find_constancy(w->c, side, use->rule);
		if (use->constancy == VARIES)
			use->variable = w->variables++;
	}
}

/* Give actions the variables of their rules; those whose rule makes no difference lose it, or are none. */
static void
place_variables(deeds *w, size_t side)
{
	array *list = &w->list[side];
	size_t kept = 0;

	for (size_t i = 0; i < list->count; i++) {
		deed            d = *deed_at(w, side, i);
		const rule_use *use = NULL;
		for (size_t k = 0; d.condition != BLOCK_ALWAYS && k < w->rules[side].list.count; k++)
			if (use_at(w, side, k)->rule == d.rule)
				use = use_at(w, side, k);
		if (use && use->constancy != VARIES) {
			if ((use->constancy == MATCHES_ALL) != (d.condition == BLOCK_WHEN))
				continue;
			d.condition = BLOCK_ALWAYS;
		}
		if (use)
			d.variable = use->variable;
		*deed_at(w, side, kept++) = d;
	}
	list->count = kept;
}

static void
number_rules(deeds *w)
{
	for (size_t side = 0; side < 2; side++)
		find_rules(w, side);
	pair_rules(w, true);
	pair_rules(w, false);
	pair_unlike(w);
	for (size_t side = 0; side < 2; side++)
		settle_lone(w, side);
	for (size_t side = 0; side < 2; side++)
		place_variables(w, side);
}

/* ---- Types of variants that both tables have ---- */

/* For each type of the first table's variants, the one that stands in its place most often in the second. */
static void
find_majority(deeds *w)
{
	compare  *c = w->c;
	size_t    n = w->types.count;
	uint32_t *counts = arena_get(&c->memory, n * n * sizeof *counts);

	for (size_t i = 0; counts && i < c->mappings.count; i++) {
		const mapping *m = (mapping *)c->mappings.items + i;
		uint32_t       a = w->type_of[0][m->variant[0]->type], b = w->type_of[1][m->variant[1]->type];
		if (a != NO_NAME && b != NO_NAME)
			counts[a * n + b]++;
	}
	for (uint32_t a = 0; counts && a < n; a++) {
		w->becomes[a] = a;
		for (uint32_t b = 0; b < n; b++)
			if (counts[a * n + b] > counts[a * n + w->becomes[a]])
				w->becomes[a] = b;
	}
}

/* The types of variants that a table has. */
static void
find_used(deeds *w, size_t side)
{
	const table *t = &w->c->sides[side].t;

	for (uint32_t i = 0; i < TABLE_COUNT(t->header, VARIANTS); i++)
		if (t->variants[i].type != BLOCK_NO_TYPE)
			w->is_used[side][w->type_of[side][t->variants[i].type]] = true;
}

/* The pairs of types that stand in one another's place, when the first table's are renamed, or not. */
static size_t
make_pairs(const deeds *w, bool is_renamed, uint32_t pairs[][2])
{
	size_t n = 0;

	for (uint32_t type = 0; type < w->types.count; type++) {
		if (!w->is_used[0][type] && (is_renamed || !w->is_used[1][type]))
			continue;
		pairs[n][0] = type;
		pairs[n++][1] = is_renamed ? w->becomes[type] : type;
	}
	return n;
}

/* Find the names under which the actions of both tables agree; false: there are none, and the actions differ. */
static agreement
find_agreement(deeds *w)
{
	uint32_t  pairs[DEEDS_TYPES_MAX][2];
	size_t    sides[2] = { 0, 1 };
	agreement same = deeds_agree(w, sides, pairs, make_pairs(w, false, pairs)), renamed;

	find_majority(w);
	if (same != AGREE) {
		renamed = deeds_agree(w, sides, pairs, make_pairs(w, true, pairs));
		if (renamed == AGREE)
			return AGREE;
	}
	if (same == AGREE || same == AGREE_UNDECIDED)
		for (uint32_t type = 0; type < w->types.count; type++)
			w->becomes[type] = type;
	else
		/* A name that both use means the same, as far as can be. */
		for (uint32_t type = 0; type < w->types.count; type++)
			if (w->is_used[0][type] && w->is_used[1][type])
				w->becomes[type] = type;
	return same;
}

/* Whether one type can stand in the place of the other in the second table. */
static agreement
are_alike(deeds *w, uint32_t type, uint32_t other)
{
	uint32_t pairs[DEEDS_TYPES_MAX + 1][2];
	size_t   sides[2] = { 1, 1 }, n = 0;

	if (type != NO_NAME && other != NO_NAME && w->group_of[1][type] == w->group_of[1][other])
		return AGREE;
	for (uint32_t one = 0; one < w->types.count; one++)
		if (w->is_used[1][one]) {
			pairs[n][0] = one;
			pairs[n++][1] = one;
		}
	pairs[n][0] = type;
	pairs[n++][1] = other;
	return deeds_agree(w, sides, pairs, n);
}

/* Report a mapping with the shortest label that shows it. */
static void
show_briefly(compare *c, const mapping *m, idnc_difference d)
{
	const common *of = (common *)c->commons.items + m->of;
	const demand  demands[] = { { 0, element_condition(of, 0) }, { 1, element_condition(of, 1) },
		                    { 0, { m->variant[0]->condition, m->variant[0]->rule } },
		                    { 1, { m->variant[1]->condition, m->variant[1]->rule } } };

	/* Of a reflexive one the label itself is the variant. */
	if (m->variant[0]->reflexive)
		d.target = NULL;
	compare_show(c, &d, demands, 4);
	if (m->variant[0]->reflexive)
		d.target = d.source;
	compare_add(c, d);
}

/* Set the labels of a difference that a clash proves. */
static void
set_clash(compare *c, idnc_difference *d, const clash *found)
{
	d->is_effective = true;
	d->label = compare_keep(c, found->label, found->label_len);
	d->label_len = found->label_len;
	d->at = 0;
	d->variant = found->is_original ? NULL : compare_keep(c, found->variant, found->variant_len);
	d->variant_len = found->is_original ? 0 : found->variant_len;
}

/* More mappings than this are not asked about: what stands alone shows most of them. */
enum { ASKED_MAX = 64 };

/* Room for what a question finds; NULL: no more is asked. */
static clash *
open_question(deeds *w)
{
	return w->asked++ < ASKED_MAX ? arena_get(&w->c->memory, CLASHES_MAX * sizeof(clash)) : NULL;
}

/*
 * Report a mapping whose types differ.  What comes of that can depend on what else is in the label, and differ from
 * one to the next: each change of dispositions has a label of its own.
 */
static void
show_type(deeds *w, const mapping *m, idnc_difference d)
{
	compare       *c = w->c;
	deeds_question question = { .mapping = (uint32_t)(m - (mapping *)c->mappings.items) };
	clash         *clashes = d.undecided ? NULL : open_question(w);
	size_t         count = 0, shown = 0;
	bool           is_whole = clashes && deeds_ask(w, &question, clashes, &count);

	if (is_whole && count == 0)
		return;
	for (size_t i = 0; i < count; i++) {
		const clash *found = &clashes[i];
		if (!found->is_effective)
			continue;
		shown++;
		set_clash(c, &d, found);
		compare_add(c, d);
	}
	if (shown == 0)
		show_briefly(c, m, d);
}

static void
report_type(deeds *w, const mapping *m, agreement how, uint32_t group)
{
	compare            *c = w->c;
	const common       *of = (common *)c->commons.items + m->of;
	idnc_difference     d = { .aspect = IDNC_ASPECT_VARIANT_TYPE, .has = { true, true }, .group = group };
	node                key = { .cp = compare_text(c, 0, m->variant[0]->text), .cps = m->variant[0]->len };

	d.undecided = how == AGREE_UNDECIDED ? deeds_trouble(w) : IDNC_UNDECIDED_NOT;
	d.source_len = of->element[0]->len;
	d.source = compare_keep(c, compare_text(c, 0, of->element[0]->text), d.source_len);
	d.target_len = key.cps;
	d.target = compare_keep(c, key.cp, key.cps);
	for (size_t side = 0; side < 2; side++) {
		const node *n = compare_node(c, side, compare_text(c, 0, of->element[0]->text), of->element[0]->len);
		uint32_t    type = w->type_of[side][m->variant[side]->type];
		for (n = n ? n->first : NULL; n && node_compare(n, &key) != 0;)
			n = n->next;
		d.line[side] = n ? n->line : 0;
		if (type != NO_NAME) {
			const char *name = ((const char **)w->types.items)[type];
			d.name[side] = arena_copy(&c->out->memory, name, strlen(name));
		}
	}
	if (!c->out->memory.failed)
		show_type(w, m, d);
}

static void
compare_types(deeds *w)
{
	compare  *c = w->c;
	size_t    n = w->types.count + 1;
	uint8_t  *known = arena_get(&c->memory, n * n); /* of a pair: what was found, and one */
	uint32_t *groups = arena_get(&c->memory, n * n * sizeof *groups);

	for (size_t i = 0; known && groups && i < c->mappings.count && !c->memory.failed && !c->out->memory.failed; i++) {
		const mapping *m = (mapping *)c->mappings.items + i;
		uint32_t       a = w->type_of[0][m->variant[0]->type], b = w->type_of[1][m->variant[1]->type];
		uint32_t       wanted = a == NO_NAME ? NO_NAME : w->becomes[a];
		size_t         pair = (wanted == NO_NAME ? n - 1 : wanted) * n + (b == NO_NAME ? n - 1 : b);
		if (wanted == b)
			continue;
		if (!known[pair]) {
			known[pair] = (uint8_t)(are_alike(w, wanted, b) + 1);
			groups[pair] = c->groups++;
		}
		if (known[pair] - 1 != AGREE)
			report_type(w, m, (agreement)(known[pair] - 1), groups[pair]);
	}
}

/* ---- Types that one table alone gives to what stays as it is ---- */

/* The element that a difference is about; NO_NAME when there is none. */
static uint32_t
find_common(const compare *c, const idnc_difference *d)
{
	for (uint32_t i = 0; i < c->commons.count; i++) {
		const block_element *e = ((common *)c->commons.items)[i].element[0];
		if (e->len == d->source_len && memcmp(compare_text(c, 0, e->text), d->source, e->len * sizeof *d->source) == 0)
			return i;
	}
	return NO_NAME;
}

/* Show a difference by labels where other variants come to it; false: it makes none. */
static bool
show_lone(deeds *w, size_t index)
{
	compare        *c = w->c;
	idnc_difference d = ((idnc_difference *)c->out->differences.items)[index];
	deeds_question  question = { .is_lone = true, .mapping = find_common(c, &d) };
	clash          *clashes = open_question(w);
	size_t          count = 0, shown = 0;
	bool            is_whole = clashes && deeds_ask(w, &question, clashes, &count);

	for (size_t i = 0; i < count && !c->out->memory.failed; i++) {
		if (!clashes[i].is_effective)
			continue;
		set_clash(c, &d, &clashes[i]);
		if (shown++ > 0)
			compare_add(c, d);
		else
			((idnc_difference *)c->out->differences.items)[index] = d;
	}
	return !is_whole || count > 0;
}

/* By itself such a type seldom shows: it is there to be mixed with those of other variants.  RFC 8228, 11 */
static void
show_lones(deeds *w)
{
	array           *list = &w->c->out->differences;
	size_t           kept = 0, count = list->count;
	idnc_difference *items;

	for (size_t i = 0; i < count && !w->c->memory.failed && !w->c->out->memory.failed; i++) {
		const idnc_difference *d = (idnc_difference *)list->items + i;
		bool is_reflexive = d->aspect == IDNC_ASPECT_VARIANT && d->target_len == d->source_len &&
		                    memcmp(d->target, d->source, d->source_len * sizeof *d->source) == 0;
		bool is_kept = !is_reflexive || d->is_effective || show_lone(w, i);
		/* What was shown besides stands behind all of them. */
		items = list->items;
		if (is_kept)
			items[kept++] = items[i];
	}
	if (kept == count || w->c->memory.failed || w->c->out->memory.failed)
		return;
	items = list->items;
	memmove(items + kept, items + count, (list->count - count) * sizeof *items);
	list->count -= count - kept;
}

/* ---- The whole ---- */

static void
report_trouble(deeds *w)
{
	compare_add(w->c, (idnc_difference){ .aspect = IDNC_ASPECT_ACTION, .undecided = deeds_trouble(w), .has = { true, true },
	                                     .group = w->c->groups++ });
}

static bool
begin(deeds *w)
{
	find_types(w);
	if (w->types.count > DEEDS_TYPES_MAX)
		w->has_too_many = true;
	for (size_t side = 0; side < 2 && !w->has_too_many; side++) {
		add_document(w, side);
		add_defaults(w, side);
		find_used(w, side);
		if (!budget_pay(&w->c->budget, (uint64_t)w->list[side].count * (w->types.count + 1)))
			w->trouble = IDNC_UNDECIDED_STATES;
		else
			find_groups(w, side);
	}
	return !w->has_too_many && w->trouble == IDNC_UNDECIDED_NOT && !w->c->memory.failed;
}

void
compare_actions(compare *c)
{
	deeds    *w = arena_get(&c->memory, sizeof *w);
	agreement how;

	if (!w)
		return;
	w->c = c;
	w->types.item = w->dispositions.item = sizeof(const char *);
	w->unlikes.item = sizeof(likeness);
	for (size_t side = 0; side < 2; side++) {
		w->list[side].item = sizeof(deed);
		w->rules[side].list.item = sizeof(rule_use);
	}
	if (!begin(w)) {
		report_trouble(w);
	} else {
		number_rules(w);
		how = find_agreement(w);
		if (how == DISAGREE)
			how = deeds_walk(w);
		if (how == AGREE_UNDECIDED)
			report_trouble(w);
		report_unlikes(w);
		compare_types(w);
		show_lones(w);
	}
	array_free(&w->types, &c->memory);
	array_free(&w->dispositions, &c->memory);
	array_free(&w->unlikes, &c->memory);
	for (size_t side = 0; side < 2; side++) {
		array_free(&w->list[side], &c->memory);
		array_free(&w->rules[side].list, &c->memory);
	}
}
