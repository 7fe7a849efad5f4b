"""Line ends that break a sentence or a name: noise of pages and of hard-wrapped text."""

from __future__ import annotations

import re
from bisect import bisect_right

from graph.extraction.numbering import STARTS
from graph.model import Span

BREAK = re.compile(r"[ \t*]*\n\s*")
PAGE_NUMBER = re.compile(
    r"\n[ \t]*(?:[-—–]{1,2} ?[0-9]{1,3} ?[-—–]{1,2}|第 ?[0-9]{1,3} ?页(?: ?,? ?共 ?[0-9]{1,3} ?页)?)"
    r"[ \t]*(?=\n)"
)
ENDS = frozenset("。;!?:)”】〕》.|")
STAYS = re.compile(r"[(〔—|#>\t]|(?:\*\*)?[\u4e00-\u9fff]{2,12}[:|]|[-*+] ")
CLOSING = (":", "、", ",", "。", ";", ")")
SHORT = 28
WRAPPED = 0.8
LONGEST_BRACKET = 300


def line_noise(folded: str) -> list[Span]:
    """Return the line ends in folded text that no reader means, with what stands around them.

    A line end stays after a sentence, after a short heading, and before a number, a label
    or a bracket.
    """
    pages = [match.span() for match in PAGE_NUMBER.finditer(folded)]
    starts = [span[0] for span in pages]
    width = _wrap(folded)
    found = list(pages)
    previous = 0
    for match in BREAK.finditer(folded):
        start, end = match.span()
        page = bisect_right(starts, start) - 1
        if page >= 0 and start < pages[page][1]:
            continue
        line = folded[previous:start].lstrip("*# ")
        previous = end
        if end < len(folded) and line and _breaks(folded, line, end, width):
            found.append((start, end))
    return sorted(found)


def _breaks(folded: str, line: str, end: int, width: int) -> bool:
    """Return whether the line end between `line` and `end` stands inside a sentence or a name."""
    is_full = len(line) >= (width * WRAPPED or SHORT)
    if width and is_full and _is_open(folded, end):
        return True
    if line[-1] in ENDS or "\t" in line or line.count("|") > 1:
        return False
    if folded.startswith(CLOSING, end):
        return True
    if STARTS.match(folded, end) or STAYS.match(folded, end):
        return False
    return is_full or line[-1] in "、,"


def _is_open(folded: str, end: int) -> bool:
    """Return whether a bracket that was opened in the sentence before `end` is not closed there."""
    start = folded.rfind("。", max(0, end - LONGEST_BRACKET), end) + 1 or max(0, end - LONGEST_BRACKET)
    return folded.count("(", start, end) > folded.count(")", start, end)


def _wrap(folded: str) -> int:
    """Return the width at which a text is hard-wrapped, 0 where it is not."""
    lengths = sorted(len(line) for line in folded.split("\n") if line.strip())
    if len(lengths) < 8:
        return 0
    width = lengths[len(lengths) * 9 // 10]
    full = sum(length >= width * 0.9 for length in lengths)
    return width if width <= 60 and full > len(lengths) // 3 else 0
