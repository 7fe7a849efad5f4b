"""Words found in text: the longest wins, marks do not count, offsets hold, time is linear."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.alignment.matching import find_words, make_lexicon

WORDS = ("破产", "破产管理人", "管理人名册", "仲裁", "劳动仲裁", "AEO", "12366", "CIM平台", "贷款")
LEXICON = make_lexicon(WORDS)


def found(text: str) -> list[str]:
    return [hit.word for hit in find_words(LEXICON, text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("完善破产管理人制度", ["破产管理人"]),
        ("破产管理人名册", ["破产管理人"]),  # equal length: the first
        ("劳动仲裁与仲裁", ["劳动仲裁", "仲裁"]),
        ("“破产”管理人", ["破产管理人"]),
        ("‘仲’「裁」", ["仲裁"]),
        ("破产\n管理 人", ["破产管理人"]),
        ("**贷**款", ["贷款"]),
        ("單位貸款", ["贷款"]),
        ("ＡＥＯ企业，aeo", ["AEO", "AEO"]),
        ("AEOX", []),
        ("拨打12366热线", ["12366"]),
        ("编号123661", []),
        ("cim平台", ["CIM平台"]),
        ("破。产", []),
        ("", []),
    ],
)
def test_which_words_are_found(text: str, words: list[str]) -> None:
    assert found(text) == words


def test_a_longer_word_that_is_beaten_leaves_room_for_a_shorter_one() -> None:
    lexicon = make_lexicon(["甲乙", "甲乙丙", "丙丁戊己"])
    assert [hit.word for hit in find_words(lexicon, "甲乙丙丁戊己")] == ["甲乙", "丙丁戊己"]


def test_offsets_are_those_of_the_text_with_its_marks() -> None:
    text = "推进“破产”管理人“贷款”"
    assert [text[hit.start : hit.end] for hit in find_words(LEXICON, text)] == ["破产”管理人", "贷款"]


@given(st.text(alphabet="破产管理人名册仲裁劳动贷款“”‘’ \n*Aa1，。", max_size=60))
def test_finds_are_in_order_apart_and_what_the_text_says(text: str) -> None:
    hits = find_words(LEXICON, text)
    assert all(left.end <= right.start for left, right in pairwise(hits))
    for hit in hits:
        printed = "".join(each for each in text[hit.start : hit.end] if each not in "“”‘’ \n*")
        assert printed.upper() == hit.word


def test_long_and_hostile_text_ends() -> None:
    assert len(found("破产" * 100_000)) == 100_000
    assert found("“" * 100_000 + "\0\ud800" + "A" * 100_000) == []
