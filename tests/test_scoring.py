"""Scores counted by hand."""

from __future__ import annotations

import runpy
from dataclasses import replace
from typing import Any

import pytest
from cities import GoldMeasure, GoldSection, cities
from conftest import ROOT
from scoring import Counts, misplaced, score_city, score_details, score_named, total

CORPUS = ROOT.parent / "shared" / "corpus" / "zhengzhou-2024.txt"
MEASURES = (
    GoldMeasure(key="1", section="1", title="修路", lead=("县交通局",), targets=((2.0, "route", "exactly"),)),
    GoldMeasure(key="2", section="1", responsible=("县教育局", "县财政局"), deadlines=("6月底前",)),
)
CITY = replace(cities()[0], sections=(GoldSection("1", "道路（一期）", "（一）"),), measures=MEASURES)
ROUTES = {"value": 2, "unit": "route", "comparator": "exactly", "subject": "修路", "basis": "new"}
READ: dict[str, Any] = {
    "sections": [{"key": "1", "title": "道路(一期)", "label": "(一)"}],
    "measures": [
        {"key": "1", "section": "1", "title": "修桥", "lead": [{"name": "县交通局", "at": [2, 6]}]},
        {"key": "2", "section": "1", "cooperating": ["县教育局"], "responsible": ["县财政局"]},
    ],
}
READ["measures"][0]["targets"] = [ROUTES, {**ROUTES, "value": 3}]


def test_an_invented_plan_is_scored_by_hand() -> None:
    scores = score_city(CITY, READ)
    assert (scores["sections"], scores["measures"]) == (Counts(1, 1, 1), Counts(2, 2, 2))
    assert scores["titles"] == Counts(1, 1, 0)
    assert scores["assignments"] == Counts(3, 3, 2)
    assert scores["targets"] == Counts(1, 2, 1)
    assert scores["deadlines"] == Counts(1, 0, 0)
    assert (scores["targets"].precision, scores["targets"].recall) == (0.5, 1.0)
    assert (scores["open_ended"].f1, scores["deadlines"].precision) == (None, None)
    assert total([scores, scores])["assignments"] == Counts(6, 6, 4)


def test_offsets_that_lead_elsewhere_are_told() -> None:
    assert misplaced(READ, "1.县交\n通局") == ["1: 县交通局 at [2, 6] is 县交通"]
    assert misplaced(READ, "1.县交通局") == []


def test_details_are_counted_where_the_numbers_are_equal() -> None:
    other = {"measures": [{"key": "1", "targets": [{**ROUTES, "value": 2.0, "subject": "路"}]}]}
    assert score_details(READ, other) == {"subject": (0, 1), "basis": (1, 1), "deadline": (1, 1)}


def test_what_a_measure_names_is_compared_by_id() -> None:
    one = {
        "measures": [{"key": "1", "platforms": [{"id": "cn/a", "name": "甲"}, {"id": "cn/b", "name": "乙"}]}]
    }
    two = {"measures": [{"key": "1", "platforms": [{"id": "cn/a", "name": "甲平台"}]}]}
    assert score_named(one, two)["platforms"] == Counts(2, 1, 1)


@pytest.mark.skipif(not CORPUS.exists(), reason="the documents lie beside the project")
def test_the_page_of_measured_quality_is_what_its_command_writes() -> None:
    page = runpy.run_path(str(ROOT / "benchmarks" / "quality.py"))["page"]()
    written = (ROOT / "docs" / "quality.md").read_text(encoding="utf-8")
    assert page == written, "make quality writes it anew"
