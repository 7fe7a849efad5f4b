from __future__ import annotations

import math

import pytest
from hypothesis import given
from network_laws import network_of, plans
from network_tables import Roles, agency, tables

from graph.network.projection import project
from graph.network.twomode import two_mode


def test_the_towns_pairs_by_hand() -> None:
    finance, health, transport = agency("finance"), agency("health"), agency("transport")
    found = [(pair.first, pair.second, pair.measures, pair.newman) for pair in project(two_mode(*tables()))]
    assert found == [
        (finance, health, 2, 1.5),  # measure 1: 1/1, measure 2: 1/2
        (finance, transport, 2, 1.5),  # measure 2: 1/2, measure 4: 1/1
        (health, transport, 1, 0.5),  # measure 2: 1/2
    ]


@given(plans())
def test_strengths_and_newman_weights_add_up(roles: Roles) -> None:
    network = network_of(roles)
    pairs = project(network)
    assert sum(pair.measures for pair in pairs) == sum(n * (n - 1) // 2 for n in network.sizes().values())
    shared = sum(n for n in network.sizes().values() if n > 1)
    assert 2 * math.fsum(pair.newman for pair in pairs) == pytest.approx(shared)


@given(plans())
def test_pairs_are_ordered_and_single(roles: Roles) -> None:
    found = [(pair.first, pair.second) for pair in project(network_of(roles))]
    assert found == sorted(set(found))
    assert all(first < second for first, second in found)
