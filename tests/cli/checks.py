# SPDX-License-Identifier: MIT
"""What the scripts beside share: running a tool, and running every function named check_..."""
import os
import select
import subprocess
import sys

BINARIES = sys.argv[1]
TOOLS = ("idncheck", "idnconvert")
ENVIRONMENT = {"PATH": os.environ["PATH"], "LC_ALL": "C",
               **{key: value for key, value in os.environ.items() if key.endswith("SAN_OPTIONS")}}
faults = []


def path(tool):
    return os.path.join(BINARIES, tool)


def run(tool, *arguments, stdin=b"", env=None, **more):
    """Run a tool; stdout and stderr are bytes."""
    more.setdefault("stdout", subprocess.PIPE)
    more.setdefault("stderr", subprocess.PIPE)
    if not isinstance(stdin, bytes):
        more["stdin"] = stdin
    else:
        more["input"] = stdin
    return subprocess.run([path(tool), *arguments], env=env or ENVIRONMENT, timeout=300, check=False, **more)


def answer(process):
    """The next line of a program that is asked; nothing, and an end to it, when none comes."""
    ready, _, _ = select.select([process.stdout], [], [], 60)
    if not ready:
        process.kill()
    return process.stdout.readline() if ready else b""


def expect(is_right, what):
    if not is_right:
        faults.append(what)
        print(f"  wrong: {what}")


def main(checks):
    """Run all functions named check_...; what each checks is its first line of documentation."""
    count = 0
    for name, check in sorted(checks.items()):
        if name.startswith("check_") and callable(check):
            before = len(faults)
            check()
            count += 1
            print(f"{'ok    ' if len(faults) == before else 'FAILED'} {check.__doc__.splitlines()[0]}", flush=True)
    print(f"{count} checks, {len(faults)} faults")
    sys.exit(1 if faults or count == 0 else 0)
