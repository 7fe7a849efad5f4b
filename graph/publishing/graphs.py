"""The named graphs of a dataset, as they are sent."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pyoxigraph as ox

from graph.errors import fail
from graph.questions.answer import Term, term_of
from graph.vocabulary.iris import node, path_of
from graph.vocabulary.namespaces import ID, XSD

NUMBERS = frozenset({XSD + "decimal", XSD + "integer"})
NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)")
STAGED = node("graph", "staged") + "/"


@dataclass(frozen=True)
class NamedGraph:
    """One named graph: its IRI and its triples as N-Triples lines in the dataset's order."""

    iri: str
    lines: tuple[str, ...]

    @cached_property
    def content(self) -> bytes:
        """The graph as N-Triples."""
        return "".join(self.lines).encode()

    @property
    def staged(self) -> str:
        """The IRI under which the graph waits until all graphs are there.

        Examples
        --------
        >>> NamedGraph("https://w3id.org/tiaokuai/id/graph/plan/town", ()).staged
        'https://w3id.org/tiaokuai/id/graph/staged/plan/town'
        """
        return STAGED + path_of(self.iri).removeprefix("graph/")

    def triples(self) -> set[tuple[Term, ...]]:
        """Return the triples, numbers by value, to be compared with those that a store holds."""
        parsed = ox.parse(self.content, format=ox.RdfFormat.N_TRIPLES)
        rows = (map(term_of, (each.subject, each.predicate, each.object)) for each in parsed)
        return {tuple(map(by_value, row)) for row in rows}


def by_value(term: Term) -> Term:
    """Return a term with a number or a truth value written in one way; stores write them in theirs.

    Examples
    --------
    >>> by_value(Term("literal", "12.50", XSD + "decimal")).value
    '12.5'
    >>> by_value(Term("literal", "100.0", XSD + "decimal")).value
    '100'
    >>> by_value(Term("literal", "1", XSD + "boolean")).value
    'true'
    """
    if term.datatype == XSD + "boolean":
        return term._replace(value={"0": "false", "1": "true"}.get(term.value, term.value))
    if term.datatype in NUMBERS and NUMBER.fullmatch(term.value):
        return term._replace(value=_shortest(term.value))
    return term


def _shortest(number: str) -> str:
    whole, _, rest = number.removeprefix("+").partition(".")
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    value = (digits.lstrip("0") or "0") + (f".{rest.rstrip('0')}" if rest.strip("0") else "")
    return value if value == "0" else sign + value


def read_graphs(path: Path) -> tuple[NamedGraph, ...]:
    """Return the named graphs of an N-Quads file, plans last, so that what they speak of is there first.

    Raises
    ------
    UserError
        When the file cannot be read, is not N-Quads, is empty, or holds what no build writes:
        triples outside our named graphs, nodes without a name, a triple in two graphs (which
        a store that makes the union of its graphs would count twice).
    """
    lines: dict[str, dict[str, None]] = {}
    try:
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.N_QUADS):
            _refuse(path, quad)
            lines.setdefault(quad.graph_name.value, {})[f"{quad.triple} .\n"] = None
    except SyntaxError as error:
        what = f"is not valid N-Quads: {error.msg}."
        raise fail(f"{path}, line {error.lineno}", what, "Build again.") from error
    except OSError as error:
        raise fail(str(path), "cannot be read.", "Run `tiaokuai build` first.") from error
    if not lines:
        raise fail(str(path), "holds nothing.", "Build again.")
    _refuse_shared(path, lines)
    return tuple(NamedGraph(iri, tuple(lines[iri])) for iri in sorted(lines))


def _refuse(path: Path, quad: ox.Quad) -> None:
    name = quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else ""
    if not name.startswith(ID + "graph/") or name.startswith(STAGED):
        what = f"has a triple in {name or 'no named graph'}, where a build puts none."
        raise fail(str(path), what, "Publish the graph.nq of a build.")
    if isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode):
        raise fail(str(path), "has a node without a name.", "Publish the graph.nq of a build.")


def _refuse_shared(path: Path, lines: Mapping[str, Iterable[str]]) -> None:
    seen: dict[str, str] = {}
    for iri, triples in lines.items():
        for triple in triples:
            if (first := seen.setdefault(triple, iri)) != iri:
                what = f"has a triple both in {path_of(first)} and in {path_of(iri)}: {triple.strip()}"
                raise fail(str(path), what, "It would count twice. See `tiaokuai validate`.")
