/* SPDX-License-Identifier: MIT */
/* Many names in one buffer, judged or converted by one call. */
#ifndef IDNCHECK_BATCH_H
#define IDNCHECK_BATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "idna.h"
#include "status.h"
#include "version.h"

IDNC_BEGIN

/* What is done with each name. */
typedef enum idnc_batch_form {
	IDNC_BATCH_CHECK = 0, /* idnc_domain_check: there are no forms */
	IDNC_BATCH_ASCII,     /* idnc_domain_to_ascii */
	IDNC_BATCH_UNICODE    /* idnc_domain_to_unicode */
} idnc_batch_form;

/*
 * How a buffer is read, and what is done with its names.  All zero: check lines, strictly, and leave
 * a last line that has no LF to the next call.
 */
typedef struct idnc_batch_options {
	idnc_options    names;         /* how each name is judged */
	idnc_batch_form form;
	bool            nul_separated; /* a NUL ends a name, and nothing else; else an LF, and one CR before it is dropped */
	bool            is_last;       /* the input ends with this buffer: what stands behind the last separator is a name,
	                                  unless nothing does */
} idnc_batch_options;

/* One name and its answer. */
typedef struct idnc_batch_record {
	uint32_t    in_at, in_len;   /* the name: byte offset in the input, and length without separator and dropped CR */
	size_t      out_at, out_len; /* its form: byte offset in the output, and length; empty unless status is IDNC_OK */
	idnc_status status;          /* IDNC_OK, or the IDNC_V_... that the function of the form answers */
} idnc_batch_record;

/* How far a call has come. */
typedef struct idnc_batch_progress {
	size_t records; /* names judged */
	size_t in_len;  /* bytes of the input that they and their separators take */
	size_t out_len; /* bytes of the output that their forms take */
} idnc_batch_progress;

/*
 * Judge the names in a buffer one after the other, as far as there is room.
 *                                        RFC 5891, 4.2, 4.4 and 5.2 to 5.5; UTS 46, 4.2 and 4.3; URL Standard, 3.3
 *
 *   options      how; NULL = all zero
 *   in, in_len   UTF-8 of any bytes, at most 2^31 - 1; a separator ends a name wherever it stands, and two in a row
 *                have an empty name between them
 *   out          receives the forms, one directly behind the other; may be NULL when out_cap is 0
 *   records      receives one record a name, in the order of the input
 *   record_cap   how many records there is room for, at least 1
 *   progress     receives how far it came
 *
 * Ends where the input ends, where the records are full, before a name whose form does not fit in what is left of the
 * output, and before a last name that has not ended.  To go on, call again with what is behind progress->in_len,
 * with is_last as before; when progress->records is 0, nothing is left but a name that has not ended.
 * The offsets of the records count from the beginning of what that call was given.
 *
 * Every name gets the answer that its own call of the function would give, with findings not wanted: to learn all reasons
 * why one is refused, or the warnings about one that is not, call idnc_domain_check for that name.  A name has no limit
 * of length beyond that of the input.
 *
 * IDNC_OK, whatever the names are.  IDNC_E_SPACE: out_cap is too small for the form of the first name; progress->out_len is
 * the size needed, the other two are 0.  IDNC_E_ARGUMENT: in_len too large, record_cap 0, an unknown form, profile or
 * Unicode version, or map outside the profile lookup.
 */
idnc_status idnc_batch_run(const idnc_batch_options *options, const char *in, size_t in_len, char *out, size_t out_cap,
                           idnc_batch_record *records, size_t record_cap, idnc_batch_progress *progress);

IDNC_END

#endif
