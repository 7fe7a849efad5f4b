"""The one-mode projection: pairs of agencies that share measures."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import combinations

from graph.network.twomode import TwoMode


@dataclass(frozen=True, slots=True)
class Pair:
    """Two agencies (first < second by IRI), the measures they share, and Newman's weight."""

    first: str
    second: str
    measures: int
    newman: float


def project(network: TwoMode) -> tuple[Pair, ...]:
    """Return every pair of agencies that shares a measure, ordered by IRIs.

    The strength of a pair is the number of measures that both take part in:
    w(u, v) = Σ over m of a(u, m) a(v, m), where a is 1 for an agency of the
    measure in whatever role. Newman's weight counts a measure of n agencies as
    1/(n - 1), since a pair knows each other less in a large group; the Newman
    weights of one agency add up to the number of its measures that it shares
    with anyone.

    Notes
    -----
    Source: M. E. J. Newman, "Scientific collaboration networks. II", Physical
    Review E 64, 016132 (2001), equation 2. A measure with one agency gives no
    pair. Sums are rounded once (`math.fsum`), so the order of the measures
    does not show.

    Examples
    --------
    Finance and Health share a measure alone and one with Transport:
    2 measures, 1/1 + 1/2.

    >>> from graph.network.twomode import AgencyNode, MeasureNode
    >>> roles = {("fin", "m1"): ("lead",), ("hea", "m1"): ("responsible",),
    ...     ("fin", "m2"): ("lead",), ("hea", "m2"): ("lead",), ("tra", "m2"): ("cooperating",)}
    >>> town = TwoMode(tuple(AgencyNode(a, a) for a in ("fin", "hea", "tra")),
    ...     (MeasureNode("m1", "1", 1), MeasureNode("m2", "2", 2)), roles)
    >>> [(pair.first, pair.second, pair.measures, pair.newman) for pair in project(town)]
    [('fin', 'hea', 2, 1.5), ('fin', 'tra', 1, 0.5), ('hea', 'tra', 1, 0.5)]
    """
    shares: dict[tuple[str, str], list[float]] = {}
    for agencies in network.by_measure().values():
        for pair in combinations(agencies, 2):
            shares.setdefault(pair, []).append(1 / (len(agencies) - 1))
    return tuple(Pair(*pair, len(shares[pair]), math.fsum(shares[pair])) for pair in sorted(shares))
