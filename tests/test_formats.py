"""Answers in the web's formats, read back by other programs."""

from __future__ import annotations

import io
import json

import pytest
import rdflib
from rdflib.query import Result

from graph.errors import UserError
from graph.questions.answer import GRAPH_COLUMNS, Answer, Term
from graph.questions.formats import ntriples, results_json, turtle
from graph.vocabulary.namespaces import TK, XSD

IRI = Term("iri", TK + "key")
TEXT = Term("literal", 'a "市"\n\\', XSD + "string")
ZH = Term("literal", "市", language="zh")
ONE = Term("literal", "1", XSD + "integer")
BLANK = Term("blank", "b1")
GRAPH = Answer("graph", GRAPH_COLUMNS, ((IRI, IRI, TEXT), (BLANK, IRI, ZH), (IRI, IRI, ONE)))


def test_results_json_is_read_back_by_rdflib() -> None:
    answer = Answer("select", ("a", "b", "c"), ((IRI, TEXT, ZH), (ONE, None, BLANK)))
    read = Result.parse(io.BytesIO(results_json(answer).encode()), format="json")
    rows = [[row.get(rdflib.Variable(name)) for name in "abc"] for row in read.bindings]
    assert rows == [
        [rdflib.URIRef(TK + "key"), rdflib.Literal('a "市"\n\\'), rdflib.Literal("市", lang="zh")],
        [rdflib.Literal(1), None, rdflib.BNode("b1")],
    ]


def test_results_json_of_nothing_and_of_ask() -> None:
    assert json.loads(results_json(Answer("select", ("a",))))["results"]["bindings"] == []
    assert json.loads(results_json(Answer("ask", truth=False)))["boolean"] is False


def test_graph_formats_are_the_same_triples() -> None:
    from rdflib.compare import isomorphic

    first = rdflib.Graph().parse(data=ntriples(GRAPH), format="nt")
    second = rdflib.Graph().parse(data=turtle(GRAPH), format="turtle")
    assert len(first) == 3
    assert isomorphic(first, second)
    assert "tk:key" in turtle(GRAPH)


def test_order_of_the_answer_changes_no_byte() -> None:
    turned = Answer("graph", GRAPH_COLUMNS, GRAPH.rows[::-1])
    assert ntriples(turned) == ntriples(GRAPH)
    assert turtle(turned) == turtle(GRAPH)


def test_a_format_that_does_not_fit_is_refused() -> None:
    with pytest.raises(UserError, match="no table"):
        results_json(GRAPH)
    for write in (ntriples, turtle):
        with pytest.raises(UserError, match="no graph"):
            write(Answer("ask", truth=True))
