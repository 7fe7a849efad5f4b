"""Answers that are triples, as Turtle.

Tables for people and programs are written by `graph.views.tables`, from `Answer.table`.
"""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from graph.errors import fail
from graph.questions.answer import Answer, Term
from graph.vocabulary.namespaces import PREFIXES, XSD


def turtle(answer: Answer) -> str:
    """Return the triples of a graph answer as Turtle with the usual prefixes."""
    ordered = sorted(triples(answer), key=str)
    written = ox.serialize(ordered, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES)
    return (written or b"").decode("utf-8")


def triples(answer: Answer) -> Iterator[ox.Triple]:
    """Yield the triples of a graph answer; an answer that is rows is an error."""
    if answer.kind != "graph":
        raise fail("query", "answers with a table, which is no graph.", "Ask for table, csv or json.")
    for subject, predicate, object_ in answer.rows:
        yield ox.Triple(_node(subject), ox.NamedNode(_value(predicate)), _term(object_))


def _node(term: Term | None) -> ox.NamedNode | ox.BlankNode:
    value = _value(term)
    return ox.BlankNode(value) if term is not None and term.kind == "blank" else ox.NamedNode(value)


def _term(term: Term | None) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    if term is None or term.kind != "literal":
        return _node(term)
    if term.language:
        return ox.Literal(term.value, language=term.language)
    return ox.Literal(term.value, datatype=ox.NamedNode(term.datatype or XSD + "string"))


def _value(term: Term | None) -> str:
    if term is None:
        raise fail("query", "a triple lacks a part.")
    return term.value
