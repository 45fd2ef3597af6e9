/* SPDX-License-Identifier: MIT */
/* Lines of text tables with code points: what they map, with which types. */
#include "tables/text.h"

#include <stdio.h>
#include <string.h>

/* Bounds of a line; those of the table are found when it is read into it. */
enum {
	CODE_POINTS_MAX = 64, /* one more than a sequence may have */
	MAPPINGS_MAX = 66,    /* the code point itself, and one more than it may have variants */
	COLUMNS_MAX = 4
};

/* A code point or sequence of the line, with what it is to the first one. */
typedef struct mapping {
	const char *cp;       /* as an attribute */
	const char *last;     /* of a range; else NULL */
	char       *refs;     /* as an attribute; NULL: none */
	unsigned    columns;  /* where it stands, as bits; bit 0: at the beginning */
	const char *at;       /* in the line */
	bool        is_like_range; /* two code points, ascending, with a hyphen between them */
} mapping;

typedef struct entry_reader {
	text_table      *t;
	const text_line *line;
	const char      *at, *end; /* of what is left, without the comment */
	mapping         *list;
	size_t           count;
	bool             is_bad;
} entry_reader;

/* The comment begins at the first number sign. */
static const char *
find_end(const text_line *line)
{
	const char *sign = memchr(line->at, '#', line->len);

	return sign ? sign : line->at + line->len;
}

void
text_survey(text_table *t, const text_line *line)
{
	const char *end = find_end(line);
	text_form   form = memchr(line->at, ';', (size_t)(end - line->at))   ? FORM_3743
	                   : memchr(line->at, '|', (size_t)(end - line->at)) ? FORM_4290
	                                                                     : FORM_LIST;
	unsigned    columns = 0, separators = 0;

	if (form != FORM_LIST && t->form != FORM_LIST && form != t->form)
		text_report(t, IDNC_TABLE_V_TEXT_FORM, line, line->at);
	if (form != FORM_LIST)
		t->form = form;
	/* A separator at the end begins a column only where something follows. */
	for (const char *c = line->at; form == FORM_3743 && c < end; c++) {
		if (*c == ';')
			separators++;
		else if (*c != ' ' && *c != '\t')
			columns = separators + 1;
	}
	if (columns > t->columns)
		t->columns = columns;
}

/* ---- Pieces of a line ---- */

static void
skip_blanks(entry_reader *e)
{
	while (e->at < e->end && (*e->at == ' ' || *e->at == '\t'))
		e->at++;
}

/* Take one character, if it is the next. */
static bool
take(entry_reader *e, char wanted)
{
	skip_blanks(e);
	if (e->at == e->end || *e->at != wanted)
		return false;
	e->at++;
	return true;
}

static int
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* U+0061, with four to six digits; or 0061, with up to eight (RFC 3743, 5.1). */
static bool
take_code_point(entry_reader *e, uint32_t *cp)
{
	const char *at = e->at;
	bool        is_marked = e->end - at > 2 && (*at == 'U' || *at == 'u') && at[1] == '+';
	unsigned    digits = 0, most = is_marked ? 6 : 8;

	*cp = 0;
	at += is_marked ? 2 : 0;
	for (; at < e->end && hex_digit(*at) >= 0 && digits <= most; digits++)
		*cp = *cp << 4 | (uint32_t)hex_digit(*at++);
	if (digits < 4 || digits > most || *cp > 0x10FFFF)
		return false;
	e->at = at;
	return true;
}

static bool
fail(entry_reader *e, idnc_table_status code, const char *from)
{
	text_report(e->t, code, e->line, from);
	e->is_bad = true;
	return false;
}

static xml_place
place_of(const entry_reader *e, const char *at)
{
	return (xml_place){ e->line->number, (uint32_t)(at - e->line->at) + 1 };
}

/* Whether a code point of the same sequence follows: behind a hyphen (RFC 4290, 5), or behind a blank. */
static bool
goes_on(entry_reader *e)
{
	const char *before = e->at;
	uint32_t    cp;
	bool        is_more;

	if (take(e, '-'))
		return true;
	skip_blanks(e);
	is_more = e->at > before && take_code_point(e, &cp);
	e->at = before;
	return is_more;
}

static const char *
write_code_points(entry_reader *e, const uint32_t *cp, size_t n)
{
	char   text[CODE_POINTS_MAX * sizeof "10FFFF"];
	size_t len = 0;

	for (size_t i = 0; i < n; i++)
		len += (size_t)snprintf(text + len, sizeof text - len, "%s%04X", i ? " " : "", (unsigned)cp[i]);
	return arena_copy(e->t->memory, text, len);
}

/* References of an item that stands in two columns, or of the code points of a sequence, each once. */
static void
join_references(entry_reader *e, mapping *into, const char *more)
{
	const char *rest = more, *word, *seen, *old;
	size_t      len, old_len, used = into->refs ? strlen(into->refs) : 0;
	char       *joined = more ? arena_get(e->t->memory, used + strlen(more) + 2) : NULL;

	if (!joined)
		return;
	memcpy(joined, into->refs ? into->refs : "", used);
	while ((word = grammar_next(&rest, &len)) != NULL) {
		for (seen = joined; (old = grammar_next(&seen, &old_len)) != NULL;)
			if (old_len == len && memcmp(old, word, len) == 0)
				break;
		if (old)
			continue;
		if (used > 0)
			joined[used++] = ' ';
		memcpy(joined + used, word, len);
		used += len;
	}
	into->refs = joined;
}

/* "(1,3)" behind a code point: references */
static bool
take_references(entry_reader *e, mapping *m)
{
	const char *open = e->at, *close;
	char       *refs;

	if (!take(e, '(')) {
		e->at = open; /* the blanks may stand before a code point of the same sequence */
		return true;
	}
	close = memchr(e->at, ')', (size_t)(e->end - e->at));
	if (!close)
		return fail(e, IDNC_TABLE_V_TEXT_LINE, open);
	refs = text_copy(e->t, e->at, (size_t)(close - e->at));
	for (char *c = refs; c && *c; c++)
		if (*c == ',')
			*c = ' ';
	if (refs)
		grammar_collapse(refs, strlen(refs));
	if (m->refs)
		join_references(e, m, refs);
	else
		m->refs = refs;
	e->at = close + 1;
	return true;
}

/* U+ before anything, or a word of hexadecimal digits. */
static bool
is_like_code_point(const entry_reader *e)
{
	const char *at = e->at;

	if (text_has_prefix(at, (size_t)(e->end - at), "u+"))
		return true;
	while (at < e->end && hex_digit(*at) >= 0)
		at++;
	return at > e->at && (at == e->end || !((*at | 0x20) >= 'a' && (*at | 0x20) <= 'z'));
}

/* A code point, a sequence, or a range, with references. */
static bool
take_item(entry_reader *e, mapping *m)
{
	uint32_t cp[CODE_POINTS_MAX];
	size_t   n = 0;
	bool     has_hyphen;

	*m = (mapping){ .cp = NULL };
	skip_blanks(e);
	m->at = e->at;
	do {
		skip_blanks(e);
		if (n == CODE_POINTS_MAX)
			return fail(e, IDNC_TABLE_V_LIMIT_SEQUENCE, m->at);
		if (!take_code_point(e, &cp[n]))
			return fail(e, is_like_code_point(e) ? IDNC_TABLE_V_CODE_POINT : IDNC_TABLE_V_TEXT_LINE, e->at);
		n++;
		if (!take_references(e, m))
			return false;
		has_hyphen = n == 2 && m->at < e->at && memchr(m->at, '-', (size_t)(e->at - m->at)) != NULL;
	} while (goes_on(e));
	m->is_like_range = n == 2 && has_hyphen && cp[0] < cp[1];
	m->cp = write_code_points(e, cp, n);
	if (e->end - e->at >= 2 && e->at[0] == '.' && e->at[1] == '.') {
		e->at += 2;
		if (n > 1 || !take_code_point(e, &cp[0]))
			return fail(e, IDNC_TABLE_V_TEXT_LINE, m->at);
		m->last = write_code_points(e, cp, 1);
	}
	/* Where memory is gone the reading ends; the line only looks bad. */
	e->is_bad |= !m->cp;
	return take_references(e, m) && m->cp;
}

/* ---- The line ---- */

static bool
add_item(entry_reader *e, unsigned column)
{
	mapping m;

	if (!take_item(e, &m))
		return false;
	m.columns = 1u << column;
	if (m.last && column > 0)
		return fail(e, IDNC_TABLE_V_TEXT_LINE, m.at);
	for (size_t i = 1; i < e->count; i++)
		if (strcmp(e->list[i].cp, m.cp) == 0) {
			e->list[i].columns |= m.columns;
			join_references(e, &e->list[i], m.refs);
			return true;
		}
	if (e->count == MAPPINGS_MAX)
		return fail(e, IDNC_TABLE_V_LIMIT_VARIANTS, m.at);
	e->list[e->count++] = m;
	return true;
}

/* Items with a separator between them; there may be none. */
static bool
take_column(entry_reader *e, unsigned column, char separator)
{
	skip_blanks(e);
	if (e->at == e->end || *e->at == ';')
		return true;
	do {
		if (!add_item(e, column))
			return false;
	} while (take(e, separator));
	return true;
}

/* base|variant:variant (RFC 4290, 5), or base;preferred,...;variant,... (RFC 3743, 5.2) */
static bool
take_columns(entry_reader *e)
{
	unsigned column = 0;

	if (!add_item(e, 0))
		return false;
	if (take(e, '|')) {
		if (!take_column(e, 1, ':'))
			return false;
	} else {
		while (take(e, ';')) {
			if (++column >= COLUMNS_MAX)
				break;
			if (!take_column(e, column, ','))
				return false;
		}
	}
	skip_blanks(e);
	/* One more separator may end the last column. */
	return e->at == e->end || fail(e, IDNC_TABLE_V_TEXT_LINE, e->at);
}

/* The type of a variant; NULL: it says nothing. */
static const char *
find_type(const entry_reader *e, const mapping *m, char *reflexive)
{
	const text_table *t = e->t;
	unsigned first = m->columns & 2, second = t->preferred[1] ? m->columns & 4 : 0;
	bool     is_self = strcmp(m->cp, e->list[0].cp) == 0;
	const char *type = "blocked";

	if (t->form == FORM_3743 && (first || second))
		type = first && second ? "both" : first ? t->preferred[0] : t->preferred[1];
	else if (is_self)
		return NULL;
	if (!is_self)
		return type;
	strcat(strcpy(reflexive, "r-"), type);
	return reflexive;
}

static bool
add_variant(entry_reader *e, const mapping *m)
{
	char        reflexive[32];
	const char *type = find_type(e, m, reflexive);
	const char *attributes[] = { "cp", m->cp, "type", type, m->refs && *m->refs ? "ref" : NULL, m->refs, NULL };

	if (!type) {
		table_reader_report(&e->t->r, IDNC_TABLE_V_TEXT_SELF, place_of(e, m->at), m->cp);
		return true;
	}
	e->t->has_variants = true;
	return table_reader_start(&e->t->r, place_of(e, m->at), "var", attributes) && table_reader_end(&e->t->r);
}

static bool
add_entry(entry_reader *e)
{
	const mapping *base = &e->list[0];
	xml_place      at = place_of(e, base->at);
	const char    *comment = e->end < e->line->at + e->line->len ? e->end : NULL, *text;
	const char    *attributes[10] = { base->last ? "first-cp" : "cp", base->cp };
	size_t         n = 2;

	if (base->last) {
		attributes[n++] = "last-cp";
		attributes[n++] = base->last;
	}
	if (base->refs && *base->refs) {
		attributes[n++] = "ref";
		attributes[n++] = base->refs;
	}
	while (comment && comment < e->line->at + e->line->len && *comment == '#')
		comment++;
	text = comment ? text_copy(e->t, comment, e->line->len - (size_t)(comment - e->line->at)) : NULL;
	if (text && strlen(text) > XML_VALUE_MAX)
		return table_reader_report(&e->t->r, IDNC_TABLE_V_LIMIT_VALUE, at, NULL);
	/* In a table of RFC 4290, where strings are written so, it is no surprise. */
	if (base->is_like_range && e->count == 1 && e->t->form != FORM_4290)
		table_reader_report(&e->t->r, IDNC_TABLE_V_TEXT_SEQUENCE, at, base->cp);
	if (text && text_tells_rule(text))
		table_reader_report(&e->t->r, IDNC_TABLE_V_TEXT_RULE, place_of(e, e->end), text);
	if (text && *text) {
		attributes[n++] = "comment";
		attributes[n++] = text;
	}
	if (!table_reader_start(&e->t->r, at, base->last ? "range" : "char", attributes))
		return false;
	for (size_t i = 1; i < e->count; i++)
		if (!add_variant(e, &e->list[i]))
			return false;
	return table_reader_end(&e->t->r);
}

bool
text_take_entry(text_table *t, const text_line *line)
{
	mapping      list[MAPPINGS_MAX];
	entry_reader e = { .t = t, .line = line, .at = line->at, .end = find_end(line), .list = list };

	if (take_columns(&e) && e.list[0].last && e.count > 1)
		fail(&e, IDNC_TABLE_V_TEXT_LINE, e.list[0].at);
	if (!e.is_bad)
		return add_entry(&e);
	/* A bad line is left out, and refuses the table; that it is missing is no second fault. */
	t->r.current->is_bad = true;
	return !t->memory->failed;
}
