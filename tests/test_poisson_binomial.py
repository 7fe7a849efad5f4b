from __future__ import annotations

from itertools import product
from math import prod

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.network.chance import poisson_binomial
from graph.network.chance.poisson_binomial import tails


def enumerated(chances: list[float], w: int) -> float:
    return sum(
        prod(c if hit else 1 - c for c, hit in zip(chances, hits, strict=True))
        for hits in product((True, False), repeat=len(chances))
        if sum(hits) >= w
    )


@given(st.lists(st.floats(0, 1), min_size=1, max_size=7), st.integers(0, 8))
def test_tails_are_those_of_all_outcomes(chances: list[float], w: int) -> None:
    found = tails(np.array([chances]), np.ones(len(chances), dtype=np.int64), np.array([w]))
    assert found[0] == pytest.approx(enumerated(chances, w), rel=1e-12, abs=1e-300)


def test_kinds_of_trials_count_as_often_as_they_are_tried() -> None:
    found = tails(np.array([[0.25, 0.5]]), np.array([3, 2]), np.array([4]))
    assert found[0] == pytest.approx(enumerated([0.25] * 3 + [0.5] * 2, 4), rel=1e-14)


def test_a_tail_far_out_keeps_its_digits() -> None:
    found = tails(np.array([[0.001]]), np.array([60]), np.array([60]))
    assert found[0] == pytest.approx(1e-180, rel=1e-12)


def test_many_rows_are_done_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    chances = np.linspace(0.05, 0.95, 40).reshape(20, 2)
    times, w = np.array([4, 5]), np.arange(20) % 10
    whole = tails(chances, times, w)
    monkeypatch.setattr(poisson_binomial, "ROOM", 25)
    assert tails(chances, times, w).tolist() == whole.tolist()
