/* SPDX-License-Identifier: MIT */
/* What the suites share: files, spans of text, escapes, one call with all its answers, tallies. */
#include "util.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SHOWN_WRONG 20

static struct span
read_file(FILE *f)
{
	size_t len = 0, room = 1 << 16;
	char *data = malloc(room);

	while (data) {
		len += fread(data + len, 1, room - len, f);
		if (len < room)
			break;
		room *= 2;
		data = realloc(data, room);
	}
	fclose(f);
	if (!data)
		exit(99);
	return (struct span){ data, len };
}

struct span
util_read_if_any(const char *dir, const char *name)
{
	char path[4096];
	FILE *f;

	snprintf(path, sizeof path, "%s/%s", dir ? dir : ".", name);
	f = fopen(path, "rb");
	return f ? read_file(f) : (struct span){ NULL, 0 };
}

struct span
util_read(const char *dir, const char *name)
{
	struct span s = util_read_if_any(dir, name);

	if (!s.at) {
		printf("SKIP: %s is not at hand\n", name);
		exit(77);
	}
	return s;
}

void
util_free(struct span file)
{
	free((void *)(uintptr_t)file.at);
}

bool
util_line(struct span *rest, struct span *line)
{
	const char *end;

	if (rest->len == 0)
		return false;
	end = memchr(rest->at, '\n', rest->len);
	line->at = rest->at;
	line->len = end ? (size_t)(end - rest->at) : rest->len;
	rest->at += line->len + (end != NULL);
	rest->len -= line->len + (end != NULL);
	return true;
}

size_t
util_split(struct span line, char separator, struct span *columns, size_t max)
{
	size_t n = 0, from = 0;

	for (size_t i = 0; i <= line.len; i++) {
		if (i < line.len && line.at[i] != separator)
			continue;
		if (n < max)
			columns[n] = (struct span){ line.at + from, i - from };
		n++;
		from = i + 1;
	}
	return n;
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

struct span
util_trim(struct span s)
{
	while (s.len && is_blank(s.at[0]))
		s.at++, s.len--;
	while (s.len && is_blank(s.at[s.len - 1]))
		s.len--;
	return s;
}

bool
util_equal(struct span a, struct span b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.at, b.at, a.len) == 0);
}

size_t
util_put(uint32_t cp, char *out)
{
	if (cp < 0x80) {
		out[0] = (char)cp;
		return 1;
	}
	if (cp < 0x800) {
		out[0] = (char)(0xC0 | cp >> 6);
		out[1] = (char)(0x80 | (cp & 63));
		return 2;
	}
	if (cp < 0x10000) {
		out[0] = (char)(0xE0 | cp >> 12);
		out[1] = (char)(0x80 | (cp >> 6 & 63));
		out[2] = (char)(0x80 | (cp & 63));
		return 3;
	}
	out[0] = (char)(0xF0 | cp >> 18);
	out[1] = (char)(0x80 | (cp >> 12 & 63));
	out[2] = (char)(0x80 | (cp >> 6 & 63));
	out[3] = (char)(0x80 | (cp & 63));
	return 4;
}

void
util_utf8(const uint32_t *cps, size_t n, char *out, size_t *len)
{
	*len = 0;
	for (size_t i = 0; i < n; i++)
		*len += util_put(cps[i], out + *len);
}

size_t
util_hex(struct span text, uint32_t *out)
{
	size_t n = 0;
	char  *end = NULL;

	for (const char *at = text.at; at < text.at + text.len; at = end + (*end == ' '))
		out[n++] = (uint32_t)strtoul(at, &end, 16);
	return n;
}

size_t
util_code_points(struct span s, uint32_t *out)
{
	size_t n = 0;

	for (size_t i = 0; i < s.len; i++) {
		unsigned char b = (unsigned char)s.at[i];

		if (b < 0x80)
			out[n++] = b;
		else if (b < 0xC0)
			out[n - 1] = out[n - 1] << 6 | (b & 63);
		else
			out[n++] = b & (b < 0xE0 ? 31 : b < 0xF0 ? 15 : 7);
	}
	return n;
}

size_t
util_unescape(struct span text, char *out)
{
	size_t n = 0;

	for (size_t i = 0; i < text.len; i++) {
		char kind = i + 3 < text.len && text.at[i] == '\\' && text.at[i + 2] == '{'
				    ? text.at[i + 1]
				    : 0;
		char *end;
		unsigned long value;

		if (kind != 'u' && kind != 'x') {
			out[n++] = text.at[i];
			continue;
		}
		value = strtoul(text.at + i + 3, &end, 16);
		i = (size_t)(end - text.at);
		if (kind == 'x')
			out[n++] = (char)value;
		else
			n += util_put((uint32_t)value, out + n);
	}
	return n;
}

const char *
util_show(struct span bytes)
{
	static char shown[8][1024];
	static unsigned turn;
	char *out = shown[turn++ % 8];
	size_t n = 0, at = 0;

	while (at < bytes.len && n < 1000) {
		size_t from = at;
		uint32_t cp;

		if (idnc_utf8_next(bytes.at, bytes.len, &at, &cp) != IDNC_OK)
			while (from < at && n < 1000)
				n += (size_t)sprintf(
					out + n, "\\x{%02X}", (unsigned char)bytes.at[from++]);
		else if (cp > 0x20 && cp < 0x7F && cp != '\\')
			out[n++] = (char)cp;
		else
			n += (size_t)sprintf(out + n, "\\u{%X}", (unsigned)cp);
	}
	strcpy(out + n, at < bytes.len ? "..." : "");
	return out;
}

void
util_wrong(struct tally *t, const char *format, ...)
{
	va_list arguments;

	if (t->wrong++ >= SHOWN_WRONG || t->quiet)
		return;
	printf("%s: ", t->suite);
	va_start(arguments, format);
	vprintf(format, arguments);
	va_end(arguments);
	putchar('\n');
}

void
util_settle(const struct tally *t, size_t rows)
{
	printf("%s: %zu rows, %zu wrong\n", t->suite, t->rows, t->wrong);
	fflush(stdout);
	ck_assert_uint_gt(t->rows, 0);
	ck_assert_uint_eq(t->rows, rows);
	ck_assert_uint_eq(t->wrong, 0);
}

static void
answer_begin(struct answer *a)
{
	a->len = SIZE_MAX;
	a->findings = (idnc_findings){ a->items, ANSWER_FINDINGS, SIZE_MAX };
}

void
judge_ascii(const idnc_options *options, struct span in, struct answer *a)
{
	answer_begin(a);
	a->status = idnc_domain_to_ascii(
		options, in.at, in.len, a->out, ANSWER_OUT, &a->len, &a->findings);
}

void
judge_unicode(const idnc_options *options, struct span in, struct answer *a)
{
	answer_begin(a);
	a->status = idnc_domain_to_unicode(
		options, in.at, in.len, a->out, ANSWER_OUT, &a->len, &a->findings);
}

void
judge_check(const idnc_options *options, struct span in, struct answer *a)
{
	answer_begin(a);
	a->status = idnc_domain_check(options, in.at, in.len, &a->findings);
}

void
judge_label(const idnc_options *options, struct span in, struct answer *a)
{
	answer_begin(a);
	a->status = idnc_label_check(options, in.at, in.len, &a->findings);
}

bool
util_same_finding(const idnc_finding *a, const idnc_finding *b)
{
	return a->code == b->code && a->severity == b->severity && a->label == b->label &&
	       a->at == b->at && a->length == b->length && a->cp == b->cp &&
	       a->position == b->position && a->decoded == b->decoded && a->input == b->input;
}

void
util_sound(struct tally *t, struct span in, size_t inputs, const struct answer *a)
{
	idnc_status first = IDNC_OK;
	size_t n = a->findings.count < ANSWER_FINDINGS ? a->findings.count : ANSWER_FINDINGS;

	for (size_t i = 0; i < n; i++) {
		const idnc_finding *f = &a->items[i];

		if (f->severity == IDNC_SEVERITY_ERROR && first == IDNC_OK)
			first = f->code;
		if (f->code <= 0 || !idnc_explain_find(f->code))
			util_wrong(t, "%s: finding %zu has no code: %d", util_show(in), i, f->code);
		if (inputs == 1 && (f->at > in.len || f->length > in.len - f->at))
			util_wrong(t, "%s: finding %zu (%d) is outside the input", util_show(in), i,
				f->code);
		if (f->cp > 0x10FFFF && f->cp != IDNC_NO_CP)
			util_wrong(t, "%s: finding %zu (%d) has code point %X", util_show(in), i,
				f->code, f->cp);
		if (f->decoded > 1 || f->input >= inputs || f->severity > IDNC_SEVERITY_NOTE)
			util_wrong(t, "%s: finding %zu (%d) has a flag out of range", util_show(in),
				i, f->code);
		if (i > 0 && f->input == f[-1].input && f->label < f[-1].label)
			util_wrong(t, "%s: finding %zu (%d) is out of order", util_show(in), i,
				f->code);
		for (size_t k = 0; k < i; k++)
			if (util_same_finding(f, &a->items[k]))
				util_wrong(t, "%s: finding %zu (%d) comes twice", util_show(in), i,
					f->code);
	}
	if (a->findings.count == SIZE_MAX)
		util_wrong(t, "%s: the count of findings was not written", util_show(in));
	if (a->status >= 0 && a->findings.count <= ANSWER_FINDINGS && a->status != first)
		util_wrong(t, "%s: status %d, first error %d", util_show(in), a->status, first);
}

/* clang-format off */
static const char *const util_names[] = {
	"", ".", "..", "a", "example.org", "EXAMPLE.org", "example.org.", "a..b", ".a", "a..",
	"1.2.3.4", "xn--bcher-kva.example", "XN--BCHER-KVA.example", "b\\u{FC}cher.example",
	"B\\u{DC}CHER.example", "stra\\u{DF}e.de", "xn--strae-oqa.de", "\\u{1E9E}",
	"\\u{3C3}\\u{3C2}.gr", "bu\\u{308}cher", "e\\u{301}", "\\u{65E5}\\u{672C}\\u{8A9E}.jp",
	"\\u{65E5}\\u{672C}\\u{3002}jp", "\\u{5D0}\\u{5D1}\\u{5D2}.\\u{5D0}",
	"\\u{645}\\u{62B}\\u{627}\\u{644}.\\u{625}\\u{62E}\\u{62A}\\u{628}\\u{627}\\u{631}",
	"1a.\\u{5D0}", "\\u{928}\\u{93F}\\u{91C}\\u{940}.\\u{92D}\\u{93E}\\u{930}\\u{924}",
	"\\u{915}\\u{94D}\\u{200D}\\u{937}", "\\u{915}\\u{94D}\\u{200C}\\u{937}",
	"\\u{628}\\u{200C}\\u{627}", "\\u{628}\\u{200C}\\u{621}", "a\\u{200C}b", "a\\u{200D}b",
	"\\u{200D}", "l\\u{B7}l", "a\\u{B7}b", "\\u{375}\\u{3B1}", "\\u{375}a", "\\u{5D0}\\u{5F3}",
	"a\\u{5F4}", "\\u{3042}\\u{30FB}", "a\\u{30FB}b", "\\u{628}\\u{661}\\u{6F1}", "\\u{5D0}a",
	"a\\u{5D0}", "\\u{5D0}-", "\\u{5D0}1\\u{661}", "1\\u{5D0}", "a\\u{2260}.\\u{5D0}", "-a",
	"a-", "ab--cd", "\\u{E9}\\u{E9}--a", "-\\u{E9}-", "\\u{301}a", "my_shop.example", "a b",
	"a\\u{0}b", "I\\u{2665}NY", "\\u{E000}", "\\u{378}", "\\u{FFFF}", "a\\u{202E}b", "\\u{AD}",
	"a\\u{AD}b", "\\u{FDFA}", "\\u{E0100}a", "\\u{10428}\\u{10428}--\\u{10428}",
	"\\u{1E922}\\u{1E923}", "\\u{3400}\\u{20000}", "\\u{1112}\\u{1161}\\u{11AB}",
	"\\u{D55C}\\u{AD6D}", "\\u{E44}\\u{E17}\\u{E22}", "a\\u{315}\\u{300}", "xn--", "xn---",
	"xn--a", "xn--a-", "xn--example-", "xn--0000h", "xn--99999999", "xn--\\u{FC}ber",
	"xn--xn---epa", "xn--1ug", "xn--ab-j1t", "xn--e-xbb", "xn--dca", "xn--zca", "XN--J9",
	"xn--ib9b", "xn--a.\\u{E9}", "\\u{FF38}N--a", "x\\u{FF4E}--bcher-kva", "a\\u{FF0F}b", "a%b",
	"\\u{2100}.a", "a\\u{FF05}b", "\\x{FF}", "caf\\x{E9}.example", "a\\x{E2}\\x{82}",
	"\\x{ED}\\x{A0}\\x{80}", "\\x{F4}\\x{90}\\x{80}\\x{80}", "\\x{C0}\\x{80}",
	"\\x{F0}\\x{80}\\x{80}\\x{AF}.\\x{80}\\x{80}", "\\u{5D0}.\\x{80}", "\\u{10FFFF}",
	"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
	"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
	"\\u{E9}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
	"\\u{E9}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
	"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa."
	"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb."
	"ccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc."
	"ddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd",
	"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa."
	"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb."
	"ccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc."
	"dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd",
	NULL
};
/* clang-format on */

/* Names at the limits of what is looked into, and far beyond: a piece, many times. */
static const struct {
	const char *before, *piece;
	size_t count;
	const char *after;
} long_names[] = {
	{ "", "a", 253, "" },
	{ "", "a", IDNC_LABEL_LIMIT, "" },
	{ "", "a", IDNC_LABEL_LIMIT + 1, ".b" },
	{ "\\u{5D0}.", "\\u{E9}", IDNC_LABEL_LIMIT, "" },
	{ "-.", "\\u{E9}", IDNC_LABEL_LIMIT + 1, "\\u{5D0}" },
	{ "", "\\u{958}", IDNC_LABEL_LIMIT / 2, "" },      /* NFC makes two code points of it */
	{ "", "\\u{958}", IDNC_LABEL_LIMIT / 2 + 1, "" },
	{ "", "\\u{958}", IDNC_LABEL_LIMIT, ".a" },
	{ "", "\\u{FDFA}", 56, "" },                       /* the mapping is 18 code points long */
	{ "", "\\u{FDFA}", 57, "" },
	{ "a", "\\u{315}\\u{300}", 511, "" },
	{ "a", "\\u{315}\\u{300}", 600, ".\\u{5D0}" },
	{ "", "\\u{AD}", 1500, "a" },                      /* the mapping is empty */
	{ "", "\\u{1112}\\u{1161}\\u{11AB}", 341, "" },
	{ "", "\\u{1112}\\u{1161}\\u{11AB}", 400, "" },
	{ "xn--", "a", IDNC_LABEL_LIMIT - 4, "" },
	{ "xn--", "a", IDNC_LABEL_LIMIT, "" },
	{ "xn--", "a", 58, "-tda" },
	{ "", "\\x{80}", 300, "" },
	{ "", "\\x{F0}\\x{9F}\\x{92}", 1100, ".a" },
	{ "", ".", 300, "" },
	{ "", "a.", 130, "" },
	{ "", "b\\u{FC}cher.", 300, "" },
	{ "", "xn--bcher-kva.", 100, "b\\u{FC}cher" },
	{ "", "1-.", 100, "\\u{5D0}" },
	{ "", "\\u{30FB}", 1000, "" },
	{ "\\u{628}", "\\u{64E}", 1000, "\\u{200C}\\u{628}" },
	{ "", "\\u{20000}", 700, ".\\u{20000}" },
};

int
util_idnatest_unescape(struct span column, char *out, size_t *len)
{
	int result = 0;

	*len = 0;
	if (util_equal(column, SPAN_Z("\"\"")))
		return 0;
	for (size_t i = 0; i < column.len; i++) {
		char digits[9] = "";
		size_t n = 0, from = i + 2;
		uint32_t cp;

		if (column.at[i] != '\\') {
			out[(*len)++] = column.at[i];
			continue;
		}
		if (i + 1 >= column.len || (column.at[i + 1] != 'u' && column.at[i + 1] != 'x'))
			exit(99);
		if (column.at[i + 1] == 'x')
			from++;
		for (size_t max = column.at[i + 1] == 'u' ? 4 : 8; n < max && from + n < column.len;
			n++) {
			if (column.at[from + n] == '}')
				break;
			digits[n] = column.at[from + n];
		}
		cp = (uint32_t)strtoul(digits, NULL, 16);
		i = from + n - (column.at[i + 1] == 'u');
		if (cp >= 0xD800 && cp <= 0xDFFF)
			result = -1;
		*len += util_put(cp, out + *len);
	}
	return result;
}

static void
corpus_add(struct corpus *c, const char *bytes, size_t len)
{
	char *copy = malloc(len + 1);

	if (c->count % 1024 == 0)
		c->names = realloc(c->names, (c->count + 1024) * sizeof *c->names);
	if (!copy || !c->names)
		exit(99);
	memcpy(copy, bytes, len);
	c->names[c->count++] = (struct span){ copy, len };
}

static size_t
unescape_z(const char *text, char *out)
{
	return util_unescape((struct span){ text, strlen(text) }, out);
}

struct corpus
util_names_corpus(void)
{
	struct corpus c = { NULL, 0 };
	char bytes[LONGEST_NAME];

	for (size_t i = 0; util_names[i]; i++)
		corpus_add(&c, bytes, unescape_z(util_names[i], bytes));
	for (size_t i = 0; i < sizeof long_names / sizeof long_names[0]; i++) {
		size_t len = unescape_z(long_names[i].before, bytes);

		for (size_t k = 0; k < long_names[i].count; k++)
			len += unescape_z(long_names[i].piece, bytes + len);
		len += unescape_z(long_names[i].after, bytes + len);
		corpus_add(&c, bytes, len);
	}
	return c;
}

struct corpus
util_corpus(const char *shared)
{
	struct corpus c = util_names_corpus();
	struct span file = util_read_if_any(shared, "unicode/18.0.0/idna/IdnaTestV2.txt");
	struct span rest = file, line, column;
	char bytes[LONGEST_NAME];
	size_t len;

	if (!file.at)
		printf("SKIP in part: IdnaTestV2.txt is not at hand; the built-in names only\n");
	while (util_line(&rest, &line)) {
		if (util_split(line, ';', &column, 1) < 7)
			continue;
		if (line.at[0] != '#' &&
			util_idnatest_unescape(util_trim(column), bytes, &len) == 0)
			corpus_add(&c, bytes, len);
	}
	util_free(file);
	return c;
}

int
util_run(const char *suite, const TTest *const *tests)
{
	TCase *list = tcase_create(suite);
	Suite *s = suite_create(suite);
	SRunner *runner = srunner_create(s);
	int failed;

	tcase_set_timeout(list, 0); /* no test depends on a clock */
	for (size_t i = 0; tests[i]; i++)
		tcase_add_test(list, tests[i]);
	suite_add_tcase(s, list);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? 1 : 0;
}
