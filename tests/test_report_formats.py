"""The report in HTML, Word and PDF: the same words and numbers as in Markdown, hostile names as text."""

from __future__ import annotations

import html
import io
import re
import shutil
import subprocess
import unicodedata
import zipfile
from functools import partial
from pathlib import Path

import docx
import pdfplumber
import pytest
from conftest import Built
from docx.document import Document
from playwright.sync_api import Browser
from selectolax.lexbor import LexborHTMLParser

from graph import paper
from graph.archive import with_fixed_dates
from graph.errors import UserError
from graph.presentation import judgements, report_facts, tables_of
from graph.table import Column, Table
from graph.views.blocks import Block, Bullets, Grid, Heading, Paragraph, numbered
from graph.views.report import render_report, report_blocks
from graph.views.report_facts import ReportFacts
from graph.views.report_html import to_html
from graph.views.report_tables import Tables
from graph.views.report_word import to_word
from graph.views.word_parts import HEAT

HOSTILE = '"><script>alert(1)</script>&amp;=1+1\u202e\x1b|*_x_*'
SHOWN = '"><script>alert(1)</script>&amp;=1+1\\u202e\\u001b|*_x_*'
LANGUAGES = ("zh", "en")
OFFICE = shutil.which("soffice")


@pytest.fixture(scope="module", params=LANGUAGES)
def lang(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def blocks(zhengzhou: Built, lang: str) -> tuple[Block, ...]:
    facts, tables = facts_and_tables(zhengzhou)
    return report_blocks(facts, tables, lang, judgements(zhengzhou.store, "zhengzhou-2024"))


def facts_and_tables(built: Built) -> tuple[ReportFacts, Tables]:
    sources = tables_of(built.store, "zhengzhou-2024")
    facts = report_facts(built.store, "zhengzhou-2024", sources)
    return facts, Tables(sources.rank, sources.hotspots, sources.assignments)


def note(found: list[str], name: str, event: object) -> None:
    found.append(str(getattr(event, name)))


def same_letters(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).replace("⻅", "见")


def opened(content: bytes) -> Document:
    return docx.Document(io.BytesIO(content))


def grid_cells(blocks: tuple[Block, ...]) -> list[list[list[str]]]:
    """Return the cells of every table of the report as the Markdown has them, numbers as they are."""
    return [
        [["" if cell is None else str(cell) for cell in row] for row in block.table.rows]
        for block in blocks
        if isinstance(block, Grid)
    ]


def test_html_and_word_have_the_tables_of_the_report(blocks: tuple[Block, ...], lang: str) -> None:
    page = LexborHTMLParser(to_html(blocks, lang))
    in_page = [
        [[cell.text() for cell in row.css("td")] for row in table.css("tbody tr")]
        for table in page.css("table")
    ]
    in_word = [
        [[cell.text for cell in row.cells] for row in table.rows][1:]
        for table in opened(to_word(blocks, lang)).tables
    ]
    assert in_page == in_word == grid_cells(blocks)
    assert sum(map(len, in_page)) > 60


def test_every_heading_and_sentence_is_in_every_format(blocks: tuple[Block, ...], lang: str) -> None:
    page = LexborHTMLParser(to_html(blocks, lang))
    body = page.css("main")[0].text()
    word = [paragraph.text for paragraph in opened(to_word(blocks, lang)).paragraphs]
    for block in blocks:
        match block:
            case Heading(text) | Paragraph(text):
                assert text in body
                assert text in word
            case Bullets(items):
                assert all(item in body and item in word for item in items)


def test_every_alignment_and_link_of_the_plan_has_its_reason(
    zhengzhou: Built, blocks: tuple[Block, ...]
) -> None:
    told = {name: block.table for block in blocks if isinstance(block, Grid) for name in [block.table.name]}
    measures = zhengzhou.plan.measures
    for name, judged in (
        ("why", [each for measure in measures for each in measure.alignments if each.status == "accepted"]),
        ("links", [each for measure in measures for each in measure.links if each.status == "accepted"]),
    ):
        assert sorted(map(str, told[name].values("reason"))) == sorted(each.reason for each in judged)
    assert (len(told["why"].rows), len(told["links"].rows)) == (98, 7)


def test_tables_are_numbered_through(blocks: tuple[Block, ...], lang: str) -> None:
    grids = [block for block in blocks if isinstance(block, Grid)]
    assert [grid.number for grid in grids] == list(range(1, len(grids) + 1))
    assert all(grid.caption for grid in grids)
    page = LexborHTMLParser(to_html(blocks, lang))
    captions = [each.text() for each in page.css("caption")]
    label = "表1 各单位的协同负荷" if lang == "zh" else "Table 1. Agencies by coordination load"
    assert captions[0] == label
    in_word = [each.text for each in opened(to_word(blocks, lang)).paragraphs if each.style.name == "Caption"]  # type: ignore[union-attr]
    assert [each for each in in_word if each.startswith(("表", "Table"))] == captions
    figures = [each.text() for each in page.css("figcaption")]
    assert [each for each in in_word if each.startswith(("图", "Figure"))] == figures
    assert len(figures) == 3


def test_the_contents_lead_to_every_part(blocks: tuple[Block, ...], lang: str) -> None:
    headings = [block.text for block in blocks if isinstance(block, Heading) and block.level == 2]
    page = LexborHTMLParser(to_html(blocks, lang))
    links = page.css("nav a")
    assert [link.text() for link in links] == headings
    for link in links:
        [target] = page.css(str(link.attributes["href"]))
        assert target.text() == link.text()
    document = opened(to_word(blocks, lang)).element
    anchors = document.xpath("//w:hyperlink/@w:anchor")
    assert len(anchors) == len(headings)
    assert set(anchors) <= set(document.xpath("//w:bookmarkStart/@w:name"))
    assert document.xpath("count(//w:fldChar[@w:fldCharType='begin'])") == document.xpath(
        "count(//w:fldChar[@w:fldCharType='end'])"
    )


def test_word_styles_are_headings_in_a_chinese_face(blocks: tuple[Block, ...], lang: str) -> None:
    content = to_word(blocks, lang)
    document = opened(content)
    used = {paragraph.style.name for paragraph in document.paragraphs if paragraph.style}
    assert used == {"Title", "Heading 1", "Heading 2", "Normal", "List Bullet", "List Number", "Caption"}
    for style in document.styles.element.xpath("//w:style[w:rPr]/w:rPr"):
        assert style.xpath("w:rFonts/@w:eastAsia")[0] in {"SimSun", "SimHei"}
        assert style.xpath("w:lang/@w:eastAsia") == ["zh-CN"]
        assert not style.xpath("w:rFonts/@w:eastAsiaTheme")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert "ja-JP" not in archive.read("word/settings.xml").decode()


def test_the_head_of_a_word_table_is_repeated(blocks: tuple[Block, ...], lang: str) -> None:
    for table in opened(to_word(blocks, lang)).tables:
        first, *others = table._tbl.tr_lst
        assert first.xpath("w:trPr/w:tblHeader")
        assert not any(row.xpath("w:trPr/w:tblHeader") for row in others)
        assert all(row.xpath("w:trPr/w:cantSplit") for row in table._tbl.tr_lst)


def test_the_coverage_matrix_is_shaded_alike(blocks: tuple[Block, ...], lang: str) -> None:
    [grid] = [block for block in blocks if isinstance(block, Grid) and block.heat]
    shades = grid.shades()
    assert {shade for row in shades for shade in row} == {0, 1, 2, 3, 4, 5}
    page = LexborHTMLParser(to_html(blocks, lang)).css("table")[grid.number - 1]
    in_page = [
        [
            int("".join(re.findall(r"h([1-5])", cell.attributes.get("class") or "")) or 0)
            for cell in row.css("td")
        ]
        for row in page.css("tbody tr")
    ]
    table = opened(to_word(blocks, lang)).tables[grid.number - 1]._tbl
    in_word = [
        [HEAT.index((cell.xpath("w:tcPr/w:shd/@w:fill") or [""])[0]) for cell in row.tc_lst]
        for row in table.tr_lst[1:]
    ]
    assert in_page == in_word == shades


def test_same_report_same_bytes(zhengzhou: Built) -> None:
    facts, tables = facts_and_tables(zhengzhou)
    for form in ("html", "docx"):
        assert render_report(facts, tables, "zh", form) == render_report(facts, tables, "zh", form)
    archive = zipfile.ZipFile(io.BytesIO(render_report(facts, tables, "zh", "docx")))
    assert {entry.date_time[0] for entry in archive.infolist()} == {2000}
    dates = re.findall(rb"<dcterms:\w+[^>]*>([^<]*)", archive.read("docProps/core.xml"))
    assert set(dates) == {b"2000-01-01T00:00:00Z"}


def test_an_archive_keeps_its_content() -> None:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        archive.writestr("a.xml", "甲")
        archive.writestr("docProps/core.xml", "<dcterms:created x='y'>2026-11-24</dcterms:created>")
    fixed = zipfile.ZipFile(io.BytesIO(with_fixed_dates(raw.getvalue())))
    assert fixed.read("a.xml").decode() == "甲"
    assert b"2000-01-01T00:00:00Z</dcterms:created>" in fixed.read("docProps/core.xml")


def hostile_blocks() -> tuple[Block, ...]:
    table = Table("x", (Column("a", "text", HOSTILE, HOSTILE),), ((HOSTILE,),))
    blocks = (
        Paragraph(HOSTILE),
        Heading(HOSTILE, 1),
        Heading(HOSTILE),
        Bullets((HOSTILE,)),
        Grid(table, HOSTILE),
    )
    return numbered(blocks, "en")


def test_a_hostile_name_stays_text_in_html() -> None:
    content = to_html(hostile_blocks(), "en")
    assert "<script" not in content
    assert "\u202e" not in content
    page = LexborHTMLParser(content)
    for place in ("title", "h1", "h2", "header p", "nav a", "li", "th", "td"):
        assert SHOWN in {each.text() for each in page.css(place)}


def test_a_hostile_name_stays_text_in_word() -> None:
    document = opened(to_word(hostile_blocks(), "en"))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts.count(SHOWN) == 5  # banner, title, heading, contents, bullet
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows] == [[SHOWN], [SHOWN]]
    assert document.core_properties.title == SHOWN


def test_a_report_without_headings_is_a_page_and_a_document() -> None:
    assert "<p>x</p>" in to_html([Paragraph("x")], "en")
    assert [each.text for each in opened(to_word([Paragraph("x")], "en")).paragraphs] == ["x"]


def test_the_page_asks_for_nothing_and_fits_a_phone(
    browser: Browser, blocks: tuple[Block, ...], lang: str, tmp_path: Path
) -> None:
    file = tmp_path / "report.html"
    file.write_text(to_html(blocks, lang), encoding="utf-8")
    for width in (1280, 390):
        page = browser.new_page(viewport={"width": width, "height": 900})
        asked: list[str] = []
        said: list[str] = []
        page.on("request", partial(note, asked, "url"))
        page.on("console", partial(note, said, "text"))
        page.goto(file.as_uri())
        assert asked == [file.as_uri()]
        assert said == []
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        assert page.evaluate("getComputedStyle(document.querySelector('caption')).textAlign") == "left"
        page.close()


def test_pdf_is_printed_in_the_chinese_face(blocks: tuple[Block, ...], lang: str) -> None:
    content = paper.to_pdf(to_html(blocks, lang).encode())
    with pdfplumber.open(io.BytesIO(content)) as document:
        characters = [each for page in document.pages for each in page.chars]
        text = "".join(page.extract_text() for page in document.pages)
    chinese = {each["fontname"] for each in characters if "\u4e00" <= each["text"] <= "\u9fff"}
    assert chinese
    assert all("CJKsc" in name for name in chinese)
    assert "\ufffd" not in text
    title = next(block.text for block in blocks if isinstance(block, Heading))
    # Chromium maps glyphs that a character shares with a radical back to the radical (⽂ for 文).
    assert same_letters(title) in same_letters(text)


def test_without_a_browser_the_pdf_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paper, "BROWSERS", ("no-such-browser",))
    with pytest.raises(UserError, match=r"needs Chromium or Chrome.*apt install chromium"):
        paper.to_pdf(b"<p>x</p>")


def test_a_browser_that_prints_nothing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paper, "BROWSERS", ("false",))
    with pytest.raises(UserError, match=r"false printed nothing \(exit 1\)"):
        paper.to_pdf(b"<p>x</p>")


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_word_opens_in_libreoffice(blocks: tuple[Block, ...], lang: str, tmp_path: Path) -> None:
    (tmp_path / "report.docx").write_bytes(to_word(blocks, lang))
    command = [str(OFFICE), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "html:XHTML Writer File:UTF8", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "report.docx")], check=True, capture_output=True, timeout=120)
    text = html.unescape(re.sub("<[^>]*>", "", (tmp_path / "report.html").read_text(encoding="utf-8")))
    flat = same_letters(text)
    cells = [cell for grid in grid_cells(blocks) for row in grid for cell in row]
    assert [cell for cell in cells if same_letters(cell) not in flat] == []
