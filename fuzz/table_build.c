/* SPDX-License-Identifier: MIT */
/* A table of pieces obeys the laws of table.h. */
#include "pieces.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_pieces(data, size);
	fuzz_table(text, len);
	return 0;
}
