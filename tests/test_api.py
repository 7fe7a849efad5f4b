"""The way in from Python: what opens, what a table gives, what is refused, what stands in the notes."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import DATA, Built

from graph import api
from graph.api import OpenPlan, open_plan
from graph.errors import UserError
from graph.table import Table

TOWN = DATA / "town" / "zhongmu-2024-town.yaml"
COMPARED = DATA / "compare"


@pytest.fixture(scope="module")
def plan() -> OpenPlan:
    return open_plan(TOWN)


def test_a_coded_plan_and_its_graph_are_one(plan: OpenPlan, town: Built) -> None:
    graph = open_plan(town.graph_nq)
    assert (graph.id, graph.network) == (plan.id, plan.network)
    assert graph.rank(samples=10) == plan.rank(samples=10)
    assert graph.about() == plan.about()
    assert len(plan.about().rows) == 1


@pytest.mark.parametrize("kind", ["intervals", "outranks", "communities"])
def test_every_kind_of_uncertainty_is_a_table(plan: OpenPlan, kind: str) -> None:
    table = plan.uncertainty(kind, samples=5, seed=4)
    assert table.rows
    assert "samples 5, seed 4" in table.notes[-1]


def test_another_reading_is_counted(plan: OpenPlan) -> None:
    assert len(plan.sensitivity(TOWN).rows) == len(plan.sensitivity().rows) + 3
    assert plan.sensitivity(TOWN).notes[-1].endswith(f"reading {TOWN.name}")


def test_tables_are_tidy(plan: OpenPlan) -> None:
    tables: list[Table] = [
        plan.about(),
        plan.rank(samples=5, every=True, weights={"lead": 2.0}),
        plan.gaps(),
        plan.ties(samples=5),
        plan.coverage(),
        plan.question("measures-of-agency", agency="县财政局"),
        plan.whatif([("lead", "5=县财政局")]),
        *(plan.hotspots(kind) for kind in ("measure", "pair", "agency", "section")),
    ]
    for table in tables:
        columns = table.to_dict()
        assert [dict(zip(columns, row, strict=True)) for row in table.rows] == list(table.records())
        assert all(each.zh and each.en and each.type for each in table.columns)
    assert {"weighted_load", "pagerank", "load_low"} <= set(tables[1].to_dict())


def test_notes_say_what_a_result_was_computed_with(plan: OpenPlan) -> None:
    assert plan.rank(samples=7, seed=2).notes == ("plan zhongmu-2024-town, groups one, samples 7, seed 2",)
    ties = plan.ties(samples=9, seed=3)
    assert ties.notes[-1] == "plan zhongmu-2024-town, groups one, alpha 0.05, samples 9, seed 3"
    assert ties.notes[0].startswith("Tested: ")
    assert open_plan(TOWN, groups="left-out").gaps().notes == ("plan zhongmu-2024-town, groups left-out",)


def test_several_plans_are_compared_and_one_is_named() -> None:
    with pytest.raises(UserError, match="--plan"):
        open_plan(COMPARED)
    plan = open_plan(COMPARED, "zhongmu-2024-final")
    for table in ("loads", "leads", "structure", "measures"):
        found = plan.compare("xingyang-2024-river", table, samples=5)
        assert found.rows
        assert "other xingyang-2024-river, by function" in found.notes[-1]
    with pytest.raises(UserError, match=r"there is no x\. Take one of: loads, leads, structure, measures"):
        plan.compare("xingyang-2024-river", "x")
    with pytest.raises(UserError, match=r"by: there is no city\. Take one of: function, agency"):
        plan.compare("xingyang-2024-river", by="city")


def test_wrong_use_is_told(plan: OpenPlan, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="there is no guess"):
        plan.uncertainty("guess")
    with pytest.raises(UserError, match="Take one of: agencies, measures"):
        plan.whatif([("lead", "5=县财政局")], "x")
    with pytest.raises(UserError, match=r"holds no plan .x."):
        open_plan(TOWN, "x")
    with pytest.raises(UserError, match="holds no coded plan"):
        open_plan(tmp_path)
    with pytest.raises(UserError, match="tiaokuai build"):
        open_plan(tmp_path / "graph.nq")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (lambda plan: plan.hotspots("city"), "there is no city. Take one of: measure, pair"),
        (lambda plan: plan.rank(weights={"boss": 2.0}), "there is no boss. Take one of: lead, responsible"),
        (lambda plan: plan.rank(weights={"lead": -1.0}), "weights: -1.0 is less than 0"),
        (lambda plan: plan.rank(weights={"lead": float("nan")}), "weights: nan is less than 0"),
        (lambda plan: plan.rank(samples=-1), "samples: -1 is less than 2"),
        (lambda plan: plan.rank(samples=1), "samples: 1 is less than 2"),
        (lambda plan: plan.rank(seed=-1), "seed: -1 is less than 0"),
        (lambda plan: plan.uncertainty(score="power"), "there is no power. Take one of: led"),
        (lambda plan: plan.uncertainty("outranks", score="all"), "there is no all"),
        (lambda plan: plan.uncertainty("outranks", first=1), "first: 1 is less than 2"),
        (lambda plan: plan.ties(["guess"]), "models: there is no guess. Take one of: hypergeometric"),
        (lambda plan: plan.coverage("2023"), "edition: there is no 2023. Take one of: 2025, 2024"),
        (lambda plan: plan.whatif([("fire", "1")]), "there is no fire. Take one of: merge"),
        (lambda _: open_plan(TOWN, groups="two"), "groups: there is no two. Take one of: one"),
    ],
)
def test_what_is_none_is_told_with_what_there_is(
    plan: OpenPlan, wrong: Callable[[OpenPlan], object], said: str
) -> None:
    with pytest.raises(UserError, match=re.escape(said)):
        wrong(plan)


def test_the_folder_of_a_build_is_a_source(town: Built) -> None:
    assert open_plan(town.graph_nq.parent).id == "zhongmu-2024-town"


def test_what_is_public_is_named_and_shown() -> None:
    """Every public function says what it computes, and shows it in an example that is run."""
    assert set(api.__all__) == {"MODELS", "OpenPlan", "open_plan"}
    methods = [each for name, each in vars(OpenPlan).items() if callable(each) and not name.startswith("_")]
    assert len(methods) == 11
    assert [each.__name__ for each in (*methods, open_plan) if ">>> " not in str(each.__doc__)] == []
