"""Attribution clauses found in running text, wherever a plan puts them."""

from __future__ import annotations

import pytest

from graph.extraction.clauses import find_clauses

CASES = {
    "推进改革。(市发改委牵头,市财政局配合)": ["(市发改委牵头,市财政局配合)"],
    "完善机制(见附件),扩大试点(以下简称试点)。": [],
    "加快建设。责任单位:市科技局。\n2.下一项。": ["责任单位:市科技局。"],
    "牵头单位:甲市发改委。责任单位:市金融局。": ["牵头单位:甲市发改委。责任单位:市金融局。"],
    "牵头单位:市发改委\n责任单位:市财政局、\n市科技局\n2.下一项": [
        "牵头单位:市发改委\n责任单位:市财政局、\n市科技局"
    ],
    "(十一)市场管理 牵头单位:市国资委 配合单位:河东区 主要任务:清理市场。": [
        "牵头单位:市国资委 配合单位:河东区"
    ],
    "一、强化创新(区科技局牵头)\n办好三件事。": ["(区科技局牵头)"],
    "做好普查。由省环保厅牵头,财政、农业等省有关部门参与,各市政府负责落实。": [
        "由省环保厅牵头,财政、农业等省有关部门参与,各市政府负责落实"
    ],
    "办好第一件。(市教育局负责)办好第二件。(市体育局负责)": ["(市教育局负责)", "(市体育局负责)"],
    "建好驿站。(市人社局)": ["(市人社局)"],
    "由市社保中心(市人社局)办理。": [],
    "(责任单位:市创卫办(爱卫办)、各县(市、区)政府)": ["(责任单位:市创卫办(爱卫办)、各县(市、区)政府)"],
}


@pytest.mark.parametrize("text", CASES)
def test_clauses_are_found(text: str) -> None:
    assert [text[slice(*span)] for span in find_clauses(text, 0, len(text))] == CASES[text]
