"""Whose a cited document is: told by its number, by its name, by neither."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graph.extraction.document_ids import document_id
from graph.extraction.reading import read_plan_text
from graph.vocabulary.places import Place

CITY = Place("410100", "郑州市", "", "city", "410000", "zhengzhou")
PROVINCE = Place("410000", "河南省", "", "province", "cn", "henan")
PLAN = """中牟县2025年政务服务工作要点

1. 推进一窗受理。落实《优化服务条例》，按照《企业条例》（国务院令第746号）办理，执行《青山办法》。
牵头单位：县财政局。
2. 缩短开办时间。落实《企业条例》和《优化服务条例》，制定《便民条例》。牵头单位：县财政局。
"""


@pytest.mark.parametrize(
    ("name", "number", "segment", "is_told"),
    [
        ("服务条例", "国务院令第722号", "cn", True),
        ("服务条例", "中华人民共和国国务院令第722号", "cn", True),
        ("市场主体登记条例", "国务院令第746号", "cn", True),
        ("公司法", "主席令第十三号", "cn", True),
        ("中华人民共和国公司法", "", "cn", True),
        ("公司法（修订）", "", "cn", True),
        ("若干意见", "国办发〔2024〕3号", "cn", True),
        ("服务办法", "省政府令第300号", "henan-410000", True),
        ("若干意见", "豫政〔2023〕5号", "henan-410000", True),
        ("若干意见", "京政发〔2023〕5号", "beijing-110000", True),
        ("河南省服务条例", "", "henan-410000", True),
        ("郑州市服务条例", "", "zhengzhou-410100", True),
        ("若干意见", "郑政〔2023〕5号", "zhengzhou-410100", True),
        ("服务办法", "", "zhengzhou-410100", True),
        ("服务条例", "", "zhengzhou-410100", False),
        ("市场主体登记条例（试行）", "", "zhengzhou-410100", False),
    ],
)
def test_whose_a_document_is(name: str, number: str, segment: str, is_told: bool) -> None:
    found = document_id(name, number, (CITY, PROVINCE))
    assert (found[0].partition("/")[0], found[1]) == (segment, is_told)


def test_one_document_has_one_id_and_a_regulation_of_nobody_is_a_doubt(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(PLAN, encoding="utf-8")
    draft = read_plan_text(path, "410122")
    named: dict[str, set[Any]] = {}
    for measure in draft.data["measures"]:
        for each in measure["documents"]:
            named.setdefault(each["name"], set()).add(each["id"].partition("/")[0])
    assert named == {
        "优化服务条例": {"zhongmu-410122"},
        "企业条例": {"cn"},
        "青山办法": {"zhongmu-410122"},
        "便民条例": {"zhongmu-410122"},
    }
    what = "neither its name nor a number says who issued it; taken as one of 中牟县."
    assert draft.data["plan"]["doubts"] == [f"优化服务条例: {what}"]
