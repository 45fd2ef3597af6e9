/* SPDX-License-Identifier: MIT */
/* Judging a record: escapes, growing buffers, findings whose offsets count the record as read. */
#ifndef IDNC_TOOLS_JUDGE_H
#define IDNC_TOOLS_JUDGE_H

#include <idncheck.h>

#include "input.h"
#include "settings.h"
#include "text.h"

/* What one thread judges with; it serves one record after the other. */
struct judge {
	const struct settings *settings;
	const char *name; /* the record, its escapes decoded */
	size_t name_len;
	idnc_findings findings; /* every one: none is lost for want of room */
	struct text decoded;
	uint32_t *offsets; /* of each byte of `decoded` in the record */
	const char *pair_fault; /* why a record is no pair at all; NULL: it is one */
};

void judge_begin(struct judge *judge, const struct settings *settings);
void judge_end(struct judge *judge);

/* idnc_domain_to_ascii or idnc_domain_to_unicode. */
typedef idnc_status judge_conversion(const idnc_options *options, const char *in, size_t in_len,
                                     char *out, size_t out_cap, size_t *out_len,
                                     idnc_findings *findings);

/* Convert the record, and find every fault.  True: it is acceptable, and `form` is its form. */
bool judge_record(struct judge *judge, const struct record *record, judge_conversion *convert,
                  struct text *form);

/*
 * Take up a record, its escapes decoded; false: it is over-long, which is a finding, and that is
 * all there is to say.
 */
bool judge_open(struct judge *judge, const struct record *record);

/* Add a finding, whose offsets count the decoded name. */
void judge_add(struct judge *judge, const idnc_finding *finding);

/* Turn the offsets of the findings from the `first` on into offsets of the record. */
void judge_restore(struct judge *judge, const struct record *record, size_t first);

/* Whether anybody reads the findings. */
bool judge_wants_findings(const struct settings *settings);

/* Judge the record as U-label TAB A-label.  One that is not so made is a PAIR_MISMATCH. */
bool judge_pair(struct judge *judge, const struct record *record);

/*
 * Convert a name as part of the latest record's answer; findings are left alone.  Else `form` is
 * empty.
 */
bool judge_convert(const idnc_options *options, const char *name, size_t name_len,
                   judge_conversion *convert, struct text *form);

/* One more than the highest number of a code. */
union judge_numbers {
#define X(kind, name, number, ...) char name[(number) > 0 ? (number) + 1 : 1];
	IDNC_CODE_LIST(X)
#undef X
};
#define JUDGE_CODES sizeof(union judge_numbers)

/* End the program: a call failed though its arguments were checked, which is a fault of ours. */
_Noreturn void judge_fail(idnc_status status);

/* Collect the distinct codes of the errors, in the order in which they come first; their number. */
size_t judge_codes(const struct judge *judge, idnc_status codes[JUDGE_CODES]);

/*
 * What a code is called: its name, or its UTS #46 status where there is one and --codes=uts46 asks
 * for it.
 */
const char *judge_code_name(const struct settings *settings, idnc_status code);

#endif
