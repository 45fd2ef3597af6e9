/* SPDX-License-Identifier: MIT */
/* Comparing contexts: the labels with an element in them that one table's rule accepts and the other's does not.  RFC 7940, 5.2 */
#include "tables/comparison.h"

#include <string.h>

/* More labels than this are not tried for one whose whole verdict differs. */
enum { TRIES_MAX = 128 };

/* The caller's word of a product: whether the element was read. */
enum { IS_BEFORE, IS_BEHIND };

/* A question that is being answered. */
typedef struct question {
	compare         *c;
	const condition *conditions;
	const common    *element;
	machine         *machines[2];
	size_t           machines_len;
	size_t           at[2];      /* of each condition its machine; machines_len: it has none */
	answer          *answer;
	bool             is_shown[2]; /* the witness is one of a whole verdict */
	size_t           tries;
} question;

/* The stride of the element itself has this number. */
#define STRIDE_MARK (PRODUCT_NONE - 1)

static bool
holds(question *q, const product *p, size_t side)
{
	const condition *one = &q->conditions[side];

	if (one->condition == BLOCK_ALWAYS)
		return true;
	return machine_accepts(q->machines[q->at[side]], p->now[q->at[side]]) == (one->condition == BLOCK_WHEN);
}

/* The label that leads to where the product stands, in two parts. */
static void
find_witness(compare *c, const product *p, witness *out)
{
	uint32_t way[IDNC_LGR_LABEL_MAX], before[IDNC_LGR_LABEL_MAX], behind[IDNC_LGR_LABEL_MAX];
	size_t   len = product_way(p, p->at, way), mark = 0;

	while (mark < len && way[mark] != STRIDE_MARK)
		mark++;
	out->is_there = mark < len;
	if (!out->is_there)
		return;
	out->before_len = compare_spell(c, way, mark, before);
	out->behind_len = compare_spell(c, way + mark + 1, len - mark - 1, behind);
	out->before = compare_keep(c, before, out->before_len);
	out->behind = compare_keep(c, behind, out->behind_len);
}

size_t
witness_write(const witness *w, const uint32_t *cp, size_t len, uint32_t out[IDNC_LGR_LABEL_MAX])
{
	if (w->before_len + len + w->behind_len > IDNC_LGR_LABEL_MAX)
		return 0;
	if (w->before_len > 0)
		memcpy(out, w->before, w->before_len * sizeof *out);
	if (len > 0)
		memcpy(out + w->before_len, cp, len * sizeof *out);
	if (w->behind_len > 0)
		memcpy(out + w->before_len + len, w->behind, w->behind_len * sizeof *out);
	return w->before_len + len + w->behind_len;
}

/* Note that one side accepts what the other does not; a label that the tables judge differently is better than another. */
static void
note(question *q, const product *p, size_t side)
{
	const block_element *e = q->element->element[0];
	witness             *w = &q->answer->only[side], found = { 0 };
	uint32_t             label[IDNC_LGR_LABEL_MAX];
	size_t               len;

	if (q->is_shown[side] || (w->is_there && q->tries >= TRIES_MAX))
		return;
	q->tries++;
	find_witness(q->c, p, &found);
	len = found.is_there ? witness_write(&found, compare_text(q->c, 0, e->text), e->len, label) : 0;
	q->is_shown[side] = len > 0 && compare_is_effective(q->c, label, len, NULL, 0);
	if (len > 0 && (!w->is_there || q->is_shown[side]))
		*w = found;
}

static void
explore(question *q, product *p)
{
	array         spellings = compare_spellings(q->c, q->machines, q->machines_len);
	const common *all = q->c->commons.items;
	stride        mark = q->element->text;

	mark.number = STRIDE_MARK;
	while (!(q->is_shown[0] && q->is_shown[1]) && product_next(p)) {
		bool is_behind = product_word(p) == IS_BEHIND;
		if (is_behind && holds(q, p, 0) != holds(q, p, 1))
			note(q, p, holds(q, p, 0) ? 0 : 1);
		if (!is_behind)
			product_go(p, &mark, true, IS_BEHIND);
		for (size_t i = 0; i < spellings.count; i++)
			product_go(p, &all[((uint32_t *)spellings.items)[i]].text, false, product_word(p));
	}
	array_free(&spellings, &q->c->memory);
}

/* Two contexts, of which that of a side is to accept a label, and the other is not. */
typedef struct one_sided {
	const condition *conditions;
	size_t           side;
} one_sided;

static bool
is_met(const compare *c, size_t side, const condition *one, const attempt *a)
{
	return one->condition == BLOCK_ALWAYS ||
	       idnc_lgr_rule_holds(&c->sides[side].lgr, one->rule, a->label, a->len, a->at, a->span) ==
	               (one->condition == BLOCK_WHEN);
}

static bool
is_one_sided(compare *c, const attempt *a, void *context)
{
	const one_sided *s = context;

	return is_met(c, s->side, &s->conditions[s->side], a) && !is_met(c, !s->side, &s->conditions[!s->side], a);
}

static bool
is_shown_by(compare *c, const attempt *a, void *context)
{
	(void)context;
	return compare_is_effective(c, a->label, a->len, a->variant_len > 0 ? a->variant : NULL, a->variant_len);
}

/* The shortest label is refused for another reason: look for a longer one, that will do for all elements like this one. */
static void
repair_witness(question *q, size_t side)
{
	compare             *c = q->c;
	const block_element *e = q->element->element[0];
	witness             *w = &q->answer->only[side];
	one_sided            sided = { q->conditions, side };
	repair               how = { side, is_one_sided, is_shown_by, &sided };
	attempt              a = { .at = w->before_len, .span = e->len };

	a.len = witness_write(w, compare_text(c, 0, e->text), e->len, a.label);
	if (!compare_repair(c, &how, &a))
		return;
	w->before = compare_keep(c, a.label, a.at);
	w->before_len = a.at;
	w->behind_len = a.len - a.at - a.span;
	w->behind = compare_keep(c, a.label + a.at + a.span, w->behind_len);
}

static void
find_answer(question *q)
{
	product p;

	if (q->answer->undecided != IDNC_UNDECIDED_NOT)
		return;
	if (product_begin(&p, q->machines, q->machines_len, IS_BEFORE, &q->c->memory, &q->c->budget)) {
		explore(q, &p);
		/* What was found is there, whatever else is not known. */
		if (!q->answer->only[0].is_there && !q->answer->only[1].is_there)
			q->answer->undecided = product_trouble(&p);
		for (size_t side = 0; side < 2; side++)
			if (q->answer->only[side].is_there && !q->is_shown[side])
				repair_witness(q, side);
	}
	product_end(&p);
}

/* Take up the machines of both conditions. */
static void
take_machines(question *q)
{
	for (size_t side = 0; side < 2; side++) {
		const condition *one = &q->conditions[side];
		machine         *m;
		q->at[side] = q->machines_len;
		if (one->condition == BLOCK_ALWAYS)
			continue;
		if (one->rule == BLOCK_NO_RULE) {
			q->answer->undecided = IDNC_UNDECIDED_RULE_MISSING;
			continue;
		}
		m = compare_machine(q->c, side, one->rule);
		if (!m)
			return;
		if (m->trouble != IDNC_UNDECIDED_NOT)
			q->answer->undecided = m->trouble;
		q->machines[q->machines_len++] = m;
	}
}

bool
compare_alike(compare *c, const condition conditions[2])
{
	const condition *a = &conditions[0], *b = &conditions[1];
	uint32_t         words[] = { a->condition, a->rule, b->condition, b->rule };
	uint32_t         number = intern(&c->pairs, words, 4);
	bool            *room;

	if (number < c->sames.count)
		return ((bool *)c->sames.items)[number];
	room = array_add(&c->sames, &c->memory, 1);
	if (!room)
		return true;
	*room = a->condition == b->condition && a->rule != BLOCK_NO_RULE && b->rule != BLOCK_NO_RULE &&
	        compare_same_rules(c, a->rule, b->rule);
	return *room;
}

/* What makes two questions one: the rules, and what the element is to them. */
static uint32_t
number_question(const question *q)
{
	uint32_t words[5 + 2 * BLOCK_TEXT_MAX];
	size_t   n = 0;

	for (size_t side = 0; side < 2; side++) {
		words[n++] = q->conditions[side].condition;
		words[n++] = q->conditions[side].rule;
	}
	for (size_t i = 0; i < q->machines_len; i++)
		for (size_t k = 0; k < q->element->text.len; k++)
			words[n++] = q->machines[i]->kind_of ? q->machines[i]->kind_of[q->element->text.letters[k]] : 0;
	return intern(&q->c->questions, words, n);
}

/* Ask the machines. */
static const answer *
ask(question *q)
{
	compare *c = q->c;
	answer  *room;
	uint32_t number;
	uint64_t aside;

	take_machines(q);
	number = number_question(q);
	if (number < c->answers.count)
		return (answer *)c->answers.items + number;
	aside = compare_open_budget(c);
	if (!c->memory.failed)
		find_answer(q);
	compare_close_budget(c, aside);
	q->answer->group = c->groups++;
	room = array_add(&c->answers, &c->memory, 1);
	if (room)
		*room = *q->answer;
	return room;
}

const answer *
compare_ask(compare *c, const condition conditions[2], const common *one)
{
	static const answer same = { .undecided = IDNC_UNDECIDED_NOT };
	answer   fresh = same;
	question q = { .c = c, .conditions = conditions, .element = one, .answer = &fresh };

	return compare_alike(c, conditions) ? &same : ask(&q);
}

/* ---- Where an element can stand ---- */

/* Whether the demands are met where the product stands. */
static bool
are_met(const product *p, const demand *demands, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (machine_accepts(p->machines[i], p->now[i]) != (demands[i].is.condition == BLOCK_WHEN))
			return false;
	return true;
}

static void
find_place(compare *c, product *p, const demand *demands, const stride *text, witness *out)
{
	array         spellings = compare_spellings(c, p->machines, p->machines_len);
	const common *all = c->commons.items;
	stride        mark = *text;

	mark.number = STRIDE_MARK;
	while (!out->is_there && product_next(p)) {
		bool is_behind = product_word(p) == IS_BEHIND;
		if (is_behind && are_met(p, demands, p->machines_len))
			find_witness(c, p, out);
		if (!is_behind)
			product_go(p, &mark, true, IS_BEHIND);
		for (size_t i = 0; i < spellings.count; i++)
			product_go(p, &all[((uint32_t *)spellings.items)[i]].text, false, product_word(p));
	}
	array_free(&spellings, &c->memory);
}

witness
compare_place(compare *c, const demand *demands, size_t count, const stride *text)
{
	machine *machines[DEMANDS_MAX];
	demand   asked[DEMANDS_MAX];
	witness  out = { .is_there = false };
	size_t   n = 0;
	uint64_t aside = compare_open_budget(c);
	product  p;

	for (size_t i = 0; i < count; i++) {
		if (demands[i].is.condition == BLOCK_ALWAYS || demands[i].is.rule == BLOCK_NO_RULE)
			continue;
		asked[n] = demands[i];
		machines[n] = compare_machine(c, demands[i].at, demands[i].is.rule);
		if (machines[n] && machines[n]->trouble == IDNC_UNDECIDED_NOT)
			n++;
	}
	if (n == 0)
		out.is_there = true;
	else if (product_begin(&p, machines, n, IS_BEFORE, &c->memory, &c->budget))
		find_place(c, &p, asked, text, &out);
	if (n > 0)
		product_end(&p);
	compare_close_budget(c, aside);
	return out;
}

/* ---- What is said of it ---- */

static const char *
rule_name(compare *c, size_t side, const condition *one, const node *n)
{
	if (one->condition == BLOCK_ALWAYS)
		return NULL;
	if (one->rule != BLOCK_NO_RULE)
		return compare_string(c, side, c->sides[side].t.rules[one->rule].name);
	return n ? node_value(n, one->condition == BLOCK_WHEN ? ATTRIBUTE_WHEN : ATTRIBUTE_NOT_WHEN) : NULL;
}

/* Set the label of a difference, and for a target the variant label. */
static void
set_labels(compare *c, idnc_difference *d, const witness *w, const condition conditions[2])
{
	attempt a = { .at = w->before_len, .span = d->source_len, .target_span = d->target_len };
	one_sided sided = { conditions, d->has[1] };
	repair    how = { d->has[1], is_one_sided, is_shown_by, &sided };

	a.len = witness_write(w, d->source, d->source_len, a.label);
	a.variant_len = d->target ? witness_write(w, d->target, d->target_len, a.variant) : 0;
	if (a.len > 0 && (!d->target || a.variant_len > 0))
		d->is_effective = is_shown_by(c, &a, NULL) || compare_repair(c, &how, &a);
	d->label = compare_keep(c, a.label, a.len);
	d->label_len = a.len;
	d->at = a.at;
	d->variant = a.variant_len > 0 ? compare_keep(c, a.variant, a.variant_len) : NULL;
	d->variant_len = a.variant_len;
}

void
compare_report(compare *c, const answer *a, const condition conditions[2], idnc_difference d)
{
	d.group = a->group;
	if (a->undecided != IDNC_UNDECIDED_NOT) {
		d.undecided = a->undecided;
		d.has[0] = d.has[1] = true;
		compare_add(c, d);
		return;
	}
	for (size_t side = 0; side < 2; side++) {
		if (!a->only[side].is_there)
			continue;
		d.has[side] = true;
		d.has[!side] = false;
		set_labels(c, &d, &a->only[side], conditions);
		compare_add(c, d);
	}
}

static void
compare_context(compare *c, const common *one)
{
	condition     conditions[2];
	const answer *a;
	idnc_difference d = { .aspect = IDNC_ASPECT_CONTEXT };

	for (size_t side = 0; side < 2; side++)
		conditions[side] = element_condition(one, side);
	if (conditions[0].condition == BLOCK_ALWAYS && conditions[1].condition == BLOCK_ALWAYS)
		return;
	a = compare_ask(c, conditions, one);
	if (!a || answer_is_same(a))
		return;
	d.source_len = one->element[0]->len;
	d.source = compare_keep(c, compare_text(c, 0, one->element[0]->text), d.source_len);
	for (size_t side = 0; side < 2 && d.source; side++) {
		const node *n = compare_node(c, side, d.source, d.source_len);
		d.name[side] = rule_name(c, side, &conditions[side], n);
		d.is_negated[side] = conditions[side].condition == BLOCK_NOT_WHEN;
		d.line[side] = n ? n->line : 0;
	}
	if (d.source)
		compare_report(c, a, conditions, d);
}

void
compare_contexts(compare *c)
{
	for (size_t i = 0; i < c->commons.count && !c->memory.failed && !c->out->memory.failed; i++)
		compare_context(c, (common *)c->commons.items + i);
}
