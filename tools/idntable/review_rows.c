/* SPDX-License-Identifier: MIT */
/* What each difference from a reference table means for the review: a table of rows. */
#include <stdlib.h>
#include <string.h>

#include "review.h"

const char *
result_z(enum result result)
{
	static const char *const words[] = {
#define X(name, words, class) words,
		RESULT_LIST(X)
#undef X
	};

	return words[result];
}

const char *
item_z(enum item item)
{
	static const char *const words[] = {
#define X(name, word) word,
		ITEM_LIST(X)
#undef X
	};

	return words[item];
}

enum item
row_item(const struct row *row)
{
	static const enum item items[IDNC_ASPECT_COUNT] = {
		[IDNC_ASPECT_REPERTOIRE] = ITEM_REPERTOIRE,
		[IDNC_ASPECT_VARIANT] = ITEM_VARIANTS,
		[IDNC_ASPECT_VARIANT_TYPE] = ITEM_VARIANTS,
		[IDNC_ASPECT_CONTEXT] = ITEM_CONTEXTS,
		[IDNC_ASPECT_VARIANT_CONTEXT] = ITEM_CONTEXTS,
		[IDNC_ASPECT_RULE] = ITEM_RULES,
		[IDNC_ASPECT_ACTION] = ITEM_ACTIONS,
		[IDNC_ASPECT_METADATA] = ITEM_METADATA,
	};

	return items[row->aspect];
}

/* ---- The rows ---- */

/* How the head of a table is to be filled in: https://www.iana.org/help/idn-repository-procedure */
#define IANA "IANA, Repository of IDN Practices"

/* The instructions in ICANN's reference tables: a registry takes a part of the repertoire, and says what it changed. */
#define ICANN "ICANN, Reference LGRs for the Second Level"

/*
 * Of one aspect the first row decides whose traits all hold; the last one of each asks for none.  What the table lets
 * happen and the reference does not is REVIEW; what it forbids besides is NOTE, as nobody is misled by a name that does
 * not exist; what only the repertoire lacks is SUBSET.
 */
/* clang-format off */
static const struct row rows[] = {
#define ROW(aspect, traits, result, clause, sentence) \
	{ IDNC_ASPECT_##aspect, NULL, traits, RESULT_##result, clause, sentence },
#define META(field, traits, result, clause, sentence) \
	{ IDNC_ASPECT_METADATA, field, traits, RESULT_##result, clause, sentence },
	ROW(REPERTOIRE, TRAIT_UNDECIDED, CHECK, "RFC 7940, 5.1",
	    "whether the repertoires differ here is not decided")
	ROW(REPERTOIRE, TRAIT_TABLE_ONLY, REVIEW, "RFC 7940, 5.1; " ICANN,
	    "the table has it, and the reference has not: nobody who knows the script has vouched for it")
	ROW(REPERTOIRE, TRAIT_SPELLED, REVIEW, "RFC 7940, 5.1",
	    "the table lacks this sequence of the reference, but can write it with other elements, without the context or the variants that the reference gives it")
	ROW(REPERTOIRE, 0, SUBSET, "RFC 7940, 5.1; " ICANN,
	    "the table leaves it out")

	ROW(VARIANT, TRAIT_UNDECIDED, CHECK, "RFC 7940, 5.3",
	    "whether the variants differ here is not decided")
	ROW(VARIANT, TRAIT_FOLLOWS | TRAIT_REFERENCE_ONLY, SUBSET, "RFC 7940, 5.3; RFC 8228, 14",
	    "the table lacks the variant together with its code points, so that no label under it can be taken for the other")
	ROW(VARIANT, TRAIT_FOLLOWS | TRAIT_LOOSER, REVIEW, "RFC 8228, 8",
	    "the table has a variant with an element that the reference lacks, and does not block it")
	ROW(VARIANT, TRAIT_FOLLOWS, NOTE, "RFC 8228, 14",
	    "the table blocks a variant with an element that the reference lacks")
	ROW(VARIANT, TRAIT_REFLEXIVE | TRAIT_LACKS, REVIEW, "RFC 8228, 11",
	    "only one of them has a type for the code points that stay as they are: a variant that the reference has does not come to be")
	ROW(VARIANT, TRAIT_REFLEXIVE | TRAIT_LOOSER, REVIEW, "RFC 8228, 11",
	    "only one of them has a type for the code points that stay as they are: the table lets more become of labels with them")
	ROW(VARIANT, TRAIT_REFLEXIVE | TRAIT_STRICTER, NOTE, "RFC 8228, 11",
	    "only one of them has a type for the code points that stay as they are: the table lets less become of labels with them")
	ROW(VARIANT, TRAIT_LACKS, REVIEW, "RFC 7940, 5.3; RFC 8228, 3",
	    "the table lacks the variant: two labels that the reference keeps in one hand can go to two people")
	ROW(VARIANT, TRAIT_LOOSER, REVIEW, "RFC 7940, 5.3.2; RFC 8228, 8",
	    "the table lets more become of the label than the reference, by this variant")
	ROW(VARIANT, TRAIT_STRICTER, NOTE, "RFC 8228, 9",
	    "the table blocks a variant that the reference does not know")
	ROW(VARIANT, TRAIT_OWN, CHECK, "RFC 7940, 7.3",
	    "a disposition of the tables' own making decides about the variant")
	ROW(VARIANT, TRAIT_REFLEXIVE, CHECK, "RFC 8228, 11",
	    "only one of them has a type for the code points that stay as they are, and no label was found that shows what comes of it")
	ROW(VARIANT, TRAIT_REFERENCE_ONLY, REVIEW, "RFC 7940, 5.3; RFC 8228, 3",
	    "the table lacks the variant, though no label was found that shows what comes of it")
	ROW(VARIANT, 0, CHECK, "RFC 7940, 5.3",
	    "the table has a variant that the reference does not know, and no label was found that shows what comes of it")

	ROW(VARIANT_TYPE, TRAIT_UNDECIDED, CHECK, "RFC 7940, 5.3.2",
	    "whether the types of the variant lead to the same dispositions is not decided")
	ROW(VARIANT_TYPE, TRAIT_LACKS, REVIEW, "RFC 7940, 5.3.2 and 8.4",
	    "by its type the variant does not come to be, where the reference has it")
	ROW(VARIANT_TYPE, TRAIT_LOOSER, REVIEW, "RFC 7940, 5.3.2; RFC 8228, 8",
	    "by its type the table lets more become of the variant than the reference")
	ROW(VARIANT_TYPE, TRAIT_STRICTER, NOTE, "RFC 7940, 5.3.2; RFC 8228, 9",
	    "by its type the table lets less become of the variant than the reference")
	ROW(VARIANT_TYPE, 0, CHECK, "RFC 7940, 5.3.2 and 7.3",
	    "the type of the variant leads to another disposition, of which a person must say whether it is stricter")

	ROW(CONTEXT, TRAIT_UNDECIDED, CHECK, "RFC 7940, 5.2",
	    "whether the contexts accept the same labels is not decided")
	ROW(CONTEXT, TRAIT_TABLE_ONLY | TRAIT_IDLE, CHECK, "RFC 7940, 5.2",
	    "the context of the table accepts it there where the reference's does not, but both give this label the same verdict: other rules refuse it, or it is read as other elements")
	ROW(CONTEXT, TRAIT_TABLE_ONLY, REVIEW, "RFC 7940, 5.2",
	    "the table accepts it where the reference does not")
	ROW(CONTEXT, TRAIT_SPELLED, REVIEW, "RFC 7940, 5.2",
	    "the table does not accept this sequence there, but reads the label as other elements, without the variants that the reference gives it")
	ROW(CONTEXT, TRAIT_IDLE, NOTE, "RFC 7940, 5.2",
	    "the context of the table refuses it there where the reference's does not, but both give this label the same verdict: other rules refuse it, or it is read as other elements")
	ROW(CONTEXT, 0, NOTE, "RFC 7940, 5.2",
	    "the table refuses it where the reference accepts it")

	ROW(VARIANT_CONTEXT, TRAIT_UNDECIDED, CHECK, "RFC 7940, 5.3.5",
	    "whether the variant exists in the same labels is not decided")
	ROW(VARIANT_CONTEXT, TRAIT_REFERENCE_ONLY, REVIEW, "RFC 7940, 5.3.5; RFC 8228, 15",
	    "the table lacks the variant in labels where the reference has it")
	ROW(VARIANT_CONTEXT, TRAIT_LOOSER, REVIEW, "RFC 7940, 5.3.5; RFC 8228, 15",
	    "the table has the variant in labels where the reference has none, and does not block it")
	ROW(VARIANT_CONTEXT, TRAIT_STRICTER, NOTE, "RFC 7940, 5.3.5; RFC 8228, 15",
	    "the table blocks the variant also in labels where the reference has none")
	ROW(VARIANT_CONTEXT, 0, CHECK, "RFC 7940, 5.3.5",
	    "the table has the variant in labels where the reference has none")

	ROW(RULE, TRAIT_UNDECIDED, CHECK, "RFC 7940, 6.3",
	    "whether the rules match the same labels is not decided")
	ROW(RULE, TRAIT_LOOSER, REVIEW, "RFC 7940, 6.3 and 7.1",
	    "the table accepts a label that a rule of the reference refuses")
	ROW(RULE, TRAIT_LACKS, REVIEW, "RFC 7940, 6.3 and 7.1",
	    "by a rule a variant does not come to be, where the reference has it")
	ROW(RULE, TRAIT_STRICTER, NOTE, "RFC 7940, 6.3 and 7.1",
	    "a rule of the table refuses a label that the reference accepts")
	ROW(RULE, 0, CHECK, "RFC 7940, 6.3 and 7.1",
	    "the rules match different labels; what that means for them a person must say")

	ROW(ACTION, TRAIT_UNDECIDED, CHECK, "RFC 7940, 7",
	    "whether the actions give the same dispositions is not decided")
	ROW(ACTION, TRAIT_LOOSER, REVIEW, "RFC 7940, 7",
	    "an action of the table lets more become of a label than the reference")
	ROW(ACTION, TRAIT_LACKS, REVIEW, "RFC 7940, 7",
	    "by an action a variant does not come to be, where the reference has it")
	ROW(ACTION, TRAIT_STRICTER, NOTE, "RFC 7940, 7",
	    "an action of the table lets less become of a label than the reference")
	ROW(ACTION, 0, CHECK, "RFC 7940, 7 and 7.3",
	    "the actions give another disposition, of which a person must say whether it is stricter")

	META("version", TRAIT_REFERENCE_ONLY, CHECK, "RFC 7940, 4.3.1; " IANA,
	     "the table tells no version, which it must have when it is deposited")
	META("version", 0, NOTE, "RFC 7940, 4.3.1",
	     "a table has a version of its own")
	META("date", 0, NOTE, "RFC 7940, 4.3.2",
	     "a table has a date of its own")
	META("validity-start", 0, NOTE, "RFC 7940, 4.3.6; " IANA,
	     "a table comes into force on a date of its own")
	META("validity-end", 0, NOTE, "RFC 7940, 4.3.6",
	     "a table ends on a date of its own")
	META("scope", 0, NOTE, "RFC 7940, 4.3.4",
	     "a table is for zones of its own")
	META("unicode-version", 0, NOTE, "RFC 7940, 4.3.7",
	     "the version of Unicode is another one; what that changes in classes is told with contexts and rules")
	META("reference", 0, NOTE, "RFC 7940, 4.3.8",
	     "references change no label")
	META("references", 0, NOTE, "RFC 7940, 4.3.8",
	     "references change no label")
	META("language", TRAIT_REFERENCE_ONLY, CHECK, "RFC 7940, 4.3.3; " IANA,
	     "the table does not tell this language or script; whether the reference is the right one a person must say")
	META("language", 0, CHECK, "RFC 7940, 4.3.3; " IANA,
	     "the language or script is another one; whether the reference is the right one a person must say")
	META("description", 0, CHECK, "RFC 7940, 4.3.5; " ICANN,
	     "the description is another one; whether it tells rules that the table does not have a person must read")
	META(NULL, 0, NOTE, "RFC 7940, 4.3",
	     "it changes no label")
#undef ROW
#undef META
};
/* clang-format on */

/* ---- Traits ---- */

#define SAME 0
#define LESS TRAIT_STRICTER
#define MORE TRAIT_LOOSER
#define GONE TRAIT_LACKS
#define SELF TRAIT_OWN

/* Of a variant label: by its weight under the reference, then under the table.  RFC 7940, 7.3; unknown, none, ... */
static const unsigned variant_traits[WEIGHT_COUNT][WEIGHT_COUNT] = {
	[WEIGHT_NONE] = { SAME, SAME, LESS, MORE, MORE, MORE, SELF },
	[WEIGHT_BLOCKED] = { SAME, GONE, SAME, MORE, MORE, MORE, SELF },
	[WEIGHT_ALLOCATABLE] = { SAME, GONE, LESS, SAME, MORE, MORE, SELF },
	[WEIGHT_ACTIVATED] = { SAME, GONE, LESS, LESS, SAME, MORE, SELF },
	[WEIGHT_VALID] = { SAME, GONE, LESS, LESS, LESS, SAME, SELF },
	[WEIGHT_OWN] = { SAME, GONE, SELF, SELF, SELF, SELF, SELF },
};

/* Of a label that is applied for: it is refused, whether it is invalid or blocked, or it is accepted. */
static const unsigned label_traits[WEIGHT_COUNT][WEIGHT_COUNT] = {
	[WEIGHT_NONE] = { SAME, SAME, SAME, MORE, MORE, MORE, SELF },
	[WEIGHT_BLOCKED] = { SAME, SAME, SAME, MORE, MORE, MORE, SELF },
	[WEIGHT_ALLOCATABLE] = { SAME, LESS, LESS, SAME, SAME, SAME, SELF },
	[WEIGHT_ACTIVATED] = { SAME, LESS, LESS, SAME, SAME, SAME, SELF },
	[WEIGHT_VALID] = { SAME, LESS, LESS, SAME, SAME, SAME, SELF },
	[WEIGHT_OWN] = { SAME, LESS, SELF, SELF, SELF, SELF, SELF },
};

/* The weights that both tables give to what a difference shows; unknown where that cannot be said. */
static void
weigh(const struct pair *pair, const idnc_difference *d, enum weight weights[2])
{
	for (int i = 0; i < 2; i++) {
		weights[i] = WEIGHT_UNKNOWN;
		/* As a whole the label may be refused for another reason than an action. */
		if (d->aspect == IDNC_ASPECT_ACTION)
			weights[i] = d->name[i] ? weight_find(d->name[i]) : WEIGHT_UNKNOWN;
		else if (d->label && d->variant)
			weights[i] = opinion_variant(pair->side[i], d->label, d->label_len, d->variant, d->variant_len).weight;
		else if (d->label)
			weights[i] = opinion_label(pair->side[i], d->label, d->label_len).weight;
		/* What is no variant has no disposition; of what is one, the type tells what it is meant to have. */
		if (weights[i] == WEIGHT_UNKNOWN && d->aspect == IDNC_ASPECT_VARIANT)
			weights[i] = d->has[i] ? weight_find(d->name[i]) : WEIGHT_NONE;
	}
}

/* Whether a table can write code points with other elements than the sequence that they are, in whatever contexts. */
static bool
is_spelled(const idnc_table *table, const uint32_t *cp, size_t len)
{
	bool reached[IDNC_LGR_LABEL_MAX + 1] = { true };
	idnc_table_entry entry;

	if (len > IDNC_LGR_LABEL_MAX)
		return false;
	for (size_t from = 0; from < len; from++)
		for (size_t end = from + 1; reached[from] && end <= len; end++)
			reached[end] = reached[end] || (end - from < len && idnc_table_entry_find(table, cp + from, end - from, &entry));
	return reached[len];
}

static bool
has_rules(const idnc_table *table, const uint32_t *cp, size_t len)
{
	idnc_table_entry entry;

	return idnc_table_entry_find(table, cp, len, &entry) && (entry.variants > 0 || entry.when[0] || entry.not_when[0]);
}

/* Whether a label where the table does not accept a sequence is accepted without it, and without its variants. */
static bool
is_read_otherwise(const struct pair *pair, const idnc_difference *d)
{
	idnc_table_entry entry;

	return d->has[0] && !d->undecided && d->source_len > 1 && d->label &&
	       opinion_label(pair->side[1], d->label, d->label_len).weight > WEIGHT_BLOCKED &&
	       idnc_table_entry_find(pair->side[0]->table, d->source, d->source_len, &entry) && entry.variants > 0;
}

static unsigned
find_traits(const struct pair *pair, const idnc_difference *d)
{
	const struct side *reference = pair->side[0], *table = pair->side[1];
	unsigned traits = d->undecided ? TRAIT_UNDECIDED : 0;
	enum weight weights[2];

	if (d->has[0] != d->has[1])
		traits |= d->has[0] ? TRAIT_REFERENCE_ONLY : TRAIT_TABLE_ONLY;
	traits |= d->follows ? TRAIT_FOLLOWS : 0;
	if (d->target && d->target_len == d->source_len && memcmp(d->target, d->source, d->source_len * sizeof *d->source) == 0)
		traits |= TRAIT_REFLEXIVE;
	/* Of a table that cannot be compiled nothing is known as a whole. */
	traits |= !d->is_effective && reference->block && table->block ? TRAIT_IDLE : 0;
	if (d->aspect == IDNC_ASPECT_REPERTOIRE)
		traits |= d->has[0] && d->source_len > 1 && is_spelled(table->table, d->source, d->source_len) &&
		                          has_rules(reference->table, d->source, d->source_len)
		                  ? TRAIT_SPELLED
		                  : 0;
	if (d->aspect == IDNC_ASPECT_CONTEXT && is_read_otherwise(pair, d))
		traits |= TRAIT_SPELLED;
	if (d->undecided || d->aspect == IDNC_ASPECT_REPERTOIRE || d->aspect == IDNC_ASPECT_METADATA ||
	    d->aspect == IDNC_ASPECT_CONTEXT)
		return traits;
	weigh(pair, d, weights);
	return traits | (d->variant || !d->label ? variant_traits : label_traits)[weights[0]][weights[1]];
}

const struct row *
row_find(const struct pair *pair, const idnc_difference *difference)
{
	unsigned traits = find_traits(pair, difference);
	size_t i = 0;

	while (rows[i].aspect != difference->aspect || (rows[i].traits & ~traits) ||
	       (rows[i].field && strcmp(rows[i].field, difference->field) != 0))
		i++;
	return &rows[i];
}
