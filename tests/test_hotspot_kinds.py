"""Hotspots of pairs, agencies and sections: the town by hand, terms that add up, a sentence each."""

from __future__ import annotations

import math
import re

import pytest
from conftest import Built
from hypothesis import given
from network_laws import network_of, plans
from network_tables import Roles

from graph.network.hotspot_kinds import agency_table, pair_table, section_table, sector_entropy
from graph.network.hotspots import hotspot_table
from graph.network.reading import read_network
from graph.network.twomode import MeasureNode, TwoMode
from graph.presentation import HOTSPOT_KINDS, hotspots
from graph.table import Cell, Table

TERMS = {
    "measure": ["term_within_system", "term_cross_system", "term_unknown_system"],
    "pair": ["term_one_leads", "term_both_lead", "term_neither_leads"],
}
TERMS["agency"] = TERMS["section"] = TERMS["measure"]
HAN = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture(scope="module")
def town_network(town: Built) -> TwoMode:
    return read_network(town.store)


def rows(table: Table, *names: str) -> list[tuple[Cell, ...]]:
    return list(table.select(names).rows)


def test_pairs_of_the_town(town_network: TwoMode) -> None:
    """Finance and Health share 1 and 2, each led by one of them; Finance and Transport lead 3 together."""
    names = ("label_en", "partner_label_en", "score", "rank", *TERMS["pair"], "newman", "across_systems")
    assert rows(pair_table(town_network), *names) == [
        ("Town Finance Bureau", "Town Health Commission", 2, 1, 2, 0, 0, 2.0, False),
        ("Town Finance Bureau", "Town Transport Bureau", 1, 2, 0, 1, 0, 1.0, False),
    ]


def test_agencies_of_the_town(town_network: TwoMode) -> None:
    names = (
        "label_en",
        "measures",
        "partners",
        "score",
        "rank",
        *TERMS["agency"],
        "heaviest",
        "heaviest_load",
    )
    assert rows(agency_table(town_network), *names) == [
        ("Town Finance Bureau", 4, 2, 3, 1, 3, 0, 0, "1", 1),
        ("Town Health Commission", 3, 1, 2, 2, 2, 0, 0, "1", 1),
        ("Town Transport Bureau", 1, 1, 1, 3, 1, 0, 0, "3", 1),
        ("Town Archive", 1, 0, 0, 4, 0, 0, 0, None, None),
    ]


def test_sections_of_the_town(town_network: TwoMode) -> None:
    """Services has measures 1 to 3 with a pairing each; Support has 4 to 6 without any."""
    names = ("id", "label_en", "measures", "agencies", "score", "rank", "a_measure", "a_measure_rank")
    assert rows(section_table(town_network), *names) == [
        ("1", "Services", 3, 3, 3, 1, 1.0, 1),
        ("2", "Support", 3, 3, 0, 2, 0.0, 2),
    ]


def test_sentences_of_the_town(town_network: TwoMode) -> None:
    said = {kind: hotspots(town_network, kind).values("sentence_en") for kind in HOTSPOT_KINDS}
    assert said["measure"] == [
        "Measure 1 needs 2 agencies of one system under one lead: 1 pairing.",
        "Measure 2 needs 2 agencies of one system under one lead: 1 pairing.",
        "Measure 3 needs 2 agencies of one system under two leads: 1 pairing.",
        "Measure 4 is for one agency alone: nobody to coordinate with.",
        "Measure 5 is for one agency alone: nobody to coordinate with.",
        "Measure 6 is for one agency alone: nobody to coordinate with.",
    ]
    assert said["agency"][0] == (
        "Town Finance Bureau: 3 pairings with 2 agencies over 4 measures; most in one measure:"
        " 1 pairing (measure 1)."
    )
    assert said["agency"][3] == "Town Archive: no measure shared with anybody."
    assert said["section"][0] == "Section 1 “Services”: 3 measures and 3 agencies; 3 pairings; 1 a measure."
    assert hotspots(town_network, "section").values("sentence")[0] == (
        "第1部分“服务”有3项举措，涉及3个单位，共3对，平均每项1对。"
    )


def test_measure_19_of_zhengzhou(zhengzhou: Built) -> None:
    table = hotspots(read_network(zhengzhou.store), "measure")
    first = next(iter(table.records()))
    assert (first["key"], first["agencies"], first["score"], first["leads"]) == ("19", 15, 105, 1)
    assert str(first["sentence_en"]).startswith(
        "Measure 19 needs 15 agencies of two systems under one lead: 105"
    )
    assert str(first["sentence"]).startswith("举措19需要15个单位（分属2个系统）在1个牵头单位下协同：共105对")


def test_sections_and_agencies_of_zhengzhou_add_up_to_its_measures(zhengzhou: Built) -> None:
    network = read_network(zhengzhou.store)
    whole = sum(int(str(each)) for each in hotspot_table(network).values("score"))
    assert sum(int(str(each)) for each in section_table(network).values("score")) == whole
    assert sum(int(str(each)) for each in agency_table(network).values("score")) == 2 * whole
    assert sum(int(str(each)) for each in pair_table(network).values("score")) == whole
    assert len(section_table(network).rows) == 14
    entropy = [float(str(each)) for each in agency_table(network).values("sector_entropy")]
    assert all(0 <= each <= math.log2(14) for each in entropy)


@pytest.mark.parametrize("kind", HOTSPOT_KINDS)
@given(plans())
def test_terms_add_up_to_the_score(kind: str, roles: Roles) -> None:
    for row in hotspots(network_of(roles), kind).records():
        assert sum(int(str(row[term])) for term in TERMS[kind]) == row["score"]
        assert HAN.search(str(row["sentence"]))
        assert not re.search(r"\bNone\b|\{", f"{row['sentence']}{row['sentence_en']}")
        assert row["kind"] == kind


def test_entropy_of_four_equal_sectors_is_two_bits() -> None:
    measures = [MeasureNode(each, each, 1, sector=each) for each in "abcd"]
    assert sector_entropy(measures) == pytest.approx(2.0)
    assert sector_entropy([*measures[:2], measures[0]]) == pytest.approx(math.log2(3) - 2 / 3)
