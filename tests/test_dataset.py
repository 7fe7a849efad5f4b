"""The whole dataset: sorted, unique, disjoint graphs, the same whatever the order of the documents."""

from __future__ import annotations

import itertools
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from conftest import DATA, ROOT, Built, build_files
from rdflib.compare import isomorphic

from graph.coding.plan import read_plan
from graph.errors import UserError
from graph.rdf.dataset import build_quads, dataset_lines, ontology_quads
from graph.rdf.store import store_of
from graph.vocabulary.iris import GRAPH_BUILD, GRAPH_ENTITIES, GRAPH_ONTOLOGY, node, plan_graph
from graph.vocabulary.namespaces import PROV, RDF, TK
from graph.vocabulary.ontology import Ontology

PLANS = sorted((DATA / "plans").glob("*.yaml"))
TOWN = DATA / "town" / "zhongmu-2024-town.yaml"
EVERY = [TOWN, ROOT / "plans" / "zhengzhou-2024.yaml", *PLANS]


@pytest.fixture(scope="module")
def every(ontology: Ontology) -> list[str]:
    """Return the dataset of every plan at once: two plans of one place, two places of one pinyin."""
    return build_files(EVERY, ontology)[1]


@pytest.fixture(scope="module")
def quads(every: list[str]) -> list[ox.Quad]:
    return list(ox.parse("".join(every), format=ox.RdfFormat.N_QUADS))


def test_lines_are_sorted_and_unique(every: list[str]) -> None:
    assert every == sorted(set(every))
    assert all(line.endswith(" .\n") and line.count("\n") == 1 for line in every)


def test_no_triple_is_in_two_graphs(quads: list[ox.Quad]) -> None:
    counts = Counter(quad.triple for quad in quads)
    assert [triple for triple, count in counts.items() if count > 1] == []
    assert len(quads) == len(counts) > 10_000


def test_the_graphs(quads: list[ox.Quad], ontology: Ontology) -> None:
    plans = [read_plan(path, ontology).plan.id for path in EVERY]
    expected = {GRAPH_ONTOLOGY, GRAPH_ENTITIES, GRAPH_BUILD, *map(plan_graph, plans)}
    assert {quad.graph_name for quad in quads} == {ox.NamedNode(each) for each in expected}


def test_no_node_is_blank(quads: list[ox.Quad], ontology: Ontology) -> None:
    terms = {term for quad in quads for term in quad if term is not None}
    assert not any(isinstance(term, ox.BlankNode) for term in terms)
    assert not any(isinstance(term, ox.BlankNode) for each in ontology.statements for term in each)


def test_every_term_is_written_as_oxigraph_writes_it(every: list[str], quads: list[ox.Quad]) -> None:
    written = ox.serialize(quads, format=ox.RdfFormat.N_QUADS)
    assert written == "".join(every).encode()


def test_the_order_of_documents_changes_nothing(ontology: Ontology) -> None:
    some = [TOWN, *PLANS[:2]]
    first = build_files(some, ontology)[1]
    for order in itertools.permutations(some):
        assert build_files(list(order), ontology)[1] == first


def test_the_order_within_the_ontology_changes_nothing(ontology: Ontology) -> None:
    assert len(set(ontology_quads(ontology))) == len(list(ontology_quads(ontology)))


def test_a_plan_is_the_same_alone_and_among_others(every: list[str], town: Built) -> None:
    graph = f" <{plan_graph(town.plan.id)}> .\n"
    alone = town.graph_nq.read_text(encoding="utf-8").splitlines(keepends=True)
    assert [line for line in every if line.endswith(graph)] == [
        line for line in alone if line.endswith(graph)
    ]


@pytest.mark.parametrize(
    ("plan", "measures", "assignments"),
    [
        ("zhongmu-2024-town", 6, 10),
        ("zhongmu-2025-town", 1, 2),
        ("zhongmu-2024-restart", 4, 4),
        ("zhongmu-2024-table", 2, 3),
        ("zhongmu-2024-parts", 1, 4),
        ("zhongmu-2024-rules", 2, 5),
        ("taizhou-2024", 2, 2),
        ("taizhou-2024-js", 3, 3),
        ("zhengzhou-2024", 88, 395),
    ],
)
def test_counts_stay_right_when_all_are_loaded_together(
    quads: list[ox.Quad], plan: str, measures: int, assignments: int
) -> None:
    graph = ox.NamedNode(plan_graph(plan))
    types = Counter(
        quad.object for quad in quads if quad.graph_name == graph and quad.predicate.value == RDF + "type"
    )
    assert types[ox.NamedNode(TK + "Measure")] == measures
    assert types[ox.NamedNode(TK + "Assignment")] == assignments


@pytest.mark.filterwarnings("ignore:Dataset.default_context:DeprecationWarning")  # rdflib's own use of it
def test_rdflib_reads_the_same_triples(town: Built) -> None:
    content = town.graph_nq.read_text(encoding="utf-8")
    dataset = rdflib.Dataset()
    dataset.parse(data=content, format="nquads")
    by_oxigraph = list(ox.parse(content, format=ox.RdfFormat.N_QUADS))
    for name in (plan_graph(town.plan.id), GRAPH_ENTITIES, GRAPH_BUILD):
        ours = rdflib.Graph()
        triples = "".join(
            f"{each.triple} .\n" for each in by_oxigraph if each.graph_name == ox.NamedNode(name)
        )
        ours.parse(data=triples, format="nt")
        theirs = dataset.graph(rdflib.URIRef(name))
        assert len(ours) == len(theirs) > 0
        assert isomorphic(ours, theirs)
    assert len(dataset) == len(by_oxigraph)


def test_twin_plan_ids_are_refused(ontology: Ontology, tmp_path: Path) -> None:
    copy = tmp_path / "copy.yaml"
    copy.write_bytes(TOWN.read_bytes())
    with pytest.raises(UserError) as caught:
        build_files([TOWN, copy], ontology)
    (problem,) = caught.value.problems
    assert problem.where == str(copy)
    assert "zhongmu-2024-town" in problem.what
    assert str(TOWN) in problem.what
    assert "id of its own" in problem.remedy


def test_where_a_plan_comes_from(ontology: Ontology) -> None:
    files, lines = build_files([TOWN], ontology)
    (file,) = files
    quads = set(ox.parse("".join(build_quads(files)), format=ox.RdfFormat.N_QUADS))
    assert {quad.graph_name for quad in quads} == {ox.NamedNode(GRAPH_BUILD)}
    activity = ox.NamedNode(node("build", file.plan.id))
    used = {
        quad.object for quad in quads if (quad.subject, quad.predicate.value) == (activity, PROV + "used")
    }
    assert used == {
        ox.NamedNode(node("file", file.sha256)),
        ox.NamedNode(node("file", file.plan.source.sha256)),
    }
    names = {
        quad.object for quad in quads if quad.predicate.value == TK + "fileName"
    }  # its name and not its path, which would differ from machine to machine
    assert names == {ox.Literal(TOWN.name)}
    assert str(ROOT) not in "".join(lines)


def test_a_dataset_without_plans_is_the_ontology(ontology: Ontology) -> None:
    lines = dataset_lines([], ontology.register(), ontology)
    store = store_of(lines)
    graphs = {graph.value for graph in store.named_graphs() if isinstance(graph, ox.NamedNode)}
    assert GRAPH_ONTOLOGY in graphs
    assert not any(plan_graph("") in graph for graph in graphs)
