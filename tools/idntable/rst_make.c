/* SPDX-License-Identifier: MIT */
/* idntable rst-make: a file of test labels for a table, which exercises all of it that can be reached. */
#include <stdlib.h>
#include <string.h>

#include "common/message.h"
#include "common/output.h"
#include "common/record.h"
#include "outline.h"
#include "survey.h"
#include "trial.h"
#include "verbs.h"

enum {
	LETTERS_MAX = 96,      /* one of each kind of element */
	TRIPLED_MAX = 39,      /* letters of words of three: so there are 60,000 at most */
	WORDS_MAX = 150000,    /* that are tried: a second or so */
	PAIRED_MAX = 2 * WORDS_MAX, /* with pairs of labels that were found */
	COUNTED_MAX = 1500,    /* words whose variants are counted, which takes longer */
	COUNTED_ALIKE = 4,     /* of those whose variants have the same types */
	PLAIN_LENGTH = 10,     /* code points of a label whose elements ask for nothing */
	RANDOM_LENGTH = 16,    /* elements of a random word, at most */
	REPEATED_MAX = 20,
	WANTING_MAX = 300      /* elements that are searched for one by one */
};

/* A label of the file. */
struct made {
	uint32_t cp[IDNC_LGR_LABEL_MAX];
	size_t len;
	struct text text; /* as it is written */
	bool is_accepted;
};

/* A word that is tried. */
struct word {
	uint32_t cp[IDNC_LGR_LABEL_MAX];
	size_t len;
};

static struct making {
	struct survey survey;
	struct trial *trial;
	const struct survey_element *letters[LETTERS_MAX];
	size_t letter_count;
	struct made *made;
	size_t made_count, made_capacity;
	bool *is_met;      /* items: by a label of the file */
	bool *is_met_well; /* by one that is accepted, or that only the table refuses */
	size_t *maker;     /* the label that met it first */
	size_t missing;    /* rules and actions that are not met well */
	size_t tried, counted; /* the first: times the cost of a word */
	size_t cost;           /* rules are asked for each word */
	uint64_t counted_types[COUNTED_MAX]; /* of each word that was counted */
	uint64_t random;
} making;

/* ---- labels ---- */

/* Write a label as the file has it: an A-label, or Punycode in the form of one, where there is something outside ASCII. */
static bool
write_label(const struct word *word, struct text *out)
{
	size_t len = 0, written = 0;
	bool is_ascii = true;
	idnc_status status;

	out->len = 0;
	for (size_t i = 0; i < word->len; i++)
		is_ascii &= word->cp[i] < 0x80;
	if (is_ascii) {
		label_write_utf8(out, word->cp, word->len);
		return true;
	}
	text_add_z(out, "xn--");
	len = out->len;
	text_reserve(out, 8 * IDNC_LGR_LABEL_MAX);
	status = idnc_punycode_encode(word->cp, word->len, out->bytes + len, out->capacity - len, &written);
	out->len = len + written;
	return status == IDNC_OK;
}

/* Whether the label that is written is that one when it is read: case of A-labels, for one, is lost. */
static bool
is_read_back(const struct trial *trial, const struct word *word)
{
	return trial->label.len == word->len &&
	       memcmp(trial->label.cp, word->cp, word->len * sizeof *word->cp) == 0;
}

/* Whether nobody but the table objects to the label that was judged. */
static bool
is_of_idna(const struct trial *trial)
{
	const idnc_findings *findings = &trial->worker.judge.findings;

	for (size_t i = 0; i < findings->count; i++)
		if (strncmp(idnc_explain_find(findings->items[i].code)->name, "LGR_", 4) != 0)
			return false;
	return true;
}

/* Whether the item is one that must be searched for. */
static bool
is_goal(const struct survey_item *item)
{
	return item->kind >= SURVEY_RULE_HOLDS;
}

/* Whether the latest label of the survey has something new: something not met, or, if `is_good`, not met well. */
static bool
has_news(bool is_good)
{
	for (size_t i = 0; i < making.survey.found_count; i++) {
		size_t item = making.survey.found[i];

		if (!making.is_met[item] || (is_good && !making.is_met_well[item]))
			return true;
	}
	return false;
}

static void
add_label(const struct word *word, const struct text *text, bool is_accepted, bool is_good)
{
	struct made *made;

	if (making.made_count == making.made_capacity) {
		making.made_capacity = making.made_capacity ? making.made_capacity * 2 : 64;
		making.made = memory_resize(making.made, making.made_capacity, sizeof *making.made);
	}
	made = &making.made[making.made_count++];
	*made = (struct made){ .len = word->len, .is_accepted = is_accepted };
	memcpy(made->cp, word->cp, word->len * sizeof *word->cp);
	text_add(&made->text, text->bytes, text->len);
	for (size_t i = 0; i < making.survey.found_count; i++) {
		size_t item = making.survey.found[i];

		if (!making.is_met[item])
			making.maker[item] = making.made_count - 1;
		if (is_good && !making.is_met_well[item] && is_goal(&making.survey.items[item]))
			making.missing--;
		making.is_met[item] = true;
		making.is_met_well[item] |= is_good;
	}
}

/*
 * Whether to count the variants of the latest word: not when there were enough whose variants have the
 * same types, and as many of them, for what decides about variants are their types.
 */
static bool
is_worth_counting(const struct word *word)
{
	uint64_t types = 0, variants = 0, seen = 0;

	if (!making.survey.has_variants || making.counted == COUNTED_MAX)
		return false;
	for (size_t i = 0; i < making.survey.found_count; i++) {
		const struct survey_item *item = &making.survey.items[making.survey.found[i]];
		uint64_t hash = UINT64_C(0xCBF29CE484222325);

		if (item->kind != SURVEY_VARIANT)
			continue;
		for (const char *c = item->name; *c; c++)
			hash = (hash ^ (unsigned char)*c) * UINT64_C(0x100000001B3);
		types |= UINT64_C(1) << (hash >> 32) % 56;
		variants++;
	}
	types |= (variants < 4 ? variants : 4) << 56 | (uint64_t)(word->len < 15 ? word->len / 5 : 3) << 60;
	for (size_t i = 0; i < making.counted; i++)
		seen += making.counted_types[i] == types;
	if (seen >= COUNTED_ALIKE)
		return false;
	making.counted_types[making.counted++] = types;
	return true;
}

/* Try a word: put it into the file when it exercises something new.  True: it was put there. */
static bool
try_word(const struct word *word)
{
	struct survey *survey = &making.survey;
	struct text text = { 0 };
	bool is_new = false;

	making.tried += making.cost;
	survey_label(survey, word->cp, word->len, false);
	if (is_worth_counting(word))
		survey_variants(survey, word->cp, word->len);
	if (has_news(true) && write_label(word, &text)) {
		bool is_accepted = trial_label(making.trial, text.bytes, text.len);
		bool is_good = is_accepted || (making.trial->label.len > 0 && is_of_idna(making.trial));

		is_new = is_read_back(making.trial, word) && has_news(is_good);
		if (is_new)
			add_label(word, &text, is_accepted, is_good);
	}
	text_free(&text);
	return is_new;
}

static bool
append(struct word *word, const struct survey_element *element)
{
	if (element->len > IDNC_LGR_LABEL_MAX - word->len)
		return false;
	memcpy(word->cp + word->len, element->cp, element->len * sizeof *word->cp);
	word->len += element->len;
	return true;
}

/* ---- the alphabet ---- */

/* Whether the rules, and what the table says of variants, take two elements alike. */
static bool
is_alike(const struct survey_element *a, const struct survey_element *b)
{
	const struct survey *survey = &making.survey;

	if (a->len != b->len || a->variants != b->variants || a->context.rule != b->context.rule ||
	    a->context.is_wanted != b->context.is_wanted)
		return false;
	for (size_t i = 0; i < a->len; i++)
		if (idnc_lgr_point_kind(&judging->lgr, a->cp[i]) !=
		    idnc_lgr_point_kind(&judging->lgr, b->cp[i]))
			return false;
	for (size_t i = 0; i < a->variants; i++) {
		size_t x = a->variant + i, y = b->variant + i;

		if (strcmp(survey->items[x].name, survey->items[y].name) != 0 ||
		    survey->contexts[x].rule != survey->contexts[y].rule ||
		    survey->contexts[x].is_wanted != survey->contexts[y].is_wanted)
			return false;
	}
	return true;
}

/*
 * Choose a letter of each kind.  First those with few variants: a table of many characters has more
 * kinds than are tried, which differ in their variants alone.
 */
static void
choose_letters(void)
{
	enum { VARIANTS_MAX = 8, ELEMENTS_MAX = 32768 };

	for (size_t variants = 0; variants <= VARIANTS_MAX; variants++)
		for (size_t i = 0; i < making.survey.element_count && i < ELEMENTS_MAX &&
		                   making.letter_count < LETTERS_MAX;
		     i++) {
			const struct survey_element *element = &making.survey.elements[i];
			size_t j = 0;

			if (element->variants != variants)
				continue;
			while (j < making.letter_count && !is_alike(making.letters[j], element))
				j++;
			if (j == making.letter_count)
				making.letters[making.letter_count++] = element;
		}
}

/* ---- the search ---- */

static bool
is_over(void)
{
	return making.missing == 0 || making.tried >= WORDS_MAX;
}

/* All words of so many letters, of the first ones. */
static void
try_words(struct word *word, size_t letters, size_t first)
{
	size_t len = word->len;

	if (letters == 0) {
		try_word(word);
		return;
	}
	for (size_t i = 0; i < making.letter_count && i < first && !is_over(); i++) {
		if (append(word, making.letters[i]))
			try_words(word, letters - 1, first);
		word->len = len;
	}
}

/* Letters often repeated, behind another one and before it: rules that count ask for that. */
static void
try_repeated(void)
{
	for (size_t n = 3; n <= REPEATED_MAX; n += n < 6 ? 1 : 5)
		for (size_t i = 0; i < making.letter_count * making.letter_count * 2 && !is_over() && making.tried < WORDS_MAX / 2; i++) {
			const struct survey_element *one = making.letters[i / 2 / making.letter_count];
			const struct survey_element *other = making.letters[i / 2 % making.letter_count];
			struct word word = { .len = 0 };
			bool fits = i % 2 || append(&word, other);

			for (size_t j = 0; j < n && fits; j++)
				fits = append(&word, one);
			if (fits && (i % 2 == 0 || append(&word, other)))
				try_word(&word);
		}
}

/* A number below a limit, the same ones in each run: Knuth's MMIX generator. */
static size_t
draw(size_t limit)
{
	making.random = making.random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (size_t)(making.random >> 33) % limit;
}

static bool
is_eligible(const struct word *word)
{
	idnc_lgr_verdict verdict;

	return idnc_lgr_check(&judging->lgr, word->cp, word->len, &verdict, NULL) == IDNC_OK;
}

/* Append random letters, each of which is mostly taken back where the table then refuses the word. */
static void
append_random(struct word *word, size_t letters)
{
	for (size_t i = 0, tries = 0; i < letters && tries < 8 * letters; tries++) {
		size_t len = word->len;

		if (append(word, making.letters[draw(making.letter_count)]) &&
		    (is_eligible(word) || draw(6) == 0))
			i++;
		else
			word->len = len;
	}
}

/* Random words, of letters that go together. */
static void
try_random(void)
{
	while (!is_over() && making.letter_count > 0) {
		struct word word = { .len = 0 };

		append_random(&word, 2 + draw(RANDOM_LENGTH - 1));
		making.tried += word.len / 2 * making.cost;
		try_word(&word);
	}
}

/* Whether something that an element has to exercise is still missing. */
static bool
is_wanting(const struct survey_element *element)
{
	bool is_wanting = !making.is_met_well[element->item];

	for (size_t v = element->variant; v < element->variant + element->variants; v++)
		is_wanting |= !making.is_met[v];
	return is_wanting;
}

/* Random words around an element. */
static void
try_around(const struct survey_element *element)
{
	enum { TIMES = 400, BEFORE_MAX = 4, BEHIND_MAX = 5 };

	for (size_t i = 0; i < TIMES && is_wanting(element) && making.tried < PAIRED_MAX; i++) {
		struct word word = { .len = 0 };

		append_random(&word, draw(BEFORE_MAX));
		if (!append(&word, element))
			continue;
		append_random(&word, draw(BEHIND_MAX));
		try_word(&word);
	}
}

/* Put an element into the labels that are there, in the place of each of theirs that is as long. */
static void
try_places(const struct survey_element *element)
{
	enum { LABELS_TRIED = 64 };

	for (size_t i = 0; i < making.made_count && i < LABELS_TRIED && !making.is_met_well[element->item]; i++) {
		struct word word = { .len = making.made[i].len };

		for (size_t at = 0; at + element->len <= word.len && !making.is_met_well[element->item]; at++) {
			memcpy(word.cp, making.made[i].cp, word.len * sizeof *word.cp);
			memcpy(word.cp + at, element->cp, element->len * sizeof *word.cp);
			if (making.made[i].is_accepted)
				try_word(&word);
		}
	}
}

/* Whether the table and IDNA accept a word. */
static bool
is_acceptable(const struct word *word)
{
	struct text text = { 0 };
	bool is_ok = write_label(word, &text) && trial_label(making.trial, text.bytes, text.len);

	text_free(&text);
	return is_ok;
}

/* Labels for all elements: as many in one as go together. */
static void
try_elements(void)
{
	struct word word = { .len = 0 };

	for (size_t i = 0; i < making.survey.element_count; i++) {
		const struct survey_element *element = &making.survey.elements[i];
		size_t len = word.len;

		if (making.is_met_well[element->item])
			continue;
		if (append(&word, element) && word.len <= PLAIN_LENGTH && is_acceptable(&word))
			continue;
		word.len = len;
		if (len > 0)
			try_word(&word);
		word.len = 0;
		if (!append(&word, element) || !is_acceptable(&word))
			word.len = 0;
	}
	if (word.len > 0)
		try_word(&word);
	for (size_t i = 0, wanting = 0; i < making.survey.element_count && wanting < WANTING_MAX; i++) {
		const struct survey_element *element = &making.survey.elements[i];

		wanting += is_wanting(element);
		if (!making.is_met_well[element->item])
			try_places(element);
		if (is_wanting(element))
			try_around(element);
	}
}

/* Two labels in one; where the first ends as the second begins, with that code point once or twice. */
static void
try_joined(const struct made *first, const struct made *second)
{
	bool can_overlap = first->cp[first->len - 1] == second->cp[0];

	for (size_t overlap = 0; overlap <= can_overlap; overlap++) {
		struct word word = { .len = first->len + second->len - overlap };

		if (word.len > IDNC_LGR_LABEL_MAX)
			continue;
		memcpy(word.cp, first->cp, first->len * sizeof *word.cp);
		memcpy(word.cp + first->len, second->cp + overlap,
		       (second->len - overlap) * sizeof *word.cp);
		try_word(&word);
	}
}

/* All pairs of labels, which rules against mixing ask for. */
static void
try_pairs(void)
{
	enum { LABELS_MAX = 200 };
	size_t count = making.made_count < LABELS_MAX ? making.made_count : LABELS_MAX;

	for (size_t i = 0; i < count * count && making.missing > 0 && making.tried < PAIRED_MAX; i++)
		if (making.made[i / count].is_accepted && making.made[i % count].is_accepted) {
			/* The list grows, and moves. */
			struct made first = making.made[i / count], second = making.made[i % count];

			try_joined(&first, &second);
		}
}

/* A label with a code point that the table does not have. */
static void
add_stranger(void)
{
	for (uint32_t cp = 'a'; cp < 0x10000; cp = cp == 'z' ? 0xE0 : cp + 1) {
		struct word word = { .cp = { cp }, .len = 1 };
		struct text text = { 0 };

		survey_label(&making.survey, word.cp, 1, false);
		if (!making.survey.is_eligible && write_label(&word, &text) &&
		    !trial_label(making.trial, text.bytes, text.len) && is_of_idna(making.trial)) {
			add_label(&word, &text, false, true);
			cp = 0xFFFF;
		}
		text_free(&text);
	}
}

static void
search(void)
{
	struct word word = { .len = 0 };

	choose_letters();
	for (size_t letters = 1; letters <= 3 && !is_over(); letters++)
		try_words(&word, letters, letters < 3 ? LETTERS_MAX : TRIPLED_MAX);
	try_repeated();
	try_random();
	try_elements();
	try_pairs();
	add_stranger();
}

/* ---- output ---- */

static void
write_scalar(struct text *out, const struct text *text)
{
	text_add_char(out, '"');
	for (size_t i = 0; i < text->len; i++) {
		if (text->bytes[i] == '"' || text->bytes[i] == '\\')
			text_add_char(out, '\\');
		if ((unsigned char)text->bytes[i] < ' ' || text->bytes[i] == 0x7F)
			text_format(out, "\\x%02X", (unsigned)text->bytes[i]);
		else
			text_add_char(out, text->bytes[i]);
	}
	text_add_char(out, '"');
}

/* The label with the variant in the place of its source; false: it is too long. */
static bool
substitute(const struct made *made, const struct survey_item *item, size_t at, struct word *word)
{
	size_t rest = made->len - at - item->len;

	if (at + item->target_len + rest > IDNC_LGR_LABEL_MAX || at + item->target_len + rest == 0)
		return false;
	memcpy(word->cp, made->cp, at * sizeof *word->cp);
	if (item->target_len > 0)
		memcpy(word->cp + at, item->target, item->target_len * sizeof *word->cp);
	memcpy(word->cp + at + item->target_len, made->cp + at + item->len, rest * sizeof *word->cp);
	word->len = at + item->target_len + rest;
	return true;
}

static const char *
tag_of(void)
{
	const char *tag = idnc_lgr_name_z(&judging->lgr);

	return tag[0] ? tag : "und";
}

/* Add a variant as an entry; false: it is no variant label, or not one that can be written. */
static bool
write_variant(struct text *out, const struct word *word)
{
	struct text text = { 0 }, disposition = { 0 }, tag = { 0 };
	bool is_written = write_label(word, &text);
	bool is_ok = is_written && trial_variant(making.trial, text.bytes, text.len, &disposition);

	is_written &= disposition.len > 0;
	if (is_written) {
		text_add_z(out, "        - label: ");
		write_scalar(out, &text);
		text_add_z(out, "\n          variantTLDAllocatability: [");
		text_add_z(&tag, tag_of());
		if (is_ok)
			write_scalar(out, &tag);
		text_add_z(out, "]\n");
	}
	text_free(&text);
	text_free(&tag);
	text_free(&disposition);
	return is_written;
}

/* Add the variants that this label is the first to exercise, each at one place. */
static void
write_variants(struct text *out, size_t index)
{
	const struct made *made = &making.made[index];
	struct survey *survey = &making.survey;
	struct word word;

	survey_label(survey, made->cp, made->len, false);
	for (size_t i = 0; i < survey->found_count; i++) {
		const struct survey_item *item = &survey->items[survey->found[i]];
		bool is_written = item->kind != SURVEY_VARIANT || making.maker[survey->found[i]] != index ||
		                  (item->len == item->target_len &&
		                   memcmp(item->cp, item->target, item->len * sizeof *item->cp) == 0);

		for (size_t at = 0; at + item->len <= made->len && !is_written; at++)
			is_written = memcmp(item->cp, made->cp + at, item->len * sizeof *item->cp) == 0 &&
			             substitute(made, item, at, &word) && write_variant(out, &word);
	}
}

static void
write_accepted(struct text *out, size_t index)
{
	const struct made *made = &making.made[index];
	struct text variants = { 0 };

	text_add_z(out, "    - label: ");
	write_scalar(out, &made->text);
	text_add_z(out, "\n");
	trial_label(making.trial, made->text.bytes, made->text.len);
	write_variants(&variants, index);
	text_add_z(out, variants.len > 0 ? "      variants:\n" : "      variants: []\n");
	text_add(out, variants.bytes, variants.len);
	text_free(&variants);
}

static void
write_file(struct text *out)
{
	struct text tag = { 0 };
	size_t accepted = 0;

	text_add_z(&tag, tag_of());
	text_add_z(out, "tag: ");
	write_scalar(out, &tag);
	text_add_z(out, "\nversion: 1.0\nisReferenceLGR: false\ntestLabels:\n");
	for (size_t i = 0; i < making.made_count; i++)
		accepted += making.made[i].is_accepted;
	text_add_z(out, accepted ? "  allocatableLabels:\n" : "  allocatableLabels: []\n");
	for (size_t i = 0; i < making.made_count; i++)
		if (making.made[i].is_accepted)
			write_accepted(out, i);
	text_add_z(out, accepted < making.made_count ? "  unallocatableLabels:\n" : "  unallocatableLabels: []\n");
	for (size_t i = 0; i < making.made_count; i++)
		if (!making.made[i].is_accepted) {
			text_add_z(out, "    - ");
			write_scalar(out, &making.made[i].text);
			text_add_char(out, '\n');
		}
	text_free(&tag);
}

/* Say what no label was found for. */
static void
write_missing(struct text *out)
{
	for (size_t i = 0; i < making.survey.item_count; i++) {
		const struct survey_item *item = &making.survey.items[i];
		struct text name = { 0 };

		if (making.is_met[i])
			continue;
		survey_write_name(item, &name);
		escape_write(out, ESCAPE_TEXT, judging->file, strlen(judging->file));
		text_format(out, ":%u:1: note: no label was found for %s ", (unsigned)(item->line ? item->line : 1),
		            survey_kind_word(item->kind));
		escape_write(out, ESCAPE_TEXT, name.bytes, name.len);
		text_add_char(out, '\n');
		text_free(&name);
	}
}

static void
begin(void)
{
	size_t items = making.survey.item_count + 1;

	making.trial = trial_new();
	making.random = 7940;
	making.cost = 1 + making.survey.rule_count / 32 + making.survey.action_count / 32;
	making.is_met = memory_resize(NULL, items, sizeof *making.is_met);
	making.is_met_well = memory_resize(NULL, items, sizeof *making.is_met_well);
	making.maker = memory_resize(NULL, items, sizeof *making.maker);
	memset(making.is_met, 0, items * sizeof *making.is_met);
	memset(making.is_met_well, 0, items * sizeof *making.is_met_well);
	for (size_t i = 0; i < making.survey.item_count; i++)
		making.missing += is_goal(&making.survey.items[i]);
}

static void
end(void)
{
	for (size_t i = 0; i < making.made_count; i++)
		text_free(&making.made[i].text);
	free(making.made);
	free(making.is_met);
	free(making.is_met_well);
	free(making.maker);
	trial_free(making.trial);
	survey_end(&making.survey);
}

static int
run(void)
{
	struct text out = { 0 }, err = { 0 };
	int status = 0;

	if (settings.common.name_count > 0) {
		message("the form is: rst-make -t TABLE [-o FILE]", NULL, "");
		return 2;
	}
	if (settings.output && file_is_same(judging->file, settings.output)) {
		message("what is written would take the place of the table", settings.output, "");
		return 2;
	}
	if (!survey_begin(&making.survey, judging))
		return 2;
	begin();
	search();
	write_file(&out);
	write_missing(&err);
	if (settings.output)
		status = output_write(settings.output, out.bytes, out.len);
	else
		stdout_write(out.bytes, out.len);
	stdout_close();
	stderr_write(err.bytes, err.len);
	text_free(&out);
	text_free(&err);
	end();
	return status;
}

static bool
prepare(void)
{
	return outline_is_here() && verbs_load_table();
}

static const struct option_group groups[] = {
	{ "Which table is tested", options_table },
	{ "Where test labels are written", options_rst_make },
	{ "Where derivations disagree", options_conflicts },
	{ "About the program", options_about },
	{ 0 },
};

const struct tool verb_rst_make = {
	.name = "idntable",
	.verb = "rst-make",
	.whole = &idntable,
	.synopsis = "-t TABLE [-o FILE]",
	.exits = "0 done, 2 usage, I/O or table error.",
	.details = "Prints a file of test labels (YAML) for TABLE: labels to be accepted with variants, and "
		   "labels to be refused, which exercise all of the table that a search finds labels for. "
		   "What it finds none for is told on standard error. With -o they are written to FILE, which "
		   "takes the place of an older one at once; a device or a FIFO is written to.",
	.groups = groups,
	.prepare = prepare,
	.run = run,
	.more_codes = &tables_codes,
};
