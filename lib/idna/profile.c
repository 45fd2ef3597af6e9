/* SPDX-License-Identifier: MIT */
/* The profiles, a row each. */
#include "idna/profile.h"

#include "base/ascii.h"

#define R(name) IDNC_RULE_##name

/* Broken bytes, and labels beyond what is looked into, are refused by every profile. */
#define ALWAYS (R(UTF8) | R(LIMIT))

/* RFC 5891, 5.4; the Bidi rule is its SHOULD. */
#define LOOKUP \
	(ALWAYS | R(ACE) | R(PUNYCODE) | R(NFC) | R(HYPHEN34) | R(NESTED) | R(DOT) | R(MARK) | R(DERIVED) | R(STD3) | \
	 R(CONTEXTJ) | R(BIDI) | R(LENGTHS))

/* RFC 5891, 4.2: what lookup leaves to the registry, added. */
#define REGISTRATION (LOOKUP | R(HYPHEN_EDGE) | R(CONTEXTO) | R(ROOT))

/* UTS 46, 4.1, for the flags CheckBidi and CheckJoiners. */
#define URL_RULES \
	(ALWAYS | R(ACE) | R(PUNYCODE) | R(NFC) | R(NESTED) | R(DOT) | R(MARK) | R(UTS46) | R(CONTEXTJ) | R(BIDI))

/* The flags CheckHyphens, UseSTD3ASCIIRules and VerifyDnsLength added. */
#define DNS   (R(LENGTHS) | R(ROOT))
#define UTS46 (URL_RULES | R(HYPHEN34) | R(HYPHEN_EDGE) | R(STD3) | DNS)

static const idnc_profile_row rows[IDNC_PROFILE_COUNT] = {
	[IDNC_PROFILE_REGISTRATION] = {
		"registration", "IDNA2008 as a registry must apply it: every rule, no mapping (RFC 5891, section 4)",
		IDNC_MAP_NONE, REGISTRATION, REGISTRATION, 0, 0, false },
	[IDNC_PROFILE_LOOKUP] = {
		"lookup", "IDNA2008 as a program that looks a name up must apply it (RFC 5891, section 5)",
		IDNC_MAP_NONE, LOOKUP, LOOKUP, 0, 0, false },
	[IDNC_PROFILE_UTS46] = {
		"uts46", "UTS #46, nontransitional processing, every check on",
		IDNC_MAP_UTS46, UTS46, UTS46, 0, DNS, true },
	[IDNC_PROFILE_UTS46_TRANSITIONAL] = {
		"uts46-transitional", "UTS #46, transitional processing (deprecated), for comparing with old software",
		IDNC_MAP_TRANSITIONAL, UTS46, UTS46, 0, DNS, true },
	[IDNC_PROFILE_WHATWG] = {
		"whatwg", "the domain parser of the URL Standard, beStrict false: what browsers accept",
		IDNC_MAP_UTS46, URL_RULES | R(HOST), ALWAYS | R(HOST), UTS46, DNS, true },
	[IDNC_PROFILE_WHATWG_STRICT] = {
		"whatwg-strict", "the domain parser of the URL Standard, beStrict true: what authors should write",
		IDNC_MAP_UTS46, UTS46, UTS46, 0, DNS, true },
};

const idnc_profile_row *
idnc_profile_row_of(idnc_profile profile)
{
	return (unsigned)profile < IDNC_PROFILE_COUNT ? &rows[profile] : NULL;
}

const char *
idnc_profile_name_z(idnc_profile profile)
{
	const idnc_profile_row *row = idnc_profile_row_of(profile);

	return row ? row->name : NULL;
}

const char *
idnc_profile_sentence_z(idnc_profile profile)
{
	const idnc_profile_row *row = idnc_profile_row_of(profile);

	return row ? row->sentence : NULL;
}

idnc_status
idnc_profile_find(const char *name, size_t name_len, idnc_profile *out)
{
	for (unsigned i = 0; i < IDNC_PROFILE_COUNT; i++) {
		size_t n = 0;
		while (rows[i].name[n])
			n++;
		if (idnc_ascii_equal(name, name_len, rows[i].name, n)) {
			*out = (idnc_profile)i;
			return IDNC_OK;
		}
	}
	return IDNC_E_ARGUMENT;
}
