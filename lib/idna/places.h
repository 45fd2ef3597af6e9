/* SPDX-License-Identifier: MIT */
/*
 * places_look_...: 1 to 64 bytes looked at together, as sets of places; places_lower_...: LDH characters
 * and dots put in lower case, any number of them, where they lie or elsewhere.  In words of 64 bits, and
 * with the vectors of each kind of processor; all give the same.
 */
#ifndef IDNC_IDNA_PLACES_H
#define IDNC_IDNA_PLACES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The headers of the vectors need those of a libc where the compiler is gcc. */
#if defined __has_include
#if defined __SSE2__ && defined __x86_64__ && __has_include(<immintrin.h>) && __has_include(<stdlib.h>)
#include <immintrin.h>
#define PLACES_X86 1
#elif defined __aarch64__ && defined __ARM_NEON && __has_include(<arm_neon.h>)
#include <arm_neon.h>
#define PLACES_NEON 1
#endif
#endif

/* Bit i is of byte i; bits beyond the bytes are 0. */
typedef struct places {
	uint64_t ldh, dots, hyphens; /* ldh has dots too */
} places;

/* Little-endian loads and stores of 4 or 8 bytes at any place; compilers make one instruction of each. */
#define PLACES_NUMBER(bits, type) \
	static inline type \
	places_load_##bits(const char *p) \
	{ \
		type x = 0; \
		for (size_t i = 0; i < sizeof x; i++) \
			x = (type)(x | (type)((type)(unsigned char)p[i] << 8 * i)); \
		return x; \
	} \
	\
	static inline void \
	places_store_##bits(char *p, type x) \
	{ \
		for (size_t i = 0; i < sizeof x; i++) \
			p[i] = (char)(x >> 8 * i); \
	}

#if defined __GNUC__ && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
#undef PLACES_NUMBER
#define PLACES_NUMBER(bits, type) \
	static inline type \
	places_load_##bits(const char *p) \
	{ \
		type x; \
		__builtin_memcpy(&x, p, sizeof x); \
		return x; \
	} \
	\
	static inline void \
	places_store_##bits(char *p, type x) \
	{ \
		__builtin_memcpy(p, &x, sizeof x); \
	}
#endif

PLACES_NUMBER(32, uint32_t)
PLACES_NUMBER(64, uint64_t)

/* The first eight of n bytes, 1 to 15, and the others; 0 behind them.  Whole loads that overlap. */
static inline void
places_load_few(const char *in, size_t n, uint64_t *low, uint64_t *high)
{
	*high = 0;
	if (n >= 8) {
		*low = places_load_64(in);
		*high = places_load_64(in + n - 8) >> 4 * (16 - n) >> 4 * (16 - n);
	} else if (n >= 4) {
		*low = places_load_32(in) | (uint64_t)places_load_32(in + n - 4) << 8 * (n - 4);
	} else {
		*low = (unsigned char)in[0] | (uint64_t)(unsigned char)in[n / 2] << 8 * (n / 2) |
		       (uint64_t)(unsigned char)in[n - 1] << 8 * (n - 1);
	}
}

static inline void
places_store_few(char *out, size_t n, uint64_t low, uint64_t high)
{
	if (n >= 8) {
		uint64_t last = n > 8 ? low >> 8 * (n - 8) | high << 8 * (16 - n) : low;
		places_store_64(out, low);
		places_store_64(out + n - 8, last);
	} else if (n >= 4) {
		places_store_32(out, (uint32_t)low);
		places_store_32(out + n - 4, (uint32_t)(low >> 8 * (n - 4)));
	} else {
		out[0] = (char)low;
		out[n / 2] = (char)(low >> 8 * (n / 2));
		out[n - 1] = (char)(low >> 8 * (n - 1));
	}
}

/* In LDH characters and dots, bit 5 makes upper case lower and is set in all others. */
#define PLACES_LOWER 0x20

#define PLACES_ALL(byte) (UINT64_C(0x0101010101010101) * (byte))

/* ---- 64 bits ---- */

/* Bit 7 of each byte below 80 that is at least `least`; other bits are anything. */
static inline uint64_t
places_at_least(uint64_t x, unsigned least)
{
	return x + PLACES_ALL(0x80 - least);
}

static inline uint64_t
places_between(uint64_t x, unsigned first, unsigned last)
{
	return places_at_least(x, first) & ~places_at_least(x, last + 1);
}

static inline uint64_t
places_gather(uint64_t tops)
{
	return (tops >> 7) * UINT64_C(0x0102040810204080) >> 56;
}

/* Bytes of 80 and above are in no set; without their bit 7 the sums do not carry. */
static inline places
places_look_word(uint64_t x)
{
	uint64_t ascii = ~x & PLACES_ALL(0x80), seven = x & PLACES_ALL(0x7F), folded = seven | PLACES_ALL(PLACES_LOWER);
	uint64_t alphanumeric = (places_between(folded, 'a', 'z') | places_between(seven, '0', '9')) & ascii;
	uint64_t others = places_between(seven, '-', '.') & ascii, dots = others & places_at_least(seven, '.');

	return (places){ places_gather(alphanumeric | others), places_gather(dots), places_gather(others ^ dots) };
}

static inline void
places_join(places *all, places x, size_t at)
{
	all->ldh |= x.ldh << at;
	all->dots |= x.dots << at;
	all->hyphens |= x.hyphens << at;
}

static inline places
places_look_portable(const char *in, size_t n)
{
	places   all = { 0, 0, 0 };
	uint64_t low, high;

	if (n < 8) {
		places_load_few(in, n, &low, &high);
		return places_look_word(low);
	}
	for (size_t at = 0; at + 8 < n; at += 8)
		places_join(&all, places_look_word(places_load_64(in + at)), at);
	places_join(&all, places_look_word(places_load_64(in + n - 8)), n - 8);
	return all;
}

static inline void
places_lower_portable(const char *in, size_t n, char *out)
{
	uint64_t low, high;

	if (n < 8) {
		places_load_few(in, n, &low, &high);
		places_store_few(out, n, low | PLACES_ALL(PLACES_LOWER), 0);
		return;
	}
	for (size_t at = 0; at + 8 < n; at += 8)
		places_store_64(out + at, places_load_64(in + at) | PLACES_ALL(PLACES_LOWER));
	places_store_64(out + n - 8, places_load_64(in + n - 8) | PLACES_ALL(PLACES_LOWER));
}

#ifdef PLACES_X86

/* ---- SSE2: what every x86-64 has.  Sets of bytes are compared as signed numbers: 80 and above are negative. ---- */

static inline places
places_look_sse2_16(__m128i x)
{
	__m128i folded = _mm_or_si128(x, _mm_set1_epi8(PLACES_LOWER));
	__m128i letters = _mm_cmpgt_epi8(_mm_add_epi8(folded, _mm_set1_epi8(0x7F - 'z')), _mm_set1_epi8(0x7F - 26));
	__m128i digits = _mm_cmpgt_epi8(_mm_add_epi8(x, _mm_set1_epi8(0x7F - '9')), _mm_set1_epi8(0x7F - 10));
	__m128i hyphens = _mm_cmpeq_epi8(x, _mm_set1_epi8('-')), dots = _mm_cmpeq_epi8(x, _mm_set1_epi8('.'));
	__m128i ldh = _mm_or_si128(_mm_or_si128(letters, digits), _mm_or_si128(hyphens, dots));

	return (places){ (unsigned)_mm_movemask_epi8(ldh), (unsigned)_mm_movemask_epi8(dots),
	                 (unsigned)_mm_movemask_epi8(hyphens) };
}

static inline __m128i
places_load_16(const char *in)
{
	return _mm_loadu_si128((const __m128i *)(const void *)in);
}

static inline places
places_look_sse2(const char *in, size_t n)
{
	places   all;
	uint64_t low, high;

	if (n < 16) {
		places_load_few(in, n, &low, &high);
		return places_look_sse2_16(_mm_set_epi64x((long long)high, (long long)low));
	}
	all = places_look_sse2_16(places_load_16(in));
	for (size_t at = 16; at + 16 < n; at += 16)
		places_join(&all, places_look_sse2_16(places_load_16(in + at)), at);
	places_join(&all, places_look_sse2_16(places_load_16(in + n - 16)), n - 16);
	return all;
}

static inline void
places_lower_sse2_16(const char *in, char *out)
{
	_mm_storeu_si128((__m128i *)(void *)out, _mm_or_si128(places_load_16(in), _mm_set1_epi8(PLACES_LOWER)));
}

static inline void
places_lower_sse2(const char *in, size_t n, char *out)
{
	if (n < 16) {
		uint64_t low, high;
		places_load_few(in, n, &low, &high);
		places_store_few(out, n, low | PLACES_ALL(PLACES_LOWER), high | PLACES_ALL(PLACES_LOWER));
		return;
	}
	for (size_t at = 0; at + 16 < n; at += 16)
		places_lower_sse2_16(in + at, out + at);
	places_lower_sse2_16(in + n - 16, out + n - 16);
}

/* ---- AVX2 ---- */

#define PLACES_AVX2 __attribute__((target("avx2")))

PLACES_AVX2 static inline places
places_look_avx2_32(const char *in)
{
	__m256i x = _mm256_loadu_si256((const __m256i *)(const void *)in);
	__m256i folded = _mm256_or_si256(x, _mm256_set1_epi8(PLACES_LOWER));
	__m256i letters = _mm256_cmpgt_epi8(_mm256_add_epi8(folded, _mm256_set1_epi8(0x7F - 'z')), _mm256_set1_epi8(0x7F - 26));
	__m256i digits = _mm256_cmpgt_epi8(_mm256_add_epi8(x, _mm256_set1_epi8(0x7F - '9')), _mm256_set1_epi8(0x7F - 10));
	__m256i hyphens = _mm256_cmpeq_epi8(x, _mm256_set1_epi8('-')), dots = _mm256_cmpeq_epi8(x, _mm256_set1_epi8('.'));
	__m256i ldh = _mm256_or_si256(_mm256_or_si256(letters, digits), _mm256_or_si256(hyphens, dots));

	return (places){ (unsigned)_mm256_movemask_epi8(ldh), (unsigned)_mm256_movemask_epi8(dots),
	                 (unsigned)_mm256_movemask_epi8(hyphens) };
}

PLACES_AVX2 static inline places
places_look_avx2(const char *in, size_t n)
{
	places all;

	if (n < 32)
		return places_look_sse2(in, n);
	all = places_look_avx2_32(in);
	places_join(&all, places_look_avx2_32(in + n - 32), n - 32);
	return all;
}

/* ---- AVX-512 BW: bytes beyond n are not read ---- */

#define PLACES_AVX512 __attribute__((target("avx512f,avx512bw,avx512vl,bmi2")))

PLACES_AVX512 static inline places
places_look_avx512(const char *in, size_t n)
{
	__m512i  x = _mm512_maskz_loadu_epi8(~UINT64_C(0) >> (64 - n), in);
	__m512i  from_a = _mm512_sub_epi8(_mm512_or_si512(x, _mm512_set1_epi8(PLACES_LOWER)), _mm512_set1_epi8('a'));
	__m512i  from_0 = _mm512_sub_epi8(x, _mm512_set1_epi8('0'));
	uint64_t dots = _mm512_cmpeq_epi8_mask(x, _mm512_set1_epi8('.'));
	uint64_t hyphens = _mm512_cmpeq_epi8_mask(x, _mm512_set1_epi8('-'));

	return (places){ _mm512_cmplt_epu8_mask(from_a, _mm512_set1_epi8(26)) |
	                 _mm512_cmplt_epu8_mask(from_0, _mm512_set1_epi8(10)) | dots | hyphens, dots, hyphens };
}

#endif

#ifdef PLACES_NEON

static inline uint64_t
places_gather_neon(uint8x16_t set)
{
	static const uint8_t bits[16] = { 1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128 };
	uint8x16_t x = vandq_u8(set, vld1q_u8(bits));

	return (uint64_t)vaddv_u8(vget_low_u8(x)) | (uint64_t)vaddv_u8(vget_high_u8(x)) << 8;
}

static inline places
places_look_neon_16(uint8x16_t x)
{
	uint8x16_t from_a = vsubq_u8(vorrq_u8(x, vdupq_n_u8(PLACES_LOWER)), vdupq_n_u8('a'));
	uint8x16_t from_0 = vsubq_u8(x, vdupq_n_u8('0'));
	uint8x16_t hyphens = vceqq_u8(x, vdupq_n_u8('-')), dots = vceqq_u8(x, vdupq_n_u8('.'));
	uint8x16_t ldh = vorrq_u8(vorrq_u8(vcltq_u8(from_a, vdupq_n_u8(26)), vcltq_u8(from_0, vdupq_n_u8(10))),
	                          vorrq_u8(hyphens, dots));

	return (places){ places_gather_neon(ldh), places_gather_neon(dots), places_gather_neon(hyphens) };
}

static inline uint8x16_t
places_load_neon(const char *in)
{
	return vld1q_u8((const uint8_t *)in);
}

static inline places
places_look_neon(const char *in, size_t n)
{
	places   all = { 0, 0, 0 };
	uint64_t low, high;

	if (n < 16) {
		places_load_few(in, n, &low, &high);
		return places_look_neon_16(vcombine_u8(vcreate_u8(low), vcreate_u8(high)));
	}
	for (size_t at = 0; at + 16 < n; at += 16)
		places_join(&all, places_look_neon_16(places_load_neon(in + at)), at);
	places_join(&all, places_look_neon_16(places_load_neon(in + n - 16)), n - 16);
	return all;
}

static inline void
places_lower_neon_16(const char *in, char *out)
{
	vst1q_u8((uint8_t *)out, vorrq_u8(places_load_neon(in), vdupq_n_u8(PLACES_LOWER)));
}

static inline void
places_lower_neon(const char *in, size_t n, char *out)
{
	if (n < 16) {
		uint64_t low, high;
		places_load_few(in, n, &low, &high);
		places_store_few(out, n, low | PLACES_ALL(PLACES_LOWER), high | PLACES_ALL(PLACES_LOWER));
		return;
	}
	for (size_t at = 0; at + 16 < n; at += 16)
		places_lower_neon_16(in + at, out + at);
	places_lower_neon_16(in + n - 16, out + n - 16);
}

#endif

/* The baseline: what the processor surely has. */
#if defined PLACES_X86
#define PLACES_BASELINE(verb) places_##verb##_sse2
#elif defined PLACES_NEON
#define PLACES_BASELINE(verb) places_##verb##_neon
#else
#define PLACES_BASELINE(verb) places_##verb##_portable
#endif

/* The last of n places, 1 to 64. */
static inline uint64_t
places_last(size_t n)
{
	return UINT64_C(1) << (n - 1);
}

/* A name begins as if a dot stood before it. */
static const places places_before_name = { 0, UINT64_C(1) << 63, 0 };

/* The places, of n bytes, that break a rule, knowing the 64 bytes before them; all but where the name ends. */
static inline uint64_t
places_find_bad(places x, size_t n, places before)
{
	uint64_t starts = x.dots << 1 | before.dots >> 63, behind_hyphens = x.hyphens << 1 | before.hyphens >> 63;
	uint64_t fourths = x.dots << 4 | before.dots >> 60;

	return (x.ldh ^ (places_last(n) | (places_last(n) - 1))) | (starts & (x.dots | x.hyphens)) |
	       (behind_hyphens & (x.dots | (x.hyphens & fourths)));
}

/* Whether a name can end behind n bytes. */
static inline bool
places_is_end(places x, size_t n)
{
	return !((x.dots | x.hyphens) & places_last(n));
}

/* Whether n bytes, 1 to 63, are a plain name: no label of theirs is too long. */
static inline bool
places_are_name(places x, size_t n)
{
	return !places_find_bad(x, n, places_before_name) && places_is_end(x, n);
}

#endif
