# SPDX-License-Identifier: MIT
"""idntable_labels.py BINARIES SANITIZER: test labels (idntable rst, rst-make, cover): good, odd and hostile ones.

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
PART = 8 if sys.argv[3:] == ["few"] else 1      # how much less is enough where the program is instrumented
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
    "no label at all": (b"# cut\ntag: und-Test\ntestLabels:\n  allocatableLabels:\n", "2:1"),
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
    "17 MB": (GOOD.encode() + b"# " + b"x" * 17_000_000, None),
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
        "labels": "testLabels:\n  unallocatableLabels:\n" + "    - zz\n" * (400_000 // PART),
        "variants": "testLabels:\n  allocatableLabels:\n    - label: a\n      variants:\n" +
                    "        - {label: b, variantTLDAllocatability: []}\n" * (80_000 // PART),
        "a long label": "testLabels:\n  unallocatableLabels:\n    - " + "z" * 4_000_000 + "\n",
        "long labels": "testLabels:\n  unallocatableLabels:\n" + ("    - " + "\u00fc" * 2000 + "\n") * (900 // PART),
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
    expect(ran.returncode == 2 and not ran.stdout and b"und-None.xml" in ran.stderr and b"-t TABLE names another" in ran.stderr, ran)
    with open("/dev/full", "wb") as full:
        ran = run("idntable", "rst", "--labels", FOLDER / "labels.yaml", "-t", TABLE, stdout=full)
    expect(ran.returncode == 2 and b"cannot write" in ran.stderr, ran)


def check_pipe():
    """what rst-make writes goes through a pipe to rst and cover"""
    made = run("idntable", "rst-make", "-t", TABLE)
    ran = run("idntable", "rst", "--labels", "-", "-t", TABLE, stdin=made.stdout)
    expect(ran.returncode == 0 and ran.stdout.startswith(b"-:"), f"{ran}")
    expect(run("idntable", "cover", "--labels", "-", "-t", TABLE, stdin=made.stdout).stdout.startswith(b"labels      "), "cover")


def check_manual():
    """the file that the man page shows is read, and agrees with the table that is meant"""
    shown = run("idntable", "--help=man").stdout.decode().partition("A FILE OF TEST LABELS")[2].partition(".nf\n")[2].partition(".fi\n")[0]
    ran = rst("".join(line[1:] + "\n" for line in shown.replace("\\-", "-").splitlines()), "-t", pathlib.Path(__file__).parents[2] / "tables/und-Arab.xml")
    expect(ran.returncode == 0 and not ran.stderr, f"{shown}: {ran}")
    expect([row.split("\t")[3] for row in rows_of(ran)] == ["accepted", "allocatable", "blocked", "refused"], f"{ran}")


# Every way to be exercised, and one of each kind that cannot be: the rule "never", the action by it, the variant of "d".
ALL = FOLDER / "all.xml"
ALL.write_text("""<lgr xmlns="urn:ietf:params:xml:ns:lgr-1.0"><data>
<char cp="0061"><var cp="0062" type="blocked"/><var cp="0064" type="fallback"/></char>
<char cp="0062"><var cp="0061" type="allocatable"/></char>
<char cp="0063" when="last"/>
<char cp="0064"><var cp="0061" type="blocked" when="never"/></char>
<char cp="0065 0065"/>
<char cp="0066" not-when="early"/>
<char cp="0661"/>
<range first-cp="0067" last-cp="0069"/>
</data><rules>
<rule name="last"><anchor/><look-ahead><end/></look-ahead></rule>
<rule name="early"><look-behind><start/><any count="0:2"/></look-behind><anchor/></rule>
<rule name="never"><look-behind><char cp="007A"/></look-behind><anchor/></rule>
<rule name="many"><char cp="0067" count="9"/></rule>
<rule name="mixed"><char cp="0068"/><any count="0+"/><char cp="0066"/></rule>
<rule name="part"><char cp="0069"/></rule>
<rule name="whole"><start/><rule by-ref="part" count="3"/><end/></rule>
<action disp="invalid" match="many"/>
<action disp="invalid" match="mixed"/>
<action disp="special" match="whole"/>
<action disp="blocked" any-variant="blocked"/>
<action disp="allocatable" only-variants="fallback"/>
<action disp="invalid" any-variant="no-such-type"/>
<action disp="valid" not-match="part"/>
</rules></lgr>""")
NEVER = {("rule-holds", "never"), ("variant", "0064 > 0061"), ("action", "6")}


def cover(*arguments, stdin=b""):
    """What was exercised by how many labels: (kind, name) to number."""
    ran = run("idntable", "cover", "--tsv", "-t", ALL, *arguments, stdin=stdin)
    expect(ran.returncode == 0 and not ran.stderr, f"{arguments}: {ran}")
    rows = [row.split("\t") for row in ran.stdout.decode().split("\n")[:-1]]
    counts = {(kind, name): int(labels) for kind, name, _, labels in rows}
    expect(len(counts) == len(rows), "a row twice")
    return counts


def met(*arguments, stdin=b""):
    return {" ".join(key) for key, count in cover(*arguments, stdin=stdin).items() if count}


def check_cover():
    """what a label exercises of each kind; labels as arguments, lines, A-labels and code points; bad ones are told"""
    rules = {"rule-fails many", "rule-fails mixed", "rule-fails whole"}
    wanted = {
        "a": {"code-point 0061", "variant 0061 > 0062", "variant 0061 > 0064", "action 4", "action 5", "action 7",
              "rule-fails part"} | rules,
        "d": {"code-point 0064", "rule-fails never", "action 7", "rule-fails part"} | rules,
        "c": {"code-point 0063", "rule-holds last", "action 7", "rule-fails part"} | rules,
        "cg": {"rule-fails last"},
        "ee": {"sequence 0065 0065", "action 7", "rule-fails part"} | rules,
        "e": set(),
        "f": {"rule-holds early"},
        "gggf": {"code-point 0067", "code-point 0066", "rule-fails early", "action 7", "rule-fails part"} | rules,
        "i": {"code-point 0069", "rule-holds part"} | rules,
        "iii": {"code-point 0069", "rule-holds whole", "rule-fails many", "rule-fails mixed", "action 3"},
        "ggggggggg": {"code-point 0067", "rule-holds many", "action 1"},
        "xn--9hb": {"code-point 0661", "action 7", "rule-fails part"} | rules,
        "zz": set(),
    }
    for label, items in wanted.items():
        # "part" is asked for the last action only.
        expect(met(label) == items, f"{label}: {sorted(met(label) ^ items)}")
    expect(met("U+0065 U+0065") == wanted["ee"], "code points")
    together = cover(stdin=b"a\na\nd\n")
    expect((together["code-point", "0061"], together["code-point", "0064"], together["action", "7"]) == (2, 1, 3), together)
    ran = run("idntable", "cover", "-t", ALL, "--json", "a", "zz")
    got = json.loads(ran.stdout)
    expect((got["labels"], got["eligible"], got["variant"]) == (2, 1, {"all": 4, "exercised": 2, "never": ["0062 > 0061", "0064 > 0061"]}), got)
    ran = run("idntable", "cover", "-t", ALL, b"\xff", "xn--99999")
    expect(ran.returncode == 0 and b"2 labels have no code points" in ran.stderr and b"PUNYCODE" in ran.stderr, ran)
    ran = run("idntable", "cover", "-t", ALL, "--labels", FOLDER / "none", "a")
    expect(ran.returncode == 2 and not ran.stdout, ran)
    block = FOLDER / "all.lgr"
    run("idntable", "compile", "-t", ALL, "-o", block)
    for verb in ("cover", "rst-make"):
        ran = run("idntable", verb, "-t", block)
        expect(ran.returncode == 2 and b"no document" in ran.stderr and not ran.stdout, ran)


def make(table):
    file = FOLDER / "made.yaml"
    ran = run("idntable", "rst-make", "-t", table)
    file.write_bytes(ran.stdout)
    expect(ran.returncode == 0 and ran.stdout == run("idntable", "rst-make", "-t", table).stdout, f"{table}: not the same again")
    tested = run("idntable", "rst", "-t", table, "--labels", file)
    expect(tested.returncode == 0 and tested.stdout, f"{table}: {tested}")
    return file, ran


def check_make():
    """labels are made for all that can be exercised, and the rest is told; rst agrees with them"""
    file, ran = make(ALL)
    never = {key for key, count in cover("--labels", file).items() if count == 0}
    expect(never == NEVER, f"not exercised: {never ^ NEVER}")
    told = {(line.split(" ")[-2], line.split(" ")[-1]) for line in ran.stderr.decode().replace(" > ", ">").split("\n")[:-1]}
    expect({(kind, name.replace(">", " > ")) for kind, name in told} == NEVER, ran.stderr)
    expect(ran.stderr.startswith(b"%s:" % os.fsencode(ALL)), ran.stderr)
    text = file.read_text()
    expect(text.count("- label:") > 10 and text.count("variantTLDAllocatability: []") == 1 and 'Allocatability: ["und"]' in text, text)
    tagged = FOLDER / "tagged.xml"
    tagged.write_text(ALL.read_text().replace("<data>", "<meta><language>und-Test</language></meta><data>", 1))
    expect('tag: "und-Test"\n' in make(tagged)[0].read_text(), "the tag")
    for table in sorted(pathlib.Path(__file__, "../../../testvectors/lgr").resolve().glob("*.xml"))[::1 if PART == 1 else 4]:
        if run("idntable", "eval", "-t", table, "a").returncode < 2:
            make(table)
    with open("/dev/full", "wb") as full:
        ran = run("idntable", "rst-make", "-t", ALL, "-o", "/dev/full")
        expect(ran.returncode == 2 and b"/dev/full" in ran.stderr and not ran.stdout, f"{ran}")
        ran = run("idntable", "rst-make", "-t", ALL, stdout=full)
    expect(ran.returncode == 2 and b"cannot write" in ran.stderr, ran)
    expect(run("idntable", "rst-make", "-t", ALL, "x").returncode == 2, "an argument")
    made = FOLDER / "made.yaml"
    made.write_text("old")
    ran = run("idntable", "rst-make", "-t", ALL, "-o", made)
    expect(ran.returncode == 0 and not ran.stdout and made.read_bytes() == run("idntable", "rst-make", "-t", ALL).stdout, f"{ran}")
    copy = FOLDER / "copy.xml"
    shutil.copy(ALL, copy)
    before = copy.read_bytes()
    ran = run("idntable", "rst-make", "-t", copy, "-o", copy)
    expect(ran.returncode == 2 and copy.read_bytes() == before, f"{ran}")


def check_large():
    """tables with many code points, variants and rules cost bounded time and memory"""
    top = '<lgr xmlns="urn:ietf:params:xml:ns:lgr-1.0"><data>'
    letters = "".join(f'<char cp="{0x61 + i:04X}"/>' for i in range(26))
    tables = {
        "ranges": '<range first-cp="4E00" last-cp="9FFF"/><range first-cp="AC00" last-cp="D7A3"/></data></lgr>',
        "variants": "".join(f'<char cp="{0x4E00 + i:04X}">' + "".join(f'<var cp="{0x4E00 + i // 8 * 8 + j:04X}" type="t{j}"/>'
                                                                       for j in range(8)) + "</char>" for i in range(16_000 // PART)) +
                    "</data></lgr>",
        "rules": letters + "</data><rules>" + "".join(
            f'<rule name="r{i}"><char cp="{0x61 + i % 26:04X}" count="{i % 60 + 1}"/><any count="0+"/></rule>' for i in range(3000 // PART)) +
            "".join(f'<action disp="invalid" match="r{i}"/>' for i in range(3000 // PART)) + "</rules></lgr>",
    }
    file, labels = FOLDER / "large.xml", FOLDER / "large.yaml"
    for what, text in tables.items():
        file.write_text(top + text)
        status, _, err, took = cost("rst-make", "-t", file)
        print(f"{what}: {took:.2f} s")
        expect(status == 0 and b"memory" not in err, f"{what}: {status} {err[-200:]!r}")
        labels.write_bytes(run("idntable", "rst-make", "-t", file).stdout)
        for arguments in (["rst"], ["cover"]):
            status, out, err, took = cost(*arguments, "-t", file, "--labels", labels)
            expect(status == 0 and out, f"{what}: {arguments}: {status} {err[-200:]!r}")


if HAS_YAML:
    main(globals())
ran = run("idntable", "rst", "--labels", "x")
expect(ran.returncode == 2 and b"needs libyaml" in ran.stderr, f"{ran}")
if ran.returncode != 2:
    sys.exit(1)
print("SKIP libyaml: the verbs on test labels were not built")
sys.exit(77)
