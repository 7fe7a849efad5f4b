"""Places by the names that people write."""

from __future__ import annotations

import pytest

from graph.vocabulary.gazetteer import (
    Gazetteer,
    build_gazetteer,
    find_places,
    full_name,
    level_character,
    place_of_text,
)
from graph.vocabulary.ontology import Ontology


@pytest.fixture(scope="module")
def gazetteer(ontology: Ontology) -> Gazetteer:
    return build_gazetteer(ontology.places)


NAMES = {
    "410100": "410100",
    "cn": "cn",
    "国务院": "cn",
    "工业和信息化部等": "cn",
    "国务院知识产权战略实施工作部际联席会议": "cn",
    "昆明市官渡区": "530111",
    "官渡区": "530111",
    "芜湖市南陵县": "340223",
    "马鞍山市": "340500",
    "马鞍山": "340500",
    "楚雄州": "532300",
    "内蒙古": "150000",
    "内蒙古自治区": "150000",
    "广西壮族自治区": "450000",
    "广西": "450000",
    "嵊州市": "330683",
    "上海市徐汇区": "310104",
    "南京市鼓楼区": "320106",
    "江苏省南京市鼓楼区人民政府": "320106",
    "管城区": "410104",
    "景宁县": "331127",
    "朝阳": "211300",
    "恩施州": "422800",
    "吉林": "220000",
    "徐州市鼓楼区": "320302",
}


@pytest.mark.parametrize(("name", "code"), NAMES.items())
def test_a_name_means_a_place(gazetteer: Gazetteer, name: str, code: str) -> None:
    assert [place.code for place in find_places(name, gazetteer)] == [code]


def test_a_shared_name_has_several_candidates(gazetteer: Gazetteer) -> None:
    assert [place.code for place in find_places("鼓楼区", gazetteer)] == [
        "320106",
        "320302",
        "350102",
        "410204",
    ]
    assert find_places("无此地", gazetteer) == ()


def test_characters_and_full_names(gazetteer: Gazetteer) -> None:
    places = gazetteer.places
    codes = ["cn", "410000", "150000", "410100", "532300", "152200", "410102", "410122", "410181", "310115"]
    assert [level_character(places[code]) for code in codes] == [
        *["", "省", "自治区", "市", "州", "盟", "区", "县", "市", "区"]
    ]
    assert [full_name(places, places[code]) for code in ("cn", "410102", "410122", "310115")] == [
        "",
        "郑州市中原区",
        "中牟县",
        "上海市浦东新区",
    ]


@pytest.mark.parametrize(
    ("title", "issuers", "text", "code"),
    [
        ("郑州市2024年优化营商环境工作要点", (), "", "410100"),
        ("2024年工作要点", ("昆明市官渡区人民政府办公室",), "", "530111"),
        ("昆明市人民政府关于印发官渡区工作方案的通知", ("昆明市官渡区人民政府",), "", "530111"),
        ("鼓楼区2023年任务分解", (), "各街道：\n徐州市要求。", "320302"),
        ("工作方案", (), "为办好事项，南陵县定了方案。\n南陵县人民政府", "340223"),
        ("关于促进发展的意见", ("国务院办公厅",), "", "cn"),
    ],
)
def test_the_place_of_a_plan(
    gazetteer: Gazetteer, title: str, issuers: tuple[str, ...], text: str, code: str
) -> None:
    found = place_of_text(title, issuers, text, gazetteer)
    assert found.place is not None
    assert found.place.code == code
    assert found.words


def test_a_plan_of_one_of_several_places(gazetteer: Gazetteer) -> None:
    found = place_of_text("鼓楼区任务分解", (), "", gazetteer)
    assert (found.place, len(found.candidates)) == (None, 4)
    assert place_of_text("任务分解", (), "没有地名。", gazetteer).place is None
