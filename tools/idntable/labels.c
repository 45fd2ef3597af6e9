/* SPDX-License-Identifier: MIT */
/* Files of test labels: which labels a table must accept and refuse, and which variants they have. */
#include "labels.h"

#include <stdlib.h>
#include <string.h>

struct reader {
	struct test_labels *out;
	size_t capacity;
	size_t reports;
	bool is_ok;
};

typedef void read_value(struct reader *reader, const struct outline_node *node);

/* A key of a map.  What is not required and not read is known, and says nothing about labels. */
struct key {
	const char *name;
	enum outline_kind kind;
	bool is_required;
	read_value *read;
};

enum { REPORTS_MAX = 100 };

static const struct outline_node *
node_at(const struct reader *reader, uint32_t index)
{
	return index ? &reader->out->outline.nodes[index] : NULL;
}

static void
report(struct reader *reader, const struct outline_node *node, idnc_severity severity,
       const char *sentence, const struct outline_node *quoted)
{
	const struct outline *outline = &reader->out->outline;
	bool is_quoted = quoted && quoted->kind == OUTLINE_SCALAR;

	reader->is_ok &= severity != IDNC_SEVERITY_ERROR;
	if (++reader->reports < REPORTS_MAX)
		outline_report(outline->file, node->line, node->column, severity, sentence,
		            is_quoted ? outline->text.bytes + quoted->text : NULL,
		            is_quoted ? quoted->len : 0);
	else if (reader->reports == REPORTS_MAX)
		outline_report(outline->file, node->line, node->column, IDNC_SEVERITY_NOTE,
		            "there is more of this kind, which is not shown", NULL, 0);
}

/* Say that a key has no value of its kind; a list may be left out. */
static bool
is_of_kind(struct reader *reader, const struct outline_node *value, enum outline_kind kind)
{
	static const char *const sentences[] = {
		[OUTLINE_SCALAR] = "there must be a word here",
		[OUTLINE_LIST] = "there must be a list here",
		[OUTLINE_MAP] = "there must be keys and values here",
	};

	if (value->kind == kind && !(kind == OUTLINE_SCALAR && value->is_null))
		return true;
	if (kind != OUTLINE_LIST || !value->is_null)
		report(reader, value, IDNC_SEVERITY_ERROR, sentences[kind], NULL);
	return false;
}

/* Take the values of a key; a repeated list is merged, as is a repeated map. */
static void
read_key(struct reader *reader, const struct outline_node *map, const struct key *known)
{
	const struct outline_node *key = node_at(reader, map->child), *value;
	struct text sentence = { 0 };
	bool is_seen = false;

	for (; key; key = node_at(reader, value->next)) {
		value = node_at(reader, key->next);
		if (!outline_is(&reader->out->outline, key, known->name))
			continue;
		if (is_seen && known->kind == OUTLINE_SCALAR)
			report(reader, key, IDNC_SEVERITY_ERROR, "this key is repeated:", key);
		if (is_seen && known->kind != OUTLINE_SCALAR) {
			reader->out->merged++;
			report(reader, key, IDNC_SEVERITY_WARNING,
			       "this key is repeated, and what it holds is merged:", key);
		}
		is_seen = true;
		if (is_of_kind(reader, value, known->kind) && known->read)
			known->read(reader, value);
	}
	if (!is_seen && known->is_required) {
		text_format(&sentence, "the key %s is missing", known->name);
		report(reader, map, IDNC_SEVERITY_ERROR, text_z(&sentence), NULL);
	}
	text_free(&sentence);
}

/*
 * Read a map by a list of its keys, the last of which has no name: in the order of the list, whatever
 * that of the file, for what comes later speaks of what comes first.
 */
static void
read_map(struct reader *reader, const struct outline_node *map, const struct key *keys)
{
	const struct outline_node *key = node_at(reader, map->child);

	while (key) {
		size_t i = 0;

		while (keys[i].name && !outline_is(&reader->out->outline, key, keys[i].name))
			i++;
		if (!keys[i].name)
			report(reader, key, IDNC_SEVERITY_WARNING, "this key is not known here:", key);
		key = node_at(reader, node_at(reader, key->next)->next);
	}
	for (size_t i = 0; keys[i].name; i++)
		read_key(reader, map, &keys[i]);
}

static void
read_items(struct reader *reader, const struct outline_node *list, enum outline_kind kind,
           read_value *read)
{
	for (const struct outline_node *item = node_at(reader, list->child); item;
	     item = node_at(reader, item->next))
		if (is_of_kind(reader, item, kind))
			read(reader, item);
}

static void
add(struct reader *reader, const struct outline_node *node, bool is_variant, bool is_wanted)
{
	struct test_labels *out = reader->out;

	if (out->count == reader->capacity) {
		reader->capacity = reader->capacity ? reader->capacity * 2 : 256;
		out->items = memory_resize(out->items, reader->capacity, sizeof *out->items);
	}
	out->items[out->count++] = (struct test_label){
		.text = out->outline.text.bytes + node->text,
		.len = node->len,
		.line = node->line,
		.column = node->column,
		.is_variant = is_variant,
		.is_wanted = is_wanted,
	};
}

/* ---- the document ---- */

static void
read_label(struct reader *reader, const struct outline_node *node)
{
	add(reader, node, false, true);
}

static void
read_refused(struct reader *reader, const struct outline_node *node)
{
	add(reader, node, false, false);
}

static void
read_variant_label(struct reader *reader, const struct outline_node *node)
{
	add(reader, node, true, false);
}

/* A variant is allocatable under the tables whose tags are listed, that of the file among them. */
static void
read_tags(struct reader *reader, const struct outline_node *list)
{
	struct test_labels *out = reader->out;

	for (const struct outline_node *item = node_at(reader, list->child); item;
	     item = node_at(reader, item->next))
		if (out->count > 0 && outline_is(&out->outline, item, text_z(&out->tag)))
			out->items[out->count - 1].is_wanted = true;
}

static void
read_variant(struct reader *reader, const struct outline_node *map)
{
	static const struct key keys[] = {
		{ "label", OUTLINE_SCALAR, true, read_variant_label },
		{ "variantTLDAllocatability", OUTLINE_LIST, true, read_tags },
		{ 0 },
	};

	read_map(reader, map, keys);
}

static void
read_variants(struct reader *reader, const struct outline_node *list)
{
	read_items(reader, list, OUTLINE_MAP, read_variant);
}

static void
read_accepted(struct reader *reader, const struct outline_node *map)
{
	static const struct key keys[] = {
		{ "label", OUTLINE_SCALAR, true, read_label },
		{ "variantTLDAllocatability", OUTLINE_LIST, false, NULL },
		{ "variants", OUTLINE_LIST, false, read_variants },
		{ 0 },
	};

	read_map(reader, map, keys);
}

static void
read_accepted_list(struct reader *reader, const struct outline_node *list)
{
	read_items(reader, list, OUTLINE_MAP, read_accepted);
}

static void
read_refused_list(struct reader *reader, const struct outline_node *list)
{
	read_items(reader, list, OUTLINE_SCALAR, read_refused);
}

static void
read_labels(struct reader *reader, const struct outline_node *map)
{
	static const struct key keys[] = {
		{ "allocatableLabels", OUTLINE_LIST, false, read_accepted_list },
		{ "unallocatableLabels", OUTLINE_LIST, false, read_refused_list },
		{ 0 },
	};

	read_map(reader, map, keys);
}

static void
read_tag(struct reader *reader, const struct outline_node *node)
{
	reader->out->tag.len = 0;
	text_add(&reader->out->tag, reader->out->outline.text.bytes + node->text, node->len);
}

static void
read_document(struct reader *reader, const struct outline_node *root)
{
	static const struct key keys[] = {
		{ "tag", OUTLINE_SCALAR, false, read_tag },
		{ "version", OUTLINE_SCALAR, false, NULL },
		{ "isReferenceLGR", OUTLINE_SCALAR, false, NULL },
		{ "permittedVariantPolicies", OUTLINE_LIST, false, NULL },
		{ "eppSafeCodePoints", OUTLINE_LIST, false, NULL },
		{ "testLabels", OUTLINE_MAP, true, read_labels },
		{ 0 },
	};

	if (is_of_kind(reader, root, OUTLINE_MAP))
		read_map(reader, root, keys);
}

bool
labels_read(const char *file, struct test_labels *out)
{
	struct reader reader = { .out = out, .is_ok = true };

	*out = (struct test_labels){ 0 };
	if (!outline_read(file, &out->outline))
		return false;
	read_document(&reader, out->outline.nodes);
	/* Where a file was cut after its head, nothing would differ. */
	if (reader.is_ok && out->count == 0)
		report(&reader, out->outline.nodes, IDNC_SEVERITY_ERROR, "there is no label in this file", NULL);
	if (!reader.is_ok)
		labels_free(out);
	return reader.is_ok;
}

void
labels_free(struct test_labels *labels)
{
	outline_free(&labels->outline);
	text_free(&labels->tag);
	free(labels->items);
	*labels = (struct test_labels){ 0 };
}
