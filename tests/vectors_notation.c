/* SPDX-License-Identifier: MIT */
/* The notation of testvectors/: rows, escapes, code points, and when an answer matches. */
#define _DEFAULT_SOURCE /* MAP_ANONYMOUS */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "vectors.h"

/* A run of equal characters this long is folded when it is written. */
#define LONG_RUN 12

static void
text_room(struct text *t, size_t more)
{
	if (t->len + more < t->room)
		return;
	t->room = 2 * (t->len + more) + 64;
	t->at = realloc(t->at, t->room);
	if (!t->at)
		abort();
}

void
text_add(struct text *t, const char *format, ...)
{
	va_list arguments;
	int n;

	va_start(arguments, format);
	n = vsnprintf(NULL, 0, format, arguments);
	va_end(arguments);
	text_room(t, (size_t)n + 1);
	va_start(arguments, format);
	vsnprintf(t->at + t->len, (size_t)n + 1, format, arguments);
	va_end(arguments);
	t->len += (size_t)n;
}

void
text_add_span(struct text *t, struct span s)
{
	text_room(t, s.len + 1);
	if (s.len)
		memcpy(t->at + t->len, s.at, s.len);
	t->len += s.len;
	t->at[t->len] = '\0';
}

void *
guard_place(struct guard *g, const void *bytes, size_t n)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);

	if (!g->end) {
		char *start = mmap(NULL, GUARD_ROOM + page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
		if (start == MAP_FAILED || mprotect(start + GUARD_ROOM, page, PROT_NONE) != 0)
			abort();
		g->end = start + GUARD_ROOM;
	}
	if (n > GUARD_ROOM)
		abort();
	if (!bytes)
		memset(g->end - n, GUARD_FILL, n);
	else if (n)
		memcpy(g->end - n, bytes, n);
	return g->end - n;
}

bool
guard_is_untouched(const void *at, size_t n)
{
	const unsigned char *bytes = at;

	while (n > 0 && bytes[n - 1] == GUARD_FILL)
		n--;
	return n == 0;
}

char *
rows_parse(struct rows *rows, const char *file, struct span text)
{
	struct text fault = { 0 };
	struct span line;
	size_t before = rows->count;

	for (size_t number = 1; util_line(&text, &line); number++) {
		struct span column[4];
		struct row *row;
		if (util_trim(line).len == 0 || line.at[0] == '#')
			continue;
		if (util_split(line, '|', column, 4) != 4) {
			text_add(&fault, "%s:%zu: a row is `op | input | expect | note`", file, number);
			return fault.at;
		}
		rows->items = realloc(rows->items, (rows->count + 1) * sizeof *row);
		if (!rows->items)
			abort();
		row = &rows->items[rows->count++];
		*row = (struct row){ file, number, util_trim(column[0]), util_trim(column[1]), util_trim(column[2]) };
		if (!row->op.len || !row->input.len || !row->expect.len || !util_trim(column[3]).len) {
			text_add(&fault, "%s:%zu: a column is empty", file, number);
			return fault.at;
		}
	}
	if (rows->count == before)
		text_add(&fault, "%s: no rows", file);
	return fault.at;
}

/* The digits between braces of an escape such as \u{HEX}, and where it ends; false when malformed. */
static bool
read_braces(struct span text, size_t *at, int base, size_t max_digits, unsigned long *value)
{
	char digits[8];
	char *end;
	size_t n = 0;

	if (*at + 2 >= text.len || text.at[*at + 2] != '{')
		return false;
	for (*at += 3; *at < text.len && text.at[*at] != '}' && n < max_digits; (*at)++)
		digits[n++] = text.at[*at];
	digits[n] = '\0';
	*value = strtoul(digits, &end, base);
	return n > 0 && *end == '\0' && *at < text.len && text.at[(*at)++] == '}';
}

/* \u{HEX}, \x{HH}, or \*{N}: the character before it, N times in all. */
static bool
read_escape(struct span text, size_t *at, struct text *bytes, size_t last)
{
	char kind = *at + 1 < text.len ? text.at[*at + 1] : '\0', utf8[4];
	unsigned long value;

	if (!read_braces(text, at, kind == '*' ? 10 : 16, kind == 'x' ? 2 : 6, &value))
		return false;
	if (kind == 'u' && value <= 0x10FFFF) {
		text_add_span(bytes, (struct span){ utf8, util_put((uint32_t)value, utf8) });
	} else if (kind == 'x') {
		utf8[0] = (char)value;
		text_add_span(bytes, (struct span){ utf8, 1 });
	} else if (kind == '*' && last < bytes->len) {
		size_t width = bytes->len - last;
		for (text_room(bytes, width * value); value > 1; value--)
			text_add_span(bytes, (struct span){ bytes->at + last, width });
	} else {
		return false;
	}
	return true;
}

bool
notation_read(struct span text, struct text *bytes)
{
	size_t last = 0;

	text_add(bytes, "%s", "");
	for (size_t at = 0; at < text.len;) {
		size_t start = at, before = bytes->len;
		if (text.at[at] != '\\') {
			do
				at++;
			while (at < text.len && ((unsigned char)text.at[at] & 0xC0) == 0x80);
			text_add_span(bytes, (struct span){ text.at + start, at - start });
		} else if (!read_escape(text, &at, bytes, last)) {
			return false;
		}
		last = before;
	}
	return true;
}

bool
notation_read_cps(struct span text, struct text *cps)
{
	struct span word = text;

	text_room(cps, 1);
	if (util_equal(text, SPAN_Z("-")))
		return true;
	while (word.len > 0) {
		char *end;
		uint32_t cp = (uint32_t)strtoul(word.at, &end, 16);
		unsigned long count = end > word.at && *end == '*' ? strtoul(end + 1, &end, 10) : 1;
		size_t used = (size_t)(end - word.at);
		if (used == 0 || used > word.len || (used < word.len && *end != ' '))
			return false;
		for (; count > 0; count--)
			text_add_span(cps, (struct span){ (const char *)&cp, sizeof cp });
		word = (struct span){ word.at + used, word.len - used };
		word = util_trim(word);
	}
	return true;
}

/* One character as it is written between quotes; ill-formed bytes one by one. */
static size_t
write_character(struct span bytes, size_t at, struct text *out)
{
	size_t next = at;
	uint32_t cp;

	if (idnc_utf8_next(bytes.at, bytes.len, &next, &cp) != IDNC_OK) {
		text_add(out, "\\x{%02X}", (unsigned char)bytes.at[at]);
		return at + 1;
	}
	if (cp >= 0x20 && cp < 0x7F && !strchr("\"\\|", (int)cp))
		text_add(out, "%c", (char)cp);
	else
		text_add(out, "\\u{%X}", (unsigned)cp);
	return next;
}

void
notation_quote(struct span bytes, struct text *out)
{
	text_add(out, "\"");
	for (size_t at = 0; at < bytes.len;) {
		size_t next = write_character(bytes, at, out), width = next - at, run = 1;
		while (next + width <= bytes.len && memcmp(bytes.at + at, bytes.at + next, width) == 0) {
			next += width;
			run++;
		}
		if (run >= LONG_RUN)
			text_add(out, "\\*{%zu}", run);
		else
			for (size_t i = 1; i < run; i++)
				write_character(bytes, at, out);
		at = next;
	}
	text_add(out, "\"");
}

void
notation_write_cps(const uint32_t *cps, size_t n, struct text *out)
{
	size_t run;

	for (size_t i = 0; i < n; i += run) {
		for (run = 1; i + run < n && cps[i + run] == cps[i]; run++)
			;
		text_add(out, "%s%04X", i ? " " : "", (unsigned)cps[i]);
		if (run >= LONG_RUN)
			text_add(out, "*%zu", run);
		else
			run = 1;
	}
	if (n == 0)
		text_add(out, "-");
}

/* The next item of a list: up to a comma outside of quotes. */
static bool
next_item(struct span *rest, struct span *item)
{
	size_t end = 0;
	bool is_quoted = false;

	if (rest->len == 0)
		return false;
	for (; end < rest->len && (is_quoted || rest->at[end] != ','); end++)
		is_quoted ^= rest->at[end] == '"';
	*item = util_trim((struct span){ rest->at, end });
	end += end < rest->len;
	*rest = (struct span){ rest->at + end, rest->len - end };
	return true;
}

static bool
is_quoted(struct span s)
{
	return s.len >= 2 && s.at[0] == '"' && s.at[s.len - 1] == '"';
}

static bool
quoted_matches(struct span expect, struct span got)
{
	struct text a = { 0 }, b = { 0 };
	bool is_read = notation_read((struct span){ expect.at + 1, expect.len - 2 }, &a) &&
	               notation_read((struct span){ got.at + 1, got.len - 2 }, &b);
	bool is_same = is_read && util_equal((struct span){ a.at, a.len }, (struct span){ b.at, b.len });

	free(a.at);
	free(b.at);
	return is_same;
}

/* What follows in an item of the answer, such as the code point, need not be expected. */
static bool
item_matches(struct span expect, struct span got)
{
	if (is_quoted(expect) && is_quoted(got))
		return quoted_matches(expect, got);
	if (util_equal(expect, got))
		return true;
	return expect.len > 0 && expect.len < got.len && memchr(expect.at, '@', expect.len) &&
	       memcmp(expect.at, got.at, expect.len) == 0 && got.at[expect.len] == ' ';
}

bool
notation_matches(struct span expect, struct span got)
{
	struct span a, b;

	while (next_item(&expect, &a))
		if (!next_item(&got, &b) || !item_matches(a, b))
			return false;
	return !next_item(&got, &b);
}
