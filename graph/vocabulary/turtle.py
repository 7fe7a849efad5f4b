"""Turtle files read into one index: subject → predicate → objects."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from graph.errors import fail
from graph.vocabulary.namespaces import ID

Object = ox.NamedNode | ox.BlankNode | ox.Literal


@dataclass(frozen=True, slots=True)
class Triples:
    """What some Turtle files say, indexed by subject and predicate IRI."""

    index: Mapping[str, Mapping[str, tuple[Object, ...]]]

    def subjects_of_type(self, type_iri: str, rdf_type: str) -> list[str]:
        """Return the subjects that state `type_iri` as a type, in the order of the files."""
        return [
            subject
            for subject, facts in self.index.items()
            if any(
                isinstance(each, ox.NamedNode) and each.value == type_iri for each in facts.get(rdf_type, ())
            )
        ]

    def iris(self, subject: str, predicate: str) -> tuple[str, ...]:
        """Return the IRIs that `subject` has under `predicate`."""
        objects = self.index.get(subject, {}).get(predicate, ())
        return tuple(each.value for each in objects if isinstance(each, ox.NamedNode))

    def texts(self, subject: str, predicate: str, language: str | None = None) -> tuple[str, ...]:
        """Return the literals under `predicate`, those of one language when it is given."""
        objects = self.index.get(subject, {}).get(predicate, ())
        literals = (each for each in objects if isinstance(each, ox.Literal))
        return tuple(each.value for each in literals if language is None or each.language == language)

    def text(self, subject: str, predicate: str, language: str | None = None) -> str:
        """Return the first such literal, or "" when there is none."""
        return next(iter(self.texts(subject, predicate, language)), "")


def parse_turtle(path: Path) -> list[ox.Triple]:
    """Return the triples of one Turtle file; a fault is reported with its line."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise fail(str(path), "cannot be read.", f"{error.strerror or error}.") from error
    try:
        quads = list(ox.parse(content, format=ox.RdfFormat.TURTLE, base_iri=ID))
    except SyntaxError as error:
        raise fail(f"{path}, line {error.lineno}", f"is not valid Turtle: {error.msg}.") from error
    return [quad.triple for quad in quads]


def index_triples(triples: Iterable[ox.Triple]) -> Triples:
    """Return the index of `triples`; objects keep the order in which they were stated."""
    index: dict[str, dict[str, tuple[Object, ...]]] = {}
    for triple in triples:
        if isinstance(triple.subject, ox.NamedNode) and not isinstance(triple.object, ox.Triple):
            facts = index.setdefault(triple.subject.value, {})
            predicate = triple.predicate.value
            facts[predicate] = (*facts.get(predicate, ()), triple.object)
    return Triples(index)
