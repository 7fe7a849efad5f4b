"""The network page read: panel, search, table, filters, the address, the keyboard, small screens."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from conftest import Built
from network_pages import (
    PHONE,
    WIDE,
    Opened,
    click_on,
    opened,
    parties,
    shared,
    sources,
    told,
    town_page,
    until,
)
from network_pages import ROLES as TOWN_ROLES
from network_tables import tables
from playwright.sync_api import Browser

from graph.views.page import PlanFacts, network_page

VIEWS = ("two-mode", "agencies", "groups", "near", "centre")


def test_a_click_shows_the_facts_of_an_agency_and_of_a_measure(small: Opened) -> None:
    page = small.page
    click_on(page, "a1")
    facts = page.inner_text("#panel")
    assert "镇finance" in facts
    assert re.search(r"协同负荷\s+4 对\s+第 1 / 4", facts)
    assert "举措2" in facts
    click_on(page, "m2")
    facts = page.inner_text("#panel")
    assert "19. 举措19" in facts
    assert "一个单位" in facts
    page.click("#panel .close")
    assert small.state()["node"] == ""
    assert "谁与谁协同" in page.inner_text("#panel")


def test_every_name_in_the_panel_leads_on(small: Opened) -> None:
    small.go("node=a1")
    page = small.page
    page.locator("#panel h3", has_text="协同单位").locator("+ ul button").first.click()
    assert page.inner_text("#panel h2") == "镇health"
    page.locator("#panel li button", has_text="举措19").click()
    assert page.inner_text("#panel h2") == "19. 举措19"
    page.click("#panel .way")
    assert (small.state()["view"], small.state()["about"]) == ("near", "m2")
    page.go_back()
    assert (small.state()["view"], small.state()["node"]) == ("two-mode", "m2")


def test_search_by_name_and_number(small: Opened) -> None:
    page = small.page
    asked = [(words, "19. 举措19") for words in ("19", "１９", "第19项", "第 19 项", "19.", "１９．", "19、")]
    asked += [
        ("TOWN Hea", "镇health"),
        ("市tran", "镇transport"),
        ("卫健委", "镇health"),
        ("卫健", "镇health"),
    ]
    asked += [("卫生委", "镇health"), ("公路", "镇transport"), ("镇路局", "镇transport")]
    for words, heading in asked:
        small.go("")
        page.fill("#search", words)
        page.press("#search", "Enter")
        assert page.inner_text("#panel h2") == heading


def test_search_that_finds_nothing_says_so(small: Opened) -> None:
    page = small.page
    for words in ("空气", "镇委卫", "twn"):
        page.fill("#search", words)
        assert page.inner_text("#nothing") == "没有找到。试试全称，如“发展改革”。"
    page.press("#search", "Enter")
    assert small.state()["node"] == ""
    page.press("#search", "Escape")
    assert page.is_hidden("#nothing")
    page.click("[data-choose=en]")
    page.fill("#search", "air")
    assert page.inner_text("#nothing") == "Nothing found. Try the full name."
    page.fill("#search", "")


def test_search_ranks_and_is_walked_by_keyboard(browser: Browser, tmp_path: Path) -> None:
    spelled = {"archive": ["公东路"], "finance": ["镇公路"], "health": ["公路办"], "transport": ["公路"]}
    made = tables({**TOWN_ROLES, "20": {"archive": ["lead"]}})
    page = opened(browser, tmp_path, network_page(PlanFacts("镇方案"), sources(made, spelled))).page
    page.fill("#search", "公路")
    hits = page.locator("#found [role=option]")
    assert [hit.split() for hit in hits.all_inner_texts()] == [
        ["市transport", "公路"],
        ["市health", "公路办"],
        ["市finance", "镇公路"],
        ["市archive", "公东路"],
    ]
    page.press("#search", "ArrowDown")
    page.press("#search", "ArrowDown")
    assert page.get_attribute("#search", "aria-activedescendant") == hits.nth(1).get_attribute("id")
    assert page.get_attribute("#found [aria-selected=true]", "data-id") == "a2"
    page.press("#search", "Enter")
    assert page.inner_text("#panel h2") == "镇health"
    assert page.is_hidden("#found")


def test_search_finds_what_people_write(city: Opened) -> None:
    page = city.page
    asked = [("发改", "郑州市发展和改革委员会"), ("市发改委", "郑州市发展和改革委员会")]
    asked += [
        ("中院", "河南省郑州市中级人民法院"),
        ("第19项", "19. "),
        ("fagaiwei", "郑州市发展和改革委员会"),
    ]
    asked += [
        ("Fa Gai", "郑州市发展和改革委员会"),
        ("sfgw", "郑州市发展和改革委员会"),
        ("sdsjj", "郑州市大数据管理局"),
    ]
    for words, heading in asked:
        page.fill("#search", words)
        page.press("#search", "Enter")
        assert page.inner_text("#panel h2").startswith(heading)


def test_every_spelling_finds_its_agency(city: Opened) -> None:
    unfound = """() => {
        const facts = JSON.parse(document.getElementById('facts').textContent);
        const field = document.getElementById('search');
        const wrong = [];
        for (const agency of facts.agencies) for (const spelling of agency.spellings) {
            field.value = spelling;
            field.dispatchEvent(new InputEvent('input'));
            const [first] = document.querySelectorAll('#found [role=option]');
            if (first?.dataset.id !== agency.id) wrong.push(spelling);
        }
        return [facts.agencies.filter(each => each.spellings.length).length, wrong];
    }"""
    assert city.page.evaluate(unfound) == [81, []]


def test_measure_1_lists_its_agencies_as_printed(city: Opened) -> None:
    city.go("table=measures&node=m0")
    panel = city.page.inner_text("#panel")
    row = " ".join(city.rows()[0])
    for shown in (panel, row):
        assert 0 < shown.index("市市场监管局") < shown.index("市大数据局") < shown.index("各政务服务职能部门")


def test_a_measure_tells_why_it_is_aligned_and_linked(city: Opened, zhengzhou: Built) -> None:
    [first, *_] = zhengzhou.plan.measures
    accepted = [each for each in first.alignments if each.status == "accepted"]
    city.go("node=m0")
    panel = city.page.locator("#panel")
    judged = panel.locator(".judged").all_inner_texts()
    assert len(judged) == len(accepted) + 1
    assert judged[0].startswith("BE ")
    assert judged[-1] == "组成部分 → 54 巩固提升“一件事一次办”改革成效"
    linked = [each for each in first.links if each.status == "accepted"]
    for reason in (each.reason for judged in (accepted, linked) for each in judged):
        assert reason in panel.inner_text()
    assert "没有翻译" in panel.inner_text()


def test_the_table_holds_the_same_data_and_is_sorted_by_its_headings(small: Opened) -> None:
    page = small.page
    assert [len(small.rows()), page.get_attribute("#table", "data-name")] == [4, "agencies"]
    assert small.rows()[0] == [
        "1",
        "市finance",
        "government",
        "city",
        "2",
        "1",
        "0",
        "0",
        "2",
        "4",
        "2",
        "4",
        "0.000",
        "1.333",
    ]
    page.click('[data-sort="responsible"]')
    assert page.get_attribute('th:has([data-sort="responsible"])', "aria-sort") == "descending"
    assert [row[5] for row in small.rows()] == ["3", "1", "0", "0"]
    page.press('[data-sort="responsible"]', "Enter")
    assert page.get_attribute('th:has([data-sort="responsible"])', "aria-sort") == "ascending"
    assert [row[5] for row in small.rows()] == ["0", "0", "1", "3"]
    assert small.state()["sort"] == "responsible"
    page.click('[data-table="measures"]')
    assert [row[:2] for row in small.rows()] == [["1", "举措1"], ["2", "举措2"], ["19", "举措19"]]
    page.locator("#table .pick", has_text="举措19").click()
    assert page.inner_text("#panel h2") == "19. 举措19"
    page.click('[data-table="ties"]')
    assert small.rows()[0][:4] == ["市finance", "市health", "2", "1"]


def test_newmans_weight_has_three_digits_on_the_page_and_all_in_the_file(
    city: Opened, city_html: str
) -> None:
    city.go("view=agencies")
    weights = [tie[3] for tie in told(city_html, "views")["agencies"]["ties"]]
    shown = [row[3] for row in city.rows()]
    assert [float(each) for each in shown] == [float(f"{each:.3g}") for each in weights[: len(shown)]]
    lines = city.page.evaluate("tiaokuai.csvNow()").splitlines()[1:]
    assert [float(each[3]) for each in csv.reader(lines)] == weights[: len(lines)]
    city.page.click('[data-sort="newman"]')
    assert city.rows()[0][3] == shown[0]


def test_a_test_of_too_few_samples_is_no_finding(city: Opened, city_html: str) -> None:
    assert told(city_html, "views")["agencies"]["few"] == ["fdsm"]
    city.go("view=agencies&ties=fdsm&lang=en")
    assert city.page.inner_text("#ties option:checked") == "Beyond chance: FDSM (too few samples)"
    assert "40 samples are too few" in city.page.inner_text("#shows")
    city.go("view=agencies&ties=fdsm")
    assert "抽样 40 次太少" in city.page.inner_text("#shows")
    city.go("view=agencies")
    assert "抽样 40 次太少" not in city.page.inner_text("#shows")
    assert "抽样 40 次太少" in city.page.inner_text("caption")


def test_english_options_begin_with_a_capital(city: Opened) -> None:
    for view in VIEWS:
        city.go(f"view={view}&lang=en")
        options = city.page.evaluate(
            "[...document.querySelectorAll('option, optgroup')].map(each => each.label)"
        )
        headings = city.page.locator("thead .sort").all_inner_texts()
        assert [each for each in (*options, *headings) if "a" <= each[:1] <= "z"] == []


def test_one_is_singular(city: Opened, city_html: str) -> None:
    [alone, *_] = [
        each for each in told(city_html, "facts")["agencies"] if each["scores"]["measures"][0] == "1"
    ]
    city.go(f"lang=en&node={alone['id']}")
    assert re.search(r"Measures\s+1 measure\s", city.page.inner_text("#panel dl"))


def test_a_group_says_what_its_number_is(city: Opened) -> None:
    for by, term in (("section", "Pairings"), ("system", "Pairings within the system")):
        city.go(f"lang=en&view=groups&by={by}&node=g0")
        assert city.page.locator("#panel dt").all_inner_texts() == ["Measures", term]


def test_the_table_of_ties_is_what_pairs_share(city: Opened, city_html: str) -> None:
    pairs = shared(parties(city_html))
    city.go("view=agencies&least=1")
    page = city.page
    page.click("#more")
    until(page, "rows => document.querySelectorAll('#table tbody tr').length === rows", len(pairs))
    cells = page.evaluate("""[...document.querySelectorAll('#table tbody tr')].map(row =>
        [...row.querySelectorAll('.pick')].map(each => each.dataset.id).concat(row.cells[2].textContent))""")
    assert {tuple(sorted(row[:2])): int(row[2]) for row in cells} == {
        pair: len(found) for pair, found in pairs.items()
    }


def test_filters_leave_what_passes_them_and_are_seen_and_cleared(city: Opened, city_html: str) -> None:
    facts = told(city_html, "facts")
    page = city.page
    page.click("#filters-open")
    page.select_option("#role", "lead")
    leads = parties(city_html, "lead")
    assert set(city.nodes()) == {each for found in leads.values() for each in found} | {
        measure for measure, found in leads.items() if found
    }
    assert len(city.edges()) == sum(map(len, leads.values()))
    page.select_option("#role", "")
    page.select_option("#system", "enterprises")
    firms = {each["id"] for each in facts["agencies"] if each["system_word"] == "enterprises"}
    party = {measure: found & firms for measure, found in parties(city_html).items() if found & firms}
    assert set(city.nodes()) == firms | set(party)
    page.fill("#weight", "40")
    page.press("#weight", "Enter")
    heavy = {each["id"] for each in facts["agencies"] if int(each["scores"]["load"][0]) >= 40}
    assert {node for node in city.nodes() if node[0] == "a"} == firms & heavy
    assert page.locator("#chips .chip").all_inner_texts() == ["系统：企业系统", "协同负荷不低于：≥ 40"]
    assert page.inner_text("#filters-open b") == "2"
    page.locator("#chips .chip").first.click()
    assert {node for node in city.nodes() if node[0] == "a"} == heavy
    page.click("#clear")
    assert len(city.nodes()) == 169
    assert page.is_hidden("#active")
    page.select_option("#groups", "out")
    groups = {each["id"] for each in facts["agencies"] if each["group"]}
    assert groups
    assert not groups & set(city.nodes())
    page.press("#groups", "Escape")
    assert page.is_hidden("#filters")
    assert [row[1] for row in city.rows() if row[1].startswith("各")] == []


def test_what_has_no_known_system_is_a_choice_of_the_filter(city: Opened, city_html: str) -> None:
    unknown = {each["id"] for each in told(city_html, "facts")["agencies"] if not each["system_word"]}
    page = city.page
    page.click("#filters-open")
    page.select_option("#system", label="不详")
    page.click("#filters-open")
    assert {node for node in city.nodes() if node[0] == "a"} == unknown != set()
    assert page.locator("#chips .chip").all_inner_texts() == ["系统：不详"]
    assert page.locator("#system option").last.inner_text() == "不详"
    [group] = [each for each in told(city_html, "views")["groups"][-1]["nodes"] if not each["word"]]
    city.go(f"view=groups&by=system&node={group['id']}")
    page.get_by_role("button", name="只看这一组").click()
    assert {node for node in city.nodes() if node[0] == "a"} == unknown


def test_a_filter_of_sections_counts_ties_and_rows_anew(city: Opened, city_html: str) -> None:
    section = told(city_html, "facts")["measures"][4]["section"][0]
    page = city.page
    page.click("#filters-open")
    page.select_option("#section", label=section)
    page.click("#filters-open")
    page.click('[data-view="agencies"]')
    page.evaluate("tiaokuai.change({ least: '2' })")
    measures = {each["id"] for each in told(city_html, "facts")["measures"] if each["section"][0] == section}
    pairs = shared({measure: found for measure, found in parties(city_html).items() if measure in measures})
    assert {tuple(sorted(edge)) for edge in city.edges()} == {
        pair for pair, found in pairs.items() if len(found) >= 2
    }
    page.click('[data-table="measures"]')
    assert len(city.rows()) == len(measures)


def test_the_address_shows_the_same_again(browser: Browser, tmp_path: Path, city_html: str) -> None:
    chosen = {"lang": "en", "view": "centre", "score": "partners", "node": "a9", "colour": "section"}
    chosen |= {"size": "partners", "least": "2", "system": "government", "table": "agencies", "sort": "-led"}
    address = "&".join(f"{name}={value}" for name, value in chosen.items())
    found = opened(browser, tmp_path, city_html, f"#{address}")
    assert chosen.items() <= found.state().items()
    assert found.page.input_value("#score") == "partners"
    assert found.page.locator('[data-view="centre"]').get_attribute("aria-pressed") == "true"
    assert "Clear the filter System" in str(found.page.locator(".chip").get_attribute("aria-label"))
    found.page.click('[data-view="agencies"]')
    found.page.select_option("#ties", "bicm")
    again = opened(browser, tmp_path, city_html, str(found.page.evaluate("location.hash")))
    assert again.state() == found.state()
    assert again.edges() == found.edges()
    found.page.go_back()
    assert found.state()["view"] == "centre"


def test_an_address_that_nobody_wrote_falls_back(city: Opened) -> None:
    usual = city.state()
    city.go(
        "view=x&node=zz&least=-4&score=<b>&lang=fr&sort=__proto__.x&by=%00&role=lead%20x&weight=1e9&size=constructor"
    )
    assert city.state() == usual


def test_the_keyboard_alone(small: Opened) -> None:
    page = small.page
    page.locator("#picture .vis-network").focus()
    page.keyboard.press("ArrowRight")
    first = page.text_content("#said")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert first
    assert page.text_content("#said") != first
    page.keyboard.press("Enter")
    chosen = small.state()["node"]
    assert chosen
    page.keyboard.press("Escape")
    assert small.state()["node"] == ""
    before = page.evaluate("tiaokuai.network.getScale()")
    page.keyboard.press("+")
    assert page.evaluate("tiaokuai.network.getScale()") > before
    page.keyboard.press("0")
    page.focus("#search")
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.add(
            page.evaluate(
                "(({ id, dataset, className }) => id || dataset.view || className)(document.activeElement)"
            )
        )
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none" or page.evaluate("document.activeElement === document.body")
    assert {
        "two-mode",
        "centre",
        "size",
        "filters-open",
        "png",
        "svg",
        "whole",
        "vis-network",
        "pick",
        "csv",
    } <= reached


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_axe_finds_no_fault(browser: Browser, tmp_path: Path, city_html: str, lang: str) -> None:
    found = opened(
        browser, tmp_path, city_html, viewport=PHONE if lang == "zh" else None, reduced_motion="reduce"
    )
    for number, view in enumerate(VIEWS):
        found.go(
            f"lang={lang}&view={view}"
            + ("&node=a9" if number % 2 else "")
            + ("&system=government" if number > 2 else "")
        )
        found.page.evaluate("open => { document.getElementById('filters').hidden = open }", number % 2 == 0)
        assert found.faults() == []


def test_a_browser_in_the_dark_does_not_darken_half_of_the_page(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, tmp_path, town_page(), color_scheme="dark").page
    assert "only" in page.evaluate("getComputedStyle(document.documentElement).colorScheme")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_a_narrow_screen_shows_what_serves_there(small: Opened) -> None:
    page = small.page
    heading = page.locator('th:has([data-sort="system"])')
    assert page.is_visible(".by-mouse")
    assert heading.is_visible()
    page.set_viewport_size(PHONE)
    assert page.is_hidden(".by-mouse")
    assert heading.is_hidden()
    stage, panel = (page.locator(each).bounding_box() for each in (".stage", "aside"))
    assert stage
    assert panel
    assert panel["y"] >= stage["y"] + stage["height"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.set_viewport_size({"width": 1440, "height": 900})


@pytest.mark.parametrize("width", [360, 390])
def test_everything_fits_a_telephone(city: Opened, width: int) -> None:
    page = city.page
    page.set_viewport_size({"width": width, "height": 844})
    beyond = """limit => [...document.querySelectorAll('header *, .controls *')].filter(each => {
        const { right, width } = each.getBoundingClientRect();
        const scrolls = each.matches('.views, .tools') && each.scrollWidth > each.clientWidth + 1;
        return width && (right > limit || scrolls);
    }).map(each => each.outerHTML.slice(0, 80))"""
    for lang in ("zh", "en"):
        for view in VIEWS:
            city.go(f"view={view}&lang={lang}")
            assert page.evaluate(beyond, width) == [], (view, lang)
            assert page.evaluate("document.documentElement.scrollWidth") <= width
    narrowest = """Math.min(...[...document.querySelectorAll('#table td.text, #table td.long')]
        .map(each => each.getBoundingClientRect().width))"""
    city.go("table=measures")
    assert page.evaluate(narrowest) > 80
    caption = page.locator("caption span").bounding_box()
    assert caption
    assert caption["width"] < width
    page.set_viewport_size(WIDE)
