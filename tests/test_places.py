from __future__ import annotations

import csv

import pytest
from conftest import ROOT

from graph.vocabulary.ontology import Ontology
from graph.vocabulary.places import COUNTRY, ancestors


def test_every_place_of_the_kept_source_is_there(ontology: Ontology) -> None:
    with (ROOT / "ontology" / "make" / "gb2260.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.reader(file) if row and row[0].isdecimal()]
    assert len(rows) > 3000
    assert {row[0] for row in rows} == set(ontology.places) - {COUNTRY}


def test_segments_are_unique_though_pinyin_is_not(ontology: Ontology) -> None:
    places = ontology.places.values()
    assert len({place.segment for place in places}) == len(places)
    assert len({place.slug for place in places}) < len(places)


@pytest.mark.parametrize(
    ("one", "other", "slug"), [("321200", "331000", "taizhou"), ("320500", "341300", "suzhou")]
)
def test_cities_of_one_pinyin(ontology: Ontology, one: str, other: str, slug: str) -> None:
    found = [ontology.places[code] for code in (one, other)]
    assert [place.slug for place in found] == [slug, slug]
    assert [place.segment for place in found] == [f"{slug}-{one}", f"{slug}-{other}"]
    assert found[0].zh != found[1].zh


def test_the_country_is_above_everything(ontology: Ontology) -> None:
    country = ontology.places[COUNTRY]
    assert (country.segment, country.level, country.parent) == ("cn", "national", "")
    for code in ontology.places:
        chain = [code, *ancestors(ontology.places, code)]
        assert chain[-1] == COUNTRY
        assert len(chain) <= 4


def test_the_places_around_a_county(ontology: Ontology) -> None:
    assert list(ancestors(ontology.places, "410122")) == ["410100", "410000", "cn"]
    assert list(ancestors(ontology.places, "cn")) == []
    assert list(ancestors(ontology.places, "999999")) == []


def test_levels_go_down(ontology: Ontology) -> None:
    order = ["national", "province", "city", "county"]
    for place in ontology.places.values():
        if place.parent:
            above = ontology.places[place.parent]
            assert order.index(above.level) < order.index(place.level), place


def test_slugs_are_ascii_words(ontology: Ontology) -> None:
    slugs = {place.slug for place in ontology.places.values()}
    assert all(slug.isascii() and slug.replace("-", "").isalpha() and slug.islower() for slug in slugs)
