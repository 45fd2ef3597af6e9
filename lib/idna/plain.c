/* SPDX-License-Identifier: MIT */
/* Plain names, 64 bytes at a time, by the widest vectors that the processor has. */
#include "idna/plain.h"

#include "base/compiler.h"

/* ifunc is of the linker and the libc, and so is knowing which libc it is. */
#if defined PLACES_X86 && defined __ELF__ && !defined IDNC_TEST_PATHS && __has_include(<features.h>)
#include <features.h>
#ifdef __GLIBC__
#define PLAIN_IFUNC 1
#endif
#endif

/* How many zeros stand below the lowest bit of x. */
static inline unsigned
lowest(uint64_t x)
{
#ifdef __GNUC__
	return (unsigned)__builtin_ctzll(x);
#else
	unsigned n = 0;

	for (; !(x & 1); x >>= 1)
		n++;
	return n;
#endif
}

/* Whether no label is too long; `length`: of the label that goes on. */
static inline bool
are_labels_short(uint64_t dots, size_t n, size_t *length)
{
	size_t start = 0;

	for (; dots; dots &= dots - 1) {
		size_t dot = lowest(dots);
		if (*length + dot - start > IDNC_PLAIN_LABEL)
			return false;
		*length = 0;
		start = dot + 1;
	}
	*length += n - start;
	return *length <= IDNC_PLAIN_LABEL;
}

/*
 * What each way to look at places makes of a whole name: of one of at most 63 bytes at once, in
 * which no label is too long; and of any other.
 */
#define DEFINE_PLAIN(name, attribute) \
	attribute IDNC_SELDOM static bool \
	is_long_plain_##name(const char *in, size_t len) \
	{ \
		places before = places_before_name, x = before; \
		size_t length = 0, n = 0; \
		for (size_t at = 0; at < len; at += n, before = x) { \
			n = len - at < 64 ? len - at : 64; \
			x = places_look_##name(in + at, n); \
			if (places_find_bad(x, n, before) || !are_labels_short(x.dots, n, &length)) \
				return false; \
		} \
		return places_is_end(x, n); \
	} \
	\
	attribute static bool \
	is_plain_##name(const char *in, size_t len) \
	{ \
		if (len == 0 || len > IDNC_PLAIN_NAME) \
			return false; \
		if (len <= IDNC_PLAIN_LABEL) \
			return places_are_name(places_look_##name(in, len), len); \
		return is_long_plain_##name(in, len); \
	}

#if defined IDNC_TEST_PATHS || !(defined PLACES_X86 || defined PLACES_NEON)
DEFINE_PLAIN(portable, )
#endif
#ifdef PLACES_NEON
DEFINE_PLAIN(neon, )
#define BASELINE is_plain_neon
#elif defined PLACES_X86
DEFINE_PLAIN(sse2, )
#define BASELINE is_plain_sse2
#else
#define BASELINE is_plain_portable
#endif

#if defined PLAIN_IFUNC || (defined IDNC_TEST_PATHS && defined PLACES_X86)
DEFINE_PLAIN(avx2, PLACES_AVX2)
DEFINE_PLAIN(avx512, PLACES_AVX512)

/* The resolver runs before anything that instruments code is ready. */
#define RAW_SANITIZE __attribute__((no_sanitize("address", "undefined")))
#ifdef __clang__
#define RAW RAW_SANITIZE __attribute__((no_sanitize("coverage"), no_profile_instrument_function))
#else
#define RAW RAW_SANITIZE __attribute__((no_profile_instrument_function))
#endif

/* Intel SDM, volume 2, CPUID, and volume 1, 14.3: the bits of a leaf, and of what the system saves. */
enum {
	LEAF1_C_OSXSAVE = 1 << 27, LEAF1_C_AVX = 1 << 28,
	LEAF7_B_AVX2 = 1 << 5, LEAF7_B_BMI2 = 1 << 8, LEAF7_B_AVX512F = 1 << 16, LEAF7_B_AVX512BW = 1 << 30,
	XCR0_AVX = 0x06, XCR0_AVX512 = 0xE6
};
#define LEAF7_B_AVX512VL (UINT32_C(1) << 31)

enum width { WIDTH_128, WIDTH_256, WIDTH_512 };

RAW static enum width
find_width(void)
{
	const uint32_t all = LEAF7_B_AVX512F | LEAF7_B_AVX512BW | LEAF7_B_AVX512VL | LEAF7_B_BMI2;
	uint32_t       a = 0, b, c = 0, d, saved;

	__asm__ volatile("cpuid" : "+a"(a), "=b"(b), "+c"(c), "=d"(d));
	if (a < 7)
		return WIDTH_128;
	a = 1;
	c = 0;
	__asm__ volatile("cpuid" : "+a"(a), "=b"(b), "+c"(c), "=d"(d));
	if (!(c & LEAF1_C_OSXSAVE) || !(c & LEAF1_C_AVX))
		return WIDTH_128;
	__asm__ volatile("xgetbv" : "=a"(saved), "=d"(d) : "c"(0));
	a = 7;
	c = 0;
	__asm__ volatile("cpuid" : "+a"(a), "=b"(b), "+c"(c), "=d"(d));
	if ((saved & XCR0_AVX512) == XCR0_AVX512 && (b & all) == all)
		return WIDTH_512;
	return (saved & XCR0_AVX) == XCR0_AVX && b & LEAF7_B_AVX2 ? WIDTH_256 : WIDTH_128;
}
#endif

#ifdef PLAIN_IFUNC
typedef bool (*plain_function)(const char *in, size_t len);

RAW __attribute__((used)) static plain_function
resolve(void)
{
	switch (find_width()) {
	case WIDTH_512:
		return is_plain_avx512;
	case WIDTH_256:
		return is_plain_avx2;
	case WIDTH_128:
		break;
	}
	return BASELINE;
}

bool idnc_plain_is(const char *in, size_t len) __attribute__((ifunc("resolve")));

#elif !defined IDNC_TEST_PATHS
bool
idnc_plain_is(const char *in, size_t len)
{
	return BASELINE(in, len);
}

#else
static bool
has_baseline(void)
{
	return true;
}

#ifdef PLACES_X86
static bool
has_256(void)
{
	return find_width() >= WIDTH_256;
}

static bool
has_512(void)
{
	return find_width() >= WIDTH_512;
}
#endif

const idnc_plain_path idnc_plain_paths[] = {
	{ "portable", has_baseline, is_plain_portable, places_lower_portable },
#ifdef PLACES_X86
	{ "sse2", has_baseline, is_plain_sse2, places_lower_sse2 },
	{ "avx2", has_256, is_plain_avx2, places_lower_sse2 },
	{ "avx512", has_512, is_plain_avx512, places_lower_sse2 },
#elif defined PLACES_NEON
	{ "neon", has_baseline, is_plain_neon, places_lower_neon },
#endif
};
const size_t idnc_plain_path_count = sizeof idnc_plain_paths / sizeof *idnc_plain_paths;
size_t       idnc_plain_forced;

bool
idnc_plain_is(const char *in, size_t len)
{
	return idnc_plain_paths[idnc_plain_forced].is(in, len);
}
#endif
