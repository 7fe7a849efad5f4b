"""The endpoint as clients meet it: the SPARQL 1.1 Protocol, formats, statuses, questions, limits of HTTP."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlencode

import pyoxigraph as ox
import pytest
from conftest import Built
from openpyxl import load_workbook
from served import Served, served

from graph.server.named import XLSX
from graph.vocabulary.iris import node, plan_graph
from graph.vocabulary.namespaces import RDFS

TOWN = "zhongmu-2024-town"
COUNT = "SELECT (COUNT(*) AS ?n) { ?m a tk:Measure }"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
DIRECT = {"Content-Type": "application/sparql-query"}


@pytest.fixture(scope="module")
def server(town: Built) -> Iterator[Served]:
    with served(town.graph_nq, "--timeout", "5", "--cors", "https://example.org") as running:
        yield running


def test_a_query_by_get_by_form_and_directly(server: Served) -> None:
    answers = [
        server.ask(COUNT),
        server.send("POST", "/sparql", urlencode({"query": COUNT}).encode(), FORM),
        server.send("POST", "/sparql", COUNT.encode(), DIRECT),
    ]
    for answer in answers:
        assert (answer.status, answer.media_type) == (200, "application/sparql-results+json")
        assert json.loads(answer.body)["results"]["bindings"][0]["n"]["value"] == "6"


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("", "application/sparql-results+json"),
        ("application/json", "application/json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv;q=0.4, text/tab-separated-values;q=0.5", "text/tab-separated-values"),
        ("text/turtle, text/csv;q=0.1", "text/csv"),
        ("text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8", "application/xml"),
    ],
)
def test_rows_come_in_the_format_that_the_client_likes_best(
    server: Served, accept: str, media_type: str
) -> None:
    assert server.ask(COUNT, accept).media_type == media_type


@pytest.mark.parametrize(
    "accept", ["text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml"]
)
@pytest.mark.parametrize("query", ["CONSTRUCT WHERE { ?s tk:key ?o }", f"DESCRIBE <{node('plan', TOWN)}>"])
def test_triples_come_in_four_syntaxes(server: Served, town: Built, accept: str, query: str) -> None:
    answer = server.ask(query, accept)
    assert (answer.status, answer.media_type) == (200, accept)
    form = ox.RdfFormat.from_media_type(accept)
    assert form is not None
    found = {quad.triple for quad in ox.parse(answer.body, format=form)}
    assert found
    known = {quad.triple for quad in town.store}
    assert found <= known


def test_a_format_by_its_short_name(server: Served) -> None:
    assert server.ask(COUNT, format="csv").text == "n\r\n6\r\n"
    assert server.ask(COUNT, format="doc").status == 400


def test_no_format_fits(server: Served) -> None:
    for query, accept in ((COUNT, "text/turtle"), ("CONSTRUCT WHERE { ?s tk:key ?o }", "text/csv")):
        answer = server.ask(query, accept)
        assert answer.status == 406
        assert "can be" in answer.text


def test_the_service_describes_itself(server: Served) -> None:
    answer = server.get("/sparql")
    assert (answer.status, answer.media_type) == (200, "text/turtle")
    described = list(ox.parse(answer.body, format=ox.RdfFormat.TURTLE))
    values = {quad.object.value for quad in described if not isinstance(quad.object, ox.Triple)}
    assert {f"{server.address}sparql", plan_graph(TOWN)} <= values


def test_graphs_by_parameter_go_before_from(server: Served) -> None:
    query = f"ASK FROM <{node('graph/build')}> {{ ?m a tk:Measure }}"
    assert json.loads(server.ask(query).body)["boolean"] is False
    over = server.ask(query, **{"default-graph-uri": plan_graph(TOWN)})
    assert json.loads(over.body)["boolean"] is True
    named = server.ask("ASK { GRAPH ?g { ?m a tk:Measure } }", **{"named-graph-uri": plan_graph(TOWN)})
    assert json.loads(named.body)["boolean"] is True


@pytest.mark.parametrize("name", ["default-graph-uri", "named-graph-uri"])
@pytest.mark.parametrize("graph", ["file:///etc/passwd", "http://127.0.0.1:1/", "no iri"])
def test_only_graphs_of_the_store_can_be_named(server: Served, name: str, graph: str) -> None:
    answer = server.ask("ASK {}", **{name: graph})
    assert answer.status == 400
    assert "FROM <" in answer.text


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("SELECT * {", 400, "query, line 1, column 10: this { is never closed."),
        ("ASK {\n ?s ?p\n}", 400, "query, line 3, column 2"),
        ("ASK { ?s x:p ?o }", 400, "the prefix x: is not declared"),
        ("INSERT DATA { <a:a> <a:b> <a:c> }", 400, "does not begin a query"),
        ("CLEAR ALL", 400, "does not begin a query"),
        ("ASK { SERVICE <http://127.0.0.1:1/> {} }", 400, "SERVICE is refused"),
        ("", 400, "there is no query"),
    ],
)
def test_what_is_wrong_is_said_in_plain_words(server: Served, query: str, status: int, words: str) -> None:
    answer = server.ask(query)
    assert (answer.status, answer.media_type) == (status, "text/plain")
    assert words in answer.text


def test_updates_are_refused_however_they_come(server: Served) -> None:
    update = "DROP ALL"
    form = urlencode({"update": update}).encode()
    answers = [
        server.get(f"/sparql?{urlencode({'update': update})}"),
        server.send("POST", "/sparql", form, FORM),
        server.send("POST", "/sparql", update.encode(), {"Content-Type": "application/sparql-update"}),
        server.send("POST", f"/sparql?{urlencode({'query': 'ASK {}'})}", form, FORM),
    ]
    assert [answer.status for answer in answers] == [403] * 4
    assert server.send("PUT", "/sparql", b"", DIRECT).status == 405
    assert server.send("DELETE", "/sparql").status == 405
    assert json.loads(server.ask(COUNT).body)["results"]["bindings"][0]["n"]["value"] == "6"


def test_an_answer_over_the_row_limit_is_no_answer(town: Built) -> None:
    with served(town.graph_nq, "--rows", "2") as running:
        assert running.ask("SELECT * { ?s ?p ?o } LIMIT 2").status == 200
        answer = running.ask("SELECT * { ?s ?p ?o } LIMIT 3")
        assert answer.status == 422
        assert "longer than 2 rows" in answer.text
        assert running.get("/questions/who-does-what").status == 422


def test_head_and_options(server: Served) -> None:
    got, head = server.ask(COUNT), server.send("HEAD", f"/sparql?{urlencode({'query': COUNT})}")
    assert (head.status, head.body) == (200, b"")
    assert head.headers["content-length"] == got.headers["content-length"]
    asked = server.send("OPTIONS", "/sparql", headers={"Origin": "https://example.org"})
    assert (asked.status, asked.headers["allow"]) == (204, "GET, HEAD, POST, OPTIONS")
    assert asked.headers["access-control-allow-origin"] == "https://example.org"
    assert "POST" in asked.headers["access-control-allow-methods"]


def test_only_the_origin_that_is_named_may_read(server: Served) -> None:
    mine = server.get("/health", Origin="https://example.org")
    assert mine.headers["access-control-allow-origin"] == "https://example.org"
    assert "Origin" in mine.headers["vary"]
    assert "access-control-allow-origin" not in server.get("/health", Origin="https://example.com").headers


@pytest.mark.parametrize(
    "host", ["example.org", "example.org:80", "127.0.0.1.example.org", "a b", "localhost@x"]
)
def test_a_name_that_is_not_ours_is_refused(server: Served, host: str) -> None:
    """DNS rebinding: a page elsewhere whose name comes to mean 127.0.0.1."""
    assert server.get("/health", Host=host).status in (400, 421)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:1", "[::1]:8000", "LOCALHOST"])
def test_names_of_this_machine(server: Served, host: str) -> None:
    assert server.get("/health", Host=host).status == 200


def test_named_questions_are_listed_and_answered(server: Served) -> None:
    listed = json.loads(server.get("/questions").body)
    assert listed["plans"] == [TOWN]
    by_name = {each["name"]: each for each in listed["questions"]}
    assert [each["name"] for each in by_name["measures-of-agency"]["parameters"]] == ["agency", "role"]
    answer = server.get(f"/questions/measures-of-agency?{urlencode({'agency': '县卫健委', 'role': 'lead'})}")
    assert (answer.status, answer.media_type) == (200, "application/json")
    told = json.loads(answer.body)
    keys = [column["name"] for column in told["columns"]].index("key")
    assert [row[keys] if isinstance(row, list) else row["key"] for row in told["rows"]] == ["2", "6"]


def test_named_questions_in_other_formats(server: Served) -> None:
    path = "/questions/who-leads-most"
    by_name, by_header = server.get(f"{path}?format=csv&lang=en"), server.get(path, Accept="text/csv")
    assert by_name.body.startswith("\ufeff".encode())
    rows = list(csv.DictReader(io.StringIO(by_header.body.decode("utf-8-sig"))))
    assert len(rows) == 3
    assert server.get(f"{path}?format=markdown").media_type == "text/markdown"
    assert server.get(f"{path}.rq").text.startswith("#+ summary")


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("who-lead-most", 404, "who-leads-most"),
        ("", 404, "see /questions"),
        ("measures-of-agency", 400, "needs a value for agency"),
        ("measures-of-agency?agency=x", 400, "is not in the graph"),
        ("measures-of-agency?agency=a&agency=b", 400, "given twice"),
        ("who-leads-most?format=doc", 400, "is not one of"),
        ("who-leads-most?lang=fr", 400, "is not zh or en"),
        ("who-leads-most?plan=x", 400, "holds no plan"),
        ("who-leads-most?month=1", 400, "has no parameter month"),
        ("..%2F..%2Fetc%2Fpasswd", 404, "No question is called"),
    ],
)
def test_named_questions_that_cannot_be_answered(server: Served, path: str, status: int, words: str) -> None:
    answer = server.get(f"/questions/{path}")
    assert (answer.status, words in answer.text) == (status, True)


DANGEROUS = '"=1+1"'


def test_rows_come_as_a_workbook_without_formulas(server: Served) -> None:
    by_name = server.get("/questions/who-leads-most?format=xlsx&lang=en")
    chinese = server.get("/questions/who-leads-most", Accept=XLSX)
    rows = list(load_workbook(io.BytesIO(by_name.body)).worksheets[0].iter_rows(values_only=True))
    headings = next(load_workbook(io.BytesIO(chinese.body)).worksheets[0].iter_rows(values_only=True))
    assert (by_name.media_type, chinese.media_type) == (XLSX, XLSX)
    assert (rows[0][0], headings[0], len(rows)) == ("Plan", "方案", 4)
    assert by_name.headers["content-disposition"] == 'attachment; filename="who_leads_most.xlsx"'
    own = server.ask(f"SELECT ?x (4 AS ?n) {{ BIND({DANGEROUS} AS ?x) }}", format="xlsx")
    told = server.ask(f"CONSTRUCT {{ ?m rdfs:label {DANGEROUS} }} {{ ?m a tk:Plan }}", XLSX)
    for answer, row in ((own, ("=1+1", 4)), (told, (node("plan", TOWN), RDFS + "label", "=1+1"))):
        cells = list(load_workbook(io.BytesIO(answer.body)).worksheets[0].iter_rows())[1]
        assert tuple(cell.value for cell in cells) == row
        assert "f" not in {cell.data_type for cell in cells}
    assert server.ask("ASK { ?s ?p ?o }", XLSX).media_type == XLSX


@pytest.mark.parametrize(
    ("path", "words", "chinese"),
    [
        ("/questions/who-lead-most", "Near: who-leads-most", "相近的有：who-leads-most"),
        ("/nothing", "There is nothing here", "这里没有内容"),
        ("/page/agency/nobody", "The graph says nothing of", "图谱中没有"),
        ("/data/agency/nobody.ttl", "The graph says nothing of", "图谱中没有"),
        (
            f"/sparql?query={quote('SELECT ?x {')}",
            "query, line 1",
            "原因如下（程序原文）：\nquery, line 1",
        ),
        ("/sparql?update=x", "nothing is changed here", "这里不改动任何内容"),
        ("/questions/measures-of-agency", "needs a value for agency", "原因如下"),
    ],
)
def test_why_not_is_said_in_the_language_of_the_reader(
    server: Served, path: str, words: str, chinese: str
) -> None:
    for lang, told in (("zh-CN,en;q=0.5", chinese), ("en-GB, zh;q=0.5", words), ("", words)):
        answer = server.get(path, **{"Accept-Language": lang})
        assert told in answer.text
        assert answer.status >= 400
    joint = "&" if "?" in path else "?"
    assert chinese in server.get(f"{path}{joint}lang=zh", **{"Accept-Language": "en"}).text


def test_what_is_not_there(server: Served) -> None:
    assert server.get("/nothing").status == 404
    assert server.get("/sparqlx").status == 404
    assert server.get("/%ff").status == 400
    assert server.get("/a%00b").status == 400


# The limits of HTTP.


def test_requests_that_are_too_long(server: Served) -> None:
    long = b"ASK { " + b"#" * 2_000_000 + b"\n}"
    for headers, body in ((DIRECT, long), (FORM, b"query=" + long)):
        answer = server.send("POST", "/sparql", body, headers)
        assert (answer.status, "Shorten it" in answer.text) == (413, True)
    assert server.send("POST", "/sparql", b"ASK { " + b"#" * 70_000 + b"\n}", DIRECT).status == 413
    assert server.get("/sparql?query=" + "x" * 300_000).status == 431
    assert server.get("/health", **{"X-Long": "x" * 300_000}).status == 431
    assert server.ask("ASK {}").status == 200


@pytest.mark.parametrize(
    "sent",
    [
        b"nonsense\r\n\r\n",
        b"GET /health HTTP/1.1\r\n\r\n",
        b"GET /health HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n",
        b"GET /health HTTP/1.1\r\nHost : localhost\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx",
        b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
        b"GET health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    ],
)
def test_what_is_not_http_is_refused_and_closed(server: Served, sent: bytes) -> None:
    assert server.raw(sent).startswith(b"HTTP/1.1 400 Bad Request\r\n")


def test_a_connection_is_kept_and_requests_may_wait_in_it(server: Served) -> None:
    request = b"GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n"
    closing = request.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")
    answers = server.raw(request * 3 + closing)
    assert answers.count(b"HTTP/1.1 200 OK") == 4
    assert answers.count(b"Connection: close") == 1


def test_a_body_in_chunks_and_one_that_is_announced(server: Served) -> None:
    head = b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n"
    end = b"Connection: close\r\n\r\n"
    chunks = server.raw(head + b"Transfer-Encoding: chunked\r\n" + end + b"3\r\nASK\r\n3\r\n {}\r\n0\r\n\r\n")
    assert chunks.startswith(b"HTTP/1.1 200")
    announced = server.raw(head + b"Content-Length: 6\r\nExpect: 100-continue\r\n" + end + b"ASK {}")
    assert b"HTTP/1.1 200 OK" in announced


def test_below_a_base_path(town: Built) -> None:
    with served(town.graph_nq, "--base-path", "/graph/") as running:
        assert running.address.endswith("/graph/")
        assert running.get("/graph/health").status == 200
        assert running.get("/health").status == 404
        assert running.get(f"/graph/sparql?query={quote('ASK {}')}").status == 200


def test_the_access_log_has_a_line_a_request(town: Built, tmp_path: Path) -> None:
    log = tmp_path / "access.log"
    with served(town.graph_nq, "--access-log", str(log)) as running:
        running.ask("ASK {}")
        running.get("/nothing")
        running.get("/health", **{"X-Forged": "x"})
    lines = log.read_text(encoding="utf-8").splitlines()
    assert len(lines) == 3
    assert '127.0.0.1 "GET /sparql?query=ASK+%7B%7D" 200' in lines[0]
    assert '"GET /nothing" 404' in lines[1]


def test_it_ends_at_once_and_takes_its_workers_with_it(town: Built) -> None:
    """The fixture sees that it ends with 0; here also while a query runs."""
    endless = quote("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
    with served(town.graph_nq, "--timeout", "60") as running:
        request = f"GET /sparql?query={endless} HTTP/1.1\r\nHost: localhost\r\n\r\n"
        with socket.create_connection(("127.0.0.1", running.port)) as connection:
            connection.sendall(request.encode())
            time.sleep(0.5)
            group = _descendants(running.process.pid)
            assert len(group) >= 2
            running.process.terminate()
            running.process.wait(10)
            assert connection.recv(100) == b""
    time.sleep(0.5)
    assert [pid for pid in group if Path(f"/proc/{pid}/stat").exists() and not _is_zombie(pid)] == []


def test_a_keeper_that_dies_is_replaced(town: Built) -> None:
    with served(town.graph_nq) as running:
        assert running.ask("ASK {}").status == 200
        for pid in _descendants(running.process.pid):
            os.kill(pid, signal.SIGKILL)
        time.sleep(0.2)
        assert running.get("/health").status == 503
        assert running.ask("ASK {}").status == 200
        assert running.get("/health").status == 200


def _descendants(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return [each for child in map(int, children) for each in (child, *_descendants(child))]


def _is_zombie(pid: int) -> bool:
    return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] == "Z"


def test_what_cannot_be_served_is_one_line(tmp_path: Path, server: Served) -> None:
    import subprocess
    import sys

    bad = tmp_path / "bad.nq"
    bad.write_text("nonsense\n", encoding="utf-8")
    command = [sys.executable, "-m", "graph", "serve", "--lang", "en"]
    for options, words in (
        (["--port", "0"], "is not valid N-Quads"),
        ([str(tmp_path / "none.nq"), "--port", "0"], "cannot be read. Run `tiaokuai build` first."),
        (["--port", str(server.port)], "cannot be used"),
        (["--base-path", "x y"], "is not a path"),
        (["--cors", "x y"], "is no origin"),
    ):
        dataset = [] if options[0].endswith(".nq") else [str(bad)]
        done = subprocess.run(
            command + dataset + options, check=False, capture_output=True, text=True, timeout=60
        )
        assert done.returncode == 2
        assert words in done.stderr
        assert done.stderr.count("\n") == 1
