"""Which of nearly equal paths are equal: whole numbers too long for a float, compared by their remainders."""

from __future__ import annotations

import numpy as np

from graph.network.incidence import Booleans, Integers

WORD = 2**64
HALF = 2.0**62


def remainders(unit: int, strengths: Integers) -> Integers:
    """Return unit/strength modulo 2**64, in two's complement, for each of the strengths.

    Examples
    --------
    >>> remainders(2**64 + 6, np.array([1, 2])).tolist() == [6, 2**63 + 3 - 2**64]
    True
    """
    words = {each: (unit // each) % WORD for each in np.unique(strengths).tolist()}
    found = np.array([words[each] for each in strengths.tolist()], dtype=np.uint64)
    return found.view(np.int64)


def shortest_steps(near: Integers, far: Integers, lengths: Integers, places: int) -> Booleans:
    """Return which steps from `near` to `far` lie on a shortest path, of those that may.

    Parameters
    ----------
    near, far
        The two ends of each step, as places from 0 to `places`; every step of a shortest
        path is among them, and no end can be reached from itself.
    lengths
        The length of each step modulo 2**64 (`remainders`).
    places
        How many places there are. Those that no step leads to are at 0.

    Notes
    -----
    All ways to one place are known to differ by less than 2**62, so what two of them differ
    by is the difference of their remainders, exactly. Distances are taken over a round at a
    time, until they no longer change: as often as the longest path has steps.

    Examples
    --------
    From 0 to 3 by 1 in 2 + 3, by 2 in 4 + 1, or straight in 6.

    >>> near, far = np.array([0, 0, 1, 2, 0]), np.array([1, 2, 3, 3, 3])
    >>> shortest_steps(near, far, np.array([2, 4, 3, 1, 6]), 4).tolist()
    [True, True, True, True, False]
    """
    order = np.argsort(far, kind="stable")
    ends, starts = np.unique(far[order], return_index=True)
    counts = np.diff(np.append(starts, len(order)))
    distances = np.zeros(places, dtype=np.int64)
    while True:
        ways = distances[near] + lengths
        sorted_ways = ways[order]
        first = sorted_ways[starts]
        more = np.minimum.reduceat(sorted_ways - np.repeat(first, counts), starts) if len(order) else first
        before = distances[ends]
        distances[ends] = first + more
        if (distances[ends] == before).all():
            shortest: Booleans = ways == distances[far]
            return shortest
