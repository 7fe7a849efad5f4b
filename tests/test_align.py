"""`tiaokuai align`: proposals added to a coded plan, decided measures and other coders left alone."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from graph.alignment.plans import CODER, propose_plan, with_proposals
from graph.cli.main import cli
from graph.coding.plan import open_coded, read_plan
from graph.coding.writing import yaml_text
from graph.documents.read import read_document
from graph.documents.text import make_text
from graph.vocabulary.ontology import Ontology

DOCUMENT = """小镇2024年工作要点（虚构）
一、获得信贷
1.扩大“首贷”规模。银行增加首贷，推广续贷。（县金融局牵头，县仲裁中心、县纳税服务局、县纳税服务局配合）
二、其他
2.整修道路。修两条路。（县交通局负责）
3.优化办税服务。推广新电子税务局。（县税务局负责）
"""
OTHER = {"concept": "fs", "edition": "2025", "strength": "direct", "coder": "wang", "status": "accepted"}


def span(words: str) -> list[int]:
    start = DOCUMENT.index(words)
    return [start, start + len(words)]


def plan(**alignments: Any) -> dict[str, Any]:
    sha = hashlib.sha256(DOCUMENT.encode()).hexdigest()
    lines = DOCUMENT.splitlines()
    source: dict[str, Any] = {"file": "town.txt", "media_type": "text/plain", "reader": "plain 1"}
    source |= {"characters": len(DOCUMENT), "sha256": sha, "text_sha256": sha}
    head = {"id": "zhongmu-2024", "title": "小镇", "place": "410122", "level": "county", "year": 2024}
    new = {"label": "小镇县金融局", "slug": "jin-rong-ju", "kind": "department", "level": "county"}
    measures = [
        {"key": "1", "section": "1", "title": "扩大“首贷”规模", "at": span(lines[2]), "lead": ["县金融局"]},
        {"key": "2", "section": "2", "title": "整修道路", "at": span(lines[4]), "lead": ["县金融局"]},
        {"key": "3", "section": "2", "title": "优化办税服务", "at": span(lines[5]), "lead": ["县金融局"]},
    ]
    for measure in measures:
        if found := alignments.get(f"m{measure['key']}"):
            measure["alignments"] = found
    return {
        "format": "tiaokuai-plan/1",
        "plan": head | {"status": "final", "source": source},
        "names": [{"spelling": "县金融局", "new": new}],
        "sections": [{"key": "1", "title": "获得信贷"}, {"key": "2", "title": "其他"}],
        "measures": measures,
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "town.txt").write_text(DOCUMENT, encoding="utf-8", newline="\n")
    return tmp_path


def written(folder: Path, data: dict[str, Any]) -> Path:
    path = folder / "p.yaml"
    path.write_text("# mine\n" + yaml_text(data), encoding="utf-8", newline="\n")
    return path


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["align", "--lang", "en", *map(str, arguments)], prog_name="tiaokuai")


def alignments(path: Path) -> dict[str, list[Any]]:
    return {each["key"]: each.get("alignments", []) for each in open_coded(path).data["measures"]}


def test_attributions_are_not_read_and_spans_are_of_the_document(folder: Path) -> None:
    found = propose_plan(plan(), read_document(folder / "town.txt"))
    assert [[each.concept for each in measure.proposals] for measure in found] == [
        ["fs-3-1-1"],
        [],
        ["tx-2-1-1"],
    ]
    (first,) = found[0].proposals
    assert [DOCUMENT[slice(*each)] for each in first.spans] == ["首贷", "首贷", "续贷"]
    assert first.reason == "title: 首贷 ×2; text: 续贷; heading: 获得信贷"


def test_the_plan_is_written_whole_and_the_earlier_file_kept(folder: Path, ontology: Ontology) -> None:
    path = written(folder, plan())
    before = path.read_bytes()
    result = run(path)
    assert result.exit_code == 0, result.output
    assert (folder / "p.yaml.before").read_bytes() == before
    first = alignments(path)["1"][0]
    assert (first["coder"], first["status"], first["edition"]) == (CODER, "proposed", "2025")
    assert isinstance(first["confidence"], Decimal)
    assert read_plan(path, ontology).plan.measures[0].alignments[0].concept == "fs-3-1-1"
    assert "FS 3.1.1" in result.stdout
    assert "2 proposals for 2 of 3 measures, none for 1, 0 decided already" in result.stderr


def test_a_second_run_changes_no_byte(folder: Path) -> None:
    path = written(folder, plan())
    run(path)
    once = path.read_bytes()
    assert "nothing to change" in run(path).stderr
    assert path.read_bytes() == once
    assert not (folder / "p.yaml.before-2").exists()


def test_comments_stay_where_nothing_changes(folder: Path) -> None:
    path = written(folder, plan(m1=[OTHER], m3=[OTHER | {"concept": "tx", "status": "rejected"}]))
    before = path.read_bytes()
    assert "none for 1, 2 decided already" in run(path).stderr
    assert path.read_bytes() == before


def test_open_votes_of_others_stay_and_own_open_ones_are_renewed() -> None:
    theirs = OTHER | {"status": "proposed"}
    old = theirs | {"coder": CODER, "concept": "it"}
    data = plan(m1=[theirs, old, old | {"coder": "method-terms-1", "concept": "us"}])
    fresh = with_proposals(data, propose_plan(data, None))["measures"]
    assert [each["concept"] for each in fresh[0]["alignments"]] == ["fs", "fs-3-1-1"]
    assert fresh[0]["alignments"][0] == theirs
    assert "alignments" not in fresh[1]


def test_what_a_person_decided_of_the_method_stays_and_is_not_proposed_again() -> None:
    decided = OTHER | {"coder": CODER, "concept": "fs-3-1-1", "status": "rejected"}
    data = plan(m1=[decided])
    fresh = with_proposals(data, propose_plan(data, None))["measures"]
    assert fresh[0]["alignments"] == [decided]


def test_without_a_document_it_says_so_and_reads_titles_and_subjects(folder: Path) -> None:
    (folder / "town.txt").unlink()
    data = plan()
    target = {
        "id": "t1",
        "subject": "破产费用，破产费用",
        "comparator": "exactly",
        "value": 1,
        "unit": "item",
    }
    data["measures"][1]["targets"] = [target]
    path = written(folder, data)
    result = run(path)
    assert result.exit_code == 0, result.output
    assert "its document town.txt is not beside it" in result.stderr
    assert [[each["concept"] for each in found] for found in alignments(path).values()] == [
        ["fs-3-1-1"], ["bi-3-1-2"], ["tx"],
    ]  # fmt: skip
    assert "at" not in alignments(path)["1"][0]


def test_another_document_is_refused_and_nothing_written(folder: Path) -> None:
    path = written(folder, plan())
    before = path.read_bytes()
    other = folder / "other.txt"
    other.write_text(DOCUMENT + "更多。\n", encoding="utf-8", newline="\n")
    result = run(path, "--document", other)
    assert result.exit_code == 2
    assert "is not the text that was coded" in result.stderr
    assert path.read_bytes() == before


def test_another_file_takes_the_plan_and_keeps_what_it_was(folder: Path) -> None:
    path = written(folder, plan())
    before = path.read_bytes()
    target = folder / "q.yaml"
    target.write_text("mine\n", encoding="utf-8", newline="\n")
    assert run(path, "-o", target).exit_code == 0
    assert path.read_bytes() == before
    assert (folder / "q.yaml.before").read_text(encoding="utf-8") == "mine\n"
    assert alignments(target)["1"]
    assert run(path, "-o", folder / "q.xlsx").exit_code == 0
    assert alignments(folder / "q.xlsx")["1"][0]["concept"] == "fs-3-1-1"
    assert run(path, "-o", "-").exit_code == 2


def test_rows_in_both_languages_and_other_forms(folder: Path) -> None:
    path = written(folder, plan())
    assert "获得贷款" in run(path, "--lang", "zh").stdout
    assert "Loan" in run(path, "--lang", "en").stdout
    rows = run(path, "--format", "csv").stdout.splitlines()
    assert rows[0].removeprefix("\ufeff").split(",")[:4] == ["measure", "title", "concept", "label_zh"]
    assert len(rows) == 3


def test_a_text_in_traditional_script_is_read() -> None:
    content = "一、措施\n1.擴大首貸\n銀行擴大首貸，首貸戶增加。（縣財政局負責）\n"
    text = make_text(content, b"", reader="plain 1", media_type="text/plain")
    measure = {"key": "1", "title": "擴大首貸", "at": [5, len(content)]}
    (found,) = propose_plan({"sections": [], "measures": [measure]}, text)
    assert [each.concept for each in found.proposals] == ["fs-3-1-1"]
    assert all(content[slice(*each)] == "首貸" for each in found.proposals[0].spans)
