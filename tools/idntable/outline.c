/* SPDX-License-Identifier: MIT */
/* YAML documents as trees, read within bounds; and what is wrong at a place of a file. */
#include "outline.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#ifdef IDNTABLE_YAML
#include <yaml.h>
#endif

#include "common/escape.h"
#include "common/message.h"

void
outline_report(const char *file, uint32_t line, uint32_t column, idnc_severity severity,
            const char *sentence, const char *quoted, size_t quoted_len)
{
	enum { QUOTED_MAX = 64 };
	bool is_cut = quoted_len > QUOTED_MAX;
	struct text out = { 0 };

	escape_write(&out, ESCAPE_TEXT, file, strlen(file));
	text_format(&out, ":%u:%u: %s: %s", (unsigned)line, (unsigned)column,
	            severity_word(severity), sentence);
	if (quoted) {
		text_add_z(&out, " '");
		while (is_cut && quoted_len > QUOTED_MAX - 4 &&
		       (quoted_len > QUOTED_MAX || ((unsigned char)quoted[quoted_len] & 0xC0) == 0x80))
			quoted_len--;
		escape_write(&out, ESCAPE_TEXT, quoted, quoted_len);
		text_add_z(&out, is_cut ? "\\u{2026}'" : "'");
	}
	text_add_char(&out, '\n');
	stderr_write(out.bytes, out.len);
	text_free(&out);
}

bool
outline_is(const struct outline *outline, const struct outline_node *node, const char *word)
{
	return node->kind == OUTLINE_SCALAR && node->len == strlen(word) &&
	       memcmp(outline->text.bytes + node->text, word, node->len) == 0;
}

void
outline_free(struct outline *outline)
{
	free(outline->nodes);
	text_free(&outline->text);
	*outline = (struct outline){ 0 };
}

bool
outline_is_here(void)
{
#ifdef IDNTABLE_YAML
	return true;
#else
	message("this verb needs libyaml, without which this program was built", NULL, "");
	return false;
#endif
}

#ifdef IDNTABLE_YAML

/* ---- bytes ---- */

static bool
fail(const char *file, int error)
{
	struct text line = { 0 };

	message_add_errno(&line, "cannot read", file, error);
	stderr_write(line.bytes, line.len);
	text_free(&line);
	return false;
}

/* Read to the end; 0, or the errno of the failure. */
static int
read_all(int fd, struct text *out)
{
	enum { STEP = 64 * 1024 };

	while (out->len <= OUTLINE_SIZE_MAX) {
		ssize_t got;

		text_reserve(out, STEP);
		got = read(fd, out->bytes + out->len, STEP);
		if (got == 0)
			return 0;
		if (got < 0 && errno != EINTR)
			return errno;
		out->len += got > 0 ? (size_t)got : 0;
	}
	return EFBIG;
}

/* "-" is stdin. */
static bool
read_file(const char *file, struct text *out)
{
	int fd = strcmp(file, "-") == 0 ? dup(STDIN_FILENO) : open(file, O_RDONLY | O_CLOEXEC), error;

	if (fd < 0)
		return fail(file, errno);
	error = read_all(fd, out);
	close(fd);
	return error ? fail(file, error) : true;
}

static bool
is_begun_by(const struct text *bytes, const char *prefix, size_t len)
{
	return bytes->len >= len && memcmp(bytes->bytes, prefix, len) == 0;
}

/*
 * Whether the bytes are UTF-8 of characters that YAML allows: libyaml would say less of what is wrong,
 * and would take UTF-16 too, of which no line could be shown.
 */
static bool
check_text(const char *file, const struct text *bytes)
{
	uint32_t line = 1, column = 1, cp;
	const char *fault = NULL;

	if (is_begun_by(bytes, "\xFF\xFE", 2) || is_begun_by(bytes, "\xFE\xFF", 2))
		fault = "the text is UTF-16 or UTF-32, and must be UTF-8";
	for (size_t at = 0; at < bytes->len && !fault; column++) {
		size_t start = at;

		if (idnc_utf8_next(bytes->bytes, bytes->len, &at, &cp) != IDNC_OK)
			fault = "the text is not UTF-8";
		else if (cp == 0)
			fault = "a NUL: this is no text, or not in UTF-8";
		else if ((cp < ' ' && cp != '\t' && cp != '\n' && cp != '\r') ||
		         (cp >= 0x7F && cp < 0xA0 && cp != 0x85) || (cp & 0xFFFFFE) == 0xFFFE)
			fault = "a control character, which YAML does not allow";
		if (fault)
			break;
		/* The line ends where YAML says so, CR alone among its ends. */
		if (cp == '\n' || cp == 0x85 || cp == 0x2028 || cp == 0x2029 ||
		    (cp == '\r' && (at == bytes->len || bytes->bytes[at] != '\n'))) {
			line++;
			column = 0;
		}
		if (start == 0 && cp == 0xFEFF)
			column = 0;
	}
	if (fault)
		outline_report(file, line, column, IDNC_SEVERITY_ERROR, fault, NULL, 0);
	return !fault;
}

/* ---- events ---- */

struct reading {
	struct outline *out;
	uint32_t open[OUTLINE_DEPTH_MAX]; /* nodes that are not closed */
	uint32_t last[OUTLINE_DEPTH_MAX]; /* their last child */
	uint32_t children[OUTLINE_DEPTH_MAX];
	size_t depth;
	size_t capacity;
	bool is_over;
};

static bool
refuse(const struct reading *reading, const yaml_mark_t *mark, const char *sentence)
{
	outline_report(reading->out->file, (uint32_t)mark->line + 1, (uint32_t)mark->column + 1,
	            IDNC_SEVERITY_ERROR, sentence, NULL, 0);
	return false;
}

/* Add a node to what is open. */
static struct outline_node *
add_node(struct reading *reading, enum outline_kind kind, const yaml_mark_t *mark)
{
	struct outline *out = reading->out;
	uint32_t index = (uint32_t)out->count;

	if (out->count == reading->capacity) {
		reading->capacity = reading->capacity ? reading->capacity * 2 : 256;
		out->nodes = memory_resize(out->nodes, reading->capacity, sizeof *out->nodes);
	}
	out->nodes[out->count++] = (struct outline_node){
		.kind = (uint8_t)kind,
		.line = (uint32_t)mark->line + 1,
		.column = (uint32_t)mark->column + 1,
	};
	if (reading->depth > 0) {
		size_t top = reading->depth - 1;

		if (reading->last[top])
			out->nodes[reading->last[top]].next = index;
		else
			out->nodes[reading->open[top]].child = index;
		reading->last[top] = index;
		reading->children[top]++;
	}
	return &out->nodes[index];
}

static bool
open_node(struct reading *reading, enum outline_kind kind, const yaml_mark_t *mark)
{
	if (reading->depth == OUTLINE_DEPTH_MAX)
		return refuse(reading, mark, "this nests deeper than a file of labels does");
	add_node(reading, kind, mark);
	reading->open[reading->depth] = (uint32_t)reading->out->count - 1;
	reading->last[reading->depth] = 0;
	reading->children[reading->depth++] = 0;
	return true;
}

static void
add_scalar(struct reading *reading, const yaml_event_t *event)
{
	struct outline_node *node = add_node(reading, OUTLINE_SCALAR, &event->start_mark);
	const char *value = (const char *)event->data.scalar.value;
	bool is_plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;

	node->text = (uint32_t)reading->out->text.len;
	node->len = (uint32_t)event->data.scalar.length;
	text_add(&reading->out->text, value, node->len);
	node->is_null = is_plain && (node->len == 0 || outline_is(reading->out, node, "~") ||
	                             outline_is(reading->out, node, "null"));
}

/* Take up an event; false: a message was written. */
static bool
take(struct reading *reading, const yaml_event_t *event)
{
	struct outline *out = reading->out;
	const yaml_mark_t *mark = &event->start_mark;

	if (out->count >= OUTLINE_NODES_MAX)
		return refuse(reading, mark, "this has more nodes than a file of labels has");
	switch (event->type) {
	case YAML_ALIAS_EVENT:
		return refuse(reading, mark, "an alias, which is not allowed in a file of labels");
	case YAML_SCALAR_EVENT:
		add_scalar(reading, event);
		return true;
	case YAML_SEQUENCE_START_EVENT:
		return open_node(reading, OUTLINE_LIST, mark);
	case YAML_MAPPING_START_EVENT:
		return open_node(reading, OUTLINE_MAP, mark);
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		reading->depth--;
		return true;
	case YAML_DOCUMENT_START_EVENT:
		return out->count == 0 || refuse(reading, mark, "a second document, which is one too many");
	case YAML_STREAM_END_EVENT:
		reading->is_over = true;
		return out->count > 0 || refuse(reading, mark, "there is nothing in this file");
	default:
		return true;
	}
}

/* Say what libyaml found wrong. */
static bool
refuse_syntax(const struct reading *reading, const yaml_parser_t *parser)
{
	struct text sentence = { 0 };

	text_add_z(&sentence, "this is not YAML: ");
	text_add_z(&sentence, parser->problem ? parser->problem : "it cannot be read");
	if (parser->context)
		text_format(&sentence, " %s", parser->context);
	refuse(reading, &parser->problem_mark, text_z(&sentence));
	text_free(&sentence);
	return false;
}

static bool
parse(struct reading *reading, const struct text *bytes)
{
	size_t start = is_begun_by(bytes, "\xEF\xBB\xBF", 3) ? 3 : 0; /* a byte order mark */
	yaml_parser_t parser;
	bool is_ok = true;

	if (!yaml_parser_initialize(&parser))
		return fail(reading->out->file, ENOMEM);
	yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&parser, (const unsigned char *)bytes->bytes + start,
	                             bytes->len - start);
	while (is_ok && !reading->is_over) {
		yaml_event_t event;

		if (!yaml_parser_parse(&parser, &event)) {
			is_ok = refuse_syntax(reading, &parser);
			break;
		}
		is_ok = take(reading, &event);
		yaml_event_delete(&event);
	}
	yaml_parser_delete(&parser);
	return is_ok;
}

bool
outline_read(const char *file, struct outline *out)
{
	struct reading reading = { .out = out };
	struct text bytes = { 0 };
	bool is_ok;

	*out = (struct outline){ .file = file };
	is_ok = read_file(file, &bytes) && check_text(file, &bytes) && parse(&reading, &bytes);
	text_free(&bytes);
	if (!is_ok)
		outline_free(out);
	return is_ok;
}

#else

bool
outline_read(const char *file, struct outline *out)
{
	(void)file;
	*out = (struct outline){ 0 };
	return outline_is_here();
}

#endif
