"""The views of the page: names apart, groups apart, everything there, the same places every time."""

from __future__ import annotations

import json
import math
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Sequence
from itertools import combinations, pairwise
from typing import Any

import numpy as np
import pytest
from conftest import Built
from hypothesis import given
from hypothesis import strategies as st
from large_networks import made_up, sources_of

from graph.network.assurance import assurance
from graph.network.drawing import Drawing, Work
from graph.network.reading import read_network
from graph.presentation import interchange, page, report_facts, tables_of
from graph.views import page as page_module
from graph.views import page_views
from graph.views.boxes import Box, moved_apart
from graph.views.cells import width
from graph.views.page import PlanFacts, network_page
from graph.views.stress import classical, majorized, stress

Rectangle = tuple[float, float, float, float]
"""Left, top, right, bottom."""
LANGUAGES = ("zh", "en")
SIDE_FONT = 14


def data_of(html: str, name: str) -> Any:
    found = re.search(f'id="{name}">(.*?)</script>', html, re.DOTALL)
    assert found
    return json.loads(found[1])


@pytest.fixture(scope="module")
def html(zhengzhou: Built) -> str:
    network = read_network(zhengzhou.store, zhengzhou.plan.id)
    assured = assurance(network, Work(Drawing(20, 1)))()
    made = tables_of(zhengzhou.store, zhengzhou.plan.id, assured)
    return page(report_facts(zhengzhou.store, zhengzhou.plan.id, made), made)


@pytest.fixture(scope="module")
def views(html: str) -> Any:
    return data_of(html, "views")


@pytest.fixture(scope="module")
def facts(html: str) -> Any:
    return data_of(html, "facts")


@pytest.fixture(scope="module")
def sizes(html: str) -> dict[str, float]:
    return {item["id"]: item["size"] for item in data_of(html, "nodes") if "size" in item}


@pytest.fixture(scope="module")
def names(html: str) -> dict[str, dict[str, str]]:
    return {item["id"]: item for item in data_of(html, "nodes") if "side" in item}


def overlaps(boxes: Iterable[Rectangle]) -> list[tuple[Rectangle, Rectangle]]:
    return [
        (one, other)
        for one, other in combinations(boxes, 2)
        if one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
    ]


def under(spot: Sequence[float], size: float, lines: Sequence[str], label: dict[str, float]) -> Rectangle:
    """Return the room of a dot and of a name written under it, a wide character as wide as it is high."""
    half = max(size, max(map(width, lines)) * label["size"] / 4)
    return spot[0] - half, spot[1] - size, spot[0] + half, spot[1] + size + 3 + len(lines) * label["line"]


def beside(spot: Sequence[float], size: float, name: str) -> Rectangle:
    """Return the room of a name written outwards from a dot, as high as the font."""
    near, far = size + 6, size + 6 + width(name) * SIDE_FONT / 2
    left, right = (near, far) if spot[0] >= 0 else (-far, -near)
    return spot[0] + left, spot[1] - SIDE_FONT / 2, spot[0] + right, spot[1] + SIDE_FONT / 2


@pytest.mark.parametrize("lang", LANGUAGES)
def test_names_of_agencies_do_not_overlap(views: Any, sizes: dict[str, float], lang: str) -> None:
    places = views["agencies"]["nodes"]
    assert len(places) == 81
    boxes = [
        under(spot, sizes[name], views["labels"][name][lang], views["label"]) for name, spot in places.items()
    ]
    assert overlaps(boxes) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_names_in_groups_do_not_overlap(views: Any, sizes: dict[str, float], lang: str) -> None:
    assert [view["key"] for view in views["groups"]] == ["section", "sector", "topic", "system"]
    for view in views["groups"]:
        boxes = [
            under(spot, sizes[name], views["labels"][name][lang], views["label"])
            for name, spot in view.get("agencies", {}).items()
        ]
        boxes += [
            (at["x"] - at["w"] / 2, at["y"] - at["h"] / 2, at["x"] + at["w"] / 2, at["y"] + at["h"] / 2)
            for at in view["nodes"]
        ]
        assert overlaps(boxes) == []
        for node in view["nodes"]:
            assert max(map(width, node["lines"][lang])) * views["label"]["size"] / 2 < node["w"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_names_around_the_centre_do_not_overlap(
    views: Any, sizes: dict[str, float], names: dict[str, dict[str, str]], lang: str
) -> None:
    centre = views["centre"]
    radii = centre["scores"][0]["radius"]
    boxes = [
        beside(
            (
                centre["reach"] * radii[name][0] * math.cos(turn),
                centre["reach"] * radii[name][0] * math.sin(turn),
            ),
            sizes[name],
            names[name][lang],
        )
        for name, turn in centre["angles"].items()
    ]
    assert len(boxes) == 81
    assert overlaps(boxes) == []


def test_names_in_neighbourhoods_do_not_overlap(
    views: Any, sizes: dict[str, float], names: dict[str, dict[str, str]], facts: Any
) -> None:
    assert len(views["near"]) == 81 + 88
    for around in views["near"].values():
        boxes = [
            beside(spot, sizes[name], names[name]["zh"]) for name, spot in around.items() if name[0] == "a"
        ]
        squares = [(x - 12, y - 12, x + 12, y + 12) for name, (x, y) in around.items() if name[0] == "m"]
        assert overlaps(boxes) == []
        assert overlaps(squares) == []
    for measure in facts["measures"]:
        around = views["near"][measure["id"]]
        assert {each for held in measure["roles"].values() for each in held} <= set(around)


def test_the_nearer_the_higher_the_score(views: Any, facts: Any) -> None:
    for number, score in enumerate(views["centre"]["scores"]):
        values = {each["id"]: float(each["scores"][score["key"]][0]) for each in facts["agencies"]}
        radii = score["radius"]
        inwards = sorted(values, key=lambda name: (-radii[name][0], values[name]))
        assert [values[name] for name in inwards] == sorted(values.values())
        assert all(0 <= near <= r <= far <= 1 for r, near, far in radii.values())
        rings = views["centre"]["rings"][number]
        assert rings[0] == [0.0, 1.0]
        assert all(one[1] > other[1] for one, other in pairwise(rings))
    loads = views["centre"]["scores"][0]["radius"].values()
    assert any(near < r for r, near, _ in loads)


def test_directions_around_the_centre_cut_crossings(views: Any) -> None:
    """Fewer ties cross than in any of ten drawings with the same distances and directions dealt anew."""
    centre, chance = views["centre"], np.random.default_rng(1)
    radii = np.array([centre["scores"][0]["radius"][name][0] for name in centre["angles"]])
    rows = {name: row for row, name in enumerate(centre["angles"])}
    view = views["agencies"]
    ties = [(rows[tie[0]], rows[tie[1]]) for tie in view["ties"] if tie[2] >= view["threshold"]]
    turns = np.array(list(centre["angles"].values()))
    ours, *others = (
        crossings(np.stack((radii * np.cos(each), radii * np.sin(each)), axis=1).tolist(), ties)
        for each in (turns, *(chance.permutation(turns) for _ in range(10)))
    )
    assert 2 * ours < min(others)


def crossings(places: list[list[float]], ties: list[tuple[int, int]]) -> int:
    def side(a: int, b: int, c: int) -> bool:
        (ax, ay), (bx, by), (cx, cy) = places[a], places[b], places[c]
        return (bx - ax) * (cy - ay) > (by - ay) * (cx - ax)

    return sum(
        len({a, b, c, d}) == 4 and side(a, b, c) != side(a, b, d) and side(c, d, a) != side(c, d, b)
        for (a, b), (c, d) in combinations(ties, 2)
    )


def test_the_measures_of_a_group_and_its_edges_add_up(views: Any, facts: Any) -> None:
    sections = views["groups"][0]
    assert sum(node["measures"] for node in sections["nodes"]) == 88
    assert sum(node["load"] for node in sections["nodes"]) == sum(
        int(each["pairings"]) for each in facts["measures"]
    )
    held = {each["id"]: int(each["scores"]["load"][0]) for each in facts["agencies"]}
    for agency, load in held.items():
        assert sum(edge[3] for edge in sections["edges"] if edge[1] == agency) == load
    systems = views["groups"][-1]
    assert sum(node["members"] for node in systems["nodes"]) == 81
    between = sum(edge[3] for edge in systems["edges"])
    assert between + sum(node["load"] for node in systems["nodes"]) == sum(
        int(each["pairings"]) for each in facts["measures"]
    )


def test_ties_and_those_beyond_chance(views: Any, facts: Any) -> None:
    ties = views["agencies"]["ties"]
    assert len(ties) == 623
    assert [tie[2] for tie in ties] == sorted((tie[2] for tie in ties), reverse=True)
    assert all(len(tie[4]) == tie[2] for tie in ties)
    assert {model: len(found) for model, found in views["agencies"]["beyond"].items()} == {
        "hypergeometric": 36,
        "bicm": 5,
        "fdsm": 0,
    }
    assert views["agencies"]["threshold"] == 3
    assert facts["beyond_said"]["zh"]


def test_communities_stand_apart(views: Any) -> None:
    """An agency is nearer to those of its own community than to others: the mean silhouette."""
    numbers = views["agencies"]["communities"]
    places = np.array([views["agencies"]["nodes"][name] for name in numbers])
    groups = np.array(list(numbers.values()))
    assert silhouette(places, groups) > 0.25


def silhouette(places: Any, groups: Any) -> float:
    away = np.hypot(*(places[:, None] - places[None]).transpose(2, 0, 1))
    found = []
    for row in range(len(places)):
        others = np.arange(len(places)) != row
        own = others & (groups == groups[row])
        means = [away[row][groups == each].mean() for each in set(groups.tolist()) - {groups[row]}]
        inside = away[row][own].mean() if own.any() else 0.0
        found.append((min(means) - inside) / max(min(means), inside))
    return float(np.mean(found))


def test_agencies_stand_near_their_group(views: Any) -> None:
    """An agency of one group alone has that group as its nearest."""
    view = views["groups"][0]
    spots = {node["id"]: (node["x"], node["y"]) for node in view["nodes"]}
    for agency, (x, y) in view["agencies"].items():
        held = {edge[0]: edge[2] for edge in view["edges"] if edge[1] == agency}
        nearest = min(spots, key=lambda name: math.hypot(spots[name][0] - x, spots[name][1] - y))
        if len(held) == 1:
            assert nearest in held


def test_facts_of_a_measure_and_of_an_agency(facts: Any) -> None:
    [measure] = [each for each in facts["measures"] if each["number"] == "22"]
    assert measure["targets"][0]["zh"] == "增加12.65万人"
    assert measure["targets"][0]["due"] == "2024-12-31"
    assert measure["deadlines"][0]["kind"] == ["年内", "within the year"]
    assert measure["topics"] == {"lb": "direct", "mc": "contributes"}
    assert measure["sector"] == ["employment", "就业创业", "Employment and start-ups"]
    assert all(start < end for places in measure["evidence"].values() for start, end in places)
    assert set(measure["evidence"]) == {each for held in measure["roles"].values() for each in held}
    assert [word for word, _, _ in facts["topics"]] == [
        "be",
        "bi",
        "bl",
        "dr",
        "fs",
        "it",
        "lb",
        "mc",
        "tx",
        "us",
    ]
    [finance] = [each for each in facts["agencies"] if each["name"] == "市财政局"]
    assert {"shicaizhengju", "sczj"} <= set(finance["pinyin"])
    assert (finance["kind_word"], finance["kind"][1]) == ("department", "Department or bureau")
    value, rank, low, high, best, worst = map(float, finance["scores"]["load"])
    assert low <= value <= high
    assert best <= rank <= worst


def test_gexf_of_agencies_has_the_places_of_the_page(views: Any, zhengzhou: Built) -> None:
    network = read_network(zhengzhou.store, zhengzhou.plan.id)
    found = interchange(zhengzhou.store, zhengzhou.plan.id, network, "agencies", "zh")
    places = {node.id: (node.look.x, node.look.y) for node in found.nodes}
    ours = views["agencies"]["nodes"]
    for number, agency in enumerate(network.agencies):
        x, y = ours[f"a{number}"]
        assert places[agency.iri.partition("/id/")[2]] == (x, -y + 0.0)


BODIES = [f"body{number:02}" for number in range(60)]


@pytest.mark.parametrize(
    ("roles", "count"),
    [
        ({}, 0),
        ({"1": {BODIES[0]: ["lead"]}}, 1),
        ({"1": {BODIES[0]: ["lead"], BODIES[1]: ["lead"]}}, 60),
        ({"1": {name: ["lead"] for name in BODIES}}, 60),
        ({str(number): {name: ["lead"]} for number, name in enumerate(BODIES, start=1)}, 60),
    ],
    ids=["nobody", "one", "two that work together", "all in one measure", "everybody alone"],
)
def test_odd_networks_are_drawn_with_names_apart(roles: Any, count: int) -> None:
    made = network_page(PlanFacts("怪"), sources_of(roles, BODIES[:count], 1))
    views = data_of(made, "views")
    sizes = {item["id"]: item["size"] for item in data_of(made, "nodes") if "side" in item}
    named = views["agencies"]["nodes"]
    assert len(named) == count
    lines = views["labels"]
    assert (
        overlaps(under(at, sizes[name], lines[name]["zh"], views["label"]) for name, at in named.items())
        == []
    )
    centre = views["centre"]
    assert centre["reach"] < 700
    radii = centre["scores"][0]["radius"]
    heights = [
        (math.cos(turn) >= 0, round(centre["reach"] * radii[name][0] * math.sin(turn)))
        for name, turn in centre["angles"].items()
    ]
    assert all(
        one[0] != other[0] or abs(one[1] - other[1]) > SIDE_FONT for one, other in combinations(heights, 2)
    )


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the page of a plan of which only 40 nodes may be drawn at once, and 20 agencies shown."""
    for module in (page_module, page_views):
        monkeypatch.setattr(module, "DRAWN", 40)
    monkeypatch.setattr(page_views, "FEW", 20)
    return network_page(PlanFacts("大"), made_up(30, 60, 4))


def test_a_large_plan_is_drawn_by_section(few: str) -> None:
    assert data_of(few, "nodes") == []
    views, facts = data_of(few, "views"), data_of(few, "facts")
    assert views["limits"] == {"drawn": 40, "nodes": 90, "agencies": 20, "whole": False}
    drawn = [set(part["nodes"]) for part in views["parts"]]
    assert all(len(part) <= 40 for part in drawn)
    measures = [name for part in drawn for name in sorted(part) if name[0] == "m"]
    assert sorted(measures) == sorted(each["id"] for each in facts["measures"])
    for part in drawn:
        for measure in facts["measures"]:
            if measure["id"] in part:
                assert {each for held in measure["roles"].values() for each in held} <= part
    assert set(views["looks"]) == set.union(*drawn) | set(views["agencies"]["nodes"])
    assert len(views["agencies"]["nodes"]) == len(views["centre"]["angles"]) == 20
    assert {part["group"] for part in views["parts"]} == {node["id"] for node in views["groups"][0]["nodes"]}
    assert sum(node["measures"] for node in views["groups"][0]["nodes"]) == 60
    assert views["near"] == {}


def test_places_do_not_depend_on_the_hash_seed() -> None:
    code = (
        "import hashlib; from large_networks import made_up, sources_of; from graph.views.page import *;"
        "print(hashlib.sha256(network_page(PlanFacts('x'), made_up(40, 60, 4)).encode()).hexdigest())"
    )
    paths = os.pathsep.join(sys.path)
    found = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "OPENBLAS_NUM_THREADS": threads, "PYTHONPATH": paths},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, threads in (("0", "1"), ("1", "2"))
    }
    assert len(found) == 1


@given(
    st.lists(
        st.tuples(st.floats(-100, 100), st.floats(-100, 100), st.floats(1, 80), st.floats(1, 20)), max_size=30
    )
)
def test_no_two_boxes_overlap_after_they_were_moved_apart(given_boxes: list[tuple[float, ...]]) -> None:
    boxes = [Box(side, up, 2 * up) for _, _, side, up in given_boxes]
    places = np.array([(x, y) for x, y, _, _ in given_boxes]).reshape(-1, 2)
    found = np.round(moved_apart(places, boxes), 1)
    rooms = [
        (x - box.side, y - box.up, x + box.side, y + box.down)
        for (x, y), box in zip(found.tolist(), boxes, strict=True)
    ]
    assert overlaps(rooms) == []


@given(st.integers(3, 12), st.integers(0, 1000))
def test_majorization_lowers_the_stress(count: int, seed: int) -> None:
    apart = np.random.default_rng(seed).uniform(0.5, 3.0, (count, count))
    apart = (apart + apart.T) / 2
    np.fill_diagonal(apart, 0.0)
    start = classical(apart)
    assert stress(majorized(apart, start), apart) <= stress(start, apart) + 1e-9
