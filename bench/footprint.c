/* SPDX-License-Identifier: MIT */
/* footprint [NAME...]: print where main lies, and convert each name once.  For footprint.py. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "idncheck.h"

int
main(int argc, char *argv[])
{
	static const idnc_options options = { .profile = IDNC_PROFILE_UTS46 };
	char   out[512];
	size_t len = 0;

	printf("%llx\n", (unsigned long long)(uintptr_t)main);
	for (int i = 1; i < argc; i++)
		if (idnc_domain_to_ascii(&options, argv[i], strlen(argv[i]), out, sizeof out, &len, NULL) != IDNC_OK)
			return 1;
	return fflush(stdout) == 0 ? 0 : 2;
}
