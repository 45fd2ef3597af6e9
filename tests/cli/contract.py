# SPDX-License-Identifier: MIT
"""contract.py BINARIES SHARED: what holds for every run: one record each, in order, at once, in all forms."""
import json
import os
import pathlib
import pty
import random
import re
import select
import subprocess
import sys

from checks import BINARIES, ENVIRONMENT, TOOLS, answer, expect, main, path, run

UNICODE = pathlib.Path(sys.argv[2]) / "unicode" / "18.0.0" / "ucd"
FORMS = (["--tsv"], ["--json"], [], ["--escapes", "--summary"])
MEMBERS = "input ok ascii unicode profile table disposition index findings".split()
FINDING = set("code severity label byte length cp rule text".split())
SAMPLES = ["example.org", "b\u00fccher.example", "I\u2665NY", "xn--bcher-kva.example", "a..b", "\u00dc.com",
           "\u65e5\u672c.\u4f8b\u3048", "\u0645\u062b\u0627\u0644", "\u05d0a1.foo", "a\u200db", "\u00b7",
           "e\u0301", "a\\u{D800}b", "\\u{FC}_", "a.b.", "x_y", "-a", "xn--99999999", "", "a\tb", "x" * 300,
           "_" * 100]


def names(count):
    """A mixed file of names, some of them of bytes that are nothing in particular."""
    rows = random.Random(18).choices([name.encode() for name in SAMPLES] + [b"a\xffb", b"\xc3", b"y" * 5000], k=count)
    return b"".join(row + b"\n" for row in rows)


def check_threads():
    """4 threads and 1 thread print the same bytes, for 50,000 names"""
    stdin = names(50_000)
    for tool, arguments in [(tool, form) for tool in TOOLS for form in FORMS]:
        one, four = run(tool, *arguments, stdin=stdin), run(tool, "-j4", *arguments, stdin=stdin)
        expect(one.stdout == four.stdout, f"{tool} {arguments}: stdout")
        expect(one.stderr == four.stderr, f"{tool} {arguments}: stderr")
        expect(one.returncode == four.returncode == 1, f"{tool} {arguments}: status")
        if arguments in (["--tsv"], ["--json"]):
            expect(one.stdout.count(b"\n") == 50_000, f"{tool} {arguments}: {one.stdout.count(10)} records")


def check_coprocess():
    """a program that asks and waits gets its answer, with the line feed, before it asks again"""
    for tool in TOOLS:
        for jobs in ("1", "4"):
            with subprocess.Popen([path(tool), "--tsv", "-j", jobs], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                  env=ENVIRONMENT, bufsize=0) as process:
                for question in (b"a.example\n", b"b_\nc\n", b"x" * 100_000 + b"\n", b"d\n"):
                    process.stdin.write(question)
                    for _ in range(question.count(b"\n")):
                        if not answer(process).endswith(b"\n"):
                            expect(False, f"{tool} -j{jobs}: no answer to {question[:20]!r}")
                            return
                process.stdin.write(b"half")
                ready, _, _ = select.select([process.stdout], [], [], 0)
                expect(not ready, "half a line has no answer yet")
                process.stdin.close()
                expect(process.stdout.read().count(b"\n") == 1, f"{tool} -j{jobs}: the last line")


def check_json():
    """--json says what --tsv says, and every finding lies inside the line"""
    stdin = names(2000)
    lines = stdin.split(b"\n")[:-1]
    for arguments in ([], ["--escapes"], ["-p", "whatwg"], ["-p", "uts46"]):
        table = run("idncheck", "--tsv", *arguments, stdin=stdin).stdout.decode().split("\n")[:-1]
        texts = run("idncheck", "--json", *arguments, stdin=stdin).stdout.split(b"\n")[:-1]
        objects = [json.loads(text) for text in texts]
        expect(len(table) == len(objects) == len(lines), f"{arguments}: records")
        for line, row, o in zip(lines, table, objects):
            verdict, _, ascii_form, unicode_form, codes = row.split("\t")
            expect([key for key in o if key != "input_hex"] == MEMBERS, o)
            errors = [f["code"] for f in o["findings"] if f["severity"] == "error"]
            expect((verdict == "ok") == o["ok"] == (not errors), row)
            expect((o["ascii"] or "", o["unicode"] or "") == (ascii_form, unicode_form), row)
            expect(codes == (",".join(dict.fromkeys(errors)) or "ok"), f"{row}: {errors}")
            if len(line) <= 4096:
                expect(o["input"] == line.decode("utf-8", "replace") or "input_hex" in o, row)
                expect(bytes.fromhex(o["input_hex"]) == line if "input_hex" in o else True, row)
            for f in o["findings"]:
                expect(f["byte"] + f["length"] <= len(line), f"{line!r}: {f}")
                expect(FINDING <= set(f) <= FINDING | {"decoded"}, f)


def check_options():
    """help, man page and completion know the same options, and each is accepted"""
    for tool in TOOLS:
        text = run(tool, "--help").stdout.decode()
        man = run(tool, "--help=man").stdout.decode().replace("\\-", "-")
        bash = run(tool, "--help=bash").stdout.decode()
        of_text = re.findall(r"^  (?:-(\w), |    )--([\w-]+)", text, re.M)
        of_man = re.findall(r"^\.TP\n(?:\\fB-(\w)\\fR, )?\\fB--([\w-]+)", man, re.M)
        words = re.search(r"\*\) .*compgen -W '([^']*)'", bash)[1].replace("=", "").split()
        expect(of_text == of_man and len(of_text) > 15, f"{tool}: {of_text} {of_man}")
        expect(words == [w for letter, name in of_text for w in (f"-{letter}", f"--{name}") if w != "-"], words)
        for _, name in of_text:
            ran = run(tool, f"--{name}")
            expect(b"no option" not in ran.stderr, f"{tool} --{name}: {ran.stderr!r}")
        for section in "NAME,SYNOPSIS,DESCRIPTION,OPTIONS,ESCAPES,EXIT STATUS,EXAMPLES,SEE ALSO".split(","):
            expect(f"\n.SH {section}\n" in man, f"{tool}: no section {section}")
        for member in (MEMBERS + sorted(FINDING) + ["input_hex", "decoded"] if tool == "idncheck" else []):
            expect(re.search(rf"^ {member}  ", man, re.M), f"the man page says nothing of the member {member}")
        built = pathlib.Path(BINARIES)
        for form, name in (("man", f"{tool}.1"), ("bash", f"{tool}.bash")):
            if (built / name).exists():
                fresh = run(tool, f"--help={form}").stdout
                expect((built / name).read_bytes() == fresh, f"{name} is stale; run ninja")


def complete(tool, *words):
    """What the completion offers for the last word of a command line."""
    script = (f'source <({path(tool)} --help=bash); compopt() {{ :; }}; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); '
              f'_{tool} {tool} "${{@: -1}}" "${{@: -2:1}}"; printf "%s\\n" "${{COMPREPLY[@]}}"')
    ran = subprocess.run(["bash", "-c", script, "bash", tool, *words], capture_output=True, text=True, check=False)
    return ran.stdout.split(), ran.stderr


def check_completion():
    """the completion completes names of options, and their values"""
    for words, wanted in ((["--pro"], ["--profile="]), (["-p", "reg"], ["registration"]),
                          (["--profile", "=", "look"], ["lookup"]), (["--color", "="], ["auto", "always", "never"]),
                          (["--explain", "BIDI4"], ["BIDI4"]), (["x"], []), (["-f", "/dev/nul"], ["/dev/null"])):
        expect(complete("idncheck", *words) == (wanted, ""), f"{words}: {complete('idncheck', *words)}")
    # A table is a file, or one that is built in; only idncheck chooses among these.
    for tool, words in (("idncheck", ["auto"]), ("idntable", [])):
        listed = [line.split("\t")[0] for line in run("idntable", "list", "--tsv").stdout.decode().splitlines()]
        offered, said = complete(tool, "-t", "")
        expect(set(offered) >= {*listed, *words, *os.listdir()} and not said, f"{tool} -t: {offered} {said}")
        expect(complete(tool, "-t", "aut")[0] == words, f"{tool} -t aut")
    versions, _ = complete("idncheck", "--unicode-version", "=")
    expect(len(versions) > 10 and versions[-1] == "18.0", versions)
    for version in versions:
        expect(run("idncheck", "--unicode-version", version, "a").returncode == 0, f"Unicode {version}")


def check_completion_of_codes():
    """--explain is completed to every code that it explains, once, those of tables too where a tool reads tables"""
    headers = [pathlib.Path(__file__, "../../../lib/include/idncheck", name).resolve().read_text("ascii")
               for name in ("codes.h", "table_codes.h")]
    names, of_tables = ({("E_" if kind == "E" else "") + name for kind, name in re.findall(r"X\(([EV]), (\w+), -?\d+,", text)}
                        for text in headers)
    expect(len(names) > 30 and len(of_tables) > 50, f"{len(names)} and {len(of_tables)} codes in the headers")
    for tool, wanted in (("idncheck", names | of_tables), ("idnconvert", names), ("idntable", names | of_tables)):
        offered, said = complete(tool, "--explain", "=")
        expect(sorted(offered) == sorted(wanted | {"OK"}) and not said, f"{tool}: {set(offered) ^ (wanted | {'OK'})} {said}")
    for name in sorted(of_tables):
        ran = run("idncheck", "--explain", name)
        expect(ran.returncode == 0 and ran.stdout.startswith(f"{name} (".encode()), f"{name}: {ran}")
    expect(run("idncheck", "--explain", "DISALLOWED").stdout.count(b"DISALLOWED (") == 1, "the code of names, where both have it")
    expect(b"did you mean RULE_UNUSED?" in run("idncheck", "--explain", "RULE_UNUSD").stderr, "a guess")


def check_codes():
    """every code of --list-codes is explained, by name and by status; the list is the one of the header"""
    table = [row.split("\t") for row in run("idncheck", "--list-codes").stdout.decode().split("\n")[:-1]]
    header = pathlib.Path(__file__, "../../../lib/include/idncheck/codes.h").resolve().read_text("ascii")
    known = {(name, number) for name, number in re.findall(r"X\(V, (\w+), (\d+),", header)}
    expect(len(known) > 30 and known <= {(row[0], row[1]) for row in table}, "codes of the header")
    for name, number, uts46, clause, sentence in table:
        queries = {name, name.lower(), f"IDNC_V_{name}" if int(number) > 0 else name, uts46 or name}
        for query in sorted(queries):
            ran = run("idncheck", "--explain", query)
            expect(ran.returncode == 0 and f"{name} ({number})".encode() in ran.stdout, f"{query}: {ran}")
            flat = " ".join(ran.stdout.decode().split())
            expect(clause in flat and sentence in flat, f"{query}: {flat}")


def in_terminal(*arguments, env):
    """Run a tool whose stdout and stderr are a terminal; what the terminal gets."""
    parent, child = pty.openpty()
    ran = subprocess.Popen([path("idncheck"), *arguments], stdin=subprocess.DEVNULL, stdout=child, stderr=child,
                           env=env)
    os.close(child)
    data = b""
    while True:
        try:
            more = os.read(parent, 65536)
        except OSError:
            break
        if not more:
            break
        data += more
    os.close(parent)
    return ran.wait(), data.replace(b"\r\n", b"\n")


def check_terminal():
    """nothing but colour depends on a terminal; NO_COLOR and --color=never take it away"""
    for arguments in (["example.org", "a_b"], ["--tsv", "a_b"], ["--json", "a_b"]):
        plain = run("idncheck", *arguments)
        colourful = in_terminal(*arguments, env=ENVIRONMENT)
        expect((b"\033[" in colourful[1]) == (arguments[0][0] != "-"), f"{arguments}: colour on a terminal")
        for more, env in (([], {**ENVIRONMENT, "NO_COLOR": "1"}), (["--color=never"], ENVIRONMENT)):
            expect(in_terminal(*arguments, *more, env=env) == (plain.returncode, plain.stdout), f"{arguments} {more}")
        turkish = run("idncheck", *arguments, env={**ENVIRONMENT, "LC_ALL": "tr_TR.UTF-8"})
        expect(turkish.stdout == plain.stdout, "locale")


def assigned_and_shown():
    """Per code point whether text may show it, read from the Unicode files."""
    shown = bytearray(0x110000)
    ranges = re.compile(r"^([0-9A-F]+)(?:\.\.([0-9A-F]+))?\s*;\s*(\w+)", re.M)
    for first, last, value in ranges.findall((UNICODE / "extracted/DerivedGeneralCategory.txt").read_text("utf-8")):
        visible = value not in ("Cc", "Cn", "Co", "Cs", "Zl", "Zp") and (value != "Zs" or first == "0020")
        for cp in range(int(first, 16), int(last or first, 16) + 1):
            shown[cp] = visible
    for first, last, value in ranges.findall((UNICODE / "DerivedCoreProperties.txt").read_text("utf-8")):
        if value == "Default_Ignorable_Code_Point":
            for cp in range(int(first, 16), int(last or first, 16) + 1):
                shown[cp] = False
    return shown


def check_invisible():
    """text shows no code point that is invisible, and every other one"""
    if not (UNICODE / "DerivedCoreProperties.txt").exists():
        print(f"SKIP   {UNICODE / 'DerivedCoreProperties.txt'} is absent")
        return
    shown = assigned_and_shown()
    # Format characters without a shape of their own, the blank of Braille, the backslash: beside the properties.
    for cp in (*range(0xFFF9, 0xFFFC), *range(0x13430, 0x13440), 0x2800, 0x5C):
        shown[cp] = False
    cps = [cp for cp in range(1, 0x110000) if not 0xD800 <= cp < 0xE000]
    # The low line makes all of them names that are rejected, and so are kept.
    ran = run("idnconvert", "-0", "--keep-on-error", "-p", "registration", stderr=subprocess.DEVNULL,
              stdin="".join(f"{chr(cp)}_\0" for cp in cps).encode())
    lines = ran.stdout.decode().split("\n")[:-1]
    expect(len(lines) == len(cps), f"{len(lines)} lines of {len(cps)}")
    wrong = [f"{cp:04X}" for cp, line in zip(cps, lines)
             if line != (f"{chr(cp)}_" if shown[cp] else f"\\u{{{cp:X}}}_")]
    expect(not wrong, f"{len(wrong)} code points, such as {wrong[:20]}")


main(globals())
