/* SPDX-License-Identifier: MIT */
/* The page that --report writes: one row for each name, for people who review applications. */
#ifndef IDNCHECK_PAGE_H
#define IDNCHECK_PAGE_H

#include "common/session.h"

/* What the page is to say. */
struct page_settings {
	const char *file; /* NULL: no page is wanted */
	const char *tlds, *registered, *reserved; /* files; NULL: not given */
};

/* Open what keeps the rows until the page is written.  False: a message was written. */
bool page_begin(const struct settings *settings, const struct page_settings *page);

/* Add the row of the record that was judged to what the worker writes beside. */
void page_add(struct worker *worker, bool is_ok);

/* Keep rows, in the order of the page. */
void page_keep(const struct text *rows);

/* Write the page, unless the run failed; the exit status, which was `status` until now. */
int page_end(const struct tally *tally, int status);

#endif
