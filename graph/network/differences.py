"""How sure a difference between two plans is: intervals from measures drawn anew in both."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.network.incidence import Floats, Integers

SAMPLES = 1000
SEED = 1
LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Draws:
    """How often each measure of two plans is drawn: samples × measures, each."""

    first: Integers
    second: Integers


def draws(measures: tuple[int, int], samples: int = SAMPLES, seed: int = SEED) -> Draws:
    """Return as many draws of measures, with replacement, as are asked for, of two plans apart.

    A plan is one list of measures out of many that could have been written; each draw
    takes as many measures as the plan has. The plans are drawn independently, so measures
    that stand in both are not held together: the interval of a draft against its final
    version is rather too wide than too narrow.

    Notes
    -----
    The ordinary bootstrap of B. Efron and R. J. Tibshirani, *An Introduction to the
    Bootstrap* (1993), chapters 6 and 8 (two samples).

    Examples
    --------
    >>> found = draws((3, 5), samples=2)
    >>> found.first.sum(axis=1).tolist(), found.second.sum(axis=1).tolist()
    ([3, 3], [5, 5])
    """
    seeds = np.random.SeedSequence(seed).spawn(2)
    first, second = (drawn(count, samples, each) for count, each in zip(measures, seeds, strict=True))
    return Draws(first, second)


def drawn(measures: int, samples: int, seed: np.random.SeedSequence) -> Integers:
    """Return how often each measure of one plan is drawn: samples × measures."""
    if not measures:
        return np.zeros((samples, 0), dtype=np.int64)
    random = np.random.Generator(np.random.PCG64(seed))
    picked = random.integers(0, measures, (samples, measures))
    own = picked + measures * np.arange(samples)[:, None]
    return np.bincount(own.ravel(), minlength=samples * measures).reshape(samples, measures)


def ratio(parts: Floats, whole: Floats, times: Integers) -> Floats:
    """Return Σ times · part / Σ times · whole of every row of `parts` and every draw: rows × draws.

    `parts` is rows × measures, `whole` measures. Not defined (nan) where the whole is 0.

    Examples
    --------
    Pairings of a row in two measures, of all in the same: 1/4 of both, 1/2 of the first.

    >>> ratio(np.array([[1.0, 0]]), np.array([2.0, 2]), np.array([[1, 1], [2, 0]])).tolist()
    [[0.25, 0.5]]
    """
    sums = times @ whole
    found: Floats = np.where(sums > 0, (parts @ times.T) / np.where(sums > 0, sums, 1), np.nan)
    return found


def interval(first: Floats, second: Floats, level: float = LEVEL) -> tuple[Floats, Floats]:
    """Return the bounds of second - first by the percentiles of its draws: rows × draws → rows.

    Draws in which either is undefined are left out; nan where all are.

    Examples
    --------
    >>> low, high = interval(np.array([[0.0, 0, 0, 0]]), np.array([[1.0, 2, 3, 4]]), level=1)
    >>> low.tolist(), high.tolist()
    ([1.0], [4.0])
    """
    return quantiles(second - first, level)


def quantiles(values: Floats, level: float = LEVEL) -> tuple[Floats, Floats]:
    """Return the bounds that hold `level` of each row of values, nan left out; nan where all are.

    Examples
    --------
    >>> low, high = quantiles(np.array([[1.0, 3, np.nan], [np.nan, np.nan, np.nan]]), level=1)
    >>> low.tolist(), high.tolist()
    ([1.0, nan], [3.0, nan])
    """
    known = ~np.isnan(values).all(axis=1)
    low, high = (np.full(len(values), np.nan) for _ in range(2))
    if known.any():
        tails = ((1 - level) / 2, (1 + level) / 2)
        low[known], high[known] = np.nanquantile(values[known], tails, axis=1)
    return low, high
