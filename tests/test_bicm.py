from __future__ import annotations

import json

import numpy as np
import pytest
from chance_networks import by_pair, networks, of_rows, permuted
from conftest import DATA, Built
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import UserError
from graph.network.chance import bicm as module
from graph.network.chance.bicm import bicm, cell_chances
from graph.network.chance.margins import Margins, margins
from graph.network.reading import read_network

ORACLE = json.loads((DATA / "chance" / "bicm-zhengzhou.json").read_text(encoding="utf-8"))


def chances_of(found: Margins) -> np.ndarray:
    degrees, row, agencies = np.unique(found.degrees, return_inverse=True, return_counts=True)
    sizes, column, measures = np.unique(found.sizes, return_inverse=True, return_counts=True)
    return cell_chances(degrees, agencies, sizes, measures)[np.ix_(row, column)]


@settings(deadline=None)
@given(networks())
def test_margins_are_kept_on_average(found: Margins) -> None:
    chances = chances_of(found)
    assert chances.sum(axis=1) == pytest.approx(found.degrees, abs=1e-7)
    assert chances.sum(axis=0) == pytest.approx(found.sizes, abs=1e-7)
    assert chances.min() >= 0
    assert chances.max() <= 1


@settings(deadline=None)
@given(networks())
def test_chances_have_the_form_of_the_model(found: Margins) -> None:
    """Odds are a product x y: the odds of four cells that form a rectangle multiply crosswise to the same."""
    chances = chances_of(found)
    inner = (chances > 0) & (chances < 1)
    odds = np.where(inner, chances, 0.5) / (1 - np.where(inner, chances, 0.5))
    for row in range(len(chances) - 1):
        for column in range(chances.shape[1] - 1):
            part = np.s_[row : row + 2, column : column + 2]
            if inner[part].all():
                (a, b), (c, d) = odds[part]
                assert a * d == pytest.approx(b * c, rel=1e-6)


def test_alike_agencies_and_measures_are_even() -> None:
    """Three agencies with one of three measures each: a third everywhere, and 3 · 1/9 shared."""
    found = of_rows([frozenset({0}), frozenset({1}), frozenset({2})], 3)
    assert chances_of(found) == pytest.approx(np.full((3, 3), 1 / 3))
    assert len(bicm(found).p) == 0


def test_two_pairs_by_hand() -> None:
    """Four agencies with one of two measures each: halves; two share with 1 - (3/4)² = 7/16."""
    found = bicm(of_rows([frozenset({0}), frozenset({0}), frozenset({1}), frozenset({1})], 2))
    assert found.p == pytest.approx([7 / 16, 7 / 16])
    assert found.expected == pytest.approx([1 / 2, 1 / 2])


def test_a_block_without_a_choice_is_certain() -> None:
    """The first two agencies have the first two measures in every such matrix; the rest is even."""
    rows = [frozenset({0, 1, 2}), frozenset({0, 1, 3}), frozenset({0}), frozenset({1})]
    half = [[1, 1, 0.5, 0.5], [1, 1, 0.5, 0.5], [0.5, 0.5, 0, 0], [0.5, 0.5, 0, 0]]
    assert chances_of(of_rows(rows, 4)) == pytest.approx(np.array(half))


def test_a_measure_of_everybody_is_no_tie() -> None:
    found = bicm(of_rows([frozenset({0, 1}), frozenset({0, 2}), frozenset({0, 3})], 4))
    assert found.p == pytest.approx([1.0, 1.0, 1.0])


@settings(deadline=None)
@given(networks(), st.data())
def test_relabelling_permutes(found: Margins, data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(len(found.agencies))))
    other = permuted(found, order)
    ours, theirs = (by_pair(each, bicm(each).p.tolist()) for each in (found, other))
    assert {tuple(sorted((order[a], order[b]))): p for (a, b), p in ours.items()} == theirs


def test_what_is_not_solved_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "STEPS", 1)
    with pytest.raises(UserError, match="bicm: the bipartite configuration model was not solved"):
        bicm(of_rows([frozenset({0, 1}), frozenset({0, 2}), frozenset({1}), frozenset({3})], 4))


def test_zhengzhou_is_what_the_package_bicm_finds(zhengzhou: Built) -> None:
    """Golden made by benchmarks/chance.py --golden with the version of bicm that it names."""
    found = margins(read_network(zhengzhou.store, "zhengzhou-2024"))
    scored = bicm(found)
    ours = {}
    for place in range(len(found.shared)):
        one, other = sorted((found.degrees[found.first[place]], found.degrees[found.second[place]]))
        key = f"{one} {other} {found.shared[place]}"
        ours[key] = (scored.expected[place], scored.p[place])
    assert ORACLE["bicm"] == "3.4.0"
    assert ours.keys() == ORACLE["pairs"].keys()
    for key, (expected, p) in ORACLE["pairs"].items():
        assert ours[key][0] == pytest.approx(expected, rel=1e-8)
        assert ours[key][1] == pytest.approx(p, rel=1e-8, abs=1e-13), key
