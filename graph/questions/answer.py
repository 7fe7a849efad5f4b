"""What comes back from the engine: RDF terms in rows, true or false, or triples."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

import pyoxigraph as ox

from graph.errors import fail
from graph.table import Cell, Column, Table
from graph.vocabulary.namespaces import XSD

INTEGERS = frozenset(
    XSD + word
    for word in (
        "integer",
        "int",
        "long",
        "short",
        "byte",
        "nonNegativeInteger",
        "positiveInteger",
        "nonPositiveInteger",
        "negativeInteger",
        "unsignedInt",
        "unsignedLong",
        "unsignedShort",
        "unsignedByte",
    )
)
FLOATS = frozenset({XSD + "double", XSD + "float"})
GRAPH_COLUMNS = ("subject", "predicate", "object")


class Term(NamedTuple):
    """An RDF term; `kind` is iri, blank or literal (with a datatype, and a language or "")."""

    kind: str
    value: str
    datatype: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer of kind select (rows), ask (truth) or graph (rows of three terms).

    `truncated` says that there was more than the limits let through.
    """

    kind: str
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Term | None, ...], ...] = ()
    truth: bool | None = None
    truncated: bool = False

    def table(self, name: str = "query") -> Table:
        """Return the answer as a table whose column types are read off the terms."""
        if self.kind == "ask":
            return Table(name, (Column("answer", "boolean", "回答", "Answer"),), ((self.truth,),))
        types = [_type(row[place] for row in self.rows) for place in range(len(self.columns))]
        columns = tuple(
            Column(column, type_, column, column) for column, type_ in zip(self.columns, types, strict=True)
        )
        rows = tuple(tuple(map(cell, row, types)) for row in self.rows)
        notes = ("truncated",) if self.truncated else ()
        return Table(name, columns, rows, notes)


def cell(term: Term | None, type_: str) -> Cell:
    """Return the plain value of a term in a column of `type_`.

    Examples
    --------
    >>> cell(Term("literal", "2.50", XSD + "decimal"), "decimal")
    Decimal('2.50')
    >>> cell(Term("literal", "1e3", XSD + "double"), "decimal")
    1000.0
    """
    if term is None:
        return None
    try:
        if type_ == "integer":
            return int(term.value)
        if type_ == "decimal":
            return float(term.value) if term.datatype in FLOATS else Decimal(term.value)
    except (ValueError, ArithmeticError):
        return term.value
    if type_ == "boolean":
        return term.value in ("true", "1")
    return "_:" + term.value if term.kind == "blank" else term.value


def cell_of(node: object, type_: str) -> Cell:
    """Return the plain value of a term of pyoxigraph, as `cell` does, without the way through `Term`."""
    if isinstance(node, ox.NamedNode):
        return node.value
    if isinstance(node, ox.Literal) and type_ in ("text", "date", "iri"):
        return node.value
    return None if node is None else cell(term_of(node), type_)


def term_of(node: object) -> Term:
    """Return a term of pyoxigraph as a plain value."""
    if isinstance(node, ox.NamedNode):
        return Term("iri", node.value)
    if isinstance(node, ox.BlankNode):
        return Term("blank", node.value)
    if isinstance(node, ox.Literal):
        return Term("literal", node.value, node.datatype.value, node.language or "")
    raise fail("query", "the answer holds a triple as a term, which is not SPARQL 1.1.", "Take it apart.")


def _type(terms: Iterable[Term | None]) -> str:
    """Return the type that fits every term of a column; text where they differ."""
    types = {_type_of(term) for term in terms if term is not None}
    if types == {"integer", "decimal"}:
        return "decimal"
    return types.pop() if len(types) == 1 else "text"


def _type_of(term: Term) -> str:
    if term.kind != "literal":
        return "iri"
    if term.datatype in INTEGERS:
        return "integer"
    if term.datatype in FLOATS or term.datatype == XSD + "decimal":
        return "decimal"
    return {XSD + "boolean": "boolean", XSD + "date": "date"}.get(term.datatype, "text")
