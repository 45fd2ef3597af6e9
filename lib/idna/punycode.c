/* SPDX-License-Identifier: MIT */
/* Punycode, RFC 3492, without the quadratic scan for the next code point. */
#include "idna/punycode.h"

#include "base/ascii.h"
#include "base/bits.h"
#include "base/memory.h"
#include "idna/bootstring.h"

/* How many code points are sorted at a time: every pass over the input takes the next so many. */
#define BATCH 512

/* Up to this many, the sort that is quadratic is the faster one. */
#define FEW 32

#define WORDS (IDNC_PUNYCODE_LIMIT / 64)

/* Division of 32 bits is the faster one on many processors, and labels of the DNS need no more. */
static inline uint64_t
divide(uint64_t a, uint64_t b)
{
	return (a | b) <= UINT32_MAX ? (uint32_t)a / (uint32_t)b : a / b;
}

/* RFC 3492, 6.1 */
static uint32_t
adapt(uint64_t delta, uint64_t points, bool first)
{
	uint32_t k = 0;

	delta = first ? delta / DAMP : delta / 2;
	delta += divide(delta, points);
	for (; delta > ((BASE - TMIN) * TMAX) / 2; k += BASE)
		delta /= BASE - TMIN;
	return k + ((BASE - TMIN + 1) * (uint32_t)delta) / ((uint32_t)delta + SKEW);
}

/* RFC 3492, 5: the value of a digit, BASE for what is none. */
static uint32_t
digit_value(unsigned char c)
{
	uint32_t lower = idnc_ascii_lower(c);

	return lower - 'a' < 26 ? lower - 'a' : lower - '0' < 10 ? lower - '0' + 26 : BASE;
}

struct writer {
	char  *out;
	size_t cap, len;
};

static void
put(struct writer *w, char c)
{
	if (w->len < w->cap)
		w->out[w->len] = c;
	w->len++;
}

/* RFC 3492, 6.3: one generalised variable-length integer. */
static void
put_delta(struct writer *w, uint64_t q, uint32_t bias)
{
	static const char digits[] = "abcdefghijklmnopqrstuvwxyz0123456789";

	for (uint32_t k = BASE;; k += BASE) {
		uint32_t t = threshold(k, bias);
		if (q < t)
			break;
		put(w, digits[t + (q - t) % (BASE - t)]);
		q = (q - t) / (BASE - t);
	}
	put(w, digits[q]);
}

/* The code points already written, as a set of positions that can be counted; starts with written_clear. */
struct written {
	uint64_t bits[WORDS];
	uint16_t tree[WORDS + 1]; /* binary indexed sums over the words */
	size_t   words;
};

static void
written_clear(struct written *s, size_t positions)
{
	s->words = (positions + 63) / 64;
	memset(s->bits, 0, s->words * sizeof *s->bits);
	memset(s->tree, 0, (s->words + 1) * sizeof *s->tree);
}

static void
written_add(struct written *s, size_t at)
{
	s->bits[at / 64] |= UINT64_C(1) << (at % 64);
	for (size_t i = at / 64 + 1; i <= s->words; i += i & (~i + 1))
		s->tree[i]++;
}

/* How many written positions lie before `at`. */
static size_t
written_before(const struct written *s, size_t at)
{
	size_t n = idnc_ones(s->bits[at / 64] & ((UINT64_C(1) << (at % 64)) - 1));

	for (size_t i = at / 64; i > 0; i -= i & (~i + 1))
		n += s->tree[i];
	return n;
}

/* Keys are code point << 32 | position: the order in which RFC 3492 visits them. */
static void
insertion_sort(uint64_t *keys, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		uint64_t key = keys[i];
		size_t   k = i;
		for (; k > 0 && keys[k - 1] > key; k--)
			keys[k] = keys[k - 1];
		keys[k] = key;
	}
}

static void
sift_down(uint64_t *heap, size_t n, size_t i)
{
	for (size_t child; (child = 2 * i + 1) < n; i = child) {
		uint64_t key = heap[i];
		if (child + 1 < n && heap[child + 1] > heap[child])
			child++;
		if (heap[child] <= key)
			return;
		heap[i] = heap[child];
		heap[child] = key;
	}
}

static void
sort(uint64_t *keys, size_t n)
{
	if (n <= FEW) {
		insertion_sort(keys, n);
		return;
	}
	for (size_t i = n / 2; i-- > 0;)
		sift_down(keys, n, i);
	for (size_t end = n; end-- > 1;) {
		uint64_t last = keys[end];
		keys[end] = keys[0];
		keys[0] = last;
		sift_down(keys, end, 0);
	}
}

/* The BATCH smallest keys that are at least `from`, sorted. */
static size_t
next_batch(const uint32_t *in, size_t in_len, uint64_t from, uint64_t keys[BATCH])
{
	size_t n = 0;

	for (size_t i = 0; i < in_len; i++) {
		uint64_t key = (uint64_t)in[i] << 32 | i;
		if (in[i] < INITIAL_N || key < from)
			continue;
		if (n < BATCH) {
			keys[n++] = key;
			if (n == BATCH)
				for (size_t k = BATCH / 2; k-- > 0;)
					sift_down(keys, BATCH, k);
		} else if (key < keys[0]) {
			keys[0] = key;
			sift_down(keys, BATCH, 0);
		}
	}
	sort(keys, n);
	return n;
}

/* What RFC 3492, 6.3 keeps between two code points; `at` is where the last one stands among the written. */
struct encoder {
	struct written written;
	uint64_t       handled, basic;
	uint32_t       n, bias;
	size_t         at;
};

/*
 * Where RFC 3492, 6.3 counts delta up while it walks over smaller code points, delta is computed:
 * the walk from the last place to the end of the string, whole walks for the code points between,
 * and the walk from the beginning to the new place.
 */
static void
encode_key(struct encoder *e, uint64_t key, struct writer *w)
{
	uint32_t cp = (uint32_t)(key >> 32);
	size_t   position = (size_t)(key & 0xFFFFFFFF);
	size_t   before = written_before(&e->written, position);
	uint64_t delta = (uint64_t)(cp - e->n) * (e->handled + 1) + before - e->at;

	put_delta(w, delta, e->bias);
	e->bias = adapt(delta, e->handled + 1, e->handled == e->basic);
	e->handled++;
	e->n = cp;
	e->at = before + 1;
	written_add(&e->written, position);
}

idnc_status
idnc_punycode_encode_once(const uint32_t *in, size_t in_len, char *out, size_t out_cap, size_t *out_len)
{
	struct encoder e;
	struct writer  w = {out, out_cap, 0};
	uint64_t       keys[BATCH];

	if (in_len <= IDNC_PUNYCODE_SHORT_CPS)
		return idnc_punycode_encode_short(in, in_len, out, out_cap, out_len);
	if (in_len > IDNC_PUNYCODE_LIMIT)
		return IDNC_V_LABEL_TOO_LONG;
	written_clear(&e.written, in_len);
	e.n = INITIAL_N;
	e.bias = INITIAL_BIAS;
	e.at = 0;
	for (size_t i = 0; i < in_len; i++) {
		if (in[i] > MAX_CP || is_surrogate(in[i]))
			return IDNC_E_ARGUMENT;
		if (in[i] < INITIAL_N) {
			put(&w, (char)in[i]);
			written_add(&e.written, i);
		}
	}
	e.handled = e.basic = w.len;
	if (e.basic > 0)
		put(&w, '-');
	for (uint64_t from = 0; e.handled < in_len;) {
		size_t n = next_batch(in, in_len, from, keys);
		for (size_t i = 0; i < n; i++)
			encode_key(&e, keys[i], &w);
		from = keys[n - 1] + 1;
	}
	*out_len = w.len;
	return w.len <= out_cap ? IDNC_OK : IDNC_E_SPACE;
}

/* One generalised variable-length integer, RFC 3492, 6.2; false when it is incomplete, wrong or above max. */
static bool
get_delta(const char *in, size_t in_len, size_t *at, uint32_t bias, uint64_t max, uint64_t *delta)
{
	uint64_t weight = 1, sum = 0;

	for (uint32_t k = BASE;; k += BASE) {
		uint32_t t = threshold(k, bias), digit;
		if (*at == in_len || (digit = digit_value((unsigned char)in[*at])) == BASE)
			return false;
		++*at;
		/* weight stops at max + 1: a digit that does not end the integer is at least 1. */
		sum += digit * weight;
		if (sum > max)
			return false;
		if (digit < t) {
			*delta = sum;
			return true;
		}
		weight *= BASE - t;
		if (weight > max)
			weight = max + 1;
	}
}

/* The last delimiter, when something stands before it; else 0.  RFC 3492, 6.2 */
static size_t
count_basic(const char *in, size_t in_len)
{
	for (size_t i = in_len; i-- > 0;)
		if (in[i] == '-')
			return i;
	return 0;
}

idnc_status
idnc_punycode_decode_once(const char *in, size_t in_len, uint32_t *out, size_t out_cap, size_t *out_len)
{
	size_t   basic = in_len <= IDNC_PUNYCODE_LIMIT ? count_basic(in, in_len) : 0;
	size_t   at = basic > 0 ? basic + 1 : 0, len = basic;
	uint64_t i = 0;
	uint32_t n = INITIAL_N, bias = INITIAL_BIAS;

	if (in_len <= IDNC_PUNYCODE_SHORT_OCTETS && out_cap >= IDNC_PUNYCODE_SHORT_ROOM)
		return idnc_punycode_decode_short(in, in_len, out, out_len);
	if (in_len > IDNC_PUNYCODE_LIMIT)
		return IDNC_V_LABEL_TOO_LONG;
	for (size_t k = 0; k < basic; k++) {
		if ((unsigned char)in[k] >= INITIAL_N)
			return IDNC_V_PUNYCODE;
		if (k < out_cap)
			out[k] = (unsigned char)in[k];
	}
	while (at < in_len) {
		uint64_t delta, max = (uint64_t)(MAX_CP - n + 1) * (len + 1);
		if (!get_delta(in, in_len, &at, bias, max, &delta))
			return IDNC_V_PUNYCODE;
		bias = adapt(delta, len + 1, len == basic);
		i += delta;
		uint64_t step = divide(i, len + 1);
		if (step > MAX_CP - n || is_surrogate(n + (uint32_t)step))
			return IDNC_V_PUNYCODE;
		n += (uint32_t)step;
		i -= step * (len + 1);
		if (len < out_cap) {
			memmove(out + i + 1, out + i, (len - (size_t)i) * sizeof *out);
			out[i] = n;
		}
		len++;
		i++;
	}
	*out_len = len;
	return len <= out_cap ? IDNC_OK : IDNC_E_SPACE;
}

idnc_status
idnc_punycode_encode(const uint32_t *in, size_t in_len, char *out, size_t out_cap, size_t *out_len)
{
	char        room[IDNC_PUNYCODE_ENCODED_MAX];
	size_t      need;
	idnc_status status = idnc_punycode_encode_once(in, in_len, room, sizeof room, &need);

	if (status != IDNC_OK && status != IDNC_E_SPACE)
		return status;
	*out_len = need;
	if (need <= sizeof room && need <= out_cap) {
		if (need > 0)
			memcpy(out, room, need);
		return IDNC_OK;
	}
	return need <= out_cap ? idnc_punycode_encode_once(in, in_len, out, out_cap, out_len) : IDNC_E_SPACE;
}

idnc_status
idnc_punycode_decode(const char *in, size_t in_len, uint32_t *out, size_t out_cap, size_t *out_len)
{
	uint32_t    room[IDNC_PUNYCODE_SHORT_ROOM];
	size_t      need;
	idnc_status status = idnc_punycode_decode_once(in, in_len, room, IDNC_PUNYCODE_SHORT_ROOM, &need);

	if (status != IDNC_OK && status != IDNC_E_SPACE)
		return status;
	*out_len = need;
	if (need <= IDNC_PUNYCODE_SHORT_ROOM && need <= out_cap) {
		if (need > 0)
			memcpy(out, room, need * sizeof *out);
		return IDNC_OK;
	}
	return need <= out_cap ? idnc_punycode_decode_once(in, in_len, out, need, out_len) : IDNC_E_SPACE;
}
