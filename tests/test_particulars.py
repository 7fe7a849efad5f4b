"""Deadlines, targets, conditions and named things of a measure, as entries of the coded plan."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graph.extraction.reading import read_plan_text

PLAN = """昆明市2024年重点工作方案
一、扩大就业
1.稳定就业。2024年底前新增城镇就业5万人以上，其中高校毕业生1.2万人。对300人以上的企业开展培训。举办招聘会20场。
（责任单位：市人力资源社会保障局）
2.优化服务。制定《昆明市人才服务办法》，按照《云南省人才条例》（云发〔2023〕5号）优化服务，依托“才在昆明”平台和省融资信用服务平台办理。
实施青年人才安居行动，每季度通报；继续实施青年人才安居行动。
（市人才办牵头，市财政局配合，9月底前）
3.推进改革。2024年13月底前完成。（市教育局负责）
"""


@pytest.fixture
def measures(tmp_path: Path) -> dict[str, Any]:
    path = tmp_path / "plan.txt"
    path.write_text(PLAN, encoding="utf-8")
    return {each["key"]: each for each in read_plan_text(path).data["measures"]}


def test_targets_are_dated_by_the_deadline_before_them_in_their_sentence(measures: dict[str, Any]) -> None:
    targets = measures["1"]["targets"]
    assert [
        (each["id"], each["subject"], each["comparator"], each["value"], each["unit"], each.get("deadline"))
        for each in targets
    ] == [
        ("t1", "新增城镇就业", "at-least", 5, "person-10-thousand", "d1"),
        ("t2", "高校毕业生", "exactly", 1.2, "person-10-thousand", "d1"),
        ("t3", "举办招聘会", "exactly", 20, "event", None),
    ]
    assert [each["as_written"] for each in measures["1"]["conditions"]] == ["300人以上"]
    assert "unit" not in measures["1"]["deadlines"][0]
    assert measures["1"]["deadlines"][0]["due"] == "2024-12-31"


def test_deadlines_of_the_text_and_of_the_clause_are_numbered_in_their_order(
    measures: dict[str, Any],
) -> None:
    assert [
        (each["id"], each["as_written"], each["kind"], each.get("due"), each.get("recurrence"))
        for each in measures["2"]["deadlines"]
    ] == [("d1", "每季度", "recurring", None, "quarterly"), ("d2", "9月底前", "by-date", "2024-09-30", None)]


def test_named_things_have_an_id_of_their_place_and_stand_once(measures: dict[str, Any]) -> None:
    assert [(each["name"], each["role"]) for each in measures["2"]["documents"]] == [
        ("昆明市人才服务办法", "issues"),
        ("云南省人才条例", "cites"),
    ]
    assert measures["2"]["documents"][1]["id"] == "yunnan-530000/yun-nan-sheng-ren-cai-tiao-li"
    assert [each["id"] for each in measures["2"]["platforms"]] == [
        "kunming-530100/cai-zai-kun-ming-ping-tai",
        "yunnan-530000/sheng-rong-zi-xin-yong-fu-wu-ping-tai",
    ]
    assert [each["name"] for each in measures["2"]["programmes"]] == ["青年人才安居行动"]


def test_offsets_lead_to_the_words(measures: dict[str, Any]) -> None:
    for measure in measures.values():
        for name in ("deadlines", "targets", "conditions"):
            for each in measure.get(name, ()):
                assert PLAN[slice(*each["at"])] == each["as_written"]


def test_a_date_that_does_not_exist_is_a_doubt(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(PLAN, encoding="utf-8")
    doubts = [each for each in read_plan_text(path).doubts if each.key == "3"]
    assert len(doubts) == 1
    assert "damaged" in doubts[0].what
