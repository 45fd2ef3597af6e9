/* SPDX-License-Identifier: MIT */
/* The name of a profile finds the profile, which then has a sentence. */
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	idnc_profile profile, found;
	const char *name;

	if (size < 4)
		return 0;
	profile = (idnc_profile)fuzz_number(data, 4);
	name = idnc_profile_name_z(profile);
	MUST((name == NULL) == (idnc_profile_sentence_z(profile) == NULL));
	MUST(!name ||
		(idnc_profile_find(name, strlen(name), &found) == IDNC_OK && found == profile));
	return 0;
}
