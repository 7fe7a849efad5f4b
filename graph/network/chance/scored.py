"""What a null model says of the pairs that share measures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from graph.network.chance.margins import Margins, Real, Whole

SMALLEST = 5e-324
"""The smallest positive float; no probability is given as less."""


@dataclass(frozen=True, slots=True)
class Scored:
    """Expected shared measures and p of each sharing pair, in the order of the margins' pairs.

    `floors` and `floor_pairs` say how small p could have become: each value is
    the p of that many pairs if they shared all measures that their margins
    allow. No p of any pair of the network is below its floor.
    """

    model: str
    expected: Real
    p: Real
    floors: Real
    floor_pairs: Whole


Tail = Callable[[Whole, Whole, Whole], tuple[Real, Real]]
"""From degrees, degrees and shared measures to expected shared measures and p, entry by entry."""


def by_degrees(model: str, found: Margins, tail: Tail) -> Scored:
    """Return the scores of a model in which p depends on the two degrees and the shared measures only.

    Each distinct (k1, k2, w) with k1 ≤ k2 is computed once, whatever the number
    of pairs that have it; so is each distinct (k1, k2) at w = k1, the floor.
    """
    kinds, where = _kinds(found)
    pairs, counts = _degree_pairs(found.degrees)
    low, high = np.concatenate((kinds[0], pairs[0])), np.concatenate((kinds[1], pairs[1]))
    expected, p = tail(low, high, np.concatenate((kinds[2], pairs[0])))
    p = np.clip(p, SMALLEST, 1.0)
    distinct = len(kinds[0])
    return Scored(model, expected[:distinct][where], p[:distinct][where], p[distinct:], counts)


def _kinds(found: Margins) -> tuple[tuple[Whole, Whole, Whole], Whole]:
    """Return the distinct (k1, k2, w), and which of them each pair has."""
    one, other = found.degrees[found.first], found.degrees[found.second]
    triples = np.stack((np.minimum(one, other), np.maximum(one, other), found.shared))
    kinds, where = np.unique(triples, axis=1, return_inverse=True)
    return (kinds[0], kinds[1], kinds[2]), where.reshape(-1)


def _degree_pairs(degrees: Whole) -> tuple[tuple[Whole, Whole], Whole]:
    """Return every distinct (k1, k2) with k1 ≤ k2, and how many pairs of agencies have it."""
    values, agencies = np.unique(degrees, return_counts=True)
    low, high = np.triu_indices(len(values))
    counts = np.where(low == high, agencies[low] * (agencies[low] - 1) // 2, agencies[low] * agencies[high])
    there = counts > 0
    return (values[low][there], values[high][there]), counts[there]
