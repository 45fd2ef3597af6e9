/* SPDX-License-Identifier: MIT */
/* Text of any kind as text of HTML, in which it can be nothing but text. */
#ifndef IDNCHECK_HTML_H
#define IDNCHECK_HTML_H

#include "common/text.h"

/* Add UTF-8 that has no controls, such as a sentence of ours. */
void html_add(struct text *out, const char *text, size_t len);
void html_add_z(struct text *out, const char *z);

/* Add bytes of any kind: what is invisible, no character or not UTF-8 as in text for people. */
void html_write(struct text *out, const char *in, size_t in_len);

/* The same of what is not ours, in an element that keeps its direction to itself. */
void html_write_foreign(struct text *out, const char *in, size_t in_len);

/* The tags of that element. */
#define HTML_FOREIGN     "<bdi translate=\"no\">"
#define HTML_FOREIGN_END "</bdi>"

#endif
