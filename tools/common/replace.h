/* SPDX-License-Identifier: MIT */
/* Files that are written whole, or not at all. */
#ifndef IDNC_TOOLS_REPLACE_H
#define IDNC_TOOLS_REPLACE_H

#include <stdbool.h>

/* Write what the file is to hold; 0, or an errno. */
typedef int replace_fill(int fd, void *context);

/*
 * Who reads the file meanwhile sees the old one or the new one, never a part: what is written beside
 * it takes its place at once, and outlasts a crash.
 *
 *   is_made  receives whether a file beside it could be made
 *
 * 0, or the errno of the failure; then nothing is left behind.
 */
int file_replace(const char *file, replace_fill *fill, void *context, bool *is_made);

/* Whether two names lead to one file: writing one would cost the other. */
bool file_is_same(const char *a, const char *b);

#endif
