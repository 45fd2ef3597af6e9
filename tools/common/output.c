/* SPDX-License-Identifier: MIT */
/* Files that options name: written whole, or not at all; a device or a FIFO is written to. */
#define _XOPEN_SOURCE 700 /* realpath */

#include "output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "message.h"

static int
fail(const char *what, const char *file, int error)
{
	message_errno(what, file, error);
	return 2;
}

struct content {
	const void *bytes;
	size_t size;
};

static int
write_content(int fd, void *context)
{
	const struct content *content = context;

	return descriptor_write(fd, content->bytes, content->size);
}

/* Messages have the name that was given. */
static int
replace(const char *file, const char *name_given, replace_fill *fill, void *context)
{
	bool is_made;
	int error = file_replace(file, fill, context, &is_made);

	return error ? fail(is_made ? "cannot write" : "cannot write beside", name_given, error) : 0;
}

/* A device or a FIFO stays what it is: it is written to. */
static int
write_to(const char *file, replace_fill *fill, void *context)
{
	int fd = open(file, O_WRONLY | O_CLOEXEC);
	int error = fd < 0 ? errno : fill(fd, context);

	if (fd >= 0 && close(fd) != 0 && !error)
		error = errno;
	return error ? fail("cannot write", file, error) : 0;
}

int
output_fill(const char *file, replace_fill *fill, void *context)
{
	struct stat about;
	char *target;
	int error, status;

	if (stat(file, &about) == 0 && !S_ISREG(about.st_mode))
		return write_to(file, fill, context);
	/* A symbolic link stays one, too: what it leads to is replaced, if it leads anywhere. */
	target = realpath(file, NULL);
	error = errno;
	if (!target && lstat(file, &about) == 0)
		return fail("cannot write", file, error);
	status = replace(target ? target : file, file, fill, context);
	free(target);
	return status;
}

int
output_write(const char *file, const void *bytes, size_t size)
{
	struct content content = { bytes, size };

	return output_fill(file, write_content, &content);
}
