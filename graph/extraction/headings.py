"""Headings without a number: short lines above a measure, lines after a dash."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from graph.extraction.numbering import STARTS
from graph.model import Span

LONGEST = 30
HEADING = re.compile(r"#*\s*(?:——)?[^。;:?!|\t\n]{2,30}$")
ENDED = "。;)〕】!”"
# Lines that end a document or name it, and head nothing.
FRAME = re.compile(r"附件|附:|抄送|[0-9]{4}年[0-9]{1,2}月|\(.*\)$|.*(?:人民政府|办公室|委员会|解读|说明)$")


def find_headings(
    text: str, measures: Sequence[int], nodes: Sequence[int], clauses: Sequence[Span]
) -> list[Span]:
    r"""Return the lines that head the measures below them without a number.

    `measures` and `nodes` are where measures, and measures and headings, begin. A line
    counts where a measure follows it at once and a sentence or a clause ends before it;
    the line above the first measure counts where there are others.

    Examples
    --------
    >>> text = "甲市计划\n道路\n1.修路。\n树木\n2.植树。\n"
    >>> [text[slice(*span)] for span in find_headings(text, [8, 17], [8, 17], [])]
    ['道路', '树木']
    """
    starts = [clause[0] for clause in clauses]
    found: list[Span] = []
    for order, measure in enumerate(measures):
        span = _line_before(text, measure)
        if span is None:
            continue
        index = bisect_right(starts, span[1]) - 1
        if index >= 0 and clauses[index][1] > span[0]:
            continue
        before = bisect_right(nodes, span[1]) - 1
        if (before >= 0 and nodes[before] >= span[0]) or not _heads(text, span):
            continue
        if (order == 0 and before < 0) or _follows_an_end(text, span, clauses[index][1] if index >= 0 else 0):
            found.append(span)
    return found if len(found) > 1 or (found and found[0][0] > measures[0]) else []


def _follows_an_end(text: str, span: Span, clause_end: int) -> bool:
    """Return whether what stands before a line is a sentence or a clause at its end."""
    before = text[max(0, span[0] - 80) : span[0]].rstrip()
    return before[-1:] in ENDED or text.startswith("——", span[0]) or clause_end >= span[0] - 2


def _line_before(text: str, position: int) -> Span | None:
    """Return the line with words before the line that begins at `position`, None at the start of the text."""
    end = position
    while end > 0 and text[end - 1] in " \n\t#>":
        end -= 1
    start = text.rfind("\n", 0, end) + 1
    return (start, end) if 0 < start < end and "\n" in text[end:position] else None


def _heads(text: str, span: Span) -> bool:
    line = text[slice(*span)].strip()
    if STARTS.match(line) and not line.startswith("——"):
        return False
    return HEADING.match(line) is not None and line[-1] not in ",、" and not FRAME.match(line)
