# SPDX-License-Identifier: MIT
"""check_instructions.py COUNT BUILD SHARED [--print | --functions]: no operation takes more instructions than it took.

COUNT is the program made of count.c, BUILD says how, such as "gcc 12.2.0 x86_64 release"; SHARED has the policy tables.
Instructions per name, or per label or variant of a table, are compared with instructions.txt; more than 5 % above is
wrong.  Counts of another compiler are other counts: then it is skipped (77).  --print prints what instructions.txt is to
hold, --functions the functions that each operation spends its instructions in.
"""
import pathlib
import re
import subprocess
import sys
import tempfile

import callgrind

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "bench"))
import labels  # noqa: E402

EXPECTED = ROOT / "tests/instructions.txt"
ROOM = 1.05
NAMES = 2000    # of each corpus
ATTEMPTS = 1000 # labels made for each table: of these the eligible ones count
SHOWN = 8       # functions of an operation
BUILT_IN = ["ascii", "mixed-case", "idn", "mapped", "a-labels", "mix"]
OWN_TABLES = ["rfc-7.2.1", "rfc-b-3743", "rfc-c-akshara", "many"]
SHARED_TABLES = [f"und-{script}" for script in "Latn Arab Deva Mymr Hani Jpan Kore Sinh".split()]

# Operation, how count.c reads the corpus, corpora.
ON_NAMES = [
    ("to-ascii", "names", BUILT_IN),
    ("to-ascii-findings", "names", ["ascii", "idn"]),
    ("to-unicode", "names", BUILT_IN),
    ("check", "names", ["idn", "a-labels"]),
    ("batch", "names", ["ascii", "idn"]),
    ("nfc-check", "names", ["idn", "mapped"]),
    ("nfc-encode", "names", ["idn", "mapped"]),
    ("punycode-encode", "labels", ["u-labels"]),
    ("punycode-decode", "labels", ["punycode"]),
]
ON_TABLES = ["table-check", "table-index", "table-variants"]


def corpora(folder):
    """The names idnbench has, the first of each; and their labels."""
    texts = {}
    for name in BUILT_IN:
        command = [sys.executable, "-B", ROOT / "bench/corpora/corpora.py", ROOT / "bench/corpora/words.txt", name]
        lines = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout.split("\n")
        texts[name] = lines[:NAMES]
    texts["u-labels"] = [label for name in texts["idn"] for label in name.split(".") if not label.isascii()][:NAMES]
    texts["punycode"] = [label[4:] for name in texts["a-labels"] for label in name.split(".") if label.startswith("xn--")][:NAMES]
    for name, lines in texts.items():
        (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def plan(folder, shared):
    """Steps of count.c, by (operation, corpus)."""
    corpora(folder)
    steps = {(operation, corpus): [operation, how, folder / corpus, "-"]
             for operation, how, names in ON_NAMES for corpus in names}
    tables = [ROOT / f"testvectors/lgr/{name}.xml" for name in OWN_TABLES]
    tables += [path for name in SHARED_TABLES if (path := shared / f"lgr/root-zone-5/{name}.xml").exists()]
    for table in tables:
        corpus = folder / f"{table.stem}.txt"
        corpus.write_text("".join(label + "\n" for label in labels.make(table, ATTEMPTS)))
        steps |= {(operation, table.stem): [operation, "code-points", corpus, table] for operation in ON_TABLES}
    return steps


def functions(path):
    """Of one operation: (share, function), most first."""
    text = subprocess.run(["callgrind_annotate", "--threshold=100", path], check=True, capture_output=True, text=True).stdout
    rows = re.findall(r"^ *([\d,]+) \( *([\d.]+)%\) +\S*?:(\S+) ", text, flags=re.M)
    # What was entered before the counting began has the whole sum once more.
    return [(float(share), name.removesuffix("'2")) for _, share, name in rows if float(share) < 100][:SHOWN]


def count(program, shared):
    """Instructions per thing, and functions, by (operation, corpus)."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        steps = plan(folder, shared)
        done = callgrind.run([f"--callgrind-out-file={folder}/profile", "--toggle-collect=counted", "--dump-after=counted"],
                             program, *(word for step in steps.values() for word in step))
        things = [int(line) for line in done.stdout.split()]
        profiles = [folder / f"profile.{i + 1}" for i in range(len(steps))]
        sums = [int(re.search(r"^(?:totals|summary): (\d+)", path.read_text(), flags=re.M)[1]) for path in profiles]
        if len(things) != len(steps) or 0 in things:
            sys.exit(f"count: {things} things were done in {len(steps)} steps")
        where = [functions(path) for path in profiles] if "--functions" in sys.argv else []
        return {step: total / n for step, total, n in zip(steps, sums, things)}, dict(zip(steps, where))


def read_expected():
    """What the counts were made with, and the counts."""
    lines = EXPECTED.read_text().splitlines()
    build = next(line.removeprefix("# build: ") for line in lines if line.startswith("# build: "))
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return build, {(operation, corpus): float(number) for operation, corpus, number in rows}


def judge(step, counted, expected):
    """The verdict on a row, and whether it is wrong."""
    if step not in expected:
        return "NOT IN instructions.txt", True
    change = counted / expected[step] - 1
    is_wrong = counted > ROOM * expected[step]
    return f"{100 * change:+.1f} %{' TOO MANY' if is_wrong else ''}", is_wrong


def self_test():
    """One row in a hundred more passes, six do not; nor does a row that is not expected."""
    step = ("x", "y")
    assert not judge(step, 101, {step: 100})[1] and judge(step, 106, {step: 100})[1] and judge(step, 1, {})[1]


def print_expected(build, counts):
    print("# SPDX-License-Identifier: MIT")
    print("# Instructions per name, label or variant: operation TAB corpus or table TAB instructions.  tests/check_instructions.py")
    print("# Made anew, where all tables are at hand, by: python3 -B tests/check_instructions.py BUILD/tests/count "
          f"'{build}' ../shared --print > tests/instructions.txt")
    print(f"# build: {build}")
    for (operation, corpus), number in counts.items():
        print(operation, corpus, f"{number:.1f}", sep="\t")


def main(program, build, shared, option=None):
    callgrind.need()
    self_test()
    made_with, expected = (build, {}) if option else read_expected()
    if build != made_with:
        print(f"SKIP: the counts are those of {made_with}, this is {build}")
        return 77
    counts, where = count(program, pathlib.Path(shared))
    if option == "--print":
        print_expected(build, counts)
        return 0
    if option == "--functions":
        for (operation, corpus), rows in where.items():
            print(operation, corpus, ", ".join(f"{name} {share:.0f} %" for share, name in rows if share >= 1), sep="\t")
        return 0
    wrong = 0
    for step, number in counts.items():
        verdict, is_wrong = judge(step, number, expected)
        wrong += is_wrong
        print(f"{' '.join(step):36} {number:10.1f} {verdict}")
    for step in (step for step in expected if step not in counts):
        absent = step[1] in SHARED_TABLES
        wrong += not absent
        print(f"{' '.join(step):36} {'SKIP: no table in ' + shared + '/lgr/root-zone-5' if absent else 'NOT COUNTED'}")
    print(f"{len(counts)} counts, {wrong} wrong")
    if wrong:
        print(f"If that is meant: python3 -B tests/check_instructions.py {program} '{build}' {shared} --print > tests/instructions.txt")
    return 1 if wrong else 0


sys.exit(main(*sys.argv[1:]))
