/* SPDX-License-Identifier: MIT */
/* Laws that tie the public functions together, over every name at hand. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "util.h"

static struct corpus corpus;
static struct answer a, b, c;

/* A law is tried on every name under every profile; it says nothing where it does not apply. */
typedef void law_fn(struct tally *t, const idnc_options *options, struct span name);

static struct span
output_of(const struct answer *answer)
{
	return (struct span){ answer->out, answer->len };
}

static void
try_law(const char *what, law_fn *law)
{
	struct tally t = { .suite = what };
	idnc_options options = { 0 };

	for (size_t i = 0; i < corpus.count; i++) {
		for (int profile = 0; profile < IDNC_PROFILE_COUNT; profile++) {
			t.rows++;
			options = (idnc_options){ .profile = (idnc_profile)profile };
			law(&t, &options, corpus.names[i]);
		}
		options = (idnc_options){ .profile = IDNC_PROFILE_LOOKUP, .map = true };
		law(&t, &options, corpus.names[i]);
	}
	ck_assert_uint_gt(corpus.count, 100);
	util_settle(&t, corpus.count * IDNC_PROFILE_COUNT);
}

static void
wrong(struct tally *t, const idnc_options *options, struct span name, const char *what)
{
	util_wrong(t, "%s under %s%s: %s", util_show(name), idnc_profile_name_z(options->profile),
		options->map ? " with mapping" : "", what);
}

/* Profiles under which a name that is accepted is valid in both forms.  The URL Standard lets any
 * ASCII pass when it is not strict; transitional processing drops characters that A-labels keep. */
static bool
is_two_way(const idnc_options *options)
{
	return options->profile != IDNC_PROFILE_WHATWG &&
	       options->profile != IDNC_PROFILE_UTS46_TRANSITIONAL;
}

static bool
maps(const idnc_options *options)
{
	return options->profile == IDNC_PROFILE_UTS46 ||
	       options->profile == IDNC_PROFILE_UTS46_TRANSITIONAL ||
	       options->profile == IDNC_PROFILE_WHATWG_STRICT || options->map;
}

static bool
is_all_ascii(struct span s)
{
	for (size_t i = 0; i < s.len; i++)
		if ((unsigned char)s.at[i] >= 0x80)
			return false;
	return true;
}

static struct span
lower_of(struct span s, char *out)
{
	for (size_t i = 0; i < s.len; i++)
		out[i] = (char)(s.at[i] >= 'A' && s.at[i] <= 'Z' ? s.at[i] | 32 : s.at[i]);
	return (struct span){ out, s.len };
}

/* --- the laws ----------------------------------------------------------------------------- */

/* Verdict, findings and their order are sound, whichever function judges. */
static void
law_sound(struct tally *t, const idnc_options *options, struct span name)
{
	judge_ascii(options, name, &a);
	util_sound(t, name, 1, &a);
	judge_unicode(options, name, &a);
	util_sound(t, name, 1, &a);
	judge_check(options, name, &a);
	util_sound(t, name, 1, &a);
	judge_label(options, name, &a);
	util_sound(t, name, 1, &a);
}

/* domain_check judges as the conversion to ASCII does. */
static void
law_check_is_to_ascii(struct tally *t, const idnc_options *options, struct span name)
{
	bool same;

	judge_ascii(options, name, &a);
	judge_check(options, name, &b);
	same = a.status == b.status && a.findings.count == b.findings.count;
	for (size_t i = 0; same && i < a.findings.count && i < ANSWER_FINDINGS; i++)
		same = util_same_finding(&a.items[i], &b.items[i]);
	if (!same)
		wrong(t, options, name, "domain_check and domain_to_ascii differ");
}

/* A label within IDNC_LABEL_LIMIT is converted, though its A-label may be beyond. */
static bool
is_beyond_limit(struct span ascii)
{
	size_t run = 0;

	for (size_t i = 0; i < ascii.len && run <= IDNC_LABEL_LIMIT; i++)
		run = ascii.at[i] == '.' ? 0 : run + 1;
	return run > IDNC_LABEL_LIMIT;
}

/* toA(toA(x)) = toA(x) */
static void
law_to_ascii_is_idempotent(struct tally *t, const idnc_options *options, struct span name)
{
	judge_ascii(options, name, &a);
	if (a.status != IDNC_OK || is_beyond_limit(output_of(&a)))
		return;
	judge_ascii(options, output_of(&a), &b);
	if (b.status != IDNC_OK || !util_equal(output_of(&a), output_of(&b)))
		wrong(t, options, name, "toA(toA(x)) is not toA(x)");
}

/* toU(toU(x)) = toU(x) */
static void
law_to_unicode_is_idempotent(struct tally *t, const idnc_options *options, struct span name)
{
	judge_unicode(options, name, &a);
	/* Transitional processing maps what it has decoded, the second time: UTS 46, 4, step 4.4. */
	if (a.status != IDNC_OK || options->profile == IDNC_PROFILE_WHATWG ||
	    options->profile == IDNC_PROFILE_UTS46_TRANSITIONAL)
		return;
	judge_unicode(options, output_of(&a), &b);
	if (b.status != IDNC_OK || !util_equal(output_of(&a), output_of(&b)))
		wrong(t, options, name, "toU(toU(x)) is not toU(x)");
}

/* toA(toU(x)) = toA(x), which for x in ASCII is x in lower case */
static void
law_round_trip(struct tally *t, const idnc_options *options, struct span name)
{
	char lower[LONGEST_NAME + 16];

	judge_ascii(options, name, &a);
	if (a.status != IDNC_OK || !is_two_way(options))
		return;
	judge_unicode(options, name, &b);
	if (b.status != IDNC_OK) {
		wrong(t, options, name, "toA succeeds and toU does not");
		return;
	}
	judge_ascii(options, output_of(&b), &c);
	if (c.status != IDNC_OK || !util_equal(output_of(&a), output_of(&c)))
		wrong(t, options, name, "toA(toU(x)) is not toA(x)");
	if (is_all_ascii(name) && !util_equal(lower_of(name, lower), output_of(&a)))
		wrong(t, options, name, "toA(x) is not x in lower case");
	judge_unicode(options, output_of(&a), &c);
	if (c.status != IDNC_OK || !util_equal(output_of(&b), output_of(&c)))
		wrong(t, options, name, "toU(toA(x)) is not toU(x)");
}

/* Where toU succeeds, toA can object to nothing but lengths.  UTS 46, 4.2, step 4 */
static void
law_only_lengths_differ(struct tally *t, const idnc_options *options, struct span name)
{
	if (options->profile != IDNC_PROFILE_UTS46)
		return;
	judge_unicode(options, name, &a);
	judge_ascii(options, name, &b);
	for (size_t i = 0; a.status == IDNC_OK && i < b.findings.count && i < ANSWER_FINDINGS; i++)
		if (b.items[i].code < IDNC_V_NAME_EMPTY || b.items[i].code > IDNC_V_LABEL_TOO_LONG)
			wrong(t, options, name, "toA finds more than lengths");
}

/* The output of toA is LDH and dots, in labels of 1 to 63 octets, in names of at most 253. */
static void
law_alphabet(struct tally *t, const idnc_options *options, struct span name)
{
	struct span labels[130];
	size_t n;

	judge_ascii(options, name, &a);
	if (a.status != IDNC_OK || options->profile == IDNC_PROFILE_WHATWG)
		return;
	for (size_t i = 0; i < a.len; i++)
		if (!strchr("abcdefghijklmnopqrstuvwxyz0123456789-.", a.out[i]) || !a.out[i])
			wrong(t, options, name, "toA(x) has another character");
	n = util_split(output_of(&a), '.', labels, 130);
	if (options->profile == IDNC_PROFILE_LOOKUP ||
		options->profile == IDNC_PROFILE_WHATWG_STRICT)
		n -= n > 1 && labels[n - 1].len == 0; /* the root */
	for (size_t i = 0; i < n && i < 130; i++)
		if (labels[i].len < 1 || labels[i].len > 63)
			wrong(t, options, name, "toA(x) has a label of another length");
	if (a.len > 254 || n > 127)
		wrong(t, options, name, "toA(x) is too long");
}

/* Every code point is kept, mapped or ignored by the table, or else refused: nothing is lost. */
static void
law_accounted_for(struct tally *t, const idnc_options *options, struct span name)
{
	uint32_t cps[LONGEST_NAME + 16], mapped[LONGEST_NAME + 16], nfc[LONGEST_NAME + 16];
	char expected[16384];
	size_t n = 0, len = 0, bytes;

	judge_unicode(options, name, &a);
	if (a.status != IDNC_OK || options->profile != IDNC_PROFILE_UTS46)
		return;
	for (size_t i = 0, count = util_code_points(name, cps); i < count; i++) {
		idnc_properties p;

		ck_assert_int_eq(idnc_properties_find(cps[i], &p), IDNC_OK);
		if (p.uts46 == IDNC_UTS46_DEVIATION)
			mapped[n] = cps[i], len = 1;
		else
			ck_assert_int_eq(
				idnc_mapping_find(cps[i], mapped + n, IDNC_MAPPING_MAX, &len),
				IDNC_OK);
		n += len;
	}
	ck_assert_int_eq(idnc_nfc_encode(mapped, n, nfc, LONGEST_NAME, &len), IDNC_OK);
	util_utf8(nfc, len, expected, &bytes);
	expected[bytes] = 0;
	if (!strncmp(expected, "xn--", 4) || strstr(expected, ".xn--"))
		return;
	if (!util_equal((struct span){ expected, bytes }, output_of(&a)))
		wrong(t, options, name, "toU(x) is not NFC(map(x))");
}

static bool
is_well_formed(struct span s)
{
	uint32_t cp;

	for (size_t at = 0; at < s.len;)
		if (idnc_utf8_next(s.at, s.len, &at, &cp) != IDNC_OK)
			return false;
	return true;
}

/* Where names are mapped, x and NFC(x) are one name. */
static void
law_normalization_is_invisible(struct tally *t, const idnc_options *options, struct span name)
{
	uint32_t cps[LONGEST_NAME + 16], nfc[LONGEST_NAME + 16];
	char text[16384];
	size_t n;
	struct span same = { text, 0 };

	if (!maps(options) || !is_well_formed(name))
		return;
	ck_assert_int_eq(
		idnc_nfc_encode(cps, util_code_points(name, cps), nfc, LONGEST_NAME, &n), IDNC_OK);
	util_utf8(nfc, n, text, &same.len);
	judge_ascii(options, name, &a);
	judge_ascii(options, same, &b);
	if ((a.status == IDNC_OK) != (b.status == IDNC_OK) ||
	    (a.status == IDNC_OK && !util_equal(output_of(&a), output_of(&b))))
		wrong(t, options, name, "NFC(x) is judged otherwise");
}

/* --- labels and their neighbours ---------------------------------------------------------- */

static bool
has_separator(struct span s)
{
	uint32_t cp;

	for (size_t at = 0; at < s.len;) {
		idnc_utf8_next(s.at, s.len, &at, &cp);
		if (cp == '.' || cp == 0x3002 || cp == 0xFF0E || cp == 0xFF61)
			return true;
	}
	return s.len == 0;
}

/* Whether the findings of x about a label are those of y about another, `moved` bytes on. */
static bool
same_findings(const struct answer *x, uint32_t x_label, const struct answer *y, uint32_t y_label,
	uint32_t moved)
{
	size_t i = 0, k = 0;

	for (;; i++, k++) {
		idnc_finding f;

		while (i < x->findings.count && x->items[i].label != x_label)
			i++;
		while (k < y->findings.count && y->items[k].label != y_label)
			k++;
		if (i >= x->findings.count || k >= y->findings.count)
			return i >= x->findings.count && k >= y->findings.count;
		f = x->items[i];
		f.label = y_label;
		f.at += moved;
		if (!util_same_finding(&f, &y->items[k]))
			return false;
	}
}

/* A label is judged alike alone, before and after a label from left to right. */
static void
law_neighbours(struct tally *t, const idnc_options *options, struct span name)
{
	char text[LONGEST_NAME + 16];

	/* An empty label is another thing alone (a name) than in a name; a lone final one is the
	 * root. */
	if (has_separator(name))
		return;
	judge_check(options, name, &a);
	memcpy(text, name.at, name.len);
	memcpy(text + name.len, ".example", 8);
	judge_check(options, (struct span){ text, name.len + 8 }, &b);
	memcpy(text, "example.", 8);
	memcpy(text + 8, name.at, name.len);
	judge_check(options, (struct span){ text, name.len + 8 }, &c);
	for (size_t i = 0; i < a.findings.count; i++)
		if (a.items[i].code ==
			IDNC_V_LABEL_EMPTY) /* all of it is ignored: then it may be the root */
			return;
	if (!same_findings(&a, 0, &b, 0, 0))
		wrong(t, options, name, "x.example is judged otherwise");
	if (!same_findings(&a, 0, &c, 1, 8))
		wrong(t, options, name, "example.x is judged otherwise");
	judge_label(options, name, &b);
	if (!same_findings(&a, 0, &b, 0, 0))
		wrong(t, options, name, "as a label it is judged otherwise");
}

/* --- Unicode versions --------------------------------------------------------------------- */

/*
 * What Unicode N accepts, N + 1 accepts with the same result.  There are no exceptions: a version
 * only hides younger code points, all properties are those of the built-in data.
 */
static void
law_versions(struct tally *t, const idnc_options *options, struct span name)
{
	static const uint16_t versions[] = {
		IDNC_UNICODE(6, 1),  IDNC_UNICODE(6, 2),  IDNC_UNICODE(6, 3),  IDNC_UNICODE(7, 0),
		IDNC_UNICODE(8, 0),  IDNC_UNICODE(9, 0),  IDNC_UNICODE(10, 0), IDNC_UNICODE(11, 0),
		IDNC_UNICODE(12, 0), IDNC_UNICODE(12, 1), IDNC_UNICODE(13, 0), IDNC_UNICODE(14, 0),
		IDNC_UNICODE(15, 0), IDNC_UNICODE(15, 1), IDNC_UNICODE(16, 0), IDNC_UNICODE(17, 0),
		IDNC_UNICODE(18, 0), 0,
	};
	idnc_options versioned = *options;
	size_t unassigned = SIZE_MAX;
	bool accepted = false;

	for (size_t i = 0; i < sizeof versions / sizeof versions[0]; i++) {
		size_t count = 0;

		versioned.unicode_version = versions[i];
		judge_ascii(&versioned, name, &b);
		if (b.status < 0)
			wrong(t, options, name, "a version is refused");
		if (accepted && (b.status != IDNC_OK || !util_equal(output_of(&a), output_of(&b))))
			wrong(t, options, name, "a younger version refuses or converts otherwise");
		for (size_t k = 0; k < b.findings.count && k < ANSWER_FINDINGS; k++)
			count += b.items[k].code == IDNC_V_UNASSIGNED;
		if (count > unassigned)
			wrong(t, options, name,
				"a younger version has more unassigned code points");
		unassigned = count;
		if (b.status == IDNC_OK) {
			accepted = true;
			memcpy(a.out, b.out, b.len);
			a.len = b.len;
		}
	}
}

static bool
all_the_same(const struct answer *x, const struct answer *y)
{
	bool is_same = x->findings.count == y->findings.count;

	for (size_t i = 0; is_same && i < x->findings.count && i < ANSWER_FINDINGS; i++) {
		const idnc_finding *f = &x->items[i], *g = &y->items[i];
		is_same = f->code == g->code && f->label == g->label && f->at == g->at && f->length == g->length &&
			f->cp == g->cp && f->position == g->position && f->severity == g->severity;
	}
	return is_same;
}

/* The newest version hides nothing, but it is looked up for each code point: the long way to the same answer. */
static void
law_newest_version(struct tally *t, const idnc_options *options, struct span name)
{
	static judge_fn *const judges[] = { judge_ascii, judge_unicode };
	idnc_options newest = *options;

	newest.unicode_version = IDNC_UNICODE(18, 0);
	for (size_t i = 0; i < sizeof judges / sizeof judges[0]; i++) {
		judges[i](options, name, &a);
		judges[i](&newest, name, &b);
		if (a.status != b.status || (a.status == IDNC_OK && !util_equal(output_of(&a), output_of(&b))) ||
		    !all_the_same(&a, &b))
			wrong(t, options, name, "the newest version answers otherwise than none");
	}
}

#define LAW(test, what, law) \
	START_TEST(test) { try_law(what, law); } \
	END_TEST

LAW(sound, "findings are sound", law_sound)
LAW(check_is_to_ascii, "check is to_ascii", law_check_is_to_ascii)
LAW(to_ascii_is_idempotent, "to_ascii is idempotent", law_to_ascii_is_idempotent)
LAW(to_unicode_is_idempotent, "to_unicode is idempotent", law_to_unicode_is_idempotent)
LAW(round_trip, "round trip", law_round_trip)
LAW(only_lengths_differ, "only lengths differ", law_only_lengths_differ)
LAW(alphabet, "output alphabet", law_alphabet)
LAW(accounted_for, "code points accounted for", law_accounted_for)
LAW(normalization_is_invisible, "normalization is invisible", law_normalization_is_invisible)
LAW(neighbours, "neighbours", law_neighbours)
LAW(versions, "versions", law_versions)
LAW(newest_version, "newest version", law_newest_version)

/* --- labels beyond the limit --------------------------------------------------------------- */

/* How often a label has a finding of this code, and how many others. */
static size_t
count_code(const struct answer *answer, uint32_t label, idnc_status code, size_t *others)
{
	size_t n = 0;

	*others = 0;
	for (size_t i = 0; i < answer->findings.count && i < ANSWER_FINDINGS; i++) {
		if (answer->items[i].label != label)
			continue;
		n += answer->items[i].code == code;
		*others += answer->items[i].code != code;
	}
	return n;
}

/*
 * Of a label beyond IDNC_LABEL_LIMIT its length is said, in every profile, and where it is not
 * UTF-8, and no more; but its direction counts for the other labels.
 */
START_TEST(beyond_the_limit)
{
	/* Each is written once more than the limit. */
	static const char *const pieces[] = {
		"a", "A", "_", "-", "\xC3\xA9", "\xE0\xA5\x98", "\xCC\x81", "\xE0\xA5\x8D",
		"\xF0\x9F\x92\xA9", "\xEF\xBF\xBD",
	};
	static const char tail[] = "\x80\xD7\x90.1a"; /* ill-formed, HEBREW LETTER ALEF; a label */
	struct tally t = { .suite = "beyond the limit" };
	char name[LONGEST_NAME + 256];

	for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
		struct span in = { name, 0 };

		for (size_t k = 0; k <= IDNC_LABEL_LIMIT && in.len < LONGEST_NAME + 200; k++) {
			memcpy(name + in.len, pieces[i], strlen(pieces[i]));
			in.len += strlen(pieces[i]);
		}
		memcpy(name + in.len, tail, sizeof tail - 1);
		in.len += sizeof tail - 1;
		for (int profile = 0; profile < IDNC_PROFILE_COUNT; profile++) {
			idnc_options options = { .profile = (idnc_profile)profile };
			size_t others, ill_formed, bidi;

			t.rows++;
			judge_ascii(&options, in, &a);
			util_sound(&t, in, 1, &a);
			if (count_code(&a, 0, IDNC_V_LABEL_TOO_LONG, &others) != 1)
				wrong(&t, &options, in, "not LABEL_TOO_LONG");
			ill_formed = count_code(&a, 0, IDNC_V_UTF8, &others);
			if (ill_formed != 1 || others != 1)
				wrong(&t, &options, in, "other findings about the label");
			bidi = count_code(&a, 1, IDNC_V_BIDI1, &others);
			if (bidi != 1 || others != 0)
				wrong(&t, &options, in, "the other label escapes the Bidi rule");
		}
	}
	util_settle(&t, IDNC_PROFILE_COUNT * sizeof pieces / sizeof pieces[0]);
}
END_TEST

/* --- pairs -------------------------------------------------------------------------------- */

static idnc_status
judge_pair(struct span u, struct span ascii, struct answer *answer)
{
	answer->findings = (idnc_findings){ answer->items, ANSWER_FINDINGS, SIZE_MAX };
	answer->status =
		idnc_domain_check_pair(NULL, u.at, u.len, ascii.at, ascii.len, &answer->findings);
	return answer->status;
}

/* Both forms of a name are a pair, in any case of the second; those of two names are not. */
START_TEST(pairs)
{
	struct tally t = { .suite = "pairs" };
	idnc_options options = { 0 };
	char upper[512], last[512];
	size_t last_len = 0;

	for (size_t i = 0; i < corpus.count; i++) {
		judge_unicode(&options, corpus.names[i], &a);
		judge_ascii(&options, corpus.names[i], &b);
		if (a.status != IDNC_OK || b.status != IDNC_OK)
			continue;
		t.rows++;
		for (size_t k = 0; k < b.len; k++)
			upper[k] = (char)(b.out[k] >= 'a' && b.out[k] <= 'z' ? b.out[k] & ~32
									     : b.out[k]);
		if (judge_pair(output_of(&a), output_of(&b), &c) != IDNC_OK || c.findings.count)
			util_wrong(&t, "%s: its two forms are no pair", util_show(corpus.names[i]));
		if (judge_pair(output_of(&a), (struct span){ upper, b.len }, &c) != IDNC_OK)
			util_wrong(
				&t, "%s: upper case breaks the pair", util_show(corpus.names[i]));
		if (last_len && !util_equal((struct span){ last, last_len }, output_of(&b))) {
			judge_pair(output_of(&a), (struct span){ last, last_len }, &c);
			util_sound(&t, corpus.names[i], 2, &c);
			if (c.status != IDNC_V_PAIR_MISMATCH)
				util_wrong(&t, "%s: status %d with the A-labels of another name",
					util_show(corpus.names[i]), c.status);
		}
		last_len = b.len;
		memcpy(last, b.out, b.len);
	}
	ck_assert_uint_gt(t.rows, 20);
	util_settle(&t, t.rows);
}
END_TEST

/* --- words -------------------------------------------------------------------------------- */

/* Every finding about every name is one line of JSON whose members say the same as its fields. */
START_TEST(json)
{
	struct tally t = { .suite = "findings as JSON" };
	idnc_options options = { 0 };

	for (size_t i = 0; i < corpus.count; i++) {
		judge_check(&options, corpus.names[i], &a);
		for (size_t k = 0; k < a.findings.count && k < ANSWER_FINDINGS; k++) {
			const idnc_finding *f = &a.items[k];
			char text[IDNC_FINDING_JSON_MAX];
			size_t len = 0;
			json_t *object;
			json_int_t label = -1, at = -1, length = -1;
			const char *code = "", *severity = "", *rule = "", *sentence = "";

			t.rows++;
			ck_assert_int_eq(
				idnc_explain_write_json(f, text, sizeof text, &len), IDNC_OK);
			object = json_loadb(text, len, JSON_REJECT_DUPLICATES, NULL);
			ck_assert_ptr_nonnull(object);
			json_unpack(object, "{s:s, s:s, s:I, s:I, s:s, s:s}", "code", &code,
				"severity", &severity, "byte", &at, "length", &length, "rule",
				&rule, "text", &sentence);
			json_unpack(object, "{s:I}", "label", &label);
			if (strcmp(code, idnc_explain_find(f->code)->name) != 0 ||
				strcmp(rule, idnc_explain_find(f->code)->clause) != 0 ||
				!sentence[0] || strcmp(severity, "error") != 0 || at != f->at ||
				length != f->length ||
				(f->label == IDNC_NO_LABEL
						? !json_is_null(json_object_get(object, "label"))
						: label != f->label) ||
				json_is_null(json_object_get(object, "cp")) !=
					(f->cp == IDNC_NO_CP))
				util_wrong(
					&t, "%s: %.*s", util_show(corpus.names[i]), (int)len, text);
			json_decref(object);
		}
	}
	ck_assert_uint_gt(t.rows, 100);
	util_settle(&t, t.rows);
}
END_TEST

/* A law that is false is found out. */
static void
law_false(struct tally *t, const idnc_options *options, struct span name)
{
	judge_ascii(options, name, &a);
	if (a.status != IDNC_OK || !util_equal(output_of(&a), name))
		wrong(t, options, name, "toA(x) is not x");
}

START_TEST(self_test)
{
	struct tally t = { .suite = "self-test", .quiet = true };
	idnc_options options = { .profile = IDNC_PROFILE_UTS46 };

	law_false(&t, &options, SPAN_Z("a.example"));
	ck_assert_uint_eq(t.wrong, 0);
	law_false(&t, &options, SPAN_Z("A.example"));
	law_false(&t, &options, SPAN_Z("-a.example"));
	ck_assert_uint_eq(t.wrong, 2);
	judge_check(&options, SPAN_Z("-a.-a"), &a);
	ck_assert(same_findings(&a, 0, &a, 1, 3));
	ck_assert(!same_findings(&a, 0, &a, 1, 2));
	ck_assert(!same_findings(&a, 0, &a, 7, 0));
	a.items[1] = a.items[0];
	util_sound(&t, SPAN_Z("-a.-a"), 1, &a);
	ck_assert_uint_eq(t.wrong, 3);
}
END_TEST

int
main(int argc, char *argv[])
{
	const TTest *const tests[] = {
		sound,
		check_is_to_ascii,
		to_ascii_is_idempotent,
		to_unicode_is_idempotent,
		round_trip,
		only_lengths_differ,
		alphabet,
		accounted_for,
		normalization_is_invisible,
		neighbours,
		versions,
		newest_version,
		beyond_the_limit,
		pairs,
		json,
		self_test,
		NULL,
	};

	corpus = util_corpus(argc > 1 ? argv[1] : NULL);
	return util_run("properties", tests);
}
