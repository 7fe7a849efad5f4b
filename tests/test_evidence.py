"""Offsets and numbers against the words: those of the coded plan, and those of the document."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from conftest import DATA, ROOT, Built, build_files

from graph.about import own_documents, words
from graph.build import compare_documents
from graph.coding.evidence import check_evidence, compare_with_text
from graph.coding.plan import read_plan
from graph.documents.plain import read_plain
from graph.errors import UserError
from graph.rdf.store import store_of
from graph.vocabulary.iris import node
from graph.vocabulary.ontology import Ontology

TOWN_TEXT = DATA / "town" / "town.txt"
CORPUS = ROOT.parent / "shared" / "corpus" / "zhengzhou-2024.txt"


def test_the_town_says_what_its_offsets_claim(town: Built) -> None:
    assert compare_with_text(town.plan, read_plain(TOWN_TEXT), "town") == []


def test_zhengzhou_says_what_its_offsets_claim(zhengzhou: Built) -> None:
    if not CORPUS.exists():
        pytest.skip("the plan's document is not beside the checkout")
    assert compare_with_text(zhengzhou.plan, read_plain(CORPUS), "zhengzhou") == []


def test_a_shifted_offset_is_told(town: Built) -> None:
    first = town.plan.measures[0]
    start, end = first.assignments[0].spans[0]
    shifted = replace(first.assignments[0], spans=((start + 1, end + 1),))
    measure = replace(first, assignments=(shifted, *first.assignments[1:]))
    plan = replace(town.plan, measures=(measure, *town.plan.measures[1:]))
    (problem,) = compare_with_text(plan, read_plain(TOWN_TEXT), "town")
    assert problem.where == "town, measure 1"
    assert "not '县财政局'" in problem.what


def test_another_document_is_refused(town: Built, tmp_path: Path) -> None:
    other = tmp_path / "town.txt"
    other.write_text(TOWN_TEXT.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    (problem,) = compare_with_text(town.plan, read_plain(other), "town")
    assert "its checksum differs" in problem.what


def test_offsets_into_a_pdf_are_held_to_it(ontology: Ontology, tmp_path: Path) -> None:
    """A plan's document need not be plain text: build and show read it as extract did."""
    example = ROOT / "docs" / "example"
    coded = example / "dengfeng-2025.yaml"
    for source in (example, example / "dengfeng-2025.pdf"):
        compare_documents([read_plan(coded, ontology)], source)
    with pytest.raises(UserError, match=r"county\.txt does not hold dengfeng-2025\.pdf as it was coded"):
        compare_documents([read_plan(coded, ontology)], example / "county.txt")
    moved = tmp_path / "moved.yaml"
    moved.write_text(coded.read_text(encoding="utf-8").replace("[112, 124]", "[113, 125]"), encoding="utf-8")
    with pytest.raises(UserError, match=r"measure 1.*not '市政务服务和大数据管理局'"):
        compare_documents([read_plan(moved, ontology)], example)
    _, lines = build_files([coded], ontology)
    store = store_of(lines)
    texts = own_documents(store, example / "dengfeng-2025.pdf")
    found = words(store, node("target", "dengfeng-2025", "1", "t1"), texts)
    assert list(found.values()) == ["上线集成办理事项不少于30项"]


@pytest.mark.parametrize(
    ("printed", "value", "found"),
    [
        ("不少于50项", 500, ["value: 500 does not stand in '不少于50项'."]),
        ("不少于５０项", 50, []),
        ("最快0.5个工作日", "0.5", []),
        ("满两年", 2, []),
    ],
)
def test_a_value_stands_in_its_words(printed: str, value: int | str, found: list[str]) -> None:
    data = {"measures": [{"targets": [{"value": value, "as_written": printed}]}]}
    assert [what for _, what, _ in check_evidence(data)] == found
