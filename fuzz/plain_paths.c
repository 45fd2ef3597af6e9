/* SPDX-License-Identifier: MIT */
/* Every way to look at plain names says the same of every name, and writes the same. */
#include "fuzz.h"
#include "idna/plain_paths.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static char expected[FUZZ_BYTES], written[FUZZ_BYTES];
	const char *in = (const char *)data;
	bool        is_plain = idnc_plain_paths[0].is(in, size);

	if (size > FUZZ_BYTES)
		return 0;
	if (is_plain)
		idnc_plain_paths[0].write(in, size, expected);
	for (size_t i = 1; i < idnc_plain_path_count; i++) {
		if (!idnc_plain_paths[i].is_possible())
			continue;
		MUST(idnc_plain_paths[i].is(in, size) == is_plain);
		if (!is_plain)
			continue;
		idnc_plain_paths[i].write(in, size, written);
		MUST(memcmp(written, expected, size) == 0);
	}
	return 0;
}
