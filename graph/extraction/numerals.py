"""Numbers as plans print them: 12.65, 1,000, 十二, 三百五十, 百分之八点五."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

DIGITS = {
    "零": 0,
    "〇": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
PLACES = {"十": 10, "百": 100, "千": 1000}
SCALES = {"百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
ARABIC = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
CHINESE = r"[一二两三四五六七八九十][一二两三四五六七八九十百千零〇]*(?:点[零〇一二三四五六七八九]+)?"
# The same small numbers stand in every plan.
KEPT = 1024
NUMBER = re.compile(rf"{ARABIC}|{CHINESE}|[零百千]")


@lru_cache(maxsize=KEPT)
def read_number(words: str) -> Decimal | None:
    """Return the number that `words` print, None where they print none.

    万 and 亿 are left to the unit: a plan's 2.76 万 stays 2.76.

    Examples
    --------
    >>> [str(read_number(words)) for words in ("1,000", "12.65", "三百五十", "两", "八点五")]
    ['1000', '12.65', '350', '2', '8.5']
    >>> read_number("若干") is None
    True
    """
    words = words.strip()
    if not NUMBER.fullmatch(words):
        return None
    if words[0].isdigit():
        return Decimal(words.replace(",", ""))
    whole, _, fraction = words.partition("点")
    value = _whole(whole)
    return (
        Decimal(f"{value}.{''.join(str(DIGITS[each]) for each in fraction)}") if fraction else Decimal(value)
    )


@lru_cache(maxsize=KEPT)
def read_scale(words: str) -> Decimal:
    """Return the factor of 万, 亿, 万亿, 百万 …, 1 of none.

    Examples
    --------
    >>> [str(read_scale(words)) for words in ("", "万", "万亿")]
    ['1', '10000', '1000000000000']
    """
    factor = 1
    for each in words:
        factor *= SCALES[each]
    return Decimal(factor)


def _whole(words: str) -> int:
    """Return a whole number: with places (三百五十, 一百零五) or digit by digit (二〇二四)."""
    if not any(each in PLACES for each in words):
        return int("".join(str(DIGITS[each]) for each in words))
    total = digit = 0
    last = 1
    for each in words:
        if each in PLACES:
            last = PLACES[each]
            total += (digit or 1) * last
            digit = 0
        else:
            digit = DIGITS[each]
            last = last if digit else 1
    # A digit after 百 or 千 stands for the next place down (一百五 is 150), after 零 or 十 for itself.
    return total + digit * max(last // 10, 1)
