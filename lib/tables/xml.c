/* SPDX-License-Identifier: MIT */
/* XML, as events: the one file that knows expat. */
#include "tables/xml.h"

#include <expat.h>
#include <string.h>

static const char separator[] = { XML_SEPARATOR, '\0' };
static const char lgr_namespace[] = "urn:ietf:params:xml:ns:lgr-1.0";

struct xml {
	XML_Parser        parser;
	const xml_events *events;
	unsigned          depth;
	bool              stopped; /* expat may still report an event or two */
	xml_end           end;
};

/*
 * What expat may use at once.  It writes the whole name of the namespace before each attribute, and
 * reports no element before all of its attributes: a document of 16 MiB could ask for terabytes.
 */
enum { MEMORY_MAX = 64 << 20, HEADER = 16 /* its size stands before each piece of memory */ };

typedef struct budget {
	const idnc_alloc *alloc;
	size_t            used;
	bool              is_over;
} budget;

/* Of the document being read: expat's own functions have no argument for it. */
static _Thread_local budget *current;

static void *
expat_resize(void *pointer, size_t size)
{
	char  *old = pointer ? (char *)pointer - HEADER : NULL, *room;
	size_t had = 0;

	if (old)
		memcpy(&had, old, sizeof had);
	if (size > MEMORY_MAX || current->used - had + size > MEMORY_MAX) {
		current->is_over = true;
		return NULL;
	}
	room = current->alloc->resize(current->alloc->context, old, size + HEADER);
	if (!room)
		return NULL;
	memcpy(room, &size, sizeof size);
	current->used += size - had;
	return room + HEADER;
}

static void *
expat_allocate(size_t size)
{
	return expat_resize(NULL, size);
}

static void
expat_release(void *pointer)
{
	char  *old = pointer ? (char *)pointer - HEADER : NULL;
	size_t had;

	if (!old)
		return;
	memcpy(&had, old, sizeof had);
	current->used -= had;
	current->alloc->release(current->alloc->context, old);
}

xml_place
xml_here(const xml *source)
{
	return (xml_place){ (uint32_t)XML_GetCurrentLineNumber(source->parser),
	                    (uint32_t)XML_GetCurrentColumnNumber(source->parser) + 1 };
}

static void
stop(xml *source, idnc_table_status status)
{
	if (source->end.status == IDNC_TABLE_OK && status != IDNC_TABLE_OK)
		source->end = (xml_end){ status, xml_here(source), NULL };
	source->stopped = true;
	XML_StopParser(source->parser, XML_FALSE);
}

/* RFC 7940, 12.2: nothing of the document may cost more than its size. */
static idnc_table_status
find_excess(const xml *source, const char *const *attributes)
{
	size_t n = 0;

	if (source->depth > XML_DEPTH_MAX)
		return IDNC_TABLE_V_LIMIT_DEPTH;
	for (; attributes[2 * n]; n++)
		if (strlen(attributes[2 * n + 1]) > XML_VALUE_MAX)
			return IDNC_TABLE_V_LIMIT_VALUE;
	return n > XML_ATTRIBUTES_MAX ? IDNC_TABLE_V_LIMIT_ATTRIBUTES : IDNC_TABLE_OK;
}

static void XMLCALL
on_start(void *context, const XML_Char *name, const XML_Char **attributes)
{
	xml              *source = context;
	size_t            prefix = sizeof lgr_namespace - 1;
	bool              is_own = strncmp(name, lgr_namespace, prefix) == 0 && name[prefix] == XML_SEPARATOR;
	const char *const *given = (const char *const *)attributes;
	idnc_table_status excess;

	if (source->stopped)
		return;
	source->depth++;
	excess = find_excess(source, given);
	if (excess != IDNC_TABLE_OK)
		stop(source, excess);
	else if (!source->events->start(source->events->context, source,
	                                is_own ? name + prefix + 1 : NULL, given))
		stop(source, IDNC_TABLE_OK);
}

static void XMLCALL
on_end(void *context, const XML_Char *name)
{
	xml *source = context;

	(void)name;
	source->depth--;
	if (!source->stopped && !source->events->end(source->events->context))
		stop(source, IDNC_TABLE_OK);
}

static void XMLCALL
on_text(void *context, const XML_Char *text, int len)
{
	xml *source = context;

	if (!source->stopped && !source->events->text(source->events->context, source, text, (size_t)len))
		stop(source, IDNC_TABLE_OK);
}

static void XMLCALL
on_doctype(void *context, const XML_Char *name, const XML_Char *system, const XML_Char *public, int has_subset)
{
	(void)name;
	(void)system;
	(void)public;
	(void)has_subset;
	stop(context, IDNC_TABLE_V_DOCTYPE);
}

/* The name of a namespace is the value of an attribute, too. */
static void XMLCALL
on_namespace(void *context, const XML_Char *prefix, const XML_Char *uri)
{
	(void)prefix;
	if (uri && strlen(uri) > XML_VALUE_MAX)
		stop(context, IDNC_TABLE_V_LIMIT_VALUE);
}

static void
parse(xml *source, const char *bytes, size_t len)
{
	XML_Parser parser = source->parser;

	XML_SetUserData(parser, source);
	XML_SetElementHandler(parser, on_start, on_end);
	XML_SetCharacterDataHandler(parser, on_text);
	XML_SetStartDoctypeDeclHandler(parser, on_doctype);
	XML_SetStartNamespaceDeclHandler(parser, on_namespace);
	if (XML_Parse(parser, bytes, (int)len, 1) == XML_STATUS_ERROR) {
		enum XML_Error error = XML_GetErrorCode(parser);
		if (error == XML_ERROR_NO_MEMORY && current->is_over)
			stop(source, IDNC_TABLE_V_LIMIT_ATTRIBUTES);
		else if (error == XML_ERROR_NO_MEMORY)
			source->end.status = IDNC_TABLE_E_MEMORY;
		else if (error != XML_ERROR_ABORTED)
			source->end = (xml_end){ IDNC_TABLE_V_XML, xml_here(source), XML_ErrorString(error) };
	}
}

xml_end
xml_read(const idnc_alloc *alloc, const char *bytes, size_t len, const xml_events *events)
{
	static const XML_Memory_Handling_Suite memory = { expat_allocate, expat_resize, expat_release };
	budget  own = { .alloc = alloc };
	budget *outer = current; /* an allocator may itself read a table */
	xml source = { .events = events };

	if (len > XML_SIZE_MAX)
		return (xml_end){ IDNC_TABLE_V_LIMIT_SIZE, { 0, 0 }, NULL };
	current = &own;
	source.parser = XML_ParserCreate_MM(NULL, &memory, separator);
	if (source.parser) {
		parse(&source, bytes, len);
		XML_ParserFree(source.parser);
	} else {
		source.end.status = IDNC_TABLE_E_MEMORY;
	}
	current = outer;
	return source.end;
}
