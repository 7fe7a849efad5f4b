"""Phrases: both languages, the same blanks to fill in, and no markup."""

from __future__ import annotations

import re
import string
from importlib import import_module
from pathlib import Path

import pytest

from graph import views
from graph.views.phrases import PHRASES as PLAIN
from graph.views.wording import EVERY as PHRASES
from graph.views.wording import counted, joined, listed, measure_list, natural, say, share

VIEWS = Path(views.__file__).parent
HAN = re.compile(r"[\u4e00-\u9fff]")
ONLY_FIGURES = {"share", "unit.share"}


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_no_phrase_has_the_key_of_another() -> None:
    modules = [import_module(f"graph.views.{path.stem}") for path in VIEWS.glob("*_phrases.py")]
    tables = [PLAIN, *(vars(each)[each.__name__.rpartition(".")[2].upper()] for each in modules)]
    assert sum(map(len, tables)) == len(PHRASES)


@pytest.mark.parametrize("key", PHRASES)
def test_every_phrase_is_in_both_languages(key: str) -> None:
    phrase = PHRASES[key]
    assert phrase.zh
    assert phrase.en
    if not key.startswith(("source.", "list.")) and key not in ONLY_FIGURES:
        bare = re.sub(r"\{[^}]*\}|[0-9/%“”《》]", "", phrase.zh)
        assert HAN.search(bare) or not bare.strip("（）：，。 ")
        assert not HAN.search(phrase.en)


@pytest.mark.parametrize("key", PHRASES)
def test_singular_and_plural_leave_the_same_blanks(key: str) -> None:
    phrase = PHRASES[key]
    if phrase.en_one:
        assert blanks(phrase.en_one) - {"n", "N"} == blanks(phrase.en) - {"n", "N"}


@pytest.mark.parametrize("key", PHRASES)
def test_phrases_hold_no_markup(key: str) -> None:
    assert not re.search(r"[<>*`|\[\]]|^#|&\w+;", "\n".join(PHRASES[key]))


@pytest.mark.parametrize(
    "key", [key for key in PHRASES if key.endswith((".zero", ".some", ".all", ".one", ".many"))]
)
def test_sentences_end_with_a_full_stop(key: str) -> None:
    if key.startswith(("heavy.lead.", "groups.")):
        return
    assert PHRASES[key].zh.endswith("。")
    assert PHRASES[key].en.endswith(".")


def test_numbers_of_things() -> None:
    assert [counted("measures", n, "en") for n in (0, 1, 2, 10)] == [
        "no measures",
        "one measure",
        "two measures",
        "10 measures",
    ]
    assert counted("measures", 1, "zh") == "1项举措"
    assert say("gap.no_lead.some", "en", 1, keys="measure 7") == (
        "One measure names several agencies but no lead: measure 7."
    )


def test_lists() -> None:
    assert joined(["A"], "en") == "A"
    assert joined(["A", "B"], "en") == "A and B"
    assert listed(["A", "B", "C", "D"], "en", 2) == "A, B and two others"
    assert listed(["甲", "乙", "丙"], "zh", 2) == "甲、乙等"
    assert measure_list(["10", "2", "1-2", "1-10"], "zh") == "举措1-2、1-10、2、10"


def test_keys_of_every_kind_can_be_sorted() -> None:
    assert sorted(["2-u1", "10", "a", "2", "2-3"], key=natural) == ["2", "2-3", "2-u1", "10", "a"]


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [(0, 5, "0%"), (5, 5, "100%"), (1, 3, "33.3%"), (1, 10000, "under 0.1%"), (9999, 10000, "over 99.9%")],
)
def test_a_share_is_never_rounded_to_none_or_all(part: int, whole: int, text: str) -> None:
    assert share(part, whole, "en") == text


@pytest.mark.parametrize(
    "word",
    [
        "配合对",
        "对配合",
        "合作单位",
        "中介度",
        "名单未尽",
        "单位未列全",
        "校验和",
        "data-health",
        "偶然",
        "把握低于",
    ],
)
def test_a_thing_has_one_word(word: str) -> None:
    assert [key for key, phrase in PHRASES.items() if word in phrase.zh + phrase.en] == []


def test_cooperating_is_a_role_and_nothing_else() -> None:
    assert [key for key, phrase in PHRASES.items() if "配合" in phrase.zh] == ["role.cooperating"]
