"""Figures and pages of agencies: the same numbers in SVG, EMF and tables; every format has them all."""

from __future__ import annotations

import io
import json
import re
import shutil
import struct
import subprocess
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from xml.etree import ElementTree as ET

import docx
import pdfplumber
import pytest
from conftest import Built
from PIL import Image, ImageChops, ImageFilter
from playwright.sync_api import Browser
from selectolax.lexbor import LexborHTMLParser

from graph.network.assurance import assurance
from graph.network.drawing import Drawing as Draws
from graph.network.drawing import Work
from graph.network.reading import read_network
from graph.presentation import (
    coordination_tables,
    health,
    judgements,
    report_facts,
    report_tables,
    tables_of,
)
from graph.table import Cell, Table
from graph.views import emf
from graph.views.agency_pages import anchor_of
from graph.views.blocks import Block, Figure, Heading, to_markdown
from graph.views.charts import Part, stacked_bars
from graph.views.drawing import Box, Dot, Drawing, Strokes, Words, hatched
from graph.views.emf import to_emf
from graph.views.hotspot_sentences import sentence
from graph.views.report import report_blocks, written
from graph.views.report_html import to_html
from graph.views.report_tables import Tables
from graph.views.report_word import to_word
from graph.views.svg import to_svg

HOSTILE = '"><script>alert(1)</script>&amp;\u202e\x1b'
SHOWN = '"><script>alert(1)</script>&amp;\\u202e\\u001b'
OFFICE = shutil.which("soffice")
CHINESE = re.compile("[\u4e00-\u9fff]")
EVERY_SHAPE = Drawing(
    100,
    50,
    (
        Box(0, 0, 10, 10, "#010203"),
        Dot(5, 5, 2, "#ffffff"),
        hatched(Box(0, 0, 10, 10, "#ffffff"), "#000000"),
        Words(1, 20, HOSTILE),
        Words(50, 20, "县财政局", place="end", bold=True, turned=True),
    ),
)


@dataclass(frozen=True, slots=True)
class Whole:
    """The whole report of a plan, with intervals from a few draws, in one language."""

    tables: Tables
    blocks: tuple[Block, ...]
    lang: str

    def figures(self) -> list[Figure]:
        return [block for block in self.blocks if isinstance(block, Figure)]

    def anchors(self) -> list[str]:
        return [block.anchor for block in self.blocks if isinstance(block, Heading) and block.anchor]


@pytest.fixture(scope="module")
def told(town: Built) -> Tables:
    plan = town.plan.id
    drawn = assurance(read_network(town.store, plan), Work(Draws(20, 1)))()
    sources = tables_of(town.store, plan, drawn)
    made = coordination_tables(town.store, plan)
    return report_tables(town.store, plan, sources, made, health(town.store, plan, sources))


@pytest.fixture(scope="module", params=["zh", "en"])
def whole(request: pytest.FixtureRequest, town: Built, told: Tables) -> Whole:
    lang, plan = str(request.param), town.plan.id
    facts = report_facts(town.store, plan, tables_of(town.store, plan))
    return Whole(told, report_blocks(facts, told, lang, judgements(town.store, plan)), lang)


def records(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield kind and body of every record of a metafile."""
    place = 0
    while place < len(content):
        kind, size = struct.unpack_from("<2I", content, place)
        yield kind, content[place + 8 : place + size]
        place += size
    assert place == len(content)


def words_of(content: bytes) -> list[str]:
    found = []
    for kind, body in records(content):
        if kind == emf.TEXT:
            count, offset = struct.unpack_from("<2I", body, 36)
            found.append(body[offset - 8 : offset - 8 + 2 * count].decode("utf-16-le"))
    return found


def test_a_metafile_says_what_it_holds() -> None:
    content = to_emf(EVERY_SHAPE)
    kinds = [kind for kind, _ in records(content)]
    signature, _, size, count, handles = struct.unpack_from("<4IH", content, 40)
    assert (signature, size, count) == (0x464D4520, len(content), len(kinds))
    assert (kinds[0], kinds[-1]) == (1, emf.END)
    made = [struct.unpack("<I", body[:4])[0] for kind, body in records(content) if kind in (38, 39, 82)]
    assert made == list(range(1, handles))
    chosen = {struct.unpack("<I", body)[0] for kind, body in records(content) if kind == emf.SELECT}
    assert chosen - {emf.NO_PEN} == set(made)
    assert {emf.RECTANGLE, emf.ELLIPSE, emf.POLYPOLYLINE, emf.TEXT} <= set(kinds)
    assert words_of(content) == [SHOWN, "县财政局"]
    assert to_emf(EVERY_SHAPE) == content


def test_svg_holds_text_and_nothing_that_acts() -> None:
    content = to_svg(EVERY_SHAPE, "f1", HOSTILE, HOSTILE)
    found = ET.fromstring(content)
    assert [each.text for each in found.iter("text")] == [SHOWN, "县财政局"]
    assert (found.findtext("title"), found.findtext("desc")) == (SHOWN, SHOWN)
    assert found.attrib["role"] == "img"
    assert found.attrib["aria-labelledby"].split() == ["f1t", "f1d"]
    assert {each.tag for each in found.iter()} == {"svg", "title", "desc", "rect", "circle", "path", "text"}
    assert not any("style" in each.attrib for each in found.iter())


def test_a_hostile_agency_stays_text_in_a_figure() -> None:
    drawing = stacked_bars([(HOSTILE, (1,), 1)], [Part(HOSTILE, "#000000", "#ffffff")])
    figure = Figure(drawing, Table("x", (), ()), HOSTILE, HOSTILE, 1)
    page = LexborHTMLParser(to_html([figure], "en"))
    assert not page.css("script")
    assert SHOWN in [each.text() for each in page.css("svg text")]
    with zipfile.ZipFile(io.BytesIO(to_word([figure], "en"))) as archive:
        assert SHOWN in words_of(archive.read("word/media/figure1.emf"))
        assert "<script" not in archive.read("word/document.xml").decode()


def test_strokes_stay_inside_what_they_fill() -> None:
    box = Box(3, 7, 11, 5, "#ffffff")
    lines = hatched(box, "#000000").lines
    assert len(lines) == 5
    for x, y, end_x, end_y in lines:
        assert 3 <= x <= end_x <= 14
        assert 7 <= end_y <= y <= 12
        assert x + y == pytest.approx(end_x + end_y)
    assert not Strokes(()).lines


def test_the_bars_are_the_loads(whole: Whole) -> None:
    figure = whole.figures()[0]
    assert figure.table.values("load") == [row["load"] for row in whole.tables.agencies()]
    texts = figure.drawing.texts()
    for row in figure.table.rows:
        assert str(row[-1]) in texts
        assert all(str(cell) in texts for cell in row[1:-1] if cell)


def test_the_parts_of_brokerage_add_up(whole: Whole) -> None:
    for figure in whole.figures():
        if figure.table.name == "figure-brokerage":
            assert len(figure.table.rows) > 1
            assert all(sum(row[1:-1]) == row[-1] for row in figure.table.rows)  # type: ignore[arg-type]


def test_every_format_has_every_figure(whole: Whole) -> None:
    figures = whole.figures()
    names = ["load", "ranks", "brokerage", "sections", "coverage", "timeline"]
    shown = [figure.table.name.removeprefix("figure-") for figure in figures]
    assert shown == [name for name in names if name in shown]
    assert {"load", "ranks", "sections", "timeline"} <= set(shown)
    assert [figure.number for figure in figures] == list(range(1, len(figures) + 1))
    assert all(figure.alt and figure.caption for figure in figures)
    page = LexborHTMLParser(to_html(whole.blocks, whole.lang))
    assert [each.text() for each in page.css("svg > desc")] == [figure.alt for figure in figures]
    captions = [each.text() for each in page.css("figcaption")]
    document = docx.Document(io.BytesIO(to_word(whole.blocks, whole.lang)))
    assert document.element.xpath("//wp:docPr/@descr") == [figure.alt for figure in figures]
    written = [each.text for each in document.paragraphs if each.style and each.style.name == "Caption"]
    assert [each for each in written if each in captions] == captions
    markdown = to_markdown(whole.blocks, whole.lang)
    assert len(re.findall(r"(?m)^(?:图|Figure )\d", markdown)) == len(figures)


def test_a_page_an_agency_in_every_format(whole: Whole) -> None:
    anchors = [anchor_of(row) for row in whole.tables.agencies()]
    assert whole.anchors() == anchors
    page = LexborHTMLParser(to_html(whole.blocks, whole.lang))
    assert [each.attributes["id"] for each in page.css("h3.page")] == anchors
    targets = {str(each.attributes["href"])[1:] for each in page.css("td a")}
    assert targets == set(anchors)
    document = docx.Document(io.BytesIO(to_word(whole.blocks, whole.lang)))
    started = [each for each in document.paragraphs if each._p.xpath("w:pPr/w:pageBreakBefore")]
    headings = [block for block in whole.blocks if isinstance(block, Heading) and block.new_page]
    assert [each.text for each in started] == [heading.text for heading in headings]
    marks = set(document.element.xpath("//w:bookmarkStart/@w:name"))
    assert set(document.element.xpath("//w:tc//w:hyperlink/@w:anchor")) <= marks


def test_the_pages_name_every_assignment(whole: Whole) -> None:
    pages: dict[str, list[str]] = {}
    current = ""
    for block in whole.blocks:
        if isinstance(block, Heading):
            current = block.anchor
        elif current and (table := getattr(block, "table", None)) and table.name == "agency-measures":
            pages[current] = [str(key) for key in table.values("key")]
    keys = {str(row["id"]): str(row["key"]) for row in whole.tables.measures()}
    held: dict[str, set[str]] = {}
    for measure, agencies in whole.tables.assigned.items():
        for agency in agencies:
            held.setdefault(anchor_of({"agency": agency}), set()).add(keys[measure])
    assert {anchor: set(found) for anchor, found in pages.items() if found} == held


def test_an_agency_of_one_measure_is_not_said_to_have_most_of_its_load_there() -> None:
    row: dict[str, Cell] = {
        "kind": "agency",
        "label": "县档案馆",
        "label_en": "Town Archive",
        "measures": 1,
        "partners": 3,
        "score": 3,
        "heaviest": "4",
        "heaviest_load": 3,
        "term_cross_system": 1,
        "term_unknown_system": 0,
    }
    assert sentence(row, "zh") == "县档案馆在1项举措中与3个单位协同，共3对，其中跨系统1对，都在举措4。"
    assert sentence(row, "en") == (
        "Town Archive: 3 pairings, one of them across systems, with 3 agencies over 1 measure,"
        " all in measure 4."
    )


def test_what_a_standing_is_stands_beside_it(whole: Whole) -> None:
    text = to_markdown(whole.blocks, whole.lang)
    said = {
        "zh": "网络地位：主导（协同负荷和协同单位数都高于中位数）",
        "en": "Standing in the network: leading (load and partners both above the median)",
    }
    assert said[whole.lang] in text
    assert {"zh": "从不牵头的单位也可以是主导", "en": "an agency that leads none can be leading"}[
        whole.lang
    ] in text


def test_without_answers_there_is_neither_annex_nor_interval(town: Built, told: Tables) -> None:
    plan = town.plan.id
    bare = replace(told, answers={}, ties=None, health=None, rank=tables_of(town.store, plan).rank)
    facts = report_facts(town.store, plan, tables_of(town.store, plan))
    blocks = report_blocks(facts, bare, "en")
    assert not any(isinstance(block, Heading) and block.anchor for block in blocks)
    assert "figure-ranks" not in [block.table.name for block in blocks if isinstance(block, Figure)]


def in_face(content: bytes, face: str) -> bytes:
    """Return a Word file whose Chinese text has a face that is named; Noto's heed the language as well."""
    named = {"SimSun": f"Noto Serif CJK {face}", "SimHei": f"Noto Sans CJK {face}"}
    named |= {"zh-CN": "ja-JP"} if face == "JP" else {}
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for entry in old.infolist():
            part = old.read(entry)
            if entry.filename == "word/styles.xml":
                for known, name in named.items():
                    part = part.replace(known.encode(), name.encode())
            new.writestr(entry.filename, part)
    return made.getvalue()


def texts_of(content: bytes) -> str:
    """Return all text of a Word file, that of its figures too."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        figures = [name for name in archive.namelist() if name.endswith(".emf")]
        drawn = [text for name in figures for text in words_of(archive.read(name))]
        body = ET.fromstring(archive.read("word/document.xml"))
    return "".join([*body.itertext(), *drawn])


def unlike(one: Image.Image, other: Image.Image) -> float:
    """Return how far two pictures differ, from 0 to 255, both brought to one size and softened."""
    softened = (each.resize(one.size).filter(ImageFilter.GaussianBlur(3)) for each in (one, other))
    difference = ImageChops.difference(*softened)
    histogram = difference.histogram()
    return sum(value * count for value, count in enumerate(histogram)) / sum(histogram)


def printed(files: dict[str, bytes], folder: Path) -> dict[str, Path]:
    """Print Word files with LibreOffice in one go."""
    for name, content in files.items():
        (folder / f"{name}.docx").write_bytes(content)
    command = [str(OFFICE), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(folder)]
    paths = [str(folder / f"{name}.docx") for name in files]
    subprocess.run([*command, *paths], check=True, capture_output=True, timeout=180)
    return {name: folder / f"{name}.pdf" for name in files}


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_prints_every_character(whole: Whole, tmp_path: Path) -> None:
    content = to_word(whole.blocks, whole.lang)
    with pdfplumber.open(printed({"report": content}, tmp_path)["report"]) as document:
        text = "".join(page.extract_text() for page in document.pages)
        letters = [each for page in document.pages for each in page.chars if CHINESE.match(each["text"])]
    assert not set(CHINESE.findall(texts_of(content))) - set(unicodedata.normalize("NFKC", text))
    assert all("CJK" in each["fontname"] for each in letters)


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_takes_the_chinese_face(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Compare characters that Japan writes in another way, in a figure and in text, with named faces.

    Names of faces inside the PDF do not tell: Noto's faces of all countries share one table.
    """
    told = "直骨角与门真"
    figure = Figure(Drawing(400, 60, (Words(2, 40, told, 30),)), Table("x", (), ()), "")
    files = {}
    for face in ("SC", "JP", ""):
        with monkeypatch.context() as changed:
            if face:
                changed.setattr(emf, "FACE", f"Noto Sans CJK {face}")
            for name, block in (("figure", figure), ("text", Heading(told))):
                content = to_word([block], "zh")
                files[f"{name}{face}"] = in_face(content, face) if face else content
    pages = {}
    for name, path in printed(files, tmp_path).items():
        with pdfplumber.open(path) as document:
            page = document.pages[0].to_image(resolution=100).original.convert("L")
        body = page.crop((0, 0, page.width, page.height // 2))
        pages[name] = body.crop(ImageChops.invert(body).getbbox())
    for name in ("figure", "text"):
        own, chinese, japanese = (pages[f"{name}{face}"] for face in ("", "SC", "JP"))
        assert 2 * unlike(own, chinese) < unlike(own, japanese)


def test_the_page_runs_nothing_asks_for_nothing_and_says_what_it_is(
    browser: Browser, whole: Whole, town: Built, tmp_path: Path
) -> None:
    facts = report_facts(town.store, town.plan.id, tables_of(town.store, town.plan.id))
    file = tmp_path / "report.html"
    file.write_bytes(written(facts, whole.blocks, whole.lang, "html"))
    asked: list[str] = []
    said: list[str] = []
    for wide in (1280, 390):
        page = browser.new_page(viewport={"width": wide, "height": 900})
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        page.goto(file.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        described = page.locator("script").all_text_contents()
        assert [json.loads(each)["@type"] for each in described] == ["Report"]
        seen = page.locator("svg text").evaluate_all("all => all.every(each => each.getBBox().width > 0)")
        assert seen
        page.close()
    assert asked == [file.as_uri()] * 2
    assert said == []
