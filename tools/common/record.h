/* SPDX-License-Identifier: MIT */
/* The pieces that output records are made of. */
#ifndef IDNC_TOOLS_RECORD_H
#define IDNC_TOOLS_RECORD_H

#include <idncheck.h>

#include "escape.h"
#include "session.h"

/* Add the record as it was read; of an over-long one its beginning and \u{2026}. */
void record_write_input(struct worker *worker, enum escape_style style);

/* Add the record for people: its escapes decoded, and then all that is invisible escaped. */
void record_write_name(const struct worker *worker, struct text *out);

/*
 * Add the one character of the record at *at so, and move *at behind it; the columns it takes on a
 * screen.
 */
size_t record_write_character(const struct worker *worker, size_t *at, struct text *out);

/* Add the codes of the errors, separated by commas; "ok" when there are none. */
void record_write_codes(struct worker *worker);

/* Add "input":... and, where the record is not UTF-8, "input_hex":... . */
void record_write_json_input(struct worker *worker);

/* Add "key":"value", or null; a comma stands before it. */
void record_write_json_string(struct text *out, const char *key, const char *value,
                              size_t value_len, bool is_null);

/* Add ,"findings":[...]. */
void record_write_json_findings(struct worker *worker);

/* Add file:line:col: error CODE: sentence for each finding to err. */
void record_write_messages(struct worker *worker);

/* Add the sentence of a finding, and the rule of the table that is meant. */
void record_write_sentence(const struct worker *worker, struct text *out,
                           const idnc_finding *finding);

#endif
