/* SPDX-License-Identifier: MIT */
/* Files that verbs write: whole, or not at all. */
#ifndef IDNTABLE_OUTPUT_H
#define IDNTABLE_OUTPUT_H

#include <stddef.h>

/*
 * Write a file, which takes the place of an older one at once; a device or a FIFO is written to.
 * The exit status: 0, or 2 when it could not be written, and a message was.
 */
int output_write(const char *file, const void *bytes, size_t size);

#endif
