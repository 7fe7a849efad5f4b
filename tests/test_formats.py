"""Answers that are triples or SPARQL results, read back by another program."""

from __future__ import annotations

import io
import json

import pytest
import rdflib
from rdflib.query import Result

from graph.errors import UserError
from graph.questions.answer import GRAPH_COLUMNS, Answer, Term
from graph.questions.formats import (
    GRAPHS,
    RESULT_FORMATS,
    TABLES,
    check_format,
    graph_text,
    results_json,
    results_xml,
    turtle,
)
from graph.questions.received import read_answer
from graph.vocabulary.namespaces import RDF, TK, XSD

IRI = Term("iri", TK + "key")
TEXT = Term("literal", 'a "市"\n\\<&', XSD + "string")
ZH = Term("literal", "市", RDF + "langString", "zh")
ONE = Term("literal", "1", XSD + "integer")
BLANK = Term("blank", "b1")
GRAPH = Answer("graph", GRAPH_COLUMNS, ((IRI, IRI, TEXT), (BLANK, IRI, ZH), (IRI, IRI, ONE)))
ROWS = Answer("select", ("a", "b"), ((IRI, TEXT), (ZH, None), (BLANK, ONE)))
NAMES = {"turtle": "turtle", "ntriples": "nt", "json-ld": "json-ld"}


@pytest.mark.parametrize("form", GRAPHS)
@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
def test_each_format_holds_the_same_triples(form: str) -> None:
    read = rdflib.Graph().parse(data=graph_text(GRAPH, form), format=NAMES[form])
    assert {(str(s), str(o)) for s, _, o in read if isinstance(s, rdflib.URIRef)} == {
        (TK + "key", TEXT.value),
        (TK + "key", "1"),
    }
    assert [str(o) for s, _, o in read if isinstance(s, rdflib.BNode)] == ["市"]
    assert graph_text(GRAPH, form).endswith("\n")


def test_turtle_has_the_usual_prefixes() -> None:
    assert "tk:key" in turtle(GRAPH)


@pytest.mark.parametrize("form", GRAPHS)
def test_order_of_the_answer_changes_no_byte(form: str) -> None:
    turned = Answer("graph", GRAPH_COLUMNS, GRAPH.rows[::-1])
    assert graph_text(turned, form) == graph_text(GRAPH, form)


def test_an_answer_that_is_no_graph_is_refused() -> None:
    with pytest.raises(UserError, match="no graph"):
        turtle(Answer("ask", truth=True))


def test_results_are_read_back_by_rdflib() -> None:
    for form, text in (("json", results_json(ROWS)), ("xml", results_xml(ROWS))):
        result = Result.parse(io.BytesIO(text.encode()), format=form)
        assert [str(each) for each in result.vars or ()] == ["a", "b"]
        first, second, third = result.bindings
        assert first == {
            rdflib.Variable("a"): rdflib.URIRef(IRI.value),
            rdflib.Variable("b"): rdflib.Literal(TEXT.value),
        }
        assert second == {rdflib.Variable("a"): rdflib.Literal("市", lang="zh")}
        assert third[rdflib.Variable("b")] == rdflib.Literal(1)


@pytest.mark.parametrize("truth", [True, False])
def test_true_and_false_are_results_too(truth: bool) -> None:
    answer = Answer("ask", truth=truth)
    assert json.loads(results_json(answer))["boolean"] is truth
    assert Result.parse(io.BytesIO(results_xml(answer).encode()), format="xml").askAnswer is truth
    assert read_answer("application/sparql-results+json", results_json(answer).encode(), "x") == answer


def test_what_we_write_we_read() -> None:
    assert read_answer("application/sparql-results+json", results_json(ROWS).encode(), "x") == ROWS
    assert read_answer("application/n-triples", graph_text(GRAPH, "ntriples").encode(), "x").kind == "graph"


def test_a_character_that_xml_has_not_is_replaced() -> None:
    text = results_xml(Answer("select", ("a",), ((Term("literal", "\x01\r", XSD + "string"),),)))
    result = Result.parse(io.BytesIO(text.encode()), format="xml")
    assert [str(row[rdflib.Variable("a")]) for row in result.bindings] == ["\ufffd\r"]


@pytest.mark.parametrize("kind", ["select", "ask", "graph"])
def test_formats_fit_the_kind_of_answer(kind: str) -> None:
    unfit = RESULT_FORMATS if kind == "graph" else tuple(GRAPHS)
    for form in (*TABLES, *GRAPHS, *RESULT_FORMATS):
        if form in unfit:
            with pytest.raises(UserError, match=f"{form} does not fit an answer of"):
                check_format(kind, form)
        else:
            check_format(kind, form)
