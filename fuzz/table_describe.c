/* SPDX-License-Identifier: MIT */
/* A rule or class is described in ASCII, and in the same words when the table was written and read again. */
#include "pieces.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const names[] = { "r", "s", "q", "c", "d", "e", "f", "", "none" };
	idnc_table *table = fuzz_pieces_read(data, size), *same = table ? fuzz_pieces_again(table) : NULL;

	for (size_t i = 0; table && i < sizeof names / sizeof *names; i++) {
		char             *words = NULL, *again = NULL;
		size_t            words_len = 0, again_len = 0;
		idnc_table_status status = idnc_table_describe(table, names[i], &words, &words_len);
		MUST(status == IDNC_TABLE_OK || (status == IDNC_TABLE_E_ARGUMENT && !words));
		MUST((status == IDNC_TABLE_OK) == (idnc_table_comment_z(table, names[i]) != NULL));
		MUST(idnc_table_describe(same, names[i], &again, &again_len) == status && again_len == words_len);
		MUST((status == IDNC_TABLE_OK) == (words_len > 0) && (words_len == 0 || memcmp(words, again, words_len) == 0));
		for (size_t k = 0; k < words_len; k++)
			MUST(words[k] > 0 && words[k] < 127);
		idnc_table_release(NULL, words);
		idnc_table_release(NULL, again);
	}
	idnc_table_free(table);
	idnc_table_free(same);
	return 0;
}
