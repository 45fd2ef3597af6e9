# SPDX-License-Identifier: MIT
"""corpora.py WORDS [CORPUS]: make the corpora of idnbench from words, as C; or print one.

The same words give the same bytes, whatever the version of Python: the choices come from a
generator of its own, and unicodedata only normalizes old characters.
"""
import re
import sys
import unicodedata

COUNT = 10000       # so many that a processor cannot learn them by heart
ASCII_BYTES = 18  # the average length of a name of `ascii`
IDN_BYTES = 27    # the average length of a name of `idn`, in UTF-8
SCRIPTS = "latin greek cyrillic arabic hebrew devanagari thai han hangul kana".split()

# Half-width katakana by the characters they stand for; the voicing marks too.
HALF_WIDTH = {unicodedata.normalize("NFKC", chr(cp)): chr(cp) for cp in range(0xFF65, 0xFFA0)}
HALF_WIDTH |= {"\u3099": "\uFF9E", "\u309A": "\uFF9F"}


def read_words(path):
    sections = {}
    for line in open(path, encoding="ascii"):
        if line.startswith("["):
            words = sections.setdefault(line.strip()[1:-1], [])
        elif not line.startswith("#"):
            words += [re.sub(r"\\u\{([0-9A-F]+)\}", lambda hit: chr(int(hit[1], 16)), word)
                      for word in line.split()]
    return sections


class Choices:
    """Knuth's linear congruential generator, MMIX; the high bits are the good ones."""

    def __init__(self):
        self.state = 1

    def below(self, n):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % n

    def of(self, words):
        return words[self.below(len(words))]


def size(name):
    return len(name.encode())


def make(choices, seen, words, tlds, prefixes, room):
    """A new name: a word, a last label, and up to two words or a prefix more, as there is room."""
    while True:
        name = choices.of(words) + "." + choices.of(tlds)
        for _ in range(2):
            has_prefix = prefixes and choices.below(3) == 0
            more = choices.of(prefixes) + "." if has_prefix else choices.of(words) + "-"
            if more[:-1] in name or size(name) + size(more) // 2 >= room:
                break
            name = more + name
            if has_prefix:
                break
        if name not in seen:
            seen.add(name)
            return name


def make_corpus(sections, scripts, average):
    """Names of each script in turn; the room of each is what keeps the average."""
    choices, seen, names, total = Choices(), set(), [], 0
    for i in range(COUNT):
        script = scripts[i % len(scripts)]
        name = make(choices, seen, sections[script], sections[script + "-tld"],
                    sections.get(script + "-prefix"), average * (i + 1) - total)
        names.append(name)
        total += size(name)
    assert abs(total / COUNT - average) < 0.1, total
    return names


def in_mixed_case(names):
    """Every letter in either case, as resolvers send names (0x20 encoding)."""
    choices = Choices()
    return ["".join(c.upper() if choices.below(2) else c for c in name) for name in names]


def full_width(name):
    """The input of an East Asian keyboard: ASCII full width, katakana half width."""
    name = re.sub("[\u30A1-\u30FA]", lambda hit: unicodedata.normalize("NFD", hit[0]), name)
    wide = {**HALF_WIDTH, ".": "\u3002"}
    return "".join(wide.get(c) or (chr(ord(c) + 0xFEE0) if c.isascii() else c) for c in name)


def to_map(i, name):
    """The name in a form that has to be mapped; in a script without the form, the next one."""
    forms = (str.upper, full_width, lambda s: unicodedata.normalize("NFD", s))
    turn = i // len(SCRIPTS)
    return next(form for k in range(3) if (form := forms[(turn + k) % 3](name)) != name)


def a_label(label):
    return label if label.isascii() else "xn--" + label.encode("punycode").decode()


def a_labels(name):
    labels = [a_label(label) for label in name.split(".")]
    assert max(map(len, labels)) <= 63
    return ".".join(labels)


def make_all(sections):
    ascii_names = make_corpus(sections, ["ascii"], ASCII_BYTES)
    idn = make_corpus(sections, SCRIPTS, IDN_BYTES)
    assert all(unicodedata.is_normalized("NFC", name) and name == name.lower() for name in idn)
    assert not any(map(str.isascii, idn))
    return {
        "ascii": ascii_names,
        "mixed-case": in_mixed_case(ascii_names),
        "idn": idn,
        "mapped": [to_map(i, name) for i, name in enumerate(idn)],
        "a-labels": [a_labels(name) for name in idn],
        "mix": [idn[i] if i % 10 == 9 else name for i, name in enumerate(ascii_names)],
    }


def quoted(name):
    return '"' + "".join(chr(b) if b < 0x80 else f"\\{b:03o}" for b in name.encode()) + '"'


def emit(corpora):
    print("/* Made by bench/corpora/corpora.py from bench/corpora/words.txt.  Do not edit. */")
    for corpus, names in corpora.items():
        print(f"static const char *const {corpus.replace('-', '_')}[] = {{")
        print("".join(f"\t{quoted(name)},\n" for name in names) + "};")
    print("static const struct builtin builtins[] = {")
    for corpus, names in corpora.items():
        print(f'\t{{ "{corpus}", {corpus.replace("-", "_")}, {len(names)} }},')
    print("};")


def main(words, corpus=None):
    corpora = make_all(read_words(words))
    if corpus:
        sys.stdout.buffer.write("".join(name + "\n" for name in corpora[corpus]).encode())
    else:
        emit(corpora)


main(*sys.argv[1:])
