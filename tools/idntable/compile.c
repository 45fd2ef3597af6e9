/* SPDX-License-Identifier: MIT */
/* idntable compile: write the form in which tables are evaluated. */
#define _XOPEN_SOURCE 700 /* realpath */

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
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

/* What ends the program by hand waits until nothing is left behind. */
static void
hold_signals(int how)
{
	static const int signals[] = { SIGHUP, SIGINT, SIGQUIT, SIGTERM };
	sigset_t set;

	sigemptyset(&set);
	for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++)
		sigaddset(&set, signals[i]);
	sigprocmask(how, &set, NULL);
}

/*
 * Who reads the file meanwhile sees the old table or the new one, never a part: what is written
 * beside it takes its place at once.
 */
static int
replace(const char *file)
{
	struct text name = { 0 };
	int fd, error = 0, status = 0;

	text_format(&name, "%s.XXXXXX", file);
	text_z(&name);
	hold_signals(SIG_BLOCK);
	fd = mkstemp(name.bytes);
	if (fd < 0) {
		status = fail("cannot write beside", settings.output, errno);
	} else {
		error = write_all(fd);
		if (!error && rename(name.bytes, file) != 0)
			error = errno;
		if (error) {
			unlink(name.bytes);
			status = fail("cannot write", settings.output, error);
		}
	}
	hold_signals(SIG_UNBLOCK);
	text_free(&name);
	return status;
}

/* A device or a FIFO stays what it is: it is written to. */
static int
write_to(const char *file)
{
	int fd = open(file, O_WRONLY | O_CLOEXEC);
	int error = fd < 0 ? errno : descriptor_write(fd, judging->block, judging->size);

	if (fd >= 0 && close(fd) != 0 && !error)
		error = errno;
	return error ? fail("cannot write", settings.output, error) : 0;
}

static int
run(void)
{
	struct stat about;
	char *target;
	int error, status;

	if (settings.common.name_count > 0 || !settings.output) {
		message("the form is: compile -t TABLE -o FILE", NULL, "");
		return 2;
	}
	if (stat(settings.output, &about) == 0 && !S_ISREG(about.st_mode))
		return write_to(settings.output);
	/* A symbolic link stays one, too: what it leads to is replaced, if it leads anywhere. */
	target = realpath(settings.output, NULL);
	error = errno;
	if (!target && lstat(settings.output, &about) == 0)
		return fail("cannot write", settings.output, error);
	status = replace(target ? target : settings.output);
	free(target);
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
		"which takes the place of an older one at once; a device or a FIFO is written to. "
		"The same table gives the same bytes.",
	.groups = groups,
	.prepare = verbs_load_table,
	.run = run,
	.more_codes = &tables_codes,
};
