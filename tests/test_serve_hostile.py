"""Queries that mean harm: refused, or ended at their limit; nothing leaves the machine, nobody else waits."""

from __future__ import annotations

import json
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from conftest import Built
from served import Served, served

SECONDS = 2.0
SLACK = 3.0
"""For a machine that is busy with other tests; `benchmarks/serve.py` allows 1 second."""
GOOD = "SELECT ?m ?a { ?m tk:isLedBy ?a }"


@pytest.fixture(scope="module")
def server(town: Built) -> Iterator[Served]:
    with served(town.graph_nq, "--timeout", str(SECONDS), "--memory", "150", "--clients", "2") as running:
        yield running


CALLS = [
    "SELECT * { SERVICE <E> { ?s ?p ?o } }",
    "SELECT * { service <E> { ?s ?p ?o } }",
    "SELECT * { SeRvIcE SILENT <E> { ?s ?p ?o } }",
    "SELECT * { VALUES ?e { <E> } SERVICE ?e { ?s ?p ?o } }",
    "SELECT * { {} UNION { OPTIONAL { SERVICE<E>{ ?s ?p ?o } } } }",
    "SELECT * { { SELECT * { SERVICE <E> { ?s ?p ?o } } } }",
    "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <E> { ?s ?p ?o } }",
    "ASK { FILTER EXISTS { SERVICE <E> { ?s ?p ?o } } }",
    "PREFIX e: <E> SELECT * { SERVICE e: { ?s ?p ?o } }",
    "PREFIX : <E> SELECT * { SERVICE:a{ ?s ?p ?o } }",
    r"SELECT * { \u0053ERVICE <E> { ?s ?p ?o } }",
    r"SELECT * { \U00000053\u0045RVICE <E> { ?s ?p ?o } }",
    "SELECT * { SER#\nVICE <E> { ?s ?p ?o } }",
    "SELECT * { 'a' # '\nSERVICE <E> { ?s ?p ?o } }",
    "SELECT * FROM <E> { ?s ?p ?o }",
    "SELECT * FROM NAMED <E> { GRAPH ?g { ?s ?p ?o } }",
    "DESCRIBE <E> FROM <E>",
    "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
    "LOAD <E>",
    "LOAD SILENT <E> INTO GRAPH <x:g>",
    "INSERT { ?s ?p ?o } WHERE { SERVICE <E> { ?s ?p ?o } }",
    "ASK {} ; LOAD <E>",
]


@pytest.mark.parametrize("query", CALLS)
def test_no_query_leaves_this_machine(server: Served, honeypot: tuple[str, list[bytes]], query: str) -> None:
    address, seen = honeypot
    answer = server.ask(query.replace("<E>", f"<{address}>"))
    assert answer.status == 400
    assert answer.text.startswith("query")
    assert seen == []


@pytest.mark.parametrize("name", ["default-graph-uri", "named-graph-uri"])
def test_no_graph_is_fetched(server: Served, honeypot: tuple[str, list[bytes]], name: str) -> None:
    address, seen = honeypot
    assert server.ask("SELECT * { ?s ?p ?o }", **{name: address}).status == 400
    assert seen == []


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ('SERVICE <http://127.0.0.1/> {}' AS ?x) {}",
        "SELECT * {} # SERVICE <http://127.0.0.1/>",
        "ASK { ?service a <http://127.0.0.1/SERVICE> }",
        'SELECT ("""LOAD \'x\' SERVICE""" AS ?x) {}',
    ],
)
def test_words_that_only_look_so_are_let_through(server: Served, query: str) -> None:
    assert server.ask(query).status == 200


DOUBLING = " ".join(f"BIND(CONCAT(?v{i}, ?v{i}) AS ?v{i + 1})" for i in range(40))
CROSS = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l"
HARM = {
    "brackets": f"ASK {'{' * 10_000}{'}' * 10_000}",
    "brackets in filters": f"ASK {{ FILTER {'(' * 10_000}1{')' * 10_000} }}",
    "cross product": f"SELECT (COUNT(*) AS ?n) {{ {CROSS} }}",
    "sorted cross product": f"SELECT * {{ {CROSS} }} ORDER BY ?a",
    "rows without end": f"SELECT * {{ {CROSS} }}",
    "endless path": "SELECT (COUNT(*) AS ?n) { ?s (<a:p>|!<a:q>)* ?o . ?o (<a:p>|^<a:p>|!<a:q>)* ?z }",
    "doubling": f"SELECT (STRLEN(?v40) AS ?n) {{ BIND('xxxxxxxx' AS ?v0) {DOUBLING} }}",
    "long text": f"SELECT ?v20 {{ BIND('xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' AS ?v0) {DOUBLING} }}",
    "construct": f"CONSTRUCT {{ ?a ?b ?i . ?d ?e ?c . [] ?h ?l }} WHERE {{ {CROSS} }}",
    "long chain": "SELECT (" + "+".join(["1"] * 30_000) + " AS ?x) {}",
    "long union": "SELECT * {" + "UNION".join(["{}"] * 8_000) + "}",
    "deep path": "SELECT * { ?s " + "/".join(["<p:>"] * 12_000) + " ?o }",
    "two megabytes": "SELECT * { ?s ?p '" + "x" * 2_000_000 + "' }",
}


@pytest.mark.parametrize("name", HARM)
def test_harm_ends_at_its_limit(server: Served, name: str) -> None:
    begun = time.monotonic()
    answer = server.send("POST", "/sparql", HARM[name].encode(), {"Content-Type": "application/sparql-query"})
    taken = time.monotonic() - begun
    assert answer.status in (400, 413, 422, 504), answer.text[:200]
    assert taken < SECONDS + SLACK
    assert answer.media_type == "text/plain"
    assert 10 < len(answer.text) < 400
    assert server.ask(GOOD).status == 200


def test_a_regular_expression_does_not_run_away(server: Served) -> None:
    """The engine's take time in proportion to the text; one that did not would meet the limit."""
    text = DOUBLING.partition("AS ?v19)")[0] + "AS ?v19)"
    query = f"SELECT (REGEX(?v19, '^(x+x+)+y$') AS ?found) {{ BIND('xxxxxxxx' AS ?v0) {text} }}"
    begun = time.monotonic()
    answer = server.ask(query, format="csv")
    assert time.monotonic() - begun < SECONDS + SLACK
    assert (answer.status, answer.text) in [(200, "found\r\nfalse\r\n"), (504, answer.text)]


def test_one_clients_bad_query_keeps_nobody_waiting(server: Served) -> None:
    """The bad one runs to its limit; meanwhile good ones and questions are answered."""
    bad = threading.Thread(target=server.ask, args=(HARM["cross product"],))
    bad.start()
    answered = 0
    while bad.is_alive():
        assert server.ask(GOOD).status == 200
        assert server.get("/questions/who-leads-most").status == 200
        answered += bad.is_alive()
    assert answered


def test_questions_are_answered_while_every_place_is_taken(server: Served) -> None:
    with ThreadPoolExecutor(2) as pool:
        bad = [pool.submit(server.ask, HARM["cross product"]) for _ in range(2)]
        time.sleep(0.3)
        assert server.get("/questions/who-leads-most").status == 200
        assert server.get("/health").status == 200
        assert [each.result().status for each in bad] == [504, 504]


def test_two_hundred_clients_each_get_an_answer_or_are_told_to_come_again(server: Served) -> None:
    expected = server.ask(GOOD).body
    with ThreadPoolExecutor(200) as pool:
        answers = list(pool.map(lambda _: server.ask(GOOD), range(200)))
    statuses = Counter(answer.status for answer in answers)
    assert set(statuses) <= {200, 503}
    assert statuses[200] >= 2
    rows = json.loads(expected)["results"]["bindings"]
    for answer in answers:
        if answer.status == 200:
            assert len(json.loads(answer.body)["results"]["bindings"]) == len(rows)
        else:
            assert int(answer.headers["retry-after"]) > 0
    assert server.ask(GOOD).status == 200
