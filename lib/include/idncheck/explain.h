/* SPDX-License-Identifier: MIT */
/* Words for statuses and findings. */
#ifndef IDNCHECK_EXPLAIN_H
#define IDNCHECK_EXPLAIN_H

#include <stddef.h>
#include <stdint.h>

#include "status.h"
#include "version.h"

IDNC_BEGIN

/* All that is said about a code.  Every string is NUL-terminated, static UTF-8, never NULL. */
typedef struct idnc_explanation {
	idnc_status code;
	const char *name;        /* such as "BIDI4": the enumerator without IDNC_V_ or IDNC_ (E_SPACE) */
	const char *uts46;       /* status of UTS #46, such as "B4"; "" where that standard has none */
	const char *clause;      /* the clauses of the standards, such as "RFC 5893, 2, rule 4" */
	const char *sentence;    /* what is wrong, one sentence without a full stop */
	const char *explanation; /* why the rule exists, for a person who was refused */
	const char *example;     /* a name that breaks it, escapes as \u{HEX} */
	const char *remedy;      /* what to do */
} idnc_explanation;

/* The explanation of a status; NULL when the number is no status of this library. */
const idnc_explanation *idnc_explain_find(idnc_status code);

/* The explanation of the index-th code, in the order of codes.h; NULL past the last one. */
const idnc_explanation *idnc_explain_at(size_t index);

/*
 * Look up an explanation by name ("BIDI4", "IDNC_V_BIDI4") or UTS #46 status ("B4": the first code
 * that has it), without regard to case.  NULL when there is none.
 */
const idnc_explanation *idnc_explain_find_name(const char *name, size_t name_len);

/*
 * Write the sentence of a finding, with its code point, as a person should read it.
 *
 *   out      receives ASCII: no control, no character of the name; no NUL at the end
 *   out_len  receives the count written, or the count needed; at most IDNC_SENTENCE_MAX
 *
 * IDNC_OK, IDNC_E_SPACE, IDNC_E_ARGUMENT (no such code).
 */
#define IDNC_SENTENCE_MAX 512
idnc_status idnc_explain_write_sentence(const idnc_finding *finding, char *out, size_t out_cap, size_t *out_len);

/*
 * Write a finding as one JSON object, on one line:
 * {"code":..., "severity":..., "label":..., "byte":..., "length":..., "cp":..., "rule":..., "text":...}
 *
 *   out      receives ASCII; no NUL at the end
 *   out_len  receives the count written, or the count needed; at most IDNC_FINDING_JSON_MAX
 *
 * label and cp are null where there is none; cp is a string such as "U+0661".  "decoded":true is
 * added where the decoded form of an A-label breaks the rule, "input":1 for the second input.
 *
 * IDNC_OK, IDNC_E_SPACE, IDNC_E_ARGUMENT (no such code).
 */
#define IDNC_FINDING_JSON_MAX 1024
idnc_status idnc_explain_write_json(const idnc_finding *finding, char *out, size_t out_cap, size_t *out_len);

IDNC_END

#endif
