"""Sections and measures found in texts of every numbering, invented, and in Zhengzhou's plan."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from conftest import ROOT

from graph.extraction.attributions import ROLES, read_clause
from graph.extraction.clean import clean
from graph.extraction.structure import Outline, find_outline

DOCUMENT = ROOT.parent / "shared" / "corpus" / "zhengzhou-2024.txt"
THREE_LEVELS = """甲市工作要点
一、总体要求
(一)指导思想。坚持创新。
二、重点任务
(一)优化环境
1. 精简审批。压减材料。(市政务局牵头,市财政局配合)
2. 培育企业。做好服务。(市工信局负责)
三、重点工程
(一)扩大投资
3. 建设道路。开工两条。(市交通局负责)
四、保障措施
(一)加强领导。压实责任。
"""
CASES = {
    "three levels": (THREE_LEVELS, ["1 精简审批", "2 培育企业", "3 建设道路"], 4),
    "no middle level": (
        "一、办好教育\n1.新建学校。两所。(县教育局负责)\n2.培训教师。百名。(县教育局负责)\n二、办好卫生\n1.新建医院。一所。(县卫健局负责)\n",
        ["1-1 新建学校", "2 培训教师", "2-1 新建医院"],
        2,
    ),
    "the bracketed number is the measure": (
        "一、重点任务\n(一)修路。修两条。\n责任单位:区交通局\n(二)植树。植百亩。\n责任单位:区园林局\n",
        ["1 修路", "2 植树"],
        1,
    ),
    "the heading is the measure": (
        "一、修好公路\n加快施工进度。责任单位:县交通局。\n二、种好树木\n加快绿化进度。责任单位:县林业局。\n",
        ["1 修好公路", "2 种好树木"],
        0,
    ),
    "numbers run through": (
        "(一)教育\n116.办学校。办三所。(市教育局)\n(二)卫生\n117.办医院。办一所。(市卫健委)\n",
        ["116 办学校", "117 办医院"],
        2,
    ),
    "two measures in one paragraph": (
        "一、任务\n(一)修路。修好路。(市交通局负责)(二)植树。种好树。(市林业局负责)\n",
        ["1 修路", "2 植树"],
        1,
    ),
    "measures without titles": (
        "1.年内新建学校两所(市教育局负责)。\n2.年内新建医院一所,扩建两所;改造门诊三处(市卫健委负责)。\n",
        ["1 年内新建学校两所", "2 "],
        0,
    ),
}


def told(outline: Outline) -> list[str]:
    return [f"{measure.key} {measure.title}" for measure in outline.measures]


@pytest.mark.parametrize("case", CASES)
def test_measures_are_found_at_the_level_that_carries_attributions(case: str) -> None:
    text, measures, sections = CASES[case]
    outline = find_outline(text)
    assert told(outline) == measures
    assert len(outline.sections) == sections
    assert all(measure.clauses for measure in outline.measures)


def test_a_text_without_attributions_has_no_measures() -> None:
    assert find_outline("一、甲\n1.乙。\n").measures == ()


def test_keys_are_unique() -> None:
    outline = find_outline("1.甲。乙。(市甲局负责)\n1.丙。丁。(市乙局负责)\n1.戊。己。(市丙局负责)\n")
    keys = [measure.key for measure in outline.measures]
    assert len(set(keys)) == len(keys) == 3


@pytest.mark.skipif(not DOCUMENT.exists(), reason="the document lies beside the project")
def test_zhengzhou_is_read_from_its_raw_text() -> None:
    cleaned = clean(DOCUMENT.read_text(encoding="utf-8"))
    outline = find_outline(cleaned.text)
    coded = yaml.safe_load(Path(ROOT / "plans" / "zhengzhou-2024.yaml").read_text(encoding="utf-8"))
    assert [(each.key, each.title) for each in outline.sections] == [
        (each["key"], each["title"]) for each in coded["sections"]
    ]
    wrong = []
    for found, measure in zip(outline.measures, coded["measures"], strict=True):
        assert (found.key, found.title, found.section) == (
            measure["key"],
            measure["title"],
            measure["section"],
        )
        spans = cleaned.spans(found.start, found.end)
        assert [spans[0][0], spans[-1][1]] == measure["at"]
        roles = [read_clause(cleaned.text, *clause).roles for clause in found.clauses]
        read = {(role, fold_name(item.name)) for each in roles for role in ROLES for item in each[role]}
        told = {
            (role, each if isinstance(each, str) else each["name"])
            for role in ROLES
            for each in measure.get(role, ())
        }
        wrong += sorted(read ^ told)
    assert wrong == []


def fold_name(name: str) -> str:
    return name.replace("(", "（").replace(")", "）")
