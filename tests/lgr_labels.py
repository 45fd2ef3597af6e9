# SPDX-License-Identifier: MIT
"""lgr_labels.py BINARIES SHARED: ICANN's test labels through idncheck -t and idntable: accepted, refused, and their variants; and through idntable rst."""
import collections
import json
import pathlib
import re
import subprocess
import sys
import tempfile

BINARIES, SHARED = map(pathlib.Path, sys.argv[1:3])
FOLDER = SHARED / "lgr" / "test-labels" / "second-level-reference"
TABLES = SHARED / "lgr" / "second-level-2024"
# Keys are merged in und-Arab (three) and in und-Hani (eight).
NUMBERS = {"files": 59, "accepted": 163, "refused": 412, "variants": 231, "merged keys": 11}

Variant = collections.namedtuple("Variant", "label allocatable")
faults = []


def fault(text):
    faults.append(text)
    print(f"  wrong: {text}")


def run(tool, *arguments, stdin=""):
    ran = subprocess.run([BINARIES / tool, *arguments], input=stdin.encode(), capture_output=True, check=False)
    if ran.returncode == 2:
        sys.exit(f"{tool} {arguments}: {ran.stderr.decode()}")
    return ran.stdout.decode().split("\n")[:-1], ran.returncode


def read(path, seen):
    """The labels of a file: (label, variants) that are to be accepted, and labels that are to be refused.

    Of YAML the files use: keys, lists of one line in brackets, lists of dashes, comments, indentation.  A key
    `variants` that one entry has several times is merged, and counted.
    """
    tag, accepted, refused, kind, keys = path.stem, [], [], None, 0
    for line in path.read_text("utf-8").splitlines():
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        if hit := re.fullmatch(r"(allocatableLabels|unallocatableLabels):(?: \[\])?", text):
            kind = hit[1]
        elif hit := re.fullmatch(r"    - label: (\S+)", line):
            accepted.append((hit[1], []))
            keys = 0
        elif hit := re.fullmatch(r"        - label: (\S+)", line):
            accepted[-1][1].append(Variant(hit[1], None))
        elif hit := re.fullmatch(r" {10}variantTLDAllocatability: (\[.*\])", line):
            accepted[-1][1][-1] = Variant(accepted[-1][1][-1].label, tag in json.loads(hit[1]))
        elif re.fullmatch(r" {6}variants:(?: \[\])?", line):
            keys += 1
            seen["merged keys"] += keys > 1
        elif kind == "unallocatableLabels" and (hit := re.fullmatch(r"    - (\S+)", line)):
            refused.append(hit[1])
        elif not re.match(r"(tag|version|isReferenceLGR|permittedVariantPolicies|eppSafeCodePoints|testLabels|\s+- [\"]?U\+|"
                          r" {6}variantTLDAllocatability:)", line):
            sys.exit(f"{path}: not understood: {line!r}")
    return accepted, refused


def unicode_of(labels):
    """U-labels as idnconvert has them, whatever IDNA says of them."""
    return [label[4:].encode().decode("punycode") if label.startswith("xn--") else label for label in labels]


def check_verdicts(table, labels, wanted, seen):
    rows, status = run("idncheck", "-t", table, "--tsv", stdin="".join(label + "\n" for label in labels))
    for label, row in zip(labels, rows, strict=True):
        verdict, _, _, _, codes = row.split("\t")
        seen["accepted" if wanted == "ok" else "refused"] += 1
        if verdict != wanted or (codes == "ok") != (wanted == "ok"):
            fault(f"{table.name}: {label} is {verdict}, {codes}")
        if wanted == "reject" and not re.search(r"LGR_|PUNYCODE|ACE_", codes):
            seen["refused by IDNA alone"] += 1
        if wanted == "reject" and re.fullmatch(r"(LGR_\w+,?)+", codes):
            seen["refused by the table alone"] += 1
    if labels and status != (wanted == "reject"):
        fault(f"{table.name}: status {status}")


def check_variants(table, label, variants, seen):
    """Listed ones are variants, allocatable or not as listed; where any is listed, the rest of the set is counted."""
    rows, _ = run("idntable", "variants", "-t", table, "--tsv", "--", label)
    found = dict(row.split("\t") for row in rows)
    counts = dict(count.split("=") for count in
                  run("idntable", "eval", "-t", table, "--tsv", "--", label)[0][0].split("\t")[3].split(","))
    if collections.Counter(found.values()) != {name: int(count) for name, count in counts.items()}:
        fault(f"{table.name}: {label}: counts {counts} are not those of the list")
    for variant, text in zip(variants, unicode_of(variant.label for variant in variants)):
        seen["variants"] += 1
        disposition = found.get(" ".join(f"{ord(c):04X}" for c in text), "invalid")
        seen[f"variants {'allocatable' if variant.allocatable else 'not allocatable'}: {disposition}"] += 1
        if variant.allocatable != (disposition in ("allocatable", "activated", "valid")):
            fault(f"{table.name}: {label}: variant {variant.label} is {disposition}, listed as {variant.allocatable}")
    if len(set(variants)) != len(variants):
        fault(f"{table.name}: {label}: a variant is listed twice")


def check_rst(files):
    """idntable rst reads the files by itself, and comes to the same; changed by one label, to one difference."""
    if "libyaml" not in run("idntable", "--version")[0][-1]:
        print("idntable is built without libyaml: its verb rst is not tested")
        return
    arguments = ["rst", "--summary", *(word for file in files for word in ("--labels", file)), "--tables", TABLES]
    ran = subprocess.run([BINARIES / "idntable", *arguments], capture_output=True, check=False, encoding="utf-8")
    rows = [row.split("\t") for row in ran.stdout.split("\n")[:-1]]
    kinds = collections.Counter(expected for _, _, expected, _, _ in rows)
    got = {"files": len({place.rsplit(":", 1)[0] for place, *_ in rows}), "accepted": kinds["accepted"], "refused": kinds["refused"],
           "variants": kinds["allocatable"] + kinds["not-allocatable"], "merged keys": ran.stderr.count(": warning: ")}
    if ran.returncode != 0 or got != NUMBERS or "; 0 differ\n" not in ran.stderr:
        fault(f"rst: status {ran.returncode}, {got}: {ran.stderr[-200:]}")
    for place, label, *_ in rows:
        file, line = place.rsplit(":", 1)
        if label not in pathlib.Path(file).read_text("utf-8").split("\n")[int(line) - 1]:
            fault(f"rst: {label} is not at {place}")
    text = (FOLDER / "und-Deva.yaml").read_text("utf-8")
    accepted = re.search(r"    - label: (\S+)", text)[1]
    for old, new in (("    - label: xn--", "    - label: xn--0-"),
                     ("  unallocatableLabels:\n", f"  unallocatableLabels:\n    - {accepted}\n")):
        with tempfile.NamedTemporaryFile("w", suffix=".yaml") as changed:
            changed.write(text.replace(old, new, 1))
            changed.flush()
            ran = subprocess.run([BINARIES / "idntable", "rst", "--labels", changed.name, "-t", TABLES / "und-Deva.xml", "--summary"],
                                 capture_output=True, check=False, encoding="utf-8")
            # A label that is refused has no variants.
            if ran.returncode != 1 or "; 0 differ\n" in ran.stderr:
                fault(f"rst: a changed file: status {ran.returncode}, {ran.stderr}")
    print(f"{len(rows):5} rows of idntable rst")
    if run("idntable", "list")[0]:
        shipped = [word for file in files if file.stem.startswith("und-") for word in ("--labels", file)]
        ran = subprocess.run([BINARIES / "idntable", "rst", "-q", *shipped], capture_output=True, check=False, encoding="utf-8")
        if ran.returncode != 0 or not shipped:
            fault(f"rst: the tables that are built in: status {ran.returncode}, {ran.stderr[-300:]}")


# Rules and actions that labels are made for: (rule-holds, rule-fails, action) of idntable cover.  The rest is out of reach:
# no combining mark can stand first, no variant has a type of that action.  Of und-Mymr, ICANN's own labels reach 26, 40, 12.
MADE = {"und-Arab": (17, 18, 20), "und-Hani": (1, 2, 8), "und-Latn": (3, 4, 6), "und-Mymr": (40, 40, 13), "und-Sinh": (8, 9, 5)}


def check_made():
    """idntable rst-make: of each table all elements and variants, these rules and actions; rst agrees."""
    for name, wanted in MADE.items():
        table = TABLES / f"{name}.xml"
        with tempfile.NamedTemporaryFile("wb", suffix=".yaml") as made:
            made.write(subprocess.run([BINARIES / "idntable", "rst-make", "-t", table], capture_output=True, check=False).stdout)
            made.flush()
            tested = subprocess.run([BINARIES / "idntable", "rst", "-q", "--labels", made.name, "-t", table], check=False)
            cover = json.loads(run("idntable", "cover", "--json", "--labels", made.name, "-t", table)[0][0])
        got = tuple(cover[kind]["exercised"] for kind in ("rule-holds", "rule-fails", "action"))
        missing = [kind for kind in ("code-point", "sequence", "variant") if cover[kind]["never"]]
        if tested.returncode != 0 or missing or got != wanted:
            fault(f"rst-make {name}: rst {tested.returncode}, not all: {missing}, {got}, not {wanted}")


def main():
    files = sorted(FOLDER.glob("*.yaml"))
    if not files:
        print(f"SKIP {FOLDER} is absent")
        sys.exit(77)
    seen = collections.Counter()
    for path in files:
        table = TABLES / f"{path.stem}.xml"
        accepted, refused = read(path, seen)
        seen["files"] += 1
        check_verdicts(table, [label for label, _ in accepted], "ok", seen)
        check_verdicts(table, refused, "reject", seen)
        for label, variants in accepted:
            check_variants(table, label, variants, seen)
    check_rst(files)
    if "libyaml" in run("idntable", "--version")[0][-1]:
        check_made()
    for name, number in sorted(seen.items()):
        print(f"{number:5} {name}")
    for name, number in NUMBERS.items():
        if seen[name] != number:
            fault(f"{name}: {seen[name]}, not {number}")
    print(f"{len(faults)} faults")
    sys.exit(1 if faults else 0)


main()
