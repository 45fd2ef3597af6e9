/* SPDX-License-Identifier: MIT */
/* Every property of every code point, against the Unicode files by a reader of the test's own. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "util.h"

#define CODE_POINTS 0x110000
#define COLUMNS     16
#define FOLDER      "unicode/18.0.0/"

/* The files, each with its number of data lines: a file cut short cannot pass. */
enum file {
	IDNA2008,
	MAPPING,
	NORM_PROPS,
	CCC,
	JOINING,
	BIDI,
	SCRIPTS,
	AGE,
	CATEGORY,
	ALIASES,
	DATA,
	CASING,
	FILES
};
static const struct {
	const char *name;
	size_t lines;
} files[FILES] = {
	[IDNA2008] = { FOLDER "idna/Idna2008.txt", 3117 },
	[MAPPING] = { FOLDER "idna/IdnaMappingTable.txt", 9416 },
	[NORM_PROPS] = { FOLDER "ucd/DerivedNormalizationProps.txt", 16384 },
	[CCC] = { FOLDER "ucd/extracted/DerivedCombiningClass.txt", 2517 },
	[JOINING] = { FOLDER "ucd/extracted/DerivedJoiningType.txt", 546 },
	[BIDI] = { FOLDER "ucd/extracted/DerivedBidiClass.txt", 2356 },
	[SCRIPTS] = { FOLDER "ucd/Scripts.txt", 2321 },
	[AGE] = { FOLDER "ucd/DerivedAge.txt", 1866 },
	[CATEGORY] = { FOLDER "ucd/extracted/DerivedGeneralCategory.txt", 4202 },
	[ALIASES] = { FOLDER "ucd/PropertyValueAliases.txt", 1215 },
	[DATA] = { FOLDER "ucd/UnicodeData.txt", 41341 },
	[CASING] = { FOLDER "ucd/SpecialCasing.txt", 120 },
};

static struct span contents[FILES];

/* What a file says of each code point: a span of that file, NULL where nothing is said. */
static struct span said[CODE_POINTS];

/* One line: its columns without the comment; false for a line without data. */
static bool
data_columns(struct span line, struct span *columns, size_t *n)
{
	const char *comment = line.len ? memchr(line.at, '#', line.len) : NULL;

	if (comment)
		line.len = (size_t)(comment - line.at);
	line = util_trim(line);
	if (line.len == 0)
		return false;
	*n = util_split(line, ';', columns, COLUMNS);
	for (size_t i = 0; i < *n && i < COLUMNS; i++)
		columns[i] = util_trim(columns[i]);
	return true;
}

/* XXXX or XXXX..YYYY */
static void
code_range(struct span text, uint32_t *first, uint32_t *last)
{
	char copy[32], *end;

	ck_assert_uint_lt(text.len, sizeof copy);
	memcpy(copy, text.at, text.len);
	copy[text.len] = '\0';
	*first = *last = (uint32_t)strtoul(copy, &end, 16);
	if (end[0] == '.' && end[1] == '.')
		*last = (uint32_t)strtoul(end + 2, &end, 16);
	ck_assert(end != copy && *end == '\0' && *first <= *last && *last < CODE_POINTS);
}

static void
say(struct span range, struct span value)
{
	uint32_t first, last;

	code_range(range, &first, &last);
	for (uint32_t cp = first; cp <= last; cp++)
		said[cp] = value;
}

/* "# @missing: XXXX..YYYY; value" holds where no data line does; a later one beats an earlier one. */
static void
read_missing(struct span line)
{
	static const char head[] = "# @missing: ";
	struct span columns[2];

	if (line.len < sizeof head || memcmp(line.at, head, sizeof head - 1) != 0)
		return;
	line.at += sizeof head - 1;
	line.len -= sizeof head - 1;
	ck_assert_uint_eq(util_split(line, ';', columns, 2), 2);
	say(util_trim(columns[0]), util_trim(columns[1]));
}

/* Fill said[] from a file; with a property, from its rows only, which have its name before the value. */
static void
read_said(enum file which, const char *property)
{
	struct span rest = contents[which], line, columns[COLUMNS];
	size_t lines = 0, n, column = property ? 2 : 1;

	memset(said, 0, sizeof said);
	while (!property && util_line(&rest, &line))
		read_missing(line);
	rest = contents[which];
	while (util_line(&rest, &line)) {
		if (!data_columns(line, columns, &n))
			continue;
		lines++;
		if (property &&
		    !util_equal(columns[1], (struct span){ property, strlen(property) }))
			continue;
		ck_assert_uint_gt(n, column);
		say(columns[0], columns[column]);
	}
	ck_assert_msg(lines == files[which].lines, "%s: %zu data lines", files[which].name, lines);
}

/* A word of a file, and the number that stands for it. */
struct word {
	const char *name;
	unsigned number;
};

#define UNKNOWN 0xFFFFu
static unsigned
number_of(const struct word *words, struct span name)
{
	for (; words->name; words++)
		if (util_equal(name, (struct span){ words->name, strlen(words->name) }))
			return words->number;
	return UNKNOWN;
}

/* Compare one property of all code points with said[]. */
static void
compare(struct tally *t, const struct word *words, unsigned (*get)(const idnc_properties *))
{
	for (uint32_t cp = 0; cp < CODE_POINTS; cp++) {
		unsigned wanted = number_of(words, said[cp]);
		idnc_properties p;
		idnc_status status = idnc_properties_find(cp, &p);

		t->rows++;
		if (status != IDNC_OK || wanted == UNKNOWN || get(&p) != wanted)
			util_wrong(t, "%04X: %u, and the file says %.*s", (unsigned)cp, get(&p),
				   (int)said[cp].len, said[cp].at);
	}
}

static unsigned
get_derived(const idnc_properties *p)
{
	return p->derived;
}

START_TEST(derived)
{
	static const struct word words[] = {
		{ "UNASSIGNED", IDNC_DERIVED_UNASSIGNED },
		{ "DISALLOWED", IDNC_DERIVED_DISALLOWED },
		{ "PVALID", IDNC_DERIVED_PVALID },
		{ "CONTEXTJ", IDNC_DERIVED_CONTEXTJ },
		{ "CONTEXTO", IDNC_DERIVED_CONTEXTO },
		{ NULL, 0 },
	};
	struct tally t = { .suite = "derived property" };

	read_said(IDNA2008, NULL);
	compare(&t, words, get_derived);
	util_settle(&t, CODE_POINTS);
}
END_TEST

static unsigned
get_uts46(const idnc_properties *p)
{
	return p->uts46;
}

START_TEST(uts46_status)
{
	static const struct word words[] = {
		{ "disallowed", IDNC_UTS46_DISALLOWED }, { "valid", IDNC_UTS46_VALID },
		{ "mapped", IDNC_UTS46_MAPPED },         { "ignored", IDNC_UTS46_IGNORED },
		{ "deviation", IDNC_UTS46_DEVIATION },   { NULL, 0 },
	};
	struct tally t = { .suite = "UTS #46 status" };

	read_said(MAPPING, NULL);
	compare(&t, words, get_uts46);
	util_settle(&t, CODE_POINTS);
}
END_TEST

/* Whether idnc_mapping_find gives exactly these code points, and asks for exactly this room. */
static bool
maps_to(uint32_t cp, const uint32_t *wanted, size_t n)
{
	uint32_t out[IDNC_MAPPING_MAX] = { 0 };
	size_t len = SIZE_MAX;

	if (n > 0 &&
	    (idnc_mapping_find(cp, out, n - 1, &len) != IDNC_E_SPACE || len != n || out[0] != 0))
		return false;
	return idnc_mapping_find(cp, out, n, &len) == IDNC_OK && len == n &&
	       (n == 0 || memcmp(out, wanted, n * sizeof *out) == 0);
}

START_TEST(uts46_mapping)
{
	struct span rest = contents[MAPPING], line, columns[COLUMNS], parts[IDNC_MAPPING_MAX + 1];
	struct tally t = { .suite = "UTS #46 mapping" };
	size_t n, longest = 0;

	while (util_line(&rest, &line)) {
		uint32_t first, last, wanted[IDNC_MAPPING_MAX], unused;
		size_t len = 0;
		bool is_itself;

		if (!data_columns(line, columns, &n))
			continue;
		code_range(columns[0], &first, &last);
		if (n > 2 && columns[2].len > 0) {
			len = util_split(columns[2], ' ', parts, IDNC_MAPPING_MAX + 1);
			ck_assert_uint_le(len, IDNC_MAPPING_MAX);
			for (size_t i = 0; i < len; i++)
				code_range(parts[i], &wanted[i], &unused);
		}
		longest = len > longest ? len : longest;
		is_itself = util_equal(columns[1], SPAN_Z("valid")) ||
			    util_equal(columns[1], SPAN_Z("disallowed"));
		for (uint32_t cp = first; cp <= last; cp++, t.rows++) {
			if (!maps_to(cp, is_itself ? &cp : wanted, is_itself ? 1 : len))
				util_wrong(&t, "%04X is not mapped to %.*s", (unsigned)cp,
					   (int)columns[2].len, columns[2].at);
		}
	}
	ck_assert_uint_eq(longest, IDNC_MAPPING_MAX);
	util_settle(&t, CODE_POINTS);
}
END_TEST

static unsigned
get_nfc_quick(const idnc_properties *p)
{
	return p->nfc_quick;
}

START_TEST(nfc_quick)
{
	static const struct word words[] = {
		{ "", IDNC_QUICK_CHECK_YES },
		{ "N", IDNC_QUICK_CHECK_NO },
		{ "M", IDNC_QUICK_CHECK_MAYBE },
		{ NULL, 0 },
	};
	struct tally t = { .suite = "NFC_Quick_Check" };

	read_said(NORM_PROPS, "NFC_QC");
	compare(&t, words, get_nfc_quick);
	util_settle(&t, CODE_POINTS);
}
END_TEST

START_TEST(ccc)
{
	struct tally t = { .suite = "Canonical_Combining_Class" };

	read_said(CCC, NULL);
	for (uint32_t cp = 0; cp < CODE_POINTS; cp++, t.rows++) {
		idnc_properties p;
		/* The name stands in the @missing line only, a number everywhere else. */
		int wanted = util_equal(said[cp], SPAN_Z("Not_Reordered")) ? 0 : atoi(said[cp].at);

		if (idnc_properties_find(cp, &p) != IDNC_OK || p.ccc != wanted)
			util_wrong(&t, "%04X: %d, and the file says %d", (unsigned)cp, p.ccc,
				   wanted);
	}
	util_settle(&t, CODE_POINTS);
}
END_TEST

static unsigned
get_joining(const idnc_properties *p)
{
	return p->joining;
}

START_TEST(joining)
{
	static const struct word words[] = {
		{ "Non_Joining", IDNC_JOINING_U }, { "U", IDNC_JOINING_U },
		{ "C", IDNC_JOINING_C },           { "D", IDNC_JOINING_D },
		{ "L", IDNC_JOINING_L },           { "R", IDNC_JOINING_R },
		{ "T", IDNC_JOINING_T },           { NULL, 0 },
	};
	struct tally t = { .suite = "Joining_Type" };

	read_said(JOINING, NULL);
	compare(&t, words, get_joining);
	util_settle(&t, CODE_POINTS);
}
END_TEST

static unsigned
get_bidi(const idnc_properties *p)
{
	return p->bidi;
}

START_TEST(bidi)
{
	static const struct word words[] = {
		{ "L", IDNC_BIDI_L },
		{ "R", IDNC_BIDI_R },
		{ "AL", IDNC_BIDI_AL },
		{ "AN", IDNC_BIDI_AN },
		{ "EN", IDNC_BIDI_EN },
		{ "ES", IDNC_BIDI_ES },
		{ "CS", IDNC_BIDI_CS },
		{ "ET", IDNC_BIDI_ET },
		{ "ON", IDNC_BIDI_ON },
		{ "BN", IDNC_BIDI_BN },
		{ "NSM", IDNC_BIDI_NSM },
		{ "B", IDNC_BIDI_B },
		{ "S", IDNC_BIDI_S },
		{ "WS", IDNC_BIDI_WS },
		{ "LRE", IDNC_BIDI_LRE },
		{ "LRO", IDNC_BIDI_LRO },
		{ "RLE", IDNC_BIDI_RLE },
		{ "RLO", IDNC_BIDI_RLO },
		{ "PDF", IDNC_BIDI_PDF },
		{ "LRI", IDNC_BIDI_LRI },
		{ "RLI", IDNC_BIDI_RLI },
		{ "FSI", IDNC_BIDI_FSI },
		{ "PDI", IDNC_BIDI_PDI },
		{ "Left_To_Right", IDNC_BIDI_L },
		{ "Right_To_Left", IDNC_BIDI_R },
		{ "Arabic_Letter", IDNC_BIDI_AL },
		{ "European_Terminator", IDNC_BIDI_ET },
		{ NULL, 0 },
	};
	struct tally t = { .suite = "Bidi_Class" };

	read_said(BIDI, NULL);
	compare(&t, words, get_bidi);
	util_settle(&t, CODE_POINTS);
}
END_TEST

/* The ISO 15924 code of a long script name, from the line "sc ; Grek ; Greek". */
static idnc_script
script_code(struct span name)
{
	static struct span last_name;
	static idnc_script last;
	struct span rest = contents[ALIASES], line, columns[COLUMNS];
	size_t n;

	if (util_equal(name, last_name))
		return last;
	while (util_line(&rest, &line)) {
		if (!data_columns(line, columns, &n) || !util_equal(columns[0], SPAN_Z("sc")))
			continue;
		if (n >= 3 && util_equal(columns[2], name) && columns[1].len == 4) {
			last_name = name;
			last = IDNC_SCRIPT(columns[1].at[0], columns[1].at[1], columns[1].at[2],
					   columns[1].at[3]);
			return last;
		}
	}
	return 0;
}

START_TEST(script)
{
	struct tally t = { .suite = "Script" };

	read_said(SCRIPTS, NULL);
	for (uint32_t cp = 0; cp < CODE_POINTS; cp++, t.rows++) {
		idnc_properties p;

		if (idnc_properties_find(cp, &p) != IDNC_OK || p.script != script_code(said[cp]))
			util_wrong(&t, "%04X: %08X, and the file says %.*s", (unsigned)cp,
				   (unsigned)p.script, (int)said[cp].len, said[cp].at);
	}
	util_settle(&t, CODE_POINTS);
}
END_TEST

START_TEST(age)
{
	struct tally t = { .suite = "Age" };

	read_said(AGE, NULL);
	for (uint32_t cp = 0; cp < CODE_POINTS; cp++, t.rows++) {
		idnc_properties p;
		unsigned major = 0, minor = 0;

		if (!util_equal(said[cp], SPAN_Z("Unassigned")))
			ck_assert_int_eq(sscanf(said[cp].at, "%u.%u", &major, &minor), 2);
		if (idnc_properties_find(cp, &p) != IDNC_OK || p.age != IDNC_UNICODE(major, minor))
			util_wrong(&t, "%04X: %X, and the file says %u.%u", (unsigned)cp, p.age,
				   major, minor);
	}
	util_settle(&t, CODE_POINTS);
}
END_TEST

START_TEST(is_mark)
{
	struct tally t = { .suite = "General_Category M" };

	read_said(CATEGORY, NULL);
	for (uint32_t cp = 0; cp < CODE_POINTS; cp++, t.rows++) {
		idnc_properties p;

		if (said[cp].len != 2 || idnc_properties_find(cp, &p) != IDNC_OK ||
		    p.is_mark != (said[cp].at[0] == 'M'))
			util_wrong(&t, "%04X: %d, and the file says %.*s", (unsigned)cp, p.is_mark,
				   (int)said[cp].len, said[cp].at);
	}
	util_settle(&t, CODE_POINTS);
}
END_TEST

START_TEST(above_10ffff)
{
	static const uint32_t values[] = { 0x110000, 0x110001, 0x1FFFFF, 0x80000000, 0xFFFFFFFF };

	for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
		idnc_properties p = { .age = 77 };
		uint32_t out[IDNC_MAPPING_MAX];
		size_t len = 77;

		ck_assert_int_eq(idnc_properties_find(values[i], &p), IDNC_E_ARGUMENT);
		ck_assert_uint_eq(p.age, 77);
		ck_assert_int_eq(idnc_mapping_find(values[i], out, IDNC_MAPPING_MAX, &len),
				 IDNC_E_ARGUMENT);
		ck_assert_uint_eq(len, 77);
	}
}
END_TEST

START_TEST(files_are_whole)
{
	static const enum file others[] = { ALIASES, DATA, CASING };

	for (size_t i = 0; i < 3; i++) {
		struct span rest = contents[others[i]], line, columns[COLUMNS];
		size_t lines = 0, n;

		while (util_line(&rest, &line))
			lines += data_columns(line, columns, &n);
		ck_assert_uint_eq(lines, files[others[i]].lines);
	}
}
END_TEST

/* Lower case and width by the test's own reading; len 0: the code point itself. */
struct change {
	uint32_t to[4];
	size_t len;
};
static struct change lower[CODE_POINTS], width[CODE_POINTS];

static void
read_change(struct span cp, struct span to, struct change *changes)
{
	struct span parts[4];
	uint32_t from, unused;

	code_range(cp, &from, &unused);
	changes[from].len = util_split(to, ' ', parts, 4);
	ck_assert_uint_le(changes[from].len, 4);
	for (size_t i = 0; i < changes[from].len; i++)
		code_range(parts[i], &changes[from].to[i], &unused);
}

static void
read_changes(void)
{
	struct span rest = contents[DATA], line, columns[COLUMNS];
	size_t n;

	while (util_line(&rest, &line)) {
		struct span type = SPAN_Z("<wide> ");

		if (!data_columns(line, columns, &n))
			continue;
		if (columns[13].len)
			read_change(columns[0], columns[13], lower);
		for (size_t i = 0; i < 2; i++, type = SPAN_Z("<narrow> "))
			if (columns[5].len > type.len &&
			    memcmp(columns[5].at, type.at, type.len) == 0)
				read_change(columns[0],
					    (struct span){ columns[5].at + type.len,
							   columns[5].len - type.len },
					    width);
	}
	rest = contents[CASING];
	while (util_line(&rest, &line))
		/* Without conditions there is nothing behind the fourth semicolon. */
		if (data_columns(line, columns, &n) && n == 5 && columns[4].len == 0)
			read_change(columns[0], columns[1], lower);
}

/* RFC 5895, 2, steps 1 to 3 */
static size_t
map_rfc5895(uint32_t cp, uint32_t *out)
{
	const struct change itself = { { cp }, 1 }, *low = lower[cp].len ? &lower[cp] : &itself;
	uint32_t mapped[16];
	size_t n = 0;

	for (size_t i = 0; i < low->len; i++) {
		const struct change *wide = &width[low->to[i]];

		if (wide->len == 0)
			mapped[n++] = low->to[i];
		for (size_t k = 0; k < wide->len; k++)
			mapped[n++] = wide->to[k];
	}
	ck_assert_int_eq(idnc_nfc_encode(mapped, n, out, 16, &n), IDNC_OK);
	return n;
}

/* The first code point that no label can have; n where there is none. */
static size_t
first_disallowed(const uint32_t *cps, size_t n)
{
	idnc_properties p;
	size_t i = 0;

	while (i < n && idnc_properties_find(cps[i], &p) == IDNC_OK &&
	       p.derived > IDNC_DERIVED_DISALLOWED)
		i++;
	return i;
}

/* What became of a code point is seen in the output, or in the finding about the first disallowed one. */
static bool
is_mapped_to(uint32_t cp, const uint32_t *mapped, size_t n)
{
	const idnc_options options = { .profile = IDNC_PROFILE_LOOKUP,
				       .map = true,
				       .skip_bidi = true };
	idnc_finding items[16];
	idnc_findings findings = { items, 16, 0 };
	char in[4], out[64], wanted[64];
	size_t len = 0, wanted_len, bad = first_disallowed(mapped, n);
	idnc_status status = idnc_domain_to_unicode(&options, in, util_put(cp, in), out, sizeof out,
						    &len, &findings);

	if (status == IDNC_OK) {
		util_utf8(mapped, n, wanted, &wanted_len);
		return util_equal((struct span){ out, len }, (struct span){ wanted, wanted_len });
	}
	/* A mark at the start, a hyphen, what needs a context: the rule broken is about the first. */
	if (bad == n)
		return items[0].cp == mapped[0];
	for (size_t i = 0; i < findings.count && i < 16; i++)
		if (items[i].cp == mapped[bad] && items[i].position == bad)
			return true;
	return false;
}

START_TEST(rfc5895_mapping)
{
	struct tally t = { .suite = "RFC 5895 mapping" };
	size_t changed = 0;

	read_changes();
	for (uint32_t cp = 0; cp < CODE_POINTS; cp++) {
		uint32_t mapped[16];
		size_t n;

		/* UTF-8 has no surrogates, and a full stop (step 4) is no part of a label. */
		if (cp >= 0xD800 && cp <= 0xDFFF)
			continue;
		n = map_rfc5895(cp, mapped);
		if (n == 1 && (mapped[0] == '.' || mapped[0] == 0x3002))
			continue;
		t.rows++;
		changed += n != 1 || mapped[0] != cp;
		if (!is_mapped_to(cp, mapped, n))
			util_wrong(&t, "%04X is not mapped to %04X", (unsigned)cp,
				   (unsigned)mapped[0]);
	}
	ck_assert_uint_eq(changed, 2816);
	util_settle(&t, CODE_POINTS - 0x800 - 4);
}
END_TEST

static unsigned
get_wrong(const idnc_properties *p)
{
	return p->derived + (p->age == IDNC_UNICODE(1, 1) && p->is_mark);
}

/* A getter that is wrong for some code points is found out. */
START_TEST(self_test)
{
	static const struct word words[] = {
		{ "UNASSIGNED", IDNC_DERIVED_UNASSIGNED },
		{ "DISALLOWED", IDNC_DERIVED_DISALLOWED },
		{ "PVALID", IDNC_DERIVED_PVALID },
		{ "CONTEXTJ", IDNC_DERIVED_CONTEXTJ },
		{ "CONTEXTO", IDNC_DERIVED_CONTEXTO },
		{ NULL, 0 },
	};
	struct tally t = { .suite = "self-test", .quiet = true };

	read_said(IDNA2008, NULL);
	compare(&t, words, get_wrong);
	ck_assert_uint_gt(t.wrong, 100);
	ck_assert_uint_lt(t.wrong, 2000);
	ck_assert(!maps_to(0x00DF, (const uint32_t[]){ 's', 't' }, 2));
	ck_assert(!maps_to(0x00DF, (const uint32_t[]){ 's', 's', 's' }, 3));
}
END_TEST

int
main(int argc, char *argv[])
{
	const TTest *const tests[] = {
		derived,
		uts46_status,
		uts46_mapping,
		nfc_quick,
		ccc,
		joining,
		bidi,
		script,
		age,
		is_mark,
		above_10ffff,
		rfc5895_mapping,
		files_are_whole,
		self_test,
		NULL,
	};

	for (size_t i = 0; i < FILES; i++)
		contents[i] = util_read(argc > 1 ? argv[1] : NULL, files[i].name);
	return util_run("unicode_exhaustive", tests);
}
