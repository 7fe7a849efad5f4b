"""The small plans of tests/data/plans, each odd in one way, from file to store, alone and together."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import pytest
from conftest import DATA, build_files

from graph.model import Plan
from graph.rdf.store import store_of
from graph.vocabulary.iris import node, path_of, plan_graph
from graph.vocabulary.namespaces import PREFIXES
from graph.vocabulary.ontology import Ontology

HEAD = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items()) + f"BASE <{node('')}>\n"
PLANS = {path.stem: path for path in sorted((DATA / "plans").glob("*.yaml"))}
TOWN = DATA / "town" / "zhongmu-2024-town.yaml"
COUNTED = {
    "sections": "?x a tk:Section ; tk:inPlan ?plan",
    "measures": "?x a tk:Measure ; tk:inPlan ?plan",
    "assignments": "?x a tk:Assignment ; tk:ofMeasure/tk:inPlan ?plan",
    "agencies": "?measure tk:isAssignedTo ?x ; tk:inPlan ?plan",
    "open ends": "?x a tk:OpenEnd ; tk:ofMeasure/tk:inPlan ?plan",
    "deadlines": "?measure tk:hasDeadline ?x ; tk:inPlan ?plan",
    "targets": "?measure tk:hasTarget ?x ; tk:inPlan ?plan",
    "conditions": "?measure tk:hasCondition ?x ; tk:inPlan ?plan",
    "rules": "?plan tk:hasRule ?x",
    "platforms": "?measure tk:uses ?x ; tk:inPlan ?plan",
}
# Counted by eye in each file; what is not named is 0.
COUNTS = {
    "taizhou-2024": {"measures": 2, "assignments": 2, "agencies": 1},
    "taizhou-2024-js": {"measures": 3, "assignments": 3, "agencies": 1},
    "zhongmu-2024-parts": {"measures": 1, "assignments": 4, "agencies": 3, "open ends": 1},
    "zhongmu-2024-restart": {"sections": 2, "measures": 4, "assignments": 4, "agencies": 4},
    "zhongmu-2024-rules": {"measures": 2, "assignments": 5, "agencies": 4, "rules": 2},
    "zhongmu-2024-table": {"sections": 2, "measures": 2, "assignments": 3, "agencies": 3, "deadlines": 1},
    "zhongmu-2025-town": {"measures": 1, "assignments": 2, "agencies": 2, "platforms": 1},
    "zhongmu-2024-town": {
        "sections": 2,
        "measures": 6,
        "assignments": 10,
        "agencies": 4,
        "open ends": 1,
        "deadlines": 1,
        "targets": 2,
        "conditions": 1,
    },
}


@dataclass(frozen=True, slots=True)
class Loaded:
    """Plans in one store."""

    plans: dict[str, Plan]
    store: ox.Store

    def ask(self, query: str) -> list[tuple[str, ...]]:
        found = self.store.query(HEAD + query, use_default_graph_as_union=True)
        assert isinstance(found, ox.QuerySolutions)
        return [tuple(path_of(str(getattr(term, "value", ""))) for term in row) for row in found]

    def counts(self, plan: str) -> dict[str, int]:
        """Return whatever a plan has of each thing in `COUNTED`, counted by SPARQL; zeros are left out."""
        queries = {
            what: f"SELECT (COUNT(DISTINCT ?x) AS ?n) {{ VALUES ?plan {{ <plan/{plan}> }} {pattern} }}"
            for what, pattern in COUNTED.items()
        }
        found = {what: int(self.ask(query)[0][0]) for what, query in queries.items()}
        return {what: count for what, count in found.items() if count}


def loaded(ontology: Ontology, *paths: Path) -> Loaded:
    files, lines = build_files(list(paths), ontology)
    return Loaded({file.plan.id: file.plan for file in files}, store_of(lines))


def counts_of(plan: Plan) -> dict[str, int]:
    """Return the same counts from the record, without a store."""
    measures = plan.measures
    found = {
        "sections": len(plan.sections),
        "measures": len(measures),
        "assignments": sum(len(each.assignments) for each in measures),
        "agencies": len({each.agency for measure in measures for each in measure.assignments}),
        "open ends": sum(len(each.open_ends) for each in measures),
        "deadlines": sum(len(each.deadlines) for each in measures),
        "targets": sum(len(each.targets) for each in measures),
        "conditions": sum(len(each.conditions) for each in measures),
        "rules": len(plan.rules),
        "platforms": len({m.path for each in measures for m in each.mentions if m.kind == "platform"}),
    }
    return {what: count for what, count in found.items() if count}


def test_every_example_is_counted() -> None:
    assert {*PLANS, TOWN.stem} == set(COUNTS)


@pytest.mark.parametrize("name", COUNTS)
def test_record_and_store_hold_what_the_file_says(name: str, ontology: Ontology) -> None:
    found = loaded(ontology, PLANS.get(name, TOWN))
    assert list(found.plans) == [name]
    assert counts_of(found.plans[name]) == COUNTS[name]
    assert found.counts(name) == COUNTS[name]


def test_numbers_that_restart_in_each_section(ontology: Ontology) -> None:
    found = loaded(ontology, PLANS["zhongmu-2024-restart"])
    query = (
        "SELECT ?key ?number ?part { ?m a tk:Measure ; tk:key ?key ; dcterms:isPartOf ?part ; tk:order ?order"
    )
    rows = found.ask(query + " . OPTIONAL { ?m tk:number ?number } } ORDER BY ?order")
    section = "section/zhongmu-2024-restart"
    assert rows == [
        ("1-1", "1", f"{section}/1"),
        ("1-2", "2", f"{section}/1"),
        ("2-1", "1", f"{section}/2"),
        ("2-u1", "", f"{section}/2"),
    ]


def test_a_table_without_leads(ontology: Ontology) -> None:
    found = loaded(ontology, PLANS["zhongmu-2024-table"])
    assert found.ask("SELECT ?m { ?m tk:isLedBy ?agency }") == []
    rows = found.ask(
        "SELECT ?n ?label ?o { ?m a tk:Measure ; tk:number ?n ; tk:asWritten ?label ; tk:order ?o }"
    )
    assert sorted(rows) == [("3", "3", "1"), ("68", "68", "2")]
    assert found.ask("SELECT ?kind ?due { ?d tk:deadlineKind ?kind . OPTIONAL { ?d tk:dueBy ?due } }") == [
        ("ongoing", "")
    ]


def test_one_agency_in_two_parts_of_a_measure(ontology: Ontology) -> None:
    found = loaded(ontology, PLANS["zhongmu-2024-parts"])
    start, finance = "assignment/zhongmu-2024-parts/1", "zhongmu-410122/cai-zheng-ju"
    query = f"SELECT ?x ?part {{ ?x tk:toAgency <agency/{finance}> ; tk:inPart ?part }} ORDER BY ?part"
    assert found.ask(query) == [(f"{start}/{part}/lead/{finance}", part) for part in "ab"]
    assert found.ask("SELECT ?agency { ?m tk:isLedBy ?agency }") == [(f"agency/{finance}",)]
    assert found.ask("SELECT ?x ?part { ?x a tk:OpenEnd ; tk:inPart ?part }") == [
        ("open-end/zhongmu-2024-parts/1/b/responsible", "b")
    ]


def test_rules_stand_on_the_assignments_that_they_made(ontology: Ontology) -> None:
    found = loaded(ontology, PLANS["zhongmu-2024-rules"])
    query = """SELECT ?key ?role ?slug ?kind {
      ?x tk:byRule ?rule ; tk:ofMeasure/tk:key ?key ; tk:inRole ?role ;
      tk:toAgency/tk:slug ?slug . ?rule tk:ruleKind ?kind } ORDER BY ?key ?role"""
    assert found.ask(query) == [
        ("1", "role/lead", "cai-zheng-ju", "first-listed-leads"),
        ("2", "role/lead", "jiao-tong-ju", "first-listed-leads"),
        ("2", "role/responsible", "dang-an-guan", "group-added"),
    ]
    assert found.ask("SELECT ?measure { ?rule tk:appliesFrom ?measure }") == [
        ("measure/zhongmu-2024-rules/2",)
    ]


def test_two_plans_of_one_place(ontology: Ontology) -> None:
    found = loaded(ontology, TOWN, PLANS["zhongmu-2025-town"])
    assert {name: found.counts(name) for name in found.plans} == {name: COUNTS[name] for name in found.plans}
    query = (
        "SELECT ?plan { ?m tk:isLedBy <agency/zhongmu-410122/wei-jian-wei> ; tk:inPlan ?plan } ORDER BY ?plan"
    )
    assert found.ask(query) == [("plan/zhongmu-2024-town",)] * 2 + [("plan/zhongmu-2025-town",)]
    assert found.ask("SELECT (COUNT(?x) AS ?n) { ?x a tk:Organisation }") == [("4",)]


def test_two_places_of_one_pinyin(ontology: Ontology) -> None:
    found = loaded(ontology, PLANS["taizhou-2024"], PLANS["taizhou-2024-js"])
    assert {name: found.counts(name) for name in found.plans} == {name: COUNTS[name] for name in found.plans}
    query = """SELECT ?agency ?label (COUNT(DISTINCT ?m) AS ?n) { ?m tk:isLedBy ?agency .
      ?agency skos:prefLabel ?label } GROUP BY ?agency ?label ORDER BY ?agency"""
    assert found.ask(query) == [
        ("agency/taizhou-321200/cai-zheng-ju", "泰州市财政局", "3"),
        ("agency/taizhou-331000/cai-zheng-ju", "台州市财政局", "2"),
    ]


@pytest.mark.parametrize("together", ["zhongmu", "taizhou", ""])
def test_no_triple_is_in_two_graphs(together: str, ontology: Ontology) -> None:
    """A triple in two graphs would count twice in every question."""
    paths = [path for path in (*PLANS.values(), TOWN) if path.stem.startswith(together)]
    found = loaded(ontology, *paths)
    triples = [quad.triple for quad in found.store]
    assert len(triples) == len(set(triples))
    graphs = {str(graph.value) for graph in found.store.named_graphs() if isinstance(graph, ox.NamedNode)}
    assert {plan_graph(path.stem) for path in paths} <= graphs


def test_the_order_of_the_files_changes_nothing(ontology: Ontology) -> None:
    paths = [*PLANS.values(), TOWN]
    assert build_files(paths, ontology)[1] == build_files(paths[::-1], ontology)[1]


def test_two_plans_may_spell_one_agency_differently(tmp_path: Path, ontology: Ontology) -> None:
    other = tmp_path / "other.yaml"
    content = PLANS["zhongmu-2025-town"].read_text(encoding="utf-8")
    other.write_text(
        content.replace("县财政局\n", "本县财政局\n").replace("小镇本县", "小镇县"), encoding="utf-8"
    )
    for paths in ([TOWN, other], [other, TOWN]):
        found = loaded(ontology, *paths)
        query = "SELECT ?name { <agency/zhongmu-410122/cai-zheng-ju> skos:altLabel ?name } ORDER BY ?name"
        assert sorted(found.ask(query)) == [("县财政局",), ("本县财政局",)]
