"""The views of the network page over Zhengzhou: what each draws, checked against the facts and the places."""

from __future__ import annotations

import math
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from large_networks import made_up
from network_pages import PHONE, WIDE, Opened, opened, parties, shared, told, until
from playwright.sync_api import Browser

from graph.views import page as network_module
from graph.views import page_views
from graph.views.boxes import CLOSING, OPENING
from graph.views.page import PlanFacts, network_page

SCORED = ("load", "partners", "betweenness")


@pytest.fixture(scope="module")
def views(city_html: str) -> dict[str, Any]:
    return dict(told(city_html, "views"))


def spots(found: Opened) -> dict[str, tuple[float, float]]:
    drawn = found.page.evaluate("tiaokuai.scene.nodes.map(({ id, x, y }) => [id, x, y])")
    return {node: (x, y) for node, x, y in drawn}


def test_every_view_is_a_click_away_and_draws_what_vis_network_has(city: Opened) -> None:
    page = city.page
    for view, button in (
        ("agencies", "单位之间"),
        ("groups", "分组"),
        ("near", "邻域"),
        ("centre", "中心图"),
    ):
        page.get_by_role("button", name=button, exact=True).first.click()
        assert city.state()["view"] == view
        assert sorted(page.evaluate("Object.keys(tiaokuai.network.getPositions())")) == sorted(city.nodes())
        assert page.evaluate("tiaokuai.edges.length") == len(city.edges()) > 0


def test_agencies_are_tied_by_the_least_number_of_measures_shared(
    city: Opened, city_html: str, views: dict[str, Any]
) -> None:
    pairs = {pair: len(found) for pair, found in shared(parties(city_html)).items()}
    city.go("view=agencies")
    assert spots(city) == {node: tuple(spot) for node, spot in views["agencies"]["nodes"].items()}
    for least in (views["agencies"]["threshold"], 1, 6, max(pairs.values())):
        city.page.locator("#least").fill(str(least))
        until(city.page, "least => tiaokuai.state.least === String(least)", least)
        assert {tuple(sorted(edge)) for edge in city.edges()} == {
            pair for pair, count in pairs.items() if count >= least
        }
    assert city.page.inner_text("#least-shown") == f"至少 {max(pairs.values())} 项"


def test_agencies_are_tied_beyond_chance_by_the_method_chosen(city: Opened, views: dict[str, Any]) -> None:
    city.go("view=agencies&lang=en")
    assert views["agencies"]["beyond"]
    for method, places in views["agencies"]["beyond"].items():
        city.page.select_option("#ties", method)
        assert {tuple(edge) for edge in city.edges()} == {
            tuple(views["agencies"]["ties"][place][:2]) for place in places
        }
        assert len(city.rows()) == len(places)
        assert city.page.is_hidden("#least")
        assert "beyond chance" in city.page.inner_text("#shows")


def test_groups_of_four_kinds_and_what_takes_part_in_them(
    city: Opened, city_html: str, views: dict[str, Any]
) -> None:
    assert [each["key"] for each in views["groups"]] == ["section", "sector", "topic", "system"]
    for group in views["groups"]:
        city.go(f"view=groups&by={group['key']}&lang=en")
        drawn = {node for node in city.nodes() if node[0] == "g"}
        assert drawn == {each["id"] for each in group["nodes"]}
        assert sorted(map(tuple, city.edges())) == sorted(tuple(edge[:2]) for edge in group["edges"])
    city.go("view=groups&by=section")
    section = views["groups"][0]["nodes"][0]
    city.page.evaluate("id => tiaokuai.take(id)", section["id"])
    assert city.page.inner_text("#panel h2") == section["zh"]
    city.page.get_by_role("button", name="只看这一组").click()
    within = {
        each["id"] for each in told(city_html, "facts")["measures"] if each["section"][0] == section["zh"]
    }
    assert {node for node in city.nodes() if node[0] == "m"} == within
    assert city.state()["view"] == "two-mode"


def test_a_neighbourhood_is_a_node_and_whatever_it_works_with(city: Opened, city_html: str) -> None:
    party = parties(city_html)
    [measure, agencies] = max(party.items(), key=lambda each: len(each[1]))
    city.go(f"view=near&about={measure}")
    assert set(city.nodes()) >= {measure, *agencies}
    assert spots(city)[measure] == (0, 0)
    agency = sorted(agencies)[0]
    city.page.select_option("#about", agency)
    held = {each for each, found in party.items() if agency in found}
    assert {node for node in city.nodes() if node[0] == "m"} == held
    assert {agency, *(each for one in held for each in party[one])} == {
        node for node in city.nodes() if node[0] == "a"
    }
    assert len(city.edges()) == sum(len(party[each]) for each in held)
    assert len(city.rows()) == len(held)


@pytest.mark.parametrize("score", SCORED)
def test_the_higher_the_score_the_nearer_to_the_middle(
    city: Opened, city_html: str, views: dict[str, Any], score: str
) -> None:
    city.go(f"view=centre&score={score}")
    far = {node: math.hypot(x, y) for node, (x, y) in spots(city).items()}
    value = {each["id"]: float(each["scores"][score][0]) for each in told(city_html, "facts")["agencies"]}
    ranked = sorted(far, key=lambda node: -value[node])
    for one, other in pairwise(ranked):
        assert far[one] <= far[other] + 0.5 or value[one] == value[other]
    [radii] = [each["radius"] for each in views["centre"]["scores"] if each["key"] == score]
    reach = views["centre"]["reach"]
    assert max(abs(far[node] - reach * radius[0]) for node, radius in radii.items()) < 0.2
    bars = city.page.evaluate("tiaokuai.scene.bars.map(({ id, from, to }) => [id, from, to])")
    assert {bar[0] for bar in bars} == {node for node, (_, near, away) in radii.items() if away > near}
    for node, start, end in bars:
        assert math.hypot(*start.values()) <= far[node] + 0.2
        assert math.hypot(*end.values()) >= far[node] - 0.2
    assert len(city.page.evaluate("tiaokuai.scene.rings")) > 1


def test_a_node_is_dragged_and_put_back(city: Opened) -> None:
    city.go("view=agencies")
    page = city.page
    before = spots(city)
    node = "a9"
    spot = page.evaluate("id => tiaokuai.network.canvasToDOM(tiaokuai.network.getPosition(id))", node)
    box = page.locator("#picture").bounding_box()
    assert box
    page.mouse.move(box["x"] + spot["x"], box["y"] + spot["y"])
    page.mouse.down()
    page.mouse.move(box["x"] + spot["x"] + 60, box["y"] + spot["y"] + 30, steps=6)
    page.mouse.up()
    until(page, "() => tiaokuai.network.getSelectedNodes().length === 0")
    after = spots(city)
    assert math.hypot(after[node][0] - before[node][0], after[node][1] - before[node][1]) > 30
    assert {each for each in after if after[each] != before[each]} == {node}
    page.wait_for_timeout(150)
    assert spots(city) == after
    page.evaluate("tiaokuai.change({ size: 'partners' })")
    assert spots(city)[node] == after[node]
    page.evaluate("node => tiaokuai.change({ node })", node)
    page.click("#start")
    assert spots(city) == before
    assert page.evaluate("location.hash").find("node=") == -1


def test_a_target_says_of_what_it_is(city: Opened, city_html: str) -> None:
    [measure, *_] = [each for each in told(city_html, "facts")["measures"] if each.get("targets")]
    [target, *_] = measure["targets"]
    city.go(f"node={measure['id']}&lang=zh")
    assert f"{target['subject']}：{target['zh']}" in city.page.inner_text("#panel")


def test_size_is_the_score_chosen(city: Opened, city_html: str) -> None:
    facts = told(city_html, "facts")
    for score in facts["scores"]:
        city.go(f"view=agencies&size={score['name']}")
        sizes = dict(city.page.evaluate("tiaokuai.scene.nodes.map(({ id, size }) => [id, size])"))
        value = {each["id"]: float(each["scores"][score["name"]][0] or 0) for each in facts["agencies"]}
        ranked = sorted(sizes, key=lambda node: value[node])
        assert all(sizes[one] <= sizes[other] for one, other in pairwise(ranked))
        if max(value.values()):
            assert sizes[ranked[-1]] == 12


def test_no_two_groups_of_a_colouring_look_alike_and_shape_is_a_second_cue(
    city: Opened, city_html: str
) -> None:
    facts = {each["id"]: each for each in told(city_html, "facts")["agencies"]}
    communities = told(city_html, "views")["agencies"]["communities"]
    for colour, word in (("system", lambda node: facts[node]["system_word"]), ("community", communities.get)):
        city.go(f"view=agencies&colour={colour}")
        drawn = city.page.evaluate("tiaokuai.scene.nodes.map(({ id, border, shape }) => [id, border, shape])")
        looks: dict[object, set[tuple[str, str]]] = {}
        for node, border, shape in drawn:
            looks.setdefault(word(node), set()).add((border, shape))
        assert all(len(found) == 1 for found in looks.values())
        assert len(set.union(*looks.values())) == len(looks)
        listed = city.page.locator("#entries li").count()
        assert listed >= len(looks)


def test_coverage_colours_measures_by_topic_with_a_mark_beside_the_colour(city: Opened) -> None:
    city.go("fill=coverage&lang=en")
    marks = city.page.evaluate(
        "tiaokuai.scene.nodes.filter(({ id }) => id[0] === 'm').map(({ fill, mark }) => [fill, mark])"
    )
    assert {tuple(each) for each in marks} <= {("#1f4876", "whole"), ("#cfe0ef", "half"), ("#ffffff", "")}
    assert {"Direct", "Contributes", "Not aligned"} <= set(city.page.locator("#entries li").all_inner_texts())


def test_a_plan_too_large_for_one_picture_opens_by_groups(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (network_module, page_views):
        monkeypatch.setattr(module, "DRAWN", 150)
    html = network_page(PlanFacts("大方案", "Large plan", "final"), made_up(100, 80, 8))
    found = opened(browser, tmp_path, html)
    screen = found.page
    assert found.state()["view"] == "groups"
    assert len([node for node in found.nodes() if node[0] == "g"]) == 8
    screen.click('[data-view="two-mode"]')
    assert found.nodes() == []
    assert "180" in screen.inner_text("#many")
    assert "150" in screen.inner_text("#many")
    screen.evaluate("tiaokuai.change({ view: 'groups' }); tiaokuai.take('g2')")
    screen.get_by_role("button", name="只看这一组").click()
    within = {each["id"] for each in told(html, "facts")["measures"] if each["section_key"] == "3"}
    assert {node for node in found.nodes() if node[0] == "m"} == within
    party = parties(html)
    assert {node for node in found.nodes() if node[0] == "a"} == {
        agency for measure in within for agency in party[measure]
    }
    assert len(found.edges()) == sum(len(party[measure]) for measure in within)
    assert screen.is_hidden("#many")
    assert found.complaints == []


def test_each_part_of_a_section_opens_and_so_does_each_neighbourhood(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (network_module, page_views):
        monkeypatch.setattr(module, "DRAWN", 40)
    html = network_page(PlanFacts("大方案", "Large plan", "final"), made_up(30, 60, 2))
    parts = [each["nodes"] for each in told(html, "views")["parts"] if each["group"] == "g0"]
    assert len(parts) > 1
    found = opened(browser, tmp_path, html, "#view=two-mode&section=1")
    seen = []
    for place in range(len(parts)):
        found.page.select_option("#part", str(place + 1))
        seen.append(set(found.nodes()))
    assert seen == [set(each) for each in parts]
    assert found.page.inner_text("#part option:first-child").startswith(f"1/{len(parts)}：举措 1–")
    first = next(each for each in parts[0] if each[0] == "m")
    found.page.evaluate("id => tiaokuai.take(id)", first)
    assert (found.state()["part"], found.state()["node"]) == ("1", first)
    party = parties(html)
    all_held = [name for held in party.values() for name in held]
    for middle in (min(all_held, key=all_held.count), first):
        found.go(f"view=near&about={middle}")
        around = set(found.nodes()) - {middle}
        touching = {name for name, held in party.items() if middle in held} or party[middle]
        assert touching <= around
        spots = found.page.evaluate("tiaokuai.scene.nodes.map(({ x, y }) => `${x} ${y}`)")
        assert len(set(spots)) == len(spots) == len(around) + 1
    assert found.page.is_visible("#about")
    assert found.complaints == []


def test_a_large_picture_is_handed_over_in_slices_and_is_whole_in_the_end(
    browser: Browser, tmp_path: Path
) -> None:
    html = network_page(PlanFacts("大方案", "Large plan", "final"), made_up(400, 420, 4))
    found = opened(browser, tmp_path, html)
    whole = "() => tiaokuai.edges.length === tiaokuai.scene.edges.length && tiaokuai.nodes.length === 820"
    until(found.page, whole)
    assert len(found.edges()) == sum(map(len, parties(html).values())) > 800
    until(found.page, "() => document.querySelectorAll('#table tbody tr').length === 50")
    grown = """() => new Promise(done => {
        const seen = [];
        const look = () => {
            seen.push(tiaokuai.nodes.length + tiaokuai.edges.length);
            if (tiaokuai.edges.length < tiaokuai.scene.edges.length) setTimeout(look, 0); else done(seen);
        };
        tiaokuai.change({ size: 'partners' });
        look();
    })"""
    seen = [0, *found.page.evaluate(grown)]
    assert max(later - before for before, later in pairwise(seen)) <= 250
    found.page.click("#more")
    until(found.page, "() => document.querySelectorAll('#table tbody tr').length === 400")
    assert found.complaints == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_names_stand_apart_at_first_sight(city: Opened, lang: str) -> None:
    crossing = """() => {
        const boxes = tiaokuai.labels;
        const slack = 0.5;
        const over = (one, other) => one.left < other.right - slack && other.left < one.right - slack
            && one.top < other.bottom - slack && other.top < one.bottom - slack;
        const found = [];
        boxes.forEach((one, place) => boxes.slice(place + 1).forEach(other => {
            if (over(one, other)) found.push([one.id, other.id]);
        }));
        const outside = boxes.filter(({ left, right, top, bottom }) => {
            const start = tiaokuai.network.canvasToDOM({ x: left, y: top });
            const end = tiaokuai.network.canvasToDOM({ x: right, y: bottom });
            const { clientWidth, clientHeight } = document.getElementById('picture');
            return start.x < 0 || end.x > clientWidth || start.y < 0 || end.y > clientHeight;
        }).map(({ id }) => id);
        return [boxes.length, found, outside];
    }"""
    least = {"two-mode": 81, "agencies": 70, "groups": 60, "near": 20, "centre": 75}
    for size in (WIDE, PHONE):
        city.page.set_viewport_size(size)
        for view, names in least.items():
            city.go(f"view={view}&lang={lang}&about=a9")
            shown, found, outside = city.page.evaluate(crossing)
            if (size, view) != (WIDE, "two-mode"):
                assert found == [], (view, size)
            assert outside == [], (view, size)
            assert shown >= (names if size == WIDE else 8), (view, size)
    city.page.set_viewport_size(WIDE)


def test_the_middle_of_a_neighbourhood_has_its_name_on_the_page_and_in_the_file(
    city: Opened, city_html: str
) -> None:
    middle = "tiaokuai.scene.nodes.filter(({ middle }) => middle).map(({ label, brief }) => [label, brief])"
    written = "[...tiaokuai.svgSheet().querySelectorAll('text')].map(each => each.textContent)"
    for agency in told(city_html, "facts")["agencies"]:
        city.go(f"view=near&about={agency['id']}&lang=en")
        [either] = city.page.evaluate(middle)
        assert either[0][0].rstrip("…") in agency["label_en"]
        shown = city.page.evaluate("id => tiaokuai.labels.find(each => each.id === id).rows", agency["id"])
        assert shown in either
        in_file = city.page.evaluate(written)
        assert any(set(rows) <= set(in_file) for rows in either)


def test_names_in_the_neighbourhood_are_no_larger_than_others(city: Opened) -> None:
    for node in ("a4", "m18"):
        city.go(f"view=near&about={node}")
        sizes = city.page.evaluate("tiaokuai.labels.map(({ size }) => size * tiaokuai.network.getScale())")
        assert max(sizes) <= 15.01


def test_names_of_groups_stand_whole_within_their_boxes(city: Opened) -> None:
    beyond = """() => {
        const pen = document.createElement('canvas').getContext('2d');
        const family = getComputedStyle(document.documentElement).fontFamily;
        const drawn = [...tiaokuai.svgSheet().querySelectorAll('g text[font-weight]')];
        const boxes = tiaokuai.scene.nodes.filter(({ font }) => font);
        return boxes.flatMap(({ text, wide }) => text.filter(row => {
            const size = drawn.find(each => each.textContent === row).getAttribute('font-size');
            pen.font = `600 ${size}px ${family}`;
            return pen.measureText(row).width > 2 * wide;
        }));
    }"""
    for lang in ("zh", "en"):
        for by in ("section", "system"):
            city.go(f"view=groups&by={by}&lang={lang}")
            assert city.page.evaluate(beyond) == []


def test_no_line_of_a_title_begins_or_ends_with_the_wrong_mark(city: Opened, city_html: str) -> None:
    rows = "tiaokuai.scene.nodes.flatMap(({ label }) => label)"
    for measure in told(city_html, "facts")["measures"]:
        city.go(f"view=near&about={measure['id']}")
        written = city.page.evaluate(rows)
        assert [each for each in written if OPENING & {each[-1:]} or CLOSING & {each[:1]}] == []


def test_controls_that_change_nothing_are_not_shown(city: Opened) -> None:
    for by, visible in (("section", True), ("system", False)):
        city.go(f"view=groups&by={by}")
        assert [city.page.is_visible(f"#{each}") for each in ("size", "colour")] == [visible] * 2


def test_what_is_shown_is_counted(city: Opened) -> None:
    for address, said in (
        ("view=agencies&least=3", "显示 81 个单位、107 条连线"),
        ("view=groups", "显示 14 个组、81 个单位"),
        ("lang=en", "Shown: 81 agencies, 88 measures"),
    ):
        city.go(address)
        assert city.page.inner_text("#count") == said
