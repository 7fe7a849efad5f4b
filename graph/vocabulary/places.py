"""Places of GB/T 2260: provinces, prefectures and counties, and the path segment of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph.vocabulary.iris import node, path_of
from graph.vocabulary.namespaces import RDF, SKOS, TK
from graph.vocabulary.turtle import Triples

COUNTRY = "cn"


@dataclass(frozen=True, slots=True)
class Place:
    """A place; it is named in IRIs by pinyin and code, since pinyin alone collides."""

    code: str
    zh: str
    en: str
    level: str
    parent: str
    slug: str

    @property
    def segment(self) -> str:
        """The path segment in IRIs: pinyin and code, or `cn`."""
        return COUNTRY if self.code == COUNTRY else f"{self.slug}-{self.code}"


def read_places(triples: Triples) -> dict[str, Place]:
    """Return the places of places.ttl by code (`cn` for the country)."""
    scheme = node("scheme", "places")
    return {
        place.code: place
        for subject in triples.subjects_of_type(SKOS + "Concept", RDF + "type")
        if scheme in triples.iris(subject, SKOS + "inScheme")
        for place in [_place(triples, subject)]
    }


def ancestors(places: Mapping[str, Place], code: str) -> Iterator[str]:
    """Yield the places around `code`, the nearest first.

    Examples
    --------
    >>> county = Place("410102", "中原区", "", "county", "410100", "zhongyuan")
    >>> county.segment
    'zhongyuan-410102'
    >>> list(ancestors({"410102": county}, "410102"))
    ['410100']
    """
    while code in places and places[code].parent:
        code = places[code].parent
        yield code


def _place(triples: Triples, subject: str) -> Place:
    code = path_of(subject).removeprefix("place/")
    parents = triples.iris(subject, SKOS + "broader")
    levels = triples.iris(subject, TK + "hasLevel")
    return Place(
        code=code,
        zh=triples.text(subject, SKOS + "prefLabel", "zh"),
        en=triples.text(subject, SKOS + "prefLabel", "en"),
        level=path_of(levels[0]).removeprefix("level/") if levels else "",
        parent=path_of(parents[0]).removeprefix("place/") if parents else "",
        slug=triples.text(subject, TK + "slug"),
    )
