"""The ontology folder read once into frozen tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from graph.errors import Problem, UserError, fail
from graph.model import Agency
from graph.vocabulary.agencies import Register, build_register, read_agencies
from graph.vocabulary.iris import path_of
from graph.vocabulary.namespaces import PROV, RDF, RDFS, SKOS, TK
from graph.vocabulary.places import Place, read_places
from graph.vocabulary.shipped import shipped_folder
from graph.vocabulary.turtle import Triples, index_triples, parse_turtle

AGENCIES_FILE = "agencies.ttl"
SHAPES_FILE = "shapes.ttl"
STYLE_FILE = "style.ttl"


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept of a scheme; `path` is its IRI after the instance namespace."""

    path: str
    scheme: str
    zh: str
    en: str
    notation: str = ""


@dataclass(frozen=True, slots=True)
class Ontology:
    """Terms, concepts, places, agencies and coders; `statements` are the triples of graph/ontology."""

    statements: tuple[ox.Triple, ...]
    concepts: Mapping[str, Concept]
    shortcuts: Mapping[str, str]
    superclasses: Mapping[str, tuple[str, ...]]
    superproperties: Mapping[str, tuple[str, ...]]
    places: Mapping[str, Place]
    agencies: tuple[Agency, ...]
    coders: frozenset[str]
    title_endings: Mapping[str, str]
    number_prefixes: Mapping[str, str]

    def words(self, kind: str) -> tuple[str, ...]:
        """Return the words of one kind of concept (role, unit, status …)."""
        prefix = kind + "/"
        return tuple(path.removeprefix(prefix) for path in self.concepts if path.startswith(prefix))

    def register(self, extra: tuple[Agency, ...] = ()) -> Register:
        """Return the register of the shipped agencies and `extra`."""
        return build_register((*self.agencies, *extra), self.places)


def load_ontology(folder: Path | None = None) -> Ontology:
    """Return what every Turtle file of `folder` says; the shipped ontology, the default, is read once."""
    return _read(folder) if folder else _shipped()


@cache
def _shipped() -> Ontology:
    return _read(shipped_folder("ontology"))


def _read(folder: Path) -> Ontology:
    left_out = {AGENCIES_FILE, SHAPES_FILE, STYLE_FILE}
    files = sorted(path for path in folder.glob("*.ttl") if path.name not in left_out)
    if not files:
        raise fail(str(folder), "has no Turtle files.", "Reinstall tiaokuai.")
    statements = tuple(triple for path in files for triple in parse_turtle(path))
    triples = index_triples(statements)
    return Ontology(
        statements=statements,
        concepts=_concepts(triples),
        shortcuts=_shortcuts(triples),
        superclasses=_closure(triples, RDFS + "subClassOf"),
        superproperties=_closure(triples, RDFS + "subPropertyOf"),
        places=read_places(triples),
        agencies=load_agencies(folder / AGENCIES_FILE),
        coders=_coders(triples),
        title_endings=_literals(triples, "titleEnding"),
        number_prefixes=_literals(triples, "numberPrefix"),
    )


def load_agencies(path: Path) -> tuple[Agency, ...]:
    """Return the agencies of a Turtle file in the form of agencies.ttl."""
    return tuple(read_agencies(index_triples(parse_turtle(path))))


def extra_agencies(path: Path, ontology: Ontology) -> tuple[Agency, ...]:
    """Return the agencies of a user's Turtle file, checked against the ontology and the shipped register.

    Raises
    ------
    UserError
        For everything in the file that would make wrong data, and for an agency
        that the register already describes.
    """
    agencies = load_agencies(path)
    if not agencies:
        raise fail(str(path), "describes no agency.", "Follow the form of ontology/agencies.ttl.")
    known = {agency.path for agency in ontology.agencies}
    described = known | {agency.path for agency in agencies}
    problems = [
        Problem(f"{path}, agency {agency.path}", what, "Follow the form of ontology/agencies.ttl.")
        for agency in agencies
        for what in _faults(agency, ontology, known, described)
    ]
    paths = [agency.path for agency in agencies]
    problems += [
        Problem(
            f"{path}, agency {each}", "is both an organisation and a group.", "Keep one of the two types."
        )
        for each in sorted({each for each in paths if paths.count(each) > 1})
    ]
    if problems:
        raise UserError(problems)
    return agencies


def _faults(agency: Agency, ontology: Ontology, known: set[str], described: set[str]) -> Iterator[str]:
    place = ontology.places.get(agency.place)
    if agency.path in known:
        yield "is in the register already; a second description would change its numbers."
    if place is None:
        yield "has no place of GB/T 2260."
    elif not re.fullmatch(rf"{place.segment}/[a-z0-9]+(-[a-z0-9]+)*", agency.path):
        yield f"is not named {place.segment}/ and a slug of small letters, digits and hyphens."
    if not agency.label.strip():
        yield "has no Chinese name (skos:prefLabel)."
    for each in (*agency.members, *agency.parents):
        if each not in described:
            yield f"refers to {each!r}, which nothing describes."
    yield from _wrong_words(agency, ontology)


def _wrong_words(agency: Agency, ontology: Ontology) -> Iterator[str]:
    if not agency.kind:
        yield "has no kind (tk:hasKind)."
    words = (("kind", agency.kind), ("level", agency.level), ("line", agency.line), ("system", agency.system))
    for kind, word in (*words, *(("function", each) for each in agency.functions)):
        if word and f"{kind}/{word}" not in ontology.concepts:
            yield f"has the {kind} {word!r}, which is not known."
    for day in (agency.valid_from, agency.valid_until):
        if day and not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", day):
            yield f"has the date {day!r}; write 2024-12-31."


def _concepts(triples: Triples) -> dict[str, Concept]:
    concepts = {}
    for subject in triples.subjects_of_type(SKOS + "Concept", RDF + "type"):
        schemes = triples.iris(subject, SKOS + "inScheme")
        concept = Concept(
            path=path_of(subject),
            scheme=path_of(schemes[0]).removeprefix("scheme/") if schemes else "",
            zh=triples.text(subject, SKOS + "prefLabel", "zh"),
            en=triples.text(subject, SKOS + "prefLabel", "en"),
            notation=triples.text(subject, SKOS + "notation"),
        )
        concepts[concept.path] = concept
    return concepts


def _coders(triples: Triples) -> frozenset[str]:
    """Return the words of the coders that the ontology itself describes."""
    found = triples.subjects_of_type(PROV + "Agent", RDF + "type")
    return frozenset(path_of(each).removeprefix("coder/") for each in found)


def _shortcuts(triples: Triples) -> dict[str, str]:
    return {
        path_of(subject).removeprefix("role/"): facts[0]
        for subject in triples.index
        if (facts := triples.iris(subject, TK + "hasShortcut"))
    }


def _literals(triples: Triples, name: str) -> dict[str, str]:
    """Return the literals of a property → the word of the concept that has them."""
    return {
        literal: path_of(subject).partition("/")[2]
        for subject in triples.index
        for literal in triples.texts(subject, TK + name, "zh")
    }


def _closure(triples: Triples, predicate: str) -> dict[str, tuple[str, ...]]:
    """Return, for every term, the terms above it, nearest first and without repeats."""
    direct = {
        subject: triples.iris(subject, predicate) for subject in triples.index if subject.startswith(TK)
    }

    def above(term: str) -> tuple[str, ...]:
        nearest = direct.get(term, triples.iris(term, predicate))
        return tuple(dict.fromkeys([*nearest, *(upper for each in nearest for upper in above(each))]))

    return {term: above(term) for term in direct}
