# SPDX-License-Identifier: MIT
"""check_linear.py COST: the instructions of each operation on an input and on one twice as long.

COST is the program made of cost.c.  Valgrind counts, so that the result does not depend on a clock;
what the program spends without an input is subtracted.  Skipped (77) without valgrind.
"""
import re
import subprocess
import sys

import callgrind

SIZE = 4096
ROOM = 2.6  # linear is 2, n log n at this size 2.2, quadratic 4
# The encoder reads the string once for each 256 different code points: punycode.h says so.  The
# decoder moves all that is behind an insertion; IDNC_PUNYCODE_LIMIT bounds both.
EXCEPTIONS = {"punycode_distinct": 4.4, "punycode_decode_backwards": 4.4}


def count(cost, operation, size):
    done = callgrind.run(["--callgrind-out-file=/dev/null"], cost, operation, size)
    found = re.search(r"Collected : (\d+)", done.stderr)
    if not found:
        sys.exit(f"{operation}: callgrind tells no sum\n{done.stderr}")
    return int(found[1])


def self_test():
    """A quadratic count must be refused."""
    assert not is_linear("x", 4 * 100, 100) and is_linear("x", 2 * 100, 100)


def is_linear(operation, double, single):
    return single > 0 and double / single < EXCEPTIONS.get(operation, ROOM)


def main(cost):
    callgrind.need()
    self_test()
    operations = subprocess.run([cost], check=True, capture_output=True, text=True).stdout.split()
    wrong = 0
    for operation in operations:
        nothing, single, double = (count(cost, operation, size) for size in (0, SIZE, 2 * SIZE))
        single, double = single - nothing, double - nothing
        verdict = "ok" if is_linear(operation, double, single) else "NOT LINEAR"
        wrong += verdict != "ok"
        print(f"{operation:26} {single:12} {double:12} ratio {double / single:.2f} {verdict}")
    print(f"{len(operations)} operations, {wrong} not linear")
    sys.exit(1 if wrong or not operations else 0)


main(sys.argv[1])
