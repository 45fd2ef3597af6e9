# SPDX-License-Identifier: MIT
"""make_seeds.py FORM VECTORS SEEDS STAMP DEPFILE: write the inputs of the vectors as seeds.

VECTORS is the folder of the vectors.  SEEDS receives for each target, as FORM says, a folder with
a file for each seed (`files`, for libFuzzer) or TARGET.pack (`pack`, for replay.c: the length of
each seed as four bytes, little endian, then the seed).  A row is
`operation | input | expectation | note` with the escapes \\u{HEX} and \\x{HH}; whatever a row is
about, its input makes a seed for every target, in the form that fuzz.h reads.
"""
import hashlib
import pathlib
import random
import re
import shutil
import sys

ESCAPE = re.compile(r"\\u\{([0-9A-Fa-f]{1,6})\}|\\x\{([0-9A-Fa-f]{2})\}")
HEX_LIST = re.compile(r"(U\+)?[0-9A-F]{4,6}( (U\+)?[0-9A-F]{4,6})*$")
PROFILES = 6
CODES = range(-3, 80)
SUFFIXES = (".txt", ".tsv", ".vec", ".vectors")

# So that there are seeds where there are no vectors yet.
BASE = [
    "example.org", "EXAMPLE.org.", "b\\u{FC}cher.example", "xn--bcher-kva.example",
    "stra\\u{DF}e.de", "a\\u{200D}b", "\\u{915}\\u{94D}\\u{200C}\\u{937}", "\\u{5D0}1\\u{661}",
    "l\\u{B7}l", "e\\u{301}", "-a--b-", "a..b", "\\u{1112}\\u{1161}\\u{11AB}", "a\\u{3002}b",
    "\\x{FF}\\x{ED}\\x{A0}\\x{80}", "xn--99999999", "\\u{FDFA}", "registration",
    "uts46-transitional", "BIDI4", "idnc_v_bidi4", "A4_2", "bcher-kva", "tda", "0958 0301",
    # Labels at the limit of what is looked into, and beyond: of letters, of what NFC or mapping
    # make longer.
    "a" * 1024, "a" * 1025, "\\u{958}" * 512, "\\u{958}" * 1024, "\\u{FDFA}" * 57,
    "a" + "\\u{315}\\u{300}" * 512, "xn--" + "a" * 1020, "xn--" + "a" * 1024,
    "b\\u{FC}cher." * 120, "." * 300, "1-." * 90 + "\\u{5D0}",
]

TEXT = ["utf8_next", "punycode_decode", "profile_find", "explain_find_name"]
NAMES = ["domain_check", "domain_to_ascii", "domain_to_unicode", "label_check"]
SEQUENCES = ["nfc_encode", "nfd_encode", "nfc_check", "punycode_encode"]
CODE_POINTS = ["utf8_write", "properties_find", "mapping_find"]
# Tables and labels from bytes, of which any are good.
LGR = ["lgr_check", "lgr_count_variants", "lgr_find_variant", "lgr_index", "lgr_number_write", "lgr_open", "lgr_variants",
       "policy_key"]
LGR_SEEDS = 1000
# Good tables of the pieces of pieces.h: each char, and each rule, class and action behind r and s, may be left out.
PIECES = ["table_build", "table_describe", "table_entry", "table_lint", "table_sets", "table_summary", "table_write"]
PIECES_SEEDS = 200
CHARS, VARIANTS, RANGES, CLOSE, END = range(6), range(8, 13), (6, 7), 200, 255
RULES = [(0, 14, CLOSE), (1, 5, CLOSE)]
MORE_RULES = [(18,), (19,), (25, 22, 23, CLOSE), (28, 22, 23, CLOSE), (2, 20, 7, 16, 14, CLOSE, CLOSE), (30,), (31,), (32,), (33,)]
# Rules of the pieces: one code point, and what holds others; a place of a table, and what stands there instead.
LEAVES, GROUPS, DELETED = (14, 16, 17, 20, 22, 23, 41, 42, 43, 44), (3, 4, 7, 8), 254
OTHER_GROUP = {3: 4, 4: 3, 7: 8, 8: 7}
OF_TYPES, OF_R, OF_S = (32, 33, 34, 35, 36, 37), (30, 38, 39), (31, 40)
OTHER_VARIANT = {8: (13,), 13: (8,), 9: (14,), 14: (9,), 11: (15,), 15: (11,)}
VARIANT_PIECES = tuple(OTHER_VARIANT)
COMPARE_SEEDS = 100
TABLE_CODES = range(-3, 180)
TABLE_NAMES = ["rule_undefined", "RULE_UNMATCHED", "Memory", "XML", "xm", "RULE_UNUSED_"]
FINDINGS = ["explain_write_sentence", "explain_write_json"]


def unescape(text):
    """The bytes of a column."""
    out, end = b"", 0
    for match in ESCAPE.finditer(text):
        value = match[1] and chr(int(match[1], 16)).encode("utf-8", "surrogatepass")
        out += text[end:match.start()].encode() + (value or bytes.fromhex(match[2] or ""))
        end = match.end()
    return out + text[end:].encode()


def code_points(text, data):
    if HEX_LIST.match(text):
        return [int(word.removeprefix("U+"), 16) for word in text.split(" ")]
    return [ord(c) for c in data.decode("utf-8", "replace")]


def inputs(files):
    """The input of every row, and a quoted expectation, which is another form of the name."""
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            columns = [column.strip() for column in line.split("|")]
            if line.startswith("#") or len(columns) < 3:
                continue
            for column in columns[1:3]:
                if len(column) >= 2 and column[0] == column[-1] == '"':
                    yield column[1:-1]
                elif column is columns[1]:
                    yield column


class Seeds:
    """The seeds of each target, none twice."""

    def __init__(self):
        self.of = {}

    def add(self, targets, data):
        for target in targets:
            self.of.setdefault(target, {})[data] = None

    def write(self, form, folder):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for target, seeds in self.of.items():
            if form == "pack":
                packed = b"".join(len(seed).to_bytes(4, "little") + seed for seed in seeds)
                (folder / f"{target}.pack").write_bytes(packed)
                continue
            (folder / target).mkdir()
            for seed in seeds:
                (folder / target / hashlib.sha256(seed).hexdigest()[:16]).write_bytes(seed)


def add_input(seeds, index, text):
    data = unescape(text)
    cps = code_points(text, data)
    profile = bytes([index % PROFILES, 1 if index % PROFILES == 1 else 0, 0])
    seeds.add(TEXT, data)
    seeds.add(["punycode_decode"], data.removeprefix(b"xn--"))
    seeds.add(NAMES, profile + data)
    seeds.add(["domain_check_pair"], data + b"\n" + data)
    # Form, separator and end of the input; room for records; room for forms.
    batch = profile + bytes([index % 3 | (index & 3) << 5, index % 5, index % 256])
    seeds.add(["batch"], batch + data + b"\r\n" + data + b"\r\0\nexample\r\r\n\0" + data)
    seeds.add(SEQUENCES, b"".join(cp.to_bytes(3, "little") for cp in cps))
    seeds.add(CODE_POINTS, (cps[0] if cps else 0).to_bytes(4, "little"))


def add_findings(seeds):
    for code in CODES:
        number = (code & 0xFFFF).to_bytes(2, "little")
        seeds.add(["explain_find"], number)
        seeds.add(["explain_at", "profile_name"], (code & 0xFFFFFFFF).to_bytes(4, "little"))
        seeds.add(FINDINGS, number + bytes(5) + b"\3\0\0\0\2\0\0\0\x61\6\0\0" + bytes(6))
        seeds.add(FINDINGS, number + b"\1" + b"\xFF" * 22)


def add_pieces(seeds):
    chance = random.Random(7941)
    for _ in range(PIECES_SEEDS):
        data = []
        for char in chance.sample(CHARS, chance.randrange(1, 7)):
            least = char == 4           # a null char has variants
            data += [char, *chance.sample(VARIANTS, chance.randrange(least, 4)), CLOSE]
        data += [piece for piece in RANGES if chance.randrange(2)]
        rules = RULES + [rule for rule in MORE_RULES if rule[0] in (18, 19) or chance.randrange(2)]
        seeds.add(PIECES, bytes([*data, END, *(piece for rule in rules for piece in rule)]))


def add_body(chance, depth):
    """One to three matchers, one after the other."""
    data = []
    for _ in range(chance.randrange(1, 4)):
        group = chance.choice(GROUPS) if depth and chance.random() < 0.4 else None
        if group is None:
            data.append(chance.choice(LEAVES))
        elif group in (7, 8):
            data += [group, *chance.sample(LEAVES, 2), 3, *add_body(chance, depth - 1), CLOSE, CLOSE]
        else:
            data += [group, *add_body(chance, depth - 1), CLOSE]
    return data


def add_rule(chance, name):
    """A rule, and whether it has an anchor."""
    if chance.random() < 0.5:
        sides = [[piece, *add_body(chance, 1), CLOSE] if chance.random() < 0.6 else [] for piece in (9, 10)]
        return [name, *sides[0], 11, *sides[1], CLOSE], True
    if chance.random() < 0.1:
        return [name, *[12] * chance.randrange(2), 13, CLOSE], False
    return [name, *[12] * chance.randrange(2), *add_body(chance, 2), *[13] * chance.randrange(2), CLOSE], False


def other_piece(chance, data, place, actions):
    """What can stand in a place."""
    piece = data[place]
    if place < data.index(END):
        return chance.choice(OTHER_VARIANT.get(piece, (piece,)))
    if piece in actions:
        return chance.choice((*actions, *OF_TYPES, DELETED))
    if piece in OTHER_GROUP:
        return OTHER_GROUP[piece]
    return chance.choice((*LEAVES, DELETED)) if piece in LEAVES else DELETED


def add_comparisons(seeds):
    chance = random.Random(8228)
    while len(seeds.of.get("table_compare", ())) < COMPARE_SEEDS:
        data = []
        for char in (0, 1, 2, 5):
            data += [char, *chance.sample((8, 9, 11, 12, 15), chance.randrange(4)), CLOSE]
        data += [6, 7, END, 18]
        rules = [add_rule(chance, name) for name in (0, 1)]
        actions = [*OF_TYPES, *(OF_R if not rules[0][1] else ()), *(OF_S if not rules[1][1] else ())]
        data += rules[0][0] + rules[1][0] + chance.sample(actions, chance.randrange(4))
        pieces = chance.choice((actions, (*LEAVES, *GROUPS, 12, 13), VARIANT_PIECES))
        first = data.index(END)
        places = [i for i, piece in enumerate(data) if piece in pieces and (i < first) == (pieces is VARIANT_PIECES)]
        if places and max(places) < 250:
            place = chance.choice(places)
            seeds.add(["table_compare"], bytes([place, other_piece(chance, data, place, actions), *data]))


def add_tables(seeds):
    chance, other_chance, pattern_chance = random.Random(7940), random.Random(5730), random.Random(1034)
    for _ in range(LGR_SEEDS):
        seeds.add(LGR, chance.randbytes(chance.randrange(20, 160)))
        for _ in range(10):
            seeds.add(["lgr_find_match"], pattern_chance.randbytes(pattern_chance.randrange(10, 120)))
            seeds.add(["policy_key"], other_chance.randbytes(other_chance.randrange(10, 120)))
        seeds.add(["policy_index"], other_chance.randbytes(other_chance.randrange(100, 500)))
        # One number in the last bytes of a block, where the sections of rules and actions are.
        seeds.add(["lgr_open"], bytes([chance.randrange(1, 4), *chance.randrange(2600).to_bytes(3, "little"),
                                       chance.randrange(16), 0, 0, 0]))
    for code in TABLE_CODES:
        seeds.add(["table_explain_find"], (code & 0xFFFF).to_bytes(2, "little"))
        seeds.add(["table_explain_at"], (code & 0xFFFFFFFF).to_bytes(4, "little"))
    for name in TABLE_NAMES:
        seeds.add(["table_explain_find_name"], name.encode())
    seeds.add(["lgr_number_write"], bytes(64))
    seeds.add(["lgr_number_write"], b"\xFF" * 64)


def main(form, vectors, folder, stamp, depfile):
    paths = pathlib.Path(vectors).rglob("*")
    files = sorted(path for path in paths if path.suffix in SUFFIXES)
    seeds = Seeds()
    rows = BASE + list(inputs(files))
    for index, text in enumerate(rows):
        add_input(seeds, index, text)
    seeds.add(["domain_check_pair"], "b\u00FCcher.example\nXN--BCHER-KVA.example".encode())
    add_findings(seeds)
    add_tables(seeds)
    add_pieces(seeds)
    add_comparisons(seeds)
    seeds.write(form, pathlib.Path(folder))
    count = sum(map(len, seeds.of.values()))
    pathlib.Path(stamp).write_text(f"{len(rows)} inputs, {count} seeds\n")
    pathlib.Path(depfile).write_text(f"{stamp}: {' '.join(map(str, files))}\n")


main(*sys.argv[1:])
