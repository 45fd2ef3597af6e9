/* SPDX-License-Identifier: MIT */
/* The four functions the library takes from its surroundings, declared here: there is no libc. */
#ifndef IDNC_BASE_MEMORY_H
#define IDNC_BASE_MEMORY_H

#include <stddef.h>

void *memcpy(void *restrict to, const void *restrict from, size_t n);
void *memmove(void *to, const void *from, size_t n);
void *memset(void *to, int byte, size_t n);
int memcmp(const void *a, const void *b, size_t n);

#endif
