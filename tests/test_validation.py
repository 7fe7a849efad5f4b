"""SHACL: every plan conforms, and each single thing that goes wrong in the quads is found."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import pytest
from conftest import DATA, Built, build_files

from graph.rdf.store import store_of
from graph.rdf.terms import integer, iri, text
from graph.rdf.validation import Finding, validate
from graph.vocabulary.iris import node
from graph.vocabulary.namespaces import DCTERMS, OA, ORG, PROV, RDF, SKOS, TK, XSD
from graph.vocabulary.ontology import Ontology

TOWN = "zhongmu-2024-town"
PLAN, MEASURE, SECOND = f"plan/{TOWN}", f"measure/{TOWN}/1", f"measure/{TOWN}/2"
FINANCE, HEALTH = "agency/zhongmu-410122/cai-zheng-ju", "agency/zhongmu-410122/wei-jian-wei"
ARCHIVE = "agency/zhongmu-410122/dang-an-guan"
LEAD = f"assignment/{TOWN}/1/lead/zhongmu-410122/cai-zheng-ju"
TARGET, RANGE = f"target/{TOWN}/2/t1", f"target/{TOWN}/5/t1"
Triple = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """Triples taken out (subject path, predicate, object or "" for any) and put in, and who minds."""

    name: str
    shape: str
    node: str
    out: tuple[Triple, ...] = ()
    into: tuple[Triple, ...] = ()


def to(*path: str) -> str:
    return iri(node(*path))


def dec(value: str) -> str:
    return f'"{value}"^^<{XSD}decimal>'


CHANGES = (
    Change(
        "shortcut without assignment",
        "ShortcutFoundedShape",
        PLAN,
        into=((SECOND, TK + "isLedBy", to(FINANCE)),),
    ),
    Change("assignment without shortcut", "ShortcutStatedShape", PLAN, out=((MEASURE, TK + "isLedBy", ""),)),
    Change(
        "assigned to somebody without assignment",
        "MeasureAssignmentsShape",
        MEASURE,
        into=((MEASURE, TK + "isAssignedTo", to(ARCHIVE)),),
    ),
    Change(
        "assignment without isAssignedTo",
        "MeasureAssignmentsShape",
        MEASURE,
        out=((MEASURE, TK + "isAssignedTo", to(HEALTH)),),
    ),
    Change("target without unit", "UnitShape", TARGET, out=((TARGET, TK + "hasUnit", ""),)),
    Change(
        "a unit of another scheme",
        "UnitSchemeShape",
        TARGET,
        out=((TARGET, TK + "hasUnit", ""),),
        into=((TARGET, TK + "hasUnit", to("kind", "department")),),
    ),
    Change("second status", "PlanStatusShape", PLAN, into=((PLAN, TK + "hasStatus", to("status", "draft")),)),
    Change(
        "a status no plan has",
        "PlanStatusWordShape",
        PLAN,
        out=((PLAN, TK + "hasStatus", ""),),
        into=((PLAN, TK + "hasStatus", to("status", "proposed")),),
    ),
    Change("no superclass", "PlanTypeShape", PLAN, out=((PLAN, RDF + "type", iri(TK + "PolicyDocument")),)),
    Change("an unknown role", "InRoleShape", LEAD, into=((LEAD, TK + "inRole", to("role", "guest")),)),
    Change(
        "an assignment of two measures", "OfMeasureShape", LEAD, into=((LEAD, TK + "ofMeasure", to(SECOND)),)
    ),
    Change("no position", "AssignmentPositionShape", LEAD, out=((LEAD, TK + "position", ""),)),
    Change(
        "print equal to spelling",
        "AssignmentPrintShape",
        LEAD,
        into=((LEAD, TK + "asWritten", text("县财政局")),),
    ),
    Change(
        "a sentence kept",
        "PhraseAsWrittenShape",
        TARGET,
        out=((TARGET, TK + "asWritten", ""),),
        into=((TARGET, TK + "asWritten", text("年底前接种率不低于80%。")),),
    ),
    Change(
        "a phrase too long",
        "PhraseAsWrittenShape",
        TARGET,
        out=((TARGET, TK + "asWritten", ""),),
        into=((TARGET, TK + "asWritten", text("率" * 25)),),
    ),
    Change(
        "range turned round",
        "ValueShape",
        RANGE,
        out=((RANGE, TK + "value", ""),),
        into=((RANGE, TK + "value", dec("3.0")),),
    ),
    Change("between without maximum", "RangeShape", RANGE, out=((RANGE, TK + "maximumValue", ""),)),
    Change(
        "by date without date",
        "DatedDeadlineShape",
        f"deadline/{TOWN}/2/d1",
        out=((f"deadline/{TOWN}/2/d1", TK + "dueBy", ""),),
    ),
    Change(
        "offset past the end",
        "EvidenceInTextShape",
        PLAN,
        out=((f"selector/{TOWN}/38-42", OA + "end", ""),),
        into=((f"selector/{TOWN}/38-42", OA + "end", integer(222)),),
    ),
    Change(
        "offsets turned round",
        "StartShape",
        f"selector/{TOWN}/38-42",
        out=((f"selector/{TOWN}/38-42", OA + "start", ""),),
        into=((f"selector/{TOWN}/38-42", OA + "start", integer(42)),),
    ),
    Change(
        "evidence without source",
        "EvidenceSourceShape",
        f"text/{TOWN}/38-42",
        out=((f"text/{TOWN}/38-42", OA + "hasSource", ""),),
    ),
    Change(
        "one key twice",
        "MeasureKeysShape",
        PLAN,
        out=((SECOND, TK + "key", ""),),
        into=((SECOND, TK + "key", text("1")),),
    ),
    Change(
        "a measure in no section and no plan",
        "PartOfShape",
        MEASURE,
        out=((MEASURE, DCTERMS + "isPartOf", ""),),
    ),
    Change(
        "an agency without name",
        "NameShape",
        FINANCE,
        out=((FINANCE, SKOS + "prefLabel", text("小镇县财政局", "zh")),),
    ),
    Change(
        "an agency that is two things",
        "AgencyTypeShape",
        FINANCE,
        into=((FINANCE, RDF + "type", iri(TK + "AgencyGroup")),),
    ),
    Change(
        "an organisation short of a class",
        "OrganisationTypeShape",
        FINANCE,
        out=((FINANCE, RDF + "type", iri(ORG + "Organization")),),
    ),
    Change(
        "accepted and not aligned",
        "AlignmentStatedShape",
        PLAN,
        into=(
            (f"alignment/{TOWN}/1/2025-be-1-1-4/a", TK + "ofMeasure", to(MEASURE)),
            (f"alignment/{TOWN}/1/2025-be-1-1-4/a", TK + "toConcept", to("bready/2025/be-1-1-4")),
            (f"alignment/{TOWN}/1/2025-be-1-1-4/a", TK + "hasStatus", to("status/accepted")),
        ),
    ),
    Change(
        "aligned and not accepted",
        "AlignmentFoundedShape",
        PLAN,
        into=((MEASURE, TK + "alignsWith", to("bready/2025/be-1-1-4")),),
    ),
    Change(
        "linked without a link", "LinkedToShape", MEASURE, into=((MEASURE, TK + "isLinkedTo", to(SECOND)),)
    ),
    Change("a plan without source", "PlanSourceShape", PLAN, out=((PLAN, PROV + "wasDerivedFrom", ""),)),
)


@pytest.fixture(scope="module")
def lines(town: Built) -> list[str]:
    return town.graph_nq.read_text(encoding="utf-8").splitlines(keepends=True)


def changed(lines: list[str], change: Change) -> list[str]:
    kept = lines
    for subject, predicate, value in change.out:
        start = f"{iri(node(subject))} {iri(predicate)} {value}"
        assert any(line.startswith(start) for line in kept), f"nothing to take out: {start}"
        kept = [line for line in kept if not line.startswith(start)]
    graph = iri(node("graph", "plan", TOWN))
    return kept + [f"{to(each)} {iri(name)} {value} {graph} .\n" for each, name, value in change.into]


def findings(lines: list[str]) -> list[Finding]:
    return validate(store_of(lines))


def test_zhengzhou_conforms(zhengzhou: Built) -> None:
    assert validate(zhengzhou.store) == []


def test_the_town_and_every_odd_plan_conform_together(ontology: Ontology) -> None:
    paths = [DATA / "town" / f"{TOWN}.yaml", *sorted((DATA / "plans").glob("*.yaml"))]
    assert findings(build_files(paths, ontology)[1]) == []


def test_the_town_conforms(lines: list[str]) -> None:
    assert findings(lines) == []


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.name)
def test_a_single_fault_is_found(lines: list[str], change: Change) -> None:
    found = findings(changed(lines, change))
    named = {(each.shape.rpartition("#")[2], each.node) for each in found}
    assert (change.shape, change.node) in named
    for each in found:
        assert each.zh, each.shape
        assert each.en, each.shape
        assert "{?" not in each.zh + each.en, "a message is filled in"


def test_a_finding_says_what_and_where_in_both_languages(lines: list[str]) -> None:
    (change,) = (each for each in CHANGES if each.name == "target without unit")
    (finding,) = (each for each in findings(changed(lines, change)) if each.shape.endswith("UnitShape"))
    assert finding == Finding(
        node=TARGET,
        path=TK + "hasUnit",
        value="",
        shape=finding.shape,
        zh="请在 unit: 填写 units.ttl 中的一个计量单位。",
        en="Write one unit of units.ttl under unit:.",
    )


def test_findings_have_one_order(lines: list[str]) -> None:
    worse = lines
    for change in CHANGES[:8:2]:
        worse = changed(worse, change)
    found = findings(worse)
    assert len(found) > 3
    assert found == sorted(found, key=lambda each: (each.node, each.shape, each.path, each.value))
    assert findings(worse[::-1]) == found


def test_other_shapes_may_be_given(town: Built, tmp_path: Path) -> None:
    shapes = tmp_path / "shapes.ttl"
    shapes.write_text(
        f"""@prefix sh: <http://www.w3.org/ns/shacl#> .
        <x:NoPlanShape> a sh:NodeShape ; sh:targetClass <{TK}Plan> ;
          sh:property <x:NoYearShape> .
        <x:NoYearShape> sh:path <{TK}year> ; sh:maxCount 0 ; sh:message "不写年份"@zh, "No year"@en .""",
        encoding="utf-8",
    )
    (finding,) = validate(town.store, shapes)
    assert (finding.node, finding.zh, finding.en) == (PLAN, "不写年份", "No year")


def test_a_concept_that_is_left_out_comes_back_when_a_plan_mentions_it(lines: list[str]) -> None:
    concept = ox.NamedNode(node("bready", "2025", "be-1-1-4"))
    assert any(line.startswith(f"{concept} ") for line in lines)
    aligned = changed(lines, Change("", "", "", into=((MEASURE, TK + "alignsWith", str(concept)),)))
    shapes = {each.shape.rpartition("#")[2] for each in findings(aligned)}
    assert shapes == {"AlignmentFoundedShape"}, "the concept is known, only no alignment is behind it"
