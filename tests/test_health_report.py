"""The data-health page: the town by hand, each kind of fault put in, Zhengzhou counted, hostile text."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import DATA, ROOT, Built, build_files

from graph.build import Options, build, notes
from graph.coding.plan import CodedFile
from graph.presentation import health, report_facts, tables_of
from graph.rdf.store import store_of
from graph.table import Table
from graph.views.disagreements import disagreements
from graph.views.health_report import KINDS, Note, health_page, health_tables
from graph.views.wording import EVERY
from graph.vocabulary.ontology import Ontology

TOWN = "zhongmu-2024-town"
PLAN = DATA / "town" / f"{TOWN}.yaml"
LEADS = "Town Finance Bureau and Town Transport Bureau"
HEALTH = "Town Health Commission"


def found(built: Built, lang: str = "en") -> dict[str, Table]:
    """Return the entries of a plan that have any."""
    plan = built.plan.id
    tables = health_tables(health(built.store, plan, tables_of(built.store, plan)), lang)
    return {name: table for name, table in tables.items() if table.rows}


def town_data() -> Any:
    return yaml.safe_load(PLAN.read_text(encoding="utf-8"))


def coded(data: Any, tmp_path: Path, ontology: Ontology) -> tuple[Built, list[CodedFile]]:
    """Return a coded plan as a dataset."""
    path = tmp_path / "plan.yaml"
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    files, lines = build_files([path], ontology)
    return Built(path, store_of(lines), files[0].plan, ontology), files


def changed(
    tmp_path: Path, ontology: Ontology, **measures: Mapping[str, Any]
) -> tuple[Built, list[CodedFile]]:
    """Return the town with keys of its measures (m1 …) replaced; None takes a key away."""
    data = town_data()
    for name, keys in measures.items():
        measure = data["measures"][int(name[1:]) - 1]
        measure |= keys
        for key in [each for each in measure if measure[each] is None]:
            del measure[key]
    return coded(data, tmp_path, ontology)


def test_the_town_by_hand(town: Built) -> None:
    """4 has no lead, 3 has two, 2 leaves its list open, and one to two projects in 5 have no deadline."""
    tables = found(town)
    assert {name: table.rows for name, table in tables.items()} == {
        "no-lead": (("4", "Support", "整理档案"),),
        "several-leads": (
            ("3", "Services", "修好乡村道路", "Town Finance Bureau and Town Transport Bureau"),
        ),
        "open-ends": (("2", "Services", "提高接种率", "responsible", "等部门"),),
        "targets": (("5", "Support", "节约开支", "建成节约项目", Decimal(1), Decimal(2), "project"),),
    }


def test_the_town_in_chinese(town: Built) -> None:
    tables = found(town, "zh")
    assert tables["several-leads"].rows == (("3", "服务", "修好乡村道路", "小镇县财政局、小镇县交通运输局"),)
    assert tables["open-ends"].rows == (("2", "服务", "提高接种率", "责任", "等部门"),)


def test_zhengzhou_counted(zhengzhou: Built) -> None:
    plan = zhengzhou.plan
    tables = found(zhengzhou)
    leads = [sum(each.role == "lead" for each in measure.assignments) for measure in plan.measures]
    weak = [
        each
        for measure in plan.measures
        for each in measure.alignments
        if each.confidence is not None and each.confidence < Decimal("0.5")
    ]
    targets = [each for measure in plan.measures for each in measure.targets if not each.deadline]
    assert {name: len(table.rows) for name, table in tables.items()} == {
        "no-lead": leads.count(0),
        "several-leads": sum(each > 1 for each in leads),
        "open-ends": sum(len(measure.open_ends) for measure in plan.measures),
        "targets": len(targets),
        "agencies": 13,
        "alignments": len(weak),
    }
    assert (leads.count(0), len(targets), len(weak)) == (24, 36, 21)


def test_faults_of_a_measure_are_found(tmp_path: Path, ontology: Ontology) -> None:
    """A title and a place less, a lead in doubt, words without a date."""
    built, _ = changed(
        tmp_path,
        ontology,
        m4={"title": None, "at": None},
        m6={"lead": [{"name": "县卫健委", "at": [205, 209], "doubt": "名称不清"}]},
        m1={"deadlines": [{"id": "d1", "as_written": "持续推进", "kind": "ongoing"}]},
    )
    tables = found(built)
    assert tables["titles"].rows == (("4", "Support"),)
    assert tables["evidence"].rows == (("1", "Services", "deadline"), ("4", "Support", "measure"))
    assert tables["doubts"].rows == (("6", "Support", "开展巡诊", "lead", HEALTH, "名称不清"),)
    assert tables["deadlines"].rows == (("1", "Services", "办好便民服务", "持续推进"),)
    assert tables["no-lead"].rows == (("4", "Support", None),)


def test_a_name_on_trial_and_an_assignment_by_rule(tmp_path: Path, ontology: Ontology) -> None:
    """The Archive is proposed and lacks a line; it leads measure 4 by a rule."""
    data = town_data()
    archive = data["names"][3]
    archive["status"] = "proposed"
    del archive["new"]["line"]
    data["rules"] = [{"id": "r1", "kind": "first-listed-leads"}]
    data["measures"][3]["lead"] = [{"name": "县档案馆", "at": [146, 150], "rule": "r1"}]
    tables = found(coded(data, tmp_path, ontology)[0])
    assert tables["names"].rows == (("Town Archive", "4"),)
    assert tables["agencies"].rows == (("Town Archive", "4", "line"),)
    assert tables["by-rule"].rows == (("4", "Support", "lead", "Town Archive", "the first one listed leads"),)
    assert "no-lead" not in tables


def test_what_the_graph_does_not_hold_comes_from_the_coded_plan(tmp_path: Path, ontology: Ontology) -> None:
    link = {"to": f"{TOWN}/2", "kind": "prerequisite", "status": "proposed"}
    built, files = changed(tmp_path, ontology, m1={"doubts": ["数字未读"], "links": [link]})
    told = notes(files, TOWN)
    assert told == [Note("readings", "数字未读", "1"), Note("links", "2", "1", "prerequisite")]
    assert notes(files, "another-2024") == []
    tables = health_tables(health(built.store, TOWN, tables_of(built.store, TOWN), told), "en")
    assert tables["readings"].rows == (("1", "Services", "数字未读"),)
    doubt = Note("readings", "no attribution was found.", "1")
    tables = health_tables(health(built.store, TOWN, tables_of(built.store, TOWN), [doubt]), "zh")
    assert tables["readings"].rows == (("1", "服务", "没有找到责任条款。"),)
    tables = health_tables(health(built.store, TOWN, tables_of(built.store, TOWN), told), "en")
    assert tables["links"].rows == (("1", "Services", "prerequisite of measure 2"),)


COLUMNS = ("measure", "key", "title", "concept", "status", "strength", "coder")


def votes(*rows: Sequence[str]) -> Table:
    """Return alignments: measure, concept, status, strength, coder."""
    from graph.table import Column

    columns = tuple(Column(each, "text", each, each) for each in COLUMNS)
    return Table("alignments", columns, tuple((m, m, None, c, s, g, who) for m, c, s, g, who in rows))


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("1", "be", "accepted", "direct", "a"), ("1", "be", "accepted", "direct", "b")], []),
        (
            [("1", "be", "accepted", "direct", "a"), ("1", "be", "accepted", "contributes", "b")],
            [("1", "be", "a: direct; b: contributes")],
        ),
        (
            [("1", "be", "accepted", "direct", "a"), ("1", "be", "rejected", "direct", "b")],
            [("1", "be", "a: direct; b: rejected")],
        ),
        (
            [("1", "be", "accepted", "direct", "a"), ("1", "fs", "accepted", "direct", "b")],
            [
                ("1", "be", "a: direct; b: does not name it"),
                ("1", "fs", "a: does not name it; b: direct"),
            ],
        ),
        ([("1", "be", "accepted", "direct", "a"), ("2", "be", "accepted", "direct", "b")], []),
        ([("1", "be", "accepted", "direct", "a"), ("1", "fs", "proposed", "direct", "b")], []),
        ([("1", "be", "rejected", "direct", "a"), ("1", "fs", "rejected", "direct", "b")], []),
    ],
    ids=["same", "strength", "rejected", "other-concept", "other-measure", "proposed", "both-reject"],
)
def test_disagreements(rows: list[Sequence[str]], expected: list[tuple[str, ...]]) -> None:
    found = disagreements(votes(*rows), "en")
    assert [(row["key"], row["concept"], row["votes"]) for row in found] == expected


def test_coders_who_differ_stand_on_the_page(tmp_path: Path, ontology: Ontology) -> None:
    def vote(coder: str, status: str) -> dict[str, Any]:
        return {
            "concept": "be",
            "edition": "2025",
            "coder": coder,
            "strength": "direct",
            "status": status,
            "confidence": 0.9,
        }

    one, two = vote("two-readings", "accepted"), vote("tiaokuai-align", "rejected")
    built, _ = changed(tmp_path, ontology, m1={"alignments": [one, two]})
    row = found(built)["disagreements"].rows[0]
    assert row[:4] == ("1", "Services", "办好便民服务", "BE")
    assert row[-1] == "tiaokuai-align: rejected; two-readings: direct"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_kind_has_a_remedy_and_the_page_its_parts(lang: str, zhengzhou: Built) -> None:
    store, plan = zhengzhou.store, zhengzhou.plan.id
    sources = tables_of(store, plan)
    tables = health(store, plan, sources)
    page = health_page(report_facts(store, plan, sources), tables, lang)
    names = list(health_tables(tables, lang))
    assert {kind.name for kind in KINDS} < set(names)
    assert all(f"quality.{name}.do" in EVERY for name in (*names, "persons"))
    headings = re.findall(r"<h2 id=.*?>(.*?)</h2>", page)
    kinds = [EVERY[f"quality.{name}"] for name in found(zhengzhou)]
    persons = EVERY["quality.persons"]
    assert [each.zh if lang == "zh" else each.en for each in (*kinds, persons)] == headings[1:-1]
    assert "责任领导" in page
    assert ("征求意见稿" if lang == "zh" else "Draft for comment") in page


@pytest.mark.parametrize("kind", ["link", "rule"])
def test_every_kind_of_link_and_rule_has_words(kind: str) -> None:
    schema = json.loads((ROOT / "graph" / "coding" / "plan.schema.json").read_text(encoding="utf-8"))
    words = schema["$defs"][kind]["properties"]["kind"]["enum"]
    assert [each for each in words if f"{kind}.{each}" not in EVERY] == []


def test_sound_data_say_that_nothing_was_found(tmp_path: Path, ontology: Ontology) -> None:
    whole = [{"name": "县档案馆", "at": [146, 150]}]
    due = [{"id": "d1", "as_written": "年底前", "due": "2024-12-31", "kind": "by-date", "at": [63, 66]}]
    target = town_data()["measures"][4]["targets"][0]
    built, _ = changed(
        tmp_path,
        ontology,
        m2={"open_ended": None},
        m3={"lead": [{"name": "县财政局", "at": [115, 119]}]},
        m4={"lead": whole, "responsible": None},
        m5={"deadlines": due, "targets": [{**target, "deadline": "d1"}]},
    )
    assert found(built) == {}
    sources = tables_of(built.store, TOWN)
    page = health_page(report_facts(built.store, TOWN, sources), health(built.store, TOWN, sources), "en")
    assert EVERY["quality.nothing"].en in page


def test_hostile_text_stays_text(town: Built) -> None:
    sources = tables_of(town.store, TOWN)
    told = [Note("readings", "<script>alert(1)</script>\u202e", '"><img src=x>')]
    tables = health(town.store, TOWN, sources, told)
    page = health_page(report_facts(town.store, TOWN, sources), tables, "en")
    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;\\u202e" in page
    assert "http" not in re.sub(r"<meta[^>]*>", "", page).split("</style>")[1].lower()


def test_the_build_writes_it_in_both_languages(tmp_path: Path) -> None:
    data = town_data()
    data["measures"][0]["doubts"] = ["数字未读"]
    (tmp_path / "plan.yaml").write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    build([tmp_path / "plan.yaml"], tmp_path / "out", Options(), lambda _: None)
    for lang in ("zh", "en"):
        page = (tmp_path / "out" / f"data-health.{lang}.html").read_text(encoding="utf-8")
        assert "数字未读" in page
        assert page.startswith("<!DOCTYPE html>")
