"""Networks as tables: by hand, and equal to what SPARQL counts."""

from __future__ import annotations

from collections import Counter

import pytest
from conftest import Built
from hypothesis import given
from network_laws import network_of, plans
from network_tables import Roles

from graph.network.groups import GROUPS
from graph.network.networks import (
    FIELDS,
    PLACES,
    crossing_table,
    field_table,
    mobilisation_table,
    projection_table,
    two_mode_table,
)
from graph.network.reading import open_network, read_network
from graph.network.twomode import word
from graph.questions.engine import run
from graph.questions.library import find
from graph.table import Cell, Table

PLANS = pytest.mark.parametrize("plan", ["town", "zhengzhou"])


@pytest.fixture
def built(plan: str, request: pytest.FixtureRequest) -> Built:
    found: Built = request.getfixturevalue(plan)
    return found


def asked(built: Built, name: str) -> set[tuple[Cell, ...]]:
    """Return the rows of a question without the plan."""
    return {row[1:] for row in run(find(name), built.store).rows}


def words(table: Table, *columns: str) -> set[tuple[Cell, ...]]:
    """Return rows with the IRIs in some columns cut to their words."""
    places = [table.index(name) for name in columns]
    return {
        tuple(word(cell) if place in places else cell for place, cell in enumerate(row)) for row in table.rows
    }


@PLANS
def test_mobilisation_is_what_sparql_counts(built: Built) -> None:
    assert set(mobilisation_table(read_network(built.store)).rows) == asked(built, "network/mobilisation")


@PLANS
def test_pairs_are_what_sparql_counts(built: Built) -> None:
    table = run(find("who-works-with-whom"), built.store).select(["agency", "partner", "shared"])
    ours = projection_table(read_network(built.store)).select(["agency", "partner", "measures"])
    assert set(ours.rows) == set(table.rows)
    assert len(ours.rows) == {"zhongmu-2024-town": 2, "zhengzhou-2024": 623}[built.plan.id]


@PLANS
@pytest.mark.parametrize("field", sorted(FIELDS))
def test_agencies_by_field_are_what_sparql_counts(built: Built, field: str) -> None:
    ours = field_table(read_network(built.store), field)
    theirs = run(find(f"network/agencies-by-{field}"), built.store)
    assert set(ours.rows) == {row[1:] for row in words(theirs, field)}
    if built.plan.id == "zhengzhou-2024":
        assert len(ours.rows) > 100


@PLANS
def test_crossings_are_what_sparql_counts(built: Built) -> None:
    network = read_network(built.store)
    ours = crossing_table(network)
    theirs = Counter(
        {
            (by, *sorted((word(one), word(other)))): int(str(count))
            for by, one, other, count in asked(built, "network/crossings")
        }
    )
    assert {(by, one or "", other or ""): count for by, one, other, _, count in ours.rows} == theirs
    for place in PLACES:
        whole = sum(n * (n - 1) // 2 for n in network.sizes().values())
        assert sum(int(str(row[4])) for row in ours.rows if row[0] == place) == whole


def test_the_two_mode_network_is_the_assignments(town: Built) -> None:
    rows = {(agency, measure, word(role)) for measure, agency, role, *_ in asked(town, "network/assignments")}
    assert set(two_mode_table(read_network(town.store)).rows) == rows
    assert len(rows) == 10


@PLANS
@pytest.mark.parametrize("groups", GROUPS)
def test_loads_are_those_of_sparql_or_of_the_pairs(built: Built, groups: str) -> None:
    network = open_network(built.graph_nq, groups=groups)
    total = sum(n * (n - 1) for n in network.sizes().values())
    pairs = projection_table(network)
    assert 2 * sum(int(str(each)) for each in pairs.values("measures")) == total
    assert 2 * sum(float(str(each)) for each in pairs.values("weighted")) == total


@given(plans())
def test_heavier_roles_weigh_more(roles: Roles) -> None:
    network = network_of(roles)
    light, heavy = projection_table(network), projection_table(network, (2.0, 1.0, 1.0, 0.5))
    assert light.values("measures") == light.values("weighted") == heavy.values("measures")
    doubled = projection_table(network, (2.0,) * 4)
    assert [4 * float(str(each)) for each in light.values("weighted")] == doubled.values("weighted")
