# SPDX-License-Identifier: MIT
"""idntable.py BINARIES SHARED SANITIZER: tables as files (compiled, damaged, hostile, several, for suffixes); the contract.

SANITIZER is what the binaries are built with, or none; under a sanitizer a hostile table may cost what it likes.
"""
import atexit
import json
import os
import pathlib
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile

from checks import BINARIES, ENVIRONMENT, answer, expect, main, path, run

SHARED, IS_LIMITED = pathlib.Path(sys.argv[2]), sys.argv[3] == "none"
FOLDER = pathlib.Path(tempfile.mkdtemp())
atexit.register(shutil.rmtree, FOLDER)
TOP = '<lgr xmlns="urn:ietf:params:xml:ns:lgr-1.0">'
BYTES = 256 << 20           # of address space, which a hostile table may cost
HANGS = 30                  # seconds of processor time; what takes them does not end


def table(name, chars, rest=""):
    """A file with a table of these char elements."""
    file = FOLDER / name
    file.write_text(f"{TOP}<data>{chars}</data>{rest}</lgr>", "utf-8")
    return file


def repertoire(name, letters):
    return table(name, "".join(f'<char cp="{ord(c):04X}"/>' for c in sorted(letters)))


LATIN = repertoire("latin.xml", "abcdefghijklmnopqrstuvwxyz-0123456789\u00e9\u00fc")
GREEK = repertoire("greek.xml", "\u03b1\u03b2\u03b3")
VARIED = table("varied.xml", '<char cp="0061"><var cp="0062" type="blocked"/></char><char cp="0062"><var cp="0061" '
               'type="allocatable"/></char><char cp="0063" when="last"/>',
               '<rules><rule name="last"><anchor/><look-ahead><end/></look-ahead></rule></rules>')
LABELS = [b"a", b"ab", b"ba" * 9, b"ac", b"ca", b"", b"xn--9ca", b"U+0061 U+0062", b"\xff", b"x" * 5000, b"a\\u{62}", b"a b",
          "\u00e9".encode()]


def compiled(source, name="compiled.lgr"):
    file = FOLDER / name
    ran = run("idntable", "compile", "-t", source, "-o", file)
    expect(ran.returncode == 0 and not ran.stderr, f"compile {source}: {ran}")
    return file


def check_compiled():
    """a compiled table says what its document says; compiling is repeatable and takes a compiled table too"""
    stdin = b"\n".join(LABELS) + b"\n"
    file = compiled(VARIED)
    for tool, arguments in (("idntable", ["eval", "--digest"]), ("idncheck", ["--tsv"]), ("idntable", ["eval", "--json"])):
        document, block = (run(tool, *arguments, "-t", t, stdin=stdin) for t in (VARIED, file))
        expect(document.returncode == block.returncode == 1, f"{tool}: {document.returncode} {block.returncode}")
        expect((document.stdout, document.stderr) == (block.stdout, block.stderr), f"{tool}: {block.stdout!r}")
    expect(compiled(VARIED, "again.lgr").read_bytes() == file.read_bytes(), "the same table gives the same bytes")
    expect(compiled(file, "again.lgr").read_bytes() == file.read_bytes(), "a compiled table stays as it is")
    expect(run("idntable", "show", "-t", file).returncode == 0, "show")
    expect(run("idntable", "show", "-t", file, "last").returncode == 2, "a compiled table has no text of rules")
    copy = file.with_name("copy.xml")
    copy.write_bytes(before := pathlib.Path(VARIED).read_bytes())
    ran = run("idntable", "review", "--reference", VARIED, "-o", copy, copy)
    expect(ran.returncode == 2 and b"take the place" in ran.stderr and copy.read_bytes() == before, f"a review in place of a table: {ran}")
    before = file.read_bytes()
    ran = run("idntable", "compile", "-t", file, "-o", file.parent / "." / file.name)
    expect(ran.returncode == 2 and b"take the place" in ran.stderr and file.read_bytes() == before, f"a table in its own place: {ran}")


def check_compile_writes_whole_files():
    """compile leaves the old file and nothing beside it when it fails; the mode is that of the umask"""
    file = compiled(VARIED, "kept.lgr")
    before, names = file.read_bytes(), sorted(os.listdir(FOLDER))
    mask = os.umask(0o027)
    mode = compiled(VARIED, "kept.lgr").stat().st_mode & 0o777
    os.umask(mask)
    expect(mode == 0o640, f"mode {mode:o}")
    bad = FOLDER / "bad.xml"
    bad.write_text("<lgr>")
    ran = run("idntable", "compile", "-t", bad, "-o", file)
    bad.unlink()
    expect(ran.returncode == 2 and file.read_bytes() == before, f"{ran}")
    folder = FOLDER / "folder"
    folder.mkdir()
    ran = run("idntable", "compile", "-t", VARIED, "-o", folder)
    folder.rmdir()
    expect(ran.returncode == 2 and b"cannot write" in ran.stderr, f"{ran}")
    expect(sorted(os.listdir(FOLDER)) == names, f"left behind: {set(os.listdir(FOLDER)) - set(names)}")


def check_compile_keeps_what_is_no_file():
    """compile writes to a fifo or device and through a symbolic link, and each stays what it is"""
    wanted = compiled(VARIED, "linked.lgr").read_bytes()
    link, fifo = FOLDER / "link.lgr", FOLDER / "fifo"
    link.symlink_to("linked.lgr")
    (FOLDER / "linked.lgr").write_bytes(b"old")
    compiled(VARIED, "link.lgr")
    expect(link.is_symlink() and (FOLDER / "linked.lgr").read_bytes() == wanted, "a link is replaced")
    for nowhere in ("nowhere", "link.lgr"):
        link.unlink()
        link.symlink_to(nowhere)
        ran = run("idntable", "compile", "-t", VARIED, "-o", link)
        expect(ran.returncode == 2 and b"cannot write" in ran.stderr and link.is_symlink(), f"a link to {nowhere}: {ran}")
    link.unlink()
    os.mkfifo(fifo)
    reader = os.open(fifo, os.O_RDONLY | os.O_NONBLOCK)
    compiled(VARIED, "fifo")
    expect(os.read(reader, 1 << 20) == wanted and fifo.is_fifo(), "a fifo is replaced")
    os.close(reader)
    if fifo.is_fifo():      # else the device would be lost to the whole machine
        link.symlink_to("/dev/full")
        ran = run("idntable", "compile", "-t", VARIED, "-o", link)
        expect(ran.returncode == 2 and b"No space left" in ran.stderr and link.is_symlink(), f"a full device: {ran}")
        link.unlink()
    fifo.unlink()


def check_damaged():
    """a compiled table with any byte changed, cut or added is refused with a sentence"""
    good, file, chance = compiled(VARIED).read_bytes(), FOLDER / "damaged.lgr", random.Random(7940)
    places = {*range(64), *chance.sample(range(len(good)), 200), len(good) - 1}
    damaged = [(f"byte {at}", good[:at] + bytes([good[at] ^ 1 << chance.randrange(8)]) + good[at + 1:]) for at in sorted(places)]
    damaged += [(f"cut at {at}", good[:at]) for at in (0, 1, 4, 8, 100, len(good) - 8, len(good) - 1)]
    damaged += [("longer", good + b"\0" * 8), ("random", chance.randbytes(4096)), ("magic", b"IDL1" + chance.randbytes(4092))]
    for what, data in damaged:
        file.write_bytes(data)
        ran = run("idncheck", "-t", file, "a")
        expect(ran.returncode == 2 and not ran.stdout and b"cannot use the table" in ran.stderr, f"{what}: {ran}")
        expect(ran.stderr.endswith(b"\n") and ran.stderr.isascii(), f"{what}: {ran.stderr!r}")


def limit():
    """Bound the memory of a tool; and its processor time, not as a measurement, but to end one that hangs."""
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (HANGS, HANGS))


def cost(*arguments):
    """Run idntable within the limits; its status, stdout and stderr, and the seconds of processor time it took."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        process = subprocess.Popen([path("idntable"), *arguments], stdout=out, stderr=err, stdin=subprocess.DEVNULL,
                                   env=ENVIRONMENT, preexec_fn=limit if IS_LIMITED else None)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        texts = []
        for file in (out, err):
            file.seek(0)
            texts.append(file.read(1 << 20))
    return process.returncode, *texts, usage.ru_utime + usage.ru_stime


HOSTILE = {
    "empty": "",
    "zero bytes": "\0" * 100,
    "another document": '<html xmlns="http://www.w3.org/1999/xhtml"/>',
    "a bomb of entities": '<!DOCTYPE l [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {n} "{f"&{p};" * 10}">' for p, n in zip("abcdefghi", "bcdefghij")) + f"]>{TOP}<data>&j;</data></lgr>",
    "another file": f'<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]>{TOP}<data>&a;</data></lgr>',
    "deep nesting": TOP + "<data>" * 10_000 + "</data>" * 10_000 + "</lgr>",
    "deep rules": f'{TOP}<data><char cp="0061"/></data><rules><rule name="r">' + "<rule>" * 10_000 + "</rule>" * 10_000 +
                  "</rule></rules></lgr>",
    "many variants": f'{TOP}<data><char cp="0061">' + "".join(
        f'<var cp="{0x10000 + i:X}" type="blocked"/>' for i in range(300_000)) + "</char></data></lgr>",
    "a long choice": f'{TOP}<data><char cp="0061"/></data><rules><rule name="r"><choice>' + '<char cp="0061"/>' * 100_000 +
                     "</choice></rule></rules></lgr>",
    "a large count": f'{TOP}<data><char cp="0061"/></data><rules><rule name="r"><char cp="0061" count="99999+"/></rule>'
                     '<action disp="invalid" match="r"/></rules></lgr>',
    "a long name": f'{TOP}<data><char cp="0061" when="{"n" * 1_000_000}"/></data></lgr>',
    "many faults": f'{TOP}<data>' + '<char cp="zz"/>' * 200_000 + "</data></lgr>",
    "100 MB": f"{TOP}<!--" + "-" * 0 + "x" * 100_000_000 + f"--><data><char cp='0061'/></data></lgr>",
}


def check_hostile():
    """a hostile table is refused or used, with a sentence, within 256 MB"""
    file, longest = FOLDER / "hostile.xml", (0, "")
    for what, text in HOSTILE.items():
        file.write_text(text)
        is_usable = what in ("a large count", "many variants", "a long choice")
        for arguments in (["eval", "-t", file, "a"], ["lint", file], ["compile", "-t", file, "-o", FOLDER / "hostile.lgr"]):
            status, out, err, took = cost(*arguments)
            longest = max(longest, (took, f"{what}: {arguments[0]}"))
            expect(status in (0, 1, 2), f"{what}: {arguments[0]}: status {status}")
            expect(b"memory" not in out + err, f"{what}: {arguments[0]}: {err[-200:]!r}")
            if not is_usable:
                expect(status > 0 and (out or err), f"{what}: {arguments[0]}: status {status}, {err[:200]!r}")
                expect(b"root:" not in out + err, f"{what}: {arguments[0]}: another file was read")
        expect(status in (0, 2) if is_usable else status == 2, f"{what}: compile: {status}")
    file.unlink()
    print(f"the longest: {longest[0]:.2f} s, {longest[1]}")


def hostile_rules(name, chars, uses, times, matcher):
    """A table with one rule of so many matchers, and what uses it."""
    return table(name, chars, f'<rules><rule name="r"><char cp="0062"/>{matcher * times}</rule>{uses}</rules>')


def check_costly():
    """rules that multiply are refused when the table is read; lists with few variants and counts without end stop soon"""
    repeated, letters = '<any count="0+"/>', [f"{0x4E00 + i:04X}" for i in range(64)]
    variants = "".join(f'<var cp="{cp}" when="r"/>' for cp in letters)
    own = f'<char cp="0061">{variants}</char><char cp="0062"/>'
    for file in (hostile_rules("contexts.xml", own, "", 100_000, repeated),
                 hostile_rules("actions.xml", '<char cp="0061"/><char cp="0062"/>', '<action disp="x" match="r"/>' * 10_000, 100_000,
                               repeated)):
        for arguments in (["eval", "-t", file, "b" + "a" * 62], ["compile", "-t", file, "-o", FOLDER / "costly.lgr"]):
            status, out, err, took = cost(*arguments)
            expect(status == 2 and not out and b"cost too much" in err, f"{arguments}: {status} {err[:200]!r}")
    few = table("few.xml", '<char cp="0061">' + "".join(f'<var cp="{cp}" type="t"/>' for cp in letters) + "</char>" +
                "".join(f'<char cp="{cp}"/>' for cp in letters), '<rules><rule name="own"><start/><char cp="0061" count="1+"/><end/>'
                '</rule><action disp="invalid" not-match="own"/></rules>')
    status, out, err, took = cost("variants", "--tsv", "-t", few, "a" * 63)
    expect(status == 2 and out.count(b"\n") == 1 and b"not all variant labels can be listed: " in err, f"{status} {out!r} {err!r}")
    status, out, err, took = cost("eval", "--digest", "--tsv", "-t", few, "a" * 63)
    expect(status == 0 and out.endswith(b"\tvalid=1\tok\t-\n"), f"{status} {out!r} {err!r}")


def check_empty_index():
    """an index label without code points is empty; null and a hyphen mean that there is none"""
    file = table("vanishes.xml", '<char cp="0061"><var cp=""/></char><char cp="0062"/>')
    for label, tsv, value in (("a", "", ""), ("ab", "0062", "0062"), ("z", "-", None)):
        row = run("idntable", "eval", "--tsv", "-t", file, label).stdout.decode().split("\t")
        expect(row[2] == tsv, f"{label}: {row}")
        for tool, *words in (("idntable", "eval"), ("idncheck",)):
            got = json.loads(run(tool, *words, "--json", "-t", file, label).stdout)["index"]
            wanted = value if tool == "idntable" or not value else "b"
            expect(got == wanted, f"{tool} {label}: {got!r}")


def check_files():
    """what cannot be read is a message and status 2; a fifo and a pipe can be read"""
    for what, word in ((FOLDER, b"Is a directory"), (FOLDER / "none", b"No such file"), ("/dev/zero", b"too large")):
        for arguments in (["idncheck", "-t", what, "a"], ["idntable", "eval", "-t", what, "a"], ["idntable", "lint", what]):
            ran = run(*arguments)
            expect(ran.returncode == 2 and not ran.stdout and word in ran.stderr, f"{arguments}: {ran}")
    expect(run("idncheck", "-q", "-t", "/dev/stdin", "ab", stdin=LATIN.read_bytes()).returncode == 0, "a pipe")
    ran = run("idncheck", "-t", FOLDER / "a\x1b[31m\n", "x")
    expect(b"\x1b" not in ran.stderr and ran.stderr.count(b"\n") == 1, f"a hostile name: {ran.stderr!r}")


def objects(*arguments, stdin=b""):
    return [json.loads(line) for line in run("idncheck", "--json", *arguments, stdin=stdin).stdout.split(b"\n")[:-1]]


def check_several_tables():
    """the first table that accepts decides; where none does, the one with the fewest reasons, of equals the first"""
    for order in ((LATIN, GREEK), (GREEK, LATIN)):
        tables = [word for file in order for word in ("-t", file)]
        names = ["abc", "\u03b1\u03b2", "ab\u03b4", "\u03b1\u03b2\u03b4", "\u0431"]
        got = objects(*tables, *names)
        expect([o["ok"] for o in got] == [True, True, False, False, False], got)
        expect([o["table"] for o in got] == [str(t) for t in (LATIN, GREEK, LATIN, GREEK, order[0])], got)
        expect([len(o["findings"]) for o in got] == [0, 0, 1, 1, 1], got)
        expect([o["disposition"] for o in got] == ["valid"] * 2 + ["invalid"] * 3, got)


def check_suffixes():
    """--tlds: the label before the longest suffix is judged by the tables of that suffix"""
    tlds = FOLDER / "tlds.txt"
    tlds.write_text("# suffix TAB table\n\nexample\tlatin.xml\r\n.\u03b5\u03bb\tgreek.xml\n"
                    f"co.example\t{GREEK}\nco.example\tvaried.xml", "utf-8")
    rows = [("abc.example", "latin"), ("\u03b1.example", "!latin"), ("\u03b1.abc.example", "latin"),
            ("\u03b1.co.example", "greek"), ("ab.co.example", "varied"), ("zz.ab.co.example", "varied"),
            ("zz.co.example", "!greek"), ("co.example", "latin"), ("\u03b1.\u03b5\u03bb", "greek"),
            ("a.xn--qxam", "!greek"), ("a.EXAMPLE", "latin"), ("a.example.org", None), ("example", None)]
    for more, default in (([], None), (["-t", VARIED], "varied")):
        for (name, wanted), got in zip(rows, objects("--tlds", tlds, *more, *(name for name, _ in rows)), strict=True):
            is_ok = not (wanted or "").startswith("!")
            file = wanted.strip("!") if wanted else default
            named = pathlib.Path(got["table"]).stem if got["table"] else None
            expect(named == file, f"{name}: table {named}, not {file}")
            if wanted:
                expect(got["ok"] == is_ok, f"{name}: {got}")
    labels = objects("--tlds", tlds, "ok.\u03b1.example")[0]["findings"]
    expect([(f["label"], f["byte"], f["length"]) for f in labels] == [(1, 3, 2)], labels)
    dotted = objects("--tlds", tlds, "-p", "uts46", "--root-dot", "\u03b1\u3002example.")[0]
    expect(not dotted["ok"] and pathlib.Path(dotted["table"]).stem == "latin", dotted)
    for text, word in (("example latin.xml\n", b":1'"), ("a\tb\n", b"No such file"), ("example\t\n", b":1'"),
                       ("\tlatin.xml", b":1'"), ("ok\tlatin.xml\na..b\tlatin.xml\n", b":2'")):
        tlds.write_text(text)
        ran = run("idncheck", "--tlds", tlds, "a.example")
        expect(ran.returncode == 2 and word in ran.stderr and not ran.stdout, f"{text!r}: {ran}")


def check_records():
    """eval: a record each, in order, whatever the number of threads and the form of the input"""
    lines = [LABELS[i * 7 % len(LABELS)] for i in range(20_000)]
    stdin = b"\n".join(lines) + b"\n"
    for form in ([], ["--tsv"], ["--json"], ["--escapes", "--digest"], ["-q", "--summary"]):
        one, four = (run("idntable", "eval", "-t", VARIED, *form, "-j", jobs, stdin=stdin) for jobs in ("1", "4"))
        expect((one.stdout, one.stderr, one.returncode) == (four.stdout, four.stderr, 1), f"{form}: threads")
        expect(one.stdout.count(b"\n") == (0 if "-q" in form else len(lines)), f"{form}: {one.stdout.count(10)}")
    file = FOLDER / "labels"
    file.write_bytes(stdin.replace(b"\n", b"\0"))
    nul = run("idntable", "eval", "-t", VARIED, "--tsv", "-0", "-f", file)
    expect(nul.stdout == run("idntable", "eval", "-t", VARIED, "--tsv", stdin=stdin).stdout, "-0 -f")
    with subprocess.Popen([path("idntable"), "eval", "--tsv", "-t", VARIED], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                          env=ENVIRONMENT, bufsize=0) as process:
        for label, wanted in ((b"a\n", b"0061\tvalid\t0061\tblocked=1,valid=1\tok\n"),
                              (b"z\n", b"007A\tinvalid\t-\t-\tLGR_CODE_POINT\n")):
            process.stdin.write(label)
            got = answer(process)
            expect(got == wanted, f"{label!r}: {got!r}")
        process.stdin.close()


def check_forms_agree():
    """--json says what --tsv says, and every finding lies inside the record"""
    stdin = b"\n".join(LABELS) + b"\n"
    rows = [row.split("\t") for row in
            run("idntable", "eval", "-t", VARIED, "--tsv", "--digest", stdin=stdin).stdout.decode().split("\n")[:-1]]
    texts = run("idntable", "eval", "-t", VARIED, "--json", "--digest", stdin=stdin).stdout.split(b"\n")[:-1]
    for line, row, o in zip(LABELS, rows, map(json.loads, texts), strict=True):
        label, disposition, index, counts, codes, digest = row
        expect((o["label"] or label) == label and (o["label"] or not re.fullmatch(r"[0-9A-F]{4,}( .*)?", label)), f"{o} {row}")
        expect((o["disposition"], o["index"] or "-", o["digest"] or "-") == (disposition, index, digest), f"{o} {row}")
        expect((",".join(f"{k}={v}" for k, v in (o["counts"] or {}).items()) or "-") == counts, f"{o} {row}")
        expect((",".join(dict.fromkeys(f["code"] for f in o["findings"])) or "ok") == codes, f"{o} {row}")
        expect(o["ok"] == (codes == "ok"), f"{o} {row}")
        for f in o["findings"]:
            expect(f["byte"] + f["length"] <= max(len(line), 64), f"{line!r}: {f}")
    listed = run("idntable", "variants", "-t", VARIED, "--tsv", "abab").stdout.decode().split("\n")[:-1]
    expect(len(listed) == 16 and listed == sorted(listed) and len({row.split("\t")[0] for row in listed}) == 16, listed)


# Variant labels disagree in what commands a terminal: overrides of direction, line separators, controls, quotes.
COMMANDS = "a\u202eb\u2028c\u0085d"
COMMANDED = table("commanded.xml", f'<char cp="0061"><var cp="0062" type="{COMMANDS}"/></char><char cp="0062"><var cp="0062" '
                  f'type="own"/></char>', f'<rules><action disp="{COMMANDS}" any-variant="{COMMANDS}"/><action disp="own{COMMANDS}" '
                  'any-variant="own"/></rules>')


def check_dispositions_command_nothing():
    """the name of a disposition is escaped wherever it is written, and JSON stays JSON"""
    block = compiled(COMMANDED, "commanded.lgr")
    quoted = bytearray(block.read_bytes())
    name = COMMANDS.encode()
    at = quoted.find(b"\0" + name + b"\0")
    while at >= 0:              # a forger's names have anything in them
        quoted[at + 1:at + 1 + len(name)] = (b'"\n\t\x1b\xff\\' + name)[:len(name)]
        at = quoted.find(b"\0" + name + b"\0", at)
    forged = FOLDER / "forged.lgr"
    forged.write_bytes(repaired(quoted))
    runs = [("idntable", verb, *form, "-t", file, label) for verb in ("eval", "variants") for form in ([], ["--tsv"], ["--json"])
            for label in ("aa", "ab") for file in (COMMANDED, block, forged)]
    runs += [("idntable", "show", "-t", file, *query) for file in (COMMANDED, block, forged) for query in ([], ["a"], ["b"])]
    runs += [("idncheck", *form, "-t", file, "b") for form in ([], ["--tsv"], ["--json"]) for file in (COMMANDED, block, forged)]
    for arguments in runs:
        ran = run(*arguments)
        text = (ran.stdout + ran.stderr).decode("utf-8", "replace")
        expect(ran.stdout and not any(c in text for c in "\u202e\u2028\x85\x1b\ufffd"), f"{arguments}: {text!r}")
        for line in ran.stdout.split(b"\n")[:-1] if "--json" in arguments else []:
            expect(json.loads(line), f"{arguments}: {line!r}")
    expect(run("idntable", "eval", "-t", forged, "aa").stdout.count(b"\t") == 4, "columns")


def repaired(block):
    """The block with the checksum it must have: FNV-1a over words of 64 bits, folded."""
    check = 0xCBF29CE484222325
    for at in range(16, len(block), 8):
        check = (check ^ int.from_bytes(block[at:at + 8], sys.byteorder)) * 0x100000001B3 & (1 << 64) - 1
    block[12:16] = (check & 0xFFFFFFFF ^ check >> 32).to_bytes(4, sys.byteorder)
    return block


def check_show_ends():
    """show lists some variant labels of a compiled table, however many there are"""
    letters = "".join(f"{0x4E00 + i:04X} " for i in range(32)).split()
    variants = "".join(f'<var cp="{cp}"/>' for cp in letters)
    many = table("many.xml", f'<char cp="0061">{variants}</char>' + "".join(f'<char cp="{cp}"/>' for cp in letters))
    status, out, err, _ = cost("show", "-t", compiled(many, "many.lgr"), " ".join(["U+0061"] * 20))
    expect(status == 0 and out.count(b"  variant ") == 257 and b"lists all" in out, f"{status} {err} {out[-200:]}")


def check_variants_says_why_not():
    """variants without an answer says why: here there are too many ways for a label to vanish"""
    vanishing = table("vanishing.xml", "".join(
        f'<char cp="0061{" 0061" * n}"><var cp="" type="t{n}"/></char>' for n in range(20)))
    ran = run("idntable", "variants", "-t", vanishing, "a" * 63)
    expect(ran.returncode == 2 and not ran.stdout and b"cannot be listed: " in ran.stderr, f"{ran}")


def check_outputs():
    """a full disk is status 2, a closed pipe ends the program silently"""
    for arguments in (["eval", "-t", VARIED, "a"], ["variants", "-t", VARIED, "a"], ["show", "-t", VARIED], ["lint", VARIED],
                      ["--list-codes"]):
        if run("idntable", *arguments).stdout:
            with open("/dev/full", "wb") as full:
                ran = run("idntable", *arguments, stdout=full)
            expect(ran.returncode == 2 and b"cannot write" in ran.stderr, f"{arguments}: {ran}")
    with subprocess.Popen([path("idntable"), "variants", "-t", VARIED, "ab" * 12], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          env=ENVIRONMENT) as process:
        process.stdout.readline()
        process.stdout.close()
        expect(process.stderr.read() == b"" and process.wait() in (-signal.SIGPIPE, 2), "a closed pipe")


def check_codes():
    """every code of a table is listed, and explained by its name; a mistyped one is guessed"""
    header = pathlib.Path(__file__, "../../../lib/include/idncheck/table_codes.h").resolve().read_text("ascii")
    known = re.findall(r"X\(V, (\w+), (\d+),", header)
    listed = [tuple(row.split("\t")[:2]) for row in run("idntable", "--list-codes").stdout.decode().split("\n")[:-1]]
    expect(len(known) > 50 and set(known) <= set(listed), f"not listed: {set(known) - set(listed)}")
    expect({"LGR_CODE_POINT", "LGR_RULE"} <= {row[0] for row in listed}, "codes of labels are listed")
    for name, number in known:
        ran = run("idntable", "--explain", name.lower())
        expect(ran.returncode == 0 and f"{name} ({number}), of policy tables".encode() in ran.stdout, f"{name}: {ran}")
    both = run("idntable", "eval", "--explain", "DISALLOWED").stdout
    expect(both.count(b"DISALLOWED (") == 2, f"a code of both: {both!r}")
    expect(b"did you mean RULE_UNUSED?" in run("idntable", "--explain", "RULE_UNUSD").stderr, "guess")


def check_help():
    """help, man page and completion of idntable know the same options; the help of each verb has its own"""
    man = run("idntable", "--help=man").stdout.decode().replace("\\-", "-")
    words = re.search(r"\*\) .*compgen -W '([^']*)'", run("idntable", "--help=bash").stdout.decode())[1].replace("=", "").split()
    pattern = r"^  (?:-(\w), |    )--([\w-]+)"
    of_text = re.findall(pattern, run("idntable", "--help").stdout.decode(), re.M)
    expect(re.findall(r"^\.TP\n(?:\\fB-(\w)\\fR, )?\\fB--([\w-]+)", man, re.M) == of_text, of_text)
    expect(words == [w for letter, name in of_text for w in (f"-{letter}", f"--{name}") if w != "-"], words)
    for section in "NAME,SYNOPSIS,DESCRIPTION,OPTIONS,ESCAPES,EXIT STATUS,EXAMPLES,SEE ALSO".split(","):
        expect(f"\n.SH {section}\n" in man, f"no section {section}")
    seen = set()
    for verb in "eval variants compile convert diff index lint list review show rst rst-make cover union intersect merge harmonize populate".split():
        text = run("idntable", verb, "--help").stdout.decode()
        expect(text.startswith(f"Usage: idntable {verb} ") and "Exit status: 0" in text, text)
        seen |= set(re.findall(pattern, text, re.M))
        for form in ("man", "bash"):
            ran = run("idntable", verb, f"--help={form}")
            expect(ran.returncode == 0 and ran.stdout == run("idntable", f"--help={form}").stdout, f"{verb}, {form}: {ran.returncode}")
    expect(seen == set(of_text), seen ^ set(of_text))
    script = (f'source <({path("idntable")} --help=bash); compopt() {{ :; }}; COMP_WORDS=(idntable "$1"); COMP_CWORD=1; '
              '_idntable idntable "$1" idntable; printf "%s\\n" "${COMPREPLY[@]}"')
    offered = subprocess.run(["bash", "-c", script, "bash", "l"], capture_output=True, text=True, check=False).stdout
    expect(offered.split() == ["lint", "list"], offered)
    for name in ("idntable.1", "idntable.bash"):
        built = pathlib.Path(BINARIES) / name
        form = "man" if name.endswith("1") else "bash"
        if built.exists():
            expect(built.read_bytes() == run("idntable", f"--help={form}").stdout, f"{name} is stale; run ninja")


def check_show():
    """the summary counts the code points by where they may stand, and lists rules and dispositions"""
    top, *lines = run("idntable", "show", "-t", VARIED).stdout.decode().split("\n")[:-1]
    rows = {line[2:15].strip(): line[15:] for line in lines}
    expect(top == str(VARIED) and rows["rules"] == "last", f"{top}: {rows}")
    expect(rows["code points"] == "3: 3 can stand alone, 0 need neighbours, 0 in sequences only", rows)
    expect(rows["data"] == "0 sequences, 2 variants, 0 references", rows)
    expect(set(rows["dispositions"].split()) >= {"invalid", "blocked", "valid"}, rows)
    block = compiled(VARIED)
    expect(rows["compiled"] == f"{block.stat().st_size} bytes", rows)
    shown = run("idntable", "show", "-t", block, "a").stdout.decode().split("\n")[1:-1]
    expect(shown == ["  alone      valid", "  variant    0062, disposition blocked"], shown)


def check_negative():
    """idncheck -t refuses every table that must be refused, with a line and a reason"""
    folder = SHARED / "lgr" / "negative-and-odd"
    if not folder.exists():
        print(f"SKIP   {folder} is absent")
        return
    refused = [file for file in sorted(folder.rglob("*.xml")) if run("idncheck", "-q", "-t", file, "a").returncode == 2]
    expect(len(refused) == 26, f"{len(refused)} refused")
    for file in refused:
        ran = run("idncheck", "-t", file, "a")
        expect(re.match(rb"[^\n]+:\d+:\d+: error [A-Z_]+: ", ran.stderr) and not ran.stdout, f"{file}: {ran.stderr[:300]!r}")
        linted = run("idntable", "lint", file)
        expect(linted.returncode == 1 and b": error " in linted.stdout, f"{file}: {linted.returncode}")


main(globals())
