"""The further scores of `rank --all`: spectral scores, cores, cut vertices, bridges, communities."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from graph.network.incidence import Floats, Incidence, Integers
from graph.network.scores import partners
from graph.table import Column

if TYPE_CHECKING:
    import networkx as nx

SEED = 1
DAMPING = 0.85
NOTHING = 1e-12
"""What is smaller than this in a vector of length one is rounding."""
APART = 1e-9
"""Two largest eigenvalues that are nearer than this, of the largest, are taken for equal."""

COLUMNS = (
    Column("degree", "decimal", "度中心性", "Degree centrality", "share"),
    Column("eigenvector", "decimal", "特征向量中心性", "Eigenvector centrality"),
    Column("pagerank", "decimal", "PageRank（牵头指向支持单位）", "PageRank, lead to supporter", "share"),
    Column("hub", "decimal", "枢纽值（HITS）", "Hub (HITS)", "share"),
    Column("authority", "decimal", "权威值（HITS）", "Authority (HITS)", "share"),
    Column("core", "integer", "k核", "k-core"),
    Column("bridges", "integer", "桥数", "Bridges", "pairs"),
)
"""The further scores that have a rank."""
UNRANKED = (
    Column("cut_vertex", "boolean", "割点", "Cut vertex"),
    Column("community", "integer", "社群", "Community"),
)


def further_scores(network: Incidence, seed: int = SEED) -> dict[str, Floats | Integers]:
    """Return every further score by name: an array in the order of `network.agencies`, nan where undefined.

    - degree: partners / (N - 1).
    - eigenvector, pagerank, hub, authority: see their functions.
    - core: the largest k such that the agency belongs to a part of the network in which
      everybody has at least k partners (S. B. Seidman, Social Networks 5, 269, 1983).
    - bridges: in how many pairs it stands that alone hold two parts together; cut_vertex:
      1 if the network falls apart without it (R. Tarjan, SIAM J. Comput. 1, 146, 1972).
    - community: Louvain on the strengths with this seed (V. D. Blondel et al., J. Stat. Mech.
      P10008, 2008), numbered from 1 by size, then by the first agency. Another seed may
      give other communities: they are no finding without their stability.
    """
    import networkx as nx

    count = len(network.agencies)
    graph = _graph(network)
    cores = nx.core_number(graph)
    cuts = set(nx.articulation_points(graph))
    bridges = np.zeros(count, dtype=np.int64)
    pairs: list[tuple[int, int]] = list(nx.bridges(graph))  # type: ignore[arg-type]  # the stubs name one node
    for one, other in pairs:
        bridges[[one, other]] += 1
    hub, authority = hubs(network)
    return {
        "degree": partners(network) / max(1, count - 1),
        "eigenvector": eigenvector(network),
        "pagerank": pagerank(network),
        "hub": hub,
        "authority": authority,
        "core": np.array([cores[each] for each in graph], dtype=np.int64),
        "bridges": bridges,
        "cut_vertex": np.array([each in cuts for each in graph], dtype=np.int64),
        "community": communities(network, seed),
    }


def eigenvector(network: Incidence) -> Floats:
    """Return the eigenvector of the strengths for their largest eigenvalue, of length 1, never negative.

    An agency is central when it shares measures with central agencies: x(u) = 1/λ Σ
    w(u, v) x(v). Outside the part of the network that has the largest eigenvalue it is 0;
    where two parts have the same, or nobody a partner, it is not defined (nan).

    Notes
    -----
    Source: P. Bonacich, Journal of Mathematical Sociology 2, 113 (1972).

    Examples
    --------
    In a triangle everybody has 1/√3.

    >>> from graph.network.incidence import incidence
    >>> from graph.network.twomode import from_roles
    >>> town = incidence(from_roles({"1": {"a": "lead", "b": "lead", "c": "lead"}}))
    >>> town.by_agency(eigenvector(town).round(3))
    {'a': 0.577, 'b': 0.577, 'c': 0.577}
    """
    return _principal(network.strength.astype(np.float64))


def hubs(network: Incidence) -> tuple[Floats, Floats]:
    """Return hub and authority scores on the network lead → supporter, each adding up to 1 (HITS).

    A hub leads measures that good authorities support; an authority supports measures
    that good hubs lead. Weights are numbers of measures. Not defined (nan) where the
    largest singular value is not the only one of its size, or nobody supports anybody.

    Notes
    -----
    Source: J. M. Kleinberg, Journal of the ACM 46, 604 (1999).

    Examples
    --------
    >>> from graph.network.incidence import incidence
    >>> from graph.network.twomode import from_roles
    >>> town = incidence(from_roles({"1": {"a": "lead", "b": "responsible", "c": "cooperating"}}))
    >>> [town.by_agency(each.round(3)) for each in hubs(town)]
    [{'a': 1.0, 'b': 0.0, 'c': 0.0}, {'a': 0.0, 'b': 0.5, 'c': 0.5}]
    """
    leads = network.mobilisation.astype(np.float64)
    hub, authority = _principal(leads @ leads.T), _principal(leads.T @ leads)
    return hub / hub.sum(), authority / authority.sum()


def pagerank(network: Incidence) -> Floats:
    """Return PageRank on the network lead → supporter with damping 0.85; adds up to 1.

    Who is called on by many, and by those who are themselves called on, is high. From a lead
    the walk goes on to its supporters in proportion to the measures; from an agency that
    leads nothing it starts anew anywhere. Solved exactly, not by iteration.

    Notes
    -----
    Source: S. Brin and L. Page, Computer Networks 30, 107 (1998).

    Examples
    --------
    a → b: x(b) = x(a) + 0.85 x(a) and both add up to 1, so x(a) = 1/2.85.

    >>> from graph.network.incidence import incidence
    >>> from graph.network.twomode import from_roles
    >>> town = incidence(from_roles({"1": {"a": "lead", "b": "responsible"}}))
    >>> town.by_agency(pagerank(town).round(3))
    {'a': 0.351, 'b': 0.649}
    """
    leads = network.mobilisation.astype(np.float64)
    count = len(leads)
    if not count:
        return np.zeros(0)
    out = leads.sum(axis=1)
    steps = np.where(out[:, None] > 0, leads / np.maximum(out, 1.0)[:, None], 1.0 / count)
    start = np.full(count, (1.0 - DAMPING) / count)
    found: Floats = np.linalg.solve(np.eye(count) - DAMPING * steps.T, start)
    return found


def communities(network: Incidence, seed: int = SEED) -> Integers:
    """Return the number of the community of each agency, the largest 1; an agency alone is one by itself.

    Examples
    --------
    >>> from graph.network.incidence import incidence
    >>> from graph.network.twomode import from_roles
    >>> town = incidence(from_roles({"1": {"a": "lead", "b": "lead"}, "2": {"c": "lead", "d": "lead",
    ...     "e": "lead"}}))
    >>> town.by_agency(communities(town))
    {'a': 2, 'b': 2, 'c': 1, 'd': 1, 'e': 1}
    """
    import networkx as nx

    found = nx.community.louvain_communities(_graph(network), weight="strength", seed=seed)
    numbers = np.zeros(len(network.agencies), dtype=np.int64)
    for number, members in enumerate(sorted(found, key=lambda each: (-len(each), min(each))), start=1):
        numbers[sorted(members)] = number
    return numbers


def _principal(matrix: Floats) -> Floats:
    """Return the eigenvector of a symmetric matrix without negative entries for its largest eigenvalue."""
    if not matrix.any():
        return np.full(len(matrix), np.nan)
    values, vectors = np.linalg.eigh(matrix)
    if len(values) > 1 and values[-1] - values[-2] <= APART * values[-1]:
        return np.full(len(matrix), np.nan)
    found: Floats = np.abs(vectors[:, -1])
    found[found < NOTHING] = 0.0
    return found


def _graph(network: Incidence) -> nx.Graph[int]:
    import networkx as nx

    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(network.agencies)))
    for one, other in np.argwhere(np.triu(network.strength)).tolist():
        graph.add_edge(one, other, strength=int(network.strength[one, other]))
    return graph
