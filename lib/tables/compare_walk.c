/* SPDX-License-Identifier: MIT */
/* Looking for the labels, and variant labels, about which the actions of two tables decide differently.  RFC 7940, 7 and 8.3 */
#include <string.h>

#include "tables/compare_actions.h"

/* ---- What a label grows by ---- */

/* What a variant label grows by: an element that stays as it is, or a variant of it. */
typedef struct growth {
	stride   text;
	uint32_t of;      /* in `commons` */
	uint32_t mapping; /* NO_NAME: the element stays as it is */
	uint64_t bits[2];
	bool     is_mapped[2]; /* by a variant, which can be the element itself */
	bool     is_asked;
} growth;

enum { WALK_TRIES = 4096 };

typedef struct walk {
	deeds    *w;
	compare  *c;
	const deeds_question *question; /* NULL: any clash will do */
	machine **machines;  /* by variable; of a question about rules, the second one's is behind them */
	size_t    machines_len, readers; /* behind the readers: the guards */
	bool      is_guarded; /* elements stand only where their contexts allow it */
	uint32_t *guard_of[2]; /* the machine of a rule of each table; NO_NAME: none */
	array     growths;   /* growth */
	interner  alike;     /* growths by what they do */
	uint32_t *words;
	interner  sets;
	clash     clashes[CLASHES_MAX];
	size_t    clashes_len, tries, shown;
} walk;

static bool
is_asked(const walk *k, uint32_t number)
{
	return k->question && !k->question->is_rule && !k->question->is_lone && k->question->mapping == number;
}

/* The variant of an element that is the element itself, in every label; NULL: it has none. */
static const block_variant *
find_reflexive(const compare *c, size_t side, const common *one)
{
	const block_variant *v = c->sides[side].t.variants + one->element[side]->variant, *end = v + one->element[side]->variants;

	while (v < end && !(v->reflexive && v->condition == BLOCK_ALWAYS))
		v++;
	return v < end ? v : NULL;
}

/* Add both contexts of something; what is written alike stands there once. */
static size_t
add_contexts(compare *c, const condition both[2], demand *out, size_t n)
{
	for (size_t side = 0; side < 2; side++)
		if (both[side].condition != BLOCK_ALWAYS && both[side].rule != BLOCK_NO_RULE &&
		    (side == 0 || !compare_alike(c, both)))
			out[n++] = (demand){ side, both[side] };
	return n;
}

/* The contexts that a growth must obey: of its element, and of its variant; how many. */
static size_t
find_contexts(const walk *k, const growth *g, demand out[DEMANDS_MAX])
{
	const common  *one = (common *)k->c->commons.items + g->of;
	const mapping *m = g->mapping == NO_NAME ? NULL : (mapping *)k->c->mappings.items + g->mapping;
	condition      both[2] = { element_condition(one, 0), element_condition(one, 1) };
	size_t         n = add_contexts(k->c, both, out, 0);

	for (size_t side = 0; m && side < 2; side++)
		both[side] = (condition){ m->variant[side]->condition, m->variant[side]->rule };
	return m ? add_contexts(k->c, both, out, n) : n;
}

/* Of a guarded walk, growths under other contexts are not alike. */
static size_t
write_guards(const walk *k, const growth *g, uint32_t *out)
{
	demand contexts[DEMANDS_MAX];
	size_t count = k->is_guarded ? find_contexts(k, g, contexts) : 0, n = 0;

	for (size_t i = 0; i < count; i++) {
		out[n++] = (uint32_t)contexts[i].at << 8 | contexts[i].is.condition;
		out[n++] = contexts[i].is.rule;
	}
	return n;
}

static void
add_growth(walk *k, growth g)
{
	size_t       n = 0;
	uint32_t     before = intern_count(&k->alike);
	growth      *room;

	g.text.source = ((common *)k->c->commons.items)[g.of].text.letters;
	g.text.source_len = ((common *)k->c->commons.items)[g.of].text.len;
	for (size_t i = 0; i < k->machines_len; i++) {
		const uint32_t *letters = i < k->readers ? g.text.letters : g.text.source;
		for (size_t j = 0; j < (i < k->readers ? g.text.len : g.text.source_len); j++)
			k->words[n++] = k->machines[i]->kind_of ? k->machines[i]->kind_of[letters[j]] : 0;
	}
	n += write_guards(k, &g, k->words + n);
	/* Of lists of other lengths none can be taken for another. */
	k->words[n++] = (uint32_t)g.text.source_len;
	k->words[n++] = (uint32_t)g.text.len;
	k->words[n++] = g.is_mapped[0] | (uint32_t)g.is_mapped[1] << 1 | (uint32_t)g.is_asked << 2;
	for (size_t i = 0; i < 2; i++) {
		k->words[n++] = (uint32_t)g.bits[i];
		k->words[n++] = (uint32_t)(g.bits[i] >> 32);
	}
	budget_pay(&k->c->budget, n);
	if (intern(&k->alike, k->words, n) != before || (room = array_add(&k->growths, &k->c->memory, 1)) == NULL)
		return;
	g.text.number = (uint32_t)k->growths.count - 1;
	*room = g;
}

/* An element that stays as it is.  That one table alone has a type for that is not asked, unless it is the question. */
static void
add_element(walk *k, uint32_t number)
{
	const deeds  *w = k->w;
	const common *one = (common *)k->c->commons.items + number;
	growth        g = { .text = one->text, .of = number, .mapping = NO_NAME };

	for (size_t side = 0; side < 2; side++) {
		const block_variant *v = find_reflexive(k->c, side, one);
		g.is_mapped[side] = v != NULL;
		g.bits[side] = v ? group_bit(w, side, w->type_of[side][v->type]) : 0;
	}
	/* What both have is a mapping. */
	if (g.is_mapped[0] && g.is_mapped[1])
		return;
	g.is_asked = g.is_mapped[0] != g.is_mapped[1];
	if (!g.is_asked || (k->question && k->question->is_lone && k->question->mapping == number))
		add_growth(k, g);
}

/* Elements that can stay as they are, those without a context first. */
static void
add_elements(walk *k)
{
	for (int is_free = 1; is_free >= 0; is_free--)
		for (uint32_t i = 0; i < k->c->commons.count; i++)
			if (((common *)k->c->commons.items)[i].is_free == is_free)
				add_element(k, i);
}

static void
add_mappings(walk *k)
{
	const deeds *w = k->w;
	compare     *c = k->c;

	for (uint32_t i = 0; i < c->mappings.count && !c->memory.failed; i++) {
		const mapping *m = (mapping *)c->mappings.items + i;
		uint32_t       a = w->type_of[0][m->variant[0]->type], b = w->type_of[1][m->variant[1]->type];
		uint32_t       letters[BLOCK_TEXT_MAX], *copy;
		growth         g = { .of = m->of, .mapping = i, .bits = { group_bit(w, 0, a), group_bit(w, 1, b) },
		                       .is_mapped = { true, true }, .is_asked = is_asked(k, i) };
		if ((b != (a == NO_NAME ? NO_NAME : w->becomes[a]) && !g.is_asked) ||
		    !compare_letters(c, compare_text(c, 0, m->variant[0]->text), m->variant[0]->len, letters))
			continue;
		copy = arena_get(&c->memory, m->variant[0]->len * sizeof *copy);
		if (copy && m->variant[0]->len > 0)
			memcpy(copy, letters, m->variant[0]->len * sizeof *copy);
		g.text = (stride){ .letters = copy, .len = m->variant[0]->len };
		add_growth(k, g);
	}
}

/* The action that decides where the product stands. */
static uint32_t
find_deed(walk *k, const product *p, size_t side)
{
	collected t = collected_at(&k->sets, product_word(p));

	for (uint32_t i = 0; i < k->w->list[side].count; i++) {
		const deed *d = deed_at(k->w, side, i);
		if (deed_has_types(d, t.groups[side], t.is_only[side]) &&
		    (d->condition == BLOCK_ALWAYS ||
		     machine_accepts(k->machines[d->variable], p->now[d->variable]) == (d->condition == BLOCK_WHEN)))
			return i;
	}
	return 0;
}

/* Whether what is asked about is on the way to where the product stands. */
static bool
has_asked(const walk *k, const uint32_t *way, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (((growth *)k->growths.items)[way[i]].is_asked)
			return true;
	return false;
}

/* The label and its variant label that lead to where the product stands; false: it is none, or shows nothing. */
static bool
write_clash(walk *k, const product *p, clash *out)
{
	uint32_t way[IDNC_LGR_LABEL_MAX];
	size_t   len = product_way(p, p->at, way);

	if (k->question && !k->question->is_rule && !has_asked(k, way, len))
		return false;
	out->label_len = out->variant_len = 0;
	out->is_original = true;
	for (size_t i = 0; i < len; i++) {
		const growth        *g = (growth *)k->growths.items + way[i];
		const block_element *e = ((common *)k->c->commons.items + g->of)->element[0];
		const mapping       *m = g->mapping == NO_NAME ? NULL : (mapping *)k->c->mappings.items + g->mapping;
		size_t               target_len = m ? m->variant[0]->len : e->len;
		if (out->label_len + e->len > IDNC_LGR_LABEL_MAX || out->variant_len + target_len > IDNC_LGR_LABEL_MAX)
			return false;
		memcpy(out->label + out->label_len, compare_text(k->c, 0, e->text), e->len * sizeof(uint32_t));
		if (target_len > 0)
			memcpy(out->variant + out->variant_len, compare_text(k->c, 0, m ? m->variant[0]->text : e->text),
			       target_len * sizeof(uint32_t));
		out->label_len += e->len;
		out->variant_len += target_len;
		out->is_original &= !m || m->variant[0]->reflexive;
	}
	return out->label_len > 0 && out->variant_len > 0;
}

/* The variable of a rule of the first table. */
static uint32_t
rule_variable(const deeds *w, uint16_t rule)
{
	const rule_use *use = w->rules[0].list.items;

	while (use->rule != rule)
		use++;
	return use->variable;
}

/* Set what makes two clashes one; false: it is none that is asked for. */
static bool
set_key(walk *k, const product *p, clash *one)
{
	memcpy(one->key, one->deeds, sizeof one->key);
	if (!k->question)
		return true;
	if (k->question->is_rule) {
		uint32_t first = rule_variable(k->w, k->question->rules[0]), second = (uint32_t)k->readers - 1;
		one->key[0] = machine_accepts(k->machines[first], p->now[first]);
		one->key[1] = one->is_original;
		return one->key[0] != machine_accepts(k->machines[second], p->now[second]);
	}
	for (size_t side = 0; side < 2; side++)
		one->key[side] = deed_at(k->w, side, one->deeds[side])->disposition;
	return true;
}

/* Whether it is these actions that decide, and nothing else in the tables refuses the label. */
static bool
is_decisive(walk *k, const clash *one)
{
	const uint32_t *variant = one->is_original ? NULL : one->variant;

	for (size_t side = 0; side < 2; side++) {
		uint32_t disposition = deed_at(k->w, side, one->deeds[side])->disposition;
		if (!compare_gives(k->c, side, one->label, one->label_len, variant, one->variant_len,
		                   ((const char **)k->w->dispositions.items)[disposition]))
			return false;
	}
	/* Where derivations disagree, both tables can give all of the same dispositions. */
	return compare_is_effective(k->c, one->label, one->label_len, variant, one->variant_len);
}

/* Note that two actions decide differently: once of each key, a label that shows it in the whole before another. */
static void
note(walk *k, const product *p, const uint32_t pair[2])
{
	clash  found = { .deeds = { pair[0], pair[1] } };
	size_t i = 0;

	if (!write_clash(k, p, &found) || !set_key(k, p, &found))
		return;
	while (i < k->clashes_len && memcmp(k->clashes[i].key, found.key, sizeof found.key) != 0)
		i++;
	if (i == CLASHES_MAX || (i < k->clashes_len && k->clashes[i].is_effective) || k->tries >= WALK_TRIES)
		return;
	k->tries++;
	found.is_effective = is_decisive(k, &found);
	if (i < k->clashes_len && !found.is_effective)
		return;
	k->clashes[i] = found;
	k->clashes_len += i == k->clashes_len;
	k->shown += found.is_effective;
}

/* Whether a context cannot come true any more where a growth begins, whatever follows. */
static bool
is_forbidden(walk *k, const product *p, const growth *g)
{
	demand contexts[DEMANDS_MAX];
	size_t count = k->is_guarded ? find_contexts(k, g, contexts) : 0;

	for (size_t i = 0; i < count; i++) {
		uint32_t at = k->guard_of[contexts[i].at][contexts[i].is.rule], behind;
		if (at == NO_NAME)
			continue;
		behind = machine_mark(k->machines[at], p->now[at], g->text.source, g->text.source_len);
		if (contexts[i].is.condition == BLOCK_WHEN ? !machine_can_accept(k->machines[at], behind)
		                                           : behind == MACHINE_MATCHED)
			return true;
	}
	return false;
}

static void
explore(walk *k, product *p)
{
	/* Of two rules there are two ways to differ, on a label and on a variant label. */
	size_t enough = k->question && k->question->is_rule ? 4 : CLASHES_MAX;

	while (k->tries < WALK_TRIES && k->shown < enough && product_next(p)) {
		collected here = collected_at(&k->sets, product_word(p));
		uint32_t  pair[2] = { find_deed(k, p, 0), find_deed(k, p, 1) };
		if (p->length > 0 && deed_at(k->w, 0, pair[0])->disposition != deed_at(k->w, 1, pair[1])->disposition)
			note(k, p, pair);
		for (size_t i = 0; i < k->growths.count; i++) {
			const growth *g = (growth *)k->growths.items + i;
			collected     next = { { here.groups[0] | g->bits[0], here.groups[1] | g->bits[1] },
			                       { here.is_only[0] && g->is_mapped[0], here.is_only[1] && g->is_mapped[1] } };
			if (is_forbidden(k, p, g))
				continue;
			product_go(p, &g->text, false, collected_number(&k->sets, &next));
		}
	}
}

/* ---- Clashes that nothing else in the tables hides ---- */

/* A clash that is being repaired. */
typedef struct hidden {
	walk  *k;
	clash *found;
} hidden;

/* Whether the rules that are asked about still match as they did. */
static bool
keeps_rules(compare *c, const attempt *a, void *context)
{
	const hidden         *h = context;
	const deeds_question *question = h->k->question;
	const uint32_t       *cp = a->variant_len > 0 ? a->variant : a->label;
	size_t                len = a->variant_len > 0 ? a->variant_len : a->len;

	for (size_t side = 0; side < 2; side++)
		if (idnc_lgr_rule_holds(&c->sides[side].lgr, question->rules[side], cp, len, 0, 0) !=
		    (side == 0 ? h->found->key[0] != 0 : h->found->key[0] == 0))
			return false;
	return true;
}

static void
copy_labels(clash *to, const attempt *from)
{
	to->label_len = from->len;
	memcpy(to->label, from->label, from->len * sizeof *to->label);
	to->variant_len = from->variant_len;
	memcpy(to->variant, from->variant, from->variant_len * sizeof *to->variant);
}

static bool
is_decisive_now(compare *c, const attempt *a, void *context)
{
	const hidden *h = context;
	clash         now = *h->found;

	(void)c;
	copy_labels(&now, a);
	return is_decisive(h->k, &now);
}

static void
repair_clash(walk *k, clash *found)
{
	hidden  h = { k, found };
	attempt a = { .len = found->label_len };
	/* Refusals count of the table that is to accept the label. */
	repair  how = { .keeps = k->question && k->question->is_rule ? keeps_rules : NULL, .shows = is_decisive_now, .context = &h };
	uint32_t first = deed_at(k->w, 0, found->deeds[0])->disposition;

	how.side = !found->is_original ? 0 : strcmp(((const char **)k->w->dispositions.items)[first], "invalid") == 0;
	memcpy(a.label, found->label, found->label_len * sizeof *a.label);
	if (!found->is_original) {
		/* Elements are put around both labels, which can differ anywhere. */
		a.span = found->label_len;
		a.variant_len = a.target_span = found->variant_len;
		memcpy(a.variant, found->variant, found->variant_len * sizeof *a.variant);
	}
	found->is_effective = compare_repair(k->c, &how, &a);
	if (!found->is_effective)
		return;
	copy_labels(found, &a);
	k->shown++;
}

static void
repair_clashes(walk *k)
{
	for (size_t i = 0; i < k->clashes_len; i++)
		if (!k->clashes[i].is_effective)
			repair_clash(k, &k->clashes[i]);
}

/* ---- What is said ---- */

static void
report(walk *k, const clash *found)
{
	compare        *c = k->c;
	idnc_difference d = { .aspect = IDNC_ASPECT_ACTION, .has = { true, true }, .group = c->groups++,
	                      .is_effective = found->is_effective, .label_len = found->label_len };

	d.undecided = found->is_effective ? IDNC_UNDECIDED_NOT : IDNC_UNDECIDED_UNREACHED;
	d.label = compare_keep(c, found->label, found->label_len);
	if (!found->is_original) {
		d.variant = compare_keep(c, found->variant, found->variant_len);
		d.variant_len = found->variant_len;
	}
	for (size_t side = 0; side < 2; side++) {
		uint32_t    i = found->deeds[side];
		const char *name = ((const char **)k->w->dispositions.items)[deed_at(k->w, side, i)->disposition];
		d.name[side] = arena_copy(&c->out->memory, name, strlen(name));
		d.line[side] = deed_at(k->w, side, i)->line;
	}
	compare_add(c, d);
}

/* What was shown is reported; where nothing was, the first thing that was not. */
static agreement
report_all(walk *k, const product *p)
{
	if (k->shown == 0 && product_trouble(p) != IDNC_UNDECIDED_NOT) {
		k->w->trouble = product_trouble(p);
		return AGREE_UNDECIDED;
	}
	for (size_t i = 0; i < k->clashes_len; i++)
		if (k->clashes[i].is_effective)
			report(k, &k->clashes[i]);
	if (k->shown == 0 && k->clashes_len > 0)
		report(k, &k->clashes[0]);
	return k->clashes_len > 0 ? DISAGREE : AGREE;
}

/* The machine of each variable, of the first table where both have the rule. */
static bool
take_machines(walk *k, size_t guards)
{
	deeds *w = k->w;

	k->readers = k->machines_len = w->variables + (k->question && k->question->is_rule ? 1 : 0);
	k->machines = arena_get(&k->c->memory, (k->machines_len + guards + 1) * sizeof(machine *));
	k->words = arena_get(&k->c->memory, ((k->machines_len + guards) * (size_t)BLOCK_TEXT_MAX + 16) * sizeof(uint32_t));
	for (size_t side = 2; side-- > 0 && k->machines && k->words;)
		for (size_t i = 0; i < w->rules[side].list.count; i++) {
			const rule_use *use = (rule_use *)w->rules[side].list.items + i;
			if (use->variable != NO_NAME)
				k->machines[use->variable] = compare_machine(k->c, side, use->rule);
		}
	if (k->machines && k->machines_len > w->variables)
		k->machines[w->variables] = compare_machine(k->c, 1, k->question->rules[1]);
	return !k->c->memory.failed;
}

enum { GUARDS_MAX = 64 };

static void
take_guard(walk *k, const demand *one)
{
	uint32_t *at = &k->guard_of[one->at][one->is.rule];
	machine  *m;

	if (*at != NO_NAME || k->machines_len == k->readers + GUARDS_MAX)
		return;
	m = compare_machine(k->c, one->at, one->is.rule);
	if (!m || m->trouble != IDNC_UNDECIDED_NOT)
		return;
	*at = (uint32_t)k->machines_len;
	k->machines[k->machines_len++] = m;
}

static void
take_contexts(walk *k, const growth *g)
{
	demand contexts[DEMANDS_MAX];
	size_t count = find_contexts(k, g, contexts);

	for (size_t i = 0; i < count; i++)
		take_guard(k, &contexts[i]);
}

/* The machines of contexts; where there are too many of them, some are not asked, and forbid nothing. */
static void
take_guards(walk *k)
{
	compare *c = k->c;

	for (size_t side = 0; side < 2; side++) {
		size_t rules = TABLE_COUNT(c->sides[side].block, RULES) + 1;
		k->guard_of[side] = arena_get(&c->memory, rules * sizeof *k->guard_of[side]);
		if (!k->guard_of[side])
			return;
		memset(k->guard_of[side], 0xFF, rules * sizeof *k->guard_of[side]);
	}
	for (uint32_t i = 0; i < c->commons.count; i++)
		take_contexts(k, &(growth){ .of = i, .mapping = NO_NAME });
	for (uint32_t i = 0; i < c->mappings.count; i++)
		take_contexts(k, &(growth){ .of = ((mapping *)c->mappings.items)[i].of, .mapping = i });
}

static bool
walk_begin(walk *k, deeds *w, const deeds_question *question, bool is_guarded, product *p)
{
	collected start = { { 0, 0 }, { true, true } };

	*k = (walk){ .w = w, .c = w->c, .question = question, .is_guarded = is_guarded, .growths = { .item = sizeof(growth) },
	             .alike = intern_begin(&w->c->memory), .sets = intern_begin(&w->c->memory) };
	if (!take_machines(k, is_guarded ? GUARDS_MAX : 0))
		return false;
	if (is_guarded)
		take_guards(k);
	if (w->c->memory.failed)
		return false;
	add_elements(k);
	add_mappings(k);
	if (product_begin(p, k->machines, k->machines_len, collected_number(&k->sets, &start), &w->c->memory, &w->c->budget)) {
		p->readers = k->readers;
		explore(k, p);
	}
	repair_clashes(k);
	return true;
}

static void
walk_end(walk *k)
{
	array_free(&k->growths, &k->c->memory);
	intern_free(&k->alike);
	intern_free(&k->sets);
}

/*
 * A walk; where nothing that it found shows in a whole verdict, another one in which elements stand only where
 * contexts allow it: it finds less, and where it finds nothing there is nothing.  That one takes the first one's place
 * if it comes to its end.
 */
static bool
walk_run(walk **at, deeds *w, const deeds_question *question, product *p)
{
	walk   *guarded;
	product other;

	*at = arena_get(&w->c->memory, sizeof **at);
	if (!*at)
		return false;
	if (!walk_begin(*at, w, question, false, p))
		return false;
	guarded = arena_get(&w->c->memory, sizeof *guarded);
	if (!guarded || (*at)->shown > 0 || (*at)->clashes_len == 0 || product_trouble(p) != IDNC_UNDECIDED_NOT)
		return true;
	if (walk_begin(guarded, w, question, true, &other)) {
		if (product_trouble(&other) == IDNC_UNDECIDED_NOT && guarded->tries < WALK_TRIES) {
			memcpy((*at)->clashes, guarded->clashes, sizeof guarded->clashes);
			(*at)->clashes_len = guarded->clashes_len;
			(*at)->shown = guarded->shown;
		}
		product_end(&other);
	}
	walk_end(guarded);
	return true;
}

agreement
deeds_walk(deeds *w)
{
	walk     *k;
	agreement how = AGREE_UNDECIDED;
	uint64_t  aside = compare_open_budget(w->c);
	product   p;

	if (walk_run(&k, w, NULL, &p)) {
		how = report_all(k, &p);
		product_end(&p);
	}
	if (k)
		walk_end(k);
	compare_close_budget(w->c, aside);
	return how;
}

/* Rules of one name have one variable; the second table's actions get another one while they are asked about. */
static void
set_variable(deeds *w, uint16_t rule, uint32_t variable)
{
	for (size_t i = 0; i < w->list[1].count; i++)
		if (deed_at(w, 1, i)->condition != BLOCK_ALWAYS && deed_at(w, 1, i)->rule == rule)
			((deed *)w->list[1].items)[i].variable = variable;
}

bool
deeds_ask(deeds *w, const deeds_question *question, clash clashes[CLASHES_MAX], size_t *count)
{
	walk    *k;
	bool     is_whole = false;
	uint64_t aside = compare_open_budget(w->c);
	product  p;

	*count = 0;
	if (question->is_rule)
		set_variable(w, question->rules[1], w->variables);
	if (walk_run(&k, w, question, &p)) {
		is_whole = product_trouble(&p) == IDNC_UNDECIDED_NOT && k->tries < WALK_TRIES;
		memcpy(clashes, k->clashes, k->clashes_len * sizeof *clashes);
		*count = k->clashes_len;
		product_end(&p);
	}
	if (k)
		walk_end(k);
	if (question->is_rule)
		set_variable(w, question->rules[1], rule_variable(w, question->rules[0]));
	compare_close_budget(w->c, aside);
	return is_whole;
}
