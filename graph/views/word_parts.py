"""Pieces of a Word document as text of WordprocessingML: runs, fields, bookmarks, tables, pictures."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from graph.views.cells import visible
from graph.views.column_fit import TABLE_TWIPS, fit
from graph.vocabulary.namespaces import OPEN_XML

NAMESPACES = " ".join(
    f'xmlns:{prefix}="{OPEN_XML}{name}"'
    for prefix, name in (
        ("w", "wordprocessingml/2006/main"),
        ("r", "officeDocument/2006/relationships"),
        ("wp", "drawingml/2006/wordprocessingDrawing"),
        ("a", "drawingml/2006/main"),
        ("pic", "drawingml/2006/picture"),
    )
)
HEAD_FILL = "E9EEF3"
HEAT = ("", "EEF4FB", "D4E4F4", "B3CFE9", "8DB6DC", "6A9FD0")
"""The backgrounds of shaded cells, the first for none."""
EMU = 12_700
"""Units of a picture's size to the point."""
NOT_IN_XML = {0xFFFE: "\ufffd", 0xFFFF: "\ufffd"}
BORDERS = "".join(
    f'<w:{edge} w:val="{looks}" w:sz="4" w:space="0" w:color="{colour}"/>'
    for edge, looks, colour in (
        ("top", "single", "54616E"),
        ("left", "nil", "auto"),
        ("bottom", "single", "54616E"),
        ("right", "nil", "auto"),
        ("insideH", "single", "DDE3E9"),
        ("insideV", "nil", "auto"),
    )
)


def escaped(text: str) -> str:
    r"""Return text that means nothing to XML; what is invisible in it is spelled out.

    Examples
    --------
    >>> escaped('<b>"\x1b')
    '&lt;b&gt;&quot;\\u001b'
    """
    return escape(visible(text).translate(NOT_IN_XML))


def run(text: str, properties: str = "") -> str:
    """Return a run of text.

    Examples
    --------
    >>> run("a & b", "<w:b/>")
    '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">a &amp; b</w:t></w:r>'
    """
    looks = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{looks}<w:t xml:space="preserve">{escaped(text)}</w:t></w:r>'


def paragraph(content: str, style: str = "", properties: str = "") -> str:
    """Return a paragraph of runs, in a style by its id; `properties` in the order of the schema."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    looks = f"<w:pPr>{named}{properties}</w:pPr>" if named or properties else ""
    return f"<w:p>{looks}{content}</w:p>"


def field(code: str, result: str) -> str:
    """Return a field with its present result, a text of runs or paragraphs' insides."""
    return f"{field_begins(code)}{result}{field_ends()}"


def field_begins(code: str) -> str:
    """Return the runs that open a field; what follows, up to `field_ends`, is its present result."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escaped(code)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


def field_ends() -> str:
    """Return the run that closes a field."""
    return '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def bookmarked(text: str, number: int) -> str:
    """Return a run between the marks that `linked` leads to; `number` is unique in the document."""
    start = f'<w:bookmarkStart w:id="{number}" w:name="_Toc{number:06d}"/>'
    return f'{start}{run(text)}<w:bookmarkEnd w:id="{number}"/>'


def linked(text: str, number: int, properties: str = "") -> str:
    """Return a link to the bookmark `number`."""
    return f'<w:hyperlink w:anchor="_Toc{number:06d}" w:history="1">{run(text, properties)}</w:hyperlink>'


def shade(fill: str) -> str:
    """Return the background of a paragraph or a cell."""
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'


def picture(relation: str, number: int, size: tuple[float, float], told: tuple[str, str]) -> str:
    """Return a picture in a run: its relation, its size in points, its title and what it shows."""
    across, down = (round(EMU * each) for each in size)
    title, alt = map(escaped, told)
    name = f'id="{number}" name="Figure {number}"'
    shape = (
        f"<pic:pic><pic:nvPicPr><pic:cNvPr {name}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>"
        f'<a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>'
        f'<a:off x="0" y="0"/><a:ext cx="{across}" cy="{down}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        "</a:prstGeom></pic:spPr></pic:pic>"
    )
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{across}" cy="{down}"/><wp:docPr {name} title="{title}" descr="{alt}"/><a:graphic>'
        f'<a:graphicData uri="{OPEN_XML}drawingml/2006/picture">'
        f"{shape}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def table(
    rows: Sequence[Sequence[str]],
    numeric: Sequence[bool],
    shades: Sequence[Sequence[int]],
    links: Sequence[Sequence[int]] = (),
    *,
    small: bool = False,
) -> str:
    """Return a table; its first row is repeated on every page, and no row is broken over two.

    `shades` has a number of `HEAT` for every cell below the first row, 0 for none, and `links`
    the bookmark that it leads to, 0 for none. `small` ones have smaller letters. Numbers
    stand at the right edge of their column.
    """
    taken = fit(rows, small=small)
    sizes = taken.columns
    plain = f'<w:sz w:val="{taken.half_points}"/>'
    bold = f'<w:b/><w:sz w:val="{taken.head}"/>'
    leading = f'<w:color w:val="1F4876"/>{plain}<w:u w:val="single"/>'
    grid = "".join(f'<w:gridCol w:w="{size}"/>' for size in sizes)
    sides = ["right" if each else "left" for each in numeric]
    head = [
        _cell(run(text, bold), size, side, HEAD_FILL)
        for text, size, side in zip(rows[0], sizes, sides, strict=True)
    ]
    lines = [_row(head, "<w:cantSplit/><w:tblHeader/>")]
    leads = links or [[0] * len(sizes)] * (len(rows) - 1)
    for texts, filled, led in zip(rows[1:], shades, leads, strict=True):
        cells = [
            _cell(linked(text, link, leading) if link else run(text, plain), size, side, HEAT[tone])
            for text, size, side, tone, link in zip(texts, sizes, sides, filled, led, strict=True)
        ]
        lines.append(_row(cells, "<w:cantSplit/>"))
    return f"<w:tbl>{_looks(taken.edge)}<w:tblGrid>{grid}</w:tblGrid>{''.join(lines)}</w:tbl>"


def _looks(edge: int) -> str:
    """Return the properties of a table whose cells have edges of so many twips."""
    return (
        f'<w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{TABLE_TWIPS}" w:type="dxa"/>'
        f'<w:tblBorders>{BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        f'<w:left w:w="{edge}" w:type="dxa"/><w:right w:w="{edge}" w:type="dxa"/></w:tblCellMar>'
        '<w:tblLook w:val="04A0"/></w:tblPr>'
    )


def _row(cells: Sequence[str], properties: str) -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(content: str, wide: int, side: str, fill: str) -> str:
    looks = f'<w:tcW w:w="{wide}" w:type="dxa"/>{shade(fill) if fill else ""}'
    place = f'<w:spacing w:after="0"/><w:jc w:val="{side}"/>'
    return f"<w:tc><w:tcPr>{looks}</w:tcPr>{paragraph(content, '', place)}</w:tc>"
