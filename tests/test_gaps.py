"""Gaps by hand on the town, and that they enter no score."""

from __future__ import annotations

from dataclasses import replace

import pytest
from conftest import Built
from hypothesis import given
from network_laws import network_of, plans
from network_tables import Roles, tables

from graph.network.gaps import GAPS, UNCLEAR, flags, gap_table
from graph.network.hotspots import hotspot_table
from graph.network.reading import read_network
from graph.network.twomode import two_mode


@pytest.fixture(scope="module")
def rows(town: Built) -> list[tuple[object, object, object, object]]:
    table = gap_table(read_network(town.store))
    return [(row["key"], row["gap"], row["detail"], row["detail_en"]) for row in table.records()]


def test_the_towns_gaps_by_hand(rows: list[tuple[object, ...]]) -> None:
    """Measure 2 has a target and a date, measure 5 a target; the rest promises no number and no day."""
    finance, health = (
        ("小镇县财政局", "Town Finance Bureau"),
        ("小镇县卫生健康委员会", "Town Health Commission"),
    )
    transport, archive = ("小镇县交通运输局", "Town Transport Bureau"), ("小镇县档案馆", "Town Archive")
    assert rows == [
        ("1", "no_target", None, None),
        ("1", "no_deadline", None, None),
        ("2", "open_end", "等部门", "等部门"),
        ("3", "several_leads", f"{finance[0]}、{transport[0]}", f"{finance[1]}, {transport[1]}"),
        ("3", "no_target", None, None),
        ("3", "no_deadline", None, None),
        ("4", "no_lead", *archive),
        ("4", "one_agency_alone", *archive),
        ("4", "no_target", None, None),
        ("4", "no_deadline", None, None),
        ("5", "one_agency_alone", *finance),
        ("5", "no_deadline", None, None),
        ("6", "one_agency_alone", *health),
        ("6", "no_target", None, None),
        ("6", "no_deadline", None, None),
    ]


def test_a_deadline_without_a_date_is_told_and_sets_none(zhengzhou: Built) -> None:
    undated = {
        measure.key: "、".join(sorted(each.as_written for each in measure.deadlines))
        for measure in zhengzhou.plan.measures
        if measure.deadlines
        and not any(each.due or each.start or each.recurrence for each in measure.deadlines)
    }
    table = gap_table(read_network(zhengzhou.store))
    told = {row["key"]: row["detail"] for row in table.records() if row["gap"] == "no_deadline"}
    assert {key: told[key] for key in undated} == undated
    dated = {
        measure.key
        for measure in zhengzhou.plan.measures
        if any(each.due or each.start or each.recurrence for each in measure.deadlines)
    }
    assert set(told) == {measure.key for measure in zhengzhou.plan.measures} - dated


def test_targets_of_zhengzhou_are_counted(zhengzhou: Built) -> None:
    found = {each.key: each.targets for each in read_network(zhengzhou.store).measures}
    assert found == {each.key: len(each.targets) for each in zhengzhou.plan.measures}


def test_without_facts_nobody_asked_for_targets() -> None:
    network = two_mode(*tables())
    assert all(has["no_target"] is None and has["no_deadline"] is None for has in flags(network).values())
    assert not {"no_target", "no_deadline"} & set(gap_table(network).values("gap"))


def test_the_table_and_the_flags_of_hotspots_are_one(town: Built) -> None:
    network = read_network(town.store)
    listed = {(row["measure"], row["gap"]) for row in gap_table(network).records()}
    flagged = {
        (row["id"], gap.name) for row in hotspot_table(network).records() for gap in GAPS if row[gap.name]
    }
    assert listed == flagged


@given(plans())
def test_gaps_change_no_score(roles: Roles) -> None:
    """Every measure with and without an open list, targets and deadlines: the pairings stay."""
    network = network_of(roles)
    opened = replace(
        network,
        measures=tuple(replace(each, open_end=True, targets=0, deadlines=0) for each in network.measures),
    )
    scores = [hotspot_table(each).values("score") for each in (network, opened)]
    assert scores[0] == scores[1]
    assert all(has["open_end"] and has["no_target"] for has in flags(opened).values())
    assert set(UNCLEAR) <= {gap.name for gap in GAPS}
