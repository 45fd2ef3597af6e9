/* SPDX-License-Identifier: MIT */
/* Text that grows, for the forms in which tables are shown. */
#include "tables/text_out.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

text_out
text_out_begin(const idnc_alloc *alloc)
{
	return (text_out){ .memory = { .alloc = *alloc }, .bytes = { .item = 1 } };
}

void
text_put_bytes(text_out *o, const char *text, size_t len)
{
	char *room = array_add(&o->bytes, &o->memory, len);

	if (room)
		memcpy(room, text, len);
}

void
text_put(text_out *o, ...)
{
	va_list     list;
	const char *text;

	va_start(list, o);
	while ((text = va_arg(list, const char *)) != NULL)
		text_put_bytes(o, text, strlen(text));
	va_end(list);
}

void
text_put_code_points(text_out *o, const uint32_t *cp, size_t n, const char *separator)
{
	char one[sizeof "U+10FFFF"];

	for (size_t i = 0; i < n; i++) {
		snprintf(one, sizeof one, "U+%04X", (unsigned)(cp[i] & 0x1FFFFF));
		text_put(o, i > 0 ? separator : "", one, NULL);
	}
}

idnc_table_status
text_out_finish(text_out *o, char **text, size_t *len)
{
	if (o->memory.failed) {
		array_free(&o->bytes, &o->memory);
		return IDNC_TABLE_E_MEMORY;
	}
	*text = o->bytes.items;
	*len = o->bytes.count;
	return IDNC_TABLE_OK;
}
