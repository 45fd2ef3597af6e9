/* SPDX-License-Identifier: MIT */
/* Words for statuses and findings: the one list as a table, sentences, JSON. */
#include "idncheck/explain.h"

#include "base/ascii.h"
#include "base/memory.h"

static const idnc_explanation explanations[] = {
	{ IDNC_OK, "OK", "", "-", "no rule is broken", "The name is acceptable under the profile that judged it.", "", "" },
#define X(kind, name, number, uts46, clause, sentence, explanation, example, remedy) \
	{ IDNC_##kind##_##name, NAME_##kind(#name), uts46, clause, sentence, explanation, example, remedy },
#define NAME_E(name) "E_" name
#define NAME_V(name) name
	IDNC_CODE_LIST(X)
#undef X
};

#define COUNT (sizeof explanations / sizeof *explanations)

const idnc_explanation *
idnc_explain_at(size_t index)
{
	return index < COUNT ? &explanations[index] : NULL;
}

const idnc_explanation *
idnc_explain_find(idnc_status code)
{
	for (size_t i = 0; i < COUNT; i++)
		if (explanations[i].code == code)
			return &explanations[i];
	return NULL;
}

/* The name without the prefixes that enumerators have. */
static const char *
without_prefix(const char *name, size_t *name_len)
{
	static const char *const prefixes[] = { "IDNC_V_", "IDNC_" };

	for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
		size_t n = idnc_ascii_length(prefixes[i]);
		if (*name_len > n && idnc_ascii_equal(name, n, prefixes[i], n)) {
			*name_len -= n;
			return name + n;
		}
	}
	return name;
}

const idnc_explanation *
idnc_explain_find_name(const char *name, size_t name_len)
{
	size_t      short_len = name_len;
	const char *short_name = without_prefix(name, &short_len);

	for (size_t i = 0; i < COUNT; i++)
		if (idnc_ascii_is_name(short_name, short_len, explanations[i].name))
			return &explanations[i];
	for (size_t i = 0; i < COUNT && name_len > 0; i++)
		if (idnc_ascii_is_name(name, name_len, explanations[i].uts46))
			return &explanations[i];
	return NULL;
}

/* What is written, first to a buffer of our own, so that the caller's is written whole or not at all. */
struct words {
	char   bytes[IDNC_FINDING_JSON_MAX];
	size_t len;
};

static void
add(struct words *w, const char *text_z)
{
	size_t n = idnc_ascii_length(text_z);

	memcpy(w->bytes + w->len, text_z, n);
	w->len += n;
}

static void
add_number(struct words *w, uint32_t value, uint32_t base, size_t least)
{
	char   digits[11];
	size_t n = sizeof digits - 1;

	digits[n] = '\0';
	do
		digits[--n] = "0123456789ABCDEF"[value % base];
	while ((value /= base) > 0 || sizeof digits - 1 - n < least);
	add(w, digits + n);
}

/* A string of ours as JSON: it holds no control character. */
static void
add_quoted(struct words *w, const char *text_z)
{
	add(w, "\"");
	for (; *text_z; text_z++) {
		if (*text_z == '"' || *text_z == '\\')
			w->bytes[w->len++] = '\\';
		w->bytes[w->len++] = *text_z;
	}
	add(w, "\"");
}

static void
add_cp(struct words *w, uint32_t cp)
{
	add(w, "U+");
	add_number(w, cp, 16, 4);
}

/* "U+0661, character 3 of label 1, decoded: the sentence".  Of a final dot: the name ends in it, no label does. */
static void
add_sentence(struct words *w, const idnc_finding *finding, const idnc_explanation *e)
{
	if (finding->cp != IDNC_NO_CP) {
		add_cp(w, finding->cp);
		add(w, ", character ");
		add_number(w, finding->position + 1, 10, 1);
		add(w, " of label ");
		add_number(w, finding->label + 1, 10, 1);
		add(w, finding->decoded ? ", decoded: " : ": ");
	} else if (finding->label != IDNC_NO_LABEL && finding->code != IDNC_V_ROOT_DOT) {
		add(w, "label ");
		add_number(w, finding->label + 1, 10, 1);
		add(w, ": ");
	}
	add(w, e->sentence);
}

static idnc_status
deliver(const struct words *w, char *out, size_t out_cap, size_t *out_len)
{
	*out_len = w->len;
	if (w->len > out_cap)
		return IDNC_E_SPACE;
	memcpy(out, w->bytes, w->len);
	return IDNC_OK;
}

idnc_status
idnc_explain_write_sentence(const idnc_finding *finding, char *out, size_t out_cap, size_t *out_len)
{
	const idnc_explanation *e = idnc_explain_find(finding->code);
	struct words            w;

	if (!e)
		return IDNC_E_ARGUMENT;
	w.len = 0;
	add_sentence(&w, finding, e);
	return deliver(&w, out, out_cap, out_len);
}

static void
add_member(struct words *w, const char *key_z, uint32_t value)
{
	add(w, key_z);
	add_number(w, value, 10, 1);
}

idnc_status
idnc_explain_write_json(const idnc_finding *finding, char *out, size_t out_cap, size_t *out_len)
{
	static const char *const severities[] = { "error", "warning", "note" };
	const idnc_explanation  *e = idnc_explain_find(finding->code);
	struct words             w;

	if (!e || (unsigned)finding->severity > IDNC_SEVERITY_NOTE)
		return IDNC_E_ARGUMENT;
	w.len = 0;
	add(&w, "{\"code\":");
	add_quoted(&w, e->name);
	add(&w, ",\"severity\":");
	add_quoted(&w, severities[finding->severity]);
	if (finding->label == IDNC_NO_LABEL)
		add(&w, ",\"label\":null");
	else
		add_member(&w, ",\"label\":", finding->label);
	add_member(&w, ",\"byte\":", finding->at);
	add_member(&w, ",\"length\":", finding->length);
	add(&w, finding->cp == IDNC_NO_CP ? ",\"cp\":null" : ",\"cp\":\"");
	if (finding->cp != IDNC_NO_CP) {
		add_cp(&w, finding->cp);
		add(&w, "\"");
	}
	add(&w, ",\"rule\":");
	add_quoted(&w, e->clause);
	if (finding->decoded)
		add(&w, ",\"decoded\":true");
	if (finding->input)
		add_member(&w, ",\"input\":", finding->input);
	add(&w, ",\"text\":");
	add_quoted(&w, e->sentence);
	add(&w, "}");
	return deliver(&w, out, out_cap, out_len);
}
