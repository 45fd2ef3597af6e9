/* SPDX-License-Identifier: MIT */
/* Reading a table: from the events of XML to the tree, by the tables of the grammar. */
#include "tables/reader.h"

#include <stdio.h>
#include <string.h>

#include "idncheck/unicode.h"

/* Bounds of a document that are not those of its XML; tables in use need a tenth of them. */
enum {
	ELEMENTS_MAX = 1 << 19,
	CHARS_MAX = 200000,
	SEQUENCE_MAX = 63       /* a label has no more code points */
};

bool
table_reader_report(reader *r, idnc_table_status code, xml_place at, const char *detail)
{
	journal_add(&r->journal, code, at.line, at.column, detail, detail ? strlen(detail) : 0);
	return false;
}

/* ---- Values ---- */

/* Hexadecimal digits up to another character, which *at then points to; they have been judged. */
static uint32_t
read_hex(const char **at)
{
	uint32_t cp = 0;

	for (;; ++*at) {
		if (**at >= '0' && **at <= '9')
			cp = cp << 4 | (uint32_t)(**at - '0');
		else if (**at >= 'A' && **at <= 'F')
			cp = cp << 4 | (uint32_t)(**at - 'A' + 10);
		else
			break;
	}
	return cp;
}

/* Code points separated by spaces; with is_set, pairs of a first and a last one. */
static void
read_code_points(reader *r, node *n, const char *text, bool is_set)
{
	uint32_t *cp;
	size_t    count = 0, words = *text != '\0';

	for (const char *s = text; *s; s++)
		words += *s == ' ';
	cp = arena_get(&r->table->memory, words * (is_set + 1u) * sizeof *cp);
	if (!cp)
		return;
	while (*text) {
		cp[count] = read_hex(&text);
		if (is_set && *text == '-') {
			text++;
			cp[count + 1] = read_hex(&text);
		} else if (is_set) {
			cp[count + 1] = cp[count];
		}
		count += is_set + 1u;
		text += *text == ' ';
	}
	n->cp = cp;
	n->cps = (uint32_t)count;
}

static uint8_t
read_number(const char **at)
{
	unsigned value = 0;

	for (; **at >= '0' && **at <= '9'; ++*at)
		value = value * 10 + (unsigned)(**at - '0') > COUNT_MAX ? COUNT_MAX : value * 10 + (unsigned)(**at - '0');
	return (uint8_t)value;
}

static void
read_count(node *n, const char *text)
{
	n->least = n->most = read_number(&text);
	if (*text == '+')
		n->most = COUNT_ANY;
	else if (*text == ':' && text++)
		n->most = read_number(&text);
}

/* The attributes whose values are more than text. */
static void
understand(reader *r, node *n)
{
	const char *cp = node_value(n, n->kind == ELEMENT_LITERAL ? ATTRIBUTE_LITERAL_CP : ATTRIBUTE_CP);
	const char *first = node_value(n, ATTRIBUTE_FIRST_CP), *last = node_value(n, ATTRIBUTE_LAST_CP);
	const char *count = node_value(n, ATTRIBUTE_COUNT);

	n->least = n->most = 1;
	if (n->is_bad)
		return;
	if (cp)
		read_code_points(r, n, cp, false);
	if (n->cps > SEQUENCE_MAX) {
		node_report_cp(&r->journal, IDNC_TABLE_V_LIMIT_SEQUENCE, n, NULL);
		n->is_bad = true;
	}
	if (first && last) {
		uint32_t *ends = arena_get(&r->table->memory, 2 * sizeof *ends);
		if (!ends)
			return;
		ends[0] = read_hex(&first);
		ends[1] = read_hex(&last);
		n->cp = ends;
		n->cps = 2;
	}
	if (count)
		read_count(n, count);
}

static void
read_unicode(idnc_table *table, const char *text)
{
	unsigned number[3] = { 0, 0, 0 };

	for (int i = 0; i < 3; i++, text += *text == '.')
		for (; *text >= '0' && *text <= '9'; text++)
			number[i] = number[i] * 10 + (unsigned)(*text - '0');
	table->update = (uint16_t)number[2];
	table->unicode = number[0] > 255 || number[1] > 255 ? UINT16_MAX : IDNC_UNICODE(number[0], number[1]);
}

/* ---- Elements ---- */

/* The attribute of the element with that name; ATTRIBUTE_KINDS when there is none. */
static attribute_id
find_attribute(element kind, const char *name)
{
	uint32_t allowed = grammar_elements[kind].allowed;

	for (attribute_id id = 0; allowed; id++, allowed >>= 1)
		if (allowed & 1 && *grammar_attributes[id].name == *name && strcmp(grammar_attributes[id].name, name) == 0)
			return id;
	return ATTRIBUTE_KINDS;
}

static void
read_attribute(reader *r, node *n, attribute *out, attribute_id id, const char *text)
{
	size_t            len = strlen(text);
	char             *copy = arena_copy(&r->table->memory, text, len);
	idnc_table_status wrong;

	if (!copy)
		return;
	if (grammar_attributes[id].value != VALUE_TEXT)
		len = grammar_collapse(copy, len);
	*out = (attribute){ copy, (uint32_t)len, (uint8_t)id };
	n->attributes++;
	wrong = grammar_judge(grammar_attributes[id].value, copy);
	if (wrong == IDNC_TABLE_OK)
		return;
	/* xsd:NMTOKEN is not a tag only. */
	if (wrong == IDNC_TABLE_V_TAG && id == ATTRIBUTE_PROPERTY)
		wrong = IDNC_TABLE_V_PROPERTY;
	node_report(&r->journal, wrong, n, copy);
	n->is_bad = true;
}

/* One of another namespace is shown as "lang of http://www.w3.org/XML/1998/namespace". */
static void
report_attribute(reader *r, const node *n, const char *name)
{
	char        shown[IDNC_TABLE_DETAIL_MAX + 2]; /* one more, so that it is cut at a character */
	const char *separator = strrchr(name, XML_SEPARATOR);

	if (separator)
		snprintf(shown, sizeof shown, "%s of %.*s", separator + 1, (int)(separator - name), name);
	node_report(&r->journal, IDNC_TABLE_V_ATTRIBUTE, n, separator ? shown : name);
}

static void
read_attributes(reader *r, node *n, const char *const *given)
{
	const element_type *type = &grammar_elements[n->kind];
	uint32_t   seen = 0;
	size_t     count = 0;
	attribute *list;

	while (given[2 * count])
		count++;
	list = arena_get(&r->table->memory, count * sizeof *list);
	if (!list)
		return;
	n->attribute = list;
	for (size_t i = 0; i < count; i++) {
		attribute_id id = find_attribute(n->kind, given[2 * i]);
		if (id == ATTRIBUTE_KINDS) {
			report_attribute(r, n, given[2 * i]);
			continue;
		}
		seen |= UINT32_C(1) << id;
		read_attribute(r, n, &list[n->attributes], id, given[2 * i + 1]);
	}
	for (attribute_id id = 0; type->required & ~seen && id < ATTRIBUTE_KINDS; id++)
		if (type->required & ~seen & UINT32_C(1) << id) {
			node_report(&r->journal, IDNC_TABLE_V_ATTRIBUTE_MISSING, n, grammar_attributes[id].name);
			n->is_bad = true;
		}
}

/* The bounds on numbers of elements; the reading ends where one is passed, but for variants. */
static bool
is_within_bounds(reader *r, element kind, const node *parent, xml_place at)
{
	if (++r->table->elements > ELEMENTS_MAX)
		return table_reader_report(r, IDNC_TABLE_V_LIMIT_ELEMENTS, at, NULL);
	if ((BIT(kind) & (IN(CHAR) | IN(RANGE))) && ++r->chars > CHARS_MAX)
		return table_reader_report(r, IDNC_TABLE_V_LIMIT_CHARS, at, NULL);
	if (kind == ELEMENT_VAR && parent->children == READER_VARIANTS_MAX)
		return table_reader_report(r, IDNC_TABLE_V_LIMIT_VARIANTS, at, NULL);
	return true;
}

static node *
add_node(reader *r, element kind, xml_place at)
{
	node *n = arena_get(&r->table->memory, sizeof *n), *parent = r->current;

	if (!n)
		return NULL;
	n->kind = (uint8_t)kind;
	n->line = at.line;
	n->column = at.column;
	n->text = "";
	n->parent = parent;
	n->order = parent->children++;
	if (grammar_elements[kind].once && parent->seen & BIT(kind))
		node_report(&r->journal, IDNC_TABLE_V_ELEMENT_REPEATED, n, grammar_elements[kind].name);
	else if (parent->kind == ELEMENT_LGR && parent->last && parent->last->kind > kind)
		node_report(&r->journal, IDNC_TABLE_V_ELEMENT_ORDER, n, grammar_elements[kind].name);
	parent->seen |= BIT(kind);
	if (parent->last)
		parent->last->next = n;
	else
		parent->first = n;
	parent->last = n;
	return n;
}

bool
table_reader_start(reader *r, xml_place at, const char *name, const char *const *attributes)
{
	element kind;
	node   *n;

	if (r->skipped > 0) {
		r->skipped++;
		return ++r->table->elements <= ELEMENTS_MAX || table_reader_report(r, IDNC_TABLE_V_LIMIT_ELEMENTS, at, NULL);
	}
	kind = name ? grammar_find(r->current->kind, name) : ELEMENT_DOCUMENT;
	if (kind != ELEMENT_DOCUMENT && !is_within_bounds(r, kind, r->current, at))
		return false;
	if (kind == ELEMENT_DOCUMENT) {
		table_reader_report(r, name ? IDNC_TABLE_V_ELEMENT : IDNC_TABLE_V_NAMESPACE, at, name);
		r->current->is_bad = true;
		r->skipped = 1;
		return true;
	}
	n = add_node(r, kind, at);
	if (!n)
		return false;
	read_attributes(r, n, attributes);
	understand(r, n);
	r->current = n;
	r->text.count = 0;
	r->has_stray = false;
	return !r->table->memory.failed;
}

bool
table_reader_text(reader *r, xml_place at, const char *text, size_t len)
{
	char *room;

	if (r->skipped > 0 || len == 0)
		return true;
	if (grammar_elements[r->current->kind].text == VALUE_NONE) {
		size_t blank = 0;
		while (blank < len && strchr(" \t\r\n", text[blank]) && text[blank])
			blank++;
		if (blank < len && !r->has_stray) {
			table_reader_report(r, IDNC_TABLE_V_TEXT, at, NULL);
			r->has_stray = true;
		}
		return true;
	}
	if (r->text.count + len > READER_TEXT_MAX)
		return table_reader_report(r, IDNC_TABLE_V_LIMIT_TEXT, at, NULL);
	room = array_add(&r->text, &r->table->memory, len);
	if (!room)
		return false;
	memcpy(room, text, len);
	return true;
}

/* The text of an element that has ended. */
static void
finish_text(reader *r, node *n)
{
	value_kind        kind = grammar_elements[n->kind].text;
	char             *copy = arena_copy(&r->table->memory, r->text.items, r->text.count);
	idnc_table_status wrong;

	if (!copy)
		return;
	n->text = copy;
	if (kind != VALUE_TEXT)
		grammar_collapse(copy, r->text.count);
	wrong = grammar_judge(kind, copy);
	if (wrong != IDNC_TABLE_OK) {
		node_report(&r->journal, wrong, n, copy);
		n->is_bad = true;
	} else if (kind == VALUE_SET) {
		read_code_points(r, n, copy, true);
	} else if (kind == VALUE_UNICODE) {
		read_unicode(r->table, copy);
	}
}

bool
table_reader_end(reader *r)
{
	node               *n = r->current;
	const element_type *type = &grammar_elements[n->kind];

	if (r->skipped > 0) {
		r->skipped--;
		return true;
	}
	if (type->text != VALUE_NONE)
		finish_text(r, n);
	/* Where a child could not be read, its absence is no second fault. */
	if (n->children < type->least && !n->is_bad)
		node_report(&r->journal, IDNC_TABLE_V_ELEMENT_MISSING, n, type->name);
	if (type->most > 0 && n->children > type->most)
		node_report(&r->journal, IDNC_TABLE_V_ELEMENT_MANY, n, type->name);
	if ((n->children < type->least) || (type->most > 0 && n->children > type->most))
		n->is_bad = true;
	r->current = n->parent;
	r->text.count = 0;
	return !r->table->memory.failed;
}

/* ---- The document ---- */

bool
table_reader_begin(reader *r, const idnc_table_options *options, idnc_table_findings *findings)
{
	idnc_alloc  alloc = alloc_or_libc(options ? options->alloc : NULL);
	idnc_table *table = alloc.allocate(alloc.context, sizeof *table);

	*r = (reader){ .table = table, .journal = journal_begin(findings), .text = { .item = 1 } };
	if (!table)
		return false;
	*table = (idnc_table){ .memory = { .alloc = alloc }, .document = { .kind = ELEMENT_DOCUMENT, .text = "" } };
	r->current = &table->document;
	return true;
}

/* The parts of a document that was read to its end. */
static void
find_parts(reader *r)
{
	idnc_table *table = r->table;
	node       *root = table->document.first;

	for (node *n = root->first; n; n = n->next) {
		node **part = n->kind == ELEMENT_META ? &table->meta : n->kind == ELEMENT_DATA ? &table->data : &table->rules;
		if (!*part)
			*part = n;
	}
	if (!table->data)
		node_report(&r->journal, IDNC_TABLE_V_ELEMENT_MISSING, root, "data");
}

idnc_table_status
table_reader_finish(reader *r, bool is_whole, bool lenient, idnc_table **out)
{
	idnc_table *table = r->table;

	/* What was cut short, or is no table at all, is not looked into further. */
	if (!table->memory.failed && is_whole && table->document.first && r->current == &table->document)
		find_parts(r);
	array_free(&r->text, &table->memory);
	if (table->data && !table->memory.failed)
		table_check(table, &r->journal, lenient);
	if (table->memory.failed)
		r->journal.status = IDNC_TABLE_E_MEMORY;
	if (r->journal.status == IDNC_TABLE_OK)
		*out = table;
	else
		idnc_table_free(table);
	return r->journal.status;
}

/* ---- XML ---- */

static bool
on_start(void *context, const xml *source, const char *name, const char *const *attributes)
{
	return table_reader_start(context, xml_here(source), name, attributes);
}

static bool
on_text(void *context, const xml *source, const char *text, size_t len)
{
	return table_reader_text(context, xml_here(source), text, len);
}

static bool
on_end(void *context)
{
	return table_reader_end(context);
}

idnc_table_status
idnc_table_read(const idnc_table_options *options, const char *bytes, size_t len, idnc_table_findings *findings,
                idnc_table **out)
{
	reader     r;
	xml_events events = { &r, on_start, on_end, on_text };
	xml_end    end;

	if (!table_reader_begin(&r, options, findings))
		return IDNC_TABLE_E_MEMORY;
	end = xml_read(&r.table->memory.alloc, bytes, len, &events);
	if (end.status == IDNC_TABLE_E_MEMORY)
		r.table->memory.failed = true;
	else if (end.status != IDNC_TABLE_OK)
		table_reader_report(&r, end.status, end.place, end.detail);
	return table_reader_finish(&r, end.status == IDNC_TABLE_OK, options && options->lenient, out);
}

void
idnc_table_free(idnc_table *table)
{
	idnc_alloc alloc;

	if (!table)
		return;
	alloc = table->memory.alloc;
	arena_free(&table->memory);
	alloc.release(alloc.context, table);
}

void
idnc_table_release(const idnc_alloc *alloc, void *memory)
{
	idnc_alloc own = alloc_or_libc(alloc);

	own.release(own.context, memory);
}
