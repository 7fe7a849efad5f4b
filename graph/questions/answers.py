"""A shipped question answered on an open store: bound variables in, a described table out."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pyoxigraph as ox

from graph.errors import fail
from graph.questions.library import Parameter, Question
from graph.table import Cell, Table
from graph.vocabulary.iris import node
from graph.vocabulary.namespaces import XSD

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
DATATYPES = {
    "integer": XSD + "integer",
    "decimal": XSD + "decimal",
    "boolean": XSD + "boolean",
    "date": XSD + "date",
}


def answer(question: Question, store: ox.Store, values: Mapping[str, str] | None = None) -> Table:
    """Return the rows of a question, with the columns that its header describes.

    `values` are bound before it runs: `plan` (an IRI) and the question's own
    parameters, as text.

    Raises
    ------
    UserError
        For a parameter that is missing, unknown, or not of its type.
    """
    solutions = store.query(
        question.text, use_default_graph_as_union=True, substitutions=bindings(question, values or {})
    )
    if not isinstance(solutions, ox.QuerySolutions):
        raise fail(f"{question.folder}/{question.name}.rq", "is not a SELECT query.")
    rows = tuple(
        tuple(cell(solution[column.name], column.type) for column in question.columns)
        for solution in solutions
    )
    return Table(question.name, question.columns, rows)


def bindings(question: Question, values: Mapping[str, str]) -> dict[ox.Variable, Term]:
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
    return {ox.Variable(name): term(value, known[name]) for name, value in given.items() if value is not None}


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
