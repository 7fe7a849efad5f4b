"""The endpoint described by itself: SPARQL 1.1 Service Description."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import pyoxigraph as ox

from graph.questions.answer import Answer, term_of
from graph.questions.results import GRAPH_TYPES, write
from graph.questions.worker import Limits
from graph.server.holding import Held
from graph.server.message import Response
from graph.server.negotiation import choose
from graph.vocabulary.namespaces import FORMATS, RDF, SD, VOID

RESULT_FORMATS = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
    "JSON-LD",
    "RDF_XML",
)
Node = ox.NamedNode | ox.BlankNode


def describe_service(held: Held, given: Mapping[str, Any], _limits: Limits) -> Response:
    """Return the description of the endpoint; whoever accepts no RDF gets Turtle."""
    triples = _triples(held.store, given["endpoint"])
    answer = Answer("graph", ("subject", "predicate", "object"), tuple(map(_row, triples)))
    media_type = choose(given["accept"], GRAPH_TYPES) or next(iter(GRAPH_TYPES))
    return Response(HTTPStatus.OK, write(answer, GRAPH_TYPES[media_type]), media_type)


def _row(triple: ox.Triple) -> tuple[Any, ...]:
    return tuple(term_of(each) for each in triple)


def _triples(store: ox.Store, endpoint: str) -> list[ox.Triple]:
    service, dataset, default = (ox.BlankNode(name) for name in ("service", "dataset", "default"))
    found = [
        _is_a(service, SD + "Service"),
        _states(service, SD + "supportedLanguage", ox.NamedNode(SD + "SPARQL11Query")),
        _states(service, SD + "feature", ox.NamedNode(SD + "UnionDefaultGraph")),
        *(_states(service, SD + "resultFormat", ox.NamedNode(FORMATS + each)) for each in RESULT_FORMATS),
        _states(service, SD + "defaultDataset", dataset),
        _is_a(dataset, SD + "Dataset"),
        _states(dataset, SD + "defaultGraph", default),
        _is_a(default, SD + "Graph"),
        _states(default, VOID + "triples", ox.Literal(len(store))),
    ]
    if endpoint:
        found.append(_states(service, SD + "endpoint", ox.NamedNode(endpoint)))
    graphs = sorted(store.named_graphs(), key=str)
    for place, name in enumerate(each for each in graphs if isinstance(each, ox.NamedNode)):
        found += _graph(dataset, name, place)
    return found


def _graph(dataset: Node, name: ox.NamedNode, place: int) -> list[ox.Triple]:
    entry, graph = ox.BlankNode(f"named{place}"), ox.BlankNode(f"graph{place}")
    return [
        _states(dataset, SD + "namedGraph", entry),
        _is_a(entry, SD + "NamedGraph"),
        _states(entry, SD + "name", name),
        _states(entry, SD + "graph", graph),
        _is_a(graph, SD + "Graph"),
    ]


def _is_a(node: Node, kind: str) -> ox.Triple:
    return _states(node, RDF + "type", ox.NamedNode(kind))


def _states(node: Node, predicate: str, value: Node | ox.Literal) -> ox.Triple:
    return ox.Triple(node, ox.NamedNode(predicate), value)
