# SPDX-License-Identifier: MIT
"""check_headers.py ROOT CC...: every public header alone, twice, as C11 and as C++."""
import pathlib
import shutil
import subprocess
import sys

root, compiler = pathlib.Path(sys.argv[1]), sys.argv[2:]
include = root / "lib/include"
headers = sorted(include.rglob("*.h"))
WARNINGS = ["-Wall", "-Wextra", "-pedantic", "-Werror", "-fsyntax-only", f"-I{include}"]
LANGUAGES = [(["-x", "c", "-std=c11"], compiler)]
cxx = shutil.which("clang++") or shutil.which("g++")
if cxx:
    LANGUAGES.append((["-x", "c++", "-std=c++11"], [cxx]))
faults = 0
for header in headers:
    name = header.relative_to(include)
    text = f'#include "{name}"\n#include "{name}"\nint check_headers_dummy;\n'
    for flags, command in LANGUAGES:
        run = subprocess.run([*command, *flags, *WARNINGS, "-"], input=text, text=True, capture_output=True)
        if run.returncode != 0:
            faults += 1
            print(f"{name} as {flags[1]}:\n{run.stderr}")
if not headers:
    sys.exit("no header found")
print(f"{len(headers)} headers, {len(LANGUAGES)} languages, {faults} faults")
sys.exit(1 if faults else 0)
