/* SPDX-License-Identifier: MIT */
/* Writing a table as a page for people. */
#include "tables/model.h"
#include "tables/text_out.h"

#include <stdio.h>
#include <string.h>

/* No script, no image, nothing from elsewhere: also where a reader of the page would allow it. */
static const char page_head[] =
	"<!DOCTYPE html>\n"
	"<html lang=\"en\">\n"
	"<head>\n"
	"<meta charset=\"utf-8\">\n"
	"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
	"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";
static const char page_style[] =
	"<style>\n"
	"body { font: 1em/1.5 sans-serif; margin: 2em auto; max-width: 75em; padding: 0 1em; color: #111; background: #fff }\n"
	"table { border-collapse: collapse; margin: 1em 0 }\n"
	"th, td { border: 1px solid #bbb; padding: .2em .6em; text-align: left; vertical-align: top }\n"
	"thead th { background: #eee; position: sticky; top: 0 }\n"
	"code { white-space: nowrap }\n"
	"pre { white-space: pre-wrap; overflow-wrap: anywhere; background: #f6f6f6; padding: 1em }\n"
	".glyph { font-size: 1.4em }\n"
	"@media print { thead th { position: static } }\n"
	"</style>\n";

/* Everything that a table says goes through here.  What would turn the text around it is shown by number. */
static void
put_escaped(text_out *o, const char *text)
{
	static const struct { const char *bytes, *escape; } escapes[] = {
		{ "&", "&amp;" }, { "<", "&lt;" }, { ">", "&gt;" }, { "\"", "&quot;" }, { "'", "&#39;" }, { "\r", " " },
		/* ALM; LRM, RLM; LRE to RLO; LRI to PDI */
		{ "\xD8\x9C", "\\u{061C}" }, { "\xE2\x80\x8E", "\\u{200E}" }, { "\xE2\x80\x8F", "\\u{200F}" },
		{ "\xE2\x80\xAA", "\\u{202A}" }, { "\xE2\x80\xAB", "\\u{202B}" }, { "\xE2\x80\xAC", "\\u{202C}" },
		{ "\xE2\x80\xAD", "\\u{202D}" }, { "\xE2\x80\xAE", "\\u{202E}" }, { "\xE2\x81\xA6", "\\u{2066}" },
		{ "\xE2\x81\xA7", "\\u{2067}" }, { "\xE2\x81\xA8", "\\u{2068}" }, { "\xE2\x81\xA9", "\\u{2069}" },
	};
	const char *plain = text;

	while (*text) {
		size_t i = 0;
		while (i < sizeof escapes / sizeof *escapes && strncmp(text, escapes[i].bytes, strlen(escapes[i].bytes)) != 0)
			i++;
		if (i == sizeof escapes / sizeof *escapes) {
			text++;
			continue;
		}
		text_put_bytes(o, plain, (size_t)(text - plain));
		text_put(o, escapes[i].escape, NULL);
		plain = text += strlen(escapes[i].bytes);
	}
	text_put(o, plain, NULL);
}

/* ---- Cells ---- */

/* Characters as they look, each in a direction of its own; what no page can hold is left out. */
static void
put_glyphs(text_out *o, const uint32_t *cp, size_t n)
{
	char one[sizeof "&#x10FFFF;"];

	text_put(o, "<bdi class=\"glyph\">", NULL);
	for (size_t i = 0; i < n; i++) {
		bool is_shown = cp[i] > 0x20 && !(cp[i] >= 0x7F && cp[i] <= 0x9F) && !(cp[i] >= 0xD800 && cp[i] <= 0xDFFF) &&
		                (cp[i] & 0xFFFE) != 0xFFFE && cp[i] < 0x110000 && !(cp[i] >= 0xFDD0 && cp[i] <= 0xFDEF);
		snprintf(one, sizeof one, "&#x%X;", (unsigned)(cp[i] & 0x1FFFFF));
		text_put(o, is_shown ? one : "", NULL);
	}
	text_put(o, "</bdi>", NULL);
}

static void
put_code(text_out *o, const uint32_t *cp, size_t n)
{
	text_put(o, "<code>", NULL);
	text_put_code_points(o, cp, n, " ");
	text_put(o, "</code>", NULL);
}

/* "when rule", "not when rule" */
static void
put_contexts(text_out *o, const node *n)
{
	static const struct { attribute_id id; const char *before; } contexts[] = {
		{ ATTRIBUTE_WHEN, "when " }, { ATTRIBUTE_NOT_WHEN, "not when " },
	};

	for (size_t i = 0; i < sizeof contexts / sizeof *contexts; i++) {
		const char *rule = node_value(n, contexts[i].id);
		if (!rule)
			continue;
		text_put(o, contexts[i].before, "<a href=\"#rule-", NULL);
		put_escaped(o, rule);
		text_put(o, "\">", NULL);
		put_escaped(o, rule);
		text_put(o, "</a> ", NULL);
	}
}

static void
put_value(text_out *o, const node *n, attribute_id id)
{
	const char *value = node_value(n, id);

	if (value)
		put_escaped(o, value);
}

static void
put_variants(text_out *o, const node *n)
{
	for (const node *var = n->first; var; var = var->next) {
		text_put(o, var == n->first ? "" : "<br>", NULL);
		if (var->cps == 0)
			text_put(o, "nothing", NULL);
		put_code(o, var->cp, var->cps);
		text_put(o, " ", NULL);
		put_glyphs(o, var->cp, var->cps);
		text_put(o, " ", NULL);
		put_value(o, var, ATTRIBUTE_TYPE);
		text_put(o, " ", NULL);
		put_contexts(o, var);
		put_value(o, var, ATTRIBUTE_REF);
		text_put(o, node_has(var, ATTRIBUTE_REF) ? " " : "", NULL);
		put_value(o, var, ATTRIBUTE_COMMENT);
	}
}

static void
put_entry(text_out *o, const node *n)
{
	bool is_range = n->kind == ELEMENT_RANGE;

	text_put(o, "<tr><td>", NULL);
	put_code(o, n->cp, is_range ? 1 : n->cps);
	if (is_range) {
		text_put(o, " to ", NULL);
		put_code(o, n->cp + 1, 1);
	}
	text_put(o, "</td><td>", NULL);
	put_glyphs(o, n->cp, n->cps);
	text_put(o, "</td><td>", NULL);
	put_variants(o, n);
	text_put(o, "</td><td>", NULL);
	put_contexts(o, n);
	text_put(o, "</td><td>", NULL);
	put_value(o, n, ATTRIBUTE_TAG);
	text_put(o, "</td><td>", NULL);
	put_value(o, n, ATTRIBUTE_REF);
	text_put(o, "</td><td>", NULL);
	put_value(o, n, ATTRIBUTE_COMMENT);
	text_put(o, "</td></tr>\n", NULL);
}

/* ---- Sections ---- */

static void
put_row(text_out *o, const char *name, const char *value, const char *more)
{
	text_put(o, "<tr><th scope=\"row\">", NULL);
	put_escaped(o, name);
	text_put(o, "</th><td>", NULL);
	put_escaped(o, value);
	if (more) {
		text_put(o, " (", NULL);
		put_escaped(o, more);
		text_put(o, ")", NULL);
	}
	text_put(o, "</td></tr>\n", NULL);
}

static void
put_meta(text_out *o, const idnc_table *table)
{
	const node *description = node_find(table->meta, ELEMENT_DESCRIPTION);
	idnc_table_summary about;
	char               count[32];

	idnc_table_summary_get(table, &about);
	text_put(o, "<table>\n", NULL);
	for (const node *n = table->meta ? table->meta->first : NULL; n; n = n->next)
		if (n->kind != ELEMENT_DESCRIPTION && n->kind != ELEMENT_REFERENCES)
			put_row(o, grammar_elements[n->kind].name, n->text,
			        node_value(n, n->kind == ELEMENT_SCOPE ? ATTRIBUTE_SCOPE_TYPE : ATTRIBUTE_COMMENT));
	snprintf(count, sizeof count, "%u", (unsigned)about.code_points);
	put_row(o, "code points", count, NULL);
	snprintf(count, sizeof count, "%u", (unsigned)about.sequences);
	put_row(o, "sequences", count, NULL);
	snprintf(count, sizeof count, "%u", (unsigned)about.variants);
	put_row(o, "variants", count, NULL);
	text_put(o, "</table>\n", NULL);
	if (description) {
		text_put(o, "<h2>Description</h2>\n<pre>", NULL);
		put_escaped(o, description->text);
		text_put(o, "</pre>\n", NULL);
	}
}

static void
put_data(text_out *o, const idnc_table *table)
{
	text_put(o, "<h2>Code points</h2>\n<table>\n<thead><tr><th>Code point</th><th>Glyph</th><th>Variants</th><th>Context</th>"
	            "<th>Tags</th><th>References</th><th>Comment</th></tr></thead>\n<tbody>\n", NULL);
	for (const node *n = table->data->first; n && !o->memory.failed; n = n->next)
		put_entry(o, n);
	text_put(o, "</tbody>\n</table>\n", NULL);
}

/* A rule or class in words. */
static void
put_words(text_out *o, const idnc_table *table, const char *name)
{
	char  *words = NULL, *copy;
	size_t len = 0;

	if (idnc_table_describe(table, name, &words, &len) != IDNC_TABLE_OK) {
		o->memory.failed = true;
		return;
	}
	copy = arena_copy(&o->memory, words, len);
	if (copy)
		put_escaped(o, copy);
	idnc_table_release(&o->memory.alloc, words);
}

/* The conditions of an action, in the order in which they are written. */
static void
put_conditions(text_out *o, const node *n)
{
	static const attribute_id conditions[] = {
		ATTRIBUTE_MATCH, ATTRIBUTE_NOT_MATCH, ATTRIBUTE_ANY_VARIANT, ATTRIBUTE_ALL_VARIANTS, ATTRIBUTE_ONLY_VARIANTS,
	};
	const char *before = "";

	for (size_t i = 0; i < sizeof conditions / sizeof *conditions; i++) {
		const char *value = node_value(n, conditions[i]);
		if (!value)
			continue;
		text_put(o, before, grammar_attributes[conditions[i]].name, ": ", NULL);
		put_escaped(o, value);
		before = "; ";
	}
	text_put(o, *before ? "" : "every label that is left", NULL);
}

/* The children of rules that are actions, or those that have names; NULL: there are no more. */
static const node *
next_rule(const node *n, bool is_action)
{
	while (n && (is_action ? n->kind != ELEMENT_ACTION : n->kind == ELEMENT_ACTION || !node_has(n, ATTRIBUTE_NAME)))
		n = n->next;
	return n;
}

static void
put_rules(text_out *o, const idnc_table *table)
{
	const node *n = table->rules ? next_rule(table->rules->first, false) : NULL;

	if (!n)
		return;
	text_put(o, "<h2>Classes and rules</h2>\n<table>\n<thead><tr><th>Name</th><th>Kind</th><th>Meaning</th><th>Comment</th>"
	            "</tr></thead>\n<tbody>\n", NULL);
	for (; n && !o->memory.failed; n = next_rule(n->next, false)) {
		const char *name = node_value(n, ATTRIBUTE_NAME);
		text_put(o, "<tr id=\"", n->kind == ELEMENT_RULE ? "rule-" : "class-", NULL);
		put_escaped(o, name);
		text_put(o, "\"><td>", NULL);
		put_escaped(o, name);
		text_put(o, "</td><td>", n->kind == ELEMENT_RULE ? "rule" : "class", "</td><td>", NULL);
		put_words(o, table, name);
		text_put(o, "</td><td>", NULL);
		put_value(o, n, ATTRIBUTE_COMMENT);
		text_put(o, "</td></tr>\n", NULL);
	}
	text_put(o, "</tbody>\n</table>\n", NULL);
}

/* A table without actions has those of RFC 7940, 7.6, as has one that lets a label pass all of its own. */
static void
put_actions(text_out *o, const idnc_table *table)
{
	const node *n = table->rules ? next_rule(table->rules->first, true) : NULL;

	text_put(o, "<h2>Actions</h2>\n", NULL);
	if (n)
		text_put(o, "<p>The first whose conditions hold decides.</p>\n<table>\n<thead><tr><th>Disposition</th>"
		            "<th>Conditions</th><th>Comment</th></tr></thead>\n<tbody>\n", NULL);
	for (const node *one = n; one && !o->memory.failed; one = next_rule(one->next, true)) {
		text_put(o, "<tr><td>", NULL);
		put_value(o, one, ATTRIBUTE_DISP);
		text_put(o, "</td><td>", NULL);
		put_conditions(o, one);
		text_put(o, "</td><td>", NULL);
		put_value(o, one, ATTRIBUTE_COMMENT);
		text_put(o, "</td></tr>\n", NULL);
	}
	text_put(o, n ? "</tbody>\n</table>\n<p>Where none holds" : "<p>The table has none of its own",
	         ", the default actions of RFC 7940, 7.6 decide: a label made with a variant of type invalid, blocked or "
	         "allocatable has that disposition, the first of these; else it is activated where all types are; else valid.</p>\n",
	         NULL);
}

static void
put_references(text_out *o, const idnc_table *table)
{
	const node *references = node_find(table->meta, ELEMENT_REFERENCES);

	if (!references)
		return;
	text_put(o, "<h2>References</h2>\n<table>\n", NULL);
	for (const node *n = references->first; n; n = n->next)
		put_row(o, node_value(n, ATTRIBUTE_ID), n->text, node_value(n, ATTRIBUTE_COMMENT));
	text_put(o, "</table>\n", NULL);
}

static void
put_title(text_out *o, const idnc_table *table)
{
	const node *language = node_find(table->meta, ELEMENT_LANGUAGE), *version = node_find(table->meta, ELEMENT_VERSION);

	text_put(o, "Label generation rules", language ? ": " : "", NULL);
	put_escaped(o, language ? language->text : "");
	text_put(o, version ? ", version " : "", NULL);
	put_escaped(o, version ? version->text : "");
}

idnc_table_status
idnc_table_write_html(const idnc_table *table, char **text, size_t *len)
{
	text_out o = text_out_begin(&table->memory.alloc);
	idnc_table_status status;

	text_put(&o, page_head, "<title>", NULL);
	put_title(&o, table);
	text_put(&o, "</title>\n", page_style, "</head>\n<body>\n<h1>", NULL);
	put_title(&o, table);
	text_put(&o, "</h1>\n", NULL);
	put_meta(&o, table);
	put_data(&o, table);
	put_rules(&o, table);
	put_actions(&o, table);
	put_references(&o, table);
	text_put(&o, "</body>\n</html>\n", NULL);
	status = text_out_finish(&o, text, len);
	arena_free(&o.memory);
	return status;
}
