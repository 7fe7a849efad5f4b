"""What `tiaokuai serve` takes for good queries, while bad ones run, and under two hundred clients.

Run with ``python benchmarks/serve.py`` (about two minutes). Absolute times vary from machine to machine; the
ratios count: a good query after the harm against before it, beside a bad query against alone, and the
memory of all processes against what was promised. Exit status 1 when one is over its limit.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from conftest import build_files  # noqa: E402 - after the path is set
from served import Served, served  # noqa: E402 - after the path is set
from test_serve_hostile import GOOD, HARM  # noqa: E402 - after the path is set

from graph.vocabulary.ontology import load_ontology  # noqa: E402 - after the path is set

SECONDS, MEMORY, CLIENTS = 5.0, 256, 4
ROUNDS = 40
MOST_MILLISECONDS = 60.0
SLOWEST_AFTER, SLOWEST_BESIDE = 1.5, 3.0


def main() -> int:
    """Print each figure with its limit."""
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph.nq"
        _, lines = build_files([ROOT / "plans" / "zhengzhou-2024.yaml"], load_ontology())
        path.write_text("".join(lines), encoding="utf-8", newline="\n")
        options = ("--timeout", str(SECONDS), "--memory", str(MEMORY), "--clients", str(CLIENTS))
        with served(path, *options) as server:
            before = timed(lambda: server.ask(GOOD))
            faults += told("good query, ms", before * 1000, MOST_MILLISECONDS)
            named = timed(lambda: server.get("/questions/who-leads-most"))
            faults += told("named question, ms", named * 1000, MOST_MILLISECONDS)
            faults += told("beside a bad query / alone", beside(server) / before, SLOWEST_BESIDE)
            idle, watch = memory(server.process.pid), Watch(server.process.pid)
            for name, query in HARM.items():
                begun = time.monotonic()
                answer = server.send(
                    "POST", "/sparql", query.encode(), {"Content-Type": "application/sparql-query"}
                )
                taken = time.monotonic() - begun
                print(f"  {name:24} {answer.status}  {taken:5.2f} s  {answer.text[:60].strip()}")
                faults += told(f"  {name}, s", taken, SECONDS + 1) if taken > SECONDS + 1 else []
            with ThreadPoolExecutor(2 * CLIENTS) as pool:
                statuses = pool.map(
                    lambda _: server.ask(HARM["sorted cross product"]).status, range(2 * CLIENTS)
                )
                print(f"  {2 * CLIENTS} greedy queries at once: {dict(Counter(statuses))}")
            promised = idle + CLIENTS * MEMORY
            faults += told("most memory of all processes / promised", watch.most() / promised, 1.1)
            with ThreadPoolExecutor(200) as pool:
                begun = time.monotonic()
                found = Counter(pool.map(lambda _: server.ask(GOOD).status, range(200)))
                print(f"200 clients at once: {dict(found)} in {time.monotonic() - begun:.1f} s")
            faults += [] if set(found) <= {200, 503} else ["200 clients"]
            after = timed(lambda: server.ask(GOOD))
            faults += told("good query after the harm / before", after / before, SLOWEST_AFTER)
    return 1 if faults else 0


def told(what: str, figure: float, limit: float) -> list[str]:
    """Print a figure; return it as a fault when it is over the limit."""
    print(f"{what:45} {figure:8.2f}  (limit {limit:g})")
    return [what] if figure > limit else []


def timed(act: Callable[[], object]) -> float:
    """Return the median seconds of an act."""
    taken = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        act()
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def beside(server: Served) -> float:
    """Return the median seconds of a good query while a bad one runs."""
    bad = threading.Thread(target=server.ask, args=(HARM["cross product"],))
    bad.start()
    time.sleep(1.5)
    median = timed(lambda: server.ask(GOOD))
    bad.join()
    return median


class Watch:
    """Looks ten times a second at how much memory a process and all below it take."""

    def __init__(self, pid: int) -> None:
        self.seen = [0.0]
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self._look, args=(pid,), daemon=True)
        self.thread.start()

    def _look(self, pid: int) -> None:
        while not self.ended.wait(0.1):
            self.seen.append(memory(pid))

    def most(self) -> float:
        """Return the most that was seen, in MB."""
        self.ended.set()
        self.thread.join()
        return max(self.seen)


def memory(pid: int) -> float:
    """Return the MB of a process and all below it; what they share counts once (PSS)."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return 0.0
    own = next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
    return own / 1024 + sum(memory(int(child)) for child in children)


if __name__ == "__main__":
    sys.exit(main())
