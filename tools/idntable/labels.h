/* SPDX-License-Identifier: MIT */
/* Files of test labels: which labels a table must accept and refuse, and which variants they have. */
#ifndef IDNTABLE_LABELS_H
#define IDNTABLE_LABELS_H

#include "outline.h"

/* A label or a variant of one. */
struct test_label {
	const char *text;
	size_t len;
	uint32_t line, column;
	bool is_variant; /* of the last one before it that is none */
	bool is_wanted;  /* to be accepted; a variant: to be allocatable */
};

struct test_labels {
	struct outline outline;
	struct text tag; /* "" where the file has none */
	struct test_label *items;
	size_t count;
	size_t merged; /* keys that were repeated */
};

/*
 * Read a file of test labels.  Repeated keys and unknown ones are warnings on stderr.  False: a message
 * was written.
 */
bool labels_read(const char *file, struct test_labels *out);

void labels_free(struct test_labels *labels);

#endif
