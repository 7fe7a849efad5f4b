"""False discovery rate by Benjamini and Hochberg, and what it can find at all."""

from __future__ import annotations

from fractions import Fraction
from math import ceil

import numpy as np

from graph.network.chance.margins import Real, Whole


def q_values(p: Real, tests: int) -> Real:
    """Return the q value of each p: the smallest false discovery rate at which it would survive.

    With p sorted upwards, q(i) = min over j ≥ i of p(j) · n / j, at most 1. All
    n tests count; those of which no p is given must have p = 1, as a pair
    that shares nothing has. The pairs with q ≤ α are the ties beyond chance: on
    average at most the share α of them is there by chance.

    Notes
    -----
    Source: Y. Benjamini, Y. Hochberg, Journal of the Royal Statistical Society B
    57, 289 (1995). It holds for independent tests and for tests that hang
    together positively; pairs that have an agency in common are not independent.

    Examples
    --------
    Four tests, one with p = 1 left unsaid: 0.01 · 4/1; 0.04 · 4/3 for both 0.03 and 0.04.

    >>> q_values(np.array([0.04, 0.01, 0.03]), 4).round(6).tolist()
    [0.053333, 0.04, 0.053333]
    """
    order = np.argsort(p, kind="stable")
    found = np.empty(len(p))
    scaled = p[order] * tests / np.arange(1, len(p) + 1)
    found[order] = np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1.0)
    return found


def can_survive(floors: Real, pairs: Whole, tests: int, alpha: float) -> bool:
    """Return whether any tie could survive, were every p as small as its margins allow.

    `floors` are the smallest possible p, each of that many `pairs`. The answer
    "no" is certain; "yes" is not, since not all pairs can reach their floors at once.

    Examples
    --------
    Ten pairs could reach 0.01 of a hundred tested: 0.01 > 0.05 · 10/100. A
    hundred could: 0.01 ≤ 0.05.

    >>> can_survive(np.array([0.01]), np.array([10]), 100, 0.05)
    False
    >>> can_survive(np.array([0.01]), np.array([100]), 100, 0.05)
    True
    """
    order = np.argsort(floors, kind="stable")
    reached = np.cumsum(pairs[order])
    return bool(np.any(floors[order] * tests <= alpha * reached))


def fewest_survivors(samples: int, tests: int, alpha: float) -> int:
    """Return the least number of ties that can survive together with p from that many samples.

    No p is below 1/(samples + 1), and of k survivors the largest p must be at
    most α k / n; so k ≥ n / (α (samples + 1)), or none survives.

    Examples
    --------
    3,240 / (0.05 · 1,001) = 64.7

    >>> fewest_survivors(1000, 3240, 0.05), fewest_survivors(64799, 3240, 0.05)
    (65, 1)
    """
    return max(1, ceil(Fraction(tests) / (Fraction(str(alpha)) * (samples + 1))))


def samples_for_one(tests: int, alpha: float) -> int:
    """Return how many samples it takes for a tie to be able to survive alone.

    Examples
    --------
    3,240 / 0.05 - 1

    >>> samples_for_one(3240, 0.05)
    64799
    """
    return max(1, ceil(Fraction(tests) / Fraction(str(alpha))) - 1)
