/* SPDX-License-Identifier: MIT */
/* Contextual rules, RFC 5892, appendix A, as nine rows. */
#include "idna/context.h"

#include "unicode/script.h"
#include "unicode/word.h"

enum { VIRAMA = 9 /* Canonical_Combining_Class of a virama */ };

#define SCRIPT_GREEK    IDNC_SCRIPT('G', 'r', 'e', 'k')
#define SCRIPT_HEBREW   IDNC_SCRIPT('H', 'e', 'b', 'r')
#define SCRIPT_HIRAGANA IDNC_SCRIPT('H', 'i', 'r', 'a')
#define SCRIPT_KATAKANA IDNC_SCRIPT('K', 'a', 'n', 'a')
#define SCRIPT_HAN      IDNC_SCRIPT('H', 'a', 'n', 'i')

/* What rules about a whole label ask for, found once a label. */
enum { HAS_JAPANESE = 1, HAS_ARABIC_INDIC = 2, HAS_EXTENDED_ARABIC_INDIC = 4 };

/* A rule: whether the character at i is in its context; `argument` is the row's. */
typedef bool (*context_fn)(const idnc_label *label, size_t i, uint32_t has, uint32_t argument);

static bool
is_after_virama(const idnc_label *label, size_t i)
{
	return i > 0 && idnc_word_ccc(label->word[i - 1]) == VIRAMA;
}

/* Joining_Type of the nearest character that is not transparent, before (step -1) or after (step 1). */
static idnc_joining
joining_beside(const idnc_label *label, size_t i, size_t step)
{
	for (i += step; i < label->len; i += step) /* step -1 from 0 wraps beyond len */
		if (idnc_word_joining(label->word[i]) != IDNC_JOINING_T)
			return idnc_word_joining(label->word[i]);
	return IDNC_JOINING_U;
}

static bool
zwnj(const idnc_label *label, size_t i, uint32_t has, uint32_t argument)
{
	idnc_joining before, after;

	(void)has, (void)argument;
	if (is_after_virama(label, i))
		return true;
	before = joining_beside(label, i, (size_t)-1);
	after = joining_beside(label, i, 1);
	return (before == IDNC_JOINING_L || before == IDNC_JOINING_D) &&
	       (after == IDNC_JOINING_R || after == IDNC_JOINING_D);
}

static bool
zwj(const idnc_label *label, size_t i, uint32_t has, uint32_t argument)
{
	(void)has, (void)argument;
	return is_after_virama(label, i);
}

static bool
between(const idnc_label *label, size_t i, uint32_t has, uint32_t letter)
{
	(void)has;
	return i > 0 && i + 1 < label->len && label->cp[i - 1] == letter && label->cp[i + 1] == letter;
}

static bool
before_script(const idnc_label *label, size_t i, uint32_t has, uint32_t script)
{
	(void)has;
	return i + 1 < label->len && idnc_script_find(label->cp[i + 1]) == script;
}

static bool
after_script(const idnc_label *label, size_t i, uint32_t has, uint32_t script)
{
	(void)has;
	return i > 0 && idnc_script_find(label->cp[i - 1]) == script;
}

static bool
label_has(const idnc_label *label, size_t i, uint32_t has, uint32_t wanted)
{
	(void)label, (void)i;
	return (has & wanted) != 0;
}

static bool
label_lacks(const idnc_label *label, size_t i, uint32_t has, uint32_t unwanted)
{
	(void)label, (void)i;
	return (has & unwanted) == 0;
}

static const struct context {
	uint32_t    first, last;
	context_fn  test;
	uint32_t    argument;
	idnc_status code;
} contexts[] = {
	{ 0x200C, 0x200C, zwnj, 0, IDNC_V_CONTEXTJ_ZWNJ },                                     /* A.1 */
	{ 0x200D, 0x200D, zwj, 0, IDNC_V_CONTEXTJ_ZWJ },                                       /* A.2 */
	{ 0x00B7, 0x00B7, between, 'l', IDNC_V_CONTEXTO_MIDDLE_DOT },                          /* A.3 */
	{ 0x0375, 0x0375, before_script, SCRIPT_GREEK, IDNC_V_CONTEXTO_KERAIA },               /* A.4 */
	{ 0x05F3, 0x05F3, after_script, SCRIPT_HEBREW, IDNC_V_CONTEXTO_GERESH },               /* A.5 */
	{ 0x05F4, 0x05F4, after_script, SCRIPT_HEBREW, IDNC_V_CONTEXTO_GERSHAYIM },            /* A.6 */
	{ 0x30FB, 0x30FB, label_has, HAS_JAPANESE, IDNC_V_CONTEXTO_KATAKANA },                 /* A.7 */
	{ 0x0660, 0x0669, label_lacks, HAS_EXTENDED_ARABIC_INDIC, IDNC_V_CONTEXTO_ARABIC_INDIC }, /* A.8 */
	{ 0x06F0, 0x06F9, label_lacks, HAS_ARABIC_INDIC, IDNC_V_CONTEXTO_EXTENDED_ARABIC_INDIC }, /* A.9 */
};

/* The set of HAS_... of a label.  U+30FB itself has the script Common. */
static uint32_t
find_has(const idnc_label *label)
{
	uint32_t has = 0;

	for (size_t i = 0; i < label->len; i++) {
		idnc_script script = idnc_script_find(label->cp[i]);
		if (script == SCRIPT_HIRAGANA || script == SCRIPT_KATAKANA || script == SCRIPT_HAN)
			has |= HAS_JAPANESE;
		if (label->cp[i] - 0x0660 < 10)
			has |= HAS_ARABIC_INDIC;
		if (label->cp[i] - 0x06F0 < 10)
			has |= HAS_EXTENDED_ARABIC_INDIC;
	}
	return has;
}

static const struct context *
find_context(uint32_t cp)
{
	for (size_t i = 0; i < sizeof contexts / sizeof *contexts; i++)
		if (cp - contexts[i].first <= contexts[i].last - contexts[i].first)
			return &contexts[i];
	return NULL;
}

static void
check(idnc_run *run, const idnc_label *label, idnc_derived kind, uint32_t rule)
{
	uint32_t has = 0;
	bool     has_is_known = false;

	for (size_t i = 0; i < label->len; i++) {
		const struct context *row;
		if (idnc_word_derived(label->word[i]) != kind || !(row = find_context(label->cp[i])))
			continue;
		if (!has_is_known && kind == IDNC_DERIVED_CONTEXTO) {
			has = find_has(label);
			has_is_known = true;
		}
		if (!row->test(label, i, has, row->argument))
			idnc_label_report(run, rule, row->code, label, i, 1);
	}
}

void
idnc_context_check_j(idnc_run *run, const idnc_label *label)
{
	check(run, label, IDNC_DERIVED_CONTEXTJ, IDNC_RULE_CONTEXTJ);
}

void
idnc_context_check_o(idnc_run *run, const idnc_label *label)
{
	check(run, label, IDNC_DERIVED_CONTEXTO, IDNC_RULE_CONTEXTO);
}
