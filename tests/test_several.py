"""Several plans at once: functions by hand, rows by plan, what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from conftest import DATA, build_files

from graph.cli.main import cli
from graph.network.comparing import load_table
from graph.network.drawing import Drawing
from graph.network.several import function_table
from graph.network.sides import Holder, Side, comparison, read_side
from graph.network.twomode import from_roles
from graph.rdf.store import open_store
from graph.vocabulary.iris import node
from graph.vocabulary.ontology import Ontology

PLANS = ("xingyang-2024-river", "zhongmu-2024-final", "zhongmu-2024-town")
FINANCE, HEALTH = Holder("f", "finance"), Holder("h", "health")


@pytest.fixture(scope="module")
def graph_nq(ontology: Ontology, tmp_path_factory: pytest.TempPathFactory) -> Path:
    files = [DATA / "compare" / f"{PLANS[0]}.yaml", DATA / "compare" / f"{PLANS[1]}.yaml"]
    lines = build_files([*files, DATA / "town" / f"{PLANS[2]}.yaml"], ontology)[1]
    path = tmp_path_factory.mktemp("several") / "graph.nq"
    path.write_text("".join(lines), encoding="utf-8", newline="\n")
    return path


def run(graph_nq: Path, *words: str) -> Result:
    return CliRunner().invoke(cli, [*words, "--plan", "all", "--graph", str(graph_nq)], prog_name="tiaokuai")


def answer(graph_nq: Path, *words: str) -> dict[str, Any]:
    result = run(graph_nq, *words, "--format", "json")
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_functions_of_two_towns_by_hand() -> None:
    # Here: finance and health share measure 1, the merged bureau (both functions) leads 2 with finance.
    here = from_roles(
        {"1": {"fin": "lead", "hea": "responsible"}, "2": {"both": "lead", "fin": "responsible"}}
    )
    # There: finance alone, and three that share one, of which one has no function.
    there = from_roles(
        {"1": {"fin2": "lead"}, "2": {"fin2": "lead", "hea2": "responsible", "x": "responsible"}}
    )
    sides = [
        Side("here", here, {"fin": (FINANCE,), "hea": (HEALTH,), "both": (FINANCE, HEALTH)}),
        Side("there", there, {"fin2": (FINANCE,), "hea2": (HEALTH,)}),
    ]
    rows = {row["label_en"] or row["label"]: row for row in function_table(sides, Drawing(0)).records()}
    names = ("plans", "agencies", "led", "responsible", "measures", "load", "share", "share_rank")
    assert {key: tuple(row[name] for name in names) for key, row in rows.items()} == {
        # Load here: finance 1 + 1 + ½, of 4; there 2 of 6. Shares 0.625 and 1/3.
        "finance": (2, 3, 4, 1, 4, 4.5, 0.479166667, 1),
        "health": (2, 3, 1, 2, 3, 3.5, 0.354166667, 2),
        "(agencies without a function)": (1, 1, 0, 1, 1, 2.0, 0.166666667, 3),
    }
    assert (rows["finance"]["share_least"], rows["finance"]["share_most"]) == (0.333333333, 0.625)


def test_a_plan_alone_has_the_shares_of_compare_and_intervals_hold_them(graph_nq: Path) -> None:
    store = open_store(graph_nq)
    side = read_side(store, PLANS[0])
    alone = function_table([side], Drawing(200, 5))
    shares = {
        row["holder"]: row["share_first"] for row in load_table(comparison(side, side, "function")).records()
    }
    assert dict(zip(alone.values("holder"), alone.values("share"), strict=True)) == shares
    assert alone == function_table([side], Drawing(200, 5))
    for row in alone.records():
        assert float(str(row["share_low"])) <= float(str(row["share"])) <= float(str(row["share_high"]))


def test_a_plan_without_pairings_has_no_share() -> None:
    side = Side("x", from_roles({"1": {"a": "lead"}}), {"a": (FINANCE,)})
    [row] = function_table([side], Drawing(3)).records()
    assert (row["load"], row["share"], row["share_low"], row["share_high"]) == (0.0, 0.0, None, None)


def test_rank_gives_functions_and_says_how(graph_nq: Path) -> None:
    found = answer(graph_nq, "rank", "--samples", "20", "--seed", "4")
    assert (found["schema"], found["plan"], found["seed"]) == ("tiaokuai/rank_functions/1", "all", 4)
    assert found["options"] == {"groups": "one", "plans": list(PLANS), "samples": 20}
    assert {"share_low", "share_high"} <= set(found["rows"][0])
    for lang in ("zh", "en"):
        assert run(graph_nq, "rank", "--lang", lang, "--limit", "2").stdout.count("\n") == 4


@pytest.mark.parametrize("kind", ["measure", "pair", "agency", "section"])
def test_hotspots_keep_their_plan_and_are_ranked_together(graph_nq: Path, kind: str) -> None:
    found = answer(graph_nq, "hotspots", "--kind", kind)
    assert found["options"] == {"kind": kind, "groups": "one", "plans": list(PLANS)}
    rows = found["rows"]
    assert {row["plan"] for row in rows} == {node("plan", plan) for plan in PLANS}
    scores = [int(str(row["score"])) for row in rows]
    assert [row["rank"] for row in rows] == [1 + sum(other > each for other in scores) for each in scores]
    assert scores == sorted(scores, reverse=True)


def test_gaps_and_ties_stand_plan_by_plan(graph_nq: Path) -> None:
    for words in (("gaps",), ("ties", "--model", "bicm")):
        together = answer(graph_nq, *words)["rows"]
        apart = []
        for plan in PLANS:
            alone = [*words, "--plan", plan, "--graph", str(graph_nq), "--format", "json"]
            rows = json.loads(CliRunner().invoke(cli, alone).stdout)["rows"]
            apart += [{"plan": node("plan", plan), **row} for row in rows]
        assert together == apart
    shown = run(graph_nq, "ties", "--model", "bicm", "--lang", "en")
    assert [plan for plan in PLANS if f"\n{plan}:\n" in shown.stdout] == list(PLANS)
    assert run(graph_nq, "gaps", "--groups", "expanded").exit_code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("rank", "--all"), "Leave --all out, or name one plan."),
        (("rank", "--weights", "lead=2"), "Leave --weights out, or name one plan."),
        (("uncertainty",), "一次只显示一个方案"),
        (("report",), "一次只显示一个方案"),
    ],
)
def test_what_has_no_meaning_over_several_plans_is_refused(
    graph_nq: Path, words: tuple[str, ...], said: str
) -> None:
    result = run(graph_nq, *words)
    assert result.exit_code == 2
    assert said in result.output
