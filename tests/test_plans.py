"""A coded plan as quads: the shortcuts, the superclasses, the evidence and the names of the nodes."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest
from conftest import DATA, ROOT, Built

from graph.coding.plan import read_plan
from graph.model import Alignment, Link, Mention, Plan
from graph.rdf.plans import plan_quads
from graph.vocabulary.iris import node, path_of, plan_graph
from graph.vocabulary.namespaces import DCTERMS, FOAF, OA, PROV, RDF, TK, XSD
from graph.vocabulary.ontology import Ontology

TOWN = "zhongmu-2024-town"
PLANS = sorted((DATA / "plans").glob("*.yaml"))
ALL = [DATA / "town" / f"{TOWN}.yaml", ROOT / "plans" / "zhengzhou-2024.yaml", *PLANS]
SHORTCUTS = {
    "lead": "isLedBy",
    "responsible": "isResponsibilityOf",
    "cooperating": "isAssistedBy",
    "supervising": "isSupervisedBy",
}

# The table of IRIs in DESIGN section 3; P is a plan, K a key, W a word.
P, K, W = r"[a-z0-9]+(?:-[a-z0-9]+)*-\d{4}(?:-[a-z0-9]+)*", r"[a-z0-9]+(?:-[a-z0-9]+)*", r"[a-z-]+"
ROLE, OWNED = r"(?:lead|responsible|cooperating|supervising)", r"(?:cn|[a-z]+-\d{6})/[a-z0-9]+(?:-[a-z0-9]+)*"
NAMES = {
    "plan": rf"plan/{P}",
    "section": rf"section/{P}/{K}",
    "measure": rf"measure/{P}/{K}",
    "assignment": rf"assignment/{P}/{K}(?:/[a-z0-9]+)?/{ROLE}/{OWNED}",
    "target": rf"target/{P}/{K}/t\d+",
    "condition": rf"condition/{P}/{K}/c\d+",
    "deadline": rf"deadline/{P}/{K}/d\d+",
    "open-end": rf"open-end/{P}/{K}(?:/[a-z0-9]+)?/{ROLE}",
    "rule": rf"rule/{P}/r\d+",
    "text": rf"text/{P}/\d+-\d+",
    "selector": rf"selector/{P}/\d+-\d+",
    "alignment": rf"alignment/{P}/{K}/\d{{4}}-[a-z]{{2}}[0-9-]*/{K}",
    "link": rf"link/{W}/{P}/{K}/{P}/{K}",
}
Fact = tuple[str, str, str]


def quads_of(plan: Plan, ontology: Ontology) -> list[ox.Quad]:
    return list(ox.parse("".join(plan_quads(plan, ontology)), format=ox.RdfFormat.N_QUADS))


def facts_of(plan: Plan, ontology: Ontology) -> set[Fact]:
    """Return the triples as paths: subject, predicate without namespace of ours, object path or value."""
    return {
        (_short(quad.subject), _short(quad.predicate), _short(quad.object))
        for quad in quads_of(plan, ontology)
    }


def _short(term: object) -> str:
    assert isinstance(term, ox.NamedNode | ox.Literal)
    return path_of(term.value).removeprefix(TK)


def objects(facts: set[Fact], subject: str, predicate: str) -> set[str]:
    return {value for each, name, value in facts if (each, name) == (subject, predicate)}


@pytest.fixture(scope="module")
def facts(town: Built) -> set[Fact]:
    return facts_of(town.plan, town.ontology)


def plan_of(name: str, ontology: Ontology) -> Plan:
    return read_plan(DATA / "plans" / f"{name}.yaml", ontology).plan


def test_the_shortcuts_of_the_town_by_hand(facts: set[Fact]) -> None:
    led = {(each, value) for each, name, value in facts if name == "isLedBy"}
    agency = {
        word: f"agency/zhongmu-410122/{word}" for word in ("cai-zheng-ju", "wei-jian-wei", "jiao-tong-ju")
    }
    assert led == {
        (f"measure/{TOWN}/1", agency["cai-zheng-ju"]),
        (f"measure/{TOWN}/2", agency["wei-jian-wei"]),
        (f"measure/{TOWN}/3", agency["cai-zheng-ju"]),
        (f"measure/{TOWN}/3", agency["jiao-tong-ju"]),
        (f"measure/{TOWN}/5", agency["cai-zheng-ju"]),
        (f"measure/{TOWN}/6", agency["wei-jian-wei"]),
    }
    assert objects(facts, f"measure/{TOWN}/4", "isResponsibilityOf") == {"agency/zhongmu-410122/dang-an-guan"}
    assert objects(facts, f"measure/{TOWN}/6", "isAssistedBy") == {agency["wei-jian-wei"]}
    assert objects(facts, f"measure/{TOWN}/2", "isAssignedTo") == {
        agency["cai-zheng-ju"],
        agency["wei-jian-wei"],
    }
    assert not {name for _, name, _ in facts} & {"isSupervisedBy"}


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_shortcuts_and_assignments_say_the_same(path: Path, ontology: Ontology) -> None:
    plan = read_plan(path, ontology).plan
    facts = facts_of(plan, ontology)
    stated = {fact for fact in facts if fact[1] in SHORTCUTS.values()}
    coded = {
        (f"measure/{plan.id}/{measure.key}", SHORTCUTS[each.role], f"agency/{each.agency}")
        for measure in plan.measures
        for each in measure.assignments
    }
    assert stated == coded
    assert {fact for fact in facts if fact[1] == "isAssignedTo"} == {
        (measure, "isAssignedTo", agency) for measure, _, agency in coded
    }


def test_every_assignment_stands_with_its_words(zhengzhou: Built) -> None:
    plan = zhengzhou.plan
    facts = facts_of(plan, zhengzhou.ontology)
    expected = set()
    for measure in plan.measures:
        for each in measure.assignments:
            parts = [plan.id, measure.key, each.part, each.role, each.agency]
            subject = "/".join(["assignment", *filter(None, parts)])
            expected |= {
                (subject, "ofMeasure", f"measure/{plan.id}/{measure.key}"),
                (subject, "toAgency", f"agency/{each.agency}"),
                (subject, "inRole", f"role/{each.role}"),
                (subject, "spelling", each.spelling),
                (subject, "position", str(each.position)),
            }
    names = {"ofMeasure", "toAgency", "inRole", "spelling", "position"}
    stated = {fact for fact in facts if fact[0].startswith("assignment/") and fact[1] in names}
    assert stated == expected


def test_superclasses_are_stated(facts: set[Fact]) -> None:
    def types(subject: str) -> set[str]:
        return objects(facts, subject, RDF + "type")

    assert types(f"plan/{TOWN}") == {"Plan", "PolicyDocument", PROV + "Entity"}
    assert types(f"measure/{TOWN}/1") == {"Measure"}
    assert types(f"text/{TOWN}/38-42") == {OA + "SpecificResource"}


def test_evidence_leads_to_the_file_and_the_offsets(town: Built, facts: set[Fact]) -> None:
    lead = f"assignment/{TOWN}/1/lead/zhongmu-410122/cai-zheng-ju"
    assert objects(facts, lead, "hasEvidence") == {f"text/{TOWN}/38-42"}
    assert objects(facts, f"text/{TOWN}/38-42", OA + "hasSource") == {f"file/{town.plan.source.sha256}"}
    assert objects(facts, f"text/{TOWN}/38-42", OA + "hasSelector") == {f"selector/{TOWN}/38-42"}
    assert objects(facts, f"selector/{TOWN}/38-42", OA + "start") == {"38"}
    assert objects(facts, f"selector/{TOWN}/38-42", OA + "end") == {"42"}
    text = (DATA / "town" / "town.txt").read_text(encoding="utf-8")
    assert text[38:42] == "县财政局"


def test_a_name_broken_by_the_page_has_several_places(town: Built) -> None:
    measure = town.plan.measures[0]
    broken = replace(measure, assignments=(replace(measure.assignments[0], spans=((38, 40), (41, 43))),))
    facts = facts_of(replace(town.plan, measures=(broken,)), town.ontology)
    found = objects(facts, f"assignment/{TOWN}/1/lead/zhongmu-410122/cai-zheng-ju", "hasEvidence")
    assert found == {f"text/{TOWN}/38-40", f"text/{TOWN}/41-43"}


def test_amounts_deadlines_and_open_ends_of_the_town(facts: set[Fact]) -> None:
    target, condition = f"target/{TOWN}/5/t1", f"condition/{TOWN}/5/c1"
    assert objects(facts, f"measure/{TOWN}/5", "hasTarget") == {target}
    assert objects(facts, f"measure/{TOWN}/5", "hasCondition") == {condition}
    said = {name: value for subject, name, value in facts if subject == target}
    assert (said["value"], said["maximumValue"], said["comparator"]) == ("1.0", "2.0", "between")
    assert (said["hasUnit"], said["basis"], said["subject"]) == ("unit/project", "new", "建成节约项目")
    assert objects(facts, f"target/{TOWN}/2/t1", "hasDeadline") == {f"deadline/{TOWN}/2/d1"}
    assert objects(facts, f"deadline/{TOWN}/2/d1", "dueBy") == {"2024-12-31"}
    assert objects(facts, f"open-end/{TOWN}/2/responsible", "asWritten") == {"等部门"}
    assert objects(facts, f"open-end/{TOWN}/2/responsible", "inRole") == {"role/responsible"}


def test_numbers_and_days_are_typed(town: Built) -> None:
    kinds = {
        quad.predicate.value.removeprefix(TK): quad.object.datatype.value.removeprefix(XSD)
        for quad in quads_of(town.plan, town.ontology)
        if isinstance(quad.object, ox.Literal) and quad.object.language is None
    }
    assert kinds["value"] == kinds["maximumValue"] == "decimal"
    assert kinds["order"] == kinds["number"] == kinds["year"] == kinds["position"] == "integer"
    assert kinds["dueBy"] == "date"
    assert kinds["key"] == kinds["spelling"] == kinds["asWritten"] == "string"


def test_sections_and_measures_keep_their_order_and_their_place(facts: set[Fact]) -> None:
    assert objects(facts, f"section/{TOWN}/2", DCTERMS + "isPartOf") == {f"plan/{TOWN}"}
    assert objects(facts, f"measure/{TOWN}/4", DCTERMS + "isPartOf") == {f"section/{TOWN}/2"}
    assert objects(facts, f"measure/{TOWN}/4", "inPlan") == {f"plan/{TOWN}"}
    assert [objects(facts, f"measure/{TOWN}/{key}", "order") for key in "123456"] == [
        {key} for key in "123456"
    ]


def test_numbers_that_restart_are_told_apart_by_their_keys(ontology: Ontology) -> None:
    facts = facts_of(plan_of("zhongmu-2024-restart", ontology), ontology)
    first, last = "measure/zhongmu-2024-restart/1-1", "measure/zhongmu-2024-restart/2-1"
    assert objects(facts, first, "number") == objects(facts, last, "number") == {"1"}
    assert objects(facts, "measure/zhongmu-2024-restart/2-u1", "number") == set()
    assert objects(facts, "measure/zhongmu-2024-restart/2-u1", "order") == {"4"}


def test_a_measure_in_parts_keeps_them_apart(ontology: Ontology) -> None:
    facts = facts_of(plan_of("zhongmu-2024-parts", ontology), ontology)
    measure = "measure/zhongmu-2024-parts/1"
    assignments = {subject for subject, name, value in facts if (name, value) == ("ofMeasure", measure)}
    base = "zhongmu-2024-parts/1"
    assert assignments == {
        f"assignment/{base}/a/lead/zhongmu-410122/cai-zheng-ju",
        f"assignment/{base}/b/lead/zhongmu-410122/cai-zheng-ju",
        f"assignment/{base}/a/responsible/zhongmu-410122/wei-jian-wei",
        f"assignment/{base}/b/responsible/zhongmu-410122/jiao-tong-ju",
        f"open-end/{base}/b/responsible",
    }
    assert objects(facts, f"assignment/{base}/b/lead/zhongmu-410122/cai-zheng-ju", "inPart") == {"b"}
    assert objects(facts, measure, "isLedBy") == {"agency/zhongmu-410122/cai-zheng-ju"}


def test_rules_are_nodes_and_touch_their_assignments(ontology: Ontology) -> None:
    facts = facts_of(plan_of("zhongmu-2024-rules", ontology), ontology)
    base = "zhongmu-2024-rules"
    assert objects(facts, f"plan/{base}", "hasRule") == {f"rule/{base}/r1", f"rule/{base}/r2"}
    assert objects(facts, f"rule/{base}/r2", "ruleKind") == {"group-added"}
    assert objects(facts, f"rule/{base}/r2", "appliesFrom") == {f"measure/{base}/2"}
    assert objects(facts, f"rule/{base}/r1", "hasEvidence") == {f"text/{base}/10-20"}
    assert {(subject, value) for subject, name, value in facts if name == "byRule"} == {
        (f"assignment/{base}/1/lead/zhongmu-410122/cai-zheng-ju", f"rule/{base}/r1"),
        (f"assignment/{base}/2/lead/zhongmu-410122/jiao-tong-ju", f"rule/{base}/r1"),
        (f"assignment/{base}/2/responsible/zhongmu-410122/dang-an-guan", f"rule/{base}/r2"),
    }


@pytest.fixture(scope="module")
def rich(town: Built) -> Plan:
    """Return the town with one of everything that it has not: mentions, alignments, links, a whole head."""
    first = replace(
        town.plan.measures[0],
        mentions=(
            Mention("document", "cn/tiao-li", "条例", "cites", ((23, 25),)),
            Mention("platform", "zhongmu-410122/ping-tai", "平台"),
            Mention("programme", "zhongmu-410122/xing-dong", "行动"),
        ),
        alignments=(
            Alignment("be-1-1-4", "2025", "reader-a", "direct", "accepted", Decimal("0.9"), "同一事项"),
            Alignment("be-1-1-3", "2025", "reader-b", "contributes", "proposed"),
        ),
        links=(Link("zhongmu-2024-town/2", "prerequisite", "先办"),),
    )
    return replace(
        town.plan,
        url="https://example.org/plan",
        document_number="〔2024〕1号",
        issued="2024-01-02",
        supersedes="zhongmu-2023-town",
        measures=(first, *town.plan.measures[1:]),
        mentions=(Mention("document", "cn/yi-jian", "意见", "implements"),),
    )


def test_a_whole_head(rich: Plan, ontology: Ontology) -> None:
    facts = facts_of(rich, ontology)
    plan = f"plan/{TOWN}"
    assert objects(facts, plan, FOAF + "page") == {"https://example.org/plan"}
    assert objects(facts, plan, "documentNumber") == {"〔2024〕1号"}
    assert objects(facts, plan, DCTERMS + "issued") == {"2024-01-02"}
    assert objects(facts, plan, DCTERMS + "replaces") == {"plan/zhongmu-2023-town"}
    assert objects(facts, plan, DCTERMS + "publisher") == {"agency/zhongmu-410122/cai-zheng-ju"}
    assert objects(facts, plan, "implements") == {"document/cn/yi-jian"}
    assert objects(facts, plan, "hasStatus") == {"status/final"}
    assert objects(facts, plan, DCTERMS + "title") == {rich.title, rich.title_en}


def test_mentions_alignments_and_links(rich: Plan, ontology: Ontology) -> None:
    facts = facts_of(rich, ontology)
    measure = f"measure/{TOWN}/1"
    assert objects(facts, measure, "cites") == {"document/cn/tiao-li"}
    assert objects(facts, measure, "uses") == {"platform/zhongmu-410122/ping-tai"}
    assert objects(facts, measure, "carriesOut") == {"programme/zhongmu-410122/xing-dong"}
    assert objects(facts, measure, "alignsWith") == {"bready/2025/be-1-1-4"}, "only accepted alignments"
    vote = f"alignment/{TOWN}/1/2025-be-1-1-3/reader-b"
    assert objects(facts, vote, "hasStatus") == {"status/proposed"}
    assert objects(facts, vote, "toConcept") == {"bready/2025/be-1-1-3"}
    assert objects(facts, f"alignment/{TOWN}/1/2025-be-1-1-4/reader-a", "confidence") == {"0.9"}
    link = f"link/prerequisite/{TOWN}/1/{TOWN}/2"
    assert objects(facts, link, "linksFrom") == {measure}
    assert objects(facts, link, "linksTo") == objects(facts, measure, "isLinkedTo") == {f"measure/{TOWN}/2"}
    assert objects(facts, link, "hasLinkKind") == {"link-kind/prerequisite"}


def test_every_node_is_named_by_the_table(rich: Plan, ontology: Ontology) -> None:
    plans = [rich, *(read_plan(path, ontology).plan for path in ALL[1:])]
    found: Counter[str] = Counter()
    for plan in plans:
        for quad in quads_of(plan, ontology):
            assert isinstance(quad.subject, ox.NamedNode)
            path = path_of(quad.subject.value)
            kind = path.partition("/")[0]
            assert re.fullmatch(NAMES[kind], path), path
            found[kind] += 1
    assert set(found) == set(NAMES), "a kind of node that no plan has is not tested"


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_a_plans_lines_are_unique_and_in_its_own_graph(path: Path, ontology: Ontology) -> None:
    plan = read_plan(path, ontology).plan
    lines = list(plan_quads(plan, ontology))
    assert len(lines) == len(set(lines))
    assert {quad.graph_name for quad in quads_of(plan, ontology)} == {ox.NamedNode(plan_graph(plan.id))}
    assert plan_graph(plan.id) != node("plan", plan.id)
