"""Networks that other programs know too: karate, Davis's southern women, random ones, Zhengzhou."""

from __future__ import annotations

from collections.abc import Iterable

import networkx as nx
import numpy as np

from graph.network.incidence import Incidence, incidence
from graph.network.twomode import TwoMode, from_roles

KNOWN = ("karate", "davis", "random-1", "random-2", "random-3", "apart")


def known(name: str) -> TwoMode:
    """Return the network of that name; `apart` falls into pieces and has agencies without partners."""
    if name == "karate":
        edges = nx.karate_club_graph().edges(data="weight")
        return meetings((one, other, int(weight)) for one, other, weight in edges)
    if name == "davis":
        graph = nx.davis_southern_women_graph()
        return from_roles(
            {
                event: {woman: ("lead" if place == 0 else "responsible") for place, woman in enumerate(women)}
                for event, women in sorted((each, sorted(graph[each])) for each in graph.graph["bottom"])
            }
        )
    if name == "apart":
        return scattered(np.random.default_rng(7), agencies=30, measures=12, most=3)
    return scattered(np.random.default_rng(int(name[-1])), agencies=40, measures=60, most=7)


def meetings(ties: Iterable[tuple[int, int, int]]) -> TwoMode:
    """Return a network in which each two agencies have as many measures of their own as their tie weighs."""
    return from_roles(
        {
            f"{one}-{other}-{copy}": {f"{one:02}": "lead", f"{other:02}": "responsible"}
            for one, other, weight in ties
            for copy in range(weight)
        }
    )


def scattered(chance: np.random.Generator, agencies: int, measures: int, most: int) -> TwoMode:
    """Return measures of one to `most` agencies, some liked more; four systems and unknown ones."""
    names = [f"{number:02}" for number in range(agencies)]
    liked = chance.pareto(1.5, agencies) + 0.2
    roles = {}
    for key in range(measures):
        found = chance.choice(
            agencies, size=int(chance.integers(1, most + 1)), replace=False, p=liked / liked.sum()
        )
        leads = int(chance.integers(0, 3))
        roles[str(key)] = {
            names[each]: ("lead" if place < leads else "responsible") for place, each in enumerate(found)
        }
    systems = dict(zip(names, map(str, chance.integers(0, 5, agencies)), strict=True))
    return from_roles(roles, {name: system.replace("0", "") for name, system in systems.items()})


def arrays(name: str) -> Incidence:
    """Return the arrays of a known network."""
    return incidence(known(name))


def undirected(network: Incidence) -> nx.Graph[int]:
    """Return the projection for networkx, with `strength` and the whole-number `length` of every tie."""
    unit = int(np.lcm.reduce(np.unique(network.strength[network.tied])))
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(network.agencies)))
    for one, other in np.argwhere(np.triu(network.strength)).tolist():
        strength = int(network.strength[one, other])
        graph.add_edge(one, other, strength=strength, length=unit // strength, distance=1 / strength)
    return graph


def directed(network: Incidence) -> nx.DiGraph[int]:
    """Return the network lead → supporter for networkx, with `measures` on every edge."""
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(len(network.agencies)))
    for one, other in np.argwhere(network.mobilisation).tolist():
        graph.add_edge(one, other, measures=int(network.mobilisation[one, other]))
    return graph
