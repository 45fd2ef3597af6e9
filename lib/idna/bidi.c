/* SPDX-License-Identifier: MIT */
/* The Bidi rule, RFC 5893, section 2, as two rows. */
#include "idna/bidi.h"

#include "unicode/word.h"

#define IN(class) IDNC_BIDI_BIT(IDNC_BIDI_##class)
#define WEAK      (IN(ES) | IN(CS) | IN(ET) | IN(ON) | IN(BN) | IN(NSM))
#define DIGITS    (IN(EN) | IN(AN))

/* A label takes the side its first character is on. */
static const struct side {
	uint32_t    first;     /* rule 1 */
	uint32_t    allowed;   /* rule 2, right to left; rule 5, left to right */
	uint32_t    last;      /* rule 3; rule 6; trailing NSM not counted */
	uint32_t    exclusive; /* rule 4: not all of these in one label */
	uint32_t    harmless;  /* a label of these alone breaks no rule */
	idnc_status allowed_code, last_code;
} sides[] = {
	{ IN(R) | IN(AL), IN(R) | IN(AL) | DIGITS | WEAK, IN(R) | IN(AL) | DIGITS, DIGITS,
	  IN(R) | IN(AL) | IN(NSM), IDNC_V_BIDI2, IDNC_V_BIDI3 },
	{ IN(L), IN(L) | IN(EN) | WEAK, IN(L) | IN(EN), ~UINT32_C(0),
	  IN(L) | IN(EN) | IN(NSM), IDNC_V_BIDI5, IDNC_V_BIDI6 },
};

static uint32_t
class_of(uint32_t word)
{
	return IDNC_BIDI_BIT(idnc_word_bidi(word));
}

/* Rules 2 to 6 of a label whose side is known.  Whether 2, 4 or 5 is broken the set of classes tells; where, a walk. */
static size_t
find_on_side(const struct side *side, const uint32_t *words, size_t n, uint32_t classes, idnc_bidi_breach *out)
{
	size_t   count = 0, wrong = n, both = n, last = n - 1;
	uint32_t seen = 0;
	bool     is_broken = (classes & ~side->allowed) != 0 || (~classes & side->exclusive) == 0;

	for (size_t i = 0; is_broken && i < n; i++) {
		uint32_t class = class_of(words[i]);
		if (wrong == n && !(class & side->allowed))
			wrong = i;
		if (both == n && (~(seen | class) & side->exclusive) == 0)
			both = i;
		seen |= class;
	}
	while (last > 0 && class_of(words[last]) == IN(NSM))
		last--;
	if (wrong < n)
		out[count++] = (idnc_bidi_breach){ side->allowed_code, wrong };
	if (!(class_of(words[last]) & side->last))
		out[count++] = (idnc_bidi_breach){ side->last_code, last };
	if (both < n)
		out[count++] = (idnc_bidi_breach){ IDNC_V_BIDI4, both };
	return count;
}

size_t
idnc_bidi_find(const uint32_t *words, size_t n, uint32_t classes, idnc_bidi_breach out[IDNC_BIDI_BREACHES])
{
	for (size_t i = 0; i < sizeof sides / sizeof *sides; i++)
		if (class_of(words[0]) & sides[i].first)
			return classes & ~sides[i].harmless ? find_on_side(&sides[i], words, n, classes, out) : 0;
	out[0] = (idnc_bidi_breach){ IDNC_V_BIDI1, 0 };
	return 1;
}
