/* SPDX-License-Identifier: MIT */
/* A line of text with marks under it: of a long line, the page that has the first mark. */
#ifndef IDNCHECK_PICTURE_H
#define IDNCHECK_PICTURE_H

#include "common/session.h"

/* All zero is an empty one. */
struct picture {
	struct text line, marks;
	size_t columns;
	size_t behind;         /* marks that fell behind the page */
	bool is_cut, has_more; /* something stands before, behind the page */
};

/*
 * Draw a character that takes `width` columns.
 *
 *   mark  '^' where a place begins, '~' where it goes on, 0: none
 */
void picture_draw(struct picture *picture, const char *bytes, size_t len, size_t width, char mark);

/* Add the line and its marks to the output; without any, one at the end.  Frees the picture. */
void picture_write(struct worker *worker, struct picture *picture);

#endif
