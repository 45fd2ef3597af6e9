/* SPDX-License-Identifier: MIT */
/* A profile that is found has the name that was asked for, but for case. */
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	idnc_profile profile = (idnc_profile)99;
	const char *name;

	if (idnc_profile_find((const char *)data, size, &profile) != IDNC_OK) {
		MUST(profile == (idnc_profile)99);
		return 0;
	}
	name = idnc_profile_name_z(profile);
	MUST(name && strlen(name) == size);
	for (size_t i = 0; i < size; i++)
		MUST(name[i] == (char)data[i] || name[i] == (char)(data[i] | 32));
	return 0;
}
