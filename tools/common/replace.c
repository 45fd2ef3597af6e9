/* SPDX-License-Identifier: MIT */
/* Files that are written whole, or not at all. */
#define _POSIX_C_SOURCE 200809L

#include "replace.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "text.h"

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

/* Fill a file that was made for its owner alone, and give it the mode of other new files. */
static int
complete(int fd, replace_fill *fill, void *context)
{
	mode_t mask = umask(0);
	int error;

	umask(mask);
	error = fill(fd, context);
	if (!error && (fchmod(fd, 0666 & ~mask) != 0 || fsync(fd) != 0))
		error = errno;
	if (close(fd) != 0 && !error)
		error = errno;
	return error;
}

int
file_replace(const char *file, replace_fill *fill, void *context, bool *is_made)
{
	struct text name = { 0 };
	int fd, error;

	text_format(&name, "%s.XXXXXX", file);
	text_z(&name);
	hold_signals(SIG_BLOCK);
	fd = mkstemp(name.bytes);
	*is_made = fd >= 0;
	error = *is_made ? complete(fd, fill, context) : errno;
	if (!error && rename(name.bytes, file) != 0)
		error = errno;
	if (error && *is_made)
		unlink(name.bytes);
	hold_signals(SIG_UNBLOCK);
	text_free(&name);
	return error;
}

bool
file_is_same(const char *a, const char *b)
{
	struct stat one, other;

	return stat(a, &one) == 0 && stat(b, &other) == 0 && S_ISREG(one.st_mode) &&
	       one.st_dev == other.st_dev && one.st_ino == other.st_ino;
}
