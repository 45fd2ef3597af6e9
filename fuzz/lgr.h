/* SPDX-License-Identifier: MIT */
/* What the fuzz targets of evaluation share: tables made from bytes, and labels of their letters. */
#ifndef FUZZ_LGR_H
#define FUZZ_LGR_H

#include <stdio.h>

#include "fuzz.h"
#include "idncheck/lgr.h"
#include "idncheck/tables.h"

enum {
	FUZZ_LETTERS = 4,        /* a b c d */
	FUZZ_LABEL_LETTERS = 8,  /* letters of a label, so that all its variants can be listed */
	FUZZ_LISTED_MAX = 1 << 14
};

/* Bytes that are taken one after the other; 0 when they are used up. */
struct fuzz_bytes {
	const uint8_t *at;
	size_t len;
};

static inline unsigned
fuzz_take(struct fuzz_bytes *b, unsigned below)
{
	unsigned byte = b->len > 0 ? *b->at : 0;

	if (b->len > 0) {
		b->at++;
		b->len--;
	}
	return byte % below;
}

struct fuzz_lgr {
	idnc_lgr lgr;
	unsigned char *block;
	uint32_t label[FUZZ_LABEL_LETTERS];
	size_t len;
};

/* Contexts and rules that say something of nearly every label. */
static const char fuzz_lgr_rules[] =
	"</data><rules>"
	"<rule name='r0'><look-behind><start/></look-behind><anchor/></rule>"
	"<rule name='r1'><anchor/><look-ahead><char cp='0061' count='0+'/><class>0062-0063</class></look-ahead></rule>"
	"<rule name='r2'><look-behind><rule count='0:2'><any/><char cp='0063'/></rule><char cp='0064'/></look-behind><anchor/></rule>"
	"<rule name='r3'><char cp='0061 0062'/></rule>"
	"<rule name='r4'><start/><choice count='2+'><char cp='0061 0061'/><complement><class>0062</class></complement></choice><end/></rule>"
	"<action disp='invalid' match='r4' any-variant='t0'/><action disp='x' all-variants='t1 t2'/>"
	"<action disp='y' only-variants='t0 t3' not-match='r3'/><action disp='z' match='r4'/></rules></lgr>";

/* when, not-when, or nothing. */
static inline const char *
fuzz_context(struct fuzz_bytes *b, char out[32])
{
	unsigned which = fuzz_take(b, 15);

	snprintf(out, 32, which >= 5 ? " not-when='r%u'" : " when='r%u'", which % 5);
	return which >= 10 ? "" : out;
}

/* Code points between spaces; "" for none. */
static inline const char *
fuzz_text(struct fuzz_bytes *b, unsigned least, char out[32])
{
	static const char letters[FUZZ_LETTERS][5] = { "0061", "0062", "0063", "0064" };
	unsigned n = fuzz_take(b, 8);
	size_t len = 0;

	n = n > 5 ? 3 : n > 3 ? 2 : n > 0 ? 1 : least;
	out[0] = '\0';
	for (unsigned i = 0; i < n; i++)
		len += (size_t)snprintf(out + len, 32 - len, "%s%s", i ? " " : "", letters[fuzz_take(b, FUZZ_LETTERS)]);
	return out;
}

/*
 * A table and a label from bytes: up to 8 elements of up to 3 of the letters, each with up to 4
 * variants.  False when the table is refused, as when an element comes twice.
 */
static inline bool
fuzz_lgr(const uint8_t *data, size_t size, struct fuzz_lgr *out)
{
	struct fuzz_bytes b = { data, size };
	static char text[1 << 14];
	char word[32], context[32];
	idnc_table *table;
	size_t len, block_size = 0;
	bool is_table;

	out->len = fuzz_take(&b, FUZZ_LABEL_LETTERS + 1);
	for (size_t i = 0; i < out->len; i++)
		out->label[i] = 'a' + fuzz_take(&b, FUZZ_LETTERS);
	len = (size_t)snprintf(text, sizeof text, "<lgr xmlns='urn:ietf:params:xml:ns:lgr-1.0'><data>");
	for (unsigned i = fuzz_take(&b, 8) + 1; i > 0; i--) {
		len += (size_t)snprintf(text + len, sizeof text - len, "<char cp='%s'%s>", fuzz_text(&b, 1, word), fuzz_context(&b, context));
		for (unsigned k = fuzz_take(&b, 5); k > 0; k--) {
			const char *target = fuzz_text(&b, 0, word);
			unsigned type = fuzz_take(&b, 5);
			len += (size_t)snprintf(text + len, sizeof text - len, type < 4 ? "<var cp='%s'%s type='t%u'/>" : "<var cp='%s'%s/>",
				target, fuzz_context(&b, context), type);
		}
		len += (size_t)snprintf(text + len, sizeof text - len, "</char>");
	}
	len += (size_t)snprintf(text + len, sizeof text - len, "%s", fuzz_lgr_rules);
	if (idnc_table_read(NULL, text, len, NULL, &table) != IDNC_TABLE_OK)
		return false;
	is_table = idnc_table_compile(table, NULL, &out->block, &block_size) == IDNC_TABLE_OK;
	idnc_table_free(table);
	MUST(!is_table || idnc_lgr_open(out->block, block_size, &out->lgr) == IDNC_OK);
	return is_table;
}

static inline void
fuzz_lgr_free(struct fuzz_lgr *f)
{
	idnc_table_release(NULL, f->block);
}

static inline int
fuzz_compare(const uint32_t *a, size_t a_len, const uint32_t *b, size_t b_len)
{
	for (size_t i = 0; i < a_len && i < b_len; i++)
		if (a[i] != b[i])
			return a[i] < b[i] ? -1 : 1;
	return (a_len > b_len) - (a_len < b_len);
}

#endif
