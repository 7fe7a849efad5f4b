"""What a report is made of: headings, paragraphs, lists and tables of plain text, and their Markdown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graph.table import Table
from graph.views.markdown import escape
from graph.views.tables import markdown_table


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
    """A table that is shown as it is."""

    table: Table


Block = Heading | Paragraph | Bullets | Grid


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
        case Grid(table):
            return markdown_table(table, lang)
