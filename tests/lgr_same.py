# SPDX-License-Identifier: MIT
"""lgr_same.py PROGRAM ROOT SHARED [LABELS COUNTS]: the tables that ship say what the references say.

For each table: the labels of the test labels and of the expected results, and LABELS seeded ones, have the
same disposition, findings and index label under ours as under the reference; for all of the former and for COUNTS
of the latter the numbers of variants per disposition are equal, too.  The longer mode is to give larger numbers:

    python3 -B tests/lgr_same.py build/tests/lgr_same . ../shared 5000000 200000
"""
import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

PROGRAM, ROOT, SHARED = map(pathlib.Path, sys.argv[1:4])
LABELS, COUNTS = sys.argv[4:6] or ("100000", "5000")
IS_BRIEF = int(LABELS) < 20000             # where the program is instrumented: every third table, and no changes
LGR = SHARED / "lgr"
REFERENCES = LGR / "second-level-2024"
N = "{urn:ietf:params:xml:ns:lgr-1.0}"
SCRIPTS = 27
# Tables that are meant to differ from their reference, each with the reason, which its description has, too.
DIFFERS = {}


def elements(document):
    for entry in document.find(N + "data"):
        if entry.get("cp"):
            yield entry.get("cp")
        else:
            first, last = int(entry.get("first-cp"), 16), int(entry.get("last-cp"), 16)
            yield from (f"{cp:04X}" for cp in range(first, last + 1))


def known_labels(tag):
    """Labels that others chose for the script, as code points."""
    path = LGR / "test-labels/second-level-reference" / f"{tag}.yaml"
    for label in re.findall(r"^\s*-(?: label:)? (xn--\S+|[a-z0-9-]+)$", path.read_text("utf-8"), flags=re.M):
        try:
            text = label[4:].encode().decode("punycode") if label.startswith("xn--") else label
        except UnicodeError:
            continue
        yield " ".join(f"{ord(c):04X}" for c in text)
    for path in (LGR / "expected").glob(f"*.{tag}.tsv"):
        yield from re.findall(r"^([0-9A-F ]+)\t", path.read_text("utf-8"), flags=re.M)


def required_rules(document):
    """The contexts of code points: some label must break each.

    A sequence whose context fails is read as its code points, so that no finding names it; contexts of variants
    are seen in index labels and counts.
    """
    single = [entry for entry in document.find(N + "data") if " " not in entry.get("cp", "")]
    return {entry.get(which) for entry in single for which in ("when", "not-when")} - {None}


def run(table, reference, labels=LABELS, counts=COUNTS):
    document = xml.etree.ElementTree.parse(reference).getroot()
    lines = [f"E {cps}" for cps in elements(document)] + [f"L {cps}" for cps in known_labels(reference.stem)]
    return subprocess.run([PROGRAM, table, reference, labels, counts], input="\n".join(lines) + "\n",
                          capture_output=True, text=True, check=False)


def check(table):
    """What is wrong, and the figures."""
    ran = run(table, REFERENCES / table.name)
    if table.stem in DIFFERS:
        return [] if ran.returncode == 1 else [f"{table.stem}: no difference is seen: {ran.stderr}"], []
    if ran.returncode:
        return [f"{table.stem}: {line}" for line in ran.stderr.splitlines()] or [f"{table.stem}: {ran.returncode}"], []
    labels, eligible, counted, met = ran.stdout.rstrip("\n").split("\t")
    missing = required_rules(xml.etree.ElementTree.parse(table).getroot()) - set(met.split())
    faults = [f"{table.stem}: no label breaks {name}" for name in sorted(missing)]
    return faults, [table.stem, int(labels), int(eligible), int(counted), len(met.split())]


# One change of each kind, which the comparison must find.
CHANGES = [
    ("und-Hebr", r'<range first-cp="05D0"', '<range first-cp="05D1"'),
    ("und-Latn", r'(<var cp="0073 0073" type=)"fallback"', r'\1"blocked"'),
    ("und-Deva", r'(<var cp="0974" type="blocked") when="before-next-syllable"', r"\1"),
    ("und-Thai", r'(<char cp="0E46" )when="after-word"', r'\1when="after-consonant"'),
    ("und-Arab", r'(<char cp="06A2"[^>]*>\s*<var cp="0641" type=)"allocatable"', r'\1"blocked"'),
    ("und-Khmr", r'    <action disp="invalid" match="three-below"[^>]*/>\n', ""),
    ("und-Beng", r'<class by-ref="vowel-signs"/>', '<class by-ref="vowels"/>'),
]


def check_changes():
    """What is not found of the changes; each must apply."""
    found = 0
    with tempfile.TemporaryDirectory() as folder:
        for number, (tag, pattern, replacement) in enumerate(CHANGES):
            text = (ROOT / "tables" / f"{tag}.xml").read_text("utf-8")
            changed = re.sub(pattern, replacement, text, count=1)
            if changed == text:
                yield f"change {number} of {tag} does not apply"
                continue
            path = pathlib.Path(folder) / f"{tag}.xml"
            path.write_text(changed, "utf-8")
            ran = run(path, REFERENCES / f"{tag}.xml", "20000", "2000")
            found += ran.returncode == 1
            if ran.returncode != 1:
                yield f"change {number} of {tag} is not found: {ran.returncode} {ran.stderr}"
    print(f"{found} changes found")


tables = sorted((ROOT / "tables").glob("und-*.xml"))
if not REFERENCES.is_dir():
    print(f"SKIP: {REFERENCES} is not there")
    sys.exit(77)
faults = [] if len(tables) == SCRIPTS else [f"{len(tables)} tables, not {SCRIPTS}"]
with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
    for wrong, figures in pool.map(check, tables[::3] if IS_BRIEF else tables):
        faults += wrong
        if figures:
            print("{}: {} labels, {} eligible, {} counted; {} rules broken by some".format(*figures))
faults += [] if IS_BRIEF else check_changes()
print("\n".join(faults))
sys.exit(1 if faults else 0)
