"""Search over names: what is closest comes first, in Chinese, traditional script, English and pinyin."""

from __future__ import annotations

import pytest
from conftest import Built
from hypothesis import given
from hypothesis import strategies as st

from graph.server.names import MOST_FOUND, Name, named_things, search_names
from graph.vocabulary.iris import node

HEALTH = node("agency", "zhongmu-410122", "wei-jian-wei")
FINANCE = node("agency", "zhongmu-410122", "cai-zheng-ju")


@pytest.fixture(scope="module")
def names(town: Built) -> tuple[Name, ...]:
    return tuple(Name.of(*each) for each in named_things(town.store))


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("小镇县卫生健康委员会", HEALTH),
        ("县卫健委", HEALTH),
        ("縣衛健委", HEALTH),
        ("xianweijianwei", HEALTH),
        ("县财政局", FINANCE),
        ("Xian Caizheng Ju", FINANCE),
        ("xczj", FINANCE),
    ],
)
def test_the_closest_comes_first(names: tuple[Name, ...], words: str, first: str) -> None:
    assert search_names(names, words)[0].iri == first


def test_every_name_finds_its_thing(names: tuple[Name, ...]) -> None:
    agencies = [name for name in names if "/agency/zhongmu" in name.iri]
    assert len(agencies) > 4
    for name in agencies:
        assert name.iri in {each.iri for each in search_names(names, name.text)}


def test_each_thing_is_found_once_and_not_too_many(names: tuple[Name, ...]) -> None:
    found = [each.iri for each in search_names(names, "市")]
    assert len(found) == len(set(found)) == MOST_FOUND
    assert search_names(names, " \n") == []
    assert search_names(names, "q" * 10_000) == []


@given(st.text(max_size=30))
def test_any_words_can_be_asked_for(words: str) -> None:
    name = Name("urn:x", "县财政局", "县财政局", ("xian", "cai", "zheng", "ju"), 0)
    found = search_names([name], words)
    assert len(found) <= 1
    assert bool(found) or words not in ("县", "财政局", "cai", "xcz")
