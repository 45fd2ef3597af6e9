/* SPDX-License-Identifier: MIT */
/* The criteria a label must meet, in the order of UTS 46, 4.1, as rows. */
#include "idna/label.h"

#include "base/ascii.h"
#include "base/findings.h"
#include "idna/context.h"
#include "unicode/word.h"

static void
report(idnc_run *run, uint32_t rule, const idnc_finding *finding)
{
	idnc_finding f = *finding;

	f.severity = run->errors & rule ? IDNC_SEVERITY_ERROR : IDNC_SEVERITY_WARNING;
	f.input = run->input;
	if (f.severity == IDNC_SEVERITY_ERROR && run->status == IDNC_OK)
		run->status = f.code;
	if (run->grave & rule)
		run->graves++;
	idnc_findings_add(run->findings, &f);
}

void
idnc_run_report(idnc_run *run, uint32_t rule, idnc_status code, uint32_t label, uint32_t at, uint32_t length)
{
	if (run->active & rule)
		report(run, rule, &(idnc_finding){ .code = code, .label = label, .at = at, .length = length,
		                                   .cp = IDNC_NO_CP });
}

void
idnc_label_report(idnc_run *run, uint32_t rule, idnc_status code, const idnc_label *label, size_t position,
                  size_t count)
{
	idnc_finding f = { .code = code, .label = label->index, .cp = label->cp[position],
	                   .position = (uint32_t)position, .decoded = label->decoded };
	size_t first = position, last = position + count - 1;

	if (label->decoded) {
		f.at = label->start;
		f.length = label->end - label->start;
	} else {
		if (label->span) {
			first = label->span[first].first;
			last = label->span[last].last;
		}
		f.at = label->at[first];
		f.length = label->at[last] + label->width[last] - f.at;
	}
	report(run, rule, &f);
}

bool
idnc_label_is_ace(const uint32_t *cp, size_t len)
{
	return len >= 4 && idnc_ascii_lower(cp[0]) == 'x' && idnc_ascii_lower(cp[1]) == 'n' && cp[2] == '-' &&
	       cp[3] == '-';
}

static void
check_nfc(idnc_run *run, const idnc_label *label)
{
	size_t at;

	if (idnc_nfc_check(label->cp, label->len, &at) == IDNC_V_NOT_NFC)
		idnc_label_report(run, IDNC_RULE_NFC, IDNC_V_NOT_NFC, label, at, 1);
}

static void
check_hyphen34(idnc_run *run, const idnc_label *label)
{
	if (label->len >= 4 && label->cp[2] == '-' && label->cp[3] == '-')
		idnc_label_report(run, IDNC_RULE_HYPHEN34, IDNC_V_HYPHEN34, label, 2, 2);
}

static void
check_hyphen_edge(idnc_run *run, const idnc_label *label)
{
	if (label->cp[0] == '-')
		idnc_label_report(run, IDNC_RULE_HYPHEN_EDGE, IDNC_V_HYPHEN_START, label, 0, 1);
	if (label->cp[label->len - 1] == '-')
		idnc_label_report(run, IDNC_RULE_HYPHEN_EDGE, IDNC_V_HYPHEN_END, label, label->len - 1, 1);
}

static void
check_nested(idnc_run *run, const idnc_label *label)
{
	if (label->decoded && idnc_label_is_ace(label->cp, label->len))
		idnc_label_report(run, IDNC_RULE_NESTED, IDNC_V_ACE_NESTED, label, 0, 4);
}

static void
check_dot(idnc_run *run, const idnc_label *label)
{
	for (size_t i = 0; i < label->len; i++)
		if (label->cp[i] == '.')
			idnc_label_report(run, IDNC_RULE_DOT, IDNC_V_DOT, label, i, 1);
}

static void
check_mark(idnc_run *run, const idnc_label *label)
{
	if (idnc_word_is_mark(label->word[0]))
		idnc_label_report(run, IDNC_RULE_MARK, IDNC_V_LEADING_MARK, label, 0, 1);
}

/* U+FFFD stands for bytes that were reported as ill-formed, unless the input spells it out. */
static bool
is_ill_formed(const idnc_run *run, const idnc_label *label, size_t i)
{
	size_t from = label->span ? label->span[i].first : i;

	return label->cp[i] == 0xFFFD && !label->decoded &&
	       (label->width[from] != 3 || (unsigned char)run->in[label->at[from]] != 0xEF);
}

/* The derived property under RFC 5892, 3; the status under UTS 46, 4.1, 7; 0 where it breaks no rule. */
static uint32_t
find_code_point_rule(const idnc_run *run, uint32_t cp, uint32_t word)
{
	idnc_uts46 status = idnc_word_uts46(word);

	if (cp < 0x80 && !idnc_ascii_is_ldh(cp))
		return cp == '.' ? 0 : run->active & IDNC_RULE_STD3;
	if (run->active & IDNC_RULE_DERIVED)
		return idnc_word_derived(word) <= IDNC_DERIVED_DISALLOWED ? IDNC_RULE_DERIVED : 0;
	/* Transitional processing has mapped every deviation, but in decoded labels, where they are valid. */
	return status == IDNC_UTS46_VALID || status == IDNC_UTS46_DEVIATION ? 0 : run->active & IDNC_RULE_UTS46;
}

static void
check_code_points(idnc_run *run, const idnc_label *label)
{
	for (size_t i = 0; i < label->len; i++) {
		uint32_t word = label->word[i], rule = find_code_point_rule(run, label->cp[i], word);
		if (!rule || is_ill_formed(run, label, i))
			continue;
		idnc_label_report(run, rule,
		                  rule == IDNC_RULE_STD3 ? IDNC_V_NOT_LDH
		                  : idnc_word_derived(word) == IDNC_DERIVED_UNASSIGNED ? IDNC_V_UNASSIGNED
		                                                                       : IDNC_V_DISALLOWED,
		                  label, i, 1);
	}
}

/* Bits of a word: a label in which no character has one of them cannot break the rule. */
#define NOT_NFC    (IDNC_WORD_NFC_QUICK_MASK | IDNC_WORD_CCC_MASK)
#define MARK       IDNC_WORD_IS_MARK_MASK
#define NOT_PVALID IDNC_WORD_IS_NOT_PVALID_MASK
#define ANY        (~UINT32_C(0))

static const struct criterion {
	uint32_t rules;
	uint32_t needs; /* one of these bits in some character */
	void (*check)(idnc_run *run, const idnc_label *label);
} criteria[] = {
	{ IDNC_RULE_NFC, NOT_NFC, check_nfc },                    /* UTS 46, 4.1, 1; RFC 5891, 4.1 */
	{ IDNC_RULE_HYPHEN34, ANY, check_hyphen34 },              /* 2; RFC 5891, 4.2.3.1 */
	{ IDNC_RULE_HYPHEN_EDGE, ANY, check_hyphen_edge },        /* 3; RFC 5891, 4.2.3.1 */
	{ IDNC_RULE_NESTED, ANY, check_nested },                  /* 4 */
	{ IDNC_RULE_DOT, NOT_PVALID, check_dot },                 /* 5 */
	{ IDNC_RULE_MARK, MARK, check_mark },                     /* 6; RFC 5891, 4.2.3.2 */
	{ IDNC_RULE_DERIVED | IDNC_RULE_UTS46 | IDNC_RULE_STD3, NOT_PVALID,
	  check_code_points },                                    /* 7; RFC 5891, 4.2.2 */
	{ IDNC_RULE_CONTEXTJ, NOT_PVALID, idnc_context_check_j }, /* 8; RFC 5891, 4.2.3.3 */
	{ IDNC_RULE_CONTEXTO, NOT_PVALID, idnc_context_check_o }, /* RFC 5891, 4.2.3.3 */
};

void
idnc_label_check_criteria(idnc_run *run, const idnc_label *label)
{
	if (label->len == 0)
		return;
	for (size_t i = 0; i < sizeof criteria / sizeof *criteria; i++)
		if (run->active & criteria[i].rules && label->seen & criteria[i].needs)
			criteria[i].check(run, label);
}

/* URL Standard, 3.2: C0 controls, DEL, and these. */
static bool
is_forbidden_in_domain(uint32_t cp)
{
	static const char others[] = " #/:<>?@[\\]^|%\x7F";

	if (cp < 0x20)
		return true;
	for (size_t i = 0; i < sizeof others - 1; i++)
		if (cp == (unsigned char)others[i])
			return true;
	return false;
}

void
idnc_label_check_host(idnc_run *run, const idnc_label *label)
{
	if (!(run->active & IDNC_RULE_HOST) || !(label->seen & NOT_PVALID))
		return;
	for (size_t i = 0; i < label->len; i++)
		if (is_forbidden_in_domain(label->cp[i]))
			idnc_label_report(run, IDNC_RULE_HOST, IDNC_V_FORBIDDEN_HOST, label, i, 1);
}
