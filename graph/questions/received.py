"""What a SPARQL endpoint sends back, read into an answer and trusted in nothing."""

from __future__ import annotations

import json
from typing import Any

import pyoxigraph as ox

from graph.errors import fail
from graph.questions.answer import GRAPH_COLUMNS, Answer, Term, term_of
from graph.vocabulary.namespaces import RDF, XSD

ROWS = frozenset({"application/sparql-results+json", "application/json"})
TRIPLES = {
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "text/plain": ox.RdfFormat.N_TRIPLES,
    "text/turtle": ox.RdfFormat.TURTLE,
}
ACCEPTED = "application/sparql-results+json"
GRAPH_TYPES = "application/n-triples, text/turtle;q=0.8"
KINDS = {"uri": "iri", "bnode": "blank", "literal": "literal", "typed-literal": "literal"}
REMEDY = "Is this the address of a SPARQL 1.1 endpoint?"


def read_answer(kind: str, content: bytes, where: str) -> Answer:
    """Return the answer in a response of a media type.

    Raises
    ------
    UserError
        When the type is another than those asked for, or the content is not of it.
    """
    if kind in ROWS:
        return _rows(content, where)
    if kind in TRIPLES:
        return _triples(content, TRIPLES[kind], where)
    what = f"answers with {kind}, which is neither SPARQL results in JSON nor triples."
    raise fail(where, what, REMEDY)


def _rows(content: bytes, where: str) -> Answer:
    try:
        data = json.loads(content)
        if isinstance(data.get("boolean"), bool):
            return Answer("ask", truth=data["boolean"])
        columns = tuple(map(str, data["head"]["vars"]))
        rows = tuple(
            tuple(_term(binding[name]) if name in binding else None for name in columns)
            for binding in data["results"]["bindings"]
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise fail(where, "answers with what is not SPARQL results in JSON.", REMEDY) from error
    return Answer("select", columns, rows)


def _term(said: dict[str, Any]) -> Term:
    kind, value = KINDS[said["type"]], said["value"]
    if not isinstance(value, str):
        raise TypeError(value)
    if kind != "literal":
        return Term(kind, value)
    language = str(said.get("xml:lang", ""))
    return Term(
        kind, value, RDF + "langString" if language else str(said.get("datatype", XSD + "string")), language
    )


def _triples(content: bytes, form: ox.RdfFormat, where: str) -> Answer:
    try:
        quads = ox.parse(content, format=form)
        found = {(each.subject, each.predicate, each.object) for each in quads}
    except (SyntaxError, ValueError) as error:
        said = str(error).splitlines()[0]
        raise fail(where, f"answers with triples that cannot be read: {said}.", REMEDY) from error
    rows = sorted(tuple(term_of(node) for node in triple) for triple in found)
    return Answer("graph", GRAPH_COLUMNS, tuple(rows))
