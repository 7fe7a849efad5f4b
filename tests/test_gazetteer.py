"""Places as people write them."""

from __future__ import annotations

import pytest

from graph.errors import UserError
from graph.vocabulary.gazetteer import Gazetteer, build_gazetteer, level_character
from graph.vocabulary.ontology import Ontology


@pytest.fixture(scope="module")
def gazetteer(ontology: Ontology) -> Gazetteer:
    return build_gazetteer(ontology.places)


@pytest.mark.parametrize(
    ("name", "code", "character"),
    [
        ("410100", "410100", "市"),
        ("cn", "cn", ""),
        ("国务院", "cn", ""),
        ("工业和信息化部等", "cn", ""),
        ("国务院知识产权战略实施工作部际联席会议", "cn", ""),
        ("昆明市官渡区", "530111", "区"),
        ("官渡区", "530111", "区"),
        ("芜湖市南陵县", "340223", "县"),
        ("马鞍山", "340500", "市"),
        ("楚雄州", "532300", "州"),
        ("恩施州", "422800", "州"),
        ("广西", "450000", "自治区"),
        ("内蒙古自治区", "150000", "自治区"),
        ("嵊州市", "330683", "市"),
        ("吉林", "220000", "省"),
    ],
)
def test_a_place_is_found(gazetteer: Gazetteer, name: str, code: str, character: str) -> None:
    place = gazetteer.find(name)
    assert (place.code, level_character(place)) == (code, character)


def test_an_ambiguous_name_lists_what_it_may_be(gazetteer: Gazetteer) -> None:
    with pytest.raises(UserError, match="南京市鼓楼区"):
        gazetteer.find("鼓楼区")
    assert gazetteer.find("徐州市鼓楼区").code == "320302"


def test_an_unknown_name_says_what_to_give(gazetteer: Gazetteer) -> None:
    with pytest.raises(UserError, match="no place of GB/T 2260"):
        gazetteer.find("火星")


def test_stems_are_those_around_the_plan_and_no_words_of_government(gazetteer: Gazetteer) -> None:
    stems = gazetteer.stems(gazetteer.find("楚雄州"))
    assert {"楚雄", "禄丰", "云南", "厦门"} <= stems
    assert "官渡" not in stems
    assert "公安" not in gazetteer.stems(gazetteer.find("荆州市"))
