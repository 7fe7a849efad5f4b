from __future__ import annotations

from math import sqrt

import numpy as np
import pytest
from chance_networks import FOUR, all_matrices, of_rows

from graph.errors import UserError
from graph.network.chance import fdsm as module
from graph.network.chance.fdsm import Sampling, fdsm

EVEN = tuple(map(frozenset, ((0, 1), (0, 1), (2, 3), (2, 3))))
UNEVEN = tuple(map(frozenset, ((0, 1, 2), (0, 1), (0, 3), (2,))))


@pytest.mark.parametrize("rows", [FOUR, EVEN, UNEVEN])
def test_p_and_expected_are_those_of_all_matrices(rows: tuple[frozenset[int], ...]) -> None:
    samples = 20_000
    found = of_rows(rows, 4)
    scored = fdsm(found, Sampling(samples, seed=5))
    possible = list(all_matrices(rows, 4))
    for place, (one, other, shared) in enumerate(
        zip(found.first.tolist(), found.second.tolist(), found.shared.tolist(), strict=True)
    ):
        counts = [len(each[one] & each[other]) for each in possible]
        exact = sum(count >= shared for count in counts) / len(counts)
        assert scored.p[place] == pytest.approx(
            exact, abs=4.5 * sqrt(max(exact * (1 - exact), 1e-4) / samples)
        )
        assert scored.expected[place] == pytest.approx(
            np.mean(counts), abs=4.5 * float(np.std(counts)) / sqrt(samples)
        )


def test_p_by_hand() -> None:
    """Where the margins allow one matrix only, every sample is the plan: p = (1 + 9) / (1 + 9)."""
    found = of_rows([frozenset({0, 1}), frozenset({0, 1})], 2)
    scored = fdsm(found, Sampling(9, seed=1))
    assert scored.p.tolist() == [1.0]
    assert scored.expected.tolist() == [2.0]
    floors, pairs = scored.floors()
    assert (floors.tolist(), pairs.tolist()) == ([1 / 10], [1])


def test_the_plan_is_no_more_unusual_than_its_samples() -> None:
    """Under the null P(p ≤ a) ≤ a, even with a single round: plan and samples are exchangeable."""
    possible = list(all_matrices(EVEN, 4))
    small = 0
    for seed, rows in enumerate(possible * 4):
        found = of_rows(rows, 4)
        p = fdsm(found, Sampling(19, seed, rounds=1)).p
        small += sum(p[(found.first == 0) & (found.second == 1)] <= 0.25)
    assert small / (len(possible) * 4) <= 0.25 + 3 * sqrt(0.25 * 0.75 / (len(possible) * 4))


def test_the_seed_decides() -> None:
    found = of_rows(UNEVEN, 4)
    one, again, other = (fdsm(found, Sampling(500, seed)) for seed in (1, 1, 2))
    assert one.p.tolist() == again.p.tolist()
    assert one.p.tolist() != other.p.tolist()


def test_known_numbers_of_a_seed() -> None:
    """The bits of PCG64 never change, so neither does this on any machine or with any numpy."""
    scored = fdsm(of_rows(UNEVEN, 4), Sampling(99, seed=1))
    assert (scored.p * 100).round().tolist() == [36, 100, 67, 71]


def test_progress_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "ROOM", 8 * 8 * 40)
    heard: list[tuple[int, int]] = []
    fdsm(of_rows(UNEVEN, 4), Sampling(100, 1), lambda done, of: heard.append((done, of)))
    assert heard == [(40, 100), (80, 100), (100, 100)]


def test_relabelling_permutes_within_what_chance_leaves() -> None:
    samples = 20_000
    ours = fdsm(of_rows(EVEN, 4), Sampling(samples, 1)).p
    theirs = fdsm(of_rows((EVEN[2], EVEN[0], EVEN[3], EVEN[1]), 4), Sampling(samples, 2)).p
    assert ours == pytest.approx(theirs, abs=0.02)


def test_what_is_too_large_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "fits", lambda _: False)
    with pytest.raises(UserError, match="4 agencies by 4 measures are too many to be sampled"):
        fdsm(of_rows(FOUR, 4), Sampling(1, 1))
