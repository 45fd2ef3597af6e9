/* SPDX-License-Identifier: MIT */
/* YAML documents as trees, read within bounds; and what is wrong at a place of a file. */
#ifndef IDNTABLE_OUTLINE_H
#define IDNTABLE_OUTLINE_H

#include <idncheck.h>
#include <stdbool.h>
#include <stdint.h>

#include "common/text.h"

/* The limits of a document: ICANN's largest file of test labels has 7 kB, and nests 7 deep. */
#define OUTLINE_SIZE_MAX ((size_t)16 << 20)
#define OUTLINE_DEPTH_MAX 16
#define OUTLINE_NODES_MAX ((size_t)1 << 20)

enum outline_kind { OUTLINE_SCALAR, OUTLINE_LIST, OUTLINE_MAP };

/* A node; of a map, the children are key, value, key, value.  All indexes are of outline.nodes. */
struct outline_node {
	uint32_t text, len;   /* of a scalar, in outline.text */
	uint32_t child, next; /* 0: none, as the root is no child */
	uint32_t line, column; /* from 1 */
	uint8_t kind;          /* enum outline_kind */
	bool is_null;          /* a scalar that stands for nothing: empty, ~ or null, without quotes */
};

struct outline {
	const char *file;
	struct outline_node *nodes; /* the first one is the root */
	size_t count;
	struct text text;
};

/* The library that reads YAML, where it is in use. */
#ifdef IDNTABLE_YAML
#define OUTLINE_LIBRARIES "libyaml"
#else
#define OUTLINE_LIBRARIES NULL
#endif

/* Whether this build can read YAML; false: a message was written. */
bool outline_is_here(void);

/* Read a file.  False: a message was written, and `out` is empty. */
bool outline_read(const char *file, struct outline *out);

void outline_free(struct outline *outline);

/* Whether a scalar is this word. */
bool outline_is(const struct outline *outline, const struct outline_node *node, const char *word);

/* Write "file:line:column: SEVERITY: sentence 'quoted'" to stderr; quoted may be NULL. */
void outline_report(const char *file, uint32_t line, uint32_t column, idnc_severity severity,
                 const char *sentence, const char *quoted, size_t quoted_len);

#endif
