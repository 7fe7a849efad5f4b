"""Titles of measures: a line of its own, or a short first sentence where the plan writes titles so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from graph.model import Span

LONGEST_LINE = 45
LONGEST_INLINE = 40
LONGEST_ALONE = 25
BRACKETS = "(〔【["
STOP = re.compile("[。\n]")
NO_TITLE = re.compile("[;:?!]|[,、]$")
# A promise with a number is what a sentence says, not what a heading names.
PROMISE = re.compile(r"[0-9][0-9.,]*(?:%|个|项|家|万|亿|公里|所|天|日|月)|(?:不少于|不低于|达到|以上|以内)")
# Headings in two halves (强化引领,发挥作用) are told from sentences by most of several being such.
LONGEST_PAIR = 32
PAIRS = 4 / 5
FEWEST_PAIRS = 3


class _Candidate(NamedTuple):
    """The first words of a measure: a title for certain, one where the plan has such, or none.

    `is_whole`: they are the whole text, which speaks neither for titles nor against.
    """

    words: str
    end: int
    is_certain: bool = False
    is_likely: bool = False
    is_whole: bool = False


def find_titles(text: str, bodies: Sequence[tuple[Span, tuple[Span, ...]]]) -> list[tuple[str, int]]:
    r"""Return the title of each measure, "" for none, and where its text goes on.

    `bodies` are the spans after the numbers, with their clauses. A first sentence is a
    title only where half of the plan's measures that go on begin with one short enough.

    Examples
    --------
    >>> text = "修路。修两条道路。\n植树\n种百亩。"
    >>> find_titles(text, [((0, 9), ()), ((10, 17), ())])
    [('修路', 3), ('植树', 13)]
    """
    candidates = [_candidate(text, span, clauses) for span, clauses in bodies]
    voting = [each for each in candidates if not (each.is_certain or each.is_whole)]
    likely = [each.words for each in voting if each.is_likely and not PROMISE.search(each.words)]
    titled = sum("," not in words for words in likely)
    has_inline = (titled > 0 and 2 * titled >= len(voting)) or _are_paired(likely, len(voting))
    return [
        (each.words, each.end) if each.is_certain or (each.is_likely and has_inline) else ("", start)
        for each, ((start, _), _) in zip(candidates, bodies, strict=True)
    ]


def _are_paired(likely: Sequence[str], voting: int) -> bool:
    """Return whether most of the first sentences are as short as a heading in two halves."""
    paired = sum(len(words) <= LONGEST_PAIR and words.count(",") <= 1 for words in likely)
    return paired >= max(FEWEST_PAIRS, PAIRS * voting)


def _candidate(text: str, span: Span, clauses: tuple[Span, ...]) -> _Candidate:
    start, end = span
    first, first_end = next((clause for clause in clauses if clause[0] >= start), (end, end))
    stop = STOP.search(text, start, first)
    last, end_of_title = stop.span() if stop else (first, first)
    words = text[start:last].strip()
    if not words or len(words) > LONGEST_LINE or NO_TITLE.search(words):
        return _Candidate("", start)
    if _stands_apart(text, stop, (start, last), (first, first_end), end):
        return _Candidate(words, end_of_title, is_certain=True)
    if stop is None or stop.group() == "\n":
        return _Candidate("", start)
    if text[end_of_title:first].strip(" \n。"):
        return _Candidate(words, end_of_title, is_likely=len(words) <= LONGEST_INLINE)
    likely = len(words) <= LONGEST_ALONE and "," not in words and not PROMISE.search(words)
    return _Candidate(words, end_of_title, is_likely=likely, is_whole=True)


def _stands_apart(text: str, stop: re.Match[str] | None, title: Span, clause: Span, end: int) -> bool:
    """Return whether the words of `title` have a line of their own, or only an attribution beside them.

    An attribution in brackets on the line of the words leaves them a title only where the
    text goes on in the next line.
    """
    start, last = title
    first, first_end = clause
    if stop is not None:
        return stop.group() == "\n" and stop.end() < end
    if first == end:
        return last - text.rfind("\n", 0, last) <= LONGEST_ALONE
    if text[last - 1] in " \n\t" or (text[first] not in BRACKETS and last - start <= LONGEST_ALONE):
        return True
    return text[first] in BRACKETS and text[first_end : first_end + 1] == "\n" and first_end + 1 < end
