"""What a report is made of: headings, paragraphs, lists and tables of plain text, and their Markdown."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from graph.table import Cell, Table
from graph.views.markdown import escape
from graph.views.phrases import PHRASES
from graph.views.tables import markdown_table
from graph.views.wording import say

DARKEST = 5
"""How many shades there are beside none."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the title."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of plain text."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of points, each plain text."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table that is shown as it is; `caption` stands above it, with its number in the report.

    The columns named in `heat` are shaded by their numbers, where the format has colours.
    """

    table: Table
    caption: str = ""
    number: int = 0
    heat: tuple[str, ...] = ()

    def shades(self) -> list[list[int]]:
        """Return the shade of every cell, row by row: 0 for none, 1 to `DARKEST` by its share of the largest.

        Examples
        --------
        >>> from graph.table import Column
        >>> columns = (Column("topic", "text", "主题", "Topic"), Column("n", "integer", "数", "N"))
        >>> Grid(Table("x", columns, (("a", 0), ("b", 1), ("c", 10))), heat=("n",)).shades()
        [[0, 0], [0, 1], [0, 5]]
        """
        places = {self.table.index(name) for name in self.heat}
        largest = max((_size(row[place]) for row in self.table.rows for place in places), default=0.0)
        return [
            [
                math.ceil(DARKEST * _size(cell) / largest) if place in places and largest else 0
                for place, cell in enumerate(row)
            ]
            for row in self.table.rows
        ]


def _size(cell: Cell) -> float:
    return float(cell) if isinstance(cell, int | float | Decimal) else 0.0


Block = Heading | Paragraph | Bullets | Grid


def numbered(blocks: Iterable[Block], lang: str) -> tuple[Block, ...]:
    """Return the blocks with each table captioned by the phrase of its name and counted from 1.

    Examples
    --------
    >>> from graph.table import Column
    >>> table = Table("report-agencies", (Column("n", "integer", "数", "N"),), ())
    >>> [grid] = numbered([Grid(table)], "en")
    >>> grid.number, grid.caption
    (1, 'Agencies by coordination load')
    """
    found: list[Block] = []
    count = 0
    for block in blocks:
        if isinstance(block, Grid):
            count += 1
            key = f"caption.{block.table.name}"
            caption = block.caption or (say(key, lang) if key in PHRASES else "")
            found.append(replace(block, caption=caption, number=count))
        else:
            found.append(block)
    return tuple(found)


def table_label(number: int, lang: str) -> str:
    """Return what a table is called in its caption: 表1, Table 1."""
    return say("caption.number", lang, number=number)


def to_markdown(blocks: Iterable[Block], lang: str) -> str:
    r"""Return blocks as Markdown, with nothing in them read as markup.

    Examples
    --------
    >>> print(to_markdown((Heading("A *b*", 1), Bullets(("x", "y"))), "en"), end="")
    # A \*b\*
    <BLANKLINE>
    - x
    - y
    """
    return "\n".join(_markdown(block, lang) for block in blocks)


def _markdown(block: Block, lang: str) -> str:
    match block:
        case Heading(text, level):
            return f"{'#' * level} {escape(text)}\n"
        case Paragraph(text):
            return f"{escape(text)}\n"
        case Bullets(items):
            return "".join(f"- {escape(item)}\n" for item in items)
        case Grid(table, caption, number):
            above = f"{escape(f'{table_label(number, lang)} {caption}')}\n\n" if number else ""
            return above + markdown_table(table, lang)
