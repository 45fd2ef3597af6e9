/* SPDX-License-Identifier: MIT */
/* How many columns a character takes on a screen. */
#ifndef IDNC_TOOLS_WIDTH_H
#define IDNC_TOOLS_WIDTH_H

#include <stddef.h>
#include <stdint.h>

/* 0 for a mark that is set over the character before it, 2 for an East Asian wide one, else 1. */
size_t width_find(uint32_t cp);

#endif
