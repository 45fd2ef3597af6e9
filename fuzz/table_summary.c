/* SPDX-License-Identifier: MIT */
/* A summary counts the code points that are found, no fewer variants than they have, and the same when read again. */
#include "pieces.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	idnc_table        *table = fuzz_pieces_read(data, size), *same;
	idnc_table_summary s, t;
	idnc_table_entry   e;
	uint32_t           points = 0, variants = 0;

	if (!table)
		return 0;
	same = fuzz_pieces_again(table);
	idnc_table_summary_get(table, &s);
	idnc_table_summary_get(same, &t);
	/* All code points of the pieces are below 300, but for one. */
	for (uint32_t cp = 0; cp <= 0x300; cp++) {
		uint32_t asked = cp < 0x300 ? cp : 0x4E00;
		if (!idnc_table_entry_find(table, &asked, 1, &e))
			continue;
		points++;
		variants += e.variants;
	}
	MUST(points == s.code_points && variants <= s.variants);
	MUST(s.code_points == t.code_points && s.sequences == t.sequences && s.variants == t.variants && s.rules == t.rules &&
	     s.classes == t.classes && s.actions == t.actions && strcmp(s.unicode_version, t.unicode_version) == 0);
	idnc_table_free(table);
	idnc_table_free(same);
	return 0;
}
