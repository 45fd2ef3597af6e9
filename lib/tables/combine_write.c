/* SPDX-License-Identifier: MIT */
/* From a draft to a table, through the reader's own door: what it would refuse is not made. */
#include "tables/combine.h"

#include <string.h>

#include "tables/reader.h"

enum { EACH_MAX = 1000 }; /* languages and scopes that are told apart */

/* Lines and columns are those that idnc_table_write gives what is written. */
typedef struct pen {
	combine     *c;
	const draft *d;
	reader       r;
	const char  *attributes[2 * ATTRIBUTE_KINDS + 1];
	size_t       count;
	uint32_t     line, depth;
	size_t       size;    /* in bytes, but for what is escaped */
	bool         is_open; /* nothing stands in the element yet */
	bool         is_ok;
} pen;

/* ---- Elements ---- */

/* What is written can be read again: the bounds of XML are those of what is made. */
static void
check_bound(pen *p, bool is_within, idnc_table_status status)
{
	if (p->is_ok && !is_within)
		p->is_ok = table_reader_report(&p->r, status, (xml_place){ p->line, 2 * p->depth + 1 }, NULL);
}

static void
set(pen *p, attribute_id id, const char *value)
{
	size_t len = value ? strlen(value) : 0;

	if (!value)
		return;
	check_bound(p, len <= XML_VALUE_MAX, IDNC_TABLE_V_LIMIT_VALUE);
	p->size += len + strlen(grammar_attributes[id].name) + sizeof " =\"\"";
	p->attributes[p->count++] = grammar_attributes[id].name;
	p->attributes[p->count++] = value;
}

static void
begin(pen *p, element kind)
{
	p->attributes[p->count] = NULL;
	p->size += 2 * (strlen(grammar_elements[kind].name) + p->depth + sizeof "<>");
	check_bound(p, p->depth < XML_DEPTH_MAX, IDNC_TABLE_V_LIMIT_DEPTH);
	check_bound(p, p->size <= XML_SIZE_MAX, IDNC_TABLE_V_LIMIT_SIZE);
	if (p->is_ok)
		p->is_ok = table_reader_start(&p->r, (xml_place){ ++p->line, 2 * p->depth + 1 }, grammar_elements[kind].name, p->attributes);
	p->count = 0;
	p->depth++;
	p->is_open = true;
}

static void
text(pen *p, const char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++)
		p->line += bytes[i] == '\n';
	p->size += len;
	if (p->is_ok)
		p->is_ok = table_reader_text(&p->r, (xml_place){ p->line, 1 }, bytes, len);
}

static void
end(pen *p)
{
	if (p->is_ok)
		p->is_ok = table_reader_end(&p->r);
	p->line += !p->is_open;
	p->depth--;
	p->is_open = false;
}

static void
simple(pen *p, element kind, const char *content)
{
	begin(p, kind);
	text(p, content, strlen(content));
	end(p);
}

/* An element as it is. */
static void
copy(pen *p, const node *n)
{
	for (size_t i = 0; i < n->attributes; i++)
		set(p, n->attribute[i].id, n->attribute[i].value);
	begin(p, n->kind);
	text(p, n->text, strlen(n->text));
	for (const node *child = n->first; child; child = child->next)
		copy(p, child);
	end(p);
}

/* ---- Meta data: RFC 7940, 4.3 ---- */

static const node *
meta_of(const pen *p, size_t table, element kind)
{
	return node_find(p->c->inputs[table].table->meta, kind);
}

static bool
is_same(const node *a, const node *b, attribute_id id)
{
	const char *x = node_value(a, id), *y = node_value(b, id);

	return strcmp(a->text, b->text) == 0 && (x && y ? strcmp(x, y) == 0 : x == y);
}

/* The first one; a note where others differ. */
static void
write_version(pen *p)
{
	const node *first = NULL;
	uint32_t    table = 0;

	for (uint32_t i = 0; i < p->c->count; i++) {
		const node *n = meta_of(p, i, ELEMENT_VERSION);
		if (n && !first) {
			first = n;
			table = i;
		} else if (n && !is_same(n, first, ATTRIBUTE_COMMENT)) {
			combine_report(p->c, IDNC_TABLE_V_SET_META, i, n, table, first, n->text);
		}
	}
	if (!first)
		return;
	set(p, ATTRIBUTE_COMMENT, node_value(first, ATTRIBUTE_COMMENT));
	simple(p, ELEMENT_VERSION, first->text);
}

/* The last, or the first, of dates. */
static void
write_date(pen *p, element kind, bool is_last)
{
	const node *chosen = NULL;

	for (uint32_t i = 0; i < p->c->count; i++) {
		const node *n = meta_of(p, i, kind);
		int         order = n && chosen ? strcmp(n->text, chosen->text) : 0;
		if (n && (!chosen || (is_last ? order > 0 : order < 0)))
			chosen = n;
	}
	if (chosen)
		simple(p, kind, chosen->text);
}

/* Each language, or scope, once. */
static void
write_each(pen *p, element kind, attribute_id id)
{
	array seen = { .item = sizeof(const node *) };

	for (uint32_t i = 0; i < p->c->count; i++)
		for (const node *n = meta_of(p, i, kind); n; n = n->next) {
			const node **known = seen.items, **room;
			bool         is_new = n->kind == kind;
			for (size_t k = 0; is_new && k < seen.count; k++)
				is_new = !is_same(known[k], n, id);
			if (!is_new || seen.count >= EACH_MAX || !(room = array_add(&seen, &p->c->memory, 1)))
				continue;
			*room = n;
			set(p, id, node_value(n, id));
			simple(p, kind, n->text);
		}
	array_free(&seen, &p->c->memory);
}

static bool
has_property(const node *n)
{
	bool has = n && node_has(n, ATTRIBUTE_PROPERTY);

	for (const node *child = n ? n->first : NULL; !has && child; child = child->next)
		has = has_property(child);
	return has;
}

/* The highest; where that changes what a property means, a warning.  RFC 7940, 4.3.7 */
static void
write_unicode(pen *p)
{
	const node *highest = NULL;
	uint32_t    table = 0;
	bool        differs = false, is_used = false;

	for (uint32_t i = 0; i < p->c->count; i++) {
		const idnc_table *t = p->c->inputs[i].table, *best = p->c->inputs[table].table;
		const node       *n = meta_of(p, i, ELEMENT_UNICODE_VERSION);
		is_used = is_used || has_property(t->rules);
		differs = differs || t->unicode != best->unicode;
		if (n && (!highest || t->unicode > best->unicode || (t->unicode == best->unicode && t->update > best->update))) {
			highest = n;
			table = i;
		}
	}
	if (!highest)
		return;
	if (differs && is_used)
		combine_report(p->c, IDNC_TABLE_V_SET_UNICODE, table, highest, 0, NULL, highest->text);
	simple(p, ELEMENT_UNICODE_VERSION, highest->text);
}

static bool
is_same_type(const node *a, const node *b)
{
	const char *x = node_value(a, ATTRIBUTE_MEDIA_TYPE), *y = node_value(b, ATTRIBUTE_MEDIA_TYPE);

	return strcmp(x ? x : "text/plain", y ? y : "text/plain") == 0;
}

/* All of them, if they are short enough and of one kind; each once. */
static void
write_description(pen *p)
{
	const node **list = arena_get(&p->c->memory, p->c->count * sizeof *list);
	size_t       n = 0, len = 0;
	bool         fits = true;

	for (uint32_t i = 0; list && i < p->c->count; i++) {
		const node *one = meta_of(p, i, ELEMENT_DESCRIPTION);
		bool        is_new = one != NULL;
		for (size_t k = 0; is_new && k < n; k++)
			is_new = !is_same(list[k], one, ATTRIBUTE_MEDIA_TYPE);
		if (!is_new)
			continue;
		len += strlen(one->text) + 2;
		fits = len <= READER_TEXT_MAX && (n == 0 || is_same_type(list[0], one));
		if (!fits)
			combine_report(p->c, IDNC_TABLE_V_SET_META, i, one, 0, NULL, "description");
		else
			list[n++] = one;
		len -= fits ? 0 : strlen(one->text) + 2;
	}
	if (n == 0)
		return;
	set(p, ATTRIBUTE_MEDIA_TYPE, node_value(list[0], ATTRIBUTE_MEDIA_TYPE));
	begin(p, ELEMENT_DESCRIPTION);
	for (size_t i = 0; i < n; i++) {
		text(p, "\n\n", i ? 2 : 0);
		text(p, list[i]->text, strlen(list[i]->text));
	}
	end(p);
}

static void
write_references(pen *p)
{
	bool has = false;

	for (uint32_t i = 0; i < p->c->count; i++) {
		const node *all = meta_of(p, i, ELEMENT_REFERENCES);
		for (const node *n = all ? all->first : NULL; n; n = n->next) {
			const reference_name *name = &p->c->inputs[i].references[n->order];
			if (!name->is_written)
				continue;
			if (!has)
				begin(p, ELEMENT_REFERENCES);
			has = true;
			set(p, ATTRIBUTE_ID, name->id);
			set(p, ATTRIBUTE_COMMENT, node_value(n, ATTRIBUTE_COMMENT));
			simple(p, ELEMENT_REFERENCE, n->text);
		}
	}
	if (has)
		end(p);
}

static void
write_meta(pen *p)
{
	bool has = false;

	if (p->d->table != ALL_TABLES) {
		if (p->c->inputs[p->d->table].table->meta)
			copy(p, p->c->inputs[p->d->table].table->meta);
		return;
	}
	for (size_t i = 0; i < p->c->count; i++)
		has = has || p->c->inputs[i].table->meta;
	if (!has)
		return;
	begin(p, ELEMENT_META);
	write_version(p);
	write_date(p, ELEMENT_DATE, true);
	write_each(p, ELEMENT_LANGUAGE, ATTRIBUTE_COMMENT);
	write_each(p, ELEMENT_SCOPE, ATTRIBUTE_SCOPE_TYPE);
	write_date(p, ELEMENT_VALIDITY_START, true);
	write_date(p, ELEMENT_VALIDITY_END, false);
	write_unicode(p);
	write_description(p);
	write_references(p);
	end(p);
}

/* ---- Data ---- */

/* Code points as an attribute has them. */
static char *
hex(pen *p, const uint32_t *cp, size_t n)
{
	char  *out = arena_get(&p->c->memory, 7 * n + 1), *at = out;

	for (size_t i = 0; out && i < n; i++) {
		int digits = cp[i] > 0xFFFFF ? 6 : cp[i] > 0xFFFF ? 5 : 4;
		if (i > 0)
			*at++ = ' ';
		for (int k = digits; k-- > 0;)
			*at++ = "0123456789ABCDEF"[cp[i] >> 4 * k & 15];
	}
	return out;
}

static void
set_condition(pen *p, const condition *when)
{
	if (when->meaning)
		set(p, when->is_negated ? ATTRIBUTE_NOT_WHEN : ATTRIBUTE_WHEN, when->name);
}

static void
write_mapping(pen *p, const mapping *m)
{
	set(p, ATTRIBUTE_CP, hex(p, m->cp, m->cps));
	set(p, ATTRIBUTE_TYPE, m->type);
	set_condition(p, &m->when);
	set(p, ATTRIBUTE_REF, m->references);
	set(p, ATTRIBUTE_COMMENT, m->comment);
	begin(p, ELEMENT_VAR);
	end(p);
}

static void
write_item(pen *p, const item *i)
{
	set(p, i->is_range ? ATTRIBUTE_FIRST_CP : ATTRIBUTE_CP, hex(p, i->cp, i->is_range ? 1 : i->cps));
	set(p, ATTRIBUTE_LAST_CP, i->is_range ? hex(p, i->cp + 1, 1) : NULL);
	set_condition(p, &i->when);
	set(p, ATTRIBUTE_TAG, i->tags);
	set(p, ATTRIBUTE_REF, i->references);
	set(p, ATTRIBUTE_COMMENT, i->comment);
	begin(p, i->is_range ? ELEMENT_RANGE : ELEMENT_CHAR);
	for (const mapping *m = i->first; m; m = m->next)
		write_mapping(p, m);
	end(p);
}

static void
write_data(pen *p)
{
	item **items = p->d->items.items;

	begin(p, ELEMENT_DATA);
	for (size_t i = 0; i < p->d->items.count; i++)
		write_item(p, items[i]);
	end(p);
}

/* ---- Rules ---- */

/* How a definition is written: as one of the tables', or as one that is taken over. */
typedef struct source {
	uint32_t table;
	bool     is_import;
} source;

static const char *
name_of_target(pen *p, source from, const node *n, const char *own)
{
	const definition *d = n->target ? &p->c->inputs[from.table].definitions[n->target->order] : NULL;

	if (d)
		return from.is_import ? p->d->names[d->meaning] : d->name;
	return p->d->table == ALL_TABLES ? names_undefined(p->c, from.table, own) : own;
}

/* The references of a node of one table. */
static const char *
references_of(pen *p, source from, const node *n, const char *own)
{
	const node **nodes;

	if (from.is_import)
		return NULL;
	if (p->d->table != ALL_TABLES)
		return own;
	nodes = arena_get(&p->c->memory, p->c->count * sizeof *nodes);
	if (!nodes)
		return NULL;
	nodes[from.table] = n;
	return names_join(p->c, ATTRIBUTE_REF, nodes);
}

/* The code points of a tag, where a class goes to a table that has not the tag. */
static const tag_range *
ranges_of(const pen *p, source from, const node *n)
{
	const char *name = from.is_import ? node_value(n, ATTRIBUTE_FROM_TAG) : NULL;
	const tag  *t = name ? combine_find_tag(p->c, name, strlen(name)) : NULL;

	return t ? t->parts[from.table].ranges : NULL;
}

static void
set_rule_attributes(pen *p, source from, const node *n, const char *name)
{
	for (size_t i = 0; i < n->attributes; i++) {
		const char  *value = n->attribute[i].value;
		attribute_id id = n->attribute[i].id;
		switch (id) {
		case ATTRIBUTE_NAME: value = name; break;
		/* RFC 7940, 6.2.5: nothing in a set is counted; once is what it was. */
		case ATTRIBUTE_COUNT: value = BIT(p->r.current->kind) & SET_OPERATORS ? NULL : value; break;
		case ATTRIBUTE_BY_REF:
		case ATTRIBUTE_MATCH:
		case ATTRIBUTE_NOT_MATCH: value = name_of_target(p, from, n, value); break;
		case ATTRIBUTE_REF: value = references_of(p, from, n, value); break;
		case ATTRIBUTE_FROM_TAG:
			value = ranges_of(p, from, n) ? NULL
			        : from.is_import      ? names_with_prefix(p->c, from.table, ":", value)
			                              : names_of_tag(p->c, from.table, value);
			break;
		default: break;
		}
		set(p, id, value);
	}
}

static void
write_ranges(pen *p, const tag_range *r)
{
	for (const tag_range *one = r; one; one = one->next) {
		const char *first = hex(p, &one->first, 1), *last = hex(p, &one->last, 1);
		if (!first || !last)
			return;
		text(p, " ", one != r);
		text(p, first, strlen(first));
		text(p, "-", one->first < one->last);
		text(p, last, one->first < one->last ? strlen(last) : 0);
	}
}

static void
write_rule(pen *p, source from, const node *n, const char *name)
{
	set_rule_attributes(p, from, n, name);
	begin(p, n->kind);
	text(p, n->text, strlen(n->text));
	write_ranges(p, ranges_of(p, from, n));
	for (const node *child = n->first; child; child = child->next)
		write_rule(p, from, child, NULL);
	end(p);
}

static void
write_definitions(pen *p, uint32_t table)
{
	const input *in = &p->c->inputs[table];

	for (const node *n = in->table->rules ? in->table->rules->first : NULL; n; n = n->next)
		if (n->kind != ELEMENT_ACTION && in->definitions[n->order].is_written)
			write_rule(p, (source){ table, false }, n, in->definitions[n->order].name);
}

static void
write_choice(pen *p, const draft_rule *rule)
{
	set(p, ATTRIBUTE_NAME, rule->name);
	begin(p, ELEMENT_RULE);
	begin(p, ELEMENT_CHOICE);
	for (size_t i = 0; i < rule->count; i++) {
		set(p, ATTRIBUTE_BY_REF, rule->members[i]);
		begin(p, ELEMENT_RULE);
		end(p);
	}
	end(p);
	end(p);
}

/* What is_single of combine_context.c finds, as a set. */
static void
write_set(pen *p, source from, const node *n)
{
	const char *one = n->kind == ELEMENT_LITERAL ? hex(p, n->cp, 1) : NULL;

	if (n->kind == ELEMENT_RULE) {
		write_set(p, from, (n->target ? n->target : n)->first);
	} else if (n->kind == ELEMENT_CHOICE) {
		begin(p, ELEMENT_UNION);
		for (const node *child = n->first; child; child = child->next)
			write_set(p, from, child);
		end(p);
	} else if (one) {
		simple(p, ELEMENT_CLASS, one);
	} else if (n->kind != ELEMENT_LITERAL) {
		write_rule(p, from, n, NULL);
	}
}

static void
write_term(pen *p, const side_term *t)
{
	if (t->is_negated)
		begin(p, ELEMENT_COMPLEMENT);
	write_set(p, (source){ t->table, false }, t->look->first);
	if (t->is_negated)
		end(p);
}

/* RFC 7940, 6.2.5: an intersection is one of two. */
static void
write_terms(pen *p, const side_term *list, size_t n)
{
	if (n > 1)
		begin(p, ELEMENT_INTERSECTION);
	write_term(p, list);
	if (n == 1)
		return;
	write_terms(p, list + 1, n - 1);
	end(p);
}

/* Where nothing must stand there, no code point need: the label may begin or end. */
static void
write_side(pen *p, element kind, const side_term *list, size_t n)
{
	bool is_free = true;

	for (size_t i = 0; i < n; i++)
		is_free = is_free && list[i].is_negated;
	if (n == 1 && !is_free)
		write_rule(p, (source){ list->table, false }, list->look, NULL);
	if (n == 0 || (n == 1 && !is_free))
		return;
	begin(p, kind);
	if (is_free)
		begin(p, ELEMENT_CHOICE);
	if (is_free) {
		begin(p, kind == ELEMENT_BEHIND ? ELEMENT_START : ELEMENT_END);
		end(p);
	}
	write_terms(p, list, n);
	if (is_free)
		end(p);
	end(p);
}

static void
write_both(pen *p, const draft_rule *rule)
{
	set(p, ATTRIBUTE_NAME, rule->name);
	begin(p, ELEMENT_RULE);
	write_side(p, ELEMENT_BEHIND, rule->sides[0], rule->counts[0]);
	begin(p, ELEMENT_ANCHOR);
	end(p);
	write_side(p, ELEMENT_AHEAD, rule->sides[1], rule->counts[1]);
	end(p);
}

static void
write_action(pen *p, const draft_action *one)
{
	if (one->node) {
		write_rule(p, (source){ one->table, false }, one->node, NULL);
		return;
	}
	set(p, ATTRIBUTE_DISP, one->disposition);
	set(p, ATTRIBUTE_ANY_VARIANT, one->any_variant);
	begin(p, ELEMENT_ACTION);
	end(p);
}

static bool
has_rules(const pen *p)
{
	bool has = p->d->rules.count > 0 || p->d->actions;

	for (uint32_t i = 0; i < p->c->count; i++)
		has = has || ((p->d->table == ALL_TABLES || p->d->table == i) && p->c->inputs[i].table->rules);
	return has;
}

static void
write_rules(pen *p)
{
	const draft_rule *rules = p->d->rules.items;

	if (!has_rules(p))
		return;
	begin(p, ELEMENT_RULES);
	for (uint32_t i = 0; i < p->c->count; i++)
		if (p->d->table == ALL_TABLES || p->d->table == i)
			write_definitions(p, i);
	for (size_t i = 0; i < p->d->rules.count; i++)
		if (rules[i].node)
			write_rule(p, (source){ rules[i].table, true }, rules[i].node, rules[i].name);
		else if (rules[i].members)
			write_choice(p, &rules[i]);
		else
			write_both(p, &rules[i]);
	for (const draft_action *one = p->d->actions; one; one = one->next)
		write_action(p, one);
	end(p);
}

idnc_table_status
draft_finish(combine *c, const draft *d, idnc_table **out)
{
	pen                p = { .c = c, .d = d, .line = 1, .is_ok = true };
	idnc_table_options options = { .alloc = &c->memory.alloc };
	idnc_table_status  status;
	bool               lenient = false;

	for (size_t i = 0; i < c->count; i++)
		lenient = lenient || c->inputs[i].table->dangling;
	if (!table_reader_begin(&p.r, &options, NULL))
		return IDNC_TABLE_E_MEMORY;
	begin(&p, ELEMENT_LGR);
	write_meta(&p);
	write_data(&p);
	write_rules(&p);
	end(&p);
	if (c->memory.failed)
		p.r.table->memory.failed = true;
	status = table_reader_finish(&p.r, p.is_ok, lenient, out);
	if (status > IDNC_TABLE_OK)
		combine_report(c, status, 0, NULL, 0, NULL, NULL);
	return status;
}
