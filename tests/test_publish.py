"""Publishing to a store: all or nothing, going on after a cut, hostile answers, the probe."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner, Result
from conftest import Built
from hypothesis import given
from hypothesis import strategies as st
from stored import CUT, CUT_AFTER, N_TRIPLES, ROWS, SILENT, Fault, Reply, StubStore, plain, stub_store

from graph.cli.main import cli
from graph.errors import UserError
from graph.publishing import publish as order
from graph.publishing import updates
from graph.publishing.graphs import by_value, read_graphs
from graph.publishing.probe import FIRST, SECOND
from graph.publishing.stores import QueryEndpoint
from graph.questions import transport
from graph.questions.answer import Term
from graph.questions.transport import PASSWORD, TOKEN, USER
from graph.vocabulary.iris import GRAPH_BUILD, GRAPH_DERIVED, GRAPH_ENTITIES, GRAPH_ONTOLOGY, node, plan_graph
from graph.vocabulary.namespaces import RDF, TK, XSD

TOWN = "zhongmu-2024-town"
PLAN = plan_graph(TOWN)
SMALL = (GRAPH_BUILD, GRAPH_ENTITIES, PLAN)
WAYS = ("gsp", "gsp, looked at", "gsp, moved", "update")
STAGED_WAYS = WAYS[2:]


@pytest.fixture(scope="module")
def small(town: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The town's dataset without the ontology: three graphs, 405 triples."""
    path = tmp_path_factory.mktemp("small") / "graph.nq"
    lines = town.graph_nq.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text(
        "".join(line for line in lines if GRAPH_ONTOLOGY not in line), encoding="utf-8", newline="\n"
    )
    return path


@pytest.fixture
def stub() -> Iterator[StubStore]:
    with stub_store() as told:
        yield told


@pytest.fixture(autouse=True)
def _no_credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (transport.USER, transport.PASSWORD, transport.TOKEN):
        monkeypatch.delenv(name, raising=False)


def addresses(stub: StubStore, way: str) -> list[str]:
    to = ["--to", f"{stub.url}/store"]
    looked = ["--endpoint", f"{stub.url}/query"]
    return {
        "gsp": to,
        "gsp, looked at": to + looked,
        "gsp, moved": [*to, *looked, "--update", f"{stub.url}/update"],
        "update": ["--to", f"{stub.url}/update", "--method", "update", *looked],
    }[way]


def published(path: Path, stub: StubStore, way: str, *more: str) -> Result:
    command = ["publish", str(path), *addresses(stub, way), "--format", "json", "--lang", "en", *more]
    return CliRunner().invoke(cli, command, catch_exceptions=False)


def refused(result: Result, *messages: str) -> None:
    assert (result.exit_code, result.stdout) == (2, "")
    for message in messages:
        assert message in result.stderr


def outcomes(result: Result) -> dict[str, str]:
    assert result.exit_code == 0, result.stderr
    return {row["graph"]: row["outcome"] for row in json.loads(result.stdout)["rows"]}


def quads(path: Path) -> set[str]:
    return set(map(plain, ox.parse(path=str(path), format=ox.RdfFormat.N_QUADS)))


@pytest.mark.parametrize("way", WAYS)
def test_every_quad_arrives_and_is_not_sent_again(way: str, stub: StubStore, small: Path) -> None:
    assert outcomes(published(small, stub, way)) == dict.fromkeys(SMALL, "sent")
    assert stub.quads() == quads(small)
    stub.seen.clear()
    assert outcomes(published(small, stub, way)) == dict.fromkeys(SMALL, "there")
    assert [about for _, about in stub.seen if "zhongmu" in about and "INSERT" in about] == []
    assert [graph for graph in stub.writes() if "probe" not in graph] == []


def test_graphs_go_in_a_fixed_order_plans_last(stub: StubStore, small: Path) -> None:
    published(small, stub, "gsp")
    assert stub.writes() == list(SMALL)
    published(small, stub, "gsp", "--dry-run")


def test_what_was_there_under_a_graph_is_replaced_and_other_graphs_are_left(
    stub: StubStore, small: Path
) -> None:
    stranger = ox.Quad(ox.NamedNode("a:s"), ox.NamedNode("a:p"), ox.Literal("x"), ox.NamedNode("a:g"))
    for way in WAYS:
        stub.store.clear()
        stub.store.add(stranger)
        stub.store.add(ox.Quad(stranger.subject, stranger.predicate, stranger.object, ox.NamedNode(PLAN)))
        assert outcomes(published(small, stub, way))[PLAN] == "sent"
        assert stub.quads() == quads(small) | {plain(stranger)}


def test_an_address_with_parameters_keeps_them(stub: StubStore, small: Path) -> None:
    to = f"{stub.url}/store?repository=a%20b"
    result = CliRunner().invoke(cli, ["publish", str(small), "--to", to])
    assert (result.exit_code, stub.quads()) == (0, quads(small))


def test_a_dry_run_asks_and_sends_nothing(stub: StubStore, small: Path) -> None:
    assert outcomes(published(small, stub, "gsp, moved", "--dry-run")) == dict.fromkeys(SMALL, "to send")
    assert stub.seen == []


@pytest.mark.parametrize("how", [CUT, CUT_AFTER, Reply(500), Reply(401), Reply(503)], ids=str)
@pytest.mark.parametrize("way", WAYS)
def test_a_run_that_breaks_in_the_middle_is_finished_by_the_next(
    way: str, how: str | Reply, stub: StubStore, small: Path
) -> None:
    """The second of three graphs breaks; the first is not sent again."""
    method = "update" if way == "update" else "PUT"
    stub.faults.append(Fault(method, "/entities", how))
    broken = published(small, stub, way)
    state = "1 of 3 graphs have arrived; readers see what was there before. Run the same command again"
    if way not in STAGED_WAYS:
        state = "1 of 3 graphs are as in the dataset, graph/entities may be old, new or half. Run the same"
    said = f"answers {how.status}" if isinstance(how, Reply) else "cut the connection"
    refused(broken, said, state)
    assert len([line for line in broken.stderr.splitlines() if line.startswith(("http", "publish: 1"))]) == 2
    if way in STAGED_WAYS:
        assert stub.graphs() & set(SMALL) == set()
    stub.seen.clear()
    again = outcomes(published(small, stub, way))
    assert again[PLAN] == "sent"
    assert [about for kind, about in stub.seen if kind == method and about.endswith("/build")] == []
    assert stub.quads() == quads(small)


@pytest.mark.parametrize("way", STAGED_WAYS)
@pytest.mark.parametrize("how", [CUT, CUT_AFTER])
def test_readers_see_all_of_the_old_or_all_of_the_new(
    way: str, how: str, stub: StubStore, small: Path
) -> None:
    old = ox.Quad(ox.NamedNode("a:s"), ox.NamedNode("a:p"), ox.Literal("old"), ox.NamedNode(PLAN))
    stub.store.add(old)
    stub.faults.append(Fault("update", "MOVE", how))
    refused(published(small, stub, way), "whether they were put in their place is not known")
    assert (old in stub.store) == (how == CUT)
    stub.seen.clear()
    result = published(small, stub, way)
    assert set(outcomes(result).values()) == {"sent" if how == CUT else "there"}
    assert result.stderr.count("was sent before") == (3 if how == CUT else 0)
    assert [about for about in stub.writes() if "probe" not in about] == []
    assert stub.quads() == quads(small)


def test_a_graph_left_half_by_pieces_is_sent_anew(
    stub: StubStore, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(updates.replacing, "__defaults__", (10_000,))
    stub.faults.append(Fault("update", "target/zhongmu-2024-town/2/t1", CUT))
    refused(published(small, stub, "update"), "2 of 3 graphs have arrived")
    assert 0 < len(list(stub.store.quads_for_pattern(None, None, None, staged(PLAN)))) < 334
    assert outcomes(published(small, stub, "update"))[PLAN] == "sent"
    assert stub.quads() == quads(small)


def staged(iri: str) -> ox.NamedNode:
    return ox.NamedNode(iri.replace("/graph/", "/graph/staged/"))


def test_what_waited_in_vain_is_removed(stub: StubStore, small: Path) -> None:
    stub.faults.append(Fault("PUT", "/plan/", CUT))
    assert published(small, stub, "gsp, moved").exit_code == 2
    assert stub.store.contains_named_graph(staged(GRAPH_ENTITIES))
    assert outcomes(published(small, stub, "gsp, looked at"))[PLAN] == "sent"
    assert stub.quads() == quads(small)


@pytest.mark.parametrize("way", WAYS[1:])
def test_earlier_plans_are_told_of_and_dropped_on_demand(way: str, stub: StubStore, small: Path) -> None:
    old = plan_graph("village-2023")
    type_of, plan = ox.NamedNode(RDF + "type"), ox.NamedNode(TK + "Plan")
    for graph in (old, "a:g", GRAPH_DERIVED):
        stub.store.add(ox.Quad(ox.NamedNode("a:s"), type_of, plan, ox.NamedNode(graph)))
    left = published(small, stub, way)
    assert "holds 2 graphs of plans that the dataset has not: --prune drops them" in left.stderr
    assert (outcomes(left)[old], outcomes(left)[GRAPH_DERIVED]) == ("left", "left")
    assert outcomes(published(small, stub, way, "--prune"))[old] == "dropped"
    assert stub.graphs() == {*SMALL, "a:g"}


def test_a_store_that_loses_triples_is_found_out(stub: StubStore, small: Path) -> None:
    for way in WAYS[:3]:
        stub.faults.append(Fault("PUT", "/entities", Reply(200, "text/html", b"<html>welcome")))
        shown = "the store shows 0 triples after 64 were sent"
        refused(published(small, stub, way), shown, "1 of 3")
        stub.store.clear()


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        (Fault("GET", "", Reply(200, "text/html", b"<html>")), "answers with text/html, which is neither"),
        (Fault("GET", "", Reply(200, N_TRIPLES, b"<a> <b")), "triples that cannot be read"),
        (Fault("GET", "", Reply(200, ROWS, b'{"boolean": true}')), "rows where triples were asked for"),
        (Fault("GET", "", Reply(302, headers={"Location": "http://a/"})), "It points to http://a/: name"),
        (Fault("GET", "", Reply(200, N_TRIPLES, b" " * 2_000_000)), "answers with more than 1 MB"),
        (Fault("GET", "", Reply(200, N_TRIPLES, b"", {"Content-Length": "9"})), "cut the connection"),
        (Fault("PUT", "", Reply(413)), "answers 413 Request Entity Too Large. Let the store"),
        (Fault("PUT", "", Reply(415)), "answers 415 Unsupported Media Type. Is the address the one"),
        (Fault("PUT", "", Reply(400, content=b"line 1\nmore")), "answers 400 Bad Request: line 1. The"),
        (Fault("PUT", "", Reply(307, headers={"Location": "http://a/"})), "It points to http://a/: name"),
        (Fault("query", "", Reply(200, "text/html", b"<html>")), "answers with text/html, which is neither"),
        (Fault("query", "", Reply(200, ROWS, b"{")), "what is not SPARQL results in JSON"),
        (Fault("query", "", Reply(200, ROWS, b'{"boolean": true}')), "a count with what is no number"),
    ],
)  # fmt: skip
def test_hostile_answers_are_told_in_one_line(
    fault: Fault, message: str, stub: StubStore, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transport, "LARGEST", 1024**2)
    stub.faults.append(fault)
    result = published(small, stub, "gsp, looked at" if fault.method == "query" else "gsp")
    refused(result, message)
    assert "Traceback" not in result.stderr
    assert stub.quads() == set()


@pytest.mark.parametrize("way", WAYS)
def test_a_store_that_does_not_answer_is_given_up(way: str, stub: StubStore, small: Path) -> None:
    method = {"gsp": "GET", "update": "update"}.get(way, "query")
    stub.faults.append(Fault(method, "", SILENT))
    refused(published(small, stub, way, "--timeout", "0.5"), "did not answer within 0.5 seconds")


def test_nobody_there(small: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    command = ["publish", str(small), "--to", f"http://127.0.0.1:{port}/store"]
    refused(CliRunner().invoke(cli, command), "cannot be reached: Connection refused")


def test_credentials_come_from_the_environment(
    stub: StubStore, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stub.password = "Bearer secret"
    refused(published(small, stub, "gsp"), "answers 401 Unauthorized. Set TIAOKUAI_USER")
    monkeypatch.setenv(TOKEN, "secret")
    result = published(small, stub, "gsp, moved")
    assert set(outcomes(result).values()) == {"sent"}
    assert "secret" not in result.output
    assert {headers.get("authorization") for headers in stub.headers[1:]} == {"Bearer secret"}
    elsewhere = CliRunner().invoke(cli, ["publish", str(small), "--to", "http://example.org/store"])
    refused(elsewhere, "--to: a password would travel unencrypted")


def test_a_store_that_asks_for_digest_gets_it(
    stub: StubStore, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Virtuoso asks for it where it is written to."""
    stub.password, stub.asks_for = "dba:secret", 'Digest realm="here", nonce="n0", qop="auth"'
    monkeypatch.setenv(USER, "dba")
    monkeypatch.setenv(PASSWORD, "wrong")
    refused(published(small, stub, "gsp"), "answers 401 ", ". Set TIAOKUAI_USER and TIAOKUAI_PASSWORD")
    monkeypatch.setenv(PASSWORD, "secret")
    assert set(outcomes(published(small, stub, "gsp, moved")).values()) == {"sent"}
    assert stub.quads() == quads(small)


@pytest.mark.parametrize("asks_for", ["Bearer", "", "Digest", 'Digest realm="x", nonce="n", algorithm=NO'])
def test_who_asks_for_something_else_is_not_answered(
    asks_for: str, stub: StubStore, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stub.password, stub.asks_for = "Bearer x", asks_for
    monkeypatch.setenv(USER, "dba")
    refused(published(small, stub, "gsp"), "answers 401 Unauthorized. Set TIAOKUAI_USER")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--to", "ftp://x/"], "--to: ftp://x/ is not an http or https address"),
        (["--to", "http://me:x@h/"], "--to: a password does not belong into the address"),
        (["--to", "http://h/store#x"], "--to: has a part after #, which is never sent"),
        (["--to", "http://h/store?graph=a:b"], "--to: names a graph already"),
        (["--to", "http://h/store?x=1&default"], "--to: names a graph already"),
        (["--to", "http://h/", "--timeout", "nan"], "is not a number of seconds"),
        (["--to", "http://h/", "--update", "http://h/u"], "--endpoint: is needed to see what has arrived"),
        (["--to", "http://h/", "--method", "update"], "--endpoint: is needed to see what has arrived"),
        (["--to", "http://h/", "--prune"], "--prune: has to see what the store holds"),
        (["--to", "http://h/", "--check"], "--check: needs the store's query address"),
        (
            ["--to", "http://h/", "--method", "update", "--update", "http://h/", "--endpoint", "http://h/"],
            "--update: goes with --method gsp",
        ),
    ],
)
def test_options_that_do_not_fit(options: list[str], message: str, small: Path) -> None:
    refused(CliRunner().invoke(cli, ["publish", str(small), *options]), message)


GRAPH = node("graph", "plan", "x")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "holds nothing"),
        ("<a:s> <a:p> <a:o> .\n", "has a triple in no named graph"),
        ("<a:s> <a:p> <a:o> <a:g> .\n", "has a triple in a:g"),
        (f"<a:s> <a:p> <a:o> {staged(GRAPH)} .\n", "graph/staged/plan/x, where a build puts none"),
        (f"_:s <a:p> <a:o> <{GRAPH}> .\n", "has a node without a name"),
        (f"<a:s> <a:p> <a:o> <{GRAPH}> .\n<a:s> <a:p\n", "line 2: is not valid N-Quads"),
        (
            f"<a:s> <a:p> <a:o> <{GRAPH}> .\n<a:s> <a:p> <a:o> <{GRAPH}y> .\n",
            "has a triple both in graph/plan/x and in graph/plan/xy: <a:s> <a:p> <a:o> .",
        ),
    ],
)
def test_what_no_build_writes_is_not_sent(
    content: str, message: str, tmp_path: Path, stub: StubStore
) -> None:
    path = tmp_path / "graph.nq"
    path.write_text(content, encoding="utf-8", newline="\n")
    refused(published(path, stub, "gsp"), message)
    assert stub.seen == []


def test_no_dataset(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot be read"):
        read_graphs(tmp_path / "none.nq")


def test_a_large_graph_is_not_fetched_to_be_compared(
    stub: StubStore, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(order, "COMPARED", 50_000)
    refused(published(small, stub, "gsp"), f"graph/plan/{TOWN}: is too large to be fetched and compared")
    assert stub.seen == []
    for _ in range(2):
        assert outcomes(published(small, stub, "gsp, looked at"))[PLAN] == "sent"


@pytest.mark.parametrize("way", WAYS[1:])
@pytest.mark.parametrize(
    ("union", "found"),
    [("doubled", "a triple in two graphs counts twice"), ("once", "a triple in two graphs counts once")],
)
def test_the_probe_tells_what_the_store_makes_of_graphs(
    way: str, union: str, found: str, stub: StubStore
) -> None:
    stub.union = union
    result = published(Path("none.nq"), stub, way, "--check")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "sees all named graphs: the questions work there as they are" in result.stdout
    assert found in result.stdout
    assert stub.quads() == set()


def test_a_store_without_union_is_refused_with_the_remedy(stub: StubStore, small: Path) -> None:
    stub.union = "none"
    remedy = ("see no named graph", "tdb2:unionDefaultGraph", "--union-default-graph", "default-graph-uri")
    for more in ([], ["--check"]):
        refused(published(small, stub, "gsp, looked at", *more), *remedy)
        assert stub.quads() == set()
    result = published(small, stub, "gsp, looked at", "--without-union")
    assert "the questions find nothing there as it is" in result.stderr
    assert outcomes(result)[PLAN] == "sent"


def test_a_store_that_shows_some_of_its_graphs_is_refused(stub: StubStore) -> None:
    stub.union = "some"
    refused(published(Path("x"), stub, "gsp, looked at", "--check"), "shows 2 triples of two test graphs")
    assert stub.quads() == set()


def test_addresses_of_two_stores_are_found_out(stub: StubStore) -> None:
    with stub_store() as other:
        command = ["publish", "--check", "--to", f"{stub.url}/store", "--endpoint", f"{other.url}/query"]
        result = CliRunner().invoke(cli, command)
    refused(result, "shows 0 triples of a test graph into which 2 were written. Are --to and --endpoint")
    assert stub.quads() == set()


@pytest.mark.parametrize(("method", "about"), [("PUT", "second"), ("query", "probe"), ("DELETE", "first")])
def test_the_probe_cleans_up_and_tells_the_first_fault(method: str, about: str, stub: StubStore) -> None:
    stub.faults.append(Fault(method, about, Reply(500)))
    refused(published(Path("x"), stub, "gsp, looked at", "--check"), "answers 500")
    assert stub.graphs() == ({FIRST, SECOND} if method == "DELETE" else set())


def test_the_probe_cleans_up_after_ctrl_c(stub: StubStore, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(QueryEndpoint, "seen", interrupted)
    assert published(Path("x"), stub, "gsp, looked at", "--check").exit_code == 130
    assert [method for method, _ in stub.seen] == ["PUT", "PUT", "query", "query", "DELETE", "DELETE"]
    assert stub.quads() == set()


def lines_of_literals() -> st.SearchStrategy[list[str]]:
    texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
    name = ox.NamedNode("a:s")
    return st.lists(texts.map(lambda text: f"{ox.Triple(name, name, ox.Literal(text))} .\n"), max_size=20)


@given(lines=lines_of_literals(), largest=st.integers(1, 200))
def test_pieces_are_the_lines_in_order_and_no_larger_than_allowed(lines: list[str], largest: int) -> None:
    pieces = list(updates.pieces(lines, largest))
    assert [line for piece in pieces for line in piece] == lines
    assert all(len(piece) == 1 or len("".join(piece).encode()) <= largest for piece in pieces)
    assert all(pieces)


@given(lines=lines_of_literals(), largest=st.integers(1, 200))
def test_an_update_means_what_the_lines_mean(lines: list[str], largest: int) -> None:
    store, expected = ox.Store(), ox.Store()
    graph = ox.NamedNode("a:g")
    store.add(ox.Quad(graph, graph, ox.Literal("old"), graph))
    for text in updates.replacing("a:g", lines, largest):
        store.update(text)
    expected.load("".join(lines).encode(), format=ox.RdfFormat.N_TRIPLES, to_graph=graph)
    if lines:
        assert set(store) == set(expected)


@given(number=st.decimals(allow_nan=False, allow_infinity=False, places=3), zeros=st.integers(0, 3))
def test_numbers_are_compared_by_value(number: object, zeros: int) -> None:
    written = by_value(Term("literal", f"{number}{'0' * zeros}", XSD + "decimal"))
    assert by_value(written) == written
    assert written == by_value(Term("literal", f"{number}", XSD + "decimal"))
    plain = Term("literal", f"{number}", XSD + "string")
    assert by_value(plain) == plain


QUESTIONS = ("who-leads-most", "who-works-with-whom", "measures-without-deadline")


def same_answers(path: Path, endpoint: str) -> None:
    for name in QUESTIONS:
        here = CliRunner().invoke(cli, ["query", name, "--graph", str(path), "--format", "json"])
        there = CliRunner().invoke(cli, ["query", name, "--endpoint", endpoint, "--format", "json"])
        assert here.exit_code == there.exit_code == 0, here.stderr + there.stderr
        assert json.loads(there.stdout)["rows"] == json.loads(here.stdout)["rows"]
        assert json.loads(there.stdout)["rows"]


def test_questions_have_the_same_rows_there(stub: StubStore, town: Built) -> None:
    assert len(outcomes(published(town.graph_nq, stub, "gsp, moved"))) == 4
    assert stub.quads() == quads(town.graph_nq)
    same_answers(town.graph_nq, f"{stub.url}/query")
