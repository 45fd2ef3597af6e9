/* SPDX-License-Identifier: MIT */
/* Files that verbs write: whole, or not at all. */
#define _XOPEN_SOURCE 700 /* realpath */

#include "output.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/message.h"
#include "common/text.h"

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
write_all(int fd, const void *bytes, size_t size)
{
	mode_t mask = umask(0);
	int error = descriptor_write(fd, bytes, size);

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
 * beside it takes its place at once.  Messages have the name that was given.
 */
static int
replace(const char *file, const char *name_given, const void *bytes, size_t size)
{
	struct text name = { 0 };
	int fd, error = 0, status = 0;

	text_format(&name, "%s.XXXXXX", file);
	text_z(&name);
	hold_signals(SIG_BLOCK);
	fd = mkstemp(name.bytes);
	if (fd < 0) {
		status = fail("cannot write beside", name_given, errno);
	} else {
		error = write_all(fd, bytes, size);
		if (!error && rename(name.bytes, file) != 0)
			error = errno;
		if (error) {
			unlink(name.bytes);
			status = fail("cannot write", name_given, error);
		}
	}
	hold_signals(SIG_UNBLOCK);
	text_free(&name);
	return status;
}

/* A device or a FIFO stays what it is: it is written to. */
static int
write_to(const char *file, const void *bytes, size_t size)
{
	int fd = open(file, O_WRONLY | O_CLOEXEC);
	int error = fd < 0 ? errno : descriptor_write(fd, bytes, size);

	if (fd >= 0 && close(fd) != 0 && !error)
		error = errno;
	return error ? fail("cannot write", file, error) : 0;
}

int
output_write(const char *file, const void *bytes, size_t size)
{
	struct stat about;
	char *target;
	int error, status;

	if (stat(file, &about) == 0 && !S_ISREG(about.st_mode))
		return write_to(file, bytes, size);
	/* A symbolic link stays one, too: what it leads to is replaced, if it leads anywhere. */
	target = realpath(file, NULL);
	error = errno;
	if (!target && lstat(file, &about) == 0)
		return fail("cannot write", file, error);
	status = replace(target ? target : file, file, bytes, size);
	free(target);
	return status;
}
