"""The report as a Word document: real headings, captions that count themselves, a table of contents."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from graph.archive import with_fixed_dates
from graph.views import word_parts as parts
from graph.views.blocks import Block, Bullets, Figure, Grid, Heading, Paragraph
from graph.views.cells import visible
from graph.views.emf import to_emf
from graph.views.tables import heading, is_numeric, shown
from graph.views.wording import say

if TYPE_CHECKING:
    from docx.document import Document

LATIN, BODY, HEADINGS = "Times New Roman", "SimSun", "SimHei"
HEADING_STYLES = {"Title": 20.0, "Heading 1": 15.0, "Heading 2": 12.0, "Caption": 9.5}
"""The styles in the face of headings, and their sizes in points."""
BODY_SIZE = 10.5
CONTENTS_LEVEL = 2
AFTER = '<w:spacing w:after="0" w:line="200" w:lineRule="exact"/>'
"""The looks of the empty line under a table."""
BANNER_FILL = "FFF4D6"
INK = "16202B"
THEME_FACES = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")


def to_word(blocks: Iterable[Block], lang: str) -> bytes:
    """Return blocks as a .docx file.

    Parameters
    ----------
    blocks
        Headings, paragraphs, lists, tables and figures. The first heading of level 1 is
        the title of the document, what stands before it a banner that every page repeats.
    lang
        zh or en: the language of the document.

    Notes
    -----
    Every style names a Chinese face and the language zh-CN for its East Asian
    text, without which LibreOffice picks a Japanese face. The contents are a
    field, filled in here without page numbers: Word adds them when the field is
    updated. Figures are metafiles (`graph.views.emf`): vectors, which Word can
    take apart. The body is written as text and parsed once, which takes a tenth of the
    time of making its elements one by one. Same blocks, same bytes.
    """
    import docx
    from docx.oxml import parse_xml

    known = list(blocks)
    document = docx.Document()
    _set_page(document, known)
    _set_styles(document)
    _set_properties(document, known, lang)
    body = parse_xml(f"<w:body {parts.NAMESPACES}>{_body(document, known, lang)}</w:body>")
    for element in list(body):
        document.element.body.insert(len(document.element.body) - 1, element)
    raw = io.BytesIO()
    document.save(raw)
    return with_fixed_dates(raw.getvalue())


def _body(document: Document, blocks: list[Block], lang: str) -> str:
    """Return the insides of the document; the contents stand before the first heading that they list."""
    listed = [place for place, block in enumerate(blocks) if _level(block) == CONTENTS_LEVEL]
    places = {
        block.anchor: place
        for place, block in enumerate(blocks)
        if isinstance(block, Heading) and block.anchor
    }
    written = [_written(document, block, place, (lang, places)) for place, block in enumerate(blocks)]
    if listed:
        written.insert(listed[0], _contents([(each, blocks[each]) for each in listed], lang))
    return "".join(written)


def _level(block: Block) -> int:
    return block.level if isinstance(block, Heading) else 0


def _written(document: Document, block: Block, place: int, told: tuple[str, Mapping[str, int]]) -> str:
    lang, places = told
    match block:
        case Heading(text, 1):
            return parts.paragraph(parts.run(text), "Title")
        case Heading(text, level, _, new_page):
            start = "<w:pageBreakBefore/>" if new_page else ""
            return parts.paragraph(parts.bookmarked(text, place), f"Heading{level - 1}", start)
        case Paragraph(text):
            return parts.paragraph(parts.run(text), "", parts.shade(BANNER_FILL) if place == 0 else "")
        case Bullets(items, ordered):
            style = "ListNumber" if ordered else "ListBullet"
            return "".join(parts.paragraph(parts.run(item), style) for item in items)
        case Grid():
            return _grid(block, lang, places)
        case Figure():
            return _figure(document, block, place, lang)


def _caption(block: Grid | Figure, lang: str, above: str = "") -> str:
    """Return a caption whose number is a field, so that Word can go on counting."""
    if not block.number:
        return parts.paragraph(parts.run(block.caption), "Caption", above) if block.caption else ""
    key, name = ("caption.figure", "Figure") if isinstance(block, Figure) else ("caption.number", "Table")
    before, _, after = say(key, lang, number="\n").partition("\n")
    number = parts.field(rf"SEQ {name} \* ARABIC", parts.run(str(block.number)))
    return parts.paragraph(
        f"{parts.run(before)}{number}{parts.run(f'{after} {block.caption}')}", "Caption", above
    )


def _grid(grid: Grid, lang: str, places: Mapping[str, int]) -> str:
    columns = grid.table.columns
    rows = [[heading(column, lang) for column in columns]]
    rows += [[shown(cell, lang) for cell in row] for row in grid.table.rows]
    links = [[places.get(anchor, 0) for anchor in row] for row in grid.leads()]
    drawn = parts.table(
        rows, [is_numeric(column) for column in columns], grid.shades(), links, small=grid.minor
    )
    return _caption(grid, lang, "<w:keepNext/>") + drawn + parts.paragraph("", "", AFTER)


def _figure(document: Document, figure: Figure, place: int, lang: str) -> str:
    """Return the picture over its caption; its metafile becomes a part of the document."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    name = PackURI(f"/word/media/figure{figure.number or place}.emf")
    part = Part(name, "image/x-emf", to_emf(figure.drawing), document.part.package)
    relation = document.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
    size = (figure.drawing.width, figure.drawing.height)
    drawn = parts.picture(relation, place, size, (figure.caption, figure.alt))
    return parts.paragraph(drawn, "", "<w:keepNext/>") + _caption(figure, lang)


def _contents(headings: list[tuple[int, Block]], lang: str) -> str:
    """Return the table of contents: a field whose present result are links to the headings."""
    links = [parts.linked(block.text, place) for place, block in headings if isinstance(block, Heading)]
    links[0] = parts.field_begins(r'TOC \o "1-1" \h \z \u') + links[0]
    links[-1] += parts.field_ends()
    lines = [parts.paragraph(link, "", '<w:spacing w:after="0"/>') for link in links]
    return parts.paragraph(parts.run(say("report.contents", lang), "<w:b/>")) + "".join(lines)


def _set_page(document: Document, blocks: list[Block]) -> None:
    """Set A4, the banner at the head of every page, and the number of the page at its foot."""
    from docx.oxml import parse_xml
    from docx.shared import Mm

    [section] = document.sections
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    section.top_margin = section.bottom_margin = Mm(20)
    status = blocks[0].text if blocks and isinstance(blocks[0], Paragraph) else ""
    size = '<w:sz w:val="16"/>'
    for place, content in (
        (section.header, parts.run(status, size)),
        (section.footer, parts.field("PAGE", parts.run("1", size))),
    ):
        [old] = place._element.p_lst
        line = parts.paragraph(content, "", '<w:jc w:val="center"/>')
        old.getparent().replace(old, parse_xml(line.replace("<w:p>", f"<w:p {parts.NAMESPACES}>", 1)))


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


def _set_faces(properties: Any, chinese: str) -> None:
    """Set faces and languages of run properties, and take away the faces of the theme, which would win."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for language in properties.xpath("w:lang"):
        properties.remove(language)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB")
    language.set(qn("w:eastAsia"), "zh-CN")
    properties.append(language)

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
