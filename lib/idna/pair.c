/* SPDX-License-Identifier: MIT */
/* An application that gives both forms of a name.  RFC 5891, 4.2.1 */
#include "base/ascii.h"
#include "base/findings.h"
#include "idncheck/idna.h"

/* Room for every form of a name of 253 octets and a root dot. */
#define FORM_MAX 1024

/* One of the two names, from one label to the next. */
struct labels {
	const char *bytes;
	size_t      len, start, end;
};

static void
to_end(struct labels *l)
{
	for (l->end = l->start; l->end < l->len && l->bytes[l->end] != '.'; l->end++)
		;
}

static bool
is_ascii(const struct labels *l)
{
	for (size_t i = l->start; i < l->end; i++)
		if ((unsigned char)l->bytes[i] >= 0x80)
			return false;
	return true;
}

/* LDH labels are compared without regard to case, U-labels exactly. */
static bool
is_same(const struct labels *a, const struct labels *b)
{
	const char *x = a->bytes + a->start, *y = b->bytes + b->start;
	size_t      x_len = a->end - a->start, y_len = b->end - b->start;

	if (is_ascii(a) && is_ascii(b))
		return idnc_ascii_equal(x, x_len, y, y_len);
	for (size_t i = 0; i < x_len && x_len == y_len; i++)
		if (x[i] != y[i])
			return false;
	return x_len == y_len;
}

/*
 * Compare label by label the name given with U-labels and what the name given with A-labels
 * converts to; `a` itself must be in ASCII.  A pair that differs is reported in the second input.
 */
static idnc_status
compare(struct labels u, struct labels a, struct labels converted, idnc_findings *findings)
{
	idnc_status status = IDNC_OK;

	for (uint32_t label = 0;; label++) {
		bool is_last;
		to_end(&u), to_end(&a), to_end(&converted);
		is_last = u.end == u.len && a.end == a.len;
		if (!is_same(&u, &converted) || !is_ascii(&a) || (u.end == u.len) != (a.end == a.len)) {
			idnc_findings_add(findings, &(idnc_finding){
				.code = IDNC_V_PAIR_MISMATCH, .label = label, .at = (uint32_t)a.start,
				.length = (uint32_t)(a.end - a.start), .cp = IDNC_NO_CP, .input = 1 });
			status = IDNC_V_PAIR_MISMATCH;
		}
		if (is_last || u.end == u.len || a.end == a.len)
			return status;
		u.start = u.end + 1;
		a.start = a.end + 1;
		converted.start = converted.end + 1;
	}
}

/* Append the findings of the second input to those of the first. */
static idnc_status
check_second(const idnc_options *options, const char *a, size_t a_len, char *form, size_t *form_len,
             idnc_findings *findings)
{
	idnc_findings none = { 0 }, rest = { 0 };
	idnc_status   status;

	if (findings && findings->capacity > findings->count) {
		rest.items = findings->items + findings->count;
		rest.capacity = findings->capacity - findings->count;
	}
	status = idnc_domain_to_unicode(options, a, a_len, form, FORM_MAX, form_len, findings ? &rest : &none);
	for (size_t i = 0; i < rest.count && i < rest.capacity; i++)
		rest.items[i].input = 1;
	if (findings)
		findings->count += rest.count;
	return status;
}

idnc_status
idnc_domain_check_pair(const idnc_options *options, const char *u, size_t u_len, const char *a, size_t a_len,
                       idnc_findings *findings)
{
	char        form[FORM_MAX];
	size_t      form_len = 0;
	idnc_status first, second;

	idnc_findings_clear(findings);
	if (options && (options->profile != IDNC_PROFILE_REGISTRATION || options->skip_lengths))
		return IDNC_E_ARGUMENT;
	first = idnc_domain_check(options, u, u_len, findings);
	if (first < 0)
		return first;
	second = check_second(options, a, a_len, form, &form_len, findings);
	if (second < 0)
		return second;
	if (first != IDNC_OK || second != IDNC_OK)
		return first != IDNC_OK ? first : second;
	return compare((struct labels){ u, u_len, 0, 0 }, (struct labels){ a, a_len, 0, 0 },
	               (struct labels){ form, form_len, 0, 0 }, findings);
}
