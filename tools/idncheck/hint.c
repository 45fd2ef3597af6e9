/* SPDX-License-Identifier: MIT */
/* What a person probably meant by a name that is refused. */
#include "hint.h"

#include <string.h>

#include "common/escape.h"
#include "registry.h"

static bool
is_same(const struct text *a, const char *bytes, size_t len)
{
	return a->len == len && (len == 0 || memcmp(a->bytes, bytes, len) == 0);
}

/* The length of the blank at one end of the bytes: space, tab, U+00A0, U+3000; 0: none. */
static size_t
find_blank(const char *bytes, size_t len, bool at_end)
{
	static const char *const blanks[] = { " ", "\t", "\xC2\xA0", "\xE3\x80\x80" };

	for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++) {
		size_t n = strlen(blanks[i]);

		if (n <= len && memcmp(at_end ? bytes + len - n : bytes, blanks[i], n) == 0)
			return n;
	}
	return 0;
}

static bool
cut_blanks(struct text *name)
{
	size_t old_len = name->len, start = 0, n;

	while ((n = find_blank(name->bytes, name->len, true)) > 0)
		name->len -= n;
	while ((n = find_blank(name->bytes + start, name->len - start, false)) > 0)
		start += n;
	name->len -= start;
	memmove(name->bytes, name->bytes + start, name->len);
	return name->len < old_len;
}

static bool
cut_dot(struct text *name)
{
	if (name->len == 0 || name->bytes[name->len - 1] != '.')
		return false;
	name->len--;
	return true;
}

static bool
put_hyphens(struct text *name)
{
	bool is_changed = false;

	for (size_t i = 0; i < name->len; i++)
		if (name->bytes[i] == '_') {
			name->bytes[i] = '-';
			is_changed = true;
		}
	return is_changed;
}

/*
 * Mappings make of LATIN CAPITAL LETTER I WITH DOT ABOVE a letter i with COMBINING DOT ABOVE, which
 * looks like an i and is none.  Whoever writes that capital means an i.
 */
static void
take_name(const struct judge *judge, struct text *name)
{
	static const char capital[] = "\xC4\xB0";
	const size_t n = sizeof capital - 1;

	for (size_t i = 0; i < judge->name_len;)
		if (judge->name_len - i >= n && memcmp(judge->name + i, capital, n) == 0) {
			text_add_char(name, 'i');
			i += n;
		} else {
			text_add_char(name, judge->name[i++]);
		}
}

/* Say whether a name has a letter i with COMBINING DOT ABOVE. */
static bool
has_dotted_i(const struct text *name)
{
	for (size_t i = 0; i + 3 <= name->len; i++)
		if (memcmp(name->bytes + i, "i\xCC\x87", 3) == 0)
			return true;
	return false;
}

/* Both forms of a name that can be offered. */
struct offer {
	struct text unicode, ascii;
};

/* Map a name; false: nothing acceptable comes out. */
static bool
map(struct worker *worker, idnc_profile profile, const struct text *name, struct offer *offer)
{
	const idnc_options *options = &worker->settings->options;
	const struct text *unicode = &offer->unicode;
	idnc_options mapping = *options;

	mapping.profile = profile;
	mapping.map = profile == IDNC_PROFILE_LOOKUP;
	return judge_convert(&mapping, name->bytes, name->len, idnc_domain_to_unicode,
	                     &offer->unicode) &&
	       !has_dotted_i(unicode) &&
	       !is_same(unicode, worker->judge.name, worker->judge.name_len) &&
	       judge_convert(options, unicode->bytes, unicode->len, idnc_domain_to_ascii,
	                     &offer->ascii) &&
	       registry_accepts(worker, unicode->bytes, unicode->len);
}

/* RFC 5895 first: it knows the final sigma.  UTS #46, as browsers have it, maps more. */
static bool
map_either(struct worker *worker, const struct text *name, struct offer *offer)
{
	return map(worker, IDNC_PROFILE_LOOKUP, name, offer) ||
	       map(worker, IDNC_PROFILE_UTS46, name, offer);
}

static void
write_offer(struct text *out, const struct offer *offer, bool had_blanks)
{
	const struct text *unicode = &offer->unicode, *ascii = &offer->ascii;

	text_add_z(out, "  did you mean: ");
	escape_write(out, ESCAPE_TEXT, unicode->bytes, unicode->len);
	/* What looks like the name that was refused differs in this form. */
	if (!is_same(ascii, unicode->bytes, unicode->len)) {
		text_add_z(out, " (");
		escape_write(out, ESCAPE_TEXT, ascii->bytes, ascii->len);
		text_add_char(out, ')');
	}
	text_add_z(out, had_blanks ? ", without blanks around it\n" : "\n");
}

void
hint_write(struct worker *worker)
{
	/* Each is tried on top of those before it. */
	static bool (*const changes[])(struct text *) = { cut_blanks, cut_dot, put_hyphens };
	const struct settings *settings = worker->settings;
	struct text name = { 0 };
	struct offer offer = { 0 };
	bool is_found, had_blanks = false;

	if (settings->options.profile != IDNC_PROFILE_REGISTRATION || settings->pair ||
	    worker->record->total > RECORD_LIMIT || worker->judge.name_len == 0)
		return;
	take_name(&worker->judge, &name);
	is_found = map_either(worker, &name, &offer);
	for (size_t i = 0; i < sizeof changes / sizeof *changes && !is_found; i++) {
		if (!changes[i](&name))
			continue;
		had_blanks |= changes[i] == cut_blanks;
		is_found = map_either(worker, &name, &offer);
	}
	if (is_found)
		write_offer(&worker->out, &offer, had_blanks);
	text_free(&name);
	text_free(&offer.unicode);
	text_free(&offer.ascii);
}
