# SPDX-License-Identifier: MIT
"""check_bench.py IDNBENCH: it runs, prints every row, and all agree.  No time is judged."""
import pathlib
import subprocess
import sys
import tempfile

BENCH = sys.argv[1]
CORPORA = ["ascii", "mixed-case", "idn", "mapped", "a-labels", "mix"]
OPERATIONS = ["to-ascii", "to-ascii-findings", "to-unicode"]
CONTENDERS = ["idncheck", "icu", "libidn2"]
QUICK = ["--quick", "--repetitions", "1"]

# What a file can hold: refused names, an empty one, bytes that are no UTF-8, CR, no LF at the end.
ODD_LINES = (b"example.com\n\nb\xC3\xBCcher.example\r\n\xFF\xFE\n" + b"a" * 5000 +
             b"\n-x-.\xD7\x90\n" + b"\xEF\xB7\xBA" * 50)

faults = []


def expect(what, is_so):
    if not is_so:
        faults.append(what)


def run(*arguments, stdout=subprocess.PIPE):
    return subprocess.run([BENCH, *arguments], stdout=stdout, stderr=subprocess.PIPE, check=False)


def check_rows(what, done, corpora, operations):
    rows = [line.split("\t") for line in done.stdout.decode().splitlines()]
    expected = [[c, o, i] for c in corpora for o in operations for i in CONTENDERS]
    expect(f"{what}: exit {done.returncode}, {done.stderr.decode()}", done.returncode == 0)
    expect(f"{what}: rows {rows}", [row[:3] for row in rows] == expected)
    expect(f"{what}: four columns, a time above 0",
           all(len(row) == 4 and float(row[3]) > 0 for row in rows))


def check_refused(what, done, status, *words):
    message = done.stderr.decode()
    expect(f"{what}: exit {done.returncode}, not {status}", done.returncode == status)
    expect(f"{what}: no output", not done.stdout)
    expect(f"{what}: message {message}", message and all(word in message for word in words))


def check_files(folder):
    def corpus(name, data):
        path = folder / name
        path.write_bytes(data)
        return str(path)

    odd = corpus("odd.txt", ODD_LINES)
    check_rows("odd lines", run("--corpus", odd, *QUICK), [odd], OPERATIONS)
    # An empty label is an error of ICU's ToUnicode and none of UTS 46, 4.3.
    differing = corpus("differing.txt", b"example\na..b\n")
    unicode_only = ["--operation", "to-unicode", "--corpus", differing, *QUICK]
    done = run(*unicode_only)
    check_rows("disagreement about a file", done, [differing], ["to-unicode"])
    expect("disagreement about a file is told", b"1 of 2 names, first in line 2" in done.stderr)
    check_refused("--strict", run("--strict", *unicode_only), 1, "1 of 2 names, first in line 2")
    check_refused("empty file", run("--corpus", corpus("empty.txt", b"")), 2, "empty")
    check_refused("NUL byte", run("--corpus", corpus("nul.txt", b"a\0b\n")), 2, "NUL")
    check_refused("no file", run("--corpus", str(folder / "none.txt")), 2, "none.txt")


done = run(*QUICK)
check_rows("all", done, CORPORA, OPERATIONS)
expect(f"nothing to report: {done.stderr.decode()}", not done.stderr)
check_rows("one of each", run("--corpus=idn", "--operation=to-ascii", *QUICK),
           ["idn"], ["to-ascii"])
with tempfile.TemporaryDirectory() as folder:
    check_files(pathlib.Path(folder))
for wrong in (["--no-such"], ["ascii"], ["--corpus"], ["--operation", "to-latin"],
              ["--repetitions", "0"], ["--repetitions", "9x"], ["--quick=1"]):
    check_refused(" ".join(wrong), run(*wrong), 2, "idnbench: ", wrong[0].split("=")[0])
expect("--help", b"--operation OPERATION" in run("--help").stdout)
expect("--version", b"libidn2" in run("--version").stdout)
if pathlib.Path("/dev/full").exists():
    with open("/dev/full", "wb") as full:
        expect("a full disk", run("--help", stdout=full).returncode == 2)

print("\n".join(faults) or "every row there, every refusal as expected")
sys.exit(1 if faults else 0)
