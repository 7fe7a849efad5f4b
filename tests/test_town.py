"""The town's README, worked by hand, against what the program computes from the town's coded plan."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

import pyoxigraph as ox
import pytest
from conftest import DATA, Built

from graph.network.projection import project
from graph.network.twomode import two_mode
from graph.presentation import tables_of
from graph.table import Cell, Table
from graph.views.page_facts import Sources
from graph.vocabulary.iris import node
from graph.vocabulary.namespaces import PREFIXES

FOLDER = DATA / "town"
AGENCIES = {
    "Finance": "cai-zheng-ju",
    "Health": "wei-jian-wei",
    "Transport": "jiao-tong-ju",
    "Archive": "dang-an-guan",
}
SCORES = {
    "led": "led",
    "responsible": "responsible",
    "cooperating": "cooperating",
    "supervising": "supervising",
    "measures": "measures",
    "load": "load",
    "partners": "partners",
    "ties a partner": "ties_a_partner",
    "span": "span",
    "Newman": "newman",
    "betweenness": "betweenness",
}
PATHS = {
    "closeness": "closeness",
    "constraint": "constraint",
    "effective size": "effective_size",
    "brokerage": "brokerage",
    "unclear": "gaps",
}
GAPS = {
    "no lead": "no_lead",
    "several leads": "several_leads",
    "open end": "open_end",
    "one agency alone": "one_agency_alone",
}
Row = dict[str, str]


@cache
def readme_tables() -> tuple[tuple[Row, ...], ...]:
    """Return the tables of the README, each row as heading → cell, in the order of the file."""
    tables: list[list[list[str]]] = [[]]
    for line in (FOLDER / "README.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("|"):
            tables[-1].append([cell.strip() for cell in line.strip("|").split("|")])
        elif tables[-1]:
            tables.append([])
    return tuple(tuple(dict(zip(rows[0], row, strict=True)) for row in rows[2:]) for rows in tables if rows)


ROLES, MEASURES, FLAGS, NUMBERS, PAIRS, AGENCY_SCORES, RANKS, FURTHER = readme_tables()


@pytest.fixture(scope="module")
def sources(town: Built) -> Sources:
    return tables_of(town.store, town.plan.id)


def agency(name: str) -> str:
    return node("agency", "zhongmu-410122", AGENCIES[name])


def number(cell: str) -> float | None:
    return None if cell == "–" else float(Fraction(cell))


def row_of(table: Table, column: str, value: Cell) -> dict[str, Cell]:
    (row,) = [row for row in table.records() if row[column] == value]
    return row


def ask(town: Built, query: str) -> list[list[str]]:
    head = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
    found = town.store.query(head + query, use_default_graph_as_union=True)
    assert isinstance(found, ox.QuerySolutions)
    return [["–" if term is None else str(getattr(term, "value", "")) for term in row] for row in found]


def test_every_table_of_the_readme_is_read() -> None:
    assert [len(table) for table in readme_tables()] == [6, 6, 6, 3, 2, 4, 4, 4]


def test_who_is_in_which_measure(sources: Sources) -> None:
    found = {
        (
            str(row["measure"]).rpartition("/")[2],
            str(row["agency"]),
            str(row["role"]).rpartition("/")[2],
        )
        for row in sources.assignments.records()
    }
    by_hand = {
        (row["measure"], agency(name), role)
        for row in ROLES
        for name in AGENCIES
        for role in row[name].split(", ")
        if role != "–"
    }
    assert found == by_hand
    assert len(by_hand) == len(sources.assignments.rows) == 10


@pytest.mark.parametrize("by_hand", MEASURES, ids=lambda row: row["measure"])
def test_pairings_of_a_measure(sources: Sources, by_hand: Row) -> None:
    row = row_of(sources.hotspots, "key", by_hand["measure"])
    names = ("agencies", "score", "term_within_system", "term_cross_system", "rank")
    headings = ("n", "P", "within", "across", "rank of P")
    assert [row[name] for name in names] == [int(by_hand[heading]) for heading in headings]
    assert (row["term_unknown_system"], row["cross_level"], row["unknown_level"]) == (0, 0, 0)


@pytest.mark.parametrize("by_hand", FLAGS, ids=lambda row: row["measure"])
def test_gaps_of_a_measure(sources: Sources, by_hand: Row) -> None:
    row = row_of(sources.hotspots, "key", by_hand["measure"])
    assert {name: row[name] for name in GAPS.values()} == {
        name: by_hand[heading] == "yes" for heading, name in GAPS.items()
    }


def test_numbers_in_the_text(town: Built) -> None:
    query = """SELECT ?key ?amount ?subject ?comparator ?value ?maximum ?unit ?due WHERE {
      ?measure tk:hasTarget|tk:hasCondition ?amount ; tk:key ?key .
      ?amount tk:subject ?subject ; tk:comparator ?comparator ; tk:value ?value ; tk:hasUnit ?unit .
      OPTIONAL { ?amount tk:maximumValue ?maximum }
      OPTIONAL { ?amount tk:hasDeadline/tk:dueBy ?due }
    }"""
    found = {
        (key, amount.rpartition("/")[2], subject, comparator, number(value), number(maximum), unit, due)
        for key, amount, subject, comparator, value, maximum, unit, due in ask(town, query)
    }
    assert found == {
        (
            row["measure"],
            row["id"],
            row["subject"],
            row["comparator"],
            number(row["value"]),
            number(row["maximum"]),
            node("unit", row["unit"]),
            row["deadline"],
        )
        for row in NUMBERS
    }
    assert len(ask(town, "SELECT ?d WHERE { ?d a tk:Deadline }")) == 1


def test_pairs_of_agencies(sources: Sources) -> None:
    network = two_mode(sources.assignments, sources.agencies, sources.measures)
    found = {frozenset((pair.first, pair.second)): (pair.measures, pair.newman) for pair in project(network)}
    assert found == {
        frozenset(map(agency, row["pair"].split(", "))): (int(row["strength"]), float(row["Newman"]))
        for row in PAIRS
    }
    assert all(len(row["measures"].split(", ")) == int(row["strength"]) for row in PAIRS)


@pytest.mark.parametrize("by_hand", AGENCY_SCORES, ids=lambda row: row["agency"])
def test_scores_of_an_agency(sources: Sources, by_hand: Row) -> None:
    row = row_of(sources.rank, "agency", agency(by_hand["agency"]))
    for heading, name in SCORES.items():
        expected = number(by_hand[heading])
        close = expected if expected is None else pytest.approx(expected, abs=1e-9)
        assert row[name] == close, heading


@pytest.mark.parametrize("by_hand", RANKS, ids=lambda row: row["agency"])
def test_ranks_of_an_agency(sources: Sources, by_hand: Row) -> None:
    row = row_of(sources.rank, "agency", agency(by_hand["agency"]))
    for heading in by_hand.keys() - {"agency"}:
        assert row[SCORES[heading] + "_rank"] == number(by_hand[heading]), heading


@pytest.mark.parametrize("by_hand", FURTHER, ids=lambda row: row["agency"])
def test_paths_holes_and_standing_of_an_agency(sources: Sources, by_hand: Row) -> None:
    row = row_of(sources.rank, "agency", agency(by_hand["agency"]))
    for heading, name in PATHS.items():
        expected = number(by_hand[heading])
        assert row[name] == (expected if expected is None else pytest.approx(expected, abs=1e-9)), heading
    assert row["standing"] == by_hand["standing"]


def test_the_heaviest_agency_stands_first(sources: Sources) -> None:
    assert sources.rank.values("agency") == [agency(name) for name in AGENCIES]


def test_the_sums_of_the_readme(sources: Sources) -> None:
    loads = [int(row["load"]) for row in AGENCY_SCORES]
    sizes = [int(row["n"]) for row in MEASURES]
    assert sum(loads) == sum(n * (n - 1) for n in sizes) == 6
    assert sum(int(str(score)) for score in sources.hotspots.values("score")) == 3


def test_every_offset_points_at_its_words(town: Built) -> None:
    text = (FOLDER / "town.txt").read_text(encoding="utf-8")
    assert len(text) == town.plan.source.characters
    pairs = []
    for measure in town.plan.measures:
        pairs += [(each.spans, each.as_written or each.spelling) for each in measure.assignments]
        pairs += [(each.spans, each.as_written) for each in (*measure.targets, *measure.conditions)]
        pairs += [(each.spans, each.as_written) for each in measure.deadlines]
        pairs += [(each.spans, each.as_written) for each in measure.open_ends]
    assert len(pairs) == 10 + 3 + 1 + 1
    for spans, words in pairs:
        assert "".join(text[start:end] for start, end in spans) == words
