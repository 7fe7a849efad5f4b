from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from math import comb

import pytest
from chance_networks import FOUR, by_pair, networks, of_rows, permuted
from hypothesis import given
from hypothesis import strategies as st

from graph.network.chance.hypergeometric import at_least, hypergeometric
from graph.network.chance.margins import Margins
from graph.network.chance.scored import SMALLEST


@pytest.mark.parametrize("measures", range(1, 7))
def test_tails_are_those_of_all_draws(measures: int) -> None:
    for one in range(1, measures + 1):
        mine = set(range(one))
        for other in range(1, measures + 1):
            shared = [len(mine & set(drawn)) for drawn in combinations(range(measures), other)]
            for w in range(min(one, other) + 2):
                exact = Fraction(sum(each >= w for each in shared), len(shared))
                assert at_least(w, measures, one, other) == float(exact)


def test_a_tail_far_out_keeps_its_digits() -> None:
    """All 500 of one agency's measures are the other's 500 of 2,000: one way of C(2000, 500)."""
    assert at_least(500, 2000, 500, 500) == 0.0, "below the smallest float"
    assert at_least(60, 2000, 60, 500) == comb(500, 60) / comb(2000, 60)
    assert 0 < at_least(60, 2000, 60, 500) < 1e-37
    rows = [frozenset(range(500)), frozenset(range(500)), frozenset(range(2000))]
    found = hypergeometric(of_rows(rows, 2000))
    assert found.p.min() == SMALLEST, "no probability is given as 0"


def test_the_four_by_hand() -> None:
    """0 and 1: 3 and 2 of 4 measures, both of agency 1 among the three: C(3, 2) of C(4, 2)."""
    found = hypergeometric(of_rows(FOUR, 4))
    p = by_pair(of_rows(FOUR, 4), found.p.tolist())
    assert p == {(0, 1): 1 / 2, (0, 2): 1 / 2, (1, 2): 5 / 6}
    assert found.expected.tolist() == [1.5, 1.5, 1.0]


def test_floors_are_the_tails_of_all_that_can_be_shared() -> None:
    """Degrees 3, 2, 2, 1: pairs (1,2) twice, (1,3), (2,2), (2,3) twice."""
    floors, pairs = hypergeometric(of_rows(FOUR, 4)).floors()
    assert pairs.tolist() == [2, 1, 1, 2]
    assert floors.tolist() == [2 / 4, 3 / 4, 1 / 6, 3 / 6]


@given(networks(), st.data())
def test_relabelling_permutes(found_margins: Margins, data: st.DataObject) -> None:
    found = hypergeometric(found_margins)
    order = data.draw(st.permutations(range(len(found_margins.agencies))))
    other = permuted(found_margins, order)
    ours = by_pair(found_margins, found.p.tolist())
    theirs = by_pair(other, hypergeometric(other).p.tolist())
    assert {tuple(sorted((order[a], order[b]))): p for (a, b), p in ours.items()} == theirs


@given(networks())
def test_no_p_is_below_what_its_degrees_allow(found_margins: Margins) -> None:
    found = hypergeometric(found_margins)
    floors, pairs = found.floors()
    assert pairs.sum() == found_margins.tests
    assert len(found.p) == 0 or found.p.min() >= floors.min()
