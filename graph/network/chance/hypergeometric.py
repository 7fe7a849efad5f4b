"""The first null model: each agency keeps how many measures it has and draws them blindly (SVN)."""

from __future__ import annotations

from math import comb

import numpy as np

from graph.network.chance.margins import Margins, Real, Whole
from graph.network.chance.scored import Scored, by_degrees


def hypergeometric(found: Margins) -> Scored:
    """Return expected shared measures and p of every sharing pair under blind draws.

    Two agencies with k1 and k2 of N measures share k1 k2 / N of them on average
    if each draws its own without looking; p = P(X ≥ w) by `at_least`.

    Notes
    -----
    Source: M. Tumminello, S. Miccichè, F. Lillo, J. Piilo, R. N. Mantegna,
    "Statistically validated networks in bipartite complex systems", PLoS ONE 6,
    e17994 (2011). N counts the measures that have an agency. The model keeps
    the agencies' margins only: every measure is as likely as any other, so a
    measure that names everybody makes all its pairs look related.
    """

    def tail(low: Whole, high: Whole, shared: Whole) -> tuple[Real, Real]:
        kinds = zip(low.tolist(), high.tolist(), shared.tolist(), strict=True)
        p = np.array([at_least(w, found.measures, one, other) for one, other, w in kinds])
        return low * high / max(found.measures, 1), p

    return by_degrees("hypergeometric", found, tail)


def at_least(w: int, measures: int, one: int, other: int) -> float:
    """Return P(X ≥ w): two agencies with `one` and `other` of N measures share at least w by chance.

    P(X ≥ w) = Σ from x = w to min(k1, k2) of C(k1, x) C(N - k1, k2 - x) / C(N, k2),
    added up in whole numbers and divided once, so the result is the float
    nearest to the true value however far out in the tail it lies (below
    5e-324 it becomes 0).

    Examples
    --------
    Of four measures one agency has two and another has two. Of the six ways to
    draw two of four, one draws the same two, and one draws none of them.

    >>> at_least(2, 4, 2, 2) == 1 / 6, at_least(1, 4, 2, 2) == 5 / 6, at_least(0, 4, 2, 2)
    (True, True, 1.0)
    """
    one, other = min(one, other), max(one, other)
    x = max(w, one + other - measures, 0)
    if x > one:
        return 0.0
    term = comb(other, x) * comb(measures - other, one - x)
    total = term
    while x < one:
        rest = measures - one - other + x + 1
        term = term * (one - x) * (other - x) // ((x + 1) * rest)
        total += term
        x += 1
    return total / comb(measures, one)
