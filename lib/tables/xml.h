/* SPDX-License-Identifier: MIT */
/* XML, as events.  Only xml.c knows which parser is behind it. */
#ifndef TABLES_XML_H
#define TABLES_XML_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "idncheck/tables.h"

/* The bounds of a document, each far above what tables in use need. */
enum {
	XML_SIZE_MAX = 16 << 20,  /* the largest is 3.7 MB */
	XML_DEPTH_MAX = 32,       /* they use 7 */
	XML_ATTRIBUTES_MAX = 32,  /* they use 6 */
	XML_VALUE_MAX = 4096      /* they use 417 bytes */
};

typedef struct xml xml;

/* Stands between namespace and name of an attribute that has one; it cannot occur in either. */
#define XML_SEPARATOR '\n'

/* Both are called in the order of the document; false ends the reading. */
typedef struct xml_events {
	void *context;
	/* name is NULL for an element of another namespace; attributes are name, value, ..., NULL */
	bool (*start)(void *context, const xml *source, const char *name, const char *const *attributes);
	bool (*end)(void *context);
	bool (*text)(void *context, const xml *source, const char *text, size_t len);
} xml_events;

typedef struct xml_place {
	uint32_t line, column; /* from 1 */
} xml_place;

/* Where the event that is being reported begins. */
xml_place xml_here(const xml *source);

/* Why the reading ended. */
typedef struct xml_end {
	idnc_table_status status; /* IDNC_TABLE_OK also when an event ended it */
	xml_place         place;
	const char       *detail; /* static, or NULL */
} xml_end;

/* Read a document whose elements are in the namespace of RFC 7940. */
xml_end xml_read(const idnc_alloc *alloc, const char *bytes, size_t len, const xml_events *events);

#endif
