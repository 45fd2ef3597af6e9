/* SPDX-License-Identifier: MIT */
/* What compilers can be told about a function, where they can be told. */
#ifndef IDNC_BASE_COMPILER_H
#define IDNC_BASE_COMPILER_H

#ifdef __GNUC__
#define IDNC_SELDOM __attribute__((noinline)) /* kept apart, so that the common case pays nothing for it */
#define IDNC_INLINE static inline __attribute__((always_inline))
#define IDNC_HIDDEN __attribute__((visibility("hidden"))) /* a call across libraries would go through one more table */
#else
#define IDNC_SELDOM
#define IDNC_INLINE static inline
#define IDNC_HIDDEN
#endif

#endif
