"""Clean text: folded, without noise, traced to the reader's text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graph.extraction.clean import clean, fold

ALPHABET = "市發改委（）()：，**zéā責單位\u200b 、。〔〕2024"


@given(st.text(alphabet=ALPHABET, max_size=60))
def test_folding_keeps_the_length(content: str) -> None:
    assert len(fold(content)) == len(content)


@given(st.text(alphabet=ALPHABET, max_size=60))
def test_every_character_is_traced(content: str) -> None:
    cleaned = clean(content)
    folded = fold(content)
    spans = cleaned.spans(0, len(cleaned.text)) if cleaned.text else ()
    assert "".join(folded[start:end] for start, end in spans) == cleaned.text
    assert all(folded[cleaned.offset(at)] == character for at, character in enumerate(cleaned.text))


def test_pinyin_of_mirror_sites_is_no_text() -> None:
    assert clean("經(jīng)開區(qū)、責【zé】任單位").text == "经开区、责任单位"


def test_latin_in_brackets_after_a_latin_word_stays() -> None:
    assert clean("平台API(abc)").text == "平台API(abc)"
