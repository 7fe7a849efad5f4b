"""Small matrices agency × measure, all matrices of the same margins, and networks drawn by Hypothesis."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, product

import numpy as np
from hypothesis import strategies as st

from graph.network.chance.margins import Margins, of_cells, whole

Rows = tuple[frozenset[int], ...]
"""A matrix: the measures of each agency."""

FOUR: Rows = tuple(map(frozenset, ((0, 1, 2), (0, 1), (1, 2), (3,))))
"""Four agencies, four measures; agencies 0 and 1 share two measures, 0 and 2 two, 1 and 2 one."""


def of_rows(matrix: Sequence[frozenset[int]], measures: int) -> Margins:
    """Return the margins of a matrix in which no row and no column is empty."""
    cells = [(row, column) for row, held in enumerate(matrix) for column in sorted(held)]
    names = tuple(f"a{row:03}" for row in range(len(matrix)))
    return of_cells(names, whole([row for row, _ in cells]), whole([column for _, column in cells]), measures)


def all_matrices(matrix: Sequence[frozenset[int]], measures: int) -> Iterator[Rows]:
    """Yield every matrix with the margins of this one, by trying all choices for every row."""
    wanted = [sum(column in held for held in matrix) for column in range(measures)]
    choices = [[*map(frozenset, combinations(range(measures), len(held)))] for held in matrix]
    for rows in product(*choices):
        if [sum(column in held for held in rows) for column in range(measures)] == wanted:
            yield rows


@st.composite
def networks(draw: st.DrawFn) -> Margins:
    """Return the margins of a matrix of up to 9 × 8, no row and no column empty."""
    size = draw(st.integers(1, 8))
    rows = draw(st.lists(st.frozensets(st.integers(0, size - 1), min_size=1), min_size=1, max_size=9))
    used = sorted(frozenset().union(*rows))
    place = {column: number for number, column in enumerate(used)}
    return of_rows([frozenset(place[column] for column in held) for held in rows], len(used))


def permuted(found: Margins, order: Sequence[int]) -> Margins:
    """Return the network with agency i at place ``order[i]``."""
    rows = np.asarray(order, dtype=np.int64)[found.rows]
    return of_cells(found.agencies, rows, found.columns, found.measures)


def by_pair(found: Margins, values: Sequence[float]) -> dict[tuple[int, int], float]:
    """Return a value of each sharing pair by the numbers of its agencies."""
    return dict(zip(zip(found.first.tolist(), found.second.tolist(), strict=True), values, strict=True))
