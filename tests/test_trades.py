from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from chance_networks import Rows, all_matrices, networks, of_rows
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.network.chance.margins import Margins
from graph.network.chance.trades import Shape, fits, overlaps, packed, start, trade

# Matrices, how many there are of their margins, and the 99.9 % point of chi-square for so many.
CASES: dict[str, tuple[Rows, int, int, float]] = {
    "4 x 4, even": (tuple(map(frozenset, ((0, 1), (1, 2), (2, 3), (0, 3)))), 4, 90, 135.0),
    "5 x 4, one agency rests": (tuple(map(frozenset, ((0, 1), (0, 2), (1, 3), (0,), (2, 3)))), 4, 234, 306.0),
    "4 x 4, uneven": (tuple(map(frozenset, ((0, 1, 2), (0, 1), (0, 3), (2,)))), 4, 24, 49.8),
}


def many(found: Margins, count: int, rounds: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    rows, columns = start(found.rows, found.columns)
    cells = (np.repeat(rows, count, axis=0), np.repeat(columns, count, axis=0))
    return trade(Shape(found.degrees, found.measures), cells, np.random.PCG64(seed), rounds)


def matrices(cells: tuple[np.ndarray, np.ndarray], agencies: int) -> list[Rows]:
    found = []
    for rows, columns in zip(*(each.tolist() for each in cells), strict=True):
        held: list[set[int]] = [set() for _ in range(agencies)]
        for row, column in zip(rows, columns, strict=True):
            held[row].add(column)
        found.append(tuple(map(frozenset, held)))
    return found


@pytest.mark.parametrize("name", CASES)
def test_every_matrix_of_the_margins_is_equally_likely(name: str) -> None:
    rows, measures, count, limit = CASES[name]
    possible = set(all_matrices(rows, measures))
    assert len(possible) == count
    each = 200
    drawn = Counter(matrices(many(of_rows(rows, measures), each * count, 30, seed=11), len(rows)))
    assert drawn.keys() == possible
    assert sum((seen - each) ** 2 / each for seen in drawn.values()) < limit


def test_a_single_round_of_a_single_pair_deals_evenly() -> None:
    """One agency has 0 1 2 4, the other 2 3: of 0 1 3 4 the first draws three, in one of four ways."""
    found = of_rows([frozenset({0, 1, 2, 4}), frozenset({2, 3})], 5)
    drawn = Counter(matrices(many(found, 4000, 1, seed=3), 2))
    assert len(drawn) == 4
    assert sum((seen - 1000) ** 2 / 1000 for seen in drawn.values()) < 16.3
    assert all(2 in first & second for first, second in drawn)


@settings(deadline=None)
@given(networks(), st.integers(0, 2**64), st.integers(1, 4))
def test_margins_are_kept_exactly(found: Margins, seed: int, rounds: int) -> None:
    rows, columns = many(found, 3, rounds, seed)
    for row, column in zip(rows, columns, strict=True):
        assert np.bincount(row, minlength=len(found.agencies)).tolist() == found.degrees.tolist()
        assert np.bincount(column, minlength=found.measures).tolist() == found.sizes.tolist()
        assert len(set(zip(row.tolist(), column.tolist(), strict=True))) == len(found.rows), "no cell twice"


@settings(deadline=None)
@given(networks())
def test_shared_columns_are_counted_on_bits(found: Margins) -> None:
    bits = packed(Shape(found.degrees, found.measures), start(found.rows, found.columns))
    assert overlaps(bits, found.first, found.second).tolist() == [found.shared.tolist()]


def test_columns_beyond_one_word_are_counted_too() -> None:
    found = of_rows([frozenset(range(200)), frozenset(range(60, 200)), frozenset({0})], 200)
    bits = packed(Shape(found.degrees, 200), start(found.rows, found.columns))
    assert bits.shape == (1, 3, 4)
    assert overlaps(bits, found.first, found.second).tolist() == [[140, 1]]


def test_how_many_random_bits_are_left() -> None:
    assert Shape(np.ones(81, dtype=np.int64), 88).chance_bits == 48
    assert fits(Shape(np.ones(200_000, dtype=np.int64), 200_000))
    assert not fits(Shape(np.ones(10_000_000, dtype=np.int64), 10_000_000))
