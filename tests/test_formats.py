"""Answers that are triples, read back by another program."""

from __future__ import annotations

import pytest
import rdflib

from graph.errors import UserError
from graph.questions.answer import GRAPH_COLUMNS, Answer, Term
from graph.questions.formats import turtle
from graph.vocabulary.namespaces import TK, XSD

IRI = Term("iri", TK + "key")
TEXT = Term("literal", 'a "市"\n\\', XSD + "string")
ZH = Term("literal", "市", language="zh")
ONE = Term("literal", "1", XSD + "integer")
BLANK = Term("blank", "b1")
GRAPH = Answer("graph", GRAPH_COLUMNS, ((IRI, IRI, TEXT), (BLANK, IRI, ZH), (IRI, IRI, ONE)))


def test_turtle_holds_the_same_triples() -> None:
    read = rdflib.Graph().parse(data=turtle(GRAPH), format="turtle")
    assert {(str(s), str(o)) for s, _, o in read if isinstance(s, rdflib.URIRef)} == {
        (TK + "key", 'a "市"\n\\'),
        (TK + "key", "1"),
    }
    assert [str(o) for s, _, o in read if isinstance(s, rdflib.BNode)] == ["市"]
    assert "tk:key" in turtle(GRAPH)


def test_order_of_the_answer_changes_no_byte() -> None:
    turned = Answer("graph", GRAPH_COLUMNS, GRAPH.rows[::-1])
    assert turtle(turned) == turtle(GRAPH)


def test_an_answer_that_is_no_graph_is_refused() -> None:
    with pytest.raises(UserError, match="no graph"):
        turtle(Answer("ask", truth=True))
