# SPDX-License-Identifier: MIT
"""reserved.py BINARIES [TABLES]: patterns of --reserved under random tables, against the naive evaluator, which tries every label."""
import itertools
import json
import pathlib
import random
import re
import sys
import tempfile

import checks
from checks import expect, run

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import naive_lgr  # noqa: E402

TABLES = int(sys.argv[2]) if len(sys.argv) > 2 else 6
LETTERS = "abc"
LABEL_MAX, ORIGINAL_MAX, CAP = 3, 6, 100000
RULES = """<rules><rule name='start'><look-behind><start/></look-behind><anchor/></rule>
<rule name='before-b'><anchor/><look-ahead><char cp='0062'/></look-ahead></rule>
<rule name='aa'><char cp='0061 0061'/></rule>
<action disp='invalid' match='aa' any-variant='t0'/><action disp='blocked' any-variant='t1'/><action disp='allocatable' all-variants='t0 t2'/>
<action disp='valid'/></rules></lgr>"""


def hex_of(text):
    return " ".join(f"{ord(c):04X}" for c in text)


def context(chance):
    return chance.choice([""] * 6 + [" when='start'", " not-when='start'", " when='before-b'"])


def make_table(chance):
    """A table of three letters and some pairs of them, with mappings of which some have no reverse."""
    elements = {c: {} for c in LETTERS}
    elements.update({"".join(chance.choices(LETTERS, k=2)): {} for _ in range(chance.randrange(3))})
    for _ in range(chance.randrange(1, 6)):
        source, target = chance.sample(sorted(elements), 2)
        elements[source][target] = chance.randrange(3), context(chance)
        if chance.random() < 0.7:
            elements[target][source] = chance.randrange(3), context(chance)
    if chance.random() < 0.15:
        elements[chance.choice(LETTERS)][""] = chance.randrange(3), ""
    out = "<lgr xmlns='urn:ietf:params:xml:ns:lgr-1.0'><data>"
    for element, variants in elements.items():
        out += f"<char cp='{hex_of(element)}'{context(chance) if len(element) > 1 else ''}>"
        out += "".join(f"<var cp='{hex_of(target)}' type='t{kind}'{when}/>" for target, (kind, when) in variants.items())
        out += "</char>"
    return out + "</data>" + RULES


def make_pattern(chance):
    while True:
        pattern = "".join(chance.choice(["a", "b", "c", "a", "b", "c", "?", "*", "[a-b]", "[b-c]"]) for _ in range(chance.randrange(1, 6)))
        if re.search(r"[*?[]", pattern) and pattern.strip("*"):
            return pattern


def regex_of(pattern):
    return re.compile(pattern.replace("?", ".").replace("*", ".*") + r"\Z")


class Relation:
    """Which labels stand to which: as variants that are not invalid, in either direction."""

    def __init__(self, path):
        self.table, self.known = naive_lgr.Table(path), {}
        self.originals = {}
        for length in range(1, ORIGINAL_MAX + 1):
            for letters in itertools.product(LETTERS, repeat=length):
                original = "".join(letters)
                for variant in self.variants(original):
                    if len(variant) <= LABEL_MAX:
                        self.originals.setdefault(variant, set()).add(original)

    def variants(self, text):
        if text not in self.known:
            found = self.table.evaluate(tuple(map(ord, text)), CAP).variants
            if found is None:
                raise naive_lgr.TooMany
            self.known[text] = {"".join(map(chr, cps)) for cps in found}
        return self.known[text]

    def of(self, label):
        """The label, its variants, and what it is a variant of, as far as that was tried."""
        return {label} | self.variants(label) | self.originals.get(label, set())

    def holds(self, label, other):
        return other == label or other in self.variants(label) or label in self.variants(other)


def compare(relation, patterns, label, reserved, tally):
    """The entry that is told, against all that stand to the label."""
    wanted = [line for line, pattern in enumerate(patterns, 1) if any(map(regex_of(pattern).match, relation.of(label)))]
    if reserved is None:
        expect(not wanted, f"{label}: {patterns[wanted[0] - 1] if wanted else ''} is not found: {relation.of(label)}")
        tally["free"] += 1
        return
    line, name = reserved["line"], reserved["name"]
    expect(not wanted or wanted[0] >= line, f"{label}: line {line}, but {wanted}")
    expect(reserved["pattern"] == patterns[line - 1], f"{label}: {reserved}")
    if name is None:
        tally["undecided"] += 1
        return
    try:
        expect(regex_of(patterns[line - 1]).match(name) and relation.holds(label, name), f"{label}: {reserved} is wrong")
    except naive_lgr.TooMany:  # a long original, by null variants
        tally["undecided"] += 1
        return
    expect(reserved["is_variant"] == (name != label), f"{label}: {reserved}")
    tally["itself" if name == label else "variant" if name in relation.variants(label) else "original"] += 1


def check_random_tables():
    """Under random tables a pattern reserves what it matches, what is a variant of that, and the other way round, and nothing else."""
    tally = dict.fromkeys(("free", "itself", "variant", "original", "undecided"), 0)
    labels = ["".join(letters) for n in range(1, LABEL_MAX + 1) for letters in itertools.product(LETTERS, repeat=n)]
    for seed in range(TABLES):
        chance = random.Random(seed)
        with tempfile.TemporaryDirectory() as folder:
            table, reserved = pathlib.Path(folder, "table.xml"), pathlib.Path(folder, "reserved")
            table.write_text(make_table(chance))
            try:
                relation = Relation(table)
            except (naive_lgr.Refused, naive_lgr.TooMany):
                continue
            for _ in range(4):
                patterns = [make_pattern(chance) for _ in range(chance.randrange(1, 4))]
                reserved.write_text("\n".join(patterns) + "\n")
                got = run("idncheck", "-t", table, "--reserved", reserved, "--json", stdin="\n".join(labels).encode())
                records = [json.loads(line) for line in got.stdout.splitlines()]
                expect(len(records) == len(labels), f"table {seed}: {got.stderr!r}")
                for label, record in zip(labels, records):
                    before = len(checks.faults)
                    compare(relation, patterns, label, record["reserved"], tally)
                    if len(checks.faults) > before:
                        print(f"  seed {seed}, patterns {patterns}\n{table.read_text()}")
                        return
    print(f"  {tally}")
    expect(min(tally[how] for how in ("free", "itself", "variant", "original")) > 0 and tally["undecided"] < 100, f"{tally}")


DIRECTED = """<lgr xmlns='urn:ietf:params:xml:ns:lgr-1.0'><data><char cp='0061'><var cp='0062' type='blocked' when='start'/></char>
<char cp='0062'/><char cp='0063'/><char cp='0064'><var cp='0063' type='blocked' when='before-z'/></char><char cp='007A'/></data>
<rules><rule name='start'><look-behind><start/></look-behind><anchor/></rule>
<rule name='before-z'><anchor/><look-ahead><char cp='007A'/></look-ahead></rule></rules></lgr>"""


def check_ways_back():
    """Of what a label could be a variant of, each is tried; beyond the limit the answer is not known, and the label refused."""
    with tempfile.TemporaryDirectory() as folder:
        table, reserved = pathlib.Path(folder, "table.xml"), pathlib.Path(folder, "reserved")
        table.write_text(DIRECTED)
        for pattern, label, wanted in (("*a*", "bb", "ab"), ("*a*", "cb", None), ("*a*", "cbb", None), ("a*", "bcb", "acb"), ("*d*", "ccz", "cdz"),
                                       ("d*", "ccz", None), ("d?z", "ccz", None), ("*?d?", "ccz", "cdz"), ("*d*", "c" * 8, None)):
            reserved.write_text(pattern)
            record = json.loads(run("idncheck", "-t", table, "--reserved", reserved, "--json", label).stdout)
            expect((record["reserved"] or {}).get("name") == wanted and (record["reserved"] is None) == (wanted is None),
                   f"{pattern} {label}: {record['reserved']}")
        got = run("idncheck", "-t", table, "--reserved", reserved, "--json", "c" * 20)
        record = json.loads(got.stdout)
        expect(got.returncode == 1 and record["reserved"]["name"] is None and record["reserved"]["is_variant"] is None, f"{record}")
        got = run("idncheck", "-t", table, "--reserved", reserved, "c" * 20)
        expect(b"line 1 of" in got.stdout and b"beyond the limits" in got.stdout, f"{got}")


def plain_of(pattern):
    """A pattern of the forms below, as a function, which is quicker than a regular expression."""
    word = pattern.strip("*?")
    if pattern.endswith("?"):
        return lambda name: name.startswith(word) and len(name) == len(word) + 1
    if pattern.startswith("*"):
        return (lambda name: word in name) if pattern.endswith("*") else lambda name: name.endswith(word)
    start, _, end = pattern.partition("*")
    return lambda name: name.startswith(start) and name.endswith(end) and len(name) >= len(start) + len(end)


def check_many():
    """Of 100,000 patterns the first that matches is found; they cost little."""
    chance = random.Random(1)
    words = ["".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=chance.randrange(4, 12))) for _ in range(100000)]
    forms = ("{}*", "*{}", "*{}*", "{}?", "a*{}", "bank-{}*")
    patterns = [chance.choice(forms).format(word) for word in words]
    names = [chance.choice(("{}", "x{}", "{}x", "bank-{}y", "x{}x")).format(chance.choice(words)) for _ in range(50)]
    with tempfile.TemporaryDirectory() as folder:
        reserved = pathlib.Path(folder, "reserved")
        reserved.write_text("".join(f"{pattern}\twhy {line}\n" for line, pattern in enumerate(patterns, 1)))
        got = run("idncheck", "-t", "und-Latn", "--reserved", reserved, "--json", stdin="\n".join(names).encode())
    records = [json.loads(line) for line in got.stdout.splitlines()]
    expect(len(records) == len(names), f"{len(records)} {got.stderr!r}")
    compiled = list(enumerate(map(plain_of, patterns), 1))
    found = 0
    for name, record in zip(names, records):
        first = next((line for line, pattern in compiled if pattern(name)), None)
        told = record["reserved"]
        expect((told and told["line"]) == first or (told and told["is_variant"]), f"{name}: {told}, not {first}")
        expect(not told or told["reason"] == f"why {told['line']}", f"{told}")
        found += told is not None
    expect(0 < found, "nothing is found")


checks.main(globals())
