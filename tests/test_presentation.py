"""What a store says of the town, made ready to read: statements, words, facts, tables."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from conftest import DATA, Built, build_files

from graph import __version__
from graph.about import own_documents, statements, words
from graph.errors import UserError
from graph.presentation import (
    Showing,
    answers,
    page,
    plan_id,
    report,
    report_facts,
    tables_of,
    views,
)
from graph.rdf.store import store_of
from graph.vocabulary.iris import node
from graph.vocabulary.namespaces import DCTERMS, TK
from graph.vocabulary.ontology import Ontology

TOWN = "zhongmu-2024-town"
TEXT = DATA / "town" / "town.txt"
MEASURE = node("measure", TOWN, "1")
FINANCE = node("agency", "zhongmu-410122", "cai-zheng-ju")


@pytest.fixture(scope="module")
def two(ontology: Ontology) -> ox.Store:
    paths = [DATA / "town" / f"{TOWN}.yaml", DATA / "plans" / "zhongmu-2025-town.yaml"]
    return store_of(build_files(paths, ontology)[1])


def test_the_only_plan_needs_no_name(town: Built) -> None:
    assert plan_id(town.store, "") == plan_id(town.store, TOWN) == TOWN


@pytest.mark.parametrize("wanted", ["", "all"])
def test_of_several_plans_one_has_to_be_named(two: ox.Store, wanted: str) -> None:
    with pytest.raises(UserError) as caught:
        plan_id(two, wanted)
    (problem,) = caught.value.problems
    assert problem.remedy == f"Name one of: {TOWN}, zhongmu-2025-town."
    assert plan_id(two, "zhongmu-2025-town") == "zhongmu-2025-town"


def test_a_plan_that_is_not_there(two: ox.Store) -> None:
    with pytest.raises(UserError, match="zhongmu-2024-town"):
        plan_id(two, "zhongmu-2024")


def test_statements_run_both_ways_with_labels(town: Built) -> None:
    found = statements(town.store, MEASURE)
    said = {(each.predicate, each.value): each for each in found if not each.incoming}
    led = said[TK + "isLedBy", FINANCE]
    assert (led.predicate_zh, led.predicate_en) == ("由其牵头", "is led by")
    assert (led.value_zh, led.value_en) == ("小镇县财政局", "Town Finance Bureau")
    assert said[DCTERMS + "title", "办好便民服务"].value_zh == ""
    incoming = {each.value for each in found if each.incoming}
    assert incoming == {
        node("assignment", TOWN, "1", "lead", "zhongmu-410122", "cai-zheng-ju"),
        node("assignment", TOWN, "1", "responsible", "zhongmu-410122", "wei-jian-wei"),
    }
    assert len(found) == len(set(found))


def test_of_a_stranger_nothing_is_said(town: Built) -> None:
    with pytest.raises(UserError, match=f"measure/{TOWN}/99.* is not in the graph"):
        statements(town.store, node("measure", TOWN, "99"))


def test_words_are_those_at_the_offsets(town: Built) -> None:
    lead = node("assignment", TOWN, "1", "lead", "zhongmu-410122", "cai-zheng-ju")
    texts = own_documents(town.store, TEXT)
    assert words(town.store, lead, texts) == {node("text", TOWN, "38-42"): "县财政局"}
    target = node("target", TOWN, "2", "t1")
    assert words(town.store, target, texts) == {node("text", TOWN, "66-75"): "接种率不低于80%"}
    assert words(town.store, FINANCE, texts) == {}, "an agency was read from no single place"


def test_every_spelling_of_the_town_stands_at_its_offsets(town: Built) -> None:
    texts = own_documents(town.store, TEXT.parent)
    for measure in town.plan.measures:
        for each in measure.assignments:
            subject = node("assignment", TOWN, measure.key, each.part, each.role, each.agency)
            assert list(words(town.store, subject, texts).values()) == [each.spelling]


def test_another_document_is_refused(town: Built, tmp_path: Path) -> None:
    other = tmp_path / "town.txt"
    other.write_bytes(TEXT.read_bytes() + b"\n")
    with pytest.raises(UserError) as caught:
        own_documents(town.store, other)
    (problem,) = caught.value.problems
    assert problem.where == str(other)
    assert "is no document that the graph was coded from" in problem.what


def test_the_facts_of_the_town_by_hand(town: Built) -> None:
    facts = report_facts(town.store, TOWN, tables_of(town.store, TOWN))
    assert (facts.plan, facts.status, facts.year, facts.version) == (TOWN, "final", 2024, __version__)
    assert facts.title == "小镇2024年工作要点（虚构）"
    assert facts.title_en == "Town work plan 2024 (invented)"
    assert (facts.place, facts.issuers, facts.issuers_en) == (
        "中牟县",
        ("小镇县财政局",),
        ("Town Finance Bureau",),
    )
    assert (facts.sections, facts.assignments, facts.open_ends) == (2, 10, 1)
    assert (facts.doubts, facts.proposed) == (0, 0)
    assert (facts.source_file, facts.reader) == ("town.txt", "plain 1")
    assert facts.source_sha256 == facts.text_sha256 == town.plan.source.sha256
    assert (facts.document_number, facts.issued, facts.url) == ("", "", "")


def test_the_facts_of_zhengzhou(zhengzhou: Built) -> None:
    facts = report_facts(zhengzhou.store, "zhengzhou-2024", tables_of(zhengzhou.store, "zhengzhou-2024"))
    assert (facts.status, facts.place, facts.sections, facts.assignments) == ("draft", "郑州市", 14, 395)
    assert facts.open_ends == 9


def test_doubts_and_names_on_trial_are_counted(tmp_path: Path, ontology: Ontology) -> None:
    text = (DATA / "town" / f"{TOWN}.yaml").read_text(encoding="utf-8")
    text = text.replace("- spelling: 县档案馆\n  status: accepted\n", "- spelling: 县档案馆\n")
    text = text.replace("  - name: 县交通局\n", "  - name: 县交通局\n    doubt: 或为市局\n")
    path = tmp_path / f"{TOWN}.yaml"
    path.write_text(text, encoding="utf-8")
    store = store_of(build_files([path], ontology)[1])
    facts = report_facts(store, TOWN, tables_of(store, TOWN))
    assert (facts.doubts, facts.proposed) == (1, 1)


def test_tables_are_of_one_plan_only(two: ox.Store) -> None:
    first, later = tables_of(two, TOWN), tables_of(two, "zhongmu-2025-town")
    assert (len(first.assignments.rows), len(later.assignments.rows)) == (10, 2)
    loads = dict(zip(first.rank.values("agency"), first.rank.values("load"), strict=True))
    assert loads == {
        FINANCE: 3,  # with health in 1 and 2, with transport in 3
        node("agency", "zhongmu-410122", "wei-jian-wei"): 2,
        node("agency", "zhongmu-410122", "jiao-tong-ju"): 1,
        node("agency", "zhongmu-410122", "dang-an-guan"): 0,
    }
    assert sorted(load for load in later.rank.values("load") if load) == [1, 1]


def test_every_question_without_a_parameter_becomes_a_table(town: Built) -> None:
    tables = {table.name: table for table in answers(town.store, TOWN)}
    assert {"who_leads_most", "measures_without_lead", "targets"} <= set(tables)
    assert "measures_of_agency" not in tables
    for table in tables.values():
        assert set(table.values("plan")) <= {node("plan", TOWN)}
    assert tables["measures_without_lead"].values("measure") == [node("measure", TOWN, "4")]
    assert len(tables["targets"].rows) == 2
    assert not {"plans", "agencies_in_several_plans"} & set(tables), "these are about several plans"


def test_views_are_whole_files(town: Built) -> None:
    made = views(town.store, TOWN)
    assert {"network.html", "report.zh.md", "report.en.md", "tables/rank.csv"} <= set(made)
    assert "小镇县财政局" in made["report.zh.md"].decode("utf-8")
    assert "Town Finance Bureau" in made["report.en.md"].decode("utf-8")
    assert made["network.html"].decode("utf-8").startswith("<!DOCTYPE html>")
    plain = views(town.store, TOWN, Showing(plain=True))
    assert made["tables/rank.csv"].decode("utf-8") == "\ufeff" + plain["tables/rank.csv"].decode("utf-8")


def test_a_draft_is_called_one_everywhere(zhengzhou: Built) -> None:
    sources = tables_of(zhengzhou.store, "zhengzhou-2024")
    facts = report_facts(zhengzhou.store, "zhengzhou-2024", sources)
    known = zhengzhou.store, "zhengzhou-2024", sources
    assert "征求意见稿" in report(*known, "zh", "markdown").decode()
    assert "draft" in report(*known, "en", "html").decode().lower()
    assert "征求意见稿" in page(facts, sources)


def test_no_sentence_of_the_plan_is_in_the_graph(town: Built) -> None:
    literals = [quad.object.value for quad in town.store if isinstance(quad.object, ox.Literal)]
    sentences = [line for line in TEXT.read_text(encoding="utf-8").splitlines() if line.endswith("。")]
    assert len(sentences) == 6
    assert [value for value in literals for sentence in sentences if sentence in value] == []
