/* SPDX-License-Identifier: MIT */
/* The public look-up of properties. */
#include "unicode/age.h"
#include "unicode/script.h"
#include "unicode/word.h"

idnc_status
idnc_properties_find(uint32_t cp, idnc_properties *out)
{
	uint32_t w = idnc_word_find(cp);

	if (cp > 0x10FFFF)
		return IDNC_E_ARGUMENT;
	out->derived = idnc_word_derived(w);
	out->uts46 = idnc_word_uts46(w);
	out->nfc_quick = idnc_word_nfc_quick(w);
	out->joining = idnc_word_joining(w);
	out->bidi = idnc_word_bidi(w);
	out->ccc = idnc_word_ccc(w);
	out->is_mark = idnc_word_is_mark(w);
	out->age = idnc_age_find(cp);
	out->script = idnc_script_find(cp);
	return IDNC_OK;
}
