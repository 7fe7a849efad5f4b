"""The number of successes in trials that differ in their chance (Poisson-binomial), exactly."""

from __future__ import annotations

import numpy as np

from graph.network.chance.margins import Real, Whole

ROOM = 100_000
"""At most so many numbers are held at once, which stays within the cache of a processor."""


def tails(chances: Real, times: Whole, at_least: Whole) -> Real:
    """Return P(X ≥ w) for each row of chances, X the number of successes.

    Row i of `chances` holds the chances of kinds of trials, `times` how often
    each kind is tried (the same for all rows), and w is ``at_least[i]``.

    Notes
    -----
    The trials are added one by one: after each, P(X = x) becomes
    P(X = x) (1 - c) + P(X = x - 1) c for x < w, and what steps from w - 1 to w is added up.
    Only positive numbers are added and multiplied, so even the smallest tail
    keeps its digits; a Fourier transform, or one minus the lower part, loses
    all below 1e-16. Rows are done in parts of about the same w, so the work is
    trials × the sum of all w.

    Examples
    --------
    Two fair coins and one that always falls on its head: at least two heads
    unless both fair ones show tails.

    >>> tails(np.array([[0.5, 1.0]]), np.array([2, 1]), np.array([2])).tolist()
    [0.75]
    """
    found: Real = np.empty(len(chances))
    order = np.argsort(at_least, kind="stable")
    upwards = at_least[order]
    start = 0
    while start < len(order):
        most = 2 * int(upwards[start]) + 1
        end = min(int(np.searchsorted(upwards, most)), start + max(1, ROOM // most))
        part = order[start:end]
        found[part] = _tails(chances[part], times, at_least[part])
        start = end
    return found


def _tails(chances: Real, times: Whole, at_least: Whole) -> Real:
    """Return the tails of rows whose w is about the same; `below` has a row a value of x."""
    most = int(at_least.max(initial=0))
    below = np.zeros((most, len(chances)))
    reached: Real = (at_least == 0).astype(np.float64)
    if not most:
        return reached
    below[0] = at_least > 0
    last = np.maximum(at_least - 1, 0)
    rows = np.arange(len(chances))
    for kind, often in enumerate(times.tolist()):
        chance = chances[:, kind]
        for _ in range(often):
            moved = below * chance
            reached += moved[last, rows]
            below *= 1.0 - chance
            below[1:] += moved[:-1]
    return reached
