from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Agency
from graph.vocabulary.agencies import Register, build_register
from graph.vocabulary.ontology import Ontology
from graph.vocabulary.places import Place

PLACES = {
    "cn": Place("cn", "中国", "China", "national", "", "cn"),
    "41": Place("41", "河南省", "Henan", "province", "cn", "henan"),
    "4101": Place("4101", "郑州市", "Zhengzhou", "city", "41", "zhengzhou"),
    "410122": Place("410122", "中牟县", "Zhongmu", "county", "4101", "zhongmu"),
    "4102": Place("4102", "开封市", "Kaifeng", "city", "41", "kaifeng"),
}


def agency(place: str, label: str, *spellings: str, slug: str = "ju") -> Agency:
    return Agency(f"{place}/{slug}", label, spellings=spellings, place=place)


def register(*agencies: Agency) -> Register:
    return build_register(agencies, PLACES)


@pytest.mark.parametrize(
    ("place", "found"),
    [
        ("4101", "4101/ju"),
        ("4102", "4102/ju"),
        ("410122", "4101/ju"),  # 市城管局 in a county's plan is its city's
    ],
)
def test_a_spelling_is_the_nearest_places(place: str, found: str) -> None:
    known = register(agency("4101", "郑州市城管局", "市城管局"), agency("4102", "开封市城管局", "市城管局"))
    assert known.candidates("市城管局", place) == (found,)


def test_the_places_own_comes_first_then_what_is_in_it_then_what_is_around() -> None:
    own, inside, above, far = (agency(place, "局") for place in ("4101", "410122", "41", "4102"))
    assert register(far, above, inside, own).candidates("局", "4101") == ("4101/ju",)
    assert register(far, above, inside).candidates("局", "4101") == ("410122/ju",)
    assert register(far, above).candidates("局", "4101") == ("41/ju",)
    assert register(far).candidates("局", "4101") == ()


def test_a_national_body_is_known_everywhere() -> None:
    known = register(agency("cn", "国家税务总局"))
    assert {known.candidates("国家税务总局", place) for place in PLACES} == {("cn/ju",)}


def test_two_in_one_place_are_both_given() -> None:
    known = register(agency("4101", "甲", "市局"), agency("4101", "乙", "市局", slug="wei"))
    assert known.candidates("市局", "4101") == ("4101/ju", "4101/wei")
    assert known.candidates("甲", "4101") == ("4101/ju",)


def test_an_unknown_spelling_or_place_has_no_candidate() -> None:
    known = register(agency("4101", "甲"))
    assert known.candidates("乙", "4101") == ()
    assert known.candidates("甲", "9999") == ()


def test_near_spellings_come_from_the_place_and_around_it() -> None:
    known = register(agency("4101", "市财政局"), agency("4102", "市财政厅"), agency("41", "省财政局"))
    assert known.near("市财政", "4101") == ["市财政局", "省财政局"]
    assert known.near("完全不同", "4101") == []


def test_a_later_entry_replaces_an_earlier_one_and_keeps_its_names() -> None:
    known = register(agency("4101", "甲", "子"), agency("4101", "乙", "丑"))
    assert known.agencies["4101/ju"].label == "乙"
    assert set(known.agencies["4101/ju"].spellings) == {"甲", "子", "丑"}
    assert {known.candidates(name, "4101") for name in "甲乙子丑"} == {("4101/ju",)}


@given(st.permutations([agency("4101", "甲", name) for name in ("子", "丑", "寅")]))
def test_the_order_of_the_entries_changes_no_answer(agencies: list[Agency]) -> None:
    known = register(*agencies)
    assert {name: known.candidates(name, "4101") for name in "甲子丑寅"} == dict.fromkeys(
        "甲子丑寅", ("4101/ju",)
    )


def test_every_shipped_spelling_means_one_agency_in_its_place(ontology: Ontology) -> None:
    known = ontology.register()
    assert len(known.agencies) == len(ontology.agencies)
    for each in ontology.agencies:
        for spelling in (each.label, *each.spellings):
            assert known.candidates(spelling, each.place) == (each.path,), spelling
