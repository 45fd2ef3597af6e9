# SPDX-License-Identifier: MIT
"""run_sessions.py [--print|--must-fail] BINARIES FILE...: run command lines, and compare all that they say.

A session is a paragraph of lines, each with a mark in front:

    # a comment
    $ a command line: environment settings, a tool, arguments quoted as in a shell
    < a line of its standard input
    > a line of its standard output, exactly
    ! a line of its standard error, exactly
    ? its exit status, 0 when there is no such line

A hyphen behind the mark (<- text): a last line without a line feed.  %HH is a byte, %25 the percent
sign.  With --print the sessions are written out as they went, so that a new one can be pasted once it
was compared with the standard.  With --must-fail every session must differ.
"""
import os
import pathlib
import re
import shlex
import subprocess
import sys
import urllib.parse

MARKS = "#$<>!?"


class Session:
    def __init__(self, name, line, command):
        self.name, self.line, self.command = name, line, command
        self.comments, self.stdin, self.stdout, self.stderr, self.status = [], b"", b"", b"", 0

    def run(self, binaries):
        words = [urllib.parse.unquote_to_bytes(word) for word in shlex.split(self.command)]
        settings = {key: value for key, value in os.environ.items() if key.endswith("SAN_OPTIONS")}
        while re.match(rb"[A-Z_]+=", words[0]):
            key, value = words.pop(0).split(b"=", 1)
            settings[key.decode()] = value.decode()
        program = os.path.join(binaries, words[0].decode())
        return subprocess.run([program, *words[1:]], input=self.stdin, capture_output=True, timeout=60,
                              env={"PATH": os.environ["PATH"], "LC_ALL": "C", **settings}, check=False)


def decode(text):
    return urllib.parse.unquote_to_bytes(text)


def encode(data):
    """Printable ASCII and TAB as they are, all else as %HH; a space at the end too."""
    text = "".join(chr(b) if 32 <= b < 127 and b != 37 or b == 9 else f"%{b:02X}" for b in data)
    return re.sub(r"[ \t]+$", lambda m: "".join(f"%{ord(c):02X}" for c in m[0]), text)


def read(path):
    sessions, comments = [], []
    for number, line in enumerate(path.read_text("ascii").split("\n"), 1):
        if not line:
            if comments:
                comments.append("")
            continue
        mark, last, text = line[0], line[1:2] == "-", line[2:] if line[1:2] != "-" else line[3:]
        if mark not in MARKS or line[1:2] not in ("", " ", "-"):
            sys.exit(f"{path}:{number}: a line must begin with one of {MARKS} and a space")
        if mark == "#":
            comments.append(line)
            continue
        if mark == "$":
            sessions.append(Session(path.name, number, text))
            sessions[-1].comments, comments = comments, []
        if not sessions:
            sys.exit(f"{path}:{number}: no command yet")
        session, data = sessions[-1], decode(text) + (b"" if last else b"\n")
        if mark == "<":
            session.stdin += data
        elif mark == ">":
            session.stdout += data
        elif mark == "!":
            session.stderr += data
        elif mark == "?":
            session.status = int(text)
    return sessions


def lines(mark, data):
    """The data as lines of a session file.  Output must end in a line feed."""
    *whole, rest = data.split(b"\n")
    last = [f"{mark}- {encode(rest)}"] if rest else []
    return [f"{mark} {encode(line)}".rstrip() for line in whole] + last


def show(session, ran):
    print("\n".join(session.comments + [f"$ {session.command}"] + lines("<", session.stdin) +
                    lines(">", ran.stdout) + lines("!", ran.stderr) +
                    ([f"? {ran.returncode}"] if ran.returncode else [])) + "\n")


def compare(session, ran):
    """Print what differs; the number of differences."""
    faults = 0
    for what, expected, got in (("stdout", session.stdout, ran.stdout), ("stderr", session.stderr, ran.stderr),
                                ("status", session.status, ran.returncode)):
        if expected != got:
            faults += 1
            print(f"{session.name}:{session.line}: {session.command}\n  {what} expected {expected!r}\n"
                  f"  {what} got      {got!r}")
    return faults


def main():
    mode = sys.argv[1] if sys.argv[1].startswith("--") else ""
    binaries, *names = sys.argv[2 if mode else 1:]
    count = faults = 0
    for session in (session for name in names for session in read(pathlib.Path(name))):
        ran = session.run(binaries)
        count += 1
        if mode == "--print":
            show(session, ran)
        else:
            faults += compare(session, ran) > 0
    if mode != "--print":
        print(f"{count} sessions, {faults} failed")
        if faults and not mode:
            print("Where the new words are right: run_sessions.py --print BINARIES FILE > NEW")
        sys.exit(0 if count > 0 and faults == (count if mode == "--must-fail" else 0) else 1)


main()
