"""Numbers at the start of headings and measures, in every style."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.extraction.numbering import find_labels, han_value, style_ranks

DIGITS = "零一二三四五六七八九"


def han(number: int) -> str:
    """Return a number up to 999 as Chinese plans print it."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words = f"{DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        words += ("" if tens == 1 and not hundreds else DIGITS[tens]) + "十"
    elif hundreds and ones:
        words += "零"
    return words + (DIGITS[ones] if ones else "")


@given(st.integers(1, 999))
def test_every_numeral_is_read(number: int) -> None:
    assert han_value(han(number)) == number


@pytest.mark.parametrize(
    ("line", "style", "value"),
    [
        ("十二、修路", "han", 12),
        ("一 支持修路", "han", 1),
        ("(三)修路", "hanp", 3),
        ("116. 修路", "num", 116),
        ("2、修路", "num", 2),
        ("(4)修路", "nump", 4),
        ("4)修路", "numr", 4),
        ("③修路", "circle", 3),
        ("[5]修路", "nump", 5),
        ("【6】修路", "nump", 6),
        ("★任务一:修路", "task", 1),
        ("事项12、修路", "task", 12),
        ("第七条 修路", "article", 7),
        ("第1项修路", "article", 1),
        ("第二部分 修路", "chapter", 2),
        ("1.2修路", "dotted", 2),
        ("Ⅱ、修路", "roman", 2),
        ("——修路", "dash", 0),
        ("## 一、修路", "han", 1),
        ("  1.修路", "num", 1),
    ],
)
def test_a_number_at_the_start_of_a_line(line: str, style: str, value: int) -> None:
    text = f"甲。\n{line}"
    [label] = find_labels(text, 0, len(text))
    assert (label.style, label.value) == (style, value)
    assert text[label.start :].startswith(label.words)
    assert text[label.end :].lstrip().startswith(("修路", "支持"))


@pytest.mark.parametrize(
    "line", ["2024年修路", "1.5%的道路", "3.2万人", "一件事", "修路(一)", "12345热线", "二十大精神"]
)
def test_what_is_no_number_of_a_heading(line: str) -> None:
    assert list(find_labels(line, 0, len(line))) == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("10.修路\n11.121人才项目\n12.植树", [10, 11, 12]),
        ("1.修路\n2.2024年6月底前建成\n3.15分钟便民圈\n4.植树", [1, 2, 3, 4]),
        ("1.修路\n1.1修东路\n1.2修西路\n2.植树\n2.1种杨树", [1, 1, 2, 2, 1]),
    ],
)
def test_a_text_that_begins_with_a_number_keeps_the_one_before_it(text: str, values: list[int]) -> None:
    assert [label.value for label in find_labels(text, 0, len(text))] == values


def test_a_bracketed_number_after_a_clause_starts_a_measure() -> None:
    text = "(一)修路。(市交通局负责)(二)植树"
    assert [label.value for label in find_labels(text, 0, len(text))] == [1, 2]


def test_the_customary_order_holds_unless_the_plan_says_otherwise() -> None:
    text = "一、甲\n(一)乙\n1.丙\n(1)丁\n二、戊\n1.己\n"
    assert style_ranks(list(find_labels(text, 0, len(text)))) == {"han": 0, "hanp": 1, "num": 2, "nump": 3}
