/* SPDX-License-Identifier: MIT */
/* Every fault of a policy table: the smallest document that has it, and what is said of it, where. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "idncheck/lgr.h"
#include "idncheck/tables.h"
#include "util.h"

/* The parts stand in lines 2, 3 and 4. */
#define LGR(meta, data, rules) \
	"<lgr xmlns='urn:ietf:params:xml:ns:lgr-1.0'>\n" meta "\n" data "\n" rules "\n</lgr>\n"
#define META(text)  LGR("<meta>" text "</meta>", "<data><char cp='0061'/></data>", "")
#define DATA(text)  LGR("", "<data>" text "</data>", "")
#define RULES(text) LGR("<meta><unicode-version>14.0.0</unicode-version></meta>", \
	"<data><char cp='0061' tag='t'/><char cp='0062'/></data>", "<rules>" text "</rules>")
/* A rule for tests of what may refer to it. */
#define R "<rule name='r'><any/></rule>"
#define VERSION(text) LGR("<meta><unicode-version>" text "</unicode-version></meta>", "<data><char cp='0061'/></data>", \
	"<rules><class name='c' property='gc:Mn'/></rules>")
#define L10 "abcdefghij"
#define L61 L10 L10 L10 L10 L10 L10 "a"
#define L63 L61 "bc"
#define ANCHORED "<rule name='a'><look-behind><any/></look-behind><anchor/></rule>"

enum { EXPECTED_MAX = 3 };

struct expected {
	idnc_table_status code;
	uint32_t          line, column;
};

#define AT(name, line, column) { IDNC_TABLE_V_##name, line, column }

/* What reading says, all of it, in order. */
static const struct row {
	const char     *text;
	struct expected expected[EXPECTED_MAX];
} rows[] = {
	/* RFC 7940, Appendix A, the smallest table; no meta */
	{ DATA("<char cp='0061'/>"), { { 0, 0, 0 } } },
	{ LGR("<meta/>", "<data><char cp='0061'/></data>", "<rules/>"), { { 0, 0, 0 } } },
	{ "", { AT(XML, 1, 1) } },
	{ "<lgr", { AT(XML, 1, 1) } },
	{ DATA("<char cp='0061'>"), { AT(XML, 3, 25) } },
	{ "<!DOCTYPE lgr><lgr/>", { AT(DOCTYPE, 1, 14) } },
	{ "<!DOCTYPE lgr [<!ENTITY a 'b'>]><lgr>&a;</lgr>", { AT(DOCTYPE, 1, 15) } },
	{ "<lgr/>", { AT(NAMESPACE, 1, 1) } },
	{ "<rules xmlns='urn:ietf:params:xml:ns:lgr-1.0'/>", { AT(ELEMENT, 1, 1) } },
	{ DATA("<char cp='0061'/><x:y xmlns:x='urn:x'/>"), { AT(NAMESPACE, 3, 24) } },
	{ DATA("<char cp='0061'/><xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='/etc/passwd'/>"),
	  { AT(NAMESPACE, 3, 24) } },
	{ DATA("<char cp='0061'><char cp='0062'/></char>"), { AT(ELEMENT, 3, 23) } },
	{ DATA("<range first-cp='0061' last-cp='0062'><var cp='0063'/></range>"), { AT(ELEMENT, 3, 45) } },
	{ META("<date>2020-01-01</date><date>2020-01-02</date>"), { AT(ELEMENT_REPEATED, 2, 30) } },
	{ LGR("<data><char cp='0061'/></data>", "<meta/>", ""), { AT(ELEMENT_ORDER, 3, 1) } },
	{ LGR("", "", "<rules/>"), { AT(ELEMENT_MISSING, 1, 1) } },
	{ DATA(""), { AT(ELEMENT_MISSING, 3, 1) } },
	{ RULES("<union name='u'><class>0061</class></union>"), { AT(ELEMENT_MISSING, 4, 8) } },
	{ RULES("<complement name='u'/>"), { AT(ELEMENT_MISSING, 4, 8) } },
	{ RULES("<complement name='u'><class>0061</class><class>0061</class></complement>"), { AT(ELEMENT_MANY, 4, 8) } },
	{ RULES("<difference name='u'><class>0061</class><class>0061</class><class>0061</class></difference>"),
	  { AT(ELEMENT_MANY, 4, 8) } },
	{ RULES("<rule name='r'><choice><any/></choice></rule>"), { AT(ELEMENT_MISSING, 4, 23) } },
	{ RULES("<rule name='r'/>"), { AT(ELEMENT_MISSING, 4, 8) } },
	{ DATA("<char cp='0061' when='r' CP='0062'/>"), { AT(ATTRIBUTE, 3, 7), AT(RULE_UNDEFINED, 3, 7) } },
	{ DATA("<char cp='0061' xml:lang='en'/>"), { AT(ATTRIBUTE, 3, 7) } },
	{ DATA("<char/>"), { AT(ATTRIBUTE_MISSING, 3, 7) } },
	{ RULES("<action match='r'/>" R), { AT(ATTRIBUTE_MISSING, 4, 8), AT(RULE_LATE, 4, 8) } },
	{ RULES("<class>0061</class>"), { AT(ATTRIBUTE_MISSING, 4, 8) } },
	{ RULES("<rule><any/></rule>"), { AT(ATTRIBUTE_MISSING, 4, 8) } },
	{ LGR("", "<data><char cp='0061' when='r' not-when='r'/></data>", "<rules>" R "</rules>"), { AT(ATTRIBUTE_BOTH, 3, 7) } },
	{ RULES(R "<action disp='x' match='r' not-match='r'/>"), { AT(ATTRIBUTE_BOTH, 4, 36) } },
	{ RULES("<action disp='x' any-variant='a' only-variants='a'/>"), { AT(ATTRIBUTE_BOTH, 4, 8) } },
	{ RULES(R "<rule name='s' by-ref='r'/>"), { AT(ATTRIBUTE_BOTH, 4, 36) } },
	{ RULES(R "<rule name='s'><rule by-ref='r' ref='1'/></rule>"), { AT(ATTRIBUTE_BOTH, 4, 51) } },
	{ RULES("<rule name='s'><rule ref='1'><any/></rule></rule>"), { { 0, 0, 0 } } },
	{ DATA("text<char cp='0061'/>"), { AT(TEXT, 3, 7) } },
	{ DATA("<char cp='0061'/> \n  text"), { AT(TEXT, 4, 1) } },
	{ DATA("<char cp='61'/>"), { AT(CODE_POINT, 3, 7) } },
	{ DATA("<char cp='U+0061'/>"), { AT(CODE_POINT, 3, 7) } },
	{ DATA("<char cp='00e9'/>"), { AT(CODE_POINT, 3, 7) } },
	{ DATA("<char cp='110000'/>"), { AT(CODE_POINT, 3, 7) } },
	{ DATA("<char cp='D7FF'/><char cp='E000'/>"), { { 0, 0, 0 } } },
	{ DATA("<char cp='D800'/><char cp='0061 DFFF'/>"), { AT(SURROGATE, 3, 7), AT(SURROGATE, 3, 24) } },
	{ DATA("<char cp='0061'><var cp='DABC'/></char>"), { AT(SURROGATE, 3, 23) } },
	{ DATA("<range first-cp='D700' last-cp='E000'/>"), { AT(SURROGATE, 3, 7) } },
	{ DATA("<range first-cp='D700' last-cp='D800'/><range first-cp='DFFF' last-cp='E000'/>"),
	  { AT(SURROGATE, 3, 7), AT(SURROGATE, 3, 46) } },
	{ DATA("<char cp='10FFFF'/>"), { { 0, 0, 0 } } },
	{ DATA("<char cp='0061,0062'/>"), { AT(CODE_POINT, 3, 7) } },
	{ DATA("<range first-cp='0061' last-cp='0062 0063'/>"), { AT(CODE_POINT, 3, 7) } },
	{ RULES("<class name='c'>0061-</class>"), { AT(CODE_POINT, 4, 8) } },
	{ RULES("<rule name='r'><char cp=''/></rule>"), { AT(CODE_POINT, 4, 23) } },
	{ META("<date>2023-02-29</date>"), { AT(DATE, 2, 7) } },
	{ META("<date>2024-02-29</date><validity-start>2024-13-01</validity-start>"), { AT(DATE, 2, 30) } },
	{ META("<validity-start>2024-01-02</validity-start><validity-end>2024-01-01</validity-end>"), { AT(VALIDITY, 2, 50) } },
	{ META("<language>de_DE</language>"), { AT(LANGUAGE, 2, 7) } },
	{ META("<language>und-Cyrl</language><language>zh-Hant-TW</language><language>sl-rozaj-biske-1994</language>"
	       "<language>x-own</language><language>de-a-ext-x-y</language><language>es-419</language>"), { { 0, 0, 0 } } },
	{ META("<language>de-</language><language>de-x</language><language>123</language>"),
	  { AT(LANGUAGE, 2, 7), AT(LANGUAGE, 2, 31), AT(LANGUAGE, 2, 56) } },
	/* RFC 5646, 2.1: three subtags may extend a language of two or three letters */
	{ META("<language>zh-abc-def-ghi</language>"), { { 0, 0, 0 } } },
	{ META("<language>abcd-efg</language><language>zh-abc-def-ghi-jkl</language>"),
	  { AT(LANGUAGE, 2, 7), AT(LANGUAGE, 2, 36) } },
	{ META("<unicode-version>11.0</unicode-version>"), { AT(UNICODE_VERSION, 2, 7) } },
	{ META("<unicode-version>11.0.0.0</unicode-version>"), { AT(UNICODE_VERSION, 2, 7) } },
	{ META("<scope type='domain'>.</scope><scope type='domain'> </scope>"), { AT(SCOPE, 2, 37) } },
	/* RFC 7940, 4.3.4: a dot at the end is that of the root zone only */
	{ META("<scope type='domain'>example.com</scope><scope type='domain'>xn--p1ai</scope><scope type='domain'>a-1.B</scope>"
	       "<scope type='domain'>\xD1\x80\xD1\x84</scope><scope type='domain'>" L63 "." L63 "." L63 "." L61 "</scope>"
	       "<scope type='zone'>a..b</scope>"), { { 0, 0, 0 } } },
	{ META("<scope type='domain'>example.com.</scope>"), { AT(SCOPE_DOMAIN, 2, 7) } },
	{ META("<scope type='domain'>..</scope>"), { AT(SCOPE_DOMAIN, 2, 7) } },
	{ META("<scope type='domain'>.a</scope>"), { AT(SCOPE_DOMAIN, 2, 7) } },
	{ META("<scope type='domain'>a..b</scope>"), { AT(SCOPE_DOMAIN, 2, 7) } },
	{ META("<scope type='domain'>a b</scope>"), { AT(SCOPE_DOMAIN, 2, 7) } },
	{ META("<scope type='domain'>-a.b</scope>"), { AT(SCOPE_DOMAIN, 2, 7) } },
	{ META("<scope type='domain'>a.b-</scope>"), { AT(SCOPE_DOMAIN, 2, 7) } },
	{ META("<scope type='domain'>" L63 "a</scope>"), { AT(SCOPE_DOMAIN, 2, 7) } },
	{ META("<scope type='domain'>" L63 "." L63 "." L63 "." L61 "a</scope>"), { AT(SCOPE_DOMAIN, 2, 7) } },
	{ DATA("<char cp='0061'><var cp='0062' type='_a'/></char>"), { AT(TYPE, 3, 23) } },
	{ DATA("<char cp='0061'><var cp='0062' type='a b'/></char>"), { AT(TYPE, 3, 23) } },
	{ RULES("<action disp='x' any-variant=''/>"), { AT(TYPE, 4, 8) } },
	{ RULES("<rule name='1r'><any/></rule>"), { AT(NAME, 4, 8) } },
	{ RULES("<rule name='r r'><any/></rule>"), { AT(NAME, 4, 8) } },
	{ DATA("<char cp='0061' tag='a,b'/>"), { AT(TAG, 3, 7) } },
	{ RULES("<rule name='r'><any count='0'/></rule>"), { AT(COUNT, 4, 23) } },
	{ RULES("<rule name='r'><any count='2:1'/></rule>"), { AT(COUNT, 4, 23) } },
	{ RULES("<rule name='r'><any count='0:0'/></rule>"), { AT(COUNT, 4, 23) } },
	{ RULES("<rule name='r'><any count='+'/></rule>"), { AT(COUNT, 4, 23) } },
	{ RULES("<rule name='r'><any count='1'/><any count='0+'/><any count='2:2'/><any count='0:1'/>"
	        "<any count='99999999999999999999+'/><any count='9:10'/></rule>"), { { 0, 0, 0 } } },
	{ META("<references><reference id='a'>x</reference></references>"), { AT(REFERENCE_ID, 2, 19) } },
	{ META("<references><reference id='1'/><reference id='1'/></references>"), { AT(REFERENCE_REPEATED, 2, 38) } },
	{ DATA("<char cp='0061' ref='1 1'/>"), { AT(REF_REPEATED, 3, 7) } },
	{ DATA("<char cp='0061'/><char cp='0062'/><char cp='0061'/>"), { AT(DUPLICATE, 3, 41) } },
	{ DATA("<char cp='0061 0062'/><char cp='0061'/><char cp='0061 0062'/>"), { AT(DUPLICATE, 3, 46) } },
	{ DATA("<range first-cp='0061' last-cp='007A'/><char cp='0062'/>"), { AT(OVERLAP, 3, 46) } },
	{ DATA("<char cp='0062'/>\n<range first-cp='0061' last-cp='007A'/>"), { AT(OVERLAP, 4, 1) } },
	{ DATA("<range first-cp='0061' last-cp='0063'/>\n<range first-cp='0063' last-cp='0064'/>"), { AT(OVERLAP, 4, 1) } },
	{ DATA("<range first-cp='0062' last-cp='0061'/>"), { AT(RANGE, 3, 7) } },
	{ DATA("<char cp='0061 0062' tag='t'/>"), { AT(SEQUENCE_TAG, 3, 7) } },
	{ DATA("<char cp='0061'/><char cp='' tag='t'><var cp='0062' type='invalid'/></char>"), { AT(SEQUENCE_TAG, 3, 24) } },
	{ DATA("<char cp='0061' tag='t u t'/>"), { AT(TAG_REPEATED, 3, 7) } },
	{ DATA("<char cp='0061'/><char cp=''/>"), { AT(NULL_SOURCE, 3, 24) } },
	{ DATA("<char cp='0061'><var cp='0062' type='a'/><var cp='0062' type='b'/></char>"), { AT(VAR_REPEATED, 3, 48) } },
	{ LGR("", "<data><char cp='0061'><var cp='0062' when='r'/><var cp='0062'/><var cp='0062' not-when='r'/></char></data>",
	      "<rules>" R "</rules>"), { { 0, 0, 0 } } },
	{ RULES(R "<rule name='r'><any/></rule>"), { AT(NAME_REPEATED, 4, 36) } },
	{ RULES(R "<class name='r'>0061</class>"), { AT(NAME_REPEATED, 4, 36) } },
	{ RULES("<rule name='r'><rule name='s'><any/></rule></rule>"), { AT(NAME_MISPLACED, 4, 23) } },
	{ RULES("<rule name='r'><class name='s'>0061</class></rule>"), { AT(NAME_MISPLACED, 4, 23) } },
	{ DATA("<char cp='0061' not-when='r'><var cp='0062' when='s'/></char>"),
	  { AT(RULE_UNDEFINED, 3, 7), AT(RULE_UNDEFINED, 3, 36) } },
	{ RULES("<rule name='s'><rule by-ref='r'/></rule>" R), { AT(RULE_LATE, 4, 23) } },
	{ RULES("<rule name='r'><any/><choice><any/><rule by-ref='r'/></choice></rule>"), { AT(RECURSION, 4, 43) } },
	{ RULES("<rule name='r'><class by-ref='c'/></rule>"), { AT(CLASS_UNDEFINED, 4, 23) } },
	{ RULES("<rule name='r'><class by-ref='c'/></rule><class name='c'>0061</class>"), { AT(CLASS_LATE, 4, 23) } },
	{ RULES("<class name='c'/>"), { AT(CLASS_DEFINITION, 4, 8) } },
	{ RULES("<class name='c' from-tag='t'>0061</class>"), { AT(CLASS_DEFINITION, 4, 8) } },
	{ RULES("<class name='c' property='gc:Xx'/>"), { AT(PROPERTY, 4, 8) } },
	{ RULES("<class name='c' property='gc:mn'/>"), { AT(PROPERTY, 4, 8) } },
	{ RULES("<class name='c' property='ea:W'/>"), { AT(PROPERTY, 4, 8) } },
	{ RULES("<class name='c' property='ccc:256'/>"), { AT(PROPERTY, 4, 8) } },
	{ RULES("<class name='a' property='gc:L'/><class name='b' property='sc:Latn'/><class name='c' property='ccc:9'/>"
	        "<class name='d' property='bc:AL'/><class name='e' property='jt:D'/><class name='f' property='InSC:Virama'/>"
	        "<class name='g' property='Dep:Y'/><class name='h' property='gc:LC'/>"), { { 0, 0, 0 } } },
	{ LGR("", "<data><char cp='0061'/></data>", "<rules><class name='c' property='gc:Mn'/></rules>"),
	  { AT(PROPERTY_UNDATED, 4, 8) } },
	{ LGR("<meta><unicode-version>99.0.0</unicode-version></meta>", "<data><char cp='0061'/></data>",
	      "<rules><class name='c' property='gc:Mn'/></rules>"), { AT(PROPERTY_NEWER, 4, 8) } },
	{ LGR("<meta><unicode-version>3.2.0</unicode-version></meta>", "<data><char cp='0061'/></data>",
	      "<rules><class name='c' property='gc:Mn'/></rules>"), { AT(PROPERTY_OLDER, 4, 8) } },
	/* never published: the values of an earlier version are used, unless none is known */
	{ VERSION("11.5.0"), { AT(VERSION_UNPUBLISHED, 2, 7) } },
	{ VERSION("13.0.7"), { AT(VERSION_UNPUBLISHED, 2, 7) } },
	{ VERSION("18.0.1"), { AT(VERSION_UNPUBLISHED, 2, 7) } },
	{ VERSION("18.1.0"), { AT(PROPERTY_NEWER, 4, 8) } },
	{ VERSION("4.0.1"), { AT(PROPERTY_OLDER, 4, 8) } },
	{ VERSION("4.0.2"), { AT(PROPERTY_OLDER, 4, 8), AT(VERSION_UNPUBLISHED, 2, 7) } },
	{ VERSION("12.1.0"), { { 0, 0, 0 } } },
	{ META("<unicode-version>11.5.0</unicode-version>"), { { 0, 0, 0 } } },
	/* combining classes do not change since 4.1 */
	{ LGR("<meta><unicode-version>4.1.0</unicode-version></meta>", "<data><char cp='0061'/></data>",
	      "<rules><class name='c' property='ccc:9'/></rules>"), { { 0, 0, 0 } } },
	{ LGR("<meta><unicode-version>4.0.0</unicode-version></meta>", "<data><char cp='0061'/></data>",
	      "<rules><class name='c' property='ccc:9'/></rules>"), { AT(PROPERTY_OLDER, 4, 8) } },
	{ RULES("<class name='c'>0062-0061</class>"), { AT(CLASS_RANGE, 4, 8) } },
	{ RULES("<union name='c'><class count='1'>0061</class><class>0062</class></union>"), { AT(COUNT_MISPLACED, 4, 24) } },
	{ RULES("<rule name='r' count='1'><any/></rule>"), { AT(COUNT_MISPLACED, 4, 8) } },
	{ RULES("<rule name='r'><start/></rule><rule name='s'><rule by-ref='r' count='2'/></rule>"), { AT(COUNT_POSITION, 4, 53) } },
	{ RULES("<rule name='r'><choice count='2'><any/><end/></choice></rule>"), { AT(COUNT_POSITION, 4, 23) } },
	{ RULES(ANCHORED "<action disp='x' match='a'/>"), { AT(ANCHOR_MISPLACED, 4, 72) } },
	{ RULES("<rule name='r'><look-behind><rule><anchor/></rule></look-behind><anchor/></rule>"),
	  { AT(ANCHOR_MISPLACED, 4, 23) } },
	{ RULES("<rule name='r'><look-ahead><any/></look-ahead></rule>"), { AT(LOOK_MISPLACED, 4, 8) } },
	{ RULES("<rule name='r'><any/><start/></rule>"), { AT(ELEMENT_ORDER, 4, 29) } },
	{ RULES("<rule name='r'><end/><any/></rule>"), { AT(ELEMENT_ORDER, 4, 23) } },
	/* RFC 7940, 6.3.8: however start and end are nested */
	{ RULES("<rule name='r'><any/><rule><start/><any/></rule></rule>"), { AT(ELEMENT_ORDER, 4, 29) } },
	{ RULES("<rule name='r'><any/><choice><start/><any/></choice></rule>"), { AT(ELEMENT_ORDER, 4, 29) } },
	{ RULES("<rule name='s'><start/><any/></rule><rule name='r'><start/><rule by-ref='s'/></rule>"),
	  { AT(ELEMENT_ORDER, 4, 67) } },
	{ RULES("<rule name='e'><any/><end/></rule><rule name='r'><rule by-ref='e'/><any/></rule>"),
	  { AT(ELEMENT_ORDER, 4, 57) } },
	{ RULES("<rule name='r'><look-behind><any/><choice><start/><any/></choice></look-behind><anchor/></rule>"),
	  { AT(ELEMENT_ORDER, 4, 42) } },
	{ RULES("<rule name='r'><choice><start/><any/></choice><any/><rule><any/><end/></rule></rule>"), { { 0, 0, 0 } } },
	{ RULES("<rule name='r'><choice><rule><look-behind><start/></look-behind><anchor/></rule>"
	        "<rule><anchor/><look-ahead><end/></look-ahead></rule></choice></rule>"), { { 0, 0, 0 } } },
	{ RULES("<rule name='r'><look-ahead><any/></look-ahead><anchor/></rule>"), { AT(ELEMENT_ORDER, 4, 54) } },
	{ RULES("<rule name='r'><anchor/><any/></rule>"), { AT(ELEMENT, 4, 32) } },
	/* all faults of a document, not only the first */
	{ DATA("<char cp='61'/><char cp='0061' color='red'/><char/>"),
	  { AT(CODE_POINT, 3, 7), AT(ATTRIBUTE, 3, 22), AT(ATTRIBUTE_MISSING, 3, 51) } },
};

/* What compiling says of documents that can be read. */
static const struct row compiled[] = {
	{ DATA("<char cp='0061'/><char cp=''><var cp='0062' type='invalid'/></char>"), { { 0, 0, 0 } } },
	{ DATA("<char cp='0061'/><char cp=''><var cp='0062' type='blocked'/></char>"), { AT(NULL_SOURCE_USED, 3, 36) } },
	{ DATA("<range first-cp='10000' last-cp='1FFFD'/>"), { { 0, 0, 0 } } },
	{ DATA("<range first-cp='10000' last-cp='1FFFE'/>"), { AT(LIMIT_POINTS, 3, 1) } },
	{ DATA("<range first-cp='E000' last-cp='10FFFF'/>"), { AT(LIMIT_POINTS, 3, 1) } },
};

/* What lint says of documents that can be read. */
static const struct row linted[] = {
	{ DATA("<char cp='0061'/>"), { { 0, 0, 0 } } },
	{ DATA("<char cp='0061'><var cp='0062'/></char><char cp='0062'/>"), { AT(ASYMMETRIC, 3, 23) } },
	{ DATA("<char cp='0061'><var cp='0063'/></char><range first-cp='0062' last-cp='0064'/>"), { AT(ASYMMETRIC, 3, 23) } },
	{ DATA("<char cp='0061'><var cp='0061'/><var cp='0062'/></char><char cp='0062'><var cp='0061'/></char>"), { { 0, 0, 0 } } },
	{ DATA("<char cp='0061'><var cp='0063 0064'/></char>"), { AT(TARGET_UNLISTED, 3, 23) } },
	/* the target can be made of what is listed, or cannot */
	{ DATA("<char cp='0061'><var cp='0062 0063'/></char><char cp='0062'/><range first-cp='0063' last-cp='0064'/>"),
	  { AT(ASYMMETRIC, 3, 23) } },
	{ DATA("<char cp='0061'><var cp='0062 0063 0061'/></char><char cp='0062 0063'/>"), { AT(ASYMMETRIC, 3, 23) } },
	{ DATA("<char cp='0061'><var cp='0062 0063 0063'/></char><char cp='0062 0063'/>"), { AT(TARGET_UNLISTED, 3, 23) } },
	{ LGR("", "<data><char cp='0061'><var cp='0062' when='r'/></char><char cp='0062'><var cp='0061' not-when='r'/></char></data>",
	      "<rules>" R "</rules>"), { AT(CONTEXT_DIFFERS, 3, 23), AT(CONTEXT_DIFFERS, 3, 71) } },
	{ LGR("", "<data><char cp='0061'><var cp='0062' when='r'/></char><char cp='0062'><var cp='0061' when='r'/></char></data>",
	      "<rules>" R "</rules>"), { { 0, 0, 0 } } },
	{ LGR("", "<data><char cp='0061'><var cp='0062' when='r'/></char><char cp='0062'><var cp='0061' when='s'/></char></data>",
	      "<rules>" R "<rule name='s'><end/></rule></rules>"), { AT(CONTEXT_DIFFERS, 3, 23), AT(CONTEXT_DIFFERS, 3, 71) } },
	{ DATA("<char cp='0061'><var cp='0062'/></char><char cp='0062'><var cp='0061'/><var cp='0063'/></char>\n"
	       "<char cp='0063'><var cp='0062'/></char>"), { AT(INTRANSITIVE, 3, 7), AT(INTRANSITIVE, 4, 1) } },
	{ DATA("<char cp='0061'><var cp='0062'/><var cp='0063'/></char><char cp='0062'><var cp='0061'/><var cp='0063'/></char>\n"
	       "<char cp='0063'><var cp='0061'/><var cp='0062'/></char>"), { { 0, 0, 0 } } },
	{ DATA("<char cp='0061'><var cp=''/></char>"), { AT(NULL_VARIANT, 3, 23), AT(ASYMMETRIC, 3, 23) } },
	{ RULES("<action disp='x'/><action disp='y' any-variant='blocked'/>"),
	  { AT(TAG_UNUSED, 3, 7), AT(TYPE_UNKNOWN, 4, 26), AT(ACTION_UNREACHED, 4, 26) } },
	{ RULES(R "<action disp='x' match='r'/><action disp='y' not-match='r'/><action disp='z' match='r'/>"),
	  { AT(TAG_UNUSED, 3, 7), AT(ACTION_UNREACHED, 4, 96) } },
	{ RULES(R), { AT(TAG_UNUSED, 3, 7), AT(RULE_UNUSED, 4, 8) } },
	{ RULES("<class name='c' from-tag='t'/>"), { AT(CLASS_UNUSED, 4, 8) } },
	{ RULES("<class name='c' from-tag='t'/><rule name='r'><class by-ref='c'/><class from-tag='u'/></rule>"
	        "<action disp='x' match='r'/>"), { AT(TAG_UNKNOWN, 4, 72), AT(RULE_UNMATCHED, 4, 38), AT(ACTION_LAST, 4, 100) } },
	{ RULES("<class name='c' from-tag='t'/><class name='d'>0063</class>"
	        "<rule name='r'><class by-ref='c'/><class by-ref='d'/></rule><action disp='x' match='r'/>"),
	  { AT(CLASS_EMPTY, 4, 38), AT(RULE_UNMATCHED, 4, 66), AT(ACTION_LAST, 4, 126) } },
	{ RULES("<class name='c' from-tag='t'/><complement name='d'><class>0000-10FFFF</class></complement>"
	        "<rule name='r'><class by-ref='c'/><class by-ref='d'/></rule><action disp='x' match='r'/>"),
	  { AT(CLASS_EMPTY, 4, 38), AT(RULE_UNMATCHED, 4, 98), AT(ACTION_LAST, 4, 158) } },
	/* what need not match, or has another choice, can match; what refers to what cannot, cannot */
	{ RULES("<class name='c' from-tag='t'/><rule name='r'><class by-ref='c'/><class count='0+'>0063</class>"
	        "<choice><class>0063</class><any/></choice></rule><action disp='x' match='r'/><action disp='y'/>"), { { 0, 0, 0 } } },
	{ RULES("<rule name='r'><choice><class>0063</class><class>0064</class></choice></rule>"
	        "<rule name='s'><rule by-ref='r'/></rule><action disp='x' match='s'/><action disp='y'/>"),
	  { AT(TAG_UNUSED, 3, 7), AT(RULE_UNMATCHED, 4, 8), AT(RULE_UNMATCHED, 4, 85) } },
	/* used by what is unused; by a context */
	{ RULES(R "<rule name='s'><rule by-ref='r'/></rule>"), { AT(TAG_UNUSED, 3, 7), AT(RULE_UNUSED, 4, 8), AT(RULE_UNUSED, 4, 36) } },
	{ LGR("", "<data><char cp='0061' when='s'/></data>", "<rules>" R "<rule name='s'><rule by-ref='r'/></rule></rules>"),
	  { { 0, 0, 0 } } },
	/* behind a catch-all; without one */
	{ RULES(R "<action disp='x'/><action disp='y' match='r'/>"), { AT(TAG_UNUSED, 3, 7), AT(ACTION_UNREACHED, 4, 54) } },
	{ RULES(R "<action disp='x' match='r'/><action disp='y' not-match='r'/><action disp='z'/>"),
	  { AT(TAG_UNUSED, 3, 7), AT(ACTION_UNREACHED, 4, 96) } },
	{ RULES(R "<action disp='x' match='r'/>"), { AT(TAG_UNUSED, 3, 7), AT(ACTION_LAST, 4, 36) } },
	{ DATA("<char cp='0041'/><range first-cp='0061' last-cp='007B'/>"), { AT(DISALLOWED, 3, 7), AT(DISALLOWED, 3, 24) } },
	{ DATA("<char cp='0061 0301'/>"), { AT(NOT_NFC, 3, 7) } },
	{ DATA("<char cp='0061' ref='1'/>"), { AT(REF_UNDECLARED, 3, 7) } },
	{ LGR("<meta><references><reference id='1'/></references></meta>", "<data><char cp='0061' ref='1'/></data>", ""),
	  { { 0, 0, 0 } } },
	{ DATA("<char cp='0061'><var cp='0061' type='odd'/></char>"), { AT(TYPE_UNHANDLED, 3, 23) } },
};

static size_t asked, wrong;

static void
judge(const struct row *row, const char *what, const idnc_table_findings *got)
{
	bool   same = true;
	size_t want = 0;

	while (want < EXPECTED_MAX && row->expected[want].code != IDNC_TABLE_OK)
		want++;
	same = got->count == want;
	for (size_t i = 0; same && i < want; i++)
		same = got->items[i].code == row->expected[i].code && got->items[i].line == row->expected[i].line &&
		       got->items[i].column == row->expected[i].column;
	asked++;
	if (same)
		return;
	wrong++;
	printf("%s: %s\n", what, row->text);
	for (size_t i = 0; i < got->count && i < got->capacity; i++)
		printf("  got %s at %u:%u (%s)\n", idnc_table_explain_find(got->items[i].code)->name,
		       (unsigned)got->items[i].line, (unsigned)got->items[i].column, got->items[i].detail);
}

START_TEST(test_read)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		idnc_table_finding  items[8];
		idnc_table_findings findings = { items, 8, 0 };
		idnc_table         *table = NULL;
		idnc_table_status   status = idnc_table_read(NULL, rows[i].text, strlen(rows[i].text), &findings, &table);
		idnc_table_status   first = IDNC_TABLE_OK;

		for (size_t k = findings.count; k-- > 0;)
			if (items[k].severity == IDNC_SEVERITY_ERROR)
				first = items[k].code;
		ck_assert_int_eq(status, first);
		ck_assert((table != NULL) == (status == IDNC_TABLE_OK));
		judge(&rows[i], "read", &findings);
		idnc_table_free(table);
	}
	ck_assert_uint_eq(wrong, 0);
}
END_TEST

START_TEST(test_compile)
{
	for (size_t i = 0; i < sizeof compiled / sizeof *compiled; i++) {
		idnc_table_finding  items[8];
		idnc_table_findings findings = { items, 8, 0 };
		idnc_table         *table = NULL;
		unsigned char      *block = NULL;
		size_t              size;

		ck_assert_int_eq(idnc_table_read(NULL, compiled[i].text, strlen(compiled[i].text), NULL, &table), IDNC_TABLE_OK);
		ck_assert_int_eq(idnc_table_compile(table, &findings, &block, &size), compiled[i].expected[0].code);
		judge(&compiled[i], "compile", &findings);
		if (block) {
			idnc_lgr lgr;
			ck_assert_int_eq(idnc_lgr_open(block, size, &lgr), IDNC_OK);
		}
		idnc_table_release(NULL, block);
		idnc_table_free(table);
	}
	ck_assert_uint_eq(wrong, 0);
}
END_TEST

START_TEST(test_lint)
{
	for (size_t i = 0; i < sizeof linted / sizeof *linted; i++) {
		idnc_table_finding  items[8];
		idnc_table_findings findings = { items, 8, 0 };
		idnc_table         *table = NULL;

		ck_assert_int_eq(idnc_table_read(NULL, linted[i].text, strlen(linted[i].text), NULL, &table), IDNC_TABLE_OK);
		ck_assert_int_eq(idnc_table_lint(table, &findings), IDNC_TABLE_OK);
		judge(&linted[i], "lint", &findings);
		idnc_table_free(table);
	}
	ck_assert_uint_eq(wrong, 0);
}
END_TEST

static bool
has_row(const struct row *list, size_t count, idnc_table_status code)
{
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < EXPECTED_MAX; k++)
			if (list[i].expected[k].code == code)
				return true;
	return false;
}

#define ROWS(list) list, sizeof list / sizeof *list

/* Every code has a row, but for the bounds, which tables_hostile.c has, those of text, which check_convert.py has, and those of sets: check_sets.py. */
START_TEST(test_every_code)
{
	const idnc_table_explanation *e;

	for (size_t index = 0; (e = idnc_table_explain_at(index)) != NULL; index++) {
		bool seen = e->code < 0 || strncmp(e->name, "LIMIT_", 6) == 0 || strncmp(e->name, "TEXT_", 5) == 0 ||
		            strncmp(e->name, "SET_", 4) == 0 ||
		            has_row(ROWS(rows), e->code) || has_row(ROWS(compiled), e->code) || has_row(ROWS(linted), e->code);

		ck_assert_msg(seen, "%s has no row", e->name);
		ck_assert_ptr_eq(idnc_table_explain_find(e->code), e);
		ck_assert_ptr_eq(idnc_table_explain_find_name(e->name, strlen(e->name)), e);
		ck_assert(*e->sentence && *e->explanation && *e->remedy && *e->clause);
		ck_assert(e->sentence[strlen(e->sentence) - 1] != '.');
	}
	ck_assert_ptr_null(idnc_table_explain_find((idnc_table_status)9999));
	ck_assert_ptr_null(idnc_table_explain_find_name("NO_SUCH", 7));
	ck_assert_ptr_nonnull(idnc_table_explain_find_name("rule_undefined", 14));
	/* DEL is no small underscore. */
	ck_assert_ptr_null(idnc_table_explain_find_name("rule\177undefined", 14));
}
END_TEST

/* RFC 7940, 6.3.4 demands the rule; the lenient option lets it be read, not compiled. */
START_TEST(test_lenient)
{
	static const char  text[] = DATA("<char cp='0061' when='r'/>");
	idnc_table_options options = { .lenient = true };
	idnc_table_finding  item;
	idnc_table_findings findings = { &item, 1, 0 };
	idnc_table         *table = NULL;
	unsigned char      *block = NULL;
	size_t              size;

	ck_assert_int_eq(idnc_table_read(&options, text, sizeof text - 1, &findings, &table), IDNC_TABLE_OK);
	ck_assert_uint_eq(findings.count, 1);
	ck_assert_int_eq(item.code, IDNC_TABLE_V_RULE_UNDEFINED);
	ck_assert_int_eq(item.severity, IDNC_SEVERITY_WARNING);
	ck_assert_str_eq(item.detail, "r");
	ck_assert_int_eq(idnc_table_compile(table, NULL, &block, &size), IDNC_TABLE_V_RULE_UNDEFINED);
	ck_assert_ptr_null(block);
	idnc_table_free(table);
	idnc_table_free(NULL);
}
END_TEST

/* Whether a code point has a property in a version: rows that only one version, or only one property, answers so. */
static const struct membership {
	const char *version, *property;
	uint32_t    cp;
	bool        is_member;
} memberships[] = {
	{ "11.0.0", "gc:Mn", 0x0301, true }, { "11.0.0", "gc:Mn", 0x0061, false }, { "11.0.0", "gc:M", 0x0903, true },
	{ "11.0.0", "gc:L", 0x0061, true }, { "11.0.0", "gc:L", 0x0031, false }, { "11.0.0", "gc:LC", 0x4E00, false },
	{ "11.0.0", "gc:LC", 0x01C5, true },
	/* changed, or not yet there */
	{ "14.0.0", "gc:Mn", 0x1171E, true }, { "14.0.0", "gc:Mc", 0x1171E, false }, { "16.0.0", "gc:Mc", 0x1171E, true },
	{ "18.0.0", "gc:Mn", 0x1171E, false }, { "10.0.0", "gc:Lo", 0x10D0, true }, { "11.0.0", "gc:Ll", 0x10D0, true },
	{ "11.0.0", "gc:Lo", 0x08BE, false }, { "13.0.0", "gc:Lo", 0x08BE, true }, { "11.0.0", "gc:Cn", 0x08BE, true },
	{ "11.0.0", "jt:U", 0x0856, true }, { "18.0.0", "jt:R", 0x0856, true },
	/* never published: as at 11.0 */
	{ "11.5.0", "gc:Mc", 0x1CF2, true }, { "12.0.0", "gc:Mc", 0x1CF2, false },
	{ "14.0.0", "sc:Latn", 0x00E9, true }, { "14.0.0", "sc:Grek", 0x00E9, false }, { "14.0.0", "sc:Zzzz", 0x0378, true },
	{ "14.0.0", "ccc:9", 0x094D, true }, { "14.0.0", "ccc:0", 0x094D, false }, { "14.0.0", "ccc:230", 0x0301, true },
	{ "14.0.0", "bc:AL", 0x0627, true }, { "14.0.0", "bc:NSM", 0x0301, true }, { "14.0.0", "bc:L", 0x0061, true },
	{ "14.0.0", "jt:D", 0x0628, true }, { "14.0.0", "jt:R", 0x0627, true }, { "14.0.0", "jt:T", 0x0301, true },
	{ "14.0.0", "InSC:Virama", 0x094D, true }, { "14.0.0", "InSC:Consonant", 0x0915, true },
	{ "14.0.0", "InSC:Other", 0x0061, true }, { "14.0.0", "Dep:Y", 0x0149, true }, { "14.0.0", "Dep:N", 0x0061, true },
	/* not evaluated, and so false whatever is asked */
	{ "99.0.0", "gc:Mn", 0x0301, false }, { "99.0.0", "gc:L", 0x0301, false },
};

START_TEST(test_properties)
{
	for (size_t i = 0; i < sizeof memberships / sizeof *memberships; i++) {
		const struct membership *m = &memberships[i];
		char                     text[1024];
		idnc_table              *table = NULL;
		unsigned char           *block = NULL;
		size_t                   size;
		idnc_lgr                 lgr;
		idnc_lgr_verdict         verdict;
		int len = snprintf(text, sizeof text, LGR("<meta><unicode-version>%s</unicode-version></meta>",
			"<data><char cp='%04X'/></data>", "<rules><rule name='r'><class property='%s'/></rule>"
			"<action disp='member' match='r'/></rules>"), m->version, (unsigned)m->cp, m->property);

		ck_assert_int_eq(idnc_table_read(NULL, text, (size_t)len, NULL, &table), IDNC_TABLE_OK);
		ck_assert_int_eq(idnc_table_compile(table, NULL, &block, &size), IDNC_TABLE_OK);
		ck_assert_int_eq(idnc_lgr_open(block, size, &lgr), IDNC_OK);
		ck_assert_int_eq(idnc_lgr_check(&lgr, &m->cp, 1, &verdict, NULL), IDNC_OK);
		ck_assert_msg((strcmp(idnc_lgr_disposition_z(&lgr, verdict.disposition), "member") == 0) == m->is_member,
		              "U+%04X %s %s", (unsigned)m->cp, m->version, m->property);
		idnc_table_release(NULL, block);
		idnc_table_free(table);
	}
}
END_TEST

/* What a class holds of a, b, c and d, of which a and b are tagged t. */
static const struct { const char *class, *members; } sets[] = {
	{ "<class>0061 0063-0064</class>", "acd" },
	{ "<class from-tag='t'/>", "ab" },
	{ "<class from-tag='u'/>", "" },
	{ "<class by-ref='x'/>", "bc" },
	{ "<complement><class by-ref='x'/></complement>", "ad" },
	{ "<complement><class from-tag='u'/></complement>", "abcd" },
	{ "<union><class by-ref='x'/><class>0061</class><class>0064</class></union>", "abcd" },
	{ "<intersection><class by-ref='x'/><class from-tag='t'/></intersection>", "b" },
	{ "<difference><class by-ref='x'/><class from-tag='t'/></difference>", "c" },
	{ "<symmetric-difference><class by-ref='x'/><class from-tag='t'/></symmetric-difference>", "ac" },
	{ "<union><complement><class from-tag='t'/></complement><difference><class>0061</class><class>0062</class></difference></union>",
	  "acd" },
};

START_TEST(test_sets)
{
	for (size_t i = 0; i < sizeof sets / sizeof *sets; i++) {
		char           text[1024];
		idnc_table    *table = NULL;
		unsigned char *block = NULL;
		size_t         size;
		idnc_lgr       lgr;
		int len = snprintf(text, sizeof text, LGR("", "<data><range first-cp='0061' last-cp='0062' tag='t'/>"
			"<char cp='0063'/><char cp='0064'/></data>", "<rules><class name='x'>0062 0063</class><rule name='r'>%s</rule>"
			"<action disp='member' match='r'/></rules>"), sets[i].class);

		ck_assert_int_eq(idnc_table_read(NULL, text, (size_t)len, NULL, &table), IDNC_TABLE_OK);
		ck_assert_int_eq(idnc_table_compile(table, NULL, &block, &size), IDNC_TABLE_OK);
		ck_assert_int_eq(idnc_lgr_open(block, size, &lgr), IDNC_OK);
		for (uint32_t cp = 'a'; cp <= 'd'; cp++) {
			idnc_lgr_verdict verdict;
			ck_assert_int_eq(idnc_lgr_check(&lgr, &cp, 1, &verdict, NULL), IDNC_OK);
			ck_assert_msg((strcmp(idnc_lgr_disposition_z(&lgr, verdict.disposition), "member") == 0) ==
			              (strchr(sets[i].members, (int)cp) != NULL), "%c %s", (int)cp, sets[i].class);
		}
		idnc_table_release(NULL, block);
		idnc_table_free(table);
	}
}
END_TEST

/* The classes and rules of the table of test_show, in words. */
static void
check_words(const idnc_table *table)
{
	static const struct { const char *name, *words, *comment; } described[] = {
		{ "c", "a code point tagged t", "" },
		{ "d", "(a code point of class c but not one of 0061 0063-0064)", "" },
		{ "w", "the code point in question stands behind (the beginning of the label, then a code point of class c 2 or more times)", "" },
		{ "n", "anywhere in the label: any code point", "why" },
	};

	for (size_t i = 0; i < sizeof described / sizeof *described; i++) {
		char  *words = NULL;
		size_t len;
		ck_assert_int_eq(idnc_table_describe(table, described[i].name, &words, &len), IDNC_TABLE_OK);
		ck_assert_uint_eq(len, strlen(described[i].words));
		ck_assert_mem_eq(words, described[i].words, len);
		idnc_table_release(NULL, words);
		ck_assert_str_eq(idnc_table_comment_z(table, described[i].name), described[i].comment);
	}
}

/* Numbers, entries and words of one table. */
START_TEST(test_show)
{
	static const char text[] = LGR("<meta><version>7</version><language>de</language><language>fr</language>"
		"<unicode-version>14.0.0</unicode-version><references><reference id='1'/></references></meta>",
		"<data><char cp='0061' tag='t' ref='1' comment='A'><var cp='0062' type='b' when='w'/><var cp=''/></char>"
		"<range first-cp='0063' last-cp='0065'/><char cp='0061 0062' not-when='w'/></data>",
		"<rules><class name='c' from-tag='t'/><difference name='d'><class by-ref='c'/><class>0061 0063-0064</class></difference>"
		"<rule name='w'><look-behind><start/><class by-ref='c' count='2+'/></look-behind><anchor/></rule>"
		"<rule name='m'><choice count='1:2'><char cp='0061 0062'/><any/></choice><rule by-ref='w'/></rule>"
		"<rule name='n' comment='why'><any/></rule><action disp='x'/></rules>");
	idnc_table        *table = NULL;
	idnc_table_summary s;
	idnc_table_entry   e, v;

	ck_assert_int_eq(idnc_table_read(NULL, text, sizeof text - 1, NULL, &table), IDNC_TABLE_OK);
	idnc_table_summary_get(table, &s);
	ck_assert_str_eq(s.version, "7");
	ck_assert_str_eq(s.date, "");
	ck_assert_str_eq(s.language, "de");
	ck_assert_str_eq(s.unicode_version, "14.0.0");
	ck_assert_uint_eq(s.code_points, 4);
	ck_assert_uint_eq(s.sequences, 1);
	ck_assert_uint_eq(s.variants, 2);
	ck_assert_uint_eq(s.classes, 2);
	ck_assert_uint_eq(s.rules, 3);
	ck_assert_uint_eq(s.actions, 1);
	ck_assert_uint_eq(s.references, 1);
	ck_assert(idnc_table_entry_find(table, (const uint32_t[]){ 0x61 }, 1, &e));
	ck_assert_uint_eq(e.variants, 2);
	ck_assert_str_eq(e.tags, "t");
	ck_assert_str_eq(e.comment, "A");
	ck_assert(idnc_table_entry_variant(&e, 0, &v));
	ck_assert_uint_eq(*v.cp, 0x62);
	ck_assert_str_eq(v.type, "b");
	ck_assert_str_eq(v.when, "w");
	ck_assert(idnc_table_entry_variant(&e, 1, &v));
	ck_assert_uint_eq(v.len, 0);
	ck_assert(!idnc_table_entry_variant(&e, 2, &v));
	ck_assert(idnc_table_entry_find(table, (const uint32_t[]){ 0x64 }, 1, &e));
	ck_assert_uint_eq(e.last, 0x65);
	ck_assert(idnc_table_entry_find(table, (const uint32_t[]){ 0x61, 0x62 }, 2, &e));
	ck_assert_str_eq(e.not_when, "w");
	ck_assert(!idnc_table_entry_find(table, (const uint32_t[]){ 0x66 }, 1, &e));
	check_words(table);
	ck_assert_ptr_null(idnc_table_comment_z(table, "none"));
	ck_assert_int_eq(idnc_table_describe(table, "none", &(char *){ NULL }, &(size_t){ 0 }), IDNC_TABLE_E_ARGUMENT);
	idnc_table_free(table);
}
END_TEST

/* A detail is cut between two characters. */
START_TEST(test_detail)
{
	char                text[1024];
	idnc_table_finding  item;
	idnc_table_findings findings = { &item, 1, 0 };
	idnc_table         *table = NULL;
	size_t              len = (size_t)sprintf(text, "<lgr xmlns='urn:ietf:params:xml:ns:lgr-1.0'><data><char cp='");

	for (int i = 0; i < 60; i++, len += 2)
		memcpy(text + len, "\xC3\xA9", 2);
	len += (size_t)sprintf(text + len, "'/></data></lgr>");
	ck_assert_int_eq(idnc_table_read(NULL, text, len, &findings, &table), IDNC_TABLE_V_CODE_POINT);
	ck_assert_uint_eq(strlen(item.detail), IDNC_TABLE_DETAIL_MAX - 1);
	ck_assert_uint_eq((unsigned char)item.detail[IDNC_TABLE_DETAIL_MAX - 2], 0xA9);
}
END_TEST

/* An attribute of a namespace is named so that it can be read, and its name is not cut. */
START_TEST(test_namespace_detail)
{
	static const struct {
		const char *text, *detail;
	} attributes[] = {
		{ DATA("<char cp='0061' odd=''/>"), "odd" },
		{ DATA("<char cp='0061' xml:lang='en'/>"), "lang of http://www.w3.org/XML/1998/namespace" },
		{ DATA("<char cp='0061' xmlns:p='urn:" L63 L63 "' p:odd=''/>"), "odd of urn:" L63 L10 L10 "a" },
	};

	for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++) {
		idnc_table_finding  item;
		idnc_table_findings findings = { &item, 1, 0 };
		idnc_table         *table = NULL;

		ck_assert_int_eq(idnc_table_read(NULL, attributes[i].text, strlen(attributes[i].text), &findings, &table),
		                 IDNC_TABLE_V_ATTRIBUTE);
		ck_assert_str_eq(item.detail, attributes[i].detail);
	}
}
END_TEST

int
main(void)
{
	Suite   *suite = suite_create("tables_cases");
	TCase   *cases = tcase_create("cases");
	SRunner *runner = srunner_create(suite);
	int      failed;

	tcase_add_test(cases, test_read);
	tcase_add_test(cases, test_compile);
	tcase_add_test(cases, test_lint);
	tcase_add_test(cases, test_every_code);
	tcase_add_test(cases, test_lenient);
	tcase_add_test(cases, test_properties);
	tcase_add_test(cases, test_sets);
	tcase_add_test(cases, test_show);
	tcase_add_test(cases, test_detail);
	tcase_add_test(cases, test_namespace_detail);
	suite_add_tcase(suite, cases);
	srunner_set_fork_status(runner, CK_NOFORK);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	printf("%zu documents, %zu wrong\n", asked, wrong);
	return failed || asked != (sizeof rows + sizeof compiled + sizeof linted) / sizeof *rows;
}
