/* SPDX-License-Identifier: MIT */
/* What the suites share: files, spans of text, escapes, one call with all its answers, tallies. */
#ifndef TESTS_UTIL_H
#define TESTS_UTIL_H

#include <check.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "idncheck.h"

/* A stretch of bytes in somebody else's buffer. */
struct span {
	const char *at;
	size_t len;
};

#define SPAN_Z(s) ((struct span){ (s), sizeof (s) - 1 })

/* Rows seen and rows wrong.  The first wrong rows are printed unless quiet (self-tests). */
struct tally {
	const char *suite;
	size_t rows, wrong;
	bool quiet;
};

/* All that one call answers; room for the findings of every name in the suites. */
#define ANSWER_FINDINGS 2048
#define ANSWER_OUT      16384
struct answer {
	idnc_status status;
	size_t len;
	char out[ANSWER_OUT];
	idnc_findings findings;
	idnc_finding items[ANSWER_FINDINGS];
};

/* The operations that judge a name, in one shape.  judge_check and judge_label have no output. */
typedef void judge_fn(const idnc_options *options, struct span in, struct answer *a);
judge_fn judge_ascii, judge_unicode, judge_check, judge_label;

/* A file below the folder that was given as first argument; an absent one ends the test as skipped
 * (77). */
struct span util_read(const char *dir, const char *name);
struct span util_read_if_any(const char *dir, const char *name);
void util_free(struct span file);

/* The next line without its LF; false at the end. */
bool util_line(struct span *rest, struct span *line);
/* Cut at each separator; the number of columns, of which at most max are stored. */
size_t util_split(struct span line, char separator, struct span *columns, size_t max);
struct span util_trim(struct span s);
bool util_equal(struct span a, struct span b);

/* A writer and a reader of UTF-8 apart from the library's; it reads well-formed text only. */
size_t util_put(uint32_t cp, char *out);
size_t util_code_points(struct span utf8, uint32_t *out);
/* Code points in hexadecimal, separated by spaces; how many. */
size_t util_hex(struct span text, uint32_t *out);
/* The same for whole strings; len receives the bytes. */
void util_utf8(const uint32_t *cps, size_t n, char *out, size_t *len);

/* Undo \u{HEX} and \x{HH}, the escapes of the project's vectors; the bytes written. */
size_t util_unescape(struct span text, char *out);
/* Escape for printing; a static buffer that eight calls share in turn. */
const char *util_show(struct span bytes);

/* Count a wrong row and say what was wrong. */
void util_wrong(struct tally *t, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Print the figures and fail unless exactly `rows` rows were seen and none was wrong. */
void util_settle(const struct tally *t, size_t rows);

bool util_same_finding(const idnc_finding *a, const idnc_finding *b);
/* The verdict belongs to its findings: first error, all inside the input, in order, none twice. */
void util_sound(struct tally *t, struct span in, size_t inputs, const struct answer *a);

struct corpus {
	struct span *names;
	size_t count;
};
#define LONGEST_NAME 4096 /* bytes, of the names in a corpus */
/* Names that break every rule, names that break none, and long names. */
struct corpus util_names_corpus(void);
/* These and the sources of IdnaTestV2.txt, where that file is at hand. */
struct corpus util_corpus(const char *shared);

/* A string of IdnaTestV2.txt: its escapes undone; "" is empty; -1: it has a lone surrogate. */
int util_idnatest_unescape(struct span column, char *out, size_t *len);

/* Run Check over a list that NULL ends; the exit status. */
int util_run(const char *suite, const TTest *const *tests);

#endif
