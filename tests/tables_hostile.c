/* SPDX-License-Identifier: MIT */
/* Policy tables that are meant to do harm, and memory that runs out: refused with a sentence, within bounds, without a leak. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "counted.h"
#include "idncheck/lgr.h"
#include "idncheck/table_sets.h"
#include "idncheck/tables.h"
#include "util.h"

/* Read, compile, write, lint; the first status that is not good. */
static idnc_table_status
use(const char *text, size_t len, size_t *block_size)
{
	idnc_table_options options = { .alloc = &counted };
	idnc_table        *table = NULL;
	unsigned char     *block = NULL;
	char              *xml = NULL, *words = NULL;
	size_t             xml_len, words_len;
	idnc_table_status  status = idnc_table_read(&options, text, len, NULL, &table);

	if (status == IDNC_TABLE_OK)
		status = idnc_table_compile(table, NULL, &block, block_size);
	if (status == IDNC_TABLE_OK)
		status = idnc_table_write(table, &xml, &xml_len);
	if (status == IDNC_TABLE_OK)
		status = idnc_table_lint(table, NULL);
	if (status == IDNC_TABLE_OK && idnc_table_describe(table, "r", &words, &words_len) == IDNC_TABLE_E_MEMORY)
		status = IDNC_TABLE_E_MEMORY;
	if (block) {
		idnc_lgr lgr;
		/* Alignment of counted memory: 16 bytes behind malloc's. */
		ck_assert_int_eq(idnc_lgr_open(block, *block_size, &lgr), IDNC_OK);
	}
	idnc_table_release(&counted, block);
	idnc_table_release(&counted, xml);
	idnc_table_release(&counted, words);
	idnc_table_free(table);
	ck_assert_uint_eq(counter.used, 0);
	return status;
}

/* ---- Documents, put together ---- */

static char  *text;
static size_t len, room;

static void
put(const char *s)
{
	size_t n = strlen(s);

	if (len + n > room) {
		room = 2 * room + n;
		text = realloc(text, room);
		ck_assert_ptr_nonnull(text);
	}
	memcpy(text + len, s, n);
	len += n;
}

/* The text n times; "%u" in it is the number of the time, from 0. */
static void
put_times(unsigned n, const char *s)
{
	char one[1024];

	for (unsigned i = 0; i < n; i++) {
		const char *mark = strstr(s, "%u");
		if (mark) {
			ck_assert_int_lt(snprintf(one, sizeof one, "%.*s%u%s", (int)(mark - s), s, i, mark + 2), (int)sizeof one);
			put(one);
		} else {
			put(s);
		}
	}
}

#define OPEN  "<lgr xmlns='urn:ietf:params:xml:ns:lgr-1.0'>"
#define DATA  "<data><char cp='0061'/><char cp='0062'/></data>"
#define CLOSE "</lgr>"
#define BLANK "                                                                " /* 64 */
#define KIB   BLANK BLANK BLANK BLANK BLANK BLANK BLANK BLANK BLANK BLANK BLANK BLANK BLANK BLANK BLANK BLANK

/* A document: before, a part many times, after. */
static const struct hostile {
	const char       *what;
	const char       *before;
	unsigned          times;
	const char       *part;
	const char       *after;
	idnc_table_status status;
} hostile[] = {
	{ "100 MB", OPEN, 100 << 10, KIB, DATA CLOSE, IDNC_TABLE_V_LIMIT_SIZE },
	{ "a comment of 16 MB", OPEN "<!--", 16000, KIB, "-->" DATA CLOSE, IDNC_TABLE_OK },
	{ "10,000 deep, known", OPEN DATA "<rules><rule name='r'>", 10000, "<rule>", "", IDNC_TABLE_V_LIMIT_DEPTH },
	{ "10,000 deep, unknown", OPEN, 10000, "<x>", "", IDNC_TABLE_V_ELEMENT },
	{ "billion laughs", "<!DOCTYPE lgr [<!ENTITY a0 'ha'>", 9, "<!ENTITY b%u '&a0;&a0;&a0;&a0;&a0;&a0;&a0;'>",
	  "]><lgr>&b8;</lgr>", IDNC_TABLE_V_DOCTYPE },
	{ "a parameter entity", "<!DOCTYPE lgr SYSTEM 'file:///etc/passwd' [", 1, "<!ENTITY % x SYSTEM 'file:///etc/passwd'> %x;",
	  "]><lgr/>", IDNC_TABLE_V_DOCTYPE },
	{ "an entity that nobody declares", OPEN "<data>", 1, "&lol;", "</data>" CLOSE, IDNC_TABLE_V_XML },
	{ "10^6 variants of one code point", OPEN "<data><char cp='0061'>", 1000000, "<var cp='0062'/>", "</char></data>" CLOSE,
	  IDNC_TABLE_V_LIMIT_VARIANTS },
	{ "64 variants", OPEN "<data><char cp='0061'>", 64, "<var cp='0062' type='t' when='r%u'/>",
	  "</char></data>" CLOSE, IDNC_TABLE_V_RULE_UNDEFINED },
	{ "10^6 elements nobody knows", OPEN "<x>", 1000000, "<y/>", "</x>" DATA CLOSE, IDNC_TABLE_V_ELEMENT },
	{ "10^6 classes", OPEN DATA "<rules><rule name='r'>", 600000, "<class>0061</class>", "</rule></rules>" CLOSE,
	  IDNC_TABLE_V_LIMIT_ELEMENTS },
	{ "200,001 chars", OPEN "<data>", 200001, "<char cp='0061'/>", "</data>" CLOSE, IDNC_TABLE_V_LIMIT_CHARS },
	{ "200,000 chars, all the same", OPEN "<data>", 200000, "<char cp='0061'/>", "</data>" CLOSE, IDNC_TABLE_V_DUPLICATE },
	{ "33 attributes", OPEN "<data><char cp='0061'", 32, " x%u=''", "/></data>" CLOSE, IDNC_TABLE_V_LIMIT_ATTRIBUTES },
	{ "100,000 attributes", OPEN "<data><char cp='0061'", 100000, " x%u=''", "/></data>" CLOSE,
	  IDNC_TABLE_V_LIMIT_ATTRIBUTES },
	{ "1,000,000 attributes", OPEN "<data><char cp='0061'", 1000000, " x%u=''", "/></data>" CLOSE,
	  IDNC_TABLE_V_LIMIT_ATTRIBUTES },
	{ "700,000 namespaces", OPEN "<data><char cp='0061'", 700000, " xmlns:x%u='u'", "/></data>" CLOSE,
	  IDNC_TABLE_V_LIMIT_ATTRIBUTES },
	{ "500,000 attributes of a namespace of 4 KiB", "<lgr xmlns='urn:ietf:params:xml:ns:lgr-1.0' xmlns:p='" KIB KIB KIB "u'>"
	  "<data><char cp='0061'", 500000, " p:x%u=''", "/></data>" CLOSE, IDNC_TABLE_V_LIMIT_ATTRIBUTES },
	{ "a namespace of 8 MB", "<lgr xmlns='urn:ietf:params:xml:ns:lgr-1.0' xmlns:p='", 8000, KIB, "u'>" DATA CLOSE,
	  IDNC_TABLE_V_LIMIT_VALUE },
	{ "500,000 names of elements", OPEN "<x>", 500000, "<y%u/>", "</x>" DATA CLOSE, IDNC_TABLE_V_ELEMENT },
	{ "a value of 4,096 bytes", OPEN "<data><char cp='0061' comment='", 4096, "x", "'/></data>" CLOSE, IDNC_TABLE_OK },
	{ "a value of 4,097 bytes", OPEN "<data><char cp='0061' comment='", 4097, "x", "'/></data>" CLOSE,
	  IDNC_TABLE_V_LIMIT_VALUE },
	{ "a value of 10 MB", OPEN "<data><char cp='0061' comment='", 10000000, "x", "'/></data>" CLOSE,
	  IDNC_TABLE_V_LIMIT_VALUE },
	{ "a text of 262,145 bytes", OPEN "<meta><description>", 262145, "x", "</description></meta>" DATA CLOSE,
	  IDNC_TABLE_V_LIMIT_TEXT },
	{ "64 tags", OPEN "<data><char cp='0061' tag='", 64, "t%u ", "'/></data>" CLOSE, IDNC_TABLE_OK },
	{ "65 tags", OPEN "<data><char cp='0061' tag='", 65, "t%u ", "'/></data>" CLOSE, IDNC_TABLE_V_LIMIT_LIST },
	{ "63 code points", OPEN "<data><char cp='", 63, "0061 ", "'/></data>" CLOSE, IDNC_TABLE_OK },
	{ "64 code points", OPEN "<data><char cp='", 64, "0061 ", "'/></data>" CLOSE, IDNC_TABLE_V_LIMIT_SEQUENCE },
	{ "a rule of 10^5 alternatives", OPEN DATA "<rules><rule name='r'><choice>", 100000, "<char cp='0061'/>",
	  "</choice></rule></rules>" CLOSE, IDNC_TABLE_OK },
	{ "a rule of 131,072 matchers", OPEN DATA "<rules><rule name='r'>", 131072, "<any/>", "</rule></rules>" CLOSE,
	  IDNC_TABLE_V_LIMIT_RULE },
	{ "counts of 99999+", OPEN DATA "<rules><rule name='r'>", 10000, "<any count='99999+'/>", "</rule></rules>" CLOSE,
	  IDNC_TABLE_OK },
	{ "2^n matchers", OPEN DATA "<rules><rule name='r-'><any/></rule>", 1,
	  "<rule name='a'><any/><any/></rule><rule name='b'><rule by-ref='a'/><rule by-ref='a'/></rule>"
	  "<rule name='c'><rule by-ref='b'/><rule by-ref='b'/></rule><rule name='d'><rule by-ref='c'/><rule by-ref='c'/></rule>"
	  "<rule name='e'><rule by-ref='d'/><rule by-ref='d'/></rule><rule name='f'><rule by-ref='e'/><rule by-ref='e'/></rule>"
	  "<rule name='g'><rule by-ref='f'/><rule by-ref='f'/></rule><rule name='h'><rule by-ref='g'/><rule by-ref='g'/></rule>"
	  "<rule name='i'><rule by-ref='h'/><rule by-ref='h'/></rule><rule name='j'><rule by-ref='i'/><rule by-ref='i'/></rule>"
	  "<rule name='k'><rule by-ref='j'/><rule by-ref='j'/></rule><rule name='l'><rule by-ref='k'/><rule by-ref='k'/></rule>"
	  "<rule name='m'><rule by-ref='l'/><rule by-ref='l'/></rule><rule name='n'><rule by-ref='m'/><rule by-ref='m'/></rule>"
	  "<rule name='o'><rule by-ref='n'/><rule by-ref='n'/></rule><rule name='p'><rule by-ref='o'/><rule by-ref='o'/></rule>"
	  "<rule name='q'><rule by-ref='p'/><rule by-ref='p'/></rule>", "</rules>" CLOSE, IDNC_TABLE_V_LIMIT_RULE },
	{ "9 counted groups", OPEN DATA "<rules><rule name='r'>", 9, "<rule count='2'><any/><any/></rule>", "</rule></rules>" CLOSE,
	  IDNC_TABLE_V_LIMIT_GROUPS },
	{ "8 counted groups", OPEN DATA "<rules><rule name='r'>", 8, "<rule count='2'><any/><any/></rule>", "</rule></rules>" CLOSE,
	  IDNC_TABLE_OK },
	{ "65,535 rules", OPEN DATA "<rules>", 65535, "<rule name='r%u'><any/></rule>", "</rules>" CLOSE,
	  IDNC_TABLE_V_LIMIT_RULES },
	{ "65,534 rules", OPEN DATA "<rules>", 65534, "<rule name='r%u'><any/></rule>", "</rules>" CLOSE, IDNC_TABLE_OK },
	{ "65 types", OPEN "<data><char cp='0061'/></data><rules>", 65, "<action disp='x' any-variant='t%u'/>", "</rules>" CLOSE,
	  IDNC_TABLE_V_LIMIT_TYPES },
	{ "64 types", OPEN "<data><char cp='0061'/></data><rules>", 64, "<action disp='x' any-variant='t%u'/>", "</rules>" CLOSE,
	  IDNC_TABLE_OK },
	{ "400,000 dispositions", OPEN DATA "<rules>", 400000, "<action disp='d%u'/>", "</rules>" CLOSE, IDNC_TABLE_OK },
	{ "1,048,577 matchers", OPEN DATA "<rules>", 17000, "<rule name='r%u'><char cp='0061 0061 0061 0061 0061 0061 0061 0061 0061 "
	  "0061 0061 0061 0061 0061 0061 0061 0061 0061 0061 0061 0061 0061 0061 0061 0061 0061 0061 0061 0061 0061 0061 0061 "
	  "0061 0061 0061 0061 0061 0061 0061 0061 0061 0061 0061 0061 0061 0061 0061 0061 0061 0061 0061 0061 0061 0061 0061 "
	  "0061 0061 0061 0061 0061 0061 0061 0061'/></rule>", "</rules>" CLOSE, IDNC_TABLE_V_LIMIT_MATCHERS },
	{ "64,000 code points, 400,000 classes", OPEN "<data><range first-cp='10000' last-cp='1F9FF'/></data><rules><rule name='r'>",
	  400000, "<class>10061-1F000</class>", "</rule></rules>" CLOSE, IDNC_TABLE_V_LIMIT_RULE },
};

START_TEST(test_hostile)
{
	for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
		const struct hostile *h = &hostile[i];
		size_t                size;

		len = 0;
		put(h->before);
		put_times(h->times, h->part);
		put(h->after);
		counter = (struct counter){ 0 };
		ck_assert_msg(use(text, len, &size) == h->status, "%s", h->what);
		ck_assert_uint_lt(counter.peak, MEMORY_MAX);
		printf("%s: %zu bytes of document, %zu of memory\n", h->what, len, counter.peak);
	}
}
END_TEST

/*
 * A rule is bounded, and so is what all contexts of a place, or all actions, cost together: a rule of so
 * many matchers, and so many uses of it.
 */
static const struct work {
	const char       *what;
	const char       *before;
	unsigned          first_times;
	const char       *first, *between;
	unsigned          second_times;
	const char       *second, *after;
	idnc_table_status status;
} work[] = {
#define RULE    "</data><rules><rule name='r'>"
#define END     "</rule></rules>" CLOSE
#define CONTEXT OPEN "<data><char cp='0062'/>", 1, "<char cp='0061' when='r'/>"
	{ "a context of 16,383 matchers in a sequence", CONTEXT, RULE, 16383, "<any/>", END, IDNC_TABLE_OK },
	{ "a context of 16,384 matchers in a sequence", CONTEXT, RULE, 16384, "<any/>", END, IDNC_TABLE_V_LIMIT_WORK },
	{ "a context that is a group of 255 matchers", CONTEXT, RULE "<rule count='2+'>", 255, "<any/>", "</rule>" END, IDNC_TABLE_OK },
	{ "a context that is a group of 256 matchers", CONTEXT, RULE "<rule count='2+'>", 256, "<any/>", "</rule>" END,
	  IDNC_TABLE_V_LIMIT_WORK },
	{ "64 variants with a context of 256", OPEN "<data><char cp='0061'>", 64, "<var cp='100%u' when='r'/>", "</char>" RULE, 255,
	  "<any/>", END, IDNC_TABLE_OK },
	{ "64 variants with a context of 257", OPEN "<data><char cp='0061'>", 64, "<var cp='100%u' not-when='r'/>", "</char>" RULE, 256,
	  "<any/>", END, IDNC_TABLE_V_LIMIT_WORK },
	{ "65 sequences of one length", OPEN "<data>", 65, "<char cp='0061 100%u' when='r'/>", RULE, 255, "<any/>", END, IDNC_TABLE_OK },
	{ "two elements of two lengths", OPEN "<data><char cp='0061' when='r'/>", 1, "<char cp='0061 0062' when='r'/>", RULE, 8192,
	  "<any/>", END, IDNC_TABLE_V_LIMIT_WORK },
	{ "a range", OPEN "<data>", 1, "<range first-cp='4E00' last-cp='9FFF' when='r'/>", RULE, 16384, "<any/>", END,
	  IDNC_TABLE_V_LIMIT_WORK },
	{ "64 actions with a rule of 256", OPEN DATA "<rules><rule name='r'>", 255, "<any/>", "</rule>", 64,
	  "<action disp='x' match='r'/>", "</rules>" CLOSE, IDNC_TABLE_OK },
	{ "65 actions with a rule of 256", OPEN DATA "<rules><rule name='r'>", 255, "<any/>", "</rule>", 65,
	  "<action disp='x' not-match='r'/>", "</rules>" CLOSE, IDNC_TABLE_V_LIMIT_WORK },
#undef RULE
#undef END
#undef CONTEXT
};

START_TEST(test_work)
{
	for (size_t i = 0; i < sizeof work / sizeof *work; i++) {
		const struct work *w = &work[i];
		size_t             size;

		len = 0;
		put(w->before);
		put_times(w->first_times, w->first);
		put(w->between);
		put_times(w->second_times, w->second);
		put(w->after);
		counter = (struct counter){ 0 };
		ck_assert_msg(use(text, len, &size) == w->status, "%s", w->what);
	}
}
END_TEST

/* Rules nested through by-ref, so deep that a limit is passed though the document is flat. */
START_TEST(test_nesting)
{
	char   line[128];
	size_t size;

	counter = (struct counter){ 0 };
	for (int depth = 30; depth <= 31; depth++) {
		len = 0;
		put(OPEN DATA "<rules><rule name='r0'><any/><any/></rule>");
		for (int i = 1; i <= depth; i++) {
			snprintf(line, sizeof line, "<rule name='r%d'><any/><rule by-ref='r%d'/></rule>", i, i - 1);
			put(line);
		}
		put("</rules>" CLOSE);
		ck_assert_int_eq(use(text, len, &size), depth == 30 ? IDNC_TABLE_OK : IDNC_TABLE_V_LIMIT_NESTING);
	}
}
END_TEST

/* A class for each of 4,097 code points: each code point's set of classes is another one. */
START_TEST(test_classes)
{
	char   line[128];
	size_t size;

	counter = (struct counter){ 0 };
	for (unsigned n = 4096; n <= 4097; n++) {
		len = 0;
		put(OPEN "<data><range first-cp='4E00' last-cp='6FFF'/></data><rules><rule name='r'><choice>");
		for (unsigned i = 0; i < n; i++) {
			snprintf(line, sizeof line, "<class>%04X</class>", 0x4E00 + i);
			put(line);
		}
		put("</choice></rule></rules>" CLOSE);
		ck_assert_int_eq(use(text, len, &size), n == 4096 ? IDNC_TABLE_OK : IDNC_TABLE_V_LIMIT_CLASSES);
	}
}
END_TEST

/* Each operation on two tables, of which one has what the other lacks; the first status that is not good. */
static idnc_table_status
use_sets(const idnc_table *const *tables)
{
	idnc_table       *made[7] = { NULL };
	idnc_table_status status = idnc_table_union(tables, 2, NULL, &made[0]);

	if (status == IDNC_TABLE_OK)
		status = idnc_table_intersect(tables, 2, NULL, &made[1]);
	if (status == IDNC_TABLE_OK)
		status = idnc_table_merge(tables, 2, NULL, &made[2]);
	if (status == IDNC_TABLE_OK)
		status = idnc_table_harmonize(tables, 2, NULL, &made[3]);
	if (status == IDNC_TABLE_OK)
		status = idnc_table_populate(tables[0], "x", NULL, &made[5]);
	for (size_t i = 0; i < sizeof made / sizeof *made; i++)
		idnc_table_free(made[i]);
	return status;
}

/* The n-th allocation of set operations fails, for every n until there are no more. */
START_TEST(test_sets_memory)
{
#define REST "<rule name='s'><rule by-ref='r'/></rule><action disp='invalid' match='m'/><action disp='valid'/></rules>" CLOSE
	static const char *const documents[] = {
		OPEN "<meta><language>de</language><unicode-version>11.0.0</unicode-version><references><reference id='1'>A</reference>"
		"</references></meta><data><char cp='0061' tag='t' when='r' ref='1'><var cp='0062' type='x' when='r'/></char>"
		"<range first-cp='0062' last-cp='0070'/><char cp='0071 0072'><var cp='0434'/></char></data><rules><class name='c' from-tag='t'/>"
		"<rule name='m'><start/><class property='gc:Mn'/></rule>"
		"<rule name='r'><look-behind><union><class by-ref='c'/><class>0062-0064</class></union></look-behind><anchor/></rule>" REST,
		OPEN "<meta><language>fr</language><references><reference id='1'>B</reference></references><description>D</description></meta>"
		"<data><char cp='0061' when='r' ref='1' comment='x'/><char cp='0062' tag='t' not-when='s'><var cp='0061' type='y'/></char></data>"
		"<rules><class name='c' from-tag='t'/><rule name='m'><any/><char cp='0062'/></rule>"
		"<rule name='r'><anchor/><look-ahead><class by-ref='c'/></look-ahead></rule>" REST,
	};
#undef REST
	idnc_table_options options = { .alloc = &counted };
	idnc_table        *tables[2] = { NULL, NULL };
	idnc_table_status  status = IDNC_TABLE_E_MEMORY;
	size_t             n = 0, used;

	counter = (struct counter){ 0 };
	for (size_t i = 0; i < 2; i++)
		ck_assert_int_eq(idnc_table_read(&options, documents[i], strlen(documents[i]), NULL, &tables[i]), IDNC_TABLE_OK);
	used = counter.used;
	while (status == IDNC_TABLE_E_MEMORY) {
		counter = (struct counter){ .used = used, .fail_at = ++n };
		status = use_sets((const idnc_table *const *)tables);
		ck_assert_uint_eq(counter.used, used);
	}
	ck_assert_int_eq(status, IDNC_TABLE_OK);
	ck_assert_uint_gt(n, 20);
	printf("%zu allocations of sets, each failed once\n", n - 1);
	idnc_table_free(tables[0]);
	idnc_table_free(tables[1]);
	ck_assert_uint_eq(counter.used, 0);
}
END_TEST

/* The n-th allocation fails, for every n until there are no more. */
START_TEST(test_memory)
{
	static const char all[] = OPEN
		"<meta><version>1</version><date>2020-01-01</date><language>und</language><scope type='domain'>.</scope>"
		"<unicode-version>11.0.0</unicode-version><description>x &amp; y</description>"
		"<references><reference id='1'>x</reference></references></meta>"
		"<data><char cp='0061' tag='t' ref='1' when='r'><var cp='0062' type='blocked'/><var cp=''/></char>"
		"<range first-cp='0063' last-cp='0070'/><char cp='0062 0061'/></data>"
		"<rules><class name='c' from-tag='t'/><union name='u'><class by-ref='c'/><class property='gc:Ll'/></union>"
		"<complement name='n'><class>0061-0063</class></complement>"
		"<rule name='r'><look-behind><start/><class by-ref='u' count='0+'/></look-behind><anchor/></rule>"
		"<rule name='s'><choice count='2'><char cp='0061 0062'/><class by-ref='n'/></choice></rule>"
		"<action disp='blocked' match='s' any-variant='blocked other'/></rules>" CLOSE;
	idnc_table_status status = IDNC_TABLE_E_MEMORY;
	size_t            n, size;

	for (n = 1; status == IDNC_TABLE_E_MEMORY; n++) {
		counter = (struct counter){ .fail_at = n };
		status = use(all, sizeof all - 1, &size);
	}
	ck_assert_int_eq(status, IDNC_TABLE_OK);
	ck_assert_uint_gt(n, 20);
	printf("%zu allocations, each failed once\n", n - 2);
}
END_TEST

/* Read text, and write it in each form; the first status that is not good. */
static idnc_table_status
use_text(const char *lines, size_t lines_len)
{
	idnc_table_options options = { .alloc = &counted };
	idnc_table        *table = NULL;
	char              *out[3] = { NULL, NULL, NULL };
	size_t             out_len;
	idnc_table_status  status = idnc_table_read_text(&options, lines, lines_len, NULL, &table);

	if (status == IDNC_TABLE_OK)
		status = idnc_table_write(table, &out[0], &out_len);
	if (status == IDNC_TABLE_OK)
		status = idnc_table_write_text(table, NULL, &out[1], &out_len);
	if (status == IDNC_TABLE_OK)
		status = idnc_table_write_html(table, &out[2], &out_len);
	for (size_t i = 0; i < 3; i++)
		idnc_table_release(&counted, out[i]);
	idnc_table_free(table);
	ck_assert_uint_eq(counter.used, 0);
	return status;
}

/* The same for text: every kind of line, and the pieces that are put together for each form. */
START_TEST(test_memory_of_text)
{
	static const char lines[] =
		"# Version: 1\n# Date: 2020-01-01\n# Language: Chinese (zh)\n# Script: Hani\n# TLD: COM\n# Unicode version: 11.0\n"
		"# Date: never\n# Labels must not\n#   end\n\nReference 1 A list\nVersion 2 20200101 # new\n"
		"U+4E7E(1);U+4E7E(1),U+5E72(1);U+4E7E;U+4E81(1),U+5E72(1) # only after U+4E81\n"
		"U+4E81-U+4E81;U+4E81\nU+5E72..U+5E79\n";
	idnc_table_status status = IDNC_TABLE_E_MEMORY;
	size_t            n;

	for (n = 1; status == IDNC_TABLE_E_MEMORY; n++) {
		counter = (struct counter){ .fail_at = n };
		status = use_text(lines, sizeof lines - 1);
	}
	ck_assert_int_eq(status, IDNC_TABLE_OK);
	ck_assert_uint_gt(n, 20);
	printf("%zu allocations of text, each failed once\n", n - 2);
}
END_TEST

/* What a careless reader would do over and over: the cost is that of the bytes. */
START_TEST(test_text)
{
	static const struct { const char *before, *part; unsigned times; idnc_table_status status; } texts[] = {
		{ "U+0061 # ", "only ", 1000000, IDNC_TABLE_V_LIMIT_VALUE },
		{ "U+0061\n", "# must\n", 2000000, IDNC_TABLE_V_LIMIT_TEXT },
		{ "U+0061\n# ", "must ", 3000000, IDNC_TABLE_V_LIMIT_TEXT },
		{ "", "U+0061-", 2000000, IDNC_TABLE_V_LIMIT_SEQUENCE },
		{ "U+0061|", "U+0062:", 2000000, IDNC_TABLE_V_TEXT_LINE },
		{ "U+0061(", "1,", 2000000, IDNC_TABLE_V_TEXT_LINE },
		{ "", "U+0061\r", 200001, IDNC_TABLE_V_LIMIT_CHARS },
		{ "U+0061\n", "Reference 1 x\n", 400000, IDNC_TABLE_V_REFERENCE_REPEATED },
		{ "U+0061\n", "# Version: (1)\n", 1000000, IDNC_TABLE_V_LIMIT_TEXT },
		{ "", "<", 4000000, IDNC_TABLE_V_TEXT_LINE },
		{ "U+0061;", "U+0062(1,2),", 1000000, IDNC_TABLE_V_TEXT_LINE },
	};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		counter = (struct counter){ 0 };
		len = 0;
		put(texts[i].before);
		put_times(texts[i].times, texts[i].part);
		ck_assert_msg(use_text(text, len) == texts[i].status, "text %zu", i);
		ck_assert_uint_lt(counter.peak, MEMORY_MAX);
	}
}
END_TEST

int
main(void)
{
	Suite   *suite = suite_create("tables_hostile");
	TCase   *cases = tcase_create("cases");
	SRunner *runner = srunner_create(suite);
	int      failed;

	tcase_add_test(cases, test_memory);
	tcase_add_test(cases, test_memory_of_text);
	tcase_add_test(cases, test_sets_memory);
	tcase_add_test(cases, test_text);
	tcase_add_test(cases, test_nesting);
	tcase_add_test(cases, test_classes);
	tcase_add_test(cases, test_hostile);
	tcase_add_test(cases, test_work);
	suite_add_tcase(suite, cases);
	srunner_set_fork_status(runner, CK_NOFORK);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	free(text);
	return failed != 0;
}
