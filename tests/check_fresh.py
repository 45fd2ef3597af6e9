# SPDX-License-Identifier: MIT
"""check_fresh.py ROOT FOLDER: the checked-in tables are what the generator makes of the Unicode files."""
import pathlib
import subprocess
import sys
import tempfile

root, folder = map(pathlib.Path, sys.argv[1:])
generator = root / "tables/unicode/generate.py"
if not (folder / "SHA256SUMS").is_file():
    print(f"SKIP: {folder.name}/SHA256SUMS is not at hand")
    sys.exit(77)
with tempfile.TemporaryDirectory() as fresh:
    subprocess.run([sys.executable, "-B", generator, folder, fresh], check=True)
    made = {path.name: path.read_bytes() for path in pathlib.Path(fresh).rglob("*") if path.is_file()}
kept = {path.name: path.read_bytes() for path in (root / "lib").glob("*/*.inc")}
stale = sorted(name for name in made.keys() | kept.keys() if made.get(name) != kept.get(name))
if stale or not made:
    sys.exit(f"lib: stale or left over: {' '.join(stale)}\n"
             f"Fix: python3 -B tables/unicode/generate.py ../shared/unicode/{folder.name}")
print(f"{len(made)} tables, all fresh: {' '.join(sorted(made))}")
