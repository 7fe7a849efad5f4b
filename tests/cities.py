"""Invented plans of real places, in the forms that plans are published in, with what a reader should find.

A plan is one file of `data/cities`: its text, a block a line, and its gold. Lines that begin with `|` are
rows of a table: one cell is a section row over the whole width, `^` goes on with the cell above. `#116 ` is
a number that Word counts itself. `**` marks bold. The same file always gives the same bytes.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).parent / "data" / "cities"
NUMBERED = re.compile(r"#(\d+) ")
DATED = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
Target = tuple[float, str, str]
Rows = list[list[str]]


@dataclass(frozen=True)
class GoldSection:
    """A heading as the plan should be coded; `label` is empty where none is printed."""

    key: str
    title: str
    label: str = ""
    parent: str = ""


@dataclass(frozen=True)
class GoldMeasure:
    """What a measure should be coded as; names are restored spellings, brackets in them full-width.

    `deadlines` and `open_ended` are the printed words. A target is its value, a word of units.ttl and a
    comparator. `title` is empty where the plan prints none.
    """

    key: str
    section: str
    title: str = ""
    lead: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    cooperating: tuple[str, ...] = ()
    supervising: tuple[str, ...] = ()
    open_ended: tuple[str, ...] = ()
    deadlines: tuple[str, ...] = ()
    targets: tuple[Target, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class City:
    """An invented plan: where and when, how it is printed, and its gold.

    `wrap` is the width of plain text (0: none), `indent` that of first lines on pages, in characters.
    """

    name: str
    place: str
    level: str
    year: int
    title: str
    issuer: str
    formats: tuple[str, ...]
    lines: tuple[str, ...]
    wrap: int
    indent: int
    rules: tuple[str, ...]
    sections: tuple[GoldSection, ...]
    measures: tuple[GoldMeasure, ...]

    def write(self, suffix: str, folder: Path) -> Path:
        """Return the path of the plan in `folder`, written in one of its `formats`."""
        path = folder / f"{self.name}.{suffix}"
        path.write_bytes(WRITERS[suffix](self))
        return path


def cities() -> tuple[City, ...]:
    """Return every invented plan, in the order of the file names."""
    return tuple(_read(path) for path in sorted(DATA.glob("*.yaml")))


def cases() -> Iterator[tuple[City, str]]:
    """Yield every plan with each of the formats that it is published in."""
    for city in cities():
        for suffix in city.formats:
            yield city, suffix


@cache
def _read(path: Path) -> City:
    data: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return City(
        name=path.stem,
        lines=tuple(data.pop("text").splitlines()),
        formats=tuple(data.pop("formats")),
        wrap=data.pop("wrap", 0),
        indent=data.pop("indent", 0),
        rules=tuple(data.pop("rules", ())),
        sections=tuple(GoldSection(**section) for section in data.pop("sections")),
        measures=tuple(_measure(measure) for measure in data.pop("measures")),
        **data,
    )


def _measure(data: dict[str, Any]) -> GoldMeasure:
    targets = tuple((float(value), unit, comparator) for value, unit, comparator in data.pop("targets", ()))
    lists: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in data.items()
    }
    return GoldMeasure(targets=targets, **lists)


def _blocks(city: City) -> Iterator[str | Rows]:
    """Yield paragraphs as text and each run of rows as one table."""
    rows: Rows = []
    for line in city.lines:
        if line.startswith("|"):
            rows.append(line[1:].split("|"))
            continue
        if rows:
            yield rows
            rows = []
        yield line
    if rows:
        yield rows


def _printed(line: str) -> str:
    return NUMBERED.sub(r"\1. ", line).replace("**", "")


def _spans(rows: Rows, row: int, column: int) -> int:
    """Return over how many rows the cell reaches."""
    end = row + 1
    while end < len(rows) and len(rows[end]) > 1 and rows[end][column] == "^":
        end += 1
    return end - row


def _plain(city: City) -> bytes:
    lines = [city.title, "", *map(_printed, city.lines)]
    if city.wrap:
        width = city.wrap
        lines = [line[at : at + width] for line in lines for at in range(0, max(len(line), 1), width)]
    return ("\n".join(lines) + "\n").encode()


def _markdown(city: City) -> bytes:
    heads = {f"{section.label}{section.title}" for section in city.sections}
    lines = [f"## {line}" if line in heads else line for line in city.lines]
    return ("\n\n".join([f"# {city.title}", *lines]) + "\n").encode()


def _web(city: City) -> bytes:
    parts = []
    for block in _blocks(city):
        if isinstance(block, str):
            parts.append(f"<p>　　{html.escape(_printed(block))}</p>")
        else:
            parts.append(_web_table(block))
    body = "\n".join(parts)
    return WEB.format(title=html.escape(city.title), issuer=html.escape(city.issuer), body=body).encode()


def _web_table(rows: Rows) -> str:
    width = len(rows[0])
    lines = []
    for at, row in enumerate(rows):
        cells = [
            f'<td rowspan="{_spans(rows, at, column)}">{html.escape(cell)}</td>'
            for column, cell in enumerate(row)
            if cell != "^"
        ]
        if len(row) == 1:
            cells = [f'<td colspan="{width}">{html.escape(row[0])}</td>']
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table border='1'>\n{chr(10).join(lines)}\n</table>"


def _word(city: City) -> bytes:
    import docx

    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = f"{city.issuer}文件"
    document.sections[0].footer.paragraphs[0].text = "— 1 —"
    document.add_paragraph(city.title, style="Title")
    numbering = _word_numbering(document, city)
    for block in _blocks(city):
        if isinstance(block, str):
            _word_paragraph(document, block, numbering)
        else:
            _word_table(document, block)
    stream = io.BytesIO()
    document.save(stream)
    return _undated(stream.getvalue())


def _word_numbering(document: Any, city: City) -> int:
    """Return the id of a list that starts at the plan's first counted number (0: it has none)."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    first = next((found[1] for line in city.lines if (found := NUMBERED.match(line))), "")
    if not first:
        return 0
    numbering = document.part.numbering_part.element
    level = (
        f'<w:lvl w:ilvl="0"><w:start w:val="{first}"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1."/><w:lvlJc w:val="left"/></w:lvl>'
    )
    abstract = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="900">{level}</w:abstractNum>'
    numbering.insert(0, parse_xml(abstract))
    return int(numbering.add_num(900).numId)


def _word_paragraph(document: Any, line: str, numbering: int) -> None:
    counted = NUMBERED.match(line)
    paragraph = document.add_paragraph()
    for at, part in enumerate(NUMBERED.sub("", line).split("**")):
        paragraph.add_run(part).bold = at % 2 == 1
    if counted:
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = 0
        properties.get_or_add_numId().val = numbering


def _word_table(document: Any, rows: Rows) -> None:
    width = len(rows[0])
    table = document.add_table(rows=len(rows), cols=width, style="Table Grid")
    for at, row in enumerate(rows):
        if len(row) == 1:
            table.cell(at, 0).merge(table.cell(at, width - 1)).text = row[0]
            continue
        for column, cell in enumerate(row):
            if cell != "^":
                last = at + _spans(rows, at, column) - 1
                table.cell(at, column).merge(table.cell(last, column)).text = cell


def _workbook(city: City) -> bytes:
    """Return the plan as a sheet: the title over all columns, then the rows of its tables."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    tables = [block for block in _blocks(city) if not isinstance(block, str)]
    width = max(len(row) for rows in tables for row in rows)
    sheet.append([city.title])
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=width)
    for rows in tables:
        top = sheet.max_row + 1
        for at, row in enumerate(rows):
            sheet.append([None if cell == "^" else cell for cell in row])
            if len(row) == 1:
                sheet.merge_cells(start_row=top + at, end_row=top + at, start_column=1, end_column=width)
            for column, cell in enumerate(row, start=1):
                last = top + at + _spans(rows, at, column - 1) - 1
                if len(row) > 1 and cell != "^" and last > top + at:
                    sheet.merge_cells(
                        start_row=top + at, end_row=last, start_column=column, end_column=column
                    )
    stream = io.BytesIO()
    book.save(stream)
    return _undated(stream.getvalue())


def _undated(package: bytes) -> bytes:
    """Return the same package with fixed dates on its members."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            member = DATED.sub(b"2000-01-01T00:00:00Z", old.read(name)) if "core" in name else old.read(name)
            new.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), member, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _pages(city: City) -> bytes:
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    style = ParagraphStyle("body", fontName="STSong-Light", fontSize=14, leading=24, wordWrap="CJK")
    style.firstLineIndent = city.indent * style.fontSize
    head = ParagraphStyle("title", parent=style, firstLineIndent=0, fontSize=18, leading=40, alignment=1)
    story: list[Any] = [Paragraph(city.title, head)]
    for block in _blocks(city):
        if isinstance(block, str):
            story.append(Paragraph("　　" + html.escape(_printed(block)), style))
        else:
            story.append(_page_table(block, style))

    def furniture(canvas: Any, document: Any) -> None:
        canvas.setFont("STSong-Light", 10)
        canvas.drawString(70, 800, f"{city.issuer}文件")
        canvas.drawCentredString(297, 30, f"— {document.page} —")

    stream = io.BytesIO()
    template = SimpleDocTemplate(stream, pagesize=A4, title=city.title, invariant=1)
    template.build(story, onFirstPage=furniture, onLaterPages=furniture)
    return stream.getvalue()


def _page_table(rows: Rows, style: Any) -> Any:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, Table

    small = ParagraphStyle("cell", parent=style, firstLineIndent=0, fontSize=9, leading=12)
    width = len(rows[0])
    commands: list[tuple[Any, ...]] = [("GRID", (0, 0), (-1, -1), 0.5, "black")]
    cells = []
    for at, row in enumerate(rows):
        if len(row) == 1:
            commands.append(("SPAN", (0, at), (-1, at)))
        commands += [
            ("SPAN", (column, at), (column, at + _spans(rows, at, column) - 1))
            for column, cell in enumerate(row)
            if len(row) > 1 and cell != "^" and _spans(rows, at, column) > 1
        ]
        texts = [html.escape("" if cell == "^" else cell) for cell in row]
        cells.append([Paragraph(text, small) for text in texts] + [""] * (width - len(row)))
    inner = (450 - 35) / (width - 1)
    return Table(cells, colWidths=[35] + [inner] * (width - 1), style=commands, repeatRows=1)


WEB = """<!DOCTYPE html>
<html lang="zh-CN">
<head><meta charset="utf-8"><title>{title}_政府信息公开</title><style>p {{ line-height: 2 }}</style></head>
<body>
<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/zwgk/">政务公开</a></li>
<li><a href="/hd/">互动交流</a></li></ul></div>
<div class="crumbs">当前位置：<a href="/">首页</a> &gt; <a href="/zc/">政策文件</a></div>
<div class="article">
<h1>{title}</h1>
<div class="info">来源：{issuer}　字体：<a href="#">大</a> <a href="#">小</a>　<a href="#">打印</a></div>
<div class="content">
{body}
</div>
<div class="files">附件：<a href="/files/1.docx">1. 联系人名单.docx</a></div>
</div>
<div class="footer">主办：{issuer}　<a href="/map">网站地图</a>　网站标识码：0000000000</div>
<script>var page = "{issuer}";</script>
</body>
</html>
"""
WRITERS = {"txt": _plain, "md": _markdown, "html": _web, "docx": _word, "pdf": _pages, "xlsx": _workbook}
