/* SPDX-License-Identifier: MIT */
/* What is written are decimal digits without a leading zero, and they are the number again. */
#include "fuzz.h"
#include "idncheck/lgr.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	idnc_lgr_number number = { { 0 } }, back = { { 0 } };
	char out[IDNC_LGR_NUMBER_MAX];
	size_t len;

	memcpy(&number, data, size < sizeof number ? size : sizeof number);
	len = idnc_lgr_number_write(&number, out);
	MUST(len > 0 && len <= sizeof out && (out[0] != '0' || len == 1));
	for (size_t i = 0; i < len; i++) {
		uint64_t carry = (uint64_t)(out[i] - '0');
		MUST(out[i] >= '0' && out[i] <= '9');
		/* Times ten, in halves of words. */
		for (size_t k = 0; k < 16; k++) {
			uint64_t half = back.word[k / 2] >> 32 * (k % 2) & 0xFFFFFFFF;
			carry += half * 10;
			back.word[k / 2] &= ~((uint64_t)0xFFFFFFFF << 32 * (k % 2));
			back.word[k / 2] |= (carry & 0xFFFFFFFF) << 32 * (k % 2);
			carry >>= 32;
		}
	}
	MUST(memcmp(&number, &back, sizeof number) == 0);
	return 0;
}
