"""The W3C's SPARQL 1.1 tests: queries on our path to the engine, the protocol through the real server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from conftest import ROOT
from served import Served, served
from w3c_suite import (
    SUITE,
    Exchange,
    cases,
    expected_failures,
    outcome,
    protocol,
    protocol_dataset,
    published,
)

if not SUITE.is_dir():
    pytest.skip(f"the W3C's tests are not in {SUITE}", allow_module_level=True)

CASES = {case.name: case for case in cases()}
REQUESTS = protocol()
CHANGING = {name for name in REQUESTS if name.startswith("update_")}
MEDIA_TYPES = {
    "boolean": ("application/sparql-results+json", "application/sparql-results+xml"),
    "tabular": ("application/sparql-results+json", "application/sparql-results+xml", "text/csv"),
    "RDF": ("text/turtle", "application/rdf+xml", "application/n-triples"),
}


def test_the_suite_is_whole() -> None:
    assert len(CASES) == 348
    assert len(REQUESTS) == 34
    assert len([name for name in REQUESTS if "update" not in name]) == 20
    assert set(expected_failures()) <= set(CASES)


@pytest.mark.parametrize("name", sorted(CASES))
def test_a_query_of_the_suite(name: str) -> None:
    wrong, reason = outcome(CASES[name]), expected_failures().get(name)
    if reason is None:
        assert wrong == ""
    else:
        assert wrong, f"passes now: take it off the list ({reason})"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    dataset = tmp_path_factory.mktemp("w3c") / "graph.nq"
    dataset.write_text(protocol_dataset(), encoding="utf-8", newline="\n")
    with served(dataset) as running:
        yield running


@pytest.mark.parametrize("name", sorted(set(REQUESTS) - CHANGING))
def test_a_request_of_the_protocol(server: Served, name: str) -> None:
    for exchange in REQUESTS[name]:
        got = server.send(exchange.method, exchange.path, exchange.body or None, exchange.headers)
        assert got.status // 100 in exchange.statuses, got.text
        if exchange.form:
            assert got.media_type in MEDIA_TYPES[exchange.form]
        if exchange.truth:
            found = ox.parse_query_results(got.body, format=ox.QueryResultsFormat.JSON)
            assert isinstance(found, ox.QueryBoolean)
            assert str(bool(found)).lower() == exchange.truth


@pytest.mark.parametrize("name", sorted(CHANGING))
def test_whatever_would_change_something_is_refused(server: Served, name: str) -> None:
    updates = [each for each in REQUESTS[name] if _changes(each)]
    assert updates
    for exchange in updates:
        got = server.send(exchange.method, exchange.path, exchange.body, exchange.headers)
        assert got.status == 403


def _changes(exchange: Exchange) -> bool:
    return exchange.body.startswith(b"update=") or "update" in exchange.headers.get("content-type", "")


def test_what_is_published_is_what_comes_out() -> None:
    assert (Path(ROOT) / "docs" / "w3c.md").read_text(encoding="utf-8") == published()
