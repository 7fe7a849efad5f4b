from __future__ import annotations

from itertools import combinations

import pytest
from chance_networks import networks
from hypothesis import given
from network_laws import network_of, plans
from network_tables import Roles, agency, tables

from graph.network.chance.margins import Margins, margins
from graph.network.projection import project
from graph.network.twomode import TwoMode, two_mode


def test_the_town_by_hand() -> None:
    """Finance has 1 2 4, health 1 2 3, transport 2 4; the Archive and measure 5 have nothing."""
    found = margins(two_mode(*tables()))
    assert found.agencies == tuple(map(agency, ("finance", "health", "transport")))
    assert found.degrees.tolist() == [3, 3, 2]
    assert found.sizes.tolist() == [2, 3, 1, 2]
    assert (found.measures, found.tests) == (4, 3)
    assert found.first.tolist() == [0, 0, 1]
    assert found.second.tolist() == [1, 2, 2]
    assert found.shared.tolist() == [2, 2, 1]


def with_group() -> TwoMode:
    """1: finance and the Archive, which is a group; 2: the Archive alone; 3: finance, health."""
    roles: Roles = {
        "1": {"finance": ["lead"], "archive": ["responsible"]},
        "2": {"archive": ["lead"]},
        "3": {"finance": ["lead"], "health": ["lead"]},
    }
    return two_mode(*tables(roles))


@pytest.mark.parametrize(("groups", "agencies", "sizes"), [(True, 3, [2, 1, 2]), (False, 2, [1, 2])])
def test_groups_are_in_or_out(groups: bool, agencies: int, sizes: list[int]) -> None:
    found = margins(with_group(), groups=groups)
    assert len(found.agencies) == agencies
    assert found.sizes.tolist() == sizes, "a measure that only a group has goes with it"


@given(plans())
def test_the_sharing_pairs_are_the_projection(roles: Roles) -> None:
    network = network_of(roles)
    found = margins(network)
    ours = [
        (found.agencies[one], found.agencies[other], count)
        for one, other, count in zip(
            found.first.tolist(), found.second.tolist(), found.shared.tolist(), strict=True
        )
    ]
    assert ours == [(pair.first, pair.second, pair.measures) for pair in project(network)]
    assert found.tests == len(list(combinations([held for held in network.by_agency().values() if held], 2)))


@given(networks())
def test_margins_add_up(found: Margins) -> None:
    assert found.degrees.sum() == found.sizes.sum() == len(found.rows)
    assert found.degrees.min() > 0
    assert found.sizes.min() > 0
    assert found.shared.sum() == (found.sizes * (found.sizes - 1) // 2).sum()


def test_nobody() -> None:
    found = margins(two_mode(*tables({"1": {}})))
    assert (found.agencies, found.measures, found.tests, len(found.shared)) == ((), 0, 0, 0)
