"""Coders as nodes: what a plan or the ontology says of them, once, however many plans name them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from coded_plans import refused_by_checks, refused_by_schema
from conftest import Built

from graph.coding.plan import CodedFile
from graph.errors import UserError
from graph.model import Alignment, Coder, Plan
from graph.rdf.dataset import dataset_lines
from graph.rdf.store import store_of
from graph.vocabulary.iris import GRAPH_ENTITIES, GRAPH_ONTOLOGY, node
from graph.vocabulary.namespaces import OWL, PROV, RDF, SEMAPV, SKOS, TK
from graph.vocabulary.ontology import Ontology

LI = Coder("li", "person", "李编码员", "Li")
CODER = "coders:\n- {{id: {}, kind: {}, label: 编码员{}}}\n"


def coded(town: Built, *coders: Coder, key: str = "", voters: tuple[str, ...] = ()) -> CodedFile:
    """Return the town with coders, and a vote of each voter on its first measure."""
    votes = tuple(Alignment("be-1-1-4", "2025", each, "direct", "accepted") for each in voters)
    first, *rest = town.plan.measures
    plan: Plan = replace(
        town.plan,
        id=town.plan.id + key,
        measures=(replace(first, alignments=votes), *rest),
        coders=coders,
    )
    return CodedFile(Path(f"town{key}.yaml"), "0" * 64, plan)


def store_with(town: Built, *files: CodedFile) -> ox.Store:
    added = files[0].plan.agencies
    return store_of(dataset_lines(files, town.ontology.register(added), town.ontology))


def said(store: ox.Store, coder: str, predicate: str) -> set[tuple[str, str]]:
    """Return the values of a coder under a predicate, each with the graph that says so."""
    quads = store.quads_for_pattern(ox.NamedNode(node("coder", coder)), ox.NamedNode(predicate), None, None)
    return {(str(quad.object).strip("<>"), str(quad.graph_name).strip("<>")) for quad in quads}


def test_a_person_of_two_plans_is_described_once(town: Built) -> None:
    store = store_with(town, coded(town, LI, voters=("li",)), coded(town, LI, key="-b", voters=("li",)))
    assert said(store, "li", RDF + "type") == {
        (PROV + "Person", GRAPH_ENTITIES),
        (PROV + "Agent", GRAPH_ENTITIES),
    }
    assert said(store, "li", SKOS + "prefLabel") == {
        ('"李编码员"@zh', GRAPH_ENTITIES),
        ('"Li"@en', GRAPH_ENTITIES),
    }
    assert said(store, "li", TK + "hasJustification") == {(SEMAPV + "ManualMappingCuration", GRAPH_ENTITIES)}


def test_a_coder_that_nothing_describes_is_still_an_agent(town: Built) -> None:
    store = store_with(town, coded(town, voters=("wang",)))
    assert said(store, "wang", RDF + "type") == {(PROV + "Agent", GRAPH_ENTITIES)}
    assert said(store, "wang", SKOS + "prefLabel") == set()


def test_two_descriptions_of_one_coder_are_refused(town: Built) -> None:
    other = replace(LI, label="李")
    with pytest.raises(UserError, match=r"describes li under coders: in another way than town\.yaml does"):
        store_with(town, coded(town, LI), coded(town, other, key="-b"))


def test_the_method_is_described_by_the_ontology_alone(town: Built) -> None:
    store = store_with(town, coded(town, voters=("method-terms-1",)))
    assert {graph for _, graph in said(store, "method-terms-1", RDF + "type")} == {GRAPH_ONTOLOGY}
    assert said(store, "method-terms-1", OWL + "versionInfo") == {('"1"', GRAPH_ONTOLOGY)}
    assert said(store, "method-terms-1", TK + "hasJustification") == {
        (SEMAPV + "LexicalMatching", GRAPH_ONTOLOGY)
    }


def test_zhengzhou_says_how_its_coding_was_made(zhengzhou: Built) -> None:
    notes = {value for value, _ in said(zhengzhou.store, "two-readings", SKOS + "note")}
    assert len(notes) == 2
    assert any("Two independent automated readings" in note and "no person" in note for note in notes)
    assert said(zhengzhou.store, "two-readings", RDF + "type") == {
        (PROV + "SoftwareAgent", GRAPH_ENTITIES),
        (PROV + "Agent", GRAPH_ENTITIES),
    }


@pytest.mark.parametrize(
    ("coder", "message"),
    [
        (("method-terms-1", "method", ""), "coder 'method-terms-1' is described by Tiaokuai itself."),
        (("m", "method", ", matching: manual"), "matching: manual is by a person, and this coder is a"),
    ],
)
def test_faults_of_a_coder(coder: tuple[str, str, str], message: str, ontology: Ontology) -> None:
    (line,) = refused_by_checks(ontology, names=CODER.format(*coder))
    assert message in line


def test_forms_of_a_coder(ontology: Ontology) -> None:
    assert refused_by_checks(ontology, names=CODER.format("li", "person", ", matching: manual")) == []
    assert "kind" in refused_by_schema(names=CODER.format("li", "robot", ""))[0]
    twin = "- {id: li, kind: person, label: 李}\n"
    (twice,) = refused_by_checks(ontology, names=CODER.format("li", "person", "") + twin)
    assert "coder 'li' stands twice" in twice
