from __future__ import annotations

import copy
import runpy
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from conftest import ROOT

from graph.cli.agree import agree as command
from graph.cli.main import cli
from graph.coding.agreement import agree
from graph.coding.nodes import read_nodes
from graph.coding.sheets import sheet_bytes
from graph.coding.writing import yaml_text
from graph.vocabulary.ontology import Ontology

Data = dict[str, Any]
DOCUMENT = ROOT.parent / "shared" / "corpus" / "zhengzhou-2024.txt"
TOWN = Path(__file__).parent / "data" / "town" / "zhongmu-2024-town.yaml"


def plan(*measures: Data, place: str = "410100", **more: Any) -> Data:
    return {"plan": {"id": "zhengzhou-2024", "place": place}, "measures": [*measures], **more}


def scores(a: Data, b: Data, ontology: Ontology) -> dict[str, tuple[Any, ...]]:
    rows = agree(a, b, ontology, draws=50).scores.records()
    return {
        str(row["item"]): tuple(row[name] for name in ("in_a", "in_b", "both", "coefficient")) for row in rows
    }


A = plan(
    {"key": "1", "title": "甲", "lead": ["X局"], "responsible": ["Y局", "Z局"]},
    {"key": "2", "title": "乙", "responsible": ["X局"]},
)
B = plan(
    {"key": "1", "title": "甲", "lead": ["Y局"], "responsible": ["Z局"]},
    {"key": "2", "title": "乙", "responsible": ["X局"], "lead": []},
)


def test_counted_by_hand(ontology: Ontology) -> None:
    """Pairs: X lead/none, Y responsible/lead, Z both responsible, X of 2 both responsible: 2 of 4 agree.

    p_e = (lead 1*1 + responsible 3*2 + none 0*1) / 16 = 7/16, so κ = (8/16 - 7/16) / (9/16) = 1/9.
    """
    found = scores(A, B, ontology)
    assert found["assignments"][:3] == (4, 3, 2)
    assert found["lead"][:3] == (1, 1, 0)
    assert found["responsible"][:3] == (3, 2, 2)
    assert found["agencies"][:3] == (4, 3, 3)
    assert found["titles"][:3] == (2, 2, 2)
    assert found["kappa"][3] == pytest.approx(1 / 9)


def test_precision_is_of_b_and_recall_of_a(ontology: Ontology) -> None:
    (row,) = (each for each in agree(A, B, ontology).scores.records() if each["item"] == "assignments")
    assert (row["precision"], row["recall"], row["f1"]) == (2 / 3, 2 / 4, 4 / 7)


def test_the_differences_by_measure(ontology: Ontology) -> None:
    assert agree(A, B, ontology).differences.rows == (
        ("1", "lead", "A", "X局"),
        ("1", "lead", "B", "Y局"),
        ("1", "responsible", "A", "Y局"),
    )


def test_a_plan_agrees_with_itself(ontology: Ontology) -> None:
    data = read_nodes(TOWN.read_text(encoding="utf-8"), "p.yaml").data
    found = agree(data, data, ontology)
    assert found.differences.rows == ()
    assert {row["f1"] for row in found.scores.records()} <= {1, None}
    assert [row["coefficient"] for row in found.scores.records()][-2:] == [1, 1]


def test_two_spellings_of_one_agency_are_the_same(ontology: Ontology) -> None:
    a = plan({"key": "1", "lead": ["市财政局"]})
    b = plan({"key": "1", "lead": ["郑州市财政局"]})
    assert agree(a, b, ontology).differences.rows == ()
    new = {"label": "郑州市甲局", "slug": "jia-ju", "kind": "department", "level": "city"}
    names = [{"spelling": "甲局", "new": new}, {"spelling": "市甲局", "agency": "zhengzhou-410100/jia-ju"}]
    a, b = (
        plan({"key": "1", "lead": ["甲局"]}, names=names),
        plan({"key": "1", "lead": ["市甲局"]}, names=names),
    )
    assert agree(a, b, ontology).differences.rows == ()


def test_measures_are_known_by_number_and_title_too(ontology: Ontology) -> None:
    a = plan({"key": "1", "number": 7}, {"key": "2", "title": "乙"}, {"key": "3", "title": "丙"})
    b = plan({"key": "1-1", "number": 7}, {"key": "1-2", "title": "乙"}, {"key": "9", "title": "丁"})
    assert scores(a, b, ontology)["measures"][:3] == (3, 3, 2)


def test_targets_are_counted_as_often_as_they_stand_and_whatever_their_subject(ontology: Ontology) -> None:
    target = {"id": "t1", "subject": "s", "comparator": "at-least", "value": 12.5, "unit": "percent"}
    other = {**target, "id": "t2", "subject": "r"}
    a = plan({"key": "1", "targets": [target, other]})
    b = plan({"key": "1", "targets": [{**other, "value": 12.50}]})
    assert scores(a, b, ontology)["targets"][:3] == (2, 1, 1)


def test_the_command_compares_yaml_with_a_sheet(tmp_path: Path, ontology: Ontology) -> None:
    data = copy.deepcopy(read_nodes(TOWN.read_text(encoding="utf-8"), "p.yaml").data)
    sheet, changed = tmp_path / "b.xlsx", tmp_path / "c.yaml"
    sheet.write_bytes(sheet_bytes(data, ontology))
    data["measures"][0]["title"] = "另一个标题"
    changed.write_text(yaml_text(data), encoding="utf-8")
    run = CliRunner().invoke
    assert run(command, [str(TOWN), str(sheet)]).exit_code == 0
    result = run(command, [str(TOWN), str(changed), "--differences", "--format", "csv"])
    assert result.exit_code == 1
    assert "1,titles,B,另一个标题" in result.stdout
    assert "科恩 κ" in run(command, [str(TOWN), str(changed)]).stdout
    assert "Cohen's κ" in run(command, [str(TOWN), str(changed), "--lang", "en"]).stdout


def test_codings_of_two_plans_are_no_agreement() -> None:
    """Every measure of a stranger would be a difference, and the scores would say nothing."""
    plans = [str(ROOT / "docs" / "example" / f"{name}.yaml") for name in ("county", "dengfeng-2025")]
    result = CliRunner().invoke(cli, ["agree", "--lang", "en", *plans])
    assert (result.exit_code, result.stdout) == (2, "")
    assert "dengfeng-2025.yaml: is a coding of dengfeng-2025, and" in result.stderr


def test_alignments_are_compared_where_both_plans_have_them(ontology: Ontology) -> None:
    def votes(*concepts: str) -> list[Data]:
        fixed = {"edition": "2025", "strength": "direct", "coder": "a", "status": "accepted"}
        return [{"concept": each, **fixed} for each in concepts]

    a = plan({"key": "1", "alignments": votes("be-1-1-4", "fs-2")}, {"key": "2"})
    b = plan({"key": "1", "alignments": votes("be-2-1-1", "be-1-1-4")}, {"key": "2"})
    rows = {row["item"]: row for row in agree(a, b, ontology).scores.records()}
    assert [rows[each]["share"] for each in ("topic", "pillar", "primary", "shared")] == [1, 0.5, 0.5, 1]
    assert (rows["topic"]["in_a"], rows["topic"]["both"], rows["topic"]["coefficient"]) == (1, 2, 1)
    assert "topic" not in {row["item"] for row in agree(a, A, ontology).scores.records()}


@pytest.mark.skipif(not DOCUMENT.exists(), reason="the document lies beside the project")
def test_the_page_on_alignment_is_what_its_command_writes() -> None:
    page = runpy.run_path(str(ROOT / "benchmarks" / "alignment.py"))["page"]()
    written = (ROOT / "docs" / "alignment.md").read_text(encoding="utf-8")
    assert page == written, "make quality writes it anew"
