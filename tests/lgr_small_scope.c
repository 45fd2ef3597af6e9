/* SPDX-License-Identifier: MIT */
/* Random rules of RFC 7940 over three letters, on every label of up to six, against relations between positions. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "idncheck/lgr.h"
#include "idncheck/tables.h"
#include "util.h"

enum {
	LETTERS = 3,   /* a b c */
	LONGEST = 6,   /* letters of a label */
	PLACES = LONGEST + 1,
	LABELS = 3 + 9 + 27 + 81 + 243 + 729,
	TABLES = 300,  /* of each kind */
	NODES = 4096,  /* of all rules of a table */
	HELPERS = 3,   /* rules that the main one may refer to */
	FOREVER = 1000 /* the upper bound of `n+` */
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

/* --- the document that is being written ---------------------------------------------------- */

static char document[1 << 18];
static size_t document_len;

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

/* --- rules as trees: written as XML and kept, from one stream of chance --------------------- */

enum kind { LITERAL, SET, CHOICE, SEQUENCE, START, END, ANCHOR, BEHIND, AHEAD };

struct node {
	enum kind kind;
	unsigned set;      /* SET: bit i is letter i */
	unsigned text[3];  /* LITERAL */
	size_t len;        /* of text */
	unsigned least, most;
	size_t child[4], children;
};

static struct node nodes[NODES];
static size_t node_count;
static size_t helpers[HELPERS], anchored_helper;

static size_t
new_node(enum kind kind)
{
	if (node_count == NODES)
		abort();
	nodes[node_count] = (struct node){ .kind = kind, .least = 1, .most = 1 };
	return node_count++;
}

static void
add_child(size_t parent, size_t child)
{
	nodes[parent].child[nodes[parent].children++] = child;
}

/* RFC 7940, 6.3.3.  Counts above 63 are beyond any label, but not beyond what matches nothing. */
static const char *
give_count(size_t node)
{
	static const struct {
		const char *text;
		unsigned least, most;
	} counts[] = {
		{ " count='1'", 1, 1 }, { " count='2'", 2, 2 }, { " count='3'", 3, 3 }, { " count='0+'", 0, FOREVER },
		{ " count='1+'", 1, FOREVER }, { " count='2+'", 2, FOREVER }, { " count='0:1'", 0, 1 },
		{ " count='0:3'", 0, 3 }, { " count='1:2'", 1, 2 }, { " count='2:4'", 2, 4 }, { " count='2:2'", 2, 2 },
		{ " count='63+'", 63, FOREVER }, { " count='64'", 64, 64 }, { " count='65:70'", 65, 70 },
		{ " count='1:99'", 1, 99 },
	};
	size_t i = chance(2 * sizeof counts / sizeof *counts);

	if (i >= sizeof counts / sizeof *counts)
		return "";
	/* The last four are rare. */
	i = i > 10 && chance(3) ? 3 : i;
	nodes[node].least = counts[i].least;
	nodes[node].most = counts[i].most;
	return counts[i].text;
}

/* Tags and named classes of every table, as sets of letters. */
static const struct named_set {
	const char *name;
	unsigned set;
} tags[] = { { "ab", 3 }, { "bc", 6 }, { "a", 1 }, { "none", 0 } }, classes[] = { { "A", 1 }, { "NotB", 5 }, { "Nothing", 0 } };

/* A class or an operator on classes, and which letters are in it.  RFC 7940, 6.2 */
static unsigned
write_set(unsigned depth, const char *count)
{
	unsigned which = chance(depth > 0 ? 8 : 3), x, y;
	static const char *const names[] = { "union", "intersection", "difference", "symmetric-difference" };

	if (which == 0) {
		x = 1 + chance(7);
		say("<class%s>%s%s%s</class>", count, x & 1 ? "0061 " : "", x & 2 ? "0062 " : "", x & 4 ? "0063-007A" : "");
		return x;
	}
	if (which == 1) {
		x = chance(sizeof tags / sizeof *tags);
		say("<class from-tag='%s'%s/>", tags[x].name, count);
		return tags[x].set;
	}
	if (which == 2) {
		x = chance(sizeof classes / sizeof *classes);
		say("<class by-ref='%s'%s/>", classes[x].name, count);
		return classes[x].set;
	}
	if (which == 3) {
		say("<complement%s>", count);
		x = write_set(depth - 1, "");
		say("</complement>");
		return ~x & 7;
	}
	which -= 4;
	say("<%s%s>", names[which], count);
	x = write_set(depth - 1, "");
	y = write_set(depth - 1, "");
	say("</%s>", names[which]);
	return which == 0 ? x | y : which == 1 ? x & y : which == 2 ? x & ~y : x ^ y;
}

static size_t
write_literal(void)
{
	size_t n = new_node(LITERAL);

	nodes[n].len = 1 + chance(3);
	say("<char cp='");
	for (size_t i = 0; i < nodes[n].len; i++) {
		nodes[n].text[i] = chance(LETTERS);
		say("%s%04X", i ? " " : "", 'a' + nodes[n].text[i]);
	}
	say("'%s/>", give_count(n));
	return n;
}

/* A matcher without a place of its own.  RFC 7940, 6.3.2 */
static size_t
write_matcher(unsigned depth)
{
	unsigned which = chance(depth > 0 ? 10 : 5), children;
	size_t n;

	if (which <= 1)
		return write_literal();
	if (which == 2) {
		n = new_node(SET);
		nodes[n].set = 7;
		say("<any%s/>", give_count(n));
		return n;
	}
	if (which <= 4) {
		const char *count;
		n = new_node(SET);
		count = give_count(n);
		nodes[n].set = write_set(2, count);
		return n;
	}
	if (which == 5) {
		n = new_node(SEQUENCE);
		children = chance(HELPERS);
		add_child(n, helpers[children]);
		say("<rule by-ref='helper%u'%s/>", children, give_count(n));
		return n;
	}
	n = new_node(which <= 7 ? CHOICE : SEQUENCE);
	children = (nodes[n].kind == CHOICE ? 2 : 1) + chance(2);
	say("<%s%s>", nodes[n].kind == CHOICE ? "choice" : "rule", give_count(n));
	while (children-- > 0)
		add_child(n, write_matcher(depth - 1));
	say("</%s>", nodes[n].kind == CHOICE ? "choice" : "rule");
	return n;
}

static void
write_matchers(size_t parent, unsigned least)
{
	for (unsigned i = least + chance(2); i > 0; i--)
		add_child(parent, write_matcher(2));
}

/* `start`, or a choice of it and a matcher, or nothing; the same for `end`.  RFC 7940, 6.3.8 */
static void
write_place(size_t parent, enum kind kind)
{
	const char *name = kind == START ? "<start/>" : "<end/>";
	unsigned which = chance(3);
	size_t choice;

	if (which == 0)
		return;
	if (which == 1) {
		say("%s", name);
		add_child(parent, new_node(kind));
		return;
	}
	choice = new_node(CHOICE);
	say("<choice>%s", name);
	add_child(choice, new_node(kind));
	add_child(choice, write_matcher(1));
	say("</choice>");
	add_child(parent, choice);
}

static size_t
write_whole(const char *name, bool has_places)
{
	size_t n = new_node(SEQUENCE);

	say("<rule name='%s'>", name);
	if (has_places)
		write_place(n, START);
	write_matchers(n, 1);
	if (has_places)
		write_place(n, END);
	say("</rule>\n");
	return n;
}

static size_t
write_look(enum kind kind)
{
	size_t n = new_node(kind), inner = new_node(SEQUENCE);

	say(kind == BEHIND ? "<look-behind>" : "<look-ahead>");
	if (kind == BEHIND)
		write_place(inner, START);
	write_matchers(inner, nodes[inner].children == 0);
	if (kind == AHEAD)
		write_place(inner, END);
	say(kind == BEHIND ? "</look-behind>" : "</look-ahead>");
	add_child(n, inner);
	return n;
}

/* look-behind? anchor look-ahead?  RFC 7940, 6.4.2 */
static void
write_surroundings(size_t parent)
{
	if (chance(3))
		add_child(parent, write_look(BEHIND));
	say("<anchor/>");
	add_child(parent, new_node(ANCHOR));
	if (chance(3))
		add_child(parent, write_look(AHEAD));
}

static size_t
write_context(const char *name, bool may_refer)
{
	size_t n = new_node(SEQUENCE), choice, alternative;

	say("<rule name='%s'>", name);
	if (!may_refer || chance(2)) {
		write_surroundings(n);
	} else {
		choice = new_node(CHOICE);
		alternative = new_node(SEQUENCE);
		say("<choice><rule>");
		write_surroundings(alternative);
		say("</rule><rule by-ref='anchored'/></choice>");
		add_child(choice, alternative);
		add_child(choice, anchored_helper);
		add_child(n, choice);
	}
	say("</rule>\n");
	return n;
}

/* Rules to refer to, and the one that is asked; `data` and `actions` name it `main`. */
static size_t
write_table(const char *data, bool is_context, const char *actions)
{
	size_t result;

	document_len = node_count = 0;
	say("<lgr xmlns='urn:ietf:params:xml:ns:lgr-1.0'><data>%s</data>\n<rules>"
		"<class name='A'>0061</class><complement name='NotB'><class>0062</class></complement>"
		"<intersection name='Nothing'><class by-ref='A'/><class>0062</class></intersection>\n", data);
	/* They refer to nothing: the places are filled one after the other. */
	for (size_t i = 0; i < HELPERS; i++)
		helpers[i] = new_node(SEQUENCE);
	for (size_t i = 0; i < HELPERS; i++) {
		char name[16];
		snprintf(name, sizeof name, "helper%zu", i);
		say("<rule name='%s'>", name);
		add_child(helpers[i], write_literal());
		if (chance(2))
			add_child(helpers[i], write_literal());
		say("</rule>\n");
	}
	anchored_helper = write_context("anchored", false);
	result = is_context ? write_context("main", true) : write_whole("main", true);
	say("%s</rules></lgr>\n", actions);
	return result;
}

/* --- what a rule matches: a relation between where it begins and where it ends ---------------- */

typedef struct relation {
	bool has[PLACES][PLACES];
} relation;

/* The label in hand, and the element whose context is asked. */
static unsigned label[LONGEST];
static size_t label_len, anchor_at, anchor_len;

static relation
then(const relation *a, const relation *b)
{
	relation r = { 0 };

	for (size_t i = 0; i < PLACES; i++)
		for (size_t k = i; k < PLACES; k++)
			for (size_t j = k; a->has[i][k] && j < PLACES; j++)
				r.has[i][j] |= b->has[k][j];
	return r;
}

static void
join(relation *a, const relation *b)
{
	for (size_t i = 0; i < PLACES; i++)
		for (size_t j = i; j < PLACES; j++)
			a->has[i][j] |= b->has[i][j];
}

static relation
nothing_moves(void)
{
	relation r = { 0 };

	for (size_t i = 0; i <= label_len; i++)
		r.has[i][i] = true;
	return r;
}

static relation relation_of(const struct node *n);

static relation
once(const struct node *n)
{
	relation r = { 0 }, below[4];

	for (size_t i = 0; i < n->children; i++)
		below[i] = relation_of(&nodes[n->child[i]]);
	switch (n->kind) {
	case LITERAL:
		for (size_t i = 0; i + n->len <= label_len; i++) {
			size_t same = 0;
			while (same < n->len && label[i + same] == n->text[same])
				same++;
			r.has[i][i + n->len] = same == n->len;
		}
		break;
	case SET:
		for (size_t i = 0; i < label_len; i++)
			r.has[i][i + 1] = n->set >> label[i] & 1;
		break;
	case CHOICE:
		for (size_t i = 0; i < n->children; i++)
			join(&r, &below[i]);
		break;
	case SEQUENCE:
		r = nothing_moves();
		for (size_t i = 0; i < n->children; i++)
			r = then(&r, &below[i]);
		break;
	case START:
		r.has[0][0] = true;
		break;
	case END:
		r.has[label_len][label_len] = true;
		break;
	case ANCHOR:
		r.has[anchor_at][anchor_at + anchor_len] = true;
		break;
	case BEHIND:
		for (size_t i = 0; i <= label_len; i++)
			for (size_t j = i; j <= label_len; j++)
				r.has[j][j] |= below[0].has[i][j];
		break;
	case AHEAD:
		for (size_t i = 0; i <= label_len; i++)
			for (size_t j = i; j <= label_len; j++)
				r.has[i][i] |= below[0].has[i][j];
		break;
	}
	return r;
}

/* So many times that more reach nothing new: the least number, and once for each place. */
static relation
relation_of(const struct node *n)
{
	relation one = once(n), power, sum = { 0 };
	unsigned most = n->most < n->least + PLACES ? n->most : n->least + PLACES;

	if (n->least == 1 && n->most == 1)
		return one;
	power = nothing_moves();
	for (unsigned times = 0; times <= most; times++) {
		if (times >= n->least)
			join(&sum, &power);
		power = then(&power, &one);
	}
	return sum;
}

/* RFC 7940, 6.1: a rule matches anywhere. */
static bool
matches(size_t rule)
{
	relation r = relation_of(&nodes[rule]);
	bool any = false;

	for (size_t i = 0; i <= label_len; i++)
		for (size_t j = i; j <= label_len; j++)
			any |= r.has[i][j];
	return any;
}

static bool
matches_at(size_t rule, size_t at, size_t len)
{
	anchor_at = at;
	anchor_len = len;
	return matches(rule);
}

/* --- every label ----------------------------------------------------------------------------- */

static uint32_t cps[LONGEST];

static bool
next_label(void)
{
	for (size_t i = label_len; i-- > 0;) {
		if (++label[i] < LETTERS)
			return true;
		label[i] = 0;
	}
	return ++label_len <= LONGEST;
}

static void
first_label(void)
{
	memset(label, 0, sizeof label);
	label_len = 1;
}

static const char *
shown_label(void)
{
	static char text[LONGEST + 1];

	for (size_t i = 0; i < label_len; i++)
		text[i] = (char)('a' + label[i]);
	text[label_len] = '\0';
	return text;
}

/* More counted groups than a rule may have, or such as cost too much. */
static bool
is_too_large(idnc_table_status status)
{
	return status == IDNC_TABLE_V_LIMIT_GROUPS || status == IDNC_TABLE_V_LIMIT_WORK;
}

/* NULL for a rule that is too large; `status` says so. */
static unsigned char *
compile(struct tally *t, idnc_lgr *lgr, idnc_table_status *status)
{
	idnc_table_finding items[4];
	idnc_table_findings findings = { items, 4, 0 };
	idnc_table *table;
	unsigned char *block = NULL;
	size_t size = 0;

	*status = idnc_table_read(NULL, document, document_len, &findings, &table);
	if (*status == IDNC_TABLE_OK) {
		*status = idnc_table_compile(table, &findings, &block, &size);
		idnc_table_free(table);
	}
	if (*status == IDNC_TABLE_OK && idnc_lgr_open(block, size, lgr) == IDNC_OK)
		return block;
	if (!is_too_large(*status))
		util_wrong(t, "not a table, status %d, line %u: %s", (int)*status, items[0].line, document);
	return NULL;
}

typedef void ask_fn(struct tally *t, const idnc_lgr *lgr, size_t rule);

static void
judge_tables(const char *name, const char *data, bool is_context, const char *actions, size_t tables, ask_fn *judge)
{
	struct tally t = { .suite = name };

	seed = 0x9E3779B97F4A7C15u;
	for (size_t i = 0; i < tables; i++) {
		size_t rule, wrong = t.wrong;
		idnc_table_status status;
		idnc_lgr lgr;
		unsigned char *block;
		do {
			rule = write_table(data, is_context, actions);
			block = compile(&t, &lgr, &status);
		} while (is_too_large(status));
		for (first_label(); block && label_len <= LONGEST; next_label()) {
			for (size_t k = 0; k < label_len; k++)
				cps[k] = 'a' + label[k];
			t.rows++;
			t.quiet = t.wrong > wrong;
			judge(&t, &lgr, rule);
		}
		t.quiet = false;
		if (t.wrong > wrong)
			util_wrong(&t, "%s", document);
		idnc_table_release(NULL, block);
	}
	util_settle(&t, tables * LABELS);
}

/* RFC 7940, 7.1: match. */
static void
judge_match(struct tally *t, const idnc_lgr *lgr, size_t rule)
{
	idnc_lgr_verdict v;
	idnc_status status = idnc_lgr_check(lgr, cps, label_len, &v, NULL);
	const char *expected = matches(rule) ? "yes" : "no", *got = idnc_lgr_disposition_z(lgr, v.disposition);

	if (status != IDNC_OK || strcmp(got, expected) != 0)
		util_wrong(t, "%s: %s (status %d), expected %s", shown_label(), got, (int)status, expected);
}

START_TEST(rules_match)
{
	judge_tables("match", "<char cp='0061' tag='a ab'/><char cp='0062' tag='ab bc'/><char cp='0063' tag='bc'/>", false,
		"<action disp='yes' match='main'/><action disp='no' not-match='main'/>", TABLES, judge_match);
}
END_TEST

/* RFC 7940, 5.2: when on a, not-when on b; each place that fails is reported. */
static void
judge_context(struct tally *t, const idnc_lgr *lgr, size_t rule)
{
	idnc_finding items[LONGEST];
	idnc_findings findings = { items, LONGEST, 0 };
	idnc_lgr_verdict v;
	idnc_status status = idnc_lgr_check(lgr, cps, label_len, &v, &findings);
	size_t n = 0;

	for (size_t at = 0; at < label_len; at++) {
		const idnc_finding *f = &items[n];
		bool holds;
		if (label[at] == 2)
			continue;
		holds = matches_at(rule, at, 1) == (label[at] == 0);
		if (!holds && (n >= findings.count || f->code != IDNC_V_LGR_CONTEXT || f->at != at || f->length != 1 ||
				f->cp != cps[at] || strcmp(idnc_lgr_rule_z(lgr, f->detail), "main") != 0))
			util_wrong(t, "%s: no finding at %zu", shown_label(), at);
		n += !holds;
	}
	if (findings.count != n || status != (n ? IDNC_V_LGR_CONTEXT : IDNC_OK) ||
		(v.disposition == IDNC_LGR_INVALID) != (n > 0))
		util_wrong(t, "%s: %zu findings, expected %zu", shown_label(), findings.count, n);
}

#define DATA_CONTEXT \
	"<char cp='0061' tag='a ab' when='main'/><char cp='0062' tag='ab bc' not-when='main'/><char cp='0063' tag='bc'/>"

START_TEST(contexts_hold)
{
	judge_tables("when, not-when", DATA_CONTEXT, true, "", TABLES, judge_context);
}
END_TEST

/* RFC 7940, 6.4.3: without anchor the context is the whole label. */
START_TEST(contexts_without_anchor_hold)
{
	judge_tables("no anchor", DATA_CONTEXT, false, "", TABLES / 4, judge_context);
}
END_TEST

/* RFC 7940, 8.1: the longest sequence whose context holds.  A type tells which one was taken. */
static void
judge_sequence(struct tally *t, const idnc_lgr *lgr, size_t rule)
{
	bool takes_long = false, takes_short = false;
	const char *expected, *got;
	idnc_lgr_verdict v;

	for (size_t at = 0; at < label_len;) {
		bool is_ab = at + 2 <= label_len && label[at] == 0 && label[at + 1] == 1;
		bool is_abb = is_ab && at + 3 <= label_len && label[at + 2] == 1;
		bool is_long = is_abb && matches_at(rule, at, 3), is_short = !is_long && is_ab && !matches_at(rule, at, 2);
		takes_long |= is_long;
		takes_short |= is_short;
		at += is_long ? 3 : is_short ? 2 : 1;
	}
	expected = takes_long ? takes_short ? "both" : "long" : takes_short ? "short" : "valid";
	idnc_lgr_check(lgr, cps, label_len, &v, NULL);
	got = idnc_lgr_disposition_z(lgr, v.disposition);
	if (strcmp(got, expected) != 0)
		util_wrong(t, "%s: %s, expected %s", shown_label(), got, expected);
}

START_TEST(longest_sequence_is_taken)
{
	judge_tables("sequences",
		"<char cp='0061' tag='a ab'/><char cp='0062' tag='ab bc'/><char cp='0063' tag='bc'/>"
		"<char cp='0061 0062' not-when='main'><var cp='0061 0062' type='short'/></char>"
		"<char cp='0061 0062 0062' when='main'><var cp='0061 0062 0062' type='long'/></char>", true,
		"<rule name='all'><any/></rule><action disp='long' match='all' all-variants='long'/>"
		"<action disp='short' all-variants='short'/><action disp='both' any-variant='long'/>", TABLES / 2, judge_sequence);
}
END_TEST

/* RFC 7940, 8.2 and 8.3: each of a and c is the other, contexts on the label that is given, rules on the variant. */
static void
judge_variants(struct tally *t, const idnc_lgr *lgr, size_t rule)
{
	static uint64_t workspace[IDNC_LGR_WORKSPACE_MIN / 8], other[IDNC_LGR_WORKSPACE_MIN / 8];
	unsigned given[LONGEST];
	bool is_free[LONGEST];
	size_t len = label_len, expected = 0, got = 0;
	idnc_lgr_variants *list;
	idnc_lgr_variant v, found;

	memcpy(given, label, sizeof given);
	for (size_t i = 0; i < len; i++)
		is_free[i] = (given[i] == 0 && matches_at(rule, i, 1)) || given[i] == 2;
	if (idnc_lgr_variants_begin(lgr, cps, len, workspace, sizeof workspace, &list) != IDNC_OK) {
		util_wrong(t, "%s: no list", shown_label());
		return;
	}
	while (idnc_lgr_variants_next(list, &v) == IDNC_OK && v.len > 0) {
		for (size_t i = 0; i < len; i++)
			label[i] = v.cp[i] - 'a';
		anchor_at = anchor_len = 0;
		if (v.len != len || v.count != 1 ||
			strcmp(idnc_lgr_disposition_z(lgr, v.dispositions[0]), label[0] == label[len - 1] ? "yes" : "no") != 0)
			util_wrong(t, "variant %s has another disposition", shown_label());
		if (idnc_lgr_find_variant(lgr, cps, len, v.cp, v.len, other, sizeof other, &found) != IDNC_OK ||
			memcmp(&found, &v, offsetof(idnc_lgr_variant, cp) + v.len * sizeof *v.cp) != 0 || found.count != v.count ||
			found.dispositions[0] != v.dispositions[0])
			util_wrong(t, "variant %s is listed, but not found", shown_label());
		for (size_t i = 0; i < len; i++)
			got += label[i] != given[i] && !(is_free[i] && label[i] == 2 - given[i]) ? 1000 : 0;
		got++;
	}
	memcpy(label, given, sizeof given);
	for (size_t i = 0, power = expected = 1; i < len; i++)
		expected = power <<= is_free[i];
	if (got != expected)
		util_wrong(t, "%s: %zu variants, expected %zu", shown_label(), got, expected);
}

START_TEST(variants_are_all)
{
	judge_tables("variants",
		"<char cp='0061' tag='a ab'><var cp='0063' when='main'/></char><char cp='0062' tag='ab bc'/>"
		"<char cp='0063' tag='bc'><var cp='0061'/></char>", true,
		"<rule name='same'><choice><rule><start/><char cp='0061'/><any count='0+'/><char cp='0061'/><end/></rule>"
		"<rule><start/><char cp='0062'/><any count='0+'/><char cp='0062'/><end/></rule>"
		"<rule><start/><char cp='0063'/><any count='0+'/><char cp='0063'/><end/></rule>"
		"<rule><start/><any/><end/></rule></choice></rule>"
		"<action disp='yes' match='same'/><action disp='no'/>", TABLES / 10, judge_variants);
}
END_TEST

/* A rule that is turned over must be seen. */
static void
judge_wrongly(struct tally *t, const idnc_lgr *lgr, size_t rule)
{
	struct tally wrong = { .suite = "self", .quiet = true };

	for (size_t i = 0; i < nodes[rule].children; i++)
		nodes[nodes[rule].child[i]].least ^= 1;
	judge_match(&wrong, lgr, rule);
	for (size_t i = 0; i < nodes[rule].children; i++)
		nodes[nodes[rule].child[i]].least ^= 1;
	t->rows += wrong.wrong;
}

START_TEST(differences_are_seen)
{
	struct tally t = { .suite = "self", .quiet = true };
	idnc_table_status status;
	idnc_lgr lgr;
	size_t rule;
	unsigned char *block;

	seed = 1;
	rule = write_table("<char cp='0061' tag='a ab'/><char cp='0062' tag='ab bc'/><char cp='0063' tag='bc'/>", false,
		"<action disp='yes' match='main'/><action disp='no' not-match='main'/>");
	block = compile(&t, &lgr, &status);
	ck_assert_ptr_nonnull(block);
	for (first_label(); label_len <= LONGEST; next_label()) {
		for (size_t k = 0; k < label_len; k++)
			cps[k] = 'a' + label[k];
		judge_wrongly(&t, &lgr, rule);
	}
	idnc_table_release(NULL, block);
	ck_assert_uint_gt(t.rows, 0);
}
END_TEST

int
main(void)
{
	const TTest *const tests[] = { differences_are_seen, rules_match, contexts_hold, contexts_without_anchor_hold,
		longest_sequence_is_taken, variants_are_all, NULL };

	return util_run("lgr_small_scope", tests);
}
