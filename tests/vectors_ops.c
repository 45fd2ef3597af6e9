/* SPDX-License-Identifier: MIT */
/* The operations of testvectors/: a table of them, of the profiles, and of the options. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "vectors.h"

#define MAX_FINDINGS 4096
/* Outputs up to this many units are tried with every smaller buffer, longer ones at both ends. */
#define EVERY_CAP 600

static struct guard input_guard, second_guard, output_guard;

void
vectors_broken(struct call *call, const char *promise, size_t cap)
{
	text_add(call->got, "%sBROKEN: %s, capacity %zu", call->got->len ? ", " : "", promise, cap);
}

const char *
vectors_name_of(idnc_status status)
{
	const idnc_explanation *e = idnc_explain_find(status);

	return status == IDNC_OK ? "ok" : e ? e->name : "?";
}

static void
write_finding(const idnc_finding *f, struct text *out)
{
	text_add(out, "%s%s%s%s @%u+%u", out->len ? ", " : "", f->severity == IDNC_SEVERITY_ERROR ? "" : "~",
	         f->input ? "2:" : "", vectors_name_of(f->code), f->at, f->length);
	if (f->decoded)
		text_add(out, " decoded");
	if (f->cp != IDNC_NO_CP)
		text_add(out, " U+%04X#%u", (unsigned)f->cp, f->position);
}

/* The number of the label at a place of an input whose labels end at U+002E only. */
static uint32_t
label_at(struct span in, size_t at)
{
	uint32_t label = 0;

	for (size_t i = 0; i < at; i++)
		label += in.at[i] == '.';
	return label;
}

/* Without mapping, a finding shows the character and the label that the caller sees. */
static bool
shows_input(const struct call *call, const idnc_finding *f, struct span in)
{
	size_t at = f->at;
	uint32_t cp;

	if (call->options.profile > IDNC_PROFILE_LOOKUP || call->options.map)
		return true;
	if (call->is_name && f->label != IDNC_NO_LABEL && f->label != label_at(in, f->at) + (f->code == IDNC_V_ROOT_DOT))
		return false;
	if (f->decoded)
		return f->length >= 4 && (in.at[at] | 0x20) == 'x' && (in.at[at + 1] | 0x20) == 'n';
	if (f->cp == IDNC_NO_CP || f->length == 0)
		return true;
	if (idnc_utf8_next(in.at, in.len, &at, &cp) < 0 || at > f->at + f->length)
		return false;
	return f->cp == cp || (cp >= 'A' && cp <= 'Z' && f->cp == cp + 0x20);
}

/* What the header promises of findings: inside the input, in order, the status the first error. */
static void
check_findings(struct call *call, idnc_status status, const idnc_findings *findings)
{
	idnc_status first = IDNC_OK;

	if (findings->count > findings->capacity)
		vectors_broken(call, "more findings than this test has room for", findings->capacity);
	for (size_t i = 0; i < findings->count && i < findings->capacity; i++) {
		const idnc_finding *f = &findings->items[i];
		struct span in = f->input ? call->second : call->input;
		if (first == IDNC_OK && f->severity == IDNC_SEVERITY_ERROR)
			first = f->code;
		if (f->at > in.len || f->length > in.len - f->at)
			vectors_broken(call, "a finding is outside the input", i);
		else if (!shows_input(call, f, in))
			vectors_broken(call, "a finding shows another label or code point than the input has", i);
		if (i > 0 && f->input == f[-1].input && f->label < f[-1].label && f->code != IDNC_V_PAIR_MISMATCH)
			vectors_broken(call, "findings are not in the order of the labels", i);
	}
	if (status >= 0 && status != first)
		vectors_broken(call, "the status is not the first error", 0);
}

/* Findings given and not given, with room and with too little: one status, one count. */
static void
write_findings(struct call *call, idnc_status status, const idnc_findings *findings)
{
	if (status < 0)
		return;
	for (size_t i = 0; i < findings->count && i < findings->capacity; i++)
		write_finding(&findings->items[i], call->got);
	check_findings(call, status, findings);
}

static void
check_caps(const struct conversion *c, struct call *call, const char *whole, size_t need)
{
	size_t unit = c->makes_cps ? sizeof(uint32_t) : 1;

	for (size_t cap = 0; cap <= need; cap++) {
		char *out = guard_place(&output_guard, NULL, cap * unit);
		size_t len = SIZE_MAX;
		idnc_status status = c->run(call, out, cap, &len, NULL);
		if (len != need || status != (cap < need ? IDNC_E_SPACE : IDNC_OK))
			vectors_broken(call, "not E_SPACE with the size needed", cap);
		else if (cap < need && !guard_is_untouched(out, cap * unit))
			vectors_broken(call, "a buffer that is too small was written", cap);
		else if (cap == need && need > 0 && memcmp(out, whole, need * unit) != 0)
			vectors_broken(call, "another output with findings or room", cap);
		else {
			cap = cap == EVERY_CAP / 2 && need > EVERY_CAP ? need - EVERY_CAP / 2 : cap;
			continue;
		}
		return;
	}
}

static void
write_output(const struct conversion *c, struct call *call, const char *out, size_t len)
{
	if (c->makes_cps)
		notation_write_cps((const uint32_t *)(const void *)out, len, call->got);
	else
		notation_quote((struct span){ out, len }, call->got);
}

void
vectors_convert(const struct conversion *c, struct call *call)
{
	static idnc_finding items[MAX_FINDINGS];
	static uint32_t whole[GUARD_ROOM / sizeof(uint32_t)];
	idnc_findings findings = { items, MAX_FINDINGS, SIZE_MAX };
	size_t room = call->has_cap ? call->cap : sizeof whole / sizeof *whole, len = SIZE_MAX, ignored = 0;
	char *out = (char *)whole;
	idnc_status status;

	memset(whole, GUARD_FILL, sizeof whole);
	status = c->run(call, out, room, &len, &findings);
	if (status == IDNC_OK)
		write_output(c, call, out, len);
	else if (status == IDNC_E_SPACE)
		text_add(call->got, "E_SPACE %zu", len);
	else if (status < 0 || !c->has_findings)
		text_add(call->got, "%s", vectors_name_of(status));
	if (c->has_findings)
		write_findings(call, status, &findings);
	if (status != IDNC_OK && (!guard_is_untouched(whole, sizeof whole) || (status != IDNC_E_SPACE && len != SIZE_MAX)))
		vectors_broken(call, "output was written though the call did not succeed", room);
	if (status == IDNC_OK)
		check_caps(c, call, out, len);
	else if (c->run(call, out, room, &ignored, NULL) != status)
		vectors_broken(call, "another status without findings", room);
}

static idnc_status
ascii(const struct call *c, char *out, size_t cap, size_t *len, idnc_findings *findings)
{
	return idnc_domain_to_ascii(&c->options, c->input.at, c->input.len, out, cap, len, findings);
}

static idnc_status
unicode(const struct call *c, char *out, size_t cap, size_t *len, idnc_findings *findings)
{
	return idnc_domain_to_unicode(&c->options, c->input.at, c->input.len, out, cap, len, findings);
}

static const uint32_t *
cps_of(const struct call *c, size_t *n)
{
	*n = c->input.len / sizeof(uint32_t);
	return (const uint32_t *)(const void *)c->input.at;
}

static idnc_status
encode(const struct call *c, char *out, size_t cap, size_t *len, idnc_findings *findings)
{
	size_t n;
	const uint32_t *cps = cps_of(c, &n);

	(void)findings;
	return idnc_punycode_encode(cps, n, out, cap, len);
}

static idnc_status
decode(const struct call *c, char *out, size_t cap, size_t *len, idnc_findings *findings)
{
	(void)findings;
	return idnc_punycode_decode(c->input.at, c->input.len, (uint32_t *)(void *)out, cap, len);
}

static idnc_status
nfc(const struct call *c, char *out, size_t cap, size_t *len, idnc_findings *findings)
{
	size_t n;
	const uint32_t *cps = cps_of(c, &n);

	(void)findings;
	return idnc_nfc_encode(cps, n, (uint32_t *)(void *)out, cap, len);
}

static idnc_status
nfd(const struct call *c, char *out, size_t cap, size_t *len, idnc_findings *findings)
{
	size_t n;
	const uint32_t *cps = cps_of(c, &n);

	(void)findings;
	return idnc_nfd_encode(cps, n, (uint32_t *)(void *)out, cap, len);
}

static idnc_status
mapping(const struct call *c, char *out, size_t cap, size_t *len, idnc_findings *findings)
{
	size_t n;
	const uint32_t *cps = cps_of(c, &n);

	(void)findings;
	return n == 1 ? idnc_mapping_find(*cps, (uint32_t *)(void *)out, cap, len) : IDNC_E_ARGUMENT;
}

static idnc_status
write_utf8(const struct call *c, char *out, size_t cap, size_t *len, idnc_findings *findings)
{
	size_t n;
	const uint32_t *cps = cps_of(c, &n);

	(void)findings;
	return n == 1 ? idnc_utf8_write(*cps, out, cap, len) : IDNC_E_ARGUMENT;
}

static idnc_status
judge_domain(const struct call *c, idnc_findings *findings)
{
	return idnc_domain_check(&c->options, c->input.at, c->input.len, findings);
}

static idnc_status
judge_one_label(const struct call *c, idnc_findings *findings)
{
	return idnc_label_check(&c->options, c->input.at, c->input.len, findings);
}

static idnc_status
judge_pair(const struct call *c, idnc_findings *findings)
{
	return idnc_domain_check_pair(&c->options, c->input.at, c->input.len, c->second.at, c->second.len, findings);
}

typedef idnc_status verdict_fn(const struct call *call, idnc_findings *findings);

/* A verdict with findings, without, and with room for all of them but one. */
static void
judge(verdict_fn *run, struct call *call)
{
	static idnc_finding items[MAX_FINDINGS], fewer[MAX_FINDINGS];
	idnc_findings findings = { items, MAX_FINDINGS, SIZE_MAX }, less = { NULL, 0, SIZE_MAX };
	idnc_status status = run(call, &findings);

	if (status <= 0)
		text_add(call->got, "%s", vectors_name_of(status));
	write_findings(call, status, &findings);
	if (run(call, NULL) != status)
		vectors_broken(call, "another status without findings", 0);
	if (run(call, &less) != status || less.count != findings.count)
		vectors_broken(call, "another status or count without room for findings", 0);
	if (findings.count == 0 || findings.count > MAX_FINDINGS)
		return;
	less = (idnc_findings){ fewer, findings.count - 1, SIZE_MAX };
	memset(fewer, GUARD_FILL, sizeof fewer);
	if (run(call, &less) != status || less.count != findings.count)
		vectors_broken(call, "another status or count with room for fewer findings", findings.count - 1);
	if (memcmp(fewer, items, (findings.count - 1) * sizeof *fewer) != 0 ||
	    !guard_is_untouched(&fewer[findings.count - 1], sizeof *fewer))
		vectors_broken(call, "other findings with room for fewer", findings.count - 1);
}

static void
list_utf8(struct call *call)
{
	for (size_t at = 0; at < call->input.len;) {
		size_t start = at;
		uint32_t cp;
		idnc_status status = idnc_utf8_next(call->input.at, call->input.len, &at, &cp);
		text_add(call->got, "%s", start ? ", " : "");
		if (status == IDNC_OK)
			text_add(call->got, "%04X @%zu+%zu", (unsigned)cp, start, at - start);
		else
			text_add(call->got, "%s @%zu+%zu", vectors_name_of(status), start, at - start);
		if (status == IDNC_V_UTF8 && cp != 0xFFFD)
			vectors_broken(call, "ill-formed bytes are not read as U+FFFD", start);
		if (at <= start || at - start > 4) {
			vectors_broken(call, "does not move by 1 to 4", start);
			return;
		}
	}
	if (call->input.len == 0)
		text_add(call->got, "-");
}

static void
check_nfc(struct call *call)
{
	size_t n, at = SIZE_MAX;
	const uint32_t *cps = cps_of(call, &n);
	idnc_status status = idnc_nfc_check(cps, n, &at);

	text_add(call->got, "%s", vectors_name_of(status));
	if (status == IDNC_V_NOT_NFC)
		text_add(call->got, " @%zu", at);
	else if (at != SIZE_MAX)
		vectors_broken(call, "a place was written though there is none", at);
	if (idnc_nfc_check(cps, n, NULL) != status)
		vectors_broken(call, "another status without a place", 0);
}

static const char *const derived_names[] = { "UNASSIGNED", "DISALLOWED", "PVALID", "CONTEXTJ", "CONTEXTO" };
static const char *const uts46_names[] = { "disallowed", "valid", "mapped", "ignored", "deviation" };
static const char *const quick_names[] = { "yes", "no", "maybe" };
static const char *const bidi_names[] = { "L", "R", "AL", "AN", "EN", "ES", "CS", "ET", "ON", "BN", "NSM", "B", "S",
	"WS", "LRE", "LRO", "RLE", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI" };

static void
list_properties(struct call *call)
{
	size_t n;
	const uint32_t *cps = cps_of(call, &n);
	idnc_properties p;
	idnc_status status = n == 1 ? idnc_properties_find(*cps, &p) : IDNC_E_ARGUMENT;

	if (status != IDNC_OK) {
		text_add(call->got, "%s", vectors_name_of(status));
		return;
	}
	text_add(call->got, "derived=%s uts46=%s nfc=%s joining=%c bidi=%s ccc=%u mark=%s age=%u.%u script=%c%c%c%c",
	         derived_names[p.derived], uts46_names[p.uts46], quick_names[p.nfc_quick], "UCDLRT"[p.joining],
	         bidi_names[p.bidi], p.ccc, p.is_mark ? "yes" : "no", p.age >> 8, p.age & 0xFFu,
	         (char)(p.script >> 24), (char)(p.script >> 16), (char)(p.script >> 8), (char)p.script);
}

static int
compare_scripts(const void *a, const void *b)
{
	idnc_script x = *(const idnc_script *)a, y = *(const idnc_script *)b;

	return (x > y) - (x < y);
}

static void
list_scripts(struct call *call)
{
	idnc_script seen[64];
	size_t n = 0;

	for (size_t at = 0; at < call->input.len;) {
		idnc_properties p;
		uint32_t cp;
		idnc_utf8_next(call->input.at, call->input.len, &at, &cp);
		if (idnc_properties_find(cp, &p) == IDNC_OK && p.script != IDNC_SCRIPT('Z', 'y', 'y', 'y') &&
		    p.script != IDNC_SCRIPT('Z', 'i', 'n', 'h') && n < 64)
			seen[n++] = p.script;
	}
	qsort(seen, n, sizeof *seen, compare_scripts);
	for (size_t i = 0; i < n; i++)
		if (i == 0 || seen[i] != seen[i - 1])
			text_add(call->got, "%s%c%c%c%c", i ? " " : "", (char)(seen[i] >> 24), (char)(seen[i] >> 16),
			         (char)(seen[i] >> 8), (char)seen[i]);
	if (n == 0)
		text_add(call->got, "-");
}

/* Each of the properties expected is among those listed. */
static bool
is_subset(struct span expect, struct span got)
{
	struct span want[16], have[16];
	size_t n = util_split(expect, ' ', want, 16), m = util_split(got, ' ', have, 16);

	for (size_t i = 0; i < n; i++) {
		size_t k = 0;
		while (k < m && !util_equal(want[i], have[k]))
			k++;
		if (k == m)
			return false;
	}
	return n > 0 && n <= 16;
}

static const struct conversion conversions[] = {
	{ "punycode.encode", true, false, false, encode },
	{ "punycode.decode", false, true, false, decode },
	{ "nfc", true, true, false, nfc },
	{ "nfd", true, true, false, nfd },
	{ "mapping", true, true, false, mapping },
	{ "utf8.write", true, false, false, write_utf8 },
	{ "lgr.index", true, true, false, vectors_lgr_index },
	{ "PROFILE.ascii", false, false, true, ascii },
	{ "PROFILE.unicode", false, false, true, unicode },
};

static const struct judgement {
	const char *name;
	verdict_fn *run;
} judgements[] = {
	{ "PROFILE.check", judge_domain },
	{ "PROFILE.label", judge_one_label },
	{ "PROFILE.pair", judge_pair },
};

static const struct listing {
	const char *name;
	bool takes_cps;
	void (*run)(struct call *call);
	bool (*matches)(struct span expect, struct span got);
} listings[] = {
	{ "utf8", false, list_utf8, notation_matches },
	{ "nfc.check", true, check_nfc, notation_matches },
	{ "property", true, list_properties, is_subset },
	{ "scripts", false, list_scripts, notation_matches },
	{ "lgr.open", true, vectors_lgr_open, notation_matches },
	{ "lgr.name", true, vectors_lgr_name, notation_matches },
	{ "lgr.check", true, vectors_lgr_check, notation_matches },
	{ "lgr.action", true, vectors_lgr_action, notation_matches },
	{ "lgr.variants", true, vectors_lgr_list, notation_matches },
	{ "lgr.counts", true, vectors_lgr_count, notation_matches },
	{ "lgr.variant", true, vectors_lgr_find, notation_matches },
};

static const struct flag {
	const char *name;
	size_t offset;
} flags[] = {
#define FLAG(name) { #name, offsetof(idnc_options, name) }
	FLAG(map), FLAG(root_dot), FLAG(skip_hyphens), FLAG(skip_bidi), FLAG(skip_joiners), FLAG(skip_std3),
	FLAG(skip_lengths), FLAG(keep_bad_punycode),
#undef FLAG
};

static bool
read_number(const char *s, char after, size_t *value)
{
	char *end;

	*value = strtoul(s, &end, 10);
	return end > s && *end == after;
}

static bool
read_flag(const char *name, struct call *call)
{
	if (strncmp(name, "cap", 3) == 0 && read_number(name + 3, '\0', &call->cap))
		return call->has_cap = true;
	for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
		if (strcmp(name, flags[i].name) == 0) {
			*((bool *)((char *)&call->options + flags[i].offset)) = true;
			return true;
		}
	return false;
}

static bool
read_version(const char *text, struct call *call)
{
	const char *dot = strchr(text, '.');
	size_t major, minor;

	if (!dot || !read_number(text, '.', &major) || !read_number(dot + 1, '\0', &minor))
		return false;
	call->options.unicode_version = IDNC_UNICODE(major, minor);
	return true;
}

/* HEAD[+FLAG...][@MAJOR.MINOR].VERB; a head that is a profile is written PROFILE in `name`. */
static bool
read_op(struct span op, struct call *call, char name[64])
{
	char text[256], *verb, *version, *flag;
	bool is_profile;

	if (op.len >= sizeof text)
		return false;
	memcpy(text, op.at, op.len);
	text[op.len] = '\0';
	verb = strrchr(text, '.');
	if (verb)
		*verb++ = '\0';
	version = strchr(text, '@');
	if (version)
		*version++ = '\0';
	if (version && !read_version(version, call))
		return false;
	for (flag = strchr(text, '+'); flag;) {
		char *next = strchr(flag + 1, '+');
		*flag = '\0';
		if (next)
			*next = '\0';
		if (!read_flag(flag + 1, call))
			return false;
		if (next)
			*next = '+';
		flag = next;
	}
	is_profile = idnc_profile_find(text, strlen(text), &call->options.profile) == IDNC_OK;
	snprintf(name, 64, "%.30s%s%.30s", is_profile ? "PROFILE" : text, verb ? "." : "", verb ? verb : "");
	return true;
}

/* Undo the notation of the input, and place it where a byte too far cannot be read. */
static bool
read_input(struct span input, bool takes_cps, bool is_pair, struct call *call)
{
	struct text bytes = { 0 }, second = { 0 };
	struct span first = input, other = { "", 0 };
	bool is_read;

	if (util_equal(input, SPAN_Z("\"\"")))
		first.len = 0;
	for (size_t i = 0; is_pair && i + 3 <= input.len; i++)
		if (memcmp(input.at + i, " ; ", 3) == 0) {
			first.len = i;
			other = (struct span){ input.at + i + 3, input.len - i - 3 };
			break;
		}
	is_read = takes_cps ? notation_read_cps(first, &bytes) : notation_read(first, &bytes);
	is_read = is_read && (takes_cps && is_pair ? notation_read_cps(other, &second) : notation_read(other, &second)) &&
	          (!is_pair || first.len < input.len);
	call->input = (struct span){ guard_place(&input_guard, bytes.at, bytes.len), bytes.len };
	call->second = (struct span){ guard_place(&second_guard, second.at, second.len), second.len };
	free(bytes.at);
	free(second.at);
	return is_read;
}

/* What kind of operation a name is, and how its answer is compared. */
struct op {
	const struct conversion *conversion;
	const struct judgement *judgement;
	const struct listing *listing;
};

static bool
find_op(const char *name, struct op *op)
{
	*op = (struct op){ 0 };
	for (size_t i = 0; i < sizeof conversions / sizeof *conversions; i++)
		if (strcmp(name, conversions[i].name) == 0)
			op->conversion = &conversions[i];
	for (size_t i = 0; i < sizeof judgements / sizeof *judgements; i++)
		if (strcmp(name, judgements[i].name) == 0)
			op->judgement = &judgements[i];
	for (size_t i = 0; i < sizeof listings / sizeof *listings; i++)
		if (strcmp(name, listings[i].name) == 0)
			op->listing = &listings[i];
	return op->conversion || op->judgement || op->listing;
}

static bool
takes_cps(const struct op *op)
{
	return (op->conversion && op->conversion->takes_cps) || (op->listing && op->listing->takes_cps);
}

static bool
is_pair(const struct op *op)
{
	return (op->judgement && op->judgement->run == judge_pair) || (op->listing && op->listing->run == vectors_lgr_find);
}

char *
vectors_run(const struct row *row)
{
	struct text got = { 0 }, message = { 0 };
	struct call call = { .got = &got };
	struct span input = row->input;
	struct op op;
	char name[64];
	bool holds = false;

	text_add(&got, "%s", "");
	text_add(&message, "%s:%zu: ", row->file, row->line);
	if (!read_op(row->op, &call, name) || !find_op(name, &op)) {
		text_add(&message, "there is no operation %.*s", (int)row->op.len, row->op.at);
	} else if (strncmp(name, "lgr.", 4) == 0 && !vectors_take_table(&input, &call)) {
		text_add(&message, "%s", got.at);
	} else if (!read_input(input, takes_cps(&op), is_pair(&op), &call)) {
		text_add(&message, "malformed input %.*s", (int)row->input.len, row->input.at);
	} else {
		bool (*matches)(struct span, struct span) = op.listing ? op.listing->matches : notation_matches;
		call.is_name = !op.judgement || op.judgement->run != judge_one_label;
		if (op.conversion)
			vectors_convert(op.conversion, &call);
		else if (op.judgement)
			judge(op.judgement->run, &call);
		else
			op.listing->run(&call);
		holds = matches(row->expect, (struct span){ got.at, got.len });
		text_add(&message, "%.*s of %.*s\nexpected %.*s\ngot      %s", (int)row->op.len, row->op.at,
		         (int)row->input.len, row->input.at, (int)row->expect.len, row->expect.at, got.at);
	}
	free(got.at);
	if (holds)
		free(message.at);
	return holds ? NULL : message.at;
}
