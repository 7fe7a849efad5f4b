"""How wide the columns of a printed table are, and how large its letters: no word or number is broken."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

TABLE_TWIPS = 9411
"""The width of a table: that of the text on A4 with margins of 22 mm, in twentieths of a point."""
HEAD_HALF_POINTS = 16
"""The most of a head's letters; smaller tables have smaller heads."""
SIZES = ((18, 60), (16, 60), (15, 40), (14, 30))
"""Sizes of the letters in half points with the edges of a cell in twips, the first that fits is taken."""
SHORTEST, TEXT, TITLE, LONGEST, WIDEST = 2.0, 8.0, 4.0, 15.0, 32.0
"""In letters as wide as high: least room of a column, of text, of half a head; most of a word, of a cell."""
UNBROKEN = re.compile(r"[（“]?[!-~\u2013]+[）”]?")
ROUNDING = 5
BOLD = 1.11
REST = 0.65
EMS = {
    **dict.fromkeys("fijlt.,:;'!|", 0.4),
    **dict.fromkeys("crsvz()[]/*-\u2013 ", 0.56),
    **dict.fromkeys("ABCDEFGHKLNOPQRSTUVXYZ", 0.82),
    **dict.fromkeys("mwMW%&@", 1.0),
}
"""Widths of characters by their height, as in the widest faces that stand in for Times New Roman."""


@dataclass(frozen=True, slots=True)
class Fit:
    """The widths of columns in twips, the size of letters in half points, the edges of a cell in twips."""

    columns: list[int]
    half_points: int
    edge: int

    @property
    def head(self) -> int:
        """Return the size of the letters of its head, in half points."""
        return min(HEAD_HALF_POINTS, self.half_points)


def fit(rows: Sequence[Sequence[str]], *, small: bool = False) -> Fit:
    """Return widths that fill the width of the text, with the largest letters that break no word or number.

    Parameters
    ----------
    rows
        The texts of the cells, the heads first.
    small
        Begin with the second size.

    Notes
    -----
    Every column has room for its longest word or number, and for some text; what is left is shared out
    by how much more its longest cell would take on one line. Chinese breaks anywhere.

    Examples
    --------
    >>> fit([["Agency", "Led"], ["Development and Reform", "8"]])
    Fit(columns=[8909, 502], half_points=18, edge=60)
    >>> fit([["Betweenness"] * 9, ["0.189"] * 9]).half_points
    14
    >>> sum(fit([["Agency"] * 20, ["Administration"] * 20]).columns) <= TABLE_TWIPS
    True
    """
    heads, *cells = rows
    columns = list(zip(*cells, strict=True)) or [()] * len(heads)
    most = [min(WIDEST, max(map(ems, column), default=0.0)) for column in columns]
    words = [max(map(_longest_word, column), default=0.0) for column in columns]
    titles = [BOLD * max(_longest_word(head), min(TITLE, ems(head) / 2)) for head in heads]
    for half_points, edge in SIZES[small:]:
        letter, edges = 10 * half_points, 2 * edge + ROUNDING
        head = 10 * min(HEAD_HALF_POINTS, half_points)
        least = [
            edges + round(max(letter * max(SHORTEST, word, min(TEXT, whole)), head * title))
            for word, whole, title in zip(words, most, titles, strict=True)
        ]
        if sum(least) <= TABLE_TWIPS:
            break
    wanted = [max(0, edges + round(letter * whole) - room) for whole, room in zip(most, least, strict=True)]
    return Fit(_shared(least, wanted), half_points, edge)


def _shared(least: list[int], wanted: list[int]) -> list[int]:
    """Return what every column has: its least, and of what is left as much as it wants more than others."""
    left = TABLE_TWIPS - sum(least)
    if left < 0 or not any(wanted):
        return [TABLE_TWIPS * each // sum(least) for each in least]
    return [less + left * more // sum(wanted) for less, more in zip(least, wanted, strict=True)]


def ems(text: str) -> float:
    """Return about how wide a text is, by the height of its letters.

    Examples
    --------
    >>> round(ems("0.189"), 2), ems("举措")
    (3.0, 2.0)
    """
    return sum(1.0 if east_asian_width(each) in "WF" else EMS.get(each, REST) for each in text)


def _longest_word(text: str) -> float:
    """Return the width of the longest word that is not broken, within bounds.

    Examples
    --------
    >>> _longest_word("Interval of rank") == ems("Interval"), _longest_word("举措"), _longest_word("0" * 64)
    (True, 2.0, 15.0)
    """
    return min(LONGEST, max(map(ems, UNBROKEN.findall(text)), default=min(SHORTEST, ems(text))))
