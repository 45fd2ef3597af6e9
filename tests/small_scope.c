/* SPDX-License-Identifier: MIT */
/* Every string over small alphabets, judged by the library and by a plain reading of the RFCs. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "reference.h"
#include "util.h"

/* --- sets of codes ------------------------------------------------------------------------ */

/* BIT_<name>: a code's place in codes.h, so that 64 bits hold a set of codes. */
enum {
#define X(kind, name, ...) BIT_##name,
	IDNC_CODE_LIST(X)
#undef X
	CODE_COUNT
};
_Static_assert(CODE_COUNT <= 64, "a set of codes is one word");
#define SET(name) (UINT64_C(1) << BIT_##name)

static const struct {
	idnc_status code;
	const char *name;
} codes[] = {
#define X(kind, name, ...) { IDNC_##kind##_##name, #name },
	IDNC_CODE_LIST(X)
#undef X
};

/* What a reading of the standard says of a label: codes, and where context rules are broken. */
struct expectation {
	uint64_t codes;
	uint32_t positions; /* bit i: the code point at i is out of its context */
};

static struct expectation
expectation_of(const struct answer *a, uint32_t label)
{
	struct expectation e = { 0, 0 };

	for (size_t i = 0; i < a->findings.count && i < ANSWER_FINDINGS; i++) {
		const idnc_finding *f = &a->items[i];

		if (f->severity != IDNC_SEVERITY_ERROR || f->label != label)
			continue;
		for (size_t k = 0; k < CODE_COUNT; k++)
			if (codes[k].code == f->code)
				e.codes |= UINT64_C(1) << k;
		if (f->code >= IDNC_V_CONTEXTJ_ZWNJ &&
			f->code <= IDNC_V_CONTEXTO_EXTENDED_ARABIC_INDIC)
			e.positions |= 1u << (f->position & 31);
	}
	return e;
}

static const char *
codes_show(uint64_t set)
{
	static char shown[4][512];
	static unsigned turn;
	char *out = shown[turn++ % 4];

	out[0] = 0;
	for (size_t i = 0; i < CODE_COUNT; i++)
		if (set >> i & 1)
			strcat(strcat(out, out[0] ? " " : ""), codes[i].name);
	return out[0] ? out : "ok";
}

static void
compare(struct tally *t, struct span in, const struct answer *a, uint32_t label,
	struct expectation expected)
{
	struct expectation got = expectation_of(a, label);

	if (got.codes != expected.codes || got.positions != expected.positions)
		util_wrong(t, "%s, label %u: %s at %X, expected %s at %X", util_show(in), label,
			codes_show(got.codes), got.positions, codes_show(expected.codes),
			expected.positions);
}

/* --- all strings over an alphabet --------------------------------------------------------- */

typedef void visit_fn(struct tally *t, const uint8_t *letters, size_t n);

/* Visit all strings of 1 to max letters 0 .. size - 1. */
static void
visit_all(struct tally *t, size_t size, size_t max, visit_fn *visit)
{
	uint8_t letters[8];

	for (size_t n = 1; n <= max; n++) {
		size_t i = 0;

		memset(letters, 0, sizeof letters);
		while (i < n) {
			t->rows++;
			visit(t, letters, n);
			for (i = 0; i < n && ++letters[i] == size; i++)
				letters[i] = 0;
		}
	}
}

static size_t
count_all(size_t size, size_t max)
{
	size_t total = 0, power = 1;

	for (size_t n = 1; n <= max; n++)
		total += power *= size;
	return total;
}

/* --- RFC 5893, section 2 ------------------------------------------------------------------ */

/* L R AL AN EN ES NSM, as one letter each; UnicodeData.txt, field 4. */
static const struct {
	uint32_t cp;
	char bidi;
} bidi_letters[] = {
	{ 'a', 'L' },    /* LATIN SMALL LETTER A */
	{ 0x05D0, 'R' }, /* HEBREW LETTER ALEF */
	{ 0x0627, 'A' }, /* ARABIC LETTER ALEF */
	{ 0x0662, 'N' }, /* ARABIC-INDIC DIGIT TWO */
	{ '1', 'E' },    /* DIGIT ONE */
	{ '-', 'S' },    /* HYPHEN-MINUS */
	{ 0x05B0, 'M' }, /* HEBREW POINT SHEVA */
};
#define BIDI_LETTERS 7

/* The classes a rule allows, the last of them that are no NSM, and whether these end the label. */
static bool
ends_with(const char *classes, const char *allowed)
{
	size_t n = strlen(classes);

	while (n > 0 && classes[n - 1] == 'M')
		n--;
	return n > 0 && strchr(allowed, classes[n - 1]);
}

static uint64_t
bidi_rule(const char *classes)
{
	uint64_t broken = 0;

	switch (classes[0]) {
	case 'R':
	case 'A':
		if (classes[strspn(classes, "RANESM")])
			broken |= SET(BIDI2);
		if (!ends_with(classes, "RAEN"))
			broken |= SET(BIDI3);
		if (strchr(classes, 'E') && strchr(classes, 'N'))
			broken |= SET(BIDI4);
		return broken;
	case 'L':
		if (classes[strspn(classes, "LESM")])
			broken |= SET(BIDI5);
		if (!ends_with(classes, "LE"))
			broken |= SET(BIDI6);
		return broken;
	default:
		return SET(BIDI1);
	}
}

/* RFC 5893, 1.4: a domain name with a character of class R, AL or AN is a Bidi domain name. */
static bool
is_bidi(const char *classes)
{
	return strpbrk(classes, "RAN") != NULL;
}

static uint64_t
hyphen_rules(const uint32_t *cps, size_t n)
{
	uint64_t broken = 0;

	if (n >= 4 && cps[2] == '-' && cps[3] == '-')
		broken |= SET(HYPHEN34);
	if (cps[0] == '-')
		broken |= SET(HYPHEN_START);
	if (cps[n - 1] == '-')
		broken |= SET(HYPHEN_END);
	return broken;
}

/* A label over bidi_letters: its text, its classes, and what it breaks but for the Bidi rule. */
struct bidi_label {
	char utf8[32], classes[8];
	size_t len;
	uint64_t other;
};

static struct bidi_label
make_bidi_label(const uint8_t *letters, size_t n)
{
	struct bidi_label l = { .len = 0 };
	uint32_t cps[8] = { 0 };

	for (size_t i = 0; i < n; i++) {
		cps[i] = bidi_letters[letters[i]].cp;
		l.classes[i] = bidi_letters[letters[i]].bidi;
	}
	util_utf8(cps, n, l.utf8, &l.len);
	l.other = hyphen_rules(cps, n) | (l.classes[0] == 'M' ? SET(LEADING_MARK) : 0);
	return l;
}

static void
visit_bidi(struct tally *t, const uint8_t *letters, size_t n)
{
	static struct answer a;
	struct bidi_label l = make_bidi_label(letters, n);
	struct expectation e = { l.other | (is_bidi(l.classes) ? bidi_rule(l.classes) : 0), 0 };

	judge_label(NULL, (struct span){ l.utf8, l.len }, &a);
	compare(t, (struct span){ l.utf8, l.len }, &a, 0, e);
	if ((a.status == IDNC_OK) != (e.codes == 0))
		util_wrong(t, "%s: status %d", util_show((struct span){ l.utf8, l.len }), a.status);
}

START_TEST(bidi_labels)
{
	struct tally t = { .suite = "Bidi labels" };

	visit_all(&t, BIDI_LETTERS, 6, visit_bidi);
	util_settle(&t, 137256);
}
END_TEST

static struct bidi_label bidi_left;

static void
visit_bidi_right(struct tally *t, const uint8_t *letters, size_t n)
{
	static struct answer a;
	struct bidi_label right = make_bidi_label(letters, n);
	bool bidi = is_bidi(bidi_left.classes) || is_bidi(right.classes);
	char name[80];
	struct span in = { name, bidi_left.len + 1 + right.len };

	memcpy(name, bidi_left.utf8, bidi_left.len);
	name[bidi_left.len] = '.';
	memcpy(name + bidi_left.len + 1, right.utf8, right.len);
	judge_check(NULL, in, &a);
	compare(t, in, &a, 0,
		(struct expectation){
			bidi_left.other | (bidi ? bidi_rule(bidi_left.classes) : 0), 0 });
	compare(t, in, &a, 1,
		(struct expectation){ right.other | (bidi ? bidi_rule(right.classes) : 0), 0 });
}

static void
visit_bidi_left(struct tally *t, const uint8_t *letters, size_t n)
{
	bidi_left = make_bidi_label(letters, n);
	visit_all(t, BIDI_LETTERS, 3, visit_bidi_right);
}

/* Both labels of a name are under the rule when either has a right-to-left character. */
START_TEST(bidi_domains)
{
	struct tally t = { .suite = "Bidi domains" };
	size_t labels = count_all(BIDI_LETTERS, 3), shorter = count_all(BIDI_LETTERS, 2);

	visit_all(&t, BIDI_LETTERS, 2, visit_bidi_left);
	util_settle(&t, shorter + shorter * labels);
}
END_TEST

/* --- RFC 5892, appendix A.1 and A.2 ------------------------------------------------------- */

/* Joining types: DerivedJoiningType.txt; ccc: DerivedCombiningClass.txt. */
static const struct {
	uint32_t cp;
	char joining;
	uint8_t ccc;
} joiner_letters[] = {
	{ 0x200C, 'U', 0 },  /* ZERO WIDTH NON-JOINER */
	{ 0x200D, 'C', 0 },  /* ZERO WIDTH JOINER */
	{ 0x0628, 'D', 0 },  /* ARABIC LETTER BEH */
	{ 0x0627, 'R', 0 },  /* ARABIC LETTER ALEF */
	{ 0x064E, 'T', 30 }, /* ARABIC FATHA */
	{ 0x0621, 'U', 0 },  /* ARABIC LETTER HAMZA */
	{ 0xA872, 'L', 0 },  /* PHAGS-PA SUPERFIXED LETTER RA */
	{ 0x0915, 'U', 0 },  /* DEVANAGARI LETTER KA */
	{ 0x094D, 'T', 9 },  /* DEVANAGARI SIGN VIRAMA */
};
#define JOINER_LETTERS 9
#define VIRAMA         9 /* Canonical_Combining_Class */

/* (Joining_Type:{L,D})(Joining_Type:T)* ZWNJ (Joining_Type:T)*(Joining_Type:{R,D}), A.1 */
static bool
joins_around(const uint8_t *letters, size_t n, size_t at)
{
	char types[9] = "";
	size_t before = at, after;

	for (size_t i = 0; i < n; i++)
		types[i] = joiner_letters[letters[i]].joining;
	while (before > 0 && types[before - 1] == 'T')
		before--;
	after = at + 1 + strspn(types + at + 1, "T");
	return before > 0 && strchr("LD", types[before - 1]) && after < n &&
	       strchr("RD", types[after]);
}

static bool
is_joiner_in_context(const uint8_t *letters, size_t n, size_t at)
{
	if (at > 0 && joiner_letters[letters[at - 1]].ccc == VIRAMA)
		return true;
	return joiner_letters[letters[at]].cp == 0x200C && joins_around(letters, n, at);
}

static struct expectation
joiner_rules(const uint8_t *letters, size_t n)
{
	struct expectation e = { 0, 0 };

	if (joiner_letters[letters[0]].ccc)
		e.codes |= SET(LEADING_MARK);
	for (size_t i = 0; i < n; i++) {
		uint32_t cp = joiner_letters[letters[i]].cp;

		/* Nothing here composes, so NFC is canonical order: Unicode, D109. */
		if (i > 0 && joiner_letters[letters[i]].ccc &&
		    joiner_letters[letters[i - 1]].ccc > joiner_letters[letters[i]].ccc)
			e.codes |= SET(NOT_NFC);
		if ((cp == 0x200C || cp == 0x200D) && !is_joiner_in_context(letters, n, i)) {
			e.codes |= cp == 0x200C ? SET(CONTEXTJ_ZWNJ) : SET(CONTEXTJ_ZWJ);
			e.positions |= 1u << i;
		}
	}
	return e;
}

static void
visit_joiners(struct tally *t, const uint8_t *letters, size_t n)
{
	static const idnc_options options = { .skip_bidi = true };
	static struct answer a;
	uint32_t cps[8] = { 0 };
	char utf8[32];
	struct span in = { utf8, 0 };

	for (size_t i = 0; i < n; i++)
		cps[i] = joiner_letters[letters[i]].cp;
	util_utf8(cps, n, utf8, &in.len);
	judge_label(&options, in, &a);
	compare(t, in, &a, 0, joiner_rules(letters, n));
}

START_TEST(joiners)
{
	struct tally t = { .suite = "joiners" };

	visit_all(&t, JOINER_LETTERS, 5, visit_joiners);
	util_settle(&t, 66429);
}
END_TEST

/* --- RFC 5892, appendix A.3 to A.9 -------------------------------------------------------- */

/* Scripts.txt, in one letter: Latin, Greek, Hebrew, hIragana, Katakana, haN, - Common. */
static const struct {
	uint32_t cp;
	char script;
} context_letters[] = {
	{ 0x00B7, '-' }, /* MIDDLE DOT */
	{ 'l', 'L' },
	{ 'a', 'L' },
	{ 0x0375, 'G' }, /* GREEK LOWER NUMERAL SIGN */
	{ 0x03B1, 'G' }, /* GREEK SMALL LETTER ALPHA */
	{ 0x05F3, 'H' }, /* HEBREW PUNCTUATION GERESH */
	{ 0x05F4, 'H' }, /* HEBREW PUNCTUATION GERSHAYIM */
	{ 0x05D0, 'H' }, /* HEBREW LETTER ALEF */
	{ 0x30FB, '-' }, /* KATAKANA MIDDLE DOT */
	{ 0x3042, 'I' }, /* HIRAGANA LETTER A */
	{ 0x30AB, 'K' }, /* KATAKANA LETTER KA */
	{ 0x4E00, 'N' }, /* a Han character */
	{ 0x0660, '-' }, /* ARABIC-INDIC DIGIT ZERO */
	{ 0x06F9, '-' }, /* EXTENDED ARABIC-INDIC DIGIT NINE */
};
#define CONTEXT_LETTERS 14

/* The rule of the code point at `at`, in the words of its section; 0 where it holds. */
static uint64_t
context_rule(const uint32_t *cps, const char *scripts, size_t n, size_t at)
{
	uint32_t before = at > 0 ? cps[at - 1] : 0, after = at + 1 < n ? cps[at + 1] : 0;
	char script_before = at > 0 ? scripts[at - 1] : 0, script_after = scripts[at + 1];
	bool has_arabic = false, has_extended = false;

	for (size_t i = 0; i < n; i++) {
		has_arabic |= cps[i] >= 0x0660 && cps[i] <= 0x0669;
		has_extended |= cps[i] >= 0x06F0 && cps[i] <= 0x06F9;
	}
	switch (cps[at]) {
	case 0x00B7: /* A.3 */
		return before == 'l' && after == 'l' ? 0 : SET(CONTEXTO_MIDDLE_DOT);
	case 0x0375: /* A.4 */
		return script_after == 'G' ? 0 : SET(CONTEXTO_KERAIA);
	case 0x05F3: /* A.5 */
		return script_before == 'H' ? 0 : SET(CONTEXTO_GERESH);
	case 0x05F4: /* A.6 */
		return script_before == 'H' ? 0 : SET(CONTEXTO_GERSHAYIM);
	case 0x30FB: /* A.7 */
		return strpbrk(scripts, "IKN") ? 0 : SET(CONTEXTO_KATAKANA);
	case 0x0660: /* A.8 */
		return has_extended ? SET(CONTEXTO_ARABIC_INDIC) : 0;
	case 0x06F9: /* A.9 */
		return has_arabic ? SET(CONTEXTO_EXTENDED_ARABIC_INDIC) : 0;
	default:
		return 0;
	}
}

static void
visit_context(struct tally *t, const uint8_t *letters, size_t n)
{
	static const idnc_options registration = { .skip_bidi = true };
	static const idnc_options lookup = { .profile = IDNC_PROFILE_LOOKUP, .skip_bidi = true };
	static struct answer a;
	struct expectation e = { 0, 0 };
	uint32_t cps[8] = { 0 };
	char utf8[32], scripts[9] = "";
	struct span in = { utf8, 0 };

	for (size_t i = 0; i < n; i++) {
		cps[i] = context_letters[letters[i]].cp;
		scripts[i] = context_letters[letters[i]].script;
	}
	util_utf8(cps, n, utf8, &in.len);
	for (size_t i = 0; i < n; i++) {
		uint64_t rule = context_rule(cps, scripts, n, i);

		e.codes |= rule;
		e.positions |= rule ? 1u << i : 0;
	}
	judge_label(&registration, in, &a);
	compare(t, in, &a, 0, e);
	/* RFC 5891, 5.4 does not ask for these rules. */
	judge_label(&lookup, in, &a);
	compare(t, in, &a, 0, (struct expectation){ 0, 0 });
}

START_TEST(context)
{
	struct tally t = { .suite = "CONTEXTO neighbours" };

	visit_all(&t, CONTEXT_LETTERS, 4, visit_context);
	util_settle(&t, count_all(CONTEXT_LETTERS, 4));
}
END_TEST

/* --- hyphens ------------------------------------------------------------------------------ */

/* Characters of one to four octets; positions count characters.  RFC 5891, 4.2.3.1 */
static const uint32_t hyphen_letters[] = {
	'-', 'a', 0x00E9, /* LATIN SMALL LETTER E WITH ACUTE */
	0x0915,           /* DEVANAGARI LETTER KA */
	0x10428,          /* DESERET SMALL LETTER LONG I */
};
#define HYPHEN_LETTERS 5
#define EDGES          (SET(HYPHEN_START) | SET(HYPHEN_END))

static const struct {
	idnc_options options;
	uint64_t rules;
} hyphen_profiles[] = {
	{ { .profile = IDNC_PROFILE_REGISTRATION }, SET(HYPHEN34) | EDGES },
	{ { .profile = IDNC_PROFILE_LOOKUP }, SET(HYPHEN34) }, /* RFC 5891, 5.4 */
	{ { .profile = IDNC_PROFILE_UTS46 }, SET(HYPHEN34) | EDGES },
	{ { .profile = IDNC_PROFILE_UTS46_TRANSITIONAL }, SET(HYPHEN34) | EDGES },
	{ { .profile = IDNC_PROFILE_WHATWG }, 0 }, /* URL Standard, 3.3: CheckHyphens is beStrict */
	{ { .profile = IDNC_PROFILE_WHATWG_STRICT }, SET(HYPHEN34) | EDGES },
	{ { .profile = IDNC_PROFILE_UTS46, .skip_hyphens = true }, 0 },
};
#define HYPHEN_PROFILES (sizeof hyphen_profiles / sizeof hyphen_profiles[0])

static void
visit_hyphens(struct tally *t, const uint8_t *letters, size_t n)
{
	static struct answer a;
	uint32_t cps[8] = { 0 };
	char utf8[32];
	struct span in = { utf8, 0 };

	for (size_t i = 0; i < n; i++)
		cps[i] = hyphen_letters[letters[i]];
	util_utf8(cps, n, utf8, &in.len);
	for (size_t i = 0; i < HYPHEN_PROFILES; i++) {
		struct expectation e = { hyphen_rules(cps, n) & hyphen_profiles[i].rules, 0 };

		judge_check(&hyphen_profiles[i].options, in, &a);
		compare(t, in, &a, 0, e);
		judge_label(&hyphen_profiles[i].options, in, &a);
		compare(t, in, &a, 0, e);
	}
}

START_TEST(hyphens)
{
	struct tally t = { .suite = "hyphens" };

	visit_all(&t, HYPHEN_LETTERS, 6, visit_hyphens);
	util_settle(&t, count_all(HYPHEN_LETTERS, 6));
}
END_TEST

/* --- RFC 3629, section 4 ------------------------------------------------------------------ */

/* Octets that the syntax does not tell apart; a class may lie in two ranges. */
static const struct {
	uint8_t first, last, octet_class;
} octets[] = {
	{ 0x00, 0x7F, 0 }, { 0x80, 0x8F, 1 }, { 0x90, 0x9F, 2 }, { 0xA0, 0xBF, 3 },
	{ 0xC0, 0xC1, 4 }, { 0xC2, 0xDF, 5 }, { 0xE0, 0xE0, 6 }, { 0xE1, 0xEC, 7 },
	{ 0xED, 0xED, 8 }, { 0xEE, 0xEF, 7 }, { 0xF0, 0xF0, 9 }, { 0xF1, 0xF3, 10 },
	{ 0xF4, 0xF4, 11 }, { 0xF5, 0xFF, 4 },
};
#define OCTET_CLASSES 12

/* UTF8-1 to UTF8-4 as an automaton.  State 0 accepts; -1 is no continuation of any character. */
static const int8_t transitions[8][OCTET_CLASSES] = {
	{ 0, -1, -1, -1, -1, 1, 4, 2, 5, 6, 3, 7 },            /* between characters */
	{ -1, 0, 0, 0, -1, -1, -1, -1, -1, -1, -1, -1 },       /* one UTF8-tail to come */
	{ -1, 1, 1, 1, -1, -1, -1, -1, -1, -1, -1, -1 },       /* two */
	{ -1, 2, 2, 2, -1, -1, -1, -1, -1, -1, -1, -1 },       /* three */
	{ -1, -1, -1, 1, -1, -1, -1, -1, -1, -1, -1, -1 },     /* E0 %xA0-BF UTF8-tail */
	{ -1, 1, 1, -1, -1, -1, -1, -1, -1, -1, -1, -1 },      /* ED %x80-9F UTF8-tail */
	{ -1, -1, 2, 2, -1, -1, -1, -1, -1, -1, -1, -1 },      /* F0 %x90-BF 2( UTF8-tail ) */
	{ -1, 2, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1 },     /* F4 %x80-8F 2( UTF8-tail ) */
};

static size_t
class_of(uint8_t octet)
{
	size_t i = 0;

	while (octet > octets[i].last)
		i++;
	return octets[i].octet_class;
}

/* The maximal subpart at `at` (Unicode, 3.9, D93b), and whether it is a character. */
static size_t
next_subpart(const uint8_t *in, size_t n, size_t at, bool *is_character)
{
	int state = 0;
	size_t i = at;

	do {
		int next = transitions[state][class_of(in[i])];

		if (next < 0) {
			*is_character = false;
			return i > at ? i : at + 1;
		}
		state = next;
		i++;
	} while (state != 0 && i < n);
	*is_character = state == 0;
	return i;
}

static void
compare_utf8(struct tally *t, const uint8_t *in, size_t n)
{
	const char *text = (const char *)in;
	size_t at = 0;

	while (at < n) {
		bool is_character;
		size_t next = next_subpart(in, n, at, &is_character), got = at;
		uint32_t cp = 0, expected = 0xFFFD;
		idnc_status status = idnc_utf8_next(text, n, &got, &cp);

		if (is_character)
			util_code_points((struct span){ text + at, next - at }, &expected);
		if (got != next || cp != expected ||
			status != (is_character ? IDNC_OK : IDNC_V_UTF8)) {
			util_wrong(t,
				"%s at %zu: status %d, U+%X, next %zu; expected U+%X, next %zu",
				util_show((struct span){ text, n }), at, status, cp, got, expected,
				next);
			return;
		}
		at = next;
	}
}

/* What a name's findings say of ill-formed text: each maximal subpart once, in place. */
static void
compare_utf8_findings(struct tally *t, const uint8_t *in, size_t n)
{
	static struct answer a;
	struct span text = { (const char *)in, n };
	size_t at = 0, found = 0;

	judge_check(NULL, text, &a);
	while (at < n) {
		bool is_character;
		size_t next = next_subpart(in, n, at, &is_character);

		if (!is_character) {
			while (found < a.findings.count && a.items[found].code != IDNC_V_UTF8)
				found++;
			if (found == a.findings.count || a.items[found].at != at ||
				a.items[found].length != next - at)
				util_wrong(t, "%s: no finding for the bytes at %zu",
					util_show(text), at);
			found++;
		}
		at = next;
	}
	for (; found < a.findings.count; found++)
		if (a.items[found].code == IDNC_V_UTF8)
			util_wrong(t, "%s: a finding too many, at %u", util_show(text),
				a.items[found].at);
}

/* The first and the last octet of each class stand for it. */
static void
visit_octets(struct tally *t, const uint8_t *letters, size_t n)
{
	static const uint8_t lowest[] = { 0x00, 0x80, 0x90, 0xA0, 0xC0, 0xC2, 0xE0, 0xE1, 0xED,
		0xF0, 0xF1, 0xF4 };
	static const uint8_t highest[] = { 0x7F, 0x8F, 0x9F, 0xBF, 0xFF, 0xDF, 0xE0, 0xEF, 0xED,
		0xF0, 0xF3, 0xF4 };
	uint8_t low[8] = { 0 }, high[8] = { 0 };

	for (size_t i = 0; i < n; i++) {
		low[i] = lowest[letters[i]];
		high[i] = highest[letters[i]];
	}
	compare_utf8(t, low, n);
	compare_utf8(t, high, n);
	if (n <= 4)
		compare_utf8_findings(t, high, n);
}

START_TEST(utf8)
{
	struct tally t = { .suite = "UTF-8" };

	visit_all(&t, OCTET_CLASSES, 5, visit_octets);
	util_settle(&t, 271452);
}
END_TEST

START_TEST(utf8_every_octet)
{
	struct tally t = { .suite = "UTF-8, every octet pair" };
	uint8_t in[4] = { 0, 0, 0x80, 0x80 };

	for (unsigned pair = 0; pair < 0x10000; pair++) {
		in[0] = (uint8_t)(pair >> 8);
		in[1] = (uint8_t)pair;
		t.rows++;
		compare_utf8(&t, in, 2);
		compare_utf8(&t, in, 4);
	}
	util_settle(&t, 0x10000);
}
END_TEST

/* Every scalar value is written and read back as it was; nothing else is written.  RFC 3629, 3 */
START_TEST(utf8_every_scalar)
{
	struct tally t = { .suite = "UTF-8, every code point" };

	for (uint32_t cp = 0; cp <= 0x110001; cp++) {
		char out[4] = "", expected[4];
		size_t len = 0, at = 0;
		uint32_t back = 0;
		idnc_status status = idnc_utf8_write(cp, out, 4, &len);
		bool is_scalar = cp <= 0x10FFFF && (cp < 0xD800 || cp > 0xDFFF);

		t.rows++;
		if (status != (is_scalar ? IDNC_OK : IDNC_E_ARGUMENT))
			util_wrong(&t, "U+%X: status %d", cp, status);
		if (!is_scalar)
			continue;
		if (!util_equal((struct span){ out, len },
			    (struct span){ expected, util_put(cp, expected) }))
			util_wrong(&t, "U+%X: written as %s", cp,
				util_show((struct span){ out, len }));
		if (idnc_utf8_next(out, len, &at, &back) != IDNC_OK || at != len || back != cp)
			util_wrong(&t, "U+%X: read back as U+%X", cp, back);
	}
	util_settle(&t, 0x110002);
}
END_TEST

/* --- RFC 3492, section 6.2 ---------------------------------------------------------------- */

static size_t decodable;

static void
visit_punycode(struct tally *t, const uint8_t *letters, size_t n)
{
	char in[8], back[64];
	uint32_t got[8], expected[8];
	size_t len = SIZE_MAX, back_len = SIZE_MAX, right;
	struct span text = { in, n };
	idnc_status status;

	for (size_t i = 0; i < n; i++)
		in[i] = "abcdefghijklmnopqrstuvwxyz0123456789-"[letters[i]];
	right = reference_decode(in, n, expected);
	status = idnc_punycode_decode(in, n, got, 8, &len);
	if (right == REFERENCE_FAILS) {
		if (status != IDNC_V_PUNYCODE || len != SIZE_MAX)
			util_wrong(t, "%s: status %d, expected IDNC_V_PUNYCODE", util_show(text),
				status);
		return;
	}
	decodable++;
	if (status != IDNC_OK || len != right || memcmp(got, expected, right * sizeof *got) != 0) {
		util_wrong(t, "%s: status %d, %zu code points, expected %zu", util_show(text),
			status, len, right);
		return;
	}
	/* Encoding is a function: where it gives back each payload, no two decode alike. */
	status = idnc_punycode_encode(got, len, back, sizeof back, &back_len);
	if (status != IDNC_OK || !util_equal((struct span){ back, back_len }, text))
		util_wrong(t, "%s: decoded and encoded again it is %s", util_show(text),
			util_show((struct span){ back, back_len }));
}

START_TEST(punycode)
{
	struct tally t = { .suite = "Punycode payloads" };

	decodable = 0;
	visit_all(&t, 37, 4, visit_punycode);
	printf("Punycode payloads: %zu of %zu decode\n", decodable, t.rows);
	ck_assert_uint_gt(decodable, 0);
	util_settle(&t, count_all(37, 4));
}
END_TEST

/* --- the comparisons themselves ----------------------------------------------------------- */

/* A label over the wrong alphabet position, a wrong set, a wrong place: each must be seen. */
START_TEST(self_test)
{
	struct tally t = { .suite = "self-test", .quiet = true };
	static struct answer a;
	struct span label = SPAN_Z("\xD7\x90\x61"); /* HEBREW LETTER ALEF, a */
	uint8_t overlong[] = { 0xC0, 0x80 };
	bool is_character;

	judge_label(NULL, label, &a);
	compare(&t, label, &a, 0, (struct expectation){ SET(BIDI2) | SET(BIDI3), 0 });
	ck_assert_uint_eq(t.wrong, 0);
	compare(&t, label, &a, 0, (struct expectation){ SET(BIDI2), 0 });
	compare(&t, label, &a, 0, (struct expectation){ 0, 0 });
	compare(&t, label, &a, 1, (struct expectation){ SET(BIDI2), 0 });
	ck_assert_uint_eq(t.wrong, 3);
	ck_assert_uint_eq(next_subpart(overlong, 2, 0, &is_character), 1);
	ck_assert(!is_character);
	ck_assert_uint_eq(bidi_rule("RAE"), 0);
	ck_assert_uint_eq(bidi_rule("RNE"), SET(BIDI4));
	ck_assert_uint_eq(bidi_rule("ESL"), SET(BIDI1));
	ck_assert_uint_eq(bidi_rule("LRM"), SET(BIDI5) | SET(BIDI6));
}
END_TEST

int
main(void)
{
	const TTest *const tests[] = {
		bidi_labels,
		bidi_domains,
		joiners,
		context,
		hyphens,
		utf8,
		utf8_every_octet,
		utf8_every_scalar,
		punycode,
		self_test,
		NULL,
	};

	return util_run("small_scope", tests);
}
