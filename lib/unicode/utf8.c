/* SPDX-License-Identifier: MIT */
/* The public functions over UTF-8. */
#include "unicode/utf8.h"

#include "idncheck/unicode.h"

idnc_status
idnc_utf8_next(const char *in, size_t in_len, size_t *at, uint32_t *cp)
{
	if (*at >= in_len)
		return IDNC_E_ARGUMENT;
	*at += idnc_utf8_read(in + *at, in_len - *at, cp);
	if (*cp != IDNC_NO_CP)
		return IDNC_OK;
	*cp = 0xFFFD; /* REPLACEMENT CHARACTER */
	return IDNC_V_UTF8;
}

idnc_status
idnc_utf8_write(uint32_t cp, char *out, size_t out_cap, size_t *out_len)
{
	char bytes[4];
	size_t n;

	if (cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF))
		return IDNC_E_ARGUMENT;
	n = idnc_utf8_put(cp, bytes);
	*out_len = n;
	if (n > out_cap)
		return IDNC_E_SPACE;
	for (size_t i = 0; i < n; i++)
		out[i] = bytes[i];
	return IDNC_OK;
}
