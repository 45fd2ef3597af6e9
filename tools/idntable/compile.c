/* SPDX-License-Identifier: MIT */
/* idntable compile: write the form in which tables are evaluated. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/message.h"
#include "verbs.h"

static int
fail(const char *what, const char *file, int error)
{
	struct text line = { 0 };

	message_add_errno(&line, what, file, error);
	stderr_write(line.bytes, line.len);
	text_free(&line);
	return 2;
}

/* Write all bytes so that they outlast a crash; 0, or the errno of the failure. */
static int
write_all(int fd)
{
	mode_t mask = umask(0);
	int error = descriptor_write(fd, judging->block, judging->size);

	umask(mask);
	if (!error && (fchmod(fd, 0666 & ~mask) != 0 || fsync(fd) != 0))
		error = errno;
	if (close(fd) != 0 && !error)
		error = errno;
	return error;
}

/*
 * Who reads FILE meanwhile sees the old table or the new one, never a part: what is written beside
 * it takes its place at once.
 */
static int
run(void)
{
	struct text name = { 0 };
	char *temporary;
	int fd, error = 0, status = 0;

	if (settings.common.name_count > 0 || !settings.output) {
		message("the form is: compile -t TABLE -o FILE", NULL, "");
		return 2;
	}
	text_format(&name, "%s.XXXXXX", settings.output);
	text_z(&name);
	temporary = name.bytes;
	fd = mkstemp(temporary);
	if (fd < 0) {
		status = fail("cannot write beside", settings.output, errno);
	} else {
		error = write_all(fd);
		if (!error && rename(temporary, settings.output) != 0)
			error = errno;
		if (error) {
			unlink(temporary);
			status = fail("cannot write", settings.output, error);
		}
	}
	text_free(&name);
	return status;
}

static const struct option_group groups[] = {
	{ "Which table is compiled", options_table },
	{ "Where it is written", options_compile },
	{ "About the program", options_about },
	{ 0 },
};

const struct tool verb_compile = {
	.name = "idntable",
	.verb = "compile",
	.whole = &idntable,
	.synopsis = "-t TABLE -o FILE",
	.exits = "0 the table is written, 2 usage, I/O or table error.",
	.details =
		"Compiles TABLE to the form in which tables are evaluated, and writes it to FILE, "
		"which takes the place of an older one at once. The same table gives the same "
		"bytes.",
	.groups = groups,
	.prepare = verbs_load_table,
	.run = run,
	.more_codes = &tables_codes,
};
