/* SPDX-License-Identifier: MIT */
/* Which library this is, and which data it rests on. */
#include "idncheck/version.h"

const char *
idnc_version_z(void)
{
	return IDNC_VERSION;
}

const char *
idnc_unicode_version_z(void)
{
	return IDNC_UNICODE_VERSION;
}
