"""The register of agencies: which body a spelling names in a place."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from graph.model import Agency
from graph.vocabulary.iris import path_of
from graph.vocabulary.namespaces import ORG, RDF, SKOS, TK
from graph.vocabulary.places import COUNTRY, Place, ancestors
from graph.vocabulary.turtle import Triples


@dataclass(frozen=True, slots=True)
class Register:
    """Agencies by path, and by spelling; a spelling may name a body in several places."""

    agencies: Mapping[str, Agency]
    by_spelling: Mapping[str, tuple[str, ...]]
    places: Mapping[str, Place]

    def candidates(self, spelling: str, place: str) -> tuple[str, ...]:
        """Return the agencies that `spelling` may name in a plan of `place`.

        The place's own come first, then those of places within it, then those of
        the places around it, the nearest first: 市城管局 in a district's plan is its
        city's. More than one candidate is a conflict that the caller reports.
        """
        paths = self.by_spelling.get(spelling, ())
        own = tuple(path for path in paths if self.agencies[path].place == place)
        if own or not paths:
            return own
        named = {path: self.agencies[path].place for path in paths}
        inside = tuple(path for path, of in named.items() if place in ancestors(self.places, of))
        if inside:
            return inside
        around = [code for code in ancestors(self.places, place) if code in named.values()]
        return tuple(path for path, of in named.items() if of == around[0]) if around else ()

    def near(self, spelling: str, place: str, count: int = 3) -> list[str]:
        """Return the known spellings that look most like `spelling` in or around `place`."""
        scope = {place, COUNTRY, *ancestors(self.places, place)}
        known = [
            each
            for each, paths in self.by_spelling.items()
            if any(self.agencies[path].place in scope for path in paths)
        ]
        return difflib.get_close_matches(spelling, sorted(known), n=count, cutoff=0.5)


def build_register(agencies: Iterable[Agency], places: Mapping[str, Place]) -> Register:
    """Return the register of `agencies`.

    A later entry with the same path replaces an earlier one, whose names stay as
    spellings: so that plans may spell one body differently, in whatever order they come.
    """
    table: dict[str, Agency] = {}
    for agency in agencies:
        earlier = table.get(agency.path)
        table[agency.path] = _with_names_of(agency, earlier) if earlier else agency
    by_spelling: dict[str, tuple[str, ...]] = {}
    for path, agency in table.items():
        for spelling in dict.fromkeys((agency.label, *agency.spellings)):
            by_spelling[spelling] = (*by_spelling.get(spelling, ()), path)
    return Register(table, by_spelling, places)


def _with_names_of(agency: Agency, earlier: Agency) -> Agency:
    names = dict.fromkeys((*agency.spellings, earlier.label, *earlier.spellings))
    return replace(agency, spellings=tuple(name for name in names if name != agency.label))


def read_agencies(triples: Triples) -> list[Agency]:
    """Return the agencies that a Turtle file such as agencies.ttl describes."""
    organisations = triples.subjects_of_type(TK + "Organisation", RDF + "type")
    groups = triples.subjects_of_type(TK + "AgencyGroup", RDF + "type")
    return [_agency(triples, each, is_group=False) for each in organisations] + [
        _agency(triples, each, is_group=True) for each in groups
    ]


def _agency(triples: Triples, subject: str, *, is_group: bool) -> Agency:
    def word(name: str) -> str:
        iris = triples.iris(subject, TK + name)
        return path_of(iris[0]).partition("/")[2] if iris else ""

    def agency_paths(predicate: str) -> tuple[str, ...]:
        return tuple(path_of(iri).removeprefix("agency/") for iri in triples.iris(subject, predicate))

    return Agency(
        path=path_of(subject).removeprefix("agency/"),
        label=triples.text(subject, SKOS + "prefLabel", "zh"),
        label_en=triples.text(subject, SKOS + "prefLabel", "en"),
        spellings=triples.texts(subject, SKOS + "altLabel", "zh"),
        is_group=is_group,
        kind=word("hasKind"),
        functions=tuple(path_of(iri).partition("/")[2] for iri in triples.iris(subject, TK + "hasFunction")),
        level=word("hasLevel"),
        line=word("hasLine"),
        system=word("hasSystem"),
        place=word("hasPlace"),
        members=agency_paths(TK + "hasMember"),
        parents=agency_paths(ORG + "subOrganizationOf"),
        valid_from=triples.text(subject, TK + "validFrom"),
        valid_until=triples.text(subject, TK + "validUntil"),
        note=triples.text(subject, SKOS + "note", "en"),
    )
