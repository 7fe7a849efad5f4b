"""Numbers at the start of headings and measures, 一、 (一) 1. (1) ① 第一条, and which stands above which."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

HAN_DIGITS = "一二三四五六七八九十百零〇两"
VALUES = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
ROMAN = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ"
NUMBER = (
    rf"第(?P<chapter>[{HAN_DIGITS}]{{1,5}})(?:部分|[章篇])"
    rf"|第(?P<article>[{HAN_DIGITS}]{{1,5}}|[0-9]{{1,3}})[条项]"
    rf"|(?P<han>[{HAN_DIGITS}]{{1,5}})(?: ?、|\.(?![0-9])|[ ](?=[\u4e00-\u9fff]))"
    rf"|\( ?(?P<hanp>[{HAN_DIGITS}]{{1,5}}) ?\)[、.]?"
    r"|(?P<dotted>[0-9]{1,2}(?:\.[0-9]{1,2}){1,2})(?:[、.](?![0-9])|[ ]*(?=[\u4e00-\u9fff“]))(?![%万亿个项])"
    r"|(?P<num>[0-9]{1,3})(?: ?、| ?\.(?![0-9]{1,2}(?![0-9])))"
    r"|[(\[【] ?(?P<nump>[0-9]{1,3}) ?[)\]】][、.]?"
    r"|(?P<numr>[0-9]{1,3})\)(?=[ \u4e00-\u9fff])"
    rf"|(?P<roman>[{ROMAN}])[、. ]?"
    rf"|(?P<circle>[{CIRCLED}])"
    rf"|[★☆●◆■▲]?(?:任务|举措|事项)(?P<task>[{HAN_DIGITS}]{{1,3}}|[0-9]{{1,3}})[:、.]"
    r"|(?P<dash>——)(?=[\u4e00-\u9fff“])"
)
STARTS = re.compile(rf"(?:\*\*|[#>\s])*(?:{NUMBER})")
FIRST = re.compile(rf"[#> \t]*(?:{NUMBER})[ \t]*")
AT_LINE = re.compile(rf"\n{FIRST.pattern}")
# A number right after a closing bracket, one in Chinese after a sentence too, starts a line of its own.
INLINE = re.compile(
    rf"[)〕。](?:\((?P<hanp>[{HAN_DIGITS}]{{1,5}})\)|(?P<han>[{HAN_DIGITS}]{{1,3}})、(?=[\u4e00-\u9fff])"
    r"|(?<!。)(?P<num>[0-9]{1,3})(?:、|\.[ ]?(?=[\u4e00-\u9fff“])))"
)
ORDER = (
    "chapter",
    "article",
    "task",
    "han",
    "roman",
    "hanp",
    "num",
    "dotted",
    "nump",
    "numr",
    "circle",
    "dash",
)


class Label(NamedTuple):
    """A number as printed, its style (han, hanp, num …) and value, and where it stands."""

    style: str
    value: int
    words: str
    start: int
    end: int


def find_labels(text: str, start: int, end: int) -> Iterator[Label]:
    r"""Yield the numbers that start lines, or measures within a line, in clean text.

    The value of 1.2 is 2, that of a dash 0. Where 1. 2. went before, 3.12 is 3. and the number 12.

    Examples
    --------
    >>> [(label.style, label.value) for label in find_labels("一、甲\n(二)乙\n13.丙", 0, 13)]
    [('han', 1), ('hanp', 2), ('num', 13)]
    """
    first = FIRST.match(text, start, end)
    found = [*((first,) if first else ()), *AT_LINE.finditer(text, start, end)]
    inline = list(INLINE.finditer(text, start, end))
    if inline:
        found = sorted([*found, *inline], key=lambda match: match.start())
    last, before = 0, ""
    for match in found:
        style = str(match.lastgroup)
        printed = match.group()
        words = printed.lstrip("\n#> \t)〕。")
        begin = match.start() + len(printed) - len(words)
        label = Label(style, _value(style, match[style]), words.rstrip(), begin, match.end())
        if style == "dotted" != before:
            label = _undotted(label, last)
        last, before = label.value if label.style == "num" else last, style
        yield label


def _undotted(label: Label, last: int) -> Label:
    """Return the label 4. for the 4.15 of a text that begins with a number, where 3. went before."""
    head, _, rest = label.words.rstrip("、. ").partition(".")
    if not last or int(head) != last + 1 or not rest.isdigit() or rest.startswith("0") or int(rest) == 1:
        return label
    words = f"{head}."
    return Label("num", int(head), words, label.start, label.start + len(words))


def _value(style: str, digits: str) -> int:
    if style == "circle":
        return CIRCLED.index(digits) + 1
    if style == "roman":
        return ROMAN.index(digits) + 1
    if style == "dash":
        return 0
    digits = digits.rpartition(".")[2]
    return int(digits) if digits.isascii() else han_value(digits)


def style_ranks(labels: Sequence[Label]) -> dict[str, int]:
    r"""Return how deep each style of number stands, 0 the highest.

    The customary order holds (一、 (一) 1. (1) ①) unless the plan begins the one style anew
    below the other more often than the other way round.

    Examples
    --------
    >>> style_ranks(list(find_labels("1.甲\n(一)乙\n(二)丙\n2.丁\n(一)戊", 0, 26)))
    {'num': 0, 'hanp': 1}
    """
    below: Counter[tuple[str, str]] = Counter(
        (above.style, label.style)
        for above, label in pairwise(labels)
        if label.value <= 1 and label.style != above.style
    )
    printed = {label.style for label in labels}
    styles = [style for style in ORDER if style in printed]

    def depth(style: str) -> tuple[int, int]:
        votes = [below[other, style] - below[style, other] for other in styles]
        placed = [styles.index(other) < styles.index(style) for other in styles]
        above = sum(vote > 0 or (vote == 0 and usual) for vote, usual in zip(votes, placed, strict=True))
        return above, styles.index(style)

    return {style: rank for rank, style in enumerate(sorted(styles, key=depth))}


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
