"""Links between plans: every kind by hand, laws of the method, and figures on labelled pairs."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations
from pathlib import Path

import pytest
import rdflib
from conftest import DATA, ROOT
from hypothesis import given
from hypothesis import strategies as st

from graph.build import dataset
from graph.coding.plan import CodedFile, read_plan
from graph.links.changes import Names, Side, changes
from graph.links.derive import derived_lines
from graph.links.kinship import NEAREST, kin
from graph.links.similarity import ALIKE, SAME_MATTER, alike, grams, likeness
from graph.links.succession import match, successive
from graph.model import Amount, Assignment, Deadline, Link, Measure, Plan
from graph.questions.derive import constructed
from graph.rdf.store import store_of
from graph.rdf.validation import validate
from graph.vocabulary.iris import GRAPH_DERIVED, node, path_of
from graph.vocabulary.namespaces import TK
from graph.vocabulary.ontology import Ontology

FILES = [DATA / "town" / "zhongmu-2024-town.yaml", *sorted((DATA / "links").glob("*.yaml"))]
PAIRS = [line.split("\t") for line in (DATA / "links" / "pairs.tsv").read_text(encoding="utf-8").splitlines()]

# Worked by hand from the titles: without common words 持续办好便民服务 is 办好便民, so is 办好便民服务;
# 接种率 (2 pairs) and 疫苗接种率 (4) share 2: 4/6; 整理档案 and 节约开支 have no successor in 2025, whose
# 充电桩 the city wants too; the neighbour's 整理档案工作 is 整理档案. Both counties name the city's plan.
BY_HAND = {
    "continues/zhongmu-2025-town/1/zhongmu-2024-town/1": "1.0",
    "continues/zhongmu-2025-town/3/zhongmu-2024-town/3": "1.0",
    "tightens/zhongmu-2025-town/2/zhongmu-2024-town/2": "0.6667",
    "tightens/zhongmu-2025-town/4/zhongmu-2024-town/6": "1.0",
    "drops/zhongmu-2025-town/zhongmu-2024-town/4": "",
    "drops/zhongmu-2025-town/zhongmu-2024-town/5": "",
    "implements/zhongmu-2025-town/5/zhengzhou-2025-invented/1": "1.0",
    "implements/zhongmu-2025-town/zhengzhou-2025-invented": "",
    "implements/gongyi-2025/zhengzhou-2025-invented": "",
    "similar/gongyi-2025/1/zhongmu-2024-town/4": "1.0",
}


def read(paths: Sequence[Path], ontology: Ontology) -> list[CodedFile]:
    return [read_plan(path, ontology) for path in paths]


def lines_of(files: Sequence[CodedFile], ontology: Ontology) -> list[str]:
    added = tuple(agency for file in files for agency in file.plan.agencies)
    return dataset(files, ontology.register(added), ontology, lambda _: None)[0]


@pytest.fixture(scope="module")
def lines(ontology: Ontology) -> list[str]:
    return lines_of(read(FILES, ontology), ontology)


def facts(lines: Sequence[str], predicate: str) -> dict[str, list[str]]:
    """Return link → what the derived graph says under a predicate."""
    found: dict[str, list[str]] = {}
    for line in lines:
        subject, said, rest = line.split(" ", 2)
        if GRAPH_DERIVED in line and said == f"<{predicate}>":
            value = rest.removesuffix(f" <{GRAPH_DERIVED}> .\n")
            found.setdefault(path_of(subject[1:-1]).removeprefix("link/"), []).append(value)
    return found


def test_every_kind_as_worked_by_hand(lines: list[str]) -> None:
    kinds = facts(lines, TK + "hasLinkKind")
    scores = {link: value[0].split('"')[1] for link, value in facts(lines, TK + "similarity").items()}
    assert {link: scores.get(link, "") for link in kinds} == BY_HAND
    for link, (kind,) in kinds.items():
        assert kind == f"<{node('link-kind', link.partition('/')[0])}>"


def test_the_reason_says_what_was_tightened(lines: list[str]) -> None:
    reasons = facts(lines, TK + "reason")
    tightened = reasons["tightens/zhongmu-2025-town/2/zhongmu-2024-town/2"]
    assert any("由80%改为90%；时限由2024-12-31提前到2025-10-31" in each for each in tightened)
    assert any("from 80 percent to 90 percent; due on 2025-10-31" in each for each in tightened)
    changed = reasons["tightens/zhongmu-2025-town/4/zhongmu-2024-town/6"]
    assert any("led by Town Finance Bureau instead of Town Health Commission" in each for each in changed)
    assert all(len(each) == 2 for each in reasons.values())


def test_what_is_derived_conforms_and_is_in_one_graph(lines: list[str]) -> None:
    assert validate(store_of(lines)) == []
    triples = [line.rsplit(" <", 1)[0] for line in lines]
    assert len(triples) == len(set(triples))


def test_one_plan_has_no_links_between_plans(ontology: Ontology) -> None:
    assert not any(GRAPH_DERIVED in line for line in lines_of(read(FILES[:1], ontology), ontology))


def test_the_order_of_files_changes_nothing(ontology: Ontology, lines: list[str]) -> None:
    assert lines_of(read(FILES[::-1], ontology), ontology) == lines


def test_a_coded_link_is_not_stated_twice(ontology: Ontology, lines: list[str]) -> None:
    files = read(FILES, ontology)
    last = next(file for file in files if file.plan.id == "zhongmu-2025-town")
    measures = list(last.plan.measures)
    measures[0] = replace(measures[0], links=(Link("zhongmu-2024-town/1", "part-of", "为其一部分"),))
    coded = replace(last, plan=replace(last.plan, measures=tuple(measures)))
    found = lines_of([coded if file is last else file for file in files], ontology)
    triples = [line.rsplit(" <", 1)[0] for line in found]
    assert len(triples) == len(set(triples))
    assert facts(found, TK + "hasLinkKind").keys() == BY_HAND.keys()


def test_the_same_bytes_under_another_hash_seed(tmp_path: Path) -> None:
    made = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        command = [sys.executable, "-m", "graph", "build", *map(str, FILES), "--plan", "zhongmu-2025-town"]
        subprocess.run(
            [*command, "-o", str(folder)],
            check=True,
            cwd=ROOT,
            capture_output=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        )
        made.append((folder / "graph.nq").read_bytes())
    assert made[0] == made[1]


def test_rdflib_constructs_the_same(lines: list[str]) -> None:
    kept = [line for line in lines if GRAPH_DERIVED not in line]
    data = rdflib.Graph().parse(data="".join(f"{line.rsplit(' <', 1)[0]} .\n" for line in kept), format="nt")
    (path,) = (ROOT / "queries" / "derive").glob("*.rq")
    result = data.query(path.read_text(encoding="utf-8")).graph
    assert result is not None
    assert {" ".join(term.n3() for term in triple) for triple in result} == {
        str(triple) for triple in constructed(store_of(kept))
    }


def plan(name: str, year: int, place: str, *titles: str) -> Plan:
    measures = tuple(Measure(str(n), title=title) for n, title in enumerate(titles, 1))
    source = read_plan(FILES[0], _ontology()).plan.source
    return Plan(name, name, place, "county", year, "final", source, measures=measures)


def _ontology() -> Ontology:
    from graph.vocabulary.ontology import load_ontology

    return load_ontology()


def test_only_the_next_year_of_one_topic_follows() -> None:
    plans = [
        plan("zhongmu-2024", 2024, "410122"),
        plan("zhongmu-2025", 2025, "410122"),
        plan("zhongmu-2025-roads", 2025, "410122"),
        plan("zhongmu-2027", 2027, "410122"),
        plan("gongyi-2025", 2025, "410181"),
    ]
    assert [(old.id, new.id) for old, new in successive(plans)] == [("zhongmu-2024", "zhongmu-2025")]


def test_measures_are_matched_one_to_one_the_most_alike_first() -> None:
    old = [Measure("1", title="清理拖欠账款"), Measure("2")]
    new = [Measure("1", title="清偿拖欠账款"), Measure("2", title="继续清理拖欠账款"), Measure("3")]
    (found,) = match(old, new)
    assert found[:2] == (0, 1)
    assert found[2] == pytest.approx(10 / 12)


def amount(value: int, comparator: str = "at-least", **more: str) -> Amount:
    subject, unit = more.get("subject", "接种率"), more.get("unit", "percent")
    return Amount("t1", subject, comparator, Decimal(value), unit, basis=more.get("basis", ""))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (amount(80), amount(90), [("raised", True)]),
        (amount(90), amount(80), [("lowered", False)]),
        (amount(80), amount(80), []),
        (amount(5, "at-most"), amount(3, "at-most"), [("raised", True)]),
        (amount(5, "at-most"), amount(3), []),
        (amount(5, "exactly"), amount(8, "exactly"), []),
        (amount(5, "exactly", basis="new"), amount(8, "exactly", basis="new"), [("raised", True)]),
        (amount(80), amount(90, unit="household"), []),
        (amount(80), amount(90, subject="通办事项"), []),
    ],
)
def test_targets(old: Amount, new: Amount, said: list[tuple[str, bool]], ontology: Ontology) -> None:
    sides = Side("a", 2024, Measure("1", targets=(old,))), Side("b", 2025, Measure("1", targets=(new,)))
    found = changes(*sides, Names({}, ontology.concepts))
    assert [(each.part.phrase, each.is_tighter) for each in found] == said


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("2024-12-31", "2025-12-31", []),
        ("2024-12-31", "2025-10-31", ["earlier"]),
        ("2024-06-30", "2025-12-31", ["later"]),
        ("2024-12-31", "2026-01-31", ["later"]),
        ("2025-06-30", "2025-12-31", ["earlier"]),
        ("", "2025-12-31", []),
    ],
)
def test_deadlines_count_from_the_year_of_their_plan(old: str, new: str, said: list[str]) -> None:
    sides = [
        Side(name, year, Measure("1", deadlines=(Deadline("d1", due=due),)))
        for name, year, due in (("a", 2024, old), ("b", 2025, new))
    ]
    assert [each.part.phrase for each in changes(sides[0], sides[1], Names({}, {}))] == said


def test_a_lead_is_changed_only_where_none_is_kept(ontology: Ontology) -> None:
    def side(*leads: str) -> Side:
        given = tuple(Assignment(path, "lead", n, path) for n, path in enumerate(leads, 1))
        return Side("a", 2024, Measure("1", assignments=given))

    paths = sorted(ontology.register().agencies)[:2]
    names = Names(ontology.register().agencies, {})
    assert [each.part.phrase for each in changes(side(paths[0]), side(paths[1]), names)] == ["lead"]
    assert changes(side(paths[0]), side(*paths), names) == []
    assert changes(side(), side(paths[0]), names) == []


def test_alike_measures_are_stated_at_most_so_often(ontology: Ontology) -> None:
    codes = sorted(code for code, place in ontology.places.items() if place.level == "county")[:12]
    plans = [plan(f"p{n}-2025", 2025, code, "整理档案") for n, code in enumerate(codes)]
    links = list(kin(plans, ontology.places).links())
    assert {link.kind for link in links} == {"similar"}
    assert len(links) <= NEAREST * len(plans)
    assert {end for link in links for end in (link.start, link.end)} == {(each.id, "1") for each in plans}


TITLES = st.lists(st.text("清理偿拖欠账款档案整", max_size=7), max_size=12)


@given(TITLES, st.sampled_from([0.4, SAME_MATTER, ALIKE, 1.0]))
def test_blocking_misses_no_pair(titles: list[str], least: float) -> None:
    sets = [grams(title) for title in titles]
    every = {
        (one, other)
        for one, other in combinations(range(len(sets)), 2)
        if sets[one] and sets[other] and likeness(sets[one], sets[other]) >= least
    }
    assert {pair[:2] for pair in alike(sets, least)} == every


@given(st.text("清理拖欠", max_size=8), st.text("清理拖欠", max_size=8))
def test_likeness_is_symmetric_and_one_of_itself(one: str, other: str) -> None:
    first, second = grams(one), grams(other)
    assert likeness(first, second) == likeness(second, first) <= 1.0
    assert likeness(first, first) == (1.0 if first else 0.0)


def test_the_labelled_pairs_are_what_the_document_says() -> None:
    assert len(PAIRS) == 162
    assert {label for label, *_ in PAIRS} == {"0", "1"}
    assert len({frozenset(each[1:]) | {each[1], each[2]} for each in PAIRS}) == 162


@pytest.mark.parametrize(("least", "precision", "recall"), [(SAME_MATTER, 0.89, 0.95), (ALIKE, 0.99, 0.70)])
def test_precision_on_the_labelled_pairs(least: float, precision: float, recall: float) -> None:
    found = [label for label, one, other in PAIRS if likeness(grams(one), grams(other)) >= least]
    right = found.count("1")
    assert right / len(found) >= precision
    assert right / sum(label == "1" for label, *_ in PAIRS) >= recall


def test_nothing_is_derived_from_lines_of_one_plan(ontology: Ontology) -> None:
    (file,) = read(FILES[:1], ontology)
    assert derived_lines([file.plan], store_of([]), ontology.register(), ontology) == []
