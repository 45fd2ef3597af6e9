/* SPDX-License-Identifier: MIT */
/* A line of text with marks under it: of a long line, the page that has the first mark. */
#include "picture.h"

#include "people.h"

enum { SHOWN_COLUMNS = 68 };

static void
draw_mark(struct picture *picture, size_t width, char mark)
{
	/* What takes no column stands over the character before it. */
	size_t from = picture->columns - (width == 0 && picture->columns > 0);

	if (picture->marks.len > from)
		return;
	text_add_times(&picture->marks, ' ', from - picture->marks.len);
	text_add_char(&picture->marks, mark);
	text_add_times(&picture->marks, '~', width > 1 ? width - 1 : 0);
}

void
picture_draw(struct picture *picture, const char *bytes, size_t len, size_t width, char mark)
{
	bool is_full = picture->columns + width > SHOWN_COLUMNS;

	if (is_full && picture->marks.len == 0) {
		picture->is_cut = true;
		picture->line.len = picture->columns = 0;
	} else if (is_full || picture->has_more) {
		picture->has_more = true;
		picture->behind += mark == '^';
		return;
	}
	if (mark)
		draw_mark(picture, width, mark);
	text_add(&picture->line, bytes, len);
	picture->columns += width;
}

void
picture_write(struct worker *worker, struct picture *picture)
{
	struct text *out = &worker->out;

	if (picture->marks.len == 0) /* between the last character and the end */
		draw_mark(picture, 1, '^');
	text_add_z(out, picture->is_cut ? "    ..." : "    ");
	text_add(out, picture->line.bytes, picture->line.len);
	text_add_z(out, picture->has_more ? "...\n" : "\n");
	text_add_times(out, ' ', picture->is_cut ? 7 : 4);
	people_set_colour(worker, COLOUR_MARK);
	text_add(out, picture->marks.bytes, picture->marks.len);
	people_set_colour(worker, COLOUR_PLAIN);
	text_add_char(out, '\n');
	if (picture->behind > 0)
		text_format(out, "    and %zu farther on; --json has them all\n", picture->behind);
	text_free(&picture->line);
	text_free(&picture->marks);
}
