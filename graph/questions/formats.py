"""Answers in the web's formats: SPARQL 1.1 Query Results JSON, N-Triples and Turtle.

Tables for people and programs are written by `graph.views.tables`, from `Answer.table`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

import pyoxigraph as ox

from graph.errors import fail
from graph.questions.answer import Answer, Term
from graph.vocabulary.namespaces import PREFIXES, XSD


def results_json(answer: Answer) -> str:
    """Return rows or a truth value as SPARQL 1.1 Query Results JSON, one row a line.

    Examples
    --------
    >>> print(results_json(Answer("select", ("led",), ((Term("literal", "3", XSD + "integer"),), (None,)))))
    {"head": {"vars": ["led"]}, "results": {"bindings": [
    {"led": {"type": "literal", "value": "3", "datatype": "http://www.w3.org/2001/XMLSchema#integer"}},
    {}
    ]}}
    >>> print(results_json(Answer("ask", truth=True)))
    {"head": {}, "boolean": true}
    """
    if answer.kind == "graph":
        raise fail("query", "answers with triples, which are no table.", "Ask for ntriples or turtle.")
    if answer.kind == "ask":
        return json.dumps({"head": {}, "boolean": answer.truth})
    head = json.dumps({"vars": list(answer.columns)}, ensure_ascii=False)
    rows = ",\n".join(
        json.dumps(
            {
                name: _json_term(term)
                for name, term in zip(answer.columns, row, strict=True)
                if term is not None
            },
            ensure_ascii=False,
        )
        for row in answer.rows
    )
    return f'{{"head": {head}, "results": {{"bindings": [\n{rows}\n]}}}}'


def ntriples(answer: Answer) -> str:
    r"""Return the triples of a graph answer as N-Triples, in code point order.

    Examples
    --------
    >>> iri = Term("iri", "http://x/a")
    >>> ntriples(Answer("graph", rows=((iri, iri, Term("literal", "市", language="zh")),)))
    '<http://x/a> <http://x/a> "市"@zh .\n'
    """
    return "".join(sorted(f"{triple} .\n" for triple in _triples(answer)))


def turtle(answer: Answer) -> str:
    """Return the triples of a graph answer as Turtle with the usual prefixes."""
    ordered = sorted(_triples(answer), key=str)
    written = ox.serialize(ordered, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES)
    return (written or b"").decode("utf-8")


def _json_term(term: Term) -> dict[str, str]:
    if term.kind != "literal":
        return {"type": "uri" if term.kind == "iri" else "bnode", "value": term.value}
    found = {"type": "literal", "value": term.value}
    if term.language:
        return found | {"xml:lang": term.language}
    return found if term.datatype in ("", XSD + "string") else found | {"datatype": term.datatype}


def _triples(answer: Answer) -> Iterator[ox.Triple]:
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
