/* SPDX-License-Identifier: MIT */
/* The calls that are measured: the same question to idncheck, ICU and libidn2. */
#include "contenders.h"

#include <idn2.h>
#include <idncheck.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/uidna.h>

/* Every check that ICU has; the results of nontransitional processing, as ours. */
#define ICU_OPTIONS \
	(UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ | UIDNA_USE_STD3_RULES | \
	 UIDNA_NONTRANSITIONAL_TO_ASCII | UIDNA_NONTRANSITIONAL_TO_UNICODE)

static const idnc_options uts46 = { .profile = IDNC_PROFILE_UTS46 };
static UIDNA *icu;

/* A status says whether the name is acceptable; that the buffer is too small says that it is. */
static void
finish_idncheck(idnc_status status, struct answer *a)
{
	a->is_accepted = status == IDNC_OK || status == IDNC_E_SPACE;
	if (!a->is_accepted)
		a->len = 0;
	a->first = status == IDNC_OK && a->len > 0 ? a->bytes[0] : 0;
}

static void
idncheck_to_ascii(const struct name *name, struct answer *a)
{
	idnc_status status = idnc_domain_to_ascii(&uts46, name->bytes, name->len, a->bytes, a->cap,
	                                          &a->len, NULL);

	finish_idncheck(status, a);
}

/* The same with an array for the reasons, which a valid name leaves empty. */
static void
idncheck_to_ascii_findings(const struct name *name, struct answer *a)
{
	idnc_finding items[8];
	idnc_findings findings = { .items = items, .capacity = sizeof items / sizeof *items };
	idnc_status status = idnc_domain_to_ascii(&uts46, name->bytes, name->len, a->bytes, a->cap,
	                                          &a->len, &findings);

	finish_idncheck(status, a);
}

static void
idncheck_to_unicode(const struct name *name, struct answer *a)
{
	idnc_status status = idnc_domain_to_unicode(&uts46, name->bytes, name->len, a->bytes,
	                                            a->cap, &a->len, NULL);

	finish_idncheck(status, a);
}

/* ICU writes a form of refused names too, so that len is set in any case. */
static void
finish_icu(int32_t len, UErrorCode code, const UIDNAInfo *info, struct answer *a)
{
	a->len = (size_t)len;
	a->is_accepted = (U_SUCCESS(code) || code == U_BUFFER_OVERFLOW_ERROR) && info->errors == 0;
	a->first = a->len > 0 && a->len <= a->cap ? a->bytes[0] : 0;
}

static void
icu_to_ascii(const struct name *name, struct answer *a)
{
	UIDNAInfo info = UIDNA_INFO_INITIALIZER;
	UErrorCode code = U_ZERO_ERROR;
	int32_t len = uidna_nameToASCII_UTF8(icu, name->bytes, (int32_t)name->len, a->bytes,
	                                     (int32_t)a->cap, &info, &code);

	finish_icu(len, code, &info, a);
}

static void
icu_to_unicode(const struct name *name, struct answer *a)
{
	UIDNAInfo info = UIDNA_INFO_INITIALIZER;
	UErrorCode code = U_ZERO_ERROR;
	int32_t len = uidna_nameToUnicodeUTF8(icu, name->bytes, (int32_t)name->len, a->bytes,
	                                      (int32_t)a->cap, &info, &code);

	finish_icu(len, code, &info, a);
}

static void
finish_libidn2(int status, char *result, struct answer *a)
{
	a->is_accepted = status == IDN2_OK;
	a->len = 0;
	a->first = a->is_accepted ? result[0] : 0;
	if (a->is_wanted && a->is_accepted) {
		a->len = strlen(result);
		if (a->len <= a->cap)
			memcpy(a->bytes, result, a->len);
	}
	idn2_free(result);
}

static void
libidn2_to_ascii(const struct name *name, struct answer *a)
{
	uint8_t *result = NULL;
	int status = idn2_lookup_u8((const uint8_t *)name->bytes, &result,
	                            IDN2_NONTRANSITIONAL | IDN2_USE_STD3_ASCII_RULES);

	finish_libidn2(status, (char *)result, a);
}

/* The flags of this function are not used by libidn2. */
static void
libidn2_to_unicode(const struct name *name, struct answer *a)
{
	char *result = NULL;
	int status = idn2_to_unicode_8z8z(name->bytes, &result, 0);

	finish_libidn2(status, result, a);
}

const char *const contender_names[CONTENDER_COUNT] = { "idncheck", "icu", "libidn2" };

/* ToUnicode of libidn2 decodes A-labels and maps nothing: its results differ, and it does less. */
const struct operation operations[] = {
	{ "to-ascii", { idncheck_to_ascii, icu_to_ascii, libidn2_to_ascii }, 3 },
	{ "to-ascii-findings", { idncheck_to_ascii_findings, icu_to_ascii, libidn2_to_ascii }, 3 },
	{ "to-unicode", { idncheck_to_unicode, icu_to_unicode, libidn2_to_unicode }, 2 },
};
const size_t operation_count = sizeof operations / sizeof operations[0];

bool
contenders_open(void)
{
	UErrorCode code = U_ZERO_ERROR;

	icu = uidna_openUTS46(ICU_OPTIONS, &code);
	if (U_FAILURE(code))
		fprintf(stderr, "idnbench: uidna_openUTS46: %s\n", u_errorName(code));
	return U_SUCCESS(code);
}

void
contenders_close(void)
{
	uidna_close(icu);
}

void
contenders_print_versions(void)
{
	UVersionInfo icu_version, unicode_version;
	char icu_text[U_MAX_VERSION_STRING_LENGTH], unicode_text[U_MAX_VERSION_STRING_LENGTH];

	u_getVersion(icu_version);
	u_versionToString(icu_version, icu_text);
	u_getUnicodeVersion(unicode_version);
	u_versionToString(unicode_version, unicode_text);
	printf("idnbench %s (Unicode %s)\n", idnc_version_z(), idnc_unicode_version_z());
	printf("ICU %s (Unicode %s)\n", icu_text, unicode_text);
	printf("libidn2 %s\n", idn2_check_version(NULL));
}
