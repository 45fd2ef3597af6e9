/* SPDX-License-Identifier: MIT */
/* Writing a table as XML: attributes in the order of the grammar, an element a line. */
#include "tables/model.h"

#include <string.h>

typedef struct writer {
	arena memory; /* for its allocator, and to remember a failure */
	array out;
} writer;

static void
put(writer *w, const char *text, size_t len)
{
	char *room = array_add(&w->out, &w->memory, len);

	if (room)
		memcpy(room, text, len);
}

static void
put_z(writer *w, const char *text)
{
	put(w, text, strlen(text));
}

/* White space other than the space is written by number in attributes, where a reader would change it; CR everywhere. */
static void
put_escaped(writer *w, const char *text, bool is_attribute)
{
	static const struct { char character; bool in_text; const char *escape; } escapes[] = {
		{ '&', true, "&amp;" }, { '<', true, "&lt;" }, { '>', true, "&gt;" }, { '"', false, "&quot;" },
		{ '\t', false, "&#9;" }, { '\n', false, "&#10;" }, { '\r', true, "&#13;" },
	};
	const char *plain = text;

	for (; *text; text++)
		for (size_t i = 0; i < sizeof escapes / sizeof *escapes; i++)
			if (*text == escapes[i].character && (is_attribute || escapes[i].in_text)) {
				put(w, plain, (size_t)(text - plain));
				put_z(w, escapes[i].escape);
				plain = text + 1;
			}
	put_z(w, plain);
}

static void
put_attributes(writer *w, const node *n)
{
	for (attribute_id id = 0; id < ATTRIBUTE_KINDS; id++) {
		const char *value = node_value(n, id);
		if (!value)
			continue;
		put_z(w, " ");
		put_z(w, grammar_attributes[id].name);
		put_z(w, "=\"");
		put_escaped(w, value, true);
		put_z(w, "\"");
	}
}

static void
put_node(writer *w, const node *n, unsigned depth)
{
	const char *name = grammar_elements[n->kind].name;

	for (unsigned i = 0; i < depth; i++)
		put_z(w, "  ");
	put_z(w, "<");
	put_z(w, name);
	if (n->kind == ELEMENT_LGR)
		put_z(w, " xmlns=\"urn:ietf:params:xml:ns:lgr-1.0\"");
	put_attributes(w, n);
	if (!n->first && !*n->text) {
		put_z(w, "/>\n");
		return;
	}
	put_z(w, ">");
	put_escaped(w, n->text, false);
	if (n->first)
		put_z(w, "\n");
	for (const node *child = n->first; child && !w->memory.failed; child = child->next)
		put_node(w, child, depth + 1);
	for (unsigned i = 0; n->first && i < depth; i++)
		put_z(w, "  ");
	put_z(w, "</");
	put_z(w, name);
	put_z(w, ">\n");
}

idnc_table_status
idnc_table_write(const idnc_table *table, char **text, size_t *len)
{
	writer w = { .memory = { .alloc = table->memory.alloc }, .out = { .item = 1 } };

	put_z(&w, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
	put_node(&w, table->document.first, 0);
	if (w.memory.failed) {
		array_free(&w.out, &w.memory);
		return IDNC_TABLE_E_MEMORY;
	}
	*text = w.out.items;
	*len = w.out.count;
	return IDNC_TABLE_OK;
}
