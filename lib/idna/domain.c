/* SPDX-License-Identifier: MIT */
/* Judging and converting a whole name, label by label, in bounded memory. */
#include "base/ascii.h"
#include "base/compiler.h"
#include "base/findings.h"
#include "base/memory.h"
#include "idna/bidi.h"
#include "idna/label.h"
#include "idna/letters.h"
#include "idna/map.h"
#include "idna/plain.h"
#include "idna/punycode.h"
#include "unicode/utf8.h"
#include "unicode/word.h"

enum {
	LABEL_OCTETS = 63,  /* RFC 1035, 2.3.4 */
	NAME_OCTETS = 253,  /* RFC 1035, 2.3.4: 255 with the lengths, as text 253 */
	SHORT_OUTPUT = 1024 /* every form of a name of 253 octets fits: 253 code points of 4 bytes */
};

enum form { FORM_NONE, FORM_ASCII, FORM_UNICODE };

/* Where a form is written: len counts on when cap is reached. */
struct output {
	enum form form;
	char  *bytes;
	size_t cap, len;
};

/* What a label is worked on in. */
struct work {
	uint32_t text[IDNC_LABEL_LIMIT];  /* as read and mapped */
	uint32_t other[IDNC_LABEL_LIMIT]; /* normalized, or decoded */
	uint32_t word[IDNC_LABEL_LIMIT];
	uint32_t at[IDNC_LABEL_LIMIT];
	uint8_t  width[IDNC_LABEL_LIMIT];
	union {
		idnc_span span[IDNC_LABEL_LIMIT];
		char      ace[IDNC_LABEL_LIMIT]; /* a label with ACE prefix, lower case: it has no spans */
	} u;
	size_t   ace_len;
	uint32_t all;       /* all code points of text ORed: below 80 when the label is ASCII */
	uint32_t beyond;    /* the classes of the code points beyond the limit */
};

/* What is known of the name beyond its labels. */
struct name {
	bool   is_bidi;    /* a label has a right-to-left character.  RFC 5893, 1.4 */
	bool   is_pending; /* a label breaks the Bidi rule, if it should apply */
	size_t octets;     /* of the ASCII form as UTS 46, 4.2, step 4 counts it, without a final dot */
	bool   has_text;   /* something is left of it after mapping */
};

/* The room that is left for n more bytes; none once the form did not fit. */
static bool
has_room(const struct output *out, size_t n)
{
	return n <= out->cap && out->len <= out->cap - n;
}

/* Count n bytes.  Where a size has 32 bits, the form of a name of 2^31 bytes can be beyond it. */
static void
grow(struct output *out, size_t n)
{
	out->len = n > SIZE_MAX - out->len ? SIZE_MAX : out->len + n;
}

static void
put(struct output *out, const char *bytes, size_t n)
{
	if (has_room(out, n))
		memcpy(out->bytes + out->len, bytes, n);
	grow(out, n);
}

/* Keep one code point; beyond the limit only its direction is noted. */
static void
push(struct work *w, idnc_label *label, uint32_t cp, uint32_t word, uint32_t at, size_t width)
{
	uint32_t class = IDNC_BIDI_BIT(idnc_word_bidi(word));

	if (label->len == IDNC_LABEL_LIMIT) {
		label->too_long = true;
		w->beyond |= class;
		return;
	}
	w->text[label->len] = cp;
	w->word[label->len] = word;
	w->at[label->len] = at;
	w->width[label->len] = (uint8_t)width;
	w->all |= cp;
	label->seen |= word;
	label->classes |= class;
	label->len++;
}

/* Push what a code point becomes, unless it becomes the separator. */
static void
push_mapped(const idnc_run *run, struct work *w, idnc_label *label, uint32_t cp, uint32_t at, size_t width)
{
	uint32_t mapped[IDNC_MAPPING_MAX], word = idnc_run_word(run, cp);
	size_t   n;

	if (idnc_map_is_needless(run, word)) {
		push(w, label, cp, word, at, width);
		return;
	}
	n = idnc_map_code_point(run, cp, word, mapped);
	if (n == 1 && mapped[0] == '.' && !run->is_one_label) {
		label->has_stop = true;
		return;
	}
	for (size_t i = 0; i < n; i++)
		push(w, label, mapped[i], idnc_run_word(run, mapped[i]), at, width);
}

/* Read and map the code points from label->start to the next separator. */
static void
read_label(idnc_run *run, struct work *w, idnc_label *label)
{
	uint32_t next = label->start;

	w->all = w->beyond = 0;
	label->end = next;
	while (next < run->in_len && !label->has_stop) {
		uint32_t cp;
		size_t   width = idnc_utf8_read(run->in + next, run->in_len - next, &cp);
		label->end = next;
		if (cp == IDNC_NO_CP) {
			idnc_run_report(run, IDNC_RULE_UTF8, IDNC_V_UTF8, label->index, next, (uint32_t)width);
			cp = 0xFFFD;
		}
		if (cp == '.' && !run->is_one_label)
			label->has_stop = true;
		else
			push_mapped(run, w, label, cp, next, width);
		next += (uint32_t)width;
	}
	if (!label->has_stop)
		label->end = next;
	label->stop = next;
	label->cp = w->text;
	label->word = w->word;
	label->at = w->at;
	label->width = w->width;
}

/* Look up the words of label->cp. */
static void
look_up(const idnc_run *run, struct work *w, idnc_label *label)
{
	label->word = w->word;
	label->seen = label->classes = 0;
	for (size_t i = 0; i < label->len; i++) {
		w->word[i] = idnc_run_word(run, label->cp[i]);
		label->seen |= w->word[i];
		label->classes |= IDNC_BIDI_BIT(idnc_word_bidi(w->word[i]));
	}
}

/* UTS 46, 4, step 2; RFC 5895, 2, step 3.  Or, without mapping: LDH labels and A-labels in lower case. */
static void
normalize(const idnc_run *run, struct work *w, idnc_label *label)
{
	size_t len;

	if (run->map == IDNC_MAP_NONE && w->all < 0x80) {
		label->seen = 0;
		for (size_t i = 0; i < label->len; i++) {
			w->text[i] = idnc_ascii_lower(w->text[i]);
			w->word[i] = idnc_word_find(w->text[i]);
			label->seen |= w->word[i];
		}
	}
	if (run->map == IDNC_MAP_RFC5895)
		idnc_map_final_sigma(run, w->text, w->at, w->width, label->len);
	if (run->map == IDNC_MAP_NONE || !(label->seen & (IDNC_WORD_NFC_QUICK_MASK | IDNC_WORD_CCC_MASK)))
		return;
	if (idnc_normalize(true, w->text, label->len, w->other, w->u.span, IDNC_LABEL_LIMIT, &len) != IDNC_OK) {
		label->too_long = true; /* some characters become more in NFC */
		return;
	}
	label->cp = w->other;
	label->len = len;
	label->span = w->u.span;
	look_up(run, w, label);
}

static size_t
find_non_ascii(const uint32_t *cp, size_t len)
{
	size_t i = 0;

	while (i < len && cp[i] < 0x80)
		i++;
	return i;
}

/* Decode the A-label in ace.  RFC 3492, 6.2 */
static bool
decode_ace(const idnc_run *run, struct work *w, idnc_label *label)
{
	size_t len;

	if (idnc_punycode_decode_once(w->u.ace + 4, w->ace_len - 4, w->other, IDNC_LABEL_LIMIT, &len) != IDNC_OK)
		return false;
	label->cp = w->other;
	label->len = len;
	label->decoded = true;
	look_up(run, w, label);
	return true;
}

/* UTS 46, 4, steps 4.1 to 4.3; RFC 5890, 2.3.2.1 */
static void
decode(idnc_run *run, struct work *w, idnc_label *label)
{
	size_t   non_ascii = find_non_ascii(label->cp, label->len);
	uint32_t width = label->end - label->start;

	if (!idnc_label_is_ace(label->cp, label->len))
		return;
	if (non_ascii < label->len) {
		idnc_label_report(run, IDNC_RULE_ACE, IDNC_V_ACE_NON_ASCII, label, non_ascii, 1);
		label->failed = run->has_ace_stop;
		return;
	}
	w->ace_len = label->len;
	for (size_t i = 0; i < label->len; i++)
		w->u.ace[i] = (char)label->cp[i];
	if (!decode_ace(run, w, label)) {
		idnc_run_report(run, IDNC_RULE_PUNYCODE, IDNC_V_PUNYCODE, label->index, label->start, width);
		label->failed = true;
	} else if (find_non_ascii(label->cp, label->len) == label->len) {
		idnc_run_report(run, IDNC_RULE_ACE, IDNC_V_ACE_ASCII, label->index, label->start, width);
	}
}

/*
 * The Bidi rule is one of the name: a label can break it before the label that makes it apply.
 * Such a label is only noted; idnc_run_name then begins again, knowing.
 */
static void
check_bidi(idnc_run *run, struct name *name, const idnc_label *label)
{
	idnc_bidi_breach breaches[IDNC_BIDI_BREACHES];
	size_t           n;

	if (!(run->active & IDNC_RULE_BIDI) || label->failed || label->too_long || label->len == 0)
		return;
	n = idnc_bidi_find(label->word, label->len, label->classes, breaches);
	name->is_pending |= n > 0;
	for (size_t i = 0; i < n && name->is_bidi; i++)
		idnc_label_report(run, IDNC_RULE_BIDI, breaches[i].code, label, breaches[i].position, 1);
}

static void
put_code_points(struct output *out, const uint32_t *cp, size_t len)
{
	if (out->form == FORM_NONE)
		return;
	if (has_room(out, len * 4)) {
		for (size_t i = 0; i < len; i++)
			out->len += idnc_utf8_put(cp[i], out->bytes + out->len);
		return;
	}
	for (size_t i = 0; i < len; i++) {
		char bytes[4];
		put(out, bytes, idnc_utf8_put(cp[i], bytes));
	}
}

/* Encode a label that has characters outside ASCII; returns the octets of its A-label. */
static size_t
put_encoded(const idnc_label *label, struct output *out)
{
	bool   is_here = out->form == FORM_ASCII && has_room(out, 4);
	size_t octets = 0;

	idnc_punycode_encode_once(label->cp, label->len, is_here ? out->bytes + out->len + 4 : NULL,
	                          is_here ? out->cap - out->len - 4 : 0, &octets);
	if (out->form == FORM_ASCII) {
		put(out, "xn--", 4);
		grow(out, octets);
	}
	return octets + 4;
}

/* Write the form of a label; returns the octets of its ASCII form. */
static size_t
write_label(const idnc_run *run, const struct work *w, const idnc_label *label, struct output *out)
{
	bool   is_ascii = find_non_ascii(label->cp, label->len) == label->len;
	size_t octets = label->len;

	if (label->too_long)
		return NAME_OCTETS + 1;
	/* UTS 46, 4.2 measures what was decoded to ASCII; in the DNS it is the label that was given. */
	if (label->decoded && !(is_ascii && run->has_ace_stop))
		octets = w->ace_len;
	else if (!is_ascii && (out->form == FORM_ASCII || run->active & IDNC_RULE_LENGTHS))
		octets = put_encoded(label, out);
	if (label->decoded && out->form == FORM_ASCII)
		put(out, w->u.ace, w->ace_len);
	else if (is_ascii || out->form == FORM_UNICODE)
		put_code_points(out, label->cp, label->len);
	return octets;
}

/* Empty, too long, root.  UTS 46, 4.2, step 4; RFC 1035, 2.3.4 */
static void
check_length(idnc_run *run, const idnc_label *label, size_t octets)
{
	uint32_t width = label->end - label->start;

	if (label->too_long)
		idnc_run_report(run, IDNC_RULE_LIMIT, IDNC_V_LABEL_TOO_LONG, label->index, label->start, width);
	else if (octets == 0)
		idnc_run_report(run, IDNC_RULE_LENGTHS, IDNC_V_LABEL_EMPTY, label->index, label->start, width);
	else if (octets > LABEL_OCTETS)
		idnc_run_report(run, IDNC_RULE_LENGTHS, IDNC_V_LABEL_TOO_LONG, label->index, label->start, width);
}

/* More than too many need not be told apart. */
static void
count_octets(struct name *name, size_t octets)
{
	name->octets = octets > NAME_OCTETS || name->octets > NAME_OCTETS ? NAME_OCTETS + 1 : name->octets + octets;
}

/* Judge one label that was read, and write its form. */
static void
run_label(idnc_run *run, struct name *name, struct work *w, idnc_label *label, struct output *out)
{
	size_t octets;

	if (!label->too_long)
		normalize(run, w, label);
	if (!label->too_long) {
		decode(run, w, label);
		if (!label->failed)
			idnc_label_check_criteria(run, label);
	}
	name->is_bidi |= ((label->classes | w->beyond) & IDNC_BIDI_RTL) != 0;
	check_bidi(run, name, label);
	octets = write_label(run, w, label, out);
	check_length(run, label, octets);
	if (!label->too_long)
		idnc_label_check_host(run, label);
	count_octets(name, octets);
	name->has_text |= label->decoded || label->has_stop || octets > 0;
}

/* The LDH characters at the start, put in lower case; at most LABEL_OCTETS + 1. */
static size_t
scan_ldh(const char *in, size_t in_len, char *lower)
{
	static const char folded[256] = "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
	                                "\0\0\0\0\0\0\0\0\0\0\0\0\0-\0\0" "0123456789\0\0\0\0\0\0"
	                                "\0abcdefghijklmnopqrstuvwxyz\0\0\0\0\0" "\0abcdefghijklmnopqrstuvwxyz";
	size_t i = 0;

	while (i < in_len && i <= LABEL_OCTETS && (lower[i] = folded[(unsigned char)in[i]]))
		i++;
	return i;
}

/* Whether LDH characters make a label that no rule refuses, but for the Bidi rule. */
static bool
is_plain_label(const char *ldh, size_t n)
{
	return n > 0 && n <= LABEL_OCTETS && ldh[0] != '-' && ldh[n - 1] != '-' &&
	       !(n >= 4 && ldh[2] == '-' && ldh[3] == '-');
}

/* Leave a label to be read as if it had not been looked at. */
static bool
give_back(idnc_label *label)
{
	label->decoded = false;
	label->len = label->seen = label->classes = 0;
	return false;
}

/*
 * The two common kinds of label without a detour: LDH that begins with a letter (so that it breaks
 * no rule of any kind of name), and A-labels that decode.  False leaves the label to be read.
 */
static bool
run_ldh_label(idnc_run *run, struct name *name, struct work *w, idnc_label *label, struct output *out)
{
	size_t   left = run->in_len - label->start;
	size_t   n = run->is_one_label ? 0 : scan_ldh(run->in + label->start, left, w->u.ace);
	uint32_t end = label->start + (uint32_t)n;

	if (n == 0 || n > LABEL_OCTETS || (n < left && run->in[end] != '.'))
		return false;
	if (is_plain_label(w->u.ace, n) && w->u.ace[0] >= 'a') {
		put(out, w->u.ace, n);
	} else {
		w->ace_len = n;
		if (n < 5 || memcmp(w->u.ace, "xn--", 4) != 0 || !decode_ace(run, w, label) ||
		    find_non_ascii(label->cp, label->len) == label->len)
			return give_back(label);
	}
	label->has_stop = n < left;
	label->end = end;
	label->stop = end + label->has_stop;
	count_octets(name, n);
	name->has_text = true;
	if (!label->decoded)
		return true;
	idnc_label_check_criteria(run, label);
	name->is_bidi |= (label->classes & IDNC_BIDI_RTL) != 0;
	check_bidi(run, name, label);
	write_label(run, w, label, out);
	idnc_label_check_host(run, label);
	return true;
}

/* Whether what letters become is the same under the run's profile as everywhere. */
static bool
keeps_letters(const idnc_run *run)
{
	return !run->is_one_label && !run->unicode_version && (run->map == IDNC_MAP_NONE || run->map == IDNC_MAP_UTS46);
}

/* Labels of letters that stay as they are; a breach of the Bidi rule aside, only their length can be wrong. */
static bool
run_letters(idnc_run *run, struct name *name, idnc_label *label, struct output *out)
{
	size_t           left = run->in_len - label->start, octets = 0;
	idnc_letters     letters;
	idnc_bidi_breach breaches[IDNC_BIDI_BREACHES];

	if (!keeps_letters(run) || !idnc_letters_read(run->in + label->start, left, &letters))
		return false;
	if (run->active & IDNC_RULE_BIDI && idnc_bidi_find(letters.word, letters.len, letters.classes, breaches) > 0)
		return false;
	name->is_bidi |= (letters.classes & IDNC_BIDI_RTL) != 0;
	label->cp = letters.cp;
	label->len = letters.len;
	label->has_stop = letters.octets < left;
	label->end = label->start + (uint32_t)letters.octets;
	label->stop = label->end + label->has_stop;
	if (out->form == FORM_ASCII || run->active & IDNC_RULE_LENGTHS)
		octets = put_encoded(label, out);
	if (out->form == FORM_UNICODE)
		put(out, run->in + label->start, letters.octets);
	check_length(run, label, octets);
	count_octets(name, octets);
	name->has_text = true;
	return true;
}

static void
check_name(idnc_run *run, const struct name *name)
{
	if (name->octets == 0)
		idnc_run_report(run, run->active & IDNC_RULE_HOST && !name->has_text ? IDNC_RULE_HOST : IDNC_RULE_LENGTHS,
		                IDNC_V_NAME_EMPTY, IDNC_NO_LABEL, 0, run->in_len);
	if (name->octets > NAME_OCTETS)
		idnc_run_report(run, IDNC_RULE_LENGTHS, IDNC_V_NAME_TOO_LONG, IDNC_NO_LABEL, 0, run->in_len);
}

/* All labels, once.  An empty last label after a separator is the root.  RFC 1034, 3.1 */
static void
run_labels(idnc_run *run, struct name *name, struct output *out)
{
	struct work w;
	idnc_label  label = { 0 };

	for (;;) {
		uint32_t dot = label.end;
		if (!run_ldh_label(run, name, &w, &label, out) && !run_letters(run, name, &label, out)) {
			read_label(run, &w, &label);
			if (label.index > 0 && label.len == 0 && !label.has_stop) {
				idnc_run_report(run, IDNC_RULE_ROOT, IDNC_V_ROOT_DOT, label.index, dot, label.start - dot);
				break;
			}
			run_label(run, name, &w, &label, out);
		}
		count_octets(name, label.index > 0);
		if (!label.has_stop)
			break;
		put(out, ".", 1);
		label = (idnc_label){ .index = label.index + 1, .start = label.stop, .end = label.end };
	}
}

static void
run_name(idnc_run *run, struct output *out)
{
	struct name name = { 0 };

	run_labels(run, &name, out);
	if (name.is_bidi && name.is_pending) {
		name = (struct name){ .is_bidi = true };
		run->status = IDNC_OK;
		run->graves = 0;
		out->len = 0;
		idnc_findings_clear(run->findings);
		run_labels(run, &name, out);
	}
	if (!run->is_one_label)
		check_name(run, &name);
}

/* What NULL options mean. */
static const idnc_options strict;

/* The rules that the options give up. */
static uint32_t
given_up(const idnc_options *o)
{
	return (o->root_dot ? IDNC_RULE_ROOT : 0) |
	       (o->skip_hyphens ? IDNC_RULE_HYPHEN34 | IDNC_RULE_HYPHEN_EDGE : 0) |
	       (o->skip_bidi ? IDNC_RULE_BIDI : 0) |
	       (o->skip_joiners ? IDNC_RULE_CONTEXTJ : 0) |
	       (o->skip_std3 ? IDNC_RULE_STD3 : 0) |
	       (o->skip_lengths ? IDNC_RULE_LENGTHS | IDNC_RULE_ROOT : 0) |
	       (o->keep_bad_punycode ? IDNC_RULE_PUNYCODE : 0);
}

static bool
is_ascii(const char *in, size_t in_len)
{
	unsigned char all = 0;

	for (size_t i = 0; i < in_len; i++)
		all |= (unsigned char)in[i];
	return all < 0x80;
}

/* Whether the arguments are in range: what idnc_domain_check says of IDNC_E_ARGUMENT. */
static bool
is_possible(const idnc_options *o, size_t in_len)
{
	return (unsigned)o->profile < IDNC_PROFILE_COUNT && in_len <= INT32_MAX &&
	       (!o->map || o->profile == IDNC_PROFILE_LOOKUP) &&
	       (!o->unicode_version ||
	        (o->unicode_version >= IDNC_UNICODE(6, 1) && idnc_age_is_version(o->unicode_version)));
}

/* Make a run of options that are possible. */
static void
begin(idnc_run *run, const idnc_options *o, const char *in, size_t in_len, enum form form, idnc_findings *findings)
{
	const idnc_profile_row *row = idnc_profile_row_of(o->profile);
	uint32_t off = given_up(o) | (form == FORM_UNICODE ? row->to_ascii_only : 0);

	*run = (idnc_run){
		.in = in,
		.in_len = (uint32_t)in_len,
		.active = (row->errors | row->warnings) & ~off,
		.errors = row->ascii_errors != row->errors && is_ascii(in, in_len) ? row->ascii_errors : row->errors,
		.grave = row->errors,
		.map = o->map ? IDNC_MAP_RFC5895 : row->map,
		.unicode_version = o->unicode_version,
		.has_ace_stop = row->has_ace_stop,
		.findings = findings,
	};
}

static idnc_status
deliver(const char *bytes, size_t n, char *out, size_t out_cap, size_t *out_len)
{
	if (n <= out_cap && n > 0)
		memcpy(out, bytes, n);
	*out_len = n;
	return n <= out_cap ? IDNC_OK : IDNC_E_SPACE;
}

/*
 * Judge, and write the form when the name is acceptable: a short one at once, a long one in a second
 * run.  A name that is accepted in spite of grave breaches has no readable form but itself (URL
 * Standard, 3.3, domain to Unicode), which is its ASCII form.
 */
IDNC_SELDOM static idnc_status
convert_any(const idnc_options *options, const char *in, size_t in_len, enum form form, char *out, size_t out_cap,
            size_t *out_len, idnc_findings *findings)
{
	char          bytes[SHORT_OUTPUT];
	struct output output = { .form = form, .bytes = bytes, .cap = sizeof bytes };
	idnc_run      run;

	begin(&run, options, in, in_len, form, findings);
	run_name(&run, &output);
	if (run.status != IDNC_OK || form == FORM_NONE)
		return run.status;
	if (form == FORM_UNICODE && run.graves > 0)
		return convert_any(options, in, in_len, FORM_ASCII, out, out_cap, out_len, NULL);
	if (output.len <= sizeof bytes || output.len > out_cap)
		return deliver(bytes, output.len, out, out_cap, out_len);
	output = (struct output){ .form = form, .bytes = out, .cap = out_cap };
	begin(&run, options, in, in_len, form, NULL);
	run_name(&run, &output);
	*out_len = output.len;
	return IDNC_OK;
}

/* The form of a plain name is the name in lower case. */
static idnc_status
deliver_plain(const char *in, size_t in_len, enum form form, char *out, size_t out_cap, size_t *out_len)
{
	if (form == FORM_NONE)
		return IDNC_OK;
	*out_len = in_len;
	if (in_len > out_cap)
		return IDNC_E_SPACE;
	idnc_plain_write(in, in_len, out);
	return IDNC_OK;
}

IDNC_SELDOM static idnc_status
convert_checked(const idnc_options *options, const char *in, size_t in_len, enum form form, char *out, size_t out_cap,
                size_t *out_len, idnc_findings *findings)
{
	options = options ? options : &strict;
	idnc_findings_clear(findings);
	if (!is_possible(options, in_len))
		return IDNC_E_ARGUMENT;
	if (idnc_plain_is(in, in_len))
		return deliver_plain(in, in_len, form, out, out_cap, out_len);
	return convert_any(options, in ? in : "", in_len, form, out, out_cap, out_len, findings);
}

/* Most names are short and plain, with options that need no second look: they are done before anything is called. */
IDNC_INLINE idnc_status
convert(const idnc_options *options, const char *in, size_t in_len, enum form form, char *out, size_t out_cap,
        size_t *out_len, idnc_findings *findings)
{
	bool is_common = !options || ((unsigned)options->profile < IDNC_PROFILE_COUNT && !options->map &&
	                              !options->unicode_version);

	if (!is_common || !idnc_plain_is_short(in, in_len))
		return convert_checked(options, in, in_len, form, out, out_cap, out_len, findings);
	idnc_findings_clear(findings);
	return deliver_plain(in, in_len, form, out, out_cap, out_len);
}

idnc_status
idnc_domain_check(const idnc_options *options, const char *in, size_t in_len, idnc_findings *findings)
{
	return convert(options, in, in_len, FORM_NONE, NULL, 0, NULL, findings);
}

idnc_status
idnc_domain_to_ascii(const idnc_options *options, const char *in, size_t in_len, char *out, size_t out_cap,
                     size_t *out_len, idnc_findings *findings)
{
	return convert(options, in, in_len, FORM_ASCII, out, out_cap, out_len, findings);
}

idnc_status
idnc_domain_to_unicode(const idnc_options *options, const char *in, size_t in_len, char *out, size_t out_cap,
                       size_t *out_len, idnc_findings *findings)
{
	return convert(options, in, in_len, FORM_UNICODE, out, out_cap, out_len, findings);
}

idnc_status
idnc_label_check(const idnc_options *options, const char *in, size_t in_len, idnc_findings *findings)
{
	struct output output = { 0 };
	idnc_run      run;

	options = options ? options : &strict;
	in = in ? in : "";
	idnc_findings_clear(findings);
	if (!is_possible(options, in_len))
		return IDNC_E_ARGUMENT;
	begin(&run, options, in, in_len, FORM_NONE, findings);
	run.is_one_label = true;
	run_name(&run, &output);
	return run.status;
}
