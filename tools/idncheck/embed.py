# SPDX-License-Identifier: MIT
"""embed.py SCRIPT STYLE: a C header with the bytes of both, and the hashes by which a page's policy lets them in."""
import base64
import hashlib
import pathlib
import sys

print("/* Made by embed.py. */")
for name, path in zip(("script", "style"), sys.argv[1:], strict=True):
    data = pathlib.Path(path).read_bytes()
    if b"</" in data or b"<!--" in data or not data.isascii():
        sys.exit(f"{path}: what could end the element, or is not ASCII")
    values = ",".join(str(byte) for byte in data)
    digest = base64.b64encode(hashlib.sha256(data).digest()).decode()
    print(f"static const char page_{name}[] = {{{values}}};")
    print(f'#define PAGE_{name.upper()}_HASH "sha256-{digest}"')
