/* SPDX-License-Identifier: MIT */
/* Exact numbers of 512 bits: the sum, and the decimal form. */
#include "lgr/number.h"

enum {
	WORDS = 8,             /* 64 bits each */
	PARTS = 2 * WORDS,     /* 32 bits each: a remainder and a part make one dividend */
	GROUP = 1000000000,    /* the decimal digits of one division */
	GROUP_DIGITS = 9
};

bool
number_add(idnc_lgr_number *sum, const idnc_lgr_number *more)
{
	uint64_t carry = 0;

	for (size_t i = 0; i < WORDS; i++) {
		uint64_t with_carry = sum->word[i] + carry;
		carry = with_carry < carry;
		sum->word[i] = with_carry + more->word[i];
		carry |= sum->word[i] < with_carry;
	}
	return carry == 0;
}

/* Divide by GROUP; returns the remainder.  The most significant part comes first. */
static uint32_t
divide(uint32_t part[PARTS])
{
	uint64_t rest = 0;

	for (size_t i = 0; i < PARTS; i++) {
		rest = rest << 32 | part[i];
		part[i] = (uint32_t)(rest / GROUP);
		rest %= GROUP;
	}
	return (uint32_t)rest;
}

size_t
idnc_lgr_number_write(const idnc_lgr_number *number, char out[IDNC_LGR_NUMBER_MAX])
{
	char     digits[(IDNC_LGR_NUMBER_MAX / GROUP_DIGITS + 1) * GROUP_DIGITS]; /* the last digit first */
	uint32_t part[PARTS];
	size_t   n = 0, len;

	for (size_t i = 0; i < PARTS; i++)
		part[i] = (uint32_t)(number->word[WORDS - 1 - i / 2] >> (i % 2 ? 0 : 32));
	while (n < sizeof digits) {
		uint32_t group = divide(part);
		for (size_t i = 0; i < GROUP_DIGITS; i++, group /= 10)
			digits[n++] = (char)('0' + group % 10);
	}
	for (len = n; len > 1 && digits[len - 1] == '0';)
		len--;
	for (size_t i = 0; i < len; i++)
		out[i] = digits[len - 1 - i];
	return len;
}
