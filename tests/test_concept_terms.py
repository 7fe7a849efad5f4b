"""The words of the concepts of B-READY as they are read from the ontology."""

from __future__ import annotations

from graph.vocabulary.concept_terms import (
    CATEGORY,
    OUTSIDE,
    PILLAR,
    SUBCATEGORY,
    TOPIC,
    read_concept_terms,
    shipped_concept_terms,
)
from graph.vocabulary.ontology import Ontology


def test_the_edition_has_its_topics_pillars_categories_and_subcategories() -> None:
    levels = [each.level for each in shipped_concept_terms().concepts.values()]
    assert [levels.count(each) for each in (TOPIC, PILLAR, CATEGORY, SUBCATEGORY)] == [10, 30, 80, 227]


def test_every_concept_hangs_from_a_concept() -> None:
    concepts = shipped_concept_terms().concepts
    assert all(each.parent in concepts for each in concepts.values() if each.level)
    assert all(each.zh and each.en and each.notation for each in concepts.values())
    assert (concepts["us-2-1-4"].topic, concepts["us-2-1-4"].pillar, concepts["us"].pillar) == ("us", 2, 0)


def test_every_subcategory_has_a_word_that_names_a_concept_of_the_edition() -> None:
    known = shipped_concept_terms()
    named = {key for keys in known.terms.values() for key in keys}
    assert {key for key, each in known.concepts.items() if each.level == SUBCATEGORY} <= named
    assert named <= set(known.concepts)
    assert set(known.pillars.values()) == {1, 2, 3}


def test_a_masking_word_that_another_concept_looks_for_leads_there() -> None:
    terms = shipped_concept_terms().terms
    assert terms["公积金贷款"] == ()
    assert terms["劳动仲裁"] == ("lb-2-2-2",)


def test_headings_name_topics_or_other_work() -> None:
    headings = shipped_concept_terms().headings
    assert headings["执行合同"] == "dr"
    assert headings["经营场所与工程建设"] == "bl"
    assert {headings[each] for each in ("知识产权", "社会信用", "文化旅游", "生态环境", "政务服务")} == {
        OUTSIDE
    }


def test_an_edition_without_words_has_concepts_only(ontology: Ontology) -> None:
    known = read_concept_terms(ontology, "2024")
    assert known.terms == {}
    assert known.concepts["be"].zh == "市场准入"
