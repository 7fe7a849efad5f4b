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

    `floors` computes how small p could have become: values of p, each with the
    number of pairs that would have it if they shared all measures that their
    margins allow. No p of a pair is below its floor. It is asked for where
    nothing survives only, since far tails cost more than the p themselves.
    """

    model: str
    expected: Real
    p: Real
    floors: Callable[[], tuple[Real, Whole]]


Tail = Callable[[Whole, Whole, Whole], tuple[Real, Real]]
"""From degrees, degrees and shared measures to expected shared measures and p, entry by entry."""


def by_degrees(model: str, found: Margins, tail: Tail) -> Scored:
    """Return the scores of a model in which p depends on the two degrees and the shared measures only.

    Each distinct (k1, k2, w) with k1 ≤ k2 is computed once, whatever the number
    of pairs that have it; so is each distinct (k1, k2) at w = k1, the floor.
    """

    def floors() -> tuple[Real, Whole]:
        (low, high), counts = _degree_pairs(found.degrees)
        return np.clip(tail(low, high, low)[1], SMALLEST, 1.0), counts

    kinds, where = _kinds(found)
    expected, p = tail(*kinds)
    return Scored(model, expected[where], np.clip(p, SMALLEST, 1.0)[where], floors)


def _kinds(found: Margins) -> tuple[tuple[Whole, Whole, Whole], Whole]:
    """Return the distinct (k1, k2, w), and which of them each pair has."""
    one, other = found.degrees[found.first], found.degrees[found.second]
    base = found.measures + 1
    codes = (np.minimum(one, other) * base + np.maximum(one, other)) * base + found.shared
    kinds, where = np.unique(codes, return_inverse=True)
    return (kinds // base**2, kinds // base % base, kinds % base), where


def _degree_pairs(degrees: Whole) -> tuple[tuple[Whole, Whole], Whole]:
    """Return every distinct (k1, k2) with k1 ≤ k2, and how many pairs of agencies have it."""
    values, agencies = np.unique(degrees, return_counts=True)
    low, high = np.triu_indices(len(values))
    counts = np.where(low == high, agencies[low] * (agencies[low] - 1) // 2, agencies[low] * agencies[high])
    there = counts > 0
    return (values[low][there], values[high][there]), counts[there]
