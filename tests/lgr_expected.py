# SPDX-License-Identifier: MIT
"""lgr_expected.py BINARIES SHARED: idntable eval --digest says what the files of expected results say, row by row."""
import pathlib
import subprocess
import sys
import time

BINARIES, SHARED = map(pathlib.Path, sys.argv[1:3])
FOLDERS = {"root-zone": "root-zone-5", "second-level-reference": "second-level-2024", "full-variant-set": "full-variant-set-2024"}
DIGEST_LABELS = 20000


def notation(label):
    return " ".join(f"U+{cp}" for cp in label.split())


def evaluate(table, labels, *options):
    stdin = "".join(notation(label) + "\n" for label in labels)
    ran = subprocess.run([BINARIES / "idntable", "eval", "-t", table, "--tsv", "--digest", *options], input=stdin.encode(),
                         capture_output=True, check=False)
    lines = ran.stdout.decode().split("\n")
    if lines.pop() or ran.returncode == 2 or len(lines) != len(labels):
        sys.exit(f"{table}: status {ran.returncode}, {len(lines)} lines for {len(labels)} labels: {ran.stderr.decode()[:400]}")
    return [line.split("\t") for line in lines], ran.returncode


def differences(expected, got):
    """The columns that differ.  A hyphen in the file means that it was not computed; a refused label has no numbers."""
    label, disposition, index, counts, digest = expected
    columns = dict(zip(("label", "disposition", "index", "counts", "codes", "digest"), got))
    wrong = [name for name, value in (("label", label), ("disposition", disposition), ("index", index))
             if columns[name] != value]
    if (columns["codes"] == "ok") != (disposition != "invalid"):
        wrong.append("codes")
    if disposition == "invalid" or counts != "-":
        wrong += [name for name, value in (("counts", counts), ("digest", digest)) if columns[name] != value]
    elif columns["counts"] == "-" or "invalid" in columns["counts"]:
        wrong.append("counts")       # the file has none, but they are always exact here
    elif (columns["digest"] == "-") != (total(columns["counts"]) > DIGEST_LABELS):
        wrong.append("digest")
    return wrong


def total(counts):
    return sum(int(count.split("=")[1]) for count in counts.split(","))


def check_file(path):
    """The rows of a file, and how many of them differ."""
    group, tag = path.stem.split(".")
    table = SHARED / "lgr" / FOLDERS[group] / f"{tag}.xml"
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
    started = time.monotonic()
    got, status = evaluate(table, [row[0] for row in rows])
    took = time.monotonic() - started
    faults = uncounted = 0
    for expected, row in zip(rows, got):
        wrong = differences(expected, row)
        uncounted += expected[3] == "-" != expected[1] and expected[1] != "invalid"
        if wrong:
            faults += 1
            if faults <= 5:
                print(f"  {path.name}: {', '.join(wrong)}\n    expected {expected}\n    got      {row}")
    if (status == 1) != any(row[1] == "invalid" for row in rows):
        faults += 1
        print(f"  {path.name}: status {status}")
    print(f"{'FAILED' if faults else 'ok    '} {path.name}: {len(rows)} rows, {faults} differ, "
          f"{uncounted} without expected counts, {took:.2f} s", flush=True)
    return len(rows), faults


def main():
    files = sorted((SHARED / "lgr" / "expected").glob("*.tsv"))
    if not files:
        print(f"SKIP {SHARED / 'lgr' / 'expected'} is absent")
        sys.exit(77)
    results = [check_file(path) for path in files]
    rows, faults = (sum(column) for column in zip(*results))
    print(f"{len(files)} files, {rows} rows, {faults} differ")
    sys.exit(1 if faults or len(files) < 28 or rows < 17000 else 0)


main()
