/* SPDX-License-Identifier: MIT */
/* The index label.  RFC 7940, 8.5 */
#include "base/memory.h"
#include "lgr/check.h"
#include "lgr/derive.h"

enum {
	OPTIONS_BYTES = 20 * 1024, /* 1,280 options: 20 elements that begin at each of 63 places; real tables have at most 4 */
	SETS = 128                 /* derivations without types: a place and a pending text each */
};

/*
 * The smallest label is written from the left: of all derivations that can still be completed, those
 * with the smallest next code point go on; where one is complete, a longer label would be greater.
 */
static idnc_status
find_smallest(const source *s, uint32_t *out, size_t *out_len)
{
	derivation sets[2][SETS];
	size_t     n = derive_start(s, sets[0], SETS), len = 0;
	bool       is_full = n == 0;

	for (unsigned now = 0; !is_full; now ^= 1) {
		bool is_complete = false;
		for (size_t i = 0; i < n && !is_complete; i++)
			is_complete = derive_is_complete(s, &sets[now][i]);
		if (is_complete)
			break;
		if (len == IDNC_LGR_LABEL_MAX)
			return IDNC_E_LIMIT;
		out[len] = derive_next_cp(s, sets[now], n, 0);
		n = derive_step(s, sets[now], n, out[len++], sets[now ^ 1], SETS, &is_full);
		is_full |= !derive_pay(s, n);
	}
	*out_len = len;
	return is_full ? IDNC_E_LIMIT : IDNC_OK;
}

idnc_status
idnc_lgr_index(const idnc_lgr *lgr, const uint32_t *label, size_t len, uint32_t *out, size_t out_cap, size_t *out_len)
{
	union {
		uint64_t      align;
		unsigned char bytes[OPTIONS_BYTES];
	} options;
	arena            a = { options.bytes, sizeof options.bytes, 0 };
	table            t = table_of(lgr);
	uint32_t         smallest[IDNC_LGR_LABEL_MAX];
	size_t           smallest_len = 0;
	source           s;
	class_memory     memory;
	work_meter       meter = { 0 };
	view             v;
	idnc_lgr_verdict verdict;
	idnc_status      status = check_source(&v, &t, label, len, &memory, &meter, &verdict, NULL);

	if (status == IDNC_OK && !derive_begin_smallest(&s, &v, &a))
		status = IDNC_E_LIMIT;
	if (status != IDNC_OK)
		return status;
	meter.left = METER_LISTING;
	status = find_smallest(&s, smallest, &smallest_len);
	if (status != IDNC_OK)
		return status;
	*out_len = smallest_len;
	if (smallest_len > out_cap)
		return IDNC_E_SPACE;
	memcpy(out, smallest, smallest_len * sizeof *out);
	return IDNC_OK;
}
