# SPDX-License-Identifier: MIT
"""check_same.py CHECKED_IN REMEDY COMMAND...: what the command prints is what is checked in."""
import pathlib
import subprocess
import sys

checked_in, remedy, *command = sys.argv[1:]
fresh = subprocess.run(command, check=True, capture_output=True).stdout
if not fresh:
    sys.exit(f"{command[0]} printed nothing")
if pathlib.Path(checked_in).read_bytes() != fresh:
    sys.exit(f"{checked_in} is stale.  Fix: {remedy}")
