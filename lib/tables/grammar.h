/* SPDX-License-Identifier: MIT */
/* The grammar of RFC 7940, Appendix D, as tables: elements, attributes, kinds of values. */
#ifndef TABLES_GRAMMAR_H
#define TABLES_GRAMMAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "idncheck/tables.h"

#define BIT(number) (UINT64_C(1) << (number))

/* X(NAME, name): the elements.  Those of lgr and of a rule stand in the order in which they must come. */
#define ELEMENTS(X) \
	X(DOCUMENT, "")           /* what holds the root */ \
	X(LGR, "lgr") \
	X(META, "meta") X(DATA, "data") X(RULES, "rules") \
	X(VERSION, "version") X(DATE, "date") X(LANGUAGE, "language") X(SCOPE, "scope") \
	X(VALIDITY_START, "validity-start") X(VALIDITY_END, "validity-end") \
	X(UNICODE_VERSION, "unicode-version") X(DESCRIPTION, "description") \
	X(REFERENCES, "references") X(REFERENCE, "reference") \
	X(CHAR, "char") X(RANGE, "range") X(VAR, "var") \
	X(CLASS, "class") X(UNION, "union") X(INTERSECTION, "intersection") X(DIFFERENCE, "difference") \
	X(SYMMETRIC, "symmetric-difference") X(COMPLEMENT, "complement") \
	X(RULE, "rule") X(ACTION, "action") \
	X(START, "start") \
	X(ANY, "any") X(CHOICE, "choice") X(LITERAL, "char") \
	X(BEHIND, "look-behind") X(ANCHOR, "anchor") X(AHEAD, "look-ahead") \
	X(END, "end")

typedef enum element {
#define X(NAME, name) ELEMENT_##NAME,
	ELEMENTS(X)
#undef X
	ELEMENT_COUNT
} element;

#define IN(NAME) BIT(ELEMENT_##NAME)

/* Sets of elements that rules speak of. */
#define SET_OPERATORS (IN(UNION) | IN(INTERSECTION) | IN(DIFFERENCE) | IN(SYMMETRIC) | IN(COMPLEMENT))
#define CLASSES       (IN(CLASS) | SET_OPERATORS)
#define LOOKS         (IN(BEHIND) | IN(AHEAD))
#define POSITIONS     (IN(START) | IN(END) | IN(ANCHOR) | LOOKS)

/* What an attribute, or the text of an element, holds. */
typedef enum value_kind {
	VALUE_NONE,    /* no text: an element with children only */
	VALUE_TEXT,    /* anything */
	VALUE_NAME, VALUE_TOKEN, VALUE_TAGS, VALUE_TYPE, VALUE_TYPES, VALUE_ID, VALUE_REFS, VALUE_COUNT,
	VALUE_CODE_POINT, VALUE_SEQUENCE, VALUE_LITERAL /* a sequence, or empty */, VALUE_SET,
	VALUE_DATE, VALUE_LANGUAGE, VALUE_SCOPE, VALUE_UNICODE
} value_kind;

/* X(NAME, name, value): the attributes, in the order in which they are written. */
#define ATTRIBUTES(X) \
	X(NAME, "name", NAME) \
	X(ID, "id", ID) \
	X(CP, "cp", LITERAL) \
	X(LITERAL_CP, "cp", SEQUENCE) \
	X(FIRST_CP, "first-cp", CODE_POINT) \
	X(LAST_CP, "last-cp", CODE_POINT) \
	X(TYPE, "type", TYPE) \
	X(SCOPE_TYPE, "type", NAME) \
	X(MEDIA_TYPE, "type", TEXT) \
	X(BY_REF, "by-ref", NAME) \
	X(FROM_TAG, "from-tag", TOKEN) \
	X(PROPERTY, "property", TOKEN) \
	X(DISP, "disp", TYPE) \
	X(WHEN, "when", NAME) \
	X(NOT_WHEN, "not-when", NAME) \
	X(MATCH, "match", NAME) \
	X(NOT_MATCH, "not-match", NAME) \
	X(ANY_VARIANT, "any-variant", TYPES) \
	X(ALL_VARIANTS, "all-variants", TYPES) \
	X(ONLY_VARIANTS, "only-variants", TYPES) \
	X(COUNT, "count", COUNT) \
	X(TAG, "tag", TAGS) \
	X(REF, "ref", REFS) \
	X(COMMENT, "comment", TEXT)

typedef enum attribute_id {
#define X(NAME, name, value) ATTRIBUTE_##NAME,
	ATTRIBUTES(X)
#undef X
	ATTRIBUTE_KINDS
} attribute_id;

typedef struct element_type {
	const char *name;
	uint64_t    parents;  /* of ELEMENT_... */
	uint32_t    allowed;  /* of ATTRIBUTE_... */
	uint32_t    required;
	value_kind  text;
	uint8_t     least, most; /* children; most 0: any number */
	bool        once;        /* at most one in its parent */
} element_type;

typedef struct attribute_type {
	const char *name;
	value_kind  value;
} attribute_type;

extern const element_type   grammar_elements[ELEMENT_COUNT];
extern const attribute_type grammar_attributes[ATTRIBUTE_KINDS];

/* The element of that name that may stand in the parent; ELEMENT_DOCUMENT when there is none. */
element grammar_find(element parent, const char *name);

/* What is wrong with a value, as a status; IDNC_TABLE_OK when nothing is.  text is NUL-terminated, its spaces collapsed. */
idnc_table_status grammar_judge(value_kind value, const char *text);

/* White space at both ends removed, runs of it made one space, as xsd:token wants; the new length. */
size_t grammar_collapse(char *text, size_t len);

/* The next word of a list separated by single spaces, or NULL; *rest begins as the list. */
const char *grammar_next(const char **rest, size_t *len);

/* The most items of a list in an attribute. */
enum { LIST_MAX = 64 };

#endif
