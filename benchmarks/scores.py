"""The default scores of a plan, against networkx on the same network in the same run.

Run with ``python benchmarks/scores.py [PLAN.yaml]``. Prints what each part costs, the
ratio to networkx, how long a thousand draws of the measures take on one core, and with
1,000 samples of FDSM on all cores, as a build draws them, and what `rank` takes as a process
beside opening the graph. Exit status 1 when the scores of a plan take more than a second
or the draws more than 30.

``--large N`` compares betweenness on a random network of about N agencies with networkit:
seconds, ratio, and by how much the two differ.
"""

from __future__ import annotations

import math
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import networkx as nx
import numpy as np

from graph.coding.plan import read_plan
from graph.network.assurance import assurance
from graph.network.brokerage import brokerage
from graph.network.defaults import default_scores
from graph.network.drawing import Drawing, Work
from graph.network.further import further_scores
from graph.network.holes import constraint, effective_size
from graph.network.incidence import Incidence, incidence
from graph.network.paths import path_scores
from graph.network.ranking import rank_table
from graph.network.reading import open_network
from graph.network.scores import load, partners, standing
from graph.network.twomode import TwoMode, from_roles
from graph.rdf.dataset import dataset_lines
from graph.vocabulary.ontology import load_ontology

ROOT = Path(__file__).resolve().parent.parent
PLAN = ROOT / "plans" / "zhengzhou-2024.yaml"
ROUNDS, DRAWS, SECONDS, SAMPLED = 20, 200, 1.0, 30.0


def main() -> int:
    """Print the profile, the ratio and the limit."""
    if sys.argv[1:2] == ["--large"]:
        return large(int(sys.argv[2]))
    plan = Path(sys.argv[1]) if len(sys.argv) > 1 else PLAN
    with tempfile.TemporaryDirectory() as folder:
        dataset = Path(folder) / "graph.nq"
        dataset.write_text(lines_of(plan), encoding="utf-8", newline="\n")
        opening = best(lambda: open_network(dataset), 3)
        network = open_network(dataset)
        whole = min(process(dataset) for _ in range(3))
    arrays = incidence(network)
    pairs = int(arrays.tied.sum()) // 2
    print(f"{plan.name}: {len(arrays.agencies)} agencies, {arrays.part.shape[1]} measures, {pairs} pairs")
    profile(arrays)
    ours, theirs = best(lambda: default_scores(fresh(arrays)), ROUNDS), best(lambda: peer(arrays), 3)
    print(f"{'default scores':24} {1e3 * ours:9.2f} ms")
    print(f"{'networkx, six of them':24} {1e3 * theirs:9.2f} ms   ratio {theirs / ours:.0f}")
    print(f"{'1,000 draws, one core':24} {1000 * drawn(arrays):9.2f} s")
    draws = sampled(network)
    print(f"{'1,000 draws, 1,000 FDSM':24} {draws:9.2f} s   on {os.cpu_count()} cores, as a build does")
    table = best(lambda: rank_table(network), 5)
    print(f"{'table with ranks':24} {1e3 * table:9.2f} ms")
    print(f"{'network from the graph':24} {1e3 * opening:9.2f} ms")
    print(f"{'rank as a process':24} {1e3 * whole:9.2f} ms")
    is_within = table <= SECONDS and draws <= SAMPLED
    print("within the limits" if is_within else "OVER A LIMIT")
    return 0 if is_within else 1


def lines_of(plan: Path) -> str:
    """Return the dataset that a plan makes."""
    ontology = load_ontology()
    file = read_plan(plan, ontology)
    return "".join(dataset_lines([file], ontology.register(file.plan.agencies), ontology))


def fresh(arrays: Incidence) -> Incidence:
    """Return the same arrays with nothing computed yet."""
    return arrays.drawn(arrays.times)


def profile(arrays: Incidence) -> None:
    """Print what each part costs by itself, what it needs of the others included."""
    parts: dict[str, Callable[[Incidence], object]] = {
        "loads, partners": lambda each: (load(each), partners(each)),
        "standing": standing,
        "betweenness, closeness": path_scores,
        "constraint": constraint,
        "effective size": effective_size,
        "brokerage": brokerage,
        "further scores (--all)": further_scores,
    }
    for name, part in parts.items():
        print(f"{name:24} {1e3 * best(lambda part=part: part(fresh(arrays)), ROUNDS):9.2f} ms")  # type: ignore[misc]


def peer(arrays: Incidence) -> None:
    """Compute load, partners, betweenness, closeness, constraint and effective size by networkx."""
    unit = int(np.lcm.reduce(np.unique(arrays.strength[arrays.tied])))
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(arrays.agencies)))
    for one, other in np.argwhere(np.triu(arrays.strength)).tolist():
        strength = int(arrays.strength[one, other])
        graph.add_edge(one, other, strength=strength, length=unit // strength)
    dict(graph.degree(weight="strength"))
    dict(graph.degree())
    nx.betweenness_centrality(graph, weight="length")
    nx.closeness_centrality(graph, distance="length")
    nx.constraint(graph, weight="strength")
    nx.effective_size(graph, weight="strength")


def drawn(arrays: Incidence) -> float:
    """Return the seconds that the default scores of one draw of the measures take on average."""
    chance = np.random.default_rng(1)
    count = arrays.part.shape[1]
    started = time.perf_counter()
    for _ in range(DRAWS):
        default_scores(arrays.drawn(np.bincount(chance.integers(0, count, count), minlength=count)))
    return (time.perf_counter() - started) / DRAWS


def sampled(network: TwoMode) -> float:
    """Return the seconds that the bootstrap and FDSM of a build take, a thousand each, on all cores."""
    started = time.perf_counter()
    with ProcessPoolExecutor(os.cpu_count()) as executor:
        assurance(network, Work(Drawing(), executor))()
    return time.perf_counter() - started


def large(size: int) -> int:
    """Print betweenness by ours and by networkit on a random network, agencies unequal as in a plan."""
    import networkit as nk

    source = np.random.default_rng(5)
    weights = 1 / np.arange(5, size + 5)
    agencies = source.choice(size, size=5 * size, p=weights / weights.sum())
    roles: dict[str, dict[str, str | Sequence[str]]] = {}
    for agency, measure in zip(agencies.tolist(), source.integers(0, size, 5 * size).tolist(), strict=True):
        roles.setdefault(f"m{measure:05}", {})[f"a{agency:05}"] = "lead"
    arrays = incidence(from_roles(roles))
    unit = math.lcm(*np.unique(arrays.strength[arrays.tied]).tolist())
    ours, count = best(lambda: path_scores(fresh(arrays)), 1), len(arrays.agencies)
    ends = np.nonzero(np.triu(arrays.strength))
    nk.setNumberOfThreads(1)
    graph = nk.Graph(count, weighted=True)
    for one, other in zip(*map(np.ndarray.tolist, ends), strict=True):
        graph.addEdge(one, other, unit / int(arrays.strength[one, other]))
    between = nk.centrality.Betweenness(graph, normalized=False)
    theirs = best(between.run, 1)
    apart = np.abs(np.array(between.scores()) / ((count - 1) * (count - 2)) - path_scores(arrays)[0]).max()
    print(f"{count} agencies, {len(ends[0])} pairs, lengths in units of 1/{unit}")
    print(f"ours, closeness with it {ours:.2f} s, networkit on one thread {theirs:.2f} s")
    print(f"ratio {theirs / ours:.2f}; betweenness differs by up to {apart:.1e}")
    return 0


def process(dataset: Path) -> float:
    """Return the seconds of `rank` as a process of its own."""
    started = time.perf_counter()
    command = [sys.executable, "-m", "graph", "rank", "--graph", str(dataset), "--format", "json"]
    subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - started


def best(job: Callable[[], object], rounds: int) -> float:
    """Return the shortest time of several: what else the machine did only ever adds."""
    found = []
    for _ in range(rounds):
        started = time.perf_counter()
        job()
        found.append(time.perf_counter() - started)
    return min(found)


if __name__ == "__main__":
    sys.exit(main())
