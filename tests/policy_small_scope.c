/* SPDX-License-Identifier: MIT */
/* Keys and collisions under random tables, on every label of up to four of four letters, against enumeration. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "idncheck/policy.h"
#include "idncheck/tables.h"
#include "util.h"

enum {
	LETTERS = 4,        /* a b c d; e stands in variants only */
	LONGEST = 4,        /* letters of a label */
	LABELS = 4 + 16 + 64 + 256,
	TABLES = 400,
	PART = 3,           /* letters of an element, and of a variant */
	ELEMENTS = 12,
	VARIANTS = 4,
	GROWN = LONGEST * PART,
	PAIRS = 97          /* of pairs that are no variants, every so manieth is compared */
};

/* --- chance, the same in every run --------------------------------------------------------- */

static uint64_t seed;

static unsigned
chance(unsigned n)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (unsigned)(seed >> 33) % n;
}

/* --- a table: written as XML, and kept ------------------------------------------------------ */

/* Of mappings, VALID with a name of the table's own; and dispositions. */
enum type { BLOCKED, ALLOCATABLE, ACTIVATED, VALID, INVALID, TYPES };

static const char *const type_names[TYPES] = { "blocked", "allocatable", "activated", "own", "invalid" };

/* Letters, by number. */
struct text {
	unsigned letter[GROWN];
	size_t   len;
};

struct element {
	struct text text;
	struct variant {
		struct text text;
		enum type   type;
		bool        is_reflexive;
	} variants[VARIANTS];
	size_t count;
};

static struct element elements[ELEMENTS];
static size_t         element_count;
static char           document[1 << 14];
static size_t         document_len;

__attribute__((format(printf, 1, 2))) static void
say(const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	document_len += (size_t)vsnprintf(document + document_len, sizeof document - document_len, format, arguments);
	va_end(arguments);
	if (document_len >= sizeof document)
		abort();
}

static void
say_text(const struct text *text)
{
	for (size_t i = 0; i < text->len; i++)
		say(i ? " %04X" : "%04X", 'a' + text->letter[i]);
}

static bool
is_equal(const struct text *a, const struct text *b)
{
	return a->len == b->len && memcmp(a->letter, b->letter, a->len * sizeof *a->letter) == 0;
}

static struct text
make_text(size_t least, unsigned letters)
{
	struct text text = { .len = least + chance(PART + 1 - (unsigned)least) };

	for (size_t i = 0; i < text.len; i++)
		text.letter[i] = chance(letters);
	return text;
}

static void
add_variants(struct element *e)
{
	for (unsigned n = chance(3); n > 0; n--) {
		/* Nothing, now and then: a null variant.  RFC 7940, 5.3.3 */
		struct variant v = { make_text(chance(4) ? 1 : 0, LETTERS + 1), (enum type)chance(TYPES), false };
		bool           is_new = true;
		for (size_t i = 0; i < e->count; i++)
			is_new &= !is_equal(&e->variants[i].text, &v.text);
		v.is_reflexive = is_equal(&v.text, &e->text);
		if (is_new)
			e->variants[e->count++] = v;
	}
}

static void
make_table(void)
{
	element_count = 0;
	for (unsigned i = 0; i < ELEMENTS; i++) {
		struct element e = { .text = make_text(1, LETTERS) };
		bool           is_new = true;
		/* The letters alone, so that most labels are eligible; then what overlaps with them. */
		if (i < LETTERS)
			e.text = (struct text){ { i }, 1 };
		for (size_t k = 0; k < element_count; k++)
			is_new &= !is_equal(&elements[k].text, &e.text);
		if (!is_new || (i < LETTERS && chance(8) == 0) || (i >= LETTERS && chance(3) == 0))
			continue;
		add_variants(&e);
		elements[element_count++] = e;
	}
	document_len = 0;
	say("<lgr xmlns='urn:ietf:params:xml:ns:lgr-1.0'><data>");
	for (size_t i = 0; i < element_count; i++) {
		say("<char cp='");
		say_text(&elements[i].text);
		say("'>");
		for (size_t k = 0; k < elements[i].count; k++) {
			say("<var type='%s' cp='", type_names[elements[i].variants[k].type]);
			say_text(&elements[i].variants[k].text);
			say("'/>");
		}
		say("</char>");
	}
	/* An action that nothing triggers numbers the dispositions in another order. */
	say("</data>%s</lgr>", chance(2) ? "<rules><action disp='valid' any-variant='none'/><action disp='allocatable' any-variant='none'/></rules>" : "");
}

/* --- what RFC 7940, 8 says of it ------------------------------------------------------------- */

/* RFC 7940, 7.6 and 8.3, step 3: the default actions pass over a type that they do not know; what is left is valid. */
static enum type
find_disposition(unsigned types)
{
	static const enum type strict[] = { INVALID, BLOCKED, ALLOCATABLE, ACTIVATED };

	for (size_t i = 0; i < sizeof strict / sizeof *strict; i++)
		if (types & 1u << strict[i])
			return strict[i];
	return VALID;
}

static bool
stands_at(const struct text *label, size_t at, const struct text *part)
{
	return at + part->len <= label->len && memcmp(label->letter + at, part->letter, part->len * sizeof *part->letter) == 0;
}

/* RFC 7940, 8.1: the longest element at each place. */
static bool
is_eligible(const struct text *label, bool is_source)
{
	unsigned types = 0;

	for (size_t at = 0; at < label->len;) {
		const struct element *best = NULL;
		for (size_t i = 0; i < element_count; i++)
			if (stands_at(label, at, &elements[i].text) && (!best || elements[i].text.len > best->text.len))
				best = &elements[i];
		if (!best)
			return false;
		for (size_t k = 0; k < best->count; k++)
			if (best->variants[k].is_reflexive)
				types |= 1u << best->variants[k].type;
		at += best->text.len;
	}
	return label->len > 0 && !(is_source && find_disposition(types) == INVALID);
}

/* Of the source label: each label of the scope as a variant, as bits of dispositions. */
static unsigned relation[LABELS][LABELS];
static struct text labels[LABELS];
static bool eligible[LABELS];

/* The number of a label; LABELS: it is longer, empty, or has another letter. */
static size_t
find_label(const struct text *text)
{
	size_t at = 0, n = 1;

	if (text->len == 0 || text->len > LONGEST)
		return LABELS;
	for (size_t len = 1; len < text->len; len++)
		at += n *= LETTERS;
	n = 0;
	for (size_t i = 0; i < text->len; i++) {
		if (text->letter[i] >= LETTERS)
			return LABELS;
		n = n * LETTERS + text->letter[i];
	}
	return at + n;
}

struct scope {
	struct tally           *t;
	const idnc_policy_keys *keys;
	size_t                  source;
	uint64_t                hash;
};

static uint64_t
hash_of(const idnc_policy_keys *keys, const struct text *text)
{
	uint32_t cp[GROWN];

	for (size_t i = 0; i < text->len; i++)
		cp[i] = 'a' + text->letter[i];
	return idnc_policy_hash(keys, cp, text->len);
}

/* What was made of the label has its key, unless a letter is in no element; contexts and types do not matter. */
static void
take_variant(const struct scope *s, const struct text *made, unsigned types)
{
	size_t    to = find_label(made);
	bool      is_known = true;
	enum type disposition = find_disposition(types);

	for (size_t i = 0; i < made->len; i++) {
		bool is_in = false;
		for (size_t k = 0; k < element_count; k++)
			for (size_t j = 0; j < elements[k].text.len; j++)
				is_in |= elements[k].text.letter[j] == made->letter[i];
		is_known &= is_in;
	}
	if (is_known) {
		s->t->rows++;
		if (hash_of(s->keys, made) != s->hash)
			util_wrong(s->t, "label %zu and a variant of %zu letters have two keys: %s", s->source, made->len, document);
	}
	if (to < LABELS && eligible[s->source] && eligible[to] && disposition != INVALID)
		relation[s->source][to] |= 1u << disposition;
}

/* RFC 7940, 8.2: all partitions, all mappings. */
static void
derive(const struct scope *s, size_t at, struct text *made, unsigned types)
{
	const struct text *label = &labels[s->source];
	size_t             len = made->len;

	if (at == label->len) {
		take_variant(s, made, types);
		return;
	}
	for (size_t i = 0; i < element_count; i++) {
		const struct element *e = &elements[i];
		unsigned              kept = types;
		if (!stands_at(label, at, &e->text))
			continue;
		for (size_t k = 0; k < e->count; k++) {
			const struct variant *v = &e->variants[k];
			if (v->is_reflexive) {
				kept |= 1u << v->type;
				continue;
			}
			memcpy(made->letter + len, v->text.letter, v->text.len * sizeof *v->text.letter);
			made->len = len + v->text.len;
			derive(s, at + e->text.len, made, types | 1u << v->type);
		}
		memcpy(made->letter + len, e->text.letter, e->text.len * sizeof *e->text.letter);
		made->len = len + e->text.len;
		derive(s, at + e->text.len, made, kept);
	}
	made->len = len;
}

/* --- the comparison ------------------------------------------------------------------------- */

static void
make_labels(void)
{
	size_t count = 0;

	for (size_t len = 1, n = LETTERS; len <= LONGEST; len++, n *= LETTERS)
		for (size_t i = 0; i < n; i++) {
			struct text *text = &labels[count++];
			size_t       rest = i;
			text->len = len;
			for (size_t k = len; k-- > 0; rest /= LETTERS)
				text->letter[k] = (unsigned)(rest % LETTERS);
		}
	for (size_t i = 0; i < LABELS; i++)
		ck_assert_uint_eq(find_label(&labels[i]), i);
}

static unsigned
bits_of(const idnc_lgr *lgr, const idnc_policy_relation *r)
{
	unsigned bits = 0;

	for (size_t i = 0; i < r->count; i++) {
		const char *name = idnc_lgr_disposition_z(lgr, r->dispositions[i]);
		unsigned    type = 0;
		while (type < TYPES && strcmp(name, type == VALID ? "valid" : type_names[type]) != 0)
			type++;
		bits |= 1u << type;
	}
	return bits;
}

/* What an applied-for label is to a registered one: the first direction that has an answer gives it. */
static idnc_policy_standing
expect_standing(size_t applied, size_t registered)
{
	unsigned forward = relation[registered][applied], bits = forward ? forward : relation[applied][registered];

	if (applied == registered)
		return IDNC_POLICY_REGISTERED;
	return !bits ? IDNC_POLICY_FREE : bits & 1u << BLOCKED ? IDNC_POLICY_BLOCKED : IDNC_POLICY_ALLOCATABLE;
}

static void
compare(struct tally *t, const idnc_lgr *lgr, size_t applied, size_t registered)
{
	static uint64_t       workspace[IDNC_LGR_WORKSPACE_MIN / 8];
	idnc_policy_standing  standing = expect_standing(applied, registered);
	uint32_t              a[LONGEST], r[LONGEST];
	idnc_policy_collision c;

	for (size_t i = 0; i < LONGEST; i++) {
		a[i] = 'a' + labels[applied].letter[i];
		r[i] = 'a' + labels[registered].letter[i];
	}
	ck_assert_int_eq(idnc_policy_compare(lgr, a, labels[applied].len, r, labels[registered].len, workspace,
	                                     sizeof workspace, &c), IDNC_OK);
	t->rows++;
	if (c.standing != standing ||
	    (applied != registered && (bits_of(lgr, &c.forward) != relation[registered][applied] ||
	                               bits_of(lgr, &c.backward) != relation[applied][registered])))
		util_wrong(t, "label %zu beside %zu: standing %d, not %d; %x %x, not %x %x: %s", applied, registered, (int)c.standing,
		           (int)standing, bits_of(lgr, &c.forward), bits_of(lgr, &c.backward), relation[registered][applied],
		           relation[applied][registered], document);
}

static void
check_table(struct tally *keys_tally, struct tally *t, const idnc_lgr *lgr)
{
	static uint64_t  memory[1 << 10];
	idnc_policy_keys keys;
	size_t           skipped = 0;

	ck_assert_int_eq(idnc_policy_keys_begin(lgr, memory, sizeof memory, &keys), IDNC_OK);
	memset(relation, 0, sizeof relation);
	for (size_t i = 0; i < LABELS; i++)
		eligible[i] = is_eligible(&labels[i], false);
	for (size_t i = 0; i < LABELS; i++) {
		struct text  made = { .len = 0 };
		struct scope s = { keys_tally, &keys, i, hash_of(&keys, &labels[i]) };
		bool         was = eligible[i];
		eligible[i] = is_eligible(&labels[i], true);
		derive(&s, 0, &made, 0);
		eligible[i] = was;
	}
	for (size_t i = 0; i < LABELS; i++)
		for (size_t k = 0; k < LABELS; k++)
			if (relation[i][k] || relation[k][i] || skipped++ % PAIRS == 0)
				compare(t, lgr, i, k);
}

static unsigned char *
compile(idnc_lgr *lgr)
{
	idnc_table_finding  items[4];
	idnc_table_findings findings = { items, 4, 0 };
	idnc_table         *table;
	unsigned char      *block;
	size_t              size;

	ck_assert_msg(idnc_table_read(NULL, document, document_len, &findings, &table) == IDNC_TABLE_OK, "%s: %s", document,
	              items[0].detail);
	ck_assert_int_eq(idnc_table_compile(table, &findings, &block, &size), IDNC_TABLE_OK);
	idnc_table_free(table);
	ck_assert_int_eq(idnc_lgr_open(block, size, lgr), IDNC_OK);
	return block;
}

START_TEST(random_tables_agree_with_enumeration)
{
	struct tally keys = { .suite = "keys" }, collisions = { .suite = "collisions" };

	make_labels();
	seed = UINT64_C(0x2545F4914F6CDD1D);
	for (int i = 0; i < TABLES; i++) {
		idnc_lgr       lgr;
		unsigned char *block;
		make_table();
		block = compile(&lgr);
		check_table(&keys, &collisions, &lgr);
		idnc_table_release(NULL, block);
	}
	util_settle(&keys, 1004301);
	util_settle(&collisions, 942990);
}
END_TEST

int
main(void)
{
	const TTest *const tests[] = { random_tables_agree_with_enumeration, NULL };

	return util_run("policy_small_scope", tests);
}
