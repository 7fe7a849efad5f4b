"""The counts of the Zhengzhou plan by SPARQL, and its offsets against the document where it is at hand."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter

import pyoxigraph as ox
import pytest
from conftest import ROOT, Built

from graph.vocabulary.iris import node, path_of
from graph.vocabulary.namespaces import PREFIXES

HEAD = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items()) + f"BASE <{node('')}>\n"
DOCUMENT = ROOT.parent / "shared" / "corpus" / "zhengzhou-2024.txt"
NOISE = re.compile(r"\s|\*\*")

# Whatever is asked, in the words of the plan → how many there are.
COUNTS = {
    "measures": ("?x a tk:Measure ; tk:inPlan <plan/zhengzhou-2024>", 88),
    "sections": ("?x a tk:Section ; tk:inPlan <plan/zhengzhou-2024>", 14),
    "sections with a sector": ("?x a tk:Section ; tk:hasSector ?sector", 14),
    "assignments": ("?x a tk:Assignment", 395),
    "lead assignments": ("?x a tk:Assignment ; tk:inRole <role/lead>", 76),
    "responsible assignments": ("?x a tk:Assignment ; tk:inRole <role/responsible>", 319),
    "agencies": ("?measure tk:isAssignedTo ?x", 81),
    "organisations": ("?measure tk:isAssignedTo ?x . ?x a tk:Organisation", 64),
    "groups": ("?measure tk:isAssignedTo ?x . ?x a tk:AgencyGroup", 17),
    "open ends": ("?x a tk:OpenEnd", 9),
    "targets": ("?x a tk:Target", 49),
    "measures with targets": ("?x tk:hasTarget ?target", 26),
    "documents": ("?measure tk:issues|tk:cites|tk:implements ?x", 9),
    "documents issued": ("?measure tk:issues ?x", 8),
    "documents cited": ("?measure tk:cites ?x", 1),
    "documents implemented": ("?measure tk:implements ?x", 0),
    "alignments": ("?x a tk:Alignment", 98),
    "measures without a lead": ("?x a tk:Measure . FILTER NOT EXISTS { ?x tk:isLedBy ?agency }", 24),
    "measures with a lead": ("?x tk:isLedBy ?agency", 64),
}


def ask(store: ox.Store, query: str) -> list[tuple[str, ...]]:
    found = store.query(HEAD + query, use_default_graph_as_union=True)
    assert isinstance(found, ox.QuerySolutions)
    return [tuple(str(getattr(term, "value", "")) for term in row) for row in found]


@pytest.mark.parametrize("what", COUNTS)
def test_the_counts(zhengzhou: Built, what: str) -> None:
    pattern, count = COUNTS[what]
    assert ask(zhengzhou.store, f"SELECT (COUNT(DISTINCT ?x) AS ?n) {{ {pattern} }}") == [(str(count),)]


def test_only_measure_49_has_no_responsible_agency(zhengzhou: Built) -> None:
    query = """SELECT ?key { ?measure a tk:Measure ; tk:key ?key .
      FILTER NOT EXISTS { ?measure tk:isResponsibilityOf ?agency } }"""
    assert ask(zhengzhou.store, query) == [("49",)]


def test_eleven_measures_have_several_leads(zhengzhou: Built) -> None:
    query = """SELECT ?key (COUNT(DISTINCT ?agency) AS ?n) { ?measure tk:key ?key ; tk:isLedBy ?agency }
      GROUP BY ?key HAVING(COUNT(DISTINCT ?agency) > 1)"""
    found = ask(zhengzhou.store, query)
    assert len(found) == 11
    assert sum(int(count) for _, count in found) + (64 - 11) == 76


def test_the_measures_are_numbered_as_printed(zhengzhou: Built) -> None:
    found = ask(
        zhengzhou.store, "SELECT ?key ?number ?order { ?m tk:key ?key; tk:number ?number; tk:order ?order }"
    )
    assert sorted(found, key=lambda row: int(row[2])) == [(str(n),) * 3 for n in range(1, 89)]


def test_the_plan_is_a_draft(zhengzhou: Built) -> None:
    query = "SELECT ?status { <plan/zhengzhou-2024> tk:hasStatus ?status }"
    assert ask(zhengzhou.store, query) == [(node("status", "draft"),)]


def test_every_assignment_in_the_store_is_the_coded_plans(zhengzhou: Built) -> None:
    query = """SELECT ?key ?role ?position ?agency ?spelling ?words {
      ?x a tk:Assignment ; tk:ofMeasure/tk:key ?key ; tk:inRole ?role ; tk:position ?position ;
        tk:toAgency ?agency ; tk:spelling ?spelling . OPTIONAL { ?x tk:asWritten ?words } }"""
    coded = [
        (
            measure.key,
            f"role/{each.role}",
            str(each.position),
            f"agency/{each.agency}",
            each.spelling,
            each.as_written,
        )
        for measure in zhengzhou.plan.measures
        for each in measure.assignments
    ]
    stored = [
        (row[0], path_of(row[1]), row[2], path_of(row[3]), *row[4:]) for row in ask(zhengzhou.store, query)
    ]
    assert sorted(stored) == sorted(coded)


def test_every_shortcut_is_an_assignment(zhengzhou: Built) -> None:
    """So a question that asks for isLedBy gets what the coded plan says, no more and no less."""
    query = """SELECT ?key ?agency ?word { ?m tk:key ?key ; ?shortcut ?agency .
      VALUES (?shortcut ?word) { (tk:isLedBy "lead") (tk:isResponsibilityOf "responsible") } }"""
    coded = {
        (measure.key, node("agency", each.agency), each.role)
        for measure in zhengzhou.plan.measures
        for each in measure.assignments
    }
    found = ask(zhengzhou.store, query)
    assert (len(found), set(found)) == (395, coded)


def test_no_triple_is_in_two_graphs(zhengzhou: Built) -> None:
    triples = [quad.triple for quad in zhengzhou.store]
    assert len(set(triples)) == len(triples)


def folded(words: str) -> str:
    """Return words as an editor compares them: no white space, no bold marks, one width."""
    return unicodedata.normalize("NFKC", NOISE.sub("", words))


@pytest.mark.skipif(
    not DOCUMENT.exists(), reason="../shared/corpus/zhengzhou-2024.txt is not beside the checkout"
)
def test_every_span_holds_its_words(zhengzhou: Built) -> None:
    """The words at every offset are those that the plan was coded from."""
    raw = DOCUMENT.read_bytes()
    assert hashlib.sha256(raw).hexdigest() == zhengzhou.plan.source.sha256
    text = raw.decode("utf-8")
    wrong, seen = [], 0
    for measure in zhengzhou.plan.measures:
        pairs = [(each.as_written or each.spelling, each.spans) for each in measure.assignments]
        pairs += [(each.as_written, each.spans) for each in measure.open_ends]
        pairs += [(each.as_written, each.spans) for each in measure.deadlines]
        pairs += [(each.as_written, each.spans) for each in (*measure.targets, *measure.conditions)]
        pairs += [(f"《{each.name}》", each.spans) for each in measure.mentions if each.kind == "document"]
        for words, spans in pairs:
            found = "".join(text[start:end] for start, end in spans)
            seen += 1
            if folded(found) != folded(words):
                wrong.append((measure.key, words, found))
    assert wrong == []
    assert seen >= 395 + 9 + 49 + 9


def test_links_rest_on_words_of_both_measures(zhengzhou: Built) -> None:
    measures = {each.key: each for each in zhengzhou.plan.measures}
    links = [(measure, link) for measure in zhengzhou.plan.measures for link in measure.links]
    found = Counter((link.kind, link.status) for _, link in links)
    assert found == {
        ("part-of", "accepted"): 4,
        ("prerequisite", "accepted"): 3,
        ("prerequisite", "proposed"): 1,
        ("part-of", "proposed"): 1,
        ("prerequisite", "rejected"): 2,
    }
    for measure, link in links:
        ends = (measure, measures[link.target.partition("/")[2]])
        inside = [
            [first <= start and end <= last for first, last in each.spans]
            for (start, end), each in zip(link.spans, ends, strict=True)
        ]
        assert all(map(any, inside)), (measure.key, link.target)
        assert link.reason
