# SPDX-License-Identifier: MIT
"""idntable_labels.py BINARIES SANITIZER: files of test labels (idntable rst) that are good, odd and hostile.

Under a SANITIZER a hostile file may cost what it likes.  Without libyaml there is little to test.
"""
import atexit
import json
import os
import pathlib
import resource
import shutil
import subprocess
import sys
import tempfile

from checks import ENVIRONMENT, expect, main, path, run

IS_LIMITED = sys.argv[2] == "none"
HAS_YAML = b"libyaml" in run("idntable", "--version").stdout
FOLDER = pathlib.Path(tempfile.mkdtemp())
atexit.register(shutil.rmtree, FOLDER)
BYTES, HANGS = 256 << 20, 30    # of address space; seconds of processor time, after which it hangs
TABLE = FOLDER / "und-Test.xml"
TABLE.write_text('<lgr xmlns="urn:ietf:params:xml:ns:lgr-1.0"><data><char cp="0061"><var cp="0062" type="blocked"/></char>'
                 '<char cp="0062"><var cp="0061" type="allocatable"/></char><char cp="0063" when="last"/><char cp="00FC"/></data>'
                 '<rules><rule name="last"><anchor/><look-ahead><end/></look-ahead></rule></rules></lgr>')
GOOD = """tag: und-Test
version: 1.0
testLabels:
  allocatableLabels:
    - label: b
      variantTLDAllocatability: ["und-Test"]
      variants:
        - label: a
          variantTLDAllocatability: ["und-Test"]
    - label: a # of which b is a blocked variant
      variants:
        - variantTLDAllocatability: []
          label: b
        - label: c
          variantTLDAllocatability: []
  unallocatableLabels:
    - ca
    - xn--
    - "z"
"""
ROWS = ["5\tb\taccepted\taccepted\tok", "8\ta\tallocatable\tallocatable\tok", "10\ta\taccepted\taccepted\tok",
        "13\tb\tnot-allocatable\tblocked\tok", "14\tc\tnot-allocatable\tnone\tno-variant",
        "17\tca\trefused\trefused\tLGR_CONTEXT(last)", "18\txn--\trefused\trefused\tACE_ASCII",
        "19\tz\trefused\trefused\tLGR_CODE_POINT"]


def rst(data, *arguments):
    file = FOLDER / "labels.yaml"
    file.write_bytes(data if isinstance(data, bytes) else data.encode())
    return run("idntable", "rst", "--labels", file, *(arguments or ("-t", TABLE)))


def rows_of(ran):
    prefix = f"{FOLDER / 'labels.yaml'}:"
    lines = ran.stdout.decode().split("\n")[:-1]
    expect(all(line.startswith(prefix) for line in lines), lines)
    return [line.removeprefix(prefix) for line in lines]


def check_rows():
    """a row for each label and variant, in the order of the file; the same from a folder of tables"""
    for arguments in ((), ("--tables", FOLDER)):
        ran = rst(GOOD, *arguments)
        expect(ran.returncode == 0 and not ran.stderr and rows_of(ran) == ROWS, f"{ran.returncode} {ran.stderr} {rows_of(ran)}")
    for row, line in zip(ROWS, rst(GOOD, "-t", TABLE, "--json").stdout.decode().split("\n")):
        got = json.loads(line)
        expect("\t".join(str(got[key]) for key in ("line", "label", "expected", "got", "reason")) == row, line)
    for old, new in (("- label: b", "- label: bz"), ("    - ca", "    - ac"), ('["und-Test"]\n    - label: a', "[]\n    - label: a"),
                     ("Allocatability: []\n          label: b", 'Allocatability: ["x", "und-Test"]\n          label: b')):
        ran = rst(GOOD.replace(old, new, 1))
        expect(old in GOOD and ran.returncode == 1, f"{new}: {ran}")
    expect(rst(GOOD, "-t", TABLE, "-q").stdout == b"", "-q")
    expect(rst(GOOD, "-t", TABLE, "--summary").stderr == b"idntable: 1 files, 2 labels to be accepted, 3 to be refused, 3 variants; "
           b"0 keys merged; 0 differ\n", "--summary")


def check_forms():
    """line ends and a byte order mark change nothing; repeated and unknown keys are warnings"""
    for what, data in (("CRLF", GOOD.replace("\n", "\r\n")), ("CR", GOOD.replace("\n", "\r")), ("a mark", "\ufeff" + GOOD),
                       ("a start", "---\n" + GOOD), ("no last LF", GOOD[:-1])):
        ran = rst(data)
        wanted = [f"{int(row.split(chr(9))[0]) + (what == 'a start')}\t{row.split(chr(9), 1)[1]}" for row in ROWS]
        expect(ran.returncode == 0 and not ran.stderr and rows_of(ran) == wanted, f"{what}: {ran}")
    again = GOOD.replace("        - label: c\n", "      variants:\n        - label: c\n")
    ran = rst(again)
    expect(ran.returncode == 0 and len(rows_of(ran)) == len(ROWS), f"{ran}")
    expect(ran.stderr.endswith(b"labels.yaml:14:7: warning: this key is repeated, and what it holds is merged: 'variants'\n"), ran.stderr)
    ran = rst(GOOD + "more: 1\n")
    expect(ran.returncode == 0 and b":20:1: warning: this key is not known here: 'more'" in ran.stderr, ran.stderr)


BAD = {
    "empty": (b"", "1:1"),
    "a comment": (b"# nothing\n", "2:1"),
    "cut in a list": (GOOD.encode()[:100], None),
    "cut in quotes": (GOOD.encode()[:-3], "19:8"),
    "HTML": (b"<!DOCTYPE html>\n<html><head><title>404: Not Found</title></head></html>\n", None),
    "HTML without a colon": (b"<html>\n", "1:1"),
    "a list": (b"- a\n", "1:1"),
    "no labels": (b"tag: und-Test\n", "1:1"),
    "labels as a word": (b"testLabels: a\n", "1:13"),
    "a label as a list": (GOOD.replace("label: b", "label: [b]", 1).encode(), "5:14"),
    "a label twice": (GOOD.replace("label: b\n", "label: b\n      label: b\n", 1).encode(), "6:7"),
    "no label": (GOOD.replace("label: b\n", "lable: b\n", 1).encode(), "5:7"),
    "no list for a variant": (GOOD.replace("          variantTLDAllocatability: [\"und-Test\"]\n", "", 1).encode(), "8:11"),
    "UTF-16": (GOOD.encode("utf-16"), "1:1"),
    "UTF-16 without a mark": (GOOD.encode("utf-16-le"), "1:2"),
    "UTF-32": (GOOD.encode("utf-32"), "1:1"),
    "Latin-1": (GOOD.replace("- ca", "- \u00fc").encode("latin-1"), "17:7"),
    "a control": (GOOD.replace("- ca", "- \x1b[31m").encode(), "17:7"),
    "a tab": (GOOD.replace("    - ca", "\t- ca").encode(), "17:1"),
    "two documents": ((GOOD + "---\n" + GOOD).encode(), "20:1"),
    "an alias": (b"a: &a [x]\nb: *a\n", "2:4"),
    "a bomb of aliases": (b"a: &a [x,x,x,x,x,x,x,x,x]\n" + b"".join(
        b"%c: &%c [%s]\n" % (n, n, b",".join([b"*%c" % (n - 1)] * 9)) for n in range(ord("b"), ord("z"))), "2:8"),
    "an alias to itself": (b"&a [*a]\n", "1:5"),
    "deep brackets": (b"[" * 100_000, "1:17"),
    "deep lists": (b"- " * 100_000, "1:33"),
    "deep maps": (b"".join(b" " * n + b"a:\n" for n in range(1000)), "17:17"),
    "deep braces": (b"{a: " * 100_000, None),
    "many nodes": (b"[" + b"a," * 1_500_000 + b"a]", None),
    "many lines": (b"a\n" * 2_000_000, "1:1"),
    "many keys": (b"a: 1\n" * 500_000, "1:1"),
    "many questions": (b"? " * 500_000, None),
    "a long word": (b"tag: " + b"a" * 4_000_000, "1:1"),
    "a long key": (b"a" * 4_000_000 + b": b\n", None),
    "many anchors": (b"".join(b"- &a%d b\n" % i for i in range(100_000)), "1:1"),
    "many tags": (b"%TAG !a! tag:a\n" * 100_000, None),
    "many comments": (b"#" * 80 + b"\n", None),
    "zero bytes": (b"\0" * 4_000_000, "1:1"),
    "5 MB": (GOOD.encode() + b"# " + b"x" * 5_000_000, None),
}


def limit():
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (HANGS, HANGS))


def cost(*arguments):
    """Run idntable within the limits; its status, stdout and stderr, and the seconds of processor time it took."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        process = subprocess.Popen([path("idntable"), *arguments], stdout=out, stderr=err, stdin=subprocess.DEVNULL,
                                   env=ENVIRONMENT, preexec_fn=limit if IS_LIMITED else None)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        texts = [file.seek(0) or file.read(1 << 20) for file in (out, err)]
    return process.returncode, *texts, usage.ru_utime + usage.ru_stime


def check_bad():
    """what is no file of labels is refused with its line and column, within 256 MB, and nothing is printed"""
    file, longest = FOLDER / "bad.yaml", (0, "")
    good = FOLDER / "good.yaml"
    good.write_text(GOOD)
    for what, (data, place) in BAD.items():
        file.write_bytes(data)
        status, out, err, took = cost("rst", "--labels", good, "--labels", file, "-t", TABLE)
        longest = max(longest, (took, what))
        first = err.split(b"\n")[0].decode()
        expect(status == 2 and not out and b"memory" not in err and err.isascii(), f"{what}: status {status}, {err[:300]!r}")
        expect(err.count(b"\n") <= 101, f"{what}: {err.count(10)} lines of messages")
        if place:
            expect(f"{file}:{place}: " in err.decode(), f"{what}: not at {place}: {first}")
        else:
            expect(": error: " in err.decode(), f"{what}: {first}")
    print(f"the longest: {longest[0]:.2f} s, {longest[1]}")


def check_many():
    """a file as large as is read: labels, variants and merged keys by the hundred thousand, within 256 MB"""
    many = {
        "labels": "testLabels:\n  unallocatableLabels:\n" + "    - zz\n" * 400_000,
        "variants": "testLabels:\n  allocatableLabels:\n    - label: a\n      variants:\n" +
                    "        - {label: b, variantTLDAllocatability: []}\n" * 80_000,
        "a long label": "testLabels:\n  unallocatableLabels:\n    - " + "z" * 4_000_000 + "\n",
        "long labels": "testLabels:\n  unallocatableLabels:\n" + ("    - " + "\u00fc" * 2000 + "\n") * 900,
    }
    for what, text in many.items():
        file = FOLDER / "many.yaml"
        file.write_text(text)
        status, out, err, took = cost("rst", "--labels", file, "-t", TABLE)
        print(f"{what}: {took:.2f} s")
        expect(status == 0 and out and not err, f"{what}: status {status}, {err[:300]!r}")


def check_refusals():
    """the command line; files and tables that cannot be used; a tag is never a path"""
    for arguments, word in ((["rst"], "a file is needed"), (["rst", "--labels", "x", "y"], "stand in a file"),
                            (["rst", "--labels", FOLDER, "-t", TABLE], "directory"),
                            (["rst", "--labels", FOLDER / "none", "-t", TABLE], "No such file"),
                            (["rst", "--labels", "/dev/zero", "-t", TABLE], "large"),
                            (["rst", "--labels", "x", "-t", TABLE, "-t", TABLE], "twice"),
                            (["rst", "--labels", "x", "-t", TABLE, "--tables", FOLDER], "exclude")):
        ran = run("idntable", *arguments)
        expect(ran.returncode == 2 and not ran.stdout and word in ran.stderr.decode(), f"{arguments}: {ran}")
    for tag in ("", "../und-Test", "/etc/passwd", "a b", "und-Test\\0", "."):
        ran = rst(GOOD.replace("tag: und-Test", f'tag: "{tag}"'), "--tables", FOLDER)
        expect(ran.returncode == 2 and not ran.stdout and b"no tag that names a table" in ran.stderr, f"{tag}: {ran}")
    ran = rst(GOOD.replace("tag: und-Test", "tag: und-None"), "--tables", FOLDER)
    expect(ran.returncode == 2 and not ran.stdout and b"und-None.xml" in ran.stderr, ran)
    with open("/dev/full", "wb") as full:
        ran = run("idntable", "rst", "--labels", FOLDER / "labels.yaml", "-t", TABLE, stdout=full)
    expect(ran.returncode == 2 and b"cannot write" in ran.stderr, ran)


if HAS_YAML:
    main(globals())
ran = run("idntable", "rst", "--labels", "x")
expect(ran.returncode == 2 and b"needs libyaml" in ran.stderr, f"{ran}")
if ran.returncode != 2:
    sys.exit(1)
print("SKIP libyaml: the verbs on test labels were not built")
sys.exit(77)
