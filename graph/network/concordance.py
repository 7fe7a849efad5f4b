"""How far two orders, or two partitions, agree: Kendall's τ-b and the adjusted Rand index."""

from __future__ import annotations

import math

import numpy as np

from graph.network.incidence import Floats, Integers


def kendall_tau(first: Floats, second: Floats) -> float:
    """Return Kendall's τ-b of two scores of the same things; nan where one of them has only ties.

    τ_b = (C - D) / sqrt((n0 - n1)(n0 - n2)): C pairs stand in the same order in
    both, D in opposite ones, n0 are all pairs, n1 and n2 those tied in the first
    and in the second.

    Notes
    -----
    Source: M. G. Kendall, "The treatment of ties in ranking problems", Biometrika
    33, 239 (1945).

    Examples
    --------
    Of the three pairs two keep their order and one turns round: (2 - 1) / 3. With a
    tie in the second, one pair is lost to it: 2 / sqrt(3 * 2).

    >>> kendall_tau(np.array([1.0, 2, 3]), np.array([1.0, 3, 2]))
    0.3333333333333333
    >>> round(kendall_tau(np.array([1.0, 2, 3]), np.array([1.0, 2, 2])), 3)
    0.816
    """
    upper = np.triu_indices(len(first), 1)
    one = np.sign(first[:, None] - first[None, :])[upper]
    other = np.sign(second[:, None] - second[None, :])[upper]
    untied = int(np.count_nonzero(one)) * int(np.count_nonzero(other))
    return float(np.sum(one * other)) / math.sqrt(untied) if untied else math.nan


def adjusted_rand(first: Integers, second: Integers) -> float:
    """Return the adjusted Rand index of two partitions of the same things: 1 the same, 0 as by chance.

    With n_ij things in part i of the first and part j of the second, a = Σ C(n_i., 2),
    b = Σ C(n_.j, 2) and e = ab / C(n, 2): (Σ C(n_ij, 2) - e) / ((a + b) / 2 - e). Two
    partitions that are both all apart, or both all together, agree: 1.

    Notes
    -----
    Source: L. Hubert and P. Arabie, "Comparing partitions", Journal of Classification
    2, 193 (1985).

    Examples
    --------
    Four things, {1 2}{3 4} against {1 2}{3}{4}: one pair together in both, a = 2, b = 1,
    e = 2/6: (1 - 1/3) / (3/2 - 1/3) = 4/7.

    >>> round(adjusted_rand(np.array([1, 1, 2, 2]), np.array([1, 1, 2, 3])), 4)
    0.5714
    """
    _, rows = np.unique(first, return_inverse=True)
    _, columns = np.unique(second, return_inverse=True)
    table = np.zeros((rows.max(initial=0) + 1, columns.max(initial=0) + 1), dtype=np.int64)
    np.add.at(table, (rows, columns), 1)
    together = _pairs(table)
    one, other = _pairs(table.sum(axis=1)), _pairs(table.sum(axis=0))
    every = math.comb(len(first), 2)
    if one == other == together:
        return 1.0
    expected = one * other / every
    return (together - expected) / ((one + other) / 2 - expected)


def _pairs(counts: Integers) -> int:
    return int(np.sum(counts * (counts - 1) // 2))
