from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

import pytest
from conftest import Built
from network_tables import Roles, agency, measure, replaced, spelling_table, tables
from playwright.sync_api import Browser, Page

from graph.network.hotspots import hotspot_table
from graph.network.ranking import rank_table
from graph.network.twomode import two_mode
from graph.presentation import page as plan_page
from graph.presentation import report_facts, tables_of
from graph.table import Column, Table
from graph.views.page import PlanFacts, network_page
from graph.views.page_facts import Sources, printed_order
from graph.views.page_reasons import reasons

ROLES: Roles = {
    "1": {"finance": ["lead"], "health": ["responsible"], "transport": ["cooperating"]},
    "2": {"finance": ["lead", "responsible"], "health": ["responsible"], "transport": ["supervising"]},
    "19": {"health": ["responsible"]},
}
SPELLINGS = {"health": ["卫健委", "镇卫生健康委员会"], "transport": ["镇公路局"]}
HOSTILE = (
    "<script>document.title='owned'</script>",
    '"><img src=x onerror="document.title=\'owned\'">',
    "</script><script>document.title='owned'</script>",
    "<a href=\"javascript:document.title='owned'\">href</a>",
    "\u202egnp.exe\u2066",
    "{{ 7 * 7 }}<!--<script>",
    "${document.title='owned'}`'\\u003c",
    "\x00\x1b[31m\ud800",
)


def sources(
    made: tuple[Table, Table, Table], spellings: Mapping[str, Sequence[str]] = MappingProxyType({})
) -> Sources:
    network = two_mode(*made)
    return Sources(*made, spelling_table(spellings), rank_table(network), hotspot_table(network))


def town_page(status: str = "draft") -> str:
    plan = PlanFacts("镇方案", "Town plan", status, "sha256:0123")
    return network_page(plan, sources(tables(ROLES), SPELLINGS))


def hostile_page(words: str) -> str:
    """Return a page on which every text that the data can hold is `words`."""
    assignments, agencies, measures = tables({**ROLES, "19": {"health": ["responsible"]}})
    for row in range(len(assignments.rows)):
        assignments = replaced(assignments, "spelling", words, row)
    for column in ("label", "label_en", "level_zh", "level_en", "system_zh", "system_en"):
        for row in range(len(agencies.rows)):
            agencies = replaced(agencies, column, words, row)
    for column in ("key", "title", "section_title", "section_title_en"):
        measures = replaced(measures, column, words, 1)
    measures = replaced(measures, "number", None, 1)
    plan = PlanFacts(words, words, words, words)
    spelled = {"finance": [words], "health": [words]}
    return network_page(plan, sources((assignments, agencies, measures), spelled))


@dataclass
class Opened:
    """A page in the browser, what it asked for and what it complained of."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


def built_page(built: Built) -> str:
    made = tables_of(built.store, built.plan.id)
    return plan_page(report_facts(built.store, built.plan.id, made), made)


def opened(browser: Browser, folder: Path, html: str) -> Opened:
    file = folder / "network.html"
    file.write_text(html, encoding="utf-8", newline="\n")
    page = browser.new_context(offline=True, viewport={"width": 1440, "height": 900}).new_page()
    found = Opened(page)
    page.on("request", lambda request: found.requests.append(request.url))
    page.on("console", lambda message: found.complaints.append(message.text))
    page.on("pageerror", lambda error: found.complaints.append(str(error)))
    page.goto(file.as_uri())
    page.wait_for_function("window.tiaokuai !== undefined")
    return found


def click_on(page: Page, node: str) -> None:
    """Click a node of the picture, wherever the picture now shows it."""
    spot = page.evaluate("id => tiaokuai.network.canvasToDOM(tiaokuai.network.getPosition(id))", node)
    page.locator("#picture canvas").click(position=spot)
    page.wait_for_function("document.querySelector('#panel .close') !== null")


def test_the_page_opens_from_disk_and_asks_for_nothing(browser: Browser, tmp_path: Path) -> None:
    found = opened(browser, tmp_path, town_page())
    found.page.wait_for_timeout(200)
    assert [url.rsplit("/", 1)[-1] for url in found.requests] == ["network.html"]
    assert found.complaints == []


def test_every_node_and_tie_is_drawn_where_python_put_it(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, tmp_path, town_page()).page
    assert page.evaluate("Object.keys(tiaokuai.network.getPositions()).sort()") == [
        *("a0", "a1", "a2", "a3", "m0", "m1", "m2")
    ]
    assert (
        page.evaluate("Object.keys(tiaokuai.network.body.edges).filter(id => id.includes('-m')).length") == 7
    )
    stray = """tiaokuai.nodes.get().filter(node => {
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


def test_a_click_shows_the_facts_of_an_agency_and_of_a_measure(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, tmp_path, town_page()).page
    click_on(page, "a1")
    facts = page.inner_text("#panel")
    assert "镇finance" in facts
    assert re.search(r"协同负荷\s+4 对\s+第 1 / 4", facts)
    assert "举措2" in facts
    click_on(page, "m2")
    facts = page.inner_text("#panel")
    assert "19. 举措19" in facts
    assert "一个单位" in facts
    assert page.evaluate("tiaokuai.nodes.get('a1').opacity") < 0.5
    page.click("#panel .close")
    assert page.evaluate("tiaokuai.nodes.get('a1').opacity") == 1


def test_the_language_switch(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, tmp_path, town_page()).page
    assert "征求意见稿" in page.inner_text(".banner")
    page.click("[data-choose=en]")
    assert page.inner_text("h1") == "Town plan"
    assert "Draft for comment" in page.inner_text(".banner")
    assert page.get_attribute("html", "lang") == "en"
    click_on(page, "a1")
    assert "Town finance" in page.inner_text("#panel")
    assert re.search(r"Coordination load\s+4 pairings\s+rank 1 of 4", page.inner_text("#panel"))
    assert not re.search("[单协牵]", page.inner_text("body").replace("中文", ""))
    page.click("[data-choose=zh]")
    assert page.inner_text("h1") == "镇方案"


@pytest.mark.parametrize(
    ("words", "heading"),
    [
        *((words, "19. 举措19") for words in ("19", "１９", "第19项", "第 19 项", "19.", "１９．", "19、")),
        ("TOWN Hea", "镇health"),
        ("市tran", "镇transport"),
        ("卫健委", "镇health"),
        ("卫健", "镇health"),
        ("卫生委", "镇health"),
        ("公路", "镇transport"),
        ("镇路局", "镇transport"),
    ],
)
def test_search_by_name_and_number(browser: Browser, tmp_path: Path, words: str, heading: str) -> None:
    page = opened(browser, tmp_path, town_page()).page
    page.fill("#search", words)
    page.press("#search", "Enter")
    assert page.inner_text("#panel h2") == heading


def test_search_that_finds_nothing_says_so(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, tmp_path, town_page()).page
    for words in ("空气", "镇委卫", "twn"):
        page.fill("#search", words)
        assert page.inner_text("#found") == "没有找到。试试全称，如“发展改革”。"
    page.press("#search", "Enter")
    assert page.locator("#panel .close").count() == 0
    page.press("#search", "Escape")
    assert page.is_hidden("#found")
    page.click("[data-choose=en]")
    page.fill("#search", "air")
    assert page.inner_text("#found") == "Nothing found. Try the full name."


def answers(page: Page, words: str) -> list[str]:
    page.fill("#search", words)
    return page.locator("#found button").all_inner_texts()


def test_search_ranks_exact_prefix_contained_and_scattered(browser: Browser, tmp_path: Path) -> None:
    spelled = {"archive": ["公东路"], "finance": ["镇公路"], "health": ["公路办"], "transport": ["公路"]}
    html = network_page(PlanFacts("镇方案"), sources(tables({**ROLES, "20": {"archive": ["lead"]}}), spelled))
    page = opened(browser, tmp_path, html).page
    found = [answer.split() for answer in answers(page, "公路")]
    assert found == [
        ["市transport", "公路"],
        ["市health", "公路办"],
        ["市finance", "镇公路"],
        ["市archive", "公东路"],
    ]
    assert answers(page, "市health") == ["市health"]
    assert answers(page, "第2项")[0] == "2. 举措2"


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


def test_a_narrow_screen_shows_what_serves_there(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, tmp_path, town_page()).page
    heading = page.locator("#agencies th", has_text="系统")
    assert page.is_visible(".by-mouse")
    assert heading.is_visible()
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.is_hidden(".by-mouse")
    assert heading.is_hidden()


def test_the_tables_hold_the_same_data_and_lead_to_the_picture(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, tmp_path, town_page()).page
    assert page.locator("#agencies tbody tr").count() == 4
    assert page.locator("#measures tbody tr").count() == 3
    first = page.locator("#agencies tbody tr").first.inner_text().split()
    assert first == ["1", "镇finance", "government", "city", "2", "1", "0", "0", "2", "4", "2", "4", "0.000"]
    page.locator("#measures .pick", has_text="举措19").click()
    assert page.inner_text("#panel h2") == "19. 举措19"


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_names_are_text_everywhere(browser: Browser, tmp_path: Path, words: str) -> None:
    html = hostile_page(words)
    found = opened(browser, tmp_path, html)
    page = found.page
    for node in ("a1", "m0", "m1"):
        for language in ("zh", "en"):
            page.click(f"[data-choose={language}]")
            click_on(page, node)
    page.fill("#search", words[:4])
    page.press("#search", "Enter")
    page.wait_for_timeout(100)
    assert page.title() != "owned"
    assert page.locator("img, iframe, body a").count() == 0
    assert page.locator("script").count() == 8
    assert len(found.requests) == 1
    assert found.complaints == []
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00\x1b]", html)


def test_hostile_names_are_shown_as_they_are_written(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, tmp_path, hostile_page(HOSTILE[1])).page
    click_on(page, "a1")
    assert page.inner_text("#panel h2") == HOSTILE[1]
    assert page.text_content("h1 .zh") == HOSTILE[1]


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
    for name in ("nodes", "edges", "options", "facts", "views", "frame"):
        found = re.search(f'<script type="application/json" id="{name}">(.*?)</script>', html, re.DOTALL)
        assert found
        assert json.loads(found[1])
    nodes = re.search(r'id="nodes">(.*?)</script>', html)
    assert nodes
    assert all("title" not in node for node in json.loads(nodes[1]))


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
        for seed in ("0", "1", "4242")
    }
    assert len(found) == 1


def test_zhengzhou_draws_every_agency_and_measure_and_asks_for_nothing(
    browser: Browser, tmp_path: Path, zhengzhou: Built
) -> None:
    html = built_page(zhengzhou)
    assert len(html.encode()) < 2_000_000
    found = opened(browser, tmp_path, html)
    drawn = found.page.evaluate("Object.keys(tiaokuai.network.getPositions())")
    assert (sum(node[0] == "a" for node in drawn), sum(node[0] == "m" for node in drawn)) == (81, 88)
    assert "征求意见稿" in found.page.inner_text("body")
    assert [url.rsplit("/", 1)[-1] for url in found.requests] == ["network.html"]
    assert found.complaints == []


@pytest.fixture(scope="module")
def zhengzhou_page(browser: Browser, tmp_path_factory: pytest.TempPathFactory, zhengzhou: Built) -> Page:
    html = built_page(zhengzhou)
    return opened(browser, tmp_path_factory.mktemp("zhengzhou"), html).page


@pytest.mark.parametrize(
    ("words", "heading"),
    [
        ("发改", "郑州市发展和改革委员会"),
        ("市发改委", "郑州市发展和改革委员会"),
        ("中院", "河南省郑州市中级人民法院"),
        ("第19项", "19. "),
    ],
)
def test_search_finds_what_people_write(zhengzhou_page: Page, words: str, heading: str) -> None:
    zhengzhou_page.fill("#search", words)
    zhengzhou_page.press("#search", "Enter")
    assert zhengzhou_page.inner_text("#panel h2").startswith(heading)


def test_every_spelling_finds_its_agency(zhengzhou_page: Page) -> None:
    unfound = """() => {
        const facts = JSON.parse(document.getElementById('facts').textContent);
        const field = document.getElementById('search');
        const wrong = [];
        for (const agency of facts.agencies) for (const spelling of agency.spellings) {
            field.value = spelling;
            field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }));
            if (document.querySelector('#panel h2').textContent !== agency.label) wrong.push(spelling);
        }
        return [facts.agencies.filter(each => each.spellings.length).length, wrong];
    }"""
    assert zhengzhou_page.evaluate(unfound) == [81, []]


def test_measure_1_lists_its_agencies_as_printed(zhengzhou_page: Page) -> None:
    zhengzhou_page.locator("#measures .pick").first.click()
    panel = zhengzhou_page.inner_text("#panel")
    row = zhengzhou_page.locator("#measures tbody tr").first.inner_text()
    for shown in (panel, row):
        assert 0 < shown.index("市市场监管局") < shown.index("市大数据局") < shown.index("各政务服务职能部门")


def test_a_measure_tells_why_it_is_aligned_and_linked(zhengzhou_page: Page, zhengzhou: Built) -> None:
    [first, *_] = zhengzhou.plan.measures
    accepted = [each for each in first.alignments if each.status == "accepted"]
    zhengzhou_page.locator("#measures .pick").first.click()
    panel = zhengzhou_page.locator("#panel")
    told = panel.locator(".judged").all_inner_texts()
    assert len(told) == len(accepted) + 1
    assert told[0].startswith("BE ")
    assert told[-1] == "组成部分 → 54 巩固提升“一件事一次办”改革成效"
    linked = [each for each in first.links if each.status == "accepted"]
    for reason in (each.reason for judged in (accepted, linked) for each in judged):
        assert reason in panel.inner_text()


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
