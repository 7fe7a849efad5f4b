"""Shipped questions with bound values; users' own text on the safe path, and its limits."""

from __future__ import annotations

import contextlib
import multiprocessing
import resource
import threading
import time
from concurrent.futures import ProcessPoolExecutor
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest
from conftest import Built

from graph.errors import UserError
from graph.questions import engine, worker
from graph.questions.answer import Term
from graph.questions.binding import find_node
from graph.questions.engine import Asked, ask, choose_plan, plans, run, run_within
from graph.questions.library import Parameter, Question, find
from graph.questions.worker import Limits
from graph.table import Column
from graph.vocabulary.iris import node, plan_graph
from graph.vocabulary.namespaces import RDF, TK, XSD

HALVES = ox.Literal("2.5", datatype=ox.NamedNode(XSD + "decimal"))
SHORT = Limits(seconds=1.5, memory=200 * 1024**2, rows=1000, characters=1_000_000)
TOWN = "zhongmu-2024-town"


@pytest.fixture(scope="session")
def ring(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """6,000 triples in which every node reaches every other: cheap to state, dear to ask about."""
    path = tmp_path_factory.mktemp("ring") / "ring.nq"
    path.write_text(
        "".join(
            f"<http://x/n{i}> <http://x/p> <http://x/n{(i * 7 + j) % 2000}> <http://x/g> .\n"
            for i in range(2000)
            for j in range(3)
        ),
        encoding="utf-8",
    )
    return path


@pytest.fixture
def two_plans() -> ox.Store:
    store = ox.Store()
    for name in ("a-2024", "b-2024"):
        plan, graph = ox.NamedNode(node("plan", name)), ox.NamedNode(plan_graph(name))
        store.add(ox.Quad(plan, ox.NamedNode(RDF + "type"), ox.NamedNode(TK + "Plan"), graph))
        store.add(ox.Quad(plan, ox.NamedNode(TK + "year"), ox.Literal(2024), graph))
        store.add(ox.Quad(plan, ox.NamedNode(TK + "value"), HALVES, graph))
    return store


def question(text: str, columns: dict[str, str], *parameters: Parameter) -> Question:
    described = tuple(Column(name, type_, name, name) for name, type_ in columns.items())
    return Question("test-question", "reports", "", {}, parameters, described, text)


YEARS = question(
    f"SELECT ?plan ?year ?value {{ ?plan <{TK}year> ?year ; <{TK}value> ?value }} ORDER BY ?plan",
    {"plan": "iri", "year": "integer", "value": "decimal"},
    Parameter("year", "integer", "", "", default=None),
    Parameter("value", "decimal", "", "", default=None),
)


def test_plans_are_those_of_the_store(two_plans: ox.Store) -> None:
    assert plans(two_plans) == ("a-2024", "b-2024")
    assert plans(ox.Store()) == ()


def test_choosing_a_plan(two_plans: ox.Store, town: Built) -> None:
    assert choose_plan(two_plans, "all") == ""
    assert choose_plan(two_plans, "b-2024") == node("plan", "b-2024")
    assert choose_plan(two_plans, node("plan", "b-2024")) == node("plan", "b-2024")
    assert choose_plan(town.store, "") == node("plan", TOWN)
    with pytest.raises(UserError, match=r"several plans\. Name one, or all: a-2024, b-2024"):
        choose_plan(two_plans, "")
    with pytest.raises(UserError, match='no plan "c-2024"'):
        choose_plan(two_plans, "c-2024")
    with pytest.raises(UserError, match="holds no plan"):
        choose_plan(ox.Store(), "")


def test_run_is_by_plan_and_never_pooled(two_plans: ox.Store) -> None:
    a, b = ((node("plan", name), 2024, Decimal("2.5")) for name in ("a-2024", "b-2024"))
    assert run(YEARS, two_plans, plan="b-2024").rows == (b,)
    assert run(YEARS, two_plans, plan="all").rows == (a, b)
    with pytest.raises(UserError, match="several plans"):
        run(YEARS, two_plans)


def test_a_bound_variable_is_still_a_column(two_plans: ox.Store) -> None:
    table = run(YEARS, two_plans, plan="a-2024", values={"year": "2024", "value": "2.50"})
    assert table.rows == ((node("plan", "a-2024"), 2024, Decimal("2.5")),)
    assert not run(YEARS, two_plans, plan="a-2024", values={"year": "2025"}).rows


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"month": "1"}, "no parameter month. It takes year, value"),
        ({"year": "twenty"}, "year=twenty is not integer"),
        ({"value": "NaN"}, "value=NaN is not decimal"),
        ({"value": "1} UNION {?s ?p ?o"}, "is not decimal"),
    ],
)
def test_values_that_do_not_fit_are_refused(
    two_plans: ox.Store, values: dict[str, str], message: str
) -> None:
    with pytest.raises(UserError, match=message):
        run(YEARS, two_plans, plan="all", values=values)


def test_a_question_that_selects_other_columns_than_it_says_is_refused(two_plans: ox.Store) -> None:
    wrong = question(YEARS.text, {"plan": "iri", "value": "decimal", "year": "integer"})
    with pytest.raises(UserError, match="not the columns of its header"):
        run(wrong, two_plans, plan="all")


HEALTH = node("agency", "zhongmu-410122/wei-jian-wei")


@pytest.mark.parametrize(
    "name",
    [
        HEALTH,
        "agency/zhongmu-410122/wei-jian-wei",
        "zhongmu-410122/wei-jian-wei",
        "小镇县卫生健康委员会",
        "县卫健委",
    ],
)
def test_an_agency_is_found_by_iri_path_or_name(town: Built, name: str) -> None:
    table = run(find("measures-of-agency"), town.store, values={"agency": name})
    assert table.values("key") == ["1", "2", "6", "6"]
    lead = run(find("measures-of-agency"), town.store, values={"agency": name, "role": "lead"})
    assert lead.values("key") == ["2", "6"]


@pytest.mark.parametrize("name", ["县不存在局", "agency/zhongmu-410122/none", 'a" ?x "', "http://x/ y"])
def test_an_unknown_agency_is_an_error_and_not_an_empty_table(town: Built, name: str) -> None:
    with pytest.raises(UserError, match="is not in the graph"):
        run(find("measures-of-agency"), town.store, values={"agency": name})


def test_a_parameter_without_default_has_to_be_given(town: Built) -> None:
    with pytest.raises(UserError, match="needs a value for agency"):
        run(find("measures-of-agency"), town.store)


# The safe path.


def test_the_three_kinds_of_answer(ring: Path) -> None:
    row = ask("SELECT ?o ?none { <http://x/n0> ?p ?o } ORDER BY ?o LIMIT 1", ring)
    assert (row.kind, row.columns, row.rows) == (
        "select",
        ("o", "none"),
        ((Term("iri", "http://x/n0"), None),),
    )
    assert ask("ASK { <http://x/n0> ?p ?o }", ring).truth is True
    graph = ask("CONSTRUCT { ?s a <a:a> } { ?s ?p <http://x/n0> }", ring)
    assert graph.kind == "graph"
    assert len(graph.rows) == len(set(graph.rows))


def test_prefixes_of_the_project_need_no_declaration(town: Built) -> None:
    answer = ask("SELECT (COUNT(*) AS ?n) { ?m a tk:Measure }", town.graph_nq)
    assert answer.rows == ((Term("literal", "6", XSD + "integer"),),)


def test_rows_past_the_limit_are_cut_and_said_so(ring: Path) -> None:
    cut = ask("SELECT * { ?s ?p ?o }", ring, limits=Limits(rows=10))
    assert (len(cut.rows), cut.truncated) == (10, True)
    whole = ask("SELECT * { <http://x/n0> ?p ?o }", ring, limits=Limits(rows=3))
    assert (len(whole.rows), whole.truncated) == (3, False)
    wide = ask("SELECT * { ?s ?p ?o }", ring, limits=Limits(characters=1000))
    assert wide.truncated
    assert sum(len(term.value) for row in wide.rows for term in row if term) <= 1000


DOUBLING = " ".join(f"BIND(CONCAT(?v{i}, ?v{i}) AS ?v{i + 1})" for i in range(40))
ENDLESS = {
    "cross product": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "path": "SELECT (COUNT(*) AS ?n) { ?s (<a:p>|^<a:p>|!<a:q>)* ?o . ?o (<a:p>|!<a:q>)* ?z }",
}
GREEDY = {
    "sorted cross product": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a",
    "doubling": f"SELECT (STRLEN(?v40) AS ?n) {{ BIND('xxxxxxxx' AS ?v0) {DOUBLING} }}",
}


def _ask_greedily(text: str, ring: Path) -> tuple[str, int, int]:
    """Return what the user is told, and the most memory that this process and its worker took, in kB."""
    said = ""
    try:
        ask(text, ring, limits=Limits(seconds=10, memory=SHORT.memory))
    except UserError as error:
        said = str(error)
    own, child = (
        resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return said, own, child


@pytest.mark.parametrize("name", ENDLESS)
def test_an_endless_query_stops_at_the_time_limit(ring: Path, name: str) -> None:
    begun = time.monotonic()
    with pytest.raises(UserError, match=r"^query: stopped after 1\.5 seconds\. Ask for less"):
        ask(ENDLESS[name], ring, limits=Limits(seconds=SHORT.seconds))
    assert time.monotonic() - begun < SHORT.seconds + 1


@pytest.mark.parametrize("name", GREEDY)
def test_a_greedy_query_stops_at_the_memory_limit(ring: Path, name: str) -> None:
    """Asked in a process of its own, whose only child is the worker."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as fresh:
        said, own, child = fresh.submit(_ask_greedily, GREEDY[name], ring).result()
    assert said.startswith("query: stopped: it needs more than 200 MB of memory")
    assert child < own + SHORT.memory // 1024 + 50_000


@pytest.mark.parametrize(
    "text",
    [
        "SELECT (" + "+".join(["1"] * 30_000) + " AS ?x) {}",
        "SELECT * {" + "UNION".join(["{}"] * 8_000) + "}",
        "SELECT * { ?s " + "/".join(["<p:>"] * 12_000) + " ?o }",
        "SELECT (" + "!" * 60_000 + "1 AS ?x) {}",
    ],
    ids=["sum", "union", "path", "not"],
)
def test_a_chain_that_breaks_the_engine_breaks_only_the_worker(ring: Path, text: str) -> None:
    with pytest.raises(UserError, match="the engine broke off"):
        ask(text, ring, limits=Limits(seconds=10))


@pytest.mark.parametrize("graph", ["file:///etc/passwd", "http://127.0.0.1:1/", "a:unknown"])
@pytest.mark.parametrize("clause", ["FROM", "FROM NAMED"])
def test_from_takes_only_graphs_of_the_store(ring: Path, clause: str, graph: str) -> None:
    with pytest.raises(UserError, match=f"FROM <{graph}>: the store has no such graph. It has http://x/g"):
        ask(f"SELECT * {clause} <{graph}> {{ ?s ?p ?o }}", ring)


def test_from_decides_what_is_answered_over(town: Built) -> None:
    def count(clauses: str, pattern: str = "?s ?p ?o") -> int:
        text = f"SELECT (COUNT(*) AS ?n) {clauses} {{ {pattern} }}"
        row = ask(text, town.graph_nq).rows[0]
        return int(row[0].value) if row[0] else -1

    graphs = [graph.value for graph in town.store.named_graphs() if isinstance(graph, ox.NamedNode)]
    plan = plan_graph(TOWN)
    assert count("") == len(town.store)
    assert count(f"FROM <{plan}>") == sum(
        1 for _ in town.store.quads_for_pattern(None, None, None, ox.NamedNode(plan))
    )
    assert sum(count(f"FROM <{graph}>") for graph in graphs) == len(town.store)
    assert count(f"FROM NAMED <{plan}>") == 0
    assert count(f"FROM NAMED <{plan}>", "GRAPH ?g { ?s ?p ?o }") == count(f"FROM <{plan}>")
    assert count(f"FROM <{plan}>", "GRAPH ?g { ?s ?p ?o }") == 0


CALLS = [
    "SELECT * { SERVICE <E> { ?s ?p ?o } }",
    "SELECT * { SERVICE SILENT <E> { ?s ?p ?o } }",
    "PREFIX : <E> SELECT * { SERVICE:a{ ?s ?p ?o } }",
    "PREFIX x: <E> SELECT * { SERVICEx:a{ ?s ?p ?o } }",
    "SELECT * { FILTER(1<2)SERVICE#>\n<E>{ ?s ?p ?o } }",
    "SELECT * { FILTER(1<2)#>'''\nSERVICE<E>{ ?s ?p ?o }\n#'''\n}",
]
FETCHES = ["SELECT * FROM <E> { ?s ?p ?o }", "SELECT * FROM NAMED <E> { GRAPH ?g { ?s ?p ?o } }", "LOAD <E>"]


@pytest.mark.parametrize("text", CALLS + FETCHES)
def test_no_query_leaves_this_machine(ring: Path, honeypot: tuple[str, list[bytes]], text: str) -> None:
    address, seen = honeypot
    with pytest.raises(UserError):
        ask(text.replace("<E>", f"<{address}>"), ring)
    assert seen == []


@pytest.mark.parametrize("text", CALLS)
def test_the_engine_alone_would_call_out(honeypot: tuple[str, list[bytes]], text: str) -> None:
    """Without the guard each of these reaches the honeypot, so that the test above can fail."""
    address, seen = honeypot
    with contextlib.suppress(OSError):
        ox.Store().query(text.replace("<E>", f"<{address}>"))
    assert seen


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT ?s\nWHERE {\n  ?s ?p \n}", "query, line 4, column 2: this is not SPARQL 1.1"),
        ("SELECT ?s ?n { ?s ?p ?o } GROUP BY ?s", "line 1, column 38: The SELECT contains a variable"),
        ("SELECT (<http://x/f>(1) AS ?x) {}", "The custom function <http://x/f> is not supported"),
        ("SELECT (TRIPLE(<a:b>, <a:b>, 1) AS ?t) {}", "a triple as a term"),
    ],
)
def test_what_the_engine_refuses_is_said_in_plain_words(ring: Path, text: str, message: str) -> None:
    with pytest.raises(UserError) as caught:
        ask(text, ring)
    assert message in str(caught.value)
    assert "expected one of" not in str(caught.value)


def test_a_store_that_is_not_there_or_no_n_quads(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot be read"):
        ask("ASK {}", tmp_path / "none.nq")
    with pytest.raises(UserError, match="is not a store"):
        ask("ASK {}", tmp_path)
    (tmp_path / "bad.nq").write_text("<a:a> <a:b> .\n", encoding="utf-8")
    with pytest.raises(UserError, match=r"bad\.nq, line 1"):
        ask("ASK {}", tmp_path / "bad.nq")


def test_a_store_on_disk_is_opened_read_only(tmp_path: Path, ring: Path) -> None:
    folder = tmp_path / "store"
    store = ox.Store(str(folder))
    store.bulk_load(path=str(ring), format=ox.RdfFormat.N_QUADS)
    del store
    answer = ask("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", folder)
    assert answer.rows == ask("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", ring).rows


def test_a_worker_is_spawned_where_it_cannot_be_forked(ring: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(multiprocessing, "get_all_start_methods", lambda: ["spawn"])
    assert engine._start_method() == "spawn"
    assert ask("ASK { ?s ?p ?o }", ring).truth is True
    with pytest.raises(UserError, match=r"stopped after 1\.5 seconds"):
        ask(ENDLESS["cross product"], ring, limits=SHORT)


def test_a_parent_with_threads_does_not_fork() -> None:
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        assert engine._start_method() == "spawn"
    finally:
        stop.set()
        thread.join()


def test_no_worker_outlives_its_query(ring: Path) -> None:
    with pytest.raises(UserError):
        ask(ENDLESS["cross product"], ring, limits=SHORT)
    assert multiprocessing.active_children() == []


def test_shipped_questions_answer_the_same_in_a_process_of_their_own(town: Built) -> None:
    asked = [Asked(find("who-leads-most")), Asked(find("measures-of-agency"), TOWN, {"agency": "县财政局"})]
    tables = run_within(asked, town.graph_nq)
    assert tables == [run(each.question, town.store, plan=each.plan, values=each.values) for each in asked]
    assert [len(table.rows) for table in tables] == [3, 4]


def test_a_shipped_question_meets_the_limits_too(town: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fork, so that the worker is as slow as the question planted here."""
    monkeypatch.setattr(engine, "run", lambda *_, **__: time.sleep(60))
    with pytest.raises(UserError, match=r"^query: stopped after 0 seconds"):
        run_within([Asked(find("who-works-with-whom"))], town.graph_nq, limits=Limits(seconds=0))


def test_a_value_that_nobody_knows_is_told_from_the_process(town: Built) -> None:
    with pytest.raises(UserError, match="is not in the graph"):
        run_within([Asked(find("measures-of-agency"), TOWN, {"agency": "县气象局"})], town.graph_nq)


def test_a_worker_that_fails_says_of_what(town: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fork, so that the fault planted here is in the worker too."""

    def broken(*_: object) -> None:
        raise ZeroDivisionError("by nought")

    monkeypatch.setattr(worker, "evaluate", broken)
    with pytest.raises(UserError, match=r"^query: the worker failed: ZeroDivisionError: by nought\."):
        ask("ASK {}", town.graph_nq)


def test_half_a_character_is_refused(town: Built) -> None:
    with pytest.raises(UserError, match="is not UTF-8"):
        ask("ASK { \udcff }", town.graph_nq)
    with pytest.raises(UserError, match="is not UTF-8"):
        run(YEARS, town.store, values={"year": "2024", "value": "\udcff"})


def test_a_node_is_found_by_the_first_way_that_finds_one(town: Built) -> None:
    folders = [f"measure/{TOWN}"]
    assert find_node(town.store, "1", folders, "show", "node") == node("measure", TOWN, "1")
    assert find_node(town.store, "县卫健委", folders, "show", "node") == HEALTH
    with pytest.raises(UserError, match=r'^show: node "x" is not in the graph'):
        find_node(town.store, "x", folders, "show", "node")


def test_a_measure_is_named_by_its_key_and_a_concept_by_its_notation(town: Built) -> None:
    table = run(find("agencies-of-measure"), town.store, values={"measure": "2"})
    assert table.values("key") == ["2", "2"]
    assert run(find("measures-of-concept"), town.store, values={"concept": "BE 1.1.4"}).rows == ()
    with pytest.raises(UserError, match='concept "BE 99" is not in the graph'):
        run(find("measures-of-concept"), town.store, values={"concept": "BE 99"})


def test_near_labels_and_near_parameters_are_offered(town: Built) -> None:
    with pytest.raises(UserError, match=r'agency "县财政" is not in the graph\. Near: 县财政局'):
        run(find("partners-of-agency"), town.store, values={"agency": "县财政"})
    with pytest.raises(UserError, match=r"has no parameter agencey\. Did you mean agency\? It takes agency"):
        run(find("partners-of-agency"), town.store, values={"agencey": "x"})


def test_variables_of_ones_own_query_are_bound(town: Built) -> None:
    text = "SELECT ?m { ?m tk:key ?k ; tk:isLedBy ?a }"
    for key, rows in (("2", 1), ("3", 2), ("4", 0), ('2" } #', 0)):
        value = {"k": Term("literal", key, XSD + "string")}
        assert len(ask(text, town.graph_nq, values=value).rows) == rows
