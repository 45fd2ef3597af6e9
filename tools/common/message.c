/* SPDX-License-Identifier: MIT */
/* Writing to file descriptors, and messages on stderr. */
#include "message.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "escape.h"

static const char *program = "idncheck";

void
message_begin(const char *name)
{
	program = name;
	/* A file that may not grow is a failed write, with a message. */
	signal(SIGXFSZ, SIG_IGN);
	/*
	 * A closed descriptor must not be given to a file of -f: open it the way that fails when
	 * used.
	 */
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0)
			open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

int
descriptor_write(int fd, const char *bytes, size_t len)
{
	while (len > 0) {
		ssize_t written = write(fd, bytes, len);

		if (written >= 0) {
			bytes += written;
			len -= (size_t)written;
		} else if (errno == EAGAIN) {
			poll(&(struct pollfd){ .fd = fd, .events = POLLOUT }, 1, -1);
		} else if (errno != EINTR) {
			return errno;
		}
	}
	return 0;
}

static void
stdout_fail(int error)
{
	struct text line = { 0 };

	if (error != EPIPE) { /* which is seen only where SIGPIPE is ignored */
		message_add_errno(&line, "cannot write standard output", NULL, error);
		descriptor_write(STDERR_FILENO, line.bytes, line.len);
	}
	_exit(2);
}

void
stdout_write(const char *bytes, size_t len)
{
	int error = descriptor_write(STDOUT_FILENO, bytes, len);

	if (error)
		stdout_fail(error);
}

void
stdout_close(void)
{
	if (close(STDOUT_FILENO) != 0 && errno != EINTR)
		stdout_fail(errno);
}

void
stderr_write(const char *bytes, size_t len)
{
	if (descriptor_write(STDERR_FILENO, bytes, len) != 0)
		_exit(2);
}

void
message_add(struct text *out, const char *before, const char *quoted, const char *after)
{
	text_format(out, "%s: error: %s", program, before);
	if (quoted) {
		text_add_z(out, " '");
		escape_write(out, ESCAPE_TEXT, quoted, strlen(quoted));
		text_add_char(out, '\'');
	}
	text_format(out, "%s\n", after);
}

void
message_add_errno(struct text *out, const char *before, const char *quoted, int error)
{
	char reason[256], after[300];

	if (strerror_r(error, reason, sizeof reason) != 0)
		strcpy(reason, "unknown error");
	snprintf(after, sizeof after, ": %s", reason);
	message_add(out, before, quoted, after);
}

void
message_errno(const char *before, const char *quoted, int error)
{
	struct text line = { 0 };

	message_add_errno(&line, before, quoted, error);
	stderr_write(line.bytes, line.len);
	text_free(&line);
}

void
message(const char *before, const char *quoted, const char *after)
{
	struct text line = { 0 };

	message_add(&line, before, quoted, after);
	stderr_write(line.bytes, line.len);
	text_free(&line);
}

const char *
severity_word(idnc_severity severity)
{
	switch (severity) {
	case IDNC_SEVERITY_ERROR:
		return "error";
	case IDNC_SEVERITY_WARNING:
		return "warning";
	case IDNC_SEVERITY_NOTE:
		return "note";
	}
	return "error";
}
