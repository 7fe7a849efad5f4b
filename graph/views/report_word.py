"""The report as a Word document: real headings, captions that count themselves, a table of contents."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import TYPE_CHECKING

from graph.archive import with_fixed_dates
from graph.views import word_parts as parts
from graph.views.blocks import Block, Bullets, Grid, Heading, Paragraph
from graph.views.cells import visible
from graph.views.tables import heading, is_numeric, shown
from graph.views.wording import say

if TYPE_CHECKING:
    from docx.document import Document

LATIN, BODY, HEADINGS = "Times New Roman", "SimSun", "SimHei"
HEADING_STYLES = {"Title": 20.0, "Heading 1": 15.0, "Heading 2": 12.0, "Caption": 9.5}
"""The styles in the face of headings, and their sizes in points."""
BODY_SIZE = 10.5
CONTENTS_LEVEL = 2
BANNER_FILL = "FFF4D6"
INK = "16202B"
THEME_FACES = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")


def to_word(blocks: Iterable[Block], lang: str) -> bytes:
    """Return blocks as a .docx file.

    Parameters
    ----------
    blocks
        Headings, paragraphs, lists and tables of plain text. The first heading of
        level 1 is the title of the document, what stands before it a banner.
    lang
        zh or en: the language of the document.

    Notes
    -----
    Every style names a Chinese face and the language zh-CN for its East Asian
    text, without which LibreOffice picks a Japanese face. The contents are a
    field, filled in here without page numbers: Word adds them when the field is
    updated. Same blocks, same bytes.
    """
    import docx

    known = list(blocks)
    listed = [place for place, block in enumerate(known) if _level(block) == CONTENTS_LEVEL]
    document = docx.Document()
    _set_page(document)
    _set_styles(document)
    _set_properties(document, known, lang)
    for place, block in enumerate(known):
        if listed and place == listed[0]:
            _add_contents(document, [(each, known[each]) for each in listed], lang)
        _add(document, block, place, lang)
    raw = io.BytesIO()
    document.save(raw)
    return with_fixed_dates(raw.getvalue())


def _level(block: Block) -> int:
    return block.level if isinstance(block, Heading) else 0


def _add(document: Document, block: Block, place: int, lang: str) -> None:
    match block:
        case Heading(text, 1):
            document.add_paragraph(visible(text), style="Title")
        case Heading(text, level):
            paragraph = document.add_paragraph(style=f"Heading {level - 1}")
            paragraph._p.extend(parts.bookmarked(text, place))
        case Paragraph(text):
            paragraph = document.add_paragraph(visible(text))
            if place == 0:
                paragraph._p.get_or_add_pPr().append(parts.shade(BANNER_FILL))
        case Bullets(items):
            for item in items:
                document.add_paragraph(visible(item), style="List Bullet")
        case Grid():
            _add_grid(document, block, lang)


def _add_grid(document: Document, grid: Grid, lang: str) -> None:
    """Add a table under its caption, whose number is a field, so that Word can go on counting."""
    if grid.number:
        before, _, after = say("caption.number", lang, number="\n").partition("\n")
        caption = document.add_paragraph(before, style="Caption")
        number = [
            *parts.field_begins(r"SEQ Table \* ARABIC"),
            parts.run(str(grid.number)),
            parts.field_ends(),
        ]
        caption._p.extend([*number, parts.run(f"{after} {grid.caption}")])
    columns = grid.table.columns
    rows = [[heading(column, lang) for column in columns]]
    rows += [[shown(cell, lang) for cell in row] for row in grid.table.rows]
    space = document.add_paragraph()
    space._p.addprevious(parts.table(rows, [is_numeric(column) for column in columns], grid.shades()))


def _add_contents(document: Document, headings: list[tuple[int, Block]], lang: str) -> None:
    """Add the table of contents: a field whose present result are links to the headings."""
    document.add_paragraph(say("report.contents", lang)).runs[0].bold = True
    lines = [document.add_paragraph() for _ in headings]
    for line, (place, block) in zip(lines, headings, strict=True):
        line.paragraph_format.space_after = 0
        if isinstance(block, Heading):
            line._p.append(parts.linked(block.text, place))
    begins = parts.field_begins(r'TOC \o "1-1" \h \z \u')
    for run in begins:
        lines[0]._p.insert(len(lines[0]._p) - 1, run)
    lines[-1]._p.append(parts.field_ends())


def _set_page(document: Document) -> None:
    from docx.shared import Mm

    [section] = document.sections
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)


def _set_styles(document: Document) -> None:
    """Give every style its faces and sizes, and East Asian text the language zh-CN."""
    from docx.shared import Pt, RGBColor

    [defaults] = document.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr")
    _set_faces(defaults, BODY)
    for language in document.settings.element.xpath("w:themeFontLang"):
        document.settings.element.remove(language)
    for style in document.styles:
        if hasattr(style, "font"):
            _set_faces(style.element.get_or_add_rPr(), HEADINGS if style.name in HEADING_STYLES else BODY)
    for name, size in HEADING_STYLES.items():
        font = document.styles[name].font
        font.size, font.color.rgb = Pt(size), RGBColor.from_string(INK)
    document.styles["Normal"].font.size = Pt(BODY_SIZE)
    document.styles["Normal"].paragraph_format.space_after = Pt(6)
    document.styles["Caption"].paragraph_format.keep_with_next = True


def _set_faces(properties: parts.Element, chinese: str) -> None:
    """Set faces and languages of run properties, and take away the faces of the theme, which would win."""
    from docx.oxml.ns import qn

    for language in properties.xpath("w:lang"):
        properties.remove(language)
    properties.append(parts.element("lang", val="en-GB", eastAsia="zh-CN"))

    fonts = properties.get_or_add_rFonts()
    for name in THEME_FACES:
        fonts.attrib.pop(qn(f"w:{name}"), None)
    for name, face in (("ascii", LATIN), ("hAnsi", LATIN), ("eastAsia", chinese), ("cs", LATIN)):
        fonts.set(qn(f"w:{name}"), face)


def _set_properties(document: Document, blocks: list[Block], lang: str) -> None:
    title = next((each.text for each in blocks if isinstance(each, Heading) and each.level == 1), "")
    properties = document.core_properties
    properties.title = visible(title)
    properties.author = properties.last_modified_by = "Tiaokuai"
    properties.comments = ""
    properties.language = "zh-CN" if lang == "zh" else "en-GB"
