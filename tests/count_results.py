# SPDX-License-Identifier: MIT
"""count_results.py TESTLOG.json: "N passed, N failed, N skipped" of one meson run; --sum COUNTS...: the sum of several."""
import json
import re
import sys

PASSED = {"OK", "EXPECTEDFAIL"}
SKIPPED = {"SKIP"}


def main(arguments):
    if arguments[0] == "--sum":
        numbers = [int(n) for n in re.findall(r"\d+", " ".join(arguments[1:]))]
        counts = [sum(numbers[i::3]) for i in range(3)]
    else:
        with open(arguments[0], encoding="utf-8") as log:
            results = [json.loads(line)["result"] for line in log]
        passed = sum(r in PASSED for r in results)
        skipped = sum(r in SKIPPED for r in results)
        counts = [passed, len(results) - passed - skipped, skipped]
    if sum(counts) == 0:
        sys.exit("0 passed, 1 failed, 0 skipped (no test was run)")
    print("{} passed, {} failed, {} skipped".format(*counts))


main(sys.argv[1:])
