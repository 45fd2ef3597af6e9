/* SPDX-License-Identifier: MIT */
/* Writing a table as text of RFC 4290, and saying what that form cannot hold. */
#include "tables/model.h"
#include "tables/text_out.h"

#include <stdio.h>
#include <string.h>

typedef struct text_writer {
	text_out out;
	journal  journal;
} text_writer;

/* ---- What is lost ---- */

static void
lose(text_writer *w, const node *n, const char *what, const char *value)
{
	char detail[IDNC_TABLE_DETAIL_MAX + 2]; /* one more, so that it is cut at a character */

	snprintf(detail, sizeof detail, "%s%s%s", what, *value ? " " : "", value);
	node_report(&w->journal, IDNC_TABLE_V_TEXT_LOST, n, detail);
}

/* Attributes that a code point, a range or a variant can have, and no text. */
static void
lose_attributes(text_writer *w, const node *n)
{
	static const attribute_id lost[] = { ATTRIBUTE_WHEN, ATTRIBUTE_NOT_WHEN, ATTRIBUTE_TYPE, ATTRIBUTE_TAG, ATTRIBUTE_REF };

	for (size_t i = 0; i < sizeof lost / sizeof *lost; i++) {
		const char *value = node_value(n, lost[i]);
		/* What is blocked is blocked again when the text is read. */
		if (value && (lost[i] != ATTRIBUTE_TYPE || strcmp(value, "blocked") != 0))
			lose(w, n, grammar_attributes[lost[i]].name, value);
	}
	if (n->kind == ELEMENT_VAR && node_has(n, ATTRIBUTE_COMMENT))
		lose(w, n, "comment", node_value(n, ATTRIBUTE_COMMENT));
	if (n->kind == ELEMENT_VAR && !node_has(n, ATTRIBUTE_TYPE))
		lose(w, n, "variant without a type", "");
}

/* ---- Head ---- */

/* Text on one line, whatever line ends it has. */
static void
put_line(text_writer *w, const char *text)
{
	for (; *text; text++)
		text_put_bytes(&w->out, *text == '\n' || *text == '\r' ? " " : text, 1);
	text_put(&w->out, "\n", NULL);
}

/* Lines of text as comments. */
static void
put_comment(text_writer *w, const char *text)
{
	while (*text) {
		size_t n = strcspn(text, "\r\n");
		text_put(&w->out, n > 0 ? "# " : "#", NULL);
		text_put_bytes(&w->out, text, n);
		text_put(&w->out, "\n", NULL);
		text += n + (text[n] != '\0');
	}
}

/* The elements that the head has a line for: the first of a kind. */
static const struct { element kind; const char *before; } head[] = {
	{ ELEMENT_VERSION, "Version: " }, { ELEMENT_DATE, "Date: " }, { ELEMENT_LANGUAGE, "Script/Language Identifier: " },
	{ ELEMENT_SCOPE, "TLD: " }, { ELEMENT_UNICODE_VERSION, "Unicode version: " },
};

static void
put_head(text_writer *w, const node *meta)
{
	for (const node *n = meta ? meta->first : NULL; n; n = n->next) {
		const char *type = node_value(n, ATTRIBUTE_SCOPE_TYPE);
		size_t      i = 0;
		while (i < sizeof head / sizeof *head && head[i].kind != n->kind)
			i++;
		if (n->kind == ELEMENT_DESCRIPTION || n->kind == ELEMENT_REFERENCES)
			continue;
		if (i == sizeof head / sizeof *head || node_find(meta, (element)n->kind) != n ||
		    (n->kind == ELEMENT_SCOPE && type && strcmp(type, "domain") != 0)) {
			lose(w, n, grammar_elements[n->kind].name, n->text);
			continue;
		}
		text_put(&w->out, "# ", head[i].before, NULL);
		put_line(w, n->text);
		if (node_has(n, ATTRIBUTE_COMMENT))
			lose(w, n, "comment", node_value(n, ATTRIBUTE_COMMENT));
	}
}

static void
put_meta(text_writer *w, const node *meta)
{
	const node *references = node_find(meta, ELEMENT_REFERENCES), *description = node_find(meta, ELEMENT_DESCRIPTION);

	put_head(w, meta);
	for (const node *n = references ? references->first : NULL; n; n = n->next) {
		text_put(&w->out, "# Reference ", node_value(n, ATTRIBUTE_ID), " ", NULL);
		put_line(w, n->text);
	}
	if (description) {
		text_put(&w->out, "#\n", NULL);
		put_comment(w, description->text);
	}
}

/* ---- Data ---- */

/* A comment on one line. */
static void
put_end(text_writer *w, const node *n)
{
	const char *comment = node_value(n, ATTRIBUTE_COMMENT);

	text_put(&w->out, comment ? " # " : "", NULL);
	put_line(w, comment ? comment : "");
}

static void
put_char(text_writer *w, const node *n)
{
	const char *separator = "|";

	lose_attributes(w, n);
	if (n->cps == 0)
		lose(w, n, "null source", "");
	else
		text_put_code_points(&w->out, n->cp, n->cps, "-");
	for (const node *var = n->first; var; var = var->next) {
		bool is_self = node_compare(var, n) == 0;
		if (n->cps > 0)
			lose_attributes(w, var);
		if (n->cps == 0 || var->cps == 0 || is_self) {
			if (n->cps > 0)
				lose(w, var, is_self ? "reflexive variant" : "null variant", "");
			continue;
		}
		text_put(&w->out, separator, NULL);
		text_put_code_points(&w->out, var->cp, var->cps, "-");
		separator = ":";
	}
	if (n->cps > 0)
		put_end(w, n);
}

static void
put_range(text_writer *w, const node *n)
{
	lose_attributes(w, n);
	/* The comment stands once: a range may be long. */
	for (uint32_t cp = n->cp[0]; cp <= n->cp[1] && !w->out.memory.failed; cp++) {
		text_put_code_points(&w->out, &cp, 1, "");
		if (cp == n->cp[0])
			put_end(w, n);
		else
			text_put(&w->out, "\n", NULL);
	}
}

idnc_table_status
idnc_table_write_text(const idnc_table *table, idnc_table_findings *findings, char **text, size_t *len)
{
	text_writer w = { text_out_begin(&table->memory.alloc), journal_begin(findings) };

	put_meta(&w, table->meta);
	text_put(&w.out, w.out.bytes.count > 0 ? "\n" : "", NULL);
	for (const node *n = table->data->first; n && !w.out.memory.failed; n = n->next) {
		if (n->kind == ELEMENT_RANGE)
			put_range(&w, n);
		else
			put_char(&w, n);
	}
	for (const node *n = table->rules ? table->rules->first : NULL; n; n = n->next) {
		const char *name = node_value(n, n->kind == ELEMENT_ACTION ? ATTRIBUTE_DISP : ATTRIBUTE_NAME);
		lose(&w, n, grammar_elements[n->kind].name, name ? name : "");
	}
	return text_out_finish(&w.out, text, len);
}
