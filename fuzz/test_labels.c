/* SPDX-License-Identifier: MIT */
/* A file of test labels from any bytes: it is read, and its labels lie in it; or it is refused, and that is said. */
#define _XOPEN_SOURCE 700
#include <stdio.h>
#include <unistd.h>

#include "common/message.h"
#include "fuzz.h"
#include "idntable/labels.h"

/* ---- in place of tools/common/message.c: what is said is looked at, and not shown ---- */

static size_t said, errors;

void
stderr_write(const char *bytes, size_t len)
{
	static const char end[] = "\n";

	MUST(len > 0 && bytes[len - 1] == end[0] && !memchr(bytes, '\0', len) && !memchr(bytes, '\n', len - 1));
	said++;
}

void
message(const char *what, const char *quoted, const char *after)
{
	MUST(what && after && (!quoted || *quoted));
	said++;
}

void
message_add_errno(struct text *line, const char *what, const char *quoted, int error)
{
	MUST(what && quoted && error);
	errors++;
	text_add_z(line, "a failure\n");
}

const char *
severity_word(idnc_severity severity)
{
	errors += severity == IDNC_SEVERITY_ERROR;
	return "a word";
}

/* ---- the property ---- */

static void
check_label(const struct test_labels *labels, const struct test_label *item)
{
	const struct text *text = &labels->outline.text;

	MUST(item->line >= 1 && item->column >= 1);
	MUST(item->text >= text->bytes && item->text + item->len <= text->bytes + text->len);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static FILE *file;
	static char name[32];
	struct test_labels labels;

	if (!file) {
		file = tmpfile();
		MUST(file != NULL);
		snprintf(name, sizeof name, "/dev/fd/%d", fileno(file));
	}
	MUST(ftruncate(fileno(file), 0) == 0 && pwrite(fileno(file), data, size, 0) == (ssize_t)size);
	said = errors = 0;
	if (labels_read(name, &labels)) {
		MUST(labels.count > 0 && errors == 0);
		for (size_t i = 0; i < labels.count; i++)
			check_label(&labels, &labels.items[i]);
		labels_free(&labels);
	} else {
		MUST(said > 0 && errors > 0 && labels.count == 0 && !labels.items && !labels.outline.nodes);
	}
	return 0;
}
