"""A replication package run as a reviewer would: a new virtual environment, its libraries from the index.

Run with ``python benchmarks/replicate.py`` (needs the network). Prints what making the package,
installing it and running its main script took, against the bare installation of its libraries'
largest part (numpy and scipy) as the peer. Exit status 1 when an output is not the same.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PEER = ("numpy", "scipy")


def main() -> int:
    """Make a package, install it, run it; print times and whether the outputs are the same."""
    with tempfile.TemporaryDirectory() as place:
        top = Path(place)
        package = top / "package"
        took = seconds([sys.executable, "-m", "graph", "replicate", package], ROOT)
        print(f"making the package   {took:.1f} s")
        pinned = (package / "requirements.txt").read_text(encoding="utf-8").split()
        peer = [line for line in pinned if line.partition("==")[0] in PEER]
        theirs = seconds([new(top / "peer"), "-m", "pip", "install", "--quiet", *peer], package)
        python = new(top / "clean")
        ours = seconds([python, "-m", "pip", "install", "--quiet", "-r", "requirements.txt"], package)
        print(
            f"installing it        {ours:.1f} s  (numpy and scipy alone {theirs:.1f} s: {ours / theirs:.1f}x)"
        )
        done = subprocess.run(
            [python, package / "main.py"], cwd=top, stdout=subprocess.PIPE, text=True, check=False
        )
        print(done.stdout.rstrip())
        return done.returncode


def new(place: Path) -> Path:
    """Return the Python of a new virtual environment with pip."""
    venv.create(place, with_pip=True)
    return place / "bin" / "python"


def seconds(command: list[str | Path], where: Path) -> float:
    """Run a command that has to succeed; return how long it took."""
    started = time.perf_counter()
    subprocess.run(command, cwd=where, check=True)
    return time.perf_counter() - started


if __name__ == "__main__":
    sys.exit(main())
