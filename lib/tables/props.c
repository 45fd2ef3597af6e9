/* SPDX-License-Identifier: MIT */
/*
 * Unicode properties by name, at older versions of Unicode: what was not yet assigned has the value
 * of an unassigned code point, and what had another value before a version has a row below.
 */
#include "tables/props.h"

#include <string.h>

#include "idncheck/unicode.h"
#include "tables/properties.inc"
#include "unicode/trie.h"

typedef enum which { GC, SC, CCC, BC, JT, INSC, DEP } which;

/*
 * A value that a property had before a version.  Found by comparing the built-in data with what
 * other programs have of older versions: Python's unicodedata (9.0, 11.0, 12.1, 13.0, 14.0, 15.0,
 * 15.1), the joining types of the Python package idna (10.0, 11.0, 14.0), Perl's unicore (14.0).  A
 * change between two of them is dated with the first version at which it may have come.
 */
static const struct change {
	which       property;
	uint32_t    first, last;
	const char *value;
	uint16_t    before;
} changes[] = {
	{ GC, 0x0295, 0x0295, "Ll", IDNC_UNICODE(16, 0) },
	{ GC, 0x10D0, 0x10FA, "Lo", IDNC_UNICODE(11, 0) },
	{ GC, 0x10FD, 0x10FF, "Lo", IDNC_UNICODE(11, 0) },
	{ GC, 0x166D, 0x166D, "Po", IDNC_UNICODE(12, 0) },
	{ GC, 0x1734, 0x1734, "Mn", IDNC_UNICODE(14, 0) },
	{ GC, 0x1CF2, 0x1CF3, "Mc", IDNC_UNICODE(12, 0) },
	{ GC, 0xA9BD, 0xA9BD, "Mc", IDNC_UNICODE(12, 0) },
	{ GC, 0x111C9, 0x111C9, "Po", IDNC_UNICODE(11, 0) },
	{ GC, 0x1171E, 0x1171E, "Mn", IDNC_UNICODE(16, 0) },
	{ BC, 0x1734, 0x1734, "NSM", IDNC_UNICODE(14, 0) },
	{ BC, 0x1B3A, 0x1B3A, "NSM", IDNC_UNICODE(16, 0) },
	{ BC, 0x1B3C, 0x1B3C, "NSM", IDNC_UNICODE(16, 0) },
	{ BC, 0x1B42, 0x1B42, "NSM", IDNC_UNICODE(16, 0) },
	{ BC, 0xA9BD, 0xA9BD, "L", IDNC_UNICODE(12, 0) },
	{ BC, 0x111C9, 0x111C9, "L", IDNC_UNICODE(11, 0) },
	{ BC, 0x1171E, 0x1171E, "NSM", IDNC_UNICODE(16, 0) },
	{ BC, 0x1D6C1, 0x1D6C1, "L", IDNC_UNICODE(16, 0) },
	{ BC, 0x1D6FB, 0x1D6FB, "L", IDNC_UNICODE(16, 0) },
	{ BC, 0x1D735, 0x1D735, "L", IDNC_UNICODE(16, 0) },
	{ BC, 0x1D76F, 0x1D76F, "L", IDNC_UNICODE(16, 0) },
	{ BC, 0x1D7A9, 0x1D7A9, "L", IDNC_UNICODE(16, 0) },
	{ JT, 0x0856, 0x0858, "U", IDNC_UNICODE(12, 0) },
	{ JT, 0x1734, 0x1734, "T", IDNC_UNICODE(14, 0) },
	{ JT, 0xA9BD, 0xA9BD, "U", IDNC_UNICODE(12, 0) },
	{ JT, 0x111C9, 0x111C9, "U", IDNC_UNICODE(11, 0) },
	{ JT, 0x1171E, 0x1171E, "T", IDNC_UNICODE(16, 0) },
	{ INSC, 0x0AFB, 0x0AFB, "Cantillation_Mark", IDNC_UNICODE(15, 0) },
	{ INSC, 0x1900, 0x1900, "Consonant_Placeholder", IDNC_UNICODE(15, 0) },
	{ INSC, 0x1BF2, 0x1BF3, "Pure_Killer", IDNC_UNICODE(15, 0) },
	{ INSC, 0x11A00, 0x11A00, "Vowel_Independent", IDNC_UNICODE(15, 0) },
	{ INSC, 0x11A3A, 0x11A3A, "Consonant_Prefixed", IDNC_UNICODE(15, 0) },
	{ INSC, 0x11A50, 0x11A50, "Vowel_Independent", IDNC_UNICODE(15, 0) },
	{ INSC, 0x11A86, 0x11A86, "Consonant_Prefixed", IDNC_UNICODE(15, 0) },
};

static const char *const bidi_names[] = { "L", "R", "AL", "AN", "EN", "ES", "CS", "ET", "ON", "BN", "NSM", "B", "S",
	"WS", "LRE", "LRO", "RLE", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI" };
static const char *const joining_names[] = { "U", "C", "D", "L", "R", "T" };
static const char *const boolean_names[] = { "N", "Y" };

#define NAMES(list) list, sizeof list / sizeof *list

/* RFC 7940, 6.2.3.  The names are those of UAX 42; there is no loose matching. */
static const struct row {
	const char        *name;
	const char *const *values;     /* NULL: numbers */
	size_t             count;
	const char        *unassigned; /* the value of an unassigned code point; NULL for bc, where the block decides */
	uint16_t           since;      /* `changes` is complete back to this version */
} rows[] = {
	[GC] =   { "gc", NAMES(category_names), "Cn", IDNC_UNICODE(9, 0) },
	[SC] =   { "sc", NAMES(script_names), "Zzzz", IDNC_UNICODE(14, 0) },
	/* Fixed once assigned since 4.1: Unicode Character Encoding Stability Policies, Normalization Stability. */
	[CCC] =  { "ccc", NULL, 255, "0", IDNC_UNICODE(4, 1) },
	[BC] =   { "bc", NAMES(bidi_names), NULL, IDNC_UNICODE(9, 0) },
	[JT] =   { "jt", NAMES(joining_names), "U", IDNC_UNICODE(10, 0) },
	[INSC] = { "InSC", NAMES(syllabic_names), "Other", IDNC_UNICODE(14, 0) },
	[DEP] =  { "Dep", NAMES(boolean_names), "N", IDNC_UNICODE(14, 0) },
};

static uint32_t
script_code(const char *name)
{
	return IDNC_SCRIPT((uint8_t)name[0], (uint8_t)name[1], (uint8_t)name[2], (uint8_t)name[3]);
}

/* The number of a value: its place in the list of names, a number, or a script's code; -1 when there is none. */
static int64_t
find_value(which property, const char *name)
{
	const struct row *row = &rows[property];

	if (!row->values) {
		size_t   n = strspn(name, "0123456789");
		unsigned number = 0;
		for (size_t i = 0; i < n && i < 4; i++)
			number = number * 10 + (unsigned)(name[i] - '0');
		return n > 0 && n < 4 && !name[n] && number < row->count && (n == 1 || *name != '0') ? (int64_t)number : -1;
	}
	for (size_t i = 0; i < row->count; i++)
		if (strcmp(row->values[i], name) == 0)
			return property == SC ? (int64_t)script_code(name) : (int64_t)i;
	return -1;
}

/* The values of General_Category that a group stands for, such as L; 0 when it is none.  UAX 44, 5.7.1 */
static uint64_t
find_group(const char *name)
{
	uint64_t values = 0;
	bool     is_cased = strcmp(name, "LC") == 0;

	for (size_t i = 0; i < rows[GC].count; i++) {
		const char *value = rows[GC].values[i];
		if (is_cased ? value[0] == 'L' && strchr("ult", value[1]) : value[0] == name[0] && !name[1])
			values |= UINT64_C(1) << i;
	}
	return values;
}

bool
property_read(const char *text, property_set *out)
{
	size_t len = strcspn(text, ":");

	for (size_t i = 0; text[len] && i < sizeof rows / sizeof *rows; i++) {
		int64_t value;
		if (strlen(rows[i].name) != len || memcmp(rows[i].name, text, len) != 0)
			continue;
		value = find_value((which)i, text + len + 1);
		*out = (property_set){ .which = (uint8_t)i, .value = (uint32_t)value, .since = rows[i].since };
		if (value >= 0 && value < 64)
			out->values = UINT64_C(1) << value;
		else if (value < 0 && i == GC)
			out->values = find_group(text + len + 1);
		return value >= 0 || out->values != 0;
	}
	return false;
}

/* The number of the value that a code point has in the built-in data. */
static uint32_t
value_of(which property, uint32_t cp, const idnc_properties *known)
{
	uint32_t kind = property_kinds[TRIE3(property, cp)];

	switch (property) {
	case GC: return kind & category_mask;
	case SC: return known->script;
	case CCC: return known->ccc;
	case BC: return (uint32_t)known->bidi;
	case JT: return (uint32_t)known->joining;
	case INSC: return kind >> syllabic_shift & syllabic_mask;
	case DEP: return kind >> deprecated_shift;
	}
	return 0;
}

static bool
is_among(const property_set *p, int64_t value)
{
	if (p->which == SC || p->which == CCC)
		return value == p->value;
	return value >= 0 && p->values >> value & 1;
}

bool
property_has(const property_set *p, uint32_t cp, uint16_t version)
{
	const char     *unassigned = rows[p->which].unassigned;
	idnc_properties known;

	idnc_properties_find(cp, &known);
	if (known.age == 0 || known.age > version)
		return unassigned && is_among(p, find_value((which)p->which, unassigned));
	for (size_t i = 0; i < sizeof changes / sizeof *changes; i++)
		if (changes[i].property == p->which && changes[i].first <= cp && cp <= changes[i].last &&
		    version < changes[i].before)
			return is_among(p, find_value((which)p->which, changes[i].value));
	return is_among(p, value_of((which)p->which, cp, &known));
}

/*
 * Every version of Unicode with the last of its updates, as unicode.org enumerates them.  Before 4.1
 * some updates were skipped; for those, no values are known here anyway.
 */
static const struct published {
	uint8_t major, minor, update;
} published[] = {
	{ 1, 0, 1 }, { 1, 1, 5 }, { 2, 0, 0 }, { 2, 1, 9 }, { 3, 0, 1 }, { 3, 1, 1 }, { 3, 2, 0 }, { 4, 0, 1 },
	{ 4, 1, 0 }, { 5, 0, 0 }, { 5, 1, 0 }, { 5, 2, 0 }, { 6, 0, 0 }, { 6, 1, 0 }, { 6, 2, 0 }, { 6, 3, 0 },
	{ 7, 0, 0 }, { 8, 0, 0 }, { 9, 0, 0 }, { 10, 0, 0 }, { 11, 0, 0 }, { 12, 0, 0 }, { 12, 1, 0 }, { 13, 0, 0 },
	{ 14, 0, 0 }, { 15, 0, 0 }, { 15, 1, 0 }, { 16, 0, 0 }, { 17, 0, 0 }, { 18, 0, 0 },
};

enum { PUBLISHED = sizeof published / sizeof *published };

bool
property_is_version(uint16_t version, unsigned update)
{
	for (size_t i = 0; i < PUBLISHED; i++)
		if (IDNC_UNICODE(published[i].major, published[i].minor) == version)
			return update <= published[i].update;
	return false;
}

uint16_t
property_newest(void)
{
	return IDNC_UNICODE(published[PUBLISHED - 1].major, published[PUBLISHED - 1].minor);
}
