/* SPDX-License-Identifier: MIT */
/* Before main: all names are looked at in the way that IDNC_TEST_PATH names; 77 where the processor has it not. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "idna/plain_paths.h"

__attribute__((constructor)) static void
force_path(void)
{
	const char *name = getenv("IDNC_TEST_PATH");

	for (size_t i = 0; name && i < idnc_plain_path_count; i++) {
		if (strcmp(idnc_plain_paths[i].name, name) != 0)
			continue;
		if (idnc_plain_paths[i].is_possible()) {
			idnc_plain_forced = i;
			return;
		}
	}
	printf("SKIP: this processor has no path %s\n", name ? name : "(IDNC_TEST_PATH)");
	exit(77);
}
