"""The main job as a whole process, against the bare import of the libraries that it stands on.

Run with ``python benchmarks/main_job.py``. Prints wall time and peak memory of
``python build_graph.py`` and of its peer in the same run, both as the best of
several, and the ratios between them. Exit status 1 when the job is over its limit.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PLAN = ROOT / "plans" / "zhengzhou-2024.yaml"
ROUNDS = 5
SECONDS, MEGABYTES = 8.0, 400.0


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds by the clock and the largest memory, in megabytes, of one process with its children."""

    seconds: float
    megabytes: float


def main() -> int:
    """Print both costs, their ratios and the limit."""
    with tempfile.TemporaryDirectory() as folder:
        job = [str(ROOT / "build_graph.py"), str(PLAN), "-o", f"{folder}/output"]
        peer = ["-c", "import rdflib, networkx, pyvis"]
        costs = [(measured(job), measured(peer)) for _ in range(ROUNDS)]
    ours, theirs = best([each for each, _ in costs]), best([each for _, each in costs])
    print(
        f"main job     {ours.seconds:.2f} s  {ours.megabytes:.0f} MB  (limit {SECONDS:g} s, {MEGABYTES:g} MB)"
    )
    print(f"import peer  {theirs.seconds:.2f} s  {theirs.megabytes:.0f} MB  (rdflib, networkx, pyvis)")
    print(f"ratio        {ours.seconds / theirs.seconds:.2f}    {ours.megabytes / theirs.megabytes:.2f}")
    within = ours.seconds <= SECONDS and ours.megabytes <= MEGABYTES
    print("within the limit" if within else "OVER THE LIMIT")
    return 0 if within else 1


def measured(arguments: list[str]) -> Cost:
    """Return what a Python process with these arguments costs (POSIX: wait4 tells its peak memory)."""
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(arguments)}: exit status {process.returncode}")
    unit = 1 if sys.platform == "darwin" else 1024
    return Cost(seconds, usage.ru_maxrss * unit / 1e6)


def best(costs: list[Cost]) -> Cost:
    """Return the smallest of both, each on its own: what else the machine did only ever adds."""
    return Cost(min(each.seconds for each in costs), min(each.megabytes for each in costs))


if __name__ == "__main__":
    sys.exit(main())
