/* SPDX-License-Identifier: MIT */
/* Writing to file descriptors, and messages on stderr. */
#ifndef IDNC_TOOLS_MESSAGE_H
#define IDNC_TOOLS_MESSAGE_H

#include <idncheck.h>

#include "text.h"

/*
 * Reserve descriptors 0 to 2 where they are closed, and name the program that messages come from.
 */
void message_begin(const char *program);

/* Write all bytes; 0, or the errno of the failure. */
int descriptor_write(int fd, const char *bytes, size_t len);

/* Write to stdout; a failure ends the program with status 2, a closed pipe without a word. */
void stdout_write(const char *bytes, size_t len);

/* Close stdout, where a late error may hide.  Ends the program with status 2 when there is one. */
void stdout_close(void);

/* Write to stderr.  A failure ends the program with status 2: a message was lost. */
void stderr_write(const char *bytes, size_t len);

/*
 * Add the line "PROGRAM: error: BEFORE 'QUOTED'AFTER".
 *
 *   quoted  text from outside, escaped here; NULL when there is none
 */
void message_add(struct text *out, const char *before, const char *quoted, const char *after);

/* The same with the words for an errno behind. */
void message_add_errno(struct text *out, const char *before, const char *quoted, int error);

/* The same as message_add_errno, at once to stderr. */
void message_errno(const char *before, const char *quoted, int error);

/* The same as message_add, at once to stderr. */
void message(const char *before, const char *quoted, const char *after);

/* "error", "warning" or "note". */
const char *severity_word(idnc_severity severity);

#endif
