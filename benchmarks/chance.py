"""Ties beyond chance against plain ways to find them, in the same run.

Run with ``python benchmarks/chance.py``. Prints the largest difference between our BiCM
and the package bicm on Zhengzhou (0 where it should be), and how long both take; one
test a pair against one test a distinct (k1, k2, w) of the hypergeometric model; rounds
of trades on many matrices at once against one trade after the other on sets; and 1,000
samples of Zhengzhou, and 20 of a network of 2,000 by 2,000. Exit status 1 when ours and
bicm differ, or 1,000 samples take more than 30 s.

``--golden`` writes what bicm finds on Zhengzhou to tests/data/chance/bicm-zhengzhou.json.
"""

from __future__ import annotations

import contextlib
import io
import json
import random
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
GOLDEN = ROOT / "tests" / "data" / "chance" / "bicm-zhengzhou.json"
SECONDS = 30.0
DIFFERENCE = 1e-8


def main() -> int:
    """Print every comparison."""
    from graph.network.chance.bicm import bicm
    from graph.network.chance.fdsm import Sampling, fdsm

    town = zhengzhou()
    if sys.argv[1:] == ["--golden"]:
        return golden(town)
    first, (theirs_expected, theirs) = timed(lambda: of_package(town))
    again, _ = timed(lambda: of_package(town))
    ours_took, ours = timed(lambda: bicm(town))
    difference = float(np.max(np.abs(ours.p - theirs) / theirs))
    apart = float(np.max(np.abs(ours.expected - theirs_expected)))
    print(f"BiCM, Zhengzhou        ours {ours_took:.4f} s, bicm {first:.2f} s first, {again:.2f} s again")
    print(f"                       ratio {again / ours_took:.0f}; p differs by {difference:.1e} of itself")
    print(f"                       expected differs by {apart:.1e}")
    large = random_network(2000, 2000, 20_000)
    compare_hypergeometric(large)
    compare_trades(town)
    took, _ = timed(lambda: fdsm(town, Sampling(1000, 1)))
    print(f"FDSM, Zhengzhou        1,000 samples {took:.2f} s  (limit {SECONDS:g} s)")
    size = f"{len(large.agencies)} x {large.measures}, {len(large.rows)} cells, {len(large.shared)} pairs"
    took_large, _ = timed(lambda: fdsm(large, Sampling(20, 1)))
    print(f"FDSM, {size}: {took_large / 20:.3f} s a sample")
    print(f"BiCM of the same       {timed(lambda: bicm(large))[0]:.2f} s")
    return 0 if took <= SECONDS and difference <= DIFFERENCE else 1


def timed(job: Callable[[], Any]) -> tuple[float, Any]:
    """Return how long a job takes, and its result."""
    started = time.perf_counter()
    result = job()
    return time.perf_counter() - started, result


def zhengzhou() -> Any:
    """Return the margins of the shipped plan."""
    import pyoxigraph as ox
    from conftest import build_files

    from graph.network.chance.margins import margins
    from graph.network.reading import read_network
    from graph.vocabulary.ontology import load_ontology

    store = ox.Store()
    lines = build_files([ROOT / "plans" / "zhengzhou-2024.yaml"], load_ontology())[1]
    store.load("".join(lines).encode(), ox.RdfFormat.N_QUADS)
    return margins(read_network(store, "zhengzhou-2024"))


def of_package(found: Any) -> tuple[Any, Any]:
    """Return expected shared measures and p of every sharing pair by the package bicm.

    Its own projection with exact tails comes out empty on one thread (3.4.0), so its
    solution and its Poisson-binomial are asked for each pair.
    """
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        from bicm import BipartiteGraph
        from bicm.poibin import PoiBin

        matrix = np.zeros((len(found.agencies), found.measures), dtype=int)
        matrix[found.rows, found.columns] = 1
        package = BipartiteGraph()
        package.set_biadjacency_matrix(matrix)
        package.solve_tool(verbose=False, tol=1e-12)
        chances = package.get_bicm_matrix()
        pairs = zip(found.first.tolist(), found.second.tolist(), found.shared.tolist(), strict=True)
        rows = [(chances[a] * chances[b], w) for a, b, w in pairs]
        return (
            np.array([both.sum() for both, _ in rows]),
            np.array([PoiBin(both).pval(w) for both, w in rows]),
        )


def golden(found: Any) -> int:
    """Write expected and p by bicm for each distinct (k1, k2, w)."""
    import bicm

    expected, p = of_package(found)
    pairs = {}
    for place in range(len(found.shared)):
        one, other = sorted((found.degrees[found.first[place]], found.degrees[found.second[place]]))
        numbers = [float(f"{each[place]:.12g}") for each in (expected, p)]
        pairs[f"{one} {other} {found.shared[place]}"] = numbers
    lines = ",\n".join(f"  {json.dumps(key)}: {json.dumps(pairs[key])}" for key in sorted(pairs))
    text = f'{{"bicm": "{bicm.__version__}",\n "pairs": {{\n{lines}\n }}}}\n'
    GOLDEN.write_text(text, encoding="utf-8", newline="\n")
    print(f"{GOLDEN.relative_to(ROOT)}: {len(pairs)} kinds of pairs")
    return 0


def random_network(agencies: int, measures: int, cells: int) -> Any:
    """Return the margins of a random network of about that size, agencies unequal as in a plan."""
    from graph.network.chance.margins import of_cells

    source = np.random.default_rng(5)
    weights = 1 / np.arange(5, agencies + 5)
    rows = source.choice(agencies, size=cells, p=weights / weights.sum())
    pairs = np.unique(np.stack((rows, source.integers(0, measures, cells))), axis=1)
    used, row = np.unique(pairs[0], return_inverse=True)
    there, column = np.unique(pairs[1], return_inverse=True)
    return of_cells(tuple(f"a{each:05}" for each in used), row, column, len(there))


def compare_hypergeometric(found: Any) -> None:
    """Print how much one test a distinct (k1, k2, w) saves."""
    from graph.network.chance.hypergeometric import at_least, hypergeometric

    ours, scored = timed(lambda: hypergeometric(found))
    one, other = found.degrees[found.first].tolist(), found.degrees[found.second].tolist()
    kinds = list(zip(found.shared.tolist(), one, other, strict=True))
    naive, p = timed(lambda: [at_least(w, found.measures, a, b) for w, a, b in kinds])
    if not np.array_equal(np.maximum(p, 5e-324), scored.p):
        raise SystemExit("one test a pair and one test a kind of pair differ")
    print(f"hypergeometric, {len(kinds)} pairs: ours {ours:.2f} s, a test a pair {naive:.2f} s")
    print(f"                       ratio {naive / ours:.1f}")


def compare_trades(found: Any) -> None:
    """Print how long a trade takes, many matrices at once and one after the other on sets."""
    from graph.network.chance.trades import Shape, trade

    batch, rounds = 500, 10
    cells = (np.repeat(found.rows[None], batch, axis=0), np.repeat(found.columns[None], batch, axis=0))
    shape = Shape(found.degrees, found.measures)
    ours, _ = timed(lambda: trade(shape, cells, np.random.PCG64(1), rounds))
    held: list[set[int]] = [set() for _ in found.agencies]
    for row, column in zip(found.rows.tolist(), found.columns.tolist(), strict=True):
        held[row].add(column)
    trades = 20_000
    naive, _ = timed(lambda: trades_on_sets(held, trades))
    ours_each, naive_each = ours / (batch * rounds * (len(held) // 2)), naive / trades
    print(f"a trade, Zhengzhou     ours {ours_each * 1e6:.2f} us, on sets {naive_each * 1e6:.2f} us")
    print(f"                       ratio {naive_each / ours_each:.1f}")


def trades_on_sets(held: list[set[int]], trades: int) -> None:
    """Trade as Strona and others wrote it: two rows, what only one has, shuffled and dealt out again."""
    source = random.Random(1)
    for _ in range(trades):
        a, b = source.sample(range(len(held)), 2)
        both = held[a] & held[b]
        pool = list(held[a] ^ held[b])
        source.shuffle(pool)
        count = len(held[a]) - len(both)
        held[a], held[b] = both | set(pool[:count]), both | set(pool[count:])


if __name__ == "__main__":
    sys.exit(main())
