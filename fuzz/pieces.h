/* SPDX-License-Identifier: MIT */
/* Tables that are well-formed and nearly valid, each byte a piece of them: what any bytes seldom reach. */
#ifndef FUZZ_PIECES_H
#define FUZZ_PIECES_H

#include "table.h"

enum { ROOM = 1 << 16, DEPTH = 40 };

/* An element, its attributes; those that hold others stay open. */
static const struct piece {
	const char *name, *attributes;
	int         is_open;
} data_pieces[] = {
	{ "char", "cp='0061' tag='t u'", 1 }, { "char", "cp='0062' when='r'", 1 }, { "char", "cp='0061 0301'", 1 },
	{ "char", "cp='4E00' not-when='s'", 1 }, { "char", "cp=''", 1 }, { "char", "cp='0063 0062 0061' ref='1'", 1 },
	{ "range", "first-cp='0100' last-cp='01FF' tag='t'", 0 }, { "range", "first-cp='0200' last-cp='0210' when='r'", 0 },
	{ "var", "cp='0061' type='blocked'", 0 }, { "var", "cp='0062' type='x' when='r'", 0 }, { "var", "cp=''", 0 },
	{ "var", "cp='0061 0301' type='invalid' not-when='s'", 0 }, { "var", "cp='4E00'", 0 },
	{ "var", "cp='0061' type='x'", 0 }, { "var", "cp='0062' type='blocked'", 0 }, { "var", "cp='0061 0301' type='x'", 0 },
}, rule_pieces[] = {
	{ "rule", "name='r'", 1 }, { "rule", "name='s'", 1 }, { "rule", "name='q'", 1 }, { "rule", "", 1 },
	{ "rule", "count='0:3'", 1 }, { "rule", "by-ref='r'", 0 }, { "rule", "by-ref='s' count='2+'", 0 },
	{ "choice", "", 1 }, { "choice", "count='1+'", 1 }, { "look-behind", "", 1 }, { "look-ahead", "", 1 },
	{ "anchor", "", 0 }, { "start", "", 0 }, { "end", "", 0 }, { "any", "", 0 }, { "any", "count='99999+'", 0 },
	{ "char", "cp='0061'", 0 }, { "char", "cp='0061 0062' count='2'", 0 }, { "class", "name='c' from-tag='t'", 0 },
	{ "class", "name='d' property='gc:L'", 0 }, { "class", "by-ref='c'", 0 }, { "class", "by-ref='d' count='3'", 0 },
	{ "class", "from-tag='u'", 0 }, { "class", "property='sc:Hani'", 0 }, { "union", "", 1 }, { "union", "name='e'", 1 },
	{ "complement", "", 1 }, { "difference", "", 1 }, { "intersection", "name='f'", 1 }, { "symmetric-difference", "", 1 },
	{ "action", "disp='blocked' match='r'", 0 }, { "action", "disp='valid' not-match='s' any-variant='x blocked'", 0 },
	{ "action", "disp='invalid' only-variants='x'", 0 }, { "action", "disp='y' all-variants='z'", 0 },
	{ "action", "disp='y' only-variants='blocked x'", 0 }, { "action", "disp='y' all-variants='blocked x'", 0 },
	{ "action", "disp='y' any-variant='blocked'", 0 }, { "action", "disp='w' all-variants='x'", 0 },
	{ "action", "disp='w' match='r'", 0 }, { "action", "disp='w' not-match='r'", 0 }, { "action", "disp='w' match='s'", 0 },
	{ "any", "count='2'", 0 }, { "any", "count='3'", 0 }, { "class", "by-ref='c' count='2+'", 0 }, { "class", "by-ref='c' count='1+'", 0 },
};

static char   text[ROOM];
static size_t len;

static void
put(const char *s)
{
	size_t n = strlen(s);

	if (len + n <= ROOM) {
		memcpy(text + len, s, n);
		len += n;
	}
}

static void
put_close(const char *name)
{
	put("</");
	put(name);
	put(">");
}

/* Each byte a piece; from 200 on, the end of the innermost element.  The bytes used. */
static size_t
put_pieces(const struct piece *pieces, size_t count, const uint8_t *data, size_t size)
{
	const char *open[DEPTH];
	size_t      depth = 0, used = 0;

	for (; used < size && data[used] != 255 && len < ROOM / 2; used++) {
		const struct piece *p = &pieces[data[used] % count];
		if (data[used] >= 200) {
			if (depth > 0)
				put_close(open[--depth]);
			continue;
		}
		put("<");
		put(p->name);
		put(" ");
		put(p->attributes);
		put(p->is_open && depth < DEPTH ? ">" : "/>");
		if (p->is_open && depth < DEPTH)
			open[depth++] = p->name;
	}
	while (depth > 0)
		put_close(open[--depth]);
	return used + (used < size);
}

#define PIECES(list) list, sizeof list / sizeof *list

/* Write a table of these bytes to text. */
static inline void
fuzz_pieces(const uint8_t *data, size_t size)
{
	size_t used;

	len = 0;
	put("<lgr xmlns='urn:ietf:params:xml:ns:lgr-1.0'><meta><unicode-version>11.0.0</unicode-version></meta><data>");
	used = put_pieces(PIECES(data_pieces), data, size);
	put("</data><rules>");
	put_pieces(PIECES(rule_pieces), data + used, size - used);
	put("</rules></lgr>");
}

/* A table of these bytes, or NULL. */
static inline idnc_table *
fuzz_pieces_read(const uint8_t *data, size_t size)
{
	idnc_table *table = NULL;

	fuzz_pieces(data, size);
	return idnc_table_read(NULL, text, len, NULL, &table) == IDNC_TABLE_OK ? table : NULL;
}

/* The same table, written and read again. */
static inline idnc_table *
fuzz_pieces_again(const idnc_table *table)
{
	idnc_table *same = NULL;
	char       *written = NULL;
	size_t      written_len = 0;

	MUST(idnc_table_write(table, &written, &written_len) == IDNC_TABLE_OK);
	MUST(idnc_table_read(NULL, written, written_len, NULL, &same) == IDNC_TABLE_OK);
	idnc_table_release(NULL, written);
	return same;
}

#endif
