"""What a report and a dataset say of themselves in schema.org's words."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
import rdflib
from conftest import Built

from graph.presentation import report_facts, tables_of
from graph.views.jsonld import Published, dataset_jsonld, report_jsonld, script_text
from graph.views.report_facts import ReportFacts

SCHEMA = rdflib.Namespace("https://schema.org/")


@pytest.fixture(scope="module")
def facts(zhengzhou: Built) -> ReportFacts:
    plan = zhengzhou.plan.id
    return report_facts(zhengzhou.store, plan, tables_of(zhengzhou.store, plan))


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # inside rdflib's own reader
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_it_is_linked_data_that_leads_from_the_report_to_the_plan(facts: ReportFacts, lang: str) -> None:
    node = report_jsonld(facts, lang) | {"@context": {"@vocab": str(SCHEMA)}}
    triples = rdflib.Graph().parse(data=json.dumps(node), format="json-ld")
    report = triples.value(predicate=rdflib.RDF.type, object=SCHEMA.Report)
    dataset = triples.value(report, SCHEMA.isBasedOn)
    assert str(triples.value(dataset, SCHEMA.identifier)) == facts.plan
    assert "395" in str(triples.value(dataset, SCHEMA.description))
    plan = rdflib.URIRef(f"https://w3id.org/tiaokuai/id/plan/{facts.plan}")
    assert plan in triples.objects(dataset, SCHEMA.isBasedOn)
    assert str(triples.value(plan, SCHEMA.name)) == facts.name(lang)
    document = triples.value(plan, SCHEMA.encoding)
    assert str(triples.value(document, SCHEMA.sha256)) == facts.source_sha256
    status = {"zh": "征求意见稿", "en": "Draft for comment"}[lang]
    assert {str(each) for each in triples.objects(None, SCHEMA.creativeWorkStatus)} == {status}


def test_what_a_publisher_names_stands_there_and_nothing_is_made_up(facts: ReportFacts) -> None:
    bare = dataset_jsonld(facts, "en")
    assert not {"license", "distribution"} & set(bare)
    assert bare["creator"]["name"] == "Tiaokuai"
    named = Published(("李华", "Ada"), "CC-BY-4.0", (("graph.nq", "application/n-quads", "ab"),))
    full = dataset_jsonld(facts, "en", named)
    assert [each["name"] for each in full["creator"]] == ["李华", "Ada"]
    assert full["license"].endswith("/CC-BY-4.0")
    assert full["distribution"][0]["sha256"] == "ab"
    assert full.items() >= {key: value for key, value in bare.items() if key != "creator"}.items()


def test_a_title_cannot_leave_the_script_element(facts: ReportFacts) -> None:
    hostile = replace(facts, title="</script><!--<script>&\u2028")
    text = script_text(report_jsonld(hostile, "zh"))
    assert not set("<>&\u2028") & set(text)
    assert json.loads(text)["name"] == f"《{hostile.title}》协同负荷报告"
