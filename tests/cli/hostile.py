# SPDX-License-Identifier: MIT
"""hostile.py BINARIES: bad input, bad files, bad outputs.  Nothing is lost, nothing crashes, nothing grows."""
import os
import re
import signal
import subprocess
import tempfile

from checks import ENVIRONMENT, TOOLS, answer, expect, main, path, run

# Ill-formed UTF-8: each row is one kind.  Unicode, 3.9, table 3-7
ILL_FORMED = [
    b"\x80", b"\xbf", b"\x80\x80",                    # continuation alone
    b"\xc0\x80", b"\xc1\xbf", b"\xc0",                # overlong, two bytes
    b"\xe0\x80\x80", b"\xe0\x9f\xbf",                 # overlong, three bytes
    b"\xf0\x80\x80\x80", b"\xf0\x8f\xbf\xbf",         # overlong, four bytes
    b"\xed\xa0\x80", b"\xed\xbf\xbf",                 # surrogates
    b"\xf4\x90\x80\x80", b"\xf5\x80\x80\x80",         # above 10FFFF
    b"\xf8\x88\x80\x80\x80", b"\xfc", b"\xfe", b"\xff",
    b"\xc3", b"\xe2\x82", b"\xe2", b"\xf0\x9f\x98", b"\xf0\x9f", b"\xf0",  # cut short
    b"\xc3\x28", b"\xe2\x28\xa1", b"\xe2\x82\x28", b"\xf0\x28\x8c\xbc",    # cut by another character
]
OVER_LONG = "NAME_TOO_LONG"


def rows(ran):
    """The TSV rows of an answer."""
    expect(ran.stdout == b"" or ran.stdout.endswith(b"\n"), "output ends in a line feed")
    return [line.split(b"\t") for line in ran.stdout.split(b"\n")[:-1]]


def check_ill_formed_utf8():
    """invalid UTF-8 of every kind is a finding, and the line after it is judged"""
    for tool, columns in (("idncheck", 5), ("idnconvert", 3)):
        names = [b"a" + bad + b"b" for bad in ILL_FORMED] + ILL_FORMED
        ran = run(tool, "--tsv", stdin=b"".join(name + b"\nok.example\n" for name in names))
        got = rows(ran)
        expect(len(got) == 2 * len(names) and ran.returncode == 1, f"{tool}: {len(got)} rows, {ran.returncode}")
        for name, bad, good in zip(names, got[::2], got[1::2]):
            expect(len(bad) == len(good) == columns, f"{tool}: columns of {name!r}")
            expect(b"UTF8" in bad[-1].split(b","), f"{tool}: {name!r} is {bad[-1]!r}")
            expect(good[-1] == b"ok", f"{tool}: the line after {name!r}")
            shown = re.sub(rb"\\x\{([0-9A-F]{2})\}", lambda m: bytes([int(m[1], 16)]), bad[-3 if columns == 3 else 1])
            expect(shown == name, f"{tool}: {name!r} is shown as {bad!r}")


def check_nul():
    """NUL is a character like others: refused, and the rest of the line is not lost"""
    got = rows(run("idncheck", "--tsv", stdin=b"a\0b\n\0\nc\n"))
    expect([row[:2] for row in got] == [[b"reject", b"a\\u{0}b"], [b"reject", b"\\u{0}"], [b"ok", b"c"]], got)


def check_long_lines():
    """a name of more than 4,096 bytes is refused, echoed by its first 64 bytes, and the next is judged"""
    for length in (4096, 4097, 65535, 65536, 131071, 131072, 131073, 1 << 20):
        for end in (b"\n", b"\r\n"):
            got = rows(run("idncheck", "--tsv", stdin=b"x" * length + end + b"next\n"))
            expect(len(got) == 2 and got[1][1] == b"next", f"{length}: {len(got)} rows")
            echo = b"x" * 64 + b"\\u{2026}" if length > 4096 else b"x" * length
            expect(got[0][1] == echo, f"{length} {end!r}: echo {got[0][1][:80]!r}")
            expect(OVER_LONG.encode() in got[0][4], f"{length}: {got[0][4]!r}")
            expect((got[0][4] == OVER_LONG.encode()) == (length > 4096), f"{length}: {got[0][4]!r}")
    for shift in range(4):
        name = b"x" * shift + "\u00fc\u3042\U00020000".encode() * 2000
        for stdin in (name, name + b"\n"):
            echo = rows(run("idncheck", "--tsv", stdin=stdin))[0][1].decode("utf-8")
            expect(name.decode().startswith(echo.replace("\\u{2026}", "")) and 60 < len(echo.encode()) - 8 <= 64,
                   f"the echo is cut between characters: {echo!r}")
    ran = run("idncheck", "--tsv", "x" * 5000, "y")
    expect([row[0] for row in rows(ran)] == [b"reject", b"ok"], "an over-long argument")


def check_xn_labels():
    """10 MiB of xn-- labels, in lines and in one line"""
    line = b".".join([b"xn--"] * 800) + b"\n"
    stdin = line * (10 * 1024 * 1024 // len(line) + 1)
    for jobs in ("1", "4"):
        ran = run("idncheck", "--tsv", "-j", jobs, stdin=stdin)
        expect(len(rows(ran)) == stdin.count(b"\n") and ran.returncode == 1, f"-j {jobs}: {len(rows(ran))} rows")
    got = rows(run("idnconvert", "--tsv", stdin=b"xn--." * (2 * 1024 * 1024) + b"\nlast"))
    expect([row[2] for row in got] == [OVER_LONG.encode(), b"ok"], got)


def check_many_labels():
    """a domain of 100,000 labels"""
    for tool in TOOLS:
        got = rows(run(tool, "--tsv", stdin=b"a." * 99_999 + b"a\nnext\n"))
        expect(len(got) == 2 and got[0][-1] == OVER_LONG.encode() and got[1][-1] == b"ok", f"{tool}: {got}")


def check_all_findings():
    """a name with thousands of findings loses none of them"""
    line = b"_" * 1000 + b"." * 3000
    for before in (b"", b"_\n", b"_\n" + b"_" * 100 + b"\n"):
        ran = run("idncheck", "--json", stdin=before + line + b"\n")
        expect(ran.stdout.count(b'"code":"NOT_LDH"') == before.count(b"_") + 1000, "1000 NOT_LDH")
        expect(ran.stdout.count(b'"code":"LABEL_EMPTY"') == 2999, "2999 LABEL_EMPTY, and the root")
    ran = run("idnconvert", stdin=line + b"\n")
    expect(ran.stderr.count(b"\n") >= 3999 and ran.stdout == b"\n", "messages of idnconvert")


def check_empty_input():
    """no input: no output, status 0; an empty line is an empty name"""
    for tool in TOOLS:
        for form in ("--tsv", "--json", "--color=never"):
            ran = run(tool, form)
            expect((ran.stdout, ran.stderr, ran.returncode) == (b"", b"", 0), f"{tool} {form}: {ran}")
        ran = run(tool, "--tsv", stdin=b"\n")
        expect(len(rows(ran)) == 1 and ran.returncode == 1, f"{tool}: an empty line")
        ran = run(tool, "--tsv", stdin=b"\n" * 10_000)
        expect(len(rows(ran)) == 10_000, f"{tool}: {len(rows(ran))} of 10,000 empty lines")


def check_failed_writes():
    """a full disk and a closed stdout are errors: status 2 and a message"""
    for tool in TOOLS:
        for arguments in (["a"], ["--tsv", "a"], ["--json", "a"], ["--help"], ["--list-codes"], ["--version"]):
            with open("/dev/full", "wb") as full:
                ran = run(tool, *arguments, stdout=full)
            expect(ran.returncode == 2 and b"No space left" in ran.stderr, f"{tool} {arguments}: full: {ran}")
            ran = subprocess.run(["sh", "-c", 'exec "$0" "$@" >&-', path(tool), *arguments], env=ENVIRONMENT,
                                 stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
            expect(ran.returncode == 2 and ran.stderr.count(b"\n") == 1, f"{tool} {arguments}: closed: {ran}")
        with open("/dev/full", "wb") as full:
            ran = run(tool, "-j4", "--tsv", stdin=b"example.org\n" * 200_000, stdout=full)
            expect(ran.returncode == 2 and ran.stderr.count(b"\n") == 1, f"{tool}: full, 4 threads: {ran}")
            expect(run("idnconvert", "a..b", stderr=full).returncode == 2, "a lost message is an error too")


def check_closed_descriptors():
    """a file of -f never takes the place of a closed descriptor"""
    with tempfile.NamedTemporaryFile() as file:
        file.write(b"kept.example\n")
        file.flush()
        for closed, status in (("<&-", 0), (">&-", 2), ("2>&-", 0)):
            ran = subprocess.run(["sh", "-c", f'exec "$0" "$@" {closed}', path("idncheck"), "-f", file.name],
                                 env=ENVIRONMENT, capture_output=True, check=False)
            expect(ran.returncode == status, f"{closed}: {ran}")
        with open(file.name, "rb") as again:
            expect(again.read() == b"kept.example\n", "the file is as it was")
        for files in ("", f"-f {file.name} -f -"):
            ran = subprocess.run(["sh", "-c", f'exec "$0" {files} <&-', path("idncheck")], env=ENVIRONMENT,
                                 capture_output=True, check=False)
            expect(ran.returncode == 2 and b"cannot read '-'" in ran.stderr, f"closed stdin: {ran}")


def check_closed_pipe():
    """a reader that has enough ends the program silently"""
    for trap, jobs, status in (("", "1", -signal.SIGPIPE), ("", "4", -signal.SIGPIPE), ("trap '' PIPE; ", "1", 2)):
        with subprocess.Popen(["sh", "-c", trap + 'exec "$0" "$@"', path("idncheck"), "--tsv", "-j", jobs],
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              env=ENVIRONMENT) as process:
            process.stdout.close()
            try:
                process.stdin.write(b"example.org\n" * 500_000)
                process.stdin.close()
            except BrokenPipeError:
                pass
            expect(process.stderr.read() == b"", "a closed pipe: no word")
            expect(process.wait() == status, f"a closed pipe: {process.returncode}")


def check_bad_files():
    """files that cannot be read are messages and status 2; the others are judged"""
    with tempfile.TemporaryDirectory() as folder:
        good, lost = os.path.join(folder, "good"), os.path.join(folder, "lost")
        with open(good, "wb") as file:
            file.write(b"in.example\n_\nlast")
        for jobs in ("-j1", "-j4"):
            ran = run("idncheck", "--tsv", jobs, "-f", lost, "-f", good, "-f", folder, "--file", good, "arg.example")
            names = [row[1] for row in rows(ran)]
            expect(names == [b"arg.example"] + [b"in.example", b"_", b"last"] * 2, f"{jobs}: {names}")
            expect(ran.returncode == 2, f"{jobs}: status {ran.returncode}")
            expect(re.fullmatch(rb"idncheck: error: cannot open '[^']*/lost': No such file or directory\n"
                                rb"idncheck: error: cannot read '[^']*': Is a directory\n", ran.stderr), ran.stderr)
        if os.geteuid() != 0:
            os.chmod(good, 0)
            ran = run("idncheck", "-f", good, "a")
            expect(ran.returncode == 2 and b"Permission denied" in ran.stderr, ran)
    ran = run("idncheck", "--tsv", "-f", "/proc/self/mem", "-f", "-", stdin=b"in.example\n")
    if os.path.exists("/proc/self/mem"):
        expect(ran.returncode == 2 and b"Input/output error" in ran.stderr and len(rows(ran)) == 1, f"EIO: {ran}")


RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufffd]")


def is_clean(data):
    """Whether nothing in it commands a terminal: U+FFFD stands for what is not UTF-8."""
    return not RAW.search(data.decode("utf-8", "replace"))


def check_no_raw_commands():
    """nothing that commands a terminal comes out raw: from names, file names, arguments"""
    evil = (b"a\x1b[31mb\x07\x08\x7f\x9b\xff\r\v\f\\" +
            "\u0085\u009b\u061c\u200e\u200f\u2028\u2029\u202a\u202e\u2066\u2069".encode())
    names = b"\n".join([evil, evil + b".example", evil * 200, b"xn--" + evil, b"\0" + evil])
    with tempfile.TemporaryDirectory() as folder:
        file = os.path.join(folder.encode(), evil)
        with open(file, "wb") as out:
            out.write(names)
        ran = run("idnconvert", "-f", file)
        expect(ran.stderr.count(b"\n") > 5 and is_clean(ran.stderr), f"{ran.stderr[:300]!r}")
    for tool in TOOLS:
        for arguments in ([], ["--tsv"], ["--json"], ["--escapes"], ["--escapes", "--tsv"], ["-u", "--keep-on-error"],
                          ["--pair"], ["-f", evil], ["-p", evil], ["--" + evil.decode("utf-8", "surrogateescape")],
                          [b"-" + evil], ["--explain", evil], ["-j", evil], ["--color", evil], [evil], ["--summary"]):
            ran = run(tool, *arguments, stdin=names)
            for what in (ran.stdout, ran.stderr):
                expect(is_clean(what), f"{tool} {arguments}: {what[:300]!r}")
                expect("--tsv" in arguments or b"\t" not in what, f"{tool} {arguments}: a raw tab")


def peak_kb(process):
    with open(f"/proc/{process.pid}/status", encoding="ascii") as status:
        return int(re.search(r"VmHWM:\s+(\d+) kB", status.read())[1])


def check_memory():
    """a line of 300 MB costs no memory"""
    with subprocess.Popen([path("idncheck"), "--tsv"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                          env=ENVIRONMENT, bufsize=0) as process:
        process.stdin.write(b"b\xc3\xbccher.example\n")
        expect(answer(process) != b"", "an answer to the first line")
        before = peak_kb(process)
        for _ in range(300):
            process.stdin.write(b"x" * 1_000_000)
        process.stdin.write(b"\na.example\n")
        answers = answer(process) + answer(process)
        expect(answers.startswith(b"reject\t" + b"x" * 64 + b"\\u{2026}\t\t\tNAME_TOO_LONG\nok"), answers[:200])
        peak = peak_kb(process)
        expect(peak < 32 * 1024 and peak - before < 4 * 1024, f"peak {before}, then {peak} kB")
        process.stdin.close()
        expect(process.stdout.read() == b"" and process.wait() == 1, "the end")
        print(f"       peak {peak} kB")


main(globals())
