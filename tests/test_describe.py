"""The view of one thing: facts, what refers to it, evidence; in both languages and with nothing lost."""

from __future__ import annotations

import pytest

from graph.coding.schema import plan_schema
from graph.views.describe import EVIDENCE, SHOWN, Statement, describe
from graph.views.value_phrases import VALUE_PHRASES
from graph.vocabulary.iris import node
from graph.vocabulary.namespaces import RDF, TK

MEASURE = node("measure", "town-2024", "1")
LED = Statement(
    TK + "isLedBy", node("agency", "town", "caizheng"), "牵头单位", "is led by", "财政局", "Finance"
)
SHARED = Statement(
    TK + "isResponsibilityOf", node("agency", "town", "weijian"), "责任单位", "is responsibility of", "卫健委"
)
ALSO = Statement(
    TK + "isResponsibilityOf",
    node("agency", "town", "fayuan"),
    "责任单位",
    "is responsibility of",
    "法院",
    "Court",
)
KEY = Statement(TK + "key", "1", "键", "key")
INCOMING = Statement(
    TK + "ofMeasure",
    node("assignment", "town-2024", "1", "lead", "x"),
    "属于举措",
    "of measure",
    incoming=True,
)
PROOF = Statement(EVIDENCE, node("text", "town-2024", "10-24"), "依据", "has evidence")
ALL = (KEY, LED, SHARED, ALSO, INCOMING, PROOF)


def test_the_three_parts_in_english() -> None:
    assert describe(MEASURE, ALL, "en", {PROOF.value: "牵头单位：市财政局"}) == (
        "measure/town-2024/1\n"
        "\n"
        "Facts\n"
        "  key                   1\n"
        "  is led by             Finance  <agency/town/caizheng>\n"
        "  is responsibility of  卫健委  <agency/town/weijian>\n"
        "                        Court  <agency/town/fayuan>\n"
        "\n"
        "Referred to by\n"
        "  of measure  assignment/town-2024/1/lead/x\n"
        "\n"
        "Evidence\n"
        "  characters 10 to 24 of the text (from 0, the last one excluded)  <text/town-2024/10-24>\n"
        "    In the text: “牵头单位：市财政局”\n"
    )


def test_chinese_names_line_up_by_their_width() -> None:
    lines = describe(MEASURE, ALL, "zh").splitlines()
    assert "  键        1" in lines
    assert "  牵头单位  财政局  <agency/town/caizheng>" in lines
    assert "            法院  <agency/town/fayuan>" in lines
    assert [line for line in lines if line and not line.startswith(" ")][1:] == ["内容", "被引用", "依据"]


def test_without_words_only_the_position_is_shown() -> None:
    assert "原文：" not in describe(MEASURE, ALL, "zh")
    assert "原文第10至24字符" in describe(MEASURE, ALL, "zh")


def test_a_part_without_statements_is_left_out() -> None:
    text = describe(MEASURE, [KEY], "en")
    assert "Facts" in text
    assert "Referred to by" not in text
    assert "Evidence" not in text


@pytest.mark.parametrize(
    ("lang", "said"), [("zh", "数据中没有 measure/x。"), ("en", "nothing about measure/x.")]
)
def test_an_unknown_thing_is_said_to_be_unknown(lang: str, said: str) -> None:
    assert said in describe(node("measure", "x"), [], lang)


@pytest.mark.parametrize("extra", [0, 1])
def test_many_values_are_cut_and_counted(extra: int) -> None:
    many = [
        Statement(TK + "ofMeasure", str(n), "", "of measure", incoming=True) for n in range(SHOWN + extra)
    ]
    text = describe(MEASURE, many, "en")
    assert ("and 1 more" in text) == bool(extra)
    assert len(text.splitlines()) == 3 + SHOWN + extra


def test_a_statement_is_shown_once_and_unlabelled_terms_by_their_iri() -> None:
    bare = Statement("http://example.org/p", "x")
    assert describe(MEASURE, [bare, bare], "zh").count("http://example.org/p") == 1


def test_hostile_values_stay_on_their_line() -> None:
    hostile = Statement(TK + "key", "a\n  fake line\x1b[31m\u202e")
    text = describe(MEASURE, [hostile], "en")
    assert len(text.splitlines()) == 4
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_evidence_of_another_form_is_named() -> None:
    odd = Statement(EVIDENCE, node("file", "abc"))
    assert "the source text  <file/abc>" in describe(MEASURE, [odd], "en")


@pytest.mark.parametrize(("lang", "said"), [("zh", "  类别  举措"), ("en", "  is a  measure")])
def test_the_type_is_named_in_words(lang: str, said: str) -> None:
    kind = Statement(RDF + "type", TK + "Measure", value_zh="举措", value_en="measure")
    text = describe(MEASURE, [kind], lang)
    assert said in text
    assert RDF not in text


@pytest.mark.parametrize(
    ("predicate", "value", "zh", "en"),
    [
        ("comparator", "at-least", "不低于", "at least"),
        ("basis", "increase", "增加", "increase"),
        ("ruleKind", "asterisk-leads", "带星号者牵头", "an asterisk marks the lead"),
        ("comparator", "of-my-own", "of-my-own", "of-my-own"),
        ("subject", "exactly", "exactly", "exactly"),
    ],
)
def test_words_of_a_coded_plan_are_said_in_the_language(predicate: str, value: str, zh: str, en: str) -> None:
    told = Statement(TK + predicate, value)
    assert (told.value_label("zh"), told.value_label("en")) == (zh, en)


def test_every_word_that_a_coded_plan_may_use_is_said() -> None:
    parts = plan_schema()["$defs"]
    used = {
        *parts["amount"]["properties"]["comparator"]["enum"],
        *parts["amount"]["properties"]["basis"]["enum"],
        *parts["deadline"]["properties"]["kind"]["enum"],
        *parts["deadline"]["properties"]["recurrence"]["enum"],
        *parts["rule"]["properties"]["kind"]["enum"],
    }
    assert {key.removeprefix("value.") for key in VALUE_PHRASES} == used
