/* SPDX-License-Identifier: MIT */
/* Rules and classes in words. */
#include "tables/model.h"

#include <stdio.h>
#include <string.h>

typedef struct words {
	arena memory; /* for its allocator, and to remember a failure */
	array out;
} words;

static void
put(words *w, const char *text)
{
	size_t len = strlen(text);
	char  *room = array_add(&w->out, &w->memory, len);

	if (room)
		memcpy(room, text, len);
}

static void
put_two(words *w, const char *before, const char *text)
{
	put(w, before);
	put(w, text);
}

static void put_node(words *w, const node *n);

/* The children of n, with words between them. */
static void
put_list(words *w, const node *n, const char *between)
{
	for (const node *child = n->first; child; child = child->next) {
		if (child != n->first)
			put(w, between);
		put_node(w, child);
	}
}

/* A class: one code point of a set. */
static void
put_class(words *w, const node *n)
{
	static const struct { attribute_id id; const char *before; } sources[] = {
		{ ATTRIBUTE_BY_REF, "a code point of class " },
		{ ATTRIBUTE_FROM_TAG, "a code point tagged " },
		{ ATTRIBUTE_PROPERTY, "a code point with property " },
	};

	for (size_t i = 0; i < sizeof sources / sizeof *sources; i++)
		if (node_has(n, sources[i].id))
			put_two(w, sources[i].before, node_value(n, sources[i].id));
	if (*n->text)
		put_two(w, "one of ", n->text);
}

/* What stands before, between and behind the children of an element; what has none is told by the first alone. */
static const struct phrase {
	const char *before, *between, *behind;
} phrases[ELEMENT_COUNT] = {
	[ELEMENT_START] = { "the beginning of the label", NULL, NULL },
	[ELEMENT_END] = { "the end of the label", NULL, NULL },
	[ELEMENT_ANCHOR] = { "the code point in question", NULL, NULL },
	[ELEMENT_ANY] = { "any code point", NULL, NULL },
	[ELEMENT_CHOICE] = { "(either ", ", or ", ")" },
	[ELEMENT_BEHIND] = { "behind (", ", then ", ")" },
	[ELEMENT_AHEAD] = { "before (", ", then ", ")" },
	[ELEMENT_RULE] = { "(", ", then ", ")" },
	[ELEMENT_UNION] = { "(", " or ", ")" },
	[ELEMENT_INTERSECTION] = { "(", " that is also ", ")" },
	[ELEMENT_DIFFERENCE] = { "(", " but not ", ")" },
	[ELEMENT_SYMMETRIC] = { "(either ", " or ", " but not both)" },
	[ELEMENT_COMPLEMENT] = { "any code point but (", "", ")" },
};

static void
put_count(words *w, const node *n)
{
	const char *count = node_value(n, ATTRIBUTE_COUNT);
	size_t      digits = count ? strspn(count, "0123456789") : 0;
	char        text[64];

	if (!count)
		return;
	snprintf(text, sizeof text, " %.*s", (int)(digits < 20 ? digits : 20), count);
	put(w, text);
	if (count[digits] == ':')
		put_two(w, " to ", count + digits + 1);
	put(w, count[digits] == '+' ? " or more times" : " times");
}

static void
put_node(words *w, const node *n)
{
	const struct phrase *p = &phrases[n->kind];
	char                 detail[IDNC_TABLE_DETAIL_MAX + 1];

	if (n->kind == ELEMENT_CLASS) {
		put_class(w, n);
	} else if (n->kind == ELEMENT_LITERAL) {
		for (size_t i = 0; i < n->cps; i++) {
			journal_code_points(n->cp + i, 1, detail);
			put_two(w, i > 0 ? " " : "", detail);
		}
	} else if (node_has(n, ATTRIBUTE_BY_REF)) {
		put_two(w, "what matches rule ", node_value(n, ATTRIBUTE_BY_REF));
	} else {
		put(w, p->before);
		if (p->between)
			put_list(w, n, p->between);
		if (p->behind)
			put(w, p->behind);
	}
	put_count(w, n);
}

/* The look-arounds of an anchor say where it stands. */
static void
put_top(words *w, const node *n)
{
	if (n->kind != ELEMENT_RULE) {
		put_node(w, n);
	} else if (n->seen & IN(ANCHOR)) {
		put(w, "the code point in question stands ");
		for (const node *child = n->first, *before = NULL; child; child = child->next) {
			if (child->kind == ELEMENT_ANCHOR)
				continue;
			put(w, before ? " and " : "");
			put_node(w, child);
			before = child;
		}
		if (n->children == 1)
			put(w, "anywhere");
	} else {
		put(w, n->has_position ? "" : "anywhere in the label: ");
		put_list(w, n, ", then ");
	}
}

static const node *
find(const idnc_table *table, const char *name)
{
	const node *n = dictionary_find(&table->rule_names, name);

	return n ? n : dictionary_find(&table->class_names, name);
}

const char *
idnc_table_comment_z(const idnc_table *table, const char *name)
{
	const node *n = find(table, name);
	const char *comment = n ? node_value(n, ATTRIBUTE_COMMENT) : NULL;

	return n && !comment ? "" : comment;
}

idnc_table_status
idnc_table_describe(const idnc_table *table, const char *name, char **text, size_t *len)
{
	const node *n = find(table, name);
	words       w = { .memory = { .alloc = table->memory.alloc }, .out = { .item = 1 } };

	if (!n)
		return IDNC_TABLE_E_ARGUMENT;
	put_top(&w, n);
	if (w.memory.failed) {
		array_free(&w.out, &w.memory);
		return IDNC_TABLE_E_MEMORY;
	}
	*text = w.out.items;
	*len = w.out.count;
	return IDNC_TABLE_OK;
}
