from __future__ import annotations

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st

from graph.network.chance.discovery import can_survive, fewest_survivors, q_values, samples_for_one

probabilities = st.lists(st.floats(1e-12, 1.0), max_size=12)


def step_up(p: list[float], tests: int, alpha: float) -> set[int]:
    """Return which tests are rejected, as the paper has it: up to the largest k with p(k) ≤ α k / n."""
    order = sorted(range(len(p)), key=p.__getitem__)
    passing = [k for k, place in enumerate(order, start=1) if p[place] <= alpha * k / tests]
    return set(order[: max(passing, default=0)])


def test_by_hand() -> None:
    """Their own example: 15 tests, of which the first four survive at 0.05."""
    p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459]
    p += [0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0]
    q = q_values(np.array(p), 15)
    assert (q <= 0.05).sum() == 4
    assert q[3] == 0.0095 * 15 / 4
    assert q[14] == 1.0


@given(probabilities, st.integers(0, 200), st.sampled_from([0.01, 0.05, 0.2]))
def test_q_rejects_what_the_step_up_rule_rejects(p: list[float], unsaid: int, alpha: float) -> None:
    tests = len(p) + unsaid
    q = q_values(np.array(p), tests)
    limits = alpha * np.arange(1, len(p) + 1) / max(tests, 1)
    assume(not p or np.min(np.abs(np.subtract.outer(limits, p))) > 1e-12)  # borders are rounded two ways
    assert set(np.flatnonzero(q <= alpha).tolist()) == step_up(p, tests, alpha)


@given(probabilities, st.integers(0, 50))
def test_tests_of_p_1_need_not_be_said(p: list[float], unsaid: int) -> None:
    said = q_values(np.array([*p, *[1.0] * unsaid]), len(p) + unsaid)
    assert said[: len(p)].tolist() == q_values(np.array(p), len(p) + unsaid).tolist()


def test_nothing_can_survive_from_too_few_samples() -> None:
    """Four pairs at the floor of 9 samples, 0.1, of four tests: 0.1 > 0.05; of 19 samples, 0.05 ≤ 0.05."""
    assert not can_survive(np.array([1 / 10]), np.array([4]), 4, 0.05)
    assert can_survive(np.array([1 / 20]), np.array([4]), 4, 0.05)


@given(st.integers(1, 500), st.integers(1, 500), st.sampled_from([0.01, 0.05, 0.1]))
def test_the_fewest_survivors_are_what_the_step_up_rule_needs(samples: int, tests: int, alpha: float) -> None:
    fewest = fewest_survivors(samples, tests, alpha)
    floor = 1 / (samples + 1)
    assert floor <= alpha * fewest / tests * (1 + 1e-12)
    assert fewest == 1 or floor > alpha * (fewest - 1) / tests * (1 - 1e-12)
    assert fewest_survivors(samples_for_one(tests, alpha), tests, alpha) == 1
