# SPDX-License-Identifier: MIT
"""toolbench.py BUILD [MILLIONS]: what the tools and the program idn2 take for files of names, in one run.

BUILD is a release build; MILLIONS of lines are in the file of ASCII names (10), a fifth of it in that of IDN.
Prints a line for each run, corpus TAB command TAB lines per second of processor time TAB ratio to idn2, then
how much faster two threads are, the memory, and the time to the first answer.  Not a test: it uses clocks.
"""
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

build = pathlib.Path(sys.argv[1]).resolve()
millions = float(sys.argv[2]) if len(sys.argv) > 2 else 10
bench = pathlib.Path(__file__).resolve().parent
REPETITIONS = 5
IDN2_SHARE = 20  # idn2 reads one line in so many
COMMANDS = [["idncheck", "-q", "-p", "uts46"], ["idncheck", "--tsv", "-p", "uts46"], ["idncheck", "-p", "uts46"],
            ["idncheck", "--json", "-p", "uts46"], ["idnconvert"], ["idnconvert", "--tsv"], ["idnconvert", "--json"],
            ["idnconvert", "-u"]]
THREADED = [["idncheck", "-q", "-p", "uts46"], ["idnconvert", "--tsv"]]
IDN2 = ["idn2", "--tr46nt", "--usestd3asciirules"]
ENVIRONMENT = {**os.environ, "LC_ALL": "C.UTF-8"}  # idn2 reads what the locale says


def path_of(command):
    return [str(build / "tools" / command[0]), *command[1:]]


def make_file(folder, corpus, lines):
    """A file of names, and the number of its lines."""
    names = subprocess.run([sys.executable, "-B", bench / "corpora/corpora.py", bench / "corpora/words.txt", corpus],
                           check=True, capture_output=True).stdout
    times = max(1, int(lines / names.count(b"\n")))
    file = folder / f"{corpus}{int(lines)}.txt"
    file.write_bytes(names * times)
    return file, names.count(b"\n") * times


def run(command, file):
    """Seconds of processor time, and by the clock on the wall."""
    start = time.perf_counter()
    with open(file, "rb") as names, open(os.devnull, "wb") as nothing:
        child = subprocess.Popen(command, stdin=names, stdout=nothing, env=ENVIRONMENT)
        _, status, usage = os.wait4(child.pid, 0)
    wall = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit(f"{' '.join(command)}: exit {child.returncode} on {file.name}")
    return usage.ru_utime + usage.ru_stime, wall


def compare(corpus, file, lines, share, share_lines):
    """All commands in turns."""
    contenders = [(command, path_of(command), file, lines) for command in COMMANDS]
    if shutil.which("idn2"):
        contenders.append((IDN2, IDN2, share, share_lines))
    samples = [[] for _ in contenders]
    for _ in range(REPETITIONS):
        for i, (_, command, names, count) in enumerate(contenders):
            samples[i].append(count / max(run(command, names)[0], 1e-3))
    rates = [statistics.median(values) for values in samples]
    for (name, *_), rate in zip(contenders, rates):
        ratio = f"{rate / rates[-1]:.1f}" if contenders[-1][0] is IDN2 else "-"
        print(corpus, " ".join(name), f"{rate:.0f}", ratio, sep="\t", flush=True)


def threads(corpus, file):
    """By the clock on the wall: on a machine where anything else runs, this says nothing."""
    for command in THREADED:
        walls = [[], []]
        for _ in range(REPETITIONS):
            for i in range(2):
                walls[i].append(run([*path_of(command), f"-j{i + 1}"], file)[1])
        print(corpus, f"{' '.join(command)} -j2", f"{min(walls[0]) / min(walls[1]):.2f} times -j1", sep="\t", flush=True)


def peak(child):
    """KiB that a program has had in memory at most."""
    status = pathlib.Path(f"/proc/{child.pid}/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0])


def memory(command, data):
    """The peak, once all of the input was taken."""
    child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
    child.stdin.write(data)
    child.stdin.flush()
    time.sleep(0.1)
    kib = peak(child)
    child.stdin.close()
    child.wait()
    return kib


def first_answer(command):
    """Milliseconds from before the start to the answer for one line, behind which the input does not end."""
    times = []
    for _ in range(51):
        start = time.perf_counter()
        child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        child.stdin.write(b"b\xC3\xBCcher.example\n")
        child.stdin.flush()
        os.read(child.stdout.fileno(), 1)
        times.append(time.perf_counter() - start)
        child.stdin.close()
        child.stdout.close()
        child.wait()
    return 1000 * statistics.median(times)


with tempfile.TemporaryDirectory() as name:
    for which, size in (("ascii", millions * 1e6), ("idn", millions * 2e5)):
        whole, part = make_file(pathlib.Path(name), which, size), make_file(pathlib.Path(name), which, size / IDN2_SHARE)
        compare(which, *whole, *part)
        threads(which, whole[0])
        big = whole[0].read_bytes()[:64 << 20]
        for words in (["idncheck", "--tsv"], ["idncheck", "--tsv", "-j8"], ["idnconvert", "--tsv"]):
            print(which, " ".join(words), f"{memory(path_of(words), big)} KiB", sep="\t")
        whole[0].unlink()
for words in (["idncheck"], ["idnconvert", "--tsv"]):
    print("one line", " ".join(words), f"{memory(path_of(words), b'example' + bytes([10]))} KiB", sep="\t")
    print("one line", " ".join(words), f"{first_answer(path_of(words)):.2f} ms", sep="\t")
