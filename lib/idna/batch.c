/* SPDX-License-Identifier: MIT */
/* Many names in one buffer: each is found, judged in place, and its form written behind the one before. */
#include "idncheck/batch.h"

#include "base/seek.h"

/* Judge one name.  IDNC_E_SPACE: its form needs *n bytes. */
static idnc_status
judge(const idnc_batch_options *o, const char *name, size_t len, char *out, size_t out_cap, size_t *n)
{
	switch (o->form) {
	case IDNC_BATCH_ASCII:
		return idnc_domain_to_ascii(&o->names, name, len, out, out_cap, n, NULL);
	case IDNC_BATCH_UNICODE:
		return idnc_domain_to_unicode(&o->names, name, len, out, out_cap, n, NULL);
	case IDNC_BATCH_CHECK:
		break;
	}
	return idnc_domain_check(&o->names, name, len, NULL);
}

/* Whether the arguments are in range; that the options for names are, any name tells. */
static bool
is_possible(const idnc_batch_options *o, size_t in_len, size_t record_cap)
{
	return in_len <= INT32_MAX && record_cap > 0 && (unsigned)o->form <= IDNC_BATCH_UNICODE &&
	       idnc_domain_check(&o->names, "a", 1, NULL) == IDNC_OK;
}

static idnc_status
run(const idnc_batch_options *o, const char *in, size_t in_len, char *out, size_t out_cap, idnc_batch_record *records,
    size_t record_cap, idnc_batch_progress *done)
{
	bool      has_cr = !o->nul_separated;
	idnc_seek seek = { .in = (const unsigned char *)in, .len = in_len, .byte = o->nul_separated ? '\0' : '\n' };

	while (done->records < record_cap) {
		size_t at = done->in_len, stop = idnc_seek_next(&seek), len = stop - at, n = 0;
		bool   has_stop = stop < in_len;
		if (!has_stop && (!o->is_last || len == 0))
			break;
		if (has_cr && has_stop && len > 0 && in[stop - 1] == '\r')
			len--;
		idnc_status status = judge(o, in + at, len, out ? out + done->out_len : NULL, out_cap - done->out_len, &n);
		if (status == IDNC_E_SPACE) {
			if (done->records > 0)
				break;
			done->out_len = n;
			return status;
		}
		records[done->records++] = (idnc_batch_record){
			.in_at = (uint32_t)at,
			.in_len = (uint32_t)len,
			.out_at = done->out_len,
			.out_len = n,
			.status = status,
		};
		done->in_len = stop + has_stop;
		done->out_len += n;
	}
	return IDNC_OK;
}

idnc_status
idnc_batch_run(const idnc_batch_options *options, const char *in, size_t in_len, char *out, size_t out_cap,
               idnc_batch_record *records, size_t record_cap, idnc_batch_progress *progress)
{
	static const idnc_batch_options strict;
	idnc_batch_progress             done = { 0 };
	idnc_status                     status;

	options = options ? options : &strict;
	if (!is_possible(options, in_len, record_cap))
		return IDNC_E_ARGUMENT;
	status = run(options, in, in_len, out, out_cap, records, record_cap, &done);
	*progress = done;
	return status;
}
