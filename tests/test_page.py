"""The network page as a file: what it asks for, whom it trusts, and that it draws what Python says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from network_pages import (
    HOSTILE,
    Opened,
    click_on,
    hostile_page,
    opened,
    sources,
    told,
    town_page,
)
from network_tables import agency, measure, replaced, tables
from playwright.sync_api import Browser

from graph.table import Column, Table
from graph.views.page import SCRIPTS, TEMPLATES, PlanFacts, network_page
from graph.views.page_facts import printed_order
from graph.views.page_phrases import PAGE_PHRASES, page_words
from graph.views.page_reasons import reasons


def test_every_node_and_assignment_is_drawn_where_python_put_it(small: Opened) -> None:
    page = small.page
    assert sorted(small.nodes()) == ["a0", "a1", "a2", "a3", "m0", "m1", "m2"]
    assert page.evaluate("tiaokuai.edges.length") == 7
    stray = """JSON.parse(document.getElementById('nodes').textContent).filter(node => {
        const spot = tiaokuai.network.getPosition(node.id);
        return Math.abs(spot.x - node.x) > 0.6 || Math.abs(spot.y - node.y) > 0.6;
    }).length"""
    assert page.evaluate(stray) == 0
    inside = """tiaokuai.nodes.get().every(node => {
        const spot = tiaokuai.network.canvasToDOM(tiaokuai.network.getPosition(node.id));
        const box = document.getElementById('picture').getBoundingClientRect();
        return spot.x > 0 && spot.y > 0 && spot.x < box.width && spot.y < box.height;
    })"""
    assert page.evaluate(inside)


def test_the_language_switch(small: Opened) -> None:
    page = small.page
    assert "征求意见稿" in page.inner_text(".banner")
    page.click("[data-choose=en]")
    assert page.inner_text("h1") == "Town plan"
    assert "Draft for comment" in page.inner_text(".banner")
    assert (page.get_attribute("html", "lang"), page.title()) == ("en", "Town plan")
    page.click("#filters-open")
    for view in ("two-mode", "agencies", "groups", "near", "centre"):
        small.go(f"lang=en&view={view}&node=a1&about=a1")
        assert "Town finance" in page.inner_text("#panel")
        assert re.search(r"Coordination load\s+4 pairings\s+rank 1 of 4", page.inner_text("#panel"))
        assert not re.search(
            "[单协牵举]", page.inner_text("body").replace("中文", "").replace("举措", "", 12)
        )
    page.click("#filters-open")
    page.click("[data-choose=zh]")
    assert page.inner_text("h1") == "镇方案"


def test_agencies_stand_in_the_printed_order() -> None:
    """Roles strongest first; within one by position, not by IRI; an agency in two parts stands once."""
    second = {"health": ["responsible", "lead"], "finance": ["responsible"], "archive": ["responsible"]}
    assignments = tables({"2": second})[0]
    for row, position in enumerate((3, 1, 1, None)):
        assignments = replaced(assignments, "position", position, row)
    again = (*assignments.rows, assignments.rows[2])
    found = printed_order(Table(assignments.name, assignments.columns, again))
    assert list(found) == [measure("2")]
    assert list(found[measure("2")].items()) == [
        ("lead", [agency("health")]),
        ("responsible", [agency("finance"), agency("health"), agency("archive")]),
    ]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_names_are_text_everywhere(browser: Browser, tmp_path: Path, words: str) -> None:
    html = hostile_page(words)
    found = opened(browser, tmp_path, html)
    page = found.page
    shown = (
        ("two-mode", "measures"),
        ("agencies", "ties"),
        ("groups", ""),
        ("near", ""),
        ("centre", "agencies"),
    )
    for lang, (view, table) in zip(("zh", "en", "zh", "en", "zh"), shown, strict=True):
        found.go(f"view={view}&lang={lang}&table={table}&node=a1&about=m1&colour=section&fill=section")
        page.evaluate("document.body.append(tiaokuai.svgSheet())")
    for node in ("a1", "m0", "m1"):
        found.go("")
        click_on(page, node)
    page.fill("#search", words[:4])
    page.press("#search", "Enter")
    page.hover("#picture canvas", position={"x": 20, "y": 200})
    assert page.title() != "owned"
    assert page.locator("img, iframe, body a, svg script, foreignObject").count() == 0
    assert page.locator("script").count() == 10
    assert len(found.requests) == 1
    assert found.complaints == []
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00\x1b]", html)


def test_hostile_names_are_shown_as_they_are_written(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, tmp_path, hostile_page(HOSTILE[1])).page
    click_on(page, "a1")
    assert page.inner_text("#panel h2") == HOSTILE[1]
    assert page.text_content("h1 .zh") == HOSTILE[1]
    assert page.evaluate("tiaokuai.svgSheet().querySelector('title').textContent") == HOSTILE[1]


def test_every_phrase_that_the_script_says_is_there_and_every_one_there_is_said() -> None:
    """Keys that the script makes up as it goes are counted by what they begin with."""
    script = "".join((TEMPLATES / "page" / f"{name}.js").read_text(encoding="utf-8") for name in SCRIPTS)
    template = (TEMPLATES / "network.html").read_text(encoding="utf-8")
    plain = set(re.findall(r'say\("([a-z.-]+)"', script)) | set(re.findall(r'"(column\.\w+)"', script))
    plain |= set(re.findall(r'(?:said|counted|chooser)\("([a-z.-]+)"[),]', template))
    plain |= set(re.findall(r'data-label="([a-z.-]+)"', template))
    begun = set(re.findall(r"say\(`([a-z]+\.)\$", script)) | set(re.findall(r'"([a-z]+\.)" ~', template))
    assert plain - set(page_words()) - {"filter."} == set()
    spoken = {key for key in page_words() if key in plain or key.startswith(tuple(begun))}
    assert set(page_words()) - spoken == {"draft", "superseded"}
    assert len(page_words()) == len(PAGE_PHRASES)


def test_the_parts_of_the_script_are_all_in_it_and_short() -> None:
    files = {path.stem: path.read_text(encoding="utf-8") for path in (TEMPLATES / "page").glob("*.js")}
    assert set(files) == set(SCRIPTS)
    assert [name for name, text in files.items() if text.count("\n") > 350] == []
    assert [name for name, text in files.items() if not text.startswith("/* ")] == []
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|fetch\(|XMLHttp|import\(",
        "".join(files.values()),
    )


@pytest.mark.parametrize(("status", "shown"), [("draft", 1), ("superseded", 1), ("final", 0)])
def test_the_banner_tells_the_status(status: str, shown: int) -> None:
    assert town_page(status).count('class="banner"') == shown


def test_nothing_outside_the_file_is_named_or_allowed() -> None:
    html = town_page()
    assert not re.search(
        r"<(link|img|iframe|object|base)\b|<script[^>]+src|@import|url\(", html.split("vis-network\n")[0]
    )
    assert "jsdelivr" not in html
    assert "cloudflare" not in html
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
    assert policy
    assert "unsafe" not in policy[1]
    assert policy[1].startswith("default-src &#39;none&#39;")


def test_data_in_the_page_is_json() -> None:
    html = town_page()
    for name in ("nodes", "options", "facts", "views", "legend", "plan", "words", "frame"):
        assert told(html, name)
    assert all("title" not in node for node in told(html, "nodes"))


def test_an_empty_plan_has_a_page(browser: Browser, tmp_path: Path) -> None:
    html = network_page(PlanFacts("空", "Empty", "final"), sources(tables({}, ())))
    found = opened(browser, tmp_path, html)
    assert found.complaints == []
    assert found.page.evaluate("tiaokuai.nodes.length") == 0


def test_the_same_bytes_whatever_the_hash_seed() -> None:
    code = "import hashlib, test_page as t; print(hashlib.sha256(t.town_page().encode()).hexdigest())"
    found = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={
                **os.environ,
                "PYTHONHASHSEED": seed,
                "LC_ALL": "C",
                "PYTHONPATH": os.pathsep.join(sys.path),
            },
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "4242")
    }
    assert len(found) == 1


def test_zhengzhou_draws_every_agency_and_measure_and_asks_for_nothing(city: Opened, city_html: str) -> None:
    assert len(city_html.encode()) < 2_000_000
    drawn = city.page.evaluate("Object.keys(tiaokuai.network.getPositions())")
    assert (sum(node[0] == "a" for node in drawn), sum(node[0] == "m" for node in drawn)) == (81, 88)
    assert "征求意见稿" in city.page.inner_text("body")


def test_a_link_is_told_at_both_its_ends() -> None:
    names = ("start", "end", "start_key", "end_key", "start_title", "end_title")
    columns = [Column(name, "text", name, name) for name in (*names, "kind_label", "kind_label_en")]
    columns += [Column(name, "text", name, name) for name in ("reason", "reason_en")]
    row = ("m1", "m2", "1", "2", "甲", "", "前提", "prerequisite", None, "<b>why</b>\u202e")
    unaligned = Table("alignments", (Column("status", "text", "", ""),), ())
    found = reasons(unaligned, Table("links", tuple(columns), (row,)))
    assert found == {
        "m1": [{"name": ["前提 → 2", "prerequisite → 2"], "reason": "<b>why</b>\\u202e"}],
        "m2": [{"name": ["前提 ← 1 甲", "prerequisite ← 1 甲"], "reason": "<b>why</b>\\u202e"}],
    }
