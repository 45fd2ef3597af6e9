/* SPDX-License-Identifier: MIT */
/* A table of any bytes is refused, or written, compiled and linted by the laws of table.h. */
#include "table.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_table((const char *)data, size);
	return 0;
}
