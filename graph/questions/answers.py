"""A shipped question answered on an open store: bound variables in, a described table out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

import pyoxigraph as ox

from graph.errors import fail
from graph.questions.library import Parameter, Question
from graph.table import Cell, Column, Table
from graph.vocabulary.iris import node
from graph.vocabulary.namespaces import XSD

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
DATATYPES = {
    "integer": XSD + "integer",
    "decimal": XSD + "decimal",
    "boolean": XSD + "boolean",
    "date": XSD + "date",
}

NAMES = {datatype: name for name, datatype in DATATYPES.items()}


def answer(question: Question, store: ox.Store, values: Mapping[str, str] | None = None) -> Table:
    """Return the rows of a question, with the columns that its header describes.

    `values` are bound before it runs: `plan` (an IRI) and the question's own
    parameters, as text.

    Raises
    ------
    UserError
        For a parameter that is missing, unknown, or not of its type.
    """
    bound = {ox.Variable(name): value for name, value in bindings(question, values or {}).items()}
    solutions = store.query(question.text, use_default_graph_as_union=True, substitutions=bound)
    if not isinstance(solutions, ox.QuerySolutions):
        raise fail(f"{question.folder}/{question.name}.rq", "is not a SELECT query.")
    rows = tuple(
        tuple(cell(solution[column.name], column.type) for column in question.columns)
        for solution in solutions
    )
    return Table(question.name, question.columns, rows)


def typed_table(question: Question, variables: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    """Return rows of N-Triples terms as the described table of a question."""
    kinds = {column.name: column.type for column in question.columns}
    cells = tuple(
        tuple(cell(parsed(value), kinds[name]) for name, value in zip(variables, row, strict=True))
        for row in rows
    )
    return Table(question.name, question.columns, cells)


def plain_table(variables: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    """Return rows of N-Triples terms as a table whose columns are known by name only."""
    parsed_rows = [[parsed(value) for value in row] for row in rows]
    kinds = [_kind([row[index] for row in parsed_rows]) for index in range(len(variables))]
    columns = tuple(Column(name, kind, name, name) for name, kind in zip(variables, kinds, strict=True))
    cells = tuple(tuple(map(cell, row, kinds)) for row in parsed_rows)
    return Table("query", columns, cells)


def parsed(value: str) -> Term | None:
    """Return the term of an N-Triples token, None for an unbound one."""
    if not value:
        return None
    (quad,) = ox.parse(f"<x:s> <x:p> {value} .", format=ox.RdfFormat.N_TRIPLES)
    found: Term = quad.object
    return found


def _kind(terms: Iterable[Term | None]) -> str:
    kinds = {
        "iri" if not isinstance(each, ox.Literal) else NAMES.get(each.datatype.value, "text")
        for each in terms
        if each is not None
    }
    return kinds.pop() if len(kinds) == 1 else "text"


def bindings(question: Question, values: Mapping[str, str]) -> dict[str, Term]:
    """Return the terms that the variables of a question are bound to before it runs."""
    known = {each.name: each for each in question.parameters}
    if question.by_plan:
        known.setdefault("plan", Parameter("plan", "iri", "方案", "Plan"))
    unknown = [name for name in values if name not in known]
    if unknown:
        names = ", ".join(known) or "none"
        raise fail(f"query {question.name}", f"has no parameter {', '.join(unknown)}.", f"It takes: {names}.")
    missing = [each.name for each in question.parameters if each.required and each.name not in values]
    if missing:
        what = f"needs {', '.join(missing)}."
        raise fail(f"query {question.name}", what, f"Give --param {missing[0]}=….")
    given = {each.name: values.get(each.name, each.default) for each in known.values()}
    return {name: term(value, known[name]) for name, value in given.items() if value is not None}


def term(value: str, parameter: Parameter) -> Term:
    """Return the RDF term for a parameter's text; an IRI may be given by its path (agency/…)."""
    try:
        if parameter.type == "iri":
            return ox.NamedNode(value if ":" in value else node(value))
        if parameter.type == "integer":
            int(value)
        if parameter.type == "decimal":
            Decimal(value)
    except (ValueError, ArithmeticError) as error:
        raise fail(
            f"--param {parameter.name}", f"{value!r} is no {parameter.type}.", "Correct it."
        ) from error
    if parameter.type in DATATYPES:
        return ox.Literal(value, datatype=ox.NamedNode(DATATYPES[parameter.type]))
    return ox.Literal(value)


def cell(value: object, kind: str) -> Cell:
    """Return an RDF term as the plain value of a column of type `kind`; an unbound one is None."""
    if value is None:
        return None
    if not isinstance(value, ox.Literal):
        return value.value if isinstance(value, ox.NamedNode) else str(value)
    if kind == "integer":
        return int(value.value)
    if kind == "decimal":
        return Decimal(value.value)
    if kind == "boolean":
        return value.value in {"true", "1"}
    return value.value
