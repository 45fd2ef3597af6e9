/* SPDX-License-Identifier: MIT */
/* Versions of the library, of its interface and of its data; the brackets every public header uses. */
#ifndef IDNCHECK_VERSION_H
#define IDNCHECK_VERSION_H

#ifdef __GNUC__
#define IDNC_VISIBLE_BEGIN _Pragma("GCC visibility push(default)")
#define IDNC_VISIBLE_END   _Pragma("GCC visibility pop")
#else
#define IDNC_VISIBLE_BEGIN
#define IDNC_VISIBLE_END
#endif

#ifdef __cplusplus
#define IDNC_BEGIN IDNC_VISIBLE_BEGIN extern "C" {
#define IDNC_END   } IDNC_VISIBLE_END
#else
#define IDNC_BEGIN IDNC_VISIBLE_BEGIN
#define IDNC_END   IDNC_VISIBLE_END
#endif

/* The release.  Equal to the version in meson.build. */
#define IDNC_VERSION "0.1.0"

/*
 * The interface, a number that grows whenever something is added.
 *   1  UTF-8, properties, NFC and NFD, Punycode, labels, domains, profiles, explanations
 */
#define IDNC_API_LEVEL 1

/* The Unicode version of the built-in data. */
#define IDNC_UNICODE_VERSION "18.0.0"

IDNC_BEGIN

/* The release of the library in use, such as "0.1.0"; NUL-terminated, static. */
const char *idnc_version_z(void);

/* The Unicode version whose data every verdict rests on, such as "18.0.0"; NUL-terminated, static. */
const char *idnc_unicode_version_z(void);

IDNC_END

#endif
