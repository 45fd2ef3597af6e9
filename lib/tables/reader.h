/* SPDX-License-Identifier: MIT */
/* Building a table element by element, whatever it is read from: the grammar and the bounds hold for all. */
#ifndef TABLES_READER_H
#define TABLES_READER_H

#include "tables/model.h"
#include "tables/xml.h"

enum {
	READER_VARIANTS_MAX = 64,     /* of a char; tables in use have 16 */
	READER_TEXT_MAX = 256 << 10   /* of an element: 20,000 code points of a class, or a description of 33,531 bytes */
};

typedef struct reader {
	idnc_table *table;
	journal     journal;
	node       *current;
	unsigned    skipped;   /* open elements that are not read */
	array       text;      /* of the current element */
	uint32_t    chars;
	bool        has_stray; /* text outside elements was reported */
} reader;

/* A table that begins.  False: there is no memory, and nothing to finish. */
bool table_reader_begin(reader *r, const idnc_table_options *options, idnc_table_findings *findings);

/*
 * An element begins, has text, ends.  name is NULL for an element of another namespace; attributes
 * are name, value, ..., NULL.  False ends the reading: what is wrong was reported, or there is no memory.
 */
bool table_reader_start(reader *r, xml_place at, const char *name, const char *const *attributes);
bool table_reader_text(reader *r, xml_place at, const char *text, size_t len);
bool table_reader_end(reader *r);

/* Add a finding, as what ends the reading; detail may be NULL.  Always false. */
bool table_reader_report(reader *r, idnc_table_status code, xml_place at, const char *detail);

/* Check what was read, unless the reading was cut short, and give it away, or free it. */
idnc_table_status table_reader_finish(reader *r, bool is_whole, bool lenient, idnc_table **out);

#endif
