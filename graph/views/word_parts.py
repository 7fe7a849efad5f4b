"""Pieces of a Word document that python-docx has no call for: fields, bookmarks, tables made at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from graph.views.cells import visible, width

HEAD_FILL = "E9EEF3"
HEAT = ("", "EEF4FB", "D4E4F4", "B3CFE9", "8DB6DC", "6A9FD0")
"""The backgrounds of shaded cells, the first for none."""
CELL_HALF_POINTS = "18"
TABLE_TWIPS = 9411
"""The width of a table: that of the text on A4 with margins of 22 mm, in twentieths of a point."""
NARROWEST, WIDEST = 6, 36
"""The least and the most that a column is taken to need, in columns of a terminal."""

Element = Any
"""An lxml element of python-docx, which has no types for them."""


def element(tag: str, /, *children: Element, **attributes: str) -> Element:
    """Return the element w:`tag` of WordprocessingML; its attributes too are of that namespace."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(f"w:{tag}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    made.extend(children)
    return made


def run(text: str, *properties: Element) -> Element:
    """Return a run of text; whatever is invisible in it is spelled out."""
    from docx.oxml.ns import qn

    words = element("t")
    words.text = visible(text)
    words.set(qn("xml:space"), "preserve")
    return element("r", *([element("rPr", *properties)] if properties else []), words)


def field_begins(code: str) -> list[Element]:
    """Return the runs that open a field; what follows, up to `field_ends`, is its present result."""
    from docx.oxml.ns import qn

    instruction = element("instrText")
    instruction.text = f" {code} "
    instruction.set(qn("xml:space"), "preserve")
    return [
        element("r", element("fldChar", fldCharType="begin")),
        element("r", instruction),
        element("r", element("fldChar", fldCharType="separate")),
    ]


def field_ends() -> Element:
    """Return the run that closes a field."""
    return element("r", element("fldChar", fldCharType="end"))


def bookmarked(text: str, number: int) -> list[Element]:
    """Return a run between the marks that `linked` leads to; `number` is unique in the document."""
    name = f"_Toc{number:06d}"
    start = element("bookmarkStart", id=str(number), name=name)
    return [start, run(text), element("bookmarkEnd", id=str(number))]


def linked(text: str, number: int) -> Element:
    """Return a link to the bookmark `number`."""
    return element("hyperlink", run(text), anchor=f"_Toc{number:06d}", history="1")


def shade(fill: str) -> Element:
    """Return the background of a paragraph or a cell."""
    return element("shd", val="clear", color="auto", fill=fill)


def table(rows: Sequence[Sequence[str]], numeric: Sequence[bool], shades: Sequence[Sequence[int]]) -> Element:
    """Return a table; its first row is repeated on every page, and no row is broken over two.

    `shades` has a number of `HEAT` for every cell below the first row, 0 for none. Numbers
    stand at the right edge of their column. Made as elements in one go: python-docx reaches
    a cell by counting through the table.
    """
    properties = element(
        "tblPr",
        element("tblStyle", val="TableGrid"),
        element("tblW", w=str(TABLE_TWIPS), type="dxa"),
        element("tblLayout", type="fixed"),
        element("tblLook", val="04A0"),
    )
    sizes = column_sizes(rows)
    grid = element("tblGrid", *(element("gridCol", w=str(size)) for size in sizes))
    fills = [[HEAD_FILL] * len(sizes), *([HEAT[shade] for shade in row] for row in shades)]
    lines = [
        _row(list(zip(row, sizes, numeric, filled, strict=True)), head=place == 0)
        for place, (row, filled) in enumerate(zip(rows, fills, strict=True))
    ]
    return element("tbl", properties, grid, *lines)


def column_sizes(rows: Sequence[Sequence[str]]) -> list[int]:
    """Return the widths of a table's columns in twips, shared out by what their longest cell needs.

    Headings wrap, so half of theirs counts.

    Examples
    --------
    >>> column_sizes([["Agency", "Led"], ["Development and Reform", "8"]])
    [7394, 2016]
    """
    head, *body = rows
    needs = [
        min(WIDEST, max(NARROWEST, width(text) // 2, *(width(row[place]) for row in body), 0))
        for place, text in enumerate(head)
    ]
    return [TABLE_TWIPS * need // sum(needs) for need in needs]


def _row(cells: Sequence[tuple[str, int, bool, str]], *, head: bool) -> Element:
    properties = [element("cantSplit"), *([element("tblHeader")] if head else [])]
    return element("tr", element("trPr", *properties), *(_cell(*cell, head=head) for cell in cells))


def _cell(text: str, wide: int, right: bool, fill: str, *, head: bool) -> Element:
    looks = element("tcPr", element("tcW", w=str(wide), type="dxa"), *([shade(fill)] if fill else []))
    size = element("sz", val=CELL_HALF_POINTS)
    words = run(text, element("b"), size) if head else run(text, size)
    place = element("pPr", element("spacing", after="0"), element("jc", val="right" if right else "left"))
    return element("tc", looks, element("p", place, words))
