"""Sections and measures found in texts of every numbering, invented, and in Zhengzhou's plan."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from cities import City, cities
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

from graph.documents.text import make_text
from graph.extraction.attributions import ROLES, read_clause
from graph.extraction.clean import clean
from graph.extraction.outline import Outline
from graph.extraction.structure import find_outline, read_outline

DOCUMENT = ROOT.parent / "shared" / "corpus" / "zhengzhou-2024.txt"
Case = tuple[str, list[str], list[str]]
CASES: dict[str, Case] = {
    "three levels, with a frame": (
        "甲市工作要点\n一、总体要求\n(一)指导思想。坚持创新。\n二、重点任务\n(一)优化环境\n"
        "1. 精简审批。压减材料。(市政务局牵头,市财政局配合)\n2. 培育企业。做好服务。(市工信局负责)\n"
        "三、重点工程\n(一)扩大投资\n3. 建设道路。开工两条。(市交通局负责)\n"
        "四、保障措施\n(一)加强领导。压实责任。\n",
        ["1 精简审批", "2 培育企业", "3 建设道路"],
        ["2 重点任务", "2-1 优化环境", "3 重点工程", "3-1 扩大投资"],
    ),
    "the one heading that holds all sections is left out": (
        "一、总体要求\n坚持创新。\n二、任务\n(一)道路\n1.修路。修两条。(市交通局负责)\n"
        "(二)树木\n2.植树。种百亩。(市林业局负责)\n三、要求\n各单位抓好落实。\n",
        ["1 修路", "2 植树"],
        ["1 道路", "2 树木"],
    ),
    "no middle level, numbers restart": (
        "一、办好教育\n1.新建学校。两所。(县教育局负责)\n2.培训教师。百名。(县教育局负责)\n"
        "二、办好卫生\n1.新建医院。一所。(县卫健局负责)\n",
        ["1-1 新建学校", "1-2 培训教师", "2-1 新建医院"],
        ["1 办好教育", "2 办好卫生"],
    ),
    "no sections at all": (
        "乙市若干措施\n1、修路。修好道路。责任单位:市交通局。\n2、植树。种好树木。责任单位:市林业局。\n",
        ["1 修路", "2 植树"],
        [],
    ),
    "the bracketed number is the measure": (
        "一、重点任务\n(一)修路。修两条。\n责任单位:区交通局\n(二)植树。植百亩。\n责任单位:区园林局\n",
        ["1 修路", "2 植树"],
        ["1 重点任务"],
    ),
    "the heading is the measure": (
        "一、修好公路\n加快施工进度。责任单位:县交通局。\n二、种好树木\n加快绿化进度。责任单位:县林业局。\n"
        "三、组织领导\n各单位抓好落实。\n",
        ["1 修好公路", "2 种好树木"],
        [],
    ),
    "numbers run through, a line after a dash heads some": (
        "(一)教育\n116.新办学校三所(市教育局负责)。\n——坚持育人\n117.培训教师百名(市教育局负责)。\n"
        "(二)卫生\n118.新办医院一所(市卫健委负责)。\n",
        ["116 ", "117 ", "118 "],
        ["1 教育", "1-u1 坚持育人", "2 卫生"],
    ),
    "a number without attribution in the run stays": (
        "一、教育\n(一)办学校。办三所。(市教育局负责)\n二、卫生\n(二)办医院。办一所。\n",
        ["1 办学校", "2 办医院"],
        ["1 教育", "2 卫生"],
    ),
    "two measures in one paragraph": (
        "一、任务\n(一)修路。修好路。(市交通局负责,下同)(二)植树。种好树。(市林业局负责)\n",
        ["1 修路", "2 植树"],
        ["1 任务"],
    ),
    "a heading that is itself a measure leaves the numbers alone": (
        "一、目标\n工业增长7%。(市工信局、市统计局)\n二、任务\n1.修路。修好路。(市交通局负责)\n2.植树。种好树。(市林业局负责)\n",
        ["u1 目标", "1 修路", "2 植树"],
        ["2 任务"],
    ),
    "an explanation behind the plan is not of it": (
        "甲市人民政府文件\n甲市若干措施\n一、修路\n修好道路。\n责任单位:市交通局\n二、植树\n种好树木。\n责任单位:市林业局\n"
        "本措施自印发之日起施行。\n《甲市若干措施》政策解读\n一、起草背景\n为落实部署。\n二、主要内容\n修路植树。\n",
        ["1 修路", "2 植树"],
        [],
    ),
    "titles in two halves": (
        "一、任务\n(一)强化引领,发挥合力。定好规划。(市发改委负责)\n(二)补齐短板,完善路网。修好道路。(市交通局负责)\n"
        "(三)绿化城乡,改善环境。种好树木。(市林业局负责)\n",
        ["1 强化引领,发挥合力", "2 补齐短板,完善路网", "3 绿化城乡,改善环境"],
        ["1 任务"],
    ),
    "measures are called tasks": (
        "甲市任务书\n★任务一:修路\n 内容:修好路。\n 责任单位:市交通局(牵头)、市发改委\n"
        "★任务二:植树\n 内容:种好树。\n 责任单位:市林业局(牵头)、市财政局\n",
        ["1 修路", "2 植树"],
        [],
    ),
    "measures without titles": (
        "1.年内新建学校两所(市教育局负责)。\n2.年内新建医院一所,扩建两所;改造门诊三处(市卫健委负责)。\n",
        ["1 ", "2 "],
        [],
    ),
    "a first sentence with a number promised is no title": (
        "1.新建学校20所。加快施工。(市教育局负责)\n2.新建医院3个。加快施工。(市卫健委负责)\n",
        ["1 ", "2 "],
        [],
    ),
    "a heading with its attribution covers the items below": (
        "一、强化科技(区科技局牵头)\n1. 引进团队。引进五个。\n2. 建设基地。布局两处。\n"
        "二、繁荣商贸(牵头单位:区商务局)\n1. 改造商圈。改造三处。\n2. 办好展会。承办四场。\n",
        ["1-1 引进团队", "1-2 建设基地", "2-1 改造商圈", "2-2 办好展会"],
        ["1 强化科技", "2 繁荣商贸"],
    ),
    "a paragraph may stand between such a heading and its items": (
        "一、强化科技(区科技局牵头)\n以企业为主体,汇聚资源。\n(一)引进团队。引进五个。\n(二)建设基地。布局两处。\n"
        "二、繁荣商贸(区商务局牵头)\n丰富供给。\n(一)改造商圈。改造三处。\n",
        ["1-1 引进团队", "1-2 建设基地", "2-1 改造商圈"],
        ["1 强化科技", "2 繁荣商贸"],
    ),
    "a measure whose attribution stands beside its title keeps its items": (
        "1.修路(市交通局负责)\n按期开工,保证质量。\n(1)修东路。\n(2)修西路。\n"
        "2.植树(市林业局负责)\n按期开工,保证质量。\n(1)种杨树。\n(2)种柳树。\n",
        ["1 修路", "2 植树"],
        [],
    ),
    "the letter that sends the plan out is not of it": (
        "各单位:\n现印发给你们。\n一、加强领导。压实责任。\n二、加强督查。定期通报。\n甲市人民政府办公室\n"
        "2024 年 3 月 5 日\n甲市工作要点\n1.修路。修好路。(市交通局负责)\n2.植树。种好树。(市林业局负责)\n",
        ["1 修路", "2 植树"],
        [],
    ),
    "aims and principles are no measures, though the numbers run through": (
        "一、总体要求\n(一)指导思想。坚持创新。\n(二)主要目标。环境更好。\n二、任务\n(三)修路。修好路。(市交通局负责)\n"
        "三、保障\n(四)督查。每月通报。\n",
        ["3 修路", "4 督查"],
        ["2 任务", "3 保障"],
    ),
    "blanks in and around numbers": (
        "一 、道路\n( 一 ) 修路。修好路。(市交通局负责)\n( 二 )架桥。架好桥。(市交通局负责)\n"
        "二 、树木\n( 三 )植树。种好树。(市林业局负责)\n",
        ["1 修路", "2 架桥", "3 植树"],
        ["1 道路", "2 树木"],
    ),
    "a list of annexes after the last measure": (
        "一、任务\n1.修路。修好路。(市交通局负责)\n2.植树。种好树。(市林业局负责)\n3.种草。种好草。\n"
        "附件:1.任务表\n2.联系表\n4.统计表\n",
        ["1 修路", "2 植树", "3 种草"],
        ["1 任务"],
    ),
    "a number that stood before is not of the section": (
        "一、任务\n1.修路。修好路。(市交通局负责)\n2.植树。种好树。(市林业局负责)\n甲市人民政府\n1.联系人张三\n",
        ["1 修路", "2 植树"],
        ["1 任务"],
    ),
    "numbers after a closing bracket or a sentence without a line end": (
        "一、道路\n1.修路。修好路。(市交通局负责)2.架桥。架好桥。(市交通局负责)二、树木\n"
        "3.植树。种好树。(市林业局负责)\n4.种草。种好草。三、花卉\n5.种花。种好花。(市园林局负责)\n",
        ["1 修路", "2 架桥", "3 植树", "4 种草", "5 种花"],
        ["1 道路", "2 树木", "3 花卉"],
    ),
    "a date at the start of a line is no number": (
        "13.03.2015 07:51\n1、修路。修好路。(市交通局负责)\n2、植树。种好树。(市林业局负责)\n",
        ["1 修路", "2 植树"],
        [],
    ),
    "items inside a measure stay in it": (
        "一、任务\n1.修路。\n(1)修东路。\n(2)修西路。(市交通局负责)\n2.植树。\n(1)种杨树。\n(2)种柳树。(市林业局负责)\n"
        "二、其他\n3.挖河。\n①挖东河。\n②挖西河。(市水利局负责)\n",
        ["1 修路", "2 植树", "3 挖河"],
        ["1 任务", "2 其他"],
    ),
    "several attributions in one measure are its parts": (
        "一、任务\n(一)道路。修东路。(市交通局负责)修西路。(市城建局负责)\n(二)树木。种百亩。(市林业局负责)\n",
        ["1 道路", "2 树木"],
        ["1 任务"],
    ),
    "attribution before the text": (
        "一、集镇\n(一)市场整治 牵头单位:市商务局 配合单位:市公安局\n主要任务:规范摊位。\n"
        "(二)道路整治 牵头单位:市城管局 配合单位:市公安局\n主要任务:清理占道。\n",
        ["1 市场整治", "2 道路整治"],
        ["1 集镇"],
    ),
    "a title on a line of its own": (
        "一、产业\n(一)推进项目建设\n开工十个,完工五个。\n(责任单位:市发改委)\n(二)电子产业集群\n(责任单位:市工信局)\n",
        ["1 推进项目建设", "2 电子产业集群"],
        ["1 产业"],
    ),
    "sections without numbers": (
        "丙县重点工作\n为做好工作,制定本计划。\n道路建设\n1.修路。修好路。(县交通局负责)\n2.架桥。架好桥。(县交通局负责)\n"
        "生态建设\n3.植树。种好树。(县林业局负责)\n",
        ["1 修路", "2 架桥", "3 植树"],
        ["u1 道路建设", "u2 生态建设"],
    ),
    "paragraphs without numbers below numbered sections": (
        "一、道路\n加快修好东路。(市交通局负责)\n加快修好西路。(市城建局负责)\n二、树木\n加快种好杨树。(市林业局负责)\n"
        "加快种好柳树。(市园林局负责)\n",
        ["1-u1 ", "1-u2 ", "2-u1 ", "2-u2 "],
        ["1 道路", "2 树木"],
    ),
    "no number anywhere": (
        "丁县任务\n加快修好东路。(县交通局负责)\n加快种好杨树。(县林业局负责)\n",
        ["u1 ", "u2 "],
        [],
    ),
    "a space for 、": (
        "一 修路。修好路。(市交通局负责)\n二 植树。种好树。(市林业局负责)\n",
        ["1 修路", "2 植树"],
        [],
    ),
    "decimal numbers": (
        "1.道路\n1.1修路。修好路。(市交通局负责)\n1.2架桥。架好桥。(市交通局负责)\n"
        "2.树木\n2.1植树。种好树。(市林业局负责)\n",
        ["1-1 修路", "1-2 架桥", "2-1 植树"],
        ["1 道路", "2 树木"],
    ),
    "bracketed numbers below plain ones, the other way round": (
        "1.道路\n(一)修路。修好路。(市交通局负责)\n(二)架桥。架好桥。(市交通局负责)\n"
        "2.树木\n(一)植树。种好树。(市林业局负责)\n",
        ["1-1 修路", "1-2 架桥", "2-1 植树"],
        ["1 道路", "2 树木"],
    ),
    "chapters": (
        "第一部分 道路\n一、修路。修好路。(市交通局负责)\n二、架桥。架好桥。(市交通局负责)\n"
        "第二部分 树木\n三、植树。种好树。(市林业局负责)\n",
        ["1 修路", "2 架桥", "3 植树"],
        ["1 道路", "2 树木"],
    ),
    "articles of a regulation": (
        "第一条 为修路,制定本办法。\n第二条 修路由市交通局牵头,市财政局配合。\n"
        "第三条 种树由市林业局牵头,市财政局配合。\n",
        ["2 ", "3 "],
        [],
    ),
}


def told(outline: Outline) -> list[str]:
    return [f"{measure.key} {measure.title}" for measure in outline.measures]


@pytest.mark.parametrize("case", CASES)
def test_measures_and_sections_of_every_numbering(case: str) -> None:
    text, measures, sections = CASES[case]
    outline = find_outline(text)
    assert told(outline) == measures
    assert [f"{section.key} {section.title}" for section in outline.sections] == sections


@pytest.mark.parametrize("case", CASES)
def test_measures_are_whole_ordered_and_apart(case: str) -> None:
    text, _, _ = CASES[case]
    outline = find_outline(text)
    keys = [measure.key for measure in outline.measures]
    assert len(set(keys)) == len(keys)
    position = 0
    for measure in outline.measures:
        assert position <= measure.start <= measure.body <= measure.end <= len(text)
        assert text[measure.start : measure.end] == text[measure.start : measure.end].strip()
        assert all(measure.start <= start < end <= measure.end for start, end in measure.clauses)
        position = measure.end


def test_what_stands_after_the_last_attribution_is_no_measure() -> None:
    text = "1.修路。修好路。(市交通局负责)\n2.植树。种好树。(市林业局负责)\n附件:任务表\n"
    last = find_outline(text).measures[-1]
    assert text[last.start : last.end].endswith("(市林业局负责)")


def test_a_heading_lends_its_attribution_to_the_section() -> None:
    text, _, _ = CASES["a heading with its attribution covers the items below"]
    clauses = [section.attribution for section in find_outline(text).sections]
    assert [text[slice(*clause)] for clause in clauses if clause] == ["(区科技局牵头)", "(牵头单位:区商务局)"]


def test_what_is_left_out_is_told() -> None:
    text, _, _ = CASES["the heading is the measure"]
    [doubt] = find_outline(text).doubts
    assert "三、组织领导" in doubt.what


def test_a_text_without_attributions_has_no_measures() -> None:
    assert find_outline("一、甲\n1.乙。\n").measures == ()
    assert find_outline("").measures == ()


def test_labels_and_titles_are_as_printed() -> None:
    content = (
        "一、產業（試點）\n（一）建設園區，擴大規模\n開工十個。（市發改委負責）\n"
        "（二）培訓人員\n培訓百名。（市人社局負責）\n"
    )
    text = make_text(content, content.encode(), reader="plain 1", media_type="text/plain")
    outline = read_outline(text).outline
    assert [(each.label, each.title) for each in outline.sections] == [("一、", "產業（試點）")]
    assert [(each.label, each.title) for each in outline.measures] == [
        ("（一）", "建設園區，擴大規模"),
        ("（二）", "培訓人員"),
    ]


def test_keys_are_unique_where_numbers_repeat() -> None:
    outline = find_outline("1.甲。乙。(市甲局负责)\n1.丙。丁。(市乙局负责)\n1.戊。己。(市丙局负责)\n")
    assert [measure.key for measure in outline.measures] == ["1", "1-2", "1-3"]


@pytest.mark.parametrize(
    "piece",
    [
        "1.修路。修好路。(市交通局负责)\n",
        "1.修路。\n",
        "(一)修路\n(1)修东路\n",
        "(市交通局负责)",
        "道路\n\n",
        "一、",
        "(((",
        "1|修路|市交通局\n",
        "序号|任务|责任单位\n",
        "。\n 牵头单位:",
    ],
)
def test_a_piece_repeated_is_read_to_its_end(piece: str) -> None:
    text = piece * 500 + "\n2.植树。种好树。(市林业局负责)\n"
    outline = find_outline(text)
    assert all(measure.end <= len(text) for measure in outline.measures)
    assert all(one.start <= two.start for one, two in pairwise(outline.measures))


@pytest.mark.parametrize("city", cities(), ids=lambda city: city.name)
@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text[: len(text) * 2 // 3],
        lambda text: text[len(text) // 3 :],
        lambda text: text.replace("\n", ""),
        lambda text: text.replace("\n", "\n\n").replace("，", "，  "),
        lambda text: text.translate(str.maketrans("0123456789.|", "０１２３４５６７８９．\n")),
        lambda text: re.sub("[（）]", "", text),
    ],
    ids=["end cut", "start cut", "no line ends", "double spaces", "wide digits, no bars", "no brackets"],
)
def test_a_damaged_plan_is_read_to_its_end(city: City, damage: Callable[[str], str]) -> None:
    text = clean(damage("\n".join(city.lines))).text
    outline = find_outline(text)
    assert all(measure.start <= measure.body <= measure.end <= len(text) for measure in outline.measures)
    assert len({measure.key for measure in outline.measures}) == len(outline.measures)


@given(st.text("一二(1).、。;:\n\t| 市局责任单位牵头负责序号任务①#—", max_size=200))
def test_any_text_has_an_outline(text: str) -> None:
    outline = find_outline(text)
    keys = [measure.key for measure in outline.measures]
    assert len(set(keys)) == len(keys)
    assert all(re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", key) for key in keys)
    assert {measure.section for measure in outline.measures} <= {"", *(each.key for each in outline.sections)}
    assert all("。" not in measure.title and "\n" not in measure.title for measure in outline.measures)


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
