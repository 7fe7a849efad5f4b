"""Line ends that break a sentence or a name: noise of pages and of hard-wrapped text."""

from __future__ import annotations

import re
from bisect import bisect_right

from graph.extraction.flat import find_flat
from graph.extraction.numbering import STARTS
from graph.extraction.spaced import find_spaced
from graph.model import Span

BREAK = re.compile(r"\n\s*")
BEFORE_BREAK = " \t*"
PAGE_NUMBER = re.compile(
    r"\n[ \t]*(?:[-—–]{1,2} ?[0-9]{1,3} ?[-—–]{1,2}|第 ?[0-9]{1,3} ?页(?: ?,? ?共 ?[0-9]{1,3} ?页)?)"
    r"[ \t]*(?=\n)"
)
ENDS = frozenset("。;!?:)”】〕》.|")
STAYS = re.compile(r"[(〔—|#>\t]|(?:\*\*)?[\u4e00-\u9fff]{2,12}[:|]|[-*+] ")
# The number of a document and a date stand alone: 昆政办〔2024〕12号.
ALONE = re.compile(
    r"[\u4e00-\u9fff]{1,12}[〔\[(【]20[0-9]{2}[〕\])】][0-9]{1,4}号|20[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日\n"
)
CLOSING = (":", "、", ",", "。", ";", ")")
# Blanks before the first words of a paragraph; more of them set a signature to the right.
INDENT = 4
SHORT = 28
WRAPPED = 0.8
FEWEST = 8
NARROWEST = 16
WIDEST = 60
LONGEST_BRACKET = 300


def line_noise(folded: str) -> list[Span]:
    """Return the line ends in folded text that no reader means, with what stands around them.

    A line end stays after a sentence, after a short heading, before a number, a label or a
    bracket, and between the cells of a table.
    """
    found = [match.span() for match in PAGE_NUMBER.finditer(folded)]
    pages = frozenset(found)
    areas = sorted(
        [*found, *((table.start, table.end) for table in (*find_flat(folded), *find_spaced(folded)))]
    )
    starts = [span[0] for span in areas]
    least, is_wrapped = _fullness(folded)
    previous = reached = 0
    for match in BREAK.finditer(folded):
        start, end = match.span()
        start = reached + len(folded[reached:start].rstrip(BEFORE_BREAK))
        reached = end
        inside = bisect_right(starts, start) - 1
        if inside >= 0 and start < areas[inside][1]:
            previous = previous if areas[inside] in pages else end
            continue
        line = folded[previous:start].lstrip("*# ")
        previous = end
        if end == len(folded) or not line:
            continue
        indent = start - folded.rfind("\n", 0, start) - 1 - len(line)
        is_full = 1 + len(line) + min(indent, INDENT) > least
        is_apart = start < match.start() and STAYS.match(folded, end)
        is_inside = is_full and is_wrapped and not is_apart and _is_open(folded, end)
        if is_inside or _breaks(folded, line, end, is_full=is_full):
            found.append((start, end))
    return sorted(found)


def _breaks(folded: str, line: str, end: int, *, is_full: bool) -> bool:
    """Return whether the line end between `line` and `end` stands inside a sentence or a name."""
    if line[-1] in ENDS or "\t" in line or line.count("|") > 1:
        return False
    if folded.startswith(CLOSING, end):
        return True
    if STARTS.match(folded, end) or STAYS.match(folded, end) or ALONE.match(folded, end):
        return False
    return is_full or line[-1] in "、,"


def _is_open(folded: str, end: int) -> bool:
    """Return whether a bracket that was opened in the sentence before `end` is not closed there."""
    start = folded.rfind("。", max(0, end - LONGEST_BRACKET), end) + 1 or max(0, end - LONGEST_BRACKET)
    return folded.count("(", start, end) > folded.count(")", start, end)


def _fullness(folded: str) -> tuple[float, bool]:
    """Return how long a full line is at least, and whether the text is hard-wrapped.

    It is where a third of its lines are about as long as a long one, or several as long as the longest.
    """
    lengths = sorted(len(line) for line in folded.split("\n") if line.strip())
    if len(lengths) < FEWEST:
        return SHORT, False
    width, longest = lengths[len(lengths) * 9 // 10], lengths[-1]
    full = sum(length >= width * 0.9 for length in lengths)
    if NARROWEST <= width <= WIDEST and full > len(lengths) // 3:
        return width * WRAPPED, True
    even = sum(length >= longest - 1 for length in lengths)
    if NARROWEST <= longest <= WIDEST and even >= max(3, len(lengths) // 12):
        return longest - 2, True
    return SHORT, False
