# SPDX-License-Identifier: MIT
"""coverage.py ROOT BUILD: line and branch coverage of lib/ by gcovr; fails below the floors."""
import json
import shutil
import subprocess
import sys

root, build = sys.argv[1:]
FLOORS = {"line": 95.0, "branch": 90.0}

if not shutil.which("gcovr"):
    print("SKIP: gcovr is not installed, no coverage")
    sys.exit(0)
# The library with the test-only entry is the same sources again, with other functions in some lines.
command = ["gcovr", "--exclude-directories", ".*libidncheck-paths.*", "--root", root, "--object-directory", build,
           "--filter", "lib/", "--exclude-unreachable-branches", "--exclude-throw-branches", build]
subprocess.run([*command, "--txt"], check=True)
out = subprocess.run([*command, "--json-summary"], check=True, capture_output=True, text=True).stdout
summary = json.loads(out)
below = [kind for kind, floor in FLOORS.items() if summary[f"{kind}_percent"] < floor]
for kind, floor in FLOORS.items():
    print(f"coverage of lib/: {kind} {summary[f'{kind}_percent']:.1f} % (floor {floor:.0f} %)")
if summary["line_total"] == 0:
    sys.exit("nothing was covered")
sys.exit(1 if below else 0)
