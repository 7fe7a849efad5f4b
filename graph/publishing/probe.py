"""What a store makes of named graphs: whether a query without GRAPH sees all, and a shared triple once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from graph.errors import UserError, fail
from graph.publishing.stores import QueryEndpoint, Writer
from graph.vocabulary.iris import node

FIRST, SECOND = node("graph", "probe", "first"), node("graph", "probe", "second")
SUBJECT, PREDICATE = node("probe", "subject"), node("probe", "predicate")
SHARED, OF_FIRST, OF_SECOND = node("probe", "shared"), node("probe", "first"), node("probe", "second")
CONTENT = {FIRST: (SHARED, OF_FIRST), SECOND: (SHARED, OF_SECOND)}
UNION = sorted((SHARED, OF_FIRST, OF_SECOND))
DOUBLED = sorted((*UNION, SHARED))
REMEDY = (
    "Fuseki: set tdb2:unionDefaultGraph true; Oxigraph: start it with --union-default-graph; GraphDB and "
    "Virtuoso do so of themselves; elsewhere name each graph by default-graph-uri in every query. "
    "To publish nevertheless: --without-union."
)


@dataclass(frozen=True, slots=True)
class Finding:
    """What the probe found: whether the default graph is the union, and a shared triple counts twice."""

    is_union: bool
    is_doubled: bool

    def lines(self) -> list[str]:
        """Return what that means for whoever asks questions there."""
        if not self.is_union:
            return ["a query without GRAPH sees no named graph: the questions find nothing there as it is"]
        if self.is_doubled:
            return [
                "a query without GRAPH sees all named graphs: the questions work there as they are",
                "a triple in two graphs counts twice there: put nothing of this dataset into other graphs of "
                "the store; the dataset's own graphs share no triple",
            ]
        return [
            "a query without GRAPH sees all named graphs: the questions work there as they are",
            "a triple in two graphs counts once there",
        ]


def probe(writer: Writer, reader: QueryEndpoint) -> Finding:
    """Write two tiny graphs that share a triple, ask what is seen of them, and remove them again.

    Raises
    ------
    UserError
        When the store does not answer, when the two addresses are not of the same store, and
        when the default graph is neither empty of the two graphs nor their union.
    """
    with _two_graphs(writer):
        for iri, objects in CONTENT.items():
            if (found := reader.count(iri)) != len(objects):
                what = f"shows {found} triples of a test graph into which {len(objects)} were written."
                raise fail(reader.where.name, what, "Are --to and --endpoint addresses of the same dataset?")
        seen = reader.seen(SUBJECT, PREDICATE)
    if not seen:
        return Finding(is_union=False, is_doubled=False)
    if seen not in (UNION, DOUBLED):
        what = f"shows {len(seen)} triples of two test graphs in a query without GRAPH, neither none nor all."
        raise fail(reader.where.name, what, "Ask its owner how it makes its default graph.")
    return Finding(is_union=True, is_doubled=seen == DOUBLED)


def refuse_without_union(finding: Finding, where: str) -> None:
    """Stop where the shipped questions would find nothing, and say how that is changed."""
    if not finding.is_union:
        raise fail(where, "its queries without GRAPH see no named graph.", REMEDY)


@contextmanager
def _two_graphs(writer: Writer) -> Iterator[None]:
    """Write the two graphs; whatever happens then, remove them."""
    is_well = False
    try:
        for iri, objects in CONTENT.items():
            writer.put(iri, _lines(objects))
        yield
        is_well = True
    finally:
        _remove(writer, is_well=is_well)


def _remove(writer: Writer, *, is_well: bool) -> None:
    """Remove both graphs; where something went wrong before, that is what has to be told."""
    try:
        for iri in CONTENT:
            writer.drop(iri)
    except UserError:
        if is_well:
            raise


def _lines(objects: Sequence[str]) -> list[str]:
    return [f"<{SUBJECT}> <{PREDICATE}> <{each}> .\n" for each in objects]
