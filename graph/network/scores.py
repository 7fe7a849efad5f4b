"""Scores that are sums over measures: loads, partners, standing; arrays in the order of the agencies."""

from __future__ import annotations

import numpy as np

from graph.network.incidence import Booleans, Floats, Incidence, Integers
from graph.network.twomode import LEAD, ROLES

STANDINGS = ("auxiliary", "key", "leading")
"""By how many of load and partners are above the median."""


def roles_held(network: Incidence, role: str) -> Integers:
    """Return how many measures each agency takes part in as `role`.

    An agency in two parts of one measure counts once. Over the four roles the
    numbers can add up to more than `measures_held`, since an agency may hold
    two roles in one measure.
    """
    held: Integers = network.roles[:, :, ROLES.index(role)] @ network.times
    return held


def measures_held(network: Incidence) -> Integers:
    """Return in how many measures each agency takes part, whatever its roles."""
    held: Integers = network.part @ network.times
    return held


def load(network: Incidence, role: str = "") -> Integers:
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

    >>> from graph.network.incidence import incidence
    >>> from graph.network.twomode import from_roles
    >>> town = incidence(from_roles({"1": {"fin": "lead", "hea": "responsible"},
    ...     "2": {"fin": "responsible", "hea": "lead", "tra": "lead"}}, {"arc": "party"}))
    >>> town.by_agency(load(town))
    {'arc': 0, 'fin': 3, 'hea': 3, 'tra': 2}
    >>> town.by_agency(load(town, "lead"))
    {'arc': 0, 'fin': 1, 'hea': 2, 'tra': 2}
    """
    held = network.roles[:, :, ROLES.index(role)] if role else network.part
    total: Integers = held @ (network.times * (network.sizes - 1))
    return total


def span(network: Incidence) -> Integers:
    """Return the span of every lead, in pairings: Σ (n - 1) over the measures that it leads.

    That is how many partners, counted a measure at a time, it has to bring
    together. Another agency that leads the same measure counts as a partner; an
    agency that leads nothing has 0. Equals `load(network, "lead")`.
    """
    return load(network, LEAD)


def partners(network: Incidence) -> Integers:
    """Return with how many different agencies each agency shares at least one measure."""
    counts: Integers = network.tied.sum(axis=1)
    return counts


def newman_strength(network: Incidence) -> Integers:
    """Return Σ 1/(n - 1) over the partners and shared measures of every agency.

    That is the strength in Newman's projection, in which a measure of n agencies
    counts 1/(n - 1) for each two of them. Over the n - 1 partners of a measure this
    is 1, so the sum is the number of measures that the agency shares with anyone:
    a whole number, and nobody gains by being named with everybody.

    Notes
    -----
    Source: M. E. J. Newman, "Scientific collaboration networks. II", Physical
    Review E 64, 016132 (2001), equations 2 and 3.

    Examples
    --------
    Finance: 1/1 for Health in measure 1, 1/2 + 1/2 in measure 2, nothing for measure 3.

    >>> from graph.network.incidence import incidence
    >>> from graph.network.twomode import from_roles
    >>> town = incidence(from_roles({"1": {"fin": "lead", "hea": "lead"}, "3": {"fin": "lead"},
    ...     "2": {"fin": "lead", "hea": "lead", "tra": "lead"}}))
    >>> town.by_agency(newman_strength(town))
    {'fin': 2, 'hea': 2, 'tra': 1}
    """
    shared: Integers = network.part @ (network.times * (network.sizes > 1))
    return shared


def ties_a_partner(network: Incidence) -> Floats:
    """Return load / partners: how many measures an agency shares with a partner on average.

    Not defined (nan) for an agency without partners.
    """
    counts = partners(network)
    return np.where(counts > 0, load(network) / np.maximum(counts, 1), np.nan)


def standing(network: Incidence) -> Integers:
    """Return for each agency how many of load and partners are above the median of all agencies.

    2 is leading, 1 key, 0 auxiliary (`STANDINGS`); a value at the median is not
    above it. With few agencies, or when most have the same load, most are auxiliary.

    Examples
    --------
    Loads 4, 3, 3, 0 and partners 2, 2, 2, 0: medians 3 and 2. Only Finance is above
    one of them.

    >>> from graph.network.incidence import incidence
    >>> from graph.network.twomode import from_roles
    >>> town = incidence(from_roles({"1": {"fin": "lead", "hea": "lead"}, "2": {"fin": "lead", "tra": "lead"},
    ...     "3": {"fin": "lead", "hea": "lead", "tra": "lead"}}, {"arc": "party"}))
    >>> [STANDINGS[above] for above in standing(town)]
    ['auxiliary', 'key', 'auxiliary', 'auxiliary']
    """
    above = np.zeros(len(network.agencies), dtype=np.int64)
    for values in (load(network), partners(network)):
        above += values > (np.median(values) if values.size else 0)
    return above


def unclear_measures(network: Incidence) -> Integers:
    """Return in how many of its measures it is unclear who answers: no lead, several, or a list left open.

    The gaps of `graph.network.gaps` that concern agencies, each measure once;
    gaps never enter a load.
    """
    return measures_held_where(network, network.unclear)


def measures_held_where(network: Incidence, chosen: Booleans) -> Integers:
    """Return in how many of the chosen measures each agency takes part."""
    held: Integers = network.part @ (network.times * chosen)
    return held


def weighted_load(network: Incidence, weights: tuple[float, ...]) -> Floats:
    """Return the load of every agency where roles weigh: Σ over partners v and measures of r(u, m) r(v, m).

    `weights` are those of `ROLES`, in that order; r is the largest weight among the
    roles that an agency holds in the measure. With all weights 1 this is `load`.

    Examples
    --------
    A lead (2) with two supporters (1 each): 2·1 + 2·1 for it, 1·2 + 1·1 for each of them.

    >>> from graph.network.incidence import incidence
    >>> from graph.network.twomode import from_roles
    >>> town = incidence(from_roles({"1": {"a": "lead", "b": "responsible", "c": "cooperating"}}))
    >>> town.by_agency(weighted_load(town, (2, 1, 1, 1)))
    {'a': 4.0, 'b': 3.0, 'c': 3.0}
    """
    held = role_weights(network, weights)
    totals = held.sum(axis=0)
    weighted: Floats = (held * (totals - held)) @ network.times
    return weighted


def role_weights(network: Incidence, weights: tuple[float, ...]) -> Floats:
    """Return r(u, m), agencies × measures: the largest weight among the roles held, 0 without any."""
    held: Floats = (network.roles * np.asarray(weights, dtype=np.float64)).max(axis=2, initial=0.0)
    return held
