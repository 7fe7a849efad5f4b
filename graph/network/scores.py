"""Scores of coordination, one function a score; each maps agency IRI → number and leaves no agency out."""

from __future__ import annotations

import math

from graph.network.projection import Pair, neighbours, project
from graph.network.twomode import LEAD, TwoMode


def roles_held(network: TwoMode, role: str) -> dict[str, int]:
    """Return how many measures each agency takes part in as `role`.

    An agency in two parts of one measure counts once. Over the four roles the
    numbers can add up to more than `measures_shared_in`, since an agency may
    hold two roles in one measure.
    """
    counts = {agency.iri: 0 for agency in network.agencies}
    for (agency, _), roles in network.roles.items():
        counts[agency] += role in roles
    return counts


def measures_held(network: TwoMode) -> dict[str, int]:
    """Return in how many measures each agency takes part, whatever its roles."""
    return {agency: len(measures) for agency, measures in network.by_agency().items()}


def load(network: TwoMode, role: str = "") -> dict[str, int]:
    """Return the coordination load of every agency, in pairings.

    Two agencies have to coordinate once for each measure that they share; a
    measure with n agencies brings n - 1 such pairings to each of them:
    L(u) = Σ (n(m) - 1) over the measures m of u. Network analysis calls this
    the strength of a node in the projection. With `role`, only measures in
    which the agency holds that role are summed; an agency with two roles in a
    measure has it in both sums, once in the whole.

    Notes
    -----
    Over all agencies the loads sum to Σ n(m) (n(m) - 1). One measure that names
    everybody can outweigh many small ones. An agency that works alone has 0.
    Source: A. Barrat et al., PNAS 101, 3747 (2004), for the strength.

    Examples
    --------
    Finance is in a measure of two and a measure of three: 1 + 2.

    >>> from graph.network.twomode import AgencyNode, MeasureNode
    >>> roles = {("fin", "m1"): ("lead",), ("hea", "m1"): ("responsible",),
    ...     ("fin", "m2"): ("responsible",), ("hea", "m2"): ("lead",), ("tra", "m2"): ("lead",)}
    >>> town = TwoMode(tuple(AgencyNode(a, a) for a in ("arc", "fin", "hea", "tra")),
    ...     (MeasureNode("m1", "1", 1), MeasureNode("m2", "2", 2)), roles)
    >>> load(town)
    {'arc': 0, 'fin': 3, 'hea': 3, 'tra': 2}
    >>> load(town, "lead")
    {'arc': 0, 'fin': 1, 'hea': 2, 'tra': 2}
    """
    sizes = network.sizes()
    totals = {agency.iri: 0 for agency in network.agencies}
    for (agency, measure), roles in network.roles.items():
        if not role or role in roles:
            totals[agency] += sizes[measure] - 1
    return totals


def span(network: TwoMode) -> dict[str, int]:
    """Return the span of every lead, in pairings: Σ (n - 1) over the measures that it leads.

    That is how many partners, counted a measure at a time, it has to bring
    together. Another agency that leads the same measure counts as a partner; an
    agency that leads nothing has 0. Equals `load(network, "lead")`.
    """
    return load(network, LEAD)


def partners(network: TwoMode) -> dict[str, int]:
    """Return with how many different agencies each agency shares at least one measure."""
    found = neighbours(project(network), (agency.iri for agency in network.agencies))
    return {agency: len(pairs) for agency, pairs in found.items()}


def newman_strength(network: TwoMode) -> dict[str, float]:
    """Return Σ 1/(n - 1) over the partners and shared measures of every agency.

    By Newman's identity this is the number of its measures that it shares with
    anyone, so an agency named with everybody gains nothing by it (see
    `graph.network.projection.project`).
    """
    found = neighbours(project(network), (agency.iri for agency in network.agencies))
    return {agency: math.fsum(pair.newman for pair in pairs) for agency, pairs in found.items()}


def ties_a_partner(network: TwoMode) -> dict[str, float | None]:
    """Return load / partners: how many measures an agency shares with a partner on average.

    Undefined (None) for an agency without partners.
    """
    loads, counts = load(network), partners(network)
    return {agency: loads[agency] / counts[agency] if counts[agency] else None for agency in loads}


def betweenness(network: TwoMode) -> dict[str, float]:
    """Return the share of shortest paths between other agencies that run through each agency.

    B(u) = Σ over pairs s, t of σ(s, t | u) / σ(s, t), divided by
    (N - 1)(N - 2)/2, so that it lies between 0 and 1; a pair that no path joins
    adds nothing. The length of a tie is 1/strength, where strength is the number
    of shared measures: agencies that share more are nearer (a strength passed as
    a distance would say the reverse).

    Notes
    -----
    Computed by networkx (U. Brandes, Journal of Mathematical Sociology 25, 163,
    2001) on whole-number lengths: the lowest common multiple of all strengths
    divided by the strength. That is the same as 1/strength but for the unit, and
    equal paths are found equal, which sums of thirds as floats are not.

    Examples
    --------
    The office is the only bridge between two others: 1 of 1 pairs.

    >>> from graph.network.twomode import AgencyNode, MeasureNode
    >>> roles = {("a", "m1"): ("lead",), ("office", "m1"): ("responsible",),
    ...     ("b", "m2"): ("lead",), ("office", "m2"): ("responsible",)}
    >>> town = TwoMode(tuple(AgencyNode(a, a) for a in ("a", "b", "office")),
    ...     (MeasureNode("m1", "1", 1), MeasureNode("m2", "2", 2)), roles)
    >>> betweenness(town)
    {'a': 0.0, 'b': 0.0, 'office': 1.0}
    """
    import networkx as nx

    pairs = project(network)
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(agency.iri for agency in network.agencies)
    graph.add_weighted_edges_from(_lengths(pairs), weight="length")
    return dict(nx.betweenness_centrality(graph, weight="length"))


def _lengths(pairs: tuple[Pair, ...]) -> list[tuple[str, str, int]]:
    unit = math.lcm(*{pair.measures for pair in pairs})
    return [(pair.first, pair.second, unit // pair.measures) for pair in pairs]
