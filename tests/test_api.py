"""The way in from Python: what opens, what a table gives, what is refused, what stands in the notes."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import DATA, Built

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
    with pytest.raises(UserError, match="there is no table x"):
        plan.compare("xingyang-2024-river", "x")


def test_wrong_use_is_told(plan: OpenPlan, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="there is no kind guess"):
        plan.uncertainty("guess")
    with pytest.raises(UserError, match="Take agencies or measures"):
        plan.whatif([("lead", "5=县财政局")], "x")
    with pytest.raises(UserError, match=r"holds no plan .x."):
        open_plan(TOWN, "x")
    with pytest.raises(UserError, match="holds no coded plan"):
        open_plan(tmp_path)
    with pytest.raises(UserError, match="tiaokuai build"):
        open_plan(tmp_path / "graph.nq")
