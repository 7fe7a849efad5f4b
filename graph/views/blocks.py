"""What a report is made of: headings, paragraphs, lists, tables and figures, and their Markdown."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from graph.table import Cell, Table
from graph.views.drawing import Drawing
from graph.views.markdown import escape
from graph.views.tables import markdown_table
from graph.views.wording import EVERY, say

DARKEST = 5
"""How many shades there are beside none."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the title.

    `anchor` is what links lead to; with `new_page` it begins a page where there are pages.
    """

    text: str
    level: int = 2
    anchor: str = ""
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of plain text."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of points, each plain text; `ordered` ones are counted."""

    items: tuple[str, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table that is shown as it is; `caption` stands above it, with its number in the report.

    The columns named in `heat` are shaded by their numbers, where the format has colours.
    `anchors` are the headings that the column `agency` leads to, one a row. A `minor` table is
    not counted.
    """

    table: Table
    caption: str = ""
    number: int = 0
    heat: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()
    minor: bool = False

    def leads(self) -> list[list[str]]:
        """Return the anchor of every cell, row by row, "" for none."""
        if not self.anchors:
            return [[""] * len(self.table.columns) for _ in self.table.rows]
        place = self.table.index("agency")
        return [
            [anchor if each == place else "" for each in range(len(self.table.columns))]
            for anchor in self.anchors
        ]

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


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure: its drawing, the table that it shows, a caption under it, and a text in its place.

    Formats without pictures show the table. `number` counts figures, apart from tables.
    """

    drawing: Drawing
    table: Table
    alt: str
    caption: str = ""
    number: int = 0


Block = Heading | Paragraph | Bullets | Grid | Figure


def numbered(blocks: Iterable[Block], lang: str) -> tuple[Block, ...]:
    """Return the blocks with each table and figure captioned by the phrase of its name and counted from 1.

    Examples
    --------
    >>> from graph.table import Column
    >>> table = Table("report-agencies", (Column("n", "integer", "数", "N"),), ())
    >>> [grid] = numbered([Grid(table)], "en")
    >>> grid.number, grid.caption
    (1, 'Agencies by coordination load')
    """
    found: list[Block] = []
    counts: Counter[type] = Counter()
    for block in blocks:
        if isinstance(block, Grid | Figure):
            minor = isinstance(block, Grid) and block.minor
            counts[type(block)] += not minor
            key = f"caption.{block.table.name}"
            caption = block.caption or (say(key, lang) if key in EVERY else "")
            number = 0 if minor else counts[type(block)]
            found.append(replace(block, caption=caption, number=number))
        else:
            found.append(block)
    return tuple(found)


def label_of(block: Grid | Figure, lang: str) -> str:
    """Return what a table or a figure is called in its caption: 表1, Figure 1; "" if it is not counted.

    Examples
    --------
    >>> label_of(Grid(Table("x", (), ()), number=2), "en"), label_of(Grid(Table("x", (), ())), "en")
    ('Table 2.', '')
    """
    key = "caption.figure" if isinstance(block, Figure) else "caption.number"
    return say(key, lang, number=block.number) if block.number else ""


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
        case Bullets(items, ordered):
            marks = [f"{place}." if ordered else "-" for place in range(1, len(items) + 1)]
            return "".join(f"{mark} {escape(item)}\n" for mark, item in zip(marks, items, strict=True))
        case Grid() | Figure():
            caption = f"{label_of(block, lang)} {block.caption}".strip()
            above = f"{escape(caption)}\n\n" if caption else ""
            told = f"{escape(block.alt)}\n\n" if isinstance(block, Figure) else ""
            return above + told + markdown_table(block.table, lang)
