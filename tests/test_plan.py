from __future__ import annotations

import hashlib
from decimal import Decimal
from pathlib import Path

import pytest
from coded_plans import plan_text
from conftest import DATA, Built

from graph.coding import plan as reading
from graph.coding.plan import read_plan
from graph.errors import UserError
from graph.model import Agency, Alignment, Amount, Assignment, Deadline, Link, Mention, OpenEnd, Plan, Rule
from graph.vocabulary.ontology import Ontology

FULL = """\
  number: 1
  title: 办好
  at: [[1, 3], [5, 9]]
  responsible:
  - {name: 县财政局, as_written: 财政局, at: [1, 4], part: a, rule: r1, doubt: 或为市局}
  open_ended: [{role: lead, as_written: 等部门, part: a}]
  deadlines: [{id: d1, kind: by-date, due: 2024-12-31, from: 2024-02-01, as_written: 年底前}]
  targets:
  - {id: t1, subject: 接种率, comparator: between, value: 1.50, maximum: 2, unit: percent, deadline: d1}
  conditions: [{id: c1, subject: 人数, comparator: at-least, value: 50, unit: person, basis: level}]
  documents: [{name: 意见, id: cn/yi-jian, role: cites, at: [3, 4]}]
  platforms: [{name: 平台, id: cn/ping-tai}]
  programmes: [{name: 行动, id: cn/xing-dong}]
  alignments:
  - {concept: be-1-1-4, edition: "2025", strength: direct, confidence: 0.9, coder: a, status: accepted}
  links: [{to: zhongmu-2023/4, kind: part-of, reason: 续办}]
"""


def read(ontology: Ontology, folder: Path, text: str) -> Plan:
    path = folder / "p.yaml"
    path.write_text(text, encoding="utf-8")
    return read_plan(path, ontology).plan


def test_every_field_of_a_measure(ontology: Ontology, tmp_path: Path) -> None:
    rule = "rules: [{id: r1, kind: asterisk-leads, as_written: 星号, at: [0, 2], from: '1'}]\n"
    plan = read(ontology, tmp_path, plan_text(FULL, names=rule))
    (measure,) = plan.measures
    finance = "zhongmu-410122/cai-zheng-ju"
    assert plan.rules == (Rule("r1", "asterisk-leads", "星号", ((0, 2),), "1"),)
    assert (measure.key, measure.section, measure.number, measure.title) == ("1", "1", 1, "办好")
    assert measure.spans == ((1, 3), (5, 9))
    assert measure.assignments == (
        Assignment(finance, "lead", 1, "县财政局"),
        Assignment(finance, "responsible", 1, "县财政局", "财政局", ((1, 4),), "r1", "a", "或为市局"),
    )
    assert measure.open_ends == (OpenEnd("lead", "等部门", (), "a"),)
    assert measure.deadlines == (Deadline("d1", "年底前", "2024-12-31", "2024-02-01", "", "by-date"),)
    assert measure.targets == (
        Amount("t1", "接种率", "between", Decimal("1.50"), "percent", Decimal(2), deadline="d1"),
    )
    assert measure.conditions == (Amount("c1", "人数", "at-least", Decimal(50), "person", basis="level"),)
    assert measure.mentions == (
        Mention("document", "cn/yi-jian", "意见", "cites", ((3, 4),)),
        Mention("platform", "cn/ping-tai", "平台"),
        Mention("programme", "cn/xing-dong", "行动"),
    )
    assert measure.alignments == (Alignment("be-1-1-4", "2025", "a", "direct", "accepted", Decimal("0.9")),)
    assert measure.links == (Link("zhongmu-2023/4", "part-of", "续办"),)


def test_every_field_of_the_head(ontology: Ontology, tmp_path: Path) -> None:
    head = (
        "  title_en: Town\n  issuers: [县财政局]\n  document_number: 镇发〔2024〕1号\n  issued: 2024-02-29\n"
        "  url: https://example.org/1\n  language: zh\n  supersedes: zhongmu-2023\n"
        "  documents: [{name: 意见, id: cn/yi-jian, role: implements}]\n"
    )
    plan = read(ontology, tmp_path, plan_text(head=head))
    assert (plan.id, plan.place, plan.level, plan.year, plan.status) == (
        "zhongmu-2024",
        "410122",
        "county",
        2024,
        "final",
    )
    assert (plan.title_en, plan.document_number, plan.issued) == ("Town", "镇发〔2024〕1号", "2024-02-29")
    assert (plan.url, plan.language, plan.supersedes) == ("https://example.org/1", "zh", "zhongmu-2023")
    assert plan.issuers == ("zhongmu-410122/cai-zheng-ju",)
    assert plan.mentions == (Mention("document", "cn/yi-jian", "意见", "implements"),)
    assert (plan.source.file, plan.source.characters, plan.source.reader) == ("town.txt", 221, "plain 1")


def test_roles_are_numbered_in_printed_order(town: Built) -> None:
    third = town.plan.measures[2]
    assert [(each.role, each.position, each.spelling) for each in third.assignments] == [
        ("lead", 1, "县财政局"),
        ("lead", 2, "县交通局"),
    ]


def test_the_checksum_is_that_of_the_file(ontology: Ontology) -> None:
    path = DATA / "town" / "zhongmu-2024-town.yaml"
    file = read_plan(path, ontology)
    assert (file.path, file.sha256) == (path, hashlib.sha256(path.read_bytes()).hexdigest())


def test_a_byte_order_mark_and_windows_line_ends_change_nothing(ontology: Ontology, tmp_path: Path) -> None:
    path = tmp_path / "windows.yaml"
    path.write_bytes(
        b"\xef\xbb\xbf" + plan_text(FULL.replace(", rule: r1", "")).replace("\n", "\r\n").encode()
    )
    assert read_plan(path, ontology).plan == read(
        ontology, tmp_path, plan_text(FULL.replace(", rule: r1", ""))
    )


def test_agencies_given_beside_the_shipped_ones(ontology: Ontology, tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_text(plan_text("  responsible: [县档案馆]\n"), encoding="utf-8")
    with pytest.raises(UserError, match="'县档案馆' is not a known agency"):
        read_plan(path, ontology)
    archive = Agency("zhongmu-410122/dang-an-guan", "小镇县档案馆", spellings=("县档案馆",), place="410122")
    found = read_plan(path, ontology, (archive,)).plan.measures[0].assignments
    assert [each.agency for each in found] == ["zhongmu-410122/cai-zheng-ju", archive.path]


def test_a_file_that_is_not_there(ontology: Ontology, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"none\.yaml: cannot be read\. No such file or directory\."):
        read_plan(tmp_path / "none.yaml", ontology)


def test_a_file_that_is_too_large(
    ontology: Ontology, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "LARGEST", 100)
    with pytest.raises(UserError, match="is larger than 100 bytes"):
        read(ontology, tmp_path, plan_text())


def test_the_records_are_frozen(town: Built) -> None:
    with pytest.raises(AttributeError):
        town.plan.measures[0].title = "别的"  # type: ignore[misc]
    assert hash(town.plan) == hash(town.plan)
