/* SPDX-License-Identifier: MIT */
/* Normalization forms C and D, streamed: decompose, reorder, compose, in bounded memory. */
#include "unicode/normalize.h"

#include "unicode/normalization.inc"
#include "unicode/pool.h"
#include "unicode/trie.h"
#include "unicode/word.h"

/* The longest canonical decomposition of one code point; asserted by the generator. */
#define DECOMPOSITION_MAX 4

/* Runs of marks up to this length are sorted in place; longer ones are read once per class. */
#define SHORT_RUN 32

/* The arithmetic of Hangul syllables.  Unicode, 3.12 */
enum {
	S_BASE = 0xAC00,
	L_BASE = 0x1100,
	V_BASE = 0x1161,
	T_BASE = 0x11A7, /* one below the first trailing consonant: T 0 is none */
	L_COUNT = 19,
	V_COUNT = 21,
	T_COUNT = 28,
	S_COUNT = L_COUNT * V_COUNT * T_COUNT
};

/* A code point on its way, with the input indexes it comes from. */
typedef struct item {
	uint32_t cp;
	size_t first, last;
} item;

/* Reads the input decomposed, one code point at a time.  Copied, it is a place to come back to. */
typedef struct reader {
	const uint32_t *in;
	size_t in_len, at;                 /* at: the next input code point */
	uint32_t parts[DECOMPOSITION_MAX]; /* what the one before it decomposed to */
	size_t parts_len, parts_at;
	bool is_end;
	uint32_t cp; /* where the reader stands, unless at the end; it comes from in[at - 1] */
	uint8_t ccc;
} reader;

/* Where results go: a buffer, or (same_as) a comparison with the input. */
typedef struct writer {
	bool compose;
	uint32_t *out;
	idnc_span *from;
	size_t out_cap, len;
	const uint32_t *same_as;
	size_t same_len, differs_at; /* the first index that differs; SIZE_MAX: none yet */
	/* The last starter, which later code points can change, and its index in the result. */
	bool has_starter;
	item starter;
	size_t starter_at;
	uint8_t last_ccc; /* of the code points written behind the starter; 0: there are none */
} writer;

static size_t
hangul_decompose(uint32_t cp, uint32_t out[DECOMPOSITION_MAX])
{
	uint32_t s = cp - S_BASE, t = s % T_COUNT;

	out[0] = L_BASE + s / (V_COUNT * T_COUNT);
	out[1] = V_BASE + s % (V_COUNT * T_COUNT) / T_COUNT;
	out[2] = T_BASE + t;
	return t ? 3 : 2;
}

static size_t
decompose(uint32_t cp, uint32_t out[DECOMPOSITION_MAX])
{
	if (cp - S_BASE < S_COUNT)
		return hangul_decompose(cp, out);
	if (idnc_word_has_decomposition(idnc_word_find(cp)))
		return pool_read(decomposition_pool, TRIE3(decomposition, cp), out);
	out[0] = cp;
	return 1;
}

/* Step to the next code point. */
static void
reader_next(reader *r)
{
	if (r->parts_at == r->parts_len) {
		r->is_end = r->at == r->in_len;
		if (r->is_end)
			return;
		r->parts_len = decompose(r->in[r->at++], r->parts);
		r->parts_at = 0;
	}
	r->cp = r->parts[r->parts_at++];
	r->ccc = idnc_word_ccc(idnc_word_find(r->cp));
}

static item
reader_item(const reader *r)
{
	return (item){ r->cp, r->at - 1, r->at - 1 };
}

/*
 * The index of value in sorted numbers, or of the first greater one.  The numbers are uint32_t if
 * is_wide, else uint16_t; inline, so that each caller has a search of its own width.
 */
static inline size_t
search(const void *numbers, bool is_wide, size_t n, uint32_t value)
{
	const uint32_t *wide = numbers;
	const uint16_t *narrow = numbers;
	size_t low = 0;

	while (n > 0) {
		size_t half = n / 2;

		if ((is_wide ? wide[low + half] : narrow[low + half]) < value) {
			low += half + 1;
			n -= half + 1;
		} else {
			n = half;
		}
	}
	return low;
}

/* The primary composite of two code points, or IDNC_NO_CP.  Unicode, 3.11, D114 */
static uint32_t
compose_pair(uint32_t first, uint32_t second)
{
	size_t group, at, end;
	uint32_t key = first >> 16 << 24 | second;

	if (first - L_BASE < L_COUNT && second - V_BASE < V_COUNT)
		return S_BASE + ((first - L_BASE) * V_COUNT + (second - V_BASE)) * T_COUNT;
	/* T_BASE itself is not a trailing consonant, so that T 0 is left out. */
	if (first - S_BASE < S_COUNT && (first - S_BASE) % T_COUNT == 0 &&
	    second - T_BASE - 1 < T_COUNT - 1)
		return first + (second - T_BASE);
	if (first > 0x10FFFF || second > 0x10FFFF)
		return IDNC_NO_CP;
	group = search(pair_keys, true, sizeof pair_keys / sizeof pair_keys[0], key);
	if (group == sizeof pair_keys / sizeof pair_keys[0] || pair_keys[group] != key)
		return IDNC_NO_CP;
	end = pair_starts[group + 1];
	at = pair_starts[group];
	at += search(pair_firsts + at, false, end - at, first & 0xFFFF);
	if (at == end || pair_firsts[at] != (first & 0xFFFF))
		return IDNC_NO_CP;
	return (first & 0xFF0000) | pair_composites[at];
}

/* Put a final value at its index in the result. */
static void
writer_put(writer *w, size_t at, const item *what)
{
	if (w->same_as) {
		if (at < w->differs_at && (at >= w->same_len || w->same_as[at] != what->cp))
			w->differs_at = at;
	} else if (at < w->out_cap) {
		w->out[at] = what->cp;
		if (w->from) {
			w->from[at].first = (uint16_t)what->first;
			w->from[at].last = (uint16_t)what->last;
		}
	}
}

/* Nothing can change the last starter any more. */
static void
writer_close(writer *w)
{
	if (w->has_starter)
		writer_put(w, w->starter_at, &w->starter);
	w->has_starter = false;
}

/* Take the next code point in canonical order.  Unicode, 3.11, D117 */
static void
writer_take(writer *w, const item *next, uint8_t ccc)
{
	/* Not blocked: nothing stands between, or only classes that are lower, and not 0.  D115 */
	if (w->compose && w->has_starter && (w->last_ccc == 0 || w->last_ccc < ccc)) {
		uint32_t composite = compose_pair(w->starter.cp, next->cp);

		if (composite != IDNC_NO_CP) {
			w->starter.cp = composite;
			if (next->first < w->starter.first)
				w->starter.first = next->first;
			if (next->last > w->starter.last)
				w->starter.last = next->last;
			return;
		}
	}
	if (ccc == 0) {
		/* The starter's index is taken now, its value written when it is known. */
		writer_close(w);
		w->has_starter = true;
		w->starter = *next;
		w->starter_at = w->len++;
	} else {
		writer_put(w, w->len++, next);
	}
	w->last_ccc = ccc;
}

/* Take a run of n marks, n > SHORT_RUN, by reading it once for each class that occurs in it. */
static void
take_long_run(writer *w, const reader *start, size_t n)
{
	uint32_t present[8] = { 0 };
	reader r = *start;

	for (size_t i = 0; i < n; i++, reader_next(&r))
		present[r.ccc >> 5] |= 1u << (r.ccc & 31);
	for (unsigned ccc = 1; ccc < 256; ccc++) {
		if (!(present[ccc >> 5] >> (ccc & 31) & 1))
			continue;
		r = *start;
		for (size_t i = 0; i < n; i++, reader_next(&r)) {
			if (r.ccc == ccc) {
				item mark = reader_item(&r);

				writer_take(w, &mark, r.ccc);
			}
		}
	}
}

/* Take a run of marks in canonical order.  r stands on the first; it is moved behind the last. */
static void
take_run(writer *w, reader *r)
{
	item marks[SHORT_RUN];
	uint8_t classes[SHORT_RUN];
	const reader start = *r;
	size_t n = 0;

	for (; !r->is_end && r->ccc != 0; reader_next(r), n++) {
		size_t at = n;

		if (n >= SHORT_RUN)
			continue;
		/* Insertion keeps marks of one class in their order. */
		for (; at > 0 && classes[at - 1] > r->ccc; at--) {
			marks[at] = marks[at - 1];
			classes[at] = classes[at - 1];
		}
		marks[at] = reader_item(r);
		classes[at] = r->ccc;
	}
	if (n > SHORT_RUN) {
		take_long_run(w, &start, n);
		return;
	}
	for (size_t i = 0; i < n; i++)
		writer_take(w, &marks[i], classes[i]);
}

/*
 * Take input code points as they are, as long as this is certain: each one, and the one behind it,
 * is a starter with NFC_Quick_Check=Yes, so that neither changes in itself nor composes.
 */
static void
take_stable(writer *w, reader *r)
{
	const uint32_t unstable = IDNC_WORD_NFC_QUICK_MASK | IDNC_WORD_CCC_MASK;
	bool is_stable = r->at < r->in_len && !(idnc_word_find(r->in[r->at]) & unstable);

	while (is_stable) {
		bool is_last = r->at + 1 == r->in_len;
		item next = { r->in[r->at], r->at, r->at };

		is_stable = !is_last && !(idnc_word_find(r->in[r->at + 1]) & unstable);
		if (!is_last && !is_stable)
			return;
		writer_close(w);
		w->has_starter = true;
		w->starter = next;
		w->starter_at = w->len++;
		w->last_ccc = 0;
		r->at++;
	}
}

static void
normalize(writer *w, const uint32_t *in, size_t in_len)
{
	reader r = { .in = in, .in_len = in_len };

	/* A comparison ends where no earlier difference can appear any more. */
	while (w->differs_at >= w->starter_at) {
		item starter;

		if (w->compose && r.parts_at == r.parts_len)
			take_stable(w, &r);
		reader_next(&r);
		if (!r.is_end && r.ccc != 0)
			take_run(w, &r);
		if (r.is_end)
			break;
		starter = reader_item(&r);
		writer_take(w, &starter, 0);
	}
	writer_close(w);
}

idnc_status
idnc_normalize(bool compose, const uint32_t *in, size_t in_len, uint32_t *out, idnc_span *from,
               size_t out_cap, size_t *out_len)
{
	writer w = { .compose = compose, .out = out, .from = from, .out_cap = out_cap };

	w.differs_at = SIZE_MAX;
	normalize(&w, in, in_len);
	*out_len = w.len;
	return w.len > out_cap ? IDNC_E_SPACE : IDNC_OK;
}

idnc_quick_check
idnc_nfc_quick(const uint32_t *in, size_t in_len)
{
	idnc_quick_check answer = IDNC_QUICK_CHECK_YES;
	uint8_t last_ccc = 0;

	for (size_t i = 0; i < in_len; i++) {
		uint32_t w = idnc_word_find(in[i]);
		uint8_t ccc = idnc_word_ccc(w);

		if (ccc != 0 && ccc < last_ccc)
			return IDNC_QUICK_CHECK_NO;
		switch (idnc_word_nfc_quick(w)) {
		case IDNC_QUICK_CHECK_NO:
			return IDNC_QUICK_CHECK_NO;
		case IDNC_QUICK_CHECK_MAYBE:
			answer = IDNC_QUICK_CHECK_MAYBE;
			break;
		case IDNC_QUICK_CHECK_YES:
			break;
		}
		last_ccc = ccc;
	}
	return answer;
}

static bool
are_code_points(const uint32_t *in, size_t in_len)
{
	for (size_t i = 0; i < in_len; i++) {
		if (in[i] > 0x10FFFF)
			return false;
	}
	return true;
}

static idnc_status
encode(bool compose, const uint32_t *in, size_t in_len, uint32_t *out, size_t out_cap,
       size_t *out_len)
{
	if (!are_code_points(in, in_len))
		return IDNC_E_ARGUMENT;
	/* What may not fit is measured first, so that out stays as it is when it does not. */
	if (out_cap / DECOMPOSITION_MAX < in_len) {
		idnc_normalize(compose, in, in_len, NULL, NULL, 0, out_len);
		if (*out_len > out_cap)
			return IDNC_E_SPACE;
	}
	return idnc_normalize(compose, in, in_len, out, NULL, out_cap, out_len);
}

idnc_status
idnc_nfc_encode(const uint32_t *in, size_t in_len, uint32_t *out, size_t out_cap, size_t *out_len)
{
	return encode(true, in, in_len, out, out_cap, out_len);
}

idnc_status
idnc_nfd_encode(const uint32_t *in, size_t in_len, uint32_t *out, size_t out_cap, size_t *out_len)
{
	return encode(false, in, in_len, out, out_cap, out_len);
}

idnc_status
idnc_nfc_check(const uint32_t *in, size_t in_len, size_t *at)
{
	writer w = { .compose = true, .same_as = in, .same_len = in_len };

	if (!are_code_points(in, in_len))
		return IDNC_E_ARGUMENT;
	if (idnc_nfc_quick(in, in_len) == IDNC_QUICK_CHECK_YES)
		return IDNC_OK;
	w.differs_at = SIZE_MAX;
	normalize(&w, in, in_len);
	/* Equal as far as it goes, and shorter: what is behind it is missing. */
	if (w.differs_at == SIZE_MAX && w.len < in_len)
		w.differs_at = w.len;
	if (w.differs_at == SIZE_MAX)
		return IDNC_OK;
	if (at)
		*at = w.differs_at;
	return IDNC_V_NOT_NFC;
}
