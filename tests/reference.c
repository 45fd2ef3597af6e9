/* SPDX-License-Identifier: MIT */
/* Brute-force readings of RFC text, written apart from the library, to compare with. */
#include "reference.h"

#include <string.h>

/* RFC 3492, 5 */
enum { BASE = 36, TMIN = 1, TMAX = 26, SKEW = 38, DAMP = 700, INITIAL_BIAS = 72, INITIAL_N = 0x80 };

/* RFC 3492, 6.1 */
static uint64_t
adapt(uint64_t delta, uint64_t numpoints, int firsttime)
{
	uint64_t k = 0;

	delta = firsttime ? delta / DAMP : delta / 2;
	delta += delta / numpoints;
	for (; delta > ((BASE - TMIN) * TMAX) / 2; k += BASE)
		delta /= BASE - TMIN;
	return k + (BASE - TMIN + 1) * delta / (delta + SKEW);
}

static uint64_t
threshold(uint64_t k, uint64_t bias)
{
	return k <= bias + TMIN ? TMIN : k >= bias + TMAX ? TMAX : k - bias;
}

static const char digits[] = "abcdefghijklmnopqrstuvwxyz0123456789";

static int
digit_value(char c)
{
	const char *at = c ? strchr(digits, c >= 'A' && c <= 'Z' ? c + 32 : c) : NULL;

	return at ? (int)(at - digits) : -1;
}

size_t
reference_decode(const char *in, size_t in_len, uint32_t *out)
{
	uint64_t n = INITIAL_N, i = 0, bias = INITIAL_BIAS;
	size_t len = 0, at = 0;

	for (size_t k = 0; k < in_len; k++)
		if (in[k] == '-')
			at = k;
	for (; len < at; len++) {
		if ((unsigned char)in[len] >= 0x80)
			return REFERENCE_FAILS;
		out[len] = (uint32_t)in[len];
	}
	if (at > 0)
		at++;
	while (at < in_len) {
		uint64_t old_i = i, w = 1;

		for (uint64_t k = BASE;; k += BASE) {
			int digit = at < in_len ? digit_value(in[at++]) : -1;
			uint64_t t = threshold(k, bias);

			if (digit < 0)
				return REFERENCE_FAILS;
			i += (uint64_t)digit * w;
			/* i only grows from here, so the code point is above 10FFFF whatever
			 * follows. */
			if ((i / (len + 1)) + n > 0x10FFFF)
				return REFERENCE_FAILS;
			if ((uint64_t)digit < t)
				break;
			w *= BASE - t;
			if (w > UINT64_C(1) << 48)
				w = UINT64_C(1) << 48;
		}
		bias = adapt(i - old_i, len + 1, old_i == 0);
		n += i / (len + 1);
		i %= len + 1;
		if (n >= 0xD800 && n <= 0xDFFF)
			return REFERENCE_FAILS;
		memmove(out + i + 1, out + i, (len - i) * sizeof *out);
		out[i++] = (uint32_t)n;
		len++;
	}
	return len;
}

static size_t
put_integer(uint64_t q, uint64_t bias, char *out)
{
	size_t len = 0;

	for (uint64_t k = BASE;; k += BASE) {
		uint64_t t = threshold(k, bias);

		if (q < t)
			break;
		out[len++] = digits[t + (q - t) % (BASE - t)];
		q = (q - t) / (BASE - t);
	}
	out[len++] = digits[q];
	return len;
}

size_t
reference_encode(const uint32_t *in, size_t in_len, char *out)
{
	uint64_t n = INITIAL_N, delta = 0, bias = INITIAL_BIAS;
	size_t len = 0, h, b;

	for (size_t i = 0; i < in_len; i++) {
		if (in[i] > 0x10FFFF || (in[i] >= 0xD800 && in[i] <= 0xDFFF))
			return REFERENCE_FAILS;
		if (in[i] < INITIAL_N)
			out[len++] = (char)in[i];
	}
	h = b = len;
	if (b > 0)
		out[len++] = '-';
	while (h < in_len) {
		uint64_t m = UINT64_MAX;

		for (size_t i = 0; i < in_len; i++)
			if (in[i] >= n && in[i] < m)
				m = in[i];
		delta += (m - n) * (h + 1);
		n = m;
		for (size_t i = 0; i < in_len; i++) {
			delta += in[i] < n;
			if (in[i] != n)
				continue;
			len += put_integer(delta, bias, out + len);
			bias = adapt(delta, h + 1, h == b);
			delta = 0;
			h++;
		}
		delta++;
		n++;
	}
	return len;
}
