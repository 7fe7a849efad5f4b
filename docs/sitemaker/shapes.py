"""What ontology/shapes.ttl asks of data: how many values a property has, and which."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

SH = Namespace("http://www.w3.org/ns/shacl#")


@dataclass(frozen=True, slots=True)
class Constraint:
    """What one class asks of one property: `least` and `most` values, of the kinds in `values`."""

    target: str
    path: str
    least: int
    most: int | None
    values: tuple[str, ...]
    messages: tuple[tuple[str, str], ...]

    @property
    def cardinality(self) -> str:
        """How many values there are, as a range; "" for any number.

        Examples
        --------
        >>> limits = ((1, 1), (0, 1), (2, None), (0, None))
        >>> [Constraint("C", "p", *each, (), ()).cardinality for each in limits]
        ['1', '0–1', '2–', '']
        """
        if self.least == self.most:
            return str(self.least)
        if self.most is None:
            return f"{self.least}–" if self.least else ""
        return f"{self.least}–{self.most}"


def constraints(path: Path) -> tuple[Constraint, ...]:
    """Return the constraints of the property shapes in a file, merged by class and property."""
    graph = Graph().parse(path)
    merged: dict[tuple[str, str], Constraint] = {}
    for shape in sorted(graph.subjects(RDF.type, SH.PropertyShape), key=str):
        property_ = graph.value(shape, SH.path)
        if not isinstance(property_, URIRef):
            continue
        for target in sorted(graph.objects(shape, SH.targetClass), key=str):
            key = (str(target), str(property_))
            found = _constraint(graph, shape, key)
            merged[key] = _both(merged[key], found) if key in merged else found
    return tuple(merged[key] for key in sorted(merged))


def _constraint(graph: Graph, shape: Node, key: tuple[str, str]) -> Constraint:
    most = graph.value(shape, SH.maxCount)
    messages = (each for each in graph.objects(shape, SH.message) if isinstance(each, Literal))
    return Constraint(
        *key,
        int(str(graph.value(shape, SH.minCount) or 0)),
        None if most is None else int(str(most)),
        tuple(sorted(_values(graph, shape))),
        tuple(sorted((str(each.language), str(each)) for each in messages)),
    )


def _values(graph: Graph, shape: Node) -> Iterator[str]:
    for predicate in (SH["class"], SH.datatype, SH.hasValue):
        yield from map(str, graph.objects(shape, predicate))
    for choice in graph.objects(shape, SH["in"]):
        yield from map(str, Collection(graph, choice))


def _both(one: Constraint, other: Constraint) -> Constraint:
    limits = [each.most for each in (one, other) if each.most is not None]
    return Constraint(
        one.target,
        one.path,
        max(one.least, other.least),
        min(limits, default=None),
        tuple(sorted({*one.values, *other.values})),
        (*one.messages, *other.messages),
    )
