"""How fast `tiaokuai --help` answers, against the bare import of click.

Run with ``python benchmarks/help.py``. The two take turns, so that what else the
machine does falls on both; the ratio of the medians counts. Exit status 1 when it
is over the limit.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

ROUNDS = 40
LIMIT = 1.6


def main() -> int:
    """Print both times and their ratio."""
    command = Path(sys.executable).with_name("tiaokuai")
    ours, theirs = [], []
    for _ in range(ROUNDS):
        theirs.append(seconds([sys.executable, "-c", "import click"]))
        ours.append(seconds([str(command), "--help"]))
    ratio = statistics.median(ours) / statistics.median(theirs)
    print(f"tiaokuai --help  {statistics.median(ours) * 1000:.1f} ms (best {min(ours) * 1000:.1f})")
    print(f"import click     {statistics.median(theirs) * 1000:.1f} ms (best {min(theirs) * 1000:.1f})")
    print(f"ratio            {ratio:.2f}  (best {min(ours) / min(theirs):.2f}, limit {LIMIT:g})")
    return 0 if ratio <= LIMIT else 1


def seconds(arguments: list[str]) -> float:
    """Return how long one run takes."""
    started = time.perf_counter()
    subprocess.run(arguments, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


if __name__ == "__main__":
    sys.exit(main())
