# SPDX-License-Identifier: MIT
"""blocks.py BINARIES: how names are read and judged together is not to be seen in what is printed.

The input comes in blocks and is judged in batches; a block ends where a read ends, records cross blocks, and
with --escapes names are judged one by one, which is the same where there is no backslash.
"""
import json
import pathlib
import random
import re
import subprocess
import tempfile
import threading

from checks import ENVIRONMENT, TOOLS, expect, main, path, run

PROFILES = ["registration", "lookup", "uts46", "uts46-transitional", "whatwg", "whatwg-strict"]
BLOCK = 128 * 1024
# Where the reads of a file end: they are of 4 KiB, 8 KiB and so on to 128 KiB, and then all of that size.
ENDS = [4096 * (2 ** n - 1) for n in range(1, 7)] + [252 * 1024 + BLOCK, 252 * 1024 + 2 * BLOCK]
LIMIT = 4096
NAMES = [name.encode() for name in (
    "example.org", "b\u00fccher.example", "XN--BCHER-KVA.Example", "xn--bcher-kva.example", "a..b", "-a-", "x_y", "",
    "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "\u65e5\u672c.\u4f8b", "\u05d0a1.foo", "fa\u00df.de",
    "a\u00adb.example", "\u200e", "\u061c", "\u2028", "\u0085", "a.b.", "\t", "\u3000", "\U0001f4a9.la", "\ufdfa" * 20)]
ODD = [b"\xff", b"a\xc3", b"\r", b"\r\r", b"a\0b", b"\x1b[31m", b"\x7f"]
LENGTHS = [63, 253, 254, LIMIT - 1, LIMIT, LIMIT + 1, LIMIT + 2, 2 * LIMIT]
LARGE = [BLOCK - 1, BLOCK, BLOCK + 1, BLOCK + LIMIT, 3 * BLOCK]
KINDS = [["--tsv"], ["-q"], ["-q", "--summary"], ["--tsv", "--summary", "--codes=uts46"], []]
MORE = {"idncheck": [[]], "idnconvert": [[], ["-u"], ["--keep-on-error"], ["-u", "--skip-on-error"]]}
PIECES = [1, 7, 64, LIMIT, LIMIT + 1, 60_000]


def records(chance, count):
    """Records of all kinds; the last one has no end."""
    rows = []
    for _ in range(count):
        kind = chance.random()
        if kind < 0.9:
            row = chance.choice(NAMES)
        elif kind < 0.95:
            row = chance.choice(ODD)
        elif kind < 0.995:
            row = chance.choice([b"a", b"\xc3\xbc"]) * chance.choice(LENGTHS)
        else:
            row = b"x" * chance.choice(LARGE)
        rows.append(row + chance.choice([b"\n", b"\n", b"\r\n", b"\0", b"\r\0"]))
    return b"".join(rows) + chance.choice([b"", b"end", b"end\r", b"x" * (LIMIT + 1), b"x" * BLOCK + b"\r"])


def run_in_pieces(tool, arguments, data, size):
    """Feed a tool by writes of so many bytes, while there are not too many of them; the rest at once."""
    with subprocess.Popen([path(tool), *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, env=ENVIRONMENT, bufsize=0) as process:
        def feed():
            end = min(len(data), 300 * size)
            for at in range(0, end, size):
                process.stdin.write(data[at:min(at + size, end)])
            rest = data[end:]
            while rest:
                rest = rest[process.stdin.write(rest):]
            process.stdin.close()

        feeder = threading.Thread(target=feed)
        errors = []
        reader = threading.Thread(target=lambda: errors.append(process.stderr.read()))
        feeder.start()
        reader.start()
        out = process.stdout.read()
        feeder.join()
        reader.join()
    return process.returncode, out, errors[0]


def same(what, one, other):
    for part, a, b in zip(("status", "stdout", "stderr"), one, other):
        if a == b:
            continue
        lines = zip(a.split(b"\n"), b.split(b"\n")) if isinstance(a, bytes) else [(a, b)]
        expect(False, f"{what}: {part}: {next(((x[:200], y[:200]) for x, y in lines if x != y), 'one ends')}")


def whole(tool, arguments, data):
    ran = run(tool, *arguments, stdin=data)
    return ran.returncode, ran.stdout, ran.stderr


def check_batches():
    """names judged together and names judged one by one get the same answers"""
    chance = random.Random(5891)
    for tool in TOOLS:
        for profile in PROFILES:
            for kind in KINDS:
                arguments = ["-p", profile, *kind, *chance.choice(MORE[tool]), *chance.choice([[], ["-0"]])]
                data = records(chance, 400)
                same(f"{tool} {arguments}", whole(tool, arguments, data), whole(tool, [*arguments, "--escapes"], data))


def check_pieces():
    """however the input is cut when it arrives, and with any number of threads, the output is the same"""
    chance = random.Random(3492)
    for tool in TOOLS:
        for size in PIECES:
            # Text tells the number of each line, and JSON how long an over-long record is.
            for kind in ([], ["--json"], chance.choice(KINDS)):
                arguments = [*kind, *chance.choice(MORE[tool]), *chance.choice([[], ["-0"]])]
                data = records(chance, 400)
                expected = whole(tool, arguments, data)
                for jobs in ("-j1", "-j3"):
                    same(f"{tool} {arguments} {jobs} by {size}", expected,
                         run_in_pieces(tool, [*arguments, jobs], data, size))


def check_lines():
    """messages have the numbers of their lines, in every block and file"""
    data = b"a\n" * 70_000 + b"_\n" + b"a\n" * 70_000 + b"_"
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder, "names")
        file.write_bytes(data)
        for jobs in ("-j1", "-j3"):
            err = run("idnconvert", jobs, "_", "a", "_", "-f", file, "-f", file).stderr.decode()
            told = re.findall(r":(\d+):1: error", err)
            expect(told == ["1", "3", *["70001", "140002"] * 2], f"{jobs}: {told}")


def check_long_records():
    """the length of an over-long record is told without its CR, wherever the reads end"""
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder, "names")
        for length in (LIMIT + 1, LIMIT + 2, *(end + n for end in ENDS[1:] for n in range(-5, 3))):
            for end, more in ((b"\n", 0), (b"\r\n", 0), (b"\r\r\n", 1), (b"\r", 1), (b"", 0)):
                file.write_bytes(b"a\n" + b"x" * length + end)
                out = run("idncheck", "--json", "-f", file).stdout.split(b"\n")
                told = json.loads(out[1])["findings"][0]["length"]
                expect(told == length + more and len(out) == 3, f"{length}, {end}: {told}")


def check_borders():
    """a record at the end of a read, of each length around the limit, is whole or over-long as it is elsewhere"""
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder, "names")
        for length in (1, LIMIT - 1, LIMIT, LIMIT + 1, LIMIT + 2):
            record = b"a." * (length // 2) + b"a" * (length % 2)
            for end in (b"\n", b"\r\n", b""):
                alone = run("idnconvert", "--tsv", stdin=record + end).stdout
                for border in ENDS:
                    for before in {border - n for n in (0, 1, 30, length, length + 1, length + 2, length + 3)} - {0}:
                        if before < 1:
                            continue
                        rows = before // 50
                        lines = b"\n" * (before - 50 * rows) + (b"f" * 49 + b"\n") * rows
                        file.write_bytes(lines + record + end)
                        got = run("idnconvert", "--tsv", "-f", file).stdout
                        expect(got.endswith(b"\n" + alone), f"{length}, {end}, {before}: {got[-100:]}")
                        expect(got.count(b"\n") == lines.count(b"\n") + 1, f"{length}, {end}, {before}")


main(globals())
