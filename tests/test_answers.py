"""What the questions answer on the town, the village, both, and Zhengzhou; and equal rows on rdflib."""

from __future__ import annotations

import functools
from collections import Counter
from itertools import combinations
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib
from answers import FOLDER, dataset_of, read_answers, rows_of_rdflib, short, thinned
from conftest import DATA, Built, build_files

from graph.model import Measure
from graph.questions.binding import bind
from graph.questions.engine import ALL_PLANS, run
from graph.questions.library import SUBJECTS, find, questions
from graph.rdf.store import store_of
from graph.vocabulary.iris import node
from graph.vocabulary.namespaces import TK
from graph.vocabulary.ontology import Ontology

TOWN_PLAN = DATA / "town" / "zhongmu-2024-town.yaml"
VILLAGE_PLAN = FOLDER / "zhongmu-2025-village.yaml"
VILLAGE = "zhongmu-2025-village"
TOWN, VILLAGES, BOTH, ZHENGZHOU = map(read_answers, ("town", "village", "both", "zhengzhou"))
SLOW = {
    "accountability-gaps",
    "agencies-by-topic",
    "agencies-of-section",
    "agencies-unclassified",
    "leads-and-supporters",
    "measures-by-pillar",
    "statements-without-evidence",
}
"""Questions for which rdflib needs more than a second on Zhengzhou."""


@pytest.fixture(scope="session")
def village_lines(ontology: Ontology) -> list[str]:
    return build_files([VILLAGE_PLAN], ontology)[1]


@pytest.fixture(scope="session")
def village(village_lines: list[str]) -> ox.Store:
    return store_of(village_lines)


@pytest.fixture(scope="session")
def both(ontology: Ontology) -> ox.Store:
    return store_of(build_files([TOWN_PLAN, VILLAGE_PLAN], ontology)[1])


def answered(name: str, expected: dict[str, Any], store: ox.Store, plan: str = "") -> None:
    """Hold the answer of a question to what a file of answers says."""
    table = run(find(name), store, plan=plan, values=expected.get("values", {}))
    types = {column.name: column.type for column in table.columns}
    names = expected["columns"]
    rows = [[short(row[each], types[each]) for each in names] for row in table.records()]
    assert len(rows) == expected.get("count", len(expected["rows"]))
    assert rows[: len(expected["rows"])] == expected["rows"]


@pytest.mark.parametrize("name", sorted(TOWN))
def test_answer_on_the_town(name: str, town: Built) -> None:
    answered(name, TOWN[name], town.store)


@pytest.mark.parametrize("name", sorted(VILLAGES))
def test_answer_on_the_village(name: str, village: ox.Store) -> None:
    answered(name, VILLAGES[name], village)


@pytest.mark.parametrize("name", sorted(BOTH))
def test_answer_on_both(name: str, both: ox.Store) -> None:
    answered(name, BOTH[name], both, ALL_PLANS)


@pytest.mark.parametrize("name", sorted(ZHENGZHOU))
def test_answer_on_zhengzhou(name: str, zhengzhou: Built) -> None:
    answered(name, ZHENGZHOU[name], zhengzhou.store)


def test_every_question_has_an_answer_that_is_not_empty_somewhere() -> None:
    """So that no question is only ever seen to answer nothing."""
    for name in TOWN:
        assert any(each[name]["rows"] for each in (TOWN, VILLAGES, BOTH) if name in each), name


def test_there_are_questions_on_every_subject() -> None:
    found = Counter(each.subject for each in questions() if each.folder == "reports")
    assert sum(found.values()) >= 40
    assert {"links", "other"} | set(found) == set(SUBJECTS)


# Zhengzhou counted once more, from the coded plan and by other means.


def roles(measure: Measure) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for each in measure.assignments:
        found.setdefault(each.role, set()).add(each.agency)
    return found


def agencies(measure: Measure) -> set[str]:
    return {each.agency for each in measure.assignments}


def keys(name: str, store: ox.Store) -> list[Any]:
    return run(find(name), store).values("key")


def test_gaps_of_zhengzhou_are_those_of_the_coded_plan(zhengzhou: Built) -> None:
    measures, store = zhengzhou.plan.measures, zhengzhou.store
    expected = {
        "measures-without-lead": [each.key for each in measures if "lead" not in roles(each)],
        "measures-without-responsible": [each.key for each in measures if "responsible" not in roles(each)],
        "measures-without-target": [each.key for each in measures if not each.targets],
        "measures-without-deadline": [each.key for each in measures if not each.deadlines],
        "measures-with-one-agency": [each.key for each in measures if len(agencies(each)) == 1],
        "measures-with-open-ends": [each.key for each in measures for _ in each.open_ends],
    }
    assert {name: keys(name, store) for name in expected} == expected
    assert len(expected["measures-without-lead"]) == 24
    assert expected["measures-without-responsible"] == ["49"]
    assert len(expected["measures-with-open-ends"]) == 9
    several = {each.key for each in measures if len(roles(each).get("lead", ())) > 1}
    assert set(keys("measures-with-several-leads", store)) == several
    assert len(several) == 11
    counts = Counter(run(find("accountability-gaps"), store).values("gap"))
    assert counts == {
        "no-lead": 24,
        "several-leads": 11,
        "open-end": 9,
        "one-agency": len(expected["measures-with-one-agency"]),
        "no-target": len(expected["measures-without-target"]),
        "no-deadline": len(expected["measures-without-deadline"]),
    }


def test_pairs_and_loads_of_zhengzhou_are_those_of_the_coded_plan(zhengzhou: Built) -> None:
    measures, store = zhengzhou.plan.measures, zhengzhou.store
    pairs = Counter(pair for each in measures for pair in combinations(sorted(agencies(each)), 2))
    assert len(pairs) == 623
    shared = run(find("who-works-with-whom"), store).values("shared")
    assert Counter(shared) == Counter(pairs.values())
    load = Counter({one: 0 for each in measures for one in agencies(each)})
    for (one, other), times in pairs.items():
        load[one] += times
        load[other] += times
    found = run(find("who-carries-most"), store).records()
    assert {str(row["agency"]): row["load"] for row in found} == {
        node("agency", slug): number for slug, number in load.items()
    }
    spans: Counter[str] = Counter()
    for each in measures:
        for lead in roles(each).get("lead", set()):
            spans[lead] += len(agencies(each)) - 1
    found = run(find("lead-span"), store).records()
    assert {str(row["agency"]): row["span"] for row in found} == {
        node("agency", slug): number for slug, number in spans.items()
    }
    pairings = run(find("measures-by-pairings"), store).records()
    assert {row["key"]: row["pairings"] for row in pairings} == {
        each.key: len(agencies(each)) * (len(agencies(each)) - 1) // 2 for each in measures
    }


def test_pairs_across_of_zhengzhou_are_those_of_the_register(zhengzhou: Built) -> None:
    """Known levels, lines and systems of the register, pair by pair of every measure."""
    known = ZhengzhouRegister(zhengzhou.store)
    for property_, name in (("Level", "levels"), ("Line", "lines"), ("System", "systems")):
        expected: Counter[tuple[str, ...]] = Counter()
        for each in zhengzhou.plan.measures:
            for pair in combinations(sorted(agencies(each)), 2):
                sides = sorted(filter(None, (known.get(one, property_) for one in pair)))
                if len(set(sides)) == 2:
                    expected[tuple(sides)] += 1
        column = property_.lower()
        rows = run(find(f"pairs-across-{name}"), zhengzhou.store).records()
        assert {(row[column], row["other"]): row["pairings"] for row in rows} == expected


class ZhengzhouRegister:
    """What the store says of single agencies, read triple by triple."""

    def __init__(self, store: ox.Store) -> None:
        self.store = store

    @functools.cache  # noqa: B019 - lives as long as one test
    def get(self, slug: str, property_: str) -> str:
        subject, predicate = ox.NamedNode(node("agency", slug)), ox.NamedNode(f"{TK}has{property_}")
        found = [quad.object for quad in self.store.quads_for_pattern(subject, predicate, None, None)]
        return found[0].value if found and isinstance(found[0], ox.NamedNode) else ""


def test_targets_and_deadlines_of_zhengzhou_are_those_of_the_coded_plan(zhengzhou: Built) -> None:
    measures, store = zhengzhou.plan.measures, zhengzhou.store
    targets = [target for each in measures for target in each.targets]
    counted = [row["targets"] for row in run(find("targets-by-unit"), store).records()]
    assert sum(each for each in counted if isinstance(each, int)) == len(targets)
    assert len(run(find("largest-targets"), store).rows) == len(targets) == 49
    undated = sum(not target.deadline for target in targets)
    assert len(run(find("targets-without-deadline"), store).rows) == undated
    due = [deadline for each in measures for deadline in each.deadlines]
    assert len(run(find("deadlines"), store).rows) == len(due) == 10
    by_day = {str(each.due) for each in due if each.due and str(each.due) <= "2024-12-31"}
    assert set(run(find("due-before"), store).values("due")) == by_day
    assert not run(find("due-before"), store, values={"before": "2023-12-31"}).rows


def test_many_agencies_are_counted_from_the_number_given(zhengzhou: Built) -> None:
    sizes = [len(agencies(each)) for each in zhengzhou.plan.measures]
    for least in (1, 5, 15, 16):
        table = run(find("measures-with-many-agencies"), zhengzhou.store, values={"at_least": str(least)})
        assert len(table.rows) == sum(size >= least for size in sizes)


# The same rows on rdflib, on the village with one topic of B-READY and on Zhengzhou.


@pytest.fixture(scope="session")
def small_village(village_lines: list[str]) -> tuple[ox.Store, rdflib.Dataset]:
    lines = thinned(village_lines, "410122")
    return store_of(lines), dataset_of(lines)


@pytest.fixture(scope="session")
def small_zhengzhou(zhengzhou: Built) -> tuple[ox.Store, rdflib.Dataset]:
    lines = thinned(zhengzhou.graph_nq.read_text(encoding="utf-8").splitlines(keepends=True), "410100")
    return store_of(lines), dataset_of(lines)


def equal_rows(name: str, values: dict[str, str], plan: str, pair: tuple[ox.Store, rdflib.Dataset]) -> None:
    store, dataset = pair
    question = find(name)
    bound = bind(question, store, values, [plan])
    if question.by_plan:
        bound[ox.Variable("plan")] = ox.NamedNode(node("plan", plan))
    theirs, ours = rows_of_rdflib(dataset, question, bound), run(question, store, values=values).rows
    # rdflib cannot order by what is grouped by and not selected.
    assert Counter(theirs) == Counter(ours)


@pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")
@pytest.mark.parametrize("name", sorted(VILLAGES))
def test_rows_of_the_village_are_equal_on_rdflib(
    name: str, small_village: tuple[ox.Store, rdflib.Dataset]
) -> None:
    equal_rows(name, VILLAGES[name].get("values", {}), VILLAGE, small_village)


@pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")
@pytest.mark.parametrize("name", sorted(set(TOWN) - SLOW))
def test_rows_of_zhengzhou_are_equal_on_rdflib(
    name: str, small_zhengzhou: tuple[ox.Store, rdflib.Dataset]
) -> None:
    equal_rows(name, ZHENGZHOU[name].get("values", {}), "zhengzhou-2024", small_zhengzhou)
