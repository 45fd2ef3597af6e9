/* SPDX-License-Identifier: MIT */
/* A batch gives each name the answer that its own call gives, whatever room there is for how many. */
#include "fuzz.h"

enum { RECORDS = 16, BATCH_BYTES = 3 };

static char out[FUZZ_BYTES], one[FUZZ_BYTES];

/* The answer of the name's own call, whose form is in `one`. */
static idnc_status
judge(const idnc_batch_options *o, const char *name, size_t len, size_t *n)
{
	*n = 0;
	if (o->form == IDNC_BATCH_CHECK)
		return idnc_domain_check(&o->names, name, len, NULL);
	return (o->form == IDNC_BATCH_ASCII ? idnc_domain_to_ascii : idnc_domain_to_unicode)(
		&o->names, name, len, one, FUZZ_BYTES, n, NULL);
}

/* The records follow one another, and nothing between them is left out. */
static void
check_records(const idnc_batch_options *o, const char *in, const idnc_batch_record *records,
              const idnc_batch_progress *p)
{
	char separator = o->nul_separated ? '\0' : '\n';
	size_t at = 0, out_at = 0, n;

	for (size_t i = 0; i < p->records; i++) {
		const idnc_batch_record *r = &records[i];
		size_t end = (size_t)r->in_at + r->in_len;

		MUST(r->in_at == at && end <= p->in_len && !memchr(in + at, separator, r->in_len));
		MUST(r->out_at == out_at && r->out_len <= p->out_len - out_at);
		MUST(judge(o, in + at, r->in_len, &n) == r->status);
		MUST(r->status != IDNC_OK || (n == r->out_len && memcmp(one, out + out_at, n) == 0));
		MUST(r->status == IDNC_OK || r->out_len == 0);
		at = end;
		if (at < p->in_len && separator == '\n') {
			bool is_cr = in[at] == '\r';

			MUST(is_cr || r->in_len == 0 || in[at - 1] != '\r');
			at += is_cr;
		}
		MUST(at < p->in_len ? in[at] == separator : o->is_last && i + 1 == p->records);
		at += at < p->in_len;
		out_at += r->out_len;
	}
	MUST(at == p->in_len && out_at == p->out_len);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct fuzz_name n = fuzz_name(data, size);
	idnc_batch_options o = { .names = n.options };
	idnc_batch_record records[RECORDS];
	idnc_batch_progress p;
	size_t record_cap, out_cap;

	if (n.len < BATCH_BYTES || n.len > FUZZ_BYTES / 64)
		return 0;
	o.form = (idnc_batch_form)((unsigned char)n.text[0] % 3);
	o.nul_separated = n.text[0] & 0x40;
	o.is_last = n.text[0] & 0x20;
	record_cap = 1 + (unsigned char)n.text[1] % RECORDS;
	out_cap = (unsigned char)n.text[2];
	n.text += BATCH_BYTES;
	n.len -= BATCH_BYTES;
	do {
		idnc_status status =
			idnc_batch_run(&o, n.text, n.len, out, out_cap, records, record_cap, &p);

		if (status == IDNC_E_SPACE) {
			MUST(p.records == 0 && p.in_len == 0 && p.out_len > out_cap);
			out_cap = p.out_len;
			MUST(out_cap <= FUZZ_BYTES);
			continue;
		}
		MUST(status == IDNC_OK && p.records <= record_cap && p.in_len <= n.len);
		MUST((p.records == 0) == (p.in_len == 0));
		check_records(&o, n.text, records, &p);
		n.text += p.in_len;
		n.len -= p.in_len;
	} while (p.records > 0 || p.out_len > 0);
	MUST(n.len == 0 || !o.is_last);
	return 0;
}
