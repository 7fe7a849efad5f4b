"""The report as one HTML file that asks nothing of a server: contents, numbered tables, print style."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from graph.views.blocks import Block, Bullets, Figure, Grid, Heading, Paragraph, label_of
from graph.views.cells import visible, width
from graph.views.svg import to_svg
from graph.views.tables import heading, is_numeric, shown
from graph.views.wording import say

TEMPLATES = Path(__file__).resolve().parent / "templates"
POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'sha256-{style}'"
CONTENTS_LEVEL = 2
SHORT, KEPT, LONG = 18, 8, 30
"""Columns of a cell and of a heading that are kept on one line, letters of a word that may be broken."""

Part = dict[str, object]


def to_html(blocks: Iterable[Block], lang: str, described: str = "") -> str:
    """Return blocks as a whole HTML document.

    Parameters
    ----------
    blocks
        Headings, paragraphs, lists and tables of plain text; the first heading of
        level 1 is the title, what stands before it a banner above it.
    lang
        zh or en.
    described
        What the page is about, as JSON-LD that can stand in a script element
        (`graph.views.jsonld.script_text`); a block of data, which nothing runs.

    Notes
    -----
    Text is escaped wherever it stands, and invisible characters are spelled out.
    The file holds no script that runs; its Content-Security-Policy allows its own style by
    checksum and nothing else.

    Examples
    --------
    >>> page = to_html((Heading("A <b>", 1), Paragraph("x & y")), "en")
    >>> "<h1>A &lt;b&gt;</h1>" in page, "<p>x &amp; y</p>" in page
    (True, True)
    """
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    style = (TEMPLATES / "report.css").read_text(encoding="utf-8").strip()
    checksum = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    parts = [_part(block, number, lang) for number, block in enumerate(blocks)]
    title = next((each["text"] for each in parts if each["kind"] == "h1"), "")
    return environment.get_template("report.html").render(
        lang="zh-CN" if lang == "zh" else "en",
        title=title,
        contents_title=say("report.contents", lang),
        contents=[each for each in parts if each["kind"] == f"h{CONTENTS_LEVEL}"],
        sections=_sections(parts),
        policy=POLICY.format(style=checksum),
        style=style,
        described=described,
    )


def _part(block: Block, number: int, lang: str) -> Part:
    """Return what the template needs of a block; `id` is unique in the document."""
    match block:
        case Heading(text, level, anchor, new_page):
            looks = "page" if new_page else ""
            return {"kind": f"h{level}", "id": anchor or f"s{number}", "text": visible(text), "looks": looks}
        case Paragraph(text):
            return {"kind": "p", "text": visible(text)}
        case Bullets(items, ordered):
            return {"kind": "ol" if ordered else "ul", "items": [visible(item) for item in items]}
        case Grid():
            return _table(block, f"t{number}", lang)
        case Figure():
            svg = to_svg(block.drawing, f"f{number}", block.caption, block.alt)
            label = label_of(block, lang)
            return {"kind": "figure", "svg": svg, "label": label, "caption": visible(block.caption)}


def _table(grid: Grid, name: str, lang: str) -> Part:
    numeric = ["n" if is_numeric(column) else "" for column in grid.table.columns]
    heads = [visible(heading(column, lang)) for column in grid.table.columns]
    sides = [
        f"{side} s".strip() if width(head) <= KEPT else side
        for head, side in zip(heads, numeric, strict=True)
    ]
    rows = [
        [
            _cell(visible(shown(cell, lang)), side, shade, anchor)
            for cell, side, shade, anchor in zip(row, numeric, shades, anchors, strict=True)
        ]
        for row, shades, anchors in zip(grid.table.rows, grid.shades(), grid.leads(), strict=True)
    ]
    return {
        "kind": "table",
        "looks": "minor" if grid.minor else "",
        "id": name,
        "label": label_of(grid, lang),
        "caption": visible(grid.caption),
        "heads": list(zip(heads, sides, strict=True)),
        "rows": rows,
    }


def _cell(text: str, side: str, shade: int, anchor: str) -> tuple[str, str, str]:
    """Return a cell's text, its looks and where it leads; short text is kept whole, a long word is broken."""
    short = "s" if not side and width(text) <= SHORT else ""
    long = "l" if any(len(word) > LONG for word in text.split()) and text.isascii() else ""
    looks = " ".join(filter(None, (side, short, long, f"h{shade}" if shade else "")))
    return text, looks, anchor


def _sections(parts: list[Part]) -> list[list[Part]]:
    """Return the parts cut before each heading that the contents list."""
    place = 0
    places = []
    for part in parts:
        place += part["kind"] == f"h{CONTENTS_LEVEL}"
        places.append(place)
    grouped = groupby(zip(places, parts, strict=True), key=lambda each: each[0])
    return [[part for _, part in group] for _, group in grouped]
