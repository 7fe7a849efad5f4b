"""The network page as files: SVG, PNG, CSV, paper."""

from __future__ import annotations

import csv
import io
import struct
import xml.etree.ElementTree as ET
from pathlib import Path

from conftest import Built
from network_pages import HOSTILE, Opened, built_page, hostile_page, opened, told
from playwright.sync_api import Browser

SVG = "{http://www.w3.org/2000/svg}"


def saved(found: Opened, button: str) -> tuple[str, bytes]:
    with found.page.expect_download() as waiting:
        found.page.click(f"#{button}")
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def texts(content: bytes) -> list[str]:
    return [each.text or "" for each in ET.fromstring(content).iter(f"{SVG}text")]


def test_an_svg_has_the_picture_its_legend_and_its_caption(city: Opened, zhengzhou: Built) -> None:
    city.go("lang=en&system=government")
    name, content = saved(city, "svg")
    assert name == "tiaokuai-two-mode.en.svg"
    shown = texts(content)
    version = told(built_page(zhengzhou), "plan")["version"]
    assert zhengzhou.plan.title_en in shown
    assert {"Draft for comment", "Legend", "Government", "Lead", "Red dashes: no lead named"} <= set(shown)
    assert f"Data version {version} · Draft for comment · Made by Tiaokuai" in shown
    assert "Filters: System: Government" in shown
    names = city.page.evaluate(
        "tiaokuai.scene.nodes.filter(({ id }) => id[0] === 'a').map(({ label }) => label[0])"
    )
    assert set(names) <= set(shown)
    numbers = city.page.evaluate("tiaokuai.scene.nodes.filter(({ text }) => text).map(({ text }) => text)")
    assert set(numbers) <= set(shown)
    paths = sum(1 for _ in ET.fromstring(content).iter(f"{SVG}path"))
    assert paths >= len(city.nodes()) + len(city.edges())
    assert not {each.tag for each in ET.fromstring(content).iter()} - {
        f"{SVG}{tag}" for tag in ("svg", "title", "desc", "g", "path", "text")
    }
    assert saved(city, "svg")[1] == content


def test_every_view_is_saved_with_what_it_shows(city: Opened) -> None:
    for view, words in (
        ("agencies&ties=bicm", "Between agencies: Agencies tied beyond chance (BiCM, over all measures, "),
        ("groups&by=topic", "Groups: Grouped by B-READY topic; "),
        ("near&about=a9", "Neighbourhood: Zhengzhou"),
        ("centre", "Centrality: The nearer to the middle, the higher: Coordination load"),
    ):
        city.go(f"lang=en&view={view}")
        shown = texts(
            city.page.evaluate("new XMLSerializer().serializeToString(tiaokuai.svgSheet())").encode()
        )
        assert [each for each in shown if each.startswith(words)], view


def test_a_png_is_the_same_sheet_twice_as_sharp(city: Opened) -> None:
    city.go("view=centre&lang=zh")
    name, content = saved(city, "png")
    assert name == "tiaokuai-centre.zh.png"
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", content[16:24]) == (3200, 2300)
    assert len(content) > 100_000


def test_the_table_as_csv_is_what_the_page_shows(city: Opened) -> None:
    city.go("table=measures&sort=-pairings")
    name, content = saved(city, "csv")
    assert name == "tiaokuai-measures.zh.csv"
    text = content.decode("utf-8")
    assert text.startswith("\ufeff")
    head, *rows = csv.reader(io.StringIO(text.removeprefix("\ufeff")))
    assert head[:3] == ["序号", "举措", "部分"]
    assert rows == city.rows()
    assert [int(row[-4]) for row in rows] == sorted((int(row[-4]) for row in rows), reverse=True)


def test_paper_shows_the_sheet_and_the_table_and_no_buttons(city: Opened) -> None:
    city.go("lang=en&view=agencies")
    page = city.page
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.is_visible("#sheet svg")
    assert page.is_visible("#table")
    assert [each for each in ("#csv", "#picture", "#search", "#png", ".views") if page.is_visible(each)] == []
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
    page.emulate_media(media="screen")


def test_hostile_names_in_files_are_text(browser: Browser, tmp_path: Path) -> None:
    words = [HOSTILE[1], HOSTILE[2], HOSTILE[8]]
    for place, each in enumerate(words):
        folder = tmp_path / str(place)
        folder.mkdir()
        found = opened(browser, folder, hostile_page(each), accept_downloads=True)
        found.go("table=agencies")
        svg, table = saved(found, "svg")[1], saved(found, "csv")[1].decode("utf-8")
        assert not {one.tag for one in ET.fromstring(svg).iter()} - {
            f"{SVG}{tag}" for tag in ("svg", "title", "desc", "g", "path", "text")
        }
        assert ET.fromstring(svg).findtext(f"{SVG}title") == each
        cells = {cell for row in csv.reader(io.StringIO(table)) for cell in row}
        assert [cell for cell in cells if cell.startswith(("=", "+", "@"))] == []
        assert (f"'{each}" if each.startswith("=") else each) in cells
        assert found.page.title() != "owned"
        assert found.complaints == []
