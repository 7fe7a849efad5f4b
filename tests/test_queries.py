"""Every question in queries/: its header, its form, equal rows on two engines, answers worked by hand."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from answers import dataset_of, read_answers, rows_of_rdflib, thinned
from conftest import Built

from graph.questions.binding import bind
from graph.questions.engine import ALL_PLANS, run
from graph.questions.library import Question, find, questions
from graph.questions.tokens import Token, tokens
from graph.rdf.store import store_of
from graph.table import Cell
from graph.vocabulary.iris import node, path_of, plan_graph
from graph.vocabulary.namespaces import OA, SKOS, TK

TOWN = "zhongmu-2024-town"
LIBRARY = questions()
WORKED = set(read_answers("town"))
"""The questions whose answer on the town stands in tests/data/answers/town.yaml: test_answers.py."""
REPORTS = WORKED | {
    "agencies-by-role",
    "alignments",
    "alignments-2024",
    "coverage",
    "coverage-missing",
    "coverage-older",
    "coverage-outside",
    "documents-issued-or-cited",
    "links-between-plans",
    "links-of-plan",
    "measure-chain",
    "measures-by-section",
    "measures-of-agency",
    "measures-with-open-ends",
    "measures-with-several-leads",
    "measures-without-lead",
    "plans-under-document",
    "policy-documents",
    "targets",
    "who-does-what",
    "who-leads-most",
    "who-works-with-whom",
}
CHECKS = {
    "agency-without-label",
    "assignment-without-shortcut",
    "evidence-without-position",
    "link-to-no-measure",
    "measure-without-key-or-plan",
    "shortcut-without-assignment",
    "target-without-unit",
    "triple-in-two-graphs",
}
ABOUT_NO_PLAN = {
    "agency-without-label",
    "agencies-in-several-plans",
    "document-numbers",
    "evidence-without-position",
    "evidence",
    "files",
    "mappings",
    "link-to-no-measure",
    "links",
    "functions-across-places",
    "measure-without-key-or-plan",
    "plans",
    "sectors-across-plans",
    "short-names",
    "statements",
    "triple-in-two-graphs",
    "words-of-concepts",
}
VALUES = {"agency": "小镇县财政局", "measure": "2", "concept": "BE 1", "node": node("measure", TOWN, "2")}
EACH = pytest.mark.parametrize("question", LIBRARY, ids=lambda each: f"{each.folder}/{each.name}")


def given(question: Question) -> dict[str, str]:
    return {each.name: VALUES[each.name] for each in question.parameters if each.required}


def test_the_library_has_the_named_questions() -> None:
    assert {each.name for each in LIBRARY if each.folder == "reports"} == REPORTS
    assert {each.name for each in LIBRARY if each.folder == "checks"} == CHECKS


@EACH
def test_columns_are_those_that_the_query_selects(question: Question, town: Built) -> None:
    assert run(question, town.store, values=given(question)).columns == question.columns
    for column in question.columns:
        assert re.fullmatch(r"[a-z][a-z0-9_]*", column.name)


@EACH
def test_plan_comes_first(question: Question) -> None:
    assert question.by_plan == (question.name not in ABOUT_NO_PLAN)


@EACH
def test_every_parameter_is_a_column(question: Question) -> None:
    """Oxigraph binds only what is selected."""
    names = {column.name for column in question.columns}
    assert {each.name for each in question.parameters} <= names


@EACH
def test_form(question: Question) -> None:
    """ORDER BY; no MINUS; NOT EXISTS with one pattern; OPTIONAL after all that is required."""
    seen = list(tokens(question.text))
    words = [token.text.upper() for token in seen if token.kind == "word"]
    assert "ORDER" in words
    assert not {"MINUS", "SERVICE", "FROM"} & set(words)
    for index, token in enumerate(seen):
        if token.text.upper() == "EXISTS":
            inside = group(seen, index + 1)
            assert not {".", ";", ",", "/", "|", "*", "+"} & {each.text for each in inside}
        if token.text.upper() == "OPTIONAL":
            after = seen[index + 3 + len(group(seen, index + 1))]
            assert after.kind in {"word", "mark"}, "a required pattern here is joined by scanning it whole"


def group(seen: list[Token], start: int) -> list[Token]:
    """Return the tokens between the { at `start` and its }."""
    assert seen[start].text == "{"
    depth = 0
    for end in range(start, len(seen)):
        depth += {"{": 1, "}": -1}.get(seen[end].text, 0)
        if not depth:
            return seen[start + 1 : end]
    raise AssertionError("not closed")


@pytest.fixture(scope="session")
def small(town: Built) -> list[str]:
    """The town with its own place and one topic of B-READY: with all of them rdflib is slow."""
    return thinned(town.graph_nq.read_text(encoding="utf-8").splitlines(keepends=True), town.plan.place)


@dataclass(frozen=True, slots=True)
class Stores:
    """The small town as it is, loaded from its end, and with a copy of its plan."""

    small: ox.Store
    turned: ox.Store
    twice: ox.Store


@pytest.fixture(scope="session")
def stores(small: list[str]) -> Stores:
    graph = f"<{plan_graph(TOWN)}>"
    copy = [line.replace(TOWN, "zhongmu-2025-town") for line in small if graph in line]
    return Stores(store_of(small), store_of(small[::-1]), store_of([*small, *copy]))


@pytest.fixture(scope="session")
def dataset(small: list[str]) -> rdflib.Dataset:
    return dataset_of(small)


@pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")
@EACH
def test_rows_are_equal_on_rdflib(question: Question, stores: Stores, dataset: rdflib.Dataset) -> None:
    store = stores.small
    bound = bind(question, store, given(question), [TOWN])
    if question.by_plan:
        bound[ox.Variable("plan")] = ox.NamedNode(node("plan", TOWN))
    theirs = rows_of_rdflib(dataset, question, bound)
    assert theirs == list(run(question, store, values=given(question)).rows)


@EACH
def test_order_of_loading_changes_no_row(question: Question, stores: Stores) -> None:
    first, second = (run(question, store, values=given(question)) for store in (stores.small, stores.turned))
    assert first == second


@pytest.mark.parametrize(
    "question",
    [each for each in LIBRARY if each.by_plan and "measure" not in given(each)],
    ids=lambda each: each.name,
)
def test_two_plans_are_answered_one_by_one(question: Question, stores: Stores) -> None:
    """The town twice: each copy answers as the town alone, and all plans answer as both."""
    store = stores.twice
    alone = run(question, stores.small, values=given(question)).rows
    assert run(question, store, plan=TOWN, values=given(question)).rows == alone
    both = run(question, store, plan=ALL_PLANS, values=given(question)).rows
    assert len(both) == 2 * len(alone)
    assert tuple(row for row in both if row[0] == node("plan", TOWN)) == alone


# Answers worked by hand from the town's text (tests/data/town/town.txt):
# 1 finance leads, health is responsible; 2 health leads, finance 等部门 is responsible, 80 % by the
# year's end; 3 finance and transport lead; 4 the archive is responsible; 5 finance leads, 1-2
# projects; 6 health leads and cooperates. 1-3 stand in the first section, 4-6 in the second.

BY_HAND: dict[str, tuple[tuple[str, ...], list[tuple[Cell, ...]]]] = {
    "who-does-what": (
        ("key", "role_label_en", "position", "agency"),
        [
            ("1", "lead", 1, "cai-zheng-ju"),
            ("1", "responsible", 1, "wei-jian-wei"),
            ("2", "lead", 1, "wei-jian-wei"),
            ("2", "responsible", 1, "cai-zheng-ju"),
            ("3", "lead", 1, "cai-zheng-ju"),
            ("3", "lead", 2, "jiao-tong-ju"),
            ("4", "responsible", 1, "dang-an-guan"),
            ("5", "lead", 1, "cai-zheng-ju"),
            ("6", "cooperating", 1, "wei-jian-wei"),
            ("6", "lead", 1, "wei-jian-wei"),
        ],
    ),
    "who-leads-most": (("agency", "led"), [("cai-zheng-ju", 3), ("wei-jian-wei", 2), ("jiao-tong-ju", 1)]),
    "who-works-with-whom": (
        ("agency", "partner", "shared"),
        [("cai-zheng-ju", "wei-jian-wei", 2), ("cai-zheng-ju", "jiao-tong-ju", 1)],
    ),
    "agencies-by-role": (
        ("agency", "led", "responsible", "cooperating", "supervising", "measures"),
        [
            ("cai-zheng-ju", 3, 1, 0, 0, 4),
            ("wei-jian-wei", 2, 1, 1, 0, 3),
            ("jiao-tong-ju", 1, 0, 0, 0, 1),
            ("dang-an-guan", 0, 1, 0, 0, 1),
        ],
    ),
    "measures-without-lead": (("key", "title", "agencies"), [("4", "整理档案", 1)]),
    "measures-with-several-leads": (
        ("key", "leads", "agency"),
        [("3", 2, "cai-zheng-ju"), ("3", 2, "jiao-tong-ju")],
    ),
    "measures-with-open-ends": (("key", "role_label", "as_written"), [("2", "责任", "等部门")]),
    "measures-by-section": (
        ("section_key", "section_title", "section_title_en", "measures", "assignments", "agencies"),
        [("1", "服务", "Services", 3, 6, 3), ("2", "保障", "Support", 3, 4, 3)],
    ),
    "targets": (
        ("key", "subject", "comparator", "value", "maximum", "unit_label_en", "basis", "deadline", "due"),
        [
            ("2", "接种率", "at-least", 80, None, "percent", "level", "年底前", "2024-12-31"),
            ("5", "建成节约项目", "between", 1, 2, "project", "new", None, None),
        ],
    ),
    "measures-of-agency": (
        ("agency_label_en", "key", "role_label_en"),
        [
            ("Town Finance Bureau", "1", "lead"),
            ("Town Finance Bureau", "2", "responsible"),
            ("Town Finance Bureau", "3", "lead"),
            ("Town Finance Bureau", "5", "lead"),
        ],
    ),
    "documents-issued-or-cited": (("key", "document_label"), []),
    "alignments": (("key", "concept"), []),
    "alignments-2024": (("key", "concept", "earlier"), []),
    "coverage-outside": (("key", "agencies"), [("1", 2), ("2", 2), ("3", 2), ("4", 1), ("5", 1), ("6", 1)]),
}
LONG = {"coverage", "coverage-missing", "coverage-older"}
"""Answers that go through whole frameworks: by hand in test_coverage.py."""

LINKS = {"links-between-plans", "links-of-plan", "measure-chain", "plans-under-document", "policy-documents"}
"""Answers about links and documents, of which the town has none: by hand in test_link_questions.py."""


@pytest.mark.parametrize("name", sorted(REPORTS - LONG - LINKS - WORKED))
def test_answer_on_the_town_is_the_one_worked_by_hand(name: str, town: Built) -> None:
    question = find(name)
    names, expected = BY_HAND[name]
    table = run(question, town.store, values=given(question))
    kinds = {column.name: column.type for column in question.columns}
    assert [tuple(slug(row[each], kinds[each]) for each in names) for row in table.records()] == expected


def slug(value: Cell, type_: str) -> Cell:
    return path_of(str(value)).rpartition("/")[2] if type_ == "iri" else value


def test_documents_of_measures_and_of_the_plan_itself(town: Built) -> None:
    document, plan = ox.NamedNode(node("document", "cn", "d")), ox.NamedNode(node("plan", TOWN))
    store, graph = copied(town), ox.NamedNode(plan_graph(TOWN))
    store.add(ox.Quad(plan, ox.NamedNode(TK + "implements"), document, graph))
    store.add(ox.Quad(measure("3"), ox.NamedNode(TK + "issues"), document, graph))
    store.add(ox.Quad(document, ox.NamedNode(SKOS + "prefLabel"), ox.Literal("办法", language="zh"), graph))
    rows = run(find("documents-issued-or-cited"), store).records()
    found = [(path_of(str(row["relation"])), row["key"], row["document_label"]) for row in rows]
    assert found == [(TK + "implements", None, "办法"), (TK + "issues", "3", "办法")]


# Checks: silent on sound data, one row for each fault.


@pytest.mark.parametrize("name", sorted(CHECKS))
def test_checks_are_silent_on_the_town_and_on_zhengzhou(name: str, town: Built, zhengzhou: Built) -> None:
    for built in (town, zhengzhou):
        assert run(find(name), built.store).rows == ()


def copied(built: Built) -> ox.Store:
    store = ox.Store()
    store.bulk_extend(built.store)
    return store


def measure(key: str) -> ox.NamedNode:
    return ox.NamedNode(node("measure", TOWN, key))


def remove(subject: str | None, predicate: str, object_: str | None = None) -> Callable[[ox.Store], None]:
    def act(store: ox.Store) -> None:
        ends = [None if each is None else ox.NamedNode(each) for each in (subject, object_)]
        found = list(store.quads_for_pattern(ends[0], ox.NamedNode(predicate), ends[1], None))
        assert found
        for quad in found:
            store.remove(quad)

    return act


def add(subject: str, predicate: str, object_: str, graph: str) -> Callable[[ox.Store], None]:
    def act(store: ox.Store) -> None:
        store.add(ox.Quad(*(ox.NamedNode(each) for each in (subject, predicate, object_, graph))))

    return act


FINANCE, HEALTH, ARCHIVE = (
    node("agency", "zhongmu-410122", each) for each in ("cai-zheng-ju", "wei-jian-wei", "dang-an-guan")
)
FIRST, PLAN = node("measure", TOWN, "1"), plan_graph(TOWN)
LINK = node("link", "part-of", TOWN, "1", TOWN, "99")
SELECTOR = node("selector", TOWN, "38-42")
FAULTS = [
    ("triple-in-two-graphs", add(FIRST, TK + "isLedBy", FINANCE, node("graph", "entities")), 1),
    ("assignment-without-shortcut", remove(FIRST, TK + "isLedBy"), 1),
    ("assignment-without-shortcut", remove(FIRST, TK + "isAssignedTo", HEALTH), 1),
    ("shortcut-without-assignment", add(FIRST, TK + "isAssistedBy", FINANCE, PLAN), 1),
    ("shortcut-without-assignment", add(FIRST, TK + "isAssignedTo", ARCHIVE, PLAN), 1),
    ("shortcut-without-assignment", remove(None, TK + "ofMeasure", FIRST), 4),
    ("measure-without-key-or-plan", remove(FIRST, TK + "key"), 1),
    ("measure-without-key-or-plan", remove(FIRST, TK + "inPlan"), 1),
    ("measure-without-key-or-plan", remove(FIRST, TK + "order"), 1),
    ("agency-without-label", remove(FINANCE, SKOS + "prefLabel"), 1),
    ("agency-without-label", add(FIRST, TK + "isAssignedTo", node("agency", "cn", "new"), PLAN), 1),
    ("evidence-without-position", remove(SELECTOR, OA + "start"), 1),
    ("evidence-without-position", remove(SELECTOR, OA + "end"), 1),
    ("evidence-without-position", remove(node("text", TOWN, "38-42"), OA + "hasSelector"), 1),
    ("evidence-without-position", remove(node("text", TOWN, "38-42"), OA + "hasSource"), 1),
    ("link-to-no-measure", add(LINK, TK + "linksTo", node("measure", TOWN, "99"), PLAN), 1),
    ("target-without-unit", remove(node("target", TOWN, "2", "t1"), TK + "hasUnit"), 1),
    ("target-without-unit", remove(node("unit", "percent"), SKOS + "prefLabel"), 1),
]


@pytest.mark.parametrize(("name", "damage", "rows"), FAULTS)
def test_a_check_finds_the_fault(
    name: str, damage: Callable[[ox.Store], None], rows: int, town: Built
) -> None:
    store = copied(town)
    damage(store)
    assert len(run(find(name), store).rows) == rows


def test_every_check_has_a_fault_above() -> None:
    assert {name for name, _, _ in FAULTS} == CHECKS


def test_files_are_utf8_with_plain_line_ends() -> None:
    for path in sorted(Path(__file__).parent.parent.glob("queries/*/*.rq")):
        raw = path.read_bytes()
        assert b"\r" not in raw
        assert raw.endswith(b"}\n") or raw.rstrip().splitlines()[-1].startswith(b"ORDER BY")
