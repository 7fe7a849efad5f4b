"""Shortest paths between agencies, ties decided exactly: betweenness and closeness."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from graph.network.exact import HALF, remainders, shortest_steps
from graph.network.incidence import Floats, Incidence, Integers

ERROR = 1e-12
"""How far a sum of lengths can be off, of the longest distance: thousands of roundings of 2**-53."""
DENSE = 256
"""Up to so many agencies the table of all distances is filled as a whole (Floyd 1962, Warshall 1962)."""
ROOM = 4_000_000
"""How many cells of sources × ties are worked on at once."""


def path_scores(network: Incidence) -> tuple[Floats, Floats]:
    """Return betweenness and closeness of every agency, from one search for shortest paths.

    The length of a tie is 1/strength, where strength is the number of shared measures:
    agencies that share more are nearer (a strength passed as a distance would say the
    reverse).

    *Betweenness*: B(u) = Σ over pairs s, t of others of σ(s, t | u) / σ(s, t), the share of
    their shortest paths that run through u, divided by (N - 1)(N - 2)/2, so that it lies
    between 0 and 1; a pair that no path joins adds nothing. With fewer than three
    agencies everybody has 0.

    *Closeness*: C(u) = (r - 1)/Σ d(u, v) · (r - 1)/(N - 1), where r - 1 agencies can be
    reached from u. The second factor (Wasserman and Faust) lowers whoever lives in a small
    part of a network that falls apart; an agency without partners has 0. In shared
    measures: an agency that shares one measure with each of all others has 1.

    Notes
    -----
    Lengths are whole numbers: the lowest common multiple of all strengths divided by the
    strength. That is 1/strength but for the unit, and paths of equal length are found
    equal, which sums of thirds as floats are not. Where the multiple outgrows what a float
    holds exactly, nearly equal paths are compared by their remainders
    (`graph.network.exact`); where it outgrows even that, about 10**30, networkx computes both
    scores with Python's whole numbers, slowly. The sums run over all sources at once: paths
    are counted tie by tie outwards, shares are added up tie by tie inwards.

    Sources: L. C. Freeman, Sociometry 40, 35 (1977); U. Brandes, Journal of Mathematical
    Sociology 25, 163 (2001); S. Wasserman and K. Faust, Social Network Analysis (1994),
    equation 5.22; T. Opsahl et al., Social Networks 32, 245 (2010).

    Examples
    --------
    The office shares two measures with a and one with b: distances 1/2 and 1. It stands
    between the only other pair. Of three others the archive is out of reach: closeness of
    the office 2/(3/2) · 2/3, of a 2/(1/2 + 3/2) · 2/3, of b 2/(1 + 3/2) · 2/3.

    >>> from graph.network.incidence import incidence
    >>> from graph.network.twomode import from_roles
    >>> town = incidence(from_roles({"1": {"a": "lead", "office": "lead"}, "3": {"a": "lead",
    ...     "office": "lead"}, "2": {"b": "lead", "office": "lead"}}, {"archive": "party"}))
    >>> betweenness, closeness = path_scores(town)
    >>> town.by_agency(betweenness.round(3))
    {'a': 0.0, 'archive': 0.0, 'b': 0.0, 'office': 0.333}
    >>> town.by_agency(closeness.round(3))
    {'a': 0.667, 'archive': 0.0, 'b': 0.533, 'office': 0.889}
    """
    strength = network.strength
    unit = math.lcm(*np.unique(strength[network.tied]).tolist())
    if unit * ERROR < HALF:
        distances = _distances(strength, unit, _between(network))
        doubt = float(distances[np.isfinite(distances)].max(initial=0.0)) * ERROR
        if doubt < HALF:
            return _betweenness(strength, unit, distances, doubt), _closeness(distances, unit)
    return _by_networkx(strength, unit)


def _lengths(strength: Integers, unit: int) -> Floats:
    """Return the length of every tie in units of 1/`unit`, endless where there is none, 0 to oneself."""
    lengths = np.full(strength.shape, np.inf)
    np.divide(float(unit), strength, out=lengths, where=strength > 0)
    np.fill_diagonal(lengths, 0.0)
    return lengths


def _between(network: Incidence) -> Integers:
    """Return the agencies that can stand between others: those of two measures with others, or more.

    The partners of an agency of one measure share that measure, so that the way by it is
    twice as long as theirs, or longer.
    """
    shared = (network.times > 0) & (network.sizes > 1)
    return np.flatnonzero(network.part[:, shared].sum(axis=1) > 1)


def _distances(strength: Integers, unit: int, between: Integers) -> Floats:
    """Return the length of the shortest path between every two agencies, by those that can be `between`."""
    return shortest(_lengths(strength, unit), between)


def shortest(lengths: Floats, between: Integers | None = None) -> Floats:
    """Return the length of the shortest path between every two nodes, given the lengths of ties.

    An absent tie is endless, and so is the way between nodes that no path joins; the way to
    oneself is 0. `between` are the nodes by which a path can lead, all by default. The
    argument may be overwritten.

    Examples
    --------
    >>> shortest(np.array([[0.0, 1, 5], [1, 0, 2], [5, 2, 0]])).tolist()
    [[0.0, 1.0, 3.0], [1.0, 0.0, 2.0], [3.0, 2.0, 0.0]]
    """
    if len(lengths) > DENSE:
        from scipy.sparse import csr_array
        from scipy.sparse.csgraph import dijkstra

        found: Floats = dijkstra(csr_array(np.where(np.isfinite(lengths), lengths, 0.0)))
        return found
    detour = np.empty_like(lengths)
    for middle in range(len(lengths)) if between is None else between:
        np.add(lengths[:, middle, None], lengths[middle], out=detour)
        np.minimum(lengths, detour, out=lengths)
    return lengths


def _closeness(distances: Floats, unit: int) -> Floats:
    reached = np.isfinite(distances)
    others = reached.sum(axis=1) - 1
    away = np.where(reached, distances, 0.0).sum(axis=1) / unit
    apart = max(len(distances) - 1, 1)
    near: Floats = others / np.where(others > 0, away, 1.0) * others / apart
    return near


def _betweenness(strength: Integers, unit: int, distances: Floats, doubt: float) -> Floats:
    count = len(strength)
    ties = Ties.of(strength, unit, distances, doubt)
    total = np.zeros(count)
    step = max(1, ROOM // max(1, len(ties.tails)))
    for first in range(0, count, step):
        total += _dependencies(distances[first : first + step], first, ties)
    pairs = (count - 1) * (count - 2)
    return total / pairs if pairs > 0 else np.zeros(count)


def _dependencies(distances: Floats, first: int, ties: Ties) -> Floats:
    """Return Σ over the sources of Brandes's dependency of each source on each agency.

    Row i of `distances` belongs to the source `first + i`. The number of paths is summed by
    their number of ties, as many rounds as the longest has; the shares then run back in as
    many rounds.
    """
    rows, count = distances.shape
    near, far = ties.steps(distances)
    layer = np.zeros(rows * count)
    layer[np.arange(rows) * count + first + np.arange(rows)] = 1.0
    paths = layer.copy()
    rounds = 0
    while layer.any():
        layer = np.bincount(far, weights=layer[near], minlength=rows * count)
        paths += layer
        rounds += 1
    part = np.divide(1.0, paths, out=np.zeros_like(paths), where=paths > 0)
    share = paths[near] * part[far]
    dependency = np.zeros(rows * count)
    for _ in range(rounds):
        dependency = np.bincount(near, weights=share * (1.0 + dependency[far]), minlength=rows * count)
    by_source = dependency.reshape(rows, count)
    by_source[np.arange(rows), first + np.arange(rows)] = 0.0
    total: Floats = by_source.sum(axis=0)
    return total


@dataclass(frozen=True, slots=True)
class Ties:
    """Every tie that is itself a shortest way between its ends, both ways, with its length.

    No other tie is part of a shortest path. `doubt` is how far two equal distances can differ as floats.

    Below 1/2 they cannot, since distances are whole numbers; then `words` is empty.
    """

    tails: Integers
    heads: Integers
    lengths: Floats
    words: Integers
    doubt: float

    @classmethod
    def of(cls, strength: Integers, unit: int, distances: Floats, doubt: float) -> Ties:
        """Return the ties of a network of strengths, whose distances are known."""
        exact = doubt < 0.5
        spare = _lengths(strength, unit) - np.where(np.isfinite(distances), distances, 0.0)
        tails, heads = np.nonzero((strength > 0) & (spare <= (0.0 if exact else doubt)))
        strengths = strength[tails, heads]
        words = strengths[:0] if exact else remainders(unit, strengths)
        return cls(tails, heads, float(unit) / strengths, words, doubt)

    def steps(self, distances: Floats) -> tuple[Integers, Integers]:
        """Return the steps u → v of shortest paths: d(s, u) + length = d(s, v), exactly.

        Each end is a place, the row of the source times the number of agencies, and the agency.
        """
        rows, count = distances.shape
        reached = np.where(np.isfinite(distances), distances, -1.0)
        ways = distances.take(self.tails, axis=1) + self.lengths
        ends = reached.take(self.heads, axis=1)
        if not self.words.size:
            source, tie = np.nonzero(ways == ends)
        else:
            source, tie = np.nonzero(np.abs(ways - ends) <= self.doubt)
        near, far = source * count + self.tails[tie], source * count + self.heads[tie]
        if not self.words.size:
            return near, far
        shortest = shortest_steps(near, far, self.words[tie], rows * count)
        return near[shortest], far[shortest]


def _by_networkx(strength: Integers, unit: int) -> tuple[Floats, Floats]:
    """Return both scores for lengths that only Python's whole numbers hold exactly."""
    import networkx as nx

    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(strength)))
    for one, other in np.argwhere(np.triu(strength)).tolist():
        graph.add_edge(one, other, length=unit // int(strength[one, other]))
    between = nx.betweenness_centrality(graph, weight="length")
    close = nx.closeness_centrality(graph, distance="length")
    betweenness = np.array([float(between[each]) for each in graph])
    return betweenness, np.array([float(close[each] * unit) for each in graph])
