/* SPDX-License-Identifier: MIT */
/*
 * Punycode, RFC 3492, of labels that the DNS could hold: a set of positions is a word, a code point and
 * its position are one key, and every division is a multiplication.
 */
#include "idna/punycode.h"

#include "base/bits.h"
#include "base/memory.h"
#include "idna/bootstring.h"

enum {
	SHORT_CPS = IDNC_PUNYCODE_SHORT_CPS,
	LANES = 4,                                     /* keys in a vector of every processor */
	SMALL = (BASE - TMIN) * TMAX / 2               /* RFC 3492, 6.1: where adapt ends its loop */
};

/*
 * n -> 2^32 / n, rounded up.  With it a * b / 2^32 is the quotient of a by n, rounded down, where a * n is
 * below 2^32: no delta is above (MAX_CP + 1) * 64.
 */
#define R1(n) ((UINT64_C(1) << 32) / ((n) ? (n) : 1) + 1)
#define R8(n) R1(n), R1(n + 1), R1(n + 2), R1(n + 3), R1(n + 4), R1(n + 5), R1(n + 6), R1(n + 7)
static const uint64_t reciprocals[SHORT_CPS + 8] = { R8(0), R8(8), R8(16), R8(24), R8(32), R8(40), R8(48), R8(56), R8(64) };

/* RFC 3492, 6.1: the last term of the bias, of what is left of delta. */
#define B1(d)  ((BASE - TMIN + 1) * (d) / ((d) + SKEW))
#define B8(d)  B1(d), B1(d + 1), B1(d + 2), B1(d + 3), B1(d + 4), B1(d + 5), B1(d + 6), B1(d + 7)
#define B64(d) B8(d), B8(d + 8), B8(d + 16), B8(d + 24), B8(d + 32), B8(d + 40), B8(d + 48), B8(d + 56)
static const uint8_t last_terms[SMALL + 1 + 56] = { B64(0), B64(64), B64(128), B64(192), B64(256), B64(320), B64(384), B64(448) };

static inline uint32_t
divide(uint32_t a, uint32_t n)
{
	return (uint32_t)(a * reciprocals[n] >> 32);
}

/* RFC 3492, 6.1 */
static inline uint32_t
adapt(uint32_t delta, uint32_t points, bool is_first)
{
	uint32_t k = 0;

	delta = is_first ? delta / DAMP : delta / 2;
	delta += divide(delta, points);
	for (; delta > SMALL; k += BASE)
		delta /= BASE - TMIN;
	return k + last_terms[delta];
}

/* RFC 3492, 6.3: one generalised variable-length integer. */
static inline char *
put_delta(char *out, uint32_t q, uint32_t bias)
{
	static const char digits[] = "abcdefghijklmnopqrstuvwxyz0123456789";

	for (uint32_t k = BASE;; k += BASE) {
		uint32_t t = threshold(k, bias), quotient;
		if (q < t)
			break;
		quotient = divide(q - t, BASE - t);
		*out++ = digits[q - quotient * (BASE - t)];
		q = quotient;
	}
	*out++ = digits[q];
	return out;
}

/* Sort keys that are distinct: each goes behind as many as are smaller.  Compilers count for LANES keys at once. */
static inline void
sort(int32_t keys[SHORT_CPS], size_t n)
{
	int32_t copy[SHORT_CPS];

	for (size_t i = 0; i < n; i += LANES)
		for (size_t k = 0; k < LANES; k++)
			copy[i + k] = keys[i + k];
	for (size_t i = 0; i < n; i += LANES) {
		int32_t rank[LANES] = { 0 };
		for (size_t k = 0; k < n; k++)
			for (size_t lane = 0; lane < LANES; lane++)
				rank[lane] += copy[k] < copy[i + lane];
		for (size_t lane = 0; lane < LANES && i + lane < n; lane++)
			keys[rank[lane]] = copy[i + lane];
	}
}

/* Write the deltas of sorted keys; `written`: the positions of the basic code points. */
static char *
put_keys(char *out, const int32_t *keys, size_t n, uint64_t written, uint32_t handled)
{
	uint32_t at = 0, last = INITIAL_N, bias = INITIAL_BIAS;

	for (size_t i = 0; i < n; i++) {
		uint32_t cp = (uint32_t)keys[i] / SHORT_CPS;
		uint64_t place = UINT64_C(1) << keys[i] % SHORT_CPS;
		uint32_t before = idnc_ones(written & (place - 1));
		/* The walk of RFC 3492, 6.3 over smaller code points, computed. */
		uint32_t delta = (cp - last) * (handled + 1) + before - at;
		out = put_delta(out, delta, bias);
		bias = adapt(delta, ++handled, i == 0);
		last = cp;
		at = before + 1;
		written |= place;
	}
	return out;
}

idnc_status
idnc_punycode_encode_short(const uint32_t *in, size_t in_len, char *out, size_t out_cap, size_t *out_len)
{
	char     room[IDNC_PUNYCODE_ENCODED_MAX], *begin = out_cap >= IDNC_PUNYCODE_ENCODED_MAX ? out : room, *end = begin;
	int32_t  keys[SHORT_CPS];
	size_t   n = 0;
	uint64_t written = 0;

	for (size_t i = 0; i < in_len; i++) {
		if (in[i] < INITIAL_N) {
			*end++ = (char)in[i];
			written |= UINT64_C(1) << i;
			continue;
		}
		if (in[i] > MAX_CP || is_surrogate(in[i]))
			return IDNC_E_ARGUMENT;
		keys[n++] = (int32_t)(in[i] * SHORT_CPS + i);
	}
	if (end > begin)
		*end++ = '-';
	for (size_t i = n; i % LANES != 0; i++)
		keys[i] = 0;
	sort(keys, n);
	end = put_keys(end, keys, n, written, (uint32_t)(in_len - n));
	*out_len = (size_t)(end - begin);
	if (begin == room && *out_len <= out_cap && out_cap > 0)
		memcpy(out, room, *out_len);
	return *out_len <= out_cap ? IDNC_OK : IDNC_E_SPACE;
}

/* RFC 3492, 5: the value of each digit, BASE for what is none. */
#define NONE8  BASE, BASE, BASE, BASE, BASE, BASE, BASE, BASE
#define NONE32 NONE8, NONE8, NONE8, NONE8
#define A_TO_Z 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25
static const uint8_t digit_values[256] = {
	NONE32, NONE8, NONE8, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, BASE, BASE, BASE, BASE, BASE, BASE,
	BASE, A_TO_Z, BASE, BASE, BASE, BASE, BASE, BASE, A_TO_Z, BASE, BASE, BASE, BASE, BASE,
	NONE32, NONE32, NONE32, NONE32
};

/* One generalised variable-length integer, RFC 3492, 6.2; NULL when it is incomplete, wrong or above max. */
static inline const char *
get_delta(const char *in, const char *end, uint32_t bias, uint32_t max, uint32_t *delta)
{
	uint64_t weight = 1, sum = 0;

	for (uint32_t k = BASE;; k += BASE) {
		uint32_t t = threshold(k, bias), digit;
		if (in == end || (digit = digit_values[(unsigned char)*in++]) == BASE)
			return NULL;
		/* weight stops at max + 1: a digit that does not end the integer is at least 1. */
		sum += digit * weight;
		if (sum > max)
			return NULL;
		if (digit < t) {
			*delta = (uint32_t)sum;
			return in;
		}
		weight *= BASE - t;
		if (weight > max)
			weight = (uint64_t)max + 1;
	}
}

/*
 * Insert a code point.  What stands behind it moves by whole vectors, beyond the end too: how many
 * code points move cannot be foreseen, but mostly it is one vector.
 */
static inline void
insert(uint32_t *out, uint32_t len, uint32_t at, uint32_t cp)
{
	for (uint32_t left = (len - at) / LANES + 1; left-- > 0;) {
		uint32_t *from = out + at + left * LANES, moved[LANES];
		for (size_t k = 0; k < LANES; k++)
			moved[k] = from[k];
		for (size_t k = 0; k < LANES; k++)
			from[k + 1] = moved[k];
	}
	out[at] = cp;
}

/* The last delimiter, when something stands before it; else 0.  RFC 3492, 6.2 */
static inline size_t
count_basic(const char *in, size_t in_len)
{
	while (in_len > 0 && in[in_len - 1] != '-')
		in_len--;
	return in_len > 0 ? in_len - 1 : 0;
}

idnc_status
idnc_punycode_decode_short(const char *in, size_t in_len, uint32_t out[IDNC_PUNYCODE_SHORT_ROOM], size_t *out_len)
{
	uint32_t    len = (uint32_t)count_basic(in, in_len), basic = len, i = 0, n = INITIAL_N, bias = INITIAL_BIAS;
	const char *next, *end;

	if (in_len == 0) { /* in may be NULL */
		*out_len = 0;
		return IDNC_OK;
	}
	next = in + (basic > 0 ? basic + 1 : 0);
	end = in + in_len;
	for (uint32_t k = 0; k < basic; k++) {
		out[k] = (unsigned char)in[k];
		if (out[k] >= INITIAL_N)
			return IDNC_V_PUNYCODE;
	}
	while (next < end) {
		uint32_t delta, step;
		next = get_delta(next, end, bias, (MAX_CP - n + 1) * (len + 1), &delta);
		if (!next)
			return IDNC_V_PUNYCODE;
		bias = adapt(delta, len + 1, len == basic);
		i += delta;
		step = divide(i, len + 1);
		n += step;
		if (n > MAX_CP || is_surrogate(n))
			return IDNC_V_PUNYCODE;
		i -= step * (len + 1);
		insert(out, len++, i++, n);
	}
	*out_len = len;
	return IDNC_OK;
}
