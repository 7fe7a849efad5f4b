"""Scores that are sums: the town by hand, and laws that hold for any network."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from network_laws import NAMES, network_of, plans
from network_tables import Roles, agency, tables

from graph.network import scores
from graph.network.defaults import COLUMNS, default_scores
from graph.network.incidence import Floats, Incidence, Integers, incidence
from graph.network.projection import project
from graph.network.twomode import ROLES, two_mode

TOWN = ("archive", "finance", "health", "transport")
BY_HAND = {
    "measures": (0, 3, 3, 2),
    "led": (0, 3, 0, 1),
    "responsible": (0, 1, 3, 1),
    "load": (0, 4, 3, 3),  # finance: 1 + 2 + 1; health: 1 + 2 + 0; transport: 2 + 1
    "load_responsible": (0, 2, 3, 2),  # finance: measure 2, in both roles; health: 1 + 2 + 0
    "load_cooperating": (0, 0, 0, 0),
    "span": (0, 4, 0, 1),  # finance leads 1, 2 and 4; transport leads 4
    "partners": (0, 2, 2, 2),
    "newman": (0, 3, 2, 2),  # health's third measure has no partner
    "ties_a_partner": (None, 2.0, 1.5, 1.5),
    "standing": (0, 1, 0, 0),  # medians: load 3, partners 2
    "gaps": (0, 2, 2, 1),  # measures 1 (left open), 3 (no lead), 4 (two leads)
    "brokerage": (0, 0, 0, 0),  # health and transport lead nothing that others support
}


def of(roles: Roles) -> Incidence:
    return incidence(network_of(roles))


def plain(values: Floats | Integers) -> list[float | None]:
    return [None if np.isnan(each) else each for each in values.tolist()]


@pytest.mark.parametrize("name", sorted(BY_HAND))
def test_the_towns_scores_by_hand(name: str) -> None:
    arrays = incidence(two_mode(*tables()))
    assert arrays.agencies == tuple(map(agency, TOWN))
    assert plain(default_scores(arrays)[name]) == list(BY_HAND[name])


def test_every_default_score_has_a_column() -> None:
    names = [column.name for column in COLUMNS]
    assert sorted([*names, "standing"]) == sorted(default_scores(incidence(two_mode(*tables()))))
    assert len(set(names)) == len(names)


@given(plans())
def test_loads_sum_to_n_times_n_minus_one(roles: Roles) -> None:
    network = network_of(roles)
    assert scores.load(incidence(network)).sum() == sum(n * (n - 1) for n in network.sizes().values())


@given(plans())
def test_loads_and_partners_are_those_of_the_pairs(roles: Roles) -> None:
    network = network_of(roles)
    arrays = incidence(network)
    pairs = project(network)
    for name, load, count, newman in zip(
        arrays.agencies,
        scores.load(arrays),
        scores.partners(arrays),
        scores.newman_strength(arrays),
        strict=True,
    ):
        own = [pair for pair in pairs if name in (pair.first, pair.second)]
        assert (load, count) == (sum(pair.measures for pair in own), len(own))
        assert newman == pytest.approx(sum(pair.newman for pair in own))


@given(plans(), st.permutations(NAMES))
def test_relabelling_permutes(roles: Roles, order: list[str]) -> None:
    renamed = dict(zip(NAMES, order, strict=True))
    other = {
        key: {renamed[name]: held for name, held in reversed(list(found.items()))}
        for key, found in roles.items()
    }
    before, after = default_scores(of(roles)), default_scores(of(other))
    for name, values in before.items():
        moved = dict(zip(NAMES, after[name].tolist(), strict=True))
        expected = [moved[renamed[each]] for each in NAMES]
        assert values.tolist() == pytest.approx(expected, abs=1e-12, nan_ok=True), name


@given(plans(), st.data())
def test_removing_a_measure_never_raises_a_load(roles: Roles, data: st.DataObject) -> None:
    gone = data.draw(st.sampled_from(sorted(roles)))
    before = scores.load(of(roles))
    after = scores.load(of({key: found for key, found in roles.items() if key != gone}))
    assert (after <= before).all()


@given(plans(), st.data())
def test_a_measure_drawn_twice_is_a_measure_written_twice(roles: Roles, data: st.DataObject) -> None:
    times = data.draw(st.lists(st.integers(0, 3), min_size=len(roles), max_size=len(roles)))
    copies = [found for found, count in zip(roles.values(), times, strict=True) for _ in range(count)]
    written = of({str(number): found for number, found in enumerate(copies, start=1)})
    drawn = default_scores(of(roles).drawn(np.array(times)))
    for name, values in default_scores(written).items():
        if name != "gaps":  # the tables made here leave only the first measure open
            assert values.tolist() == pytest.approx(drawn[name].tolist(), abs=1e-12, nan_ok=True), name


@given(plans())
def test_even_weights_of_roles_are_no_weights(roles: Roles) -> None:
    arrays = of(roles)
    assert scores.weighted_load(arrays, (1.0,) * len(ROLES)).tolist() == scores.load(arrays).tolist()
    assert scores.weighted_load(arrays, (2.0,) * len(ROLES)).tolist() == (4 * scores.load(arrays)).tolist()


@given(plans())
def test_loads_by_role_cover_the_load(roles: Roles) -> None:
    """Each measure of an agency is in the load of at least one of its roles."""
    arrays = of(roles)
    by_role = [scores.load(arrays, role) for role in ROLES]
    assert (sum(by_role) >= scores.load(arrays)).all()
    assert all((each <= scores.load(arrays)).all() for each in by_role)


NOBODY: tuple[tuple[Roles, int], ...] = (({}, 0), ({"1": {}}, 0), ({"1": {"a0": ["lead"]}}, 1))


@pytest.mark.parametrize(("roles", "count"), NOBODY)
def test_empty_networks_have_empty_scores(roles: Roles, count: int) -> None:
    arrays = incidence(two_mode(*tables(roles, NAMES[:count])))
    for name, values in default_scores(arrays).items():
        assert len(values) == count, name
        assert all(np.isnan(each) or each in (0, 1) for each in values), name


def test_span_is_the_load_as_lead() -> None:
    arrays = incidence(two_mode(*tables()))
    assert scores.span(arrays).tolist() == scores.load(arrays, "lead").tolist() == [0, 4, 0, 1]
