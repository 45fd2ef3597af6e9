# SPDX-License-Identifier: MIT
"""Programs under callgrind: instructions are counted, so that no result depends on a clock."""
import shutil
import subprocess
import sys


def need():
    """End as skipped where valgrind is not installed."""
    if not shutil.which("valgrind"):
        print("SKIP: valgrind is not installed")
        sys.exit(77)


def run(options, *command):
    """What callgrind and the program print, as text."""
    whole = ["valgrind", "--tool=callgrind", *options, *map(str, command)]
    done = subprocess.run(whole, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{' '.join(whole)[:2000]}: exit status {done.returncode}\n{done.stderr}")
    return done
