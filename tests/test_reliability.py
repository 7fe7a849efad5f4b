from __future__ import annotations

from collections import Counter

import krippendorff
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from graph.coding.reliability import Units, bootstrap_interval, cohen_kappa, krippendorff_alpha

COHEN_1960: Units = {
    ("1", "1"): 88, ("1", "2"): 14, ("1", "3"): 18,
    ("2", "1"): 10, ("2", "2"): 40, ("2", "3"): 10,
    ("3", "1"): 2, ("3", "2"): 6, ("3", "3"): 12,
}  # fmt: skip
KRIPPENDORFF_2011 = [
    (("0100000010", "1110010000"), 0.095),
    (("aabbdcccedda", "babbbccceddd"), 0.692),
    (("123321412...", "1233224125.3", ".3332342251.", "12332441251."), 0.743),
]


def units_of(coders: tuple[str, ...]) -> Units:
    columns = zip(*coders, strict=True)
    return Counter(tuple(None if each == "." else each for each in column) for column in columns)


def test_kappa_of_cohen_1960() -> None:
    """200 cases: p_o = 0.70 and p_e = 0.41, hence 0.492."""
    assert cohen_kappa(COHEN_1960) == pytest.approx(0.492, abs=0.0005)


@pytest.mark.parametrize(("coders", "alpha"), KRIPPENDORFF_2011)
def test_alpha_of_krippendorff_2011(coders: tuple[str, ...], alpha: float) -> None:
    assert krippendorff_alpha(units_of(coders)) == pytest.approx(alpha, abs=0.0005)


@given(st.lists(st.tuples(*[st.sampled_from([None, "a", "b", "c"])] * 3), min_size=2, max_size=12))
def test_alpha_is_that_of_the_package(rows: list[tuple[str | None, ...]]) -> None:
    ours = krippendorff_alpha(Counter(rows))
    assume(ours is not None)
    words = {None: float("nan"), "a": 0.0, "b": 1.0, "c": 2.0}
    table = [[words[each] for each in column] for column in zip(*rows, strict=True)]
    assert ours == pytest.approx(krippendorff.alpha(table, level_of_measurement="nominal"))


@pytest.mark.parametrize("units", [{}, {("a", "a"): 3}, {("a", None): 2}])
def test_what_is_not_defined(units: Units) -> None:
    assert cohen_kappa(units) is None
    assert krippendorff_alpha(units) is None
    assert bootstrap_interval([units], cohen_kappa, seed=1, draws=5) is None


def test_the_interval_holds_the_score_and_follows_its_seed() -> None:
    clusters: list[Units] = [
        {("a", "a"): 2, ("a", "b"): 1},
        {("b", "b"): 3},
        {("a", "a"): 1, ("b", "a"): 1},
    ] * 5
    found = bootstrap_interval(clusters, krippendorff_alpha, seed=7, draws=200)
    assert found is not None
    total: Counter[tuple[str | None, ...]] = Counter()
    for cluster in clusters:
        total.update(cluster)
    score = krippendorff_alpha(total)
    assert score is not None
    assert -1 <= found[0] < score < found[1] <= 1
    assert found == bootstrap_interval(clusters, krippendorff_alpha, seed=7, draws=200)
    assert found != bootstrap_interval(clusters, krippendorff_alpha, seed=8, draws=200)
