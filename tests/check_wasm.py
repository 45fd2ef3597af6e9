# SPDX-License-Identifier: MIT
"""check_wasm.py ROOT WORK_DIR SOURCE...: the library for a processor without a system, by clang for wasm32."""
import pathlib
import shutil
import subprocess
import sys

root, work = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
sources = sys.argv[3:]
clang = shutil.which("clang")
if not clang:
    print("SKIP: clang is not installed")
    sys.exit(77)
work.mkdir(exist_ok=True)
objects = []
for source in sources:
    target = work / ("_".join(pathlib.Path(source).parts[-2:]) + ".o")
    command = [clang, "--target=wasm32", "-ffreestanding", "-nostdlib", "-std=c11", "-O2", "-Wall", "-Wextra", "-Werror",
               f"-I{root / 'lib'}", f"-I{root / 'lib/include'}", "-c", source, "-o", str(target)]
    subprocess.run(command, check=True)
    objects.append(str(target))
linker = shutil.which("wasm-ld") or shutil.which("wasm-ld-14")
if linker:
    allowed = work / "allowed.txt"
    allowed.write_text("memcpy\nmemmove\nmemset\nmemcmp\n")
    subprocess.run([linker, "--no-entry", "--export=idnc_domain_to_ascii", f"--allow-undefined-file={allowed}",
                    *objects, "-o", str(work / "idncheck.wasm")], check=True)
if not objects:
    sys.exit("nothing was compiled")
print(f"{len(objects)} files compiled{', linked' if linker else ', not linked (no wasm-ld)'}")
