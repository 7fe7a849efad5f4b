"""Our scores against networkx, igraph and networkit on networks that each of them computes by itself."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from itertools import permutations

import igraph
import networkit
import networkx as nx
import numpy as np
import pytest
from conftest import Built
from known_networks import KNOWN, arrays, directed, meetings, undirected

from graph.network import paths
from graph.network.brokerage import BROKERS, brokerage
from graph.network.defaults import default_scores
from graph.network.further import further_scores
from graph.network.incidence import UNKNOWN, Floats, Incidence, Integers, incidence
from graph.network.reading import read_network

EACH = pytest.mark.parametrize("name", [*KNOWN, "zhengzhou"])
TINY = 1e-9
ZEROS = pytest.mark.filterwarnings("ignore:.*(eigenvector centrality|zeros|disconnected):RuntimeWarning")
"""What igraph says of networks in several parts, where ours is 0 or undefined as its docstring says."""


@cache
def _known(name: str) -> Incidence:
    return arrays(name)


@pytest.fixture
def network(name: str, request: pytest.FixtureRequest) -> Incidence:
    if name != "zhengzhou":
        return _known(name)
    built: Built = request.getfixturevalue("zhengzhou")
    return incidence(read_network(built.store))


def close(ours: Floats | Integers, theirs: Mapping[int, float] | list[float], within: float = TINY) -> None:
    values = [theirs[place] for place in range(len(ours))]
    assert ours.tolist() == pytest.approx(values, abs=within, rel=within, nan_ok=True)


def by_igraph(network: Incidence) -> igraph.Graph:
    graph = undirected(network)
    found = igraph.Graph(n=len(graph), edges=list(graph.edges()))
    for key in ("strength", "length", "distance"):
        found.es[key] = list(nx.get_edge_attributes(graph, key).values())
    return found


def by_networkit(network: Incidence) -> networkit.Graph:
    graph = undirected(network)
    found = networkit.Graph(len(graph), weighted=True)
    for (one, other), length in nx.get_edge_attributes(graph, "length").items():
        found.addEdge(one, other, length)
    return found


@EACH
def test_betweenness(network: Incidence) -> None:
    ours, graph = default_scores(network)["betweenness"], undirected(network)
    close(ours, nx.betweenness_centrality(graph, weight="length"))
    pairs = (len(graph) - 1) * (len(graph) - 2) / 2
    close(ours, [each / pairs for each in by_igraph(network).betweenness(weights="length")])
    close(ours, networkit.centrality.Betweenness(by_networkit(network), normalized=True).run().scores())
    assert ours.max() > 0


@EACH
def test_closeness(network: Incidence) -> None:
    ours, graph = default_scores(network)["closeness"], undirected(network)
    close(ours, nx.closeness_centrality(graph, distance="distance"))
    reach = [len(nx.node_connected_component(graph, each)) - 1 for each in graph]
    bare = by_igraph(network).closeness(weights="distance")  # without the factor of Wasserman and Faust
    factor = [count / (len(graph) - 1) for count in reach]
    close(ours, [each * part if part else 0.0 for each, part in zip(bare, factor, strict=True)])


@pytest.mark.parametrize("name", ["karate", "davis"])
def test_closeness_of_a_network_in_one_piece_is_networkits(network: Incidence) -> None:
    unit = int(np.lcm.reduce(np.unique(network.strength[network.tied])))
    variant = networkit.centrality.ClosenessVariant.STANDARD
    found = networkit.centrality.Closeness(by_networkit(network), True, variant).run().scores()
    close(default_scores(network)["closeness"], [each * unit for each in found])


@EACH
def test_structural_holes(network: Incidence) -> None:
    ours, graph = default_scores(network), undirected(network)
    close(ours["constraint"], nx.constraint(graph, weight="strength"))
    close(ours["constraint"], by_igraph(network).constraint(weights="strength"))
    # Without `nodes`, networkx 3.6.1 divides by the largest weight of the wrong agency (its issue 8906).
    close(ours["effective_size"], nx.effective_size(graph, nodes=list(graph), weight="strength"))


@EACH
def test_loads_and_partners(network: Incidence) -> None:
    ours, graph = default_scores(network), by_igraph(network)
    close(ours["load"], graph.strength(weights="strength"))
    close(ours["partners"], graph.degree())


def triple_roles(network: Incidence, one: int, broker: int, other: int) -> str:
    """Return the role of a broker, as Gould and Fernandez put it in words."""
    systems = [int(network.systems[each]) for each in (one, broker, other)]
    if UNKNOWN in systems:
        return ""
    if len(set(systems)) == 3:
        return "liaison"
    if len(set(systems)) == 1:
        return "coordinator"
    if systems[0] == systems[2]:
        return "itinerant"
    return "gatekeeper" if systems[1] == systems[2] else "representative"


@EACH
def test_brokerage_is_what_counting_triples_gives(network: Incidence) -> None:
    leads = network.mobilisation > 0
    counts = {kind: np.zeros(len(leads), dtype=int) for kind in ("brokerage", *BROKERS, "")}
    for one, broker, other in permutations(range(len(leads)), 3):
        if leads[one, broker] and leads[broker, other] and not leads[one, other]:
            counts["brokerage"][broker] += 1
            counts[triple_roles(network, one, broker, other)][broker] += 1
    ours = brokerage(network)
    assert {kind: ours[kind].tolist() for kind in ours} == {kind: counts[kind].tolist() for kind in ours}
    assert (sum(ours[kind] for kind in BROKERS) + counts[""] == ours["brokerage"]).all()


@ZEROS
@EACH
def test_further_scores(network: Incidence) -> None:
    ours, graph, other = further_scores(network), undirected(network), by_igraph(network)
    close(ours["degree"], nx.degree_centrality(graph))
    longest = np.array(other.eigenvector_centrality(weights="strength"))
    close(ours["eigenvector"], (longest / np.linalg.norm(longest)).tolist(), 1e-6)
    close(ours["core"], other.coreness())
    cuts = set(other.articulation_points())
    assert ours["cut_vertex"].tolist() == [each in cuts for each in graph]
    bridges = [other.es[edge].tuple for edge in other.bridges()]
    assert ours["bridges"].tolist() == [sum(each in pair for pair in bridges) for each in graph]


@ZEROS
@EACH
def test_scores_of_leads_and_supporters(network: Incidence) -> None:
    ours, graph = further_scores(network), directed(network)
    close(ours["pagerank"], nx.pagerank(graph, weight="measures", tol=1e-14, max_iter=1000))
    other = igraph.Graph(n=len(graph), edges=list(graph.edges()), directed=True)
    other.es["measures"] = list(nx.get_edge_attributes(graph, "measures").values())
    close(ours["pagerank"], other.pagerank(weights="measures"))
    if not np.isnan(ours["hub"]).any():
        hub, authority = (
            np.array(each(weights="measures")) for each in (other.hub_score, other.authority_score)
        )
        close(ours["hub"], (hub / hub.sum()).tolist(), 1e-6)
        close(ours["authority"], (authority / authority.sum()).tolist(), 1e-6)


@EACH
def test_communities_are_a_partition_that_a_seed_repeats(network: Incidence) -> None:
    found = further_scores(network, 5)["community"]
    assert found.tolist() == further_scores(network, 5)["community"].tolist()
    sizes = np.bincount(found)[1:]
    assert (np.diff(sizes) <= 0).all()
    groups = [set(np.flatnonzero(found == number).tolist()) for number in range(1, found.max() + 1)]
    graph = undirected(network)
    ours = nx.community.modularity(graph, groups, weight="strength")
    best = by_igraph(network).community_multilevel(weights="strength").modularity
    assert ours == pytest.approx(best, abs=0.05)


@EACH
@pytest.mark.parametrize("way", ["_by_networkx", "sparse", "blocks", "remainders"])
def test_every_way_to_the_paths_is_one(network: Incidence, way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    betweenness, closeness = paths.path_scores(network)
    if way == "_by_networkx":
        monkeypatch.setattr(paths, "HALF", 0.0)
    elif way == "sparse":
        monkeypatch.setattr(paths, "DENSE", 0)
    elif way == "remainders":
        monkeypatch.setattr(paths, "ERROR", 0.001)  # distances of which exact floats would do
    else:
        monkeypatch.setattr(paths, "ROOM", 300)
    other = paths.path_scores(network)
    close(betweenness, other[0].tolist(), 1e-12)
    close(closeness, other[1].tolist(), 1e-12)


PRIMES = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97)


@pytest.mark.parametrize("count", [13, 14, 17, 18, 22, 23, 25])
def test_lengths_that_no_float_holds_are_exact(count: int) -> None:
    """Prime strengths make long units: past 2**52 remainders decide, past 10**30 whole numbers.

    A ring of primes, crossed by a square of equal ties whose two halves are equally long.
    """
    ring = [(place, (place + 1) % count, prime) for place, prime in enumerate(PRIMES[:count])]
    square = [(0, count, 2), (count, count + 1, 3), (0, count + 2, 3), (count + 2, count + 1, 2)]
    network = incidence(meetings([*ring, *square]))
    graph = undirected_exactly(network)
    betweenness, closeness = paths.path_scores(network)
    close(betweenness, nx.betweenness_centrality(graph, weight="length"))
    close(closeness, nx.closeness_centrality(graph, distance="length"))


def undirected_exactly(network: Incidence) -> nx.Graph[int]:
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(network.agencies)))
    for one, other in np.argwhere(np.triu(network.strength)).tolist():
        graph.add_edge(one, other, length=Fraction(1, int(network.strength[one, other])))
    return graph
