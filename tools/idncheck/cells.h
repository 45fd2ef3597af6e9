/* SPDX-License-Identifier: MIT */
/* The columns of the page that --report writes. */
#ifndef IDNCHECK_CELLS_H
#define IDNCHECK_CELLS_H

#include "common/session.h"

/* What a column is about; it is only there where that is asked for. */
enum column_about { ABOUT_NAMES, ABOUT_TABLES, ABOUT_REGISTERED, ABOUT_RESERVED };

struct column {
	enum column_about about;
	const char *key, *title;
	void (*write)(struct worker *worker, struct text *out, bool is_ok);
};

extern const struct column columns[];
extern const size_t column_count;

/* Variants that are looked at for those to list, and that are listed. */
enum { CELL_VARIANTS_TRIED = 4096, CELL_VARIANTS_SHOWN = 16, CELL_POINTS_SHOWN = 80 };

#endif
