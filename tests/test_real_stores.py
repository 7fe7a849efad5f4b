"""Publishing to real stores and asking them: Oxigraph's server and Virtuoso, each on loopback."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from answers import read_answers
from click.testing import CliRunner, Result
from conftest import Built
from real_stores import RealStore, oxigraph_server, virtuoso_server

from graph.cli.main import cli
from graph.errors import UserError
from graph.publishing.graphs import NamedGraph, read_graphs
from graph.publishing.stores import GraphStore, QueryEndpoint, UpdateEndpoint
from graph.questions.engine import Asked, run
from graph.questions.library import find
from graph.questions.remote import ask_remote, run_remote
from graph.questions.transport import PASSWORD, TOKEN, USER, Endpoint, endpoint
from graph.vocabulary.iris import GRAPH_BUILD, GRAPH_ONTOLOGY, plan_graph

TOWN = "zhongmu-2024-town"
PLAN = plan_graph(TOWN)
STORES = ("oxigraph", "virtuoso")
WAYS = ("gsp", "gsp, looked at", "gsp, moved", "update")
SECONDS = 60.0
STRANGER = "<a:s> <a:p> <a:o> .\n"


@pytest.fixture(scope="module")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealStore]:
    with oxigraph_server(tmp_path_factory.mktemp("oxigraph")) as store:
        yield store


@pytest.fixture(scope="module")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealStore]:
    with virtuoso_server(tmp_path_factory.mktemp("virtuoso")) as store:
        yield store


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> RealStore:
    """One of the stores without any graph of ours; the environment says who may write."""
    found = request.getfixturevalue(request.param)
    assert isinstance(found, RealStore)
    monkeypatch.delenv(TOKEN, raising=False)
    for name in (USER, PASSWORD):
        monkeypatch.setenv(name, found.login)
    update = UpdateEndpoint(endpoint(found.update), SECONDS)
    for graph in (*QueryEndpoint(endpoint(found.query), SECONDS).plan_graphs(), GRAPH_BUILD, GRAPH_ONTOLOGY):
        update.drop(graph)
    return found


@pytest.fixture(scope="module")
def small(town: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The town's dataset without the ontology."""
    path = tmp_path_factory.mktemp("small") / "graph.nq"
    lines = town.graph_nq.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = "".join(line for line in lines if GRAPH_ONTOLOGY not in line)
    path.write_text(kept, encoding="utf-8", newline="\n")
    return path


def published(path: Path, options: list[str]) -> Result:
    command = ["publish", str(path), *options, "--format", "json"]
    return CliRunner().invoke(cli, command, catch_exceptions=False)


def outcomes(path: Path, options: list[str]) -> dict[str, str]:
    result = published(path, options)
    assert result.exit_code == 0, result.stderr
    return {row["graph"]: row["outcome"] for row in json.loads(result.stdout)["rows"]}


def assert_held(graphs: tuple[NamedGraph, ...], store: RealStore) -> None:
    """Every graph is there, triple by triple, read in both ways."""
    for reader in (QueryEndpoint(endpoint(store.query), SECONDS), GraphStore(endpoint(store.store), SECONDS)):
        for graph in graphs:
            assert reader.triples(graph.iri) == graph.triples()
            assert reader.count(graph.iri) == len(graph.lines)


@pytest.mark.parametrize("way", WAYS)
def test_what_was_there_is_replaced_and_nothing_is_sent_twice(
    way: str, store: RealStore, small: Path
) -> None:
    GraphStore(endpoint(store.store), SECONDS).put(PLAN, [STRANGER])
    graphs = read_graphs(small)
    first = outcomes(small, store.way(way))
    assert (first[PLAN], first[GRAPH_BUILD]) == ("sent", "sent")
    assert_held(graphs, store)
    assert set(outcomes(small, store.way(way)).values()) == {"there"}
    GraphStore(endpoint(store.store), SECONDS).put(PLAN, [STRANGER])
    assert outcomes(small, store.way(way))[PLAN] == "sent"
    assert_held(graphs, store)


def test_the_ontology_goes_in_pieces_and_every_question_has_the_same_rows(
    store: RealStore, town: Built
) -> None:
    assert outcomes(town.graph_nq, store.way("update"))[GRAPH_ONTOLOGY] == "sent"
    (ontology,) = (graph for graph in read_graphs(town.graph_nq) if graph.iri == GRAPH_ONTOLOGY)
    where = endpoint(store.query)
    assert QueryEndpoint(where, SECONDS).triples(GRAPH_ONTOLOGY) == ontology.triples()
    for name, worked in read_answers("town").items():
        question, values = find(name), dict(worked.get("values", {}))
        if "agency" in values:
            values["agency"] = "zhongmu-410122/cai-zheng-ju"
        table = run_remote(Asked(question, TOWN, values), [TOWN], where)
        assert table == run(question, town.store, values=values), name
    answer = ask_remote("CONSTRUCT { ?m tk:isLedBy ?a } WHERE { ?m tk:isLedBy ?a }", where)
    assert (answer.kind, len(answer.rows)) == ("graph", 6)
    with pytest.raises(UserError, match=r"answers (400|500) "):
        ask_remote("SELECT ?x ?x { ?x ?p ?o } GROUP BY ?y", where)
    given = ["query", "who-leads-most", "--format", "json"]
    there = CliRunner().invoke(cli, [*given, "--endpoint", store.query])
    here = CliRunner().invoke(cli, [*given, "--graph", str(town.graph_nq)])
    assert there.exit_code == 0, there.stderr
    assert json.loads(there.stdout)["rows"] == json.loads(here.stdout)["rows"] != []


def test_an_update_is_done_as_a_whole_or_not_at_all(oxigraph: RealStore, small: Path) -> None:
    """This is what the move of all graphs in one request relies on."""
    way = oxigraph.way("gsp, looked at")
    outcomes(small, way)
    update = UpdateEndpoint(Endpoint(oxigraph.update), SECONDS)
    with pytest.raises(UserError, match="answers 500"):
        update.move([(PLAN, "a:elsewhere"), ("a:missing", "a:nowhere")], [GRAPH_BUILD])
    assert set(outcomes(small, way).values()) == {"there"}


def test_who_may_not_write_is_told(virtuoso: RealStore, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for password in ("wrong", ""):
        monkeypatch.setenv(USER, "dba")
        monkeypatch.setenv(PASSWORD, password)
        result = published(small, virtuoso.way("gsp"))
        assert result.exit_code == 2
        assert "answers 401 Unauthorized. Set TIAOKUAI_USER and TIAOKUAI_PASSWORD" in result.stderr


def test_what_the_probe_says(store: RealStore) -> None:
    result = published(Path("none.nq"), [*store.way("gsp, looked at"), "--check"])
    union, doubled = result.stdout.splitlines()
    assert union == "a query without GRAPH sees all named graphs: the questions work there as they are"
    assert doubled.startswith("a triple in two graphs counts twice there")
