"""Attribution clauses of every convention, as a table of cases: invented, in the forms that plans use."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.extraction.attributions import ROLES
from graph.extraction.clause import answer_clause

PLACES = frozenset({"楚雄", "禄丰", "武定", "厦门", "三亚", "黑河", "绥芬河"})
# clause → what is named by role (L, R, C, S), open end (O), deadline (D).
CASES: dict[str, dict[str, Any]] = {
    "（责任单位：市发展改革委、市财政局）": {"R": "市发展改革委 市财政局"},
    "（牵头单位：市经信局；责任单位：市科技局、市商务局，各区人民政府）": {
        "L": "市经信局",
        "R": "市科技局 市商务局 各区人民政府",
    },
    "牵头单位：市市场监管局、市大数据局，责任单位：各开发区管委会、区县（市）政府。": {
        "L": "市市场监管局 市大数据局",
        "R": "各开发区管委会 各区县（市）政府",
    },
    "(县水利局牵头,县财政局、县林业局配合)": {"L": "县水利局", "C": "县财政局 县林业局"},
    "(由区商务局牵头,区财政局参与,各镇街负责落实)": {"L": "区商务局", "C": "区财政局", "R": "各镇街"},
    "（市教育局、市体育局按职责分工负责）": {"R": "市教育局 市体育局"},
    "（省教育厅等按职责分工负责）": {"R": "省教育厅", "O": "等"},
    "(市公安局会同市交通运输局、市城管局负责)": {"R": "市公安局", "C": "市交通运输局 市城管局"},
    "(省文化和旅游厅牵头,会同省体育局负责)": {"L": "省文化和旅游厅", "C": "省体育局"},
    "（区住建局负责，区应急局指导）": {"R": "区住建局", "S": "区应急局"},
    "（市人社局）": {"R": "市人社局"},
    "〔责任单位：各市（州）、县（市、区）人民政府〕": {"R": "各市（州）、县（市、区）人民政府"},
    "(省发展改革委、财政厅、政务和数据局负责)": {"R": "省发展改革委 省财政厅 省政务和数据局"},
    "(市生态环境局、市场监管局负责)": {"R": "市生态环境局 市市场监管局"},
    "(省委宣传部、文化和旅游厅、广电局负责)": {"R": "省委宣传部 省文化和旅游厅 省广电局"},
    "(市委组织部、宣传部负责)": {"R": "市委组织部 市委宣传部"},
    "(市财政局、厦门港口局、人民银行厦门市中心支行负责)": {"R": "市财政局 厦门港口局 人民银行厦门市中心支行"},
    "(国家发展改革委、财政部负责)": {"R": "国家发展改革委 财政部"},
    "(责任单位:州商务局,楚雄高新区和禄丰、武定产业园区管委会)": {
        "R": "州商务局 楚雄高新区管委会 禄丰产业园区管委会 武定产业园区管委会"
    },
    "(责任单位:黑河、绥芬河市政府)": {"R": "黑河市政府 绥芬河市政府"},
    "(责任单位:各县、区人民政府,各乡镇人民政府、街道办事处)": {
        "R": "各县、区人民政府 各乡镇人民政府 各街道办事处"
    },
    "(责任单位:市直有关部门、单位)": {"R": "市直有关部门 市直有关单位"},
    "(责任单位:省直有关部门和单位)": {"R": "省直有关部门和单位"},
    "(责任单位:13个街道、镇)": {"R": "13个街道、镇"},
    "(科技部、财政部等有关部门和各省级人民政府按职责分工负责)": {
        "R": "科技部 财政部 各省级人民政府",
        "O": "等有关部门",
    },
    "(区水务局等部门,区国投公司配合)": {"C": "区水务局 区国投公司", "O": "等部门"},
    "(责任单位:市供电公司,各县区,完成时限:2023年6月)": {"R": "市供电公司 各县区", "D": "2023年6月"},
    "(市民政局牵头,市残联配合,6月底完成)": {"L": "市民政局", "C": "市残联", "D": "6月底完成"},
    "(国务院各部门分别负责,年内持续推进)": {"R": "国务院各部门", "D": "年内持续推进"},
    "完成时限:2009年11月底前\n主要责任单位:市教委\n项目负责人:市教委刘一民\n协办单位:各区县政府": {
        "L": "市教委",
        "C": "各区县政府",
        "D": "2009年11月底前",
    },
    "分管领导|张 三\n牵头单位|城管局\n责任单位|市政局、相关街道": {"L": "城管局", "R": "市政局 相关街道"},
    "牵头部门|市教育局\n主责单位|市卫健委\n协办单位|市财政局": {
        "L": "市教育局",
        "R": "市卫健委",
        "C": "市财政局",
    },
    "牵头单位:市国资委 配合单位:河东区、河西区": {"L": "市国资委", "C": "河东区 河西区"},
    "(皖发〔2021〕9号,省财政厅等牵头负责)": {"L": "省财政厅", "O": "等"},
    "(责任单位:市创卫办(爱卫办)、市交通委(市道运局))": {"R": "市创卫办(爱卫办) 市交通委(市道运局)"},
    "（科技部、教育部负责。列第一位者为牵头单位，下同）": {"L": "科技部", "R": "教育部"},
    "(責任單位:市發(fā)改委、市財政局)": {"R": "市發改委 市財政局"},
    "(责任单位:区政府办公室*、区财政局)": {"L": "区政府办公室", "R": "区财政局"},
    "（市发展改革委牵头，市财\n政局配合）": {"L": "市发展改革委", "C": "市财政局"},
}
REFUSED = (
    "(省财务厅牵头卖力)",
    "(市教育局、各区政府按职责分工卖力)",
    "(义务单位:市教育局)",
    "(以下简称本市)",
    "(责任单位:无)",
)


def named(answer: dict[str, Any]) -> dict[str, str]:
    letters = dict(zip("LRCS", ROLES, strict=True))
    found = {letter: " ".join(answer[role]) for letter, role in letters.items()}
    found |= {"O": answer["open_ended"], "D": answer["deadline"]}
    return {letter: words for letter, words in found.items() if words}


@pytest.mark.parametrize("clause", CASES)
def test_a_clause_is_read(clause: str) -> None:
    answer = answer_clause(clause, PLACES)
    assert answer["refused"] == ""
    assert named(answer) == CASES[clause]


@pytest.mark.parametrize("clause", REFUSED)
def test_what_is_no_attribution_is_refused(clause: str) -> None:
    answer = answer_clause(clause)
    assert answer["refused"]
    assert not any(answer[role] for role in ROLES)


def test_a_group_is_told_from_a_body() -> None:
    answer = answer_clause("(责任单位:各区政府、汉阳区人民政府、市直各部门、成员单位)")
    assert answer["groups"] == ["各区政府", "市直各部门", "成员单位"]


def test_a_rule_for_later_measures_is_told_and_adds_nobody_here() -> None:
    answer = answer_clause("(市教育局负责。以下任务均需各区政府落实,不再一一列出)")
    assert answer["responsible"] == ["市教育局"]
    assert [rule["kind"] for rule in answer["rules"]] == ["group-added"]


def test_posts_are_no_agencies_and_are_told() -> None:
    answer = answer_clause("(责任单位:市教育局、副市长)")
    assert answer["responsible"] == ["市教育局"]
    assert "副市长" in answer["doubts"][0]


def test_a_clause_that_is_cut_is_told() -> None:
    answer = answer_clause("(市教育局牵头,市财政局、市体育局、")
    assert answer["doubts"]


@given(
    st.text(
        alphabet="市区各县、,;:|()〔〕 \n局委办等和牵头负责配合责任单位教育财政2024年月底第一位*。",
        max_size=80,
    )
)
def test_no_text_breaks_the_reader(clause: str) -> None:
    answer = answer_clause(clause)
    assert set(answer) >= {*ROLES, "groups", "open_ended", "deadline", "rules", "doubts", "refused"}
    assert all(name and "\n" not in name for role in ROLES for name in answer[role])
