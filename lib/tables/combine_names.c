/* SPDX-License-Identifier: MIT */
/* The names of what several tables have: rules, classes, tags and references in one table that is made of them. */
#include "tables/combine.h"

#include <stdio.h>
#include <string.h>

#include "tables/xml.h"

enum { PREFIX_MAX = 64 };

/* ---- Prefixes ---- */

/* The script of und-Deva, else the language; of a table without one, its number. */
const char *
names_prefix(combine *c, uint32_t table)
{
	const node *n = node_find(c->inputs[table].table->meta, ELEMENT_LANGUAGE);
	const char *language = n ? n->text : "", *script = language + 4;
	size_t      len = strcspn(language, "-");
	char        text[PREFIX_MAX];

	if (len == 3 && memcmp(language, "und", 3) == 0 && strcspn(script, "-") == 4)
		snprintf(text, sizeof text, "%.4s", script);
	else if (*language && strlen(language) < 24)
		snprintf(text, sizeof text, "%s", language);
	else
		snprintf(text, sizeof text, "T%u", (unsigned)table + 1);
	for (uint32_t i = 0; i < table; i++)
		if (strcmp(c->inputs[i].prefix, text) == 0) {
			snprintf(text + strlen(text), sizeof text - strlen(text), "-%u", (unsigned)table + 1);
			break;
		}
	return arena_copy(&c->memory, text, strlen(text));
}

const char *
names_with_prefix(combine *c, uint32_t table, const char *separator, const char *name)
{
	const char *prefix = c->inputs[table].prefix;
	size_t      a = strlen(prefix), b = strlen(separator), n = strlen(name);
	char       *text = arena_get(&c->memory, a + b + n + 1);

	if (!text)
		return name;
	memcpy(text, prefix, a);
	memcpy(text + a, separator, b);
	memcpy(text + a + b, name, n);
	return text;
}

/* ---- Rules and classes ---- */

/* A name in a table, and what it means there. */
typedef struct use {
	const char *name;
	definition *of;
	uint32_t    table;
} use;

static bool
is_rule(const definition *d)
{
	return d->node->kind == ELEMENT_RULE;
}

static int
compare_uses(const void *a, const void *b)
{
	const use *x = a, *y = b;
	int        order = strcmp(x->name, y->name);

	if (order != 0)
		return order;
	if (is_rule(x->of) != is_rule(y->of))
		return is_rule(x->of) ? 1 : -1;
	if (x->of->meaning != y->of->meaning)
		return x->of->meaning < y->of->meaning ? -1 : 1;
	return (x->table > y->table) - (x->table < y->table);
}

static bool
is_same_use(const use *a, const use *b)
{
	return is_rule(a->of) == is_rule(b->of) && a->of->meaning == b->of->meaning;
}

/* The uses of one name: those that mean the same share one definition, that of the first table. */
static void
name_group(combine *c, use *const *uses, size_t n)
{
	bool       is_one = true;
	const use *lead = uses[0];

	for (size_t i = 1; i < n; i++)
		is_one = is_one && is_same_use(uses[0], uses[i]);
	for (size_t i = 0; i < n; i++) {
		if (i == 0 || !is_same_use(lead, uses[i])) {
			lead = uses[i];
			lead->of->is_written = true;
			if (!is_one) {
				lead->of->name = names_with_prefix(c, lead->table, "--", lead->name);
				combine_report(c, IDNC_TABLE_V_SET_RENAMED, lead->table, lead->of->node, uses[i ? 0 : n - 1]->table,
				               uses[i ? 0 : n - 1]->of->node, lead->of->name);
			}
		}
		uses[i]->of->name = lead->of->name;
	}
}

static void
name_definitions(combine *c)
{
	array        list = { .item = sizeof(use *) };
	const void **scratch;
	use        **uses;

	for (uint32_t i = 0; i < c->count; i++) {
		const node *rules = c->inputs[i].table->rules;
		for (uint32_t k = 0; rules && k < rules->children; k++) {
			definition *d = &c->inputs[i].definitions[k];
			use        *one = d->node ? arena_get(&c->memory, sizeof *one) : NULL, **room;
			if (!one || !(room = array_add(&list, &c->memory, 1)))
				continue;
			*one = (use){ d->name, d, i };
			*room = one;
		}
	}
	scratch = arena_get(&c->memory, list.count * sizeof *scratch);
	uses = list.items;
	if (!c->memory.failed) {
		sort_pointers(list.items, list.count, scratch, compare_uses);
		for (size_t i = 0, end; i < list.count; i = end) {
			for (end = i + 1; end < list.count && strcmp(uses[i]->name, uses[end]->name) == 0;)
				end++;
			name_group(c, uses + i, end - i);
		}
	}
	array_free(&list, &c->memory);
}

/* ---- Tags ---- */

/* A class that is made from a tag keeps its members: where another table gives the tag to more, the tag is renamed. */
static void
name_tags(combine *c)
{
	tag **tags = c->tags.items;

	for (size_t i = 0; i < c->tags.count && !c->memory.failed; i++) {
		uint32_t all = meaning_of_tag_parts(c, tags[i]);
		size_t   tables = 0;
		for (size_t k = 0; k < c->count; k++)
			tables += tags[i]->parts[k].ranges != NULL || tags[i]->parts[k].is_used;
		for (uint32_t k = 0; tables > 1 && k < c->count; k++) {
			tag_part *part = &tags[i]->parts[k];
			part->is_renamed = part->is_used && (!all || meaning_of_tag(c, part) != all);
		}
	}
}

/* ---- References ---- */

/* The entry for a text and another one, of one kind. */
static meaning *
entry_of(combine *c, char kind, const char *text, const char *more)
{
	size_t   a = strlen(text) + 1, b = strlen(more);
	char    *key = array_add(&c->bytes, &c->memory, 1 + a + b);
	meaning *m;

	if (!key)
		return NULL;
	*key = kind;
	memcpy(key + 1, text, a);
	memcpy(key + 1 + a, more, b);
	m = meaning_of(c, key, 1 + a + b);
	c->bytes.count = 0;
	return m;
}

static const node *
references_of(const input *in)
{
	const node *n = node_find(in->table->meta, ELEMENT_REFERENCES);

	return n ? n->first : NULL;
}

/* A number that is no identifier of any table. */
static const char *
next_id(combine *c, unsigned *next)
{
	char   id[16];
	size_t known;

	do {
		snprintf(id, sizeof id, "%u", (*next)++);
		known = c->meanings.count;
		entry_of(c, 'I', id, "");
	} while (c->meanings.count == known && !c->memory.failed);
	return arena_copy(&c->memory, id, strlen(id));
}

/*
 * The same text with the same comment is one reference.  An identifier stays that of the first that has it; other ones get
 * numbers.
 */
static void
name_references(combine *c)
{
	array    chosen = { .item = sizeof(const char *) };
	unsigned next = 1;

	for (size_t i = 0; i < c->count; i++)
		for (const node *n = references_of(&c->inputs[i]); n; n = n->next)
			entry_of(c, 'I', node_value(n, ATTRIBUTE_ID), "");
	for (size_t i = 0; i < c->count && !c->memory.failed; i++) {
		const node *first = references_of(&c->inputs[i]);
		c->inputs[i].references = arena_get(&c->memory, (first ? first->parent->children : 0) * sizeof *c->inputs[i].references);
		for (const node *n = first; n && !c->memory.failed; n = n->next) {
			const char *comment = node_value(n, ATTRIBUTE_COMMENT), *id = node_value(n, ATTRIBUTE_ID), **room;
			meaning    *content = entry_of(c, 'C', n->text, comment ? comment : ""), *own = entry_of(c, 'I', id, "");
			bool        is_first = content && content->note == 0;
			if (!content || !own)
				break;
			if (is_first && own->note++ > 0)
				id = next_id(c, &next);
			if (is_first && (room = array_add(&chosen, &c->memory, 1)) != NULL) {
				*room = id;
				content->note = (uint32_t)chosen.count;
			}
			if (content->note > 0)
				c->inputs[i].references[n->order] = (reference_name){ ((const char **)chosen.items)[content->note - 1], is_first };
		}
	}
	array_free(&chosen, &c->memory);
}

/* ---- All ---- */

void
names_choose(combine *c)
{
	name_definitions(c);
	name_tags(c);
	name_references(c);
}

void
names_keep(combine *c)
{
	for (size_t i = 0; i < c->count && !c->memory.failed; i++) {
		const node *rules = c->inputs[i].table->rules, *first = references_of(&c->inputs[i]);
		for (uint32_t k = 0; rules && k < rules->children; k++)
			c->inputs[i].definitions[k].is_written = c->inputs[i].definitions[k].node != NULL;
		c->inputs[i].references = arena_get(&c->memory, (first ? first->parent->children : 0) * sizeof *c->inputs[i].references);
		for (const node *n = first; n && !c->memory.failed; n = n->next)
			c->inputs[i].references[n->order] = (reference_name){ node_value(n, ATTRIBUTE_ID), true };
	}
}

/* ---- Conditions ---- */

/* The name of a rule that a table does not define; where another one does, it must not become that. */
const char *
names_undefined(combine *c, uint32_t table, const char *name)
{
	for (size_t i = 0; i < c->count; i++)
		if (dictionary_find(&c->inputs[i].table->rule_names, name) || dictionary_find(&c->inputs[i].table->class_names, name))
			return names_with_prefix(c, table, "--", name);
	return name;
}

condition
condition_of(combine *c, uint32_t table, const node *n)
{
	const char *when = node_value(n, ATTRIBUTE_WHEN), *not_when = node_value(n, ATTRIBUTE_NOT_WHEN);
	condition   own = { .is_negated = not_when != NULL, .rule = n->target, .table = table };
	meaning    *m;

	if (!when && !not_when)
		return own;
	if (n->target) {
		const definition *d = &c->inputs[table].definitions[n->target->order];
		own.name = d->name;
		own.meaning = d->meaning;
		return own;
	}
	m = entry_of(c, 'U', when ? when : not_when, "");
	own.meaning = m ? m->number : 0;
	own.name = c->operation == SET_POPULATE || c->operation == SET_HARMONIZE ? when ? when : not_when
	                                        : names_undefined(c, table, when ? when : not_when);
	return own;
}

bool
condition_is_same(const condition *a, const condition *b)
{
	return a->meaning == b->meaning && a->is_negated == b->is_negated;
}

/* ---- Lists ---- */

const char *
names_of_tag(combine *c, uint32_t table, const char *word)
{
	const tag *t = combine_find_tag(c, word, strlen(word));

	return t && t->parts[table].is_renamed ? names_with_prefix(c, table, ":", word) : word;
}

/* NULL: the reference is not declared, and another table gives the identifier a meaning. */
static const char *
name_reference(combine *c, uint32_t table, const node *of, const char *word)
{
	const node *n = dictionary_find(&c->inputs[table].table->reference_ids, word);
	bool        is_taken = false;

	if (n)
		return c->inputs[table].references[n->order].id;
	for (size_t i = 0; !is_taken && i < c->count; i++)
		is_taken = dictionary_find(&c->inputs[i].table->reference_ids, word) != NULL;
	if (is_taken)
		combine_report(c, IDNC_TABLE_V_REF_UNDECLARED, table, of, 0, NULL, word);
	return is_taken ? NULL : word;
}

/* Add a word to a list, unless it is there. */
static void
add_word(const char *word, const char **words, size_t *count, bool *is_cut)
{
	for (size_t i = 0; i < *count; i++)
		if (strcmp(words[i], word) == 0)
			return;
	if (*count < LIST_MAX)
		words[(*count)++] = word;
	else
		*is_cut = true;
}

/* Words with something between them, as far as an attribute may be long. */
static const char *
join(combine *c, const char *const *words, size_t count, const char *between, bool *is_cut)
{
	size_t len = 0, gap = strlen(between), kept = 0;
	char  *text;

	for (; kept < count && len + strlen(words[kept]) + gap <= XML_VALUE_MAX; kept++)
		len += strlen(words[kept]) + gap;
	*is_cut = *is_cut || kept < count;
	if (kept == 0 || (kept == 1 && count == 1))
		return kept ? words[0] : NULL;
	text = arena_get(&c->memory, len + 1);
	len = 0;
	for (size_t i = 0; text && i < kept; i++) {
		size_t n = strlen(words[i]);
		memcpy(text + len, between, i ? gap : 0);
		memcpy(text + len + (i ? gap : 0), words[i], n);
		len += n + (i ? gap : 0);
	}
	return text;
}

static void
report_cut(combine *c, const node *const *nodes, attribute_id id)
{
	for (uint32_t i = 0; i < c->count; i++)
		if (nodes[i]) {
			combine_report(c, IDNC_TABLE_V_SET_CUT, i, nodes[i], 0, NULL, grammar_attributes[id].name);
			return;
		}
}

const char *
names_join(combine *c, attribute_id id, const node *const *nodes)
{
	const char *words[LIST_MAX], *at;
	size_t      count = 0, len;
	bool        is_cut = false;

	for (uint32_t i = 0; i < c->count; i++) {
		const char *rest = nodes[i] ? node_value(nodes[i], id) : NULL;
		while (rest && (at = grammar_next(&rest, &len)) != NULL) {
			const char *word = arena_copy(&c->memory, at, len);
			if (word)
				word = id == ATTRIBUTE_TAG ? names_of_tag(c, i, word) : name_reference(c, i, nodes[i], word);
			if (word)
				add_word(word, words, &count, &is_cut);
		}
	}
	at = join(c, words, count, " ", &is_cut);
	if (is_cut)
		report_cut(c, nodes, id);
	return at;
}

const char *
names_join_comments(combine *c, const node *const *nodes)
{
	const char *words[LIST_MAX], *text;
	size_t      count = 0;
	bool        is_cut = false;

	for (uint32_t i = 0; i < c->count; i++) {
		const char *comment = nodes[i] ? node_value(nodes[i], ATTRIBUTE_COMMENT) : NULL;
		if (comment && *comment)
			add_word(comment, words, &count, &is_cut);
	}
	text = join(c, words, count, " | ", &is_cut);
	if (is_cut)
		report_cut(c, nodes, ATTRIBUTE_COMMENT);
	return text;
}
