/* SPDX-License-Identifier: MIT */
/* Patterns of reserved labels: reading them, and finding the one that reserves a label under a table. */
#include "pattern.h"

#include <stdlib.h>
#include <string.h>

#include "common/registered.h"

enum { GRAM_MAX = 8 };

#define ANY_LAST 0x10FFFF

/* One place of the key of a pattern: a letter; what can be a letter or nothing; or a run of any letters. */
enum key_kind { KEY_LETTER, KEY_OPTION, KEY_RUN };
struct key_place {
	enum key_kind kind;
	uint32_t letter;
};

/* Letters in a row, by their hash: how many patterns have them, and the first of those that are found by them. */
struct gram {
	uint64_t hash; /* 0: free */
	size_t count, first;
};

/* ---- reading ---- */

bool
pattern_is(const char *label, size_t len)
{
	return len > 0 && (memchr(label, '*', len) || memchr(label, '?', len) || memchr(label, '[', len));
}

static bool
next_cp(const char *text, size_t len, size_t *at, uint32_t *cp)
{
	if (*at >= len || idnc_utf8_next(text, len, at, cp) != IDNC_OK)
		return false;
	if (*cp >= 'A' && *cp <= 'Z')
		*cp += 'a' - 'A';
	return true;
}

/* Read [a-z], from behind the bracket; false: it is not of that form. */
static bool
read_range(const char *text, size_t len, size_t *at, idnc_lgr_place *place)
{
	uint32_t hyphen, bracket;

	return next_cp(text, len, at, &place->first) && next_cp(text, len, at, &hyphen) && hyphen == '-' &&
	       next_cp(text, len, at, &place->last) && next_cp(text, len, at, &bracket) && bracket == ']' &&
	       place->first <= place->last;
}

/*
 * Read a pattern; NULL, or why it cannot be used.
 *
 *   letters  receives what stands in it, for a look at the letters; a letter for what is none
 */
static const char *
read_places(const char *text, size_t len, struct text *places, struct label *letters)
{
	size_t at = 0, count = 0;
	bool matches_all = true;
	uint32_t cp;

	letters->len = 0;
	while (at < len) {
		idnc_lgr_place place = { .last = ANY_LAST };

		if (!next_cp(text, len, &at, &cp))
			return "it is not UTF-8";
		if (cp == '[' && !read_range(text, len, &at, &place))
			return "nothing stands between [ and ] but a range of code points such as [a-z], the lower one first";
		if (cp == '*')
			place.is_run = true;
		else if (cp != '?' && cp != '[')
			place.first = place.last = cp;
		letters->cp[letters->len++] = cp == '*' || cp == '?' || cp == '[' ? 'a' : cp;
		matches_all &= place.is_run;
		if (count++ == IDNC_LGR_PATTERN_MAX)
			return "the pattern is longer than a label can be: * ? and [a-z] count as one character each, and there are at most 63";
		text_add(places, (const char *)&place, sizeof place);
	}
	return matches_all ? "it would reserve every label" : NULL;
}

const char *
patterns_add(struct patterns *patterns, uint64_t line, const char *text, size_t len, const char *reason,
             size_t reason_len, struct label *letters)
{
	struct pattern pattern = { .line = line, .text = patterns->texts.len, .text_len = len,
		                   .reason = patterns->texts.len + len, .reason_len = reason_len,
		                   .place = patterns->places.len / sizeof(idnc_lgr_place) };
	const char *why;

	if (len > IDNC_POLICY_LABEL_MAX)
		return "the pattern is longer than 252 bytes";
	if (memchr(text, '.', len))
		return "a pattern is one of labels, which have no dots";
	why = read_places(text, len, &patterns->places, letters);
	if (!why && len >= 4 && memcmp(letters->cp, (uint32_t[]){ 'x', 'n', '-', '-' }, 4 * sizeof(uint32_t)) == 0)
		why = "a pattern is one of U-labels, of which none begins with xn--";
	if (!why)
		why = registered_find_fault(letters);
	if (why)
		return why;
	pattern.places = patterns->places.len / sizeof(idnc_lgr_place) - pattern.place;
	text_add(&patterns->texts, text, len);
	text_add(&patterns->texts, reason, reason_len);
	if (patterns->count == patterns->capacity) {
		patterns->capacity += patterns->capacity / 2 + 16;
		patterns->items = memory_resize(patterns->items, patterns->capacity, sizeof *patterns->items);
	}
	patterns->items[patterns->count++] = pattern;
	return NULL;
}

/* ---- keys ---- */

/*
 * The key of what a pattern matches: a letter has its image, if that is not empty, and what can be any
 * code point has any image, or none.  So the key of each label that the pattern matches is matched by this.
 */
static void
add_key(struct patterns *patterns, struct pattern *pattern)
{
	const idnc_lgr_place *places = (const idnc_lgr_place *)(const void *)patterns->places.bytes + pattern->place;

	pattern->key = patterns->keys.len / sizeof(struct key_place);
	for (size_t i = 0; i < pattern->places; i++) {
		struct key_place key = { .kind = places[i].is_run ? KEY_RUN : KEY_OPTION };
		size_t len = 1;

		if (!places[i].is_run && places[i].first == places[i].last) {
			key.kind = KEY_LETTER;
			idnc_policy_key(patterns->by, &places[i].first, 1, &key.letter, 1, &len);
		}
		if (len > 0)
			text_add(&patterns->keys, (const char *)&key, sizeof key);
	}
	pattern->keys = patterns->keys.len / sizeof(struct key_place) - pattern->key;
}

static const struct key_place *
key_of(const struct patterns *patterns, const struct pattern *pattern)
{
	return (const struct key_place *)(const void *)patterns->keys.bytes + pattern->key;
}

/* Whether the key of a pattern matches that of a label; the bits of a set are the places that were passed. */
static bool
matches_key(const struct key_place *places, size_t count, const uint32_t *key, size_t len)
{
	uint64_t set = 1;

	for (size_t at = 0;; at++) {
		uint64_t to = 0;

		for (size_t i = 0; i < count; i++)
			if (set >> i & 1 && places[i].kind != KEY_LETTER)
				set |= UINT64_C(2) << i;
		if (at == len || !set)
			break;
		for (size_t i = 0; i < count; i++)
			if (set >> i & 1 && (places[i].kind != KEY_LETTER || places[i].letter == key[at]))
				to |= UINT64_C(1) << (places[i].kind == KEY_RUN ? i : i + 1);
		set = to;
	}
	return set >> count & 1;
}

/* ---- letters in a row ---- */

/* Never 0. */
static uint64_t
hash_letters(const uint32_t *letters, size_t len)
{
	uint64_t hash = UINT64_C(0x9E3779B97F4A7C15) + len;

	for (size_t i = 0; i < len; i++) {
		hash = (hash ^ letters[i]) * UINT64_C(0xD6E8FEB86659FD93);
		hash ^= hash >> 32;
	}
	return hash | 1;
}

/* The one with this hash, or the free place for it. */
static struct gram *
find_gram(const struct patterns *patterns, uint64_t hash)
{
	size_t i = (size_t)(hash >> 1) & (patterns->grams_max - 1);

	while (patterns->grams[i].hash && patterns->grams[i].hash != hash)
		i = (i + 1) & (patterns->grams_max - 1);
	return &patterns->grams[i];
}

/* Call `take` with the hash of each window of letters in a row, of GRAM_MAX of them or all there are. */
static void
each_gram(struct patterns *patterns, const struct pattern *pattern,
          void (*take)(struct patterns *patterns, uint64_t hash, size_t len, void *context), void *context)
{
	const struct key_place *key = key_of(patterns, pattern);
	uint32_t letters[IDNC_LGR_PATTERN_MAX];

	for (size_t i = 0, run; i < pattern->keys; i += run + (run == 0)) {
		for (run = 0; i + run < pattern->keys && key[i + run].kind == KEY_LETTER; run++)
			letters[run] = key[i + run].letter;
		for (size_t at = 0; run > 0 && (at == 0 || at + GRAM_MAX <= run); at++) {
			size_t len = run < GRAM_MAX ? run : GRAM_MAX;

			take(patterns, hash_letters(letters + at, len), len, context);
		}
	}
}

static void
count_gram(struct patterns *patterns, uint64_t hash, size_t len, void *context)
{
	struct gram *gram = find_gram(patterns, hash);

	(void)context;
	if (!gram->hash)
		*gram = (struct gram){ .hash = hash, .first = PATTERN_NONE };
	gram->count++;
	patterns->lengths |= 1u << len;
}

/* Keep the one that the fewest patterns have. */
static void
choose_gram(struct patterns *patterns, uint64_t hash, size_t len, void *context)
{
	struct gram **best = context, *gram = find_gram(patterns, hash);

	(void)len;
	if (!*best || gram->count < (*best)->count)
		*best = gram;
}

void
patterns_finish(struct patterns *patterns, const idnc_policy_keys *keys)
{
	size_t most = 0;

	patterns->by = keys;
	patterns->without = PATTERN_NONE;
	for (size_t i = 0; i < patterns->count; i++) {
		add_key(patterns, &patterns->items[i]);
		most += patterns->items[i].keys;
	}
	for (patterns->grams_max = 16; patterns->grams_max < 2 * most;)
		patterns->grams_max *= 2;
	patterns->grams = memory_resize(NULL, patterns->grams_max, sizeof *patterns->grams);
	memset(patterns->grams, 0, patterns->grams_max * sizeof *patterns->grams);
	for (size_t i = 0; i < patterns->count; i++)
		each_gram(patterns, &patterns->items[i], count_gram, NULL);
	for (size_t i = patterns->count; i-- > 0;) {
		struct gram *best = NULL;
		size_t *first;

		each_gram(patterns, &patterns->items[i], choose_gram, &best);
		first = best ? &best->first : &patterns->without;
		patterns->items[i].next = *first;
		*first = i;
	}
}

void
patterns_free(struct patterns *patterns)
{
	free(patterns->items);
	free(patterns->grams);
	text_free(&patterns->texts);
	text_free(&patterns->places);
	text_free(&patterns->keys);
	*patterns = (struct patterns){ 0 };
}

/* ---- finding ---- */

/* A label that is looked for. */
struct sought {
	const struct label *label;
	uint32_t key[IDNC_LGR_LABEL_MAX];
	size_t key_len;
	void *workspace;
	size_t size;
};

/* Try the patterns of a chain, which is in the order of the list, up to the best one that is known. */
static void
try_chain(const struct patterns *patterns, size_t first, const struct sought *s, struct pattern_hit *hit)
{
	for (size_t i = first; i != PATTERN_NONE; i = patterns->items[i].next) {
		const struct pattern *pattern = &patterns->items[i];
		const idnc_lgr_place *places = (const idnc_lgr_place *)(const void *)patterns->places.bytes + pattern->place;
		idnc_lgr_match match;
		idnc_status status;

		if (hit->pattern && pattern >= hit->pattern)
			return;
		if (!matches_key(key_of(patterns, pattern), pattern->keys, s->key, s->key_len))
			continue;
		status = idnc_lgr_find_match(&patterns->by->lgr, places, pattern->places, s->label->cp, s->label->len,
		                             s->workspace, s->size, &match);
		if (status == IDNC_OK && match.how == IDNC_LGR_MATCH_NONE)
			continue;
		hit->pattern = pattern;
		hit->is_undecided = status != IDNC_OK;
		if (!hit->is_undecided)
			hit->match = match;
		return;
	}
}

void
patterns_find(const struct patterns *patterns, const struct label *label, void *workspace, size_t size,
              struct pattern_hit *hit)
{
	struct sought s = { .label = label, .workspace = workspace, .size = size };

	hit->pattern = NULL;
	if (patterns->count == 0 || label->len > IDNC_LGR_LABEL_MAX)
		return;
	idnc_policy_key(patterns->by, label->cp, label->len, s.key, IDNC_LGR_LABEL_MAX, &s.key_len);
	try_chain(patterns, patterns->without, &s, hit);
	for (size_t len = 1; len <= GRAM_MAX; len++)
		for (size_t at = 0; patterns->lengths >> len & 1 && at + len <= s.key_len; at++) {
			const struct gram *gram = find_gram(patterns, hash_letters(s.key + at, len));

			if (gram->hash)
				try_chain(patterns, gram->first, &s, hit);
		}
}
