from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.extraction.numerals import read_number, read_scale
from graph.extraction.quantities import find_quantities

DIGITS = "零一二三四五六七八九"


def in_chinese(number: int) -> str:
    """Write a number below 10,000 as a plan does: 305 is 三百零五, 12 is 十二."""
    words = ""
    for place, mark in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            words += DIGITS[digit] + mark
        elif words and not words.endswith("零") and number % place:
            words += "零"
    return words.removeprefix("一") if words.startswith("一十") else words


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("12.65", "12.65"),
        ("1,200", "1200"),
        ("1,234,567.5", "1234567.5"),
        ("十", "10"),
        ("二十", "20"),
        ("一百五", "150"),
        ("一百零五", "105"),
        ("三千二", "3200"),
        ("两百", "200"),
        ("二〇二四", "2024"),
        ("八点五", "8.5"),
        ("零", "0"),
        ("0", "0"),
    ],
)
def test_number(words: str, value: str) -> None:
    assert read_number(words) == Decimal(value)


@pytest.mark.parametrize("words", ["", "若干", "12家", "1.2.3", "点五", "万", "第三"])
def test_no_number(words: str) -> None:
    assert read_number(words) is None


@given(st.integers(min_value=1, max_value=9999))
def test_chinese_numbers_are_read_back(number: int) -> None:
    assert read_number(in_chinese(number)) == number


def test_scale() -> None:
    assert [int(read_scale(words)) for words in ("", "百", "万", "百万", "亿", "万亿")] == [
        1,
        100,
        10_000,
        1_000_000,
        100_000_000,
        1_000_000_000_000,
    ]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("2.76 万个中小学学位", "2.76", "school-place-10-thousand"),
        ("3万亿元", "3", "cny-trillion"),
        ("500万千瓦时", "500", "kilowatt-hour-10-thousand"),
        ("5千米", "5", "kilometre"),
        ("1.5万余人", "1.5", "person-10-thousand"),
        ("2万个停车位", "20000", "parking-space"),
        ("千分之三", "3", "permille"),
        ("百分之八点五", "8.5", "percent"),
        ("12 %", "12", "percent"),
        ("3家养老机构", "3", "institution"),
        ("3家龙头企业", "3", "enterprise"),
        ("5个省级重点项目", "5", "project"),
        ("5个项目建设单位名单", "5", "project"),
        ("幼儿园5所", "5", "school"),
        ("社区医院5所", "5", "institution"),
        ("博士后工作平台10家", "10", "platform"),
        ("50元/平方米", "50", "cny-per-square-metre"),
    ],
)
def test_quantity(text: str, value: str, unit: str) -> None:
    (found,) = find_quantities(text, 0, len(text))
    assert (found.value, found.unit, found.end <= len(text)) == (Decimal(value), unit, True)


@pytest.mark.parametrize(
    "text",
    ["5G", "B2B家", "第3批", "1+3家", "2024", "〔2024〕3号", "万家灯火", "一网通办", "“5家”", "《3项规定》"],
)
def test_no_quantity(text: str) -> None:
    assert not list(find_quantities(text, 0, len(text)))


def test_a_ratio_and_a_falling_range_are_doubted() -> None:
    (ratio,) = find_quantities("300元/吨", 0, 6)
    (falling,) = find_quantities("5-3家", 0, 4)
    assert ratio.doubt
    assert falling.doubt
    assert falling.maximum is None
