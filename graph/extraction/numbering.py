"""Numbers at the start of headings and measures: 一、 (一) 1. (1) ① 第一条."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

HAN_DIGITS = "一二三四五六七八九十百零〇两"
VALUES = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
NUMBER = (
    rf"(?P<han>[{HAN_DIGITS}]{{1,5}})(?:、|\.(?![0-9])|[ ](?=[\u4e00-\u9fff]))"
    rf"|\((?P<hanp>[{HAN_DIGITS}]{{1,5}})\)、?"
    r"|(?P<num>[0-9]{1,3})(?:、|\.(?![0-9]))"
    r"|\((?P<nump>[0-9]{1,3})\)、?"
    rf"|(?P<circle>[{CIRCLED}])"
    rf"|第(?P<article>[{HAN_DIGITS}]{{1,5}}|[0-9]{{1,3}})[条项]"
)
STARTS = re.compile(rf"(?:\*\*|[#>\s])*(?:{NUMBER})")
# A bracketed number right after a sentence or a closing bracket starts a measure of its own.
LABEL = re.compile(
    rf"(?:^|(?<=\n))[ \t]*(?:{NUMBER})[ \t]*|(?<=[)〕。])\((?P<inline>[{HAN_DIGITS}]{{1,5}})\)", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Label:
    """A number as printed, its style (han, hanp, num …) and value, and where it stands."""

    style: str
    value: int
    words: str
    start: int
    end: int


def find_labels(text: str, start: int, end: int) -> Iterator[Label]:
    r"""Yield the numbers that start lines, or measures within a line, in clean text.

    Examples
    --------
    >>> [(label.style, label.value) for label in find_labels("一、甲\n(二)乙\n13.丙", 0, 13)]
    [('han', 1), ('hanp', 2), ('num', 13)]
    """
    for match in LABEL.finditer(text, start, end):
        style = str(match.lastgroup)
        digits = match[style]
        if style == "circle":
            value = CIRCLED.index(digits) + 1
        else:
            value = int(digits) if digits.isdigit() and digits.isascii() else han_value(digits)
        words = match.group().strip()
        yield Label("hanp" if style == "inline" else style, value, words, match.start(), match.end())


def han_value(digits: str) -> int:
    """Return the value of a Chinese numeral up to 999.

    Examples
    --------
    >>> [han_value(each) for each in ("三", "十", "十四", "二十", "一百零八")]
    [3, 10, 14, 20, 108]
    """
    total = digit = 0
    for character in digits:
        if character == "百":
            total, digit = total + 100 * max(digit, 1), 0
        elif character == "十":
            total, digit = total + 10 * max(digit, 1), 0
        else:
            digit = VALUES[character]
    return total + digit
