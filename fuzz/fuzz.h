/* SPDX-License-Identifier: MIT */
/* What the fuzz targets share: how bytes become options, names, code points and findings. */
#ifndef FUZZ_FUZZ_H
#define FUZZ_FUZZ_H

#include <stdlib.h>
#include <string.h>

#include "idncheck.h"

/* A law that is broken ends the program, which is what fuzzers look for. */
#define MUST(condition) \
	do { \
		if (!(condition)) \
			abort(); \
	} while (0)

#define FUZZ_OPTION_BYTES 3
#define FUZZ_CP_BYTES     3 /* little endian, so that values above 10FFFF occur as well */
#define FUZZ_CPS          2048
#define FUZZ_BYTES        (1 << 16)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A name and how it is judged: profile, a bit for each thing given up, Unicode version; text. */
struct fuzz_name {
	idnc_options options;
	const char *text;
	size_t len;
};

static inline struct fuzz_name
fuzz_name(const uint8_t *data, size_t size)
{
	static const uint16_t versions[] = { 0, IDNC_UNICODE(6, 1), IDNC_UNICODE(12, 0),
		IDNC_UNICODE(18, 0) };
	struct fuzz_name n = { .text = (const char *)data, .len = size };

	if (size < FUZZ_OPTION_BYTES)
		return n;
	n.options.profile = (idnc_profile)(data[0] % IDNC_PROFILE_COUNT);
	n.options.map = (data[1] & 1) && n.options.profile == IDNC_PROFILE_LOOKUP;
	n.options.root_dot = data[1] & 2;
	n.options.skip_hyphens = data[1] & 4;
	n.options.skip_bidi = data[1] & 8;
	n.options.skip_joiners = data[1] & 16;
	n.options.skip_std3 = data[1] & 32;
	n.options.skip_lengths = data[1] & 64;
	n.options.keep_bad_punycode = data[1] & 128;
	n.options.unicode_version = versions[data[2] % 4];
	n.text += FUZZ_OPTION_BYTES;
	n.len -= FUZZ_OPTION_BYTES;
	return n;
}

static inline uint32_t
fuzz_number(const uint8_t *data, size_t bytes)
{
	uint32_t value = 0;

	while (bytes-- > 0)
		value = value << 8 | data[bytes];
	return value;
}

static inline size_t
fuzz_code_points(const uint8_t *data, size_t size, uint32_t out[FUZZ_CPS])
{
	size_t n = 0;

	for (; n < FUZZ_CPS && size >= FUZZ_CP_BYTES; size -= FUZZ_CP_BYTES, data += FUZZ_CP_BYTES)
		out[n++] = fuzz_number(data, FUZZ_CP_BYTES);
	return n;
}

/* Every field from bytes: two for the code, one for each small field, four for each large one. */
#define FUZZ_FINDING_BYTES 25
static inline idnc_finding
fuzz_finding(const uint8_t data[FUZZ_FINDING_BYTES])
{
	return (idnc_finding){
		.code = (idnc_status)(int16_t)fuzz_number(data, 2),
		.severity = (idnc_severity)(data[2] % 3),
		.label = fuzz_number(data + 3, 4),
		.at = fuzz_number(data + 7, 4),
		.length = fuzz_number(data + 11, 4),
		.cp = fuzz_number(data + 15, 4),
		.position = fuzz_number(data + 19, 4),
		.decoded = data[23] & 1,
		.input = data[24] & 1,
	};
}

#endif
