# SPDX-License-Identifier: MIT
"""registered.py BINARIES: idncheck --registered and idntable index, with lists and indexes that are good, bad or forged."""
import json
import os
import pathlib
import struct
import subprocess
import sys
import tempfile

binaries = pathlib.Path(sys.argv[1]).resolve()
faults, checks = [], 0

TABLE = """<lgr xmlns='urn:ietf:params:xml:ns:lgr-1.0'><data>
<range first-cp='0061' last-cp='006D'/><char cp='006E'><var cp='00F1' type='allocatable'/></char>
<char cp='00F1'><var cp='006E' type='allocatable'/></char>
<range first-cp='006F' last-cp='0072'/><char cp='0073'/><char cp='0073 0073'><var cp='00DF' type='blocked'/></char>
<char cp='00DF'><var cp='0073 0073' type='allocatable'/></char>
<char cp='0074'/><char cp='0075'><var cp='00FC' type='own'/></char>
<char cp='00FC'/><range first-cp='0076' last-cp='007A'/></data>
<rules><action disp='secret' any-variant='own'/></rules></lgr>
"""
NAMES = "bess\tR1\nXN--BE-HIA\tR2\njana\tR3\tmore\r\nmu\tR4\nalone\n"
OTHER_TABLE = "<lgr xmlns='urn:ietf:params:xml:ns:lgr-1.0'><data><range first-cp='0061' last-cp='007A'/></data></lgr>"


def check(is_ok, what):
    global checks
    checks += 1
    if not is_ok:
        faults.append(what)


def run(tool, *arguments, stdin=b""):
    done = subprocess.run([binaries / tool, *arguments], input=stdin, capture_output=True, check=False,
                          env={**os.environ, "LC_ALL": "C"})
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def refused(what, wanted, tool, *arguments):
    status, out, err = run(tool, *arguments)
    check(status == 2 and out == "" and wanted in err, f"{what}: status {status}, {out!r}, {err!r}")


# Applied-for name, who applies; exit status, code, standing, name, forward, backward, registrant.
CASES = [
    ("free", None, 0, "ok", "free", "", "", "", ""),
    # Both of bess and be\u{DF} are registered: every reason is told, and the very name weighs most.
    ("bess", "R1", 1, "REGISTERED,VARIANT_HELD", "registered", "bess", "", "", "same"),
    ("alone", "R1", 1, "REGISTERED", "registered", "alone", "", "", "unknown"),
    ("be\u00df", "R1", 1, "REGISTERED,VARIANT_BLOCKED", "registered", "be\u00df", "", "", "other"),
    ("ja\u00f1a", "R3", 0, "ok", "allocatable", "jana", "allocatable", "allocatable", "same"),
    ("ja\u00f1a", "R1", 1, "VARIANT_HELD", "allocatable", "jana", "allocatable", "allocatable", "other"),
    ("ja\u00f1a", None, 1, "VARIANT_HELD", "allocatable", "jana", "allocatable", "allocatable", "unknown"),
    ("xn--jaa-8ma.example", "R3", 0, "ok", "allocatable", "jana", "allocatable", "allocatable", "same"),
    # A disposition of the table's own; and only one direction.
    ("m\u00fc", "R4", 1, "VARIANT_BLOCKED", "blocked", "mu", "secret", "", "same"),
]


def check_cases(table, names, more):
    for name, who, status, code, *columns in CASES:
        who_words = ["--registrant", who] if who else []
        got = run("idncheck", "-t", table, "--registered", names, *more, *who_words, "--tsv", name)
        row = got[1].rstrip("\n").split("\t")
        check(got[0] == status and row[4:] == [code, *columns], f"{names} {name} {who}: {got}")
        # The same, where the line of the input says who applies.
        if more and who:
            got = run("idncheck", "-t", table, "--registered", names, *more, "--tsv", stdin=f"{name}\t{who}\n".encode())
            check(got[0] == status and got[1].rstrip("\n").split("\t")[4:] == [code, *columns], f"{name} TAB {who}: {got}")
        got = json.loads(run("idncheck", "-t", table, "--registered", names, *more, *who_words, "--json", name)[1])
        found = [c for c in got["collisions"] if c["name"] == columns[1]]
        check(got["ok"] == (status == 0) and got["collision_count"] == len(got["collisions"]) and
              (columns[0] == "free" or (found and found[0]["standing"] == columns[0] and found[0]["registrant"] == columns[4]
                                        and "|".join(found[0]["forward"]) == columns[2])), f"JSON of {name}: {got}")


def checksum(data):
    """As the index has it of all bytes behind it."""
    prime, mask = 0x100000001B3, (1 << 64) - 1
    words = struct.unpack(f"={len(data) // 8}Q", data)
    lanes, value = [1, 2, 3, 4], 0xCBF29CE484222325
    for i, word in enumerate(words):
        lane = i % 4 if i < len(words) // 4 * 4 else 0
        lanes[lane] = (lanes[lane] ^ word) * prime & mask
    for lane in lanes:
        value = (value ^ lane ^ lane >> 29) * prime & mask
    return value


def forge(index, at, data):
    """Other bytes at a place, and the right checksum."""
    new = bytearray(index)
    new[at:at + len(data)] = data
    new[16:24] = struct.pack("=Q", checksum(bytes(new[24:])))
    return bytes(new)


HEADER, SIZE, BITS, COUNT, STARTS = 48, 8, 28, 32, 40


def check_hostile(folder, table, index):
    bad = folder / "bad.idx"
    starts = struct.unpack_from("=Q", index, STARTS)[0]
    broken = "no index of this version and byte order, or a damaged one"
    check(forge(index, 0, index[:4]) == index, "the checksum of this test is another")
    hostile = {f"cut to {n} bytes": index[:n] for n in range(4, len(index), 3)}
    hostile |= {f"bit {bit} of byte {at}": index[:at] + bytes([index[at] ^ 1 << bit]) + index[at + 1:]
                for at in range(4, len(index)) for bit in ((at * 3) % 8,)}
    hostile |= {"longer": index + bytes(8), "other byte order": index[3::-1] + index[4:],
                "forged size": forge(index, SIZE, struct.pack("=Q", 1 << 60)),
                "forged count": forge(index, COUNT, struct.pack("=Q", 6)),
                "forged bits": forge(index, BITS, struct.pack("=I", 63)),
                "forged fewer bits": forge(index, BITS, struct.pack("=I", 1)),
                "forged place of the buckets": forge(index, STARTS, struct.pack("=Q", len(index) - 8)),
                "forged place of the buckets, far": forge(index, STARTS, struct.pack("=Q", (1 << 64) - 8)),
                "a label that is not UTF-8": forge(index, HEADER + 8, b"\xff"),
                "an empty label": forge(index, HEADER + 6, b"\0"),
                "a label beyond the end": forge(index, HEADER + 6, b"\xff"),
                "a registrant beyond the end": forge(index, HEADER + 4, b"\xff\xff")}
    hostile |= {f"forged bucket {k} to {value}": forge(index, starts + 8 * k, struct.pack("=Q", value))
                for k in range((len(index) - starts) // 8) for value in (0, 47, 49, starts + 8, len(index), (1 << 64) - 1)}
    for what, data in hostile.items():
        bad.write_bytes(data)
        refused(what, broken, "idncheck", "-t", table, "--registered", bad, "bess")
    bad.unlink()


def check_lists(folder, table, names):
    bad, out = folder / "bad.tsv", folder / "out.idx"
    out.write_bytes(b"old")
    for text, wanted in [(b"good\n\nmore\n", ":2': there is no label"), (b"\tR1\n", ":1': there is no label"),
                         (b"a.b\n", ":1': it must begin with a label"), (b"a\n\xff\n", ":2': the label cannot be decoded"),
                         (b"xn--99999999\n", ":1': the label cannot be decoded"), (b"a" * 64, ":1': the label is too long"),
                         (b"a" * 100000, ":1': the label is too long"),
                         # What would collide with nothing, and be no fault to see: spaces, other separators, other encodings.
                         (b"good \n", ":1': the label has a character"), (b"a\nb,R1\n", ":2': the label has a character"),
                         (b"a\rb\r", ":1': the label has a character"), (b"a\0\n\0", ":1': the label has a character"),
                         (b"<html>\n", ":1': the label has a character"), (b"# names\n", ":1': the label has a character"),
                         ("B\u00dcCHER\n".encode(), ":1': the label is not written as it is registered"),
                         ("a\n\ufeffb\n".encode(), ":2': the label is not written as it is registered"),
                         ("\u2764\ufe0f\n".encode(), ":1': the label is not written as it is registered"),
                         ("a\nbu\u0308cher\n".encode(), ":2': the label is not in Unicode Normalization Form C"),
                         (b"a\t" + b"r" * 1025, ":1': the registrant is too long")]:
        bad.write_bytes(text)
        refused(f"list {text[:20]!r}", wanted, "idncheck", "-t", table, "--registered", bad, "--field", "2", "bess")
        refused(f"index of {text[:20]!r}", wanted, "idntable", "index", "-t", table, "--field", "2", "-o", out, bad)
        check(out.read_bytes() == b"old", f"index of {text[:20]!r}: the old index was touched")
    out.unlink()
    # A byte order mark is none of the label; what a table or IDNA would not have today may be registered, and what is an A-label.
    for text, label in ((b"\xef\xbb\xbfbess\n", "bess"), ("a_b\n\u2764\nxn--bcher-vod\nbu\u00df\n".encode(), "bu\u00df")):
        bad.write_bytes(text)
        row = run("idncheck", "-t", table, "--registered", bad, "--tsv", label)[1].split("\t")
        check(row[5:7] == ["registered", label], f"list {text!r}: {row}")
    bad.unlink()
    (folder / "empty").write_bytes(b"")
    check(run("idncheck", "-t", table, "--registered", folder / "empty", "bess")[0] == 0, "an empty list")
    check(run("idntable", "index", "-t", table, "-o", out, folder / "empty")[0] == 0 and
          run("idncheck", "-t", table, "--registered", out, "bess")[0] == 0, "the index of an empty list")
    refused("no such list", "cannot open", "idncheck", "-t", table, "--registered", folder / "none", "bess")
    refused("a folder", "cannot read", "idncheck", "-t", table, "--registered", folder, "bess")
    refused("no table", "need one table", "idncheck", "--registered", folder / "empty", "bess")
    refused("two tables", "compare names under one table", "idncheck", "-t", table, "-t", folder / "other.xml", "--registered", folder / "empty", "a")
    refused("--field alone", "are for --registered", "idncheck", "-t", table, "--field", "2", "a")
    refused("--field 1", "--field", "idncheck", "-t", table, "--registered", folder / "empty", "--field", "1", "a")
    refused("--pair", "cannot go together", "idncheck", "-t", table, "--registered", folder / "empty", "--field", "2", "--pair", "a")
    refused("to a device", "it is no file", "idntable", "index", "-t", table, "-o", "/dev/null", folder / "empty")
    (folder / "link").symlink_to(names)
    for output in (names, folder / "link"):
        refused("in place of the names", "would take the place", "idntable", "index", "-t", table, "-o", output, names)
    check(names.read_bytes() == NAMES.encode(), "the names were overwritten")
    (folder / "current.idx").symlink_to(out)
    check(run("idntable", "index", "-t", table, "-o", folder / "current.idx", names) == (0, "", "") and (folder / "current.idx").is_symlink() and
          run("idncheck", "-t", table, "--registered", out, "bess")[0] == 1, "an index behind a symbolic link")
    refused("to no folder", "cannot write", "idntable", "index", "-t", table, "-o", folder / "none/x", folder / "empty")


def check_undecided(folder):
    """Where the exact test has no answer, that to another name does not stand for it."""
    table, names = folder / "endless.xml", folder / "endless"
    table.write_text("<lgr xmlns='urn:ietf:params:xml:ns:lgr-1.0'><data>" + "".join(
        f"<char cp='{' '.join(['0061'] * n)}'>" + "".join(f"<var type='t{m}' cp='{' '.join(['0061'] * m)}'/>" for m in range(1, 64)) + "</char>"
        for n in range(1, 64)) + "</data></lgr>")
    names.write_text("a" * 60 + "\n" + "a" * 59 + "\n")
    got = json.loads(run("idncheck", "-t", table, "--registered", names, "--json", "a" * 60)[1])
    check([c["standing"] for c in got["collisions"]] == ["registered", "undecided"] and
          [f["code"] for f in got["findings"]] == ["REGISTERED", "VARIANT_BLOCKED"], f"undecided: {got}")


def check_many(folder, table):
    """More collisions than are kept, the worst one last; and many names, each found again."""
    names = folder / "many"
    letters = ["".join("n\u00f1"[i >> k & 1] for k in range(5)) for i in range(32)]
    names.write_text("".join(f"{name}\tR1\n" for name in letters), encoding="utf-8")
    got = json.loads(run("idncheck", "-t", table, "--registered", names, "--field", "2", "--json", f"{letters[31]}")[1])
    check(got["collision_count"] == 32 and len(got["collisions"]) in (16, 17) and
          "registered" in [c["standing"] for c in got["collisions"]], f"32 collisions: {got}")
    # The one that keeps the name out is told, wherever it stands.
    names.write_text("".join(f"{name}\u00df\n" for name in letters[1:]) + letters[0] + "ss\n", encoding="utf-8")
    got = json.loads(run("idncheck", "-t", table, "--registered", names, "--format=rdap", letters[0] + "\u00df")[1])
    check([v["relation"] for v in got["variants"]] == [["registered", "registration restricted"]] * 16 + [["registered"]] and
          got["variants"][16]["variantNames"] == [{"ldhName": "nnnnnss"}], f"32 collisions in RDAP: {got}")
    labels = [chr(97 + i % 13) + chr(97 + i // 13 % 13) + chr(97 + i // 169 % 13) + chr(97 + i // 2197) for i in range(20000)]
    names.write_text("\n".join(labels), encoding="ascii")
    check(run("idntable", "index", "-t", table, "-o", folder / "many.idx", names)[0] == 0, "20,000 names")
    out = run("idncheck", "-t", table, "--registered", folder / "many.idx", "--tsv", "-f", names)[1].splitlines()
    check(len(out) == len(labels) and all(row.split("\t")[4:7] == ["REGISTERED", "registered", label]
                                          for row, label in zip(out, labels)), "20,000 names are not all found")


with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    table, names, index = folder / "table.xml", folder / "names.tsv", folder / "names.idx"
    table.write_text(TABLE)
    names.write_text(NAMES)
    (folder / "other.xml").write_text(OTHER_TABLE)
    check(run("idntable", "index", "-t", table, "-o", index, "--field", "2", names) == (0, "", ""), "the index")
    check_cases(table, names, ["--field", "2"])
    check_cases(table, index, [])
    check_cases(table, index, ["--field", "2"])
    check(run("idncheck", "-t", table, "--registered", "-", "--tsv", "bess", stdin=NAMES.encode())[1].split("\t")[5] ==
          "registered", "a list from standard input")
    check(run("idntable", "index", "-t", table, "-o", folder / "again.idx", "--field", "2", "-", stdin=NAMES.encode())[0] == 0 and
          (folder / "again.idx").read_bytes() == index.read_bytes(), "an index from standard input is another")
    refused("another table", "made with another table", "idncheck", "-t", folder / "other.xml", "--registered", index, "bess")
    check_hostile(folder, table, index.read_bytes())
    check_lists(folder, table, names)
    check_many(folder, table)
    check_undecided(folder)
    left = [p.name for p in folder.iterdir() if ".idx." in p.name]
    check(not left, f"left behind: {left}")

print("\n".join(faults[:20]) if faults else f"{checks} checks, no fault")
sys.exit(1 if faults or checks < 200 else 0)
