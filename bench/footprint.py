# SPDX-License-Identifier: MIT
"""footprint.py BUILD: the cache lines and pages that ToASCII touches, of code and of constant tables.

Needs valgrind, readelf and nm.  Prints a line for the first name of each script and corpus, and one for the first 1,000 names
of each corpus: what TAB lines of code TAB lines of tables TAB bytes in them TAB pages of tables.  Valgrind traces: no clock.
"""
import pathlib
import re
import subprocess
import sys

LINE, PAGE = 64, 4096
NAMES = 1000
BENCH = pathlib.Path(__file__).resolve().parent
PROGRAM = pathlib.Path(sys.argv[1]) / "bench/footprint"


def output(*command):
    return subprocess.run(list(map(str, command)), check=True, capture_output=True, text=True, encoding="utf-8").stdout


def corpus(name):
    return output(sys.executable, "-B", BENCH / "corpora/corpora.py", BENCH / "corpora/words.txt", name).splitlines()


def find_sections():
    """Of the program: first byte and end of the code, and of the constants."""
    ranges = {name: (int(at, 16), int(at, 16) + int(size, 16)) for name, at, size in
              re.findall(r"\] (\.\S+) +\w+ +([0-9a-f]+) [0-9a-f]+ ([0-9a-f]+)", output("readelf", "-SW", PROGRAM))}
    return ranges[".text"], ranges[".rodata"]


def trace(names):
    """Addresses in the code and in the constants, as the file has them."""
    command = ["valgrind", "--tool=lackey", "--trace-mem=yes", "--log-fd=2", str(PROGRAM), *names]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    accesses = set()
    for line in child.stderr:
        if line[:1] == "I" or line[:2] in (" L", " S", " M"):
            accesses.add(line[3:-1])
    bias = int(child.stdout.read(), 16) - MAIN
    if child.wait() != 0:
        sys.exit(f"footprint: a name of {names} was refused")
    touched = [set(), set()]
    for access in accesses:
        at, _, size = access.partition(",")
        at = int(at, 16) - bias
        for found, (start, end) in zip(touched, SECTIONS):
            if start <= at < end:
                found.update((at // LINE, (at + int(size) - 1) // LINE))
    return touched


def show(what, names):
    code, tables = (found - idle for found, idle in zip(trace(names), IDLE))
    pages = {line * LINE // PAGE for line in tables}
    print(what, len(code), len(tables), len(tables) * LINE, len(pages), sep="\t", flush=True)


MAIN = int(re.search(r"^(\w+) T main$", output("nm", PROGRAM), flags=re.M)[1], 16)
SECTIONS = find_sections()
IDLE = trace([])
scripts = re.search(r'SCRIPTS = "(.*?)"', (BENCH / "corpora/corpora.py").read_text())[1].split()
for i, script in enumerate(scripts):
    show(f"one name, {script}", [corpus("idn")[i]])
for name in ("ascii", "mapped", "a-labels"):
    show(f"one name of {name}", [corpus(name)[0]])
for name in ("ascii", "idn", "mapped", "a-labels", "mix"):
    show(f"{NAMES} names of {name}", corpus(name)[:NAMES])
