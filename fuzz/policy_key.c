/* SPDX-License-Identifier: MIT */
/* Every variant of a label has the key and the hash of the label, and stands to it as the list of variants says. */
#include "lgr.h"
#include "idncheck/policy.h"

static uint64_t workspace[IDNC_LGR_WORKSPACE_MIN / 8], other[IDNC_LGR_WORKSPACE_MIN / 8];

static void
check_variant(const struct fuzz_lgr *f, const idnc_policy_keys *keys, const idnc_lgr_variant *v)
{
	uint32_t key[IDNC_LGR_LABEL_MAX], same[IDNC_LGR_LABEL_MAX];
	size_t key_len, same_len;
	idnc_policy_collision c;
	idnc_status status;

	MUST(idnc_policy_key(keys, f->label, f->len, key, f->len, &key_len) == IDNC_OK);
	MUST(idnc_policy_key(keys, v->cp, v->len, same, v->len, &same_len) == IDNC_OK);
	MUST(fuzz_compare(key, key_len, same, same_len) == 0);
	MUST(key_len == 0 || idnc_policy_key(keys, v->cp, v->len, same, key_len - 1, &same_len) == IDNC_E_SPACE);
	MUST(same_len == key_len);
	MUST(idnc_policy_hash(keys, f->label, f->len) == idnc_policy_hash(keys, v->cp, v->len));
	status = idnc_policy_compare(&f->lgr, v->cp, v->len, f->label, f->len, other, sizeof other, &c);
	MUST(status == IDNC_OK || status == IDNC_E_LIMIT);
	if (status == IDNC_OK) {
		bool is_same = fuzz_compare(f->label, f->len, v->cp, v->len) == 0;
		MUST(c.standing != IDNC_POLICY_FREE && (c.standing == IDNC_POLICY_REGISTERED) == is_same);
		MUST(c.forward.count == (is_same ? 0 : v->count));
		MUST(memcmp(c.forward.dispositions, v->dispositions, c.forward.count * sizeof *v->dispositions) == 0);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static uint64_t memory[1 << 15];
	struct fuzz_lgr f;
	idnc_policy_keys keys;
	idnc_lgr_variants *list;
	idnc_lgr_variant v;
	size_t needed;

	if (!fuzz_lgr(data, size, &f))
		return 0;
	needed = idnc_policy_keys_size(&f.lgr);
	MUST(needed <= sizeof memory && idnc_policy_keys_begin(&f.lgr, memory, needed - 1, &keys) == IDNC_E_SPACE);
	if (idnc_policy_keys_begin(&f.lgr, memory, needed, &keys) == IDNC_OK &&
	    idnc_lgr_variants_begin(&f.lgr, f.label, f.len, workspace, sizeof workspace, &list) == IDNC_OK)
		for (int n = 0; n < FUZZ_LISTED_MAX; n++) {
			if (idnc_lgr_variants_next(list, &v) != IDNC_OK || v.len == 0)
				break;
			check_variant(&f, &keys, &v);
		}
	fuzz_lgr_free(&f);
	return 0;
}
