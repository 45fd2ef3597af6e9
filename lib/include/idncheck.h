/* SPDX-License-Identifier: MIT */
/*
 * idncheck: multilingual domain names, validated and converted.
 *
 * Conventions of every function, said once:
 *
 * - Strings are pointer + byte length, never NUL-terminated unless the name ends in _z.  Input is
 *   UTF-8 of any bytes; ill-formed UTF-8 is a finding, never undefined behaviour.
 * - Offsets are bytes of the caller's input.  Positions, and lengths of code point arrays, count
 *   code points, which are uint32_t.
 * - Pointers are never NULL unless a comment says so; NULL is allowed wherever its length is 0, and
 *   for options (all zero) and findings (none wanted).
 * - Outputs are written only on success, except on IDNC_E_SPACE, which writes the size needed and
 *   nothing else; findings and their count are always written.  Output never overlaps input.
 * - 0 is good; negative, the call failed (IDNC_E_...); positive, the name breaks a rule (IDNC_V_...).
 *   A verdict about a name is never mixed with a failure of the machine.
 * - Option structs: all zero is the strict answer.
 * - Nothing is allocated, there is no global state and no locale; every function is thread-safe.
 *   A call needs less than 40 KiB of stack.
 */
#ifndef IDNCHECK_H
#define IDNCHECK_H

#include "idncheck/batch.h"
#include "idncheck/codes.h"
#include "idncheck/explain.h"
#include "idncheck/idna.h"
#include "idncheck/lgr.h"
#include "idncheck/policy.h"
#include "idncheck/punycode.h"
#include "idncheck/status.h"
#include "idncheck/unicode.h"
#include "idncheck/version.h"

#endif
