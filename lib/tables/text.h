/* SPDX-License-Identifier: MIT */
/* Tables as text, of RFC 4290, of RFC 3743, or one code point a line: what reading them is made of. */
#ifndef TABLES_TEXT_H
#define TABLES_TEXT_H

#include "tables/reader.h"

typedef struct text_line {
	const char *at;
	size_t      len;    /* without its end */
	uint32_t    number; /* from 1 */
} text_line;

/* What the head of a table can say about it. */
typedef enum text_field {
	FIELD_VERSION, FIELD_VERSION_COMMENT, FIELD_DATE, FIELD_LANGUAGE, FIELD_SCOPE, FIELD_UNICODE, FIELD_COUNT
} text_field;

typedef struct text_reference {
	const char *id, *text;
	uint32_t    line;
} text_reference;

/* What stands between the code points of a line. */
typedef enum text_form { FORM_LIST, FORM_4290, FORM_3743 } text_form;

typedef struct text_table {
	reader      r;
	arena      *memory;             /* of the table */
	const char *field[FIELD_COUNT]; /* NULL: not said */
	uint32_t    field_line[FIELD_COUNT];
	array       references;         /* of text_reference */
	array       description;        /* of char: the comments */
	array       paragraph;          /* of char: the comment at hand, its lines joined */
	uint32_t    paragraph_line;
	bool        in_contexts;        /* in a list of code points that need a context */
	bool        has_gap;            /* a blank line comes before the next one of the description */
	bool        has_entries;
	bool        has_variants;
	text_form   form;
	unsigned    columns;            /* of RFC 3743: at most 4 */
	const char *preferred[2];       /* types of the columns between the first and the last */
} text_table;

/* The next line; *at begins at 0, line->number too.  CR, LF and CRLF end a line.  False: there is none. */
bool text_next_line(const char *bytes, size_t len, size_t *at, text_line *line);

/* Report a line, or the part of it that begins at `from`, by its text. */
void text_report(text_table *t, idnc_table_status code, const text_line *line, const char *from);

/* A copy of bytes of the file, white space at its ends removed, and runs of it made one space. */
char *text_copy(text_table *t, const char *at, size_t len);

/* Whether text begins with a word, in ASCII and without regard to case. */
bool text_has_prefix(const char *at, size_t len, const char *word);

/* ---- text_comment.c ---- */

/* A line whose first character that is no blank is a number sign. */
void text_take_comment(text_table *t, const text_line *line);

/* A line that begins like a header of RFC 3743, 5.2; false: it goes on like none. */
bool text_is_header(const text_line *line);
bool text_take_header(text_table *t, const text_line *line);

/* What ends a paragraph: a blank line, or one that is no comment. */
void text_end_paragraph(text_table *t);

/* Whether the comment of a code point, a NUL-terminated text, tells of a rule. */
bool text_tells_rule(const char *comment);

/* ---- text_entry.c ---- */

/* Look at the separators of a line with code points. */
void text_survey(text_table *t, const text_line *line);

/* Read such a line into the table.  False ends the reading. */
bool text_take_entry(text_table *t, const text_line *line);

#endif
