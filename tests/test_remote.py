"""Questions asked of an endpoint: a stub that answers anything."""

from __future__ import annotations

import contextlib
import json
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pyoxigraph as ox
import pytest
from answers import read_answers
from conftest import Built

from graph.errors import UserError
from graph.questions import transport
from graph.questions.answer import Answer, Term
from graph.questions.engine import Asked, run
from graph.questions.formats import results_json
from graph.questions.library import find
from graph.questions.remote import ask_remote, run_remote
from graph.questions.transport import PASSWORD, TOKEN, USER, Endpoint, endpoint
from graph.questions.worker import Limits, evaluate
from graph.vocabulary.namespaces import TK, XSD

TOWN = "zhongmu-2024-town"
ROWS = "application/sparql-results+json"
EMPTY = b'{"head": {"vars": ["x"]}, "results": {"bindings": []}}'
NO_TEXT = b'{"head": {"vars": ["x"]}, "results": {"bindings": [{"x": {"type": "uri", "value": 1}}]}}'
SELECT = "SELECT ?x { ?x a tk:Measure }"


@dataclass
class Stub:
    """A server on loopback that answers what it is told to, and keeps what it was asked."""

    status: int = 200
    kind: str = ROWS
    content: bytes = EMPTY
    headers: dict[str, str] = field(default_factory=dict)
    pause: float = 0.0
    store: ox.Store | None = None
    asked: list[dict[str, str]] = field(default_factory=list)
    url: str = ""

    def reply(self, query: str) -> bytes:
        """Return the content: of a store, if there is one."""
        if self.store is None:
            return self.content
        return results_json(evaluate(self.store, query, None, Limits())).encode()


@pytest.fixture
def stub() -> Iterator[Stub]:
    told = Stub()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode("ascii")
            query = parse_qs(body)["query"][0]
            told.asked.append({"query": query, **{key.lower(): value for key, value in self.headers.items()}})
            content = told.reply(query)
            self.send_response(told.status)
            for key, value in {
                "Content-Type": told.kind,
                "Content-Length": str(len(content)),
                **told.headers,
            }.items():
                self.send_header(key, value)
            self.end_headers()
            with contextlib.suppress(OSError):
                for start in range(0, len(content), 64 * 1024):
                    self.wfile.write(content[start : start + 64 * 1024])
                    if told.pause:
                        time.sleep(told.pause)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    told.url = f"http://127.0.0.1:{server.server_address[1]}/query"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield told
    server.shutdown()
    server.server_close()
    thread.join()


def ask(stub: Stub, text: str = SELECT, **settings: object) -> Answer:
    limits = settings.pop("limits", None) or Limits(seconds=5)
    return ask_remote(text, endpoint(stub.url, {}), limits=limits, **settings)  # type: ignore[arg-type]


def test_the_query_is_sent_as_a_form_with_its_prefixes_declared(stub: Stub) -> None:
    assert ask(stub) == Answer("select", ("x",), ())
    (sent,) = stub.asked
    assert sent["query"] == f"PREFIX tk: <{TK}>\n{SELECT}"
    assert sent["content-type"] == "application/x-www-form-urlencoded"
    assert sent["accept"] == ROWS
    assert "authorization" not in sent


def test_a_prefix_of_the_query_is_left_as_it_is(stub: Stub) -> None:
    own = "PREFIX tk: <http://x/> SELECT ?x { ?x a tk:Measure ; skos:prefLabel 'rdf:x' }"
    ask(stub, own)
    assert stub.asked[0]["query"].endswith(own)
    assert stub.asked[0]["query"].count("PREFIX") == 2


def test_values_travel_as_text_that_cannot_break_out(stub: Stub) -> None:
    evil = '" } } ; DROP ALL #'
    ask(stub, "SELECT ?x { ?x tk:key ?k }", values={"k": Term("literal", evil, XSD + "string")})
    assert '{ VALUES ?k { "\\" } } ; DROP ALL #" } ?x tk:key ?k }' in stub.asked[0]["query"]


def test_triples_true_and_false_are_answers(stub: Stub) -> None:
    stub.content = b'{"head": {}, "boolean": true}'
    assert ask(stub, "ASK { ?s ?p ?o }").truth is True
    stub.kind, stub.content = "text/turtle; charset=utf-8", b"<a:b> <a:c> 1 , 1 ."
    answer = ask(stub, "CONSTRUCT WHERE { ?s ?p ?o }")
    assert answer.rows == ((Term("iri", "a:b"), Term("iri", "a:c"), Term("literal", "1", XSD + "integer")),)
    assert "n-triples" in stub.asked[1]["accept"]


def test_rows_past_the_limit_are_cut(stub: Stub) -> None:
    rows = tuple((Term("iri", f"a:{number}"),) for number in range(5))
    stub.content = results_json(Answer("select", ("x",), rows)).encode()
    answer = ask(stub, limits=Limits(seconds=5, rows=3))
    assert (len(answer.rows), answer.truncated) == (3, True)


@pytest.mark.parametrize(
    ("status", "kind", "content", "message"),
    [
        (400, "text/plain", b"Parse error: line 1\nmore", "answers 400 Bad Request: Parse error: line 1"),
        (401, "text/html", b"<html>", f"answers 401 Unauthorized. Set {USER}"),
        (404, "text/plain", b"", "answers 404 Not Found. Is the path"),
        (503, "text/plain", b"", "answers 503 Service Unavailable. Wait"),
        (200, "text/html", b"<html>", "answers with text/html, which is neither"),
        (200, ROWS, b"<html>", "what is not SPARQL results in JSON"),
        (200, ROWS, b'{"head": {"vars": ["x"]}, "results": 1}', "what is not SPARQL results in JSON"),
        (200, ROWS, NO_TEXT, "what is not SPARQL results in JSON"),
        (200, ROWS, b"[" * 100_000, "what is not SPARQL results in JSON"),
        (200, ROWS, b"\xff\xfe", "what is not SPARQL results in JSON"),
        (200, "text/turtle", b"<a> <b", "triples that cannot be read"),
    ],
)  # fmt: skip
def test_what_is_no_answer_is_told_in_one_line(
    stub: Stub, status: int, kind: str, content: bytes, message: str
) -> None:
    stub.status, stub.kind, stub.content = status, kind, content
    with pytest.raises(UserError, match=r"^http://127\.0\.0\.1:\d+/query: ") as caught:
        ask(stub)
    assert message in str(caught.value)
    assert len(caught.value.problems) == 1


def test_a_redirect_is_told_and_not_followed(stub: Stub) -> None:
    stub.status, stub.headers = 302, {"Location": "http://127.0.0.1:1/elsewhere"}
    with pytest.raises(UserError, match=r"It points to http://127\.0\.0\.1:1/elsewhere: name that address"):
        ask(stub)
    assert len(stub.asked) == 1


def test_an_endless_answer_is_cut_off_by_size(stub: Stub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport, "LARGEST", 1024**2)
    stub.content = b" " * (2 * 1024**2)
    with pytest.raises(UserError, match="answers with more than 1 MB"):
        ask(stub)


def test_a_dripping_answer_is_cut_off_by_time(stub: Stub) -> None:
    stub.content, stub.pause = b" " * (64 * 1024 * 100), 0.1
    with pytest.raises(UserError, match=r"stopped after 0\.5 seconds"):
        ask(stub, limits=Limits(seconds=0.5))


def test_an_answer_that_never_comes_is_given_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        silent = Endpoint(f"http://127.0.0.1:{server.getsockname()[1]}/")
        with pytest.raises(UserError, match=r"stopped after 0\.3 seconds"):
            ask_remote(SELECT, silent, limits=Limits(seconds=0.3))


def test_nobody_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with pytest.raises(UserError, match="cannot be reached: Connection refused"):
        ask_remote(SELECT, Endpoint(f"http://127.0.0.1:{port}/"))


@pytest.mark.parametrize(
    "text", ["SELECT * { SERVICE <http://x/> { ?s ?p ?o } }", "DROP ALL", "SELECT * {", "ASK { ?s no:p ?o }"]
)
def test_the_guard_stands_here_too(stub: Stub, text: str) -> None:
    with pytest.raises(UserError, match=r"^query"):
        ask(stub, text)
    assert stub.asked == []


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("file:///etc/passwd", "is not an http or https address"),
        ("ftp://x/", "is not an http or https address"),
        ("http:", "is not an http or https address"),
        ("http://x/ y", "is not an http or https address"),
        ("http://x:99999/", "is not a web address"),
        ("http://市/", "is not a web address"),
        ("https://me:secret@x/", "a password does not belong into the address"),
    ],
)
def test_addresses_that_are_refused(url: str, message: str) -> None:
    with pytest.raises(UserError, match=message) as caught:
        endpoint(url, {})
    assert "secret" not in str(caught.value)


def test_credentials_come_from_the_environment_and_travel_encrypted(stub: Stub) -> None:
    assert endpoint("https://x/", {TOKEN: "t"}).authorization == "Bearer t"
    assert endpoint("https://x/", {USER: "u", PASSWORD: "p"}).authorization == "Basic dTpw"
    assert endpoint("https://x/", {}).authorization == ""
    with pytest.raises(UserError, match="unencrypted"):
        endpoint("http://x/", {TOKEN: "t"})
    with pytest.raises(UserError, match="holds what no token holds"):
        endpoint("https://x/", {TOKEN: "t\r\nX: y"})
    ask_remote(SELECT, endpoint(stub.url, {TOKEN: "t"}))
    assert stub.asked[0]["authorization"] == "Bearer t"


def test_named_questions_have_the_same_rows_there(stub: Stub, town: Built) -> None:
    stub.store = town.store
    where = endpoint(stub.url, {})
    for name in ("who-leads-most", "due-before", "agencies-of-measure", "measures-of-role", "plans"):
        values = read_answers("town").get(name, {}).get("values", {})
        table = run_remote(Asked(find(name), TOWN, values), [TOWN], where)
        assert table == run(find(name), town.store, values=values)


def test_a_node_is_named_by_its_path_where_it_cannot_be_looked_up(stub: Stub, town: Built) -> None:
    stub.store = town.store
    where, question = endpoint(stub.url, {}), find("partners-of-agency")
    for value in ("agency/zhongmu-410122/cai-zheng-ju", "zhongmu-410122/cai-zheng-ju"):
        assert len(run_remote(Asked(question, "", {"agency": value}), [TOWN], where).rows) == 2
    with pytest.raises(UserError, match=r"cannot be looked up there\. Give its IRI or its path"):
        run_remote(Asked(question, "", {"agency": "县财政局"}), [TOWN], where)
    with pytest.raises(UserError, match="is not an IRI"):
        run_remote(Asked(question, "", {"agency": "a b:c"}), [TOWN], where)
    with pytest.raises(UserError, match="several plans"):
        run_remote(Asked(question, "", {"agency": "a:b"}), [TOWN, "other"], where)


def test_other_columns_than_the_question_has_are_refused(stub: Stub) -> None:
    stub.content = json.dumps({"head": {"vars": ["x"]}, "results": {"bindings": []}}).encode()
    with pytest.raises(UserError, match="other columns"):
        run_remote(Asked(find("plans")), [TOWN], endpoint(stub.url, {}))
