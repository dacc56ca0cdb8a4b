"""Runs one command and writes down what it cost. A process of its own, and a small one: Linux counts the memory of a
parent as a child's until the child has begun, so a large parent would hide what a small child needs.

    python -I -S launch.py COSTS COMMAND…
"""

import json
import os
import sys
import time


def main(costs: str, *command: str) -> None:
    """Run `command` and write its exit code, wall and CPU seconds and its peak memory in MiB to the file `costs`.

    Memory is that of the largest process among the command and those that it waited for.
    """
    begun = time.perf_counter()
    process = os.posix_spawn(command[0], command, os.environ)
    _, status, used = os.wait4(process, 0)
    wall = time.perf_counter() - begun
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024  # macOS counts bytes, Linux KiB
    found = {
        "code": os.waitstatus_to_exitcode(status),
        "wall": wall,
        "cpu": used.ru_utime + used.ru_stime,
        "peak": used.ru_maxrss / unit,
    }
    # pathlib would be loaded for this one line, and its memory counted
    with open(costs, "w", encoding="utf-8") as file:  # noqa: PTH123
        json.dump(found, file)


if __name__ == "__main__":
    main(*sys.argv[1:])
