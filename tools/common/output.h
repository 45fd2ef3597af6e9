/* SPDX-License-Identifier: MIT */
/* Files that options name: written whole, or not at all; a device or a FIFO is written to. */
#ifndef IDNC_TOOLS_OUTPUT_H
#define IDNC_TOOLS_OUTPUT_H

#include <stddef.h>

#include "replace.h"

/*
 * Write a file, which takes the place of an older one at once; a device or a FIFO is written to.
 * The exit status: 0, or 2 when it could not be written, and a message was.
 */
int output_write(const char *file, const void *bytes, size_t size);

/* The same of what `fill` writes, which answers with 0 or an errno. */
int output_fill(const char *file, replace_fill *fill, void *context);

#endif
