"""Structural holes: Burt's constraint and effective size in the weighted projection."""

from __future__ import annotations

import numpy as np

from graph.network.incidence import Floats, Incidence
from graph.network.products import product


def constraint(network: Incidence) -> Floats:
    """Return how far each agency's partners are tied to one another around it; low means free to broker.

    C(u) = Σ over partners v of (p(u, v) + Σ over w of p(u, w) p(w, v))², where
    p(u, v) = w(u, v)/Σ w(u, ·) is the share of u's load that v takes. An agency with one
    partner has 1; the value can exceed 1 with two or three partners that depend on each
    other. Not defined (nan) without partners.

    Notes
    -----
    Source: R. S. Burt, Structural Holes (1992), equation 2.4; American Journal of
    Sociology 110, 349 (2004). Rank 1 is the highest value, the most constrained agency.

    Examples
    --------
    The office shares a measure with a and another with b, who share none: 1/4 + 1/4 for
    it, 1 for each of them, since all they have runs through the office.

    >>> from graph.network.incidence import incidence
    >>> from graph.network.twomode import from_roles
    >>> town = incidence(from_roles({"1": {"a": "lead", "office": "lead"}, "2": {"b": "lead",
    ...     "office": "lead"}}))
    >>> town.by_agency(constraint(town))
    {'a': 1.0, 'b': 1.0, 'office': 0.5}
    """
    shares = _shares(network)
    invested = shares + product(shares, shares)
    return _where_tied(network, np.where(network.tied, invested**2, 0.0).sum(axis=1))


def effective_size(network: Incidence) -> Floats:
    """Return the number of an agency's partners, less what of them is redundant.

    E(u) = Σ over partners v of (1 - Σ over w of p(u, w) m(v, w)), where p is as for
    `constraint` and m(v, w) = w(v, w)/max w(v, ·). Partners that share nothing with one
    another count whole. Not defined (nan) without partners.

    Notes
    -----
    Source: R. S. Burt, Structural Holes (1992), equation 2.2. The sum over w leaves v
    out by itself, since nobody shares a measure with itself.

    Examples
    --------
    In the triangle of one measure each has two partners, and each partner is tied to the
    other as strongly as it can be: 2 - 1/2 - 1/2.

    >>> from graph.network.incidence import incidence
    >>> from graph.network.twomode import from_roles
    >>> town = incidence(from_roles({"1": {"a": "lead", "b": "lead", "c": "lead"}, "2": {"c": "lead",
    ...     "d": "lead"}}))
    >>> town.by_agency(effective_size(town).round(3))
    {'a': 1.0, 'b': 1.0, 'c': 2.333, 'd': 1.0}
    """
    strongest = network.strength.max(axis=1, initial=0)
    mutual = network.strength / np.maximum(strongest, 1)[:, None]
    redundant = product(_shares(network), mutual.T)
    return _where_tied(network, np.where(network.tied, 1.0 - redundant, 0.0).sum(axis=1))


def _shares(network: Incidence) -> Floats:
    """Return p(u, v), the share of u's load that it has with v; 0 without partners."""
    totals = network.strength.sum(axis=1)
    shares: Floats = network.strength / np.maximum(totals, 1)[:, None]
    return shares


def _where_tied(network: Incidence, values: Floats) -> Floats:
    return np.where(network.tied.any(axis=1), values, np.nan)
