"""Line ends that break a sentence or a name: noise of pages and of hard-wrapped text."""

from __future__ import annotations

import re

from graph.extraction.numbering import STARTS
from graph.model import Span

BREAK = re.compile(r"[ \t*]*\n\s*")
PAGE_NUMBER = re.compile(
    r"\n[ \t]*(?:[-—–]{1,2} ?[0-9]{1,3} ?[-—–]{1,2}|第 ?[0-9]{1,3} ?页(?: ?共 ?[0-9]{1,3} ?页)?)[ \t]*(?=\n)"
)
ENDS = frozenset("。;!?:)”】〕》.")
STAYS = re.compile(r"[(〔—|#>\t]|(?:\*\*)?[\u4e00-\u9fff]{2,12}[:|]|[-*+] ")
SHORT = 28
WRAPPED = 0.8


def line_noise(folded: str) -> list[Span]:
    """Return the line ends in folded text that no reader means, with what stands around them.

    A line end stays after a sentence, after a short heading, and before a number, a label
    or a bracket.
    """
    pages = [match.span() for match in PAGE_NUMBER.finditer(folded)]
    width = _wrap(folded)
    found = list(pages)
    previous = 0
    for match in BREAK.finditer(folded):
        start, end = match.span()
        line = folded[previous:start].lstrip("*# ")
        previous = end
        if end >= len(folded) or not line or line[-1] in ENDS:
            continue
        if STARTS.match(folded, end) or STAYS.match(folded, end):
            continue
        full = width * WRAPPED if width else SHORT
        if len(line) >= full or line[-1] in "、,":
            found.append((start, end))
    return found


def _wrap(folded: str) -> int:
    """Return the width at which a text is hard-wrapped, 0 where it is not."""
    lengths = sorted(len(line) for line in folded.split("\n") if line.strip())
    if len(lengths) < 8:
        return 0
    width = lengths[len(lengths) * 9 // 10]
    full = sum(length >= width * 0.9 for length in lengths)
    return width if width <= 60 and full > len(lengths) // 3 else 0
