/* SPDX-License-Identifier: MIT */
/* What is found is what was asked for, with as many variants as it says; what is not found writes nothing. */
#include "pieces.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const uint32_t asked[][3] = { { 0x61, 0x301 }, { 0x63, 0x62, 0x61 }, { 0x62 }, { 0x4E00 }, { 0x1FF }, { 0x205 }, { 0x300 } };
	idnc_table *table = fuzz_pieces_read(data, size);

	for (size_t i = 0; table && i < sizeof asked / sizeof *asked; i++)
		for (size_t n = 0; n <= 3; n++) {
			idnc_table_entry e = { .line = 0 }, v;
			size_t           count = 0;
			if (!idnc_table_entry_find(table, asked[i], n, &e)) {
				MUST(e.line == 0 && !e.node);
				continue;
			}
			MUST(e.line > 0 && e.len == n && (n == 0 || e.last || memcmp(e.cp, asked[i], n * sizeof *e.cp) == 0));
			MUST(!e.last || (*e.cp <= asked[i][0] && asked[i][0] <= e.last));
			for (; idnc_table_entry_variant(&e, count, &v); count++)
				MUST(v.line > 0 && v.variants == 0 && v.last == 0);
			MUST(count == e.variants && !idnc_table_entry_variant(&e, SIZE_MAX, &v));
		}
	idnc_table_free(table);
	return 0;
}
