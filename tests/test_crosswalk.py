"""The crosswalk: every mapping has its justification, and the file is what its script writes."""

from __future__ import annotations

import runpy
from collections import Counter

import pytest
from conftest import ROOT

from graph.vocabulary.iris import path_of
from graph.vocabulary.namespaces import ID, PROV, RDF, SEMAPV, SKOS, TK
from graph.vocabulary.turtle import Triples, index_triples, parse_turtle

ONTOLOGY = ROOT / "ontology"
MATCHES = ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")
ALLOWED = {
    "ManualMappingCuration",
    "LexicalMatching",
    "CompositeMatching",
    "StructuralMatching",
    "BackgroundKnowledgeBasedMatching",
    "UnspecifiedMatching",
}
Pair = tuple[str, str, str]


@pytest.fixture(scope="module")
def triples() -> Triples:
    names = ("bready.ttl", "sectors.ttl", "crosswalk.ttl")
    return index_triples(each for name in names for each in parse_turtle(ONTOLOGY / name))


@pytest.fixture(scope="module")
def mappings(triples: Triples) -> dict[Pair, str]:
    """Return the node of each mapping by subject, relation and object."""
    nodes = triples.subjects_of_type(TK + "Mapping", RDF + "type")
    found = {}
    for node in nodes:
        subject, relation, target = (
            triples.iris(node, TK + each)[0] for each in ("mapsFrom", "byRelation", "mapsTo")
        )
        found[path_of(subject), relation.removeprefix(SKOS), path_of(target)] = node
    assert len(found) == len(list(nodes))
    return found


def stated(triples: Triples) -> set[Pair]:
    return {
        (path_of(subject), match, path_of(target))
        for subject in triples.index
        for match in MATCHES
        for target in triples.iris(subject, SKOS + match)
    }


def test_the_file_is_what_its_script_writes() -> None:
    write = runpy.run_path(str(ONTOLOGY / "make" / "crosswalk.py"))["turtle"]
    assert (ONTOLOGY / "crosswalk.ttl").read_text(encoding="utf-8") == write()


def test_every_mapping_stated_is_justified_and_every_one_justified_is_stated(
    triples: Triples, mappings: dict[Pair, str]
) -> None:
    assert set(mappings) == stated(triples)
    assert len(mappings) == 344 + 2 + 5 + 139, "344 of 345 of 2024, one of them in three, 5 new; judged"


def test_each_has_one_known_justification_a_reason_and_an_author(
    triples: Triples, mappings: dict[Pair, str]
) -> None:
    for node in mappings.values():
        (word,) = triples.iris(node, TK + "hasJustification")
        assert word.removeprefix(SEMAPV) in ALLOWED
        assert triples.text(node, TK + "reason").endswith(".")
        assert len(triples.iris(node, PROV + "wasAttributedTo")) == 1


def test_only_equal_names_go_without_a_confidence(triples: Triples, mappings: dict[Pair, str]) -> None:
    for (subject, _, target), node in mappings.items():
        names = {triples.text(iri, SKOS + "prefLabel", "en") for iri in iris(subject, target)}
        is_lexical = triples.iris(node, TK + "hasJustification") == (f"{SEMAPV}LexicalMatching",)
        assert is_lexical == (subject.startswith("bready/2024/") and len(names) == 1), subject
        sure = triples.text(node, TK + "confidence")
        assert (sure == "") is is_lexical
        assert is_lexical or 0 < float(sure) < 1


def iris(*paths: str) -> list[str]:
    return [ID + each for each in paths]


def test_every_concept_of_2025_down_to_subcategories_comes_from_2024(
    triples: Triples, mappings: dict[Pair, str]
) -> None:
    newer = {
        path
        for subject in triples.index
        if (path := path_of(subject)).startswith("bready/2025/") and path.count("-") < 4
    }
    mapped = {target for subject, _, target in mappings if subject.startswith("bready/2024/")}
    assert mapped == newer
    assert len(newer) == 350


def test_relations_between_the_schemes(mappings: dict[Pair, str]) -> None:
    """Counted from ontology/make/mappings.csv and bready.ttl."""
    found = Counter((scheme(subject), scheme(target)) for subject, _, target in mappings)
    assert found[("bready/2024", "bready/2025")] == 350 + 1, "two of 2024 were merged into one of 2025"
    assert found[("china-index", "doing-business-2020")] == 13
    assert found[("sector", "china-index")] == 18
    assert {target for _, target in found} == {
        "bready/2025",
        "doing-business-2020",
        "china-index",
        "cofog",
    }


def scheme(path: str) -> str:
    return path.rpartition("/")[0]


BY_HAND = {
    ("be-1-2-1", "exactMatch", "be-1-2-1"): ("Lexical", "Same name, same number, same points."),
    ("be-1-1-4", "closeMatch", "be-1-1-4"): ("Lexical", "Same name, same number, points 10 and 5."),
    ("fs-1-1-2", "exactMatch", "fs-1-1-3"): ("Lexical", "Same name, other number, same points."),
    ("be", "exactMatch", "be"): ("Lexical", "Same name."),
    ("mc-3-2-1", "narrowMatch", "mc-3-2-2"): ("Composite", "Split into several."),
    ("us-3-1", "narrowMatch", "us-3-1-1"): ("Structural", "New in 2025, in a category that 2024 has."),
}


@pytest.mark.parametrize("pair", BY_HAND)
def test_mappings_of_2024_by_hand(pair: Pair, triples: Triples, mappings: dict[Pair, str]) -> None:
    subject, relation, target = pair
    node = mappings[f"bready/2024/{subject}", relation, f"bready/2025/{target}"]
    word, reason = BY_HAND[pair]
    assert triples.iris(node, TK + "hasJustification") == (f"{SEMAPV}{word}Matching",)
    assert triples.text(node, TK + "reason") == reason
